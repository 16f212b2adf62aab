"""A built site with one thing broken in it: the check finds that, says where, and nothing else."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import html5lib
import pytest
from tests.conftest import Project, scrape

from hemero.commands.check import CheckReport, check_site, find_site, host_named
from hemero.commands.checking.findings import MOST_OF_A_RULE, Finding
from hemero.errors import ConfigError
from hemero.hosts import HOSTS, Host

BASE = "https://archive.example/presse/"
Sabotage = Callable[[str], str]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    project = Project(tmp_path_factory.mktemp("check") / "project")
    project.write("content/a.txt", scrape("Le marché du samedi revient", date="3 mai 2021"))
    project.write(
        "content/b.md",
        "---\ntitle: Une digue & <dix> ans\nsource: Le Phare\ndate: 2021-05-04\n"
        "author: Anne Hélion\nlanguage: fr\naliases: [vieux/chemin.html]\n---\n\n"
        "Douze mille tonnes de granit attendent sur le quai.\n\n- un\n- deux\n\n> Dit-on.\n",
    )
    project.build(base_url=BASE)
    return project


@pytest.fixture
def site(built: Project, tmp_path: Path) -> Path:
    """A copy to break."""
    target = tmp_path / "site"
    for path, data in built.site().items():
        file = target / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return target


def article(site: Path) -> str:
    return next(f.relative_to(site).as_posix() for f in site.glob("2021/05/une-digue*.html"))


def change(site: Path, path: str, old: str, new: str) -> int:
    """Replace the first `old` of a file; gives the line on which it stood."""
    text = (site / path).read_text(encoding="utf-8")
    assert old in text, f"{path} does not hold {old!r}"
    (site / path).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def only(report: CheckReport) -> Finding:
    """The one finding."""
    assert len(report.findings) == 1, report.findings
    return report.findings[0]


def test_what_a_build_gives_is_clean(built: Project) -> None:
    """Nothing is found in a site as Hemero writes it, with an address and without."""
    report = check_site(built.root / "site")
    assert report.findings == ()
    assert report.files == len(built.site())
    assert report.pages == sum(path.endswith(".html") for path in built.site())


def test_a_site_without_an_address_is_clean(project: Path, tmp_path: Path) -> None:
    """A site that does not know where it will stand has no sitemap, and that is no fault."""
    plain = Project(tmp_path / "plain")
    plain.write("content/a.txt", scrape("Le marché du samedi revient", date="3 mai 2021"))
    plain.build()
    assert check_site(plain.root / "site").findings == ()


@pytest.mark.parametrize("host", HOSTS.values(), ids=list(HOSTS))
def test_what_a_build_gives_suits_every_host(built: Project, host: Host) -> None:
    """No host that is known refuses what Hemero writes."""
    assert check_site(built.root / "site", host).faults == 0


BROKEN = [
    # rule, what is said of it, what stands in the page, what stands there afterwards
    ("link", "tag/nowhere.html, which does not exist", "</main>",
     '<a href="../../tag/nowhere.html">x</a></main>'),
    ("link", "is a script", "</main>", '<a href="javascript:alert(1)">x</a></main>'),
    ("link", "out of the site", "</main>", '<a href="/elsewhere.html">x</a></main>'),
    ("link", "missing.png", "</main>", '<img alt="" srcset="missing.png 2x"></main>'),
    ("anchor", 'a place "p99"', "</main>", '<a href="#p99">x</a></main>'),
    ("anchor", "that index.html does not have", "</main>",
     '<a href="../../index.html#lost">x</a></main>'),
    ("markup", "<b> is not closed before </p>", "</main>", "<p><b>x</p></main>"),
    ("markup", "</em> closes what is not open", "</main>", "</em></main>"),
    ("markup", "</p> closes what is not open", "</main>", "<p><div>x</div></p></main>"),
    ("markup", "</br> closes what has no end", "</main>", "</br></main>"),
    ("markup", "<i/> does not close itself", "</main>", "<i/>x</main>"),
    ("markup", '"<" begins no tag', "</main>", "1 < 2</main>"),
    ("markup", "&eacte; is no character", "</main>", "&eacte;</main>"),
    ("markup", "class stands twice", "</main>", '<b class="a" class="b">x</b></main>'),
    ("markup", "cannot be read", "</main>", '<b class="a" ="c">x</b></main>'),
    ("markup", "<b> is never closed", "</body>\n</html>", "<b>x"),
    ("markup", "<style> is never closed", "</body>\n</html>", "<style>b{}"),
    ("markup", "a comment is never closed", "</body>\n</html>", "<!-- x"),
    ("markup", "doctype", "<!doctype html>", ""),
    ("markup", "JSON-LD is no JSON", '{"@context"', '{@context"'),
    ("id", "stands twice", "</main>", '<p id="main">x</p></main>'),
    ("alt", "<img> has no text", "</main>", '<img src="../../assets/site.css"></main>'),
    ("lang", "which language", '<html lang="fr">', "<html>"),
    ("title", "has no title", "<title>", "<title></title><meta name=x content=y><!--"),
    ("heading", "2 <h1>", "</main>", "<h1>x</h1></main>"),
    ("heading", "no <h1>", "<h1", "<h2"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "said", "old", "new"), BROKEN, ids=[b[1] for b in BROKEN])
def test_each_fault_of_a_page_is_found(
    site: Path, rule: str, said: str, old: str, new: str
) -> None:
    """The finding names the file, the line, what is wrong and what to do."""
    path = article(site)
    line = change(site, path, old, new)
    if old == "<title>":
        change(site, path, "</title>\n<link", "-->\n<link")
    elif old == "<h1":
        change(site, path, "</h1>", "</h2>")
    found = only(check_site(site))
    assert (found.file, found.rule, found.weight) == (path, rule, "fault")
    assert said in found.what
    assert found.hint
    assert found.line in (0, 1, line)
    assert found.line == line or rule in ("heading", "title", "lang") or "doctype" in said


def parse_errors(text: str) -> list[str]:
    """What a parser by the HTML standard finds wrong."""
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(text)
    return [code for _, code, _ in parser.errors]


def test_a_parser_by_the_standard_agrees(built: Project, site: Path) -> None:
    """What is called well-formed is so for html5lib, and what is called broken is broken."""
    for path, data in built.site().items():
        if path.endswith(".html"):
            assert parse_errors(data.decode()) == [], path
    path = article(site)
    whole = (site / path).read_text(encoding="utf-8")
    for rule, said, old, new in BROKEN:
        if rule == "markup" and "JSON" not in said:
            assert parse_errors(whole.replace(old, new, 1)), said


LEGAL = [
    "<ul><li>one<li>two</ul>",
    "<dl><dt>a<dd>b<dt>c<dd>d</dl>",
    "<p>one<p>two<div>three</div>",
    "<table><tr><th>a<td>b<tr><td>c<td>d</table>",
    "<table><thead><tr><th>a</thead><tbody><tr><td>b</tbody></table>",
    "<svg viewBox='0 0 1 1'><path d='M0 0'/><g><circle r=1 /></g></svg>",
    "<select><option>a<option selected>b</select>",
    "<P>Grand</P><BR><Input type=checkbox disabled>",
    "<b title='1 > 0'>x</b><!-- <i> -->",
    "<p>a &amp; b &lt; c &eacute; &#233; & d",
    "<details><summary>a</summary><p>b</details>",
    "<br/><img src=data:, alt=''/>",
]


@pytest.mark.parametrize("markup", LEGAL)
def test_what_the_standard_allows_is_no_fault(site: Path, markup: str) -> None:
    """End tags that may be left out, capitals and odd quotes are a writer's own affair."""
    change(site, article(site), "</main>", f"{markup}</main>")
    assert check_site(site).findings == ()


def test_a_page_that_is_not_utf8_is_named_with_its_line(site: Path) -> None:
    """One bad byte costs one finding, not the check."""
    path = article(site)
    data = (site / path).read_bytes()
    (site / path).write_bytes(data.replace(b"</h1>", b"\xe9</h1>", 1))
    found = check_site(site).findings
    assert [(f.rule, f.line) for f in found if f.file == path and f.rule == "encoding"] == [
        ("encoding", data[: data.index(b"</h1>")].count(b"\n") + 1)
    ]


def test_a_page_that_leads_on_must_lead_somewhere(site: Path) -> None:
    """The target of a redirect page is a link as any other."""
    target = article(site).rpartition("/")[2]
    change(site, "vieux/chemin.html", target, "lost.html")
    found = [f for f in check_site(site).findings if f.file == "vieux/chemin.html"]
    assert [(f.rule, "lost.html" in f.what) for f in found] == [("link", True)]


def test_an_orphan_is_found(site: Path) -> None:
    """A page that no other leads to is lost to readers; one that only leads on is not missed."""
    lone = (site / "about.html").read_text(encoding="utf-8").replace("about.html", "lone.html")
    (site / "lone.html").write_text(lone, encoding="utf-8")
    rules = {(f.file, f.rule) for f in check_site(site).findings}
    assert rules == {("lone.html", "orphan"), ("lone.html", "sitemap")}


def test_a_near_name_is_proposed(site: Path) -> None:
    """A link with a slip of the pen is answered with the file that is meant."""
    change(site, article(site), "../../archive.html", "../../archives.html")
    assert only(check_site(site)).hint == "Is archive.html meant?"


def test_a_link_without_the_ending_is_fine_where_the_host_finds_it(site: Path) -> None:
    """/archive works on GitHub Pages and not on S3: that is said where it matters."""
    change(site, article(site), 'href="../../archive.html"', 'href="../../archive"')
    assert "archive.html" in only(check_site(site)).hint
    assert check_site(site, HOSTS["github"]).findings == ()
    assert only(check_site(site, HOSTS["s3"])).rule == "link"


MAY = "sitemap-2021-05.xml"
ENTRY = f'</title>\n<link rel="alternate" type="text/html" href="{BASE}2021'
FEEDS = [
    ("feed.xml", "markup", "not well-formed", "</entry>", "</entri>"),
    ("feed.xml", "markup", "document type", "<feed ", '<!DOCTYPE feed [<!ENTITY a "b">]><feed '),
    ("feed.xml", "feed", "0 <title>", "<title>Une digue", "<subtitle>Une digue"),
    ("feed.xml", "feed", "no absolute address", f"<id>{BASE}2021", "<id>2021"),
    ("feed.xml", "feed", "must be like 2022", "T00:00:00Z</updated>", "</updated>"),
    ("feed.xml", "feed", "no absolute address", f'href="{BASE}2021', 'href="2021'),
    ("feed.json", "markup", "no JSON", '"items": [', '"items": ['[:-1]),
    ("feed.json", "feed", "no title", '"title"', '"titel"'),
    ("feed.json", "feed", "has no id", '"id"', '"di"'),
    ("feed.json", "feed", "must be like 2022", "T00:00:00Z", " midnight"),
    ("feed.json", "feed", "no absolute address", f'"url": "{BASE}', '"url": "/'),
    (MAY, "sitemap", "lastmod", "</loc>", "</loc><lastmod>4 mai</lastmod>"),
    (MAY, "sitemap", "no absolute address", f"<loc>{BASE}2021/05/le", "<loc>2021/05/le"),
    (MAY, "sitemap", "not of this site", f"<loc>{BASE}", "<loc>https://other.example/"),
    (MAY, "sitemap", "which does not exist", "<url>", f"<url><loc>{BASE}x.html</loc></url><url>"),
    (MAY, "sitemap", "must have one <loc>", "<url>", "<url><lastmod>2021</lastmod></url><url>"),
    ("robots.txt", "sitemap", "no absolute address", f"Sitemap: {BASE}", "Sitemap: /"),
    ("robots.txt", "sitemap", "does not exist", "sitemap.xml", "sitemaps.xml"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "rule", "said", "old", "new"), FEEDS, ids=[f"{f[0]}: {f[2]}" for f in FEEDS]
)
def test_feeds_and_sitemaps_keep_their_rules(
    site: Path, path: str, rule: str, said: str, old: str, new: str
) -> None:
    """RFC 4287, JSON Feed 1.1 and sitemaps.org, each fault at its file and in words."""
    change(site, path, old, new)
    if "<subtitle" in new:
        change(site, path, ENTRY, ENTRY.replace("title", "subtitle"))
    found = [f for f in check_site(site).findings if f.file == path]
    assert found, path
    assert found[0].rule == rule
    assert any(said in finding.what for finding in found)


def test_a_page_that_no_sitemap_names_is_found(site: Path) -> None:
    """Every page that may be indexed is in a sitemap once."""
    text = (site / MAY).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if article(site) not in line]
    (site / MAY).write_text("\n".join(lines), encoding="utf-8")
    found = only(check_site(site))
    assert (found.file, found.what) == (article(site), "is in no sitemap.")


def test_an_entity_bomb_is_refused_unread(site: Path) -> None:
    """XML that would grow without end in memory is a finding, and costs nothing."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><x>&l11;</x>'
    (site / "bomb.xml").write_text(bomb)
    assert "document type" in only(check_site(site)).what


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (":root{--paper:#ffffff;--ink:#999999}", "ink (#999999) on paper"),
        (
            ":root{--paper:#ffffff;--ink:#000000}"
            "@media (prefers-color-scheme:dark){:root{--paper:#111111}}",
            "dark.ink (#000000) on paper (#111111)",
        ),
        (
            ":root{--surface:#ffffff;--edge:#000000}"
            "@media screen and (prefers-contrast:no-preference){:root{--edge:#cccccc}}",
            "3:1 is the least",
        ),
    ],
)
def test_colours_that_cannot_be_read_are_found(site: Path, sheet: str, said: str) -> None:
    """Text wants 4.5:1 and edges 3:1, in the light scheme and in the dark one."""
    (site / "assets/own.css").write_text(sheet)
    assert said in only(check_site(site)).what


def test_print_and_more_contrast_are_not_the_screen(site: Path) -> None:
    """Rules for paper and for those who ask for more contrast are judged by nobody."""
    (site / "assets/own.css").write_text(
        ":root{--paper:#ffffff;--ink:#000000}@media print{:root{--ink:#ffffff}}"
        "@media (prefers-contrast:more){:root{--ink:#ffffff}}"
    )
    assert check_site(site).findings == ()


def test_one_fault_on_every_page_does_not_fill_the_memory(site: Path) -> None:
    """All are counted, and the first ones said."""
    for number in range(MOST_OF_A_RULE + 5):
        (site / f"x{number:03}.css").write_text(":root{--paper:#ffffff;--ink:#fffffe}")
    report = check_site(site)
    assert report.faults == MOST_OF_A_RULE + 5
    assert len(report.findings) == MOST_OF_A_RULE
    assert report.unsaid == {"contrast": 5}


def test_the_json_report_is_the_same_for_the_same_site(site: Path) -> None:
    """It holds no clock, and each finding by its parts."""
    change(site, article(site), "</main>", "</em></main>")
    one, two = (check_site(site).as_json() for _ in range(2))
    assert one == two
    told = json.loads(one)
    assert told["faults"] == 1
    assert told["findings"][0]["rule"] == "markup"
    assert told["findings"][0]["line"] > 1


def test_a_project_or_its_site_may_be_named(built: Project, tmp_path: Path) -> None:
    """Both lead to the built site; where there is none, that is said."""
    assert find_site(built.root, None) == built.root / "site"
    assert find_site(built.root / "site", None) == built.root / "site"
    with pytest.raises(ConfigError, match="hemero build"):
        find_site(tmp_path, None)


def test_an_unknown_host_is_answered_with_those_known() -> None:
    """A typing mistake is answered with the nearest name, anything else with all of them."""
    with pytest.raises(ConfigError, match=re.escape('Did you mean "github"?')):
        host_named("gihtub")
    with pytest.raises(ConfigError, match="github, gitlab"):
        host_named("angelfire")

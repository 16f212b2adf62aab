"""How well the loader reads and the archive links: our own texts, and a labelled corpus where
one lies.

    python tests/quality/score.py [CORPUS]

Prints the tables and ends with 1 where a figure lies below its floor in floors.json, or above its
ceiling; floors only ever go up. The corpus is no part of this project: a folder "shared/corpus"
beside the checkout, with the texts and the scorers that measure them. Without it, only our own
texts count.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
CORPUS = HERE.parents[2] / "shared" / "corpus"
FLOORS = HERE / "floors.json"


def read_floors(part: str) -> Any:
    """The floors of "labelled" (figure → floor) or "corpus" (group → figure → floor)."""
    return json.loads(FLOORS.read_text(encoding="utf-8"))[part]


def score_corpus(corpus: Path) -> tuple[str, Mapping[str, Mapping[str, float]]]:
    """The scorer's table, and its figures by group ("ALL pages") and name ("aeb.f1")."""
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        export = work / "export.jsonl"
        with export.open("w", encoding="utf-8") as records:
            for folder in _by_style(corpus, work):
                for record in _export(folder):
                    records.write(json.dumps(_as_scored(record)) + "\n")
        scorer = [sys.executable, str(corpus / "score_extraction.py"), str(export)]
        table = subprocess.run(
            [*scorer, "--json", str(work / "scores.json")],
            check=True,
            capture_output=True,
            encoding="utf-8",
        )
        scores = json.loads((work / "scores.json").read_text(encoding="utf-8"))
    return table.stdout, {group: dict(_figures(parts)) for group, parts in scores.items()}


def _by_style(corpus: Path, work: Path) -> Iterator[Path]:
    """Projects of one style of text each: one page in two styles is no line that recurs."""
    files = [*(corpus / "extraction-dev" / "texts").glob("*.txt"), *(corpus / "seed").glob("*.txt")]
    for style in sorted({_style(file) for file in files}):
        content = work / style / "content"
        content.mkdir(parents=True)
        for file in files:
            if _style(file) == style:
                shutil.copy(file, content)
        yield work / style


def _style(file: Path) -> str:
    return file.stem.rpartition("-")[2] if "-" in file.stem else "seed"


def _export(project: Path, *options: str) -> Iterator[dict[str, Any]]:
    command = [sys.executable, "-m", "hemero", "export", str(project), *options]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    yield from map(json.loads, done.stdout.splitlines())


def _as_scored(record: dict[str, Any]) -> dict[str, Any]:
    """The record as the scorer wants it: it knows cut lines by their text alone."""
    record["boilerplate"] = [cut["text"] for cut in record["boilerplate"]]
    return record


def _figures(parts: Mapping[str, Mapping[str, float | None]]) -> Iterator[tuple[str, float]]:
    for part, figures in parts.items():
        for name, value in figures.items():
            if value is not None:
                yield f"{part}.{name}", value


def score_links(corpus: Path) -> tuple[str, dict[str, float]]:
    """The table of the scorer of links, and its figures by name ("related.recall")."""
    texts = corpus / "nlp-dev"
    with tempfile.TemporaryDirectory() as name:
        export = Path(name) / "links.jsonl"
        with export.open("w", encoding="utf-8") as records:
            records.writelines(
                json.dumps(record) + "\n"
                for record in _export(Path(name), "--content", str(texts / "content"))
            )
        scorer = [sys.executable, str(corpus / "score_links.py"), str(texts / "gold.jsonl")]
        table = subprocess.run(
            [*scorer, str(export)], check=True, capture_output=True, encoding="utf-8"
        )
        figures = json.loads((Path(name) / "links.score.json").read_text(encoding="utf-8"))
    return table.stdout, figures


def links_faults(corpus: Path) -> tuple[str, list[str]]:
    """The table of the scorer of links, and what lies below its floor or above its ceiling."""
    table, figures = score_links(corpus)
    ceilings = read_floors("link ceilings")
    high = [
        f"{name}: {figures.get(name, 1):.4f} is above {ceiling:.4f}"
        for name, ceiling in ceilings.items()
        if figures.get(name, 1) > ceiling
    ]
    return table, below(read_floors("corpus links"), figures) + high


def below(floors: Mapping[str, float], figures: Mapping[str, float]) -> list[str]:
    """A line for each figure that lies below its floor."""
    return [
        f"{name}: {figures.get(name, 0):.3f} is below {floor:.3f}"
        for name, floor in floors.items()
        if figures.get(name, 0) < floor
    ]


def corpus_faults(corpus: Path) -> tuple[str, list[str]]:
    """The scorer's table, and what lies below its floor."""
    table, scores = score_corpus(corpus)
    faults = [
        f"{group}: {fault}"
        for group, floors in read_floors("corpus").items()
        for fault in below(floors, scores[group])
    ]
    seed = next((line for line in table.splitlines() if line.startswith("seed:")), "")
    return table, [*faults, *([seed] if "False" in seed else [])]


def main() -> int:
    """Print all, and say whether all is well."""
    from labelled import measure, read_as, read_texts
    from reprints import measure_links

    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else CORPUS
    figures = measure([read_as(text) for text in read_texts()])
    say("\n".join(f"{name:<16} {value:.3f}" for name, value in figures.items()))
    links = measure_links()
    say("\n".join(f"{name:<16} {value:.3f}" for name, value in links.items()))
    faults = below(read_floors("labelled"), figures) + below(read_floors("links"), links)
    if corpus.is_dir():
        table, more = corpus_faults(corpus)
        say(f"\n{table}")
        table, linking = links_faults(corpus)
        say(f"\n{table}")
        faults += more + linking
    else:
        say(f"\nNo corpus at {corpus}: only our own texts were scored.")
    say("\n".join(faults) or "Every figure holds its floor.")
    return 1 if faults else 0


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())

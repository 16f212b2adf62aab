"""Sidecars: what they say, and what becomes of a document that they correct."""

import json
import pickle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hemero.errors import UnreadableSource
from hemero.loader.limits import Limits
from hemero.loader.load import structure
from hemero.loader.pieces import cut_source
from hemero.loader.readers.sidecar import KINDS, read_sidecar
from hemero.loader.rulepack import bundled_rules
from hemero.loader.sources import read_slices, read_source, source_of
from hemero.loader.walk import find_sources
from hemero.model.article import Article, RawDocument
from hemero.model.report import Complaint, Source

TEXT = """Le bac reprend – Petit Phare

Le bac reprend

Par Anne Le Goff

3 mai 2021

Le bac de Kerlouan a repris mardi matin, après des semaines d'attente et de réunions au port.

Sans publicité ni actionnaire, la rédaction vit de ses lecteurs, et chaque don compte pour nous.

Les habitants disent avoir espéré ce moment depuis l'hiver dernier, quand la digue avait cédé.

Les marées

Il partira toutes les heures, et plus souvent les jours de grande marée, a promis le maire.

Recent News
"""


def documents(folder: Path, name: str = "a.txt") -> list[RawDocument | Complaint]:
    return list(read_source(folder, source_of(folder, folder / name)))


def read(folder: Path, sidecar: str, text: str = TEXT, name: str = "a.txt") -> RawDocument:
    (folder / name).write_text(text)
    (folder / f"{name}.yaml").write_text(sidecar)
    (document,) = documents(folder, name)
    assert isinstance(document, RawDocument)
    return document


def article(folder: Path, sidecar: str, text: str = TEXT, name: str = "a.txt") -> Article:
    document = read(folder, sidecar, text, name)
    assert document.warnings == ()
    return structure(document, bundled_rules())


def how(found: Article, field: str) -> tuple[str, int | None]:
    return next((e.rule, e.line) for e in found.evidence if e.field == field)


def said(document: RawDocument) -> list[tuple[str, str]]:
    return [(one.where, one.what) for one in document.warnings]


def test_every_stated_field_takes_the_place_of_what_was_read(tmp_path: Path) -> None:
    """What the sidecar states wins, and the evidence says whose word it is."""
    found = article(
        tmp_path,
        "title: Le bac de Kerlouan\nsource: Le Petit Phare\ndate: 2021-05-04\nlanguage: br\n"
        "authors: [Anne Le Goff, Yann Kerdoncuf]\ntags: [bac]\nstandfirst: Enfin.\n"
        "url: https://phare.example/bac\nslug: bac\naliases: [vieux.html]\n",
    )
    assert (found.title, found.source, found.date) == (
        "Le bac de Kerlouan",
        "Le Petit Phare",
        "2021-05-04",
    )
    assert (found.language, found.authors, found.tags) == (
        "br",
        ("Anne Le Goff", "Yann Kerdoncuf"),
        ("bac",),
    )
    assert (found.standfirst, found.url, found.slug) == (
        "Enfin.",
        "https://phare.example/bac",
        "bac",
    )
    assert found.aliases == ("vieux.html",)
    for field in ("title", "source", "date", "language", "authors"):
        assert how(found, field) == ("correction", None)


def test_front_matter_gives_way_to_the_sidecar(tmp_path: Path) -> None:
    """The sidecar is the later word, also where it takes a restriction away."""
    text = f"---\ntitle: Falsch\ndraft: true\ntags: [alt]\n---\n{TEXT}"
    found = article(tmp_path, "title: Le bac reprend\ndraft: false\n", text)
    assert (found.title, found.draft, found.tags) == ("Le bac reprend", False, ("alt",))


def test_a_key_with_nothing_behind_it_says_that_there_is_none(tmp_path: Path) -> None:
    """A byline and a date that were misread can be taken away."""
    found = article(tmp_path, "authors: []\ndate:\nsource: ~\n")
    assert (found.authors, found.date, found.source) == ((), None, None)
    assert not {"authors", "date", "source"} & {e.field for e in found.evidence}


@pytest.mark.parametrize("key", ["withdrawn", "draft", "noindex"])
def test_a_sidecar_may_keep_an_article_from_readers(tmp_path: Path, key: str) -> None:
    """Withdrawals, drafts and noindex need no change of the scrape."""
    assert getattr(read(tmp_path, f"{key}: true\n").given, key)


def test_lines_are_what_they_are_settled_as(tmp_path: Path) -> None:
    """Each kind is folded into the record as that kind, and the judge goes by it."""
    found = article(
        tmp_path,
        """lines:
  - {line: 11, text: "Sans publicité ni", kind: boilerplate}
  - {line: 13, text: "Les habitants", kind: quote}
  - {text: "Les marées", kind: heading}
  - {line: 19, text: Recent, kind: list}
""",
    )
    assert [block.kind for block in found.body] == [
        "paragraph",
        "quote",
        "heading",
        "paragraph",
        "list",
    ]
    (cut,) = found.boilerplate
    assert (cut.line, cut.rule, cut.group) == (11, "correction", "correction")
    assert how(found, "lines") == ("correction", None)


def test_date_byline_and_title_are_read_from_the_line_settled_as_such(tmp_path: Path) -> None:
    """The line named by a person is read, with its number as the evidence."""
    text = TEXT.replace("3 mai 2021", "Mis en ligne quelque part le 5 juin 2021 par nos soins")
    text = text.replace("Recent News", "Yann Kerdoncuf\n\nUn autre titre pour le bac")
    found = article(
        tmp_path,
        """lines:
  - {line: 7, text: Mis en ligne, kind: date}
  - {line: 19, text: Yann, kind: byline}
  - {line: 21, text: Un autre titre, kind: title}
""",
        text,
    )
    assert (found.date, how(found, "date")) == ("2021-06-05", ("correction", 7))
    assert (found.authors, how(found, "authors")) == (("Yann Kerdoncuf",), ("correction", 19))
    assert (found.title, how(found, "title")) == (
        "Un autre titre pour le bac",
        ("correction", 21),
    )


def test_a_line_settled_as_something_else_gives_neither_date_nor_names(tmp_path: Path) -> None:
    """What is boilerplate is no byline, however it reads."""
    found = article(
        tmp_path,
        """lines:
  - {line: 5, text: Par Anne Le Goff, kind: boilerplate}
  - {line: 7, text: 3 mai 2021, kind: boilerplate}
""",
    )
    assert (found.authors, found.date) == ((), None)
    assert [cut.line for cut in found.boilerplate if cut.rule == "correction"] == [5, 7]


def test_a_related_line_becomes_a_card_where_it_stands(tmp_path: Path) -> None:
    """Its marker is cut off where it has one."""
    text = TEXT.replace("Les marées", "La digue de Kerlouan sera refaite")
    sidecar = "lines: [{line: 15, text: La digue, kind: related}]"
    found = article(tmp_path, sidecar, text)
    (link,) = found.related
    assert (link.title, link.line) == ("La digue de Kerlouan sera refaite", 15)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_stands_in_the_verdicts(tmp_path: Path, kind: str) -> None:
    """One verdict a line, and the settled one is as it was settled, in text and in Markdown."""
    from hemero.loader.load import judge_document

    for name in ("a.txt", "a.md"):
        document = read(
            tmp_path, f"lines: [{{line: 13, text: Les habitants, kind: {kind}}}]", TEXT, name
        )
        verdicts = judge_document(document, bundled_rules())
        assert [v.number for v in verdicts] == list(range(1, len(document.lines) + 1))
        if name == "a.txt" or kind != "body":
            assert (verdicts[12].kind, verdicts[12].rule) == (kind, "correction")
        structure(document, bundled_rules())


def test_markdown_goes_on_below_a_settled_line(tmp_path: Path) -> None:
    """A line taken out of a block does not sew its ends together, nor to the block before."""
    text = "# Le bac\n\nUn premier bloc.\n\nDeux.\nAbonnez-vous !\nTrois.\n"
    sidecar = "lines: [{line: 6, text: Abonnez-vous, kind: boilerplate}]"
    found = article(tmp_path, sidecar, text, "a.md")
    assert [block.text for block in found.body] == ["Un premier bloc.", "Deux.", "Trois."]


def test_a_line_within_a_torn_sentence_can_be_taken_out(tmp_path: Path) -> None:
    """Wrapped lines are one paragraph; a settled one among them stands by itself."""
    words = "mot " * 15
    lines = [f"{words}{number}".strip() for number in range(6)]
    lines[3] = "Publicité pour un tout autre sujet qui ne regarde personne ici vraiment"
    text = "Un titre\n\n" + "\n".join(lines) + ".\n"
    sidecar = "lines: [{line: 6, text: Publicité pour, kind: boilerplate}]"
    found = article(tmp_path, sidecar, text)
    assert not any("Publicité" in block.text for block in found.body)
    assert any(
        "mot 4" in block.text.replace("  ", " ") or "4" in block.text for block in found.body
    )


def test_a_scrape_that_changed_is_noticed(tmp_path: Path) -> None:
    """A line that stands elsewhere or nowhere is named with the sidecar's line, and left alone."""
    sidecar = """lines:
  - {line: 9, text: Sans publicité, kind: boilerplate}
  - {line: 99, text: Les habitants, kind: quote}
  - {text: "Recent news", kind: body}
"""
    document = read(tmp_path, sidecar)
    assert document.settled == {}
    assert said(document) == [
        ("a.txt.yaml:4", 'no line of a.txt reads "Recent news"; nothing is corrected by it.'),
        (
            "a.txt.yaml:2",
            'line 9 of a.txt does not begin with "Sans publicité"; it is not corrected.',
        ),
        (
            "a.txt.yaml:3",
            'line 99 of a.txt does not begin with "Les habitants"; it is not corrected.',
        ),
    ]
    assert [one.hint for one in document.warnings] == [
        "",
        "It stands on line 11 now.",
        "It stands on line 13 now.",
    ]


@pytest.mark.parametrize(
    ("sidecar", "where", "what"),
    [
        ("title: [", "a.txt.yaml:1", "not YAML"),
        ("date: 2021\ntitel: Le bac", "a.txt.yaml:2", 'unknown key "titel"'),
        ("- a", "a.txt.yaml", 'must be "key: value" lines'),
        ("x: &a b", "a.txt.yaml:1", "anchor"),
        ("lines: {3: body}", "a.txt.yaml:1", "'lines' must be a list"),
        ("lines:\n  - {text: a, kind: bodyy}", "a.txt.yaml:2", "'bodyy' is no kind"),
        ("lines:\n  - {line: 3, kind: body}", "a.txt.yaml:2", "needs its text"),
        ("lines:\n  - {line: x, text: a, kind: body}", "a.txt.yaml:2", "must be the number"),
        ("lines:\n  - {text: a, kind: body, sort: 1}", "a.txt.yaml:2", 'unknown key "sort"'),
        (
            "lines:\n  - {line: 3, text: a, kind: body}\n  - {line: 3, text: b, kind: list}",
            "a.txt.yaml:3",
            "settled twice",
        ),
        ("draft: perhaps", "a.txt.yaml:1", "must be true or false"),
        ("keep_title: true", "a.txt.yaml:1", "goes with 'withdrawn'"),
        ("records: {x: {title: a}}", "a.txt.yaml:1", "no number of a record"),
    ],
)
def test_what_cannot_be_meant_sets_the_article_aside(
    tmp_path: Path, sidecar: str, where: str, what: str
) -> None:
    """It may be what keeps the article from readers, so nothing is published on a guess."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt.yaml").write_text(sidecar)
    try:
        (bad,) = documents(tmp_path)
        assert isinstance(bad, Complaint)
        found = (bad.where, bad.what)
    except UnreadableSource as fault:
        found = (fault.where or "", fault.message)
    assert found[0] == where
    assert what in found[1]


def test_an_unknown_key_names_the_nearest() -> None:
    """`titel` was meant as `title`."""
    with pytest.raises(UnreadableSource, match='Did you mean "title"'):
        read_sidecar(b"titel: x", "a.txt.yaml", Limits())


def test_limits_hold() -> None:
    """A sidecar is bounded in bytes and in values."""
    with pytest.raises(UnreadableSource, match="at most 10 are read"):
        read_sidecar(b"title: abcdef", "a.yaml", Limits(sidecar_bytes=10))
    with pytest.raises(UnreadableSource, match="more than 5 values"):
        read_sidecar(b"tags: [a, b, c, d, e]", "a.yaml", Limits(sidecar_values=5))


@settings(max_examples=300)
@given(
    st.binary(max_size=300)
    | st.text(alphabet="lines:recodtx{}[],- \n&*!|>'\"#1234567890", max_size=200).map(str.encode)
)
def test_any_bytes_are_corrections_or_refused(data: bytes) -> None:
    """Whatever stands in a sidecar, it is read, or refused with its name and in words."""
    try:
        read_sidecar(data, "a.txt.yaml", Limits())
    except UnreadableSource as fault:
        assert (fault.where or "").startswith("a.txt.yaml")
        assert fault.message.endswith(".")


def test_an_empty_sidecar_corrects_nothing(tmp_path: Path) -> None:
    """As a file is that was just made."""
    document = read(tmp_path, "")
    assert (document.settled, document.corrected, document.warnings) == ({}, (), ())


def test_either_spelling_of_the_suffix_is_a_sidecar(tmp_path: Path) -> None:
    """Whoever writes .yml wants to be heeded as well, above all where it withdraws an article."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt.yml").write_text("title: Le bac est là\nwithdrawn: yes\n")
    (source,), complaints = find_sources(tmp_path)
    (document,) = read_source(tmp_path, source)
    assert complaints == ()
    assert source == source_of(tmp_path, tmp_path / "a.txt")
    assert isinstance(document, RawDocument)
    assert document.given.title == "Le bac est là"
    assert document.given.withdrawn
    (tmp_path / "a.txt").unlink()
    assert [one.where for one in find_sources(tmp_path)[1]] == ["a.txt.yml"]


def test_two_sidecars_set_their_article_aside(tmp_path: Path) -> None:
    """Which of them is meant must not be guessed; both names are told."""
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt.yml").write_text("title: x")
    (tmp_path / "a.txt.yaml").write_text("title: y")
    sources, (complaint,) = find_sources(tmp_path)
    assert sources == ()
    assert (complaint.where, complaint.severity) == ("a.txt", "set-aside")
    assert complaint.what == "has two sidecars, a.txt.yaml and a.txt.yml."
    with pytest.raises(UnreadableSource, match="two sidecars"):
        source_of(tmp_path, tmp_path / "a.txt")


def test_a_sidecar_without_its_file_is_named(tmp_path: Path) -> None:
    """A renamed scrape must not lose its correction in silence; other YAML is not one."""
    (tmp_path / "gone.txt.yaml").write_text("title: x")
    (tmp_path / "notes.yaml").write_text("title: x")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub/b.md").write_text("# b")
    (tmp_path / "sub/b.md.yaml").write_text("title: x")
    sources, complaints = find_sources(tmp_path)
    assert [(one.path, bool(one.sidecar)) for one in sources] == [("sub/b.md", True)]
    assert [(c.where, c.what.split(",")[0], c.severity) for c in complaints] == [
        ("gone.txt.yaml", "corrects gone.txt", "warning"),
        ("notes.yaml", "files ending in .yaml are not read (1", "warning"),
    ]


def records(count: int) -> str:
    made = [{"title": f"Titre {n}", "text": f"{n} " + TEXT} for n in range(1, count + 1)]
    return "".join(json.dumps(one) + "\n" for one in made)


RECORDS = """source: Le Petit Phare
records:
  2:
    corrects: Titre 2
    title: Le deuxième
    lines: [{text: Recent News, kind: quote}]
  "#3": {draft: true}
  all.jsonl#4: {corrects: Titre 3, title: Faux}
  7777: {title: Absent}
"""


def by_name(found: list[Any]) -> dict[str, RawDocument]:
    return {one.path: one for one in found if isinstance(one, RawDocument)}


def check_records(found: list[Any]) -> None:
    read = by_name(found)
    assert {one.given.source for one in read.values()} == {"Le Petit Phare"}
    assert [one.given.title for one in read.values()][:4] == [
        "Titre 1",
        "Le deuxième",
        "Titre 3",
        "Titre 4",
    ]
    assert read["all.jsonl#2"].lines[0] == "Le deuxième"
    assert list(read["all.jsonl#2"].settled.values()) == ["quote"]
    assert read["all.jsonl#3"].given.draft
    assert said(read["all.jsonl#4"]) == [
        ("all.jsonl.yaml:8", 'all.jsonl#4 is not "Titre 3"; it is not corrected.')
    ]


def test_records_are_corrected_by_number(tmp_path: Path) -> None:
    """Fields at the top hold for all records, those under a number for one; a record that is
    another one by now is left alone, with a warning."""
    (tmp_path / "all.jsonl").write_text(records(5))
    (tmp_path / "all.jsonl.yaml").write_text(RECORDS)
    found = documents(tmp_path, "all.jsonl")
    check_records(found)
    assert found[-1] == Complaint(
        "all.jsonl.yaml:9", "there is no record 7777.", severity="warning"
    )


def test_a_large_file_gives_each_piece_its_own_corrections(tmp_path: Path) -> None:
    """A piece carries what concerns it alone, so that an edit reads only that piece again."""
    (tmp_path / "all.jsonl").write_text(records(600))
    (tmp_path / "all.jsonl.yaml").write_text(RECORDS.replace("source: Le Petit Phare\n", ""))
    source = source_of(tmp_path, tmp_path / "all.jsonl")
    found = list(cut_source(tmp_path, source, Limits()))
    first, second, third, warning = found
    assert isinstance(warning, Complaint)
    assert warning.what == "there is no record 7777."
    assert not isinstance(first, Complaint)
    assert first.source.sidecar
    for piece in (second, third):
        assert not isinstance(piece, Complaint)
        assert (piece.source.sidecar, piece.corrections) == ("", None)
    sent = pickle.loads(pickle.dumps(first))
    read = by_name(list(read_slices(sent.path, sent.slices, corrections=sent.corrections)))
    assert read["all.jsonl#2"].given.title == "Le deuxième"


def test_a_restriction_for_another_record_sets_this_one_aside(tmp_path: Path) -> None:
    """If records moved, it is not known whom it was to keep from readers."""
    (tmp_path / "all.jsonl").write_text(records(2))
    (tmp_path / "all.jsonl.yaml").write_text("records: {1: {corrects: X, withdrawn: true}}")
    bad, good = documents(tmp_path, "all.jsonl")
    assert isinstance(bad, Complaint)
    assert (bad.severity, bad.where) == ("set-aside", "all.jsonl.yaml:1")
    assert isinstance(good, RawDocument)


def test_lines_cannot_be_settled_for_all_records_at_once(tmp_path: Path) -> None:
    """A line belongs to one record; whether the file is cut or read whole."""
    (tmp_path / "all.jsonl").write_text(records(2))
    (tmp_path / "all.jsonl.yaml").write_text("lines: [{text: a, kind: body}]")
    with pytest.raises(UnreadableSource, match="must stand under the record"):
        documents(tmp_path, "all.jsonl")
    source = source_of(tmp_path, tmp_path / "all.jsonl")
    (bad,) = cut_source(tmp_path, source, Limits())
    assert isinstance(bad, Complaint)
    assert "must stand under the record" in bad.what


def test_a_link_out_of_the_content_folder_is_no_sidecar(tmp_path: Path) -> None:
    """A sidecar is opened as carefully as an article."""
    content = tmp_path / "content"
    content.mkdir()
    (tmp_path / "secret.yaml").write_text("title: x")
    (content / "a.txt").write_text(TEXT)
    (content / "a.txt.yaml").symlink_to(tmp_path / "secret.yaml")
    ((source,), complaints) = find_sources(content)
    assert source.sidecar == ""
    assert "leads out" in complaints[0].what
    with pytest.raises(UnreadableSource, match="leads out"):
        list(read_source(content, Source(source.path, source.stamp, "1:1")))

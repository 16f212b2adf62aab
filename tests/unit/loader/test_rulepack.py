"""Rule packs: every example and phrase of every rule, the shapes of cues, overriding, limits."""

from pathlib import Path

import pytest

from hemero.errors import RuleError
from hemero.loader.rulefile import Rule
from hemero.loader.rulefolder import rules_digest
from hemero.loader.rulepack import (
    Cue,
    Rulepack,
    bundled_rules,
    compile_rules,
    load_rules,
)

HOSTILE = [
    "a",
    " ",
    "\u00a0",
    ".",
    "-",
    ">",
    ":",
    "(",
    "©",
    "1",
    "1 ",
    "a ",
    "1.",
    "é",
    "文",
    "_",
    "*",
]


def as_line(example: str) -> tuple[str, str | None]:
    """An example as a line, and what "[[…]]" marks in it; "␣" stands for a no-break space."""
    example = example.replace("␣", "\u00a0")
    opening, closing = example.find("[["), example.rfind("]]")
    if opening < 0:
        return example, None
    marked = example[opening + 2 : closing]
    return example[:opening] + marked + example[closing + 2 :], marked


def rest_of(cue: Cue, line: str) -> str:
    """What a cue leaves of its line; of a contributor note and of a site's name, the names."""
    if cue.kind in ("contributor", "source"):
        return line[cue.start : cue.end]
    return line[: cue.start] if cue.at == "end" else line[cue.end :]


def cues_of(rule_id: str, line: str, pack: Rulepack) -> list[Cue]:
    cues = [*pack.cues(line), *pack.source_cues(line)]
    return [cue for cue in cues if cue.rule == rule_id]


def only_cue(line: str, kind: str) -> Cue:
    """The longest cue of one kind in a line."""
    return next(cue for cue in bundled_rules().cues(line) if cue.kind == kind)


def kinds_in(line: str) -> set[str]:
    return {cue.kind for cue in bundled_rules().cues(line)}


def lines_for(rule: Rule, phrase: str) -> list[str]:
    """A line for each place where a phrase may stand, in its barest form."""
    said = phrase.replace("#", "3").replace("*", "Abc")
    if "{names}" in said:
        return [said.replace("{names}", "Ann Lee")]
    forms = {
        "whole": said,
        "start": f"{said} :",
        "end": f"Abc — {said}",
        "bracket": f"Abc ({said}: Ann)",
        "row": f"{said} | {said}",
    }
    return [forms[place] for place in rule.at]


@pytest.mark.parametrize("rule", bundled_rules().rules, ids=lambda rule: rule.id)
def test_rule_keeps_its_examples(rule: Rule) -> None:
    """Every "yes" line is matched, with its marked rest; no "no" line is."""
    assert rule.yes and rule.no
    for example in rule.yes.splitlines():
        line, marked = as_line(example)
        found = cues_of(rule.id, line, bundled_rules())
        assert found, f"missed: {line}"
        if marked is not None:
            assert rest_of(found[0], line).rstrip(" )]<").startswith(marked.rstrip(" )]<"))
    for example in rule.no.splitlines():
        line, _ = as_line(example)
        assert not cues_of(rule.id, line, bundled_rules()), f"wrongly matched: {line}"


def test_every_phrase_is_found_where_it_may_stand() -> None:
    """No phrase of a bundled rule is dead."""
    dead = [
        f"{rule.id}: {line}"
        for rule in bundled_rules().rules
        if rule.pattern is None
        for phrase in rule.phrases
        for line in lines_for(rule, phrase)
        if not cues_of(rule.id, line, bundled_rules())
    ]
    assert not dead


def test_names_of_sites_are_no_cues_of_what_a_line_is() -> None:
    """That a line speaks of its site says nothing of the line: it is asked for apart."""
    line = "Follow Skerrow Courier on Twitter"
    assert {cue.kind for cue in bundled_rules().source_cues(line)} == {"source"}
    assert "source" not in kinds_in(line)


def test_no_rule_says_a_phrase_twice() -> None:
    """A phrase stands once in its rule."""
    for rule in bundled_rules().rules:
        assert len(set(rule.phrases)) == len(rule.phrases), rule.id


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("Lire aussi\u00a0 le port rouvre", "le port rouvre"),
        ("Lire aussi : Le port rouvre", "Le port rouvre"),
        ("LIRE AUSSI >> Le port rouvre", "Le port rouvre"),
        ("» LIRE AUSSI - Le port rouvre", "Le port rouvre"),
        ("**Lire aussi :** Le port rouvre", "Le port rouvre"),
        ("À lire aussi Le port rouvre", "Le port rouvre"),
        ("A LIRE AUSSI « Le port rouvre »", "« Le port rouvre »"),
        ("Lesen Sie auch: Hafen offen", "Hafen offen"),
        ("LEE MÁS | El puerto reabre", "El puerto reabre"),
        ("【関連記事】港が再開", "港が再開"),
    ],
)
def test_marker_span_ends_where_the_title_begins(line: str, rest: str) -> None:
    """The cue takes the sign and the spaces after the marker, no-break spaces too."""
    assert line[only_cue(line, "related").end :] == rest


@pytest.mark.parametrize(
    "line",
    [
        "Related: List of lighthouses",
        "[Related: Harbour reopens]",
        "READ MORE: Harbour reopens",
    ],
)
def test_marker_with_a_sign_is_a_cue(line: str) -> None:
    """ "Related" needs a sign; with one, the title follows."""
    assert "related" in kinds_in(line)


@pytest.mark.parametrize(
    "line",
    [
        "Related companies must report.",
        "Read the rules before you enter.",
        "Share of voters who trust the mayor falls",
        "Publicité : le gouvernement veut taxer les écrans",
        "Comments by the minister drew laughter.",
        "Lire aussi les conseils de prudence de la préfecture.",
        "Anzeige gegen den Bürgermeister",
        "Von der Leyen kündigte neue Regeln an.",
        "By Monday evening the talks had failed.",
        "Tags on birds show the way.",
        "Author of three books, she lives in Hull.",
        "Spider-Man – No Way Home",
    ],
)
def test_false_friends_are_no_cues(line: str) -> None:
    """A sentence or a headline that begins like chrome is not chrome."""
    assert not kinds_in(line)


def test_case_accents_quotes_and_bullets_do_not_matter() -> None:
    """ "S’ABONNER", "s'abonner" and "• S`abonner" are one phrase."""
    for line in ("S’ABONNER", "s'abonner", "• S’abonner »", "  s’abonner.", "S'abonner"):
        assert "chrome" in kinds_in(line), line


def test_numbers_are_alike() -> None:
    """ "#" in a phrase stands for any number, grouped or shortened."""
    for line in ("1 comment", "12 comments", "1,204 Comments", "1.2K comments"):
        assert any(cue.group == "comments" for cue in bundled_rules().cues(line)), line


def test_whole_tells_a_marker_line_from_a_marked_title() -> None:
    """`whole` is true where nothing but signs is left of the line."""
    assert only_cue("Lire aussi :", "related").whole
    assert not only_cue("Lire aussi : Le port rouvre", "related").whole


def test_marker_at_the_end_leaves_the_title_before_it() -> None:
    """A cue at the end of a line spans to its end."""
    line = "Harbour reopens after storm … Read more"
    cue = only_cue(line, "related")
    assert (cue.at, line[: cue.start]) == ("end", "Harbour reopens after storm …")


def test_sentence_that_ends_like_a_marker_is_left_alone() -> None:
    """Without a sign before it, a marker at the end begins with a capital."""
    assert "related" not in kinds_in("The pupils said that they want to read more")


def test_row_of_share_words_is_one_cue() -> None:
    """A line of nothing but share words is chrome; one that holds another word is not."""
    assert only_cue("Facebook | Twitter | E-Mail | Drucken", "chrome").at == "row"
    assert "chrome" not in kinds_in("Facebook bests Twitter")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Hans von der Heide a contribué à cet article.", "Hans von der Heide"),
        ("Ann Lee and Tom Hull contributed to this report.", "Ann Lee and Tom Hull"),
        ("Additional reporting by Ann Lee.", "Ann Lee"),
        ("(Reporting by Ann Lee in Hull; Editing by Tom Hull)", "Ann Lee in Hull"),
        ("Mitarbeit: Anne Kern", "Anne Kern"),
        ("Reuters contributed to this report.", "Reuters"),
    ],
)
def test_contributor_cue_spans_the_names(line: str, names: str) -> None:
    """Start and end of a contributor cue are those of the names alone."""
    cue = only_cue(line, "contributor")
    assert line[cue.start : cue.end] == names


def test_pronoun_is_no_contributor() -> None:
    """ "He contributed to this report" names nobody."""
    assert "contributor" not in kinds_in("He contributed to this report.")
    assert "contributor" not in kinds_in("He had contributed to this report.")


def test_agency_is_matched_in_its_own_case() -> None:
    """ "AP" is an agency, "ap" and a sentence about it are not."""
    assert "agency" in kinds_in("AP")
    assert "agency" in kinds_in("(AFP)")
    assert "agency" in kinds_in("The harbour reopens on Monday. (AFP)")
    assert "agency" not in kinds_in("ap")
    assert "agency" not in kinds_in("AP said so on Monday.")


def test_longest_cue_stands_first() -> None:
    """Of several cues, the one with most text leads."""
    cues = bundled_rules().cues("Lire aussi notre dossier : La pêche en crise")
    assert [cue.end - cue.start for cue in cues] == sorted(
        (cue.end - cue.start for cue in cues), reverse=True
    )


@pytest.mark.parametrize("unit", HOSTILE)
def test_long_runs_cost_no_more_than_their_ends(unit: str) -> None:
    """Of 10^5 repeated characters only the ends are looked at: the cues are those of a line that
    is long enough to fill every window."""
    pack = bundled_rules()
    long, longer = unit * 10_000, unit * (100_000 // len(unit))
    assert [(cue.rule, cue.at) for cue in pack.cues(longer)] == [
        (cue.rule, cue.at) for cue in pack.cues(long)
    ]


@pytest.mark.parametrize("unit", HOSTILE)
def test_marker_before_a_long_run_is_left_alone(unit: str) -> None:
    """A line longer than a rule looks at gets no cue of that rule."""
    assert not cues_of("fr/lire-aussi", "Lire aussi : " + unit * 100_000, bundled_rules())


def test_odd_characters_never_raise() -> None:
    """Any character may stand anywhere in a line."""
    pack = bundled_rules()
    for code in range(0, 0x110000, 61):
        sign = chr(code)
        for line in (sign, f"{sign}Lire aussi{sign}: {sign}", f"Photo{sign} ({sign})"):
            assert len(pack.cues(line)) <= 24
    assert pack.cues("") == ()


def test_own_rule_takes_the_place_of_a_bundled_one(tmp_path: Path) -> None:
    """A project's rule of the same pack and name replaces the bundled rule."""
    own = "lire-aussi:\n  kind: related\n  at: start\n  phrases: à relire chez nous\n"
    (tmp_path / "fr.yaml").write_text(own, encoding="utf-8")
    pack = load_rules(tmp_path)
    assert cues_of("fr/lire-aussi", "À relire chez nous : Le port", pack)
    assert not cues_of("fr/lire-aussi", "Lire aussi : Le port", pack)
    assert cues_of("fr/pub", "Publicité", pack)


def test_rule_can_be_turned_off(tmp_path: Path) -> None:
    """ "name: off" takes a bundled rule away."""
    (tmp_path / "fr.yaml").write_text("pub: off\n", encoding="utf-8")
    assert not cues_of("fr/pub", "Publicité", load_rules(tmp_path))


def test_own_pack_adds_rules(tmp_path: Path) -> None:
    """A project may add packs under names of its own."""
    own = "tide:\n  kind: chrome\n  group: navigation\n  phrases:\n    - tide tables\n"
    (tmp_path / "harbour.yaml").write_text(own, encoding="utf-8")
    assert cues_of("harbour/tide", "Tide tables", load_rules(tmp_path))


def test_without_own_rules_the_bundled_pack_is_shared(tmp_path: Path) -> None:
    """No folder, or an empty one, costs no second compilation."""
    assert load_rules(None) is bundled_rules()
    assert load_rules(tmp_path) is bundled_rules()


def test_digest_follows_the_rules(tmp_path: Path) -> None:
    """Equal rules, equal digest; another rule, another digest."""
    rule = "tide:\n  kind: chrome\n  group: navigation\n  phrases: {}\n"
    first = compile_rules([("a", rule.format("tide tables"))])
    assert first.digest == compile_rules([("a", rule.format("tide tables"))]).digest
    assert first.digest != compile_rules([("a", rule.format("tide table"))]).digest
    assert rules_digest(tmp_path) == load_rules(tmp_path).digest == rules_digest(None)
    (tmp_path / "own.yaml").write_text(rule.format("tides"), encoding="utf-8")
    assert rules_digest(tmp_path) == load_rules(tmp_path).digest != rules_digest(None)


def test_unreadable_rule_file_is_named(tmp_path: Path) -> None:
    """A rule file that is not UTF-8 is refused by name."""
    (tmp_path / "own.yaml").write_bytes(b"tide: \xff\xfe")
    with pytest.raises(RuleError, match=r"rules/own\.yaml: is not UTF-8"):
        load_rules(tmp_path)

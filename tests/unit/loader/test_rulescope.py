"""Rules limited to a source or a folder hold there and nowhere else."""

from pathlib import Path

import pytest

from hemero.errors import RuleError
from hemero.loader.load import judge_document
from hemero.loader.rulepack import bundled_rules, compile_rules, load_rules
from hemero.loader.rulescope import rules_of
from hemero.model.article import Given, RawDocument

RULE = """
pitch:
  kind: chrome
  group: form
  at: start
  phrases: la passerelle du vieux port
  {limit}
"""
LINE = "La passerelle du vieux port a rouvert mardi matin, après onze semaines de travaux dits."
MORE = "Les habitants disent avoir attendu ce moment depuis l'hiver, quand la digue avait cédé."
LINES = ("Un pont rouvre – Petit Phare", "", "Un pont rouvre", "", LINE, "", MORE, "", MORE[::-1])


def rule_of(limit: str, **document: object) -> str:
    rules = compile_rules([("own", RULE.format(limit=limit))])
    raw = RawDocument(**{"path": "phare/a.txt", "lines": LINES, **document})  # type: ignore[arg-type]
    return judge_document(raw, rules)[4].rule


@pytest.mark.parametrize(
    ("limit", "document", "holds"),
    [
        ("folder: phare", {}, True),
        ("folder: phare/", {"path": "phare/sub/a.txt"}, True),
        ("folder: phare", {"path": "phares/a.txt"}, False),
        ("folder: all.jsonl", {"path": "all.jsonl#12"}, True),
        ("folder: [gazette, phare]", {}, True),
        ("source: Petit Phare", {"given": Given(source="petit phare")}, True),
        ("source: Petit Phare", {"given": Given(source="Gazette")}, False),
        ("source: phare.example", {"given": Given(url="https://www.phare.example/a")}, True),
        ("source: phare.example", {"given": Given(url="https://notphare.example/a")}, False),
        ("source: Petit Phare", {}, True),  # the page names itself
        ("source: Grand Phare", {}, False),
        ("source: Petit Phare\n  folder: gazette", {}, False),
        ("", {}, True),
    ],
)
def test_a_rule_holds_where_it_is_meant_to(
    limit: str, document: dict[str, object], holds: bool
) -> None:
    """By folder, by the stated or the found name of the source, by the host of the address."""
    assert (rule_of(limit, **document) == "own/pitch") is holds


def test_documents_of_one_kind_share_their_rules() -> None:
    """The general rules are compiled once; a document without limited ones costs nothing."""
    rules = compile_rules([("own", RULE.format(limit="folder: phare"))])
    assert rules_of(rules, "other/a.txt", None, None) is rules
    scoped = rules_of(rules, "phare/a.txt", None, None)
    assert rules_of(rules, "phare/b.txt", None, None) is scoped
    assert bundled_rules().limited == ()


def test_a_faulty_limited_rule_is_told_at_once(tmp_path: Path) -> None:
    """Not only when its first document is met."""
    (tmp_path / "own.yaml").write_text(
        "x:\n  kind: credit\n  at: start\n  folder: a\n  phrases: fot\n  pattern: 'a(b'\n"
    )
    with pytest.raises(RuleError, match="unclosed group"):
        load_rules(tmp_path)

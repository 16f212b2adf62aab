"""Whatever text comes in: every line is judged once, nothing raises, nothing is lost."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hemero.errors import UnreadableSource
from hemero.loader.load import judge_document, make_card, structure
from hemero.loader.rulepack import bundled_rules
from hemero.model.article import RawDocument
from hemero.shards import encode_record, pack_record, unpack_record

WORDS = st.sampled_from(
    "Lire aussi Leave a Reply Par Publié le 3 mars 2021 Anzeige – | » © > * 1. ( ) ? : le la crue "
    "“ ” « » — Read more: Share Tweet Newsletter 日本 語 العربية \u202f \u00a0 ’ ' \" A a É https://a.b/c"
    .split(" ")
)  # fmt: skip
LINES = st.one_of(
    st.lists(WORDS, max_size=30).map(" ".join),
    st.text(max_size=200),
    st.just(""),
    st.sampled_from(["Un titre de journal – La Gazette", "Lire aussi\u00a0 Un autre titre"]),
)
DOCUMENTS = st.lists(LINES, min_size=1, max_size=40).map(
    lambda lines: RawDocument(
        path="a.txt", lines=tuple(part for line in lines for part in (line.splitlines() or [""]))
    )
)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(DOCUMENTS)
def test_every_line_has_exactly_one_verdict(document: RawDocument) -> None:
    """Numbers run on from the first line, and each verdict holds its line as it stands."""
    verdicts = judge_document(document, bundled_rules())
    assert [verdict.number for verdict in verdicts] == list(range(1, len(document.lines) + 1))
    assert [verdict.text for verdict in verdicts] == list(document.lines)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(DOCUMENTS)
def test_no_word_is_lost(document: RawDocument) -> None:
    """Each word of a text is in the record: title, body, related, what was cut, or evidence."""
    try:
        article = structure(document, bundled_rules())
    except UnreadableSource:
        assert not any(line.strip() for line in document.lines)
        return
    kinds = {"title", "byline", "date", "standfirst", "related", "contributor"}
    kept = [block.text for block in article.body]
    kept += [stripped.text for stripped in article.boilerplate]
    kept += [
        verdict.text
        for verdict in judge_document(document, bundled_rules())
        if verdict.kind in kinds
    ]
    known = set(" ".join(kept).split())
    for line in document.lines:
        for word in line.split():
            if word.isalpha() and len(word) > 2:
                assert word in known or any(word in text for text in kept), (word, line)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(DOCUMENTS)
def test_a_record_comes_back_from_the_ledger_as_it_was(document: RawDocument) -> None:
    """Packing is no loss, and judging twice gives the same."""
    try:
        article = structure(document, bundled_rules())
    except UnreadableSource:
        return
    assert unpack_record(pack_record(encode_record(article))) == article
    assert structure(document, bundled_rules()) == article
    assert make_card(article, "x") == make_card(article, "x")

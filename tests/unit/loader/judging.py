"""Documents for the tests of judging: lines in, Article or verdicts out."""

from hemero.loader.load import judge_document, structure
from hemero.loader.rulepack import bundled_rules
from hemero.model.article import Article, Given, Markup, RawDocument, Verdict

PROSE = (
    "The council met on Monday evening and agreed, after four hours of debate, to keep the old "
    "bridge open until the new one is ready.",
    "Engineers had warned in the spring that two of its piers were moving, but a second survey "
    "found that the movement had stopped.",
    "The new bridge is to cost eleven million and should carry its first traffic in two years, "
    "the mayor said when the vote was over.",
)


def document(
    text: str, *, path: str = "a.txt", given: Given | None = None, markup: Markup = "text"
) -> RawDocument:
    return RawDocument(
        path=path, lines=tuple(text.split("\n")), given=given or Given(), markup=markup
    )


def article(text: str, **more: object) -> Article:
    return structure(document(text, **more), bundled_rules())  # type: ignore[arg-type]


def verdicts(text: str, **more: object) -> tuple[Verdict, ...]:
    return judge_document(document(text, **more), bundled_rules())  # type: ignore[arg-type]


def page(*lines: str) -> str:
    """Lines with a blank one between each two, as most scrapers write them."""
    return "\n\n".join(lines)

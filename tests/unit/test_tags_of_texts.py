"""From texts to tags: what the loader proposes and the archive decides, together."""

from hemero.archive.links import LinkOptions, Links, link_archive
from hemero.loader.card import make_card
from hemero.model.article import Article, Block

RUSSIA = {
    "en": "On Monday Russia said no. The ministers met, and Russia stayed away from the table.",
    "fr": "Lundi la Russie a refusé. Les ministres se sont réunis, et la Russie est absente.",
    "de": "Am Montag sagte Russland ab. Man traf sich dann, doch Russland blieb dem Tisch fern.",
    "es": "El lunes Rusia dijo que no. Se reunieron todos, pero Rusia no se sentó a la mesa.",
    "ru": "В понедельник Россия отказалась. Потом все встретились, но Россия не пришла.",
    "ja": "月曜日、ロシアは拒否した。会議は開かれたが、ロシアは欠席し、ロシアは黙っていた。",
    "zh": "周一，俄罗斯拒绝了。会议照常举行，俄罗斯没有出席，俄罗斯保持沉默。",
    "ar": "رفضت روسيا الاثنين الاقتراح. اجتمع الوزراء لكن روسيا غابت عن الطاولة.",
}


def link(*articles: Article) -> Links:
    return link_archive([make_card(one, one.path) for one in articles], LinkOptions(language="fr"))


def article(path: str, title: str, text: str, language: str = "fr") -> Article:
    return Article(path=path, title=title, language=language, body=(Block(text),))


def test_russia_is_one_tag_in_eight_languages() -> None:
    """However a text's language calls the country, its article has the same tag."""
    links = link(*(article(code, "…", text, code) for code, text in RUSSIA.items()))
    assert [code for code in RUSSIA if "Russie" not in links.tags.get(code, ())] == []


def test_an_alliance_is_one_tag_spelt_out_or_not() -> None:
    """What one article spells out and abbreviates and another abbreviates is one tag."""
    links = link(
        article(
            "a",
            "Un sommet",
            "Hier l’Organisation du Traité de l’Atlantique Nord (OTAN) a siégé. "
            "Puis l’Organisation du Traité de l’Atlantique Nord a voté.",
        ),
        article("b", "Un vote", "Selon nos sources, l’OTAN a voté hier. Demain l’OTAN siège."),
    )
    assert [path for path in "ab" if "OTAN" not in links.tags[path]] == []


def test_a_surname_joins_the_whole_name() -> None:
    """An article that goes on with the surname has the tag of one that never does."""
    links = link(
        article("a", "Une visite", "Hier Lloyd Austin est venu. Puis Austin a parlé, dit Austin."),
        article("b", "Un retour", "Demain le ministre Lloyd Austin repart, selon Lloyd Austin."),
    )
    assert [path for path in "ab" if "Lloyd Austin" not in links.tags[path]] == []
    assert not any("Austin" in tags for tags in links.tags.values())

"""The panel that says where a text comes from."""

from typing import Any

from msgspec.structs import replace

from hemero.model.article import Article, Evidence, Stripped
from hemero.renderer.provenance import how_known, is_estimated, removed_lines
from hemero.renderer.theme import Theme


def test_each_particular_says_how_it_is_known(theme: Theme, article: Article) -> None:
    """Given, read on a line, or inferred by a rule; nothing where nothing is known."""
    evidence = (
        Evidence("source", "given"),
        Evidence("date", "date/line", 3),
        Evidence("language", "language/body"),
    )
    known = how_known(replace(article, evidence=evidence), theme.edition("fr").strings)
    assert known.source == "indiqué dans le fichier"
    assert known.date == "lu à la ligne 3"
    assert known.language == "déduit par la règle language/body"
    assert known.authors == ""


def test_a_date_off_the_page_is_an_estimate(article: Article, show_article: Any) -> None:
    """A date from the file's name is labelled where it stands; one read on a line is not."""
    guessed = replace(article, evidence=(Evidence("date", "date/file-name"),))
    assert is_estimated(guessed)
    assert "date estimée" in show_article(guessed).text
    assert not is_estimated(replace(article, evidence=(Evidence("date", "date/line", 2),)))
    assert not is_estimated(replace(article, evidence=(Evidence("date", "given"),)))


def test_removed_lines_are_grouped_in_the_readers_words(theme: Theme) -> None:
    """By the rule's group, else by what its id says, else under the rest."""
    lines = (
        Stripped(1, "Écouter", "fr/audio-play", "audio"),
        Stripped(2, "Un titre", "headline/repeat"),
        Stripped(3, "Bonjour", "tail/comments"),
        Stripped(4, "???", "prose/score"),
    )
    groups = list(removed_lines(lines, theme.edition("fr").strings))
    assert [(g.name, g.lines) for g in groups] == [
        ("lecteur audio", ("Écouter",)),
        ("titre répété", ("Un titre",)),
        ("commentaires", ("Bonjour",)),
        ("autres lignes", ("???",)),
    ]


def test_long_groups_are_cut_and_counted(theme: Theme) -> None:
    """Five lines of a group, 160 characters of a line."""
    lines = tuple(Stripped(n, "x" * 200, "r", "comments") for n in range(12))
    (group,) = removed_lines(lines, theme.edition("fr").strings)
    assert (len(group.lines), group.count, group.more) == (5, 12, 7)
    assert all(len(line) == 161 for line in group.lines)


def test_the_panel_never_grows_large(theme: Theme, article: Article, show_article: Any) -> None:
    """Beyond its budget only counts are shown."""
    names = ("audio", "comments", "share", "newsletter", "legal", "paywall")
    lines = tuple(Stripped(n, "y" * 150, "r", name) for name in names for n in range(5))
    groups = list(removed_lines(lines, theme.edition("fr").strings))
    assert sum(len(line) for group in groups for line in group.lines) <= 2400
    assert groups[-1].lines == ()
    assert "5 lignes retirées" in show_article(replace(article, boilerplate=lines)).text


def test_removed_text_is_kept_out_of_snippets(article: Article, show_article: Any) -> None:
    """Search engines are told to leave it; it is not in the machine-readable parts."""
    page = show_article(replace(article, boilerplate=(Stripped(1, "Abonnez-vous", "r"),)))
    assert page.all("dl", **{"data-nosnippet": None})
    assert page.text.count("Abonnez-vous") == 1


def test_what_a_person_corrected_is_said_so(theme: Theme, article: Article) -> None:
    """A corrected particular is no statement of the file; settled lines are told with the text."""
    evidence = (Evidence("date", "correction"), Evidence("lines", "correction"))
    corrected = replace(article, evidence=evidence)
    known = how_known(corrected, theme.edition("fr").strings)
    assert (known.date, known.lines, known.source) == ("corrigé à la main",) * 2 + ("",)
    assert not is_estimated(corrected)
    title = replace(article, evidence=(Evidence("title", "correction"),))
    assert how_known(title, theme.edition("en").strings).lines == "corrected by hand"


def test_the_day_of_saving_is_told_and_is_no_date(article: Article, show_article: Any) -> None:
    """It stands in the panel, without the second, and nowhere as the day of publication."""
    saved = replace(article, date=None, retrieved="2023-01-09T10:43:17Z")
    page = show_article(saved).text
    assert "Enregistré9 janvier 2023" in page
    assert "Date inconnue" in page
    assert not show_article(saved).all("time")
    assert "Enregistré" not in show_article(replace(article, retrieved=None)).text


def test_a_saved_link_leads_to_the_original(article: Article, show_article: Any) -> None:
    """A page without text says why, and links to where the text is, before anything else."""
    stub = replace(
        article,
        body=(),
        related=(),
        date=None,
        retrieved="2023-01-09",
        url="https://gazette.example/passerelle",
    )
    shown = show_article(stub)
    assert "seule l’adresse a été enregistrée" in shown.text
    assert "https://gazette.example/passerelle" in shown.links()
    assert "gazette.example" in shown.text.partition("D’où vient ce texte")[0]
    assert "enregistré le 9 janvier 2023" in shown.text
    assert "min de lecture" not in shown.text
    assert "seule l’adresse" not in show_article(article).text

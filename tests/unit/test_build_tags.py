"""What `tags:` and `feeds:` of hemero.yaml do to a site that is really built."""

import re

from tests.conftest import Project

TEXT = (
    "Hier le port de Kerrec a reçu Anna Moreau. À Kerrec, Anna Moreau a parlé du bac, et le bac "
    "reprend demain. On attend aussi la réponse de la Russie, dit encore Anna Moreau à Kerrec."
)


def tags_of(page: bytes) -> list[str]:
    """The tags that an article's page links to, in their order."""
    found = re.findall(r'href="(?:\.\./)*(tag/[^"]+)\.html"', page.decode())
    return list(dict.fromkeys(found))


def build(project: Project, settings: str = "") -> dict[str, bytes]:
    project.write("hemero.yaml", f"title: Archive\nlanguage: fr\n{settings}")
    for number, day in enumerate(("un", "deux", "trois")):
        title = f"Le jour {day} du bac"
        head = f"---\ntitle: {title}\nlanguage: fr\ndate: 2022-04-0{number + 1}\n---\n\n"
        project.write(f"content/{number}.md", f"{head}{TEXT} Ce fut le jour {day}.\n")
    project.write("content/4.md", "---\ntitle: Autre\ntags: [Divers, marine]\n---\n\nAilleurs.\n")
    project.build()
    return dict(project.site())


def test_found_tags_have_pages_and_stand_on_the_articles(project: Project) -> None:
    """Names that articles share are links on each, and listed in the index."""
    site = build(project)
    article = next(page for path, page in site.items() if path.endswith("le-jour-un-du-bac.html"))
    assert {"tag/anna-moreau", "tag/kerrec", "tag/russie"} <= set(tags_of(article))
    assert b"tag/anna-moreau.html" in site["tags.html"]
    assert "tag/anna-moreau.xml" not in site


def test_related_tags_stand_on_a_tags_page(project: Project) -> None:
    """A tag's page leads to the tags that its articles share."""
    assert "tag/kerrec" in tags_of(build(project)["tag/anna-moreau.html"])


def test_an_alias_joins_what_is_found(project: Project) -> None:
    """Another spelling leads to the tag that the project names, under that name."""
    site = build(project, "tags:\n  aliases: {Anna Moreau: Mairie}\n")
    assert "tag/mairie.html" in site
    assert "tag/anna-moreau.html" not in site


def test_a_stop_word_is_no_tag(project: Project) -> None:
    """Neither found nor given, and in any spelling."""
    site = build(project, "tags:\n  stop: [KERREC, divers]\n")
    assert "tag/marine.html" in site
    assert not {"tag/kerrec.html", "tag/divers.html"} & site.keys()


def test_a_floor_leaves_out_what_few_share(project: Project) -> None:
    """Found tags need as many articles as the project says; given ones need one."""
    site = build(project, "tags:\n  floor: 4\n")
    pages = {path for path in site if path.startswith("tag/")}
    assert pages == {"tag/divers.html", "tag/marine.html"}


def test_a_maximum_bounds_what_is_found(project: Project) -> None:
    """No more tags than that are found for an article."""
    site = build(project, "tags:\n  maximum: 1\n")
    article = next(page for path, page in site.items() if path.endswith("le-jour-un-du-bac.html"))
    assert len(tags_of(article)) == 1


def test_each_tag_has_a_feed_where_the_project_wants_it(project: Project) -> None:
    """`feeds: tags: true` gives every tag's page a feed of its own, which the page names."""
    site = build(project, "base_url: https://example.org/\nfeeds: {tags: true}\n")
    assert b"<feed" in site["tag/anna-moreau.xml"]
    assert b"anna-moreau.xml" in site["tag/anna-moreau.html"]

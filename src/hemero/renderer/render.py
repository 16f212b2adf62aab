"""One page: its view and the theme → the bytes of its file. Pure: no clock, no file, no state."""

from hemero.errors import TemplateFault
from hemero.model.article import Article
from hemero.model.page import Page, Site
from hemero.renderer.context import page_context
from hemero.renderer.faults import EXPRESSION_FAULTS, template_fault
from hemero.renderer.safe import without_controls, xml_text
from hemero.renderer.theme import Theme


def render_page(page: Page, articles: tuple[Article, ...], site: Site, theme: Theme) -> bytes:
    """The file of `page` as UTF-8. `articles` are those that `page.articles` names, in order.

    Raises TemplateFault naming the template's file and line, the page and its article.
    """
    edition = theme.edition(site.language)
    context = page_context(page, articles, site, edition)
    try:
        if "head" in context:
            around = (site, context["root"], page.kind, context["section"], context["crumbs"])
            context["frame"] = edition.frame(*around)
        text = edition.template(page.template).render(context)
    except (TemplateFault, *EXPRESSION_FAULTS) as fault:
        known = (*context, *edition.environment.globals)
        on = page.path + (f" ({page.articles[0]})" if len(page.articles) == 1 else "")
        raise template_fault(fault, page.template, edition.folders, known, on) from fault
    if page.template.endswith(".xml"):
        text = xml_text(text)
    return without_controls(text.encode("utf-8", "replace"))

"""What becomes of one line while a page is being judged."""

from msgspec import Struct

from hemero.loader.related import LinkText
from hemero.model.article import Kind


class Finding(Struct, gc=False):
    """The verdict of one line with text in the making; an empty rule is still to be named."""

    kind: Kind
    rule: str
    group: str = ""
    link: LinkText | None = None

"""XML as text: escaped, and without the signs that XML does not know."""

import re
from html import escape

# All but the characters of XML 1.0, section 2.2.
_NO_CHARACTER = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """`text` as it stands between tags or quotation marks."""
    return escape(_NO_CHARACTER.sub("", text))


def element(name: str, text: str, **attributes: str) -> str:
    """One element with text; empty attributes are left out, "_" in their names is ":"."""
    given = "".join(
        f' {key.replace("_", ":")}="{xml_text(value)}"'
        for key, value in attributes.items()
        if value
    )
    return f"<{name}{given}>{xml_text(text)}</{name}>" if text else f"<{name}{given}/>"

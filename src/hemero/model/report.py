"""What a build says of itself."""

from typing import Literal

from msgspec import Struct

Severity = Literal["set-aside", "warning", "held-back"]


class Source(Struct, frozen=True):
    """One content file as found on disk; `stamp` changes when the file may have changed."""

    path: str  # relative to content/, "/" between parts
    stamp: str  # "mtime_ns:size"
    sidecar: str = ""  # the same of the file of its corrections, "" where it has none
    sidecar_suffix: str = ".yaml"  # what the name of that file has more than this one's


class Complaint(Struct, frozen=True, omit_defaults=True):
    """Something the user should know of. "set-aside": the file gave no article; "held-back":
    the article is a draft, or under an embargo."""

    where: str  # content path, with ":line" or "#record" where known
    what: str
    hint: str = ""
    severity: Severity = "set-aside"
    count: int = 1  # how many records it speaks of


class Written(Struct, frozen=True):
    """One output file after rendering."""

    path: str  # relative to the output folder
    digest: str  # of its bytes
    size: int


class BuildReport(Struct, frozen=True, kw_only=True):
    """The closed ledger of one build: sources = articles + set_aside + withdrawn + held_back."""

    sources: int
    articles: int
    copies: int  # of the articles: copies of another
    set_aside: int
    structured: int  # articles read and judged anew
    rendered: int
    unchanged: int
    removed: int
    complaints: tuple[Complaint, ...]
    seconds: float
    output: str
    withdrawn: int = 0
    held_back: int = 0  # drafts, and articles under an embargo
    gone: tuple[str, ...] = ()  # addresses of withdrawn articles, relative to the site's root
    timings: dict[str, float] = {}  # seconds by stage

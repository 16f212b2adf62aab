"""What each host of static sites allows and how it answers: a table, and nothing else.

`check` holds a site against it, `publish` writes what the host wants, `serve --as` answers as it
does. Figures are those of the free plan as they were known when this was written, not asked of
the hosts; 0 says that no limit is known. Megabytes are as the host counts them.
"""

from typing import Literal

from msgspec import Struct

Extensionless = Literal["missing", "served", "canonical"]
"""What /page gives where page.html lies: nothing; the page; or it is the page's one address, to
which /page.html redirects."""
RuleSyntax = Literal["", "netlify", "vercel", "azure"]
"""How redirects and headers are written down: one rule a line, or in a JSON file."""

_KB, _MB, _GB = 1 << 10, 1 << 20, 1 << 30
_NAME_BYTES = 255  # ext4, XFS, APFS, NTFS: one part of a path


class Host(Struct, frozen=True, kw_only=True):
    """One host. All sizes in bytes."""

    name: str
    """As on the command line."""
    title: str
    """As people call it."""

    max_files: int = 0
    """Files of a site; folders too where `folders_count`."""
    folders_count: bool = False
    max_files_a_folder: int = 0
    max_file_bytes: int = 0
    max_site_bytes: int = 0
    max_path_bytes: int = 0
    """Of a whole path, in UTF-8, without a slash in front."""
    max_name_bytes: int = _NAME_BYTES
    """Of one part of a path, in UTF-8."""
    forbidden_signs: str = ""
    """Characters that no path may hold."""
    suffixes: frozenset[str] = frozenset()
    """The only endings of names that are taken, without the dot; empty: all are."""
    symlinks: bool = False
    case_sensitive: bool = True
    """Whether A.html and a.html are two files."""

    extensionless: Extensionless = "missing"
    folder_index: bool = True
    """Whether /folder/ gives folder/index.html."""
    not_found: str = "404.html"
    """File shown with status 404 where there is nothing; "": the host has a page of its own."""
    misses_show_home: bool = False
    """Whether, without that file, every miss shows the front page with status 200."""
    needs_nojekyll: bool = False
    """Whether names with "_" in front are lost unless there is a file .nojekyll."""
    subpath: bool = False
    """Whether a site may stand at /project/ rather than at the top of its domain."""

    rules: RuleSyntax = ""
    redirects_file: str = ""
    """File of redirect rules; "": pages with meta refresh are the only way."""
    max_redirects: int = 0
    max_redirects_bytes: int = 0
    max_redirect_chars: int = 0
    rules_first: bool = False
    """Whether a rule counts even where there is a file."""
    gone: bool = False
    """Whether a rule may answer 410, which says that a page was taken away for good."""
    headers_file: str = ""
    max_header_rules: int = 0
    max_header_chars: int = 0


# Endings that Neocities takes from free accounts (its source, models/site.rb, VALID_EXTENSIONS).
_NEOCITIES = frozenset(
    """html htm txt text css js jpg jpeg png gif svg md markdown eot ttf woff woff2 json geojson
    csv tsv mf ico pdf asc key pgp xml mid midi manifest otf webapp less sass rss kml dae obj mtl
    scss webp xcf epub gltf bin webmanifest knowl atom opml rdf""".split()
)

_HOSTS = (
    Host(
        name="github", title="GitHub Pages",
        max_site_bytes=_GB, max_file_bytes=100 * _MB,  # git refuses larger files
        extensionless="served", needs_nojekyll=True, subpath=True,
    ),
    Host(
        name="gitlab", title="GitLab Pages",
        max_files=200_000, folders_count=True, max_site_bytes=_GB,
        extensionless="served", subpath=True,
        rules="netlify", redirects_file="_redirects",
        max_redirects=1_000, max_redirects_bytes=64 * _KB,
    ),
    Host(
        name="cloudflare", title="Cloudflare Pages",
        max_files=20_000, max_file_bytes=25 * _MB,
        extensionless="canonical", misses_show_home=True,
        rules="netlify", redirects_file="_redirects",
        max_redirects=2_000, max_redirects_bytes=100 * _KB, max_redirect_chars=1_000,
        rules_first=True, headers_file="_headers", max_header_rules=100, max_header_chars=2_000,
    ),
    Host(
        name="netlify", title="Netlify",
        max_files_a_folder=54_000, forbidden_signs="#?",
        extensionless="served",
        rules="netlify", redirects_file="_redirects", max_redirects=10_000,
        gone=True, headers_file="_headers",
    ),
    Host(
        name="vercel", title="Vercel",
        max_files=15_000,  # of one upload by its command line
        rules="vercel", redirects_file="vercel.json", max_redirects=1_024,
        headers_file="vercel.json",
    ),
    Host(name="s3", title="Amazon S3", max_path_bytes=1_024, max_name_bytes=0, subpath=True),
    Host(name="nginx", title="nginx", subpath=True),
    Host(name="apache", title="Apache", subpath=True),
    Host(
        name="neocities", title="Neocities",
        max_files=15_000, max_site_bytes=_GB, max_file_bytes=100_000_000,
        suffixes=_NEOCITIES, extensionless="served", not_found="not_found.html",
    ),
    Host(
        name="ipfs", title="IPFS",
        subpath=True,
        rules="netlify", redirects_file="_redirects", max_redirects_bytes=64 * _KB,
    ),
    Host(name="sourcehut", title="SourceHut pages", max_site_bytes=_GB),
    Host(
        name="azure", title="Azure Static Web Apps",
        max_site_bytes=500 * _MB,
        extensionless="served",
        rules="azure", redirects_file="staticwebapp.config.json", gone=True,
        headers_file="staticwebapp.config.json",
    ),
    Host(
        name="codeberg", title="Codeberg Pages",
        max_site_bytes=128 * _MB, subpath=True,
        rules="netlify", redirects_file="_redirects",
    ),
)  # fmt: skip

HOSTS = {host.name: host for host in _HOSTS}
"""By name, in the order in which they are listed to people."""

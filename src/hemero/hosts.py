"""What each host of static sites allows and how it answers: a table, and nothing else.

`check` holds a site against it, `publish` writes what the host wants, `serve --as` answers as it
does. Figures are those of the free plan, not asked of the hosts; 0 says that no limit is known.
Where a figure comes from stands beside it, and in docs/publishing.md; "unconfirmed" are those for
which no page of the host was found. Megabytes are as the host counts them.
"""

from typing import Literal

from msgspec import Struct

Extensionless = Literal["missing", "served", "canonical"]
"""What /page gives where page.html lies: nothing; the page; or it is the page's one address, to
which /page.html redirects."""
RuleSyntax = Literal["", "netlify", "vercel", "azure", "apache"]
"""How redirects and headers are written down: one rule a line, in a JSON file, as directives."""

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
    rules_may_sleep: bool = False
    """Whether a server may be set up to pass its file of rules over: then redirect pages are sent
    as well, and the rule counts where it is read."""
    object_redirects: bool = False
    """Whether each file can be told, as it is sent, that its address leads elsewhere."""
    gone: bool = False
    """Whether a rule may answer 410, which says that a page was taken away for good."""
    headers_file: str = ""
    max_header_rules: int = 0
    max_header_chars: int = 0


# Endings that Neocities takes from free accounts (its source, models/site.rb, VALID_EXTENSIONS,
# and neocities.org/site_files/allowed_types as async-neocities 4.1.2 has it).
_NEOCITIES = frozenset(
    """html htm txt text css js jpg jpeg png gif svg md markdown eot ttf woff woff2 json geojson
    csv tsv mf ico pdf asc key pgp xml mid midi manifest otf webapp less sass rss kml dae obj mtl
    scss webp xcf epub gltf bin webmanifest knowl atom opml rdf
    apng avif cjs gpg glb map mjs osdx pls py toml ts yaml yml""".split()
)

_HOSTS = (
    Host(
        name="github", title="GitHub Pages",
        max_site_bytes=_GB,  # docs.github.com, "GitHub Pages limits"
        max_file_bytes=100 * _MB,  # git refuses larger files
        extensionless="served", needs_nojekyll=True, subpath=True,
    ),
    Host(
        name="gitlab", title="GitLab Pages",
        # GitLab.com; entries count folders and links (gitlab-org/gitlab #405048, #500273)
        max_files=200_000, folders_count=True, max_site_bytes=_GB,
        extensionless="served", subpath=True,
        rules="netlify", redirects_file="_redirects",
        # gitlab-org/gitlab-pages !555 and !362; no 410, no force (docs, "GitLab Pages redirects")
        max_redirects=1_000, max_redirects_bytes=64 * _KB,
    ),
    Host(
        name="cloudflare", title="Cloudflare Pages",
        max_files=20_000,  # changelog of 2026-01-23; 100,000 for paid plans
        max_file_bytes=25 * _MB,
        extensionless="canonical", misses_show_home=True,
        rules="netlify", redirects_file="_redirects",
        # docs, "Redirects": 2,000 fixed ones, 1,000 signs each, followed although there is a file;
        # what is beyond 100 KB was seen cut off (unconfirmed)
        max_redirects=2_000, max_redirects_bytes=100 * _KB, max_redirect_chars=1_000,
        rules_first=True, headers_file="_headers", max_header_rules=100, max_header_chars=2_000,
    ),
    Host(
        name="netlify", title="Netlify",
        max_files_a_folder=54_000, forbidden_signs="#?",  # unconfirmed
        extensionless="served",
        # docs, "Redirects and rewrites": with 10,000 or more a deploy may fail
        rules="netlify", redirects_file="_redirects", max_redirects=10_000,
        gone=True, headers_file="_headers",
    ),
    Host(
        name="vercel", title="Vercel",
        # The limits of its command line were lifted (changelog, "CLI deployment limits removed").
        rules="vercel", redirects_file="vercel.json", max_redirects=1_024,
        headers_file="vercel.json",
    ),
    Host(
        name="s3", title="Amazon S3",
        max_path_bytes=1_024, max_name_bytes=0, subpath=True,
        # 50 routing rules a bucket would not do, and none of them says 410.
        object_redirects=True, rules_first=True,
    ),
    Host(name="nginx", title="nginx", subpath=True),
    Host(
        name="apache", title="Apache", subpath=True,
        rules="apache", redirects_file=".htaccess", headers_file=".htaccess",
        rules_first=True, rules_may_sleep=True, gone=True,
    ),
    Host(
        name="neocities", title="Neocities",
        max_files=15_000, max_site_bytes=_GB, max_file_bytes=100_000_000,  # its source
        suffixes=_NEOCITIES, extensionless="served", not_found="not_found.html",
    ),
    Host(
        name="ipfs", title="IPFS",
        subpath=True,
        # ipfs/specs, web-redirects-file.md: 64 KiB; only addresses where there is nothing
        rules="netlify", redirects_file="_redirects", max_redirects_bytes=64 * _KB,
    ),
    Host(name="sourcehut", title="SourceHut pages", max_site_bytes=_GB),  # as its users say
    Host(
        name="azure", title="Azure Static Web Apps",
        max_site_bytes=500 * _MB,  # 524,288,000: what its server says (dapr/docs #4792)
        extensionless="served",
        rules="azure", redirects_file="staticwebapp.config.json", gone=True,
        headers_file="staticwebapp.config.json",
    ),
    Host(
        name="codeberg", title="Codeberg Pages",
        max_site_bytes=128 * _MB,  # unconfirmed: the sample setting of its server
        subpath=True,
        rules="netlify", redirects_file="_redirects",
    ),
)  # fmt: skip

HOSTS = {host.name: host for host in _HOSTS}
"""By name, in the order in which they are listed to people."""

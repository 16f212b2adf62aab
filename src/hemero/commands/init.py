"""`hemero init`: a project to begin with. Knows its files, writes over none."""

import os
from collections.abc import Mapping
from pathlib import Path

import hemero
from hemero.commands.settings_guide import SCHEMA_NAME, commented_file, json_schema
from hemero.config import CONFIG_NAME
from hemero.errors import ConfigError

SAMPLE = "content/2024-05-14_the-ferry-turns-round.txt"

# In the shape in which a scraper leaves a page: the site's name on the title, the title again,
# a date, a line that leads elsewhere, and the foot of the page.
SAMPLE_TEXT = """\
The ferry turns round – The Saltmarsh Post

The ferry turns round

By Ida Harrow

14 May 2024

Listen to this article

For thirty-one years the ferry from Saltmarsh has crossed the estuary bow first and come back \
stern first. From Monday it will turn round at the far side, like any other boat.

The reason is a rudder. The old one, made for a river that has since silted up, was replaced in \
April, and the new one does not like going backwards. The first trial, with the mayor aboard, \
ended in the reeds.

Read also  Who left a piano on the quay?

Passengers will notice two things: the crossing takes four minutes longer, and the bench that \
always had the sun in the morning will have it in the evening. A petition about the bench has \
begun.

The captain is for it. "I have seen that church every day of my life," she says, "and always \
getting smaller."

Leave a Reply

Your email address will not be published. Required fields are marked *

Recent News
"""

GIT_IGNORE = """\
# Made by every build.
.hemero/
site/
public/
"""

# What pip installs. Any source will do: a path, or git+https://…
_PACKAGE = f"hemero=={hemero.__version__}"

GITHUB = f"""\
# Builds the archive at every push and shows it on GitHub Pages.
# In the repository's settings, under Pages, choose "GitHub Actions" as source.
name: Pages
on:
  push:
    branches: [main]
  workflow_dispatch:
permissions:
  contents: read
  pages: write
  id-token: write
concurrency:
  group: pages
env:
  HEMERO: {_PACKAGE} # what pip installs; git+https://… will do too
jobs:
  publish:
    runs-on: ubuntu-latest
    environment:
      name: github-pages
      url: ${{{{ steps.deployment.outputs.page_url }}}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
      - uses: actions/cache@v4
        with:
          path: .hemero
          key: hemero-${{{{ github.run_id }}}}
          restore-keys: hemero-
      - id: pages
        uses: actions/configure-pages@v5
      - run: pip install "$HEMERO"
      - run: hemero build --base-url "$BASE_URL/"
        env:
          BASE_URL: ${{{{ steps.pages.outputs.base_url }}}}
      - run: hemero publish --host github public
      - uses: actions/upload-pages-artifact@v3
        with:
          path: public
      - id: deployment
        uses: actions/deploy-pages@v4
"""

GITLAB = f"""\
# Builds the archive at every push and shows it on GitLab Pages.
pages:
  image: python:3.12
  variables:
    HEMERO: {_PACKAGE} # what pip installs; git+https://… will do too
  cache:
    paths: [.hemero]
  script:
    - pip install "$HEMERO"
    - hemero build --base-url "$CI_PAGES_URL/"
    - hemero publish --host gitlab --base-url "$CI_PAGES_URL/" public
  artifacts:
    paths: [public]
  rules:
    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
"""


def init_project(folder: Path, *, workflows: bool = True) -> tuple[str, ...]:
    """Make a project in `folder`, and return the paths of its files, relative to that.

    A content/ that holds something already gets no sample. Raises ConfigError when one of the
    other files is there; nothing is written then.
    """
    files = project_files(workflows=workflows)
    content = folder / "content"
    if content.is_dir() and any(content.iterdir()):
        files = {path: text for path, text in files.items() if path != SAMPLE}
    there = [path for path in files if os.path.lexists(folder / path)]
    if there:
        raise ConfigError(
            f"{', '.join(there)} {'is' if len(there) == 1 else 'are'} there already.",
            str(folder),
            "Move them away, or choose an empty folder.",
        )
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    (folder / "templates").mkdir(exist_ok=True)
    return tuple(files)


def project_files(*, workflows: bool) -> Mapping[str, bytes]:
    """Path → bytes of everything a project begins with."""
    # Every machine that builds must give an article the same address, so the file is committed.
    settings = commented_file(meant={"permalinks": "permalinks.tsv"})
    texts = {CONFIG_NAME: settings, SAMPLE: SAMPLE_TEXT, ".gitignore": GIT_IGNORE}
    if workflows:
        texts |= {".github/workflows/pages.yml": GITHUB, ".gitlab-ci.yml": GITLAB}
    return {
        **{path: text.encode() for path, text in texts.items()},
        SCHEMA_NAME: json_schema(),
        "templates/.gitkeep": b"",
    }

"""How many pages a second `hemero check` looks over, in CPU time of one core.

    python tests/benchmarks/check.py [--articles 2000] [--rounds 5] [--site FOLDER]

Builds an archive of generated articles (or takes the site that is named) and checks it several
times; the best round counts, as the others only waited for the machine. Asserts nothing.
"""

import argparse
import tempfile
import time
from pathlib import Path

from generate import write_articles

from hemero.build import build
from hemero.commands.check import check_site
from hemero.config import load_config
from hemero.executors import Workers


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--site", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = chosen.site or built(Path(folder), chosen.articles)
        spent = []
        for _ in range(chosen.rounds):
            began = time.process_time()
            report = check_site(site)
            spent.append(time.process_time() - began)
    print(f"{report.files:,} files, {report.pages:,} pages, {report.bytes:,} bytes")
    print(f"{report.faults} findings; CPU seconds a round: {' '.join(f'{s:.2f}' for s in spent)}")
    print(f"{report.pages / min(spent):,.0f} pages a second")


def built(folder: Path, count: int) -> Path:
    """The site of `count` generated articles."""
    write_articles(folder / "content", count, "markdown")
    config = load_config(folder, base_url="https://archive.example/")
    with Workers(None) as workers:
        build(config, workers)
    return config.output


if __name__ == "__main__":
    main()

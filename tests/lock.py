"""What pip would install, from its own report on standard input, as a list that pip reads: every
package with its version and the hash of its file. It names no address, so that it serves with
whichever index pip is set to use; it holds for this system and this Python."""

import json
import sys
from typing import Any


def pinned(report: dict[str, Any]) -> list[str]:
    """The lines, sorted by name. Hemero itself, which has no file in an index, is left out."""
    lines = []
    for item in report["install"]:
        hashes = item["download_info"].get("archive_info", {}).get("hashes", {})
        if "sha256" in hashes:
            known = item["metadata"]
            lines.append(f"{known['name']}=={known['version']} --hash=sha256:{hashes['sha256']}")
    return sorted(lines, key=str.lower)


if __name__ == "__main__":
    print("\n".join(pinned(json.load(sys.stdin))))

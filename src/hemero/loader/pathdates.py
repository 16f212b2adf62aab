"""The date that the name of a file, or the folders it lies in, state."""

import re

from hemero.loader.dates import days_in

_NAMED_FILE = re.compile(
    r"(?<!\d)(19\d\d|20[0-4]\d)(?:([-_.]?)(0[1-9]|1[0-2])(?:\2(0[1-9]|[12]\d|3[01]))?)(?!\d)"
)


def date_of_path(path: str) -> str | None:
    """The date a file's name or its folders state ("2022-04-26-ukraine.txt", "2022/04/26/x.txt").

    Eight digits in a row count, six do not ("202204" may be anything), and no year from 2050
    on does: such a number is a mark ("fashion-20931214").
    """
    folder, _, name = path.rpartition("/")
    for match in _NAMED_FILE.finditer(name[:200]):
        year, sign, month, day = match.groups()
        if day and int(day) <= days_in(int(year), int(month)):
            return f"{year}-{month}-{day}"
        if sign and not day:
            return f"{year}-{month}"
    parts = folder.split("/")[-3:]
    if len(parts) == 3 and all(part.isdecimal() for part in parts):
        year, month, day = parts
        if (
            len(year) == 4
            and 1 <= int(month) <= 12
            and 1 <= int(day) <= days_in(int(year), int(month))
        ):
            return f"{year}-{int(month):02d}-{int(day):02d}"
    return None

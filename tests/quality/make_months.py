"""Write src/hemero/loader/months.json: names of the months as Unicode CLDR spells them.

Needs Babel, which nothing else here does:  python tests/quality/make_months.py
The table is {folded name: month}, or {folded name: {language: month}} where languages differ
(Polish "listopad" is November, Croatian October).
"""

import json
from pathlib import Path

from babel.dates import get_month_names

from hemero.text import fold as fold_text

LANGUAGES = (
    "af ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl he hi hr hu hy id is it ja "
    "ka kk ko lt lv mk ms mt nb nl nn pl pt ro ru sk sl sq sr sv sw ta te th tr uk ur uz vi zh"
).split()

# Written in print, though CLDR has another short form.
ALSO = {
    "de": {"jän": 1, "jänner": 1, "feber": 2, "mrz": 3, "märz": 3},
    "en": {"sept": 9},
    "fr": {"fev": 2, "aout": 8},
    "es": {"setiembre": 9, "sept": 9},
    "ar": {"كانون الثاني": 1, "شباط": 2, "آذار": 3, "نيسان": 4, "أيار": 5, "حزيران": 6,
           "تموز": 7, "آب": 8, "أيلول": 9, "تشرين الأول": 10, "تشرين الثاني": 11,
           "كانون الأول": 12},
}  # fmt: skip
SHORTEST = 2  # letters; narrow names ("J") say nothing


def fold(name: str) -> str:
    return fold_text(name).removeprefix("de ").removeprefix("d'").strip(" .-")


def collect() -> dict[str, dict[str, int]]:
    names: dict[str, dict[str, int]] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for month, name in get_month_names(width, context, language).items():
                    folded = fold(name)
                    if len(folded) >= SHORTEST and not any(c.isdigit() for c in folded):
                        names.setdefault(folded, {})[language] = month
        for name, month in ALSO.get(language, {}).items():
            names.setdefault(fold(name), {})[language] = month
    return names


def main() -> None:
    table: dict[str, int | dict[str, int]] = {}
    for name, months in sorted(collect().items()):
        same = set(months.values())
        table[name] = same.pop() if len(same) == 1 else dict(sorted(months.items()))
    target = Path(__file__).parents[2] / "src/hemero/loader/months.json"
    rows = ",\n".join(
        f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(row)}" for name, row in table.items()
    )
    target.write_text("{\n" + rows + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()

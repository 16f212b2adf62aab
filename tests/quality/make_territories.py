"""Write src/hemero/archive/territories.json: names of countries as Unicode CLDR spells them.

Needs Babel, which nothing else here does:  python tests/quality/make_territories.py
The table is {"codes": [...], "names": {language: names in the order of the codes, joined by
"|"}, "keys": {language: {folded name: code}}, "calendar": folded days and months, joined by "|"}.
Folded here, for folding 16,000 names takes longer than a build of a few articles may.
"""

import json
import re
from pathlib import Path

from babel import Locale

from hemero.archive.names import name_key

LANGUAGES = (
    "en fr de es it pt nl pl ru uk be bg sr hr sl sk cs hu ro el tr az hy ka he ar fa ur hi bn ta "
    "th vi id ms sw zh ja ko da sv nb fi et lv lt is ga cy ca eu gl mt sq mk bs kk uz"
).split()
NO_COUNTRIES = {"EZ", "QO", "XA", "XB", "ZZ", "XK2"}
PARTS = re.compile(r"^(.*?)\s?[(（](.*?)[)）]$")

# Names in print that CLDR does not have.
ALSO = {
    "en": {"US": "US|USA|U.S.|U.S.A.|America|United States of America", "GB": "UK|U.K.|Britain|"
           "Great Britain", "CZ": "Czech Republic", "TR": "Turkey", "CI": "Ivory Coast",
           "HK": "Hong Kong", "MO": "Macau", "PS": "Palestine", "CD": "Congo|DR Congo|DRC",
           "BA": "Bosnia", "AE": "UAE|Emirates", "EU": "EU", "UN": "UN|U.N.", "MK": "Macedonia",
           "SZ": "Swaziland", "TL": "East Timor", "CV": "Cape Verde", "VA": "Vatican"},
    "fr": {"US": "USA|Etats-Unis d'Amérique", "GB": "Grande-Bretagne", "CZ": "République tchèque",
           "MM": "Birmanie", "HK": "Hong Kong", "PS": "Palestine", "CD": "RDC|Congo|République "
           "démocratique du Congo", "BA": "Bosnie", "AE": "Emirats", "EU": "UE", "UN": "ONU|"
           "Organisation des Nations unies", "VA": "Vatican", "MO": "Macao", "BY": "Bélarus"},
    "de": {"US": "USA|US|Amerika", "GB": "Großbritannien", "CZ": "Tschechische Republik",
           "HK": "Hongkong", "PS": "Palästina", "CD": "Kongo", "CI": "Elfenbeinküste",
           "BA": "Bosnien", "EU": "EU", "UN": "UN|UNO", "BY": "Weißrussland", "VA": "Vatikan",
           "AE": "Emirate", "MM": "Burma"},
    "es": {"US": "EEUU|EE UU|EE.UU.|EE. UU.", "GB": "Gran Bretaña", "MM": "Birmania",
           "HK": "Hong Kong", "PS": "Palestina", "CD": "Congo", "BA": "Bosnia", "EU": "UE",
           "UN": "ONU", "CZ": "República Checa", "CI": "Costa de Marfil", "VA": "Vaticano"},
    "pt": {"US": "EUA", "GB": "Grã-Bretanha|Inglaterra", "HK": "Hong Kong", "PS": "Palestina",
           "EU": "UE", "UN": "ONU", "CZ": "República Checa", "TL": "Timor", "VA": "Vaticano",
           "RO": "Roménia", "PL": "Polónia", "NL": "Holanda", "IR": "Irão", "BA": "Bósnia"},
    "it": {"US": "USA|Usa|Stati Uniti d'America", "GB": "Gran Bretagna", "HK": "Hong Kong",
           "PS": "Palestina", "EU": "UE", "UN": "ONU", "CZ": "Repubblica Ceca", "VA": "Vaticano",
           "MM": "Birmania"},
    "nl": {"US": "VS|USA", "GB": "VK|Groot-Brittannië", "HK": "Hongkong", "PS": "Palestina",
           "EU": "EU", "UN": "VN", "CZ": "Tsjechische Republiek"},
    "ru": {"US": "США", "EU": "ЕС|Евросоюз", "UN": "ООН", "GB": "Британия",
           "CZ": "Чешская Республика"},
    "uk": {"US": "США", "EU": "ЄС", "UN": "ООН"},
    "pl": {"US": "USA", "EU": "UE", "UN": "ONZ", "CZ": "Republika Czeska"},
    "ar": {"US": "أمريكا|أميركا"},
    "zh": {"HK": "香港"},
    "ja": {"US": "アメリカ|米国", "GB": "英国", "HK": "香港", "UN": "国連", "EU": "EU"},
}  # fmt: skip
# What CLDR's long official names are called by everybody.
SHORT = {
    "en": {"HK": "Hong Kong", "MO": "Macao", "CD": "DR Congo", "CG": "Congo", "TR": "Turkey"},
    "fr": {"HK": "Hong Kong", "MO": "Macao"},
    "de": {"HK": "Hongkong", "MO": "Macau", "CI": "Elfenbeinküste"},
    "es": {"HK": "Hong Kong", "MO": "Macao"},
    "it": {"HK": "Hong Kong", "MO": "Macao"},
    "pt": {"HK": "Hong Kong", "MO": "Macau"},
    "ja": {"US": "アメリカ", "HK": "香港"},
    "zh": {"HK": "香港"},
}


def collect() -> dict[str, object]:
    codes = [
        code
        for code in sorted(Locale.parse("en").territories)
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES
    ]
    names, keys, calendar = {}, {}, set()
    for language in LANGUAGES:
        locale = Locale.parse(language)
        known, more = {}, {}
        for code in codes:
            name = locale.territories.get(code, "")
            parts = PARTS.match(name)
            if parts and len(parts[1]) > 2:
                name = parts[1]
                more[parts[2]] = code
            if short := SHORT.get(language, {}).get(code):
                more[name], name = code, short
            known[code] = name.replace("|", " ")
        for code, others in ALSO.get(language, {}).items():
            more.update(dict.fromkeys(others.split("|"), code))
        names[language] = "|".join(known[code] for code in codes)
        more |= {name: code for code, name in known.items() if name}
        folded = {name_key(name): code for name, code in sorted(more.items())}
        keys[language] = {key: code for key, code in sorted(folded.items()) if len(key) > 1}
        for context in ("format", "stand-alone"):
            calendar |= set(locale.days[context]["wide"].values())
            calendar |= set(locale.months[context]["wide"].values())
    days = sorted({name_key(word) for word in calendar if not word[0].isdigit()})
    return {"codes": codes, "names": names, "keys": keys, "calendar": "|".join(days)}


if __name__ == "__main__":
    target = Path(__file__).parents[2] / "src/hemero/archive/territories.json"
    target.write_text(json.dumps(collect(), ensure_ascii=False, indent=0) + "\n", encoding="utf-8")

"""Languages as record formats write them, brought to ISO 639-1."""

_CODES = {
    "ara": "ar", "bul": "bg", "cat": "ca", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de",
    "ger": "de", "ell": "el", "gre": "el", "eng": "en", "spa": "es", "est": "et", "eus": "eu",
    "baq": "eu", "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "gle": "ga",
    "glg": "gl", "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ind": "id", "isl": "is",
    "ice": "is", "ita": "it", "jpn": "ja", "kor": "ko", "lit": "lt", "lav": "lv", "nld": "nl",
    "dut": "nl", "nob": "nb", "nor": "no", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro",
    "rus": "ru", "slk": "sk", "slo": "sk", "slv": "sl", "srp": "sr", "swe": "sv", "tha": "th",
    "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi", "zho": "zh", "chi": "zh", "cmn": "zh",
}  # fmt: skip
_NAMES = {
    "arabic": "ar", "chinese": "zh", "czech": "cs", "danish": "da", "dutch": "nl", "english": "en",
    "finnish": "fi", "french": "fr", "german": "de", "greek": "el", "hungarian": "hu",
    "italian": "it", "japanese": "ja", "korean": "ko", "norwegian": "no", "polish": "pl",
    "portuguese": "pt", "romanian": "ro", "russian": "ru", "spanish": "es", "swedish": "sv",
    "turkish": "tr", "ukrainian": "uk",
    "français": "fr", "anglais": "en", "allemand": "de", "espagnol": "es", "italien": "it",
    "englisch": "en", "französisch": "fr", "deutsch": "de", "spanisch": "es",
    "español": "es", "inglés": "en", "italiano": "it", "nederlands": "nl",
}  # fmt: skip


def iso_language(written: str) -> str | None:
    """ "fra", "fra-Latn", "French", "fra,eng" (the first) all as "fr"; None in doubt."""
    first = written[:80].split(",", 1)[0].split(";", 1)[0].strip()
    if (name := _NAMES.get(first.lower())) is not None:
        return name
    code, separator, rest = first.replace("_", "-").partition("-")
    code = code.lower()
    if len(code) == 3:
        return _CODES.get(code)
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        return None
    region = len(rest) == 2 and rest.isascii() and rest.isalpha()
    return f"{code}-{rest.upper()}" if separator and region else code

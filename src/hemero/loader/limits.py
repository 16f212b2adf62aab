"""How much of a file is read. Over a limit a file is set aside, with the limit named."""

from msgspec import Struct


class Limits(Struct, frozen=True, kw_only=True):
    """Bounds on one content file; the defaults are far above any newspaper's article."""

    file_bytes: int = 10_000_000  # of a format that is read whole
    lines: int = 100_000
    line_chars: int = 1_000_000
    front_matter_bytes: int = 65_536
    yaml_depth: int = 8  # lists and mappings inside each other
    yaml_values: int = 5_000  # scalars, lists and mappings in one front matter
    sidecar_bytes: int = 1_000_000
    sidecar_values: int = 50_000
    title_chars: int = 500  # a stated title
    text_chars: int = 5_000  # any other stated text
    names: int = 200  # stated authors, tags or former addresses
    record_bytes: int = 10_000_000  # one record of a file that holds many
    records_file_bytes: int = 100_000_000  # a file of many articles that cannot be read in parts
    json_depth: int = 32  # lists and objects inside each other
    json_values: int = 100_000  # in one record
    unpacked_ratio: int = 200  # a compressed file that unpacks to more is no news archive

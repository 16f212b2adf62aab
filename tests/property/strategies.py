"""Random input in the shape of what Hemero is fed: text, front matter, names, records, rules; and
how long random edits go on."""

import json
import os

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

EDITS = settings(
    max_examples=int(os.environ.get("HEMERO_EDIT_RUNS", "8")),  # of so many edits each:
    stateful_step_count=int(os.environ.get("HEMERO_EDITS", "10")),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
WORDS = st.sampled_from(
    "(AFP) Lire aussi Leave a Reply Par Publié le 3 mars 2021 Anzeige – | » © > * 1. ( ) ? : le "
    "“ ” « » — Read more: Share Tweet 日本 العربية \u202f \u00a0 ’ ' \" # [x](y) ``` --- {{ }} "
    "\u0301 \u200d \u202e 👩\u200d👧 & < <b> &amp; \\ \x00 \x85 \ufeff $ % http://a.b/c a@b.c "
    .split(" ")
)  # fmt: skip
LINES = st.one_of(
    st.lists(WORDS, max_size=30).map(" ".join),
    st.text(max_size=120),
    st.just(""),
    st.builds(lambda unit, n: unit * n, WORDS, st.integers(2, 400)),
    st.sampled_from(["Un titre – La Gazette", "Lire aussi\u00a0 Un autre titre", "Par Anne Roy"]),
)
SCRAPES = st.lists(LINES, min_size=1, max_size=30).map("\n".join)

KEYS = st.sampled_from(
    """title headline date published updated author authors byline tags keywords lang language url
    source slug permalink aliases description withdrawn keep_title draft noindex publish_after
    hostname sitename x - ? & * ! % @ {{ } """.split()
)
SCALARS = st.one_of(
    st.text(max_size=40),
    WORDS,
    st.sampled_from(["true", "no", "~", "2022-04-26", "2022-02-30", "1e999", "0x1F", ".nan"]),
    st.sampled_from(["[a, b]", "{a: b}", "*a", "&a b", "!!x y", "|\n  a", '"\\ud83d\\ude00"']),
)
FRONT_MATTER = st.builds(
    lambda pairs, body: "---\n" + "".join(f"{k}: {v}\n" for k, v in pairs) + "---\n" + body,
    st.lists(st.tuples(KEYS, SCALARS), max_size=12),
    SCRAPES,
)

VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), SCALARS),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
RECORDS = st.lists(
    st.dictionaries(KEYS | st.just("text"), VALUES, max_size=10), min_size=1, max_size=5
).map(lambda rows: "\n".join(json.dumps(row) for row in rows))

MARKUP = st.lists(
    st.sampled_from(
        "<p> </p> <div> </div> <h1> </h1> <article> <table> <td> <br> <a href='x'> </a> <script> "
        "</script> <!-- --> <![CDATA[ ]]> <title> </title> <meta charset=x> &amp; &#x202e; &lt; "
        "<svg onload=x> un mot deux".split(" ")
    ),
    max_size=80,
).map(" ".join)

NAMES = st.one_of(
    st.binary(min_size=1, max_size=60),
    st.text(min_size=1, max_size=40).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from([b"CON", b"-rf", b"a\nb", b"\xff\xfe", b"..", b"a#1", b"a%2e", b"x" * 240]),
).map(lambda name: name.replace(b"/", b"_").replace(b"\0", b"_"))

PHRASES = st.lists(WORDS | st.text(max_size=20), min_size=1, max_size=6).map(" ".join)
PACKS = st.builds(
    lambda rules: "".join(
        f"{name}:\n" + "".join(f"  {key}: {value}\n" for key, value in fields)
        for name, fields in rules
    ),
    st.lists(
        st.tuples(
            st.text("abc-_ :", min_size=1, max_size=8),
            st.lists(
                st.tuples(
                    st.sampled_from("kind at sign phrases pattern group yes no end most".split()),
                    st.one_of(
                        PHRASES,
                        SCALARS,
                        st.sampled_from(["related", "start", "(a+)+$", "(", "row"]),
                    ),
                ),
                max_size=6,
            ),
        ),
        max_size=4,
    ),
)

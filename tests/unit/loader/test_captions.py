"""Captions are told by the credit at their end."""

import pytest

from hemero.loader.captions import is_caption


@pytest.mark.parametrize(
    "line",
    [
        "The old bridge on the morning after the vote. © Ann Lee",
        "Die alte Brücke am Morgen danach. Foto: Jan Ost/dpa",
        "The old bridge, seen from the mill (Photo: Ann Lee)",
        "Le vieux pont, mardi matin. Photo AFP / Jeanne Aubry/AFP",
        "The old bridge on Tuesday [File: Reuters]",
        "The mayor on the old bridge (Ann Lee/AP)",
        "The mayor on the old bridge. Ann Lee / Getty Images",
        "Image credit: Ann Lee",
        "Photo La Vigie de Morlac / J. Aubry",
        "The old bridge seen from the mill. Photograph by A. B. Lee",
        "The old bridge on Tuesday. Photo by Ann Lee / Harbour Press",
        "Den gamle broen morgenen etter. Video: Vegvesenet i Kerrevik.",
        "Die alte Brücke am Dienstag. IMAGO/Jan Ost",
        "The old bridge on Tuesday Ann Lee/Copyright 2024 Harbour Press. All rights reserved.",
        "Die alte Brücke am Morgen danach © bruecke.example/Jan Ost",
    ],
)
def test_a_line_that_ends_with_a_credit_is_a_caption(line: str) -> None:
    """The sign of copyright, a label, or a picture agency close it."""
    assert is_caption(line)


@pytest.mark.parametrize(
    "line",
    [
        "The council met on Monday and agreed to keep the old bridge open (AFP)",
        "Der Rat hat das am Montag nach langer Debatte beschlossen. (FR mit dpa)",
        "He showed them a photo: the old bridge. Nobody had seen it before.",
        "Photo stories of the harbour and / or the mill were read aloud in the hall.",
        "The photo is by Ann Lee, who lives near the bridge.",
        "It was sold by Getty Images, the agency said.",
        "The first photo by Ann Lee shows the bridge",
        "Those who watch the video: a surprise awaits them at the mill",
        "The council said so on Tuesday. AFP",
        "The paper prints the sign © with its offers (and means it):",
        "Whoever writes Copyright 2024 means the year of first publication. So the council said.",
        "word " * 70 + "© Ann Lee",
        "",
    ],
)
def test_other_lines_are_not(line: str) -> None:
    """Who wrote the text is no credit of a picture, and a long paragraph is text."""
    assert not is_caption(line)

"""What is wrong with the ways and sides of links, told with line and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.story import load_story
from tests.routed_story import ALONG, BY_EVIAN, ROUTED, write_routed
from tests.stories import changed_story, faults_of_story, line_of

LETTER = 'step "the-letter": the link to'


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ("via: [evian]", "via: [evain]", BY_EVIAN, 'no place "evain" in places.geojson; did you mean "evian"?'),
        ("via: [evian]", "via: [geneva]", BY_EVIAN, f'{LETTER} "lausanne" begins or ends at "geneva", which "via"'),
        ("via: [evian]", "via: [evian, evian]", BY_EVIAN, f'{LETTER} "lausanne" goes by "evian" twice; keep one'),
        ("along: shore", "along: evian", ALONG, f'{LETTER} "geneva" runs along "evian", which is a point; name a line'),
        ("along: shore", "along: shor", ALONG, 'no place "shor" in places.geojson; did you mean "shore"?'),
        (
            "along: shore",
            "along: shore, via: [evian]",
            ALONG,
            f'{LETTER} "geneva" has both "via" and "along"; keep one',
        ),
        ("along: shore", "along: shore, schematic: true", ALONG, 'is schematic and runs along "shore"; take out "sche'),
        ("side: ferry", "side: fery", BY_EVIAN, 'no side "fery" under "sides"; did you mean "ferry"?'),
        (", side: ferry", "", "- {id: ferry", 'side "ferry": no link is of this side; write "side: ferry" in one or'),
        ("colour: ochre", "colour: blue", "- {id: rowers", 'side "rowers": "ferry" has the colour blue too; give each'),
        ("pattern: lined", "pattern: dotted", "- {id: rowers", '"ferry" has the pattern dotted too; give each side'),
        ("colour: ochre", "colour: pink", "- {id: rowers", '"colour" is "pink"; write red, blue, ochre, green, violet'),
        ("pattern: lined", "pattern: wavy", "- {id: rowers", '"pattern" is "wavy"; write solid, lined, dotted, dashed'),
    ],
)
def test_what_is_wrong_with_a_way_or_a_side_is_told_with_line_and_cure(
    tmp_path: Path, old: str, new: str, line: str, sentence: str
) -> None:
    with pytest.raises(Faults) as caught:
        load_story(write_routed(tmp_path, ROUTED.replace(old, new)))
    found = [fault for fault in caught.value.faults if sentence in fault.message]
    assert [fault.line for fault in found] == [line_of(ROUTED, line)], str(caught.value)


def test_a_link_to_itself_is_told_at_its_line_and_not_at_the_one_before(tmp_path: Path) -> None:
    text = changed_story(
        "      - {from: geneva,", "      - {from: evian, to: geneva, kind: journey}\n      - {from: evian,"
    )
    (fault,) = faults_of_story(tmp_path, text)
    assert (fault.line, fault.message) == (
        line_of(text, "      - {from: evian, to: evian"),
        'step "the-letter": the link runs from "evian" to itself; name two places',
    )

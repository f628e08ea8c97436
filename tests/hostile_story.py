"""Write the small story with texts that quote, escape, calculate and mark up, for exports to carry unharmed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from narrative.exports.registry import EXPORTS
from narrative.story import Story, load_story
from tests.stories import STORY, feature, places, write_story

HOSTILE = '=1+1 "quoted", <b>bold</b> & 조선; ]]> it\'s 100 % {sic} $5 a_b #1 \\ ~ ^'
FORMULAS = ["=1+1", "+1", "-2", "@SUM(A1)", "＝1", " =1", "\t=1", "'=1", "''-1"]
LAKE = [[6.2, 46.2], [6.9, 46.2], [6.9, 46.6], [6.2, 46.6], [6.2, 46.2]]
ISLAND = [[6.4, 46.3], [6.5, 46.3], [6.5, 46.4], [6.4, 46.4], [6.4, 46.3]]


def hostile_story(folder: Path) -> Story:
    """The small story with hostile texts, points, an area and a line to measure from."""
    text = (
        STORY.replace("title: The Lake Crossing", f"title: {json.dumps(HOSTILE)}\nreference_line: line")
        .replace("title: The denial", f"title: {json.dumps(HOSTILE)}")
        .replace("places: [lausanne]", "places: [lausanne, lake, line]")
        .replace("authors: [Anna Rochat]", "authors: [Anna Rochat, Rochat and Sons]")
        .replace("publication: Gazette of the Shore", 'publication: "Gazette & Courier"')
        .replace("text: It was a Friday.", 'text: "It was *a* \\"Friday\\" & <i>1 < 2</i>, see [there](place:evian)."')
    )
    return load_story(write_story(folder, text, gazetteer()))


def gazetteer() -> dict[str, Any]:
    """Three towns, two of them with hostile texts and one south of the equator, a lake with an island, and a line."""
    document = places()
    geneva, evian, _ = document["features"]
    geneva["properties"]["title"] = HOSTILE
    geneva["names"] = [{"toponym": each, "lang": "fr"} for each in FORMULAS]
    geneva["names"] += [{"toponym": HOSTILE, "lang": "en"}, {"toponym": "제네바", "lang": "ko"}]
    geneva["descriptions"] = [{"value": f"{HOSTILE}\nA second line\ufffewith no sign.", "lang": "en"}]
    geneva["links"] = [
        {"type": "closeMatch", "identifier": "gn:2660646"},
        {"type": "seeAlso", "identifier": "https://example.org/?a=1&b='2'&c=조선"},
    ]
    evian["links"] = geneva["links"][1:]
    evian["geometry"] = {"type": "Point", "coordinates": [-6.5, -33.5], "certainty": "uncertain", "reason": HOSTILE}
    area = {"type": "Polygon", "coordinates": [LAKE, ISLAND], "certainty": "less-certain", "reason": "The shore moves."}
    line = {"type": "MultiLineString", "coordinates": [[[6, 46], [6.5, 46]], [[6.6, 46], [7, 46]]]}
    document["features"] += [
        feature("lake", "The lake", 0, 0, geometry=area),
        feature("line", "The line", 0, 0, geometry={**line, "certainty": "certain"}),
    ]
    return document


def body(story: Story, name: str) -> bytes:
    """What a format makes of a story."""
    return EXPORTS[name].function(story)

"""A small story that draws on its map: the flow of letters over the lake."""

from __future__ import annotations

from pathlib import Path

from tests.stories import STORY, changed_story, write_story

FLOW_CSV = """\
# Letters that went over the lake.
lon,lat,strength,direction,group
6.143,46.204,4000,out,
6.400,46.350,2000,out,
6.633,46.520,1000,out,
6.633,46.520,1000,back,
6.589,46.401,50,back,
"""
COLD_CSV = """\
lon,value,date
6.1,0,1949-05-27
6.4,-8,
6.6,-21,1949-06
"""
FLOW = """\
flows:
  - id: letters
    title: Letters over the lake
    file: letters.csv
    unit: letters
    directions:
      - {id: out, name: there, colour: sand}
      - {id: back, name: and back, colour: ink}
    chart: {title: The cold, file: cold.csv, unit: °Ré, direction: back, second: {unit: °C, factor: 1.25}}
    credit: The Post Office
    licence: Public domain
    date: 1950
    sources: [almanac]
    says: |
      Counted at [Geneva](place:geneva).
"""
DRAWING = changed_story(
    "    source: {paragraphs: [1]}\n", "    source: {paragraphs: [1]}\n    flows: [letters]\n", STORY
).replace(
    "    source: {paragraphs: [2, 3]}\n", "    source: {paragraphs: [2, 3]}\n    flows: [{id: letters, only: out}]\n"
)


def write_flow(folder: Path, story: str = DRAWING + FLOW, flow: str = FLOW_CSV, cold: str = COLD_CSV) -> Path:
    """The story's folder with the files of its flow."""
    home = write_story(folder, story)
    (home / "letters.csv").write_text(flow, encoding="utf-8")
    (home / "cold.csv").write_text(cold, encoding="utf-8")
    return home

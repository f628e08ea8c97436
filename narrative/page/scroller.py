"""A folium plugin for scrollytelling: the map stays, the text scrolls, the camera follows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

import rcssmin
from branca.element import MacroElement
from markupsafe import Markup

from geo.basemap.offline_map import OfflineMap, Verbatim
from narrative.page.inline_frame import inline_frame
from narrative.page.scroll_step import ScrollStep as ScrollStep
from narrative.page.scroll_step import box_of, plain_data
from narrative.page.value import ASSETS, BUNDLES, json_for_script
from narrative.page.word_styles import status_rules

STYLES = ("palette.css", "page.css")
FEW_PLACES = 200  # so many all have an element on the map at once (FEW in scene.js); of more those near the view
FEW_STEPS = 60  # so many have room on the time line of a phone; of more it shows a stretch and an overview
RUN_STEPS = 40  # of more than a few, so many at most stand in a box that is laid out when the reader is near
LATE_STYLES = (
    "furniture.css",
    "track.css",
    "appendix.css",
    "claims.css",
    "explorer.css",
    "papers.css",
    "everybody.css",
)
SECTION = Markup(
    '<section class="step" id="{}" data-index="{}"><div class="step-body">{}<h2 tabindex="-1">{}</h2>{}</div></section>'
)
WHEN = Markup('<p class="when"><span>{}</span></p>')


def late_scripts(steps: int, places: int, drawn: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The scripts after the first view of a story of so many steps and places: what only a long one needs is added.

    ``drawn`` are the scripts of what its author draws on the map.

    >>> late_scripts(60, 200), late_scripts(61, 201)
    (('late', 'end'), ('late', 'near', 'overview', 'end'))
    """
    needed = {"near": places > FEW_PLACES, "overview": steps > FEW_STEPS}
    return ("late", *(name for name, asked in needed.items() if asked), *drawn, "end")  # the last starts them all


def runs_of(steps: Sequence[Any]) -> list[Sequence[Any]]:
    """Few steps as they are; of more, runs of about the same length.

    >>> [len(run) for run in runs_of(range(60))], [len(run) for run in runs_of(range(100))]
    ([60], [34, 34, 32])
    """
    length = run_length(len(steps))
    return [steps[start : start + length] for start in range(0, len(steps), length)]


def run_length(steps: int) -> int:
    """How many steps of so many stand in a run; the last run may be shorter.

    >>> run_length(60), run_length(100), run_length(2400)
    (60, 34, 40)
    """
    return steps if steps <= FEW_STEPS else math.ceil(steps / math.ceil(steps / RUN_STEPS))


@cache
def script(names: tuple[str, ...]) -> str:
    """The named bundles of the page's scripts as one: `narrative/bundles/make.mjs` says what each is made of."""
    return "".join((BUNDLES / f"{name}.js").read_text(encoding="utf-8") for name in names)


@cache
def style(names: tuple[str, ...]) -> str:
    """The named style sheets of ``narrative/page`` as one, minified."""
    return str(rcssmin.cssmin("\n".join((ASSETS / name).read_text(encoding="utf-8") for name in names)))


class Scroller(MacroElement):
    """Scroll through text beside any folium map; each step moves the camera.

    Deep links (``#id``), keys, ``window.story``, messages to and from an embedding page and ``prefers-reduced-motion``
    come with it.

    Parameters
    ----------
    steps : the steps, in the order of telling; ids must differ.

    Raises
    ------
    ValueError
        If there is no step, two share an id, or one shows no point.

    Examples
    --------
    >>> import folium
    >>> m = folium.Map(location=[46.4, 6.5], zoom_start=9)
    >>> steps = [ScrollStep("geneva", "Geneva", "<p>The lake ends here.</p>", [(6.14, 46.2)])]
    >>> _ = Scroller(steps).add_to(m)
    >>> 'id="geneva"' in m.get_root().render()
    True
    """

    entry = "plain"
    files: tuple[str, ...] = ("plain",)
    sheets: tuple[str, ...] = (*STYLES, *LATE_STYLES, "plain.css")
    rules = ""  # what of the style is made from tables

    def __init__(self, steps: Sequence[ScrollStep]):
        ids = [step.id for step in steps]
        if not ids or len(set(ids)) < len(ids):
            raise ValueError("a scroller needs at least one step, and each step an id of its own")
        if empty := [step.id for step in steps if not step.points]:
            raise ValueError(f"step {empty[0]!r} shows no point: give at least one (longitude, latitude)")
        self._prepare(
            text="".join(
                [
                    '<main class="steps" id="story">',
                    *(
                        SECTION.format(
                            step.id,
                            index,
                            WHEN.format(step.when) if step.when else "",
                            step.title,
                            Markup(step.html),
                        )
                        for index, step in enumerate(steps)
                    ),
                    "</main>",
                ]
            ),
            data=plain_data(steps),
        )
        self.steps = tuple(steps)

    @classmethod
    def from_geodataframe(
        cls, frame: Any, *, title: str | None = None, text: str | None = None, date: str | None = None
    ) -> Scroller:
        """A scroller over the rows of a GeoDataFrame: a step each, in their order, its shape lit while it is read.

        Add it to any ``folium.Map``, or let a notebook show it as it stands: then the map is the project's own, which
        asks nothing of the network.

        Parameters
        ----------
        frame : a ``geopandas.GeoDataFrame`` of points, lines and areas, in any CRS, which it must name.
        title, text, date : the columns of headings, texts (plain, a blank line between paragraphs) and dates. Without
            ``title`` a column "title" or "name" is taken, if there is one. Dates may be EDTF, days, years or words.

        A row without a title is called after its date or its number; one without a geometry is told while the map
        stays where it is.

        Raises
        ------
        TypeError
            ``frame`` is no GeoDataFrame.
        ValueError
            It has no row, no geometry or no CRS, there is no such column, or a shape lies outside of the earth.

        Examples
        --------
        >>> import geopandas, shapely
        >>> frame = geopandas.GeoDataFrame({"name": ["Evian"]}, geometry=[shapely.Point(6.59, 46.4)], crs=4326)
        >>> Scroller.from_geodataframe(frame).steps[0].id
        'evian'
        """
        from narrative.page.frame_steps import frame_steps

        return cls(frame_steps(frame, title, text, date))

    def offline_map(self, height: str = "100%") -> OfflineMap:
        """A map of its own with the scroller on it: the project's land, rivers and towns, nothing from the network."""
        from narrative.page.backdrop import backdrop

        boxes = [box_of(step) for step in self.steps]
        chart = OfflineMap(name="map", height=height, min_zoom=1, max_zoom=12)
        scroller = Scroller(self.steps)
        scroller.data = json_for_script(plain_data(self.steps) | {"backdrop": backdrop(boxes)})
        scroller.add_to(chart)
        return chart

    def _repr_html_(self, **kwargs: Any) -> str:
        """What a notebook shows: the scroller on a map of its own, in a frame."""
        return inline_frame(self.offline_map().get_root().render(), f"A map with {len(self.steps)} steps")

    def _prepare(self, text: str, data: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Scroller"
        self.text = text
        self.data = json_for_script(data)

    def render(self, **kwargs: Any) -> None:  # type: ignore[override]  # as branca's own MacroElement
        """Put style and scripts into the figure, then the text."""
        figure: Any = self.get_root()
        head = f"<style>{style(self.sheets)}{self.rules}</style><script>{script(('early',))}</script>"
        figure.header.add_child(Verbatim(head), name="scroller_head")
        scripts = getattr(figure, "late", figure.header)
        scripts.add_child(Verbatim(f"<script>{script(self.files)}</script>"), name="scroller")
        # Verbatim instead of the macros of a template: branca would read the story's own words as a template once more.
        figure.html.add_child(
            Verbatim(self.text), name=self.get_name(), index=0
        )  # who hears the page hears the story first
        chart: Any = self._parent
        start = f"narrativeMap.{self.entry}({chart.get_name()}, {self.data});"
        figure.script.add_child(Verbatim(start), name=self.get_name())


class StoryScroller(Scroller):
    """The scroller of a whole story: its text from ``steps.html``, and a stage with basemap, places and links.

    Parameters
    ----------
    text : the rendered ``steps.html``.
    data : what ``stage.js`` asks for; see :func:`narrative.page.stage.stage_data`.
    draft : whether the page says that the story is a draft.
    steps, places : how many there are: of many, only those near the reader are laid out.
    more : the style sheets of what only some stories have besides, such as media.
    """

    entry = "open"
    files: tuple[str, ...] = ("first",)
    sheets = (*STYLES, "timeline.css")

    def __init__(
        self,
        text: str,
        data: dict[str, Any],
        draft: bool = False,
        steps: int = 0,
        places: int = 0,
        more: tuple[str, ...] = (),
    ):
        long, many = steps > FEW_STEPS, steps > FEW_STEPS or places > FEW_PLACES
        sheets = [name for name, used in {"draft.css": draft, "long.css": long, "many.css": many}.items() if used]
        run = f".run{{--run:{run_length(steps)}}}" if long else ""
        self.rules = status_rules() + style((*sheets, *more)) + run
        if long:
            self.files = ("first", "runs")
        self._prepare(text, data)

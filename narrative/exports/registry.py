"""Turn the name of a format into the function that writes a story in it: tables, timelines, maps and citations.

Every export is a pure function of the story: the same story gives the same bytes, without a clock or a disk. Those that
hold pictures are in `narrative.exports.illustrated`: functions of the story and its pictures.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.reading.faults import did_you_mean
from narrative.exports.cite import bibtex, ris
from narrative.exports.documents import documents_bibtex, documents_csl, documents_ris
from narrative.exports.drawings import drawings_geojson, georeferences
from narrative.exports.gpx import places_gpx
from narrative.exports.illustrated import ILLUSTRATED, Illustrated
from narrative.exports.kml import places_kml
from narrative.exports.links import links_geojson
from narrative.exports.places import places_csv, places_geojson
from narrative.exports.steps import steps_csv, steps_json
from narrative.exports.storymaps import leaflet_storymaps_csv, steps_geojson, storymapjs_json
from narrative.exports.timelinejs import timelinejs_json
from narrative.exports.traces import documents_traces
from narrative.story import Story
from narrative.story.cited import citation


@dataclass(frozen=True)
class Export:
    """One kind of file: its name on the command line, its label for readers, and the function that makes its bytes.

    ``ending`` is what follows the story's slug in the name of the file; ``loses`` says what of the story it lacks.
    ``of_documents`` says that it holds nothing of a story without documents, ``of_drawings`` and ``of_old_maps`` of one
    without these.
    """

    name: str
    label: str
    ending: str
    media_type: str
    function: Callable[[Story], bytes]
    loses: str
    of_documents: bool = False
    of_drawings: bool = False
    of_old_maps: bool = False

    def file_name(self, story: Story) -> str:
        return story.slug + self.ending

    def fits(self, story: Story) -> bool:
        """Whether there is anything of the story to be written."""
        needed = (
            (self.of_documents, story.documents),
            (self.of_drawings, story.drawn),
            (self.of_old_maps, story.drawn.overlays),
        )
        return all(bool(there) or not asked for asked, there in needed)


def cited(write: Callable[[Story], str]) -> Callable[[Story], bytes]:
    """A citation's text as a file."""
    return lambda story: write(story).encode("utf-8")


FILES = "Pictures and recordings are named by their path in the story's folder, and lie there."
EXPORTS: dict[str, Export] = {
    each.name: each
    for each in (
        Export(
            "places-geojson",
            "Places, as Linked Places GeoJSON (for a GIS or a gazetteer)",
            "-places.geojson",
            "application/geo+json",
            places_geojson,
            "The steps, and with them all that is told.",
        ),
        Export(
            "places-csv",
            "Places, as CSV (for a spreadsheet)",
            "-places.csv",
            "text/csv",
            places_csv,
            "The steps but for their ids, the shapes of lines and areas, and what each name rests on.",
        ),
        Export(
            "places-gpx",
            "Places, as GPX (for a GPS)",
            "-places.gpx",
            "application/gpx+xml",
            places_gpx,
            "The steps but for their dates and titles, the shapes of areas, and names in other languages.",
        ),
        Export(
            "places-kml",
            "Places, as KML (for Google Earth)",
            "-places.kml",
            "application/vnd.google-earth.kml+xml",
            places_kml,
            "The steps but for their dates and titles.",
        ),
        Export(
            "steps-csv",
            "Steps, as CSV (for a spreadsheet)",
            "-steps.csv",
            "text/csv",
            steps_csv,
            "Where the places lie, and the claims with what each side says. " + FILES,
        ),
        Export(
            "steps-json",
            "Steps, as JSON (for a program)",
            "-steps.json",
            "application/json",
            steps_json,
            "Where the places lie, and the claims with what each side says. " + FILES,
        ),
        Export(
            "steps-geojson",
            "Steps, as plain GeoJSON (for any map)",
            "-steps.geojson",
            "application/geo+json",
            steps_geojson,
            "The shapes of a step's other places (their names stay), what leads from place to place, the claims, and "
            "links within the text. " + FILES,
        ),
        Export(
            "links-geojson",
            "Arrows, as GeoJSON lines (for a GIS)",
            "-links.geojson",
            "application/geo+json",
            links_geojson,
            "The steps but for their dates and titles, and the places but for where the arrows lead.",
        ),
        Export(
            "drawings-geojson",
            "What is drawn on the map, as GeoJSON (for a GIS)",
            "-drawings.geojson",
            "application/geo+json",
            drawings_geojson,
            "The pictures of old maps, the charts beside flows, and the steps but for their ids.",
            of_drawings=True,
        ),
        Export(
            "georeference",
            "Old maps, as IIIF Georeference Annotations (for Allmaps)",
            "-georeference.json",
            "application/ld+json",
            georeferences,
            "All but where the pixels of each old map belong.",
            of_old_maps=True,
        ),
        Export(
            "storymapjs",
            "Steps, for StoryMapJS (a story map)",
            "-storymapjs.json",
            "application/json",
            storymapjs_json,
            "All places of a step but its first (their names stay), the shapes of lines and areas, doubt about a "
            "place, what leads from place to place, people, the claims, and links within the text. " + FILES,
        ),
        Export(
            "leaflet-storymaps",
            "Steps, for leaflet-storymaps (the sheet Chapters)",
            "-chapters.csv",
            "text/csv",
            leaflet_storymaps_csv,
            "All places of a step but its first (their names stay), the shapes of lines and areas, doubt about a "
            "place, what leads from place to place, people, the claims, links within the text, and the story's title, "
            "which belongs in the sheet Options. Dates stand in the text only. " + FILES,
        ),
        Export(
            "timelinejs",
            "Steps, for TimelineJS (a timeline)",
            "-timelinejs.json",
            "application/json",
            timelinejs_json,
            "Where the places lie, what leads from place to place, people, the claims, links within the text, and the "
            "order of telling where it is not that of time (each slide says its number). " + FILES,
        ),
        Export(
            "citation",
            "Citation, as text",
            "-citation.txt",
            "text/plain",
            cited(lambda story: citation(story) + "\n"),
            "All but what a citation holds.",
        ),
        Export(
            "bibtex",
            "Citation, as BibTeX (for LaTeX)",
            ".bib",
            "application/x-bibtex",
            cited(bibtex),
            "All but what a citation holds.",
        ),
        Export(
            "ris",
            "Citation, as RIS (for Zotero)",
            ".ris",
            "application/x-research-info-systems",
            cited(ris),
            "All but what a citation holds.",
        ),
        Export(
            "documents-csl",
            "Documents, as CSL-JSON (for any citation processor)",
            "-documents.csl.json",
            "application/vnd.citationstyles.csl+json",
            documents_csl,
            "What each document says to a paragraph, a statement or a step.",
            of_documents=True,
        ),
        Export(
            "documents-bibtex",
            "Documents, as BibTeX (for LaTeX)",
            "-documents.bib",
            "application/x-bibtex",
            documents_bibtex,
            "Who receives each document, and what it says to a paragraph, a statement or a step.",
            of_documents=True,
        ),
        Export(
            "documents-ris",
            "Documents, as RIS (for Zotero)",
            "-documents.ris",
            "application/x-research-info-systems",
            documents_ris,
            "What each document says to a paragraph, a statement or a step.",
            of_documents=True,
        ),
        Export(
            "documents-traces",
            "Documents, as Linked Traces (for a gazetteer)",
            "-traces.jsonld",
            "application/ld+json",
            documents_traces,
            "All but which document has to do with which place, and when.",
            of_documents=True,
        ),
    )
}


FORMATS: dict[str, Export | Illustrated] = {**EXPORTS, **ILLUSTRATED}  # all that a story can be written in


def find_export(name: str) -> Export | Illustrated:
    """The export of a name.

    Raises
    ------
    LookupError
        With one sentence: what may be meant, and which formats there are.

    Examples
    --------
    >>> find_export("steps-csv").media_type
    'text/csv'
    >>> find_export("step-csv")
    Traceback (most recent call last):
    LookupError: there is no format "step-csv"; did you mean "steps-csv"? The formats are: places-geojson, places-csv, places-gpx, places-kml, steps-csv, steps-json, steps-geojson, links-geojson, drawings-geojson, georeference, storymapjs, leaflet-storymaps, timelinejs, citation, bibtex, ris, documents-csl, documents-bibtex, documents-ris, documents-traces, pptx, docx.
    """  # noqa: E501
    if name in FORMATS:
        return FORMATS[name]
    near = did_you_mean(name, FORMATS) or "."
    raise LookupError(f'there is no format "{name[:40]}"{near} The formats are: {", ".join(FORMATS)}.')

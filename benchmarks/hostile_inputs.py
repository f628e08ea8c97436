"""Make inputs that are small and dear: texts of one kind of name, and files of up to 4 MB for each door."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "narrative" / "studio" / "example.txt"
STORY = ROOT / "data" / "stories"
Files = dict[str, bytes]
MB = 1_000_000


def filled(words: str, letters: int) -> str:
    """Words again and again, up to a number of letters."""
    return (words * (letters // len(words) + 1))[:letters]


def joined(words: Iterable[str], letters: int) -> str:
    """Words one after another, up to a number of letters."""
    found, length = [], 0
    for word in words:
        found.append(word)
        length += len(word)
        if length >= letters:
            break
    return "".join(found)[:letters]


def invented(letters: int) -> str:
    """Sentences with a name each that no other has, and no gazetteer."""
    dice = random.Random(7)
    syllables = [a + b for a in "bcdfghklmnprst" for b in "aeiou"]
    return joined((f"He came to {''.join(dice.choices(syllables, k=4)).capitalize()}. " for _ in iter(int, 1)), letters)


def initials(letters: int) -> str:
    """Initials of which no six in a row come again."""
    dice = random.Random(7)
    return joined((f"{dice.choice('ABCDEFGHIJKLMNOPQRSTUVWXYZ')}. " for _ in iter(int, 1)), letters)


TEXTS: dict[str, Callable[[int], str]] = {
    "prose": lambda letters: filled(EXAMPLE.read_text(encoding="utf-8") + "\n\n", letters),
    "one name (Paris.)": lambda letters: filled("Paris. ", letters),
    "one name in a row (Paris)": lambda letters: filled("Paris ", letters),
    "one capitalised word (Bronze)": lambda letters: filled("Bronze ", letters),
    "all different names": invented,
    "the same initials (A. B. C.)": lambda letters: filled("A. B. C. ", letters),
    "different initials": initials,
}


def base() -> Files:
    """The files of the second story, which are sound."""
    folder = sorted(each for each in STORY.iterdir() if (each / "story.yaml").is_file())[-1]
    numbers = (each.name for each in folder.glob("*.csv"))
    return {name: (folder / name).read_bytes() for name in ("story.yaml", "places.geojson", *numbers)}


def with_story(body: str) -> Callable[[], Files]:
    """The sound story with another story file."""
    return lambda: base() | {"story.yaml": body.encode()}


def with_places(body: str) -> Callable[[], Files]:
    """The sound story with other places."""
    return lambda: base() | {"places.geojson": body.encode()}


def more_steps(step: Callable[[int], str], size: int) -> Callable[[], Files]:
    """The sound story with further steps, up to a size."""

    def made() -> Files:
        files = base()
        head = files["story.yaml"]
        count = max(1, (size - len(head)) // len(step(100_000)))
        return files | {"story.yaml": head.rstrip() + b"\n" + "".join(step(at) for at in range(count)).encode()}

    return made


def feature(at: int, geometry: str) -> str:
    """A place in Linked Places Format."""
    return (
        f'{{"type":"Feature","id":"p{at}","@id":"urn:p:{at}","properties":{{"title":"P{at}"}},'
        f'"names":[{{"toponym":"P{at}","lang":"en"}}],"geometry":{geometry}}}'
    )


def collection(features: Iterable[str]) -> str:
    """Features as a collection."""
    return '{"type":"FeatureCollection","features":[' + ",".join(features) + "]}"


def point(at: int) -> str:
    """A sure point."""
    return f'{{"type":"Point","coordinates":[{at % 360 - 180},{at % 180 - 90}],"certainty":"certain"}}'


def ring(count: int) -> str:
    """An area of many positions."""
    positions = ",".join(f"[{x / count * 90:.4f},{(x * x) % 97 / 10:.1f}]" for x in range(count))
    return f'{{"type":"Polygon","coordinates":[[{positions},[0.0000,0.0]]],"certainty":"certain"}}'


def cells(rows: int, row: str) -> bytes:
    """A table of one row again and again."""
    return ("date,title,text,lat,lon\n" + (row + "\n") * rows).encode()


STORY_DOORS, IMPORT = ("check", "zip"), ("import",)
FILES: dict[str, tuple[tuple[str, ...], Callable[[], Files]]] = {
    "4 MB of one key (a: b)": (STORY_DOORS, with_story("a: b\n" * 700_000)),
    "700 kB of one key (a: b)": (STORY_DOORS, with_story("a: b\n" * 140_000)),
    "4 MB of different keys": (STORY_DOORS, with_story("".join(f"k{at}: b\n" for at in range(300_000)))),
    "4 MB of [[],[],…]": (STORY_DOORS, with_story("a: [" + "[]," * 1_200_000 + "[]]\n")),
    "4 MB of {a: {a: …}}": (STORY_DOORS, with_story("{a: " * 900_000)),
    "4 MB of one text": (STORY_DOORS, with_story("title: " + "word " * 780_000 + "\n")),
    "4 MB of a quoted text": (STORY_DOORS, with_story('title: "' + "\\u00e9" * 640_000 + '"\n')),
    "4 MB of comments": (STORY_DOORS, with_story("# a\n" * 980_000 + "title: a\n")),
    "4 MB of documents": (STORY_DOORS, with_story("---\n" * 980_000)),
    "4 MB of tags": (STORY_DOORS, with_story("- !a b\n" * 560_000)),
    "4 MB of anchors": (STORY_DOORS, with_story("a: &a [b]\n" + "".join(f"k{at}: *a\n" for at in range(250_000)))),
    "3 MB of tiny steps": (STORY_DOORS, more_steps(lambda at: f"  - {{id: s{at}}}\n", 3 * MB)),
    "3 MB of steps without a key": (STORY_DOORS, more_steps(lambda at: "  - {}\n", 3 * MB)),
    "3 MB of steps that are one letter": (STORY_DOORS, more_steps(lambda at: "  - a\n", 3 * MB)),
    "1 MB of places in one step": (
        STORY_DOORS,
        more_steps(lambda at: "  - {id: s, places: [" + "a, " * 300_000 + "a]}\n", 1),
    ),
    "4 MB of empty features": (STORY_DOORS, with_places(collection(["[]"] * 1_200_000))),
    "4 MB of features {}": (STORY_DOORS, with_places(collection(["{}"] * 1_200_000))),
    "4 MB of sound features": (STORY_DOORS, with_places(collection(feature(at, point(at)) for at in range(18_000)))),
    "4 MB of one ring": (STORY_DOORS, with_places(collection([feature(1, ring(250_000))]))),
    "4 MB of repeated JSON keys": (STORY_DOORS, with_places("{" + '"a":1,' * 600_000 + '"a":1}')),
    "4 MB of JSON brackets": (STORY_DOORS, with_places("[" * 3_900_000)),
    "4 MB of control characters": (STORY_DOORS, with_places('{"a":[' + '"\\u0001",' * 400_000 + "1]}")),
    "4 MB of links in a text": (
        STORY_DOORS,
        more_steps(lambda at: "  - id: s\n    text: |\n      " + "[a](place:b) " * 300_000 + "\n", 1),
    ),
    "4 MB of brackets in a text": (
        STORY_DOORS,
        more_steps(lambda at: "  - id: s\n    text: |\n      " + "[" * 3_900_000 + "\n", 1),
    ),
    "4 MB sheet of tiny rows": (IMPORT, lambda: {"a.csv": cells(400_000, "1812,,,1,1")}),
    "4 MB sheet of empty rows": (IMPORT, lambda: {"a.csv": cells(900_000, ",,,,")}),
    "4 MB sheet of one cell": (IMPORT, lambda: {"a.csv": cells(1, '1812,"' + "a " * 1_900_000 + '",,1,1')}),
    "4 MB sheet of columns": (
        IMPORT,
        lambda: {"a.csv": (",".join(f"c{at}" for at in range(500_000)) + "\n1\n").encode()},
    ),
    "4 MB StoryMapJS of slides": (
        IMPORT,
        lambda: {"a.json": b'{"storymap":{"slides":[' + b"{}," * 1_200_000 + b"{}]}}"},
    ),
    "4 MB TimelineJS of events": (
        IMPORT,
        lambda: {"a.json": b'{"events":[' + b'{"start_date":{"year":1}},' * 150_000 + b"{}]}"},
    ),
    "4 MB GeoJSON of null features": (IMPORT, lambda: {"a.geojson": collection(["null"] * 780_000).encode()}),
    "4 MB GeoJSON of points": (
        IMPORT,
        lambda: {
            "a.geojson": collection(
                f'{{"type":"Feature","properties":{{"name":"P{at}"}},'
                f'"geometry":{{"type":"Point","coordinates":[1,{at % 80}]}}}}'
                for at in range(38_000)
            ).encode()
        },
    ),
    "4 MB KML of placemarks": (
        IMPORT,
        lambda: {
            "a.kml": b'<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'
            + b"<Placemark/>" * 320_000
            + b"</Document></kml>"
        },
    ),
    "4 MB KML of depth": (IMPORT, lambda: {"a.kml": b"<kml>" + b"<Folder>" * 480_000}),
    "4 MB GPX of points": (
        IMPORT,
        lambda: {
            "a.gpx": b'<gpx xmlns="http://www.topografix.com/GPX/1/1">'
            + b'<wpt lat="1" lon="1"/>' * 170_000
            + b"</gpx>"
        },
    ),
    "4 MB config.js of brackets": (IMPORT, lambda: {"config.js": b"var config = " + b"[" * 3_900_000}),
    "4 MB config.js of chapters": (
        IMPORT,
        lambda: {"config.js": b"var config = {chapters: [" + b"{}," * 1_200_000 + b"{}]};"},
    ),
    "4 MB HTML in a slide": (
        IMPORT,
        lambda: {
            "a.json": json.dumps(
                {
                    "storymap": {
                        "slides": [
                            {"text": {"headline": "a", "text": "<b>" * 1_200_000}, "location": {"lat": 1, "lon": 1}}
                        ]
                    }
                }
            ).encode()
        },
    ),
}


def zipped(files: Files) -> bytes:
    """Files as the studio's ZIP has them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(f"s/{name}", body)
    return out.getvalue()


SENTENCE = "The boats lay on the shore for a week, and nobody who had to cross could say when they would go again. "


def long_story(steps: int) -> Files:
    """A sound story of so many steps and places."""
    source: dict[str, object] = {
        "title": "A log",
        "authors": ["Nobody"],
        "publication": "None",
        "provenance": "Made up.",
    }
    source |= {"provenance": "Made up.", "paragraphs": steps}
    head = {
        "title": "A long way",
        "summary": "Many steps.",
        "language": "en",
        "source": {**source, "paragraphs": steps},
    }
    told = [
        {
            "id": f"step-{at}",
            "title": f"Step {at}",
            "date": f"{1800 + at // 365}-{at % 12 + 1:02}-{at % 28 + 1:02}",
            "places": [f"p{at}"],
            "status": "stated",
            "source": {"paragraphs": [at + 1]},
            "text": SENTENCE * 3,
        }
        for at in range(steps)
    ]
    places = collection(feature(at, point(at)) for at in range(steps))
    return {"story.yaml": json.dumps(head | {"steps": told}, indent=1).encode(), "places.geojson": places.encode()}


def long_places(steps: int) -> bytes:
    """A StoryMapJS file of so many slides."""
    slides = [
        {
            "text": {"headline": f"Step {at}", "text": f"<p>{SENTENCE}</p>"},
            "date": f"{1800 + at // 365}",
            "location": {"lat": at % 80, "lon": at % 170, "name": f"P{at}"},
        }
        for at in range(steps)
    ]
    return json.dumps({"storymap": {"slides": slides}}).encode()


def long_text(pages: int) -> str:
    """A text of so many printed pages."""
    return filled(EXAMPLE.read_text(encoding="utf-8") + "\n\n", pages * 2000)

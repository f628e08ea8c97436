"""One text or file, entered by every door that takes it, is one story folder: the same bytes, file by file."""

from __future__ import annotations

import base64
import datetime
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.reading.uploads import Upload
from narrative.commands.calls import CallError
from narrative.commands.cli import command_line, main
from narrative.drafts.build import draft_of_names
from narrative.drafts.draft import Draft
from narrative.drafts.features import shown_places
from narrative.drafts.found import DraftOptions, Found
from narrative.drafts.state import STATE_FILE
from narrative.drafts.story_files import story_files
from narrative.imports.material import Choices
from narrative.imports.registry import import_draft
from narrative.reading.extract import SourceText, source_text
from narrative.studio import begin
from narrative.studio.begin import begin_file
from narrative.studio.desk import Desk, Tools
from narrative.studio.work import WORK_FILE
from tests import annotated, drafts, studio_drafts
from tests.import_files import FILES, FOLDER

Files = dict[str, bytes]
STORIES = Path(__file__).parents[3] / "data" / "stories"
SLUG, TITLE = "a-story", "A story"
TODAY = "2026-01-31"

MARKDOWN = """\
---
title: Not looked at
---

# The Crossing

By a witness.

## Łódź and *Kovno*

The army came to **Kovno** on 23 June 1812, see [the map](https://example.org/map), and found the river low. Engineers
under General Eble laid three bridges in one night, & before the sun was up the first of the columns stood on the other
side. Nobody fired. The country before them was empty, and the road to Vilna lay open, white with dust, without shade.

## Vilna

General Eble was in Vilna on 28 June, and read of 1869 in no book. The stores there had been burned, and the bridge over
the Vilia with them. From Springfield nobody had come, and of Grodek there was no word at all until the next week.

1. Short, and `[no](place:link)` at all.
"""
HTML = """\
<!DOCTYPE html><html lang="en"><head><title>The Crossing</title><script>alert("Vilna")</script></head><body>
<h1>The Crossing</h1><p>The army came to <b>Kovno</b> on 23&nbsp;June 1812 &amp; found the river low. Engineers under
General Eble laid three bridges in one night, and before the sun was up the first of the columns stood on the other
side.</p><h2>The city</h2><p>General Eble was in Vilna on 28 June. The stores there had been burned, and the bridge over
the Vilia with them; from Springfield nobody had come.</p></body></html>
"""
ACCOUNT = (STORIES / "the-road-to-moscow-and-back" / "source.txt").read_text(encoding="utf-8")
TEXTS = {  # name of the file: its text
    "crossing.txt": drafts.TEXT,
    "boat.txt": studio_drafts.TEXT,
    "hard-wrapped.txt": annotated.TEXT,
    "crossing.md": MARKDOWN,
    "front-matter.md": MARKDOWN.replace("#", "").replace("*", ""),
    "crossing.html": HTML,
    "account.txt": ACCOUNT,
    "signs.txt": "1. No *list* of Kovno & [no](place:link), said <b>he</b> at Vilna.\n\n#1 is no heading; 𝔘 Vilia.\n",
}


@pytest.fixture(autouse=True)
def no_gazetteer_for_points(monkeypatch: pytest.MonkeyPatch) -> None:
    """A point without a name stays unnamed by every door."""
    monkeypatch.setattr("narrative.imports.nearest.nearest_town", lambda *_: None)


@pytest.fixture(autouse=True)
def a_small_gazetteer_and_one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every door asks the same reader of names, and the clock of none is asked."""

    for each in (studio_drafts.GENEVA, studio_drafts.LAUSANNE):
        monkeypatch.setitem(drafts.ENTRIES, each.name, (each, 0.95))
    monkeypatch.setattr("narrative.drafts.folder.find", drafts.finder)
    monkeypatch.setattr("narrative.commands.new.this_year", lambda: int(TODAY[:4]))
    monkeypatch.setattr(begin, "find", lambda source, options: (names_in(source, options), ""))
    monkeypatch.setattr("narrative.commands.import_.today", lambda: datetime.date.fromisoformat(TODAY))
    monkeypatch.setattr("narrative.studio.desk.today", lambda: TODAY)


def names_in(source: SourceText, options: DraftOptions) -> Found:
    return drafts.found_in(source, year=options.year)


def of_folder(folder: Path) -> Files:
    """The files of a story folder; the state of `new`, by which it knows an author's edits, is its own."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.name != STATE_FILE}


def of_zip(data: bytes) -> Files:
    """The files in a ZIP of the studio; its own draft, by which the same work comes back, is its own."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {Path(each).name: archive.read(each) for each in archive.namelist()}
    return {name: body for name, body in files.items() if name != WORK_FILE}


def by_new(path: Path, out: Path, own: bool) -> Files:
    more = ["--with-text"] if own else []
    assert main(["new", SLUG, "--text", str(path), "--title", TITLE, "--out", str(out / "new"), *more]) == 0
    return of_folder(out / "new" / SLUG)


def by_command(path: Path, out: Path, own: bool) -> Files:
    assert main(["import", SLUG, "--from", str(path), "--title", TITLE, "--out", str(out / "import")]) == 0
    return of_folder(out / "import" / SLUG)


def at_the_desk(**what: Any) -> Files:
    """The ZIP that an author takes home who changes nothing."""
    desk = Desk(Tools(begin_file, begin.look_up, lambda: begin_file(b"", "")))
    asked = [{"what": "begin", "title": TITLE, **what}, {"what": "pack"}]
    begun, packed = desk.answer({"n": 1, "do": asked})["results"]
    assert "said" not in begun, begun
    return of_zip(base64.b64decode(packed["zip"]))


def by_upload(path: Path, out: Path, own: bool) -> Files:
    file = base64.b64encode(path.read_bytes()).decode()
    return at_the_desk(file=file, name=path.name, own=own)


def by_paste(path: Path, out: Path, own: bool) -> Files:
    return at_the_desk(text=path.read_text(encoding="utf-8"), own=own)


def by_function(path: Path, out: Path, own: bool) -> Files:
    source = source_text(path.read_bytes(), path.name)
    options = DraftOptions(title=TITLE, with_text=own, this_year=int(TODAY[:4]))
    return story_files(draft_of_names(source, SLUG, names_in(source, options), options))


def by_registry(path: Path, out: Path, own: bool) -> Files:
    choices = Choices(SLUG, datetime.date.fromisoformat(TODAY), title=TITLE)
    return story_files(import_draft(Upload(path.name, path.read_bytes()), choices))


Door = Callable[[Path, Path, bool], Files]
DOORS: dict[str, Door] = {"studio upload": by_upload, "studio paste": by_paste, "function": by_function}


@pytest.mark.parametrize("own", [False, True], ids=["words of others", "own words"])
@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_is_one_story_by_every_door(name: str, door: str, own: bool, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(TEXTS[name], encoding="utf-8")
    first, other = by_new(path, tmp_path, own), DOORS[door](path, tmp_path, own)
    assert sorted(other) == sorted(first)
    for each in first:
        assert other[each].decode() == first[each].decode(), each
    assert {"story.yaml", "places.geojson", "annotations.jsonld", "REVIEW.md"} <= set(first)
    assert ("source.txt" in first) == own


SAID = {"year": "1812", "countries": "us, PL"}
UNDATED = "## One\n\nOn 23 June the boat left Geneva. It rained, and nobody spoke of it on the way.\n\n## Two\n\nEnd.\n"


@pytest.mark.parametrize("door", ["studio upload", "studio paste", "function"])
def test_the_year_and_the_countries_that_an_author_says_make_one_story_by_every_door(
    door: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[tuple[str, ...]] = []

    def find(source: SourceText, options: DraftOptions) -> Found:
        heard.append(options.countries)
        home = studio_drafts.GENEVA_NY if "US" in options.countries else studio_drafts.GENEVA
        monkeypatch.setitem(drafts.ENTRIES, "Geneva", (home, 0.95))
        return names_in(source, options)

    monkeypatch.setattr("narrative.drafts.folder.find", lambda source, options, own, told: find(source, options))
    monkeypatch.setattr(begin, "find", lambda source, options: (find(source, options), ""))
    path = tmp_path / "boat.md"
    path.write_text(UNDATED, encoding="utf-8")
    more = [part for key, value in SAID.items() for part in (f"--{key}", value)]
    assert main(["new", SLUG, "--text", str(path), "--title", TITLE, "--out", str(tmp_path), *more]) == 0
    first = of_folder(tmp_path / SLUG)
    if door == "function":
        options = DraftOptions(title=TITLE, countries=("US", "PL"), year=1812, this_year=int(TODAY[:4]))
        source = source_text(path.read_bytes(), path.name)
        other = story_files(draft_of_names(source, SLUG, find(source, options), options))
    elif door == "studio paste":
        other = at_the_desk(text=UNDATED, **SAID)
    else:
        other = at_the_desk(file=base64.b64encode(path.read_bytes()).decode(), name=path.name, **SAID)
    assert other == first
    assert heard == [("US", "PL")] * 2
    assert b"1812-06-23" in first["story.yaml"]
    assert b"-76.97774" in first["places.geojson"]  # Geneva, New York


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        (
            {"year": "soon"},
            'The text is not read yet: "soon" is no year; write one from 1 to 9999, such as 1812, or one such as',
        ),
        (
            {"year": "0"},
            'The text is not read yet: "0" is no year; write one from 1 to 9999, such as 1812, or one such as',
        ),
        ({"countries": "US, Mexico"}, 'The text is not read yet: "MEXICO" is no country\'s code; write two letters'),
    ],
)
def test_a_year_or_a_country_that_is_none_is_said_and_the_text_stays_at_the_door(
    said: dict[str, str], sentence: str
) -> None:
    desk = Desk(Tools(begin_file, begin.look_up, lambda: begin_file(b"", "")))
    (result,) = desk.answer({"n": 1, "do": [{"what": "begin", "text": UNDATED, **said}]})["results"]
    assert result["said"].startswith(sentence)
    assert desk.draft is None


# The studio opens one file; those that need a second one are in the test below.
ALONE = [name for name, (_, choices) in FILES.items() if not choices or name == "leaflet-storymaps"]


@pytest.mark.parametrize("door", ["studio upload", "function"])
@pytest.mark.parametrize("name", ALONE)
def test_a_file_of_another_program_is_one_story_by_every_door(name: str, door: str, tmp_path: Path) -> None:
    path = FOLDER / FILES[name][0]
    first = by_command(path, tmp_path, False)
    other = by_upload(path, tmp_path, False) if door == "studio upload" else by_registry(path, tmp_path, False)
    assert sorted(other) == sorted(first)
    for each in first:
        assert other[each].decode() == first[each].decode(), each
    assert {"story.yaml", "places.geojson", "IMPORT.md"} <= set(first)


@pytest.mark.parametrize("name", FILES)
def test_a_file_with_what_belongs_to_it_is_one_story_by_the_command_and_by_the_function(
    name: str, tmp_path: Path
) -> None:
    file, choices = FILES[name]
    more = [part for key, each in choices.items() for part in (f"--{key}", str(FOLDER / each.name))]
    command = ["import", SLUG, "--from", str(FOLDER / file), "--title", TITLE, "--out", str(tmp_path), *more]
    assert main(command) == 0
    today = datetime.date.fromisoformat(TODAY)
    draft = import_draft(Upload(file, (FOLDER / file).read_bytes()), Choices(SLUG, today, title=TITLE, **choices))
    assert story_files(draft) == of_folder(tmp_path / SLUG)


@pytest.mark.parametrize(("title", "slug"), [("Łódź", "lodz"), ("Порт-Артур", "port-artur"), ("Évian!", "evian")])
def test_a_name_in_any_script_is_the_same_id_by_every_door(title: str, slug: str, tmp_path: Path) -> None:
    text = (
        f"## {title}\n\nThe army came to Kovno. "
        + "It rained, and nobody spoke of it on the way. " * 8
        + "\n\n## Two\n\nEnd."
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    drafted, _ = begin_file(text.encode(), "a.md", today=TODAY, title=title)
    assert (drafted.slug, drafted.steps[0].id) == (slug, slug)
    point = '{"type": "Point", "coordinates": [6, 46]}'
    geojson = f'{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {{"name": "{title}"'
    imported, _ = begin_file(f'{geojson}, "date": "1914"}}, "geometry": {point}}}]}}'.encode(), "a.json", today=TODAY)
    assert (imported.places[0].id, imported.steps[0].id) == (slug, slug)
    assert begin_file(text.encode(), f"{title}.txt", today=TODAY)[0].slug == slug
    assert f'such as "{slug}"' in refused(title, tmp_path)


def refused(title: str, folder: Path) -> str:
    """What `new` says of an address that is none."""
    with pytest.raises(CallError) as fault:
        options = command_line().parse_args(["new", title, "--text", str(folder / "a.md")])
        options.run(options)
    return str(fault.value)


def test_the_account_of_1812_has_the_steps_places_and_dates_that_new_gives_it(tmp_path: Path) -> None:
    path = tmp_path / "account.txt"
    path.write_text(ACCOUNT, encoding="utf-8")
    draft, _ = begin_file(path.read_bytes(), path.name, today=TODAY)
    assert len(draft.steps) == 26
    assert not any(step.date == "1869" for step in draft.steps)  # the year of a map that is drawn long afterwards
    assert numbers_of(draft) == numbers_of(begin_file(ACCOUNT.encode(), "", today=TODAY)[0])


def numbers_of(draft: Draft) -> list[Any]:
    return [[(each.id, each.date, each.places, each.people) for each in draft.steps], sorted(shown_places(draft))]

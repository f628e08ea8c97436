"""Pictures beside another program's file are taken into the story; what is not there, or unfit, is told."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.reading.uploads import Upload
from narrative.commands.cli import main
from narrative.exports.registry import EXPORTS
from narrative.imports.fields import local_of
from narrative.imports.material import Choices
from narrative.story import load_story
from tests.import_files import TODAY, Imported, import_story, story_in
from tests.media import media_files, photograph, png, recording, write_media_story

FILES = {
    "images/bridge.jpg": photograph(600, 400),
    "a b.png": png(90, 60),
    "forged.jpg": b"MZ\x90",
    "oars.wav": recording(),
}


def slides(*media: dict[str, Any]) -> bytes:
    """A StoryMapJS file with a slide for each."""
    found = [
        {
            "text": {"headline": f"Stop {at}", "text": "A stop."},
            "date": f"194{at}",
            "location": {"name": "Geneva", "lat": 46.2, "lon": 6.1},
            "media": each,
        }
        for at, each in enumerate(media, 1)
    ]
    return json.dumps({"storymap": {"slides": found}}).encode()


def made_of(body: bytes, name: str = "map.json", beside: Callable[[str], bytes | None] | None = FILES.get) -> Imported:
    return import_story(Upload(name, body), Choices("lake", TODAY, beside=beside))


def test_a_picture_beside_the_file_is_shown_with_its_caption(tmp_path: Path) -> None:
    made = made_of(
        slides({"url": "images/bridge.jpg", "caption": "The <b>bridge</b>", "credit": "Anna"}, {"url": "./a%20b.png"})
    )
    story = story_in(tmp_path, made)
    bridge, other = (step.media[0] for step in story.steps)
    assert (bridge.file and bridge.file.name, bridge.caption, bridge.licence) == (
        "media/bridge.jpg",
        "The bridge. Anna",
        "not known",
    )
    assert other.file is not None and other.file.name == "media/a-b.png"
    assert made.files["media/bridge.jpg"] == FILES["images/bridge.jpg"]
    assert not story.steps[0].notes
    assert any("media/bridge.jpg: say what it shows (alt) and under which licence" in each for each in made.look)
    assert not any("bridge" in each for each in made.lost)


def test_a_recording_is_taken_too_and_what_is_elsewhere_stays_a_link(tmp_path: Path) -> None:
    made = made_of(slides({"url": "oars.wav"}, {"url": "https://www.youtube.com/watch?v=abc", "caption": "A film"}))
    story = story_in(tmp_path, made)
    assert story.steps[0].media[0].kind == "audio"
    assert story.steps[1].media == () and len(story.steps[1].notes) == 1


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("images/gone.jpg", 'slide 1: there is no file "images/gone.jpg" beside the imported one, so it is not shown.'),
        ("forged.jpg", 'slide 1: "forged.jpg" is of no type that a page shows; save it as one of JPEG'),
        ("/etc/passwd.png", "has no https address, so no link to it was kept"),
        ("../secret.png", "has no https address, so no link to it was kept"),
    ],
)
def test_what_is_not_there_or_unfit_is_told(tmp_path: Path, address: str, said: str) -> None:
    made = made_of(slides({"url": address}))
    assert any(said in each for each in made.lost)
    assert story_in(tmp_path, made).steps[0].media == ()


def test_where_no_folder_is_known_nothing_is_looked_for(tmp_path: Path) -> None:
    made = made_of(slides({"url": "images/bridge.jpg"}), beside=None)
    said = 'slide 1: there is no file "images/bridge.jpg" beside the imported one, so it is not shown.'
    assert said in made.lost
    assert story_in(tmp_path, made).steps[0].media == ()


def test_a_chapter_shows_its_picture_or_links_to_where_it_is_credited(tmp_path: Path) -> None:
    head = "Chapter,Media Link,Media Credit,Media Credit Link,Description,Location,Latitude,Longitude\r\n"
    rows = "".join(
        f"Stop {at} 194{at},{link},Anna,https://example.org/anna,A stop.,Geneva,46.2,6.1\r\n"
        for at, link in enumerate(("images/bridge.jpg", "images/gone.jpg"), 1)
    )
    story = story_in(tmp_path, made_of((head + rows).encode(), "chapters.csv"))
    assert [len(step.media) for step in story.steps] == [1, 0]
    assert [len(step.notes) for step in story.steps] == [0, 1]
    assert next(iter(story.works.values())).url == "https://example.org/anna"


def test_events_of_a_timeline_take_their_pictures_too(tmp_path: Path) -> None:
    event = {
        "start_date": {"year": "1949"},
        "text": {"headline": "A stop", "text": 'It <img src="a%20b.png"> stopped.'},
        "media": {"url": "images/bridge.jpg"},
        "location": {"name": "Geneva", "lat": 46.2, "lon": 6.1},
    }
    story = story_in(tmp_path, made_of(json.dumps({"events": [event]}).encode()))
    assert [each.file and each.file.name for each in story.steps[0].media] == ["media/bridge.jpg", "media/a-b.png"]


@pytest.mark.parametrize("format", ["storymapjs", "leaflet-storymaps", "steps-geojson"])
def test_what_is_exported_beside_its_pictures_comes_back_with_them(tmp_path: Path, format: str) -> None:
    story = load_story(write_media_story(tmp_path))
    export = EXPORTS[format]
    made = made_of(export.function(story), f"lake{export.ending}", beside=media_files().get)
    back = story_in(tmp_path / "back", made)
    first = [each.file and each.file.name for each in back.steps[0].media]
    assert first == ["media/bridge.jpg", "media/then.png", "media/now.png"]
    assert all(
        each.file and each.file.path.read_bytes() == media_files()[each.file.name] for each in back.steps[0].media
    )


def test_the_command_takes_the_files_that_lie_beside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "from" / "images").mkdir(parents=True)
    (tmp_path / "from" / "images" / "bridge.jpg").write_bytes(FILES["images/bridge.jpg"])
    (tmp_path / "secret.jpg").write_bytes(FILES["images/bridge.jpg"])
    (tmp_path / "from" / "images" / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    (tmp_path / "from" / "map.json").write_bytes(slides({"url": "images/bridge.jpg"}, {"url": "images/link.jpg"}))
    assert main(["import", "lake", "--from", str(tmp_path / "from" / "map.json"), "--out", str(tmp_path)]) == 0
    out, err = capsys.readouterr()
    assert "media/bridge.jpg" in out
    assert 'there is no file "images/link.jpg" beside the imported one' in err
    assert load_story(tmp_path / "lake").steps[0].media[0].kind == "picture"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("images/a.jpg", "images/a.jpg"),
        ("./a%20b.PNG?x=1#y", "a b.PNG"),
        ("page.html", ""),
        ("captions.vtt", ""),
        ("//example.org/a.jpg", ""),
        ("data:image/png;base64,AA", ""),
        ("C:/a.jpg", ""),
    ],
)
def test_only_a_path_to_a_picture_or_recording_is_local(address: str, path: str) -> None:
    assert local_of(address) == path

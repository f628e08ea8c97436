"""A picture in the studio: what it shows is asked for, it is shown, and it goes into the ZIP and comes back."""

from __future__ import annotations

import base64
import io
import zipfile
from pathlib import Path

import pytest

from narrative.drafts.draft import Draft, read_draft
from narrative.drafts.parts import DraftError, changed
from narrative.story import load_story
from narrative.story.limits import MOST_STUDIO_FILES_BYTES
from narrative.studio.desk import Desk, Tools
from narrative.studio.media import add_medium, remove_medium, set_medium, shown_of
from narrative.studio.preview import preview, troubles
from narrative.studio.work import WORK_FILE, from_files, work_files
from narrative.studio.zipped import from_zip, to_zip
from tests.media import photograph, png, write_media_story
from tests.studio_drafts import draft_of


def in_base64(body: bytes) -> str:
    return base64.b64encode(body).decode()


def with_bridge(draft: Draft, **words: str) -> Draft:
    said = {"alt": " A stone bridge. ", "licence": "CC BY 4.0", "credit": "Anna", **words}
    return add_medium(draft, draft.steps[0].id, "Bridge (1905).JPG", in_base64(photograph(600, 400)), **said)


def test_a_picture_is_added_with_its_words_and_the_story_passes_every_check(draft: Draft, tmp_path: Path) -> None:
    added = with_bridge(draft)
    step = added.steps[0]
    assert step.kept["media"] == [
        {"file": "media/bridge-1905.jpg", "alt": "A stone bridge.", "licence": "CC BY 4.0", "credit": "Anna"}
    ]
    for name, body in work_files(added).items():
        (tmp_path / added.slug / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / added.slug / name).write_bytes(body)
    (medium,) = load_story(tmp_path / added.slug).steps[0].media
    assert (medium.alt, medium.rights) == ("A stone bridge.", "Anna, CC BY 4.0")


def test_a_picture_without_words_is_not_added(draft: Draft) -> None:
    with pytest.raises(DraftError, match="Say what the picture shows"):
        with_bridge(draft, alt=" ")


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"MZ\x90\x00", "is of no type that a page shows"),
        (b"%PDF-1.7", "is PDF, and a page shows pictures: save each sheet as PNG or JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "is SVG, and it may hold scripts"),
        (b"", "is empty"),
    ],
)
def test_what_is_no_picture_is_refused_in_a_sentence(draft: Draft, body: bytes, said: str) -> None:
    with pytest.raises(DraftError, match=said) as caught:
        add_medium(draft, draft.steps[0].id, "a.png", in_base64(body), "A boat")
    assert "narrative-map-" not in str(caught.value)
    with pytest.raises(DraftError, match="did not arrive whole"):
        add_medium(draft, draft.steps[0].id, "a.png", "no base64!", "A boat")


def test_a_step_takes_twelve_and_the_draft_three_megabytes(draft: Draft) -> None:
    full = draft
    for _ in range(12):
        full = with_bridge(full)
    assert len(full.files) == 1  # the same bytes are one file
    with pytest.raises(DraftError, match="12 pictures and recordings at most"):
        with_bridge(full)
    heavy = changed(draft, files={"media/a.bin": b"0" * (MOST_STUDIO_FILES_BYTES + 1)})
    with pytest.raises(DraftError, match="the studio takes 3 MB"):
        read_draft(heavy)


def test_words_are_changed_and_only_what_it_shows_must_stay(draft: Draft) -> None:
    added, id = with_bridge(draft), draft.steps[0].id
    said = set_medium(added, id, 0, "caption", " The bridge ")
    said = set_medium(said, id, 0, "scan", True)
    said = set_medium(said, id, 0, "credit", "")
    (entry,) = said.steps[0].kept["media"]
    assert (entry["caption"], entry["scan"], "credit" in entry) == ("The bridge", True, False)
    with pytest.raises(DraftError, match="Say what the picture shows"):
        set_medium(said, id, 0, "alt", "")
    with pytest.raises(DraftError, match="is not there any more"):
        set_medium(said, id, 1, "alt", "A boat")


def test_a_picture_that_no_step_shows_any_more_is_gone_with_its_file(draft: Draft) -> None:
    first, second = draft.steps[0].id, draft.steps[1].id
    added = with_bridge(draft)
    twice = add_medium(added, second, "bridge 1905.jpg", in_base64(photograph(600, 400)), "The same bridge")
    once = remove_medium(twice, first, 0)
    assert set(once.files) == {"media/bridge-1905.jpg"}
    assert "media" not in once.steps[0].kept
    assert remove_medium(once, second, 0).files == {}


def test_what_is_still_missing_is_said(draft: Draft) -> None:
    id = draft.steps[0].id
    bare = with_bridge(draft, licence="", credit="")
    assert shown_of(bare)[id][0]["missing"].startswith("Say under which licence")
    named = set_medium(bare, id, 0, "licence", "CC BY 4.0")
    assert shown_of(named)[id][0]["missing"] == "Say who made it: the licence asks for that."
    free = shown_of(set_medium(bare, id, 0, "licence", "Public domain"))[id][0]
    assert (free["missing"], free["type"], free["picture"]) == ("", "image/jpeg", True)


def test_the_page_shows_it_and_what_is_broken_is_told_at_its_step(draft: Draft) -> None:
    page, _ = preview(with_bridge(draft))
    assert page is not None and 'alt="A stone bridge."' in page.html and "data:image/webp" in page.html
    assert "'self'" not in page.policy
    broken = with_bridge(draft)
    cut = changed(broken, files={"media/bridge-1905.jpg": photograph(600, 400)[:60]})
    (first, *_) = [each for each in troubles(cut) if not each.warning]
    assert (first.kind, first.id, first.field) == ("step", draft.steps[0].id, "media")


@pytest.mark.parametrize("own", [True, False])
def test_the_zip_holds_the_picture_and_brings_it_back(own: bool) -> None:
    added = with_bridge(draft_of(own=own))
    body = to_zip(added)
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert archive.read(f"{added.slug}/media/bridge-1905.jpg") == photograph(600, 400)
        assert b"bridge-1905.jpg" not in archive.read(f"{added.slug}/{WORK_FILE}").split(b'"kept"')[0]
    back, _ = from_zip(body)
    assert back.files == added.files and back.steps[0].kept == added.steps[0].kept
    assert to_zip(back) == body


def test_a_story_with_pictures_opens_without_the_studio_s_own_file(tmp_path: Path) -> None:
    home = write_media_story(tmp_path)
    files = {each.relative_to(home).as_posix(): each.read_bytes() for each in home.rglob("*") if each.is_file()}
    back, _ = from_files(files, "lake-crossing")
    assert set(back.files) == {name for name in files if name.startswith("media/")}


def test_the_desk_tells_what_is_shown_and_undo_takes_it_back(draft: Draft) -> None:
    desk = Desk(Tools(begin=lambda *asked: (draft, ""), look_up=lambda name: [], example=lambda: (draft, "")))
    desk.put(draft)
    id = draft.steps[0].id
    command = {"what": "add_medium", "step": id, "name": "a.png", "file": in_base64(png(90, 60)), "alt": "A boat"}
    answer = desk.answer({"n": 1, "do": [command]})
    assert answer["media"][id][0]["entry"]["file"] == "media/a.png"
    assert list(answer["draft"]["files"]) == ["media/a.png"]
    refused = desk.answer({"n": 2, "do": [{**command, "alt": ""}]})
    assert refused["results"][0]["said"].startswith("Say what the picture shows")
    back = desk.answer({"n": 3, "do": [{"what": "undo"}]})
    assert back["media"] == {} and back["draft"]["files"] == {}

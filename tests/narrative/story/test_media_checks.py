"""Media of steps are read with their files, and what is wrong with them is told with file, line and cure."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.story import load_story
from tests.media import BRIDGE, CAPTIONS, WITH_MEDIA, png, recording, write_media_story
from tests.stories import STORY, line_of, write_story


def faults(folder: Path, old: str, new: str) -> list[str]:
    """What is wrong with the story after a change, without the folder's name."""
    assert old in WITH_MEDIA
    with pytest.raises(Faults) as caught:
        load_story(write_media_story(folder, WITH_MEDIA.replace(old, new, 1)))
    return [str(each).partition("lake-crossing/")[2] for each in caught.value.faults]


def test_steps_have_their_media_in_the_order_of_the_file(tmp_path: Path) -> None:
    letter, denial, closing = load_story(write_media_story(tmp_path)).steps
    assert [each.kind for each in letter.media] == ["picture", "picture"]
    assert [each.kind for each in denial.media] == ["scan", "audio", "video", "link", "link"]
    assert closing.media == ()
    bridge, quay = letter.media
    assert bridge.file is not None and (bridge.file.width_px, bridge.file.height_px) == (2400, 1600)
    assert quay.beside is not None and (quay.label, quay.beside.label) == ("1905", "2020")
    oars = denial.media[1]
    assert [each.text for each in oars.cues] == ["The oars, and nothing else.", "Then a bell."]
    assert denial.media[2].picture is not None and denial.media[2].picture.name == "media/bridge.jpg"


def test_missing_words_and_terms_are_named_at_the_line_of_the_entry(tmp_path: Path) -> None:
    line = line_of(WITH_MEDIA, BRIDGE)
    start = f'story.yaml:{line}: step "the-letter": '
    assert faults(tmp_path, "alt: A stone bridge over a lake., ", "") == [
        start + 'missing "alt"; add what it shows, for those who do not see it, in a sentence'
    ]
    assert faults(tmp_path, "licence: CC BY 4.0, ", "") == [
        start + 'missing "licence"; add one, such as "licence: CC BY 4.0" or "licence: public domain"'
    ]
    assert faults(tmp_path, "credit: Anna Rochat, ", "") == [
        start + 'missing "credit"; the licence "CC BY 4.0" asks that its maker be named'
    ]
    assert "find out whether it may be shown" in faults(tmp_path, "licence: CC BY 4.0", "licence: unknown")[0]


def test_a_missing_file_and_one_outside_are_named_at_their_line(tmp_path: Path) -> None:
    line = line_of(WITH_MEDIA, "file: media/then.png")
    assert faults(tmp_path, "file: media/then.png", "file: media/than.png") == [
        f'story.yaml:{line}: step "the-letter": there is no file "media/than.png" in the story\'s folder; '
        'did you mean "media/then.png"?'
    ]
    assert "leads out of the story's folder" in faults(tmp_path, "file: media/then.png", "file: ../then.png")[0]


def test_a_recording_needs_its_words(tmp_path: Path) -> None:
    assert faults(tmp_path, "        transcript: Nothing is said.\n", "") == [
        f'story.yaml:{line_of(WITH_MEDIA, "file: media/lake.webm")}: step "the-denial": missing "captions" or '
        '"transcript"; add what is said, for those who do not hear it, or that nothing is'
    ]


def test_faults_of_a_caption_file_are_told_at_its_own_lines(tmp_path: Path) -> None:
    folder = write_media_story(tmp_path)
    (folder / "media" / "oars.vtt").write_text(CAPTIONS.replace("00:00.400 -->", "0:00,4 -->"), encoding="utf-8")
    with pytest.raises(Faults) as caught:
        load_story(folder)
    (fault,) = caught.value.faults
    assert (Path(fault.file).name, fault.line) == ("oars.vtt", 6)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("        scan: true\n", "        captions: media/oars.vtt\n", '"captions" are the words of a recording'),
        ("        scan: true\n", "        still: media/now.png\n", 'a "still" stands for a film or a link'),
        ("        captions: media/oars.vtt\n", "        scan: true\n", 'only a picture is a "scan"'),
        ("label: 2020, ", "", 'missing "label"'),
        ("        label: 1905\n", "", 'missing "label"'),
        ("beside: {file: media/now.png, ", "beside: {", 'missing "file"; name the later picture'),
        ("captions: media/oars.vtt", "captions: media/oars.wav", "is no WebVTT file"),
        ("still: media/bridge.jpg", "still: media/oars.wav", "is audio, and a picture belongs here"),
        (", caption: The map in the archive's viewer", "", "a link needs words"),
        ("(person:anna)", "(person:nobody)", 'no person "nobody"'),
        ("**Anna:** The oars", "[Anna](person:nobody): The oars", 'no person "nobody"'),
    ],
)
def test_what_does_not_fit_is_told(tmp_path: Path, old: str, new: str, words: str) -> None:
    assert any(words in each for each in faults(tmp_path, old, new))


def test_an_address_that_is_not_on_the_web_is_refused(tmp_path: Path) -> None:
    assert "not on the web" in faults(tmp_path, '"https://example.org/film"', '"javascript:alert(1)"')[0]


def test_thirteen_media_are_too_many_for_a_card(tmp_path: Path) -> None:
    assert "12 are the most" in faults(tmp_path, f"      - {BRIDGE}\n", f"      - {BRIDGE}\n" * 12)[0]


def test_in_a_draft_nobody_need_know_the_terms_yet(tmp_path: Path) -> None:
    story = "draft: true\n" + WITH_MEDIA.replace(BRIDGE, "{file: media/bridge.jpg}").replace(
        "label: 2020, ", "label: 2020, "
    )
    bridge = load_story(write_media_story(tmp_path, story)).steps[0].media[0]
    assert (bridge.alt, bridge.licence) == ("Nobody has described it yet.", "not known")


def test_a_story_s_version_changes_with_a_picture_and_one_without_media_keeps_its_own(tmp_path: Path) -> None:
    folder = write_media_story(tmp_path)
    before = load_story(folder).version
    (folder / "media" / "now.png").write_bytes(png(900, 600, "#000000"))
    assert load_story(folder).version != before
    plain = load_story(write_story(tmp_path)).version
    (folder / "media" / "oars.wav").write_bytes(recording(0.5))  # which the story names no more
    assert load_story(folder).version == plain
    assert load_story(write_story(tmp_path, STORY)).version == plain


def test_words_of_a_recording_follow_the_reading_that_is_chosen(tmp_path: Path) -> None:
    from tests.stories import READ

    more = (
        "    media:\n      - {file: oars.wav, alt: Oars., licence: CC0 1.0, "
        'transcript: "To [Eviana](place:eviana)."}\n    text: |\n'
    )
    folder = write_story(tmp_path, READ.replace("    text: |\n", more, 1))
    (folder / "oars.wav").write_bytes(recording())
    first, other = load_story(folder), load_story(folder, {"eviana": "lausanne"})
    assert first.steps[0].media[0].transcript == "To [Eviana](place:evian)."
    assert other.steps[0].media[0].transcript == "To [Eviana](place:lausanne)."

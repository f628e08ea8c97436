"""A story folder as a ZIP, and a ZIP that somebody else may have made."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path, PurePosixPath

import pytest

from narrative.drafts.draft import Draft
from narrative.drafts.parts import DraftError, changed
from narrative.story.limits import MOST_ZIP_FILES
from narrative.studio.work import give_text, waits_for_text
from narrative.studio.zipped import from_zip, home_of, to_zip, unpacked
from tests.drawings import write_maps
from tests.studio_drafts import draft_of


def zip_of(files: dict[str, bytes | str], **more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return out.getvalue()


def test_the_same_draft_gives_the_same_bytes(draft: Draft) -> None:
    assert to_zip(draft) == to_zip(draft_of())


def test_the_same_work_comes_back_out_of_a_zip(draft: Draft) -> None:
    assert from_zip(to_zip(draft)) == (draft, "")


def test_a_text_that_is_not_the_authors_leaves_the_zip_and_can_be_opened_again() -> None:
    theirs = draft_of(own=False)
    archive = to_zip(theirs)
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        assert all("smelled of the office" not in packed.read(each).decode() for each in packed.namelist())
    back, sentence = from_zip(archive)
    assert sentence.startswith("The text is not in this ZIP")
    assert waits_for_text(back)
    assert give_text(back, theirs.text) == theirs
    with pytest.raises(DraftError, match="another text"):
        give_text(back, "Something else.")
    assert from_zip(to_zip(changed(back, title="Meanwhile")))[0].title == "Meanwhile"


def bomb() -> bytes:
    """A ZIP whose one file unpacks to a hundred megabytes."""
    return zip_of({"x/story.yaml": b"0" * 100_000_000})


def lying_bomb() -> bytes:
    """The same, with a size in its table of contents that says ten bytes."""
    data = bytearray(zip_of({"x/story.yaml": b"0" * 9_000_000}))
    true, told = (9_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    assert data.count(true) == 2
    return bytes(data.replace(true, told))


def locked() -> bytes:
    """A ZIP that says its file is encrypted."""
    data = bytearray(zip_of({"x/story.yaml": "title: x"}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def link() -> bytes:
    """A ZIP with a symbolic link."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("x/story.yaml")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/passwd")
    return out.getvalue()


HOSTILE = {
    "no ZIP": (b"PK nonsense", "is no ZIP"),
    "nothing": (b"", "is no ZIP"),
    "large": (b"0" * 5_000_001, "5.0 MB; the studio takes 5 MB"),
    "bomb": (bomb(), "unpacks to 100 MB"),
    "lying bomb": (lying_bomb(), "damaged|unpacks to more"),
    "upwards": (zip_of({"../story.yaml": "x"}), "leads out of its folder"),
    "absolute": (zip_of({"/etc/story.yaml": "x"}), "leads out of its folder"),
    "backslash": (zip_of({"a\\..\\story.yaml": "x"}), "leads out of its folder|no story.yaml"),
    "link": (link(), "a link to another file"),
    "locked": (locked(), "locked with a password"),
    "many": (zip_of({f"x/{each}": "x" for each in range(MOST_ZIP_FILES + 1)}), "holds 61 files"),
    "empty": (zip_of({}), "no story.yaml"),
    "another": (zip_of({"x/readme.txt": "x"}), "no story.yaml"),
    "two": (zip_of({"x/story.yaml": "x", "y/story.yaml": "x"}), "more than one story"),
    "half": (zip_of({"x/story.yaml": "title: x"}), "holds no places.geojson"),
    "faulty": (zip_of({"x/story.yaml": "title: x", "x/places.geojson": "{}"}), "story.yaml, line 1: missing"),
    "no draft": (zip_of({"x/studio.json": '{"files": {}, "draft": {"slug": "A b"}}'}), "no draft of the studio"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_or_broken_zip_is_refused_in_a_sentence(name: str) -> None:
    data, sentence = HOSTILE[name]
    with pytest.raises(DraftError) as refused:
        from_zip(data)
    assert re.search(sentence, str(refused.value)), refused.value
    assert "/tmp" not in str(refused.value)


def test_a_story_is_found_in_the_folder_nearest_to_the_top_and_called_after_it() -> None:
    paths = [PurePosixPath(each) for each in ("x/story.yaml", "x/old/story.yaml", "x/a.txt")]
    assert home_of(paths) == PurePosixPath("x")
    files, slug = unpacked(zip_of({"my-lake/story.yaml": "title: x", "my-lake/other.txt": "no", "__MACOSX/a": "no"}))
    assert (files, slug) == ({"story.yaml": b"title: x"}, "my-lake")


@pytest.mark.parametrize(("folder", "slug"), [("Łódź", "lodz"), ("…", "loaded-story"), ("A Lake", "a-lake")])
def test_a_folder_that_is_no_slug_gets_one(folder: str, slug: str) -> None:
    assert unpacked(zip_of({f"{folder}/story.yaml": "title: x"}))[1] == slug


def test_a_story_without_a_folder_is_taken_too() -> None:
    assert unpacked(zip_of({"story.yaml": "title: x"}))[1] == "loaded-story"


def packed(**files: bytes) -> bytes:
    """A ZIP of a story folder with these files; a name's "_" stands for its full stop."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(f"s/{name.replace('_', '.')}", body)
    return out.getvalue()


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (
            {"story_yaml": b"a: b\n" * 100_000, "places_geojson": b"{}"},
            'story.yaml, line 2: the key "a" stands on line 1 already',
        ),
        ({"story_yaml": b"a: b", "places_geojson": b'{"features": [' + b"[]," * 9_000 + b"[]]}"}, "holds 9,001 places"),
        ({"story_yaml": b"a: b", "source_txt": "Évian".encode("latin-1")}, "“source.txt” in this ZIP is not in UTF-8"),
    ],
)
def test_what_would_take_long_or_is_no_text_is_refused_at_once(files: dict[str, bytes], sentence: str) -> None:
    started = time.monotonic()
    with pytest.raises(DraftError, match=sentence):
        from_zip(packed(**files))
    assert time.monotonic() - started < 2


def test_a_folder_of_a_very_long_name_and_an_entry_without_one_are_read(draft: Draft) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(to_zip(draft))) as archive, zipfile.ZipFile(out, "w") as other:
        other.writestr(".", b"x")
        for name in archive.namelist():
            if not name.endswith("studio.json"):
                other.writestr("a" * 200 + "/" + name.rpartition("/")[2], archive.read(name))
    back, _ = from_zip(out.getvalue())
    assert back.title == draft.title and len(back.slug) <= 80


def test_a_story_that_draws_comes_back_with_its_old_map_and_its_tables(tmp_path: Path) -> None:
    home = write_maps(tmp_path)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in sorted(home.iterdir()):
            archive.writestr(f"lake-crossing/{path.name}", path.read_bytes())
    draft, _ = from_zip(packed.getvalue())
    again, _ = unpacked(to_zip(draft))
    for name in ("sheet.png", "letters.csv", "cold.csv", "fish.geojson"):
        assert again[name] == (home / name).read_bytes()

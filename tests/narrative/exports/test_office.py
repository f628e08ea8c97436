"""What files of office programs share: no clock, no leftovers of a template, the story's facts."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from narrative.exports.illustrated import ILLUSTRATED
from narrative.exports.office import packed
from narrative.story import Story
from tests.pictures import pictures_of

CORE = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
}


def test_two_files_of_different_hours_are_packed_alike() -> None:
    def saved(hour: int) -> bytes:
        def save(out: io.BytesIO) -> None:
            with zipfile.ZipFile(out, "w") as archive:
                archive.writestr(zipfile.ZipInfo("a.xml", (2020, 1, 1, hour, 0, 0)), b"<a/>" * 99)

        return packed(save)

    assert saved(1) == saved(2)
    with zipfile.ZipFile(io.BytesIO(saved(1))) as archive:
        assert archive.read("a.xml") == b"<a/>" * 99
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)
        assert archive.infolist()[0].compress_type == zipfile.ZIP_DEFLATED


@pytest.mark.parametrize("name", ILLUSTRATED)
def test_a_file_says_what_it_holds_and_not_when_it_was_made(story: Story, name: str) -> None:
    body = ILLUSTRATED[name].function(story, pictures_of(story))
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [each for each in archive.namelist() if "thumbnail" in each or "printerSettings" in each]
        core = ElementTree.fromstring(archive.read("docProps/core.xml"))
        for each in archive.namelist():
            if each.endswith((".xml", ".rels")):
                ElementTree.fromstring(archive.read(each))
    assert (
        core.findtext("dc:title", "", CORE)
        == "Stalin, Kim and the 38th Parallel: How a war that Moscow had forbidden came to be allowed"
    )
    assert core.findtext("dc:language", "", CORE) == "en"
    assert core.findtext("dc:creator", "", CORE) == "Narrative Map"
    assert {each.tag.rpartition("}")[2] for each in core} & {"created", "modified", "lastPrinted"} == set()

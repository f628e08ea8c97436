"""XML of others as a tree, and a ZIP that holds one."""

from __future__ import annotations

import io
import zipfile

import pytest

from geo.reading.faults import Faults
from geo.reading.uploads import Upload
from narrative.imports.xml_reading import text_at, tree_of_upload, unzipped

ENTITY = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'


def zipped(**files: str) -> Upload:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in files.items():
            archive.writestr(name.replace("_", "."), text)
    return Upload("a.kmz", out.getvalue())


def test_names_stand_without_their_namespaces() -> None:
    root = tree_of_upload(Upload("a.xml", b'<x:a xmlns:x="urn:x"><x:b> two <i>words</i> </x:b></x:a>'))
    assert (root.tag, text_at(root, "c", "b")) == ("a", "two words")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('<?xml version="1.0"?>\n<a>\n<b></a>', "a.xml:3: the XML cannot be read here; export the file again"),
        (ENTITY, "a.xml:1: the XML declares entities or a document type; export it without"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, sentence: str) -> None:
    with pytest.raises(Faults) as raised:
        tree_of_upload(Upload("a.xml", text.encode()))
    assert str(raised.value) == sentence


def test_the_first_file_of_an_ending_is_unpacked() -> None:
    assert unzipped(zipped(a_png="x", doc_kml="<kml/>"), ".kml").data == b"<kml/>"
    with pytest.raises(Faults, match=r"there is no file \*\.kml in it"):
        unzipped(zipped(a_png="x"), ".kml")
    with pytest.raises(Faults, match="the file is damaged"):
        unzipped(Upload("a.kmz", b"PK\x03\x04" + b"x" * 50), ".kml")

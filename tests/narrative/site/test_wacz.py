"""A WACZ is read back by the library of those who made the format: every file, at the place that its index says."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from narrative.site.wacz import wacz
from tests.sites import two_stories

FILES = {
    "index.html": ("text/html", b"<title>Lakes &amp; shores</title>"),
    "far-shore/index.html": ("text/html", "<title>Ä</title>".encode()),
    "lake-crossing/index.html": ("text/html", b"<title>The Lake Crossing</title>"),
    "map.webp": ("image/webp", bytes(range(256)) * 40),
}


@pytest.fixture
def archive(tmp_path: Path) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(wacz(two_stories(tmp_path), FILES)))


def test_every_file_is_a_response_with_its_own_bytes(archive: zipfile.ZipFile) -> None:
    found, again = {}, {}
    for record in ArchiveIterator(io.BytesIO(archive.read("archive/data.warc.gz")), check_digests="raise"):
        url = record.rec_headers.get_header("WARC-Target-URI")
        if record.rec_type == "response":
            found[url] = (record.http_headers.get_header("Content-Type"), record.content_stream().read())
        if record.rec_type == "revisit":
            again[url] = record.rec_headers.get_header("WARC-Refers-To-Target-URI")
    root = "https://maps.example.org/stories/"
    assert found == {
        root: ("text/html; charset=utf-8", FILES["index.html"][1]),
        f"{root}far-shore/": ("text/html; charset=utf-8", FILES["far-shore/index.html"][1]),
        f"{root}lake-crossing/": ("text/html; charset=utf-8", FILES["lake-crossing/index.html"][1]),
        f"{root}map.webp": FILES["map.webp"],
    }
    assert again == {
        f"{root}index.html": root,
        f"{root}far-shore/index.html": f"{root}far-shore/",
        f"{root}lake-crossing/index.html": f"{root}lake-crossing/",
    }


def test_the_index_leads_to_each_record(archive: zipfile.ZipFile) -> None:
    warc = archive.read("archive/data.warc.gz")
    lines = archive.read("indexes/index.cdx").decode().splitlines()
    assert lines == sorted(lines) and len(lines) == len(FILES) + 3
    for line in lines:
        key, stamp, said = line.split(" ", 2)
        about = json.loads(said)
        assert (key[:32], stamp) == ("org,example,maps)/stories/" + key[26:32], "20260304000000")
        start = int(about["offset"])
        piece = io.BytesIO(warc[start : start + int(about["length"])])
        (record,) = ArchiveIterator(piece)
        assert record.rec_headers.get_header("WARC-Target-URI") == about["url"]
        assert record.rec_headers.get_header("WARC-Payload-Digest") == about["digest"]


def test_its_parts_are_as_the_package_says(archive: zipfile.ZipFile) -> None:
    described = archive.read("datapackage.json")
    package = json.loads(described)
    for part in package["resources"]:
        body = archive.read(part["path"])
        assert (part["bytes"], part["hash"]) == (len(body), f"sha256:{hashlib.sha256(body).hexdigest()}")
    digest = json.loads(archive.read("datapackage-digest.json"))
    assert digest == {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(described).hexdigest()}"}
    assert {each.compress_type for each in archive.infolist()} == {zipfile.ZIP_STORED}


def test_the_pages_begin_with_the_start_page(archive: zipfile.ZipFile) -> None:
    head, *pages = [json.loads(line) for line in archive.read("pages/pages.jsonl").decode().splitlines()]
    assert head["format"] == "json-pages-1.0"
    assert [each["url"].removeprefix("https://maps.example.org/stories/") for each in pages] == [
        *("", "lake-crossing/", "far-shore/"),
    ]


def test_two_runs_write_the_same_bytes_and_a_site_without_an_address_has_one(tmp_path: Path) -> None:
    site = two_stories(tmp_path, "")
    assert wacz(site, FILES) == wacz(site, FILES)
    package = zipfile.ZipFile(io.BytesIO(wacz(site, FILES))).read("datapackage.json")
    assert json.loads(package)["mainPageUrl"] == "https://narrative-map.invalid/"

"""A site is written whole, at once, the same twice, and over nothing but a site."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from geo.reading.faults import Faults
from narrative.site import publish as module
from narrative.site.publish import MARK, NotASiteError, publish
from tests.media import write_media_story
from tests.sites import ADDRESS, two_folders
from tests.stories import BROKEN


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return two_folders(tmp_path_factory.mktemp("stories"), "formerly: [near-shore]")


@pytest.fixture(scope="module")
def site(folders: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("published") / "deep" / "site"
    publish(folders, out, address=ADDRESS, archive=True)
    return out


def digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_the_site_has_what_hosts_readers_and_machines_ask_for(site: Path) -> None:
    names = set(digests(site))
    assert {
        *("index.html", "404.html", "sitemap.xml", "feed.xml", "robots.txt", "llms.txt", "map/index.html"),
        *("_headers", "_redirects", "netlify.toml", "nginx.conf", ".nojekyll", ".github/workflows/pages.yml"),
        *("near-shore/index.html", "ro-crate-metadata.json", "manifest-sha256.txt", "site.wacz"),
    } <= names
    for slug in ("lake-crossing", "far-shore"):
        own = ("index.html", "files.html", "oembed.json", "CITATION.cff", "datacite.json")
        story = {f"{slug}/{each}" for each in own}
        assert story | {f"{slug}/exports/{slug}-places.csv"} <= names
        assert not {f"{slug}/exports/{slug}-documents.bib"} & names, "there are no documents to export"


def test_a_second_run_writes_the_same_bytes_over_the_first(site: Path, folders: list[Path]) -> None:
    before = digests(site)
    publish(folders, site, address=ADDRESS, archive=True)
    assert digests(site) == before
    assert [path.name for path in site.parent.iterdir()] == ["site"]


def test_what_a_host_keeps_in_the_folder_stays(folders: list[Path], tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "HEAD").write_text("ref: refs/heads/main")
    (tmp_path / "CNAME").write_text("maps.example.org")
    publish(folders[:1], tmp_path)
    publish(folders[:1], tmp_path)
    assert (tmp_path / ".git" / "HEAD").read_text() == "ref: refs/heads/main"
    assert (tmp_path / "CNAME").read_text() == "maps.example.org"
    assert (tmp_path / "index.html").is_file()


def test_a_story_that_is_gone_is_gone_from_the_site(folders: list[Path], tmp_path: Path) -> None:
    publish(folders, tmp_path / "site")
    publish(folders[:1], tmp_path / "site")
    assert not (tmp_path / "site" / "far-shore").exists()


def test_another_folder_is_not_replaced(folders: list[Path], tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(NotASiteError, match=r'holds "thesis\.txt", which is of no site'):
        publish(folders, tmp_path)
    with pytest.raises(NotASiteError, match="is a file"):
        publish(folders, tmp_path / "thesis.txt")
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_faults_of_any_story_are_told_before_anything_is_written(tmp_path: Path) -> None:
    sound, other = two_folders(tmp_path / "stories")
    (other / "story.yaml").write_text(BROKEN, encoding="utf-8")
    with pytest.raises(Faults):
        publish([sound, other], tmp_path / "site")
    assert not (tmp_path / "site").exists()


def test_a_run_that_fails_leaves_the_old_site_whole(
    folders: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "site"
    publish(folders[:1], out)
    before = digests(out)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "front_files", full)
    with pytest.raises(OSError, match="No space"):
        publish(folders, out)
    assert digests(out) == before and [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_mark_says_whose_folder_it_is(site: Path) -> None:
    assert "replaced whole" in (site / MARK).read_text()


def test_pictures_and_recordings_of_steps_lie_where_the_page_asks_for_them(tmp_path: Path) -> None:
    publish([write_media_story(tmp_path)], tmp_path / "site", archive=True)
    home = tmp_path / "site" / "lake-crossing"
    asked = set(re.findall(r"media/lake-crossing/[\w.-]+", (home / "index.html").read_text(encoding="utf-8")))
    there = {path.relative_to(home).as_posix() for path in (home / "media").rglob("*") if path.is_file()}
    assert asked == there != set()
    manifest = (tmp_path / "site" / "manifest-sha256.txt").read_text(encoding="utf-8")
    assert all(f"lake-crossing/{name}" in manifest for name in there)

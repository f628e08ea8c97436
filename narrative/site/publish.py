"""Write all stories as one static site: made in a folder beside its place, then put there at once."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PIL import Image

from geo.reading.faults import Fault, Faults
from narrative.exports.registry import EXPORTS
from narrative.page.atlas import stories_atlas
from narrative.pictures.photographer import Look
from narrative.pictures.printing import THEMES
from narrative.pictures.sizes import Size
from narrative.serving.build import build
from narrative.site.archive import archived
from narrative.site.citing import citation_file, datacite
from narrative.site.front import Files, files_page, missing_page, moved_page, start_page
from narrative.site.hosts import files_for_hosts
from narrative.site.lists import feed, llms, oembed, robots, sitemap
from narrative.site.model import Site, former_stories, put
from narrative.story import Story, open_story
from narrative.story.files import day_of

MARK = ".narrative-map"  # says that a folder is a site of ours, which may be replaced
KEPT = (".git", "CNAME")  # what a host's own repository has in the folder
CARD = Size(960, 640, factor=1.5)  # lettering that is read in a column
QUALITY = 82
Told = Callable[[str], None]


class NotASiteError(Exception):
    """The folder holds something else; its text is a sentence with the cure."""


def publish(
    folders: Sequence[Path],
    out: Path,
    *,
    title: str = "Stories on maps",
    address: str = "",
    licence: str = "",
    browser: str | None = None,
    print_editions: bool = True,
    archive: bool = False,
    told: Told = lambda words: None,
) -> list[Path]:
    """Write the site of some stories into ``out``; the files, by their paths from it, in order.

    A site that stands there is replaced in one step when the new one is whole; ``.git`` and ``CNAME`` stay. The same
    stories give the same bytes.

    Parameters
    ----------
    address : where the site will stand on the web, for what needs whole addresses (sitemap, feed, oEmbed).
    licence : the stories', as an SPDX identifier.
    browser : the path of a browser's program; without it there are no pictures and no print editions.
    archive : an RO-Crate of the folder and a WACZ of its pages, too.
    told : takes words for what is being made.

    Raises
    ------
    Faults
        A story's files are at fault, or two stories claim one former address: nothing was written.
    NotASiteError
        ``out`` holds something else.
    NoBrowserError, PageError, OSError
        As `narrative.serving.build.build` does.
    """
    tellings = {}
    faults: list[Fault] = []
    for folder in folders:  # all faults of all stories, before anything is made
        try:
            tellings[folder] = open_story(folder)
        except Faults as found:
            faults.extend(found.faults)
    if faults:
        raise Faults(faults)
    stories = {folder: telling(None) for folder, telling in tellings.items()}
    former = former_stories(list(stories.values()))
    out = out.resolve()
    check_replaceable(out)
    days = {story.slug: day_of(story.folder) for story in stories.values()}
    site = Site(title, tuple(stories.values()), max(days.values()), days, address.rstrip("/"), licence)
    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as made:
        root = Path(made) / "site"
        root.mkdir()
        files = {}
        for folder, story in stories.items():
            told(story.title)
            files[story.slug] = story_files(site, folder, story, root, browser, print_editions)
        told("the start page")
        put(root, front_files(site, files, former))
        if archive:
            told("the archive")
            put(root, archived(site, root))
        replace(out, root, Path(made) / "before")
    return sorted(path.relative_to(out) for path in out.rglob("*") if path.is_file() and ".git" not in path.parts)


def check_replaceable(out: Path) -> None:
    """A folder that is empty, not there yet, or a site of ours. Raises ``NotASiteError`` for any other."""
    if out.is_file():
        raise NotASiteError(f'"{out}" is a file; give --out a folder')
    if out.is_dir() and not (out / MARK).is_file():
        others = sorted(each.name for each in out.iterdir() if each.name not in KEPT)
        if others:
            raise NotASiteError(f'"{out}" holds "{others[0]}", which is of no site; give --out an empty folder')


def replace(out: Path, root: Path, before: Path) -> None:
    """Put the new site where the old one stands; should that fail, the old one is back."""
    if not out.exists():
        root.rename(out)
        return
    kept = [name for name in KEPT if (out / name).exists()]
    out.rename(before)
    try:
        for name in kept:
            (before / name).rename(root / name)
        root.rename(out)
    except OSError:
        for name in kept:
            if (root / name).exists():
                (root / name).rename(before / name)
        before.rename(out)
        raise


def story_files(site: Site, folder: Path, story: Story, root: Path, browser: str | None, print_editions: bool) -> Files:
    """Everything of one story, written into its folder."""
    home = root / story.slug
    build(folder, home, browser, f"{site.address}/{story.slug}" if site.address else "")
    exports = []
    for each in EXPORTS.values():
        if each.fits(story):
            path, body = f"exports/{each.file_name(story)}", each.function(story)
            put(home, [(path, body)])
            exports.append((path, each.label, each.loses, len(body)))
    pictures = dict(cards(story, browser)) if browser else {}
    put(home, [(f"map-{theme}.webp", body) for theme, body in pictures.items()])
    if browser and print_editions:
        from narrative.pictures.sheets import print_handout

        print_handout(story, story.steps, home, browser, lambda done, total, name: None)
    printed = home / "handout.pdf"
    files = Files(
        exports, printed.stat().st_size if printed.is_file() else 0, {theme: f"map-{theme}.webp" for theme in pictures}
    )
    own = [
        ("files.html", files_page(site, story, files)),
        ("oembed.json", oembed(site, story, bool(browser))),
        ("CITATION.cff", citation_file(site, story)),
        ("datacite.json", datacite(site, story)),
    ]
    put(home, own)
    return files


def cards(story: Story, browser: str) -> Iterator[tuple[str, bytes]]:
    """The map of the story's cover in both themes, as WebP."""
    from narrative.pictures.shots import opened

    for theme in THEMES:
        look = Look(CARD, still="bare", theme=theme)
        with opened(story, story.cover_step, browser, look) as photographing:
            png = photographing.picture(story.cover_step.id)
        out = io.BytesIO()
        Image.open(io.BytesIO(png)).convert("RGB").save(out, "WEBP", quality=QUALITY, method=4)
        yield theme, out.getvalue()


def front_files(site: Site, files: dict[str, Files], former: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """The files of the site itself."""
    stories = {story.slug: story for story in site.stories}
    yield MARK, b"This folder is written by narrative-map, and replaced whole when it is written again.\n"
    yield "index.html", start_page(site, files)
    yield "404.html", missing_page(site)
    yield "sitemap.xml", sitemap(site)
    yield "feed.xml", feed(site)
    yield "robots.txt", robots(site)
    yield "llms.txt", llms(site)
    if len(stories) > 1:
        yield "map/index.html", stories_atlas(site.stories).body
    for old, new in former.items():
        yield f"{old}/index.html", moved_page(stories[new])
    yield from files_for_hosts(site, former)

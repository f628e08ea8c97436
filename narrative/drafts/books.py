"""Make a story of each chapter of a book, and one of the whole, with a step for each chapter, to begin with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.reading.validation import shown
from geo.reading.wording import counted
from narrative.drafts.build import NoPlaceError
from narrative.drafts.chapters import Chapter, chapters_of, entry_groups, names_of, part_of
from narrative.drafts.folder import Finder, find, make_story
from narrative.drafts.found import DraftOptions, Found, Told
from narrative.drafts.parts import DraftError
from narrative.reading.extract import SourceText
from narrative.story.limits import MOST_STEPS

MOST_SAID = 8


def make_book(
    folder: Path,
    source: SourceText,
    asked: Mapping[str, Any],
    keep_text: bool | None = None,
    told: Told = lambda done, total, name: None,
    finder: Finder | None = None,
) -> str:
    """Make ``SLUG``, a story with a step for each chapter, and ``SLUG-01``, ``SLUG-02`` …, one for each; what was done.

    The app's start page has them all, on one map. Names are looked for once, in the whole book. A chapter with dated
    entries has a step for each, another one is cut as any text. As `make_story` otherwise.

    Raises
    ------
    DraftError
        Where the text has no chapters.
    FolderError, NoPlaceError, Faults
        As `make_story`, of the whole; a chapter that names no place is left out, and said.
    """
    chapters = chapters_of(source)
    if not chapters:
        raise DraftError("the text has no chapters: its headings are none, or one; leave --by out")
    found = (finder or find)(source, DraftOptions(**asked), (), told)

    def whole(text: SourceText, options: DraftOptions, own: Any, told: Told) -> Found:
        return found

    make_story(folder, source, {**asked, "by": "chapter"}, keep_text, told, whole)
    width, made, without = max(2, len(str(len(chapters)))), 0, list[str]()
    for number, chapter in enumerate(chapters, 1):
        told(number, len(chapters), chapter.title)
        home = folder.with_name(f"{folder.name}-{number:0{width}}")
        try:
            make_chapter(home, source, chapter, asked, keep_text, found)
            made += 1
        except NoPlaceError:
            without.append(chapter.title)
    said = f"{shown(folder)}: {counted(len(chapters), 'step')}, one for each chapter; begin there."
    said += f" {counted(made, 'story', 'stories')} of single chapters: {folder.name}-{1:0{width}} and so on."
    if without:
        names = "; ".join(without[:MOST_SAID]) + (" …" if len(without) > MOST_SAID else "")
        are = "is" if len(without) == 1 else "are"
        said += f" {counted(len(without), 'chapter')} without a place {are} left out: {names}."
    return said


def make_chapter(
    folder: Path,
    source: SourceText,
    chapter: Chapter,
    asked: Mapping[str, Any],
    keep_text: bool | None,
    found: Found,
) -> None:
    """Make the story of one chapter, with what the whole book names in it."""
    part, names = part_of(source, chapter), names_of(found, chapter)
    by = "entry" if 1 < len(entry_groups(part, names.dates)) <= MOST_STEPS else ""
    title = f"{asked['title']}: {chapter.title}" if asked.get("title") else part.title
    make_story(
        folder,
        part,
        {**asked, "by": by, "title": title},
        keep_text,
        finder=lambda text, options, own, told: names,
    )

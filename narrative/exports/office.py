"""What slides and documents of an office program share: one story's facts in the file, and the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

from narrative.exports.told import fit
from narrative.story import Story
from narrative.story.cited import story_after
from narrative.story.describe import full_title
from narrative.story.prose import typographic
from narrative.story.references import PROJECT

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that a ZIP can write: no file says when it was made
INTERNAL = ("thumbnail", "printerSettings", "customXml", "stylesWithEffects")  # of the libraries' templates
MOST_KEYWORDS = 255  # letters that Word and PowerPoint keep in a field
DATES = ("created", "modified", "lastPrinted")


def describe(core: Any, story: Story) -> None:
    """Title, source, language and summary in the file's own properties (Dublin Core, ECMA-376 part 2), and no clock."""
    core.title = fit(full_title(story))[:MOST_KEYWORDS]
    core.subject = fit(story_after(story))[:MOST_KEYWORDS]
    core.author = PROJECT
    core.last_modified_by = PROJECT
    core.comments = fit(typographic(story.summary))[:MOST_KEYWORDS]
    core.language = story.language
    core.keywords = ""
    core.revision = 1
    element = core._element
    for child in list(element):
        if child.tag.rpartition("}")[2] in DATES:
            element.remove(child)


def without_leftovers(part: Any) -> None:
    """Take out of a package, or of a part, what the library's template has brought along and nobody needs."""
    kept = getattr(part, "_rels", None)
    rels = part.rels if kept is None else kept
    for id, each in list(rels.items()):
        if not each.is_external and each.reltype.rpartition("/")[2] in INTERNAL:
            rels.pop(id)


def packed(save: Callable[[io.BytesIO], None]) -> bytes:
    """The file that a library saves, packed again without the hour: equal stories give equal bytes."""
    made, out = io.BytesIO(), io.BytesIO()
    save(made)
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in archive.namelist():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.external_attr = 0o644 << 16
            info.create_system = 3  # as if on Unix, on every system
            kind = zipfile.ZIP_STORED if name.endswith((".jpg", ".png")) else zipfile.ZIP_DEFLATED
            fresh.writestr(info, archive.read(name), kind)
    return out.getvalue()

"""Bring what an importer found within what a story may hold, so that what `import` writes its own `check` accepts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from geo.reading.uploads import line_of_text
from geo.reading.validation import is_blank
from narrative.imports.material import FoundPlace, Material
from narrative.story.fields import markup_in
from narrative.story.limits import MOST_FIELD, MOST_MARKUP, MOST_TEXT

CUT = MOST_FIELD - 500  # letters that are kept of a field: what is said beside it finds room too
# What a part of a place is nothing without: a name without letters, a citation without words.
NEEDED = frozenset({"toponym", "label", "identifier", "value", "relationTo"})


def tidy(material: Material) -> None:
    """Take out what shows nothing, cut what is too long, each told; what no card can hold is a fault."""
    for key in ("title", "subtitle", "summary", "author"):
        setattr(material, key, cut(material, f"the {key}", line_of_text(getattr(material, key))) or None)
    for record in material.records:
        record.title = line_of_text(record.title) or record.where[:1].upper() + record.where[1:]
        record.text = "" if is_blank(record.text) else record.text
        record.media = [
            replace(each, words=cut(material, f"{record.where}: a caption", each.words)) for each in record.media
        ]
        if (signs := markup_in(record.text)) > MOST_MARKUP or len(record.text) > MOST_TEXT:
            sentence = f"{record.where}: the text has {len(record.text):,} letters and {signs:,} signs of markup; "
            material.fault(record.line, f"{sentence}{MOST_TEXT:,} and {MOST_MARKUP:,} are the most, so shorten it")
    for place in material.places.values():
        tidy_place(material, place)


def tidy_place(material: Material, place: FoundPlace) -> None:
    """The same for a place; one whose name shows nothing has none."""
    title = cut(material, "the name of a place", line_of_text(place.title))
    place.named = place.named and bool(title)
    place.title = title or place.title
    place.names = [(cut(material, "a name", name), lang) for name, lang in place.names if not is_blank(name)]
    place.description = cut(material, "the description of a place", place.description)
    place.types = trimmed(place.types)
    place.kept = trimmed(place.kept) or {}
    place.feature = trimmed(place.feature) if place.feature else place.feature


def cut(material: Material, what: str, text: str) -> str:
    """A text of no more letters than a field has; "" where it shows nothing."""
    if len(text) > CUT:
        material.lose(f"Of {what} {CUT:,} of {len(text):,} letters were kept.")
        return text[:CUT] + "…"
    return "" if is_blank(text) else text


def trimmed(value: Any) -> Any:
    """A value of Linked Places without texts that show nothing, and without parts that are nothing without them.

    >>> trimmed({"names": [{"toponym": "Goa"}, {"toponym": " "}], "note": " "})
    {'names': [{'toponym': 'Goa'}]}
    """
    if isinstance(value, dict):
        found = {key: trimmed(each) for key, each in value.items()}
        if any(found[key] is None and isinstance(value[key], str) for key in NEEDED & found.keys()):
            return None
        return {key: each for key, each in found.items() if each is not None or value[key] is None}
    if isinstance(value, list):
        kept = [trimmed(each) for each in value]
        return [each for each, before in zip(kept, value, strict=True) if each is not None or before is None]
    if isinstance(value, str):
        return None if is_blank(value) else value if len(value) <= CUT else value[:CUT] + "…"
    return value

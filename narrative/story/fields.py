"""The types of the fields of ``story.yaml``: texts, ids, dates, addresses, and what an editor is told of each."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from geo.reading.validation import SLUG, check_https, check_seen, check_slug, quoted
from geo.reading.yaml_lines import YamlInt
from narrative.story.dates import Date, parse_date
from narrative.story.limits import MOST_FIELD, MOST_MARKUP, MOST_TEXT

RESERVED = {
    "announcer",
    "card",
    "choose",
    "claims",
    "map",
    "next",
    "people",
    "places",
    "previous",
    "progress-bar",
    "progress-count",
}
RESERVED |= {"documents", "hands", "readings", "search", "source", "statements", "story", "terms", "theme", "works"}
RESERVED_STARTS = ("claim-", "part-", "person-", "place-", "search-", "work-")


def as_text(value: Any) -> Any:
    """A number that stands where text belongs, as it was written: ``title: 1984``."""
    return value.written if isinstance(value, YamlInt) else value


def as_date(value: Any) -> Any:
    """EDTF text as a Date; what is no text is left for pydantic to refuse."""
    if value is None or isinstance(value, (bool, list, dict)):
        raise ValueError(f'a date is {quoted(value)}; write EDTF text such as "1949-05-27"')
    return value if isinstance(value, Date) else parse_date(str(as_text(value)))


def as_list(value: Any) -> Any:
    """One text as a list of one, where a key takes both."""
    return [value] if isinstance(value, (str, YamlInt)) else value


def check_step_id(value: str) -> str:
    """A step's id is an id in the page too, so those of the page's own elements are taken.

    >>> check_step_id("map")
    Traceback (most recent call last):
    ValueError: the id "map" is one that the page needs itself; choose another
    """
    check_slug(value)
    if value in RESERVED or value.startswith(RESERVED_STARTS) or value.endswith("-title"):
        raise ValueError(f"the id {quoted(value)} is one that the page needs itself; choose another")
    return value


def markup_in(text: str) -> int:
    """How many signs of a text CommonMark has to think about: brackets and what emphasises."""
    return sum(map(text.count, "[*_"))


def check_marks(value: str) -> str:
    """Return a text unchanged; ValueError where it is hardly anything but markup, which takes long to read."""
    if (count := markup_in(value)) > MOST_MARKUP:
        raise ValueError(f"this text has {count:,} signs of markup ([, * and _); {MOST_MARKUP:,} are the most")
    return value


# What an editor is told of each type (narrative.story.json_schema, which puts the vocabulary's words for {…}); a number
# may stand where text belongs.
TEXT = WithJsonSchema({"type": ["string", "integer"], "minLength": 1})
SLUG_FORM = WithJsonSchema({"type": ["string", "integer"], "pattern": f"^{SLUG.pattern}$"})
ONE_OR_MORE = WithJsonSchema(
    {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
)
DATE_FORM = WithJsonSchema(
    {
        "type": ["string", "integer"],
        "pattern": r"^[-0-9XT:~?%./]+$",
        "examples": ["1949-05-27", "1949-10-15~", "1949-21", "1949-04/1949-05"],
    }
)
ADDRESS = WithJsonSchema({"type": "string", "pattern": "^https://", "format": "uri"})
# The constraints stand before the validator, so that they are str's own: pydantic would else count the letters of a
# text before it takes the spaces off, and "   " would be a title.
Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_FIELD),
    BeforeValidator(as_text),
    AfterValidator(check_seen),
    TEXT,
]
RawText = Annotated[  # lines count: as it stands
    str,
    BeforeValidator(as_text),
    StringConstraints(min_length=1, max_length=MOST_TEXT),
    AfterValidator(check_marks),
    AfterValidator(check_seen),
    TEXT,
]
Slug = Annotated[str, BeforeValidator(as_text), AfterValidator(check_slug), SLUG_FORM]
StepId = Annotated[str, BeforeValidator(as_text), AfterValidator(check_step_id), SLUG_FORM]
Edtf = Annotated[Date, BeforeValidator(as_date), DATE_FORM]
Https = Annotated[str, BeforeValidator(as_text), AfterValidator(check_https), ADDRESS]
Paragraph = Annotated[int, Field(strict=True, ge=1)]
Flag = Annotated[bool, Field(strict=True)]

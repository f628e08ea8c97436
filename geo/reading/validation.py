"""Turn what pydantic finds wrong with a document into sentences that name the cure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Any, get_args

from geo.reading.faults import Fault, Faults, did_you_mean
from geo.reading.limits import MOST_FAULTS, MOST_FILE_BYTES
from geo.reading.wording import listed

if TYPE_CHECKING:  # a command that only names a file or a slug is answered before pydantic is loaded
    from pydantic import BaseModel, GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationError
    from pydantic.fields import FieldInfo
    from pydantic_core import CoreSchema

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SLUG_CURE = "use lower-case letters, digits and single hyphens, such as"
TEST_COPIES = {  # hosts of developers' copies of a site, which come and go and are nobody's word, and the site itself
    "dvincitest.com": "https://digitalarchive.wilsoncenter.org/",
    "drivingcreative.com": "https://digitalarchive.wilsoncenter.org/",
}
INK = re.compile("[!-~]")  # of the letters that most texts have
INKLESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # fillers, joiners, the empty Braille cell
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")

Loc = tuple[int | str, ...]
KINDS = {
    "string": "text",
    "int": "a whole number",
    "bool": "true or false",
    "list": "a list",
    "tuple": "a list",
    "dict": "keys and values",
    "model": "keys and values",
}


class OneOf:
    """What a model notes of a text that must be a word of a table, as the table stands when the text is read.

    A ``Literal`` would fix the words when the module is loaded; a table may grow.

    >>> from typing import Annotated
    >>> from pydantic import TypeAdapter
    >>> colours = {"red": "#f00"}
    >>> adapter = TypeAdapter(Annotated[str, OneOf(colours)])
    >>> colours["blue"] = "#00f"
    >>> adapter.validate_python("blue"), adapter.json_schema()
    ('blue', {'enum': ['red', 'blue'], 'type': 'string'})
    """

    def __init__(self, table: Mapping[str, object]) -> None:
        self.table = table

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"enum": list(self.table), "type": "string"}

    def check(self, value: Any) -> str:
        """The word unchanged; an error with the words that there are for any other value."""
        if isinstance(value, str) and value in self.table:
            return value
        from pydantic_core import PydanticCustomError

        raise PydanticCustomError("one_of", "not one of the words", {"choices": list(self.table)})


def read_text(path: Path, cure: str) -> str:
    """Read a UTF-8 file; a byte order mark is dropped. Raises Faults, with `cure` where the file is missing."""
    name = shown(path)
    try:
        if path.is_dir():
            raise Faults([Fault(name, 1, "this is a folder; a file of this name belongs here")])
        if not path.is_file():
            raise Faults([Fault(name, 1, f"there is no such file; {cure}")])
        data = path.read_bytes()
    except OSError as error:  # of the file, or of its folder, which may forbid to look
        raise Faults([Fault(name, 1, f"the file cannot be read ({error.strerror}); mend its permissions")]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Faults([Fault(name, line, f"byte {error.start} is not UTF-8; save the file as UTF-8")]) from None
    if not text.strip():
        raise Faults([Fault(name, 1, f"the file is empty; {cure}")])
    return text


def check_size(text: str, name: str) -> None:
    """Refuse a file that no reader should take in. Raises Faults."""
    if len(text) > MOST_FILE_BYTES:
        size = f"{len(text) / 1e6:.1f} million letters"
        raise Faults([Fault(name, 1, f"the file has {size}; {MOST_FILE_BYTES // 10**6} are the most, so split it")])


def shown(path: Path) -> str:
    """A path as messages print it: from the working directory where it lies below that, otherwise as given."""
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        return str(path.relative_to(Path.cwd()))
    return str(path)


def quoted(value: object, length: int = 40) -> str:
    """A value as a message shows it, cut short.

    >>> quoted("ongjin"), quoted(7), quoted(None), quoted("x" * 50, 5)
    ('"ongjin"', '7', 'nothing', '"xxxxx…"')
    """
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "keys and values"
    if isinstance(value, (list, tuple)):
        return "a list"
    text = " ".join(str(value)[: 100 * length].split())
    text = text[:length] + "…" if len(text) > length else text
    return f'"{text}"' if isinstance(value, str) else text


def sentences(error: ValidationError, model: type[BaseModel]) -> Iterator[tuple[Loc, str]]:
    """Each fault of a validation as (location in the document, sentence); `model` tells which keys would be right.

    >>> from pydantic import BaseModel, ValidationError
    >>> class Step(BaseModel, extra="forbid"):
    ...     date: str
    >>> try:
    ...     Step.model_validate({"dat": "1949"})
    ... except ValidationError as error:
    ...     for loc, sentence in sentences(error, Step):
    ...         print(loc, sentence)
    ('date',) missing "date"; add it
    ('dat',) unknown key "dat"; did you mean "date"?
    """
    for each in islice(error.errors(include_url=False), MOST_FAULTS):
        loc = tuple(each["loc"])
        yield loc, sentence(each["type"], loc, each.get("input"), each.get("ctx", {}), each["msg"], model)


def sentence(kind: str, loc: Loc, value: Any, context: Mapping[str, Any], message: str, model: type[BaseModel]) -> str:
    """One pydantic error in a reader's words."""
    key = next((str(part) for part in reversed(loc) if isinstance(part, str)), "document")
    if kind == "value_error":  # raised by our own validators: already a sentence
        said = message.removeprefix("Value error, ")
        return f'"{key}": {said}' if said.startswith("this ") else said
    if kind == "missing":
        choices = choices_of(model, loc)
        return f'missing "{key}"; add ' + (f"one of {', '.join(choices)}" if choices else "it")
    if kind == "extra_forbidden":
        known = keys_at(model, loc[:-1])
        near = did_you_mean(key, known)
        return f'unknown key "{key}"' + (near or f"; the keys here are {', '.join(known)}")
    if kind in ("literal_error", "one_of"):
        choices = context.get("choices") or choices_of(model, loc)
        near = did_you_mean(str(value), choices)
        return f'"{key}" is {quoted(value)}; write {listed(choices, "or")}' + near
    if kind in ("string_too_long", "too_long") and isinstance(value, str):
        return f'"{key}" has {len(str(value)):,} letters; {context.get("max_length", 0):,} are the most'
    if kind in ("too_short", "string_too_short"):
        return f'"{key}" is empty; write {"some words" if isinstance(value, str) else "at least one"}'
    if kind == "greater_than_equal":
        return f'"{key}" is {quoted(value)}; the least is {context.get("ge")}'
    if kind == "less_than_equal":
        return f'"{key}" is {quoted(value)}; the most is {context.get("le")}'
    wanted = next((words for start, words in KINDS.items() if kind.startswith(start)), None)
    if wanted == "text" and isinstance(value, (bool, int, float)):
        return f'"{key}" is {quoted(value)}, not text; put it in quotes'
    if wanted == "a list" and isinstance(value, str):
        return f'"{key}" is {quoted(value)}, not a list; write [{quoted(value)[1:-1]}]'
    if wanted:
        return f'"{key}" is {quoted(value)}; it must be {wanted}'
    return f'"{key}" is {quoted(value)}: {message}'


def keys_at(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that the document may have at a location, as it writes them."""
    found = field_at(model, loc)
    inner = inner_model(found.annotation) if found is not None else model
    return [field.alias or name for name, field in inner.model_fields.items()] if inner else []


def choices_of(model: type[BaseModel], loc: Loc) -> list[str]:
    """The words that a vocabulary allows at a location; empty where any text may stand."""
    found = field_at(model, loc)
    leaves = [*found.metadata, *flat_args(found.annotation)] if found is not None else []
    return [
        word
        for leaf in leaves
        for word in (leaf.table if isinstance(leaf, OneOf) else [leaf] if isinstance(leaf, str) else [])
    ]


def field_at(model: type[BaseModel], loc: Loc) -> FieldInfo | None:
    """The field at a location, or None at the top."""
    found: FieldInfo | None = None
    current: type[BaseModel] | None = model
    for part in loc:
        if not isinstance(part, str) or current is None:
            continue
        fields = {field.alias or name: field for name, field in current.model_fields.items()}
        if part not in fields:
            return None
        found = fields[part]
        current = inner_model(found.annotation)
    return found


def inner_model(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as ``tuple[Link, ...]``."""
    from pydantic import BaseModel

    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := inner_model(each))), None)


def flat_args(annotation: Any) -> list[Any]:
    """The innermost arguments of an annotation: the words of a Literal, the notes of an Annotated."""
    arguments = get_args(annotation)
    if isinstance(annotation, UnionType) or arguments:
        return [leaf for each in arguments for leaf in flat_args(each)]
    return [annotation]


def slug_like(words: str) -> str:
    """The slug that is nearest to some words, of any script in Latin letters; "" where they have no letter or digit.

    >>> slug_like("Fighting at Ongjin!"), slug_like("Łódź"), slug_like("Порт-Артур"), slug_like("Xi’an"), slug_like("!")
    ('fighting-at-ongjin', 'lodz', 'port-artur', 'xian', '')
    """
    from anyascii import anyascii

    return re.sub(r"[^a-z0-9]+", "-", anyascii(words).lower().replace("'", "")).strip("-")


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: it is empty, or of spaces, signs of order and letters without ink alone.

    >>> is_blank(" \\u00a0\\u200b\\u2060"), is_blank("\\u3164\\u2800"), is_blank(" 서울 "), is_blank("-")
    (True, True, False, False)
    """
    return not INK.search(text) and all(each in INKLESS or unicodedata.category(each)[0] in "ZC" for each in text)


def check_seen(value: str) -> str:
    """Return a text unchanged; ValueError where a reader would see nothing of it.

    >>> check_seen(" ")
    Traceback (most recent call last):
    ValueError: this text shows nothing; write some words, or take the key away
    """
    if is_blank(value):
        raise ValueError("this text shows nothing; write some words, or take the key away")
    return value


def check_slug(value: str, example: str = "ongjin-fighting") -> str:
    """Return an id unchanged; ValueError with the cure where it is no slug.

    >>> check_slug("Ongjin!")
    Traceback (most recent call last):
    ValueError: the id "Ongjin!" is not a slug; use lower-case letters, digits and single hyphens, such as "ongjin"
    """
    if not SLUG.fullmatch(value):
        better = slug_like(value) or example
        raise ValueError(f'the id {quoted(value)} is not a slug; {SLUG_CURE} "{better}"')
    return value


def check_language(value: str) -> str:
    """Return a language tag unchanged; ValueError where it cannot be BCP 47.

    >>> check_language("ko-Hani")
    'ko-Hani'
    """
    if not LANGUAGE.fullmatch(value):
        raise ValueError(f'the language {quoted(value)} is no BCP 47 tag; write one such as "en", "ko" or "zh-Hant"')
    return value


def check_https(value: str) -> str:
    """Return a web address unchanged; ValueError for anything but https, and for developers' copies of a site.

    >>> check_https("javascript:alert(1)")
    Traceback (most recent call last):
    ValueError: the address "javascript:alert(1)" is not on the web; write one that starts with "https://"
    """
    if not re.fullmatch(r"https://[^\s/\"'<>\\]+[^\s\"<>\\]*", value):
        raise ValueError(f'the address {quoted(value)} is not on the web; write one that starts with "https://"')
    host = value.removeprefix("https://").partition("/")[0].partition(":")[0].lower()
    for copy, site in TEST_COPIES.items():
        if host == copy or host.endswith(f".{copy}"):
            cure = f"write the collection's own, {site}…, or none"
            raise ValueError(f"the address {quoted(value)} is a developers' test copy; {cure}")
    return value

"""Read the parts of a Linked Places feature as liberally as sense allows: names, times, links, citations, types.

Each function gives a part as the project's own strict reader (`geo.gazetteer.lpf`) takes it, and notes in the material
whatever could not be kept of it.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable
from typing import Any

from pydantic import ValidationError

from geo.gazetteer.certainties import CERTAINTIES
from geo.gazetteer.lpf import WhenModel, check_uri
from geo.reading.json_lines import UNPRINTABLE
from geo.reading.uploads import line_of_text
from geo.reading.validation import LANGUAGE, check_https, quoted, slug_like
from narrative.imports.html_text import plain_of_html
from narrative.imports.material import Material
from narrative.story.reading import leaves

LINK_TYPES = ("exactMatch", "closeMatch", "primaryTopicOf", "subjectOf", "seeAlso")
MOMENT = re.compile(r"([+-]?)(\d{1,9})((?:-\d\d){0,2})(?:T.*)?")
TYPE_URI = "urn:narrative-map:type:"
NameKey = tuple[str, str | None]  # toponym, BCP 47 or None
Shorten = Callable[[str], str | None]


def names_of(material: Material, where: str, feature: dict[str, Any]) -> dict[NameKey, dict[str, Any]]:
    """The (toponym, language or None) of a feature, each once, with the citations and the time of each."""
    found: dict[NameKey, dict[str, Any]] = {}
    written: dict[NameKey, NameKey] = {}
    for each in objects(feature, "names"):
        toponym = line_of_text(each.get("toponym"))
        lang = line_of_text(each.get("lang")) or None
        if "@" in toponym and re.fullmatch(r".+@[a-z]{2,3}(-\w+)*", toponym):
            toponym, _, lang = toponym.rpartition("@")
        if lang and not LANGUAGE.fullmatch(lang):
            material.lose(f"{where}: the language {quoted(lang)} of a name is no BCP 47 tag, so it was not kept.")
            lang = None
        if not toponym:
            continue
        key = written.setdefault((toponym.casefold(), lang), (toponym, lang))
        details = found.setdefault(key, {})
        if citations := citations_of(material, where, each.get("citations")):
            details["citations"] = [*details.get("citations", ()), *citations]
        if when := when_of(material, where, each.get("when"), f"the name {quoted(toponym)}"):
            details["when"] = joined_times(details.get("when"), when)
        say_others(material, each, {"toponym", "lang", "citations", "when", "paragraphs", "note", "by"}, "names")
        for word in ("note", "by"):
            if text := line_of_text(each.get(word)):
                details[word] = text
    return found


def joined_times(first: dict[str, Any] | None, second: dict[str, Any]) -> dict[str, Any]:
    """Two times of one thing as one."""
    return {**first, "timespans": [*first["timespans"], *second["timespans"]]} if first else second


def citations_of(material: Material, where: str, value: Any) -> list[dict[str, Any]]:
    """Citations with their label, address and year.

    >>> found = Material("a.json", "Linked Places", "place")
    >>> citations_of(found, "place 1", [{"label": "Bede", "year": "731", "@id": "http://example.org/b"}])
    [{'label': 'Bede', 'year': 731}]
    >>> found.lost
    ['place 1: the address "http://example.org/b" of a citation is not https, so it was not kept.']
    """
    found = []
    for each in value if isinstance(value, list) else []:
        if isinstance(each, str):
            each = {"label": each}
        if not isinstance(each, dict):
            continue
        address = line_of_text(each.get("@id") or each.get("url"))
        label = line_of_text(each.get("label")) or address
        if not label:
            continue
        citation: dict[str, Any] = {"label": label}
        if address and is_https(address):
            citation["@id"] = address
        elif address:
            material.lose(f"{where}: the address {quoted(address, 80)} of a citation is not https, so it was not kept.")
        year = line_of_text(each.get("year"))
        if re.fullmatch(r"-?\d{1,4}", year):
            citation["year"] = int(year)
        elif year:
            material.lose(f"{where}: the year {quoted(year)} of a citation is no number, so it was not kept.")
        say_others(material, each, {"label", "@id", "url", "year"}, "citations")
        found.append(citation)
    return found


def is_https(address: str) -> bool:
    """Whether an address may be kept as one on the web."""
    try:
        check_https(address)
    except ValueError:
        return False
    return True


def when_of(material: Material, where: str, value: Any, whose: str) -> dict[str, Any] | None:
    """A ``when`` as the strict reader takes it: numbers as text, empty ends left out; None where nothing is left.

    >>> found = Material("a.json", "Linked Places", "place")
    >>> when_of(found, "place 1", {"timespans": [{"start": {"in": 480}, "end": {"in": ""}}]}, "the place")
    {'timespans': [{'start': {'in': '0480'}}]}
    >>> when_of(found, "place 1", {"periods": [{"name": "Bronze Age"}]}, "the place"), found.lost
    (None, ['place 1: the time of the place ("Bronze Age") has no years, so it is not in places.geojson.'])
    """
    if value in (None, "", {}, []):
        return None
    words = time_in_words(value)
    kept: dict[str, Any] = {"timespans": []}
    for span in items_at(value, "timespans") if isinstance(value, dict) else []:
        start, end = (moment_of(span.get(side)) if isinstance(span, dict) else None for side in ("start", "end"))
        whole = {"start": start, **({"end": end} if end else {})}
        if start and is_when({"timespans": [whole]}):
            kept["timespans"].append(whole)
        else:
            said = span_in_words(span) or "without a date"
            material.lose(f"{where}: the time of {whose} ({said}) could not be kept in places.geojson.")
    if not kept["timespans"]:
        if not (isinstance(value, dict) and items_at(value, "timespans")):
            material.lose(f"{where}: the time of {whose} ({words}) has no years, so it is not in places.geojson.")
        return None
    for key in ("label", "duration"):
        if text := line_of_text(value.get(key)):
            kept[key] = text
    if is_certainty(value.get("certainty")):
        kept["certainty"] = value["certainty"]
    elif value.get("certainty"):
        material.lose(f"{where}: {quoted(value['certainty'])} is no certainty of a time, so it was not kept.")
    if periods := clean(items_at(value, "periods")):
        kept["periods"] = periods
    say_others(material, value, {"timespans", "periods", "label", "duration", "certainty"}, "times")
    return kept


def is_certainty(value: Any) -> bool:
    """Whether a value is a word of Linked Places for how sure something is."""
    return isinstance(value, str) and value in CERTAINTIES


def moment_of(side: Any) -> dict[str, str] | None:
    """The start or the end of a time, its dates as ISO 8601; None where it has none.

    >>> moment_of({"in": -44}), moment_of({"earliest": "1500", "latest": "0750-03-01T00:00:00Z"}), moment_of({"in": ""})
    ({'in': '-0044'}, {'earliest': '1500', 'latest': '0750-03-01'}, None)
    """
    found = {}
    for key in ("in", "earliest", "latest"):
        match = MOMENT.fullmatch(line_of_text(side.get(key))) if isinstance(side, dict) else None
        if match:
            found[key] = match[1].replace("+", "") + match[2].zfill(4) + match[3]
    return found or None


def is_when(value: dict[str, Any]) -> bool:
    """Whether the strict reader takes a time."""
    try:
        WhenModel.model_validate(value)
    except ValidationError:
        return False
    return True


def time_in_words(value: Any) -> str:
    """A ``when`` as the file has it, in words.

    >>> time_in_words({"timespans": [{"start": {"in": "1000"}, "end": {"in": "1010"}}], "label": "Heptarchy"})
    '1000 to 1010, "Heptarchy"'
    >>> time_in_words({"timespans": [{"start": {"earliest": "1470", "latest": "1480"}}]})
    'from between 1470 and 1480'
    """
    if not isinstance(value, dict):
        return quoted(value)
    spans = [span_in_words(each) for each in items_at(value, "timespans")]
    periods = [line_of_text(each.get("name")) for each in objects(value, "periods")]
    names = [quoted(each) for each in (line_of_text(value.get("label")), *periods) if each]
    return ", ".join([each for each in spans if each] + names) or "nothing that says when"


def span_in_words(span: Any) -> str:
    """One span of a time as the file has it."""
    if not isinstance(span, dict):
        return ""
    start, end = side_in_words(span.get("start")), side_in_words(span.get("end"))
    if start and end:
        return f"{start} to {end}" if start != end else start
    return f"from {start}" if start else f"until {end}" if end else ""


def side_in_words(side: Any) -> str:
    """The start or the end of a span: "1470", or "between 1470 and 1480"."""
    keys = ("in", "earliest", "latest") if isinstance(side, dict) else ()
    values = {key: line_of_text(side.get(key)) for key in keys}
    early, late = values.get("earliest", ""), values.get("latest", "")
    if values.get("in"):
        return values["in"]
    if early and late and early != late:
        return f"between {early} and {late}"
    return early or late


def links_of(material: Material, where: str, feature: dict[str, Any], short: Shorten) -> list[dict[str, str]]:
    """The links of a feature, each with its type, and its own address in a register; `short` writes addresses."""
    found: dict[str, str] = {}
    for each in objects(feature, "links"):
        address = line_of_text(each.get("identifier") or each.get("@id"))
        kind = line_of_text(each.get("type"))
        if address and (identifier := short(address)):
            found.setdefault(identifier, kind if kind in LINK_TYPES else "closeMatch")
            if kind and kind not in LINK_TYPES:
                said = f"{where}: the link to {quoted(address, 80)} is kept as closeMatch, not as {quoted(kind)}."
                material.lose(said)
        elif address:
            material.lose(f"{where}: the link to {quoted(address, 80)} is of no register known here, and was not kept.")
        say_others(material, each, {"identifier", "@id", "type"}, "links")
    own = short(line_of_text(feature.get("@id")))
    if own and not own.startswith("https:"):
        found.setdefault(own, "closeMatch")
    return [{"type": kind, "identifier": identifier} for identifier, kind in found.items()]


def types_of(material: Material, where: str, feature: dict[str, Any]) -> list[dict[str, Any]]:
    """The kinds of a place; one that has a label only gets an identifier of this project's."""
    found: dict[str, dict[str, Any]] = {}
    for each in objects(feature, "types"):
        sources = objects(each, "sourceLabels")
        labels = [line_of_text(source.get("label")) for source in sources]
        identifier = line_of_text(each.get("identifier"))
        label = line_of_text(each.get("label")) or next((text for text in labels if text), "") or identifier
        if not label:
            continue
        identifier = identifier or TYPE_URI + (slug_like(label) or "unnamed")
        kind: dict[str, Any] = {"identifier": identifier, "label": label}
        if kept := clean(sources):
            kind["sourceLabels"] = kept
        if when := when_of(material, where, each.get("when"), f"the type {quoted(label)}"):
            kind["when"] = when
        say_others(material, each, {"identifier", "label", "sourceLabels", "when"}, "types")
        found.setdefault(identifier, kind)
    return list(found.values())


def descriptions_of(material: Material, where: str, feature: dict[str, Any]) -> list[dict[str, str]]:
    """The descriptions of a place as plain text, each with its language, address and source."""
    found = []
    for each in objects(feature, "descriptions"):
        value = plain_of_html(line_of_text(each.get("value")))
        if not value:
            continue
        lang = line_of_text(each.get("lang"))
        description = {"value": value, "lang": lang if LANGUAGE.fullmatch(lang) else "und"}
        for key in ("@id", "source"):
            if text := line_of_text(each.get(key)):
                description[key] = text
        say_others(material, each, {"value", "lang", "@id", "source"}, "descriptions")
        found.append(description)
    return found


def relations_of(material: Material, where: str, feature: dict[str, Any]) -> list[dict[str, Any]]:
    """The relations of a place to others, whether these are in the file or not."""
    found = []
    for each in objects(feature, "relations"):
        kind, to = line_of_text(each.get("relationType")), line_of_text(each.get("relationTo"))
        if not kind or not is_uri(to):
            material.lose(f"{where}: a relation to {quoted(to or None, 80)} was not kept.")
            continue
        relation: dict[str, Any] = {"relationType": kind, "relationTo": to}
        if label := line_of_text(each.get("label")):
            relation["label"] = label
        if when := when_of(material, where, each.get("when"), f"a relation to {quoted(to, 80)}"):
            relation["when"] = when
        if citations := citations_of(material, where, each.get("citations")):
            relation["citations"] = citations
        if is_certainty(each.get("certainty")):
            relation["certainty"] = each["certainty"]
        keys = {"relationType", "relationTo", "label", "when", "citations", "certainty"}
        say_others(material, each, keys, "relations")
        found.append(relation)
    return found


def is_uri(text: str) -> bool:
    """Whether a text is an address that a place may have."""
    try:
        check_uri(text)
    except ValueError:
        return False
    return True


def say_others(material: Material, value: dict[str, Any], known: Iterable[str], whose: str) -> None:
    """Name the keys for which there is no room, once each."""
    for key in value:
        if key not in known and value[key] not in (None, "", [], {}):
            material.lose(f"What {whose} have as {quoted(line_of_text(key))} was not kept.")


def clean(value: Any) -> Any:
    """A copy of a value; nothing where a text of it has a control character."""
    spoilt = any(isinstance(leaf, str) and UNPRINTABLE.search(leaf) for leaf in leaves(value))
    return None if spoilt else copy.deepcopy(value)


def objects(value: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The objects of a list; none where there is no list."""
    return [each for each in items_at(value, key) if isinstance(each, dict)]


def items_at(value: dict[str, Any], key: str) -> list[Any]:
    """A list under a key; empty where there is none."""
    found = value.get(key)
    return found if isinstance(found, list) else []

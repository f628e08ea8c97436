"""Bring the parts of a drafted story up to date in place, key by key: what its author has changed stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from narrative.drafts.draft import Draft
from narrative.drafts.features import features_of
from narrative.drafts.redraft_parts import Changes, Standing
from narrative.drafts.state import State, digests, is_touched, value_digest
from narrative.drafts.story_files import flat, people_values, top_values, wording_of, yaml_of
from narrative.story.prose import reference_lines

WHEN = ("date", "undated", "date_note", "date_as_written")  # one thing: an author who sets one of them has set the date
GUESS = ("unplaced", "place_note")  # whether the places of a step are a guess
NO_USES = ("id", "title", "step", "disputed_by", "cover")  # a step may be called as a place is
FACTS = ("paragraphs", "sha256")  # of the source: they are the text's, whatever stands there


def authors_places(before: Standing) -> set[str]:
    """The ids of the places that the author has added, changed or confirmed."""
    return {
        each["id"]
        for each in before.places["features"]
        if each["id"] not in before.state.places or is_touched(each, before.state.places[each["id"]])
    }


def merge_step(
    values: Mapping[str, Any],
    target: Any,
    made: dict[str, Any] | None,
    moves: Mapping[int, int],
    state: State,
    theirs: tuple[set[str], set[str]],
    changes: Changes,
) -> dict[str, str]:
    """Bring one step up to date in place; the digests of what is generated in it."""
    id = values["id"]
    generated = state.steps.get(id)
    touched = is_touched(values, generated) if generated is not None else set(values)
    if touched & set(WHEN):
        touched |= set(WHEN)
    after = dict(generated or {})
    cited = [int(each) for each in (values.get("source") or {}).get("paragraphs") or []]
    if made is None:
        if cited:
            changes.gone.append(f"step `{id}` told of paragraphs that are gone; it stays, as the editor's own")
            set_value(target, "source", {"paragraphs": []})
            set_value(target, "editorial", True)
            if "source" not in touched:
                after |= digests({"source": {"paragraphs": []}, "editorial": True})
        return after
    if made["source"]["paragraphs"] != cited:
        changes.moved.append(f"step `{id}`: {said(cited)} → {said(made['source']['paragraphs'])}")
        set_value(target, "source", made["source"])
        if "source" not in touched:
            after["source"] = value_digest(made["source"])
    if generated is None or values.get("confirmed"):
        changes.kept.append(f"step `{id}`" + (", which you have confirmed" if values.get("confirmed") else ""))
        return after
    for key, authors in (("places", theirs[0]), ("people", theirs[1])):
        held = [each for each in values.get(key) or [] if each in authors]
        if merged := [*made.get(key, []), *(each for each in held if each not in made.get(key, []))]:
            made[key] = merged
    if "places" in touched and not touched & {*GUESS}:  # the author knows better than a program's guess
        made = {key: value for key, value in made.items() if key not in GUESS}
    renewed = []
    for key in dict.fromkeys([*made, *generated]):
        if key in touched or key in ("id", "source"):
            continue
        if key not in made:
            target.pop(key, None)
            after.pop(key, None)
        else:
            if key not in values or value_digest(values[key]) != value_digest(made[key]):
                set_value(target, key, made[key])
                renewed.append(key)
            after[key] = value_digest(made[key])
    if mine := sorted(touched & set(values)):
        changes.kept.append(f"step `{id}`: {', '.join(mine)}")
    if renewed:
        changes.refreshed.append(f"step `{id}`: {', '.join(renewed)}")
    return after


def set_value(target: Any, key: str, value: Any) -> None:
    """Set a key of a round-trip mapping, a new one before the text."""
    if key in target or "text" not in target:
        target[key] = yaml_of(value, key)
    else:
        target.insert(list(target).index("text"), key, yaml_of(value, key))


def said(numbers: Sequence[int]) -> str:
    """Paragraph numbers.

    >>> said([4, 5])
    '¶ 4, 5'
    """
    return "¶ " + ", ".join(map(str, numbers))


def place_for(steps: Sequence[Any], first: int) -> int:
    """Where a new step goes: behind the last that cites the nearest paragraph before its first."""
    best, at = 0, 0
    for index, each in enumerate(steps):
        for number in (each.get("source") or {}).get("paragraphs") or []:
            if best <= int(number) < first:
                best, at = int(number), index + 1
    return at


def words_in(part: Any) -> set[str]:
    """Every id in a story's lists, and everything that its texts link to: whatever is in use is among them.

    >>> sorted(words_in({"id": "vilna", "places": ["kovno"], "text": "At [it](place:riga)."}))
    ['At [it](place:riga).', 'kovno', 'riga']
    """
    if isinstance(part, str):
        return {str(part), *(target for _, _, target in reference_lines(str(part)))}
    if isinstance(part, Mapping):
        return {word for key, value in part.items() if key not in NO_USES for word in words_in(value)}
    return {word for each in part for word in words_in(each)} if isinstance(part, (list, tuple)) else set()


def merge_people(
    before: Standing, fresh: Draft, used: set[str], edited: set[str], changes: Changes
) -> dict[str, dict[str, str]]:
    """Bring the people up to date in place; the digests of what is generated of them."""
    state, after = before.state, {}
    made = {each["id"]: each for each in people_values(fresh)}
    current = before.document.get("people")
    if current is None:
        current = before.document["people"] = yaml_of([])
    for target in list(current):
        id = str(target["id"])
        generated = state.people.get(id)
        if generated is not None:
            after[id] = generated
        if id in edited:
            changes.kept.append(f"person `{id}`")
        elif id in made:
            if digests(made[id]) != generated:
                for key, value in made[id].items():
                    target[key] = yaml_of(value, key)
                changes.refreshed.append(f"person `{id}`")
            after[id] = digests(made[id])
        elif id not in used:
            current.remove(target)
            after.pop(id, None)
            changes.gone.append(f"person `{id}`")
    there = {str(each["id"]) for each in current}
    for id, values in made.items():
        if id not in there and id in used:
            current.append(yaml_of(values, "person"))
            after[id] = digests(values)
            changes.added.append(f"person `{id}`")
    if not current:
        del before.document["people"]
    return after


def merge_places(
    before: Standing, fresh: Draft, used: set[str], theirs: set[str], moves: Mapping[int, int], changes: Changes
) -> tuple[list[dict[str, Any]], dict[str, dict[str, str]]]:
    """The features of the new file, and the digests of what is generated of them."""
    state, features = before.state, []
    after: dict[str, dict[str, str]] = {}
    made = {each["id"]: each for each in features_of(fresh)}
    for feature in before.places["features"]:
        id = feature["id"]
        generated = state.places.get(id)
        if id in theirs:
            features.append(renumbered(feature, made.get(id), moves))
            changes.kept.append(f"place `{id}`")
        elif id in made and id in used:
            features.append(made[id])
            if digests(made[id]) != generated:
                changes.refreshed.append(f"place `{id}`")
            generated = digests(made[id])
        elif id in used:
            features.append(renumbered(feature, None, moves))
            generated = digests(features[-1])
        else:
            changes.gone.append(f"place `{id}`")
            continue
        if generated is not None:
            after[id] = generated
    there = {each["id"] for each in features}
    for id, feature in made.items():
        if id not in there and id in used:
            features.append(feature)
            after[id] = digests(feature)
            changes.added.append(f"place `{id}`")
    return features, after


def renumbered(feature: dict[str, Any], made: Mapping[str, Any] | None, moves: Mapping[int, int]) -> dict[str, Any]:
    """A feature that stays, the paragraphs of its names brought up to date."""
    found = {each["toponym"].casefold(): each.get("paragraphs", []) for each in made["names"]} if made else {}
    names = []
    for name in feature["names"]:
        if "paragraphs" in name:
            numbers = sorted({moves[each] for each in name["paragraphs"] if each in moves})
            name = {**name, "paragraphs": found.get(name["toponym"].casefold(), numbers)}
            name = name if name["paragraphs"] else {key: each for key, each in name.items() if key != "paragraphs"}
        names.append(name)
    return {**feature, "names": names}


def merge_top(before: Standing, fresh: Draft, changes: Changes) -> dict[str, str]:
    """Bring the keys above the steps up to date in place; the digests of what is generated of them."""
    state, after = before.state, {}
    made = flat(top_values(fresh))
    current = flat({key: before.story[key] for key in ("title", "summary", "language", "source")})
    for key, value in made.items():
        target = before.document["source"] if key.startswith("source.") else before.document
        name = key.removeprefix("source.")
        fact = key.startswith("source.") and name in FACTS
        generated = state.top.get(key)
        if fact or (generated is not None and key in current and value_digest(current[key]) == generated):
            if key not in current or value_digest(current[key]) != value_digest(value):
                target[name] = yaml_of(value, name)
            after[key] = value_digest(value)
        elif generated is not None:
            after[key] = generated
            changes.kept.append(f"the story's {key}")
    drafted = wording_of(bool(state.options.get("with_text")))
    if before.document.get("wording") == drafted:
        before.document["wording"] = wording_of(fresh.source.own)
    return after

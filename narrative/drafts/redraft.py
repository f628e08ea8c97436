"""Bring a drafted story up to date with a changed text: what its author changed or confirmed stays."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.gazetteer.own_places import OwnPlace, own_places
from geo.gazetteer.reader import Gazetteer, examine_gazetteer
from geo.reading.faults import Faults
from geo.reading.yaml_lines import read_yaml
from narrative.drafts.build import draft_of_names, needing_a_place
from narrative.drafts.draft import Draft
from narrative.drafts.features import shown_places
from narrative.drafts.found import DraftOptions, Found
from narrative.drafts.marks import annotations_text
from narrative.drafts.parts import changed
from narrative.drafts.places import OWN
from narrative.drafts.redraft_merge import (
    authors_places,
    merge_people,
    merge_places,
    merge_step,
    merge_top,
    place_for,
    words_in,
)
from narrative.drafts.redraft_parts import Changes, Standing
from narrative.drafts.state import State, digests, is_touched, paragraph_digests
from narrative.drafts.steps import Group, group_runs
from narrative.drafts.story_files import places_json, step_values, yaml, yaml_of, yaml_text
from narrative.reading.extract import SourceText
from narrative.source.annotations import ANNOTATIONS_FILE
from narrative.source.paragraph_map import paragraph_map
from narrative.story import MISSING, PLACES_FILE, STORY_FILE
from narrative.story.documents import read_documents
from narrative.story.read_story import read_story


def standing(folder: Path, state: State) -> Standing:
    """Read a folder. Raises Faults where its files cannot be read, or break the schema: then nothing can be kept."""
    reading = examine_gazetteer(folder / PLACES_FILE)
    document = read_yaml(folder / STORY_FILE, MISSING)
    faults = [*reading.faults, *read_story(document).faults]
    if faults or reading.document is None:
        raise Faults(faults)
    round_trip = yaml().load((folder / STORY_FILE).read_text(encoding="utf-8-sig"))
    raw = json.loads((folder / PLACES_FILE).read_text(encoding="utf-8-sig"))
    read = read_documents(folder)
    papers = read.document.value if read else {}
    gazetteer = Gazetteer(reading.places, reading.document.value)
    return Standing(document.value, round_trip, raw, gazetteer, state, papers)


def own_of(before: Standing) -> tuple[OwnPlace, ...]:
    """The author's places, which override the gazetteer when the text is read again."""
    theirs = authors_places(before)
    return tuple(each for each in own_places(before.gazetteer) if each.entry.id.removeprefix(OWN) in theirs)


def redraft(
    before: Standing, slug: str, source: SourceText, found: Found, options: DraftOptions
) -> tuple[dict[str, str], Draft, State, Changes]:
    """The texts of the three files, the draft that REVIEW.md is written of, the new state, and what has changed."""
    changes = Changes()
    state = before.state
    moves = paragraph_map(state.paragraphs, paragraph_digests(source)) if state.paragraphs else {}
    steps = before.story["steps"]
    anchored = [anchored_group(each, moves) for each in steps]
    fresh = needing_a_place(fresh_draft(before, slug, source, found, options, anchored))
    shown = shown_places(fresh)
    by_group = {each.paragraphs: step_values(each, shown) for each in fresh.steps}
    theirs = authors_places(before)
    people = {each["id"]: each for each in before.story.get("people") or []}
    edited = {id for id in people if is_touched(people[id], state.people.get(id))}
    digested: dict[str, dict[str, str]] = {}
    for index, values in enumerate(steps):
        made = by_group.get(anchored[index])
        target = before.document["steps"][index]
        made = dict(made) if made else None
        digested[values["id"]] = merge_step(values, target, made, moves, state, (theirs, edited), changes)
    for group, made_step in by_group.items():
        if group in anchored:
            continue
        at = place_for(before.document["steps"], group[0])
        before.document["steps"].insert(at, yaml_of(made_step, "step"))
        digested[made_step["id"]] = digests(made_step)
        changes.added.append(f"step `{made_step['id']}`")
    used = words_in({key: part for key, part in before.document.items() if key != "people"})
    used |= words_in(before.papers)
    people_digests = merge_people(before, fresh, used, edited, changes)
    features, place_digests = merge_places(before, fresh, used, theirs, moves, changes)
    top_digests = merge_top(before, fresh, changes)
    ids = {each["id"] for each in features}
    known = {each["id"] for each in before.document.get("people") or []}
    entries = {each.id: each.guess for each in fresh.places if each.id in ids and not each.guess.startswith(OWN)}
    new_state = State(
        source.sha256,
        state.options,
        paragraph_digests(source),
        top_digests,
        people_digests,
        place_digests,
        digested,
        {**state.entries, **entries},
        {**state.names, **{each.id: each.name for each in fresh.people if each.id in known}},
    )
    places = {**before.places, "features": features}
    files = {
        STORY_FILE: yaml_text(before.document),
        PLACES_FILE: places_json(features, places),
        ANNOTATIONS_FILE: annotations_text(changed(fresh, title=str(before.document["title"])), ids, known),
    }
    return files, fresh, new_state, changes


def anchored_group(values: Mapping[str, Any], moves: Mapping[int, int]) -> Group:
    """A step's paragraphs in the new text."""
    numbers = (values.get("source") or {}).get("paragraphs") or []
    return tuple(sorted({moves[int(each)] for each in numbers if int(each) in moves}))


def fresh_draft(
    before: Standing, slug: str, source: SourceText, found: Found, options: DraftOptions, anchored: Sequence[Group]
) -> Draft:
    """What the program would draft of the new text, cut as the story is, and of paragraphs that no step has."""
    state = before.state
    ids = {each: values["id"] for each, values in zip(anchored, before.story["steps"], strict=True) if each}
    covered = {number for group in anchored for number in group}
    new = group_runs(source, [each for each in range(1, len(source.paragraphs) + 1) if each not in covered])
    groups = sorted({*ids, *new})
    standing_places = {each["id"] for each in before.places["features"]}
    standing_people = {each["id"] for each in before.story.get("people") or []}
    refused = {entry for id, entry in state.entries.items() if id not in standing_places}
    unwanted = {key for id, key in state.names.items() if id not in standing_people}
    wanted = replace(
        found,
        resolutions=tuple(each for each in found.resolutions if not (each.chosen and each.chosen.id in refused)),
        people=tuple(each for each in found.people if each.person not in unwanted),
    )
    return draft_of_names(
        source,
        slug,
        wanted,
        options,
        groups=groups,
        step_ids=[ids.get(each) for each in groups],
        known={entry: id for id, entry in state.entries.items() if id in standing_places},
        known_people={key: id for id, key in state.names.items() if id in standing_people},
        taken={
            "places": standing_places | set(state.places),
            "people": standing_people | set(state.people),
            "steps": {each["id"] for each in before.story["steps"]},
        },
    )

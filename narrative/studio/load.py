"""Turn a story folder, or the files of one, back into a draft."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.reading.faults import Faults
from geo.reading.yaml_lines import YamlInt, read_yaml
from narrative.source.annotations import ANNOTATIONS_FILE, Annotations, load_annotations
from narrative.story import PLACES_FILE, STORY_FILE, Story, load_story
from narrative.studio.draft import (
    Draft,
    DraftPerson,
    DraftPlace,
    DraftSource,
    DraftStep,
    Guess,
    Spot,
    StudioError,
    changed,
    paragraphs_of,
    read_draft,
    sha256_of,
)
from narrative.studio.files import DRAFT_FILE, SOURCE_FILE

EDITED = {"id", "title", "date", "places", "people", "source", "status", "disputed_by", "editorial", "text"}
TOP = {"title", "subtitle", "summary", "language", "source", "people", "steps"}
WAITING = "waiting for the text: "
SOURCE = {"title", "authors", "publication", "date", "provenance", "paragraphs", "url", "sha256"}


def from_files(files: Mapping[str, bytes], slug: str) -> tuple[Draft, str]:
    """The draft that these files of a story folder hold, and a sentence about what is not in them.

    A draft that the studio wrote comes back as it was, unless its story was edited since by hand: then that counts.

    Raises
    ------
    StudioError
        With one sentence, or with the faults of the story, one a line.
    """
    if DRAFT_FILE in files and (draft := same_work(files)):
        missing = "The text is not in this ZIP, since it is not yours to publish. Open it again to see the marks in it."
        return draft, missing if waits_for_text(draft) else ""
    for name in (STORY_FILE, PLACES_FILE):
        if name not in files:
            raise StudioError(f"This ZIP holds no {name}. A story is a folder with {STORY_FILE} and {PLACES_FILE}.")
    with tempfile.TemporaryDirectory(prefix="narrative-map-") as folder:
        home = Path(folder) / slug
        home.mkdir()
        for name in (STORY_FILE, PLACES_FILE, ANNOTATIONS_FILE, SOURCE_FILE):
            if name in files:
                (home / name).write_bytes(files[name])
        try:
            draft = from_story_folder(home)
        except Faults as faults:
            raise StudioError(told(faults)) from None
    note = "" if draft.text else "The story came without its text: steps and places can be edited, but not marked."
    return draft, note


def told(faults: Faults) -> str:
    """Faults as lines, without the folder that they were read from."""
    lines = [f"{Path(each.file).name}, line {each.line}: {each.message}" for each in faults.faults[:20]]
    more = len(faults.faults) - len(lines)
    return "\n".join(["The story in this ZIP has faults.", *lines, *([f"… and {more} more."] if more > 0 else [])])


def same_work(files: Mapping[str, bytes]) -> Draft | None:
    """The studio's own draft, where the story's files are still those that were made of it."""
    try:
        kept = json.loads(files[DRAFT_FILE].decode("utf-8"))
        digests, value = dict(kept["files"]), dict(kept["draft"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    if any(sha256_of(files.get(name, b"").decode("utf-8", "replace")) != digest for name, digest in digests.items()):
        return None
    digest = value.pop("text_sha256", None)
    if digest is None:
        return read_draft(value)
    # The text was left out: what stands where is kept, and comes back when the author opens the same text again.
    out = {key: value.pop(key, []) for key in ("marks", "paragraphs")}
    value["stand_off"] = WAITING + json.dumps({"sha256": digest, **out})
    return read_draft(value)


def waits_for_text(draft: Draft) -> bool:
    """Whether the draft was packed without its text."""
    return draft.stand_off.startswith(WAITING)


def give_text(draft: Draft, text: str) -> Draft:
    """The text that was left out of the ZIP, opened again, with all marks where they were.

    Raises
    ------
    StudioError
        Where it is another text.
    """
    try:
        kept = json.loads(draft.stand_off.removeprefix(WAITING) if waits_for_text(draft) else "")
        digest, marks, paragraphs = kept["sha256"], kept["marks"], kept["paragraphs"]
    except (ValueError, KeyError, TypeError):
        raise StudioError("This draft does not wait for its text.") from None
    for each in (text, text.removesuffix("\n"), text + "\n"):
        if sha256_of(each) == digest:
            value = draft.model_dump(mode="json")
            return read_draft({**value, "text": each, "marks": marks, "paragraphs": paragraphs, "stand_off": ""})
    raise StudioError("This is another text than the one that the draft was made of, so its marks do not fit.")


def from_story_folder(folder: Path) -> Draft:
    """The draft of a finished story; what the studio cannot edit is kept as it is.

    Raises
    ------
    Faults
        Of the story.
    """
    story = load_story(folder)
    raw = plain(read_yaml(folder / STORY_FILE, "").value)
    annotations = folder / ANNOTATIONS_FILE
    draft = Draft(
        slug=story.slug,
        title=story.title,
        subtitle=story.subtitle or "",
        summary=story.summary,
        language=story.language,
        source=DraftSource(
            title=story.source.title,
            authors=", ".join(story.source.authors),
            publication=story.source.publication,
            date=story.source.date.edtf,
            provenance=story.source.provenance,
            url=story.source.url or "",
            own=(folder / SOURCE_FILE).is_file(),
            kept={key: each for key, each in raw["source"].items() if key not in SOURCE},
        ),
        places=places_of(story),
        people=tuple(
            DraftPerson(
                id=each["id"],
                name=story.people[each["id"]].name,
                role=story.people[each["id"]].role,
                state="accepted",
                kept={key: value for key, value in each.items() if key not in ("id", "name", "role")},
            )
            for each in raw.get("people") or ()
        ),
        steps=steps_of(story, raw["steps"]),
        kept={key: each for key, each in raw.items() if key not in TOP},
        stand_off=annotations.read_text(encoding="utf-8") if annotations.is_file() else "",
    )
    if not draft.source.own:
        kept = {"paragraphs": story.source.paragraphs, "sha256": story.source.sha256, **draft.source.kept}
        return changed(draft, source=changed(draft.source, kept=plain(kept)))
    text = (folder / SOURCE_FILE).read_text(encoding="utf-8")
    return with_text(draft, text, load_annotations(annotations) if annotations.is_file() else None)


def with_text(draft: Draft, text: str, annotations: Annotations | None) -> Draft:
    """A story's draft with its own text and the marks in it, where these were made of that very text."""
    if annotations is None or sha256_of(text) != annotations.sha256:
        return changed(draft, text=text, paragraphs=paragraphs_of(text), stand_off="")
    marks = tuple(
        Spot(
            start=each.start,
            end=each.end,
            form=each.form,
            places=each.places,
            person=each.person,
            date=each.date.edtf if each.date else None,
            comment=each.comment,
        )
        for each in annotations.marks
    )
    paragraphs = tuple((each.start, each.end) for each in annotations.paragraphs)
    return changed(draft, text=text, marks=marks, paragraphs=paragraphs, stand_off="")


def places_of(story: Story) -> tuple[DraftPlace, ...]:
    """The story's places; all that their file says of them is kept. What a program has read is to be confirmed."""
    found = []
    for feature in story.gazetteer.document["features"]:
        place = story.gazetteer.places[feature["id"]]
        raw, properties = feature["geometry"], dict(feature["properties"])
        read = properties.pop("geoparsing", None) or {}
        proposed = bool(read) and not read.get("confirmed")
        gn = next((each for each in place.links if each.startswith("gn:")), "")
        rest = {key: each for key, each in raw.items() if key not in ("type", "coordinates", "certainty", "reason")}
        kept = {key: each for key, each in feature.items() if key not in ("type", "id")}
        found.append(
            DraftPlace(
                id=place.id,
                title=place.title,
                state="proposed" if proposed else "accepted",
                certainty=place.certainty,
                reason=read.get("reason", "") if proposed else place.reason or read.get("reason", ""),
                probability=read.get("probability", 0.0),
                geometry={"type": raw["type"], "coordinates": raw["coordinates"]},
                guess=read.get("entry") or (gn if raw["type"] == "Point" else ""),
                guesses=tuple(Guess(**each) for each in read.get("candidates", ())[:20]),
                kept={**kept, "properties": properties, "geometry": rest},
            )
        )
    return tuple(found)


def steps_of(story: Story, raw: list[dict[str, Any]]) -> tuple[DraftStep, ...]:
    """The story's steps."""
    return tuple(
        DraftStep(
            id=step.id,
            title=step.title,
            date=step.date.edtf,
            places=step.places,
            people=step.people,
            paragraphs=step.paragraphs,
            status=step.status,
            disputed_by=step.disputed_by,
            editorial=step.editorial,
            text=step.text.strip(),
            kept={key: each for key, each in entry.items() if key not in EDITED},
        )
        for step, entry in zip(story.steps, raw, strict=True)
    )


def plain(value: Any) -> Any:
    """What a YAML file says, as plain JSON values.

    >>> plain({"a": (1, "b"), 2: None})
    {'a': [1, 'b'], '2': None}
    """
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, YamlInt):
        return int(value) if str(int(value)) == value.written else value.written
    return value

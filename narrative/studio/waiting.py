"""A draft that was packed without its text, because the text is not the author's to publish: all else comes back.

What its files say of the text (names in paragraphs, digests, annotations) was made while the text was there. As long as
nothing of the draft is changed, its files are those that came in the ZIP, byte for byte. Once something is, they are
made anew with a stand-in for the text: as long as the text, and blank but for the names that the annotations quote.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from narrative.drafts.draft import Draft, read_draft, sha256_of
from narrative.drafts.parts import DraftError, changed
from narrative.source.annotations import ANNOTATIONS_FILE
from narrative.source.web_annotations import UNPLACED
from narrative.story.limits import MOST_STAND_IN

WAITING = "waiting for the text: "
NOWHERE = {"type": "TextualBody", "purpose": "tagging", "value": UNPLACED}
Files = dict[str, bytes]


def waits_for_text(draft: Draft) -> bool:
    """Whether the draft was packed without its text."""
    return draft.stand_off.startswith(WAITING)


def waiting(draft: Draft, digest: str, marks: Any, paragraphs: Any, files: Mapping[str, bytes]) -> Draft:
    """The draft as it waits for the text of a digest, with what its files were."""
    own = draft.files  # which the draft has itself: only their place among the others is kept
    texts = {name: "" if name in own else body.decode("utf-8", "replace") for name, body in files.items()}
    plain = changed(draft, stand_off="")
    kept = {"sha256": digest, "marks": marks, "paragraphs": paragraphs, "files": texts, "state": state_of(plain)}
    return changed(plain, stand_off=WAITING + json.dumps(kept, ensure_ascii=False))


def kept_of(draft: Draft) -> dict[str, Any]:
    """What a waiting draft keeps; nothing where that cannot be read."""
    try:
        kept = json.loads(draft.stand_off.removeprefix(WAITING)) if waits_for_text(draft) else {}
    except ValueError:
        return {}
    return kept if isinstance(kept, dict) else {}


def state_of(draft: Draft) -> str:
    """A digest of everything that an author can change."""
    value = draft.model_dump(mode="json", exclude={"stand_off"})
    return sha256_of(json.dumps(value, sort_keys=True, ensure_ascii=False))


def own_files(draft: Draft) -> Files | None:
    """The files that came with a waiting draft, as long as nothing of it has changed."""
    kept = kept_of(draft)
    if not kept.get("files") or kept.get("state") != state_of(draft):
        return None
    files = {str(name): str(text).encode("utf-8") for name, text in kept["files"].items()}
    return {name: draft.files.get(name, body) for name, body in files.items()}


def files_without_text(draft: Draft, files_of: Callable[[Draft], Files]) -> Files:
    """The files of a waiting draft that was changed, made by `files_of` with a stand-in for its text."""
    kept = kept_of(draft)
    annotations = annotations_of(kept)
    ghost = with_stand_in(draft, kept, annotations)
    files = files_of(ghost)
    false, true = sha256_of(ghost.text).encode(), str(kept.get("sha256", "")).encode()
    files = {name: body.replace(false, true) for name, body in files.items()}
    if annotations:
        places = {str(each["id"]) for each in json.loads(files["places.geojson"])["features"]}
        people = {id for step in draft.steps for id in step.people}
        files[ANNOTATIONS_FILE] = fitting(annotations, places, people).encode("utf-8")
    else:
        files.pop(ANNOTATIONS_FILE, None)
    return files


def annotations_of(kept: Mapping[str, Any]) -> str:
    """The annotations that came with a waiting draft; those that the studio kept at first stood by themselves."""
    files = kept.get("files")
    return str((files or {}).get(ANNOTATIONS_FILE, "")) or str(kept.get("annotations", ""))


def with_stand_in(draft: Draft, kept: Mapping[str, Any], annotations: str) -> Draft:
    """The draft with a blank text in which the quotes of its annotations stand where they stood."""
    marks, paragraphs = list(kept.get("marks") or ()), list(kept.get("paragraphs") or ())
    ends = [each["end"] for each in marks if isinstance(each, dict)] + [each[1] for each in paragraphs]
    length = max((end for end in ends if isinstance(end, int)), default=0)
    if not 0 < length <= MOST_STAND_IN:
        return changed(draft, stand_off="")
    letters = [" "] * length
    for start, quote in quotes_of(annotations):
        if start >= 0 and start + len(quote) <= length:
            letters[start : start + len(quote)] = quote
    known = {each.id for each in draft.places}
    fitted = [{**each, "places": [id for id in each.get("places") or () if id in known]} for each in marks]
    source = changed(draft.source, own=False)
    return changed(draft, text="".join(letters), marks=fitted, paragraphs=paragraphs, stand_off="", source=source)


def items_of(annotations: str) -> list[dict[str, Any]]:
    """The annotations of a file of ours; none where it cannot be read."""
    try:
        return list(json.loads(annotations)["first"]["items"])
    except (ValueError, KeyError, TypeError):
        return []


def quotes_of(annotations: str) -> list[tuple[int, str]]:
    """Where each quoted name stands, and its letters."""
    found = []
    for item in items_of(annotations):
        selectors = (item.get("target") or {}).get("selector") or ()
        start = next((each["start"] for each in selectors if isinstance(each.get("start"), int)), None)
        quote = next((each["exact"] for each in selectors if isinstance(each.get("exact"), str)), None)
        if start is not None and quote:
            found.append((start, quote))
    return found


def fitting(annotations: str, places: set[str], people: set[str]) -> str:
    """Annotations without places and people that the story no longer has; as they are where it has all of them."""
    items = items_of(annotations)
    kept = [{**item, "body": [each for each in item["body"] if is_known(each, places, people)]} for item in items]
    if kept == items or not items:
        return annotations
    named = []
    for each, old in zip(kept, items, strict=True):
        if each == old:
            named.append(each)
        elif any(body.get("value") == "toponym" for body in each["body"]):  # a name that lies nowhere now
            placed = any(str(body.get("source", "")).startswith("places.geojson#") for body in each["body"])
            each["body"] += [] if placed else [NOWHERE]
            named.append(each)  # of a stranger there is nothing left to say
    document = json.loads(annotations)
    document["total"], document["first"]["items"] = len(named), named
    return json.dumps(document, ensure_ascii=False) + "\n"


def is_known(body: Any, places: set[str], people: set[str]) -> bool:
    """Whether a body names nobody and nothing, or somebody and something that the story has."""
    source = str(body.get("source", "")) if isinstance(body, dict) else ""
    if source.startswith("places.geojson#"):
        return source.removeprefix("places.geojson#") in places
    if source.startswith("story.yaml#people/"):
        return source.removeprefix("story.yaml#people/") in people
    return True


def give_text(draft: Draft, text: str) -> Draft:
    """The text that was left out of the ZIP, opened again, with all marks where they were.

    Raises
    ------
    DraftError
        Where it is another text.
    """
    kept = kept_of(draft)
    if not {"sha256", "marks", "paragraphs"} <= set(kept):
        raise DraftError("This draft does not wait for its text.")
    for each in (text, text.removesuffix("\n"), text + "\n"):
        if sha256_of(each) == kept["sha256"]:
            value = {**draft.model_dump(mode="json"), "text": each, "stand_off": ""}
            return read_draft({**value, "marks": kept["marks"], "paragraphs": kept["paragraphs"]})
    raise DraftError("This is another text than the one that the draft was made of, so its marks do not fit.")

"""Lay an old map on the draft's: fit it to the spots that its author has set on both, and put it into the story."""

from __future__ import annotations

import math
from pathlib import PurePosixPath
from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints
from typing_extensions import TypedDict

from geo.basemap.warping import ControlPoint, UnfitError, outline_of, reach_of, residuals, rmse, warp_of
from narrative.drafts.draft import Draft, check_files
from narrative.drafts.media import new_name, shown_files
from narrative.drafts.parts import DraftError, changed, replaced
from narrative.media.file_types import HEAD_BYTES, FileType, type_of
from narrative.story.limits import MOST_CONTROL_POINTS, MOST_DRAWINGS, MOST_FIELD
from narrative.story.overlay_words import TRANSFORMS
from narrative.studio.media import FileText, Said, check, from_base64

TransformName = Literal["polynomial1", "polynomial2", "thinPlateSpline"]
Ids = Annotated[list[Annotated[str, StringConstraints(max_length=MOST_FIELD)]], Field(max_length=500)]
Degrees = Annotated[float, Field(allow_inf_nan=False)]


class Spot(TypedDict):
    """A control point: pixels from the left and the top of the scan, and degrees."""

    x: Degrees
    y: Degrees
    lon: Annotated[float, Field(ge=-180, le=360)]
    lat: Annotated[float, Field(ge=-85, le=85)]


Spots = Annotated[list[Spot], Field(max_length=MOST_CONTROL_POINTS)]


def fit_of(spots: list[Spot], transform: str, width: float, height: float) -> dict[str, Any]:
    """How well an old map of so many pixels fits: ``words``, and how many kilometres each spot is ``off``.

    Raises
    ------
    DraftError
        With one sentence: what the spots lack.
    """
    points = [ControlPoint(each["x"], each["y"], each["lon"], each["lat"]) for each in spots]
    kind = TRANSFORMS[transform]
    try:
        reach_of(warp_of(points, transform, kind.least), outline_of((math.ceil(width), math.ceil(height)), ()))
    except UnfitError as unfit:
        raise DraftError(f"{str(unfit)[:1].upper()}{str(unfit)[1:]}.") from None
    found = residuals(points, transform, kind.least)
    if not found:
        return {"words": f"{len(points)} spots: too few to say how well it fits.", "off": []}
    how = ", each against the fit through the others" if kind.exact else ""
    words = f"{len(points)} spots: {rmse([each.km for each in found]):.2f} km off (RMSE{how})."
    return {"words": words, "off": [round(each.km, 2) for each in found]}


def add_sheet(
    draft: Draft,
    title: Said,
    name: Said,
    file: FileText,
    credit: Said,
    licence: Said,
    width: Degrees,
    height: Degrees,
    transform: TransformName,
    spots: Spots,
    steps: Ids,
) -> Draft:
    """An old map, its file in base64, under the places of some steps. Raises DraftError."""
    for value, words in ((title, "Say what the old map is called."), (credit, "Say who made it."), (licence, LICENCE)):
        if not value.strip():
            raise DraftError(words)
    if not steps:
        raise DraftError("Choose the steps that show it: a map that no step shows is not in the story.")
    chosen = [draft.step(id) for id in steps]
    entries = sheets_of(draft)
    if len(entries) >= MOST_DRAWINGS:
        raise DraftError(f"A story draws {MOST_DRAWINGS} maps at most.")
    fit_of(spots, transform, width, height)
    body = from_base64(file)
    found = type_of(body[:HEAD_BYTES])
    ending = found.endings[0] if isinstance(found, FileType) else PurePosixPath(name).suffix.lower() or ".jpg"
    called = new_name(draft.files, PurePosixPath(name).stem, ending, body)
    check(called, body)
    taken = {str(each.get("id")) for key in ("layers", "overlays", "flows") for each in entries_of(draft, key)}
    number = next(n for n in range(1, len(taken) + 2) if f"old-map-{n}" not in taken)
    entry = {
        "id": f"old-map-{number}",
        "title": title.strip(),
        "file": called,
        "transform": transform,
        "points": [{"pixel": rounded(s["x"], s["y"], 1), "at": rounded(s["lon"], s["lat"], 5)} for s in spots],
        "credit": credit.strip(),
        "licence": licence.strip(),
    }
    after = draft
    for step in chosen:
        shown = step.kept.get("overlays")
        kept = {**step.kept, "overlays": [*(shown if isinstance(shown, list) else []), entry["id"]]}
        after = changed(after, steps=replaced(after.steps, changed(step, kept=kept)))
    kept = {**after.kept, "overlays": [*entries, entry]}
    return check_files(changed(after, kept=kept, files={**after.files, called: body}))


LICENCE = "Say under which terms it may be shown, such as public domain or CC BY 4.0."


def remove_sheet(draft: Draft, sheet: Said) -> Draft:
    """The draft without an old map: no step shows it any more, and its file is gone. Raises DraftError."""
    left = [each for each in sheets_of(draft) if each.get("id") != sheet]
    if len(left) == len(sheets_of(draft)):
        raise DraftError("This old map is not there any more.")
    kept = {key: each for key, each in draft.kept.items() if key != "overlays"}
    steps = []
    for step in draft.steps:
        shown = step.kept.get("overlays")
        if isinstance(shown, list):
            uses = [each for each in shown if (each.get("id") if isinstance(each, dict) else each) != sheet]
            own = {key: each for key, each in step.kept.items() if key != "overlays"}
            step = changed(step, kept={**own, **({"overlays": uses} if uses else {})})
        steps.append(step)
    after = changed(draft, kept={**kept, **({"overlays": left} if left else {})}, steps=tuple(steps))
    return changed(after, files=shown_files(after.steps, after.files, after.kept))


def sheets_of(draft: Draft) -> list[dict[str, Any]]:
    """The old maps of a draft, as ``story.yaml`` has them."""
    return entries_of(draft, "overlays")


def entries_of(draft: Draft, key: str) -> list[dict[str, Any]]:
    """The entries of a list that the draft keeps as its author wrote it; none where it is no list."""
    entries = draft.kept.get(key)
    return [each for each in entries if isinstance(each, dict)] if isinstance(entries, (list, tuple)) else []


def rounded(first: float, second: float, digits: int) -> list[float]:
    """Two numbers as the story file writes them."""
    return [round(first, digits), round(second, digits)]

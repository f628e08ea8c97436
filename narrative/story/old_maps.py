"""Read a story's old maps: the scan, its control points and its mask, and how well they fit."""

from __future__ import annotations

from pathlib import Path

from geo.basemap.georeference import read_georeference
from geo.basemap.warping import ControlPoint, UnfitError, outline_of, reach_of, residuals, rmse, warp_of
from geo.reading.faults import Fault, Faults
from geo.reading.validation import quoted, shown
from narrative.story.limits import MOST_FLOW_BYTES, MOST_SCAN_BYTES, MOST_SCAN_PIXELS
from narrative.story.overlay_model import OldMap
from narrative.story.overlay_schema import OverlayModel
from narrative.story.overlay_words import TRANSFORMS
from narrative.story.own_files import own_file

ENDINGS = {  # of the files of each type
    "JPEG": (".jpg", ".jpeg"),
    "PNG": (".png",),
    "WEBP": (".webp",),
    "TIFF": (".tif", ".tiff"),
}
DEFAULT = "polynomial1"


def read_old_map(folder: Path, model: OverlayModel) -> OldMap:
    """An old map with what its files hold.

    Raises
    ------
    Faults
        With every fault of its annotation, each with its line.
    ValueError
        Where a file is missing, outside of the folder, too large or of another type than its name says, and where the
        control points do not decide the transformation: a sentence.
    """
    path = own_file(folder, model.file, MOST_SCAN_BYTES)
    size = size_of(path)
    files = [path]
    points = tuple(ControlPoint(*each.pixel, *each.at, each.name or "") for each in model.points)
    mask, kind = model.mask, model.transform
    if model.georeference:
        beside = own_file(folder, model.georeference, MOST_FLOW_BYTES)
        files.append(beside)
        found = read_georeference(beside).scaled(size)
        points, mask, kind = found.points, mask or found.mask, kind or found.kind
        if outside := [line for point, line in zip(points, found.lines, strict=True) if is_outside(point, size)]:
            message = f"the control point lies outside of the image, which is {size[0]} x {size[1]} pixels; mend it"
            raise Faults([Fault(shown(beside), line, message) for line in outside])
    elif outside := [number for number, point in enumerate(points, start=1) if is_outside(point, size)]:
        numbers = ", ".join(map(str, outside))
        raise ValueError(f"control point {numbers} lies outside of the image, which is {size[0]} x {size[1]} pixels")
    if mask and (len(mask) < 3 or any(not (-1 <= x <= size[0] + 1 and -1 <= y <= size[1] + 1) for x, y in mask)):
        raise ValueError(f"the mask needs three corners or more, all on the image of {size[0]} x {size[1]} pixels")
    kind = kind or DEFAULT
    try:
        reach_of(warp_of(points, kind, TRANSFORMS[kind].least), outline_of(size, mask))
    except UnfitError as unfit:
        raise ValueError(str(unfit)) from None
    return OldMap(
        **{key: getattr(model, key) for key in ("id", "title", "credit", "licence", "date", "url", "sources", "says")},
        path=path,
        beside=tuple(files[1:]),
        size=size,
        points=points,
        kind=kind,
        mask=mask,
        opacity=model.opacity,
    )


def is_outside(point: ControlPoint, size: tuple[int, int]) -> bool:
    """Whether a control point lies beside its image."""
    return not (0 <= point.x <= size[0] and 0 <= point.y <= size[1])


def size_of(path: Path) -> tuple[int, int]:
    """Width and height of a picture, by its first bytes.

    Raises ``ValueError`` where it is no picture, of another type than its name says, or of too many pixels.
    """
    from PIL import Image  # for a story with old maps

    try:
        with Image.open(path, formats=tuple(ENDINGS)) as picture:
            form, size = picture.format or "", picture.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise ValueError(f"the file {quoted(path.name)} is no JPEG, PNG, WebP or TIFF; save the scan as one") from None
    if path.suffix.lower() not in ENDINGS[form]:
        raise ValueError(f"the file {quoted(path.name)} is {form} by its bytes; name it {path.stem}{ENDINGS[form][0]}")
    if size[0] * size[1] > MOST_SCAN_PIXELS:
        pixels = f"{size[0] * size[1] / 1e6:.0f} million pixels"
        raise ValueError(
            f"the scan has {pixels}; {MOST_SCAN_PIXELS / 1e6:.0f} million are the most, so make it smaller"
        )
    return size


def fit_words(drawing: OldMap) -> str:
    """How well an old map fits, for ``check``: the error over all its points, and what each is off."""
    transform = TRANSFORMS[drawing.kind]
    found = residuals(drawing.points, drawing.kind, transform.least)
    head = f'overlay "{drawing.id}": {drawing.kind}, {len(drawing.points)} control points'
    if not found:
        return f"{head}; too few to say how well it fits"
    how = " (each against the fit through the others)" if transform.exact else ""
    total = f"RMSE {rmse([each.km for each in found]):.2f} km, {rmse([each.pixels for each in found]):.1f} px{how}"
    each = "; ".join(
        f"{one.point.name or number} {one.km:.2f} km ({one.pixels:.1f} px)" for number, one in enumerate(found, start=1)
    )
    return f"{head}, {total}: {each}"

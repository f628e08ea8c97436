"""The files that a page asks for: pictures in the widths that are needed, each under a name of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from narrative.media.assets import NAME, assets_of, digest
from narrative.media.examining import examine
from tests.media import photograph, png, recording


@pytest.mark.parametrize(
    ("width", "scan", "single", "widths"),
    [
        (2400, False, False, [480, 960, 1600]),
        (2400, True, False, [480, 960, 2400]),
        (700, False, False, [480, 700]),
        (100, False, False, [100]),
        (2400, False, True, [1400]),
        (2400, True, True, [2000]),
        (700, True, True, [700]),
    ],
)
def test_a_picture_comes_in_widths_and_never_larger_than_it_is(
    tmp_path: Path, width: int, scan: bool, single: bool, widths: list[int]
) -> None:
    (tmp_path / "a.png").write_bytes(png(width, width // 2))
    found = assets_of(examine(tmp_path, "a.png", ("picture",)), scan, single)
    assert [each.width_px for each in found] == widths
    assert [each.height_px for each in found] == [each // 2 for each in widths]
    assert all(NAME.fullmatch(each.name) and each.path is None for each in found)


def test_a_name_changes_with_the_bytes_and_with_what_is_made_of_them(tmp_path: Path) -> None:
    (tmp_path / "Brücke (1).jpg").write_bytes(photograph(600, 400))
    first = assets_of(examine(tmp_path, "Brücke (1).jpg", ("picture",)))
    assert first[0].name.startswith("brucke-1-480-")
    scan = assets_of(examine(tmp_path, "Brücke (1).jpg", ("picture",)), scan=True)
    (tmp_path / "Brücke (1).jpg").write_bytes(photograph(600, 401))
    other = assets_of(examine(tmp_path, "Brücke (1).jpg", ("picture",)))
    names = {each[0].name for each in (first, scan, other)}
    assert len(names) == 3


def test_a_recording_is_shown_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "oars.wav").write_bytes(recording())
    (asset,) = assets_of(examine(tmp_path, "oars.wav", ("audio",)))
    assert (asset.mime, asset.path, asset.body()) == ("audio/wav", tmp_path / "oars.wav", recording())
    assert digest(str(tmp_path / "oars.wav"), 1, 2)[:12] in asset.name

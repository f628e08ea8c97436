"""The font for Hangul and Hanja holds what its README says, and its program cuts the same bytes each time."""

from __future__ import annotations

import io
import runpy
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import pytest
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[3] / "data" / "fonts"


@pytest.fixture(scope="module")
def derive() -> SimpleNamespace:
    return SimpleNamespace(**runpy.run_path(str(FOLDER / "derive.py")))


@pytest.fixture(scope="module")
def shipped(derive: SimpleNamespace) -> set[str]:
    return {chr(code) for code in TTFont(derive.OUTPUT).getBestCmap()}


@pytest.mark.parametrize(
    ("codec", "rows", "count"),
    [
        pytest.param("euc_kr", range(16, 41), 2_350, id="Hangul syllables of KS X 1001"),
        pytest.param("euc_kr", range(42, 94), 4_888, id="Hanja of KS X 1001"),
        pytest.param("gb2312", range(16, 56), 3_755, id="simplified characters of GB 2312, level 1"),
        pytest.param("gb2312", range(56, 88), 3_008, id="simplified characters of GB 2312, level 2"),
        pytest.param("euc_jp", range(16, 85), 6_355, id="kanji of JIS X 0208"),
    ],
)
def test_the_file_holds_a_standard_whole(
    derive: SimpleNamespace, shipped: set[str], codec: str, rows: range, count: int
) -> None:
    standard = derive.two_byte(codec, rows)
    assert len(standard) == count
    assert standard <= shipped


def test_the_file_holds_every_hangul_syllable_and_the_letters_alone(shipped: set[str]) -> None:
    assert {chr(code) for code in range(0xAC00, 0xD7A4)} <= shipped
    assert {*"ㄱㅎㅏㅣ\u1112\u1161\u11ab、。「」ぁんァヶー"} <= shipped


def test_the_file_is_what_the_readme_says(derive: SimpleNamespace, shipped: set[str]) -> None:
    readme = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"cut to {len(shipped):,} characters" in readme
    assert f"| {derive.OUTPUT.stat().st_size / 1000:,.1f} kB" in readme
    missing = "".join(sorted(derive.two_byte("euc_kr") - shipped))
    assert f"Of KS X 1001: `{missing}`" in readme


def test_the_licence_is_in_the_file_and_beside_it(derive: SimpleNamespace) -> None:
    names = TTFont(derive.OUTPUT)["name"]
    assert "Adobe" in names.getDebugName(0)
    assert "SIL Open Font License, Version 1.1" in names.getDebugName(13)
    assert names.getDebugName(0).removeprefix("© ") in (FOLDER / "OFL.txt").read_text(encoding="utf-8")


def test_the_same_source_gives_the_same_bytes(derive: SimpleNamespace) -> None:
    source = (files("font_source_sans_pro") / "files" / "SourceSansPro-Regular.ttf").read_bytes()
    first, second = (derive.cut(TTFont(io.BytesIO(source)), each) for each in ("Seoul", "luoeS"))
    assert first == second
    assert {*"Seoul"} <= {chr(code) for code in TTFont(io.BytesIO(first)).getBestCmap()}


def test_a_source_without_the_korean_face_is_refused_in_a_sentence(derive: SimpleNamespace, tmp_path: Path) -> None:
    wrong = tmp_path / "sans.ttf"
    wrong.write_bytes((files("font_source_sans_pro") / "files" / "SourceSansPro-Regular.ttf").read_bytes())
    with pytest.raises(
        ValueError, match=r"sans\.ttf: it holds Source Sans Pro; give a file that holds Noto Sans CJK KR"
    ):
        derive.open_source(wrong)
    (tmp_path / "no.ttc").write_bytes(b"no font")
    for path in (tmp_path / "no.ttc", tmp_path / "none.ttc"):
        with pytest.raises(ValueError, match=rf"{path.name}: no font can be read from it"):
            derive.open_source(path)

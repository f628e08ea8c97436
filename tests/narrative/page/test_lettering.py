"""The fonts are cut for every character that the page can show, and each has a glyph in them."""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont

from narrative.page.fonts import missing_glyphs
from narrative.page.lettering import characters_shown
from narrative.page.value import ASSETS

NO_STAGE: dict[str, Any] = {"words": {}, "attribution": "", "credit": "", "places": [], "steps": {}}


def part(html: str, name: str) -> Any:
    """One part of a page's data."""
    found = re.search(rf'id="part-{name}">(.*?)</script>', html, re.DOTALL)
    assert found
    return json.loads(found.group(1))


@pytest.fixture(scope="module")
def shown(built: Path) -> set[str]:
    """What the first story's page can show, read from the page itself."""
    html = built.read_text(encoding="utf-8")
    stage = re.search(r"narrativeMap\.open\(map, (\{.*?\})\);</script>", html, re.DOTALL)
    assert stage
    return characters_shown(html, json.loads(stage.group(1)), part(html, "labels")["labels"])


def test_no_character_of_the_first_story_lacks_a_glyph(shown: set[str]) -> None:
    assert {*"옹진甕津Мукден¶’“'&←↗≠×−+°"} <= shown
    assert missing_glyphs(shown) == ""


def test_the_pages_faces_hold_every_character_that_it_shows(built: Path, shown: set[str]) -> None:
    faces = part(built.read_text(encoding="utf-8"), "fonts")["faces"]
    fonts = [TTFont(io.BytesIO(base64.b64decode(face["data"]))) for face in faces]
    held = {chr(code) for font in fonts for code in font.getBestCmap()}
    assert {character for character in shown - held if not character.isspace()} == set()


def test_what_the_style_sheet_sets_in_capitals_is_there_in_capitals() -> None:
    css = "\n".join(
        (ASSETS / name).read_text(encoding="utf-8") for name in ("page.css", "furniture.css", "appendix.css")
    )
    rules = re.findall(r"^(.*?) \{.*text-transform", css, re.MULTILINE)
    assert rules == [".title-card .kicker", ".layer-base .country, .layer-base .region"]
    labels = [{"name": "xq", "kind": "country"}, {"name": "zw", "kind": "region"}, {"name": "jk", "kind": "city"}]
    shown = characters_shown('<p class="kicker">правда &amp; v</p>', NO_STAGE, labels)
    assert {*"xqXQzwZWjkправдаПРАВДАvV&"} <= shown
    assert shown.isdisjoint("JK")


def test_signs_that_scripts_draw_are_found_in_the_scripts() -> None:
    assert {*"←↑→↓↖↗↘↙≠−0123456789/?"} <= characters_shown("", NO_STAGE, [])


def test_scripts_styles_and_attributes_are_not_shown() -> None:
    html = (
        '<style>Ж{}</style><script>"Щ"</script><!-- Ц --><p title="Э">Ю</p><script type="application/json">"Ч"</script>'
    )
    shown = characters_shown(html, NO_STAGE, [])
    assert "Ю" in shown
    assert shown.isdisjoint("ЖЩЦЭЧ")


def test_letters_written_in_parts_are_there_as_wholes_too() -> None:
    assert {*"é한"} <= characters_shown("<p>e\u0301, \u1112\u1161\u11ab</p>", NO_STAGE, [])


def test_what_is_written_on_the_map_and_in_its_key_is_shown() -> None:
    stage = {
        **NO_STAGE,
        "kinds": {"x": {"one": "б", "many": "в", "short": "г"}},
        "statuses": {"y": {"word": "д", "mark": "<Ж>"}},
        "doubts": {"z": {"words": "з", "sign": " ‽"}},
        "places": [{"title": "л"}],
        "steps": {"a": {"links": [{"label": "п"}]}},
    }
    assert characters_shown("", stage, [], "ф") - characters_shown("", NO_STAGE, []) == set("бвгдз‽лпф")

"""Every text of the page is drawn by a face that the page carries, whatever fonts the machine has or lacks."""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from playwright.sync_api import CDPSession, Page, ViewportSize

from narrative.serving.build import build
from narrative.story import Story
from tests.conftest import DESKTOP, PHONE
from tests.stories import STORY, write_story

Open = Callable[..., Page]
EAST_ASIAN = "Noto Sans CJK KR"  # as the font file calls itself; Chromium reports that name, not the style sheet's
NOT_DRAWN = {"SCRIPT", "STYLE", "NOSCRIPT"}
# What decides by which face a character is drawn, of each text below an element, in the order of `texts_below`.
STYLES = """([selector, apart]) => {
  const found = [], walk = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  for (let text; (text = walk.nextNode());) {
    if (!text.data.trim() || text.parentElement.closest(apart.join())) continue;
    const style = getComputedStyle(text.parentElement), lang = text.parentElement.closest('[lang]')?.lang;
    found.push([style.fontFamily, style.fontWeight, style.fontStyle, style.fontVariant, lang].join());
  }
  return found;
}"""


class Typesetter:
    """What Chromium says about the fonts that drew an open page, and what those of the page hold."""

    def __init__(self, page: Page, html: str) -> None:
        self.page = page
        self.session: CDPSession = page.context.new_cdp_session(page)
        for domain in ("DOM", "CSS"):
            self.session.send(f"{domain}.enable")
        found = re.search(r'id="part-fonts">(.*?)</script>', html, re.DOTALL)
        assert found
        self.held: dict[str, set[str]] = {}
        for face in json.loads(found.group(1))["faces"]:
            cmap = TTFont(io.BytesIO(base64.b64decode(face["data"]))).getBestCmap()
            self.held.setdefault(face["family"], set()).update(map(chr, cmap))

    def drawn(self, selector: str, every: bool = True) -> list[tuple[str, set[str], bool]]:
        """Per text below the first element that matches: itself, the families that drew it, whether all are the page's.

        A text that is not rendered (in a closed list, of no size) has no family and is left out. Not `every` text: of
        those in one style the ones with a character that none before it had, for a face is chosen by these two alone.
        """
        document = self.session.send("DOM.getDocument", {"depth": 0})["root"]
        root = self.session.send("DOM.querySelector", {"nodeId": document["nodeId"], "selector": selector})["nodeId"]
        assert root, f"nothing matches {selector}"
        # What is below that element alone: a map or a card is a small part of the document.
        below = list(texts_below(self.session.send("DOM.describeNode", {"nodeId": root, "depth": -1})["node"]))
        ids = self.session.send(
            "DOM.pushNodesByBackendIdsToFrontend", {"backendNodeIds": [node["backendNodeId"] for node in below]}
        )["nodeIds"]
        styles = self.page.evaluate(STYLES, [selector, sorted(NOT_DRAWN)])
        known: dict[str, set[str]] = {}
        out = []
        for node, id, style in zip(below, ids, styles, strict=True):
            text = node["nodeValue"].strip()
            seen = known.setdefault(style, set())
            if not every and seen.issuperset(text):
                continue
            if fonts := self.session.send("CSS.getPlatformFontsForNode", {"nodeId": id})["fonts"]:
                families = {font["familyName"] for font in fonts}
                out.append((text, families, all(font["isCustomFont"] for font in fonts)))
                seen.update(text)
        return out

    def faults(self, selector: str) -> list[str]:
        """The texts that a font of the system drew, and those with a box for a character that no face holds.

        The box is asked for apart: where the system has no font either, Chromium draws it with the page's own face.
        """
        out = []
        for text, families, own in self.drawn(selector, every=False):
            boxes = {each for each in text if not each.isspace()}.difference(*self.held.values())
            if not own or boxes:
                out.append(f"{text[:60]!r} by {sorted(families)}, boxes: {sorted(boxes)}")
        return out


def texts_below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The text nodes that hold more than spaces."""
    return (each for each in nodes_below(node) if each["nodeType"] == 3 and each["nodeValue"].strip())


def nodes_below(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A node and all nodes below it that can be drawn."""
    yield node
    for child in node.get("children", []):
        if child["nodeName"] not in NOT_DRAWN:
            yield from nodes_below(child)


def settled(page: Page, id: str | None = None) -> None:
    page.wait_for_selector(f'html[data-settled="{id}"]' if id else "html[data-settled]", state="attached")


@pytest.fixture
def typeset(open_page: Open) -> Callable[..., tuple[Page, Typesetter]]:
    """``typeset(path, viewport)``: a built page, open and at rest, and the typesetter that looks at it."""

    def typeset_(path: Path, viewport: ViewportSize = DESKTOP) -> tuple[Page, Typesetter]:
        page = open_page(path.as_uri(), viewport=viewport, reduced_motion="reduce")
        settled(page)
        return page, Typesetter(page, path.read_text(encoding="utf-8"))

    return typeset_


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_every_text_is_drawn_by_the_pages_own_faces(
    typeset: Any, built: Path, story: Story, viewport: ViewportSize
) -> None:
    page, typesetter = typeset(built, viewport)
    page.locator(".contents").evaluate("list => { list.open = true; }")
    assert typesetter.faults("body") == []
    for step in story.steps[:: 1 if viewport == DESKTOP else 5]:
        page.evaluate("id => window.story.goto(id)", step.id)
        settled(page, step.id)
        assert typesetter.faults(".folium-map") == [], f"on the map of {step.id}"


def test_every_place_card_shows_its_names_in_hangul_and_hanja(typeset: Any, built: Path, story: Story) -> None:
    page, typesetter = typeset(built)
    for place in story.gazetteer.places.values():
        page.evaluate("id => window.narrativeMap.cards.open('place-' + id, document.body)", place.id)
        drawn = {text: families for text, families, _ in typesetter.drawn("#card")}
        for name in place.names:
            if name.lang in ("ko", "ko-Hani", "zh", "zh-Hant", "zh-Hans", "ja"):
                assert EAST_ASIAN in drawn[name.toponym], f"{name.toponym} in the card of {place.id}"
        assert typesetter.faults("#card") == [], f"in the card of {place.id}"


def test_names_are_drawn_wherever_a_story_writes_them(typeset: Any, tmp_path: Path) -> None:
    text = "*옹진 Правда*, **甕津**, ***ほうてん***, in parts: \u110b\u1169\u11bc\u110c\u1175\u11ab, ㄱ\u3000「平壤」↗"
    told = STORY.replace("title: The letter", "title: 옹진 甕津, Правда").replace("label: a letter", "label: 편지 沈阳")
    told = told.replace("of [Evian]", f"{text} of [Evian]")
    path = build(write_story(tmp_path, told), tmp_path / "dist")[0]
    page, typesetter = typeset(path)
    assert typesetter.faults("body") == []
    drawn = {each: families for each, families, _ in typesetter.drawn("body")}
    for name in ("옹진 甕津, Правда", "甕津", "ほうてん", "편지 沈阳"):
        assert EAST_ASIAN in drawn[name]
    whole, parts = (
        page.evaluate(
            "word => { const c = document.createElement('canvas').getContext('2d');"
            "c.font = `20px ${getComputedStyle(document.body).fontFamily}`; return c.measureText(word).width; }",
            word,
        )
        for word in ("옹진", "\u110b\u1169\u11bc\u110c\u1175\u11ab")
    )
    assert whole == parts  # two syllables wide, not six letters


def test_a_story_without_east_asian_names_carries_no_face_for_them(typeset: Any, tmp_path: Path) -> None:
    _, typesetter = typeset(build(write_story(tmp_path), tmp_path / "dist")[0])
    assert set(typesetter.held) == {"Source Serif Pro", "Source Sans Pro"}
    assert typesetter.faults("body") == []


def test_a_character_that_no_face_has_would_be_found(typeset: Any, built: Path) -> None:
    page, typesetter = typeset(built)
    page.locator(".deck, .byline").first.evaluate("node => { node.textContent = 'Signs ⟲ and 𐎀'; }")
    (fault,) = typesetter.faults("body")
    assert "Signs ⟲ and 𐎀" in fault and "['⟲', '𐎀']" in fault

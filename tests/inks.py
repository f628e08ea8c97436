"""Measure in a browser how well a page's text stands out when colours are reduced to their lightness."""

from __future__ import annotations

from playwright.sync_api import Page

RENDERED = """() => [...document.querySelectorAll('body, body *')].filter((e) => e.getClientRects().length).map((e) => {
  const clear = (each) => /rgba\\(.*, 0\\)/.test(getComputedStyle(each).backgroundColor);
  let ground = e;
  while (ground && clear(ground)) ground = ground.parentElement;
  return {
    text: [...e.childNodes].filter((n) => n.nodeType === 3).map((n) => n.textContent).join('').trim(),
    ink: getComputedStyle(e).color,
    ground: ground ? getComputedStyle(ground).backgroundColor : 'rgb(255, 255, 255)',
  };
})"""


def luminance(rgb: tuple[int, ...]) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2).

    >>> round(luminance((255, 255, 255)), 3), round(luminance((119, 119, 119)), 3)
    (1.0, 0.184)
    """
    parts = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in rgb]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The ratio of two colours' luminances, 1 to 21 (WCAG 2.2); hue plays no part in it.

    >>> round(contrast((0, 0, 0), (255, 255, 255)))
    21
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def rgb(css: str) -> tuple[int, ...]:
    """The three parts of a computed colour.

    >>> rgb("rgb(29, 27, 24)")
    (29, 27, 24)
    """
    return tuple(round(float(part)) for part in css[css.index("(") + 1 : -1].split(",")[:3])


def faint_texts(page: Page, at_least: float = 4.5) -> list[str]:
    """The texts whose contrast with what they stand on is below a ratio."""
    elements = [each for each in page.evaluate(RENDERED) if each["text"]]
    assert elements
    return [each["text"] for each in elements if contrast(rgb(each["ink"]), rgb(each["ground"])) < at_least]


def inks(page: Page) -> set[tuple[int, ...]]:
    """The colours of all text and of the signs drawn in its colour."""
    return {rgb(each["ink"]) for each in page.evaluate(RENDERED)}

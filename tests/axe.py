"""Turn a page, as the browser shows it now, into the list of what axe-core finds wrong with it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

from playwright.sync_api import Frame, Page

from tests.browser_setup import AXE_HERE

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A document in a frame is looked at by itself: axe cannot follow into it where a policy forbids new scripts.
RUN = """([within, without, tags, off, only, apart]) => {
  const away = (apart ? [...document.querySelectorAll(apart)] : []).map((each) => {
    const spot = document.createElement('div');  // what links lead to is there
    const stub = ({ id }) => Object.assign(document.createElement('i'), { id });
    spot.append(...[...each.querySelectorAll('[id]')].map(stub));
    each.replaceWith(spot);
    return [spot, each];
  });
  return axe.run({include: [within], exclude: without}, {
    iframes: false, resultTypes: ['violations'],
    ...(only.length ? {runOnly: {type: 'rule', values: only}} : {
      runOnly: {type: 'tag', values: tags},
      rules: Object.fromEntries([['target-size', {enabled: true}], ...off.map((rule) => [rule, {enabled: false}])]),
    }),
  }).then((found) => found.violations).finally(() => away.forEach(([spot, each]) => spot.replaceWith(each)));
}"""
# The rules that look at colours: all that another theme of the same document can break.
COLOURS = ("color-contrast", "link-in-text-block")


@cache
def axe_script() -> str:
    """axe-core as its makers minified it: what `make setup` had from npm, else what ``axe-playwright-python`` ships."""
    shipped = files("axe_playwright_python") / "axe.min.js"
    return (AXE_HERE if AXE_HERE.is_file() else shipped).read_text(encoding="utf-8")


def violations(
    page: Page | Frame,
    within: str = "html",
    off: tuple[str, ...] = (),
    but: dict[str, str] | None = None,
    without: tuple[str, ...] = (),
    only: tuple[str, ...] = (),
    apart: str = "",
) -> list[str]:
    """Every violation of WCAG 2.2 A and AA and of axe's best practices, each as rule, impact, element and cure.

    The script comes over the browser's debugger, which the page's Content-Security-Policy does not concern. ``within``
    is a selector of what to look at and ``without`` of what not to, ``off`` names rules that the caller has a reason to
    leave out, and ``but`` a part of an element's tag for a rule that is left out for that element alone. With ``only``
    these rules are looked at and no others. What ``apart`` selects is out of the document meanwhile: axe goes through
    all that is there, at whatever it is asked to look.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe_script())
    return told(page.evaluate(RUN, [within, list(without), TAGS, list(off), list(only), apart]), but or {})


def told(found: list[dict[str, Any]], but: dict[str, str]) -> list[str]:
    """axe's own report in lines.

    >>> node = {"target": ["#a", "b"], "failureSummary": "Fix any of the following:\\n  Give it a name", "html": "<b>"}
    >>> rule = {"id": "label", "impact": "serious", "helpUrl": "https://x", "nodes": [node]}
    >>> told([rule], {})
    ['label (serious) at #a b: Fix any of the following: Give it a name; https://x']
    >>> told([rule], {"label": "<b>"}), len(told([rule], {"label": "<i>"}))
    ([], 1)
    """
    return [
        f"{rule['id']} ({rule['impact']}) at {' '.join(map(str, node['target']))}: "
        f"{' '.join((node.get('failureSummary') or '').split())}; {rule['helpUrl']}"
        for rule in found
        for node in rule["nodes"]
        if rule["id"] not in but or but[rule["id"]] not in node["html"]
    ]

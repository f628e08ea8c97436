"""Photograph a built page, step after step, in one page of a headless browser with the network off."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from narrative.pictures.sizes import SCREEN, Size

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

Still = Literal["whole", "title", "map", "bare", "cover"]
Theme = Literal["light", "dark"]
PATIENCE_MS = 60_000  # a loaded machine draws slowly; a page that has not come to rest by then never will
MOST_FLIGHT_MS = 10_000
ANY_URL = re.compile(r"(?:https?|wss?|ftp|file)://[^\s'\"<>]+")


SETTLED = """([id, patience]) => new Promise(resolve => {
  const root = document.documentElement;
  const watch = new MutationObserver(() => { if (root.dataset.settled === id) end(true); });
  const late = setTimeout(() => end(false), patience);
  function end(settled) {
    watch.disconnect();
    clearTimeout(late);
    const shown = [...document.querySelectorAll(".step.is-current .medium img")].filter(each => each.offsetParent);
    const drawn = shown.map(each => { each.loading = "eager"; return each.decode().catch(() => {}); });
    Promise.all(drawn).then(() => resolve(settled));
  }
  watch.observe(root, {attributes: true, attributeFilter: ["data-settled"]});
  ACTION;
  if (root.dataset.settled === id) end(true);
})"""


class PageError(Exception):
    """The page is at fault: it asked for something outside, threw an error, or did not come to rest. One sentence."""


@dataclass(frozen=True)
class Look:
    """What a picture shows of a page, and how large.

    ``still`` is ``whole`` (map and text), ``title`` (map, date and heading), ``map``, ``bare`` (the map without its
    credit line, which then stands elsewhere), or ``cover`` (the story's title beside the map). ``scale`` multiplies
    the size's pixels.
    """

    size: Size = SCREEN
    scale: float = 1.0
    still: Still = "whole"
    theme: Theme = "light"

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the pictures.

        >>> Look(Size(1920, 1080, 1.5), scale=2).pixels
        (3840, 2160)
        """
        return round(self.size.width * self.scale), round(self.size.height * self.scale)


class Photographer:
    """One open page and the pictures taken of it; made by :func:`photographer`."""

    def __init__(self, page: Page, look: Look, outside: list[str], troubles: list[str]):
        self._page = page
        width, height = look.size.viewport
        # Without a clip the picture has the page's pixels, not the screen's.
        self._clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": look.size.factor * look.scale}
        self._camera = page.context.new_cdp_session(page)
        self._outside, self._troubles = outside, troubles
        self._step = ""

    def picture(self, step: str) -> bytes:
        """A PNG of the page at rest on a step. Raises ``PageError`` when the page is at fault."""
        self.go(step)
        return self.shoot()

    def go(self, step: str) -> None:
        """Let the page show a step, and wait until ``data-settled`` names it: for the fact, never for the clock."""
        if step != self._step:
            self.settle(step, "window.story.goto(id)")
            self._step = step

    def settle(self, step: str, action: str = "") -> None:
        """Run an action in the page and return when it is at rest on a step.

        The page itself tells of the attribute: playwright's own waiting looks once a frame, which costs half a picture.
        """
        settled = self._page.evaluate(SETTLED.replace("ACTION", action), [step, PATIENCE_MS])
        self.complain()
        if not settled:
            raise PageError(f'the page did not come to rest on the step "{step}" within {PATIENCE_MS // 1000} s')

    def shoot(self, format: Literal["png", "jpeg"] = "png") -> bytes:
        """A picture of what the page shows now.

        ``optimizeForSpeed`` halves the time of a picture and makes its file a fifth larger: the encoder is what
        pictures wait for (see benchmarks/pictures_per_second.py).
        """
        asked = {"format": format, "quality": 88, "optimizeForSpeed": True, "clip": self._clip}
        answer = self._camera.send("Page.captureScreenshot", asked)
        self.complain()
        return base64.b64decode(answer["data"])

    def flight(self, step: str, frame_ms: int) -> Iterator[bytes]:
        """PNGs of the way to a step, one for each ``frame_ms`` of the page's own time, the last of them at rest there.

        The page's clock stands between frames, so a slow machine makes the same film as a quick one.
        """
        self._page.evaluate("id => window.story.goto(id)", step)
        settled = f'html[data-settled="{step}"]'
        for _ in range(MOST_FLIGHT_MS // frame_ms):
            self._page.clock.run_for(frame_ms)
            yield self.shoot()
            if self._page.query_selector(settled):
                self._step = step
                return
        raise PageError(
            f'the page did not come to rest on the step "{step}" within {MOST_FLIGHT_MS // 1000} s of its time'
        )

    def complain(self) -> None:
        """Raise ``PageError`` for the first thing that the page did and a good page does not."""
        if self._outside:
            raise PageError(
                f"the page asked for {self._outside[0]}, which is not on this machine; a story's page holds all that "
                "it needs, so take that address out of the story or the page"
            )
        if self._troubles:
            raise PageError(f"the page reports an error: {self._troubles[0]}")


@contextmanager
def photographer(browser: Browser, index: Path, first: str, look: Look, moving: bool = False) -> Iterator[Photographer]:
    """Open a built page on its step ``first`` with the network off, ready for pictures; closed at the end.

    Parameters
    ----------
    browser : from :func:`narrative.pictures.browser.open_browser`.
    index : the page's file.
    first : the id of the step on which it opens.
    look : size, scale, theme, and what is shown.
    moving : the camera flies, by a clock that stands still until :meth:`Photographer.flight` turns it on frame by
    frame.

    Raises
    ------
    PageError
        The page asks for something outside, reports an error, or does not come to rest.
    """
    from playwright.sync_api import Error

    width, height = look.size.viewport
    context = browser.new_context(
        viewport={"width": width, "height": height},
        device_scale_factor=look.size.factor * look.scale,
        reduced_motion="no-preference" if moving else "reduce",
        color_scheme=look.theme,
        offline=True,
        locale="en-GB",
        timezone_id="UTC",
    )
    try:
        yield opened(context, index, first, look, moving)
    except Error as error:
        raise PageError(f"the browser failed: {str(error).splitlines()[0]}") from None
    finally:
        with suppress(Error):  # it may be gone already
            context.close()


def opened(context: BrowserContext, index: Path, first: str, look: Look, moving: bool) -> Photographer:
    """The page in its context, watched, and at rest on its first step."""
    outside: list[str] = []
    troubles: list[str] = []
    address = index.resolve().as_uri()
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)

    def decide(route: Route) -> None:
        if route.request.url.split("#")[0].split("?")[0] == address:
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    def hear(message: Any) -> None:
        # What the page's own policy forbids is no request any more, but the page would have made it.
        if message.type == "error":
            named = ANY_URL.search(message.text)
            (outside if named and "ontent Security Policy" in message.text else troubles).append(
                named.group() if named else message.text
            )

    context.route("**/*", decide)
    page.on("websocket", lambda socket: outside.append(socket.url))
    page.on("console", hear)
    page.on("pageerror", lambda error: troubles.append(str(error).splitlines()[0]))
    if moving:
        page.clock.install(time=0)
    page.goto(f"{address}?still={look.still}&theme={look.theme}#{first}", wait_until="commit")
    result = Photographer(page, look, outside, troubles)
    result.settle(first)
    result._step = first
    if moving:
        page.clock.pause_at(600_000)
    return result

"""Firefox and WebKit, driven by the W3C's protocols: as much of playwright's `Page` as the walks through the page need.

Playwright has builds of both of its own, which no package registry carries. What Debian has (firefox-esr, and
webkit2gtk-driver with xvfb for a screen; `make browsers` installs them) is spoken to here without another driver:
Firefox by WebDriver BiDi (https://www.w3.org/TR/webdriver-bidi/), WebKit by WebDriver
(https://www.w3.org/TR/webdriver2/).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from tests.running_app import free_port, wait_for_answer

PATIENCE_S = 60.0
PACKAGES = ("firefox-esr", "webkit2gtk-driver", "xvfb")
# An expression or a function of one argument, as playwright takes it; its promise is awaited, its value comes as JSON.
CALL = """async (text) => {{
  const asked = ({0});
  const value = typeof asked === "function" ? await asked(JSON.parse(text)) : await asked;
  return JSON.stringify(value === undefined ? null : value);
}}"""
THERE = """(css) => new Promise((done, fail) => {{
  const end = performance.now() + {0};
  const look = () => {{
    if (document.querySelector(css)) done(true);
    else if (performance.now() > end) fail(new Error("nothing matches " + css));
    else setTimeout(look, 10);
  }};
  look();
}})"""


class EngineError(Exception):
    """What an engine says went wrong."""


class Engine:
    """A window of an engine. ``console`` gathers what its pages log, where the protocol tells it."""

    def __init__(self) -> None:
        self.console: list[str] = []

    def goto(self, url: str) -> None:
        raise NotImplementedError

    def call(self, function: str, text: str) -> str:
        """The JSON that an asynchronous function of a page makes of a text."""
        raise NotImplementedError

    def set_viewport_size(self, size: Mapping[str, int]) -> None:
        raise NotImplementedError

    def evaluate(self, expression: str, arg: Any = None) -> Any:
        """As playwright's: an expression, or a function of one argument.

        >>> CALL.format("1 + 1").splitlines()[1]
        '  const asked = (1 + 1);'
        """
        return json.loads(self.call(CALL.format(expression), json.dumps(arg)))

    def wait_for_selector(self, selector: str, state: str = "attached") -> None:
        """Until an element that fits is in the document."""
        assert state == "attached", "nothing else is needed"
        self.evaluate(THERE.format(1000 * PATIENCE_S), selector)


class Firefox(Engine):
    """A headless Firefox over WebDriver BiDi; an evaluation in it heeds no policy of the page."""

    def __init__(self, socket: Any) -> None:
        super().__init__()
        self.socket, self.number = socket, 0
        self.ask("session.new", capabilities={})
        self.ask("session.subscribe", events=["log.entryAdded"])
        self.context = self.ask("browsingContext.getTree")["contexts"][0]["context"]

    def ask(self, method: str, **params: Any) -> Any:
        """The result of a command; what the page logs meanwhile is kept."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": params}))
        while True:
            answer = json.loads(self.socket.recv(timeout=PATIENCE_S))
            if answer.get("method") == "log.entryAdded":
                self.console.append(f"{answer['params']['level']}: {answer['params']['text']}")
            elif answer.get("id") == self.number:
                if answer["type"] == "error":
                    raise EngineError(answer["message"])
                return answer["result"]

    def goto(self, url: str) -> None:
        self.ask("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def set_viewport_size(self, size: Mapping[str, int]) -> None:
        self.ask("browsingContext.setViewport", context=self.context, viewport=dict(size))

    def call(self, function: str, text: str) -> str:
        answer = self.ask(
            "script.callFunction",
            functionDeclaration=function,
            arguments=[{"type": "string", "value": text}],
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise EngineError(answer["exceptionDetails"]["text"])
        return str(answer["result"]["value"])


class WebKit(Engine):
    """WebKitGTK over WebDriver, which tells nothing of what the page logs."""

    def __init__(self, address: str, browser: str) -> None:
        super().__init__()
        self.address = address
        options = {"webkitgtk:browserOptions": {"binary": browser, "args": ["--automation"]}}
        session = self.ask("session", capabilities={"alwaysMatch": options})["sessionId"]
        self.address = f"{address}/session/{session}"
        milliseconds = int(1000 * PATIENCE_S)
        self.ask("timeouts", script=milliseconds, pageLoad=milliseconds)

    def ask(self, command: str, **params: Any) -> Any:
        request = urllib.request.Request(
            f"{self.address}/{command}", json.dumps(params).encode(), {"Content-Type": "application/json"}
        )
        try:
            with urllib.request.urlopen(request, timeout=2 * PATIENCE_S) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as fault:
            raise EngineError(json.load(fault)["value"]["message"]) from None

    def goto(self, url: str) -> None:
        self.ask("url", url=url)

    def set_viewport_size(self, size: Mapping[str, int]) -> None:
        """The window's rim is what is left over; a window takes its size when it gets to it."""
        inner = "() => [outerWidth - innerWidth, outerHeight - innerHeight, innerWidth, innerHeight]"
        for _ in range(5):
            wide, high, *now = self.evaluate(inner)
            if now == [size["width"], size["height"]]:
                return
            self.ask("window/rect", width=size["width"] + wide, height=size["height"] + high)
            self.evaluate("new Promise((done) => setTimeout(done, 200))")
        raise EngineError(f"the window stays at {now} instead of {dict(size)}")

    def call(self, function: str, text: str) -> str:
        script = (
            "const [text, done] = arguments; "
            f"({function})(text).then((value) => done([value]), (fault) => done(String(fault)));"
        )
        answer = self.ask("execute/async", script=script, args=[text])
        if isinstance(answer, str):
            raise EngineError(answer)
        return str(answer[0])


def line_with(stream: Any, pattern: str) -> re.Match[str]:
    """The first line of a program's output that fits."""
    for line in stream:
        found = re.search(pattern, line)
        if found:
            return found
    raise EngineError(f"the program ended before it wrote {pattern}")


@contextmanager
def program(*command: str, **options: Any) -> Iterator[subprocess.Popen[str]]:
    """A program that runs meanwhile."""
    with subprocess.Popen(command, text=True, start_new_session=True, **options) as running:
        try:
            yield running
        finally:
            running.terminate()
            try:
                running.wait(10)
            except subprocess.TimeoutExpired:
                running.kill()


@contextmanager
def firefox() -> Iterator[Engine]:
    """A Firefox without a profile of anybody's."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    assert found
    with ExitStack() as stack:
        profile = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        prefs = {"browser.cache.disk.enable": False, "ui.prefersReducedMotion": 1, "app.update.auto": False}
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in prefs.items()]
        Path(profile, "user.js").write_text("\n".join(lines))
        running = stack.enter_context(
            program(
                *(found, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"),
                stderr=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
            )
        )
        address = line_with(running.stderr, r"WebDriver BiDi listening on (ws://\S+)")[1]
        engine = Firefox(stack.enter_context(connect(f"{address}/session", max_size=None, proxy=None)))
        yield engine
        with suppress(ConnectionClosed):
            engine.ask("browser.close")


@contextmanager
def webkit() -> Iterator[Engine]:
    """A WebKitGTK's own small browser on a screen that nobody sees."""
    browsers = [
        *Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"),
        *Path("/usr/libexec").glob("webkit2gtk-4.*/MiniBrowser"),
    ]
    with ExitStack() as stack:
        read, write = os.pipe()
        screen = ("Xvfb", "-displayfd", str(write), "-screen", "0", "2000x1600x24", "-nolisten", "tcp")
        stack.enter_context(program(*screen, pass_fds=(write,), stderr=subprocess.DEVNULL))
        os.close(write)
        with os.fdopen(read) as told:
            display = told.readline().strip()
        home = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        settings = Path(home, "gtk-3.0", "settings.ini")
        settings.parent.mkdir()
        settings.write_text("[Settings]\ngtk-enable-animations=0\n")  # prefers-reduced-motion
        environment = {
            **os.environ,
            "DISPLAY": f":{display}",
            "GDK_BACKEND": "x11",
            "XDG_CONFIG_HOME": home,
            "LIBGL_ALWAYS_SOFTWARE": "1",
            # Pages of ours alone: its own sandbox needs rights that a container has not.
            "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
            "NO_AT_BRIDGE": "1",
        }
        port = free_port()
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        driver = program("WebKitWebDriver", "-p", str(port), env=environment, **quiet)
        running = stack.enter_context(driver)
        address = f"http://127.0.0.1:{port}"
        wait_for_answer(f"{address}/status", running)
        engine = WebKit(address, str(sorted(browsers)[-1]))
        yield engine
        urllib.request.urlopen(urllib.request.Request(engine.address, method="DELETE"), timeout=PATIENCE_S).close()


ENGINES: dict[str, Callable[[], Any]] = {"firefox": firefox, "webkit": webkit}


def missing(name: str) -> str:
    """Why an engine cannot be asked, or ""."""
    programs = {"firefox": ["firefox-esr"], "webkit": ["WebKitWebDriver", "Xvfb"]}[name]
    if name == "firefox" and shutil.which("firefox"):
        return ""
    lacking = [each for each in programs if not shutil.which(each)]
    return f"{' and '.join(lacking)} is not installed: make browsers installs it" if lacking else ""


def main() -> int:
    """Install the engines from the system's packages; one sentence where that is not possible."""
    lacking = [name for name in ENGINES if missing(name)]
    if lacking and shutil.which("apt-get") and os.geteuid() == 0:
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
        subprocess.run(["apt-get", "install", "-y", "-qq", *PACKAGES], check=False, env=environment)
        lacking = [name for name in ENGINES if missing(name)]
    if lacking:
        print(
            f"{' and '.join(lacking)} could not be installed here: install the packages {', '.join(PACKAGES)} "
            "(Debian's names) as root, then run make test again.",
            file=sys.stderr,
        )
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())

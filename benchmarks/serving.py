"""Measure the server: requests a second and waiting times of a story's page, beside nginx; what opening the app takes.

Run with ``.venv/bin/python benchmarks/serving.py [--seconds N] [--readers N] [--only WORD]``. The app is started as
`make run` starts it. nginx, where it is installed, serves the same page from a file beside its gzipped copy, with one
worker, as our server is one process; where it is not, its rows are skipped by name. Readers keep their connection and
ask again as soon as they have their answer: "200" without a tag, "304" with the one that holds. A row has requests a
second, the median and the 99th percentile of waiting, the processor's milliseconds a request of the server (its
children too) and how much its memory grew.

Rows "slow readers": so many ask for the page unpacked, eight times at once since the system itself takes the first
megabytes, and never read; the memory before, with them, and after a while.
"half open": as many send half a request and wait; how many are still connected after a while.
Rows "opening": a browser opens the app at the story, the story alone, and a Streamlit page with nothing in it:
requests, kilobytes, and the server's seconds of processor for it; and the same for each of 20 steps that are read.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gzip
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).parent.parent))

import os

from tests.running_app import START_SECONDS, free_port

ROOT = Path(__file__).resolve().parent.parent
SLUG = sorted(path.parent.name for path in (ROOT / "data" / "stories").glob("*/story.yaml"))[0]
PATH = f"/embed/{SLUG}"
NGINX = """
worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 2048; }}
http {{ access_log off; sendfile on; types {{ text/html html; }} default_type text/html; keepalive_requests 1000000;
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}; gzip_static on; etag on;
    location / {{ try_files $uri.html $uri =404; }} }} }}
"""
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Load:
    """What readers met."""

    waits: list[float] = field(default_factory=list)
    wrong: int = 0


class Reader(asyncio.Protocol):
    """One connection that asks again and again."""

    def __init__(self, request: bytes, status: bytes, load: Load, end: float) -> None:
        self.request, self.status, self.load, self.end = request, status, load, end
        self.over: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        self.head, self.left = b"", -1
        self.asked = time.perf_counter()
        self.transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        if self.left < 0:
            self.head += data
            end = self.head.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self.head[:end].lower()
            place = head.find(b"content-length:")
            self.left = int(head[place + 15 :].split(b"\r", 1)[0]) if place >= 0 else 0
            if not head.startswith(b"http/1.1 " + self.status):
                self.load.wrong += 1
            data = self.head[end + 4 :]
        self.left -= len(data)
        if self.left > 0:
            return
        now = time.perf_counter()
        self.load.waits.append(now - self.asked)
        if now < self.end:
            self.ask()
        else:
            self.transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        if not self.over.done():
            self.over.set_result(None)


async def asked(port: int, headers: str, status: int, readers: int, seconds: float) -> Load:
    """What so many readers meet who ask for the page for so long."""
    load, end = Load(), time.perf_counter() + seconds
    request = f"GET {PATH} HTTP/1.1\r\nHost: localhost:{port}\r\n{headers}\r\n".encode()
    made = [
        asyncio.get_running_loop().create_connection(
            lambda: Reader(request, str(status).encode(), load, end), "127.0.0.1", port
        )
        for _ in range(readers)
    ]
    await asyncio.gather(*[protocol.over for _, protocol in await asyncio.gather(*made)])
    return load


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    with contextlib.suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            found += family(int(child))
    return found


def used(pid: int) -> tuple[float, float]:
    """Processor seconds and resident megabytes of a process and its children."""
    seconds = megabytes = 0.0
    for each in family(pid):
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            seconds += (int(fields[11]) + int(fields[12])) / TICK
            megabytes += int(fields[21]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    return seconds, megabytes


@contextlib.contextmanager
def app(script: str = "streamlit_app.py") -> Iterator[tuple[int, int]]:
    """The app on a port of its own: (port, process id)."""
    port = free_port()
    options = ["--server.port", str(port), "--server.fileWatcherType", "none", "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", script, *options]
    with ended(subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)) as process:
        until_it_answers(f"http://127.0.0.1:{port}/_stcore/health")
        if script == "streamlit_app.py":
            until_it_answers(f"http://127.0.0.1:{port}{PATH}")
            until_it_rests(process.pid)
        yield port, process.pid


@contextlib.contextmanager
def nginx(page: bytes) -> Iterator[tuple[int, int]]:
    """nginx with the page as a file."""
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        file = folder / f"{PATH[1:]}.html"
        file.parent.mkdir()
        file.write_bytes(page)
        Path(f"{file}.gz").write_bytes(gzip.compress(page, 9, mtime=0))
        (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=port))
        command = ["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder)]
        with ended(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)) as process:
            until_it_answers(f"http://127.0.0.1:{port}{PATH}")
            yield port, process.pid


@contextlib.contextmanager
def ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A process, ended at the end."""
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


def until_it_answers(url: str) -> None:
    """Return when an address answers."""
    for _ in range(START_SECONDS * 10):
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=60):
            return
        time.sleep(0.1)
    raise SystemExit(f"no answer from {url}")


def until_it_rests(pid: int) -> None:
    """Return when a process has done what it does after its start: two looks, a second apart, see no work."""
    for _ in range(60):
        before = used(pid)[0]
        time.sleep(1)
        if used(pid)[0] - before < 0.05:
            return


def head_of(port: int, headers: dict[str, str]) -> tuple[str, bytes]:
    """The page's tag and body."""
    request = urllib.request.Request(f"http://127.0.0.1:{port}{PATH}", headers=headers)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.headers["ETag"], answer.read()


def rates(label: str, port: int, pid: int, readers: int, seconds: float) -> None:
    """Rows for one server."""
    for coding in ("gzip", "br"):
        tag, body = head_of(port, {"Accept-Encoding": coding})
        if (coding == "br" and body[:2] == b"\x1f\x8b") or body[:1] == b"<":
            continue  # this server has no page in Brotli
        for what, more, status in (("200", "", 200), ("304", f"If-None-Match: {tag}\r\n", 304)):
            seconds_before, memory = used(pid)
            load = asyncio.run(asked(port, f"Accept-Encoding: {coding}\r\n{more}", status, readers, seconds))
            seconds_after, memory_after = used(pid)
            cost = (seconds_after - seconds_before) / len(load.waits) * 1000
            p99 = quantiles(load.waits, n=100)[98] * 1000
            wrong = f", {load.wrong} WRONG" if load.wrong else ""
            print(
                f"| {label}, {what} {coding}, {len(body) / 1000:.0f} kB{wrong} | {len(load.waits) / seconds:,.0f}"
                f" | {median(load.waits) * 1000:.1f} | {p99:.1f} | {cost:.2f} | {memory_after - memory:+.0f} |",
                flush=True,
            )


def slow(port: int, pid: int, readers: int, patience: float) -> None:
    """Rows for readers who do not read and for requests that do not end."""
    for what, request in (
        ("slow readers, unpacked", f"GET {PATH} HTTP/1.1\r\nHost: x\r\nAccept-Encoding: identity\r\n\r\n".encode() * 8),
        ("half open", f"GET {PATH} HTTP/1.1\r\nHost: x\r\nX-Slow: ".encode()),
    ):
        before = used(pid)[1]
        held = []
        for _ in range(readers):
            each = socket.socket()
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            each.connect(("127.0.0.1", port))
            each.sendall(request)
            held.append(each)
        time.sleep(3)
        during = used(pid)[1]
        time.sleep(patience)
        left = connections(port)
        later = used(pid)[1]
        for each in held:
            each.close()
        print(
            f"| {what}, {readers} | {before:.0f} MB | {during:.0f} MB | after {patience:.0f} s: {later:.0f} MB, "
            f"{left} connected |",
            flush=True,
        )


def connections(port: int) -> int:
    """How many are connected to a port of this machine, by the server's own end."""
    wanted = f"0100007F:{port:04X}"
    count = 0
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            fields = line.split()
            count += fields[3] == "01" and fields[1].endswith(wanted)
    return count


def openings() -> None:
    """Rows for what a browser asks for."""
    from playwright.sync_api import sync_playwright

    from tests.browser_setup import LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF, find_browser

    program = find_browser()
    if program is None:
        print("(skipped: opening, no browser)")
        return
    print("\n| opening | requests | kB sent | s at rest | processor s |\n| --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        empty = Path(name) / "empty.py"
        empty.write_text('import streamlit as st\n\nst.html("<p id=rest>At rest.</p>")\n')
        browser = playwright.chromium.launch(executable_path=program, args=[*LAUNCH_ARGUMENTS, OUTSIDE_IS_CUT_OFF])
        for label, script, path, at_rest in (
            ("a Streamlit page with nothing in it", str(empty), "/", "#rest"),
            ("the story alone", "streamlit_app.py", PATH, "html[data-settled]"),
            ("the story in the app", "streamlit_app.py", f"/?story={SLUG}", "html[data-settled]"),
        ):
            with app(script) as (port, pid):
                for run in range(2):  # the first reader's run imports what later ones have
                    context = browser.new_context()
                    page = context.new_page()
                    session = context.new_cdp_session(page)
                    session.send("Network.enable")
                    sent: list[float] = []
                    session.on("Network.loadingFinished", partial(note, sent))
                    before, start = used(pid)[0], time.perf_counter()
                    page.goto(f"http://127.0.0.1:{port}{path}")
                    while not any(frame.query_selector(at_rest) for frame in page.frames):
                        page.wait_for_timeout(20)
                    seconds = time.perf_counter() - start
                    page.wait_for_timeout(2000)
                    if run:
                        kilobytes = sum(sent) / 1000
                        cost = used(pid)[0] - before
                        print(f"| {label} | {len(sent)} | {kilobytes:,.0f} | {seconds:.2f} | {cost:.2f} |", flush=True)
                        if "in the app" in label:
                            reading(page, pid)
                    context.close()
        browser.close()


def note(sent: list[float], event: dict[str, float]) -> None:
    """Keep how many bytes an answer had."""
    sent.append(event["encodedDataLength"])


def reading(page: object, pid: int, steps: int = 20) -> None:
    """The row for the server while a reader reads in the app."""
    frame = next(each for each in page.frames if each.query_selector("html[data-story]"))  # type: ignore[attr-defined]
    frame.wait_for_timeout(3000)
    before = used(pid)[0]
    for _ in range(steps):
        frame.evaluate("window.story.next()")
        frame.wait_for_selector("html[data-settled]", state="attached")
    frame.wait_for_timeout(1000)
    print(f"| a step read in the app (of {steps}) |  |  |  | {(used(pid)[0] - before) / steps:.3f} |", flush=True)


def main(seconds: float, readers: int, only: str, slow_readers: int, patience: float) -> None:
    """Everything in one run."""
    print(f"{os.cpu_count()} cores, {readers} readers, {seconds:.0f} s each\n")
    if only in "rates":
        print("| server | requests/s | median ms | p99 ms | ms of processor | MB more |\n" + "| --- |" + " ---: |" * 5)
        with app() as (port, pid):
            page = head_of(port, {"Accept-Encoding": "identity"})[1]
            rates("ours", port, pid, readers, seconds)
            if shutil.which("nginx"):
                with nginx(page) as (other, other_pid):
                    rates("nginx", other, other_pid, readers, seconds)
            else:
                print("(skipped: nginx is not installed)")
    if only in "slow":
        print("\n| who does not read | before | with them | and then |\n| --- | ---: | ---: | --- |")
        with app() as (port, pid):
            slow(port, pid, slow_readers, patience)
    if only in "opening":
        openings()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--readers", type=int, default=32)
    parser.add_argument("--slow-readers", type=int, default=200)
    parser.add_argument("--patience", type=float, default=45, help="how long the slow are waited for (45 s)")
    parser.add_argument("--only", default="", help="rates, slow or opening")
    asked_for = parser.parse_args()
    main(asked_for.seconds, asked_for.readers, asked_for.only, asked_for.slow_readers, asked_for.patience)

"""Keep a server busy and watch it: readers and app sessions that join and leave, what they wait for, what memory does.

``.venv/bin/python benchmarks/soak.py [--minutes 10] [--readers 200] [--sessions 30] [--out dist/soak.csv]`` starts the
app as `make run` does. A reader opens the first story's embed, asks again every few seconds (304 where nothing has
changed, as browsers do), and leaves after 20 to 60 s; a session speaks Streamlit's own protocol: it opens a page of the
app, goes to another page or step every 5 to 15 s, and leaves after 30 to 90 s. Whoever leaves makes room for another
at once; one in ten just drops the line. Prints all errors, p50 and p99 of each kind after the first quarter, and
memory; the file has the curve.
"""

from __future__ import annotations

import argparse
import asyncio
import csv
import os
import random
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from narrative.story import find_story, list_stories, load_story
from tests.running_app import free_port, wait_for_answer

LOOK_S = 5.0  # between two looks at the memory
PATIENCE_S = 60.0  # after which an answer counts as an error
DROPS = 0.1  # of those who leave: without a word
PAGES = ("", "places", "people", "time-line", "claims", "documents", "source", "about")


@dataclass
class Log:
    """What was waited for, in seconds by kind, what went wrong, and the memory at each look."""

    waited: dict[str, list[tuple[float, float]]] = field(default_factory=dict)  # kind: (when, how long)
    errors: list[str] = field(default_factory=list)
    joined: dict[str, int] = field(default_factory=dict)
    curve: list[tuple[float, float, int, int]] = field(default_factory=list)  # seconds, MB, answers, errors
    start: float = 0.0

    def note(self, kind: str, since: float) -> None:
        """One wait that has ended now."""
        now = time.perf_counter()
        self.waited.setdefault(kind, []).append((now - self.start, now - since))


async def answer(reader: asyncio.StreamReader) -> tuple[int, str]:
    """The status and the ETag of an answer whose body is read to its end."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])}
    status = int(head[0].split()[1])
    if "content-length" in headers:
        await reader.readexactly(int(headers["content-length"]))
    elif status != 304:
        while size := int((await reader.readline()).split(b";")[0], 16):
            await reader.readexactly(size + 2)
        await reader.readline()
    return status, headers.get("etag", "")


async def read(port: int, slug: str, log: Log, chance: random.Random) -> None:
    """One reader, from joining to leaving."""
    until = time.perf_counter() + chance.uniform(20, 60)
    reader, writer = await joined(port)
    etag = ""
    try:
        while time.perf_counter() < until:
            since = time.perf_counter()
            asked = f"GET /embed/{slug} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n"
            request = (asked + (f"If-None-Match: {etag}\r\n" if etag else "") + "\r\n").encode()
            try:
                writer.write(request)
                status, found = await asyncio.wait_for(answer(reader), PATIENCE_S)
            except (ConnectionError, asyncio.IncompleteReadError):  # a server lets idle lines go: a browser dials anew
                writer.close()
                reader, writer = await joined(port)
                writer.write(request)
                status, found = await asyncio.wait_for(answer(reader), PATIENCE_S)
            if status not in (200, 304):
                log.errors.append(f"embed: {status}")
            log.note("the page anew (200)" if status == 200 else "is it new? (304)", since)
            etag = found or etag
            if chance.random() < 0.05:
                etag = ""  # another browser behind the same line
            await asyncio.sleep(chance.uniform(1, 8))
    finally:
        if chance.random() < DROPS:
            writer.transport.abort()
        writer.close()


async def joined(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """A line to the server."""
    return await asyncio.wait_for(asyncio.open_connection("127.0.0.1", port, limit=2**20), PATIENCE_S)


async def run_script(line: ClientConnection, query: str, page: str) -> None:
    """Ask for a run of the script, and read until it has ended."""
    message = BackMsg()
    message.rerun_script.query_string = query
    message.rerun_script.page_name = page
    await line.send(message.SerializeToString())
    while True:
        heard = ForwardMsg()
        heard.ParseFromString(bytes(await line.recv(decode=False)))
        if heard.WhichOneof("type") == "script_finished":
            if heard.script_finished != ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY:
                raise RuntimeError(f"the script ended with {heard.script_finished}")
            return
        if heard.WhichOneof("type") == "delta" and heard.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(f"the page shows {heard.delta.new_element.exception.message[:80]}")


async def use(port: int, slug: str, steps: list[str], log: Log, chance: random.Random) -> None:
    """One session of the app, from joining to leaving."""
    until = time.perf_counter() + chance.uniform(30, 90)
    since, first = time.perf_counter(), True
    address = f"ws://localhost:{port}/_stcore/stream"
    line = await connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, open_timeout=PATIENCE_S)
    try:
        while time.perf_counter() < until:
            query = f"story={slug}&step={chance.choice(steps)}"
            await asyncio.wait_for(run_script(line, query, chance.choice(PAGES)), PATIENCE_S)
            log.note("the app opened" if first else "another page or step of the app", since)
            await asyncio.sleep(chance.uniform(5, 15))
            since, first = time.perf_counter(), False
    finally:
        if chance.random() < DROPS:
            line.transport.abort()
        else:
            await line.close()


async def seat(kind: str, number: int, until: float, log: Log, come: object) -> None:
    """A place that is never empty: whoever leaves is followed by another."""
    chance = random.Random(f"{kind} {number}")
    await asyncio.sleep(chance.uniform(0, 20))
    while time.perf_counter() < until:
        log.joined[kind] = log.joined.get(kind, 0) + 1
        try:
            await come(log, chance)  # type: ignore[operator]
        except asyncio.CancelledError:
            raise
        except Exception as error:
            log.errors.append(f"{kind}: {type(error).__name__}: {str(error)[:100]}")
            await asyncio.sleep(1)


async def soak(port: int, pid: int, minutes: float, readers: int, sessions: int) -> Log:
    """All of them for so many minutes, and the memory of the server's process meanwhile."""
    slug = list_stories()[0]
    steps = [step.id for step in load_story(find_story(slug)).steps]
    log = Log(start=time.perf_counter())
    until = log.start + 60 * minutes

    async def one_reader(log: Log, chance: random.Random) -> None:
        await read(port, slug, log, chance)

    async def one_session(log: Log, chance: random.Random) -> None:
        await use(port, slug, steps, log, chance)

    seats = [asyncio.create_task(seat("reader", number, until, log, one_reader)) for number in range(readers)]
    seats += [asyncio.create_task(seat("session", number, until, log, one_session)) for number in range(sessions)]
    while time.perf_counter() < until:
        answers = sum(len(each) for each in log.waited.values())
        log.curve.append((time.perf_counter() - log.start, memory_mb(pid), answers, len(log.errors)))
        await asyncio.sleep(LOOK_S)
    for each in seats:
        each.cancel()
    await asyncio.gather(*seats, return_exceptions=True)
    return log


def processor_s(pid: int) -> float:
    """The processor seconds that a process has had."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(pid: int) -> float:
    """The memory that a process holds."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6


def told(log: Log) -> None:
    """Print the figures."""
    warm = log.curve[-1][0] / 4
    for kind, waits in sorted(log.waited.items()):
        lasted = sorted(each for at, each in waits if at >= warm)
        if not lasted:
            continue
        middle, worst = statistics.median(lasted), lasted[min(len(lasted) - 1, len(lasted) * 99 // 100)]
        print(f"{kind:<32} {len(lasted):>6}  p50 {middle * 1000:6.0f} ms  p99 {worst * 1000:6.0f} ms")
    joins = ", ".join(f"{number} {kind}s" for kind, number in sorted(log.joined.items()))
    print(f"joined: {joins}; errors: {len(log.errors)}")
    for each in sorted(set(log.errors))[:10]:
        print(f"  {log.errors.count(each)} x {each}")
    half = [row for row in log.curve if row[0] >= log.curve[-1][0] / 2]
    at, mb = [row[0] / 60 for row in half], [row[1] for row in half]
    slope = statistics.linear_regression(at, mb).slope if len(half) > 2 else 0.0
    early = [row[1] for row in log.curve if log.curve[-1][0] / 4 <= row[0] < log.curve[-1][0] / 2] or mb
    print(
        f"memory: {log.curve[0][1]:.0f} MB at first, {statistics.median(early):.0f} MB in the second quarter, "
        f"{statistics.median(mb):.0f} MB in the second half, there {slope:+.1f} MB a minute"
    )


def main() -> None:
    """Start the server, keep it busy, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--sessions", type=int, default=30)
    parser.add_argument("--out", type=Path, default=ROOT / "dist" / "soak.csv")
    options = parser.parse_args()
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)]
    options.out.parent.mkdir(parents=True, exist_ok=True)
    said = options.out.with_suffix(".log")
    with said.open("wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_for_answer(f"http://localhost:{port}/_stcore/health", process)
            before = processor_s(process.pid)
            log = asyncio.run(soak(port, process.pid, options.minutes, options.readers, options.sessions))
            used = processor_s(process.pid) - before
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)
    told(log)
    answers = sum(len(each) for each in log.waited.values())
    print(f"processor: {used:.0f} s for {answers} answers, {1000 * used / max(answers, 1):.1f} ms each")
    print(f"tracebacks in the server's log: {said.read_text(encoding='utf-8', errors='replace').count('Traceback')}")
    with options.out.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["seconds", "memory_mb", "answers", "errors"])
        rows.writerows([f"{at:.0f}", f"{mb:.1f}", answers, errors] for at, mb, answers, errors in log.curve)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{options.readers} readers, {options.sessions} sessions, {options.minutes:g} minutes, load {load}")


if __name__ == "__main__":
    main()

"""Kill one of two replicas behind nginx while it is read: what readers and app sessions notice.

``.venv/bin/python benchmarks/replicas.py [--readers 40] [--seconds 60]`` starts two servers as `make run` does, and
nginx with deploy/nginx.conf (``apt-get install nginx-light``; without nginx it says so and ends). Readers ask for the
embed all the time; sessions of the app hold a line each. After a third of the time one replica is killed, after two
thirds it is started again. Prints answers, errors and waits of each third, and how long sessions took to be back.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from benchmarks.soak import answer, joined, run_script
from narrative.story import list_stories
from tests.running_app import free_port, wait_for_answer

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
SESSIONS = 6
Server = subprocess.Popen[bytes]


def replica(port: int) -> subprocess.Popen[bytes]:
    """A server, not yet awaited."""
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def proxy(folder: Path, port: int, ports: list[int]) -> subprocess.Popen[bytes]:
    """nginx with the project's configuration, its names and ports replaced by those of this machine."""
    text = CONFIGURATION.read_text().replace("listen 8080", f"listen 127.0.0.1:{port}")
    for number, each in enumerate(ports, 1):
        text = text.replace(f"app-{number}:8501", f"127.0.0.1:{each}")
    (folder / "nginx.conf").write_text(f"pid {folder}/pid;\nerror_log {folder}/log;\ndaemon off;\n{text}")
    return subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf"), "-p", str(folder), "-e", str(folder / "log")])


async def read(
    port: int, slug: str, until: float, waits: list[tuple[float, float]], errors: list[tuple[float, str]]
) -> None:
    """A reader who asks for the page again and again, each time as somebody new."""
    chance = random.Random(port)
    while time.perf_counter() < until:
        since = time.perf_counter()
        try:
            reader, writer = await joined(port)
            asked = f"GET /embed/{slug} HTTP/1.1\r\nHost: localhost:{port}\r\nAccept-Encoding: gzip\r\n\r\n"
            writer.write(asked.encode())
            status, _ = await asyncio.wait_for(answer(reader), 30)
            writer.close()
            if status != 200:
                raise OSError(status)
            waits.append((since, time.perf_counter() - since))
        except (OSError, ValueError, asyncio.IncompleteReadError, TimeoutError) as error:
            errors.append((since, f"{type(error).__name__} {error}".strip()))
        await asyncio.sleep(chance.uniform(0.2, 1.0))


async def stay(port: int, slug: str, number: int, until: float, gaps: list[float]) -> None:
    """A session of the app; where its line breaks it dials again, as Streamlit's page does, and notes how long."""
    address = f"ws://localhost:{port}/_stcore/stream"
    known: dict[str, Any] = {"additional_headers": {"Cookie": f"replica={number}"}}  # as nginx gave it
    out: float | None = None
    while time.perf_counter() < until:
        try:
            async with connect(address, subprotocols=[Subprotocol("streamlit")], max_size=None, **known) as line:
                await run_script(line, f"story={slug}", "")
                if out is not None:
                    gaps.append(time.perf_counter() - out)
                out = None
                while time.perf_counter() < until:
                    await asyncio.sleep(1)
                    await line.ping()
        except (ConnectionClosed, InvalidStatus, OSError, TimeoutError):
            out = out or time.perf_counter()
            await asyncio.sleep(0.5)


async def watched(
    port: int, servers: list[subprocess.Popen[bytes]], ports: list[int], readers: int, seconds: float
) -> None:
    """Read, kill, read on, start again, read on; then print."""
    slug = list_stories()[0]
    start = time.perf_counter()
    until = start + seconds
    waits: list[tuple[float, float]] = []
    errors: list[tuple[float, str]] = []
    gaps: list[float] = []
    tasks = [asyncio.create_task(read(port, slug, until, waits, errors)) for _ in range(readers)]
    tasks += [asyncio.create_task(stay(port, slug, number, until, gaps)) for number in range(SESSIONS)]
    await asyncio.sleep(seconds / 3)
    servers[0].send_signal(signal.SIGKILL)
    await asyncio.sleep(seconds / 3)
    servers[0].wait()
    servers[0] = replica(ports[0])
    await asyncio.gather(*tasks)
    for number, name in enumerate(("two replicas", "one killed", "started again")):
        first, last = start + number * seconds / 3, start + (number + 1) * seconds / 3
        lasted = sorted(each for at, each in waits if first <= at < last) or [0.0]
        failed = [said for at, said in errors if first <= at < last]
        middle, worst = statistics.median(lasted) * 1000, lasted[min(len(lasted) - 1, len(lasted) * 99 // 100)] * 1000
        print(f"{name:<14} {len(lasted):>6} pages, {len(failed)} errors, p50 {middle:.0f} ms, p99 {worst:.0f} ms")
        for said in sorted(set(failed)):
            print(f"  {failed.count(said)} x {said}")
    back = ", ".join(f"{each:.1f}" for each in sorted(gaps)) or "none was cut"
    print(f"sessions of the dead replica, back after s: {back}")


def main() -> None:
    """Start everything, watch, end everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=40)
    parser.add_argument("--seconds", type=float, default=60)
    options = parser.parse_args()
    if not shutil.which("nginx"):
        raise SystemExit("There is no nginx here: apt-get install nginx-light.")
    ports, port = [free_port(), free_port()], free_port()
    servers = [replica(each) for each in ports]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        front = proxy(Path(folder), port, ports)
        try:
            for each, server in zip(ports, servers, strict=True):
                wait_for_answer(f"http://localhost:{each}/embed/{list_stories()[0]}", server)
            asyncio.run(watched(port, servers, ports, options.readers, options.seconds))
        finally:
            for server in (*servers, front):
                server.terminate()
                server.wait(timeout=60)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{options.readers} readers, {SESSIONS} sessions, {options.seconds:g} s, load {load}")


if __name__ == "__main__":
    main()

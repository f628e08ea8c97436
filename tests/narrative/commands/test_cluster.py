"""A cluster of two workers writes what one process writes, also where one of them dies."""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from geo.world.lookup import world
from geo.world.recipe import recipe
from narrative.commands.answers import Asked, Document, answered, made_from
from narrative.commands.calls import CallError
from narrative.commands.cli import main
from narrative.commands.cluster import answered_on

distributed = pytest.importorskip("distributed", reason="requirements-dask.txt is not installed")
try:
    recipe()
except metadata.PackageNotFoundError as missing:
    pytest.skip(f"the geoparsing extra is not installed ({missing})", allow_module_level=True)

TOWNS = ("Guntown, Miss.", "Memphis", "Corinth", "Vicksburg", "Holly Springs")
TEXTS = [f"On day {day} the column left {TOWNS[day % 5]} for {TOWNS[(day * 3 + 1) % 5]}." for day in range(24)]
DOCUMENTS = [Document(str(day), text, None) for day, text in enumerate(TEXTS)]
ASKED = Asked(marked=False, home="Mississippi")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """Two workers, a process each.

    A process that is spawned runs its parent's main module anew; here that may be one of Streamlit's tests.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "__main__", ModuleType("__main__"))
        with distributed.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as two:
            yield two


@pytest.mark.filterwarnings("ignore")  # of Dask's own, when a worker is killed
def test_two_workers_write_the_bytes_of_one_process(cluster: Any, tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(f"{json.dumps({'id': each.id, 'text': each.text})}\n" for each in DOCUMENTS))
    call = ["geoparse", "--in", str(source), "--home", "Mississippi", "--out"]
    assert main([*call, str(tmp_path / "one.jsonl")]) == 0
    assert main([*call, str(tmp_path / "two.jsonl"), "--dask", cluster.scheduler_address]) == 0
    one, two = ((tmp_path / name).read_bytes() for name in ("one.jsonl", "two.jsonl"))
    assert one == two and one.count(b"\n") == 24 and b'"gazetteer_id": "gn:' in one


@pytest.mark.filterwarnings("ignore")
def test_what_a_worker_had_when_it_was_killed_is_done_by_another(cluster: Any) -> None:
    lines = answered_on(cluster.scheduler_address, DOCUMENTS, ASKED, made_from(world()), chunk=2)
    first = next(lines)
    with distributed.Client(cluster, set_as_default=False) as client:
        pid = next(iter(client.run(os.getpid).values()))
    os.kill(pid, signal.SIGKILL)
    assert [first, *lines] == list(answered(DOCUMENTS, ASKED, world()))


@pytest.mark.filterwarnings("ignore")
def test_a_worker_with_another_gazetteer_is_one_sentence(cluster: Any) -> None:
    with pytest.raises(CallError, match=r'^--dask: a worker has another gazetteer of the world; run "make geoparser"'):
        list(answered_on(cluster.scheduler_address, DOCUMENTS[:1], ASKED, "0" * 16))


def test_nobody_at_an_address_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrative.commands.cluster.PATIENCE_S", 0.2)
    with pytest.raises(CallError, match=r'no scheduler answers at "tcp://127\.0\.0\.1:9"'):
        list(answered_on("tcp://127.0.0.1:9", DOCUMENTS[:1], ASKED, ""))
    with pytest.raises(CallError, match='no scheduler answers at "nonsense://x"'):
        list(answered_on("nonsense://x", DOCUMENTS[:1], ASKED, ""))


def test_without_dask_one_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narrative.commands.cluster.find_spec", lambda name: None)
    with pytest.raises(CallError, match=r"pip install -r requirements-dask\.txt"):
        list(answered_on("tcp://127.0.0.1:9", DOCUMENTS[:1], ASKED, ""))

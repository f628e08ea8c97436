"""Numbers as Prometheus reads them, for whom the operator lets see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.applications import Starlette

from narrative.serving.metrics import Metrics, kind_of
from narrative.serving.pages import Pages
from narrative.serving.server import routes
from narrative.serving.settings import METRICS
from tests.asked import ask_app


def test_what_readers_write_into_addresses_makes_no_new_row() -> None:
    metrics = Metrics()
    for number in range(500):
        metrics.answered(f"/{number}/wp-login.php", 404, 0.001)
    rows = [sample for family in text_string_to_metric_families(metrics.text().decode()) for sample in family.samples]
    counted = [sample for sample in rows if sample.name == "narrative_map_requests_total"]
    assert [(sample.labels, sample.value) for sample in counted] == [({"kind": "other", "status": "404"}, 500.0)]


def test_a_number_that_is_watched_is_looked_up_when_it_is_asked_for() -> None:
    metrics, queue = Metrics(), list[int]()
    metrics.watch("pictures_waiting", "Orders that wait.", lambda: len(queue))
    queue.append(1)
    assert "narrative_map_pictures_waiting 1.0" in metrics.text().decode()


def test_numbers_are_shown_only_where_the_operator_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = Starlette(routes=routes(Pages(tmp_path), metrics=Metrics()))
    monkeypatch.delenv(METRICS, raising=False)
    assert ask_app(app, "/metrics").status == 404
    monkeypatch.setenv(METRICS, "1")
    shown = ask_app(app, "/metrics")
    assert (shown.status, shown.headers["cache-control"]) == (200, "no-store")
    assert shown.headers["content-type"].startswith("text/plain; version=0.0.4")
    assert "narrative_map_memory_bytes" in shown.text


@pytest.mark.parametrize(("path", "kind"), [("/m/embed/x", "page"), ("/embed/x-card.png", "picture"), ("/x", "other")])
def test_an_address_is_of_one_of_few_kinds(path: str, kind: str) -> None:
    assert kind_of(path) == kind

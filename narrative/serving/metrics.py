"""Count what the server does, in the form that Prometheus reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.metrics_core import CounterMetricFamily
from prometheus_client.registry import Collector

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 60.0)
# What is asked for, by the address: few words, whatever readers write into it.
KINDS = (
    ("picture", re.compile(r"/embed/[^/]+-card\.png$")),
    ("page", re.compile(r"/embed/[^/]+$")),
    ("atlas", re.compile(r"/atlas(/[^/]+)?$")),
    ("oembed", re.compile(r"/oembed$")),
    ("health", re.compile(r"/(healthz|metrics|_stcore/health)$")),
    ("app", re.compile(r"/(_stcore/.*|static/.*|component/.*|media/.*)$")),
)


class Metrics:
    """The numbers of one server. ``watch`` adds one that is looked up when it is asked for."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        labels = ("kind", "status")
        self._requests = Counter(
            "narrative_map_requests",
            "Requests answered, by what was asked for and the answer's status.",
            labels,
            registry=self.registry,
        )
        self._seconds = Histogram(
            "narrative_map_request_seconds",
            "How long answers took until their last byte was handed over.",
            ("kind",),
            buckets=SECONDS,
            registry=self.registry,
        )
        self.watch("memory_bytes", "The resident memory of the server's process.", resident_bytes)

    def answered(self, path: str, status: int, seconds: float) -> None:
        """Count one answer."""
        kind = kind_of(path)
        self._requests.labels(kind, str(status)).inc()
        self._seconds.labels(kind).observe(seconds)

    def watch(self, name: str, words: str, look: Callable[[], float]) -> None:
        """Add a number that ``look`` tells."""
        Gauge(f"narrative_map_{name}", words, registry=self.registry).set_function(look)

    def count(self, name: str, words: str, look: Callable[[], float]) -> None:
        """Add a number that only grows, which ``look`` tells."""
        self.registry.register(Told(f"narrative_map_{name}", words, look))

    def text(self) -> bytes:
        """All numbers, as Prometheus reads them."""
        return generate_latest(self.registry)


class Told(Collector):
    """A counter that somebody else counts."""

    def __init__(self, name: str, words: str, look: Callable[[], float]) -> None:
        self.name, self.words, self.look = name, words, look

    def collect(self) -> Iterator[CounterMetricFamily]:
        """The number as it is now."""
        yield CounterMetricFamily(self.name, self.words, value=self.look())


def kind_of(path: str) -> str:
    """What an address asks for, in one word.

    >>> [kind_of(path) for path in ("/embed/korea", "/embed/korea-card.png", "/m/atlas", "/_stcore/host", "/places")]
    ['page', 'picture', 'atlas', 'app', 'other']
    """
    return next((kind for kind, pattern in KINDS if pattern.search(path)), "other")


def resident_bytes() -> float:
    """The memory of this process; 0 where the system does not tell it in ``/proc``.

    >>> resident_bytes() >= 0
    True
    """
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0.0
    import resource

    return float(pages * resource.getpagesize())

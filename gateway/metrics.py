"""What the gateway counts, for Prometheus."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)


class Metrics:
    """A registry of its own, so that several gateways can live in one test process."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._requests = Counter(
            "vitae_http_requests",
            "Answers by route and status.",
            ("method", "route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "vitae_http_seconds",
            "Time from request to the end of the answer.",
            ("method", "route"),
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.sessions = Gauge(
            "vitae_sessions_cached", "Sessions whose identity is kept.", registry=self.registry
        )
        self.sockets = Gauge("vitae_sockets", "WebSockets signed in.", registry=self.registry)
        self.sockets_closed = Counter(
            "vitae_sockets_closed",
            "WebSockets the gateway closed, by reason.",
            ("reason",),
            registry=self.registry,
        )
        self.events = Counter(
            "vitae_job_events", "Job events received from the bus.", registry=self.registry
        )

        self._of: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        found = self._of.get((method, route, status))
        if found is None:  # looking labels up costs more than counting
            counter = self._requests.labels(method, route, str(status))
            found = counter, self._seconds.labels(method, route)
            self._of[method, route, status] = found
        found[0].inc()
        found[1].observe(seconds)

    def text(self) -> bytes:
        return generate_latest(self.registry)

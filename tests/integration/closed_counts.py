"""How many postings this process has closed, by the reason."""

from __future__ import annotations

from prometheus_client import REGISTRY


def closed_total(reason: str) -> float:
    return REGISTRY.get_sample_value("jobscout_postings_closed_total", {"reason": reason}) or 0.0

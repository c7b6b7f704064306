"""docker-compose.yml: every setting reaches the program, and no password breaks an address."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]

from jobscout.settings import from_env

ROOT = Path(__file__).parents[2]
OWN_SERVERS = {"HOST", "PORT", "METRICS_PORT", "DATA_DIR", "DATABASE_URL", "REDIS_URL"}
"""Settings that the composition must decide."""


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return {name: one for name, one in found.items() if one["image"] == "jobscout"}


def test_settings_reach_the_program(services: dict[str, Any]) -> None:
    """All of a file .env, but what the composition decides; the rest has .env as its default."""
    for service in services.values():
        assert service["env_file"] == [{"path": ".env", "required": False}]
        fixed = {
            name for name, value in service["environment"].items() if f"${{{name}" not in value
        }
        assert fixed - {"PGPASSWORD"} == OWN_SERVERS


def test_any_password(services: dict[str, Any]) -> None:
    """It is handed over by itself: PostgreSQL's clients read PGPASSWORD as it is."""
    for service in services.values():
        environment = service["environment"]
        assert environment["PGPASSWORD"] == "${POSTGRES_PASSWORD:-jobscout}"
        assert "$" not in environment["DATABASE_URL"]


def test_what_is_set_is_valid(services: dict[str, Any]) -> None:
    for service in services.values():
        given = {
            name: re.sub(r"\$\{\w+:-(.*)\}", r"\1", value)
            for name, value in service["environment"].items()
        }
        settings = from_env(given)
        assert (settings.host, settings.metrics_port) == ("0.0.0.0", 9090)  # noqa: S104

"""Kinds of other packages whose code breaks: the others are read all the same."""

from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING, Any

import pytest

from jobscout.sources import ALL, by_kind, plugins, recognition
from jobscout.sources.lever import Lever

if TYPE_CHECKING:
    from pathlib import Path
    from urllib.parse import SplitResult


@pytest.mark.parametrize("code", ["raise RuntimeError('boom')", "raise SystemExit(3)", "def"])
def test_breaks_at_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    (tmp_path / "broken_board.py").write_text(code)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "broken_board", raising=False)
    point = EntryPoint("broken", "broken_board:Board", plugins.GROUP)
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point])

    found = plugins.installed(())

    assert found.sources == ()
    assert [fault.split(" of ")[0] for fault in found.faults] == ["broken"]


class Broken(Lever):
    kind = "broken"

    def recognise(self, _address: SplitResult) -> dict[str, Any] | None:
        raise RuntimeError("boom")

    def recognise_page(self, _page: str, _address: SplitResult) -> dict[str, Any] | None:
        raise RuntimeError("boom")


def test_breaks_when_it_is_asked(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(recognition, "ALL", (Broken(), *ALL))
    page = b'<iframe src="https://jobs.lever.co/acme"></iframe>'

    by_address = recognition.by_address("https://jobs.lever.co/acme")
    in_page = recognition.in_page(page, "https://acme.example/careers")

    assert by_address == ("lever", {"board": "acme"}, True)
    assert [one.kind for one in in_page] == [by_kind("lever").kind]
    assert {record.message for record in caplog.records} == {"recognising a board failed"}

"""Errors as values that cross the border of a process."""

from __future__ import annotations

import pickle

import pytest

from jobscout import errors


@pytest.mark.parametrize(
    "error",
    [
        errors.SourceError("rate-limited", "HTTP 429", retry_after_s=7.0),
        errors.SourceChanged("greenhouse", "no jobs - at `$`"),
        errors.BadConfig("board", "is required"),
        errors.InvalidInput([errors.FieldError("titles[0]", "is empty")]),
        errors.Conflict("already-running", "it runs", scrape_id="7"),
        errors.AddressGone("gone"),
        errors.DeliveryError("busy", retry_after_s=7.0),
        errors.SettingError("PORT", "is odd"),
        errors.NotFound("nothing"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_pickling(error: errors.ScoutError) -> None:
    """A worker process hands an error back whole: its type, its sentence and its facts."""
    back = pickle.loads(pickle.dumps(error))  # noqa: S301  (our own bytes)

    assert type(back) is type(error)
    assert str(back) == str(error)
    assert {name: str(value) for name, value in vars(back).items()} == {
        name: str(value) for name, value in vars(error).items()
    }

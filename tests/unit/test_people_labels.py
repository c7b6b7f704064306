"""The labels that the benchmark of people compares searches with."""

from benchmarks.people import people


def test_labels() -> None:
    """Everybody has enough labels, one a posting, of both kinds, and none with recorded text."""
    for person in people():
        keys = [label.posting for label in person.labels]
        assert len(keys) >= 60, person.name
        assert len(set(keys)) == len(keys), person.name
        assert {label.suits for label in person.labels} == {True, False}, person.name
        assert all(len(key) == 12 and int(key, 16) >= 0 for key in keys), person.name

    tuned = [one for one in people() if one.group == "tuned"]
    assert len({one.language for one in tuned}) >= 5
    assert len({one.trade for one in tuned}) >= 8

"""``linkage.assignment``: each posting has one partner."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from jobscout.rules.linkage.assignment import one_to_one


def test_the_best_pair_is_taken_first() -> None:
    """A rival with a lower score goes to whom it suits second best."""
    taken = one_to_one([(1, 10, 0.8), (1, 11, 0.9), (2, 11, 0.85), (2, 10, 0.4)])

    assert taken == [(1, 11, 0.9), (2, 10, 0.4)]


def test_equal_scores_go_by_the_ids() -> None:
    """The lower left id chooses first, and takes the lower right id."""
    assert one_to_one([(2, 10, 0.5), (1, 11, 0.5), (1, 10, 0.5)]) == [(1, 10, 0.5)]


@given(
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5), st.sampled_from([0.2, 0.5, 0.9]))),
    st.randoms(use_true_random=False),
)
def test_the_order_of_pairs_does_not_matter(
    pairs: list[tuple[int, int, float]], random: object
) -> None:
    """The same pairs in another order are assigned alike, and no id twice on a side."""
    shuffled = list(pairs)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    taken = one_to_one(pairs)

    assert one_to_one(shuffled) == taken
    assert (
        len({left for left, _, _ in taken}) == len({right for _, right, _ in taken}) == len(taken)
    )

from difflib import SequenceMatcher

from hypothesis import given
from hypothesis import strategies as st

from keyclient.policy.loading.keys import nearest

NAMES = st.text("ab.c", max_size=6)


@given(NAMES, st.lists(NAMES, min_size=1, max_size=12))
def test_the_nearest_name_is_the_first_of_the_most_similar_ones(wanted: str, known: list[str]) -> None:
    def likeness(name: str) -> tuple[bool, float]:
        same_end = name.rpartition(".")[2] == wanted.rpartition(".")[2]
        return same_end, SequenceMatcher(None, name, wanted).ratio()

    assert nearest(wanted, known) == max(known, key=likeness)

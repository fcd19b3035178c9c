"""The harnesses of the fuzzer, thrown what Hypothesis thinks of."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.fuzz.harnesses import ENDS_CELL, ENDS_ROW, HARNESSES
from tests.fuzz.words import SEEDS, WORDS

PIECES = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(WORDS),
    st.text(max_size=4),
    st.sampled_from([ENDS_CELL, ENDS_ROW, ","]),
)
BYTES = st.one_of(
    st.lists(PIECES, max_size=24).map("".join).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(PIECES, max_size=24).map(ENDS_CELL.join).map(lambda text: text.encode("utf-8", "replace")),
    st.lists(PIECES, max_size=24).map(",".join).map(lambda text: text.encode("gb18030", "replace")),
    st.binary(max_size=64),
)


@pytest.mark.parametrize("name", HARNESSES)
@given(data=BYTES)
@example(data=b"")
def test_only_errors_of_our_own_come_out(name: str, data: bytes) -> None:
    HARNESSES[name](data)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", HARNESSES)
def test_what_the_fuzzer_starts_from_is_read(name: str, seed: str) -> None:
    HARNESSES[name](seed.encode())

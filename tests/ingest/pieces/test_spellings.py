import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.pieces import spellings
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.spellings import spellings_of
from keyclient.ingest.pieces.windows import Windows, windows_of

Stretches = tuple[Windows, np.ndarray, np.ndarray]


def stretches(texts: list[bytes]) -> Stretches:
    ends = np.cumsum([len(text) for text in texts], dtype="i8")
    length = np.array([len(text) for text in texts], dtype="i8")
    return windows_of(b"".join(texts)), ends - length, length


@given(st.lists(st.binary(max_size=40), min_size=1, max_size=30), st.integers(0, 1 << 30))
def test_each_stretch_has_its_own_spelling(texts: list[bytes], seed: int) -> None:
    many = random.Random(seed).choices(texts, k=60)
    codes, found = spellings_of(*stretches(many))
    assert [found[code] for code in codes] == many
    assert len(found) == len(set(many))


def test_none_have_no_spellings() -> None:
    codes, found = spellings_of(*stretches([]))
    assert (len(codes), found) == (0, [])


@pytest.mark.parametrize("length", [-1, 2000])
def test_no_attributes_are_shorter_than_nothing_or_that_long(length: int) -> None:
    with pytest.raises(Odd):
        spellings_of(windows_of(bytes(4000)), np.zeros(1, dtype="i8"), np.full(1, length, dtype="i8"))


def test_a_sheet_does_not_have_that_many_spellings() -> None:
    texts = [f"{number:05}".encode() for number in range(spellings.MOST + 1)]
    with pytest.raises(Odd):
        spellings_of(*stretches(texts))


def test_an_accident_of_mixing_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spellings, "_mixed", lambda words: np.zeros_like(words[0]))
    with pytest.raises(Odd):
        spellings_of(*stretches([b'" s="12" t="s"', b'" s="13" t="s"']))

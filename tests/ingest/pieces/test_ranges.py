import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.pieces import ranges
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.ranges import strings_at

TEXTS = st.lists(st.none() | st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=30)


def placed(texts: list[str | None], before: bytes = b"") -> tuple[bytes, np.ndarray, np.ndarray]:
    """The texts in one row of bytes, and where each stands."""
    data, start, length = before, [], []
    for text in texts:
        start.append(len(data) if text is not None else 0)
        length.append(-1 if text is None else len(text.encode()))
        data += (text or "").encode() + b"|"
    return data + bytes(16), np.array(start, dtype="i4"), np.array(length, dtype="i4")


@pytest.mark.parametrize("few", [1 << 17, -1])
@given(texts=TEXTS, before=st.sampled_from((b"", b"<row>")))
def test_texts_are_those_that_stand_there(few: int, texts: list[str | None], before: bytes) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ranges, "FEW", few)
        found = strings_at(*placed(texts, before))
    found.validate(full=True)
    assert found.equals(pa.array(texts, type=pa.string()))


def test_texts_may_stand_anywhere_and_more_than_once() -> None:
    data = b"abcdefgh" + bytes(16)
    start, length = np.array([5, 0, 5, 1], dtype="i4"), np.array([3, 2, 3, 0], dtype="i4")
    assert strings_at(data, start, length).to_pylist() == ["fgh", "ab", "fgh", ""]


@pytest.mark.parametrize("few", [1 << 17, -1])
@pytest.mark.parametrize("broken", [b"\xff", b"\xe5\xae", b"\xed\xa0\x80", b"a long one, and then \xc0\x80"])
def test_what_is_no_utf8_is_odd(monkeypatch: pytest.MonkeyPatch, few: int, broken: bytes) -> None:
    monkeypatch.setattr(ranges, "FEW", few)
    data = b"<v>x" + broken + bytes(16)
    start, length = np.array([3], dtype="i4"), np.array([1 + len(broken)], dtype="i4")
    with pytest.raises(Odd):
        strings_at(data, start, length)


def test_letters_are_not_put_together_from_two_texts() -> None:
    data = "<v>客</v>".encode() + bytes(16)
    with pytest.raises(Odd):
        strings_at(data, np.array([3, 5], dtype="i4"), np.array([2, 1], dtype="i4"))


@pytest.mark.parametrize(("start", "length"), [(-1, 1), (0, 100), (30, 0), (2**31 - 1, 2**31 - 1)])
def test_nothing_outside_the_data_is_read(start: int, length: int) -> None:
    with pytest.raises(ValueError, match="outside"):
        strings_at(bytes(40), np.array([start], dtype="i4"), np.array([length], dtype="i4"))


def test_few_texts_need_nothing_that_takes_long_to_import(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(ranges, "_viewed")
    assert strings_at(*placed(["张三", None, "a text of more than twelve letters"])).null_count == 1

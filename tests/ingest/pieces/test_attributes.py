import numpy as np
import pytest

from keyclient.ingest.pieces.attributes import Spelt, spelt
from keyclient.ingest.pieces.odd import Odd
from keyclient.ingest.pieces.windows import windows_of


def read(tag: bytes) -> Spelt:
    """The attributes of a tag `<c ...>`."""
    start, address = 2, tag.index(b' r="') + 4
    behind, end = tag.index(b'"', address), len(tag) - 1
    places = (np.array([place]) for place in (start, address, behind, end))
    codes, spellings = spelt(windows_of(tag), *places)
    assert codes.tolist() == [0]
    return spellings[0]


@pytest.mark.parametrize(
    ("tag", "attributes", "is_closed"),
    [
        (b'<c r="A1">', {b"r": b""}, False),
        (b'<c r="A1"/>', {b"r": b""}, True),
        (b'<c r="A1" />', {b"r": b""}, True),
        (b'<c r="A1" s="1" t="str">', {b"r": b"", b"s": b"1", b"t": b"str"}, False),
        (b'<c s="1" r="A1" t="s"/>', {b"r": b"", b"s": b"1", b"t": b"s"}, True),
        (b'<c a:b="(x) \'y\'" r="A1">', {b"a:b": b"(x) 'y'", b"r": b""}, False),
    ],
)
def test_attributes_are_read_in_any_order(
    tag: bytes,
    attributes: dict[bytes, bytes],
    is_closed: bool,  # noqa: FBT001
) -> None:
    assert read(tag) == Spelt(attributes, is_closed)


@pytest.mark.parametrize("tag", [b'<c r = "A1" r="A1">', b'<c a=" r="A1">', b'<c s=1 r="A1">'])
def test_an_address_is_an_attribute(tag: bytes) -> None:
    with pytest.raises(Odd):
        read(tag)


@pytest.mark.parametrize(
    "rest", [b"x", b" s", b" s=", b" s=1", b" s='1'", b' s="1"t="s"', b' s="&amp;"', b" / ", b"//", b' 1="a"']
)
def test_what_is_no_attribute_is_odd(rest: bytes) -> None:
    with pytest.raises(Odd):
        read(b'<c r="A1"' + rest + b">")

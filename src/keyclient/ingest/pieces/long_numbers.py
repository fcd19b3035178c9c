"""Numbers of 16 digits and more, whose last digits Excel has lost: `110101199003074512`, `1.1010119900307451E+17`."""

import re
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from keyclient.ingest.pieces.runs import Ints

LEAST = 16
"""Digits of a long number."""
_LONG = re.compile(rb"\d{16,}(?:\.\d*)?|\d(?:\.\d+)?[Ee]\+?(?:1[5-9]|[2-9]\d)")
_SHORTEST = 4
"""Bytes of `1E15`."""
_PLUS, _MINUS, _POINT, _POWER, _SMALL, _ZERO = b"+-.e 0"
"""`_SMALL` makes a capital a small letter."""
_NINE, _LEAST_ONES = 9, 5
"""The lowest power of ten of a long number is the 15th."""
_EIGHT = 8
_ONES = np.uint64(0x0101010101010101)
_ZEROS, _CARRY, _HIGH = np.uint64(0x30) * _ONES, np.uint64(0x06) * _ONES, np.uint64(0xF0) * _ONES
_MASKS = np.array([(1 << 8 * count) - 1 for count in range(_EIGHT + 1)], dtype=np.uint64)


def long_numbers_at(data: bytes, start: "Ints", length: "Ints") -> "Ints":
    """Which of some values are long numbers: their places, ascending. Behind the values there are 64 bytes more."""
    octets = np.frombuffer(data, dtype=np.uint8)
    third = octets.take(start + length - 3, mode="clip")
    is_power = (third == _PLUS) | (third | _SMALL == _POWER)
    at = np.flatnonzero((length >= LEAST) | (is_power & (length >= _SHORTEST)))
    if not len(at):
        return at
    start, length = start[at], length[at]
    sign = octets[start] == _MINUS
    # `12345.678901234567` has as many bytes and is not long: only a power or 16 digits in front are worth a look.
    hopeful = np.flatnonzero(is_power[at] | (_no_digits(_words(data)[start + sign]) == 0))
    if not len(hopeful):
        return at[:0]
    at, sign = at[hopeful], sign[hopeful]
    is_power, start, length = is_power[at], start[hopeful] + sign, length[hopeful] - sign
    digits = _digits_from(data, start)
    is_long = (digits >= length) & (length >= LEAST)
    powers = np.flatnonzero(is_power)
    is_long[powers] = _are_long_powers(data, start[powers], length[powers])
    for place in np.flatnonzero(~is_long & (is_power | (digits >= LEAST))).tolist():
        first = int(start[place])
        is_long[place] = _LONG.fullmatch(data, first, first + int(length[place])) is not None
    return at[is_long]


def _are_long_powers(data: bytes, start: "Ints", length: "Ints") -> npt.NDArray[np.bool_]:
    """Which values are surely written as `1.1010119900307451E+17`; of others a pattern has to tell."""
    octets = np.frombuffer(data, dtype=np.uint8)
    end = start + length
    letter = end - 3 - (octets.take(end - 3) == _PLUS)
    tens, ones = octets.take(end - 2) - _ZERO, octets.take(end - 1) - _ZERO
    is_power = (tens <= _NINE) & (ones <= _NINE) & ((tens > 1) | ((tens == 1) & (ones >= _LEAST_ONES)))
    whole, places = octets.take(start) - _ZERO, letter - start - 2
    found: npt.NDArray[np.bool_] = (
        is_power & (octets.take(letter) | _SMALL == _POWER) & (whole <= _NINE) & (octets.take(start + 1) == _POINT)
        & (places > 0) & (_digits_from(data, start + 2) == places)
    )  # fmt: skip
    return found


def _digits_from(data: bytes, start: "Ints") -> "Ints":
    """How many digits stand in a row from each place on, three times eight at most."""
    words = _words(data)
    count = np.zeros(len(start), dtype=np.int64)
    for step in range(0, 3 * _EIGHT, _EIGHT):
        odd = _no_digits(words[start + step])
        before = np.where(odd == 0, _EIGHT, _lowest_byte(odd))
        count = np.where(count == step, count + before, count)
    return count


def _words(data: bytes) -> npt.NDArray[np.uint64]:
    """At each place, the eight bytes from there on."""
    return np.ndarray((len(data) - _EIGHT,), dtype="<u8", buffer=data, strides=(1,))


def _no_digits(word: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """Not zero in the bytes that are no digits."""
    # A byte is a digit if its upper half is 3 and stays so when 6 is added: no carry leaves a byte below 0xFA.
    return ((word & _HIGH) ^ _ZEROS) | (((word & ~_HIGH) + _CARRY) & _HIGH)


def _lowest_byte(word: npt.NDArray[np.uint64]) -> npt.NDArray[np.int64]:
    """The place of the first byte that is not zero."""
    count = np.zeros(len(word), dtype=np.int64)
    for mask in _MASKS[1:_EIGHT]:
        count += (word & mask) == 0
    return count

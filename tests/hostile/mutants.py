"""Mutants of small honest books: bytes flipped, parts dropped, swapped or cut, checksums wrong.

Every mutant is named by its number; the same seed gives the same mutants. Whatever a mutant is, reading it has to end
in an answer or in a refusal of our own.
"""

import random
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from tests.hostile.files import FORMATS
from tests.hostile.texts import TABLE
from tests.making.cells import CUSTOMERS, Day, Error, Formula, Row, Rows
from tests.making.ods import ods
from tests.making.packages import package, parts_of
from tests.making.xls import xls
from tests.making.xlsb import xlsb
from tests.making.xlsx import xlsx

_FOURTH: Row = ("开户日期", Day(45_000), Day(45_001.5), "2026-01-31")
ROWS: Rows = (
    ("客户资产表", None, None, "单位：元"),
    *((*row, fourth) for row, fourth in zip(CUSTOMERS, _FOURTH, strict=True)),
    ("004", "赵六", Error("#N/A"), True),
    ("005", "钱七", Formula("C3*2", 10.0), -1.5e10),
    ("合计", None, 18.5, None),
)
_PAGE = (
    "<html><body><table><tr><td>"
    + TABLE.replace(",", "</td><td>").replace("\n", "</td></tr><tr><td>")
    + "</table></html>"
)
BOOKS: dict[str, Callable[[], bytes]] = {
    "xlsx": lambda: xlsx({"说明": [("本表",)], "客户": ROWS}, hidden=["说明"]),
    "xlsm": lambda: xlsx({"客户": ROWS}, macros=True),
    "xlsb": lambda: xlsb({"客户": ROWS}),
    "xls": lambda: xls({"客户": ROWS, "说明": [("本表",)]}),
    "ods": lambda: ods({"客户": ROWS, "说明": [("本表",)]}),
    "csv": FORMATS["csv"],
    "html": lambda: _PAGE.encode("gb18030"),
}


class Mutant(NamedTuple):
    """One mutant."""

    number: int
    suffix: str
    how: str
    content: bytes


Chance = random.Random
Mutation = Callable[[bytes, Chance], bytes]


def flip(content: bytes, chance: Chance) -> bytes:
    """Some bits are others."""
    changed = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def truncate(content: bytes, chance: Chance) -> bytes:
    """The end has not arrived."""
    return content[: chance.randrange(len(content))]


def remove(content: bytes, chance: Chance) -> bytes:
    """A piece from the middle is gone."""
    start = chance.randrange(len(content))
    return content[:start] + content[start + chance.randint(1, 64) :]


def repeat(content: bytes, chance: Chance) -> bytes:
    """A piece stands there more than once."""
    start = chance.randrange(len(content))
    piece = content[start : start + chance.randint(1, 64)]
    return content[:start] + piece * chance.choice((2, 3, 50)) + content[start + len(piece) :]


def overwrite(content: bytes, chance: Chance) -> bytes:
    """A number somewhere is as large, or as small, as it can be."""
    start = chance.randrange(len(content))
    word = chance.choice(
        (b"\xff" * 4, b"\x00" * 4, b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"\xff\xff", b"\x80")
    )
    return content[:start] + word + content[start + len(word) :]


def retell(content: bytes, chance: Chance) -> bytes:
    """A number written in digits is another."""
    digits = [at for at, byte in enumerate(content) if 48 <= byte <= 57]
    if not digits:
        return flip(content, chance)
    at = chance.choice(digits)
    number = chance.choice(
        (b"0", b"-1", b"65536", b"1048577", b"4294967296", b"99999999999999999999", b"1e999", b"x")
    )
    return content[:at] + number + content[at + 1 :]


BYTES: Sequence[Mutation] = (flip, truncate, remove, repeat, overwrite, retell)


def in_part(content: bytes, chance: Chance) -> bytes:
    """One part is mutated and packed anew, so that its checksum is right."""
    parts = parts_of(content)
    name = chance.choice([part for part, body in parts.items() if body])
    return package({**parts, name: chance.choice(BYTES)(parts[name], chance)})


def drop_part(content: bytes, chance: Chance) -> bytes:
    """One part is missing."""
    parts = parts_of(content)
    del parts[chance.choice(list(parts))]
    return package(parts)


def swap_parts(content: bytes, chance: Chance) -> bytes:
    """Two parts stand in each other's place."""
    parts = parts_of(content)
    one, other = chance.sample(list(parts), 2)
    parts[one], parts[other] = parts[other], parts[one]
    return package(parts)


def rename_part(content: bytes, chance: Chance) -> bytes:
    """A part has another name, or one that another part has too."""
    parts = parts_of(content)
    name = chance.choice(list(parts))
    body = parts.pop(name)
    to = chance.choice((name.upper(), "/" + name, name.replace("/", "\\"), "x" + name, *parts))
    return package(parts, further=[(to, body)])


def wrong_crc(content: bytes, chance: Chance) -> bytes:
    """A part is not what its checksum says."""
    parts = parts_of(content)
    body = parts[chance.choice([part for part, body in parts.items() if body])]
    right, changed = zlib.crc32(body).to_bytes(4, "little"), chance.randbytes(4)
    return content.replace(right, changed)


def stored(content: bytes, chance: Chance) -> bytes:
    """Not packed at all, and some bytes are others: the checksum cannot be right."""
    return chance.choice(BYTES)(package(parts_of(content), zipfile.ZIP_STORED), chance)


STRUCTURE: Sequence[Mutation] = (
    in_part,
    in_part,
    in_part,
    drop_part,
    swap_parts,
    rename_part,
    wrong_crc,
    stored,
)


def mutants(count: int, seed: int) -> Iterator[Mutant]:
    """So many mutants, of every format in turn."""
    originals = {suffix: make() for suffix, make in BOOKS.items()}
    for number in range(count):
        suffix = list(BOOKS)[number % len(BOOKS)]
        chance = random.Random(f"{seed}/{number}")
        content = originals[suffix]
        packs = content.startswith(b"PK")
        mutate = chance.choice((*BYTES, *STRUCTURE) if packs else BYTES)
        yield Mutant(number, suffix, mutate.__name__, mutate(content, chance))

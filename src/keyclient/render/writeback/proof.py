"""Checks that a sheet is unchanged: every old cell, row and setting, byte for byte."""

import hashlib
import re
import zipfile
from pathlib import Path

from keyclient.render.writeback.cutter import Cutter
from keyclient.render.writeback.settings import same_settings

SPANS = re.compile(rb"""(\sspans\s*=\s*["']\d+:)(\d+)(["'])""")


def same_sheet(
    path: Path, before: zipfile.ZipFile, after: zipfile.ZipFile, part: str, apart: frozenset[int]
) -> bool:
    """Whether a sheet is the same in two packages, except for some columns (from 0)."""
    old, new = Cutter(path, before, part), Cutter(path, after, part)
    return same_settings(old, new, apart) and _digest(old, apart) == _digest(new, apart)


def _digest(cutter: Cutter, apart: frozenset[int]) -> str:
    """The hash of all rows and the part after them. The column span of a row, which is only a hint, is ignored."""
    found = hashlib.sha256(cutter.tail)
    for piece in cutter.rows():
        for row in cutter.row.finditer(piece):
            found.update(SPANS.sub(b"", row[1]))
            found.update(cutter.without(row[3] or b"", apart))
    return found.hexdigest()

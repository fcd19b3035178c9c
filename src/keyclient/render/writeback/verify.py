"""Verifies that a copy of the user's workbook differs from it only by what was added."""

import zipfile
from pathlib import Path
from typing import IO

from keyclient.render.writeback.addition import Addition, Written
from keyclient.render.writeback.earlier import columns_between, earlier_run, sheet_entry
from keyclient.render.writeback.growing import is_grown
from keyclient.render.writeback.package import changed_parts, unusual
from keyclient.render.writeback.proof import same_sheet
from keyclient.render.writeback.refusals import CHANGED
from keyclient.render.writeback.workbook import open_workbook


def verify_copy(
    source: Path, copy: Path, addition: Addition, written: Written, base: IO[bytes] | None = None
) -> None:
    """Compare the copy with the original byte by byte. Raises `CannotKeepError` naming a part that has changed.

    Every part except the lists, the styles and the customers' sheet must be equal; that sheet must have every old cell,
    row and setting unchanged, and the styles every old format in its place.
    """
    with zipfile.ZipFile(base or source) as before, zipfile.ZipFile(copy) as after:
        lost = [part for part in changed_parts(before, after) if part not in written.touched]
        if lost:
            raise unusual(source, ", ".join(lost), CHANGED)
        for part in sorted(written.touched & {name for name in before.namelist() if _is_styles(name)}):
            if not is_grown(before.read(part), after.read(part)):
                raise unusual(source, part, CHANGED)
        if written.columns is None:
            return
        workbook = open_workbook(source, before)
        entries = workbook.sheets()
        part = sheet_entry(source, entries, addition.sheet).part
        own = earlier_run(workbook, entries, addition).columns
        new = columns_between(own) | columns_between(written.columns)
        if not same_sheet(source, before, after, part, new):
            raise unusual(source, part, CHANGED)


def _is_styles(part: str) -> bool:
    return part.casefold().endswith("styles.xml")

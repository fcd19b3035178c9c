"""The sheets of an .xlsx by openpyxl: slower, exact, and at ease with far cells and new kinds of errors.

openpyxl's own walk along the rows of a sheet trusts a false dimension, fills up what is missing, and passes over rows
that come late. So only its parser is used, cell by cell, each at the place that it says of itself.
"""

import zipfile
from collections.abc import Iterator
from functools import cached_property
from typing import Any, SupportsIndex

from keyclient.ingest.child.gathered import CellValue, Gathered, Mark
from keyclient.ingest.child.sheet import Sheet
from keyclient.ingest.child.texts import cell_text

_CHART = "chartsheet"


def exact_sheets(path: str, wanted: str) -> Iterator[Sheet]:
    """The sheets of the workbook; hidden ones only when asked for by name."""
    from openpyxl.reader.excel import ExcelReader
    from openpyxl.styles.stylesheet import apply_stylesheet

    with open(path, "rb") as file:  # noqa: PTH123 - an open file: openpyxl refuses a path by its suffix
        reader = ExcelReader(file, read_only=True, data_only=True, keep_links=False)
        reader.archive = _AnyCase(file)
        reader.read_manifest()
        reader.read_strings()
        reader.read_workbook()
        apply_stylesheet(reader.archive, reader.wb)
        strings = _Strings(reader.shared_strings)
        for sheet, relation in reader.parser.find_sheets():
            if _CHART in relation.Type:
                continue
            hidden = sheet.state != "visible"
            if (wanted and sheet.name != wanted) or (hidden and not wanted):
                yield Sheet(sheet.name, hidden)
                continue
            with reader.archive.open(relation.target) as source:
                yield _gathered(source, strings, reader.wb).sheet(sheet.name, hidden=hidden)


class _AnyCase(zipfile.ZipFile):
    """A package whose parts are found whatever the case of their names, as by every program that opens workbooks."""

    def getinfo(self, name: str) -> zipfile.ZipInfo:
        """The entry of a part. Raises `KeyError` if there is none."""
        if name in self.NameToInfo:
            return super().getinfo(name)
        return super().getinfo(self._folded.get(name.lower().lstrip("/"), name))

    @cached_property
    def _folded(self) -> dict[str, str]:
        """The parts by their names in lower case; the package is only read, so they stay the same."""
        return {part.lower(): part for part in self.namelist()}


class _Strings(list[str]):
    """The shared texts of a workbook. A cell with a negative index is broken."""

    def __getitem__(self, index: SupportsIndex) -> str:  # type: ignore[override]
        if index.__index__() < 0:
            raise IndexError
        return super().__getitem__(index)


def _gathered(source: Any, strings: _Strings, book: Any) -> Gathered:  # noqa: ANN401 - openpyxl has no types
    from openpyxl.worksheet._reader import WorkSheetParser

    parser = WorkSheetParser(
        source,
        strings,
        data_only=True,
        epoch=book.epoch,
        date_formats=book._date_formats,
        timedelta_formats=book._timedelta_formats,
    )
    found = Gathered()
    for _, cells in parser.parse():
        for cell in cells:
            if cell["value"] is not None:
                _add(found, cell)
    return found


def _add(found: Gathered, cell: dict[str, Any]) -> None:
    row, column, value = cell["row"] - 1, cell["column"] - 1, cell["value"]
    if cell["data_type"] == "e":
        found.add(row, column, CellValue(str(value), Mark.ERROR))
    elif (text := cell_text(value)) is not None:
        found.put(row, column, text)

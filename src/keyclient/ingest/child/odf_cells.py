"""A cell of an OpenDocument spreadsheet, and what it holds."""

import re
from dataclasses import dataclass, field

from keyclient.ingest.child.gathered import CellValue, Mark
from keyclient.ingest.child.texts import plain_typed

NS = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, TABLE = f"{NS}office:1.0 ", f"{NS}table:1.0 "
VALUE_TYPE, FORMULA = f"{OFFICE}value-type", f"{TABLE}formula"
_CALC_TYPE = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0 value-type"
NUMBERS = ("float", "percentage", "currency")
_VALUES = {kind: f"{OFFICE}{kind}-value" for kind in ("date", "time", "boolean")}
"""Where a cell of each type has its value, if that is not what it shows."""
_ERROR = re.compile(r"#(?:[A-Z/]+[0-9]?[!?]?|N/A)|Err:\d{3}")
_TIME = re.compile(r"(-?)PT(\d+)H(\d+)M(\d+)(?:[.,](\d+))?S")


@dataclass
class OdfCell:
    """A cell that is being read."""

    column: int
    repeat: int
    attributes: dict[str, str]
    parts: list[str] = field(default_factory=list)

    @property
    def shown(self) -> str:
        """What the cell displays."""
        return "".join(self.parts).removeprefix("\n")


def value_of(cell: OdfCell) -> CellValue | None:
    """What a cell holds; None where it is blank.

    An error is recognised by its type or, in files of older programs, only by the displayed text of a formula.
    """
    attributes, shown = cell.attributes, cell.shown
    kind = attributes.get(VALUE_TYPE)
    if attributes.get(_CALC_TYPE) == "error" or (FORMULA in attributes and _ERROR.fullmatch(shown)):
        return CellValue(shown or "#ERR", Mark.ERROR)
    if kind in NUMBERS:
        text, is_long = plain_typed(attributes.get(f"{OFFICE}value", shown))
        return CellValue(text, Mark.LONG if is_long else Mark.NONE)
    text = attributes.get(_VALUES.get(kind or "", f"{OFFICE}string-value"), shown)
    match kind:
        case "date":
            text = text.replace("T", " ")
        case "time":
            text = _clock(text)
    if text.strip():
        return CellValue(text)
    return CellValue("", Mark.UNCALCULATED) if FORMULA in attributes and kind is None else None


def _clock(duration: str) -> str:
    """A time of day or a duration (`PT10H05M09S`) as people write it."""
    parts = _TIME.fullmatch(duration)
    return (
        duration if parts is None else f"{parts[1]}{int(parts[2]):02}:{int(parts[3]):02}:{int(parts[4]):02}"
    )

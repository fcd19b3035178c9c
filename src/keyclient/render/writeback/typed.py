"""Values as cells of the user's workbook, in the number formats that it has."""

import datetime as dt
from decimal import Decimal

from keyclient.model.excel import EPOCH, EPOCH_1904
from keyclient.model.label import Label, Lang
from keyclient.model.report import Cell, Kind, TableColumn
from keyclient.render.text import Voice, is_missing
from keyclient.render.writeback.cells import Value
from keyclient.render.writeback.styles import Formats

_IN_PERCENT = Label("{heading} (%)", "{heading}（%）")
_NUMBERS = (Kind.COUNT, Kind.MONEY, Kind.WAN, Kind.NUMBER, Kind.ORDINAL)
_DECIMALS = {Kind.INDEX: 4, Kind.SCORE: 1, Kind.YEARS: 1, Kind.DAYS: 1}
"""What is kept of figures that need no more."""


def typed(value: Cell, kind: Kind, formats: Formats, voice: Voice) -> tuple[Value, int | None]:
    """A cell's value and format. A share is written in percent if the workbook has no percentage format."""
    if is_missing(value):
        return None, None
    if kind is Kind.SHARE:
        share = Decimal(str(value))
        return (share, formats.share) if formats.share is not None else (round(share * 100, 2), None)
    if kind in _DECIMALS:
        return round(Decimal(str(value)), _DECIMALS[kind]), None
    if isinstance(value, dt.date):
        epoch = EPOCH_1904 if formats.is_1904 else EPOCH
        return ((value - epoch).days, formats.date) if formats.date is not None else (value.isoformat(), None)
    if kind in _NUMBERS and isinstance(value, int | float | Decimal):
        style = {Kind.MONEY: formats.money, Kind.COUNT: formats.count}.get(kind)
        return value, style
    return voice.value(value, Kind.TEXT), None


def heading(column: TableColumn, formats: Formats, lang: Lang) -> str:
    """The heading of a column, with a percent sign if its shares are in percent."""
    text = column.label.text(lang)
    if column.kind is Kind.SHARE and formats.share is None:
        return _IN_PERCENT.say(lang, {"heading": text})
    return text

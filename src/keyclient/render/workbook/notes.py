"""Writes the last sheet: notes on the figures, and their origin: book, receipt, policy, version."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from keyclient.model.envelope import Envelope
from keyclient.model.label import Label
from keyclient.model.policy_change import PolicyChange
from keyclient.model.receipt import Source
from keyclient.model.report import Kind, Report
from keyclient.render.answer import PartAnswer
from keyclient.render.palette import LINE
from keyclient.render.policy_table import ALL_DEFAULT, policy_table
from keyclient.render.text import Voice
from keyclient.render.workbook.paper import Extent, set_up
from keyclient.render.workbook.styles import Styles
from keyclient.render.workbook.texts import cell_text, lines, runs

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (28, 62, 30)
_MEANING = Label("Meaning", "说明")
_MADE_BY = Label("Made by", "生成程序")
AS_OF = Label("Data date", "数据日期")
_BOOK = Label("Book", "客户表")
_SHEET = Label("Sheet", "工作表")
_HEADER = Label("Row of the headings", "表头所在行")
_HASH = Label("SHA-256 of the book", "客户表 SHA-256")
_ROWS = Label("Rows", "行数")
_RECEIPT = Label(
    "{read} read = {customers} customers + {merged} merged + {set_aside} set aside + {totals} totals + {blank} blank + "
    "{other} headings, units, notes",
    "读取 {read} = 客户 {customers} + 并入其他行 {merged} + 搁置 {set_aside} + 合计行 {totals} + 空行 {blank} + "
    "表头、单位、备注行 {other}",
)
_ALL_OF_IT = Label(
    "All values of the policy: keyclient policy show, or the JSON of this answer.",
    "全部策略项：keyclient policy show，或本结果的 JSON 格式。",
)
_POLICY_HASH = Label("SHA-256 of the policy", "策略 SHA-256")


def write_notes(
    sheet: "Worksheet",
    told: tuple[Report, Sequence[PartAnswer]],
    origin: tuple[Envelope[BaseModel], Sequence[PolicyChange]],
    styles: Styles,
    voice: Voice,
) -> None:
    """What a line is about, and what is to be known; then the policy. `told`: an answer, and those that it sums up."""
    report, parts = told
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 1.9 * LINE)
    sheet.write_string(0, 0, cell_text(voice.label(report.title)), styles.title)
    meanings = [(_MEANING, report), *((part.title, part.report) for part in parts)]
    envelope, changes = origin
    row = 1
    for row, (name, text) in enumerate(_lines(meanings, envelope, voice), 2):
        sheet.write_string(row, 0, name, styles.faint)
        sheet.merge_range(row, 1, row, len(_WIDTHS) - 1, "", styles.body)
        sheet.write_string(row, 1, cell_text(text), styles.body)
        sheet.set_row(row, lines(text, sum(_WIDTHS[1:]) - 2) * LINE)
    _policy(sheet, row + 2, changes, styles, voice)
    sheet.hide_gridlines(2)
    set_up(sheet, Extent(sum(_WIDTHS), 1))


def _policy(
    sheet: "Worksheet", row: int, changes: Sequence[PolicyChange], styles: Styles, voice: Voice
) -> None:
    """The values of the policy that are not the defaults, as a table."""
    table = policy_table(changes)
    sheet.write_string(row, 0, cell_text(voice.label(table.title)), styles.section)
    sheet.set_row(row, 1.3 * LINE)
    for place, column in enumerate(table.columns if changes else ()):
        sheet.write_string(row + 1, place, voice.label(column.label), styles.head(text=True))
    for at, cells in enumerate(table.rows, row + 2):
        texts = [cell_text(voice.value(cell, Kind.TEXT)) for cell in cells]
        sheet.set_row(at, max(map(lines, texts, _WIDTHS)) * LINE)
        for place, text in enumerate(texts):
            sheet.write_string(at, place, text, styles.line(Kind.TEXT, quoted=runs(text)))
    below = row + len(table.rows) + 1 + bool(changes)
    said = _ALL_OF_IT if changes else ALL_DEFAULT
    sheet.write_string(below, 0, voice.label(said), styles.remark)


def _lines(
    meanings: Sequence[tuple[Label, Report]], envelope: Envelope[BaseModel], voice: Voice
) -> Iterator[tuple[str, str]]:
    for name, report in meanings:
        for number, sentence in enumerate(report.notes):
            yield "" if number else voice.label(name), voice.sentence(sentence)
    yield voice.label(_MADE_BY), f"keyclient {envelope.version} · {envelope.schema_}"
    if envelope.as_of is not None:
        yield voice.label(AS_OF), envelope.as_of.isoformat()
    for source in envelope.sources:
        yield from _source(source, voice)
    yield voice.label(_POLICY_HASH), envelope.policy_sha256


def _source(source: Source, voice: Voice) -> Iterator[tuple[str, str]]:
    yield voice.label(_BOOK), source.path
    if source.sheet is not None:
        yield voice.label(_SHEET), source.sheet
    yield voice.label(_HEADER), str(source.header_row)
    yield voice.label(_ROWS), voice.label(_RECEIPT.filled(**source.rows.model_dump()))
    yield voice.label(_HASH), source.sha256

"""Writes the last sheet: notes on the figures, and their origin: book, receipt, policy, version."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from keyclient.model.envelope import Envelope
from keyclient.model.label import Label
from keyclient.model.receipt import Source
from keyclient.model.report import Report
from keyclient.render.answer import PartAnswer
from keyclient.render.palette import LINE
from keyclient.render.text import Voice
from keyclient.render.workbook.styles import Styles
from keyclient.render.workbook.texts import cell_text, lines

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS = (28, 92)
_LONG = 300
"""The longest policy table, in characters, to print on one line."""
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
_POLICY = Label("Policy", "策略")
_NOT_SET = Label("not set", "未设置")
_POLICY_HASH = Label("SHA-256 of the policy", "策略 SHA-256")


def write_notes(
    sheet: "Worksheet",
    told: tuple[Report, Sequence[PartAnswer]],
    envelope: Envelope[BaseModel],
    styles: Styles,
    voice: Voice,
) -> None:
    """Two columns: what a line is about, and what is to be known. `told`: an answer, and those that it sums up."""
    report, parts = told
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    sheet.set_row(0, 1.9 * LINE)
    sheet.write_string(0, 0, cell_text(voice.label(report.title)), styles.title)
    meanings = [(_MEANING, report), *((part.title, part.report) for part in parts)]
    for row, (name, text) in enumerate(_lines(meanings, envelope, voice), 2):
        sheet.write_string(row, 0, name, styles.faint)
        sheet.write_string(row, 1, cell_text(text), styles.body)
        sheet.set_row(row, lines(text, _WIDTHS[1] - 2) * LINE)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.set_footer("&L&8&A&R&8&P / &N")


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
    for number, (key, value) in enumerate(_keys(envelope.policy)):
        said = voice.label(_NOT_SET) if value is None else json.dumps(value, ensure_ascii=False)
        yield "" if number else voice.label(_POLICY), f"{key} = {said}"
    yield voice.label(_POLICY_HASH), envelope.policy_sha256


def _keys(policy: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """The values of the policy; a table in it that is no value itself is told key by key."""
    for key, value in policy.items():
        if isinstance(value, dict) and value and len(json.dumps(value, ensure_ascii=False)) > _LONG:
            yield from ((f"{key}.{inner}", held_by) for inner, held_by in value.items())
        else:
            yield key, value


def _source(source: Source, voice: Voice) -> Iterator[tuple[str, str]]:
    yield voice.label(_BOOK), source.path
    if source.sheet is not None:
        yield voice.label(_SHEET), source.sheet
    yield voice.label(_HEADER), str(source.header_row)
    yield voice.label(_ROWS), voice.label(_RECEIPT.filled(**source.rows.model_dump()))
    yield voice.label(_HASH), source.sha256

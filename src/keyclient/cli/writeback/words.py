"""The messages about an answer in the user's own workbook: refusals, what was added, notes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from keyclient import __version__
from keyclient.errors import InputError, OutputError, UsageError
from keyclient.model.label import Label
from keyclient.model.place import column_letters
from keyclient.model.receipt import Source
from keyclient.model.report import Kind, Sentence, Value
from keyclient.render.writeback.addition import Written
from keyclient.render.writeback.write import FILTERED


class NotInPlaceError(UsageError):
    """The book is not a workbook that can be edited."""

    sentence = Label(
        "{path} is not an .xlsx workbook, so nothing can be written into it. Without --in-place the answer goes to a new "
        "workbook beside it.",
        "{path} 不是 .xlsx 工作簿，无法直接写入。请去掉 --in-place，结果将写入旁边的新工作簿。",
    )


class OwnCopyError(UsageError):
    """The book is itself a copy with answers in it."""

    sentence = Label(
        "{path} is keyclient's own copy of a workbook. Add --in-place to write into it, or name the workbook itself.",
        "{path} 是 keyclient 生成的副本。如需写入该副本，请加 --in-place；否则请指定原工作簿。",
    )


class BookChangedError(InputError):
    """The book has changed since it was read."""

    sentence = Label(
        "{path} changed after it was read; nothing was written. Try again when nobody is saving it.",
        "{path} 在读取之后被修改，未写入任何内容。请在无人保存该文件时重试。",
    )


class NotEqualError(OutputError):
    """The written copy does not read as the book does."""

    sentence = Label(
        "{path}: the copy differs from the original at {place}; nothing was written. Use -o FILE.xlsx for a "
        "workbook of its own.",
        "{path}：写入后的副本与原表读取结果不一致（{place}），未写入任何内容。请改用 -o 文件.xlsx 另存结果。",
    )


class NotComparedError(OutputError):
    """The written copy, or the book itself, cannot be read for the comparison of the two."""

    sentence = Label(
        "{path}: the copy cannot be compared with the original ({why}); nothing was written. Use -o FILE.xlsx for a "
        "workbook of its own.",
        "{path}：无法将写入后的副本与原表逐格核对（{why}），未写入任何内容。请改用 -o 文件.xlsx 另存结果。",
    )


_BY = Label(
    "Made by keyclient {version}; data date {as_of}.", "由 keyclient {version} 生成；数据日期 {as_of}。"
)
_POLICY = Label("Policy {sha256}.", "策略 {sha256}。")
_RECEIPT = Label(
    "{read} rows read = {customers} customers + {merged} merged + {set_aside} set aside + {totals} totals + {blank} blank "
    "+ {other} headings, units, notes.",
    "读取 {read} 行 = 客户 {customers} + 并入其他行 {merged} + 搁置 {set_aside} + 合计行 {totals} + 空行 {blank} + 表头、单位、备注行 {other}。",
)
_MERGED = Label(
    "Customers with several rows have their result in each of them; shares are of the customer, not of the row.",
    "同一客户有多行时，各行均显示该客户的结果；占比为客户整体占比，不可按行相加。",
)
_EVENTS = Label(
    "The rows are events, not customers: only the summary was added.",
    "各行为阶段变化记录而非客户，仅添加汇总工作表。",
)
_BARE = Label(
    "The table has no headings to place result columns beside: only the summary was added.",
    "表格没有表头，无法与原有列区分，仅添加汇总工作表。",
)
_ADDED = Label(
    "Wrote {path}: columns {first} to {last} of sheet {customers}, summary on sheet {sheet}.",
    "已写入 {path}：结果在工作表 {customers} 的 {first} 至 {last} 列，汇总在工作表 {sheet}。",
)
_SUMMARY = Label("Wrote {path}: summary on sheet {sheet}.", "已写入 {path}：汇总在工作表 {sheet}。")
_KEPT = Label("Original kept as {kept}.", "原文件已另存为 {kept}。")
_OPEN = Label(
    "{wanted} is open in another program, so the answer was saved under another name.",
    "{wanted} 正被其他程序打开，结果已改用其他文件名。",
)
_FRESH = Label(
    "{book} is not an .xlsx workbook: this is a new workbook with the cells of its sheet; formulas, formats and other sheets "
    "are not in it.",
    "{book} 不是 .xlsx：已新建工作簿，仅含该表所在工作表的单元格内容，不含公式、格式和其他工作表。",
)


@dataclass(frozen=True)
class Place:
    """Where an answer was written."""

    path: Path
    wanted: Path
    """The name it should have had."""
    customers: str
    """The customers' sheet."""
    kept: Path | None = None
    """The copy of the file that was replaced."""
    fresh_from: Path | None = None
    """The book, if it is not an .xlsx file."""


def notes_of(
    source: Source, as_of: str, sha256: str, *, has_columns: bool, is_log: bool
) -> tuple[Sentence, ...]:
    """The notes on the new sheet about how it was made."""
    merged = (Sentence(_MERGED),) if has_columns and source.rows.merged else ()
    bare = () if has_columns else (Sentence(_EVENTS if is_log else _BARE),)
    rows = {name: Value(count, Kind.COUNT) for name, count in source.rows.model_dump().items()}
    made = {"version": Value(__version__, Kind.TEXT), "as_of": Value(as_of, Kind.TEXT)}
    return (
        *merged,
        *bare,
        Sentence(_RECEIPT, rows),
        Sentence(_BY, made),
        Sentence(_POLICY, {"sha256": Value(sha256, Kind.TEXT)}),
    )


def said(written: Written, place: Place, *, is_log: bool) -> Iterator[Sentence]:
    """What was added where."""
    words = {"path": place.path, "sheet": written.sheet, "customers": place.customers, "wanted": place.wanted}
    if place.wanted != place.path:
        yield _sentence(_OPEN, words)
    if written.columns is None:
        yield _sentence(_EVENTS if is_log else _BARE, words)
        yield _sentence(_SUMMARY, words)
    else:
        first, last = map(column_letters, written.columns)
        yield _sentence(_ADDED, {**words, "first": first, "last": last})
    if place.fresh_from is not None:
        yield _sentence(_FRESH, {"book": place.fresh_from})
    if place.kept is not None:
        yield _sentence(_KEPT, {"kept": place.kept})


def warned(written: Written, customers: str) -> Sentence | None:
    """The warning that filters do not include the new columns."""
    if written.columns is None or not written.is_filtered:
        return None
    first, last = map(column_letters, written.columns)
    return _sentence(FILTERED, {"sheet": customers, "first": first, "last": last})


def _sentence(label: Label, words: Mapping[str, object]) -> Sentence:
    return Sentence(label, {name: Value(str(word), Kind.TEXT) for name, word in words.items()})

"""The summary of a run: what was processed, what is missing and what to do about it."""

from collections.abc import Iterator

from keyclient.batch.consolidated.moves_tables import moves_said
from keyclient.batch.consolidated.plan_tables import plans_said
from keyclient.batch.consolidated.risk_tables import risk_said
from keyclient.batch.record.reasons import SKIP_REASONS, STATUSES, SkipReason, is_plain_text
from keyclient.batch.record.run_record import BookLine, RunCounts, RunRecord
from keyclient.model.label import NO_WORDS, Label, listed
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, TableColumn, Value

_TITLE = Label("Batch run", "批量运行结果")
_ALL = Label("{whole} of {books} books processed.", "共 {books} 份表格，已处理 {whole} 份。")
_FAILED = Label(
    "{whole} of {books} books processed; {lacking} failed.",
    "{books} 份表格中 {whole} 份处理完成，{lacking} 份失败。",
)
_INCOMPLETE = Label(
    "{whole} of {books} books have a complete result; {lacking} do not.",
    "{books} 份表格中 {whole} 份结果完整，{lacking} 份不完整。",
)
_NONE = Label(
    "No books found. Check the sources and batch.files.", "没有找到表格。请检查来源文件夹和 batch.files。"
)
_MISSING = Label("Branches without a book: {names}.", "缺表网点：{names}。")
_RESULTS = Label("Results: {out}", "结果文件夹：{out}")
_NO_BOOKS = Label(
    "Passed over, as they hold a few lines of text and no table: {books}.",
    "以下文件只有几行文字而无表格，已跳过：{books}。",
)
_STALE = Label(
    "Older results of books that are gone or could not be read: {count}; kept, but not part of the consolidated figures.",
    "已不存在或本次未能读取的表格，其旧结果共 {count} 份，予以保留，不计入汇总。",
)
_LAST_KNOWN = Label(
    "Books in folders that could not be listed: {count}; their last known results are kept and consolidated.",
    "所在文件夹无法列出的表格共 {count} 份，其最近一次结果予以保留并计入汇总。",
)
_COPY = Label(
    "{copy} is a copy of {book}, byte for byte: it counts once.",
    "{copy} 与 {book} 内容完全相同，只计一次。",
)
_EARLIER = Label(
    "{branch}: {later} ({later_period}) counts; earlier months of it are not added up: {books}.",
    "{branch}：以 {later}（{later_period}）为准，较早各期不重复相加：{books}。",
)
_DATED = Label("{book} ({period})", "{book}（{period}）")
_WHAT_TO_DO = Label("{code}: {remedy}", "{code}：{remedy}")
_BOOK = TableColumn("book", Label("book", "表格"), Kind.TEXT)
_STATUS = TableColumn("status", Label("status", "状态"), Kind.TEXT)
_CODE = TableColumn("code", Label("code", "代码"), Kind.TEXT)
_MESSAGE = TableColumn("message", Label("what happened", "情况"), Kind.TEXT)
_REMEDY = TableColumn("remedy", Label("what to do", "处理办法"), Kind.TEXT)


def run_report(run: RunRecord) -> Report:
    """The summary as a report; its CSV has one line per book."""
    incomplete = [line for line in run.books if line.status == "failed" or line.standing == "partial"]
    rows = [(line.book, STATUSES[line.status], line.code, line.message) for line in incomplete]
    closed = [(folder.path, folder.code, folder.message) for folder in run.closed_folders]
    tables = (
        Table(
            "not_done",
            Label("Books without a complete result", "结果不完整的表格"),
            (_BOOK, _STATUS, _CODE, _MESSAGE),
            rows,
        ),
        Table(
            "closed",
            Label("Folders that could not be listed", "无法列出的文件夹"),
            (_BOOK, _CODE, _MESSAGE),
            closed,
        ),
    )
    return Report(
        title=_TITLE,
        headline=tuple(_headline(run)),
        facts=tuple(_facts(run)),
        tables=tuple(table for table in tables if table.rows),
        notes=tuple(_notes(run)),
        records=_records(run),
    )


def _headline(run: RunRecord) -> Iterator[Sentence]:
    counts = run.counts
    values = {
        "books": Value(counts.books, Kind.COUNT),
        "whole": Value(counts.whole, Kind.COUNT),
        "lacking": Value(counts.books - counts.whole, Kind.COUNT),
    }
    if not counts.books:
        yield Sentence(_NONE)
    else:
        yield Sentence(_headline_label(counts), values)
    if run.branches is not None and run.branches.missing:
        yield Sentence(_MISSING, {"names": Value(listed(run.branches.missing), Kind.TEXT)})
    yield Sentence(_RESULTS, {"out": Value(run.out, Kind.TEXT)})


def _headline_label(counts: RunCounts) -> Label:
    """All processed; some failed; or some incomplete for other reasons as well."""
    lacking = counts.books - counts.whole
    if not lacking:
        return _ALL
    return _FAILED if lacking == counts.failed else _INCOMPLETE


def _facts(run: RunRecord) -> Iterator[Fact]:
    counts = run.counts
    yield Fact(Label("done", "完成"), counts.done, Kind.COUNT)
    yield Fact(Label("unchanged", "未变化"), counts.unchanged, Kind.COUNT)
    for label, count in (
        (Label("partial", "部分完成"), counts.partial),
        (Label("failed", "失败"), counts.failed),
        (Label("still being written", "其中仍在写入"), counts.left),
        (Label("not retried", "未补跑"), counts.not_retried),
        (Label("out of reach", "无法访问"), counts.out_of_reach),
        (Label("files not read", "不读取的文件"), len(run.passed_over)),
        (Label("text files without a table", "不含表格的文本文件"), counts.no_table),
    ):
        if count:
            yield Fact(label, count, Kind.COUNT)


def _taken_for_notes(run: RunRecord) -> Iterator[Sentence]:
    """The files that are named like books and hold only a note."""
    books = [
        line.book for line in run.books if line.reason == SkipReason.NO_TABLE and not is_plain_text(line.book)
    ]
    if books:
        yield Sentence(_NO_BOOKS, {"books": Value(listed(books), Kind.TEXT)})


def _notes(run: RunRecord) -> Iterator[Sentence]:
    """What to do about each code, once, since a terminal has no room for it next to each book."""
    remedies = {line.code: line.remedy for line in run.books if line.code is not None}
    remedies |= {folder.code: folder.remedy for folder in run.closed_folders}
    for code, remedy in sorted(remedies.items()):
        yield Sentence(_WHAT_TO_DO, {"code": Value(code, Kind.TEXT), "remedy": Value(remedy, Kind.TEXT)})
    for file in run.passed_over:
        if file.copy_of is not None:
            words = {"copy": Value(file.path, Kind.TEXT), "book": Value(file.copy_of, Kind.TEXT)}
            yield Sentence(_COPY, words)
    yield from _taken_for_notes(run)
    yield from _earlier(run)
    yield from moves_said(run.moves)
    yield from risk_said(run.risk)
    yield from plans_said(run.work)
    if run.counts.out_of_reach:
        yield Sentence(_LAST_KNOWN, {"count": Value(run.counts.out_of_reach, Kind.COUNT)})
    older = set(run.stale) - {output.path for line in run.books for output in line.outputs}
    if older:
        yield Sentence(_STALE, {"count": Value(len(older), Kind.COUNT)})


def _earlier(run: RunRecord) -> Iterator[Sentence]:
    """Of each branch with several months, the one that counts and the others."""
    found: dict[tuple[str, str, str], list[Label]] = {}
    for line in run.earlier:
        told = _DATED.filled(book=line.book, period=line.period)
        found.setdefault((line.branch, line.later, line.later_period), []).append(told)
    for (branch, later, period), books in found.items():
        words = {"branch": branch, "later": later, "later_period": period, "books": listed(books)}
        yield Sentence(_EARLIER, {name: Value(word, Kind.TEXT) for name, word in words.items()})


def _records(run: RunRecord) -> Table:
    columns = (
        _BOOK,
        _STATUS,
        TableColumn("reason", Label("reason", "原因"), Kind.TEXT),
        TableColumn("standing", Label("result", "结果"), Kind.TEXT),
        _CODE,
        _MESSAGE,
        _REMEDY,
        TableColumn("as_of", Label("data date", "数据日期"), Kind.DATE),
        TableColumn("customers", Label("customers", "客户数"), Kind.COUNT),
        TableColumn("set_aside", Label("rows set aside", "搁置行数"), Kind.COUNT),
        TableColumn("seconds", Label("seconds", "秒"), Kind.NUMBER),
    )
    return Table("books", Label("All books", "全部表格"), columns, list(map(_record, run.books)))


def _record(line: BookLine) -> tuple[object, ...]:
    return (
        line.book,
        STATUSES[line.status],
        None if line.reason is None else SKIP_REASONS[SkipReason(line.reason)],
        None if line.standing is None else STATUSES[line.standing],
        line.code,
        line.message,
        line.remedy,
        line.as_of,
        None if line.rows is None else line.rows.customers,
        None if line.rows is None else line.rows.set_aside,
        line.seconds,
    )


def progress(line: BookLine, number: int, of: int) -> Sentence:
    """The progress line of one book."""
    line_label = Label(
        "{number}/{of} {status}: {book} ({seconds} s){code}",
        "{number}/{of} {status}：{book}（{seconds} 秒）{code}",
    )
    code = NO_WORDS if line.code is None else Label(f" {line.code}", f" {line.code}")
    return Sentence(
        line_label,
        {
            "number": Value(number, Kind.COUNT),
            "of": Value(of, Kind.COUNT),
            "status": Value(STATUSES[line.status], Kind.TEXT),
            "book": Value(line.book, Kind.TEXT),
            "seconds": Value(f"{line.seconds:.1f}", Kind.TEXT),
            "code": Value(code, Kind.TEXT),
        },
    )

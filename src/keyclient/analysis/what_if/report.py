"""The report of a what-if: headline, figures, tables, notes, charts."""

from collections.abc import Iterator

from keyclient.analysis.what_if.customer_tables import moved_table, near_table, records_table, sheet_table
from keyclient.analysis.what_if.headline import headline
from keyclient.analysis.what_if.look import WhatIfLook
from keyclient.analysis.what_if.result import Curve, WhatIfResult
from keyclient.analysis.what_if.tables import (
    branches_table,
    by_table,
    changes_table,
    curve_table,
    floors_table,
    groups_table,
    managers_table,
)
from keyclient.model.label import Label
from keyclient.model.report import Chart, ChartKind, Fact, Kind, Report, Sentence, Table, Value

_TITLE = Label("What another policy would change", "假设测算：调整策略后的变化")
_GROUPS = Label("Customers now and after", "现行与调整后的客户数")
_CURVE = Label("Customers at each value", "各档取值下的客户数")
_ADDS_UP = Label(
    "After = now + in - out, in customers and in yuan.", "调整后 = 现行 + 进入 - 退出，户数与金额均成立。"
)
_READ_ONCE = Label(
    "Both sides are the same customers of one book, read once; nothing is written to the policy.",
    "两侧为同一份客户表的同一批客户，策略文件不作改动。",
)
_SEATS = Label(
    "A manager has {each} seats (managers.seats).", "每名客户经理 {each} 个席位（managers.seats）。"
)
_BUSIEST = Label(
    "Seats are not set (managers.seats): a manager has as many as the busiest of her branch has key customers now.",
    "未设置席位（managers.seats）：取本机构目前重点客户最多的客户经理的户数。",
)
_HASHES = Label("Policy now {base}, after {reform}.", "现行策略指纹 {base}，调整后 {reform}。")


def what_if_report(result: WhatIfResult, look: WhatIfLook, near: float) -> Report:
    """The result as a report. `near`: what counts as close to a floor."""
    said = tuple(headline(result, look, near))
    tables = _of_curve(result.curve, look) if result.curve is not None else _compared(result, look)
    records = curve_table(result.curve, look) if result.curve is not None else records_table(result, look)
    return Report(
        title=_TITLE,
        headline=said,
        facts=tuple(_facts(result)),
        tables=(*(table for table in tables if table is not None), changes_table(result)),
        notes=tuple(_notes(result)),
        records=records,
        sheet=records if result.curve is not None else sheet_table(result, look),
        charts=tuple(_charts(result, look, said[1])),
    )


def _compared(result: WhatIfResult, look: WhatIfLook) -> Iterator[Table | None]:
    yield groups_table(result, look)
    yield floors_table(result, look)
    yield managers_table(result, look)
    yield branches_table(result, look)
    yield by_table(result, look)
    yield moved_table(result, look)
    yield near_table(result, look)


def _of_curve(curve: Curve, look: WhatIfLook) -> Iterator[Table | None]:
    yield curve_table(curve, look)


def _charts(result: WhatIfResult, look: WhatIfLook, says: Sentence) -> Iterator[Chart]:
    if result.curve is not None:
        table = curve_table(result.curve, look)
        yield Chart("curve", ChartKind.BARS, _CURVE, says, table, ("customers",))
    else:
        yield Chart("groups", ChartKind.BARS, _GROUPS, says, groups_table(result, look), ("base", "reform"))


def _facts(result: WhatIfResult) -> Iterator[Fact]:
    yield Fact(Label("customers", "客户数"), result.customers, Kind.COUNT)
    if result.blank and result.measure is not None:
        yield Fact(Label("blank", "无数值"), result.blank, Kind.COUNT)
    if result.curve is None:
        yield Fact(Label("who move", "变动客户数"), result.total_moved, Kind.COUNT)


def _notes(result: WhatIfResult) -> Iterator[Sentence]:
    yield Sentence(_ADDS_UP)
    yield Sentence(_READ_ONCE)
    if result.seats is not None:
        each = result.seats.each
        yield Sentence(_BUSIEST) if each is None else Sentence(_SEATS, {"each": Value(each, Kind.COUNT)})
    if result.reform_sha256 is not None:
        hashes = {"base": result.base_sha256, "reform": result.reform_sha256}
        yield Sentence(_HASHES, {name: Value(text[:12], Kind.TEXT) for name, text in hashes.items()})

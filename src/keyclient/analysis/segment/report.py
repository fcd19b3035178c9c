"""The report of `segment`: headline, figures, tables, notes."""

from collections.abc import Iterator

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.analysis.segment.charts import segment_charts
from keyclient.analysis.segment.result import AEdge, SegmentResult, Theil
from keyclient.analysis.segment.tables import (
    bands_table,
    classes_table,
    concentration_table,
    groups_table,
    sensitivity_table,
    top_table,
    whale_table,
)
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, Value
from keyclient.policy.parts.segment import SegmentPolicy

_GROUP = Label("group", "分组")
_TIES = {
    "up": Label(
        "Class A ends where the largest customers together hold {target} of the gross positive value, class B at "
        "{b_edge}; the customer who crosses the edge is in, and equal values share a class.",
        "价值从高到低累计，达到正值合计的 {target} 为 A 类，达到 {b_edge} 为 B 类；跨越分界的客户归入上一类，数值相同的客户同属一类。",
    ),
    "down": Label(
        "Class A ends before the customers who would cross {target} of the gross positive value, class B before "
        "{b_edge}; equal values share a class.",
        "价值从高到低累计，不超过正值合计的 {target} 为 A 类，不超过 {b_edge} 为 B 类；跨越分界的客户归入下一类，数值相同的客户同属一类。",
    ),
    "nearest": Label(
        "Class A ends where the largest customers together come nearest to {target} of the gross positive value, "
        "class B at {b_edge}; equal values share a class.",
        "价值从高到低累计，最接近正值合计的 {target} 处为 A 类分界，最接近 {b_edge} 处为 B 类分界；数值相同的客户同属一类。",
    ),
}


def segment_report(
    result: SegmentResult,
    measure: Measure,
    policy: SegmentPolicy,
    *,
    by: Label | None = None,
    contacts: Contacts = NOBODY,
    total: int | None = None,
    unread: Table | None = None,
) -> Report:
    """The result as a report. `by` is the heading of the column that was grouped by.

    The table of the first customers says who they are, where the book does, for people to read; the table of
    records is the same without that, since its columns are the keys of the JSON. Both hold all customers where all
    were asked for. Where none of them was asked for, the report goes without the table. `total`: how many customers
    the table is about, if that is not all. `unread`: the table of customers whose value cannot be read.
    """
    kind = amount_kind(measure)
    top = top_table(result, kind, contacts, total)
    classes = classes_table(result, kind)
    first = _vital_few(result, measure)
    tables = [
        classes,
        bands_table(result, kind),
        groups_table(result, kind, by or _GROUP),
        top if top.rows or not top.total_rows else None,
        unread,
        whale_table(result, kind),
        concentration_table(result),
        sensitivity_table(result),
    ]
    return Report(
        title=Label("Which few customers bring most of the value", "哪些少数客户贡献了大部分价值"),
        headline=(first, *_top_share(result)),
        facts=tuple(_facts(result, kind)),
        tables=tuple(table for table in tables if table is not None),
        notes=tuple(_notes(result, policy)),
        records=top_table(result, kind, total=total),
        sheet=top,
        charts=segment_charts(result, classes, kind, policy, first),
    )


def _vital_few(result: SegmentResult, measure: Measure) -> Sentence:
    few = result.vital_few
    measured = {"measure": Value(measure.label, Kind.TEXT), "known": Value(result.known, Kind.COUNT)}
    if few.customers is None:
        return Sentence(
            Label("No customer has a positive value of {measure}.", "没有客户的{measure}为正值。"), measured
        )
    whole = Label("{known} customers", "{known} 个客户")
    if result.blank:
        whole = Label("{known} customers with a value", "{known} 个有数值的客户")
    return Sentence(
        Label(
            "{customers} of " + whole.en + " ({share}) bring {target} of {measure}.",
            whole.zh + "中，{customers} 个（{share}）贡献了{measure}的 {target}。",
        ),
        {
            **measured,
            "customers": Value(few.customers, Kind.COUNT),
            "share": Value(few.share_of_customers, Kind.SHARE),
            "target": Value(_percent(few.target), Kind.TEXT),
        },
    )


def _top_share(result: SegmentResult) -> Iterator[Sentence]:
    top = result.top_share
    if top.share_of_value is None:
        return
    yield Sentence(
        Label(
            "The largest {part} of the customers ({customers}) hold {share}.",
            "价值最高的 {part} 客户（{customers} 个）占 {share}。",
        ),
        {
            "part": Value(_percent(top.share_of_customers), Kind.TEXT),
            "customers": Value(top.customers, Kind.COUNT),
            "share": Value(top.share_of_value, Kind.SHARE),
        },
    )


def _facts(result: SegmentResult, amount: Kind) -> Iterator[Fact]:
    index = result.concentration
    yield Fact(Label("customers", "客户数"), result.customers, Kind.COUNT)
    if result.blank:
        yield Fact(Label("with a value", "有数值"), result.known, Kind.COUNT)
        yield Fact(Label("blank", "无数值"), result.blank, Kind.COUNT)
    if result.gross_negative:
        yield Fact(Label("net total", "净额合计"), result.total, amount)
        yield Fact(Label("gross positive", "正值合计"), result.gross_positive, amount)
        yield Fact(Label("gross negative", "负值合计"), result.gross_negative, amount)
    else:
        yield Fact(Label("total", "合计"), result.total, amount)
    yield Fact(_top_label(result), result.top_share.share_of_value, Kind.SHARE)
    if result.a_edge:
        yield Fact(Label("class A ends at", "A 类分界"), result.a_edge.share_of_value, Kind.SHARE)
    yield Fact(Label("Gini", "基尼系数"), index.gini, Kind.INDEX)
    yield Fact(Label("effective customers", "等效客户数"), index.effective_customers, Kind.INDEX)
    if result.theil:
        yield from _theil(result.theil)


def _theil(theil: Theil) -> Iterator[Fact]:
    between, within = theil.between, theil.within
    yield Fact(Label("Theil between groups", "组间泰尔指数"), between, Kind.INDEX)
    yield Fact(Label("Theil within groups", "组内泰尔指数"), within, Kind.INDEX)
    if between is not None and within is not None and between + within > 0:
        part = between / (between + within)
        yield Fact(Label("inequality between groups", "组间差异占比"), part, Kind.SHARE)


def _notes(result: SegmentResult, policy: SegmentPolicy) -> Iterator[Sentence]:
    target = Value(_percent(policy.target), Kind.TEXT)
    if result.a_edge:
        target = Value(result.a_edge.share_of_value, Kind.SHARE)
    yield Sentence(
        _TIES[policy.ties], {"target": target, "b_edge": Value(_percent(policy.b_edge), Kind.TEXT)}
    )
    if result.a_edge:
        yield _a_edge(result.a_edge)
    yield Sentence(
        Label(
            "Bands: customers by rank, their value over the net; the reference is training material on "
            "key-customer development.",
            "档次按客户排名划分，价值占比以净额为分母；参考值出自大客户开发培训材料。",
        )
    )
    if result.concentration.gini_method == "raffinetti":
        yield Sentence(
            Label(
                "Because of the negative values the Gini coefficient is normalised by the sum of absolute values "
                "(Raffinetti).",
                "因存在负值，基尼系数按绝对值合计归一化（Raffinetti 方法）。",
            )
        )

    if result.theil and result.gross_negative:
        yield Sentence(
            Label(
                "The Theil index is undefined where values are negative.",
                "存在负值时，泰尔指数没有定义。",
            )
        )


def _a_edge(edge: AEdge) -> Sentence:
    return Sentence(
        Label(
            "The edge of class A is where the curve comes nearest to the ideal of all value held by no customers: "
            "the largest {customers} ({across}) hold {up} (Ultsch and Lötsch 2015).",
            "A 类分界取累计曲线上距理想点（客户占比 0、价值占比 100%）最近处：前 {customers} 个客户（{across}）占 {up}"
            "（Ultsch 与 Lötsch 2015）。",
        ),
        {
            "customers": Value(edge.customers, Kind.COUNT),
            "across": Value(edge.share_of_customers, Kind.SHARE),
            "up": Value(edge.share_of_value, Kind.SHARE),
        },
    )


def _top_label(result: SegmentResult) -> Label:
    part = _percent(result.top_share.share_of_customers)
    return Label(f"held by the largest {part}", f"前 {part} 客户占比")


def _percent(share: float) -> str:
    """A share as the policy states it: 80%, not 80.0%."""
    return f"{round(share * 100, 7):g}%"

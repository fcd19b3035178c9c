"""The report of `tier`: headline, figures, tables, notes."""

from collections.abc import Iterator
from dataclasses import dataclass

from keyclient.analysis.common.amounts import amount_kind, full_amount
from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.analysis.common.shares_chart import shares_chart
from keyclient.analysis.tier.customer_tables import (
    customers_table,
    differs_table,
    near_table,
    records_table,
    top_table,
    watch_table,
)
from keyclient.analysis.tier.headline import LISTED, headline, joined
from keyclient.analysis.tier.result import TierResult
from keyclient.analysis.tier.tables import (
    Look,
    groups_table,
    loyalty_table,
    matrix_table,
    sizes_table,
    words_table,
)
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.measure import Measure
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, Value
from keyclient.policy.parts.ladder import Tier, yuan
from keyclient.policy.parts.tier import TierPolicy

_GROUP = Label("group", "分组")
_THEN = Label("; ", "；")
_TITLE = Label(
    "Who is in which tier, why, and who is close to the next", "客户分层：谁在哪一级、为什么、谁接近上一级"
)
_SHARES = Label("Customers and value of the tiers", "各层级客户占比与价值占比")
_LADDER = Label("First match counts: {tiers}.", "取第一个符合者：{tiers}。")
_KEY = Label("Key customers are those of {tiers}.", "重点客户指{tiers}客户。")
_EXAMPLE = Label("{about}", "{about}")
_SCORE = Label(
    "Loyalty, 0 to 100, is a weighted mean of what the book says about a customer; without any of it, value alone "
    "decides ({unknown} customers).",
    "忠诚度为 0 至 100 分，按客户已有资料加权平均；没有资料的客户（{unknown} 个）仅按价值判定。",
)
_FEW = Label(
    "A score that rests on fewer than {needed} components ({few} customers) decides no tier; value alone does.",
    "得分依据不足 {needed} 项的客户（{few} 个），忠诚度不作判定，仅按价值分层。",
)
_SLOW = Label(
    "Fast up, slow down: a customer below the tier held keeps it for {grace} books in a row.",
    "升级即时、降级从缓：低于原层级的客户连续 {grace} 期内保留原层级。",
)


@dataclass(frozen=True)
class TierReportOptions:
    """What the report should show."""

    by: Label | None = None
    """The heading of the column that was grouped by."""
    rows: int | None = 20
    """How many customers each list shows; None is all."""
    contacts: Contacts = NOBODY
    """Whom to call about the customers, for the tables that people read."""
    total: int | None = None
    """How many customers the list by value is about; None: all."""
    unread: Table | None = None
    """The table of customers whose value cannot be read."""


def tier_report(
    result: TierResult, measure: Measure, policy: TierPolicy, asked: TierReportOptions = TierReportOptions()
) -> Report:
    """The result as a report.

    The table of records holds every requested customer with all figures. Without requested customers the report has
    no lists of customers.
    """
    labels = {tier.name: tier.label for tier in policy.ladder}
    look = Look(amount_kind(measure), labels, asked.rows, asked.contacts, asked.total)
    sizes = sizes_table(result, look)
    said = tuple(headline(result, measure, policy))
    tables = (
        sizes,
        near_table(result, look),
        watch_table(result, look),
        asked.unread,
        groups_table(result, look, asked.by or _GROUP),
        differs_table(result, look),
        top_table(result, look),
        matrix_table(result, look),
        words_table(result, look),
        loyalty_table(result),
    )
    return Report(
        title=_TITLE,
        headline=said,
        facts=tuple(_facts(result, amount_kind(measure))),
        tables=tuple(table for table in tables if table is not None),
        notes=tuple(_notes(result, policy)),
        records=records_table(result, look),
        sheet=customers_table(result, look),
        charts=(shares_chart(sizes, _SHARES, said[0]),),
    )


def _facts(result: TierResult, amount: Kind) -> Iterator[Fact]:
    yield Fact(Label("customers", "客户数"), result.customers, Kind.COUNT)
    if result.blank:
        yield Fact(Label("blank", "无数值"), result.blank, Kind.COUNT)
    yield Fact(Label("net total", "净额合计"), result.total, amount)
    yield Fact(Label("loyalty known", "忠诚度已知"), result.loyalty.known, Kind.COUNT)
    if result.loyalty.unknown:
        yield Fact(Label("loyalty unknown", "忠诚度未知"), result.loyalty.unknown, Kind.COUNT)
    if result.loyalty.few:
        yield Fact(Label("loyalty on too little", "忠诚度依据过少"), result.loyalty.few, Kind.COUNT)
    if result.book is not None and result.book.unknown:
        yield Fact(Label("tier words not known", "等级无法识别"), result.book.unknown, Kind.COUNT)


def _notes(result: TierResult, policy: TierPolicy) -> Iterator[Sentence]:
    asked = [_asked(tier) for tier in policy.ladder]
    yield Sentence(_LADDER, {"tiers": Value(joined(asked, _THEN), Kind.TEXT)})
    key = [tier.label for tier in policy.ladder if tier.name in result.key.tiers]
    yield Sentence(_KEY, {"tiers": Value(joined(key, LISTED), Kind.TEXT)})
    if policy.tiers is None:
        yield Sentence(_EXAMPLE, {"about": Value(policy.presets[policy.preset].label, Kind.TEXT)})
    yield Sentence(_SCORE, {"unknown": Value(result.loyalty.unknown, Kind.COUNT)})
    if result.loyalty.few:
        counts = {"few": result.loyalty.few, "needed": result.loyalty.min_components}
        yield Sentence(_FEW, {name: Value(count, Kind.COUNT) for name, count in counts.items()})
    if result.history is not None:
        yield Sentence(_SLOW, {"grace": Value(result.history.grace, Kind.COUNT)})


def _asked(tier: Tier) -> Label:
    """What a tier requires: "gold: top 20 % and loyalty from 60"."""
    name = tier.label
    if tier.is_rest:
        return Label(f"{name.en}: the rest", f"{name.zh}为其余客户")
    said = _value_asked(tier)
    if tier.measure is not None:
        about = _about(tier.measure)
        said = Label(f"{about.en} {said.en}", f"{about.zh} {said.zh}")
    said = Label(f"{name.en}: {said.en}", f"{name.zh}为{said.zh}")
    if tier.loyalty is None:
        return said
    return Label(f"{said.en} and loyalty from {tier.loyalty:g}", f"{said.zh}且忠诚度不低于 {tier.loyalty:g}")


def _value_asked(tier: Tier) -> Label:
    if tier.top is not None:
        share = f"{round(tier.top * 100, 7):g}"
        return Label(f"top {share} %", f"前 {share}%")
    floor = tier.floor if isinstance(tier.floor, str) else full_amount(yuan(tier.floor or 0))
    return Label(f"from {floor}", f"{floor} 起")


def _about(measure: str) -> Label:
    """The measure of a floor: a field or a heading."""
    return fields()[measure].column.label if measure in fields() else Label(measure, measure)

"""The report of `tier`: headline, figures, tables, notes."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field

from keyclient.analysis.common.amounts import amount_kind
from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.analysis.common.shares_chart import shares_chart
from keyclient.analysis.tier.averages_told import averages_told
from keyclient.analysis.tier.customer_tables import (
    customers_table,
    differs_table,
    near_table,
    records_table,
    top_table,
    watch_table,
)
from keyclient.analysis.tier.headline import headline
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
from keyclient.model.label import Label, in_turn, listed
from keyclient.model.measure import Measure
from keyclient.model.record import dataclass
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, Value
from keyclient.policy.parts.ladder import Tier, yuan
from keyclient.policy.parts.tier import TierPolicy

_GROUP = Label("group", "分组")
_TITLE = Label(
    "Who is in which tier, why, and who is close to the next", "客户分层：谁在哪一级、为什么、谁接近上一级"
)
_SHARES = Label("Customers and value of the tiers", "各层级客户占比与价值占比")
_LADDER = Label("First match counts: {tiers}.", "取第一个符合者：{tiers}。")
_REST = Label("{tier}: the rest", "{tier}为其余客户")
_FROM_VALUE = Label("{tier}: {value}", "{tier}为{value}")
_FROM_BOTH = Label("{tier}: {value} and loyalty from {loyalty}", "{tier}为{value}且忠诚度不低于 {loyalty}")
_OF_MEASURE = Label("{about} {value}", "{about} {value}")
_FROM_TOP = Label("top {share} %", "前 {share}%")
_FROM_FLOOR = Label("from {floor}", "{floor}起")
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
    measures: Mapping[str, Measure] = field(default_factory=dict)
    """The measures of tiers that have their own, by the name that the policy gives."""
    totals: Mapping[str, int] | None = None
    """How many customers a list is about that holds only the first of them, by its key; None: all hold everybody."""


def tier_report(
    result: TierResult,
    measure: Measure,
    policy: TierPolicy,
    asked: TierReportOptions = TierReportOptions(),  # noqa: B008 - frozen
) -> Report:
    """The result as a report.

    The table of records holds every requested customer with all figures. Without requested customers the report has
    no lists of customers.
    """
    labels = {tier.name: tier.label for tier in policy.ladder}
    look = Look(amount_kind(measure), labels, asked.rows, asked.contacts, asked.total, asked.totals)
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
        notes=tuple(_notes(result, policy, measure, asked.measures)),
        records=records_table(result, look),
        sheet=customers_table(result, look),
        charts=(shares_chart(sizes, _SHARES, said[0]),),
    )


def tier_facts(result: TierResult) -> Iterator[Fact]:
    """What the first page of a report says of it."""
    yield Fact(Label("key customers", "重点客户"), result.key.customers, Kind.COUNT)
    yield Fact(Label("held by key customers", "重点客户价值占比"), result.key.share_of_value, Kind.SHARE)


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


def _notes(
    result: TierResult, policy: TierPolicy, measure: Measure, others: Mapping[str, Measure]
) -> Iterator[Sentence]:
    said = [_asked(tier, measure, others) for tier in policy.ladder]
    yield Sentence(_LADDER, {"tiers": Value(_in_turn(said), Kind.TEXT)})
    key = [tier.label for tier in policy.ladder if tier.name in result.key.tiers]
    yield Sentence(_KEY, {"tiers": Value(listed(key), Kind.TEXT)})
    if policy.tiers is None:
        yield Sentence(_EXAMPLE, {"about": Value(policy.presets[policy.preset].label, Kind.TEXT)})
    yield Sentence(_SCORE, {"unknown": Value(result.loyalty.unknown, Kind.COUNT)})
    if result.loyalty.few:
        counts = {"few": result.loyalty.few, "needed": result.loyalty.min_components}
        yield Sentence(_FEW, {name: Value(count, Kind.COUNT) for name, count in counts.items()})
    yield from averages_told(result.averages)
    if result.history is not None:
        yield Sentence(_SLOW, {"grace": Value(result.history.grace, Kind.COUNT)})


def _in_turn(asked: Sequence[Sentence]) -> Sentence:
    """What the tiers require, one after the other."""
    names = [f"tier{number}" for number in range(len(asked))]
    places = [Label(f"{{{name}}}", f"{{{name}}}") for name in names]
    values = {name: Value(sentence, Kind.TEXT) for name, sentence in zip(names, asked, strict=True)}
    return Sentence(in_turn(places), values)


def _asked(tier: Tier, measure: Measure, others: Mapping[str, Measure]) -> Sentence:
    """What a tier requires: "gold: top 20 % and loyalty from 60"."""
    words = {"tier": Value(tier.label, Kind.TEXT)}
    if tier.is_rest:
        return Sentence(_REST, words)
    own = measure if tier.measure is None else others.get(tier.measure)
    words["value"] = Value(_value_asked(tier, amount_kind(own)), Kind.TEXT)
    if tier.measure is not None:
        about = _about(tier.measure) if own is None else own.label
        words["value"] = Value(Sentence(_OF_MEASURE, {**words, "about": Value(about, Kind.TEXT)}), Kind.TEXT)
    if tier.loyalty is None:
        return Sentence(_FROM_VALUE, words)
    return Sentence(_FROM_BOTH, {**words, "loyalty": Value(f"{tier.loyalty:g}", Kind.TEXT)})


def _value_asked(tier: Tier, kind: Kind) -> Sentence:
    if tier.top is not None:
        return Sentence(_FROM_TOP, {"share": Value(f"{round(tier.top * 100, 7):g}", Kind.TEXT)})
    return Sentence(_FROM_FLOOR, {"floor": Value(yuan(tier.floor or 0), kind)})


def _about(measure: str) -> Label:
    """The measure of a floor: a field or a heading."""
    return fields()[measure].column.label if measure in fields() else Label(measure, measure)

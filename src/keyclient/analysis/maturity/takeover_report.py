"""What `maturity --previous` says about what has matured."""

from collections.abc import Iterator, Mapping

from keyclient.analysis.maturity.takeover_result import Takeover
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value

_NONE = Label("Nothing had matured between {since} and {until}.", "{since} 至 {until} 期间没有到期。")
_UNFOLLOWED = Label(
    "{matured} matured from {since} to {until} with customers who cannot be followed ({customers}): what became of it is not "
    "known.",
    "{since} 至 {until} 到期 {matured}，涉及 {customers} 个无法追溯的客户，去向不明。",
)
_AMOUNTLESS = Label(
    "What matured from {since} to {until} has no amount in the earlier book (products: {count}): what became of it is not known.",
    "{since} 至 {until} 到期的 {count} 笔产品在往期表中没有金额，去向不明。",
)
_BECAME = Label(
    "Of {matured} that matured from {since} to {until}, {rolled} was rolled over, {parked} is parked and {left} has left.",
    "{since} 至 {until} 到期 {matured}：续作 {rolled}，留存未续作 {parked}，流出 {left}。",
)
_BECAME_PARTLY = Label(
    "Of {matured} that matured from {since} to {until}, {rolled} was rolled over, {parked} is parked, {left} has left; of "
    "{unknown} the books do not say.",
    "{since} 至 {until} 到期 {matured}：续作 {rolled}，留存未续作 {parked}，流出 {left}，去向不明 {unknown}。",
)
_ROLLED = Label(
    "Of {matured} that matured from {since} to {until}, {rolled} was rolled over and {left} has left with its customers; of "
    "{unknown} the books do not say whether it stayed.",
    "{since} 至 {until} 到期 {matured}：续作 {rolled}，随客户流出 {left}，其余 {unknown} 去向不明。",
)
_ROLLED_ALL = Label(
    "Of {matured} that matured from {since} to {until}, {rolled} was rolled over and {left} has left with its customers.",
    "{since} 至 {until} 到期 {matured}：续作 {rolled}，随客户流出 {left}。",
)
_TAKEN_OVER = Label(
    "Taken over: {taken_over} of {customers} customers, who rolled over at least {share} of it.",
    "到期客户 {customers} 个，承接成功 {taken_over} 个（续作不低于到期金额的 {share}）。",
)
_NOTE = Label(
    "Rolled over: term money of today beyond what had not matured. Parked: assets that stayed beyond it. What a customer "
    "brought or took besides is not told apart.",
    "续作：本期定期类金额超出未到期部分的数额；留存未续作：仍在我行、但未续作的资产。客户同期其他资金进出无法区分。",
)
_NO_AUM = Label(
    "The books do not both have AUM, so what is parked is not known.",
    "两期客户表未同时包含 AUM，无法判断留存未续作的金额。",
)
_NO_AMOUNT = Label(
    "Products that matured without an amount in the earlier book: {count}; they are not in these figures.",
    "往期表中已到期但没有金额的产品 {count} 笔，未计入以上数字。",
)
_SET_ASIDE = Label(
    "Customers whose rows in this book cannot be read: {count}; what became of their {matured} is unknown.",
    "本期整行无法识别的到期客户 {count} 个，其到期 {matured} 去向不明。",
)
_GONE = Label(
    "Customers who are no longer in the book, and so in no list that --only picks: {count}.",
    "已不在本期表内、因而不在 --only 筛选名单中的到期客户：{count} 个。",
)


def takeover_headline(takeover: Takeover) -> Iterator[Sentence]:
    """What became of it, and how many customers were taken over."""
    dates = {"since": Value(takeover.since, Kind.DATE), "until": Value(takeover.until, Kind.DATE)}
    if not takeover.customers:
        yield from _nobody(takeover, dates)
        return
    sums = {
        name: Value(getattr(takeover, name), Kind.MONEY)
        for name in ("matured", "rolled", "parked", "left", "unknown")
    }
    said = _said(takeover)
    named = {name: value for name, value in sums.items() if f"{{{name}}}" in said.en}
    yield Sentence(said, {**dates, **named})
    values = {
        "taken_over": Value(takeover.taken_over, Kind.COUNT),
        "customers": Value(takeover.customers, Kind.COUNT),
        "share": Value(takeover.share, Kind.SHARE),
    }
    yield Sentence(_TAKEN_OVER, values)


def _nobody(takeover: Takeover, dates: Mapping[str, Value]) -> Iterator[Sentence]:
    """That nothing had matured, or that nobody can tell what became of it."""
    apart = takeover.unfollowed
    if apart.customers:
        values = {
            "matured": Value(apart.matured, Kind.MONEY),
            "customers": Value(apart.customers, Kind.COUNT),
        }
        yield Sentence(_UNFOLLOWED, {**dates, **values})
    if takeover.unknown_products:
        yield Sentence(_AMOUNTLESS, {**dates, "count": Value(takeover.unknown_products, Kind.COUNT)})
    if not apart.customers and not takeover.unknown_products:
        yield Sentence(_NONE, dates)


def _said(takeover: Takeover) -> Label:
    """The sentence for what is known."""
    if takeover.parked is None:
        return _ROLLED if takeover.unknown else _ROLLED_ALL
    return _BECAME_PARTLY if takeover.unknown else _BECAME


def takeover_notes(takeover: Takeover) -> Iterator[Sentence]:
    """How it is told apart, and what cannot be."""
    yield Sentence(_NOTE)
    if takeover.parked is None and takeover.unknown:
        yield Sentence(_NO_AUM)
    if takeover.set_aside.customers:
        apart = takeover.set_aside
        values = {"count": Value(apart.customers, Kind.COUNT), "matured": Value(apart.matured, Kind.MONEY)}
        yield Sentence(_SET_ASIDE, values)
    if takeover.unknown_products and takeover.customers:
        yield Sentence(_NO_AMOUNT, {"count": Value(takeover.unknown_products, Kind.COUNT)})


def not_listed(count: int) -> Iterator[Sentence]:
    """That customers of the earlier book alone are not listed, where only some customers are asked for."""
    if count:
        yield Sentence(_GONE, {"count": Value(count, Kind.COUNT)})

"""Why a customer is at risk, in words with yuan: one sentence a reason, made for the customers who are listed."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from keyclient.analysis.common.amounts import short_amount
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.finding import Finding
from keyclient.analysis.common.evidence.money_evidence import BY_OWN_CHANGE
from keyclient.analysis.common.evidence.reasons import Why
from keyclient.model.fields import fields
from keyclient.model.label import NO_WORDS, Label, Lang
from keyclient.model.measure import Measure
from keyclient.model.since import CHANGES, SINCE_LABELS

_EMPTIED = Label("emptied: {best} {when}, {now} now", "已清空：{when}为{best}，现为{now}")
_DOWN = Label("down {share} from {best} {when}: {amount} gone", "较{when}的{best}下降{share}，减少{amount}")
_OTHER_DOWN = Label(
    "{balance} down {share} from {best} {when}: {amount} gone",
    "{balance}较{when}的{best}下降{share}，减少{amount}",
)
_UNDER_FLOOR = Label(
    "{amount} short of {floor}, the floor of {tier}, the tier in the book",
    "表内层级为{tier}，较门槛{floor}差{amount}",
)
_UNDER_RANKED = Label(
    "{amount} short of {floor}, where {tier}, the tier in the book, begins by the ranking of this book",
    "表内层级为{tier}，较其门槛{floor}（按本表排名确定）差{amount}",
)
_OVERDUE = Label(
    "no contact for {days} days ({tier}: {allowed})", "已{days}天未联系（{tier}客户间隔不超过{allowed}天）"
)
_OVERDUE_OWN = Label(
    "no contact for {days} days ({tier}, the tier in the book: {allowed})",
    "已{days}天未联系（表内层级为{tier}，间隔不超过{allowed}天）",
)
_OVERDUE_BEFORE = Label(
    "no contact for {days} days ({tier}, the tier before: {allowed})",
    "已{days}天未联系（此前层级为{tier}，间隔不超过{allowed}天）",
)
_COMPLAINT = Label("complaints: {count}", "投诉{count}次")
_NO_OWNER = Label("no manager", "无管户经理")
_CHANGED = Label("another manager than {when}, when it was {manager}", "客户经理已变更，{when}为{manager}")
_ONE_PRODUCT = Label("holds one product", "仅持有1种产品")
_NO_PRODUCT = Label("holds no product", "未持有产品")
_LOAN_ONLY = Label("a loan of {amount} and nothing else", "仅有贷款{amount}，无存款及其他资产")
_COMPETITOR = Label("also with {competitor}", "与他行往来：{competitor}")
_UNNAMED = Label("also with another bank, which the book does not name", "与他行有往来，表内未注明行名")
_WALLET = Label("{amount} elsewhere, {share} of the wallet with us", "他行资产{amount}，本行钱包份额{share}")
_PERSON = Label("hangs on one person: {source}", "依赖个人关系：{source}")
_MATURING = Label(
    "{amount} ({share}) matures within {days} days, the first on {first}",
    "{days}天内到期{amount}（占{share}），最早为{first}",
)
_GRACE_ENDS = Label(
    "grace for {tier} ends with the next book, then {falls_to}{lacks}",
    "{tier}宽限期将满，下期仍未达标则降为{falls_to}{lacks}",
)
_LACKS = Label("; {amount} short of it now", "，目前差{amount}")

_ON = Label("on {day}", "{day}")
_AT = Label("at {since}", "{since}")
_LAST_BOOK = Label("in the last book", "上期")
_BOOKS_AGO = Label("{count} books ago", "{count}期前")
_BEFORE_CHANGE = Label("before the change in the book", "表内变动前")


@dataclass(frozen=True, eq=False)
class RiskWords:
    """The sentences about the customers of one book."""

    books: RiskBooks
    book: int
    lang: Lang

    def text(self, found: Finding, at: int) -> str:
        """What a reason says of the customer at a position of the frame."""
        label, places = _SENTENCES[found.why](self, _Customer(found, at))
        return label.say(self.lang, places)

    def amount(self, units: float, measure: Measure) -> str:
        """An amount in three or four digits."""
        return short_amount(measure.amount(units), measure, self.lang)

    def when(self, book: int) -> Label:
        """When an earlier book was, or the time before a change that the book itself tells."""
        if book == BY_OWN_CHANGE:
            return self._before_change()
        if self.books.is_dated:
            return _ON.filled(day=self.books.books[book].portfolio.as_of)
        count = self.book - book
        return _LAST_BOOK if count == 1 else _BOOKS_AGO.filled(count=count)

    def tier(self, place: float) -> Label:
        """What the tier at a place is called."""
        return self.books.policy.tier.ladder[int(place)].label

    def _before_change(self) -> Label:
        names = [CHANGES.get(self.books.measure.name, ""), *CHANGES.values()]
        since = next(
            (self.books.change_since[name] for name in names if name in self.books.change_since), None
        )
        return _BEFORE_CHANGE if since is None else _AT.filled(since=SINCE_LABELS[since])


@dataclass(frozen=True, eq=False)
class _Customer:
    """What one finding has about one customer."""

    found: Finding
    at: int

    @property
    def units(self) -> float:
        """The money that it is about; NaN: none."""
        return float("nan") if self.found.amount is None else float(self.found.amount[self.at])

    def __getitem__(self, name: str) -> float:
        return float(self.found.details[name][self.at])

    def text(self, name: str) -> str:
        """A word of the book."""
        return str(self.found.details[name][self.at])


_Said = tuple[Label, Mapping[str, object]]


def _emptied(words: RiskWords, of: _Customer) -> _Said:
    measure = of.found.measure
    now = of["best"] - of.units
    return _EMPTIED, {
        "best": words.amount(of["best"], measure),
        "when": words.when(int(of["book"])),
        "now": words.amount(now, measure),
    }


def _down(words: RiskWords, of: _Customer) -> _Said:
    measure = of.found.measure
    balance = of.found.details["of"][of.at] if "of" in of.found.details else measure.name
    is_other = balance != measure.name
    return _OTHER_DOWN if is_other else _DOWN, {
        "balance": fields()[balance].column.label if is_other else NO_WORDS,
        "share": _share(of.units / of["best"]),
        "best": words.amount(of["best"], measure),
        "when": words.when(int(of["book"])),
        "amount": words.amount(of.units, measure),
    }


def _under_floor(words: RiskWords, of: _Customer) -> _Said:
    step = words.books.books[words.book].tiers.steps[int(of["place"])]
    measure = step.measure
    return _UNDER_FLOOR if step.tier.floor is not None else _UNDER_RANKED, {
        "amount": words.amount(of.units, measure),
        "floor": words.amount(of["floor"], measure),
        "tier": words.tier(of["place"]),
    }


def _overdue(words: RiskWords, of: _Customer) -> _Said:
    """Says where the tier that counts is from, if it is not the one held now."""
    book, place = words.books.books[words.book], of["place"]
    is_own = book.own_place[of.at] == place
    said = _OVERDUE if book.place[of.at] == place else _OVERDUE_OWN if is_own else _OVERDUE_BEFORE
    return said, {
        "days": int(of["days"]),
        "tier": words.tier(of["place"]),
        "allowed": int(of["allowed"]),
    }


def _changed(words: RiskWords, of: _Customer) -> _Said:
    return _CHANGED, {"when": words.when(words.book - 1), "manager": of.text("manager")}


def _one_product(_: RiskWords, of: _Customer) -> _Said:
    return (_ONE_PRODUCT if of["held"] else _NO_PRODUCT), {}


def _competitor(_: RiskWords, of: _Customer) -> _Said:
    banks = of.text("competitor")
    return _COMPETITOR if banks else _UNNAMED, {"competitor": banks}


def _wallet(words: RiskWords, of: _Customer) -> _Said:
    return _WALLET, {"amount": words.amount(of.units, of.found.measure), "share": _share(of["share"])}


def _maturing(words: RiskWords, of: _Customer) -> _Said:
    portfolio = words.books.books[words.book].portfolio
    return _MATURING, {
        "amount": words.amount(of.units, of.found.measure),
        "share": _share(of["share"]),
        "days": words.books.policy.risk.maturing_days,
        "first": portfolio.as_of + dt.timedelta(int(of["days"])),
    }


def _grace_ends(words: RiskWords, of: _Customer) -> _Said:
    lacks = NO_WORDS
    if of.units > 0:
        lacks = _LACKS.filled(amount=words.amount(of.units, of.found.measure))
    return _GRACE_ENDS, {
        "tier": words.tier(of["place"]),
        "falls_to": words.tier(of["falls_to"]),
        "lacks": lacks,
    }


_SENTENCES: Mapping[Why, Callable[[RiskWords, _Customer], _Said]] = {
    Why.EMPTIED: _emptied,
    Why.DOWN: _down,
    Why.UNDER_FLOOR: _under_floor,
    Why.OVERDUE: _overdue,
    Why.COMPLAINT: lambda _, of: (_COMPLAINT, {"count": int(of["count"])}),
    Why.NO_OWNER: lambda *_: (_NO_OWNER, {}),
    Why.MANAGER_CHANGED: _changed,
    Why.ONE_PRODUCT: _one_product,
    Why.LOAN_ONLY: lambda words, of: (_LOAN_ONLY, {"amount": words.amount(of.units, of.found.measure)}),
    Why.COMPETITOR: _competitor,
    Why.WALLET: _wallet,
    Why.PERSON: lambda _, of: (_PERSON, {"source": of.text("source")}),
    Why.MATURING: _maturing,
    Why.GRACE_ENDS: _grace_ends,
}


def _share(share: float) -> str:
    """A share in percent with at most one decimal, never rounded up: 99.98 % is not all."""
    percent = Decimal(repr(round(float(share) * 100, 9))).quantize(Decimal("0.1"), rounding=ROUND_FLOOR)
    return f"{percent:f}".removesuffix(".0") + "%"

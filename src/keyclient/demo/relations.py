"""Who looks after a customer, since when and how well: branch, manager, contacts, satisfaction."""

import datetime as dt
from random import Random
from typing import NamedTuple

from keyclient.demo.chance import Weighted, clamp, day_between, happens
from keyclient.demo.people import Person
from keyclient.model.label import Label, Lang

_BRANCHES = (
    (
        Label("Chengdong", "城东支行"),
        (Label("Chen Jing", "陈静"), Label("Liu Yang", "刘洋"), Label("Zhao Lei", "赵磊")),
    ),
    (Label("Binjiang", "滨江支行"), (Label("Wang Fang", "王芳"), Label("Sun Hao", "孙浩"))),
    (Label("Gaoxin", "高新支行"), (Label("Li Qiang", "李强"), Label("Zhou Min", "周敏"))),
    (Label("Nanhu", "南湖支行"), (Label("Wu Xin", "吴欣"), Label("Huang Bo", "黄波"))),
)
_MANAGERS = Weighted(
    ((branch, manager), weight)
    for (branch, managers), weight in zip(_BRANCHES, (1.1, 1.0, 0.9, 0.8), strict=True)
    for manager in managers
)
_STAR = (_BRANCHES[0][0], _BRANCHES[0][1][0])
"""The star manager, who looks after half of the richest tenth."""

_SIXTEEN_YEARS = dt.timedelta(days=16 * 365 + 5)
_LONGEST = dt.timedelta(days=30 * 365)
"""The longest relation."""

_REMARKS = Weighted(
    (
        (Label("term deposit matures next month", "定期存款下月到期"), 3),
        (Label("prefers to be called in the evening", "希望晚间电话联系"), 2),
        (Label("sensitive to rates", "对利率敏感"), 3),
        (Label("plans to buy a flat", "有购房计划"), 2),
        (Label("children study abroad", "子女在海外留学"), 1),
        (Label("will move money here when it matures elsewhere", "他行存款到期后可转入"), 2),
        (Label("risk rating expired", "风险测评已过期"), 2),
        (Label("wants to meet the branch head", "希望与行长面谈"), 1),
    )
)


class Relation(NamedTuple):
    """The relation between a customer and the bank."""

    branch: str
    manager: str | None
    open_date: dt.date
    last_contact: dt.date | None
    last_transaction: dt.date | None
    referrals: int | None
    satisfaction: float | None
    complaints: int
    effort: float | None
    remark: str | None


def make_relation(
    rng: Random, person: Person, wealth_score: float, as_of: dt.date, lang: Lang, *, not_at: str | None = None
) -> Relation:
    """A relation of the customer with some branch; not with the branch `not_at`."""
    branch, manager = _owner(rng, wealth_score, lang, not_at)
    opened = _open_date(rng, person, as_of)
    complaints = 1 + int(rng.expovariate(1.5)) if happens(rng, 0.05) else 0
    return Relation(
        branch=branch,
        manager=None if happens(rng, 0.02) else manager,
        open_date=opened,
        last_contact=_last_contact(rng, wealth_score, opened, as_of),
        last_transaction=None if happens(rng, 0.02) else _recent(rng, opened, as_of, mean_days=45),
        referrals=None if happens(rng, 0.1) else int(rng.expovariate(1.2)) if happens(rng, 0.35) else 0,
        satisfaction=_satisfaction(rng, complaints),
        complaints=complaints,
        effort=None
        if happens(rng, 0.05)
        else float(int(rng.expovariate(1 / clamp(3 + 2 * wealth_score, 1, 9)))),
        remark=_REMARKS.pick(rng).text(lang) if happens(rng, 0.07) else None,
    )


def colleagues(relation: Relation, lang: Lang) -> tuple[str, ...]:
    """The other managers of the customer's branch; nobody where the customer has no manager."""
    if relation.manager is None:
        return ()
    managers = next(managers for branch, managers in _BRANCHES if branch.text(lang) == relation.branch)
    return tuple(name for manager in managers if (name := manager.text(lang)) != relation.manager)


def second_account(rng: Random, relation: Relation, as_of: dt.date) -> Relation:
    """The same relation with an account opened later; effort and remark stay with the first."""
    known_by = min(filter(None, (relation.last_contact, relation.last_transaction, as_of)))
    opened = day_between(rng, relation.open_date, known_by)
    return relation._replace(open_date=opened, effort=None, remark=None)


def _owner(rng: Random, wealth_score: float, lang: Lang, not_at: str | None) -> tuple[str, str]:
    while True:
        star = wealth_score > 1.28 and happens(rng, 0.5)
        branch, manager = _STAR if star else _MANAGERS.pick(rng)
        if branch.text(lang) != not_at:
            return branch.text(lang), manager.text(lang)


def _open_date(rng: Random, person: Person, as_of: dt.date) -> dt.date:
    """A day after the 16th birthday; recent customers are more frequent than old ones."""
    first = as_of - _LONGEST
    if person.born:
        first = max(first, person.born + _SIXTEEN_YEARS)
    days = (as_of - first).days
    return as_of - dt.timedelta(days=min(days, 20 + int(days * rng.random() ** 1.4)))


def _recent(rng: Random, opened: dt.date, as_of: dt.date, *, mean_days: float) -> dt.date:
    return max(opened, as_of - dt.timedelta(days=int(rng.expovariate(1 / mean_days))))


def _last_contact(rng: Random, wealth_score: float, opened: dt.date, as_of: dt.date) -> dt.date | None:
    """The rich are contacted more often; about one in seven has been forgotten, whatever the wealth."""
    if happens(rng, 0.06):
        return None
    a_year_ago = as_of - dt.timedelta(days=366)
    if opened <= a_year_ago and happens(rng, 0.15):
        return day_between(rng, max(opened, as_of - dt.timedelta(days=1_100)), a_year_ago)
    return _recent(rng, opened, as_of, mean_days=clamp(120 - 40 * wealth_score, 25, 200))


def _satisfaction(rng: Random, complaints: int) -> float | None:
    """0 to 100 in whole points; a third have never been asked."""
    if happens(rng, 0.33):
        return None
    return float(round(clamp(rng.gauss(84 - 14 * complaints, 9), 0, 100)))

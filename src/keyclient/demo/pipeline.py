"""Progress of a customer: source of the lead, stage, outcome, and competing banks."""

import datetime as dt
from random import Random
from typing import NamedTuple

from keyclient.demo.chance import Weighted, clamp, day_between, happens
from keyclient.demo.relations import Relation
from keyclient.model.label import Label, Lang

STAGES = (
    Label("potential", "潜在"),
    Label("likely", "可能"),
    Label("ordinary", "普通"),
    Label("key", "重点"),
    Label("closed", "已成交"),
)
"""The stages of development, first to last; the last means won."""


class Lead(NamedTuple):
    """A source of leads: how often it brings a customer, and how much better these progress than others."""

    words: Label
    often: float
    strength: float


_LEADS = (
    Lead(Label("advertising", "广告"), 6, -0.5),
    Lead(Label("telephone", "电话营销"), 11, -0.7),
    Lead(Label("public relations", "公关活动"), 4, -0.2),
    Lead(Label("sponsorship", "赞助活动"), 3, -0.4),
    Lead(Label("field visit", "外拓走访"), 12, -0.1),
    Lead(Label("seminar", "讲座论坛"), 8, 0.1),
    Lead(Label("friends", "亲友推荐"), 14, 0.6),
    Lead(Label("family", "家人推荐"), 8, 0.5),
    Lead(Label("colleagues", "同事推荐"), 6, 0.4),
    Lead(Label("business registry", "工商注册"), 5, -0.3),
    Lead(Label("accountants", "会计师事务所"), 4, 0.3),
    Lead(Label("club", "俱乐部"), 3, 0.2),
    Lead(Label("chamber of commerce", "工商联"), 3, 0.2),
    Lead(Label("entrepreneurs' association", "企业家协会"), 3, 0.2),
)
_PERSONAL = (
    Lead(Label("branch head's deal", "行长单"), 4, 0.9),
    Lead(Label("connections", "关系单"), 4, 0.7),
    Lead(Label("star manager's deal", "明星客户经理单"), 3, 0.8),
)
"""Deals that depend on one person: rare in the book, frequent among its richest."""

_ANY_LEAD = Weighted((lead, lead.often) for lead in (*_LEADS, *_PERSONAL))
_RICH_LEAD = Weighted((lead, lead.often * (8 if lead in _PERSONAL else 1)) for lead in (*_LEADS, *_PERSONAL))

_COMPETITORS = Weighted(
    (
        (Label("state-owned bank", "国有大行"), 38),
        (Label("joint-stock bank", "股份制银行"), 30),
        (Label("city bank", "城商行"), 16),
        (Label("rural bank", "农商行"), 8),
        (Label("securities firm", "证券公司"), 5),
        (Label("internet platform", "互联网平台"), 3),
    )
)


class Development(NamedTuple):
    """How far the customer is on the way to a key customer."""

    stage: str | None
    stage_date: dt.date | None
    outcome: str | None
    source: str | None
    competitor: str | None


def make_development(
    rng: Random, wealth_score: float, relation: Relation, potential: int | None, as_of: dt.date, lang: Lang
) -> Development:
    """Stage, outcome and source; a customer with assets elsewhere has another bank too."""
    lead = (_RICH_LEAD if wealth_score > 1.28 else _ANY_LEAD).pick(rng)
    reached = _stage(rng, lead.strength + 0.4 * wealth_score)
    known = not happens(rng, 0.03)
    won = reached == len(STAGES) - 1 and known
    lost = not won and happens(rng, 0.2)
    since = _stage_date(rng, relation, as_of)
    return Development(
        stage=STAGES[reached].text(lang) if known else None,
        stage_date=since if known else None,
        outcome="won" if won else "lost" if lost else "open" if known else None,
        source=None if happens(rng, 0.04) else lead.words.text(lang),
        competitor=_COMPETITORS.pick(rng).text(lang) if potential else None,
    )


def _stage(rng: Random, pull: float) -> int:
    """Index of the stage reached: the chance of passing each step grows with the pull."""
    for place, step in enumerate((0.66, 0.62, 0.50, 0.52)):
        if not happens(rng, clamp(step + 0.12 * pull, 0.05, 0.95)):
            return place
    return len(STAGES) - 1


def _stage_date(rng: Random, relation: Relation, as_of: dt.date) -> dt.date:
    """A day in the last two years of the relation, no later than the last contact."""
    last = relation.last_contact or as_of
    return day_between(rng, max(relation.open_date, last - dt.timedelta(days=730)), last)

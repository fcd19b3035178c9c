"""Which change of a balance a heading names, and since when: AUM较上月, 较年初存款增减额, `Deposits YTD change`."""

import re
from collections.abc import Mapping
from functools import lru_cache

from keyclient.ingest.layout.heading_keys import bare_key
from keyclient.model.regex import regex
from keyclient.model.since import CHANGES, Since

Ranks = Mapping[str, tuple[str, int]]

_CHANGE = r"(?:增减变动|增减|变动|变化|增加|净增加|净增|增量|差额|差异|波动|增)(?:额|量|值|数|金额)?|(?:增长|增)(?:额|量|值)"
_DIFFERENCE = r"(?!差[额异])"
"""Without a day a difference is one to a target, not a change: AUM差额."""
_ENDS = r"(?:\(?[±+/]+-?\)?)?"
_AGAINST = r"(?:较|比较|比|对比|相比|相较|与)"
_SINCE = {
    Since.YEAR_AGO: r"(?:上年|去年)(?:同期|同日|同月)",
    Since.MONTH: r"(?:上个?月)(?:末|底|同期)?|月初",
    Since.QUARTER: r"(?:上个?季度?)(?:末|底)?|季初",
    Since.YEAR: r"年初|(?:上年|去年)(?:末|底)?|上?年末",
    Since.WEEK: r"(?:上个?周)(?:末)?|周初",
    Since.DAY: r"(?:上一?日|前一?日|昨日|前一天|日初)(?:末)?",
    Since.PERIOD: r"(?:上一?期|期初|前期)(?:末)?",
}
_WITHIN = {
    Since.MONTH: r"[本当]?月(?:内|度)?",
    Since.QUARTER: r"[本当]?季(?:内|度)?",
    Since.YEAR: r"(?:[本当]?年(?:内|度)?|年内累计)",
    Since.WEEK: r"[本当]?周(?:内|度)?",
    Since.PERIOD: r"(?:本期|环比)",
    Since.YEAR_AGO: r"同比",
}
_ENGLISH_AGAINST = r"(?:vs|versus|since|from|against|over|comparedto|comparedwith)\.?(?:the)?"
_ENGLISH_SINCE = {
    Since.YEAR_AGO: r"sameperiod(?:of)?lastyear|sameday(?:of)?lastyear|ayearago|oneyearago",
    Since.MONTH: r"(?:endof)?(?:last|previous|prior)month(?:end)?|monthstart|startof(?:the)?month",
    Since.QUARTER: r"(?:endof)?(?:last|previous|prior)quarter(?:end)?|quarterstart|startof(?:the)?quarter",
    Since.YEAR: r"(?:start|beginning)of(?:the)?year|yearstart|yearend|(?:endof)?(?:last|previous|prior)year(?:end)?|newyear",
    Since.WEEK: r"(?:last|previous|prior)week(?:end)?",
    Since.DAY: r"yesterday|(?:last|previous|prior)day",
    Since.PERIOD: r"(?:last|previous|prior)period(?:end)?",
}
_ENGLISH_WITHIN = {
    Since.MONTH: r"mom|mtd|monthly|monthonmonth|monthtodate|monthovermonth",
    Since.QUARTER: r"qoq|qtd|quarterly|quarteronquarter|quartertodate",
    Since.YEAR: r"ytd|yeartodate",
    Since.YEAR_AGO: r"yoy|yearonyear|yearoveryear|annual",
    Since.WEEK: r"wow|wtd|weekly|weekonweek",
    Since.DAY: r"dod|daily|dayonday",
}
_ENGLISH_CHANGE = (
    r"(?:net)?(?:change|chg|delta|movement|difference|diff|increase|variation)s?(?:in|of)?(?:amount)?"
)
_ENGLISH_DIFFERENCE = r"(?!(?:net)?diff)"
_SHARES = regex(r"[%％‰]|百分|幅|率|\b(?:pct|percent|percentage|rate|growth)\b", re.I)


def _either(words: Mapping[Since, str], prefix: str) -> str:
    return "|".join(f"(?P<{prefix}_{since}>{pattern})" for since, pattern in words.items())


_OPEN, _CLOSE = r"[(\[]?", r"[)\]]?"
_CHINESE = rf"(?:{_AGAINST}(?:{_either(_SINCE, 'a')}))"
_INSIDE = rf"(?:{_either(_WITHIN, 'b')})"
_ENGLISH = rf"(?:{_ENGLISH_AGAINST}(?:{_either(_ENGLISH_SINCE, 'a')}))"
_ENGLISH_IN = rf"(?:{_either(_ENGLISH_WITHIN, 'b')})"
_PATTERNS = tuple(
    regex(pattern)
    for pattern in (
        rf"(?P<of>.*?)(?:{_CHANGE}){_OPEN}{_CHINESE}{_CLOSE}{_ENDS}",
        rf"(?P<of>.*?){_OPEN}{_CHINESE}(?:{_CHANGE})?{_CLOSE}{_ENDS}",
        rf"{_CHINESE}(?P<of>.*?)(?:{_CHANGE})?{_ENDS}",
        rf"(?P<of>.*?){_OPEN}{_INSIDE}(?:{_CHANGE}){_CLOSE}{_ENDS}",
        rf"{_INSIDE}(?P<of>.*?)(?:{_CHANGE}){_ENDS}",
        rf"(?P<of>.+?){_DIFFERENCE}(?:{_CHANGE}){_ENDS}",
        rf"(?:{_ENGLISH_CHANGE})(?P<of>.*?){_OPEN}{_ENGLISH}{_CLOSE}",
        rf"(?P<of>.*?){_OPEN}(?:{_ENGLISH_CHANGE})?{_ENGLISH}(?:{_ENGLISH_CHANGE})?{_CLOSE}",
        rf"(?P<of>.*?){_OPEN}{_ENGLISH_IN}{_CLOSE}{_ENGLISH_CHANGE}",
        rf"{_ENGLISH_IN}{_ENGLISH_CHANGE}(?P<of>.*?)",
        rf"{_ENGLISH_IN}(?P<of>.*?){_ENGLISH_CHANGE}",
        rf"(?P<of>.*?){_ENGLISH_CHANGE}{_OPEN}{_ENGLISH_IN}{_CLOSE}",
        rf"{_ENGLISH_CHANGE}(?P<of>.*?){_OPEN}{_ENGLISH_IN}{_CLOSE}",
        rf"(?P<of>.+?){_ENGLISH_DIFFERENCE}{_ENGLISH_CHANGE}",
        rf"{_ENGLISH_DIFFERENCE}{_ENGLISH_CHANGE}(?P<of>.+?)",
    )
)
_HINT = regex(
    "[较比与增]|变[动化]|差[额异]|波动|chg|change|delta|movement|diff|increase|variation|vs|versus|since|from|against|over|compared"
)
"""One of the words that every pattern has: a quick first check."""
_ORDER = (*Since, None)


@lru_cache(1 << 12)
def change_in(key: str) -> tuple[str, Since | None] | None:
    """What a heading, as headings are compared, says has changed, and since when; None if it names no change.

    The first is "" where it does not say what of (较上月), the second None where it does not say since when (`AUM变动`).
    """
    for pattern in _PATTERNS if _HINT.search(key) is not None else ():
        if (found := pattern.fullmatch(key)) is not None:
            named = (name for name, text in found.groupdict().items() if text is not None and name != "of")
            since = next((Since(name.partition("_")[2]) for name in named), None)
            return found["of"], since
    return None


def says_change(text: str) -> bool:
    """Whether a heading is about a change since another day, be it an amount or a share."""
    bare = bare_key(text)
    return any(pattern.search(bare) for pattern in _ANYWHERE)


def says_growth(text: str) -> bool:
    """Whether a heading is about a change as a share: AUM较上月(%), 存款较年初增幅."""
    return _SHARES.search(text) is not None and says_change(text)


_ANYWHERE = tuple(
    regex(pattern)
    for pattern in (
        "(?:较|比)(?:上|去|年初|月初|季初|期初|昨|前)|环比|同比|[年月季]增|增减|变动",
        rf"{_ENGLISH_AGAINST}(?:last|previous|prior|start|beginning|year)|(?:mom|qoq|ytd|yoy|mtd)(?:change|chg|growth)|change|chg",
    )
)


def change_field(key: str, ranks: Ranks) -> tuple[str, int] | None:
    """Field and rank of a heading that names the change of a balance; None if it names none.

    `key`: the heading as compared. `ranks`: field and rank of every alias. The change since the last month ranks before
    that since the start of the year.
    """
    if (found := change_in(key)) is None:
        return None
    of, since = found
    balance, _ = ranks.get(of.strip("()"), ("", 0))
    own, rank = ranks.get(key, ("", len(ranks)))
    field = CHANGES.get(balance, own if own in CHANGES.values() else "")
    return (field, 3 * len(ranks) * _ORDER.index(since) + rank) if field else None

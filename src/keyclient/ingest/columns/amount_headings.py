"""Whether a heading that means no field sounds like amounts, money, or something else, and like which balance."""

import re
from enum import IntEnum

from keyclient.model.regex import regex

_AMOUNTS = regex(r"额|金")
_MONEY = regex(
    r"款|费|收入|资产|负债|利润|贡献|规模|价|成本|产值|营收|销售|成交|码洋|流水|消费|理财|持仓|市值|头寸|敞口|授信|贷|存|财富|元$"
)
_PER_UNIT = regex(
    r"单价|均价|[售标定原市股]价|价格|每[^月年季周日]\S{0,2}(?:价|成本|费|金额)|单位(?:价|成本)|[件笔单户人次]均|per|\b(?:list|unit) (?:price|cost)",
    re.I,
)
"""Prices, and averages for one piece, order or person: they do not add up."""
_PER_UNIT_WORDS = frozenset({"per", "price", "prices", "each"})
_TOTAL = regex(r"总|合计|(?<![a-z])(?:total|sum)(?![a-z])", re.I)
_OTHER = regex(
    r"号|码(?!洋)|序|年龄|岁|次数|笔数|件数|户数|人数|个数|数量|数$|天数|年限|年份|月份|个月|评分|得分|积分|等级|级别|金卡|金牌|邮编|电话|手机"
    r"|率|[较比环同][上去年月季期比]|[年月季]增|增减|变动|比例|占比|比重|排名|名次|日期|时间|期限|是否|标志|增长|增幅"
)
"""Ids, ages, counts, shares, ranks, days, and changes since another day."""
_AMOUNT_WORDS = frozenset({"amount", "amounts", "amt", "balance", "balances", "bal"})
_MONEY_WORDS = frozenset(
    "limit price prices sale sales revenue revenues income spend spending spent cost costs value worth asset assets profit profits margin"
    " turnover deposit deposits loan loans fund funds fee fees payment payments salary wealth exposure aum eva gmv ltv yuan rmb cny".split()
)
_OTHER_WORDS = frozenset(
    "id ids no nr number num code codes sku isbn issn ean upc gtin barcode age ages count counts cnt ct qty quantity year years month months day days date time zip"
    " phone tel rank row index tenure score scores rating ratio rate rates pct percent percentage chng change flag is has type"
    " level grade class lat lon latitude longitude units pieces visits".split()
)
_ALL_ASSETS = regex(
    r"资产|财富|AUM|管理规模|客户规模|\bassets?\b|\bwealth\b"
    r"|^\W*(?:客户|账户|帐户|全部|时点|期末|月末|当前|账面|总|合计|\s)*余额(?:总[额计]|合计|总和)?\W*(?:[(（].*)?$"
    r"|^\W*(?:(?:total|account|customer|client|current|closing)[\W_]*)*balances?\W*(?:[(（].*)?$",
    re.I,
)
_SOME = regex(
    r"贷|负债|债|欠|透支|授信|信用|保险|保单|基金|理财|信托|存款|储蓄|黄金|贵金属|固定|不良|抵押|净值|收益|收入|费|变动|新增|净增|流[入出]|[日月年季]均|平均"
    r"|loan|debt|liabilit|credit|revolv|overdue|insur|fund|deposit|fixed|income|fee|change|growth|mortgage|collateral|average|avg",
    re.I,
)
_NAMED_FOR = {
    "loans": regex(r"贷|欠|透支|授信|负债|loan|debt|revolv|overdraft", re.I),
    "deposits": regex(r"存款|储蓄|活期|定期|deposit|saving", re.I),
    "investments": regex(r"理财|基金|保险|国债|信托|投资|insur|fund|invest", re.I),
}
"""What the heading of a balance says that is of this field and of no other."""
_TOKEN = regex(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


class Sounds(IntEnum):
    """How much a heading sounds like amounts."""

    OTHER = 0
    """Like something else, or like nothing."""
    PER_UNIT = 1
    """Like money for one piece (单价, `price per unit`)."""
    MONEY = 2
    AMOUNTS = 3


def sounds_like(heading: str, *, has_unit: bool = False) -> Sounds:
    """What a heading sounds like: an amount (余额, `Total_Trans_Amt`), money, or anything else, such as an id or a count.

    `has_unit`: whether a unit of money stands beside it.
    """
    if is_no_amount(heading):
        return Sounds.OTHER
    words = _words(heading)
    if is_per_unit(heading):
        return Sounds.PER_UNIT
    if has_unit or _AMOUNTS.search(heading) or words & _AMOUNT_WORDS:
        return Sounds.AMOUNTS
    return Sounds.MONEY if _MONEY.search(heading) or words & _MONEY_WORDS else Sounds.OTHER


def is_no_amount(heading: str) -> bool:
    """Whether a heading says that its numbers are none of money: an id (ISBN, 编号), an age, a count, a share."""
    return _OTHER.search(heading) is not None or not _OTHER_WORDS.isdisjoint(_words(heading))


def is_per_unit(heading: str) -> bool:
    """Whether a heading says that its amounts are for one piece (单价, `Unit Price`), and not a total (总价)."""
    if _TOTAL.search(heading):
        return False
    return _PER_UNIT.search(heading) is not None or not _PER_UNIT_WORDS.isdisjoint(_words(heading))


def names_all_assets(heading: str) -> bool:
    """Whether a heading could be that of all assets of a customer (管理资产, 余额, `Total Assets`), and not of some.

    A debt, an insurance or any other part is none, nor is a price or an average for one piece.
    """
    if is_no_amount(heading) or is_per_unit(heading) or _SOME.search(heading):
        return False
    return _ALL_ASSETS.search(heading) is not None


def may_mean(heading: str, field: str) -> bool:
    """Whether a column that is no field by its heading may be offered for a money field: a debt for loans alone."""
    if field == "aum":
        return names_all_assets(heading)
    named = {name for name, words in _NAMED_FOR.items() if words.search(heading)}
    return not named or field in named


def _words(heading: str) -> set[str]:
    return {token.lower() for token in _TOKEN.findall(heading)}

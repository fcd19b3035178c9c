"""Whether a heading that means no field sounds like amounts, money, or something else."""

import re
from enum import IntEnum

_AMOUNTS = re.compile(r"额|金")
_MONEY = re.compile(
    r"款|费|收入|资产|负债|利润|贡献|规模|价|成本|产值|营收|销售|成交|码洋|流水|消费|理财|持仓|市值|头寸|敞口|授信|贷|存|财富|元$"
)
_OTHER = re.compile(
    r"号|码(?!洋)|序|年龄|岁|次数|笔数|件数|户数|人数|个数|数量|数$|天数|年限|年份|月份|个月|评分|得分|积分|等级|级别|金卡|金牌|邮编|电话|手机"
    r"|率|[较比环同][上去年月季期比]|[年月季]增|增减|变动|比例|占比|比重|排名|名次|日期|时间|期限|是否|标志|增长|增幅"
)
"""Ids, ages, counts, shares, ranks, days, and changes since another day."""
_AMOUNT_WORDS = frozenset({"amount", "amounts", "amt", "balance", "balances", "bal", "price", "prices"})
_MONEY_WORDS = frozenset(
    "limit sale sales revenue revenues income spend spending spent cost costs value worth asset assets profit profits margin"
    " turnover deposit deposits loan loans fund funds fee fees payment payments salary wealth exposure aum eva gmv ltv yuan rmb cny".split()
)
_OTHER_WORDS = frozenset(
    "id ids no nr number num code codes sku isbn issn ean upc gtin barcode age ages count counts cnt ct qty quantity year years month months day days date time zip"
    " phone tel rank row index tenure score scores rating ratio rate rates pct percent percentage chng change flag is has type"
    " level grade class lat lon latitude longitude units pieces visits".split()
)
_TOKEN = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


class Sounds(IntEnum):
    """How much a heading sounds like amounts."""

    OTHER = 0
    """Like something else, or like nothing."""
    MONEY = 1
    AMOUNTS = 2


def sounds_like(heading: str, *, has_unit: bool = False) -> Sounds:
    """What a heading sounds like: an amount (余额, `Total_Trans_Amt`), money, or anything else, such as an id or a count.

    `has_unit`: whether a unit of money stands beside it.
    """
    if is_no_amount(heading):
        return Sounds.OTHER
    words = _words(heading)
    if has_unit or _AMOUNTS.search(heading) or words & _AMOUNT_WORDS:
        return Sounds.AMOUNTS
    return Sounds.MONEY if _MONEY.search(heading) or words & _MONEY_WORDS else Sounds.OTHER


def is_no_amount(heading: str) -> bool:
    """Whether a heading says that its numbers are none of money: an id (ISBN, 编号), an age, a count, a share."""
    return _OTHER.search(heading) is not None or not _OTHER_WORDS.isdisjoint(_words(heading))


def _words(heading: str) -> set[str]:
    return {token.lower() for token in _TOKEN.findall(heading)}

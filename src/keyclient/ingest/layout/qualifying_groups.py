"""Whether a heading changes what the known heading under it means: 时点余额 under 保险 is no balance of deposits."""

from keyclient.ingest.layout.headings import alias_ranks, heading_key
from keyclient.model.fields import fields
from keyclient.model.measure_fields import FLOWS
from keyclient.model.regex import regex

_BARE = regex(
    r"(?:账户|时点|当前|最新|期末|月末|季末|年末)?余额|(?:[本当]?[年月季]度?(?:累计)?)?(?:日均|月均|平均)(?:余额|数|值|额)?"
    r"|(?:account|average(?:daily)?|current|closing)?balances?"
)
"""Headings that name a balance without saying of what."""
_PRODUCTS = regex(
    r"存款|贷|透支|理财|基金|保险|寿险|年金|贵金属|黄金|信托|(?<!负)债|证券|股票|存管|资管|信用卡|分期|外汇|结汇|票据|贴现|信用证|保函|保理|担保"
    r"|租赁|代销|代发|收单|结算"
    r"|deposit|loan|mortgage|wealth|fund|insurance|bancassurance|metal|gold|trust|bond|securit|stock|card|forex|guarantee|leas"
)
"""Words for a product, or for what is no balance of the customer with this bank."""
_NEUTRAL = regex(
    r"信息|资料|情况|概况|数据|指标|明细|业务|账户|客户|基本|资产|负债|余额|金额|规模|人民币|本外?币|时点|期末|[本当上][期月季年日]|年|月|日$"
    r"|info|data|detail|figures?|customer|client|account|balance|amount|assets|business|rmb|cny|month|quarter|year|period|\d"
)
"""Words for headings over columns of any kind, and for periods."""
_OTHER_FIGURES = regex(
    r"日均|月均|平均|^较|^比(?!例)|增[长量减额幅加]|净增|变动|变化|目标值?$|任务|计划|预算|占比|比例|他行|行外|外行|同业"
    r"|average|avg|change|growth|increase|target|budget|share|elsewhere|external|otherbank"
)
"""Words for averages, changes, targets, shares and other banks: no balance under them is one with this bank at a date."""


def qualifies(group: str, lower: str) -> bool:
    """Whether a known heading means something else under a group, so that it is read together with it.

    A balance that does not say of what (时点余额) is that of the group, unless that only says what kind of columns
    follow (账户信息). What a product earns (保险 over 手续费收入) is not what the customer does. Below an average, a
    change, a target or another bank no amount is the balance of a field.
    """
    key, under = heading_key(group), heading_key(lower)
    field, _ = alias_ranks().get(under, ("", 0))
    if not key or field not in fields() or not fields()[field].is_money:
        return False
    if _OTHER_FIGURES.search(key):
        return True
    names_product = bool(_PRODUCTS.search(key))
    if is_bare_balance(lower):
        return names_product or not _NEUTRAL.search(key)
    return field in FLOWS and names_product


def is_bare_balance(lower: str) -> bool:
    """Whether a heading names a balance without saying of what."""
    return _BARE.fullmatch(heading_key(lower)) is not None

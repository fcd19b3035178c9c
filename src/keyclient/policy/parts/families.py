"""The product families: which need each serves, the words for it, and who may be offered it."""

from typing import Annotated, Literal

from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyItem

Rating = Literal["R1", "R2", "R3", "R4", "R5"]


class Family(PolicyItem):
    """A product family. Its key is its English name."""

    zh: Annotated[str, Label("Chinese name.", "中文名称。")]
    need: Annotated[
        str | None,
        Label(
            "The need it serves, one of lifecycle.needs. Unset: a known product that serves none.",
            "所满足的需求，取自 lifecycle.needs；未设置表示已知产品但不对应任何需求。",
        ),
    ] = None
    risk: Annotated[
        Rating | None,
        Label(
            "Lowest risk rating of customers who may be offered it. Unset: anyone, rated or not.",
            "可推荐的客户最低风险等级；未设置表示不限，未评级客户也可推荐。",
        ),
    ] = None
    aliases: Annotated[
        tuple[str, ...],
        Label("Words for it in headings and lists of holdings.", "列名和持有产品清单中的常见写法。"),
    ] = ()
    also: Annotated[
        tuple[str, ...],
        Label("Further words used in your books.", "本行表格中的其他写法。"),
    ] = ()


def family_words(name: str, family: Family) -> tuple[str, ...]:
    """Every word for a family."""
    return (name.replace("_", " "), family.zh, *family.aliases, *family.also)


def family_label(name: str, family: Family) -> Label:
    """The name of a family in both languages."""
    return Label(name.replace("_", " "), family.zh)


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split("|"))


def _family(zh: str, need: str | None, words: str, risk: Rating | None = None) -> Family:
    return Family.usual(zh=zh, need=need, risk=risk, aliases=_words(words))


FAMILIES = {
    "debit_card": _family("借记卡", "basic", "储蓄卡 | 银行卡 | debit cards"),
    "payroll": _family("代发工资", "basic", "代发 | 工资代发 | 代发薪 | 代发户 | salary | payroll service"),
    "settlement": _family("结算", "basic", "结算账户 | 结算户 | 支付结算 | 结算卡 | settlement account"),
    "mobile_bank": _family(
        "手机银行",
        "basic",
        "掌上银行 | 网上银行 | 个人网银 | 网银 | 电子银行 | mobile banking | online banking | internet banking",
    ),
    "current_deposit": _family(
        "活期存款",
        "basic",
        "活期 | 活期储蓄 | 活期账户 | demand deposit | current account | checking account",
    ),
    "credit_card": _family("信用卡", "basic", "贷记卡 | credit cards | cr card"),
    "home_loan": _family(
        "按揭贷款",
        "mortgage",
        "按揭 | 房贷 | 住房贷款 | 个人住房贷款 | 住房按揭 | 住房按揭贷款 | 个人住房按揭贷款 | 房屋按揭 | 房屋贷款 | "
        "个人房贷 | 一手房贷款 | 二手房贷款 | mortgage | mortgage loan | housing loan | housing",
    ),
    "business_premises_loan": _family(
        "商用房贷款",
        "mortgage",
        "商业用房贷款 | 商用房按揭 | 商业用房按揭 | 商铺贷款 | 商铺按揭 | commercial mortgage | premises loan",
    ),
    "wealth_product": _family(
        "理财",
        "investment",
        "理财产品 | 银行理财 | 投资理财 | 投资 | 净值型理财 | 结构性存款 | wealth products | wealth management | "
        "wealth management product | structured deposit | investments | investment",
        "R1",
    ),
    "term_deposit": _family(
        "定期存款",
        "investment",
        "定期 | 定存 | 整存整取 | 大额存单 | 通知存款 | time deposit | fixed deposit | certificate of deposit | "
        "term deposits | CD",
    ),
    "government_bond": _family(
        "国债",
        "investment",
        "储蓄国债 | 凭证式国债 | 电子式国债 | 记账式国债 | government bonds | treasury bond | savings bond",
    ),
    "fund": _family(
        "基金",
        "investment",
        "公募基金 | 基金产品 | 基金定投 | 代销基金 | funds | mutual fund | mutual funds",
        "R3",
    ),
    "insurance": _family("保险", "investment", "银保 | 代理保险 | 代销保险 | 保险产品 | bancassurance", "R1"),
    "precious_metal": _family(
        "贵金属",
        "investment",
        "实物黄金 | 账户黄金 | 积存金 | 账户贵金属 | 实物贵金属 | precious metals",
        "R4",
    ),
    "foreign_exchange": _family(
        "外汇", "investment", "外汇买卖 | 外汇宝 | 账户外汇 | forex | FX | currency trading", "R4"
    ),
    "trust": _family("信托", "investment", "信托产品 | 集合信托 | 信托计划 | 代销信托 | trusts", "R5"),
    "insurance_trust": _family("保险金信托", "estate", "insurance trusts | insurance money trust"),
    "family_trust": _family("家族信托", "estate", "家庭信托 | family trusts"),
    "annuity": _family(
        "年金保险",
        "estate",
        "年金 | 年金险 | 养老险 | 养老保险 | 商业养老保险 | 养老年金 | 养老年金险 | annuities | pension insurance",
    ),
    "will_advice": _family(
        "遗嘱与传承",
        "estate",
        "传承 | 遗嘱 | 遗嘱服务 | 遗嘱信托 | 财富传承 | 传承规划 | 传承服务 | estate planning | estate advice | will service",
    ),
    "other_loan": _family(
        "其他贷款",
        None,
        "贷款 | 个人贷款 | 消费贷 | 消费贷款 | 经营贷 | 经营贷款 | 信用贷 | 信用贷款 | 车贷 | 汽车贷款 | loan | loans | "
        "consumer loan | business loan | personal loan | car loan",
    ),
}
"""The families by key. Needs follow the training material, lowest ratings the five-grade scale of customer ratings."""

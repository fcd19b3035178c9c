"""What may be lost (`risk`)."""

from collections.abc import Collection
from typing import Annotated

from pydantic import Field

from keyclient.model.label import Label
from keyclient.policy.parts.base import Contradiction, PolicyPart, Proportion
from keyclient.policy.parts.tier import TierPolicy, one_of


class RiskPolicy(PolicyPart):
    """Warnings about key customers (`risk`)."""

    title = Label("Customers at risk", "流失风险")

    fall: Annotated[
        Proportion,
        Label(
            "A customer is down who has lost at least this share of her best value, or since the last book by her own change "
            "column.",
            "客户价值较近几期最高值（或按较上期变动列）下降达到此比例的，计为下降。",
        ),
    ] = 0.30
    best_of: Annotated[
        int,
        Field(ge=1, le=23),
        Label(
            "The best value is that of so many books before this one.",
            "最高值取本期之前的最近几期。",
        ),
    ] = 3
    contact_days: Annotated[
        dict[str, Annotated[int, Field(ge=1)]],
        Label(
            "Days without contact after which a customer of a tier has waited too long.",
            "各层级客户最长联系间隔（天）。",
        ),
    ] = Field(default_factory=lambda: {"platinum": 30, "gold": 90})
    contact_days_others: Annotated[
        int,
        Field(ge=1),
        Label("The same for tiers that are not named.", "未列明层级的最长联系间隔（天）。"),
    ] = 180
    renaming: Annotated[
        bool,
        Label(
            "Whether a manager whose customers all stand under one new name in the next book counts as renamed, not as changed.",
            "某客户经理名下客户在下一期全部改列于同一个新姓名之下时，是否视为姓名写法变更，而非更换客户经理。",
        ),
    ] = True
    new_days: Annotated[
        int,
        Field(ge=0),
        Label(
            "A customer whose account was opened fewer days ago has no relation yet that could be judged.",
            "开户不足此天数的客户，关系尚未开始，不作判断。",
        ),
    ] = 30
    wallet: Annotated[
        Proportion,
        Label(
            "A share of the wallet below this is a warning: most of it is elsewhere.",
            "钱包份额低于此值的予以提示：大部分资产在他行。",
        ),
    ] = 0.50
    person_families: Annotated[
        tuple[str, ...],
        Label(
            "Groups of lead sources ([funnel] families) whose deals hang on one person.",
            "依赖个人的来源分类（[funnel] families 中的名称）。",
        ),
    ] = ("person",)
    maturing: Annotated[
        Proportion,
        Label(
            "A customer of whose value at least this share matures soon is a warning.",
            "近期到期金额占客户价值达到此比例的予以提示。",
        ),
    ] = 0.30
    maturing_days: Annotated[
        int,
        Field(ge=1, le=366),
        Label("Soon means within so many days.", "近期指未来多少天内。"),
    ] = 30
    dormant_under: Annotated[
        float,
        Field(ge=0),
        Label(
            "A customer with less than this with the bank, in yuan, may be dormant.",
            "在本行资产低于此金额（元）的客户可能为睡眠户。",
        ),
    ] = 100.0
    dormant_days: Annotated[
        int,
        Field(ge=1),
        Label(
            "Such a customer is dormant after so many days without a transaction.",
            "此类客户连续多少天无交易计为睡眠户。",
        ),
    ] = 365
    few: Annotated[
        int,
        Field(ge=1),
        Label(
            "A reason is not judged by what happened then with fewer customers than this on either side.",
            "回溯检验中任一侧客户数少于此数的，不下结论。",
        ),
    ] = 10
    z: Annotated[
        float,
        Field(gt=0, le=10),
        Label(
            "Width of the intervals of rates, in standard errors: 1.959964 means 95 %.",
            "比率区间的宽度（标准误倍数）：1.959964 即 95%。",
        ),
    ] = 1.959964


def check_risk(risk: RiskPolicy, tier: TierPolicy, families: Collection[str]) -> None:
    """Raises `Contradiction` if the part names a tier of no list, or a group of lead sources that there is not.

    The usual names stand in every policy, also in one whose own lists lack them.
    """
    usual = RiskPolicy.usual()
    tiers = tier.known_names()
    for name in risk.contact_days:
        if name not in tiers and name not in usual.contact_days:
            raise Contradiction(one_of(tiers), f"risk.contact_days.{name}")
    if any(name not in families and name not in usual.person_families for name in risk.person_families):
        raise Contradiction(one_of(families), "risk.person_families")

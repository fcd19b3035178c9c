"""Who does what for which key customer until when (`plan`)."""

import datetime as dt
from collections.abc import Collection
from typing import Annotated, Literal

from pydantic import Field, model_validator

from keyclient.model.label import Label
from keyclient.policy.parts.banks import BANKS
from keyclient.policy.parts.base import Contradiction, PolicyPart, Proportion
from keyclient.policy.parts.catalogue import (
    Activity,
    Catalogue,
    CataloguePreset,
    Entry,
    Fitting,
    Perk,
    check_fitting,
    check_names,
)
from keyclient.policy.parts.catalogue_presets import ACTIVITIES, CATALOGUES, PERKS
from keyclient.policy.parts.ladder import Name
from keyclient.policy.parts.managers import Word
from keyclient.policy.parts.needs import NEEDS
from keyclient.policy.parts.tier import TierPolicy, one_of

LONGEST_PLAN = 366
"""Most days of a plan."""


class PlanPolicy(PolicyPart):
    """The plan for key customers (`plan`)."""

    title = Label("Plan", "行动计划")

    days: Annotated[
        int,
        Field(ge=1, le=LONGEST_PLAN),
        Label("Days after the data date by which all lines are due.", "计划期限：自数据日期起的天数。"),
    ] = 30
    until: Annotated[
        dt.date | None,
        Label(
            "The last day of the plan (--until). Unset: as `days` says.",
            "计划截止日（--until）。未设置时按 days。",
        ),
    ] = None
    whom: Annotated[
        tuple[Literal["key", "near", "grow"], ...],
        Field(min_length=1),
        Label(
            "Whom the plan is for: key customers, those near a key tier, and those of the cell grow of the grid.",
            "列入计划的客户：key 重点客户，near 临界重点层级的客户，grow 价值—潜力格中的“培”。",
        ),
    ] = ("key", "near", "grow")
    per_day: Annotated[
        int,
        Field(ge=1),
        Label("Lines of one manager that may be due on one day.", "每名客户经理每天到期的行动数上限。"),
    ] = 5
    kept: Annotated[
        Proportion,
        Label(
            "Where value is to be kept, this share of today's is enough: {kept} in a proof.",
            "要求“稳住”的，后期价值不低于目前的此占比即可：验收标准中的 {kept}。",
        ),
    ] = 0.95
    won_back: Annotated[
        Proportion,
        Label(
            "The share of the money that left which is to come back: {won_back} in a proof is today's value and that.",
            "要求挽回的，占流出金额的比例：验收标准中的 {won_back} 为目前价值加此部分。",
        ),
    ] = 0.50
    grown: Annotated[
        float,
        Field(gt=0, le=10),
        Label(
            "By which share value is to grow where it is to grow: {grown} in a proof.",
            "要求增长的，较目前增长的比例：验收标准中的 {grown}。",
        ),
    ] = 0.10
    wallet: Annotated[
        Proportion,
        Label(
            "A large customer is one to keep from this share of the wallet, and one to win below it.",
            "大客户钱包份额达到此值为“保”，低于此值为“争”。",
        ),
    ] = 0.50
    resources: Annotated[
        Proportion,
        Label(
            "The share of all effort that belongs to the customers of class A.", "应投向 A 类客户的资源占比。"
        ),
    ] = 0.80
    banks: Annotated[
        dict[str, tuple[Word, ...]],
        Label(
            "Other banks, each with the words that mean it: they are one in the map of competitors. A bank that stands here under no name "
            "is itself.",
            "他行及其常见写法，在竞争对手分布中合并为一家；未列入的银行按原写法单列。",
        ),
    ] = Field(default_factory=lambda: dict(BANKS))
    few: Annotated[
        int,
        Field(ge=1),
        Label(
            "The return of a plan is not judged with fewer customers than this on either side.",
            "对照任一侧客户数少于此数的，不计算成效。",
        ),
    ] = 10
    strata: Annotated[
        int,
        Field(ge=1, le=20),
        Label(
            "Into how many parts by value each tier is split, so that those worked on are compared with customers like them.",
            "对照时每个层级按价值分成的组数：只与同组客户比较。",
        ),
    ] = 4
    z: Annotated[
        float,
        Field(gt=0, le=10),
        Label(
            "Width of the intervals, in standard errors: 1.959964 means 95 %.",
            "区间宽度（标准误倍数）：1.959964 即 95%。",
        ),
    ] = 1.959964
    preset: Annotated[
        Name, Label("Catalogue to use: one of the presets.", "采用的行动目录（presets 之一）。")
    ] = next(iter(CATALOGUES))
    catalogue: Annotated[
        Catalogue | None,
        Label(
            "The bank's own catalogue: the first entry that fits a customer makes her line. Unset: that of preset.",
            "本行自定的行动目录：取第一个适用于该客户的条目。未设置时采用 preset 的目录。",
        ),
    ] = None
    activities: Annotated[
        dict[str, Activity],
        Label(
            "What customers are invited to: the first that fits is {event} in the texts of an entry.",
            "邀约客户参加的活动：第一个适用的即条目文字中的 {event}。",
        ),
    ] = Field(default_factory=ACTIVITIES.copy)
    perks: Annotated[
        dict[str, Perk],
        Label(
            "What customers value: the most valued is {perk} in the texts of an entry.",
            "客户看重的权益：占比最高的即条目文字中的 {perk}。",
        ),
    ] = Field(default_factory=PERKS.copy)
    presets: Annotated[
        dict[str, CataloguePreset], Label("Catalogues to choose from.", "可选的行动目录。")
    ] = Field(default_factory=CATALOGUES.copy)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The catalogue in force."""
        return self.presets[self.preset].catalogue if self.catalogue is None else self.catalogue

    def in_use(self) -> "PlanPolicy":
        """The part with only the catalogue in force, without the unused presets."""
        return self.model_copy(update={"catalogue": self.entries, "presets": {}})

    def fitting(self) -> dict[str, Fitting]:
        """All that fits some customers alone, by the key under which it stands."""
        lists = {f"presets.{name}.catalogue": preset.catalogue for name, preset in self.presets.items()}
        entries = {
            f"{key}.{place}": entry
            for key, some in {**lists, "catalogue": self.catalogue or ()}.items()
            for place, entry in enumerate(some)
        }
        return {**entries, **{f"activities.{name}": one for name, one in self.activities.items()}}

    @model_validator(mode="after")
    def _can_be_used(self) -> "PlanPolicy":
        if self.preset not in self.presets:
            raise Contradiction(one_of(self.presets), "preset")
        if self.catalogue is not None:
            check_names(self.catalogue)
        return self


def check_plan(plan: PlanPolicy, tier: TierPolicy, needs: Collection[str]) -> None:
    """Raises `Contradiction` if the part names a tier of no list, or a need that there is not.

    The usual names stand in every policy, also in one whose own lists lack them.
    """
    usual = {name for activity in ACTIVITIES.values() for name in activity.tiers}
    fitting = {f"plan.{key}": one for key, one in plan.fitting().items()}
    check_fitting(
        fitting, tier.known_names(), usual, [*needs, *(name for name in NEEDS if name not in needs)]
    )

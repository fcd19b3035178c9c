"""The catalogue of a plan: for which reason which customers get which activity, and what proves that it worked (`plan`)."""

from collections.abc import Collection, Mapping, Sequence
from string import Formatter
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from keyclient.model.label import Label, listed
from keyclient.policy.parts.base import Contradiction, PolicyItem
from keyclient.policy.parts.ladder import Name
from keyclient.policy.parts.needs import Ages

Trigger = Literal[
    "matures",
    "left",
    "grace_ends",
    "near",
    "overdue",
    "birthday",
    "new",
    "dormant",
    "complaint",
    "need",
    "wallet",
    "ask",
    "key",
]
"""A reason to get in touch; `key`: whoever the plan is for."""
Cell = Literal["keep", "win", "ask", "grow", "serve"]
"""A cell of the grid value x potential."""
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]

PROOF_PLACES = ("balance", "kept", "won_back", "grown", "tier", "next_tier", "family", "start")
"""What may stand in braces in a proof."""
TEXT_PLACES = (
    "amount",
    "date",
    "gap",
    "balance",
    "tier",
    "next_tier",
    "need",
    "offer",
    "event",
    "perk",
)
"""What may stand in braces in the texts of an entry."""
_UNKNOWN_PLACE = Label("in braces may stand {known}", "花括号内只能是{known}")
_BRACES = Label("a brace must have its counterpart", "花括号必须成对")
_BARE = Label("in braces stands a name alone: {place}", "花括号内只写名称：{place}")
_SAME_NAME = Label("two entries have the same name", "条目名称重复")
_ONE_OF = Label("it must be one of {known}", "必须是以下之一：{known}")


class Fitting(PolicyItem):
    """Whom something fits: everybody, but for what is named."""

    tiers: Annotated[
        tuple[Name, ...],
        Label("Tiers of the customers that it fits. Empty: all.", "适用层级；空表示全部。"),
    ] = ()
    needs: Annotated[
        tuple[Name, ...],
        Label(
            "Needs, one of which the customer has at her age and does not cover yet. Empty: any or none.",
            "适用需求：客户所处年龄段尚未满足的需求之一；空表示不限。",
        ),
    ] = ()
    ages: Annotated[
        Ages | None,
        Label(
            "Ages that it fits: from the first up to, but not including, the second (121: no upper limit). Unset: any, also "
            "unknown.",
            "适用年龄：含第一个数，不含第二个数（121 表示不设上限）；未设置表示不限，含年龄未知。",
        ),
    ] = None
    cells: Annotated[
        tuple[Cell, ...],
        Label(
            "Cells of the grid value x potential that it fits: keep, win, ask, grow, serve. Empty: all.",
            "适用的价值—潜力格：keep 保、win 争、ask 问、grow 培、serve 简；空表示全部。",
        ),
    ] = ()

    @model_validator(mode="after")
    def _ages_rise(self) -> "Fitting":
        if self.ages is not None and self.ages[0] >= self.ages[1]:
            raise Contradiction(Label("the second age must be above the first", "年龄必须递增"), "ages")
        return self


class Activity(Fitting):
    """Something to invite customers to: a reason to meet. Its key is its English name."""

    zh: Annotated[Text, Label("Chinese name.", "中文名称。")]


class Perk(PolicyItem):
    """Something that customers value. Its key is its English name."""

    zh: Annotated[Text, Label("Chinese name.", "中文名称。")]
    share: Annotated[
        float,
        Field(ge=0, le=1),
        Label("The share of customers who value it.", "看重此项权益的客户占比。"),
    ]


class Entry(Fitting):
    """One entry of the catalogue: what is done for whom, for which reason, and what proves it."""

    name: Annotated[
        Name, Label("Name of the entry, part of the id of its lines.", "条目名称，参与生成行动编号。")
    ]
    zh: Annotated[Name | None, Label("Name in Chinese output.", "中文输出中的名称。")] = None
    trigger: Annotated[
        Trigger,
        Label(
            "The reason for which it is done; key: whoever the plan is for, also without any other reason.",
            "触发理由；key 指列入计划的所有客户（无其他理由时亦可）。",
        ),
    ]
    target: Annotated[Text, Label("What is to be reached.", "目标（英文）。")]
    target_zh: Annotated[Text | None, Label("The same in Chinese.", "目标（中文）。")] = None
    strategy: Annotated[Text, Label("How.", "策略（英文）。")]
    strategy_zh: Annotated[Text | None, Label("The same in Chinese.", "策略（中文）。")] = None
    activity: Annotated[Text, Label("What is done.", "行动（英文）。")]
    activity_zh: Annotated[Text | None, Label("The same in Chinese.", "行动（中文）。")] = None
    proof: Annotated[
        Text,
        Label(
            "The acceptance criterion, such as tier >= {next_tier}; see the page of plan for what may stand in braces.",
            "验收标准，如 tier >= {next_tier}；花括号用法见 plan 说明页。",
        ),
    ]
    days: Annotated[
        int,
        Field(ge=0, le=60),
        Label(
            "Working days before the date of a dated reason by which it is done.",
            "理由有日期的，须在该日期前多少个工作日完成。",
        ),
    ] = 1
    lead: Annotated[
        int,
        Field(ge=1, le=60),
        Label(
            "Working days that it takes: it is due on this working day of the plan at the earliest. Dates of reasons come first.",
            "至少需要的工作日数：最早在计划的第几个工作日到期；理由有日期的以日期为准。",
        ),
    ] = 1
    effort: Annotated[float, Field(ge=0), Label("Visits that it takes.", "所需投入（拜访次数）。")] = 1.0

    @property
    def label(self) -> Label:
        """The name in both languages."""
        return Label(self.name.replace("-", " "), self.zh or self.name)

    def words(self, which: Literal["target", "strategy", "activity"]) -> Label:
        """One of its texts in both languages, with the places still in braces."""
        en = str(getattr(self, which))
        return Label(en, getattr(self, f"{which}_zh") or en)

    @model_validator(mode="after")
    def _braces_are_known(self) -> "Entry":
        _check_places(self.proof, PROOF_PLACES, "proof")
        for name in ("target", "strategy", "activity"):
            for key in (name, f"{name}_zh"):
                _check_places(getattr(self, key) or "", TEXT_PLACES, key)
        return self


Catalogue = Annotated[tuple[Entry, ...], Field(min_length=1)]


class CataloguePreset(PolicyItem):
    """A named catalogue."""

    about: Annotated[Text, Label("Description and source.", "说明与出处（英文）。")]
    zh: Annotated[Text | None, Label("The same in Chinese.", "说明与出处（中文）。")] = None
    catalogue: Annotated[
        Catalogue, Label("The entries; the first that fits counts.", "条目，取第一个适用者。")
    ]

    @model_validator(mode="after")
    def _names_differ(self) -> "CataloguePreset":
        check_names(self.catalogue)
        return self


def places(template: str) -> tuple[str, ...]:
    """What stands in braces in a template. Raises ValueError where a brace has no counterpart."""
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name is not None)


def check_names(entries: Sequence[Entry]) -> None:
    """Raises `Contradiction` where two entries of a catalogue have one name; its keys begin with `catalogue`."""
    names = [entry.name for entry in entries]
    for place, name in enumerate(names):
        if name in names[:place]:
            raise Contradiction(_SAME_NAME, f"catalogue.{place}.name")


def check_fitting(
    fitting: Mapping[str, Fitting], tiers: Collection[str], usual: Collection[str], needs: Collection[str]
) -> None:
    """Raises `Contradiction` where one of some things names a tier of no list, or a need that there is not.

    `fitting`: by the key under which each stands. `usual`: tiers that may be named though no list has them.
    """
    for key, one in fitting.items():
        if any(name not in tiers and name not in usual for name in one.tiers):
            raise Contradiction(_ONE_OF.filled(known=listed(tiers)), f"{key}.tiers")
        if any(name not in needs for name in one.needs):
            raise Contradiction(_ONE_OF.filled(known=listed(needs)), f"{key}.needs")


def _check_places(template: str, known: Sequence[str], key: str) -> None:
    try:
        found = places(template)
        formatted = _formatted(template)
    except ValueError:
        raise Contradiction(_BRACES, key) from None
    if any(name not in known for name in found):
        braced = listed("{" + name + "}" for name in known)
        raise Contradiction(_UNKNOWN_PLACE.filled(known=braced), key)
    if formatted:
        raise Contradiction(_BARE.filled(place="{" + formatted[0] + "}"), key)


def _formatted(template: str) -> list[str]:
    """The names in braces that a format or a conversion follows: `{kept:,}`, `{kept!r}`."""
    return [name for _, name, form, turned in Formatter().parse(template) if name and (form or turned)]

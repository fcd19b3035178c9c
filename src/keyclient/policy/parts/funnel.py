"""The stages of a funnel, its outcomes and the sources of leads (`funnel`)."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from keyclient.model.label import Label
from keyclient.policy.parts.base import Contradiction, PolicyPart, Proportion
from keyclient.policy.parts.lead_sources import LEAD_SOURCES
from keyclient.policy.parts.outcome_words import USUAL, Outcome
from keyclient.policy.parts.stage_ladders import LADDERS, LadderName
from keyclient.policy.parts.stages import Ladder, Stage, stage_key
from keyclient.policy.parts.stages_or_lost import early_stages, no_stages

Word = Annotated[str, StringConstraints(min_length=1)]
"""A word found in a cell, or a heading."""
Words = tuple[Word, ...]


class FunnelPolicy(PolicyPart):
    """The stages of a funnel, its outcomes and the sources of leads (`funnel`)."""

    title = Label("Stages, outcomes and sources of leads", "销售阶段、结果与来源")

    ladder: Annotated[
        LadderName | None,
        Label(
            "The set of stages: development (potential, likely, ordinary, key, closed), steps (survey, contact, "
            "negotiation, follow-up, signing) or approach (know, network, seminar, telephone, referral, closed), "
            "all "
            "from training material on key-customer development. Unset: the one that recognises most of the "
            "book's stages.",
            "采用哪一套阶段：development（潜在、可能、普通、重点、已成交），steps（调查、沟通、谈判、追踪、签约）或 approach"
            "（认识、人脉、研讨会、电话、转介绍、已成交），均出自大客户开发培训资料。未设置时取能识别表内阶段最多的一套。",
        ),
    ] = None
    stages: Annotated[
        Words,
        Label(
            "Your own stages, first to last; the last one means won. Empty: the set above.",
            "自定义阶段，按先后顺序，最后一个表示成交。为空时采用上述阶段。",
        ),
    ] = ()
    aliases: Annotated[
        dict[str, Words],
        Label(
            'Further names of a stage: likely = ["first meeting"].', '阶段的其他写法：likely = ["初次见面"]。'
        ),
    ] = Field(default_factory=dict)
    won: Annotated[
        Words,
        Label(
            "Further words for won in a column of stages or outcomes, in addition to those for the last stage.",
            "阶段列或结果列中另外表示成交的用语；最后阶段的各种写法同样表示成交。",
        ),
    ] = ()
    lost: Annotated[
        Words,
        Label(
            "Further words for lost in a column of stages or outcomes; lost, cancelled, not interested and their like always do, "
            "unless they are named as an early stage. Lost is an outcome, never a stage.",
            "阶段列或结果列中另外表示流失的用语；战败、放弃、取消、不做了、lost 等一律视为流失，列为靠前阶段的除外。流失是结果，不是阶段。",
        ),
    ] = ()
    open: Annotated[
        Words,
        Label(
            "Further words in those columns that only say the outcome is still open; open, on hold, in progress and their like "
            "always do.",
            "上述列中另外仅表示尚无结果的用语；跟进中、暂停、搁置、open 等一律如此。",
        ),
    ] = ()
    families: Annotated[
        dict[str, Words],
        Label(
            "Groups of lead sources: marketing, existing customers, institutions, and deals that depend on one "
            "person. From training material on key-customer development.",
            "来源归类：市场营销、存量客户推荐、机构渠道，以及依赖个人的业务各含哪些来源。出自大客户开发培训资料。",
        ),
    ] = Field(default_factory=lambda: dict(LEAD_SOURCES))
    mode: Annotated[
        Literal["snapshot", "log"] | None,
        Label(
            "Kind of book: snapshot, one row per customer or deal; log, one row per change of stage. Unset: "
            "detected.",
            "表格类型：snapshot 每个客户或商机一行；log 每次阶段变化一行。未设置时自动判断。",
        ),
    ] = None
    log_share: Annotated[
        Proportion,
        Label(
            "A book with stage dates is treated as a log when more than this share of the customers or deals with "
            "several rows have several stages.",
            "有阶段日期且多行的客户或商机中，出现多个阶段者的占比超过此值时，按日志处理。",
        ),
    ] = 0.5
    known_share: Annotated[
        Proportion,
        Label(
            "When fewer than this share of the stages in a book are recognised, no funnel is shown: name the "
            "stages first.",
            "可识别的阶段占比低于此值时不给出漏斗，须先设置各阶段。",
        ),
    ] = 0.5
    dates: Annotated[
        Words,
        Label(
            "Headings taken as the date a stage was reached if the book has no other, best first.",
            "没有阶段日期列时，可作为阶段日期的列名，优先者在前。",
        ),
    ] = (
        "变更日期", "变更时间", "更新日期", "更新时间", "修改日期", "发生日期", "发生时间", "跟进日期", "跟进时间",
        "日期", "时间", "Created Date", "Create Date", "Last Modified", "Modified Date", "Updated At", "Date", "Time",
    )  # fmt: skip
    values: Annotated[
        Words,
        Label(
            "Headings of the deal amount, best first; without one, the book's own measure is summed.",
            "表示商机金额的列名，优先者在前；没有时按表格的排序指标合计。",
        ),
    ] = (
        "商机金额", "预计金额", "预计成交金额", "预计销售金额", "预计签约金额", "预计合同金额", "销售金额", "成交金额", "签约金额", "意向金额",
        "Amount", "Deal Value", "Deal Amount", "Opportunity Amount", "Expected Revenue", "Expected Amount", "Close Value",
    )  # fmt: skip
    z: Annotated[
        float,
        Field(gt=0, le=10),
        Label(
            "Width of the confidence intervals in standard errors: 1.959964 means 95 % (Wilson 1927).",
            "置信区间宽度（标准误的倍数）：1.959964 对应 95% 置信水平（Wilson 1927）。",
        ),
    ] = 1.959964
    least: Annotated[
        int,
        Field(ge=1),
        Label(
            "Fewest customers for a step or group to be named the biggest leak or the best group.",
            "客户数少于此值的步骤或分组，不评为最大流失点或最佳分组。",
        ),
    ] = 10
    window: Annotated[
        int | None,
        Field(ge=1),
        Label(
            "Conversion window in days: customers observed for less time are left out. Logs only.",
            "转化窗口（天）：只看进入后在此天数内是否成交，观察期不足的客户不计。仅用于日志。",
        ),
    ] = None

    @cached_property
    def ladders(self) -> tuple[Ladder, ...]:
        """The candidate ladders for a book, best first."""
        if self.stages:
            return (Ladder(tuple(self._own_stages())),)
        chosen = [LADDERS[self.ladder]] if self.ladder else list(LADDERS.values())
        return tuple(Ladder(tuple(self._with_aliases(stage) for stage in known.stages)) for known in chosen)

    def outcome_of(self, text: str) -> Outcome | None:
        """The outcome a word stands for; None if it stands for none, or is one of `stages_not_lost`."""
        return None if stage_key(text) in self._not_lost else self._outcomes.get(stage_key(text))

    @cached_property
    def stages_not_lost(self) -> Words:
        """The stages of the policy's own that usually mean lost; see `early_stages`."""
        return early_stages(self.stages, (*self.won, *self.lost, *self.open))

    def family_of(self, source: str) -> str | None:
        """The group a lead source belongs to; None if it is unknown."""
        return self._families.get(stage_key(source))

    @cached_property
    def outcome_words(self) -> Mapping[Outcome, Words]:
        """Every word for each outcome, the policy's own first; a usual word that the policy uses otherwise is left out."""
        own: dict[Outcome, Words] = {"won": self.won, "lost": self.lost, "open": self.open}
        taken = {stage_key(word) for words in own.values() for word in words}
        if not taken:
            return {outcome: tuple(USUAL[outcome]) for outcome in own}
        return {
            outcome: (*words, *(usual for usual in USUAL[outcome] if stage_key(usual) not in taken))
            for outcome, words in own.items()
        }

    @cached_property
    def _not_lost(self) -> frozenset[str]:
        return frozenset(map(stage_key, self.stages_not_lost))

    @cached_property
    def _outcomes(self) -> Mapping[str, Outcome]:
        return {stage_key(word): outcome for outcome, words in self.outcome_words.items() for word in words}

    @cached_property
    def _families(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for family, sources in self.families.items():
            for source in (family, *sources):
                found.setdefault(stage_key(source), family)
        return found

    def _own_stages(self) -> Iterator[Stage]:
        """The stages of `stages`, each with the aliases it has in a shipped ladder."""
        known = {
            stage_key(word): stage
            for ladder in reversed(tuple(LADDERS.values()))
            for stage in ladder.stages
            for word in (stage.name, stage.label.zh)
        }
        for name in self.stages:
            stage = known.get(stage_key(name))
            aliases = stage.words if stage is not None else ()
            yield self._with_aliases(Stage(name, Label(name, name), aliases))

    def _with_aliases(self, stage: Stage) -> Stage:
        more = [
            word
            for name, words in self.aliases.items()
            if stage_key(name) in (stage_key(stage.name), stage_key(stage.label.zh))
            for word in words
        ]
        return replace(stage, added=tuple(more))

    @model_validator(mode="after")
    def _stages_are_a_ladder(self) -> "FunnelPolicy":
        names = [stage_key(name) for name in self.stages]
        if len(names) == 1:
            raise Contradiction(Label("a ladder has at least two stages", "阶段至少要有两个"), "stages")
        if len(set(names)) < len(names):
            raise Contradiction(Label("each stage may appear only once", "阶段不能重复"), "stages")
        if lost := [name for name in self.stages if self.outcome_of(name) == "lost"]:
            keys = {stage_key(word) for word in self.lost}
            is_own = not keys.isdisjoint(map(stage_key, lost))
            rule = no_stages(lost, self.open, might_be=not is_own)
            raise Contradiction(rule, "stages", *(("lost",) if is_own else ()))
        return self

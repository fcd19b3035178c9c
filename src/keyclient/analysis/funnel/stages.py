"""Which ladder the stages of a book stand on, and what each name in it means."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from keyclient.errors import InputError
from keyclient.model.label import Label
from keyclient.model.masking import HIDDEN
from keyclient.model.pipeline import Pipeline
from keyclient.policy.parts.funnel import FunnelPolicy, Outcome
from keyclient.policy.parts.stages import Ladder, Stage, stage_key

CLOSED = Stage("closed", Label("closed", "已成交"))
"""Stands above the stages of a policy whose last one is not where customers are won."""
_EXAMPLE = "A,B,C"
_LISTED = 20
"""So many names are repeated in a message."""


class StagesUnknown(InputError):
    """Too few of the names of stages in the book are on a ladder."""

    sentence = Label(
        "{unknown} of {rows} rows have a stage that is on no ladder: {found}. Say which stages there are, first to last, "
        'with --stages; the last one means won: --stages "{example}". Known without it: {known}.',
        "{rows} 行中有 {unknown} 行的阶段无法识别：{found}。请用 --stages 按先后顺序写明各阶段，最后一个表示成交："
        '--stages "{example}"。无需指定即可识别的阶段：{known}。',
    )

    def untold(self) -> "StagesUnknown":
        """The same without the names as they were typed."""
        return StagesUnknown(**{**self.values, "found": HIDDEN, "example": _EXAMPLE})


@dataclass(frozen=True)
class StageMap:
    """What the names of stages in a book mean, on the ladder of the stages that are named."""

    whole: Ladder
    """The ladder with the stages that are never named."""
    ladder: Ladder
    """The stages that are named, and always the last one, at which customers are won."""
    closes: bool
    """Whether the last one is named, or something is decided; else it is not shown."""
    places: Mapping[str, int]
    """The place of a stage on the ladder by its name as the book writes it."""
    outcomes: Mapping[str, Outcome]
    """CustomerNames that are outcomes and no stages."""
    unknown: frozenset[str]

    @property
    def size(self) -> int:
        """How many stages the ladder has."""
        return len(self.ladder)

    @property
    def shown(self) -> tuple[Stage, ...]:
        """The stages that results tell of."""
        return self.ladder.stages if self.closes else self.ladder.stages[:-1]

    def texts(self) -> dict[int, list[str]]:
        """The names of each place."""
        found: dict[int, list[str]] = {}
        for text, place in self.places.items():
            found.setdefault(place, []).append(text)
        return found

    def texts_of(self, outcome: Outcome) -> list[str]:
        """The names that are an outcome."""
        return [text for text, meant in self.outcomes.items() if meant == outcome]

    def nearest(self, text: str) -> str | None:
        """The name on the ladder that looks most like an unknown one."""
        by_key = {
            stage_key(word): word
            for stage in reversed(self.whole.stages)
            for word in (*reversed(stage.words), stage.name)
        }
        near = difflib.get_close_matches(stage_key(text), by_key, n=1, cutoff=0.4)
        return by_key[near[0]] if near else None


def stage_map_of(pipelines: Sequence[Pipeline], policy: FunnelPolicy) -> StageMap:
    """The ladder that knows most of the names in some books (the first one of equals), without what none names.

    The last stage is told where somebody may be won: it is named, or something is decided. Where nothing but outcomes
    is known, the first and the last stage are the ladder. Raises `StagesUnknown` where too few rows have a known stage:
    fewer than the policy says, or none on a ladder of its own.
    """
    names = Counter[str]()
    for pipeline in pipelines:
        names.update(stage_names(pipeline))
    whole = _ladder(names, pipelines, policy)
    meant = {name: whole.place(name) for name in names}
    outcomes = {
        name: outcome
        for name, place in meant.items()
        if place is None and (outcome := policy.outcome_of(name)) is not None
    }
    unknown = frozenset(name for name, place in meant.items() if place is None and name not in outcomes)
    _hold_known(whole, names, unknown, {name for name, place in meant.items() if place is not None}, policy)
    named = {place for place in meant.values() if place is not None}
    kept = sorted({*(named if named - {whole.closing} else {0}), whole.closing})
    at = {place: rung for rung, place in enumerate(kept)}
    decided = {*outcomes.values(), *(outcome for pipeline in pipelines for outcome in _outcomes_in(pipeline))}
    return StageMap(
        whole,
        Ladder(tuple(whole.stages[place] for place in kept)),
        whole.closing in named or not decided.isdisjoint({"won", "lost"}),
        {name: at[place] for name, place in meant.items() if place is not None},
        outcomes,
        unknown,
    )


def stage_names(pipeline: Pipeline) -> Counter[str]:
    """The names of stages in a pipeline, each with its number of rows; of columns headed by stages, the headings."""
    found = Counter({*pipeline.stage_columns.values(), *pipeline.log_columns.values()})
    for frame in _frames(pipeline):
        if "stage" in frame:
            found.update({str(name): int(rows) for name, rows in frame["stage"].value_counts().items()})
    return found


def _frames(pipeline: Pipeline) -> Iterable[pd.DataFrame]:
    yield pipeline.book.frame
    if pipeline.log is not None:
        yield pipeline.log.frame


def _outcomes_in(pipeline: Pipeline) -> set[str]:
    columns = [frame["outcome"] for frame in _frames(pipeline) if "outcome" in frame]
    return {str(outcome) for column in columns for outcome in column.dropna().unique()}


def _ladder(names: Counter[str], pipelines: Sequence[Pipeline], policy: FunnelPolicy) -> Ladder:
    """The ladder with the most known names; one of the policy's own may need a stage for the won above it."""
    best = max(policy.ladders, key=lambda ladder: ladder.known(list(names)))
    if policy.stages and _closes_above(best, names, pipelines, policy):
        return Ladder((*best.stages, replace(CLOSED, aliases=policy.won)))
    return best


def _closes_above(
    ladder: Ladder, names: Iterable[str], pipelines: Iterable[Pipeline], policy: FunnelPolicy
) -> bool:
    """Whether the last stage of a ladder is not where customers are won.

    So it is where the book has a word for won that is no stage of the ladder, and where some are at the last stage
    and open.
    """
    if any(ladder.place(name) is None and policy.outcome_of(name) == "won" for name in names):
        return True
    last = [name for name in names if ladder.place(name) == ladder.closing]
    return any(
        bool((frame["stage"].isin(last) & (frame["outcome"] == "open")).any())
        for pipeline in pipelines
        for frame in _frames(pipeline)
        if {"stage", "outcome"} <= set(frame.columns)
    )


def _hold_known(
    ladder: Ladder, names: Counter[str], unknown: frozenset[str], known: set[str], policy: FunnelPolicy
) -> None:
    """Raises `StagesUnknown` where too few rows have a known stage."""
    bad, good = (sum(names[name] for name in some) for some in (unknown, known))
    if bad and (not good if policy.stages else good < policy.known_share * (good + bad)):
        found = [name for name, _ in names.most_common() if name in unknown]
        if len(found) > _LISTED and 2 * len(found) > bad:
            found = []  # A column that hardly repeats itself holds no stages; it may hold people.
        raise StagesUnknown(
            unknown=bad,
            rows=good + bad,
            found=_listed([f"“{name}”" for name in found], ", ") or "…",
            example=_listed(found, ",") or _EXAMPLE,
            known=Label(
                ", ".join(stage.label.en for stage in ladder.stages),
                "、".join(stage.label.zh for stage in ladder.stages),
            ),
        )


def _listed(names: Sequence[str], between: str) -> str:
    return between.join([*names[:_LISTED], *(["…"] if len(names) > _LISTED else [])])

"""Which ladder the stages of a book belong to, and what each stage name means."""

import difflib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from keyclient.analysis.common.stage_ladder import ladder_of
from keyclient.analysis.funnel.alike import COPIES, is_put_together
from keyclient.analysis.funnel.stage_offer import StageOffer, as_they_appear, log_order, stage_offer
from keyclient.errors import InputError
from keyclient.model.label import Label, listed
from keyclient.model.masking import HIDDEN
from keyclient.model.pipeline import Pipeline
from keyclient.model.place import quoted_names
from keyclient.model.record import dataclass
from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.policy.parts.outcome_words import Outcome
from keyclient.policy.parts.stage_ladders import LADDERS
from keyclient.policy.parts.stage_words import are_opposite
from keyclient.policy.parts.stages import Ladder, Stage, stage_key

_MOST = 20
"""A column with more unknown names than this, few of them repeated, does not hold stages."""


class StagesUnknown(InputError):
    """Too few of the book's stage names are on a ladder."""

    sentence = Label(
        "{unknown} of {rows} rows have a stage that is on no ladder: {found}. Say which stages there are, first to last, "
        "with --stages; the last one means won: {example}.{advice} Known without it: {known}.",
        "{rows} 行中有 {unknown} 行的阶段无法识别：{found}。请用 --stages 按先后顺序写明各阶段，最后一个表示成交："
        "{example}。{advice}无需指定即可识别的阶段：{known}。",
    )

    def untold(self) -> "StagesUnknown":
        """The same refusal without the names as typed."""
        bare = StageOffer.without_names()
        return StagesUnknown(
            **{**self.values, "found": HIDDEN, "example": bare.command, "advice": bare.advice}
        )


@dataclass(frozen=True)
class StageMap:
    """What the stage names in a book mean, on a ladder of the stages that occur."""

    whole: Ladder
    """The full ladder, including stages that never occur."""
    ladder: Ladder
    """The stages that occur, and always the last one, at which customers are won."""
    closes: bool
    """Whether the last stage occurs, or there is an outcome; otherwise it is not shown."""
    places: Mapping[str, int]
    """The place on the ladder of each stage name, as the book writes it."""
    outcomes: Mapping[str, Outcome]
    """CustomerNames that are outcomes, not stages."""
    unknown: frozenset[str]

    @property
    def size(self) -> int:
        """How many stages the ladder has."""
        return len(self.ladder)

    @property
    def shown(self) -> tuple[Stage, ...]:
        """The stages that results show."""
        return self.ladder.stages if self.closes else self.ladder.stages[:-1]

    def texts(self) -> dict[int, list[str]]:
        """The names of each place."""
        found: dict[int, list[str]] = {}
        for text, place in self.places.items():
            found.setdefault(place, []).append(text)
        return found

    def texts_of(self, outcome: Outcome) -> list[str]:
        """The names that mean an outcome."""
        return [text for text, meant in self.outcomes.items() if meant == outcome]

    def nearest(self, text: str) -> str | None:
        """The name on the ladder closest to an unknown one, and not its opposite."""
        by_key = {
            stage_key(word): word
            for stage in reversed(self.whole.stages)
            for word in (*reversed(stage.words), stage.name)
        }
        near = difflib.get_close_matches(stage_key(text), by_key, n=len(by_key), cutoff=0.4)
        return next((by_key[key] for key in near if not are_opposite(by_key[key], text)), None)


def stage_map_of(pipelines: Sequence[Pipeline], policy: FunnelPolicy) -> StageMap:
    """The ladder that knows most of the stage names in some books (the first of equals), without stages none of them uses.

    The last stage is shown only if customers can be won: it is named, or there is an outcome. If nothing but outcomes
    is known, the ladder is the first and the last stage. Raises `StagesUnknown` if too few rows have a known stage:
    fewer than the policy allows, or none on a ladder that the policy defines.
    """
    names = Counter[str]()
    for pipeline in pipelines:
        names.update(stage_names(pipeline))
    whole = ladder_of(names, [frame for pipeline in pipelines for frame in _frames(pipeline)], policy)
    meant = {name: whole.place(name) for name in names}
    outcomes = {
        name: outcome
        for name, place in meant.items()
        if place is None and (outcome := policy.outcome_of(name)) is not None
    }
    unknown = frozenset(name for name, place in meant.items() if place is None and name not in outcomes)
    known = {name for name, place in meant.items() if place is not None}
    if (doubt := _too_few_known(names, as_they_appear(pipelines), unknown, known, policy)) is not None:
        raise _stages_unknown(doubt, names, pipelines, policy)
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
    """The stage names in a pipeline with their number of rows; where each stage is a column, its headings.

    Rows of one customer may name several: those that are not the customer's stage count too, since they are that of a group.
    """
    found = Counter({*pipeline.stage_columns.values(), *pipeline.log_columns.values()})
    for frame in _frames(pipeline):
        if "stage" in frame:
            found.update(_counted(frame))
    merged = _counted(stages_of_rows(pipeline))
    return found + Counter({name: rows for name, rows in merged.items() if name not in found})


def stages_of_rows(pipeline: Pipeline) -> pd.DataFrame:
    """The stages that the rows of each repeated customer name: `row` of the customer, `stage`."""
    book = pipeline.book
    if book.split is None or "stage" not in book.frame:
        return pd.DataFrame({"row": [], "stage": []})
    parts = book.split(["stage"], [])
    return parts[parts["stage"] != ""]


def _counted(frame: pd.DataFrame) -> dict[str, int]:
    if not is_put_together(frame):
        return {str(name): int(rows) for name, rows in frame["stage"].value_counts().items()}
    rows = frame.groupby("stage")[COPIES].sum()
    return {str(name): int(count) for name, count in rows.items()}


def _frames(pipeline: Pipeline) -> Iterable[pd.DataFrame]:
    yield pipeline.book.frame
    if pipeline.log is not None:
        yield pipeline.log.frame


def _outcomes_in(pipeline: Pipeline) -> set[str]:
    columns = [frame["outcome"] for frame in _frames(pipeline) if "outcome" in frame]
    return {str(outcome) for column in columns for outcome in column.dropna().unique()}


@dataclass(frozen=True)
class _Doubt:
    """Too many unknown names: how many rows have one, how many have any, and which they are."""

    bad: int
    rows: int
    found: Sequence[str]
    every: Sequence[str]
    """All names of the books, as they first appear."""


def _too_few_known(
    names: Counter[str], every: Sequence[str], unknown: frozenset[str], known: set[str], policy: FunnelPolicy
) -> _Doubt | None:
    """The doubt where too few rows have a known stage; it names no names if the column cannot hold stages."""
    bad, good = (sum(names[name] for name in some) for some in (unknown, known))
    if not bad or (good if policy.stages else good >= policy.known_share * (good + bad)):
        return None
    found = [name for name in every if name in unknown]
    are_stages = len(found) <= _MOST or 2 * len(found) <= bad  # otherwise they may be names of people
    return _Doubt(bad, good + bad, found if are_stages else [], every)


def _stages_unknown(
    doubt: _Doubt, names: Counter[str], pipelines: Sequence[Pipeline], policy: FunnelPolicy
) -> StagesUnknown:
    """The refusal, with what to type instead."""
    ladder = max(policy.ladders, key=lambda ladder: ladder.known(list(names)))
    shipped = max(LADDERS.values(), key=lambda ladder: ladder.known(list(names)))
    by = shipped if policy.stages else ladder
    offer = (
        stage_offer(doubt.every, by, policy, log_order(pipelines))
        if doubt.found
        else StageOffer.without_names()
    )
    return StagesUnknown(
        unknown=doubt.bad,
        rows=doubt.rows,
        found=quoted_names(doubt.found) if doubt.found else "…",
        example=offer.command,
        advice=offer.advice,
        known=listed(stage.label for stage in ladder.stages),
    )

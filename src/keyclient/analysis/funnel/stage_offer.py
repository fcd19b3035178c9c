"""What a refusal of unknown stages offers to type: all stages of the book, won last, lost named as such."""

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from keyclient.model.label import NO_WORDS, Label
from keyclient.model.pipeline import Pipeline
from keyclient.model.place import quoted_names
from keyclient.model.record import dataclass
from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.policy.parts.stage_words import sounds_lost, sounds_won
from keyclient.policy.parts.stages import Ladder, stage_key

_NUMBER = re.compile(r"\W*(?:阶段|步骤|stage|step)?\s*(\d{1,2})(?!\d)", re.I)
_UNNUMBERED = 100
_Rank = tuple[int, float, int]
_BETWEEN = re.compile(r"[,，、;；>→|]")
"""What separates stages in `--stages`."""
_SHELL = str.maketrans("", "", "\"'`$\\!")
"""What a shell does not leave alone between quotation marks; names of stages are compared without it."""
_WON = Label("won", "成交")
"""In place of the stage that means won, where no name of the book sounds like it."""
_FILL_IN = Label(" In place of “won” put the stage that means won.", "请将“成交”换成表示成交的阶段。")
_LOST_TOO = Label(" Taken for lost by their names: {names}.", "按名称视为流失：{names}。")
_MEANS_LOST = Label(
    " If one of them means lost, take it out of --stages and add --set \"funnel.lost=['NAME']\"; "
    "further words for won are funnel.won.",
    "如其中有表示流失的，请从 --stages 中去掉并加上 --set \"funnel.lost=['名称']\"；其他表示成交的用语写在 funnel.won。",
)
_MEANS_LOST_TOO = Label(
    " If another one means lost, move it from --stages into that list; further words for won are funnel.won.",
    "如还有表示流失的，请从 --stages 移入该列表；其他表示成交的用语写在 funnel.won。",
)
_UNORDERED = Label(
    " Stages on no ladder stand as they first appear in the book: put them in order.",
    "不在已知阶梯上的阶段按表内首次出现的先后排列：请调整顺序。",
)


@dataclass(frozen=True)
class StageOffer:
    """A command to type, and what a person has to mend in it."""

    command: Label
    advice: Label

    @classmethod
    def without_names(cls) -> "StageOffer":
        """The form of the command alone."""
        command = '--stages "A,B,C"'
        return cls(Label(command, command), NO_WORDS)


def stage_offer(
    names: Sequence[str], ladder: Ladder, policy: FunnelPolicy, order: Mapping[str, float]
) -> StageOffer:
    """What to type for the stages of a book: known ones in the order of a ladder, the others by `order`.

    `names`: as they first appear. `order`: places of stages on no ladder, as far as a log tells them.
    """
    distinct = list({stage_key(name): name for name in reversed(names)}.values())[::-1]
    known = {name: place for name in distinct if (place := ladder.place(name)) is not None}
    said = {name: policy.outcome_of(name) for name in distinct if name not in known}
    guessed = [name for name, outcome in said.items() if outcome is None and sounds_lost(name)]
    own = {stage_key(word) for word in policy.lost}
    typed = [name for name in said if name in guessed or stage_key(name) in own]
    lost = [name for name, outcome in said.items() if outcome == "lost" or name in guessed]
    won = [name for name in distinct if _is_won(name, known.get(name), ladder, said.get(name))]
    rest = [name for name in distinct if name not in (*lost, *won) and said.get(name) != "open"]
    ranks = {name: _rank(name, order, place) for place, name in enumerate(distinct)}
    ordered = _in_order(rest, known, ranks)
    ordered += sorted(won, key=lambda name: (known.get(name, -1), ranks[name]))
    return StageOffer(
        _command(ordered, sorted(typed) if guessed else [], won), _advice(rest, known, won, guessed)
    )


def as_they_appear(pipelines: Iterable[Pipeline]) -> list[str]:
    """The stages of some books in the order in which they first appear."""
    found: dict[str, None] = {}
    for pipeline in pipelines:
        found |= dict.fromkeys([*pipeline.stage_columns.values(), *pipeline.log_columns.values()])
        for table in (pipeline.book, pipeline.log):
            if table is not None and "stage" in table.frame:
                found |= dict.fromkeys(map(str, table.frame["stage"].dropna().unique()))
    return list(found)


def log_order(pipelines: Iterable[Pipeline]) -> dict[str, float]:
    """How early each stage comes among the dated events of a customer or deal, 0 to 1, on average."""
    parts = []
    for pipeline in pipelines:
        for table in (pipeline.book, pipeline.log):
            key = pipeline.key
            if table is not None and key is not None and {key, "stage", "stage_date"} <= {*table.frame}:
                events = table.frame[[key, "stage", "stage_date"]].dropna()
                rank = events.groupby(key)["stage_date"].rank("dense", pct=True)
                parts.append(pd.DataFrame({"stage": events["stage"], "rank": rank}))
    if not parts:
        return {}
    means = pd.concat(parts).groupby("stage")["rank"].mean()
    return {str(stage): round(float(mean), 9) for stage, mean in means.items()}


def _is_won(name: str, place: int | None, ladder: Ladder, outcome: str | None) -> bool:
    if place is not None:
        return place == ladder.closing
    return outcome == "won" or (outcome is None and sounds_won(name))


def _in_order(names: Sequence[str], known: Mapping[str, int], ranks: Mapping[str, _Rank]) -> list[str]:
    """Known stages in the order of the ladder, and each of the others behind the last known one that comes before it.

    Where the known ones themselves come in another order than the ladder has, that says nothing: the others follow.
    """
    ordered = sorted((name for name in names if name in known), key=lambda name: (known[name], ranks[name]))
    others = sorted((name for name in names if name not in known), key=lambda name: ranks[name])
    if sorted(ordered, key=lambda name: ranks[name]) != ordered:
        return ordered + others
    for name in others:
        before = [place for place, other in enumerate(ordered, 1) if ranks[other] <= ranks[name]]
        ordered.insert(max(before, default=0), name)
    return ordered


def _rank(name: str, order: Mapping[str, float], place: int) -> _Rank:
    """The number in front of a stage, else its place in the log, else where it first appears."""
    number = _NUMBER.match(name)
    return (int(number[1]) if number else _UNNUMBERED, order.get(name, 1.0), place)


def _command(ordered: Sequence[str], lost: Sequence[str], won: Sequence[str]) -> Label:
    typed = [_quoted(name) for name in ordered]
    listed = ", ".join(f"'{' '.join(name.translate(_SHELL).split())}'" for name in lost)
    behind = f' --set "funnel.lost=[{listed}]"' if lost else ""
    own, own_zh = ([*typed, *([] if won else [end])] for end in (_WON.en, _WON.zh))
    return Label(f'--stages "{",".join(own)}"{behind}', f'--stages "{",".join(own_zh)}"{behind}')


def _quoted(name: str) -> str:
    """A name as `--stages` takes it: in single quotation marks if a separator is part of it."""
    bare = " ".join(name.translate(_SHELL).split())
    return f"'{bare}'" if _BETWEEN.search(bare) else bare


def _advice(rest: Sequence[str], known: Mapping[str, int], won: Sequence[str], lost: Sequence[str]) -> Label:
    unknown = sum(name not in known for name in rest)
    parts = [
        _UNORDERED if unknown else NO_WORDS,
        NO_WORDS if won else _FILL_IN,
        _LOST_TOO.filled(names=quoted_names(sorted(lost))) if lost else NO_WORDS,
        NO_WORDS if unknown == 0 else _MEANS_LOST_TOO if lost else _MEANS_LOST,
    ]
    return Label("".join(part.en for part in parts), "".join(part.zh for part in parts))

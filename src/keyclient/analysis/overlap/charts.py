"""The charts of `overlap`: which step decided for how many, and which branches share customers."""

from collections.abc import Iterator, Sequence

from keyclient.analysis.overlap.result import BranchPair, OverlapResult, SharingBranch
from keyclient.analysis.overlap.tables import steps_chart_table
from keyclient.model.label import Label
from keyclient.model.report import Cell, Chart, ChartKind, Kind, Sentence, Table, TableColumn, Value

_PAIRS = Label(
    "Branches that share customers: how many, and their share of all that the branch shares",
    "机构间重叠客户数及其占该机构重叠客户的比例",
)
_SAYS = Label(
    "{branch} and {other} share most: {persons} customers.",
    "重叠最多的是 {branch} 与 {other}：{persons} 个客户。",
)
_STEPS_SAY = Label("Most are decided by: {step} ({persons}).", "判定最多的依据：{step}（{persons} 个）。")
_MOST = 12
"""Branches on a chart: those that share most."""
_COUNTED = "_persons"
"""Follows the key of a branch in that of its column of customers."""


def overlap_charts(result: OverlapResult) -> tuple[Chart, ...]:
    """The charts; a grid of branches only for more than two."""
    return tuple(_charts(result))


def _charts(result: OverlapResult) -> Iterator[Chart]:
    if result.steps:
        yield _steps(result)
    if len(result.sharing) > 2:
        yield _heat(result.pairs, result.sharing[:_MOST])


def _steps(result: OverlapResult) -> Chart:
    table = steps_chart_table(result.steps)
    row = max(table.rows, key=lambda cells: int(str(cells[1])))
    says = Sentence(_STEPS_SAY, {"step": Value(row[0], Kind.TEXT), "persons": Value(row[1], Kind.COUNT)})
    return Chart("steps", ChartKind.BARS, table.title, says, table, ("persons",))


def _heat(pairs: Sequence[BranchPair], branches: Sequence[SharingBranch]) -> Chart:
    """Every branch beside every other."""
    counts = {(pair.branch, pair.other): pair.persons for pair in pairs}
    counts |= {(other, branch): persons for (branch, other), persons in counts.items()}
    keys = [f"branch{number}" for number in range(len(branches))]
    heads = [Label(one.branch, one.branch) for one in branches]
    columns = (
        TableColumn("branch", Label("branch", "机构"), Kind.TEXT),
        *(TableColumn(key, head, Kind.SHARE) for key, head in zip(keys, heads, strict=True)),
        *(TableColumn(f"{key}{_COUNTED}", head, Kind.COUNT) for key, head in zip(keys, heads, strict=True)),
    )
    rows = [_row(branch, branches, counts) for branch in branches]
    first = pairs[0]
    says = Sentence(
        _SAYS,
        {
            "branch": Value(first.branch, Kind.TEXT),
            "other": Value(first.other, Kind.TEXT),
            "persons": Value(first.persons, Kind.COUNT),
        },
    )
    table = Table("pairs", _PAIRS, columns, rows)
    return Chart(
        "pairs",
        ChartKind.HEAT,
        _PAIRS,
        says,
        table,
        tuple(keys),
        counts=tuple(f"{key}{_COUNTED}" for key in keys),
    )


def _row(
    one: SharingBranch, branches: Sequence[SharingBranch], counts: dict[tuple[str, str], int]
) -> tuple[Cell, ...]:
    """The shares and the customers of one branch; nothing where it would stand beside itself."""
    found = [
        None if other.branch == one.branch else counts.get((one.branch, other.branch), 0)
        for other in branches
    ]
    shares = [None if persons is None else persons / one.persons for persons in found]
    return (one.branch, *shares, *found)

"""The tables of the consolidated workbook, in their order."""

from collections.abc import Mapping

from keyclient.batch.consolidated.book_tables import (
    books_table,
    earlier_table,
    last_known_table,
    measures_table,
    set_aside_table,
    without_figures_table,
)
from keyclient.batch.consolidated.columns import BRANCH, CUSTOMERS
from keyclient.batch.consolidated.funnel_tables import funnel_table, stages_table
from keyclient.batch.consolidated.joined_tables import joined_tables
from keyclient.batch.consolidated.league_table import league_table
from keyclient.batch.consolidated.moves_tables import moves_table, not_compared_table, whole_table
from keyclient.batch.consolidated.plan_tables import branch_work_table, brought_table, manager_work_table
from keyclient.batch.consolidated.result import ConsolidatedResult
from keyclient.batch.consolidated.risk_tables import hanging_table, risk_table
from keyclient.model.label import Label
from keyclient.model.report import Kind, Table, TableColumn


def tables(result: ConsolidatedResult, amount: Kind, tiers: Mapping[str, Label]) -> tuple[Table, ...]:
    """Every table that has rows, branches first. `tiers`: the label of each tier."""
    found = (
        league_table(result.branches, amount, managers=False),
        whole_table(result.moves, amount),
        moves_table(result.moves, amount),
        not_compared_table(result.moves),
        risk_table(result.risk, amount),
        hanging_table(result.risk, amount),
        branch_work_table(result.work),
        manager_work_table(result.work),
        brought_table(result.work, amount),
        _missing_branches(result),
        without_figures_table(result),
        last_known_table(result),
        earlier_table(result),
        _tiers(result, amount, tiers),
        funnel_table(result.funnel),
        stages_table(result.stages, result.funnel),
        league_table(result.managers, amount, managers=True),
        measures_table(result),
        *joined_tables(result, amount, tiers),
        set_aside_table(result),
        books_table(result, amount),
    )
    return tuple(table for table in found if table.rows)


def _missing_branches(result: ConsolidatedResult) -> Table:
    return Table(
        "missing",
        Label("Branches without a book", "缺表网点"),
        (BRANCH,),
        [(name,) for name in result.missing],
    )


def _tiers(result: ConsolidatedResult, amount: Kind, names: Mapping[str, Label]) -> Table:
    columns = (
        TableColumn("tier", Label("tier", "层级"), Kind.TEXT),
        CUSTOMERS,
        TableColumn("share_of_customers", Label("share of customers", "客户占比"), Kind.SHARE),
        TableColumn("value", Label("value", "价值"), amount),
        TableColumn("share_of_value", Label("share of value", "价值占比"), Kind.SHARE, bar=True),
    )
    rows = [
        (
            names.get(t.tier, Label(t.tier, t.tier)),
            t.customers,
            t.share_of_customers,
            t.value,
            t.share_of_value,
        )
        for t in result.tiers
    ]
    return Table(
        "tiers", Label("Tiers (as assigned in each book)", "各层级合计（按各表自身分层）"), columns, rows
    )

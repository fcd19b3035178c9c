from collections.abc import Sequence

import pandas as pd
import pytest

from keyclient.analysis.common.contacts import NOBODY, Contacts
from keyclient.analysis.plan.line_tables import form_table, lines_table
from keyclient.analysis.plan.look import PlanLook
from keyclient.model.label import Label, Lang
from keyclient.model.report import Kind, Report, Table
from keyclient.policy.models import Policy
from keyclient.render.screen import Screen
from keyclient.render.terminal import render_terminal
from tests.analysis.plan.planned import plan_of

BOOK = """
aum|value|manager|last_contact
120|120|姚丽芳|2025-01-31
50|50|姚丽芳|2025-01-31
"""
NAMES = pd.DataFrame(
    {
        "row": [2, 3],
        "name": ["云州诚达机械制造有限公司", "王明"],
        "phone": ["13900000000"] * 2,
        "branch": ["城东支行"] * 2,
    }
)


def _table(contacts: Contacts) -> Table:
    look = PlanLook(Kind.MONEY, {}, {}, Policy(), Lang.ZH, contacts=contacts)
    table = lines_table(plan_of(BOOK, lang=Lang.ZH), look)
    assert table is not None
    return table


def _headings(width: int, contacts: Contacts) -> Sequence[str]:
    """Those of the list on a terminal of this width."""
    report = Report(Label("Plan", "计划"), (), (), (_table(contacts),))
    lines = render_terminal(report, Lang.ZH, Screen(terminal=True, width=width, height=60), whole=False)
    return next(line for line in lines.splitlines() if "完成时限" in line).split()


@pytest.mark.parametrize("width", [80, 120])
def test_a_narrow_terminal_still_says_until_when_for_whom_why_what_and_who(width: int) -> None:
    named = _headings(width, Contacts(NAMES))
    assert [name for name in named if name in {"完成时限", "客户名称", "理由", "行动", "责任人"}] == [
        "完成时限",
        "客户名称",
        "理由",
        "行动",
        "责任人",
    ]


def test_without_names_the_number_says_for_whom() -> None:
    spare = {column.key: column.spare for column in _table(NOBODY).columns}
    assert (spare["customer_id"], spare["reasons"], spare["activity"], spare["owner"]) == (0, 0, 0, 0)


def test_a_wide_table_has_the_status_and_the_criterion_too() -> None:
    assert {"客户号", "状态", "验收标准", "行动类别"} <= {*_headings(240, Contacts(NAMES))}


def test_a_sheet_to_print_leaves_out_strategy_and_target_before_reasons_and_action() -> None:
    table = form_table(plan_of(BOOK), PlanLook(Kind.MONEY, {}, {}, Policy()))
    spare = {column.key: column.spare for column in table.columns}
    assert spare["strategy"] > spare["target"] > spare["value"] > spare["tier"] > 0
    assert (spare["reasons"], spare["activity"], spare["customer_id"]) == (0, 0, 0)

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import pandas as pd
import pytest

from keyclient.analysis.common.occasions.told import Told
from keyclient.analysis.plan.kept import WithKept, kept
from keyclient.analysis.plan.plan_book import InBook, Managers, PlanBook
from keyclient.analysis.plan.result import Baseline, PlanLine
from keyclient.model.filled_in import FilledIn, FilledRow, FormKind, Written
from keyclient.model.label import Label, Lang

NOW, THEN = dt.date(2026, 11, 30), dt.date(2026, 10, 31)
DUE = dt.date(2026, 11, 12)
IDS = ["001", "002", "003"]
GIVEN: Mapping[str, Written] = {
    "owner": "王芳",
    "deadline": DUE,
    "criterion": "aum >= 500000",
    "status": "todo",
    "remark": None,
}


def new(
    line_id: str, customer_id: str = "001", *, owner: str | None = "王芳", entry: str = "near"
) -> PlanLine:
    """A line as the new book gives it."""
    return PlanLine(
        line_id, customer_id, IDS.index(customer_id) + 2, "gold", Decimal(900), "win", (), "target", "strategy", "品茶会", owner,
        dt.date(2026, 12, 15), "aum >= 900000", Baseline(Decimal(900), NOW, "new"), 1.0, "todo", None, entry, "new",
    )  # fmt: skip


def row(line_id: str | None, customer_id: str = "001", **written: Written) -> FilledRow:
    """A row as it was handed out, with what people wrote."""
    cells: dict[str, Written] = {
        "line_id": line_id, "customer_id": customer_id, "activity": "品茶会", **GIVEN, "baseline_value": 480.5,
        "baseline_date": THEN, "baseline_book": "old", "entry": "near", **written,
    }  # fmt: skip
    return FilledRow(cells, "行动", 4)


def plan_of(*rows: FilledRow, given: tuple[str, ...] = (), remembered: tuple[str, ...] = ()) -> FilledIn:
    """A plan that people gave back. `given`: the ids of the lines that were handed out."""
    lines = dict.fromkeys(given, GIVEN)
    return FilledIn(FormKind.PLAN, "plan.xlsx", "0", rows, lines, remembered)


def merged(lines: list[PlanLine], plan: FilledIn, plain: Callable[[str], str] = str) -> WithKept:
    """Both plans together, for a book with the customers 001, 002 and 003 of 王芳."""
    frame = pd.DataFrame({"customer_id": IDS, "name": ["张三", "李四", "王五"]})

    def at(place: int) -> InBook:
        return InBook(IDS[place], place + 2, "iron", Decimal(70), "grow", "王芳")

    book = PlanBook(
        frame,
        NOW,
        dt.date(2026, 12, 31),
        "new",
        at,
        plain,
        Managers(names=frozenset({"王芳", "李娜", "Wang Fang"})),
        lambda day: day.weekday() < 6,
        frozenset({"maturity"}),
    )
    return kept(lines, [plan], book, Lang.ZH)


def codes(found: WithKept) -> list[str]:
    return [issue.code for issue in found.issues]


def counts(found: WithKept) -> tuple[int, ...]:
    """Lines, kept, changed, added, deleted, finished."""
    one = found.kept
    assert one is not None
    assert one.lines == one.kept + one.changed + one.deleted
    return one.lines, one.kept, one.changed, one.added, one.deleted, one.finished


def test_without_an_earlier_plan_the_lines_are_new() -> None:
    lines = [new("LA")]
    found = kept(lines, [], PlanBook(pd.DataFrame(), NOW, NOW, "new", lambda _: InBook(*[None] * 6)), Lang.ZH)  # type: ignore[arg-type]
    assert (found.lines, found.kept) == (tuple(lines), None)


def test_a_line_keeps_what_people_wrote_and_its_baseline_and_has_the_rest_of_the_new_book() -> None:
    written = row("LA", status="doing", remark="见过", owner="李娜", deadline=NOW, criterion="holds fund")
    found = merged([new("LA")], plan_of(written, given=("LA",)))
    assert found.lines == (
        replace(
            new("LA"),
            owner="李娜",
            deadline=NOW,
            criterion="holds fund",
            status="doing",
            remark="见过",
            baseline=Baseline(Decimal("480.5"), THEN, "old"),
            origin="changed",
        ),
    )
    assert counts(found) == (1, 0, 1, 0, 0, 0)
    assert codes(found) == ["KC730"]


def test_a_line_that_nobody_touched_keeps_its_deadline_and_criterion() -> None:
    found = merged([new("LA")], plan_of(row("LA"), given=("LA",)))
    (line,) = found.lines
    assert (line.deadline, line.criterion, line.origin) == (DUE, "aum >= 500000", "kept")
    assert counts(found) == (1, 1, 0, 0, 0, 0)


def test_each_change_is_told_with_before_and_after() -> None:
    found = merged([new("LA")], plan_of(row("LA", status="done", deadline=NOW), given=("LA",)))
    assert found.kept is not None
    told = [(one.what, one.column, one.before, one.after) for one in found.kept.differences]
    assert told == [
        ("changed", "deadline", "2026-11-12", "2026-11-30"),
        ("changed", "status", "todo", "done"),
    ]
    assert counts(found) == (1, 0, 1, 0, 0, 1)


def test_a_deleted_line_does_not_come_back_in_this_round_or_the_next() -> None:
    first = merged([new("LA"), new("LB", "002")], plan_of(row("LA"), given=("LA", "LB")))
    assert [line.line_id for line in first.lines] == ["LA"]
    assert first.remembered == ("LB",)
    assert counts(first) == (2, 1, 0, 0, 1, 0)
    second = merged(
        [new("LA"), new("LB", "002")], plan_of(row("LA"), given=("LA",), remembered=first.remembered)
    )
    assert [line.line_id for line in second.lines] == ["LA"]
    assert second.remembered == ("LB",)
    assert codes(second) == ["KC729"]


def test_a_line_whose_reason_is_gone_stays_and_is_told() -> None:
    found = merged([new("LB", "002")], plan_of(row("LA", reasons="临界提升"), given=("LA",)))
    assert [(line.line_id, line.origin) for line in found.lines] == [("LB", "new"), ("LA", "kept")]
    gone = found.lines[1]
    assert (gone.customer_id, gone.row, gone.tier, gone.value) == ("001", 2, "iron", Decimal(70))
    assert [told.text for told in gone.reasons] == ["临界提升"]
    assert gone.baseline == Baseline(Decimal("480.5"), THEN, "old")
    assert [(issue.code, issue.values) for issue in found.issues] == [
        ("KC728", {"book": "plan.xlsx", "count": 1, "absent": 0})
    ]


def test_a_customer_with_an_open_line_gets_no_second_one_but_its_reasons() -> None:
    why = (Told("near", None, "short of gold"),)
    again = replace(new("LB"), reasons=why)
    found = merged([again, new("LC", "002")], plan_of(row("LA", reasons="生日"), given=("LA",)))
    assert [(line.line_id, line.reasons) for line in found.lines] == [("LC", ()), ("LA", why)]
    assert found.kept is not None
    assert [(one.line_id, one.what, one.after) for one in found.kept.differences][-1] == ("LB", "waits", "LA")
    assert codes(found) == ["KC728", "KC708"]


@pytest.mark.parametrize("status", ["done", "dropped"])
def test_a_customer_whose_line_is_finished_gets_the_next_one(status: str) -> None:
    found = merged([new("LB")], plan_of(row("LA", status=status), given=("LA",)))
    assert [line.line_id for line in found.lines] == ["LB", "LA"]


def test_money_that_matures_does_not_wait_for_an_open_line() -> None:
    found = merged([new("LB", entry="maturity")], plan_of(row("LA"), given=("LA",)))
    assert [line.line_id for line in found.lines] == ["LB", "LA"]
    assert "KC708" not in codes(found)


@pytest.mark.parametrize("typed", ["待分配", "（暂无）", "unassigned"])
def test_a_word_for_nobody_in_place_of_an_owner_is_nobody(typed: str) -> None:
    plan = plan_of(row("LA", owner=typed), row("LB", "002", owner=typed), given=("LA", "LB"))
    found = merged([new("LA")], plan)
    assert [line.owner for line in found.lines] == [None, None]


def test_an_owner_who_is_no_manager_of_the_book_stays_and_is_told_by_name() -> None:
    found = merged([new("LA")], plan_of(row("LA", owner="123"), row(None, "002", owner="123"), given=("LA",)))
    assert [line.owner for line in found.lines] == ["123", "123"]
    (told,) = (issue for issue in found.issues if issue.code == "KC707")
    assert (str(told.values["owners"]), told.values["count"]) == (str(Label("123", "123")), 2)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (dt.date(2020, 1, 1), "data date of the plan"),
        (THEN, "data date of the plan"),
        (dt.date(9999, 12, 31), "more than a year"),
        (dt.date(2026, 12, 6), "closed"),
    ],
)
def test_a_deadline_that_nobody_can_mean_stays_and_is_told(typed: dt.date, why: str) -> None:
    found = merged([new("LA")], plan_of(row("LA", deadline=typed), given=("LA",)))
    assert found.lines[0].deadline == typed
    (issue,) = (one for one in found.issues if one.code == "KC709")
    assert (issue.cell, issue.value) == ("行动!4", str(typed))
    assert why in issue.message(Lang.EN)


def test_a_deadline_that_passed_since_it_was_handed_out_is_nothing_odd() -> None:
    assert codes(merged([new("LA")], plan_of(row("LA"), given=("LA",)))) == []
    later = row("LA", deadline=dt.date(2026, 11, 20))
    assert codes(merged([new("LA")], plan_of(later, given=("LA",)))) == []


def test_a_customer_is_found_by_a_name_written_otherwise_and_by_a_number_without_its_zeros() -> None:
    found = merged([], plan_of(row(None, customer_id="", name=" 李 四"), row(None, customer_id="3")))
    assert [line.customer_id for line in found.lines] == ["002", "003"]


def test_without_what_was_handed_out_an_owner_who_was_taken_away_stays_away() -> None:
    found = merged([new("LA")], plan_of(row("LA", owner=None, criterion="aum >= 900000")))
    assert found.lines[0].owner is None
    assert found.kept is not None
    assert [(one.column, one.before, one.after) for one in found.kept.differences] == [
        ("owner", "王芳", None)
    ]


def test_a_line_whose_customer_is_gone_stays_as_it_was() -> None:
    found = merged([], plan_of(row("LA", "009", name="孙七", value=12.5), given=("LA",)))
    (line,) = found.lines
    assert (line.customer_id, line.row, line.tier, line.value) == ("009", None, None, Decimal("12.5"))
    assert found.names == {"LA": "孙七"}
    assert found.issues[0].values["absent"] == 1


def test_a_finished_line_without_a_reason_stays_and_is_nothing_to_tell() -> None:
    found = merged([], plan_of(row("LA", status="done"), given=("LA",)))
    assert [line.status for line in found.lines] == ["done"]
    assert codes(found) == []


def test_an_added_line_gets_an_id_by_its_content_and_starts_from_the_new_book() -> None:
    plan = plan_of(row("LA"), row(None, "002", activity="拜访", entry=None, deadline=None), given=("LA",))
    found, again = merged([new("LA")], plan), merged([new("LA")], plan)
    added = found.lines[1]
    assert added.line_id == again.lines[1].line_id
    assert added.line_id.startswith("A")
    assert (added.origin, added.customer_id, added.row, added.owner) == ("added", "002", 3, "王芳")
    assert (added.deadline, added.baseline) == (dt.date(2026, 12, 31), Baseline(Decimal(70), NOW, "new"))
    assert counts(found) == (1, 1, 0, 1, 0, 0)


def test_two_added_lines_alike_are_two() -> None:
    found = merged([], plan_of(row(None), row(None)))
    assert len({line.line_id for line in found.lines}) == 2


def test_an_added_line_is_one_of_the_plan_in_the_next_round_and_keeps_its_baseline() -> None:
    found = merged([], plan_of(row("AX", entry=None), given=("AX",)))
    (line,) = found.lines
    assert (line.origin, line.baseline.date) == ("added", THEN)
    assert (counts(found), codes(found)) == ((1, 1, 0, 0, 0, 0), [])


def test_an_added_line_finds_its_customer_by_name_alone_if_one_has_it() -> None:
    found = merged([], plan_of(row(None, customer_id="", name="李四")))
    assert found.lines[0].customer_id == "002"


def test_an_added_line_for_somebody_unknown_stays_and_is_told() -> None:
    found = merged([], plan_of(row(None, "009")))
    assert (found.lines[0].customer_id, found.lines[0].row) == ("009", None)
    assert codes(found) == ["KC732"]


def test_a_line_without_a_criterion_is_an_error_at_its_row() -> None:
    found = merged([new("LA")], plan_of(row("LA", criterion=None), row(None, criterion=None), given=("LA",)))
    assert [line.criterion for line in found.lines] == ["", ""]
    assert [(issue.code, issue.cell) for issue in found.issues] == [("KC724", "行动!4")] * 2


def test_an_id_that_was_never_handed_out_is_an_added_line() -> None:
    found = merged([new("LA")], plan_of(row("LA"), row("NEW-1", "002"), given=("LA",)))
    assert (found.lines[1].line_id, found.lines[1].origin) == ("NEW-1", "added")
    assert codes(found) == ["KC723"]


def test_what_cannot_be_read_is_kept_in_the_remark() -> None:
    odd = replace(row("LA", remark="见过"), unread={"status": "等客户回国"})
    found = merged([new("LA")], plan_of(odd, given=("LA",)))
    assert (found.lines[0].status, found.lines[0].remark) == ("todo", "见过；状态：等客户回国")
    assert counts(found) == (1, 0, 1, 0, 0, 0)


def test_an_owner_is_spelt_as_in_the_book_and_one_taken_away_stays_away() -> None:
    wide = merged([new("LA", owner="Wang Fang")], plan_of(row("LA", owner="wang  fang"), given=("LA",)))
    assert wide.lines[0].owner == "Wang Fang"
    none = merged([new("LA")], plan_of(row("LA", owner=None), given=("LA",)))
    assert none.lines[0].owner is None


def test_where_nobody_was_named_the_manager_of_the_new_book_owns_the_line() -> None:
    plan = replace(plan_of(row("LA", owner=None)), handed_out={"LA": {**GIVEN, "owner": None}})
    assert merged([new("LA")], plan).lines[0].owner == "王芳"


def test_without_what_was_handed_out_changes_show_against_an_untouched_line() -> None:
    rows = (row("LA", criterion="aum >= 900000"), row("LB", "002", criterion="aum >= 900000", status="done"))
    found = merged([new("LA"), new("LB", "002"), new("LC", "003")], plan_of(*rows))
    assert [line.origin for line in found.lines] == ["kept", "changed", "new"]
    assert counts(found) == (2, 1, 1, 0, 0, 1)


def test_without_what_was_handed_out_a_criterion_in_other_words_is_no_change() -> None:
    said = {"AUM >= 90万": "aum >= 900000"}
    rows = (row("LA", criterion="AUM >= 90万"), row("LB", "002", criterion="AUM >= 80万"))
    found = merged([new("LA"), new("LB", "002")], plan_of(*rows), plain=lambda text: said.get(text, text))
    assert [line.origin for line in found.lines] == ["kept", "changed"]
    assert [line.criterion for line in found.lines] == ["AUM >= 90万", "AUM >= 80万"]
    assert found.kept is not None
    assert [(one.line_id, one.column, one.before) for one in found.kept.differences] == [
        ("LB", "criterion", "aum >= 900000")
    ]


def test_columns_that_the_file_lacks_are_those_of_the_new_plan() -> None:
    bare = FilledRow({"line_id": "LA", "status": "done"}, "", 2)
    (line,) = merged([new("LA")], plan_of(bare)).lines
    assert line == replace(new("LA"), status="done", origin="changed")


def test_a_list_of_calls_tells_a_plan_nothing() -> None:
    calls = FilledIn(FormKind.CALLS, "today.xlsx", "0", (), {})
    found = merged([new("LA")], calls)
    assert (found.kept, codes(found)) == (None, ["KC731"])


def test_a_row_of_a_text_file_that_has_the_customer_of_another_line_says_nothing_and_is_told() -> None:
    found = merged([new("LA")], plan_of(row("LA", "002", status="done", remark="已买基金")))
    (line,) = found.lines
    assert (line.customer_id, line.status, line.remark) == ("001", "todo", None)
    assert codes(found) == ["KC734"]


def test_a_number_that_has_lost_its_zeros_is_that_of_the_line() -> None:
    (line,) = merged([new("LA")], plan_of(row("LA", "1", status="done"))).lines
    assert line.status == "done"

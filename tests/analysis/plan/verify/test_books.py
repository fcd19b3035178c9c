"""What is told about the books that judge a plan, and about a plan that does not fit its book."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.analysis.common.inputs import Inputs
from keyclient.analysis.common.outcome import Outcome
from keyclient.analysis.common.query import Query
from keyclient.analysis.plan.answer import answer_plan
from keyclient.analysis.plan.result import Baseline, PlanResult
from keyclient.analysis.plan.verify_result import VerifyResult
from keyclient.model.filled_in import FilledIn, FilledRow, FormKind
from keyclient.model.label import Lang
from keyclient.model.portfolio import Loaded
from keyclient.policy.models import Policy
from tests.analysis.plan.verify.verifying import JUNE, MAY, PLANNED, POLICY, QUERY, book, line, verified


@pytest.fixture
def own(tmp_path: Path) -> Loaded:
    return book(tmp_path, PLANNED, "客户号,户名,AUM,客户经理\n00123,张三,480000,Li\n00124,李四,90000,Wang\n")


def _codes(own: Loaded, *later: Loaded) -> list[str]:
    return [one.code for one in verified(own, [line("00123", "aum >= 1")], *later).issues]


def test_ids_that_lost_their_zeros_are_told(tmp_path: Path, own: Loaded) -> None:
    june = book(tmp_path, JUNE, "客户号,AUM\n123,480000\n124,1\n")
    assert _codes(own, june) == ["KC738", "KC739"]


def test_a_book_without_a_date_judges_by_that_of_its_file(tmp_path: Path, own: Loaded) -> None:
    june = replace(book(tmp_path, JUNE, "客户号,AUM\n00123,480000\n"), as_of_from_file=True)
    assert _codes(own, june) == ["KC735"]


def test_a_book_by_another_measure_is_told(tmp_path: Path, own: Loaded) -> None:
    assert "KC740" in _codes(own, book(tmp_path, JUNE, "客户号,存款\n00123,480000\n"))


def test_two_books_of_one_day_are_told(tmp_path: Path, own: Loaded) -> None:
    june = book(tmp_path, JUNE, "客户号,AUM\n00123,480000\n")
    assert "KC742" in _codes(own, june, june)


def test_the_book_may_be_another_one_than_the_plan_was_made_from(tmp_path: Path, own: Loaded) -> None:
    june = book(tmp_path, JUNE, "客户号,AUM\n00123,480000\n")
    sha = own.portfolio.sources[0].sha256
    for known, codes in ((sha, []), (sha[:12], []), ("", []), ("f" * 64, ["KC737"])):
        one = replace(line("00123", "aum >= 1"), baseline=Baseline(None, PLANNED, known))
        assert [issue.code for issue in verified(own, [one], june).issues] == codes


def _answer(inputs: Inputs) -> Outcome[VerifyResult]:
    """What later books say of a plan that was given back."""
    found = answer_plan(inputs, POLICY, QUERY)
    assert isinstance(found.result, VerifyResult)
    return found  # type: ignore[return-value]


def _row(**cells: str | dt.date | None) -> FilledRow:
    return FilledRow(cells, "计划", 4)


def test_a_plan_that_was_given_back_is_judged_in_place_of_the_one_that_the_book_gives(
    tmp_path: Path, own: Loaded
) -> None:
    """One line stays as it was, one was added by name, one was dropped, and one deleted."""
    rows = (
        _row(
            line_id="A",
            customer_id="00123",
            owner="Li",
            deadline=JUNE,
            criterion="资产 >= 50万",
            status="done",
        ),
        _row(
            customer_id=None,
            name="李四",
            activity="call",
            owner="Wang",
            deadline=JUNE,
            criterion="aum >= 10万",
        ),
        _row(
            line_id="C",
            customer_id="00124",
            owner="Wang",
            deadline=JUNE,
            criterion="aum >= 1",
            status="dropped",
        ),
    )
    written = FilledIn(FormKind.PLAN, "plan.xlsx", "", rows, {"A": {}, "C": {}, "D": {}})
    june = book(tmp_path, JUNE, "客户号,AUM\n00123,510000\n00124,99999.99\n")
    inputs = Inputs(own, newer=(june,), written=(written,))
    found = _answer(inputs)
    judged = [(one.customer_id, one.owner, one.required, one.verdict) for one in found.result.lines]
    assert judged == [
        ("00124", "Wang", "aum >= 100000", "missed"),
        ("00123", "Li", "aum >= 500000", "met"),
    ]
    assert (found.result.total_lines, found.result.dropped) == (2, 1)
    assert found.issues == ()


def test_what_is_wrong_with_a_plan_that_was_given_back_is_told_and_not_what_a_new_plan_would_make_of_it(
    tmp_path: Path, own: Loaded
) -> None:
    rows = (
        _row(
            line_id="A",
            customer_id="00123",
            owner="Li",
            deadline=JUNE,
            criterion=None,
            status="done",
            entry="kept",
        ),
        _row(customer_id="00199", activity="call", owner="Wang", deadline=JUNE, criterion="aum >= 10万"),
    )
    written = FilledIn(FormKind.PLAN, "plan.xlsx", "", rows, {"A": {}})
    june = book(tmp_path, JUNE, "客户号,AUM\n00123,510000\n")
    inputs = Inputs(own, newer=(june,), written=(written,))
    found = _answer(inputs)
    assert [one.verdict for one in found.result.lines] == ["undecidable", "undecidable"]
    assert [one.code for one in found.issues] == ["KC724", "KC732", "KC738"]


def test_the_words_are_those_of_the_language_asked_for(tmp_path: Path, own: Loaded) -> None:
    june = book(tmp_path, JUNE, "客户号,AUM,持有产品\n00123,510000,保险\n00124,1,基金\n")
    lines = [line("00123", "aum >= 500000 and holds fund")]
    (found,) = verified(own, lines, june, query=Query(Lang.ZH)).result.lines
    assert (found.required, found.after) == ("AUM >= 50万元 且 持有 基金", "510,000、未持有")
    assert found.why == "2026-06-30 到期，2026-06-30 未达成：持有 基金"


def test_a_text_that_is_no_criterion_is_not_repeated_where_nothing_typed_may_be(
    tmp_path: Path, own: Loaded
) -> None:
    june = book(tmp_path, JUNE, "客户号,AUM\n00123,480000\n")
    lines = [line("00123", "call Zhang San")]
    (shown,) = verified(own, lines, june).result.lines
    outcome = verified(own, lines, june, query=Query(Lang.EN, mask=True))
    (hidden,) = outcome.result.lines
    assert (shown.required, hidden.required) == ("call Zhang San", "")
    assert "Zhang" not in repr((hidden, [issue.message(Lang.EN) for issue in outcome.issues]))


def test_several_books_are_told_oldest_first_and_the_last_one_dates_the_answer(
    tmp_path: Path, own: Loaded
) -> None:
    books = [book(tmp_path, day, "客户号,AUM\n00123,480000\n") for day in (MAY, JUNE)]
    result = verified(own, [line("00123", "aum >= 1")], *books).result
    assert (result.books, result.as_of) == (("2026-05-31.csv", "2026-06-30.csv"), JUNE)


def test_a_plan_that_was_given_back_is_read_as_the_next_plan_reads_it(tmp_path: Path, own: Loaded) -> None:
    """Owner and deadline were cleared, and the activity, which is not for people, was changed."""
    policy = Policy.model_validate(
        {
            "tier": {"tiers": [{"name": "gold", "floor": 100000}, {"name": "iron"}]},
            "key": {"tiers": ["gold"]},
            "plan": {"whom": ["key"]},
        }
    )
    plain = answer_plan(Inputs(own), policy, QUERY).result
    assert isinstance(plain, PlanResult)
    (line,) = plain.lines
    given = {
        "owner": line.owner, "deadline": line.deadline, "criterion": line.criterion, "status": "todo", "remark": None,
    }  # fmt: skip
    left = {**given, "owner": None, "deadline": None, "status": "doing"}
    row = FilledRow(
        {"line_id": line.line_id, "customer_id": "00123", "activity": "call Zhang", **left}, "计划", 4
    )
    written = FilledIn(FormKind.PLAN, "plan.xlsx", "", (row,), {line.line_id: given})
    inputs = Inputs(own, newer=(book(tmp_path, JUNE, "客户号,AUM\n00123,510000\n"),), written=(written,))
    kept = answer_plan(Inputs(own, written=(written,)), policy, QUERY).result
    judged = answer_plan(inputs, policy, QUERY).result
    assert isinstance(kept, PlanResult)
    assert isinstance(judged, VerifyResult)
    (kept_line,), (judged_line,) = kept.lines, judged.lines
    for name in ("line_id", "owner", "deadline", "activity", "status"):
        assert getattr(judged_line, name) == getattr(kept_line, name), name
    assert (judged_line.owner, judged_line.deadline, judged_line.status) == (None, line.deadline, "doing")
    assert judged_line.activity == line.activity


def test_an_added_line_for_somebody_the_book_does_not_list_keeps_the_name_that_people_wrote(
    tmp_path: Path, own: Loaded
) -> None:
    added = _row(name="孙七", activity="call", owner="Wang", deadline=JUNE, criterion="aum >= 1")
    written = FilledIn(FormKind.PLAN, "plan.xlsx", "", (added,), {})
    june = book(tmp_path, JUNE, "客户号,AUM\n00123,510000\n")
    found = _answer(Inputs(own, newer=(june,), written=(written,)))
    (table,) = (one for one in found.report.tables if one.key == "lines")
    assert "孙七" in next(iter(table.rows))

"""What is kept of a book that is joined with others: customers, who claims them, and whether they are still open."""

from pathlib import Path

from keyclient.analysis.common.members import Members, take_members
from keyclient.ingest.base.request import Request
from keyclient.ingest.load import load
from keyclient.policy.models import Policy

POLICY = Policy()


def taken(folder: Path, text: str, *, branch: str | None = None) -> Members:
    """What is kept of a book with this text."""
    path = folder / "book.csv"
    path.write_text(text, encoding="utf-8")
    loaded = load(path, Request(POLICY, needs_measure=False, sets_aside=False))
    return take_members(loaded, POLICY.funnel, branch=branch)


def claims(members: Members, *names: str) -> list[tuple[object, ...]]:
    """Some columns of the claims, blanks as None."""
    rows = members.claims[list(names)].astype("object")
    return list(rows.where(rows.notna(), None).itertuples(index=False, name=None))


def test_a_customer_with_two_managers_has_two_claims_with_the_money_of_each(tmp_path: Path) -> None:
    book = taken(tmp_path, "客户号,网点,客户经理,存款\nC1,城东,王芳,100\nC1,城西,孙浩,900\nC2,城东,王芳,50\n")
    assert len(book.records) == 2
    assert claims(book, "row", "branch", "manager", "deposits") == [
        (2, "城东", "王芳", 10000), (2, "城西", "孙浩", 90000), (4, "城东", "王芳", 5000),
    ]  # fmt: skip


def test_a_row_without_a_manager_goes_with_the_customers_other_rows(tmp_path: Path) -> None:
    book = taken(tmp_path, "客户号,网点,客户经理,存款\nC1,城东,王芳,100\nC1,城东,,900\n")
    assert claims(book, "branch", "manager", "deposits") == [("城东", "王芳", 100000)]


def test_a_book_without_branches_is_a_branch_itself(tmp_path: Path) -> None:
    book = taken(tmp_path, "客户号,存款\nC1,100\nC2,50\n", branch="城东支行")
    assert claims(book, "branch") == [("城东支行",), ("城东支行",)]
    assert book.branch == "城东支行"


def test_a_book_that_names_branches_keeps_its_own(tmp_path: Path) -> None:
    book = taken(tmp_path, "客户号,网点,存款\nC1,城东,100\nC2,,50\n", branch="全行")
    assert claims(book, "branch") == [("城东",), (None,)]
    assert book.branch is None


def test_a_prospect_is_open_until_stage_or_outcome_say_otherwise(tmp_path: Path) -> None:
    text = "客户号,销售阶段,结果\nC1,潜在,\nC2,已成交,\nC3,重点,流失\nC4,,进行中\nC5,,\nC6,无吸引力,\nC7,第七步,\n"
    book = taken(tmp_path, text)
    assert book.records["is_open"].tolist() == [True, False, False, True, False, False, False]
    assert book.unknown_stages == 1


def test_a_book_without_stages_says_nothing_of_open_deals(tmp_path: Path) -> None:
    book = taken(tmp_path, "客户号,存款\nC1,100\nC2,50\n")
    assert "is_open" not in book.records
    assert "is_open" not in book.claims


def test_deals_of_one_customer_stay_apart(tmp_path: Path) -> None:
    book = taken(
        tmp_path, "商机编号,客户号,客户经理,阶段\nD1,C1,王芳,意向\nD2,C1,孙浩,谈判\nD3,C1,孙浩,已成交\n"
    )
    assert claims(book, "manager", "is_open") == [("王芳", True), ("孙浩", True), ("孙浩", False)]
    assert book.records["opportunity_id"].tolist() == ["D1", "D2", "D3"]


def test_of_a_log_the_last_day_says_whether_a_customer_is_open(tmp_path: Path) -> None:
    text = (
        "客户号,客户经理,阶段,阶段日期\nC1,王芳,潜在,2026-01-05\nC1,王芳,已成交,2026-03-05\n"
        "C2,王芳,潜在,2026-01-05\nC2,孙浩,重点,2026-02-05\n"
    )
    book = taken(tmp_path, text)
    assert book.records["is_open"].tolist() == [False, True]
    assert [who for who in claims(book, "row", "manager", "is_open") if who[2]] == [(4, "孙浩", True)]


def test_the_claim_of_an_open_row_is_open_and_the_other_is_not(tmp_path: Path) -> None:
    book = taken(tmp_path, "客户号,客户经理,阶段\nC1,王芳,潜在\nC1,孙浩,无吸引力\n")
    assert sorted(claims(book, "manager", "is_open")) == [("孙浩", False), ("王芳", True)]


def test_a_number_that_lost_digits_is_marked(tmp_path: Path) -> None:
    book = taken(tmp_path, "客户号,存款\n6.217E+15,100\n6217001234561234,50\n")
    assert book.records["has_lost_digits"].tolist() == [True, False]

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.check.calculate import check
from keyclient.analysis.check.result import ManagerLine
from keyclient.ingest.base.table_refusals import NoRows
from keyclient.model.portfolio import Loaded
from keyclient.model.rules import Severity
from keyclient.policy.parts.check import CheckPolicy
from tests.analysis.books import book
from tests.analysis.check.checking import checked, loaded, told
from tests.examples import costly

BOOK = """
客户号 | 姓名 | 客户经理 | 出生日期   | 最近联系日期 | AUM
1      | 张三 | 王芳     | 1980-01-01 | 2026-01-15   | 600
2      | 李四 | 王芳     |            | 2025-01-15   | 300
3      | 王五 | 孙浩     | 去年       |              | 100
4      | 赵六 |          | 1990-05-05 | 2026-01-20   | 0
5      | 陈七 | 孙浩     | 1991-05-05 | 2026-01-20   | 约50
"""
FILE = {"retail_file": ["name", "birth_date", "phone"]}


def _line(lines: tuple[ManagerLine, ...] | None, name: str | None) -> ManagerLine:
    assert lines is not None
    (line,) = [line for line in lines if line.manager == name]
    return line


def test_issues_belong_to_the_manager_of_their_row_also_of_a_row_set_aside() -> None:
    result = checked(BOOK, FILE).result
    assert result.managers is not None
    counts = {line.manager: (line.errors, line.warnings) for line in result.managers}
    assert counts == {"孙浩": (1, 1), "王芳": (0, 0), "": (0, 0), None: (0, 0)}
    assert [line.manager for line in result.managers] == ["孙浩", "王芳", "", None]


def test_a_missing_field_is_weighed_by_the_value_that_it_hides() -> None:
    archive = checked(BOOK, FILE).result.archive
    birth, name, phone = archive.fields
    assert (birth.field, birth.customers, birth.known, birth.unreadable) == ("birth_date", 4, 2, 1)
    assert birth.missing is not None
    assert (birth.missing.customers, birth.missing.value) == (2, Decimal(400))
    assert birth.missing.share_of_value == pytest.approx(0.4)
    assert (name.field, name.share_known) == ("name", 1.0)
    assert (phone.field, phone.column, phone.known, phone.missing) == ("phone", "absent", None, None)


def test_completeness_counts_fields_and_weighs_customers() -> None:
    archive = checked(BOOK, FILE).result.archive
    assert archive.completeness == pytest.approx(6 / 8)
    assert archive.completeness_by_value == pytest.approx((600 * 1 + 300 * 0.5 + 100 * 0.5) / 1000)
    assert archive.complete.customers == 2
    assert archive.complete.share_of_value == pytest.approx(0.6)


def test_each_manager_has_own_files_contacts_and_value() -> None:
    wang = _line(checked(BOOK, FILE).result.managers, "王芳")
    assert (wang.customers, wang.value) == (2, Decimal(900))
    assert wang.files is not None
    assert wang.contact is not None
    assert (wang.files.complete, wang.files.completeness, wang.files.missing) == (1, 0.75, {"birth_date": 1})
    assert (wang.contact.stale, wang.contact.stale_value, wang.contact.unknown) == (1, Decimal(300), 0)


def test_a_manager_whose_only_row_was_set_aside_has_a_line_without_customers() -> None:
    found = checked("客户号 | 客户经理 | AUM\n1 | 王芳 | 5\n2 | 王芳 | 6\n3 | 孙浩 | 约50")
    sun = _line(found.result.managers, "孙浩")
    assert (sun.customers, sun.errors, sun.value, sun.files, sun.contact) == (0, 1, None, None, None)


def test_contact_is_stale_from_that_many_days_on_and_unknown_is_counted_apart() -> None:
    contact = checked(BOOK, {"stale_days": 381}).result.contact
    assert contact is not None
    assert (contact.stale.customers, contact.stale.value) == (1, Decimal(300))
    assert contact.unknown.customers == 1
    later = checked(BOOK, {"stale_days": 382}).result.contact
    assert later is not None
    assert later.stale.customers == 0


def test_a_book_without_dates_of_contact_or_managers_says_nothing_about_them() -> None:
    result = checked("客户号 | AUM\n1 | 5\n2 | 6").result
    assert (result.contact, result.managers, result.damaged_ids) == (None, None, ())


def test_without_a_measure_nothing_is_weighed() -> None:
    result = checked("客户号 | 姓名 | 出生日期\n1 | 张三 | \n2 | 李四 | 1990-01-01", FILE).result
    assert (result.measure, result.gross_positive, result.archive.completeness_by_value) == (None, None, None)
    missing = result.archive.fields[0].missing
    assert missing is not None
    assert (missing.customers, missing.value, missing.share_of_value) == (1, None, None)


def test_a_book_without_customers_is_not_checked() -> None:
    with pytest.raises(NoRows):
        checked("客户号 | 姓名 | AUM\n合计 | | 0", FILE)


def test_negative_values_weigh_nothing() -> None:
    result = checked("客户号 | 姓名 | AUM\n1 | | -500\n2 | 李四 | 100", FILE).result
    missing = result.archive.fields[0].missing
    assert missing is not None
    assert (result.gross_positive, missing.value, missing.share_of_value) == (Decimal(100), Decimal(0), 0.0)


def test_a_corporate_customer_needs_another_file_and_an_unknown_kind_is_what_the_policy_says() -> None:
    sheet = "客户号 | 客户类型 | 出生日期 | AUM\n1 | 公司 | | 5\n2 | 个人 | | 6\n3 | | | 7\n4 | 个人 | 1990-01-01 | 1"
    lists = {"retail_file": ["birth_date"], "corporate_file": ["customer_id"]}
    assert [(field.field, field.customers) for field in checked(sheet, lists).result.archive.fields] == [
        ("birth_date", 3),
        ("customer_id", 1),
    ]
    other = checked(sheet, {"kind": "corporate", **lists}).result.archive.fields
    assert [(field.field, field.customers) for field in other] == [("birth_date", 2), ("customer_id", 2)]


def test_a_heading_that_was_not_taken_is_told_from_one_that_is_not_there() -> None:
    sheet = "客户号 | 出生日期 | AUM\n1 | 甲 | 5\n2 | 乙 | 6\n3 | 丙 | 7"
    fields = checked(sheet, {"retail_file": ["birth_date", "phone"]}).result.archive.fields
    assert [(field.field, field.column) for field in fields] == [
        ("birth_date", "not_taken"),
        ("phone", "absent"),
    ]


def test_a_merged_customer_is_known_when_one_of_its_rows_says_it() -> None:
    sheet = "客户号 | 姓名 | 联系电话 | AUM\n1 | 张三 | | 5\n1 | 张三 | 13800138000 | 6\n2 | 李四 | | 7"
    (phone,) = checked(sheet, {"retail_file": ["phone"]}).result.archive.fields
    assert (phone.customers, phone.known) == (2, 1)


def test_gaps_are_notes_unless_the_policy_sets_a_floor() -> None:
    assert told(checked(BOOK, FILE), "KC320", "KC321", "KC322", "KC323") == [
        "KC320 note",
        "KC322 note",
        "KC323 note",
    ]
    strict = checked(BOOK, {**FILE, "file_floor": 0.9, "stale_ceiling": 0.1})
    assert told(strict, "KC320", "KC321", "KC323", "KC324") == ["KC321 warning", "KC324 warning"]
    assert told(checked(BOOK, {**FILE, "file_floor": 0.5, "stale_ceiling": 0.25}), "KC321", "KC324") == []


def test_issues_come_worst_first_and_are_counted_by_kind_and_column() -> None:
    found = checked(BOOK, FILE)
    assert [issue.severity for issue in found.issues] == sorted(
        (issue.severity for issue in found.issues), key=list(Severity).index
    )
    result = found.result
    assert (result.findings, result.errors, result.warnings) == (2, 1, 1)
    assert [(code.code, code.severity, code.count, code.first) for code in result.codes[:2]] == [
        ("KC102", "error", 1, "F6"),
        ("KC103", "warning", 1, "D4"),
    ]
    (birth,) = [field for field in result.fields if field.field == "birth_date"]
    assert (birth.errors, birth.warnings, birth.notes) == (0, 1, 1)


def test_only_a_traced_book_can_be_checked() -> None:
    plain = Loaded(book([1, 2]), (), (), None, as_of_from_file=False, told=())
    with pytest.raises(ValueError, match="traced"):
        check(plain, CheckPolicy())


def _gaps(sheet: str, top: int | None = None, **policy: object) -> list[tuple[object, ...]]:
    found = check(loaded(sheet), CheckPolicy.model_validate(policy), top=top).result.gaps
    return [(gap.customer_id, gap.cell, gap.missing, gap.damaged, gap.stale) for gap in found]


def test_customers_with_a_gap_come_by_value_with_what_they_lack_and_where() -> None:
    sheet = """
客户号 | 姓名 | 证件号码           | 最近联系日期 | AUM
1      | 张三 | 110105194912310021 | 2026-01-15   | 100
2      |      | 11010519491231002X | 2025-01-15   | 300
3      | 王五 | 11010519491231002X | 2026-01-15   | 900
4      | 赵六 | 11010519491231002X | 2025-01-15   | 200
5      |      |                    | 2026-01-15   |
"""
    assert _gaps(sheet, retail_file=["name", "id_number"]) == [
        ("2", "B3", ("name",), (), True),
        ("4", "D5", (), (), True),
        ("1", "C2", (), ("id_number",), False),
        ("5", "B6", ("name", "id_number"), (), False),
    ]
    assert len(_gaps(sheet, 2, retail_file=["name"])) == 2
    assert _gaps(sheet, 0) == []


def test_customers_with_a_gap_stand_in_their_order_where_nothing_is_measured() -> None:
    sheet = "客户号 | 姓名\n1 |\n2 | 李四\n3 |"
    assert [gap[0] for gap in _gaps(sheet, retail_file=["name"])] == ["1", "3"]


def test_a_merged_customer_with_a_gap_stands_at_its_first_row() -> None:
    sheet = "客户号 | 姓名 | 联系电话 | AUM\n1 | 张三 | | 5\n2 | 李四 | 13800138000 | 9\n1 | 张三 | | 6"
    found = check(loaded(sheet), CheckPolicy(retail_file=("phone",)), top=None).result
    assert [(gap.row, gap.cell, gap.value) for gap in found.gaps] == [(2, "C2", Decimal(11))]
    assert (found.with_gaps.customers, found.with_gaps.value) == (1, Decimal(11))


cells = st.sampled_from(["", "x"])
people = st.lists(
    st.tuples(st.sampled_from(["", "王芳", "孙浩"]), cells, st.integers(-5, 50)), min_size=1, max_size=12
)


@costly
@given(people)
def test_managers_add_up_to_the_book_and_the_order_of_rows_does_not_matter(
    rows: list[tuple[str, str, int]],
) -> None:
    def sheet(lines: list[tuple[str, str, int]]) -> str:
        body = "\n".join(
            f"C{value}-{number} | {manager} | {name} | {value}"
            for number, (manager, name, value) in enumerate(lines)
        )
        return f"客户号 | 客户经理 | 姓名 | AUM\n{body}"

    result = checked(sheet(rows), {"retail_file": ["name"]}).result
    assert result.managers is not None
    own = [line for line in result.managers if line.files is not None and line.value is not None]
    assert sum(line.customers for line in own) == result.customers == len(rows)
    assert sum(line.value or 0 for line in own) == result.gross_positive
    assert sum(line.files.complete for line in own if line.files) == result.archive.complete.customers
    assert sum(line.errors + line.warnings for line in result.managers) == result.findings
    turned = checked(sheet(rows[::-1]), {"retail_file": ["name"]}).result
    assert turned.archive == result.archive
    assert {(line.manager, line.customers, line.value) for line in turned.managers or ()} == {
        (line.manager, line.customers, line.value) for line in result.managers
    }

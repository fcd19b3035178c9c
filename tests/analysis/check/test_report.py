from keyclient.analysis.check.calculate import Checked
from keyclient.analysis.check.report import check_report
from keyclient.model.label import Lang
from keyclient.model.report import Kind, Report, Table
from keyclient.render.text import Voice
from tests.analysis.check import checking

BOOK = """
客户号 | 姓名 | 客户经理 | 出生日期   | 最近联系日期 | AUM
1      | 张三 | 王芳     | 1980-01-01 | 2026-01-15   | 600
2      | 李四 | 王芳     |            | 2025-01-15   | 300
3      | 王五 | 孙浩     | 去年       |              | 100
合计   |      |          |            |              | {total}
"""


def _report(sheet: str, policy: checking.Policy = checking.NOTHING, *, top: int | None = None) -> Report:
    loaded = checking.loaded(sheet)
    checked: Checked = checking.checked(sheet, policy)
    return check_report(checked, loaded.portfolio.sources[0], loaded.portfolio.measure, top=top)


def _headline(report: Report, lang: Lang = Lang.EN) -> list[str]:
    return [Voice(lang).sentence(sentence) for sentence in report.headline]


def _table(report: Report, key: str) -> Table:
    (table,) = [table for table in report.tables if table.key == key]
    return table


def test_the_headline_says_what_is_wrong_what_is_missing_and_what_that_hides() -> None:
    assert _headline(_report(BOOK.format(total=1000), {"retail_file": ["name", "birth_date", "phone"]})) == [
        "Problems in 4 rows: 1 (errors: 0, warnings: 1); notes: 3.",
        "The customers add up to the book's own total in every column that has one (1).",
        "The book has 2 of the 3 fields of a customer file; they are 66.67% complete, with no gap for 1 of 3 customers.",
        "Customers whose birth date is missing: 2; they hold 40.00% of AUM.",
        "Customers without contact or transaction for 180 days or more: 1; they hold 30.00% of AUM; not known: 1.",
    ]


def test_the_headline_is_said_in_chinese_too() -> None:
    said = _headline(_report(BOOK.format(total=900), {"retail_file": ["birth_date"]}), Lang.ZH)
    assert said == [
        "4 行中发现 2 处问题：错误 1，警告 1；另有提示 2 条。",
        "表内有合计的 1 列中，1 列的客户相加与合计不符：AUM。",
        "客户档案应有 1 项，表内有 1 项；这些项的完整率为 33.33%，3 个客户中 1 个无缺失。",
        "“出生日期”缺失的客户有 2 个，占AUM的 40.00%。",
        "180 天及以上无联系、无交易的客户 1 个，占AUM的 30.00%；无从得知 1 个。",
    ]


def test_a_book_without_findings_ties_without_a_word_about_what_it_does_not_have() -> None:
    sheet = "客户号 | 姓名\n1 | 张三\n2 | 李四"
    assert _headline(_report(sheet, {"retail_file": ["phone"]})) == [
        "No problems in 2 rows, every row accounted for; notes: 1.",
        "The book has no column for any of the 1 fields of a customer file.",
    ]
    assert _headline(_report(sheet, {"retail_file": [], "corporate_file": []})) == [
        "No problems in 2 rows, every row accounted for; notes: 0."
    ]


def test_all_findings_are_listed_unless_a_number_is_asked_for() -> None:
    days = [f"{n} | 1990-01-0{n}" for n in (3, 5, 7, 9)]
    sheet = "\n".join(["客户号 | 出生日期", "1 | x", days[0], "4 | y", days[1], "6 | z", *days[2:]])
    for top, cells in ((None, ["B2", "B4", "B6"]), (2, ["B2", "B4"]), (9, ["B2", "B4", "B6"])):
        report = _report(sheet, {"retail_file": ["customer_id"]}, top=top)
        table = _table(report, "issues")
        assert [row[2] for row in table.rows] == cells
        assert table.total_rows == 3
        assert report.records is not None
        assert [row[2] for row in report.records.rows] == cells


def test_a_limited_list_still_counts_every_finding() -> None:
    report = _report(BOOK.format(total=1000), top=0)
    assert "issues" not in [table.key for table in report.tables]
    assert report.headline[0].values["warnings"].value == 1


def test_records_say_whose_a_finding_is_and_what_was_typed_and_the_screen_does_not() -> None:
    report = _report(BOOK.format(total=1000))
    assert report.records is not None
    keys = [column.key for column in report.records.columns]
    assert keys == ["severity", "code", "cell", "field", "manager", "value", "message", "remedy"]
    first = dict(zip(keys, report.records.rows[0], strict=True))
    assert (first["code"], first["cell"], first["manager"], first["value"]) == ("KC103", "D4", "孙浩", "去年")
    assert "value" not in [column.key for column in _table(report, "issues").columns]


def test_addresses_are_marked_as_places_in_the_book() -> None:
    report = _report(BOOK.format(total=1000))
    assert report.records is not None
    assert [column.key for column in report.records.columns if column.is_place] == ["cell"]
    assert [column.key for column in _table(report, "codes").columns if column.is_place] == ["first"]


def test_managers_stand_by_what_they_have_to_mend_and_the_rest_of_the_book_only_with_findings() -> None:
    def names(total: int) -> list[object]:
        return [row[0] for row in _table(_report(BOOK.format(total=total)), "managers").rows]

    assert names(1000) == ["孙浩", "王芳"]
    assert [name if isinstance(name, str) else name.en for name in names(900)][-1] == (  # type: ignore[attr-defined]
        "(headings, totals, whole book)"
    )


def test_a_field_without_a_column_is_named_as_such() -> None:
    table = _table(_report(BOOK.format(total=1000), {"retail_file": ["name", "phone"]}), "archive")
    phone = dict(zip([column.key for column in table.columns], table.rows[-1], strict=True))
    assert (phone["column"].en, phone["missing"]) == ("no such column", None)  # type: ignore[attr-defined]
    whole = _table(_report(BOOK.format(total=1000), {"retail_file": ["name"]}), "archive")
    assert "column" not in [column.key for column in whole.columns]


def test_fields_missing_are_counted_for_each_manager() -> None:
    table = _table(_report(BOOK.format(total=1000), {"retail_file": ["birth_date", "name"]}), "missing")
    assert [column.key for column in table.columns] == ["manager", "birth_date"]
    assert table.rows == [("孙浩", 1), ("王芳", 1)]


def test_values_of_a_plain_measure_are_no_yuan() -> None:
    sheet = (
        "客户号 | 客户经理 | 姓名 | 积分 | 最近联系日期\n1 | 王芳 | | 5 | 2025-01-01\n2 | 王芳 | 李四 | 6 |"
    )
    loaded = checking.loaded(sheet, measure="积分")
    checked = checking.checked(sheet, {"retail_file": ["name"]}, measure="积分")
    report = check_report(checked, loaded.portfolio.sources[0], loaded.portfolio.measure)
    kinds = {column.kind for table in report.tables for column in table.columns if "value" in column.key}
    assert Kind.MONEY not in kinds
    assert Kind.NUMBER in kinds


def test_fields_that_a_customer_lacks_are_named_in_words() -> None:
    report = _report(BOOK.format(total=1000), {"retail_file": ["birth_date"]})
    gaps = _table(report, "gaps")
    named = [(row[0], row[5].zh if row[5] else None) for row in gaps.rows]  # type: ignore[attr-defined]
    assert named == [("2", "出生日期"), ("3", "出生日期")]
    assert gaps.total_rows == 2

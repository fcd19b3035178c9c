"""Customers with a new number: those whom the user joins, and those who may be the same."""

from pathlib import Path

from tests.cli.input.compared import changes, compared, csv, result, told
from tests.making.cells import Value

HEADINGS = ["客户号", "客户名称", "证件号码", "出生日期", "性别", "AUM余额"]
VALID, OTHER = "11010519491231002X", "440524188001010014"


def _books(folder: Path, old: list[list[Value]], new: list[list[Value]]) -> tuple[str, str]:
    csv(folder / "m_202601.csv", [HEADINGS, ["z", "常在", None, None, None, 9], *old])
    csv(folder / "m_202602.csv", [HEADINGS, ["z", "常在", None, None, None, 9], *new])
    return "m_202601.csv", "m_202602.csv"


def _pairs(folder: Path, *books: str) -> list[tuple[str, str, str, bool]]:
    found = result(folder, *books)["perhaps_same"]
    return [(one["old_id"], one["new_id"], one["evidence"], one["several"]) for one in found]


def test_a_new_number_given_by_the_user_is_the_same_customer_in_all_older_books(tmp_path: Path) -> None:
    books = _books(tmp_path, [["a1", "张三", None, None, None, 100]], [["a2", "张三", None, None, None, 130]])
    csv(tmp_path / "same.csv", [["旧客户号", "新客户号"], ["a1", "a2"]])
    figures = result(tmp_path, *books, "--same", "same.csv")
    assert set(changes(figures)) <= {"promoted", "demoted", "stayed"}
    assert (figures["opening"], figures["closing"]) == (109, 139)


def test_two_old_numbers_of_one_customer_are_added_up(tmp_path: Path) -> None:
    old: list[list[Value]] = [["a1", "张三", None, None, None, 100], ["b1", "张三", None, None, None, 50]]
    books = _books(tmp_path, old, [["a2", "张三", None, None, None, 130]])
    csv(tmp_path / "same.csv", [["a1", "a2"], ["b1", "a2"]])
    figures = result(tmp_path, *books, "--same", "same.csv")
    assert (figures["customers_opening"], figures["customers_closing"], figures["opening"]) == (2, 2, 159)
    assert not {"new", "lost"} & set(changes(figures))


def test_a_heading_that_says_so_puts_the_new_number_first(tmp_path: Path) -> None:
    books = _books(tmp_path, [["a1", "张三", None, None, None, 100]], [["a2", "张三", None, None, None, 130]])
    csv(tmp_path / "same.csv", [["new", "old"], ["a2", "a1"]])
    assert not {"new", "lost"} & set(changes(result(tmp_path, *books, "--same", "same.csv")))


def test_numbers_that_no_book_has_are_told(tmp_path: Path) -> None:
    books = _books(tmp_path, [["a1", "张三", None, None, None, 100]], [["a2", "张三", None, None, None, 130]])
    csv(tmp_path / "same.csv", [["a1", "a2"], ["q8", "q9"]])
    said = told(tmp_path, *books, "--same", "same.csv")
    assert "KC467: same.csv: pairs with an old number that no older book has" in said
    assert "does not have: 1." in said


def test_one_old_number_with_two_new_ones_is_refused(tmp_path: Path) -> None:
    books = _books(tmp_path, [["a1", "张三", None, None, None, 100]], [["a2", "张三", None, None, None, 130]])
    csv(tmp_path / "same.csv", [["a1", "a2"], ["a1", "a3"]])
    assert "the old number in row 2 has another new number in row 1" in told(
        tmp_path, *books, "--same", "same.csv", code=2
    )


def test_numbers_that_lead_back_to_themselves_are_refused(tmp_path: Path) -> None:
    books = _books(tmp_path, [["a1", "张三", None, None, None, 100]], [["a2", "张三", None, None, None, 130]])
    csv(tmp_path / "same.csv", [["a1", "a2"], ["a2", "a1"]])
    assert "comes back to itself" in told(tmp_path, *books, "--same", "same.csv", code=2)


def test_one_valid_id_number_under_two_customer_numbers_is_listed_and_not_joined(tmp_path: Path) -> None:
    books = _books(
        tmp_path, [["a1", "张三", VALID, None, None, 100]], [["a2", "张叁", VALID, None, None, 130]]
    )
    assert _pairs(tmp_path, *books) == [("a1", "a2", "id_number", False)]
    assert changes(result(tmp_path, *books))["lost"] == (1, -100)
    codes = [issue["code"] for issue in compared(tmp_path, *books)["issues"]]
    assert "KC468" in codes


def test_an_old_and_a_new_form_of_one_id_number_are_one_number(tmp_path: Path) -> None:
    books = _books(
        tmp_path,
        [["a1", "张三", "110105491231002", None, None, 100]],
        [["a2", "李四", VALID, None, None, 130]],
    )
    assert _pairs(tmp_path, *books) == [("a1", "a2", "id_number", False)]


def test_an_id_number_that_is_not_valid_proves_nothing(tmp_path: Path) -> None:
    wrong = "110105194912310021"
    books = _books(
        tmp_path, [["a1", "张三", wrong, None, None, 100]], [["a2", "李四", wrong, None, None, 130]]
    )
    assert _pairs(tmp_path, *books) == []


def test_one_name_and_birth_date_may_be_one_customer(tmp_path: Path) -> None:
    books = _books(
        tmp_path,
        [["a1", "阿里·木", None, "1980-02-03", None, 100]],
        [["a2", "阿里木", None, "1980/2/3", None, 130]],
    )
    assert _pairs(tmp_path, *books) == [("a1", "a2", "name_and_birth_date", False)]


def test_two_valid_id_numbers_or_genders_speak_against_it(tmp_path: Path) -> None:
    books = _books(
        tmp_path,
        [["a1", "张三", VALID, "1949-12-31", None, 100], ["b1", "李四", None, "1980-02-03", "男", 100]],
        [["a2", "张三", OTHER, "1949-12-31", None, 130], ["b2", "李四", None, "1980-02-03", "女", 130]],
    )
    assert _pairs(tmp_path, *books) == []


def test_several_candidates_are_all_listed_and_marked(tmp_path: Path) -> None:
    person: list[Value] = ["张三", None, "1980-02-03", None]
    books = _books(tmp_path, [["a1", *person, 100]], [["a2", *person, 130], ["a3", *person, 20]])
    assert _pairs(tmp_path, *books) == [
        ("a1", "a2", "name_and_birth_date", True),
        ("a1", "a3", "name_and_birth_date", True),
    ]


def test_the_numbers_are_masked_like_others(tmp_path: Path) -> None:
    books = _books(
        tmp_path,
        [["a1234567", "张三", VALID, None, None, 100]],
        [["a7654321", "张三", VALID, None, None, 130]],
    )
    answer = compared(tmp_path, *books, "--mask")
    assert "a1234567" not in str(answer["result"]["perhaps_same"])

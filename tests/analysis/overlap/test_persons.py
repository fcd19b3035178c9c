"""Who is joined with whom, case by case."""

from keyclient.analysis.common.members import Members
from keyclient.analysis.overlap.issues import overlap_issues
from keyclient.analysis.overlap.persons import Persons, persons
from keyclient.policy.parts.overlap import OverlapPolicy
from tests.analysis.overlap.joined import members, overlapping

HERS, HERS_OF_15, ANOTHER, COMPANY = (
    "11010519491231002X",
    "110105491231002",
    "440524188001010014",
    "91350100M000100Y43",
)


def _joined(*books: Members) -> Persons:
    return persons(books, OverlapPolicy())


def _book(*lines: str, path: str = "a.csv") -> Members:
    return members("\n".join(("customer_id|name|id_number|birth_date|phone", *lines)), path)


def test_one_id_number_in_two_forms_is_one_person_whatever_else_is_written() -> None:
    found = _joined(
        _book(f"1|王伟|{HERS}||138"), _book(f"2|王 玮|{HERS_OF_15}||139"), _book(f"|| {HERS.lower()}||")
    )
    assert found.count == 1
    assert found.by_number.all()
    assert not found.by_id.any()


def test_two_id_numbers_are_two_people_whatever_else_agrees() -> None:
    found = _joined(
        _book(f"1|王伟|{HERS}|1980-01-01|13800000001"), _book(f"1|王伟|{ANOTHER}|1980-01-01|13800000001")
    )
    assert found.count == 2
    assert found.contradicted.all()


def test_a_record_without_number_joins_neither_of_two_with_her_id() -> None:
    found = _joined(_book(f"1|王伟|{HERS}||"), _book(f"1|王伟|{ANOTHER}||"), _book("1|王伟|||"))
    assert found.count == 3


def test_one_id_is_one_person_unless_name_or_birth_date_contradicts() -> None:
    assert _joined(_book("1|王伟|||"), _book("1|王 伟|||"), _book("1||||")).count == 1
    assert _joined(_book("1|王伟|||"), _book("1|李娜|||")).count == 2
    assert _joined(_book("1|王伟||1980-01-01|"), _book("1|王伟||1980-01-02|")).count == 2
    assert _joined(_book(f"1|王伟|{HERS}||"), _book("1|王伟||1980-01-02|")).count == 2
    assert _joined(_book(f"1|王伟|{HERS}||"), _book("1|王伟||1949-12-31|")).count == 1


def test_whoever_could_be_either_of_two_stands_alone() -> None:
    found = _joined(_book("1|王伟|||"), _book("1|李娜|||"), _book("1||||"), _book("1|王伟|||"))
    assert found.person[0] == found.person[3]
    assert found.count == 3


def test_any_name_that_stands_with_her_number_is_hers() -> None:
    found = _joined(
        _book(f"1|王伟|{HERS}||"), _book(f"2|王玮|{HERS}||"), _book(f"1|王玮|{HERS}||"), _book("1|王玮|||")
    )
    assert found.count == 1


def test_a_name_that_is_written_over_contradicts_nobody() -> None:
    assert _joined(_book("1|王*|||"), _book("1|王伟|||")).count == 1
    found = _joined(_book("1|王*|||"), _book("1|王伟|||"), _book("1|王娜|||"))
    assert found.count == 3


def test_ids_that_have_lost_digits_join_nobody() -> None:
    book = _book("6217000000000000|王伟|||")
    book.records["has_lost_digits"] = True
    assert _joined(book, _book("6217000000000000|王伟|||")).count == 2


def test_books_that_number_their_customers_themselves_have_no_ids_in_common() -> None:
    one = _book(*(f"{number}|甲{number}|||" for number in range(1, 13)), "13|王伟|||", "14||||")
    other = _book(*(f"{number}|乙{number}|||" for number in range(1, 13)), "13|王伟|||", "14||||")
    third = _book(*(f"{number}|甲{number}|||" for number in range(1, 13)), "13|王伟|||", "14||||")
    found = _joined(one, other, third)
    assert found.numbering[0] == found.numbering[2] != found.numbering[1]
    assert found.count == 14 + 14
    assert not found.contradicted.any()


def test_a_few_contradictions_do_not_make_numbering_of_their_own() -> None:
    one = _book(*(f"{number}|甲{number}|||" for number in range(1, 13)))
    other = _book(
        *(f"{number}|甲{number}|||" for number in range(1, 8)),
        *(f"{number}|乙{number}|||" for number in range(8, 13)),
    )
    found = _joined(one, other)
    assert found.count == 12 + 5
    assert found.contradicted.sum() == 10


def test_a_number_that_stands_with_four_names_is_nobodys() -> None:
    found = _joined(
        _book(*(f"{at}|{name}|{HERS}||" for at, name in enumerate(("王伟", "李娜", "张敏", "刘洋"))))
    )
    assert found.count == 4
    assert found.number.isna().all()
    assert found.who.not_hers.all()


def test_a_number_with_another_name_and_another_birthday_is_not_hers() -> None:
    found = _joined(_book(f"1|王伟|{HERS}|1949-12-31|", f"2|李娜|{HERS}|1980-05-01|"))
    assert found.count == 2
    assert found.who.not_hers.tolist() == [False, True]


def test_a_company_may_have_many_names_under_one_code() -> None:
    names = ("甲公司", "甲公司基本户", "甲公司保证金", "甲公司一般户")
    assert _joined(_book(*(f"{at}|{name}|{COMPANY}||" for at, name in enumerate(names)))).count == 1


def test_a_company_under_the_id_number_of_its_owner_is_not_the_owner() -> None:
    owner = f"1|王伟|{HERS}||"
    for company in (f"2|甲商贸有限公司|{HERS}||", f"2|Jia Trading Co., Ltd.|{HERS}||"):
        found = _joined(_book(owner), _book(company))
        assert found.count == 2
        assert found.who.not_hers.tolist() == [False, True]


def test_the_owner_keeps_a_number_whose_birth_date_the_company_contradicts() -> None:
    found = _joined(
        _book(f"1|王伟|{HERS}|1980-05-01|", f"2|甲商贸有限公司|{HERS}||"), _book(f"3|王伟|{HERS}||")
    )
    assert found.count == 2
    assert found.who.not_hers.tolist() == [False, True, False]


def test_a_resident_number_in_the_row_of_a_corporate_customer_is_nobodys() -> None:
    book = _book(f"1|王伟|{HERS}||", f"2|甲商行|{HERS}||")
    book.records["kind"] = ["individual", "corporate"]
    found = _joined(book)
    assert found.count == 2
    assert found.who.is_corporate.tolist() == [False, True]


def test_nobody_is_joined_where_nothing_is_known() -> None:
    assert _joined(_book("||||", "||||"), _book("||||")).count == 3
    assert _joined(_book()).count == 0


def test_numberings_and_numbers_of_somebody_else_are_told() -> None:
    one = _book(*(f"{number}|甲{number}|||" for number in range(1, 13)))
    other = _book(
        *(f"{number}|乙{number}|||" for number in range(1, 13)),
        *(f"{number}|丙{number}|{HERS}||" for number in range(20, 24)),
        path="b.csv",
    )
    result = overlapping(one, other)
    assert [book.numbering for book in result.books] == [1, 2]
    assert [issue.code for issue in overlap_issues(result, result.doubts)] == ["KC620", "KC621"]

"""Lists to call from say who the customers are and whose."""

import pandas as pd

from keyclient.analysis.common.contacts import Contacts

PEOPLE = pd.DataFrame(
    {
        "row": [2, 5, 9],
        "name": ["张三", None, "王五"],
        "phone": ["13800001111", "13900002222", None],
        "manager": ["李强", "李强", None],
        "branch": [None, None, None],
    }
)


def keys(contacts: Contacts) -> list[str]:
    return [one.column.key for one in (*contacts.who, *contacts.whose)]


def test_a_list_to_call_from_has_name_and_telephone_first_then_manager_branch_and_row() -> None:
    book = PEOPLE.assign(branch="城东支行")
    assert keys(Contacts(book)) == ["customer_id", "name", "phone", "manager", "branch", "row"]


def test_what_the_book_does_not_say_of_anybody_has_no_column() -> None:
    assert keys(Contacts(PEOPLE)) == ["customer_id", "name", "phone", "manager", "row"]


def test_without_names_the_row_stands_beside_the_id() -> None:
    book = PEOPLE.drop(columns="name")
    assert keys(Contacts(book)) == ["customer_id", "row", "phone", "manager"]


def test_each_customer_has_the_telephone_of_its_own_row() -> None:
    (phone,) = Contacts(PEOPLE).fields("phone")
    assert phone.cells is not None
    assert list(phone.cells([9, 2])) == [None, "13800001111"]


def test_names_and_telephones_are_personal_managers_are_not() -> None:
    personal = {
        one.column.key: one.column.is_personal for one in Contacts(PEOPLE).fields("name", "phone", "manager")
    }
    assert personal == {"name": True, "phone": True, "manager": False}

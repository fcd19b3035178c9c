import pandas as pd

from keyclient.analysis.common.contacts import Contacts
from keyclient.analysis.common.listed_customers import collected, contact_columns, listed_portfolio
from keyclient.model.scan import Engine
from tests.analysis.scans import scan_of


def test_listed_customers_are_typed_as_those_of_a_book() -> None:
    scan = scan_of([5, None], Engine.DUCKDB, name=["甲", None], branch=["东", "西"])
    assert contact_columns(scan) == ("row", "customer_id", "name", "branch")
    frame = collected(scan.frame).sort_values("row")
    kinds = {name: str(kind) for name, kind in frame.dtypes.items()}
    assert kinds == {"row": "int64", "customer_id": "str", "name": "str", "branch": "str", "value": "Int64"}
    assert frame["value"].isna().tolist() == [False, True]
    assert frame["name"].isna().tolist() == [False, True]


def test_a_customer_of_several_lists_stands_once_in_the_portfolio() -> None:
    scan = scan_of([5, 6], Engine.DUCKDB, name=["甲", "乙"])
    frame = collected(scan.frame.sort("row"))
    found = listed_portfolio(scan, [frame, frame[:1], frame[:0]])
    assert found.frame["name"].tolist() == ["甲", "乙"]
    assert list(found.frame.columns) == ["row", "customer_id", "name"]


def test_nobody_listed_is_a_portfolio_of_nobody() -> None:
    found = listed_portfolio(scan_of([5]), [])
    assert list(found.frame.columns) == ["row", "customer_id"]
    assert len(found.frame) == 0


def test_customers_of_several_books_are_told_apart_by_row_and_id() -> None:
    frame = pd.DataFrame(
        {"row": [2, 2, 3, 3], "customer_id": ["a", "b", "c", "c"], "name": ["甲", "乙", "丙", "丁"]}
    )
    contacts = Contacts(frame, by_id=True)
    (name,) = contacts.fields("name")
    assert name.attributes == ("row", "customer_id")
    assert name.cells is not None
    assert list(name.cells([2, 2, 3, 9], ["a", "b", "c", "a"])) == ["甲", "乙", None, None]


def test_customers_without_an_id_are_known_by_their_row() -> None:
    frame = pd.DataFrame({"row": [2, 3], "customer_id": [None, None], "name": ["甲", "乙"]})
    (name,) = Contacts(frame, by_id=True).fields("name")
    assert name.cells is not None
    assert list(name.cells([3, 2], [None, None])) == ["乙", "甲"]

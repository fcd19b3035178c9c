"""A heading typed as the file has it is found, whichever of its rows is the row of the headings."""

from dataclasses import replace
from pathlib import Path

import pytest

from keyclient.ingest.base.table_refusals import HeadingNotFound, HeadingTwice
from keyclient.model.label import Lang
from tests.ingest.writing import ANY, Writer, customers, read, write_csv, write_xlsx

GROUPED = "客户号 | 户名 | 存款 | | 理财\n | | 活期 | 定期 | 活期\n1 | 甲 | 5 | 100 | 7\n2 | 乙 | 6 | 50 | 9"
CODES = "X0 | X1 | X2 | X3\nID | LIMIT_BAL | SEX | AGE\n1 | 2000 | 2 | 24\n2 | 3000 | 1 | 30"
DESCRIBED = (
    "CLIENTNUM | Credit_Limit | Customer_Age\nnumber of the client | limit on the card | umur (tahun)\n"
    "1 | 2000 | 24\n2 | 3000 | 30"
)


def ranked(path: Path, measure: str, **mapping: str) -> list[str]:
    """The values of the customers by a measure, with some headings mapped."""
    return customers(read(path, replace(ANY, measure=measure, mapping=mapping)), "value")


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
@pytest.mark.parametrize("measure", ["存款 定期", "定期"])
@pytest.mark.parametrize("loans", ["理财 活期", "理财活期"])
def test_the_lower_cell_of_a_heading_in_two_rows_is_enough(
    tmp_path: Path, write: Writer, measure: str, loans: str
) -> None:
    path = write(tmp_path, GROUPED)
    assert ranked(path, measure) == ["100", "50"]
    assert ranked(path, measure, loans=loans, customer_id="客户号") == ["100", "50"]


def test_a_lower_cell_under_several_groups_has_to_be_numbered(tmp_path: Path) -> None:
    path = write_csv(tmp_path, GROUPED)
    with pytest.raises(HeadingTwice) as caught:
        ranked(path, "活期")
    assert "“活期” is the heading of 2 columns (C, E)" in caught.value.text(Lang.EN)
    assert ranked(path, "活期#2") == ["7", "9"]


@pytest.mark.parametrize("measure", ["X1", "LIMIT_BAL"])
@pytest.mark.parametrize("key", ["X0", "ID"])
@pytest.mark.parametrize("age", ["X3", "AGE"])
def test_codes_above_the_headings_name_the_columns_too(
    tmp_path: Path, measure: str, key: str, age: str
) -> None:
    assert ranked(write_csv(tmp_path, CODES), measure, customer_id=key, age=age) == ["2000", "3000"]


@pytest.mark.parametrize("measure", ["Credit_Limit", "limit on the card"])
@pytest.mark.parametrize("age", ["Customer_Age", "umur (tahun)"])
def test_descriptions_below_the_headings_name_the_columns_too(tmp_path: Path, measure: str, age: str) -> None:
    assert ranked(write_csv(tmp_path, DESCRIBED), measure, age=age) == ["2000", "3000"]


def test_the_cells_of_the_first_customer_are_no_headings(tmp_path: Path) -> None:
    path = write_csv(tmp_path, "客户号 | 户名 | AUM\nC1 | 甲 | 5\nC2 | 乙 | 6")
    with pytest.raises(HeadingNotFound):
        ranked(path, "AUM", name="甲")

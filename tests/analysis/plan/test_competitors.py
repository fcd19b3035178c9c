"""With which other banks customers are."""

import pytest

from keyclient.analysis.plan.competitors import competitors
from keyclient.analysis.plan.result import Competitor
from keyclient.policy.models import Policy
from tests.analysis.risk.held import books_of

BANKS = Policy().plan.banks


def told(*cells: str) -> list[tuple[str, int]]:
    """Each bank with how many customers."""
    text = "\n".join(["competitor|value", *(f"{cell}|1" for cell in cells)])
    return [(one.bank, one.customers) for one in competitors(books_of(text), BANKS)]


@pytest.mark.parametrize(
    "cell",
    [
        "工商银行",
        "中国工商银行",
        "工行城东支行",
        "工商银行城东支行",
        "ICBC",
        "中国工商银行股份有限公司",
        "工行（定期）",
        "工行50万",
        "工 行 ",
    ],
)
def test_the_ways_to_write_a_bank_are_one_bank(cell: str) -> None:
    assert told("工行", "工行", cell) == [("工行", 3)]


def test_the_bank_of_china_is_not_every_bank_of_china() -> None:
    assert told("中国银行", "中行", "中国银行", "中国建设银行") == [("中国银行", 3), ("中国建设银行", 1)]


def test_a_bank_that_the_policy_does_not_know_is_itself() -> None:
    assert told("衡水农商行", "衡水农商行 ", "First Bank") == [("衡水农商行", 2), ("First Bank", 1)]


def test_a_customer_of_several_banks_counts_with_each_and_once_with_each() -> None:
    assert told("工行、建行", "工行,工商银行", "建行/招行") == [("工行", 2), ("建行", 2), ("招行", 1)]


@pytest.mark.parametrize("cell", ["", "无", "有", "未知", "他行"])
def test_a_cell_that_names_no_bank_is_none(cell: str) -> None:
    assert told("工行", cell) == [("工行", 1)]


def test_a_book_without_such_a_column_has_no_map() -> None:
    assert competitors(books_of("value\n1"), BANKS) == ()


def test_beside_each_bank_stands_what_its_customers_have_here_and_elsewhere() -> None:
    text = "competitor|value|potential\n工行|100|50\n工行、建行|60|\n建行|-5|\n工行||20"
    assert competitors(books_of(text), BANKS) == (
        Competitor(bank="工行", customers=3, value=160, elsewhere=70),
        Competitor(bank="建行", customers=2, value=55, elsewhere=None),
    )


def test_words_of_the_policy_join_other_banks() -> None:
    text = "competitor|value\n衡水农商行|1\n农商行|1"
    assert [one.customers for one in competitors(books_of(text), {"衡水农商行": ("农商行",)})] == [2]

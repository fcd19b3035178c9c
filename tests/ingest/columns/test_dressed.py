from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from keyclient.ingest.columns import dressed
from keyclient.ingest.columns.numbers import NumberColumn, read_money, read_numbers
from tests.ingest.texts import texts

NUMBERS = st.from_regex(
    r"([0-9]{1,4}|[1-9][0-9]{0,2}(,[0-9]{3}){1,5}|[0-9]{15,20})(\.[0-9]{0,6})?", fullmatch=True
)
BEFORE = ["", "-", "¥", "￥", "-¥", "￥-", "(", "(￥", "￥(", "(-", "+"]
AFTER = ["", ")", "元", "万", "万元", "亿", "亿元", "千元", "千", "万)", "%", "元整", " "]
CELLS = st.builds("{}{}{}".format, st.sampled_from(BEFORE), NUMBERS, st.sampled_from(AFTER))
OTHERS = st.sampled_from(["1.5", "2.500", "1.234,56", "无", "$5", "x", "1e5", "(5)万", ""])


def told(numbers: NumberColumn) -> tuple[object, ...]:
    values = [value if valid else None for value, valid in zip(numbers.values, numbers.valid, strict=True)]
    further = (numbers.decimals, numbers.rounded, numbers.says_money, numbers.foreign)
    return values, list(numbers.bad.items()), further


@pytest.mark.parametrize("factor", [Decimal(1), Decimal(10_000), Decimal("7.0986")])
@given(column=st.lists(st.one_of(CELLS, CELLS, OTHERS, st.none()), max_size=12))
@example(column=["￥1,234.565", "(1,234.565)", "-￥0.005", "1.5万", "0.0000005亿元", "999999999999999999亿"])
@example(column=["46116860184273879.03元", "46116860184273879.04元", "1,234", "2.500", "1.234,56"])
def test_a_column_full_of_dressed_amounts_is_read_as_cell_by_cell(
    factor: Decimal, column: list[str | None]
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dressed, "FEW", 1)
        money, numbers = read_money(texts(column), factor), read_numbers(texts(column))
    assert told(money) == told(read_money(texts(column), factor))
    assert told(numbers) == told(read_numbers(texts(column)))


@pytest.mark.parametrize("cell", ["￥1,234.50", "(1,234.50)", "3.2万", "¥-5", "12亿元"])
def test_what_accountants_write_is_dressed(cell: str) -> None:
    found = dressed.undressed(texts([cell] * dressed.FEW))
    assert found is not None
    assert len(found.at) == dressed.FEW


@pytest.mark.parametrize("cell", ["0,234", "1,23", "(5", "5)", "--5", "$5", "5%", "1 234", "约5万", "1.2.3"])
def test_what_could_mean_two_things_is_read_cell_by_cell(cell: str) -> None:
    assert dressed.undressed(texts([cell] * dressed.FEW)) is None

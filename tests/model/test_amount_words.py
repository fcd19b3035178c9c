from decimal import Decimal

import pytest

from keyclient.model.amount_unit import AmountUnit
from keyclient.model.amount_words import amount_of, amount_words, share_words, typed_number
from keyclient.model.label import Label, Lang, in_turn, listed
from keyclient.model.measure import MeasureKind


@pytest.mark.parametrize(
    ("amount", "yuan", "wan"),
    [
        ("350", "350.00元", "0.035万元"),
        ("0.30000000000000004", "0.30元", "0.00003万元"),
        ("-0.001", "0.00元", "0.00万元"),
        ("-12.3", "-12.30元", "-0.00123万元"),
        ("123456789.01", "123,456,789.01元", "12,345.678901万元"),
        ("50000", "50,000.00元", "5.00万元"),
    ],
)
def test_an_amount_is_told_to_the_fen_in_either_unit(amount: str, yuan: str, wan: str) -> None:
    said = amount_words(Decimal(amount))
    assert [said.in_unit(unit).zh for unit in AmountUnit] == [yuan, wan]


def test_a_plain_number_has_no_unit_and_is_the_same_in_all() -> None:
    said = amount_words(Decimal("1234.50"), MeasureKind.NUMBER)
    assert [said.in_unit(unit).zh for unit in AmountUnit] == ["1,234.5", "1,234.5"]


def test_amounts_within_lists_and_sentences_keep_their_units() -> None:
    held = listed([amount_of("AUM", amount_words(Decimal(350))), "5元"])
    said = Label("held: {held}", "持有 {held}").filled(held=in_turn([held, 3]))
    assert [said.in_unit(unit).text(lang) for lang in Lang for unit in AmountUnit] == [
        "held: AUM 350.00 yuan, 5元; 3",
        "held: AUM 0.035 ×10k yuan, 5元; 3",
        "持有 AUM 350.00元、5元；3",
        "持有 AUM 0.035万元、5元；3",
    ]


def test_a_number_of_a_cell_has_its_digits_and_no_binary_noise() -> None:
    assert typed_number(Decimal("0.30000000000000004")) == "0.3"
    assert typed_number(Decimal("9234600")) == "9234600"


def test_a_share_has_two_decimals_as_in_tables() -> None:
    assert share_words(0.12345) == "12.35%"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.cells.ids import clean_id, looks_rounded, trailing_zeros_lost


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("000123", "000123"),
        ("124.0", "124"),
        ("00124.00", "00124"),
        ("124.5", "124.5"),
        ('="001"', "001"),
        ('=" 001 "', "001"),
        ('=""', ""),
        ("００１２", "0012"),
        ("Ｃ００１", "C001"),
        (" 001\u00a0", "001"),
        ("\u3000001\t", "001"),
        ("C 001", "C 001"),
        ("'001", "001"),
        ("1E5", "1E5"),
        ("NA", "NA"),
        ("11010119900307451X", "11010119900307451X"),
    ],
)
def test_an_id_is_taken_as_it_was_meant(typed: str, meant: str) -> None:
    assert clean_id(typed) == meant


@given(st.from_regex(r"[A-Z]?[0-9]{1,20}", fullmatch=True))
def test_a_plain_id_is_never_changed(plain: str) -> None:
    assert clean_id(plain) == plain
    assert clean_id(f'="{plain}"') == plain
    assert clean_id(f" {plain}\u3000") == plain


@pytest.mark.parametrize("typed", ["1.1E+17", "1.10101E+17", "1.1010119900307451e+17", "6E17", " 6.2E+18 "])
def test_a_number_that_excel_has_rounded_is_recognised(typed: str) -> None:
    assert looks_rounded(typed)


@pytest.mark.parametrize("typed", ["110101199003074515", "1E5", "C1E17", "12E17", "1.1E-17"])
def test_an_id_with_a_letter_in_it_is_not_taken_for_a_rounded_number(typed: str) -> None:
    assert not looks_rounded(typed)


@pytest.mark.parametrize(
    ("typed", "lost"),
    [
        ("110101199003074000", True),
        ("6222021234567890000", True),
        ("110101199003074510", False),
        ("11010119900307400X", False),
        ("12345678901234000", False),
        ("110101199003074500", False),
    ],
)
def test_lost_digits_are_zeros_from_the_sixteenth_on(typed: str, *, lost: bool) -> None:
    assert trailing_zeros_lost(typed) is lost

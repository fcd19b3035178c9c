import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from keyclient.demo import identity

BORN = dt.date(1949, 12, 31)


def test_check_character_of_a_published_organisation_code() -> None:
    assert identity.organisation_check("M000100Y") == "4"


def test_resident_number_tells_birth_date_and_sex_but_no_region() -> None:
    man = identity.resident_number(7, BORN, male=True)
    woman = identity.resident_number(7, BORN, male=False)
    assert man[:2] == woman[:2] == "99"
    assert man[6:14] == woman[6:14] == "19491231"
    assert (int(man[16]) % 2, int(woman[16]) % 2) == (1, 0)


def test_phone_number_has_eleven_digits_of_no_network() -> None:
    assert len(identity.phone_number(7)) == 11
    assert identity.phone_number(7).startswith("100")


@given(st.integers(), st.integers(1, identity.MOST - 1))
def test_no_two_customers_of_a_book_share_a_number(seed: int, distance: int) -> None:
    first = identity.first_place(seed)
    other = first + distance
    assert identity.customer_number(first) < identity.customer_number(other)
    assert identity.phone_number(first) != identity.phone_number(other)
    assert identity.credit_code(first) != identity.credit_code(other)
    assert identity.resident_number(first, BORN, male=True) != identity.resident_number(
        other, BORN, male=True
    )

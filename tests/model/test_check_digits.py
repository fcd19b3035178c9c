from keyclient.model.check_digits import credit_check, resident_check


def test_check_character_of_the_standards_own_resident_number() -> None:
    assert resident_check("11010519491231002") == "X"


def test_check_character_of_a_published_credit_code() -> None:
    assert credit_check("91350100M000100Y4") == "3"

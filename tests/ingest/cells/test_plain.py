import pytest

from keyclient.ingest.cells.plain import folded, is_blank


@pytest.mark.parametrize(
    "typed", ["", " ", "\u3000", "\u00a0\t", "-", "--", "－", "—", "——", "无", " 无 ", "/"]
)
def test_a_word_for_nothing_alone_in_its_cell_is_blank(typed: str) -> None:
    assert is_blank(typed)


@pytest.mark.parametrize("typed", ["0", "无锡", "-1", "---", "N/A", "#N/A", "NA", "null"])
def test_anything_else_is_not_blank(typed: str) -> None:
    assert not is_blank(typed)


def test_words_are_compared_narrow_without_spaces_and_in_lower_case() -> None:
    assert folded(" Ａ Ｕ\u3000M\n余额 ") == "aum余额"

import pytest

from keyclient.cli.input.reading import TopSyntaxError, parse_top


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (None, 20),
        ("5", 5),
        (" 5 ", 5),
        ("0", 0),
        ("all", None),
        ("ALL", None),
        ("9" * 23, None),
        ("9" * 5000, None),
    ],
)
def test_top_is_a_number_or_all_and_more_than_there_can_be_is_all(
    text: str | None, count: int | None
) -> None:
    assert parse_top(text, default=20) == count


@pytest.mark.parametrize("text", ["banana", "-1", "1.5", ""])
def test_top_that_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(TopSyntaxError, match="write a number, or all"):
        parse_top(text, default=None)

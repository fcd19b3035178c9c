import pytest

from keyclient.ingest.cells.plain import folded, is_blank, narrow


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "\u200b",
        "\ufeff ",
        "\x00",
        " ",
        "\u3000",
        "\u00a0\t",
        "-",
        "--",
        "－",
        "—",
        "——",
        "无",
        " 无 ",
        "/",
        "–",
        "NULL",
        "null",
        "(null)",
        "\\N",
        " N/A ",
        "n/a",
        "NA",
        " ¥-   ",
        "¥ -",
        "￥-",
        "$-",
        "HK$ --",
        "-元",
        "人民币 -",
    ],
)
def test_a_word_for_nothing_alone_in_its_cell_is_blank(typed: str) -> None:
    assert is_blank(typed)


@pytest.mark.parametrize(
    "typed", ["0", "无锡", "-1", "---", "#N/A", "Nullarbor", "¥", "¥-1", "-美元行", "na"]
)
def test_anything_else_is_not_blank(typed: str) -> None:
    assert not is_blank(typed)


def test_words_are_compared_narrow_without_spaces_and_in_lower_case() -> None:
    assert folded(" Ａ Ｕ\u3000M\n余额 ") == "aum余额"


@pytest.mark.parametrize("unseen", ["\u200b", "\ufeff", "\u202a", "\x00", "\x1b", "\ud83d"])
def test_characters_that_cannot_be_seen_make_no_other_word(unseen: str) -> None:
    assert folded(f"{unseen}客户{unseen}号") == "客户号"
    assert narrow(f"１{unseen}２") == "12"


def test_what_can_be_seen_stays() -> None:
    assert narrow("张三\u3000\t😀\n①") == "张三 \t😀\n1"

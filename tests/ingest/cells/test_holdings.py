import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.ingest.cells.holdings import NO, YES, read_list
from keyclient.ingest.holdings.families import families_of
from keyclient.policy.parts.families import FAMILIES, family_words

NAMED = families_of(FAMILIES).named


def _read(cell: str) -> tuple[set[str], list[str]]:
    listed = read_list(cell, NAMED)
    return set(listed.families), list(listed.unknown)


@pytest.mark.parametrize(
    "between", ["、", "，", ",", ";", "；", "/", "|", "+", "\n", "、 ", " / ", "｜", "＋"]
)
def test_any_usual_sign_separates_products(between: str) -> None:
    assert _read(between.join(["借记卡", "理财", "房贷"])) == (
        {"debit_card", "wealth_product", "home_loan"},
        [],
    )


def test_blanks_separate_where_every_part_is_known_in_one_way_only() -> None:
    assert _read("借记卡 理财 基金") == ({"debit_card", "wealth_product", "fund"}, [])
    assert _read("debit card home loan") == ({"debit_card", "home_loan"}, [])
    assert _read("family trust") == ({"family_trust"}, [])


def test_blanks_do_not_separate_what_could_be_meant_in_two_ways() -> None:
    """An insurance trust is no insurance and trust."""
    assert _read("insurance trust fund") == (set(), ["insurance trust fund"])


def test_chinese_words_are_separate_though_one_of_them_is_unknown() -> None:
    assert _read("安心宝 理财") == ({"wealth_product"}, ["安心宝"])
    assert _read("My Product") == (set(), ["My Product"])


@pytest.mark.parametrize(
    "cell",
    [
        "理财(R2)",
        "理财（安心、稳健）",
        "理财2",
        "理财 3笔",
        "理财：2",
        "理财×2",
        "理财产品余额 12.5万",
        "【理财】",
        "、理财、",
    ],
)
def test_brackets_and_numbers_say_nothing_about_the_family(cell: str) -> None:
    assert _read(cell) == ({"wealth_product"}, [])


@pytest.mark.parametrize("cell", ["无", "没有", "未持有", "None", "无产品", " 、 "])
def test_a_list_may_say_that_nothing_is_held(cell: str) -> None:
    assert _read(cell) == (set(), [])


def test_unknown_words_are_kept_as_typed() -> None:
    assert _read("借记卡、安心宝3号，理财") == ({"debit_card", "wealth_product"}, ["安心宝3号"])


def test_words_for_yes_and_no_differ() -> None:
    assert set(YES).isdisjoint(NO)


@given(st.lists(st.sampled_from(sorted(FAMILIES)), min_size=1, max_size=6), st.data())
def test_a_list_of_known_words_has_their_families_in_any_order(names: list[str], data: st.DataObject) -> None:
    words = [data.draw(st.sampled_from(family_words(name, FAMILIES[name]))) for name in names]
    assert _read("、".join(words)) == (set(names), [])
    assert _read("；".join(reversed(words))) == (set(names), [])

"""The tiers beside the book's own."""

import pytest

from keyclient.analysis.common.book_words import place_of_words, word_key
from keyclient.policy.parts.tier import TierPolicy
from tests.analysis.tier.tiered import tiered

TIERS: dict[str, object] = {
    "tiers": (
        {"name": "platinum", "zh": "铂金", "floor": 100},
        {"name": "gold", "zh": "黄金", "floor": 10},
        {"name": "iron", "zh": "铁"},
    )
}
BOOK = """
value|book_tier
500|铂金
300|黄金客户
90|白金卡
50|金卡
5|普通
4|Gold
3|VIP2
2|
1|VIP2
"""


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("platinum", 0),
        (" Platinum ", 0),
        ("ＰＬＡＴＩＮＵＭ", 0),
        ("铂金", 0),
        ("铂金级", 0),
        ("白金客户", 0),
        ("白金卡", 0),
        ("platinum customer", 0),
        ("金卡", 1),
        ("黄金", 1),
        ("Gold Card", 1),
        ("铁", 2),
        ("普通", 2),
        ("普卡", 2),
        ("一般客户", 2),
        ("Ordinary", 2),
    ],
)
def test_words_of_books_mean_tiers(word: str, place: int) -> None:
    assert place_of_words(TierPolicy(), [word]) == {word: place}


@pytest.mark.parametrize("word", ["VIP2", "Blue", "银卡", "卡", "客户", ""])
def test_other_words_are_not_guessed(word: str) -> None:
    assert place_of_words(TierPolicy(), [word]) == {}


def test_the_policy_teaches_further_words() -> None:
    policy = TierPolicy.model_validate({"words": {"VIP2": "gold", "Blue": "iron", "私行": "private"}})
    assert place_of_words(policy, ["vip2", "BLUE", "私行", "普通"]) == {"vip2": 1, "BLUE": 2}


def test_a_tiers_own_name_goes_before_the_words() -> None:
    cards = TierPolicy(preset="cards")
    assert place_of_words(cards, ["普通", "白金", "金卡"]) == {"普通": 4, "白金": 2, "金卡": 3}


def test_a_word_that_is_nothing_but_an_ending_stays() -> None:
    assert [word_key(word) for word in ("级", "卡", "Card")] == ["级", "卡", "card"]


def test_who_differs_is_listed_by_value_with_the_direction() -> None:
    result = tiered(BOOK, TIERS)
    assert [(c.customer_id, c.tier, c.book_tier, c.book_word, c.direction) for c in result.differs] == [
        ("c2", "platinum", "gold", "黄金客户", "higher"),
        ("c3", "gold", "platinum", "白金卡", "lower"),
        ("c6", "iron", "gold", "Gold", "lower"),
    ]


def test_customers_are_counted_by_both_tiers() -> None:
    book = tiered(BOOK, TIERS).book
    assert book is not None
    assert (book.compared, book.agree, book.higher, book.lower, book.blank, book.unknown) == (
        6,
        3,
        1,
        2,
        1,
        2,
    )
    assert [(cross.book_tier, cross.tier, cross.customers) for cross in book.matrix] == [
        ("platinum", "platinum", 1),
        ("platinum", "gold", 1),
        ("gold", "platinum", 1),
        ("gold", "gold", 1),
        ("gold", "iron", 1),
        ("iron", "iron", 1),
    ]
    assert sum(cross.value for cross in book.matrix) == 949


def test_words_that_are_not_known_are_told_with_their_customers() -> None:
    book = tiered(BOOK, TIERS).book
    assert book is not None
    first = book.words[0]
    assert f"{first.word} {first.tier} {first.customers} {first.value}" == "VIP2 None 2 4.00"
    assert {word.word: word.tier for word in book.words}["白金卡"] == "platinum"


@pytest.mark.parametrize("text", ["value\n5\n6", "value|book_tier\n5|\n6|"])
def test_a_book_without_tiers_of_its_own_is_not_compared(text: str) -> None:
    result = tiered(text, TIERS)
    assert (result.book, len(result.differs)) == (None, 0)


def test_a_book_whose_words_are_all_unknown_has_nothing_to_compare() -> None:
    result = tiered("value|book_tier\n5|VIP\n6|", TIERS)
    assert result.book is not None
    assert (result.book.compared, result.book.unknown, len(result.differs)) == (0, 1, 0)

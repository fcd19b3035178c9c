"""What hangs on each manager, and who could take over."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.analysis.risk.managers import branches_held, managers_at_risk
from keyclient.analysis.risk.result import ManagerAtRisk
from tests.analysis.books import figures
from tests.analysis.risk.held import books_of, policy_of

BRANCHES = """
manager|branch|assistant|value
Li|North|Wu|300
Li|North||200
Li|North||100
Zhao|North||80
Qian|North||9
Sun|South||150
Sun|South||60
Zhou|South||50
|South||70
"""


def managers(text: str, seats: int | None = None) -> dict[str | None, ManagerAtRisk]:
    """By name, in the order told."""
    told = managers_at_risk(books_of(text), policy_of(seats=seats))
    return {one.manager: one for one in told}


def takers(one: ManagerAtRisk) -> list[tuple[str, int]]:
    """Who could take her customers, and how many each."""
    return [(other.manager, other.free) for other in one.receivers]


def test_managers_are_told_by_the_value_of_their_key_customers_and_nobody_is_one_of_them() -> None:
    told = managers(BRANCHES)
    assert {name: figures(one.key_customers, one.value) for name, one in told.items()} == {
        "Li": (3, 600),
        "Sun": (2, 210),
        "Zhao": (1, 80),
        None: (1, 70),
        "Zhou": (1, 50),
    }
    assert list(told) == ["Li", "Sun", "Zhao", None, "Zhou"]


def test_a_manager_without_key_customers_is_not_listed_but_can_take_them() -> None:
    told = managers(BRANCHES)
    assert "Qian" not in told
    assert takers(told["Li"])[0] == ("Qian", 3)


def test_shares_are_of_the_key_customers_of_the_branch() -> None:
    told = managers(BRANCHES)
    assert told["Li"].share_of_branch == pytest.approx(600 / 680)
    assert told["Zhou"].share_of_branch == pytest.approx(50 / 330)


def test_customers_without_a_manager_are_told_branch_by_branch() -> None:
    text = BRANCHES + "|North|40\n"
    text = "\n".join(
        line if line.count("|") == 3 else line.replace("|North|", "|North||") for line in text.split("\n")
    )
    nobody = [one for one in managers_at_risk(books_of(text), policy_of()) if one.manager is None]
    assert [(one.branch, one.key_customers, one.seats) for one in nobody] == [
        ("South", 1, None),
        ("North", 1, None),
    ]
    assert [one.share_of_branch for one in nobody] == [pytest.approx(70 / 330), pytest.approx(40 / 720)]


def test_a_manager_of_two_branches_has_the_share_of_that_of_most_by_her_customers_there() -> None:
    told = managers(
        "manager|branch|value\nLi|North|100\nLi|North|100\nLi|South|500\nSun|North|200\nSun|North|0"
    )
    li = told["Li"]
    assert (li.branch, *figures(li.key_customers, li.value), int(li.in_branch)) == ("North", 3, 700, 200)
    assert li.share_of_branch == pytest.approx(200 / 400)
    held = branches_held(books_of("manager|branch|value\nLi|North|100\nLi|South|500\nSun||50"))
    assert [(one.branch, int(one.value)) for one in held] == [("North", 100), ("South", 500), (None, 50)]


TWO_WAYS = """
manager|branch|assistant|value
王芳|城东|王 芳|300
王 芳|城 东|李强|200
 王芳|城东|待分配|100
李强|城东||80
"""


def test_a_manager_who_is_written_in_several_ways_is_one() -> None:
    told = managers(TWO_WAYS)
    assert {name: figures(one.key_customers, one.value) for name, one in told.items()} == {
        "王芳": (3, 600),
        "李强": (1, 80),
    }
    assert told["王芳"].share_of_branch == pytest.approx(600 / 680)
    assert told["王芳"].with_assistant == 1


@pytest.mark.parametrize(
    "nobody", ["待分配", "（待分配）", "公共户", "公户管理", "暂 无", "Unassigned", "N/A", "none", "-"]
)
def test_a_word_for_nobody_is_no_manager_and_takes_nobody_over(nobody: str) -> None:
    told = managers(f"manager|value\nLi|300\nLi|200\n{nobody}|150\n{nobody}|9")
    assert list(told) == ["Li", None]
    assert (takers(told["Li"]), told["Li"].unseated) == ([], 2)


def test_receivers_of_the_branch_come_first_then_whoever_has_most_seats_free() -> None:
    """In the north a manager has three seats, as Li has; in the south two."""
    told = managers(BRANCHES)
    assert takers(told["Zhao"]) == [("Qian", 3)]
    assert takers(told["Sun"]) == [("Zhou", 1), ("Qian", 3)]
    assert [other.branch for other in told["Sun"].receivers] == ["South", "North"]


def test_no_more_receivers_are_named_than_it_takes() -> None:
    assert takers(managers(BRANCHES)["Li"]) == [("Qian", 3)]


def test_whom_nobody_can_take_is_told() -> None:
    told = managers(BRANCHES, 2)
    assert takers(told["Li"]) == [("Qian", 2), ("Zhao", 1)]
    assert told["Li"].unseated == 0
    full = managers(BRANCHES, 1)
    assert (takers(full["Li"]), full["Li"].unseated) == ([("Qian", 1)], 2)


def test_over_its_seats_nobody_has_any_free() -> None:
    """Li has three with seats for one: she takes nobody."""
    assert all("Li" not in dict(takers(one)) for name, one in managers(BRANCHES, 1).items() if name != "Li")


def test_the_only_manager_has_nobody_to_hand_over_to() -> None:
    told = managers("manager|value\nLi|300\nLi|200\nLi|9")
    assert (takers(told["Li"]), told["Li"].unseated, told["Li"].seats) == ([], 2, 2)
    assert (told["Li"].branch, told["Li"].share_of_branch) == (None, 1.0)


def test_without_branches_the_busiest_manager_of_the_book_sets_the_seats() -> None:
    told = managers("manager|value\nLi|300\nLi|200\nSun|150\nZhou|9")
    assert takers(told["Li"]) == [("Zhou", 2)]
    assert takers(told["Sun"]) == [("Zhou", 2)]


@pytest.mark.parametrize("text", ["value\n300\n50\n9", "manager|value\n|300\n|50\n|9"])
def test_a_book_that_names_no_manager_says_nothing_of_them(text: str) -> None:
    assert managers(text) == {}


def test_where_all_key_customers_have_nobody_whoever_is_named_could_take_them() -> None:
    told = managers("manager|value\n|300\n|50\nLi|9", 1)
    assert list(told) == [None]
    assert (told[None].key_customers, takers(told[None]), told[None].unseated) == (2, [("Li", 1)], 1)


def test_those_without_a_manager_have_receivers_too() -> None:
    told = managers("manager|value\nLi|300\nLi|200\nSun|150\n|90\n|80")
    assert (takers(told[None]), told[None].unseated) == ([("Sun", 1)], 1)


def test_a_book_without_key_customers_has_no_manager_at_risk() -> None:
    assert managers("manager|value\nLi|3\nSun|2") == {}


def test_a_second_manager_counts_unless_she_is_the_first() -> None:
    assert managers(BRANCHES)["Li"].with_assistant == 1
    assert managers("manager|assistant|value\nLi|Li|300\nLi||200")["Li"].with_assistant == 0


def test_without_a_column_of_second_managers_nothing_is_said_of_them() -> None:
    assert managers("manager|value\nLi|300")["Li"].with_assistant is None


def test_a_manager_of_several_branches_belongs_where_most_of_her_key_customers_are() -> None:
    told = managers("manager|branch|value\nLi|South|300\nLi|South|200\nLi|North|900\nSun|South|500")
    assert told["Li"].branch == "South"
    assert figures(told["Li"].key_customers, told["Li"].value) == (3, 1400)
    assert told["Li"].share_of_branch == pytest.approx(500 / 1000)


def test_a_negative_value_lowers_the_sum_and_no_share() -> None:
    told = managers("manager|book_tier|value\nLi|gold|-60\nLi|gold|300\nSun|gold|100")
    assert told["Li"].value == 240
    assert told["Li"].share_of_branch == pytest.approx(0.75)


def test_a_blank_value_of_a_key_customer_is_nothing_in_the_sum() -> None:
    told = managers("manager|book_tier|value\nLi|gold|\nLi|gold|300")
    assert figures(told["Li"].key_customers, told["Li"].value) == (2, 300)


LINES = st.lists(
    st.tuples(
        st.sampled_from(["", "Li", "Sun", "Zhao", "Zhou"]),
        st.sampled_from(["", "North", "South"]),
        st.integers(-50, 400),
    ),
    min_size=1,
    max_size=25,
)


@given(LINES, st.none() | st.integers(1, 6))
def test_everybody_finds_a_seat_or_is_told_to_find_none(
    lines: list[tuple[str, str, int]], seats: int | None
) -> None:
    text = "\n".join(["manager|branch|value", *("|".join(map(str, line)) for line in lines)])
    books = books_of(text)
    told = managers_at_risk(books, policy_of(seats=seats))
    is_named = any(manager for manager, _, _ in lines)
    everybody = int(np.count_nonzero(books.key(0))) if is_named else 0
    assert sum(one.key_customers for one in told) == everybody
    for one in told:
        seated = sum(other.free for other in one.receivers)
        assert one.unseated == max(one.key_customers - seated, 0)
        assert one.manager not in [other.manager for other in one.receivers]
        assert all(other.free > 0 for other in one.receivers)
        assert one.key_customers > sum(other.free for other in one.receivers[:-1])
        assert one.share_of_branch is None or 0 <= one.share_of_branch <= 1


@given(LINES, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(lines: list[tuple[str, str, int]], chance: object) -> None:
    shuffled = list(lines)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    texts = [
        "\n".join(["manager|branch|value", *("|".join(map(str, line)) for line in some)])
        for some in (lines, shuffled)
    ]
    first, second = (managers_at_risk(books_of(text), policy_of()) for text in texts)
    assert first == second

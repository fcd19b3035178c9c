"""What is told about the book beside its tiers."""

from collections.abc import Mapping

import pytest

from keyclient.analysis.tier.issues import tier_issues
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from tests.analysis.tier.tiered import AS_OF, tiered


def told(
    text: str, settings: Mapping[str, object] | None = None, *, from_file: bool = False, **options: object
) -> dict[str, str]:
    """The sentences by code."""
    result = tiered(text, settings, **options)  # type: ignore[arg-type]
    policy = Policy.model_validate({"tier": settings or {}}).tier
    issues = tier_issues(result, policy, AS_OF, as_of_from_file=from_file)
    assert all(issue.message(Lang.ZH) and issue.remedy(Lang.ZH) for issue in issues)
    return {issue.code: issue.message(Lang.EN) for issue in issues}


def test_a_sound_book_has_nothing_to_tell() -> None:
    assert told("value|open_date|satisfaction|book_tier\n5|2020-01-01|80|gold") == {}


@pytest.mark.parametrize(
    ("text", "settings", "codes"),
    [
        ("value|open_date\n5|2020-01-01", {}, {"KC410"}),
        ("value|last_contact\n5|2020-01-01", {}, {"KC410"}),
        ("value|open_date\n5|", {}, {"KC415"}),
        ("value|products\n5|3", {}, set()),
        (
            "value|open_date|products\n5|2020-01-01|2",
            {"loyalty": {"tenure": {"weight": 0, "zero": 0, "full": 10}}},
            set(),
        ),
    ],
)
def test_the_files_date_is_told_where_it_counts(
    text: str, settings: dict[str, object], codes: set[str]
) -> None:
    assert set(told(text, settings, from_file=True)) == codes


def test_dates_after_the_data_date_are_counted() -> None:
    text = "value|open_date|last_contact|last_transaction\n5|2027-01-01||\n5|2020-01-01|2026-02-01|\n5|||2026-02-01\n5|||2026-01-31"
    found = told(text)
    assert found["KC412"].startswith("Customers whose open date is after the data date 2026-01-31: 1;")
    assert found["KC413"].startswith(
        "Customers whose last contact or transaction is after the data date 2026-01-31: 2;"
    )


@pytest.mark.parametrize(
    ("best", "full", "is_told"), [("5", 100, True), ("10", 100, True), ("10.5", 100, False), ("5", 5, False)]
)
def test_a_satisfaction_far_below_the_scale_is_doubted(best: str, full: float, is_told: bool) -> None:  # noqa: FBT001
    scale = {"loyalty": {"satisfaction": {"weight": 0.1, "zero": 0, "full": full}}}
    assert ("KC414" in told(f"value|satisfaction\n5|{best}\n5|1", scale)) == is_told


def test_unknown_loyalty_is_told_only_where_a_tier_asks_for_it() -> None:
    assert told("value\n5\n6")["KC415"].endswith("data on loyalty: 2; their tier is based on value alone.")
    assert told("value\n5\n6", {"preset": "pyramid"}) == {}


def test_a_large_tie_at_a_floor_is_told_for_each_tier() -> None:
    text = "value\n" + "\n".join(["9"] * 12 + ["1"] * 88)
    result = tiered(text, {"preset": "pyramid"})
    assert [(tie.tier, tie.rank, tie.customers) for tie in result.ties] == [
        ("top", 1, 12),
        ("medium", 20, 100),
    ]
    found = told(text, {"preset": "pyramid"})["KC416"]
    assert (
        found
        == "Tier medium: its share calls for 20 customers, but 100 reach its floor 1.00 yuan, as equal values stay together."
    )
    assert told(text, {"preset": "pyramid", "tie_block": 0.9}) == {}


def test_words_that_are_not_known_are_counted_and_not_repeated() -> None:
    found = told("value|book_tier\n5|王五\n6|VIP\n7|VIP\n8|gold", {"preset": "training"})
    assert found["KC411"].startswith("Words in the book's tier column that match no tier: 2; customers: 3.")
    assert "王五" not in found["KC411"]


def test_customers_who_cannot_be_followed_are_counted() -> None:
    found = told("value\n5", earlier=["customer_id|value\na|1\na|2\n|3\nb|4"])
    assert ": customers with no id or a shared one: 3;" in found["KC417"]


def test_loyalty_on_too_little_is_told_where_a_tier_asks_for_it() -> None:
    few = {"loyalty": {"min_components": 2}}
    said = told("value|products|satisfaction\n5|3|\n4|3|90", few)
    assert said["KC440"] == (
        "Customers whose loyalty rests on fewer than 2 components: 1; it decides no tier, value alone does."
    )
    by_value = {**few, "tiers": ({"name": "a", "floor": 5}, {"name": "b"})}
    assert "KC440" not in told("value|products\n5|3", by_value)

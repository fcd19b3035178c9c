"""What `--what-if` takes: keys in short, ranges, and what it refuses."""

from collections.abc import Sequence

import pytest

from keyclient.errors import PolicyError
from keyclient.model.label import Label, Lang
from keyclient.policy.loading.spans import SpanSyntax, SpanTooLong, is_span, span_steps
from keyclient.policy.loading.trial import (
    ReadingKey,
    SameKeyTwice,
    SeveralSpans,
    Trial,
    UnusedKey,
    trial_of,
    value_in_force,
)
from keyclient.policy.models import Policy

TABLES = ("tier", "key", "managers")
PLACE = Label("here", "此处")


def _trial(*typed: str, tables: Sequence[str] = TABLES, most: int = 50) -> Trial:
    return trial_of(typed, "tier", tables, Policy.model_validate({"what_if": {"steps": most}}))


def _refusal(*typed: str, tables: Sequence[str] = TABLES) -> PolicyError:
    with pytest.raises(PolicyError) as caught:
        _trial(*typed, tables=tables)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "full"),
    [
        ("tiers.gold.floor=60万", "tier.tiers.gold.floor=60万"),
        ("tier.tiers.gold.floor=60万", "tier.tiers.gold.floor=60万"),
        ("near=0.8", "tier.near=0.8"),
        ("loyalty.tenure.full=8", "tier.loyalty.tenure.full=8"),
        ("managers.seats=40", "managers.seats=40"),
        ("seats=40", "managers.seats=40"),
        ("near＝80%", "tier.near=80%"),
    ],
)
def test_keys_may_be_typed_without_their_part(typed: str, full: str) -> None:
    assert _trial(typed).settings == (full,)


def test_a_key_that_there_is_not_is_left_for_the_loader() -> None:
    assert _trial("nowhere=1").settings == ("nowhere=1",)


@pytest.mark.parametrize(
    "typed",
    [
        "read.date_order=dmy",
        "columns.aum=金融资产",
        "as_of=2026-01-31",
        "currency.USD=7",
        "segment.measure=aum",
        "lifecycle.families.fund.also=货基",
        "families.fund.aliases=货基",
        "funnel.won=成",
    ],
)
def test_what_changes_how_the_book_is_read_is_refused_with_the_reason(typed: str) -> None:
    refusal = _refusal(typed, tables=("tier", "segment", "lifecycle", "funnel"))
    assert isinstance(refusal, ReadingKey)
    assert "changes how the book is read" in refusal.text(Lang.EN)


def test_what_a_family_serves_may_be_tried() -> None:
    assert _trial("families.fund.need=basic", tables=("lifecycle",)).settings == (
        "lifecycle.families.fund.need=basic",
    )


def test_a_part_that_the_analysis_does_not_use_is_refused_with_those_it_does() -> None:
    refusal = _refusal("risk.fall=0.2")
    assert isinstance(refusal, UnusedKey)
    assert refusal.text(Lang.EN).endswith("It depends on tier, key, managers.")
    assert refusal.text(Lang.ZH).endswith("只取决于 tier、key、managers。")


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("40万..80万/20万", ["40万", "60万", "80万"]),
        ("40万．．55万／1０万", ["40万", "50万"]),
        ("400000..500,000/50000", ["400000", "450000", "500000"]),
        ("10%..20%/5%", ["10%", "15%", "20%"]),
        ("0.1..0.3/0.1", ["0.1", "0.2", "0.3"]),
        ("0.9万..1.1万/0.1万", ["0.9万", "1万", "1.1万"]),
        ("30天..90天/30天", ["30天", "60天", "90天"]),
        ("5..5/1", ["5"]),
        ("0..10万/5万", ["0万", "5万", "10万"]),
        ("9000万..1亿/500万", ["9000万", "9500万", "10000万"]),
    ],
)
def test_a_range_has_every_value_from_the_first_to_the_last(text: str, texts: list[str]) -> None:
    assert is_span(text)
    assert [step.text for step in span_steps(text, PLACE, 50)] == texts


def test_the_values_of_a_range_are_in_yuan_and_shares_of_one() -> None:
    assert [float(step.number) for step in span_steps("40万..50万/10万", PLACE, 50)] == [400_000, 500_000]
    assert [float(step.number) for step in span_steps("10%..20%/10%", PLACE, 50)] == [0.1, 0.2]


@pytest.mark.parametrize(
    "text",
    [
        "40..80万/5万",
        "40万..80/5万",
        "80万..40万/5万",
        "40万..80万",
        "40万..80万/0",
        "40万..80万/-5万",
        "40万..x/5万",
    ],
)
def test_a_range_that_could_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(SpanSyntax):
        span_steps(text, PLACE, 50)


def test_texts_and_paths_are_no_ranges() -> None:
    assert not any(map(is_span, ("cards", "..", "../policy", "0.5", "[0.1, 0.2]", "1...3", "")))


def test_a_range_has_no_more_values_than_the_policy_allows() -> None:
    assert len(span_steps("1..50/1", PLACE, 50)) == 50
    with pytest.raises(SpanTooLong, match="51 values, more than 50"):
        span_steps("1..51/1", PLACE, 50)


def test_a_range_of_a_thousand_million_values_is_refused_without_making_them() -> None:
    with pytest.raises(SpanTooLong):
        span_steps("0.0001万..1亿/0.0001万", PLACE, 50)


def test_two_ranges_are_refused() -> None:
    refusal = _refusal("tiers.gold.floor=40万..80万/5万", "near=0.5..0.9/0.1")
    assert isinstance(refusal, SeveralSpans)
    assert "tier.near is a range too" in refusal.text(Lang.EN)


def test_each_value_of_a_range_is_tried_beside_the_other_settings() -> None:
    trial = _trial("near=0.8", "tiers.gold.floor=40万..50万/10万")
    assert list(trial.variants()) == [
        ("tier.near=0.8", "tier.tiers.gold.floor=40万"),
        ("tier.near=0.8", "tier.tiers.gold.floor=50万"),
    ]


def test_without_a_range_there_is_one_policy() -> None:
    assert list(_trial("near=0.8").variants()) == [("tier.near=0.8",)]


def test_the_value_in_force_is_found_in_items_by_either_name_and_in_free_tables() -> None:
    policy = Policy()
    assert value_in_force(policy, ("tier", "near")) == 0.9
    assert value_in_force(policy, ("tier", "tiers", "gold", "top")) == 0.2
    assert value_in_force(policy, ("tier", "tiers", "黄金", "top")) == 0.2
    assert value_in_force(policy, ("tier", "tiers", "gold", "floor")) is None
    assert value_in_force(policy, ("risk", "contact_days", "iron")) is None
    assert value_in_force(policy, ("lifecycle", "families", "fund", "need")) == "investment"


def test_amounts_are_in_yuan_however_they_were_typed() -> None:
    tiers = [{"name": "gold", "zh": "黄金", "floor": "60万"}, {"name": "iron"}]
    policy = Policy.model_validate({"tier": {"tiers": tiers}})
    assert value_in_force(policy, ("tier", "tiers", "gold", "floor")) == 600_000
    assert value_in_force(policy, ("tier", "tiers", "gold", "zh")) == "黄金"


def test_an_item_is_called_by_its_name_in_whichever_language_it_was_typed() -> None:
    assert _trial("tiers.黄金.floor=60万").settings == ("tier.tiers.gold.floor=60万",)
    assert _trial("tiers.黄金.floor=40万..80万/20万").key == "tier.tiers.gold.floor"


@pytest.mark.parametrize(
    "typed",
    [("near=0.8", "tier.near=0.7"), ("tiers.gold.floor=60万", "tiers.黄金.floor=40万..50万/10万")],
)
def test_one_key_is_tried_once(typed: tuple[str, str]) -> None:
    refusal = _refusal(*typed)
    assert isinstance(refusal, SameKeyTwice)
    assert refusal.text(Lang.EN).startswith(f"--what-if {typed[1]}: ")


def test_a_setting_without_a_value_is_refused_by_the_name_of_the_option() -> None:
    assert (
        _refusal("tiers.gold.floor")
        .text(Lang.EN)
        .startswith("--what-if tiers.gold.floor: write key=value, for example --what-if ")
    )

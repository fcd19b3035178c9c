"""The worked examples of docs/tier.md are what the program computes, and its tables are the policy's."""

import re
from pathlib import Path

import pytest

from keyclient.policy.parts.tier import TierPolicy
from tests.analysis.books import AUM
from tests.analysis.tier.tiered import counts_of, tiered, tiers_of

PAGE = (Path(__file__).parent.parent / "docs" / "tier.md").read_text(encoding="utf-8")
TIERS = re.findall(r"^\| `([-.\d ]+)` \| (\w+) \| ([^|]+ x\d[^|]*) \|$", PAGE, re.MULTILINE)
SCORES = re.findall(
    r"^\| ?([-\d]*) \| ?(\d*) \| ?([-\d]*) \| ?(\d*) \| ?(\d*) \| (\d+|unknown) \|$", PAGE, re.MULTILINE
)
COURSES = re.findall(r"^\| `([\d ]+)` \| ([ab]) \| (\d) \|$", PAGE, re.MULTILINE)


def test_there_are_examples_of_every_kind() -> None:
    assert (len(TIERS), len(SCORES), len(COURSES)) == (7, 8, 6)


@pytest.mark.parametrize(("values", "preset", "said"), TIERS)
def test_tiers_of_an_example_are_what_the_program_computes(values: str, preset: str, said: str) -> None:
    result = tiered("\n".join(["value", *values.split()]), {"preset": preset}, further=[AUM])
    assert ", ".join(f"{name} x{count}" for name, count in counts_of(result).items()) == said


@pytest.mark.parametrize(("opened", "products", "contact", "referrals", "satisfaction", "said"), SCORES)
def test_loyalty_of_an_example_is_what_the_program_computes(
    opened: str, products: str, contact: str, referrals: str, satisfaction: str, said: str
) -> None:
    row = f"1|{opened}|{products}|{contact}|{referrals}|{satisfaction}"
    (customer,) = tiered(f"value|open_date|products|last_contact|referrals|satisfaction\n{row}").top
    assert customer.loyalty == (None if said == "unknown" else pytest.approx(float(said)))


@pytest.mark.parametrize(("values", "held", "watch"), COURSES)
def test_tier_held_over_several_books_is_what_the_program_computes(
    values: str, held: str, watch: str
) -> None:
    tiers = ({"name": "a", "floor": 100}, {"name": "b"})
    *before, today = [f"customer_id|value\nanna|{value}" for value in values.split()]
    result = tiered(today, {"tiers": tiers, "grace": 2}, earlier=before)
    assert (tiers_of(result)["anna"], result.top[0].watch) == (held, int(watch))


def test_the_page_names_every_preset_and_component() -> None:
    policy = TierPolicy()
    assert [name for name in policy.presets if f"| `{name}` |" not in PAGE] == []
    rows = dict(re.findall(r"^\| (\w+) [^|]+ \| (0\.\d\d) \|", PAGE, re.MULTILINE))
    assert {name: float(weight) for name, weight in rows.items()} == {
        name: part.weight for name, part in policy.loyalty.components.items()
    }

"""The worked examples of docs/lifecycle.md are what the program computes."""

import datetime as dt
import re
from pathlib import Path

import pytest

from keyclient.analysis.common.life_cycle.need_map import NeedMap
from keyclient.analysis.lifecycle.calculate import lifecycle
from keyclient.model.age import OLDEST, completed_years
from keyclient.policy.parts.families import family_label
from keyclient.policy.parts.lifecycle import LifecyclePolicy
from tests.analysis.lifecycle.lives import POLICY, lives, need, sizes

TEXT = (Path(__file__).parent.parent / "docs" / "lifecycle.md").read_text(encoding="utf-8")
AGES = re.findall(r"^\| (\d{4}-\d\d-\d\d) \| (\d{4}-\d\d-\d\d) \| (\w+) \|$", TEXT, re.MULTILINE)
COVERAGES = re.findall(r"^\| (`[^|]+) \| (\w+) \| (\d+) \| (\d+) \| ([\d.]+|n/a) \|$", TEXT, re.MULTILINE)
OFFERS = re.findall(r"^\| (none|R\d) \| ([\w, ]*) \| ([\w, ]*)\|$", TEXT, re.MULTILINE)
NEEDS = re.findall(r"^\| `(\w+)` (\S+) \| ([^|]*) \| ([^|]*) ?\| ([^|]+) \|$", TEXT, re.MULTILINE)


def test_there_are_examples_of_everything() -> None:
    assert [len(found) for found in (AGES, COVERAGES, OFFERS, NEEDS)] == [9, 4, 4, 4]


@pytest.mark.parametrize(("born", "on", "age"), AGES)
def test_age_is_what_the_page_says(born: str, on: str, age: str) -> None:
    result = lifecycle(lives(born, as_of=dt.date.fromisoformat(on)), POLICY)
    years = completed_years(dt.date.fromisoformat(born), dt.date.fromisoformat(on))
    assert (str(years) if 0 <= years <= OLDEST else "unknown") == age
    assert (result.unknown_age, sum(sizes(result).values())) == ((1, 0) if age == "unknown" else (0, 1))


@pytest.mark.parametrize(("holdings", "name", "known", "holders", "coverage"), COVERAGES)
def test_coverage_is_what_the_page_says(
    holdings: str, name: str, known: str, holders: str, coverage: str
) -> None:
    held = ["" if one == "?" else one for one in re.findall(r"`([^`]+)`", holdings)]
    result = lifecycle(lives("\n".join(f"45 | 1 | {one}" for one in held)), POLICY)
    found = need(result, "40-49", name)
    assert (found.known, found.holders) == (int(known), int(holders))
    assert found.coverage == (None if coverage == "n/a" else pytest.approx(float(coverage), abs=5e-5))


@pytest.mark.parametrize(("rating", "offered", "withheld"), OFFERS)
def test_offers_are_what_the_page_says(rating: str, offered: str, withheld: str) -> None:
    offer = NeedMap(POLICY).offer("investment", None if rating == "none" else rating)  # type: ignore[arg-type]
    assert (", ".join(offer.offered), ", ".join(offer.withheld)) == (offered.strip(), withheld.strip())


def _ages(said: str) -> tuple[int, int] | None:
    if not said.strip():
        return None
    if said.strip() == "all ages":
        return 0, OLDEST + 1
    start = int(said.strip().removeprefix("from ")[:2])
    return start, OLDEST + 1 if said.startswith("from") else int(said.strip()[-2:]) + 1


@pytest.mark.parametrize(("name", "zh", "core", "secondary", "products"), NEEDS)
def test_the_map_of_needs_is_what_the_page_says(
    name: str, zh: str, core: str, secondary: str, products: str
) -> None:
    declared = LifecyclePolicy().needs[name]
    assert (declared.zh, declared.core, declared.secondary) == (zh, _ages(core), _ages(secondary))
    written = [
        f"{family_label(key, family).en} {family.zh}{f' ({family.risk})' if family.risk else ''}"
        for key, family in LifecyclePolicy().serving(name)
    ]
    assert products.replace("business-premises", "business premises") == ", ".join(written)

"""`policy show` as somebody types it."""

import json
from pathlib import Path

import pytest

from keyclient.cli.output.policy_page import PolicyPage
from keyclient.model.label import Lang
from keyclient.policy.showing.report import policy_report
from keyclient.render.screen import Screen
from keyclient.render.text import Voice
from keyclient.render.width import cells
from tests.policy.support import load
from tests.program import typed


def keys(folder: Path, *arguments: str) -> list[str]:
    """The keys that are shown."""
    done = typed(folder, "policy", "show", *arguments, "-f", "json")
    assert done.returncode == 0, done.stderr
    return [item["key"] for item in json.loads(done.stdout)["result"]["keys"]]


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("tier", "tier.preset"),
        ("客户分层", "tier.preset"),
        ("分层", "tier.preset"),
        ("tiers", "tier.tiers"),
        ("tiers.gold", "tier.tiers"),
        ("黄金", "tier.tiers"),
        ("tier.loyalty", "tier.loyalty.scale_doubt"),
        ("忠诚度", "tier.loyalty.scale_doubt"),
        ("漏斗", "funnel.ladder"),
        ("生命周期", "lifecycle.edges"),
        ("life cycle", "lifecycle.edges"),
        ("segment.target", "segment.target"),
    ],
)
def test_one_part_is_shown_by_its_name_in_either_language(tmp_path: Path, name: str, first: str) -> None:
    shown = keys(tmp_path, name)
    assert shown[0] == first
    assert len({key.partition(".")[0] for key in shown}) == 1


def test_all_is_the_whole_policy(tmp_path: Path) -> None:
    assert keys(tmp_path, "all") == keys(tmp_path)


def test_a_part_that_there_is_not_is_answered_with_those_there_are(tmp_path: Path) -> None:
    done = typed(tmp_path, "--lang", "zh", "policy", "show", "teir")
    assert done.returncode == 2
    assert "“teir”不是策略的组成部分。最接近的是 tier。各部分：read（表格的读取）、" in done.stderr


def test_a_part_has_each_value_with_its_origin_and_the_tiers_in_force(tmp_path: Path) -> None:
    shown = typed(tmp_path, "--lang", "en", "policy", "show", "tier", "--set", "tier.near=0.8").stdout
    assert "  tier.near = 0.8  (--set tier.near=0.8)" in shown.splitlines()
    assert "  tier.grace = 2  (default)" in shown.splitlines()
    assert '    {name = "gold", zh = "黄金", top = 0.2, loyalty = 60.0},' in shown.splitlines()


@pytest.mark.parametrize("lang", Lang)
def test_no_line_is_wider_than_eighty_columns_and_no_word_is_lost(tmp_path: Path, lang: Lang) -> None:
    long = {"KEYCLIENT_SEGMENT__MEASURE": "很长的列名" * 20}
    policy = load(tmp_path, environ=long, settings=["tiers.gold.floor=50万"])
    for screen in (Screen(), Screen(terminal=True, width=80)):
        page = PolicyPage.on(screen, policy, policy_report(policy), Voice(lang))
        lines = page.part().splitlines()
        assert max(map(cells, lines)) <= 80
        assert "很长的列名" * 20 in "".join(line.strip() for line in lines)
        assert not any("…" in line for line in lines)


def test_an_overview_fits_one_screen_and_names_what_is_set(tmp_path: Path) -> None:
    policy = load(tmp_path, settings=["tier.near=0.8"])
    screen = Screen(terminal=True, width=80)
    lines = PolicyPage.on(screen, policy, policy_report(policy), Voice(Lang.EN)).overview().splitlines()
    assert len(lines) <= 30
    assert "  tier.near = 0.8  (--set tier.near=0.8)" in lines

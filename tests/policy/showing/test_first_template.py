"""The short policy file holds what banks change first."""

import re
from pathlib import Path

import pytest

from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.policy.showing.first_template import first_template
from tests.policy.support import load


@pytest.mark.parametrize("lang", Lang)
def test_it_changes_nothing_until_a_line_is_changed(tmp_path: Path, lang: Lang) -> None:
    assert load(tmp_path, first_template(lang)).policy == Policy()


@pytest.mark.parametrize("lang", Lang)
def test_every_example_holds_once_its_mark_is_removed(tmp_path: Path, lang: Lang) -> None:
    policy = load(tmp_path, re.sub(r"(?m)^# (\w+ = )", r"\1", first_template(lang))).policy
    assert policy.segment.target == 0.8
    assert [tier.floor for tier in policy.tier.ladder] == [None, "50万", None]
    assert policy.columns == {"aum": "月末管理资产"}
    assert policy.book == "客户表.xlsx"
    assert policy.today.quotas == Policy().today.quotas


def test_it_says_how_to_get_all_keys() -> None:
    assert "keyclient policy init --full" in first_template(Lang.EN)

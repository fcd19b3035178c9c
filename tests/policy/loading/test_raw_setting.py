"""How text from a shell becomes a value."""

import datetime as dt
from pathlib import Path

import pytest

from keyclient.policy.loading.load import load_policy
from tests.policy.support import load, refusal


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("segment.target=0.7", 0.7),
        (" segment.target = .7e0 ".replace(".7e0", "7e-1"), 0.7),
        ("segment.sensitivity=[0.7, 0.8]", (0.7, 0.8)),
        ("segment.ties=down", "down"),
        ("segment.ties='down'", "down"),
        ("segment.measure=2026", "2026"),
        ("plan.whom=key", ("key",)),
        ("plan.whom=key,near", ("key", "near")),
        ("plan.whom=['key']", ("key",)),
        ("segment.measure=a=b", "a=b"),
        ("segment.measure=true", "true"),
        ('segment.measure="利润 (万元)"', "利润 (万元)"),
        ("segment.measure=0.7\n[read]", "0.7\n[read]"),
        ("read.sheet=C:\\books", "C:\\books"),
        ("read.memory_mb=1_024", 1024),
        ("read.seconds=30", 30.0),
        ("as_of=2026-01-31", dt.date(2026, 1, 31)),
        ("as_of=20260131", dt.date(2026, 1, 31)),
        ("as_of='2026-01-31'", dt.date(2026, 1, 31)),
        ("columns.aum=时点金融资产", "时点金融资产"),
        ("columns.aum=2026-01-31", "2026-01-31"),
    ],
)
def test_setting_is_read_as_toml_and_else_as_text(tmp_path: Path, setting: str, value: object) -> None:
    found: object = load(tmp_path, settings=[setting]).policy
    for name in setting.partition("=")[0].strip().split("."):
        found = found[name] if isinstance(found, dict) else getattr(found, name)
    assert found == value
    assert type(found) is type(value)


def test_setting_may_give_a_whole_table(tmp_path: Path) -> None:
    segment = load(tmp_path, settings=["segment={target=0.7, ties='down'}"]).policy.segment
    assert (segment.target, segment.ties) == (0.7, "down")


@pytest.mark.parametrize("setting", ["segment.target", "=0.7", "segment.=0.7", ""])
def test_setting_without_key_or_value_is_refused(tmp_path: Path, setting: str) -> None:
    expected = f"--set {setting}: write key=value, for example --set segment.target=0.7."
    assert refusal(tmp_path, settings=[setting]) == expected


def test_double_underscore_of_a_variable_leads_into_a_table(tmp_path: Path) -> None:
    environ = {
        "KEYCLIENT_SEGMENT__B_EDGE": "0.9",
        "KEYCLIENT_COLUMNS__AUM": "资产",
        "KEYCLIENT_AS_OF": "2026-01-31",
        "KEYCLIENT_READ__SHEET": "2026",
    }
    policy = load(tmp_path, environ=environ).policy
    assert policy.segment.b_edge == 0.9
    assert policy.columns == {"aum": "资产"}
    assert policy.as_of == dt.date(2026, 1, 31)
    assert policy.read.sheet == "2026"


def test_variables_of_other_uses_other_programs_and_empty_ones_are_passed_over(tmp_path: Path) -> None:
    environ = {
        "KEYCLIENT_LANG": "zh",
        "KEYCLIENT_CONFIG": "x.toml",
        "KEYCLIENT_REGEN": "1",
        "KEYCLIENT_TEST_DATA": "/data",
        "KEYCLIENT_BOOK": " ",
        "KEYCLIENTS": "1",
        "_KEYCLIENT_COMPLETE": "bash",
        "PATH": "/bin",
    }
    assert (
        load_policy(config=None, start=tmp_path, environ=environ, settings=()).policy == load(tmp_path).policy
    )

"""What is said about a policy that cannot be used."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from keyclient.errors import PolicyError
from keyclient.model.label import Lang
from keyclient.policy.loading.keys import KeyPath, dotted, keys
from keyclient.policy.loading.load import load_policy
from keyclient.policy.loading.refusals import (
    ContradictoryValues,
    MissingKey,
    SeveralRefusals,
    UnknownKey,
    WrongValue,
)
from keyclient.policy.loading.to_toml import to_toml
from tests.policy.support import refusal


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[segment]\ntaget = 0.7",
            "keyclient.toml, line 2: unknown policy key “segment.taget”. Did you mean segment.target?",
        ),
        ("target = 0.7", "keyclient.toml, line 1: unknown policy key “target”. Did you mean segment.target?"),
        (
            "\n[segmnt]\ntarget = 0.7",
            "keyclient.toml, line 2: unknown policy key “segmnt”. Did you mean segment?",
        ),
        ("[segmnt]", "keyclient.toml, line 1: unknown policy key “segmnt”. Did you mean segment?"),
        (
            "segment.target.x = 1",
            "keyclient.toml, line 1: segment.target = {x = 1}; expected a number above 0 and below 1.",
        ),
        (
            "[columns]\naumm = '资产'",
            "keyclient.toml, line 2: unknown field “aumm”. Did you mean aum?",
        ),
        (
            "[columns]\n'资产' = 'aum'",
            'keyclient.toml, line 2: field and heading are swapped. Write aum = "资产".',
        ),
    ],
)
def test_unknown_key_is_refused_with_its_line_and_the_nearest(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(tmp_path, text) == said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (
            "KEYCLIENT_SEGMENT_TARGET",
            (
                "environment variable KEYCLIENT_SEGMENT_TARGET: unknown setting. "
                "Did you mean KEYCLIENT_SEGMENT__TARGET? Correct or remove it."
            ),
        ),
        (
            "KEYCLIENT_LANGUAGE",
            (
                "environment variable KEYCLIENT_LANGUAGE: unknown setting. "
                "Did you mean KEYCLIENT_LANG? Correct or remove it."
            ),
        ),
        (
            "KEYCLIENT_COLUMNS__AUMM",
            "environment variable KEYCLIENT_COLUMNS__AUMM: unknown field “aumm”. Did you mean aum?",
        ),
    ],
)
def test_unknown_variable_is_refused_with_the_nearest(tmp_path: Path, name: str, said: str) -> None:
    assert refusal(tmp_path, environ={name: "1"}) == said


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("segment.target=1", "segment.target = 1; expected a number above 0 and below 1."),
        ("segment.target=0", "segment.target = 0; expected a number above 0 and below 1."),
        ("segment.target=180%", "segment.target = 1.8; expected a number above 0 and below 1."),
        ("segment.target=most", 'segment.target = "most"; expected a number above 0 and below 1.'),
        (
            "tier.near_loyalty=10%",
            'tier.near_loyalty = "10%"; expected a number at least 0 and at most 100.',
        ),
        ("segment.target=true", "segment.target = true; expected a number above 0 and below 1."),
        ("segment.target=", 'segment.target = ""; expected a number above 0 and below 1.'),
        ("segment.ties=left", 'segment.ties = "left"; expected one of up, down, nearest.'),
        (
            "segment.bands=[0.1]",
            "segment.bands = [0.1]; expected a list of 3, each a number above 0 and below 1.",
        ),
        (
            "segment.bands=[0.1, 2, 0]",
            "segment.bands = [0.1, 2, 0]; expected a list of 3, each a number above 0 and below 1.",
        ),
        (
            "segment.sensitivity=0.7",
            "segment.sensitivity = 0.7; expected a list of items, each a number above 0 and below 1.",
        ),
        ("read.memory_mb=1.5", "read.memory_mb = 1.5; expected a whole number at least 128."),
        ("read.memory_mb=64", "read.memory_mb = 64; expected a whole number at least 128."),
        ("read.seconds=inf", "read.seconds = inf; expected a number above 0."),
        ("read.seconds=nan", "read.seconds = nan; expected a number above 0."),
        ("as_of=2026-02-30", 'as_of = "2026-02-30"; expected a date such as 2026-01-31.'),
        ("as_of=03.04.2026", 'as_of = "03.04.2026"; expected a date such as 2026-01-31.'),
        ("as_of=46326", 'as_of = "46326"; expected a date such as 2026-01-31.'),
        (
            r'book="C:\books"',
            r"""book = "C:\books"; expected a path (in single quotes if it has backslashes: 'C:\books\a.xlsx').""",
        ),
        ("segment=0.7", "segment = 0.7; expected a table of keys."),
        ("columns=aum", 'columns = "aum"; expected a table of keys.'),
    ],
)
def test_wrong_value_is_refused_with_what_was_expected(tmp_path: Path, setting: str, said: str) -> None:
    assert refusal(tmp_path, settings=[setting]) == f"--set {setting}: {said}"


def test_wrong_value_is_said_in_chinese(tmp_path: Path) -> None:
    said = refusal(tmp_path, "segment.target = 80\nsegment.bands = [1]", lang=Lang.ZH)
    assert said.splitlines() == [
        "keyclient.toml 第 1 行：segment.target = 80，应为数字（大于 0 且小于 1）。",
        "keyclient.toml 第 2 行：segment.bands = [1]，应为3 项的列表，每项为数字（大于 0 且小于 1）。",
    ]


def test_date_with_a_time_in_the_file_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, "as_of = 2026-01-31T10:00:00")
    assert said.endswith("as_of = 2026-01-31T10:00:00; expected a date such as 2026-01-31.")


def test_number_in_the_file_is_no_date_and_no_heading(tmp_path: Path) -> None:
    said = refusal(tmp_path, "as_of = 20260131\ncolumns.aum = 2026").splitlines()
    assert said == [
        "keyclient.toml, line 1: as_of = 20260131; expected a date such as 2026-01-31.",
        "keyclient.toml, line 2: columns.aum = 2026; expected non-empty text.",
    ]


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    said = refusal(tmp_path, "taget = 1\nsegment.ties = 3", {"KEYCLIENT_X": "1"}, ["read.seconds=0"])
    assert [line.partition(":")[0] for line in said.splitlines()] == [
        "keyclient.toml, line 1",
        "environment variable KEYCLIENT_X",
        "--set read.seconds=0",
        "keyclient.toml, line 2",
    ]


def test_values_that_contradict_each_other_are_told_with_both_places(tmp_path: Path) -> None:
    assert refusal(tmp_path, "segment.target = 0.97") == (
        "segment.target = 0.97 (keyclient.toml, line 1), segment.b_edge = 0.95 (default): target must be below b_edge."
    )
    assert refusal(tmp_path, "", settings=["segment.bands=[0.3,0.2,0.4]"], lang=Lang.ZH) == (
        "segment.bands = [0.3, 0.2, 0.4]（--set segment.bands=[0.3,0.2,0.4]）：各档上限必须递增。"
    )


def test_long_value_is_cut_in_the_message(tmp_path: Path) -> None:
    said = refusal(tmp_path, f'segment.target = "{"x" * 500}"')
    assert "x…; expected" in said
    assert len(said) < 200


_VALUES = st.recursive(
    st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=5)
    | st.dates()
    | st.times()
    | st.datetimes(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text("ab", min_size=1) | st.sampled_from(["name", "top", "floor"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


def _refused(setting: str) -> PolicyError | None:
    try:
        load_policy(config=None, start=Path("/"), environ={}, settings=[setting])
    except PolicyError as refused:
        return refused
    return None


@given(st.sampled_from(list(keys())), _VALUES)
def test_any_value_for_any_key_is_taken_or_refused_in_both_languages(path: KeyPath, value: object) -> None:
    refused = _refused(f"{dotted(path)}={to_toml(value)}")
    for reason in refused.refusals if isinstance(refused, SeveralRefusals) else filter(None, [refused]):
        assert isinstance(reason, WrongValue | ContradictoryValues | UnknownKey | MissingKey)
        assert dotted(path) in reason.text(Lang.EN)
        assert re.search("应为|必须|不得|没有名为|重复|只能", reason.text(Lang.ZH))
        assert "Input should" not in reason.text(Lang.EN)

import pytest

from tests.analysis.funnel.pipelines import counted, snapshot

BOOK = """
stage | outcome | source
已成交 | | 行长单
已成交 | | 行长单
可能 | lost | 行长单
已成交 | | 广告
潜在 | lost | 广告
潜在 | | 电话营销
已成交 | | 亲友推荐
潜在 | | 神秘来源
潜在 | |
"""


def test_without_a_column_there_are_no_groups() -> None:
    result = counted(snapshot(BOOK))
    assert (result.groups, result.families) == (None, None)


def test_groups_come_by_win_rate_and_small_ones_after_the_others() -> None:
    groups = counted(snapshot(BOOK, "source"), least=2).groups or ()
    assert [(g.group, g.entered, g.won, g.lost, g.win_rate) for g in groups] == [
        ("行长单", 3, 2, 1, 2 / 3),
        ("广告", 2, 1, 1, 1 / 2),
        ("亲友推荐", 1, 1, 0, 1.0),
        (None, 1, 0, 0, None),
        ("电话营销", 1, 0, 0, None),
        ("神秘来源", 1, 0, 0, None),
    ]
    assert [(g.open, g.conversion) for g in groups][:3] == [(0, 2 / 3), (0, 1 / 2), (0, 1.0)]
    assert (groups[0].low, groups[0].high) == pytest.approx((0.2077, 0.9385), abs=5e-5)


def test_where_nobody_is_lost_groups_come_by_conversion() -> None:
    table = "stage | manager\n已成交 | 甲\n潜在 | 甲\n已成交 | 乙\n潜在 | 丙"
    groups = counted(snapshot(table, "manager"), least=1).groups or ()
    assert [group.group for group in groups] == ["乙", "甲", "丙"]
    assert {group.family for group in groups} == {None}


def test_sources_roll_up_into_families() -> None:
    result = counted(snapshot(BOOK, "source"))
    assert {group.group: group.family for group in result.groups or ()} == {
        "行长单": "person",
        "广告": "marketing",
        "电话营销": "marketing",
        "亲友推荐": "existing",
        "神秘来源": None,
        None: None,
    }
    assert [(f.family, f.sources, f.entered, f.won, f.lost, f.open) for f in result.families or ()] == [
        ("marketing", 2, 3, 1, 1, 1),
        ("existing", 1, 1, 1, 0, 0),
        ("person", 1, 3, 2, 1, 0),
        (None, 2, 2, 0, 0, 2),
    ]


def test_a_group_has_a_leak_of_its_own() -> None:
    rows = [*["潜在 | 甲"] * 2, *["已成交 | 甲"] * 8, *["可能 | 乙"] * 6, *["已成交 | 乙"] * 4, "潜在 | 丙"]
    groups = counted(snapshot("\n".join(["stage | manager", *rows]), "manager")).groups or ()
    assert {group.group: (group.leak, group.leak_conversion) for group in groups} == {
        "甲": ("likely", 0.8),
        "乙": ("closed", 0.4),
        "丙": (None, None),
    }
    assert {group.group: group.reached for group in groups} == {
        "甲": (10, 8, 8),
        "乙": (10, 10, 4),
        "丙": (1, 0, 0),
    }

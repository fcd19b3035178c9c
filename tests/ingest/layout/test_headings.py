import pytest

from keyclient.ingest.layout.field_groups import columns_of_groups
from keyclient.ingest.layout.headings import (
    Heading,
    Understanding,
    alias_ranks,
    field_and_rank,
    heading_key,
    make_heading,
    occurrences,
)
from keyclient.ingest.layout.matching import understand
from keyclient.model.fields import fields


def headings(*names: str) -> list[Heading]:
    return [make_heading(name, position, chr(65 + position)) for position, name in enumerate(names)]


def understood(*names: str, **mapping: str) -> Understanding:
    return understand(headings(*names), mapping)


def taken(understanding: Understanding) -> dict[str, int]:
    return {name: heading.position for name, heading in understanding.taken.items()}


@pytest.mark.parametrize("name", fields())
def test_every_heading_declared_for_a_field_means_that_field(name: str) -> None:
    column = fields()[name].column
    for heading in (*column.aliases, name, column.label.zh, column.label.en):
        assert taken(understood(heading)) == {name: 0}, heading


def test_no_heading_is_declared_for_two_fields() -> None:
    claims: dict[str, set[str]] = {}
    for name, spec in fields().items():
        for heading in (*spec.column.aliases, name, spec.column.label.zh, spec.column.label.en):
            claims.setdefault(heading_key(heading), set()).add(name)
    assert {key: names for key, names in claims.items() if len(names) > 1} == {}
    assert set(claims) == set(alias_ranks())


@pytest.mark.parametrize(
    "heading",
    [
        "Customer ID",
        "customer id",
        "CUSTOMER_ID",
        "Customer-ID",
        "CustomerID",
        " Customer\u00a0 ID ",
        "Ｃｕｓｔｏｍｅｒ　ＩＤ",
        "Customer\nID",
        "*客户号",
        "客 户 号",
        "客户号：",
        "客户号*",
        "核心客户号",
    ],
)
def test_a_heading_is_known_however_it_is_written(heading: str) -> None:
    assert taken(understood(heading)) == {"customer_id": 0}


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("AUM余额(万元)", "万元"),
        ("AUM余额（单位：万元）", "万元"),
        ("AUM余额 [元]", "元"),
        ("AUM余额【亿元】", "亿元"),
        ("AUM余额/万元", "万元"),
        ("AUM余额（人民币）", "元"),
        ("AUM (RMB'000)", "千元"),
        ("AUM余额(分)", "分"),
        ("AUM余额 万元", "万元"),
        ("AUM余额_万元", "万元"),
        ("AUM余额万元", "万元"),
        ("AUM余额（折人民币万元）", "万元"),
        ("AUM余额（万元，时点）", "万元"),
        ("AUM (RMB 10k)", "万元"),
        ("AUM余额", None),
    ],
)
def test_the_unit_is_taken_off_and_kept(heading: str, unit: str | None) -> None:
    found = understood(heading).taken["aum"]
    assert (found.unit.name if found.unit else None, found.text) == (unit, heading)


@pytest.mark.parametrize("heading", ["满意度(分)", "Satisfaction (points)", "得分(分)"])
def test_points_are_no_fen(heading: str) -> None:
    assert make_heading(heading, 0).unit is None


@pytest.mark.parametrize(
    "heading", ["客户等极", "AUM余额合计", "上年AUM", "客户", "Balances", "备注2", "1", "（万元）"]
)
def test_a_heading_that_only_resembles_one_is_never_guessed(heading: str) -> None:
    found = understood(heading)
    assert not found.taken
    assert not found.rivals
    assert not found.twice


def test_what_resembles_a_name_is_only_suggested() -> None:
    found = understood("客户号", "存款余额(万元)", "贷款")
    assert found.nearest("存款余额合计") == ["存款余额(万元)"]
    assert found.nearest("zzz") == []


def test_the_first_heading_in_declared_order_is_taken_wherever_it_stands() -> None:
    for names in (("各项存款", "时点余额"), ("时点余额", "各项存款")):
        found = understood(*names)
        assert found.taken["deposits"].text == "时点余额"
        assert [(rival.field, rival.taken.text, rival.other.text) for rival in found.rivals] == [
            ("deposits", "时点余额", "各项存款")
        ]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("月日均AUM", "aum_average"),
        ("金融资产 月日均", "aum_average"),
        ("AUM(年日均)", "aum_average"),
        ("本年日均存款（万元）", "deposits_average"),
        ("存款季日均余额", "deposits_average"),
        ("存款月均", "deposits_average"),
        ("Average Balance", "deposits_average"),
        ("Deposits Monthly Average", "deposits_average"),
        ("存款时点", "deposits"),
        ("管理资产 余额", "aum"),
        ("管理资产 本月末", "aum"),
        ("AUM Month-End", "aum"),
        ("存款日均较年初", None),
        ("上年日均存款", None),
        ("AUM 上月末", None),
        ("日均余额", None),
    ],
)
def test_a_balance_at_a_point_in_time_and_an_average_are_never_one_field(
    heading: str, field: str | None
) -> None:
    assert list(understood(heading).taken) == ([] if field is None else [field])


@pytest.mark.parametrize(
    "names", [("AUM", "AUM"), ("AUM", "aum"), ("AUM(元)", "AUM(万元)"), ("AUM", "A U M", "AUM")]
)
def test_of_identical_headings_none_is_taken(names: tuple[str, ...]) -> None:
    found = understood("客户号", *names)
    assert taken(found) == {"customer_id": 0}
    assert [heading.text for heading in found.twice["aum"]] == list(names)
    assert [heading.text for heading in found.find("aum")] == list(names)


def test_a_worse_heading_does_not_stand_in_for_two_identical_better_ones() -> None:
    found = understood("存款余额", "存款余额", "日均存款")
    assert "deposits" not in found.taken
    assert len(found.twice["deposits"]) == 2
    assert [heading.position for heading in found.find("deposits")] == [0, 1]


@pytest.mark.parametrize(
    ("wanted", "positions"), [("AUM#1", [1]), ("aum#2", [3]), ("AUM#3", []), ("AUM#0", []), ("AUM", [1, 3])]
)
def test_one_of_identical_headings_is_named_by_its_number(wanted: str, positions: list[int]) -> None:
    found = understood("客户号", "AUM", "姓名", "AUM")
    assert [heading.position for heading in found.find(wanted)] == positions


def test_a_heading_that_ends_in_a_number_is_itself_first() -> None:
    assert [heading.position for heading in occurrences(headings("AUM", "AUM#1", "AUM"), "AUM#1")] == [1]


def test_the_exact_spelling_goes_before_the_same_heading_in_another() -> None:
    both = headings("AUM(元)", "AUM(万元)")
    assert [heading.position for heading in occurrences(both, "AUM(万元)")] == [1]
    assert [heading.position for heading in occurrences(both, "aum")] == [0, 1]


def test_a_mapping_wins_over_every_alias() -> None:
    found = understood("AUM", "本月数", "存款", aum="本月数", deposits="aum")
    assert taken(found) == {"aum": 1, "deposits": 0}
    assert [(rival.field, rival.other.text) for rival in found.rivals] == [("deposits", "存款")]


def test_a_mapping_settles_identical_headings() -> None:
    found = understood("AUM", "AUM", aum="AUM#2")
    assert taken(found) == {"aum": 1}
    assert not found.twice


def test_a_mapping_to_a_heading_that_the_book_lacks_or_has_twice_settles_nothing() -> None:
    assert taken(understood("AUM", "存款", aum="没有")) == {"aum": 0, "deposits": 1}
    assert understood("AUM", "AUM", aum="AUM").twice


def test_a_name_means_a_field_or_any_heading() -> None:
    found = understood("存款余额(万元)", "基金 定投", "")
    for wanted, position in (("deposits", 0), ("存款余额", 0), ("基金定投", 1), ("c", 2)):
        assert [heading.position for heading in found.find(wanted)] == [position]
    assert found.find("loans") == []


def test_a_column_without_heading_is_named_by_its_letter() -> None:
    found = understood("客户号", " ", "AUM", "")
    assert [(heading.text, heading.is_unnamed) for heading in found.headings[1::2]] == [
        ("B", True),
        ("D", True),
    ]
    assert found.width == 3
    assert understood("", "").width == 0


@pytest.mark.parametrize(
    "heading", ["存款余额 合计", "存款（万元） 总额", "存款 合计（万元）", "Deposits Total"]
)
def test_the_whole_of_a_group_means_the_field_of_the_group(heading: str) -> None:
    assert taken(understood("存款余额 活期", heading)) == {"deposits": 1}


def test_the_whole_of_a_group_is_taken_after_every_heading_of_its_own() -> None:
    found = understood("存款余额 小计", "存款余额 合计", "各项存款")
    assert taken(found) == {"deposits": 2}
    assert taken(understood("存款余额 小计", "存款余额 合计")) == {"deposits": 1}
    assert [rival.other.position for rival in found.rivals] == [0, 1]


@pytest.mark.parametrize("heading", ["存款余额合计", "存款余额 活期", "活期 合计", "客户经理 合计", " 合计"])
def test_what_is_no_whole_of_a_group_of_money_means_no_field(heading: str) -> None:
    assert not taken(understood(heading))


def test_parts_of_groups_are_several_columns_under_a_field_of_money() -> None:
    names = (
        "存款余额（万元） 活期",
        "存款余额（万元） 定期",
        "AUM 2024",
        "客户经理 一",
        "客户经理 二",
        "贷款余额",
        "存款余额 合计",
    )
    found = columns_of_groups(headings(*names))
    assert {field: [heading.position for heading in columns] for field, columns in found.items()} == {
        "deposits": [0, 1]
    }


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ("客户名称（必填）", "name"),
        ("*客户名称(必填项)", "name"),
        ("客户名称【选填】", "name"),
        ("Customer Name (required)", "name"),
        ("1.客户号", "customer_id"),
        ("12、客户号", "customer_id"),
        ("（3）客户号", "customer_id"),
        ("客户号▼", "customer_id"),
        ("客户号 ↓", "customer_id"),
        ("2.存款余额(万元)▼", "deposits"),
        ("客戶編號", "customer_id"),
        ("客戶姓名", "name"),
        ("存款餘額", "deposits"),
        ("貸款餘額（萬元）", "loans"),
        ("客戶經理", "manager"),
        ("1号客户", None),
        ("存款 时点", "deposits"),
        ("金融资产 时点", "aum"),
        ("管理资产 期末", "aum"),
        ("理财(时点余额)", "investments"),
        ("贡献度 时点", None),
        ("存款 上月末", None),
    ],
)
def test_what_templates_and_filters_put_beside_a_heading_changes_nothing(
    typed: str, field: str | None
) -> None:
    found = field_and_rank(typed)
    assert (found[0] if found else None) == field


@pytest.mark.parametrize("typed", ["存款余额（萬元）", "存款餘額(萬元)", "存款餘額_萬元"])
def test_a_unit_in_traditional_characters_is_the_same_unit(typed: str) -> None:
    heading = make_heading(typed, 0)
    assert heading.unit is not None
    assert (heading.key, heading.unit.name) == ("存款余额", "万元")


def test_tiers_that_keyclient_worked_out_are_not_the_banks_own() -> None:
    results = ("customer_id", "row", "value", "loyalty", "tier", "reason")
    assert "book_tier" not in taken(understood(*results))
    assert "book_tier" not in taken(
        understood("customer id", "name", "tier", "value", "loyalty", "row", "why")
    )
    portfolio = ("book", "row", "data_date", "customer_id", "book_tier", "measure", "value", "tier")
    assert taken(understood(*portfolio))["book_tier"] == portfolio.index("book_tier")
    assert taken(understood("customer_id", "tier", "AUM"))["book_tier"] == 1
    assert taken(understood(*results, book_tier="tier"))["book_tier"] == results.index("tier")


def test_the_name_of_a_field_wins_over_other_headings_for_it() -> None:
    assert taken(understood("Tier", "book_tier")) == {"book_tier": 1}

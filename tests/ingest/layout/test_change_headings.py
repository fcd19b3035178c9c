import pytest

from keyclient.ingest.layout.change_headings import change_in
from keyclient.ingest.layout.field_groups import columns_of_groups
from keyclient.ingest.layout.headings import field_and_rank, heading_key, make_heading
from keyclient.ingest.layout.matching import understand
from keyclient.model.since import Since


def meant(heading: str) -> tuple[str | None, Since | None]:
    found, since = field_and_rank(heading), change_in(heading_key(heading))
    return None if found is None else found[0], None if since is None else since[1]


@pytest.mark.parametrize(
    ("heading", "field", "since"),
    [
        ("AUM较上月", "aum_change", Since.MONTH),
        ("AUM較上月", "aum_change", Since.MONTH),
        ("较上月AUM变动额", "aum_change", Since.MONTH),
        ("金融资产较年初增减(万元)", "aum_change", Since.YEAR),
        ("AUM 较上月", "aum_change", Since.MONTH),
        ("AUM余额(较上月)", "aum_change", Since.MONTH),
        ("AUM比上月末（万元）", "aum_change", Since.MONTH),
        ("AUM月增", "aum_change", Since.MONTH),
        ("AUM环比增减额", "aum_change", Since.PERIOD),
        ("AUM较上月增长额", "aum_change", Since.MONTH),
        ("AUM vs last month", "aum_change", Since.MONTH),
        ("Change in AUM since last month", "aum_change", Since.MONTH),
        ("AUM change (MoM)", "aum_change", Since.MONTH),
        ("AUM较上月差额", "aum_change", Since.MONTH),
        ("AUM差异(较年初)", "aum_change", Since.YEAR),
        ("AUM difference vs last month", "aum_change", Since.MONTH),
        ("AUM变动额", "aum_change", None),
        ("AUM Change", "aum_change", None),
        ("存款余额比年初", "deposits_change", Since.YEAR),
        ("存款时点余额较上年末", "deposits_change", Since.YEAR),
        ("存款年增", "deposits_change", Since.YEAR),
        ("存款较上期", "deposits_change", Since.PERIOD),
        ("存款余额较昨日", "deposits_change", Since.DAY),
        ("存款较上季末增减", "deposits_change", Since.QUARTER),
        ("存款较去年同期增减额", "deposits_change", Since.YEAR_AGO),
        ("Deposits YTD change", "deposits_change", Since.YEAR),
        ("YTD change in deposits", "deposits_change", Since.YEAR),
    ],
)
def test_heading_that_names_its_balance_is_the_change_of_it_since_a_day(
    heading: str, field: str, since: Since | None
) -> None:
    assert meant(heading) == (field, since)


@pytest.mark.parametrize(
    "heading",
    [
        "AUM较上月(%)",
        "AUM 较上月 %",
        "AUM较上月增幅(%)",
        "AUM较上月增幅",
        "存款较年初增长率",
        "AUM较上月增长",
        "AUM环比",
        "AUM growth vs last month",
        "AUM MoM %",
        "AUM change in percent",
        "存款日均较上月",
        "贷款较上月",
        "AUM YTD",
        "AUM差额",
        "AUM余额差额（万元）",
        "存款差异",
        "AUM difference",
        "Difference AUM",
    ],
)
def test_share_of_growth_or_change_of_something_else_is_no_change_of_a_balance(heading: str) -> None:
    assert meant(heading)[0] is None


@pytest.mark.parametrize(("heading", "since"), [("较上月", Since.MONTH), ("比年初", Since.YEAR)])
def test_change_that_does_not_say_of_what_is_no_field(heading: str, since: Since) -> None:
    assert meant(heading) == (None, since)


def test_change_since_the_last_month_comes_before_that_since_the_start_of_the_year() -> None:
    for texts in (("AUM较年初", "AUM较上月末增减"), ("AUM change YTD", "AUM vs prior month")):
        found = understand([make_heading(text, place) for place, text in enumerate(texts)], {})
        assert found.taken["aum_change"].text == texts[1]
        assert [rivalry.other.text for rivalry in found.rivals] == [texts[0]]


def test_columns_about_growth_are_no_parts_of_a_balance() -> None:
    texts = ("存款 活期", "存款 定期", "存款 较上月", "存款 较上月增幅(%)")
    groups = columns_of_groups([make_heading(text, place) for place, text in enumerate(texts)])
    assert [heading.text for heading in groups["deposits"]] == list(texts[:2])

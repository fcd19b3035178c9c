import pytest

from keyclient.ingest.columns.amount_headings import Sounds, names_all_assets, sounds_like


@pytest.mark.parametrize(
    ("heading", "sound"),
    [
        ("成交码洋", Sounds.MONEY),
        ("客户码", Sounds.OTHER),
        ("成交商品件数", Sounds.OTHER),
        ("授信余额", Sounds.AMOUNTS),
        ("Total_Trans_Amt", Sounds.AMOUNTS),
        ("Customer_Age", Sounds.OTHER),
        ("单价", Sounds.PER_UNIT),
        ("成交均价（元）", Sounds.PER_UNIT),
        ("Unit Price", Sounds.PER_UNIT),
        ("Cost per Unit", Sounds.PER_UNIT),
        ("Total Price", Sounds.MONEY),
        ("总价", Sounds.MONEY),
        ("每月金额", Sounds.AMOUNTS),
    ],
)
def test_a_heading_sounds_like_money_unless_it_is_an_id_or_a_count(heading: str, sound: Sounds) -> None:
    assert sounds_like(heading) is sound


@pytest.mark.parametrize(
    "heading",
    [
        "管理资产",
        "AUM余额合计",
        "金融资产总额",
        "余额",
        "账户余额（元）",
        "账面 余额",
        "Total Assets",
        "Total Balance",
    ],
)
def test_a_heading_may_be_that_of_all_assets(heading: str) -> None:
    assert names_all_assets(heading)


@pytest.mark.parametrize(
    "heading",
    [
        *(
            "贷款日均",
            "Total_Revolving_Bal",
            "保险 时点余额",
            "单价",
            "成交码洋",
            "授信余额",
            "消费额",
            "资产负债率",
            "不良资产",
        ),
        *(
            "Credit_Limit",
            "Loan Balance",
            "Revolving Balance",
            "资产变动",
            "固定资产",
            "理财资产",
            "平均资产",
        ),
    ],
)
def test_a_part_a_debt_or_a_price_is_not_all_assets(heading: str) -> None:
    assert not names_all_assets(heading)

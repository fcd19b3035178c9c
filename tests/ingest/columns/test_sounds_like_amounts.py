import pytest

from keyclient.ingest.columns.amount_headings import Sounds, sounds_like


@pytest.mark.parametrize(
    ("heading", "sound"),
    [
        ("成交码洋", Sounds.MONEY),
        ("客户码", Sounds.OTHER),
        ("成交商品件数", Sounds.OTHER),
        ("授信余额", Sounds.AMOUNTS),
        ("Total_Trans_Amt", Sounds.AMOUNTS),
        ("Customer_Age", Sounds.OTHER),
    ],
)
def test_a_heading_sounds_like_money_unless_it_is_an_id_or_a_count(heading: str, sound: Sounds) -> None:
    assert sounds_like(heading) is sound

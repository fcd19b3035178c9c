"""Near the next tier is a reason to get in touch."""

import numpy as np

from keyclient.analysis.common.occasions.near import lacking
from keyclient.analysis.common.occasions.occasion import Occasion
from keyclient.model.label import Lang
from tests.analysis.common.occasions.reasons import reasons_of, told, unknown, yuan

NEAR = Occasion.NEAR


def test_whoever_has_nine_tenths_of_the_next_floor_is_near_it() -> None:
    book = reasons_of("customer_id|value\na|90\nb|89.99\nc|36\nd|100\ne|\nf|40")
    assert yuan(book, NEAR) == {"a": "10.00", "c": "4.00"}
    assert unknown(book, NEAR) == ["e"]


def test_the_gap_is_told_against_the_floor_of_today() -> None:
    text = "customer_id|value\na|90"
    assert told(reasons_of(text), NEAR) == {"a": "10 yuan short of platinum (AUM of 100 yuan, today's floor)"}
    assert told(reasons_of(text, lang=Lang.ZH), NEAR) == {"a": "距platinum差10元（当前门槛 AUM 100元）"}


def test_who_lacks_loyalty_alone_is_near_without_a_gap_in_yuan() -> None:
    tiers = [{"name": "gold", "floor": 40, "loyalty": 60}, {"name": "iron"}]
    loyalty = {"min_components": 1}
    book = reasons_of(
        "customer_id|value|satisfaction\na|50|55\nb|50|45\nc|50|60",
        settings={"tier": {"tiers": tiers, "loyalty": loyalty}},
    )
    assert yuan(book, NEAR) == {"a": None}
    assert told(book, NEAR) == {"a": "enough value for gold, 5 points of loyalty short"}
    assert lacking(book.look, np.array([0])) == ["5 points of loyalty"]


def test_who_keeps_a_tier_for_now_is_near_the_one_above_it() -> None:
    """Held, not today's: she is gold by grace, so iron's next tier is not hers."""
    book = reasons_of("customer_id|value\na|50", "customer_id|value\na|39")
    assert not told(book, NEAR)


def test_nobody_is_near_where_there_is_one_tier() -> None:
    book = reasons_of("customer_id|value\na|50", settings={"tier": {"tiers": [{"name": "iron"}]}})
    assert not told(book, NEAR)

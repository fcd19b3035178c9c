"""Addresses in a town that does not exist: where a customer lives, or where a company is."""

from random import Random

from keyclient.demo.chance import happens
from keyclient.demo.names import PLACE
from keyclient.model.label import Label, Lang

_ROADS = (
    Label("Jiefang Road", "解放路"),
    Label("Renmin Road", "人民路"),
    Label("Binjiang Avenue", "滨江大道"),
    Label("Nanhu Road", "南湖路"),
    Label("Wenhua Street", "文化街"),
    Label("Xueyuan Road", "学院路"),
    Label("Chaoyang Street", "朝阳街"),
    Label("Guangming Road", "光明路"),
    Label("Yingbin Avenue", "迎宾大道"),
    Label("Heping Lane", "和平里"),
    Label("Gaoxin Avenue", "高新大道"),
    Label("Xinhua Street", "新华街"),
)
_HOME = Label(
    "Room {room}, Building {house}, {number} {road}, {town}", "{town}市{road}{number}号{house}栋{room}室"
)
_OFFICE = Label("{number} {road}, {town}", "{town}市{road}{number}号")
_UNKNOWN = 0.06
"""Share of the customers whose address was never recorded."""
_PER_ROAD = 997
"""A prime number of houses a road, so that no two places share one soon."""


def address_of(place: int, lang: Lang, *, is_company: bool) -> str | None:
    """The address of the customer at a place of the book; None if the bank never recorded it.

    Everything here is drawn by itself, so that all other figures of the book are the same without it.
    """
    rng = Random(f"{place}:home")  # noqa: S311 - a demo is repeatable, not secret
    if happens(rng, _UNKNOWN):
        return None
    number, road = place % _PER_ROAD + 1, _ROADS[place % len(_ROADS)].text(lang)
    if is_company:
        return _OFFICE.text(lang).format(number=number, road=road, town=PLACE.text(lang))
    room = 100 * rng.randint(1, 28) + rng.randint(1, 4)
    house = place // _PER_ROAD % 30 + 1
    return _HOME.text(lang).format(room=room, house=house, number=number, road=road, town=PLACE.text(lang))

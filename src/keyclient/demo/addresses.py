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
_OFFICE = Label(
    "Room {room}, Tower {house}, {number} {road}, {town}", "{town}市{road}{number}号{house}座{room}室"
)
_UNKNOWN = 0.06
"""Share of the customers whose address was never recorded."""
_PER_ROAD, _HOUSES = 997, 60
"""Numbers of a road, a prime, and houses behind each: a multiple of the number of roads."""
_FLOORS, _DOORS = 28, 4
_ROUND = _PER_ROAD * _HOUSES
"""Places after which the houses come round again: then with another room, so that no two customers share an address."""


def address_of(place: int, lang: Lang, *, is_company: bool) -> str | None:
    """The address of the customer at a place of the book; None if the bank never recorded it.

    Everything here is drawn by itself, so that all other figures of the book are the same without it.
    """
    rng = Random(f"{place % _ROUND}:home")  # noqa: S311 - a demo is repeatable, not secret
    if happens(rng, _UNKNOWN):
        return None
    floor, door = divmod((rng.randrange(_FLOORS * _DOORS) + place // _ROUND) % (_FLOORS * _DOORS), _DOORS)
    return (
        (_OFFICE if is_company else _HOME)
        .text(lang)
        .format(
            room=100 * (floor + 1) + door + 1,
            house=place // _PER_ROAD % _HOUSES + 1,
            number=place % _PER_ROAD + 1,
            road=_ROADS[place % len(_ROADS)].text(lang),
            town=PLACE.text(lang),
        )
    )

"""Portfolios by chance, the same for a seed."""

import datetime as dt
from random import Random

from tests.engines.portfolios import AGES, DAY, EARLIER, OUTCOMES, STAGES, TIERS, Cell, Columns, Made

_BRANCHES = ["城东支行", "城西", "Binjiang", "0012", None]


def by_seed(seed: int, rows: int = 120) -> Made:
    """Customers of two months in a few files; amounts of many magnitudes, blanks everywhere."""
    chance = Random(seed)
    return Made(
        {
            "a/1.parquet": _customers(chance, rows, EARLIER),
            "a/2.parquet": _customers(chance, rows, DAY),
            "b/3.parquet": _customers(chance, 7, DAY, first=rows),
        }
    )


def _customers(chance: Random, rows: int, day: dt.date, first: int = 0) -> Columns:
    def some(choices: list[Cell]) -> list[Cell]:
        return [chance.choice(choices) for _ in range(rows)]

    def amounts(most: int) -> list[Cell]:
        return [
            None
            if chance.random() < 0.1
            else chance.choice([1, 1, 1, -1]) * int(2 ** (chance.random() * most))
            for _ in range(rows)
        ]

    def dates(years: int) -> list[Cell]:
        return [
            None if chance.random() < 0.2 else day - dt.timedelta(days=chance.randrange(365 * years))
            for _ in range(rows)
        ]

    return {
        "customer_id": [f"{row:05}" for row in range(first, first + rows)],
        "branch": some([*_BRANCHES]),
        "aum": amounts(40),
        "deposits": amounts(30),
        "loans": amounts(30),
        "potential": amounts(30),
        "products": some([None, 0, 1, 2, 5, 9]),
        "age": some([*AGES]),
        "open_date": dates(30),
        "last_contact": dates(2),
        "book_tier": some([*TIERS]),
        "stage": some([*STAGES]),
        "stage_date": dates(1),
        "outcome": some([*OUTCOMES]),
        "data_date": [day] * rows,
    }

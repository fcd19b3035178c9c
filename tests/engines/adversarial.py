"""Portfolios that are made to part engines: ties at borders, blanks, no value at all, sums past 2**63, names, dates."""

import datetime as dt

from tests.engines.portfolios import DAY, OUTCOMES, STAGES, TIERS, Columns, Made, numbered, two_months

BORDERS = [2**power + step for power in range(2, 44, 3) for step in (-1, 0, 0, 1)]
"""Values at the borders of every width of bucket, those in the middle twice."""
BIG = 10**16
"""The largest amount that is taken for one; 923 of them are beyond 2**63."""
BIRTHS = [dt.date(1964, 2, 29), dt.date(2000, 2, 29), dt.date(1900, 1, 1), None, dt.date(2026, 9, 30)]


VALUES: dict[str, list[int | None]] = {
    "ties across borders of buckets": [*BORDERS],
    "negatives, zeros and blanks": [*(-value for value in BORDERS[:20]), *BORDERS[10:30], 0, 0, None, None],
    "all equal": [12_345] * 17,
    "one whale": [*[1] * 40, 10**15],
    "one customer": [500_00],
    "nobody with a value": [None] * 5,
    "only zeros": [0] * 5,
    "only negatives": [-5, -5, -1, None],
    "sums past 2**63": [*(BIG - row % 7 for row in range(1200)), 5, None, -3],
    "negative sums past 2**63": [*(row % 7 - BIG for row in range(1200)), 5, None],
}
"""Values in fen by what is odd about them."""


def adversarial() -> dict[str, Made]:
    """Portfolios with everything that the analyses look at."""
    return {
        "all values, a branch each": branches_of_values(),
        "several dates": several_dates(),
        "Chinese partitions": partitions(),
    }


def branches_of_values() -> Made:
    """The values of each kind in a branch of that name, and a branch without one; the large ones a few times only."""
    named = [
        (None if name == "only zeros" else name, value)
        for name, values in VALUES.items()
        for value in values[:50]
    ]
    return two_months(numbered([value for _, value in named], [name for name, _ in named]))


def lives(rows: int) -> Columns:
    """Customers with everything that the analyses look at, in all mixtures; ids null and duplicated."""
    every = range(rows)
    return {
        "customer_id": [None if row % 11 == 3 else f"{row - row % 7 // 6:04}" for row in every],
        "name": [f"客户{row}" if row % 5 else None for row in every],
        "branch": [("上海分行", "北京·朝阳", None)[row % 3] for row in every],
        "manager": [("张三", "李四", "李四 ", None)[row % 4] for row in every],
        "aum": [
            (row * 7_919_001 % 900_000_00) - (row % 13 == 0) * 10**9 if row % 10 else None for row in every
        ],
        "deposits": [row * 104_729 % 50_000_00 if row % 6 else None for row in every],
        "loans": [row % 3 * 1_000_000 for row in every],
        "potential": [row % 4 * 2_500_000 if row % 5 else None for row in every],
        "aum_average": [row * 7_919_001 % 800_000_00 if row % 9 else None for row in every],
        "products": [row % 8 if row % 7 else None for row in every],
        "birth_date": [
            BIRTHS[row % 5] if row % 2 else dt.date(1940 + row, 1 + row % 12, 28) for row in every
        ],
        "open_date": [dt.date(2000 + row % 27, 2, 28) if row % 8 else None for row in every],
        "last_contact": [DAY - dt.timedelta(days=row * 9) if row % 5 else None for row in every],
        "holdings": [("存款;理财", "基金", None, "保险、贷款")[row % 4] for row in every],
        "book_tier": [TIERS[row % 5] for row in every],
        "stage": [STAGES[row % 8] for row in every],
        "stage_date": [DAY - dt.timedelta(days=row) if row % 4 else None for row in every],
        "outcome": [OUTCOMES[row % 6] for row in every],
        "source": [("电话", "讲座", None)[row % 3] for row in every],
    }


def several_dates() -> Made:
    """Two branches over three months; one of them has no newest month."""
    return Made(
        {
            f"{day:%Y%m}.parquet": _of_day(day, number)
            for number, day in enumerate([dt.date(2026, 7, 31), dt.date(2026, 8, 31), DAY])
        }
    )


def _of_day(day: dt.date, number: int) -> Columns:
    rows = [row for row in range(24) if (row + number) % 9]
    columns = lives(24)
    moved = {name: [cells[row] for row in rows] for name, cells in columns.items()}
    return {
        **moved,
        "customer_id": [f"{row:04}" for row in rows],
        "branch": [("城东" if number == 2 else ("城东", "城西")[row % 2]) for row in rows],
        "aum": [None if row == 5 else (row * 1_000_003 + number * row % 5 * 77_777) % 10**8 for row in rows],
        "data_date": [day] * len(rows),
    }


def partitions() -> Made:
    """Partitions with Chinese names, one with zeros before it, and columns that not all files have."""
    return Made(
        {
            "网点=城东支行/月份=202609/一.parquet": numbered(BORDERS[:9], [None]),
            "网点=0012/月份=202609/b.parquet": {**numbered([3, 3, None]), "potential": [1, None, 9]},
            "网点=%E4%B8%8A海/月份=202608/c d.parquet": {
                name: cells for name, cells in numbered([-1, 0, 8, 8]).items() if name != "products"
            },
        },
        "网点",
    )

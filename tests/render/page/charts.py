"""One chart of each kind, with awkward figures in it."""

from decimal import Decimal

from keyclient.model.label import Label
from keyclient.model.report import Cell, Chart, ChartKind, Kind, Sentence, Table, TableColumn

SAYS = Sentence(Label("The first of five bring half.", "五个中的第一个占一半。"))


def _column(key: str, kind: Kind) -> TableColumn:
    return TableColumn(key, Label(key, f"列{key}"), kind)


def _table(columns: dict[str, Kind], *rows: tuple[Cell, ...]) -> Table:
    return Table("t", Label("t", "表"), tuple(_column(key, kind) for key, kind in columns.items()), rows)


PARETO = Chart(
    "pareto",
    ChartKind.PARETO,
    Label("Few bring most", "少数贡献多数"),
    SAYS,
    _table(
        {"band": Kind.TEXT, "value": Kind.MONEY, "running": Kind.SHARE},
        ("5%", Decimal(50_000_000), 0.5),
        ("10%", Decimal(30_000_000), 0.8),
        ("15%", Decimal(-2), 1.0),
    ),
    ("value",),
    "running",
    0.8,
)
BARS = Chart(
    "classes",
    ChartKind.BARS,
    Label("Shares", "占比"),
    SAYS,
    _table(
        {"class": Kind.TEXT, "customers": Kind.SHARE, "value": Kind.SHARE},
        ("A <b>", 0.2, 0.8),
        ("N", 0.1, None),
    ),
    ("customers", "value"),
)
HEAT = Chart(
    "coverage",
    ChartKind.HEAT,
    Label("Coverage", "覆盖率"),
    SAYS,
    _table(
        {"band": Kind.TEXT, "basic": Kind.SHARE, "estate": Kind.SHARE}, ("<30", 0.95, None), ("60+", 0.5, 0.0)
    ),
    ("basic", "estate"),
)
CURVE = Chart(
    "whale",
    ChartKind.CURVE,
    Label("Running profit", "累计利润"),
    SAYS,
    _table(
        {"customers": Kind.SHARE, "profit": Kind.MONEY},
        (0.0, Decimal(0)),
        (0.5, Decimal(900)),
        (1.0, Decimal(700)),
    ),
    ("profit",),
    mark=700.0,
)
WATERFALL = Chart(
    "moves",
    ChartKind.WATERFALL,
    Label("What moved", "变动构成"),
    SAYS,
    _table(
        {"part": Kind.TEXT, "change": Kind.MONEY, "customers": Kind.COUNT},
        ("opening", Decimal(50_000_000), 1030),
        ("new", Decimal(12_000_000), 20),
        ("lost", Decimal(-90_000_000), 12),
        ("stayed", Decimal(0), 998),
        ("closing", Decimal(-28_000_000), 1038),
    ),
    ("change",),
    counts=("customers",),
)
MATRIX = Chart(
    "matrix",
    ChartKind.HEAT,
    Label("From tier to tier", "层级迁移"),
    SAYS,
    _table(
        {
            "from": Kind.TEXT,
            "gold": Kind.SHARE,
            "lost": Kind.SHARE,
            "n_gold": Kind.COUNT,
            "n_lost": Kind.COUNT,
        },
        ("gold", 0.9, 0.1, 36, 4),
        ("new", None, None, 7, None),
    ),
    ("gold", "lost"),
    counts=("n_gold", "n_lost"),
    few=5,
)
LADDER = Chart(
    "ladder",
    ChartKind.BARS,
    Label("What matures, by week", "按周到期"),
    SAYS,
    _table(
        {"week": Kind.TEXT, "amount": Kind.MONEY, "customers": Kind.COUNT},
        ("2026-06-01", Decimal(8_642_000), 34),
        ("2026-06-08", Decimal(0), 0),
    ),
    ("amount",),
    counts=("customers",),
)
ALL = (PARETO, BARS, HEAT, CURVE, WATERFALL, MATRIX, LADDER)

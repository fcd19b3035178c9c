"""Rules 460 to 463: changes of balances as the book itself gives them."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC460",
    Severity.NOTE,
    title=Label("change of what", "变动指标不明"),
    message=Label(
        "“{heading}” is a change, but does not say of what; it is kept as an ordinary column. If it is the {field_name}, add "
        '--map {used}="{label}".',
        "“{heading}”是变动额，但未说明属于哪项指标，按普通列保留；如为{field_name}，请加上 "
        '--map {used}="{label}"。',
    ),
    remedy=Label(
        "Name the balance in the heading, for example AUM vs last month, or map the column.",
        "请在列名中写明指标，例如“AUM较上月”，或用 --map 指定该列。",
    ),
    example=Label("AUM, vs last month", "AUM、较上月"),
)
class ChangeOfWhat(Issue):
    """A change that does not say of what."""

    heading: str
    field_name: Label
    used: str
    label: str


@rule(
    "KC461",
    Severity.NOTE,
    title=Label("customers without a known opening", "期初不明的客户"),
    message=Label(
        "Customers whose change ({heading}) is blank: {count}, {amount}; what they had before is not known, so they are apart.",
        "变动额（{heading}）空白的客户：{count} 个，{amount}；期初数不明，单独列示。",
    ),
    remedy=Label(
        "Fill in the change; 0 where nothing changed.",
        "请补填变动额；没有变动的请填 0。",
    ),
    example=Label("AUM vs last month: (blank)", "AUM较上月：（空白）"),
)
class OpeningUnknown(Issue):
    """Customers of whom the book does not say what they had before."""

    heading: str
    count: int
    amount: Label


@rule(
    "KC462",
    Severity.WARNING,
    title=Label("change without a unit", "变动额未注明单位"),
    message=Label(
        "“{heading}” has no unit while “{other}” has one; the change is read in {unit}.",
        "“{heading}”未注明单位，而“{other}”有单位；该变动额按{unit}读取。",
    ),
    remedy=Label(
        "Put the unit into the heading of the change too.", "请在变动额的列名中同样写明单位，例如（万元）。"
    ),
    example=Label("AUM (RMB 10k), AUM vs last month", "AUM（万元）、AUM较上月"),
)
class ChangeWithoutUnit(Issue):
    """A change whose heading has no unit, beside a balance whose heading has one."""

    heading: str
    other: str
    unit: str

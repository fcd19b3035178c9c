"""Rules 76x: what another policy would change."""

from keyclient.model.issue import Issue, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@rule(
    "KC760",
    Severity.NOTE,
    title=Label("nothing is tried", "测算内容与现行策略相同"),
    message=Label(
        "What --what-if tries is what the policy says already: both sides are the same.",
        "--what-if 的取值与现行策略相同，两侧没有差别。",
    ),
    remedy=Label(
        "keyclient policy show says which values are in force. Try another one.",
        "请用 keyclient policy show 查看现行取值后，另取一值测算。",
    ),
    example=Label("--what-if tier.near=0.9, which is the default", "--what-if tier.near=0.9（即默认值）"),
)
class NothingTried(Issue):
    """A policy that is tried and is the one in force."""


@rule(
    "KC761",
    Severity.WARNING,
    title=Label("a trial asks for more seats than there are", "测算策略所需席位不足"),
    message=Label(
        "By the policy that is tried, managers with more key customers than seats: {managers}; customers beyond their seats: {count}.",
        "按测算策略，{managers} 名客户经理的重点客户超出席位，合计超出 {count} 户。",
    ),
    remedy=Label(
        "Set a higher floor, or the seats of a manager: --what-if managers.seats=40.",
        "请提高门槛，或用 --what-if managers.seats=40 指定每名客户经理的席位。",
    ),
    example=Label("60 key customers, 40 seats", "重点客户 60 户，席位 40 个"),
)
class SeatsShort(Issue):
    """Managers over their seats."""

    managers: int
    count: int


@rule(
    "KC762",
    Severity.NOTE,
    title=Label("seats cannot be told", "无法比较席位"),
    message=Label(
        "The book names no manager, so the seats that the policy asks for cannot be compared with those there are.",
        "表内没有客户经理，无法比较所需席位与现有席位。",
    ),
    remedy=Label("Name the column with --map manager=HEADING.", "请用 --map manager=列名 指定客户经理列。"),
    example=Label("no column of managers", "没有客户经理列"),
)
class SeatsUnknown(Issue):
    """A book without managers."""


@rule(
    "KC763",
    Severity.NOTE,
    title=Label("what is tried moves nobody", "测算取值未引起任何变动"),
    message=Label(
        "With another value of {keys} every customer stays in her group: the groups of this command do not depend on it, or not in "
        "this book.",
        "{keys} 改变后，所有客户的分组均不变：本命令的分组与之无关，或本表没有受影响的客户。",
    ),
    remedy=Label(
        "Try another value or key; what the command itself gives with it says --set.",
        "请换一取值或策略项；如需查看命令本身的结果，请改用 --set。",
    ),
    example=Label("plan --what-if today.limit=3", "plan --what-if today.limit=3"),
)
class NothingMoves(Issue):
    """A policy that is tried and makes no difference."""

    keys: Label

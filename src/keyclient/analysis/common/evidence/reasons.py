"""What speaks for a customer leaving: the reasons that are looked for, each of one family."""

from enum import StrEnum
from typing import NamedTuple

from keyclient.model.label import Label


class Family(StrEnum):
    """The four families of evidence. They are never added up."""

    MONEY = "money"
    RELATION = "relation"
    STRUCTURE = "structure"
    CALENDAR = "calendar"


FAMILY_LABELS = {
    Family.MONEY: Label("money", "资金"),
    Family.RELATION: Label("relation", "关系"),
    Family.STRUCTURE: Label("structure", "结构"),
    Family.CALENDAR: Label("calendar", "到期"),
}


class Why(StrEnum):
    """One reason."""

    EMPTIED = "emptied"
    DOWN = "down"
    UNDER_FLOOR = "under_floor"
    OVERDUE = "overdue"
    COMPLAINT = "complaint"
    NO_OWNER = "no_owner"
    MANAGER_CHANGED = "manager_changed"
    ONE_PRODUCT = "one_product"
    LOAN_ONLY = "loan_only"
    COMPETITOR = "competitor"
    WALLET = "wallet"
    PERSON = "person"
    MATURING = "maturing"
    GRACE_ENDS = "grace_ends"


class Reason(NamedTuple):
    """What a reason is called, and what it is known by."""

    why: Why
    family: Family
    label: Label
    needs: tuple[tuple[str, ...], ...]
    """The fields of `Customer` that say whether it holds: any one of these sets is enough."""
    needs_earlier: bool = False
    """Whether an earlier book says so, or says so better than the fields do."""


REASONS: tuple[Reason, ...] = (
    Reason(Why.EMPTIED, Family.MONEY, Label("emptied", "已清空"), (), needs_earlier=True),
    Reason(
        Why.DOWN,
        Family.MONEY,
        Label("down", "大幅下降"),
        (("aum_change",), ("deposits_change",)),
        needs_earlier=True,
    ),
    Reason(
        Why.UNDER_FLOOR,
        Family.MONEY,
        Label("under her book tier's floor", "低于表内层级门槛"),
        (("book_tier",),),
    ),
    Reason(Why.OVERDUE, Family.RELATION, Label("contact overdue", "联系逾期"), (("last_contact",),)),
    Reason(Why.COMPLAINT, Family.RELATION, Label("complaint", "有投诉"), (("complaints",),)),
    Reason(Why.NO_OWNER, Family.RELATION, Label("no manager", "无管户经理"), (("manager",),)),
    Reason(
        Why.MANAGER_CHANGED, Family.RELATION, Label("manager changed", "客户经理变更"), (), needs_earlier=True
    ),
    Reason(
        Why.ONE_PRODUCT,
        Family.STRUCTURE,
        Label("one product", "仅持一种产品"),
        (("products",), ("holdings",)),
    ),
    Reason(
        Why.LOAN_ONLY,
        Family.STRUCTURE,
        Label("loan only", "仅有贷款"),
        (("loans", "deposits"), ("loans", "aum")),
    ),
    Reason(Why.COMPETITOR, Family.STRUCTURE, Label("competitor named", "有他行往来"), (("competitor",),)),
    Reason(
        Why.WALLET, Family.STRUCTURE, Label("most of the wallet elsewhere", "钱包份额偏低"), (("potential",),)
    ),
    Reason(Why.PERSON, Family.STRUCTURE, Label("hangs on one person", "依赖个人关系"), (("source",),)),
    Reason(
        Why.MATURING,
        Family.CALENDAR,
        Label("matures soon", "大额将到期"),
        (("maturity_date", "maturity_amount"),),
    ),
    Reason(Why.GRACE_ENDS, Family.CALENDAR, Label("grace ends", "宽限期将满"), (), needs_earlier=True),
)
"""All reasons, in the order in which they are told."""
REASON_OF = {reason.why: reason for reason in REASONS}
ONLY_LEAVE = frozenset({Why.EMPTIED})
"""Those of customers who have nothing left to lose: they are tried by who leaves, on either side."""
FAMILY_OF = {reason.why: reason.family for reason in REASONS}

"""Catalogues to start from, the activities to invite customers to, and the perks that they value. None is any bank's rule."""

from typing import NamedTuple

from keyclient.policy.parts.catalogue import Activity, CataloguePreset, Cell, Entry, Perk, Trigger
from keyclient.policy.parts.needs import TO_THE_END, Ages

_CONTACT = "contact since {start}"
_KEPT = "{balance} >= {kept} and contact since {start}"


class _Words(NamedTuple):
    """A text in both languages."""

    en: str
    zh: str


class _Said(NamedTuple):
    """What an entry says."""

    target: _Words
    strategy: _Words
    activity: _Words


class _Takes(NamedTuple):
    """What an entry takes, and when."""

    lead: int = 1
    effort: float = 1.0
    days: int = 1


def _entry(
    names: tuple[str, str],
    trigger: Trigger,
    said: _Said,
    proof: str,
    takes: _Takes,
    cells: tuple[Cell, ...] = (),
) -> Entry:
    texts = {name: words.en for name, words in said._asdict().items()}
    chinese = {f"{name}_zh": words.zh for name, words in said._asdict().items()}
    return Entry.usual(
        name=names[0],
        zh=names[1],
        trigger=trigger,
        **texts,
        **chinese,
        proof=proof,
        **takes._asdict(),
        cells=cells,
    )


_MATURES = _entry(
    ("maturity", "到期承接"),
    "matures",
    _Said(
        _Words("keep the {amount} that matures on {date}", "留住 {date} 到期的 {amount}"),
        _Words("agree on what follows before the date", "到期前谈妥承接方案"),
        _Words(
            "call, then meet: what the money is for, what may follow it",
            "先电话、再面谈：了解资金用途，商定到期后的安排",
        ),
    ),
    _KEPT,
    _Takes(days=3),
)
_LEFT = _entry(
    ("win-back", "资金挽回"),
    "left",
    _Said(
        _Words("win back half of the {amount} that left", "挽回流出的 {amount} 的一半"),
        _Words("find out why it left, before any offer", "先弄清流出原因，再谈产品"),
        _Words("visit: where the money went and what was missing", "上门拜访：了解资金去向与不满意之处"),
    ),
    "{balance} >= {won_back}",
    _Takes(lead=5, effort=2.0),
)
_COMPLAINT = _entry(
    ("complaint", "投诉化解"),
    "complaint",
    _Said(
        _Words("settle the complaint", "化解投诉"),
        _Words("settle first, sell later", "先解决问题，后谈业务"),
        _Words(
            "call with the head of the branch, and tell what was done", "与网点负责人一同致电，告知处理结果"
        ),
    ),
    _CONTACT,
    _Takes(),
)
_GRACE = _entry(
    ("hold-tier", "保级"),
    "grace_ends",
    _Said(
        _Words("stay in tier {tier}", "保住{tier}层级"),
        _Words("tell what the tier is worth and what is missing", "说明层级权益与差额"),
        _Words(
            "call: what is missing, and {perk} as a perk of the tier",
            "致电：说明尚差多少，提示层级权益（如{perk}）",
        ),
    ),
    "tier >= {tier}",
    _Takes(lead=10, effort=2.0),
)
_NEAR = _entry(
    ("next-tier", "临界提升"),
    "near",
    _Said(
        _Words("reach tier {next_tier}: {gap} more", "提升至{next_tier}：尚差 {gap}"),
        _Words("make the next tier worth it", "以上一层级的权益促提升"),
        _Words(
            "call: what is missing, and {perk} as a perk of the next tier",
            "致电：说明尚差多少及提升后的权益（如{perk}）",
        ),
    ),
    "tier >= {next_tier}",
    _Takes(lead=15, effort=2.0),
)
_OVERDUE = _entry(
    ("contact", "恢复联系"),
    "overdue",
    _Said(
        _Words("be in touch again", "恢复联系"),
        _Words("a reason to meet that is no sale", "以活动促见面，不以推销开场"),
        _Words("call and invite: {event}", "致电并邀约：{event}"),
    ),
    _CONTACT,
    _Takes(),
)
_WIN = _entry(
    ("win-share", "他行资产转入"),
    "wallet",
    _Said(
        _Words("bring a tenth more here ({amount} is elsewhere)", "在本行资产提高一成（他行尚有 {amount}）"),
        _Words("one thing that the other bank does not do", "抓住他行没有做到的一件事"),
        _Words(
            "invite: {event}; there ask for one product to be moved", "邀约：{event}；席间争取转入一项业务"
        ),
    ),
    "{balance} >= {grown}",
    _Takes(lead=15, effort=2.0),
    cells=("win",),
)
_NEED = _entry(
    ("need", "需求满足"),
    "need",
    _Said(
        _Words("cover the need: {need}", "满足{need}需求"),
        _Words("what her age asks for and her risk rating allows", "按年龄需求与风险等级匹配"),
        _Words("meet about {offer}", "面谈，介绍{offer}"),
    ),
    "holds {family}",
    _Takes(lead=10),
)
_NEW = _entry(
    ("welcome", "新客维护"),
    "new",
    _Said(
        _Words("be known by the new customer", "与新客户建立联系"),
        _Words("know the customer before selling anything", "先了解客户，再谈产品"),
        _Words(
            "welcome call: what the account is for, who the manager is",
            "欢迎电话：了解开户用途，介绍客户经理",
        ),
    ),
    _CONTACT,
    _Takes(lead=3),
)
_BIRTHDAY = _entry(
    ("birthday", "生日关怀"),
    "birthday",
    _Said(
        _Words("wish a happy birthday", "生日问候"),
        _Words("be there when nothing is sold", "无事也问候"),
        _Words("call on the day or before, with {perk} where it is due", "当日或提前致电，可附{perk}权益"),
    ),
    _CONTACT,
    _Takes(days=0),
)
_ASK = _entry(
    ("ask", "摸底他行资产"),
    "ask",
    _Said(
        _Words("know what is elsewhere", "了解他行资产"),
        _Words("ask before offering", "先问后推"),
        _Words(
            "meet: which banks, what for; enter it in the customer file",
            "面谈：往来哪些银行、作何用途，登记客户档案",
        ),
    ),
    "potential >= 0",
    _Takes(lead=10),
    cells=("ask",),
)
_GROW = _entry(
    ("grow", "培育提升"),
    "key",
    _Said(
        _Words("grow by a tenth", "资产提高一成"),
        _Words("know early whom others will call key", "早于同业培育潜力客户"),
        _Words("invite: {event}", "邀约：{event}"),
    ),
    "{balance} >= {grown}",
    _Takes(lead=15),
    cells=("grow",),
)
_KEEP = _entry(
    ("keep", "日常维护"),
    "key",
    _Said(
        _Words("keep {balance} here", "稳住 {balance}"),
        _Words("be in touch without an occasion", "无事常联系"),
        _Words("invite: {event}", "邀约：{event}"),
    ),
    _KEPT,
    _Takes(lead=5),
)
_WAKE = _entry(
    ("wake", "睡眠唤醒"),
    "dormant",
    _Said(
        _Words("wake the account", "唤醒睡眠户"),
        _Words("find out whether she is still a customer", "确认是否仍有往来意愿"),
        _Words("call: what would make the account useful", "致电了解账户闲置原因"),
    ),
    _CONTACT,
    _Takes(lead=5),
)
_CALL = _entry(
    ("call", "电话维护"),
    "key",
    _Said(
        _Words("be in touch", "保持联系"),
        _Words("listen", "倾听需求"),
        _Words("call, and enter what was said in the customer file", "致电，并登记客户档案"),
    ),
    _CONTACT,
    _Takes(lead=5),
)

CATALOGUES = {
    "training": CataloguePreset.usual(
        about=(
            "Reasons, activities and proofs after training material on key-customer development: settle what may be lost "
            "first, then what is within reach, then keep in touch. The order and the proofs are keyclient's choice."
        ),
        zh="依据大客户开发培训资料编制：先稳住可能流失的，再争取够得着的，最后日常维护；次序与验收标准由本程序设定。",
        catalogue=(
            _MATURES, _LEFT, _COMPLAINT, _GRACE, _NEAR, _WIN, _OVERDUE, _BIRTHDAY, _NEED, _NEW, _ASK, _WAKE, _GROW, _KEEP, _CALL,
        ),
    ),
    "contact": CataloguePreset.usual(
        about="Contacts alone, for books that say nothing about products, tiers of the bank or what is elsewhere.",
        zh="仅以联系为验收标准，适用于没有产品、他行资产等信息的客户表。",
        catalogue=(_COMPLAINT, _NEW, _BIRTHDAY, _OVERDUE, _WAKE, _CALL),
    ),
}  # fmt: skip
"""By name; the first is the default."""


def _activity(
    zh: str, *, ages: Ages | None = None, tiers: tuple[str, ...] = (), needs: tuple[str, ...] = ()
) -> Activity:
    return Activity.usual(zh=zh, ages=ages, tiers=tiers, needs=needs)


ACTIVITIES = {
    "senior_travel": _activity("老年旅游", ages=(60, TO_THE_END)),
    "golf": _activity("高尔夫", tiers=("platinum",), ages=(40, 60)),
    "health_check": _activity("健康体检", ages=(50, TO_THE_END)),
    "tasting": _activity("品酒会", tiers=("platinum",), ages=(30, 60)),
    "test_drive": _activity("试驾", ages=(25, 40)),
    "children_camp": _activity("亲子夏令营", ages=(30, 40)),
    "future_leaders_training": _activity("未来领袖训练营", ages=(40, 50)),
    "lecture": _activity("讲座沙龙"),
}
"""The activities of the training material; whom each fits is keyclient's choice. The first that fits is taken."""

PERKS = {
    "hotel": Perk.usual(zh="酒店优惠", share=0.350),
    "insurance": Perk.usual(zh="保险", share=0.317),
    "shopping_discount": Perk.usual(zh="购物折扣", share=0.300),
    "settlement": Perk.usual(zh="结算优惠", share=0.267),
}
"""What customers value, by the survey that the training material quotes."""

"""How people write the statuses of a plan and of a list of calls: words for each status, beside those of the drop-downs."""

from collections.abc import Mapping

from keyclient.model.filled_in import FormKind
from keyclient.model.forms import CALL_STATUSES, PLAN_STATUSES
from keyclient.model.label import Label

_PLAN: Mapping[str, tuple[str, ...]] = {
    "todo": (
        "todo", "not started", "open", "pending",
        "未开始", "未启动", "待处理", "待跟进", "待开始", "未办", "未完成", "未做", "还没做", "暂缓", "延后", "推迟", "待定",
    ),
    "doing": (
        "doing", "started", "ongoing", "working on it",
        "跟进中", "推进中", "办理中", "处理中", "执行中", "在办", "在做", "正在做", "在跟进", "正在跟进",
        "已开始", "已启动", "已联系", "已联络", "持续跟进", "继续跟进", "→",
    ),
    "done": (
        "finished", "completed", "complete", "ok", "yes", "√", "✓", "✔", "☑", "✅",
        "完成", "已办", "已办结", "办结", "办妥", "已办妥", "完毕", "已落实", "做完", "做好", "已做", "搞定", "100%",
    ),
    "dropped": (
        "cancelled", "canceled", "given up", "void", "×", "✗", "✘",
        "已取消", "放弃", "已放弃", "不做", "作废", "终止", "已终止", "撤销", "已撤销", "不再跟进", "不跟进", "不需要", "无需跟进",
    ),
}  # fmt: skip
_CALLS: Mapping[str, tuple[str, ...]] = {
    "contacted": (
        "called", "reached", "spoken", "done", "yes", "declined", "not interested", "√", "✓", "✔", "☑", "✅",
        "已致电", "已接", "已接通", "接通", "已通话", "联系上", "已联络", "已拜访", "已完成", "完成", "打通", "已打通", "已打", "已打电话", "已沟通", "已面谈",
        "已加微信", "已发微信", "已微信联系", "微信已联系", "不需要", "无意向", "有意向", "暂无需求",
    ),
    "no_answer": (
        "no_answer", "not reached", "unreachable", "busy", "voicemail", "×",
        "未接听", "无人接听", "未接通", "没接", "没人接", "打不通", "联系不上", "未联系上", "关机", "停机", "占线", "空号",
        "拒接", "挂断", "无人接", "未打通", "没打通", "没接通", "忙线",
    ),
    "appointment": (
        "booked", "meeting", "visit agreed",
        "已约见", "已约", "约好", "约", "约定", "已预约", "预约", "约访", "已约访", "约见面", "已约面谈",
    ),
}  # fmt: skip
SAYING_MORE: Mapping[FormKind, frozenset[str]] = {
    FormKind.PLAN: frozenset(("已联系", "已联络", "暂缓", "推迟", "不需要")),
    FormKind.CALLS: frozenset(
        (
            "declined", "notinterested", "已加微信", "已发微信", "已微信联系", "微信已联系", "不需要", "无意向", "有意向",
            "暂无需求", "拒接", "挂断", "停机", "空号", "关机",
        )
    ),
}  # fmt: skip
"""The words that say more than a status: they are kept in the remark too."""
_UNSAID = {
    FormKind.PLAN: ("todo", ()),
    FormKind.CALLS: ("", ("not contacted", "to do", "未联系", "待联系", "未打", "未致电")),
}
"""The status of a blank cell, and the words that mean the same; `""` is none yet."""
_STATUSES: Mapping[FormKind, Mapping[str, Label]] = {
    FormKind.PLAN: PLAN_STATUSES,
    FormKind.CALLS: CALL_STATUSES,
}


def status_words(kind: FormKind) -> dict[str, str]:
    """The status of each word that people write for it; `""` where a call has none yet. A blank cell is the word `""`."""
    unsaid, words = _UNSAID[kind]
    further = _PLAN if kind is FormKind.PLAN else _CALLS
    found = {"": unsaid, **dict.fromkeys(words, unsaid)}
    for status, label in _STATUSES[kind].items():
        said = (status, label.en, label.zh, *further[status])
        found |= dict.fromkeys(said, status)
    return found

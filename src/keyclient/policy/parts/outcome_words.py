"""The words for won, lost and open in a column of stages or outcomes, which hold without any policy.

A word for lost is known with what people put around it (客户已取消, Deal declined, 放弃办理) as long as that does not
change what it says: 暂不考虑 is still open. What merely sounds like an outcome is in `stage_words`.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from types import MappingProxyType
from typing import Literal

Outcome = Literal["won", "lost", "open"]

_LOST_ZH = (
    "流失", "丢单", "输单", "丢失", "失败", "战败", "放弃", "取消", "撤销", "撤单", "撤回", "终止", "拒绝", "婉拒", "拒", "否决",
    "无效", "无吸引力", "无意向", "没意向", "没有意向", "无兴趣", "没兴趣", "没有兴趣", "不感兴趣", "无需求", "没需求", "没有需求", "不需要",
    "不做", "不要", "不办", "不买", "不想做", "不想要", "不想办", "不想买", "不考虑", "不再考虑", "不合作", "不愿办理", "没戏", "没成",
    "谈崩", "谈黄", "黄了", "泡汤", "跑单", "死单", "废单", "作废", "淘汰", "出局", "落选", "未果", "没成交", "未成交",
)  # fmt: skip
_BEFORE_ZH = ("", "已", "被", "已被", "客户", "客户已", "主动", "客户主动", "对方", "项目", "商机")
_BEHIND_ZH = ("", "了", "客户", "合作", "办理", "商机", "线索")
_NOT_MADE_ZH = (
    *map("".join, product(("没", "没有", "未"), ("签", "谈", "做", "办", "买", "贷"), ("成", "下来"))),
    *map("".join, product(("签", "谈", "做", "办"), ("不成", "不下来"))), "没谈拢", "未谈拢", "谈不拢",
)  # fmt: skip
_SAID_ZH = (
    "不要",
    "不买",
    "不办",
    "不做",
    "不想办",
    "不想做",
    "不考虑",
    "不需要",
    "不合作",
    "没兴趣",
    "不感兴趣",
    "没需求",
    "放弃",
    "取消",
)
_OTHER_BANKS = ("他行", "别行", "别的银行", "其他银行", "其它银行", "别家", "别家银行", "另一家银行")
_TO_THEM = (
    "选", "选了", "选择", "选择了", "转", "转到", "转去", "转投", "转向", "改选", "改投", "改去", "去", "去了", "跑到", "流向",
)  # fmt: skip
_THERE = ("", "了", "办理", "成交")
_RIVALS = (*_OTHER_BANKS, "同业", "对手", "竞争对手", "竞品")
_TAKEN_BY = ("抢走", "抢了", "抢单", "抢去", "挖走", "拿走", "截胡")
_LOST_EN = (
    "lost", "dead", "disqualified", "unqualified", "abandoned", "rejected", "refused", "declined", "cancelled", "canceled",
    "dropped", "dropped out", "withdrawn", "withdrew", "terminated", "aborted", "called off", "failed", "churned", "junk",
    "no go", "no deal", "no sale", "not interested", "no longer interested", "no interest", "not proceeding",
    "not going ahead", "gave up", "given up", "fell through", "lost to competitor", "lost to competition", "went elsewhere",
    "went to competitor", "went with competitor", "chose competitor", "chose another bank", "went to another bank",
    "went with another bank", "moved to another bank",
)  # fmt: skip
_BEFORE_EN = ("", "closed ", "customer ", "client ", "deal ", "lead ", "opportunity ")
_BEHIND_EN = ("", " by customer", " by client", " customer", " client", " deal", " lead", " opportunity")
PLAINLY_LOST = frozenset({"lost", "closedlost", "流失", "已流失", "丢单", "输单", "战败", "已战败"})
"""Words that name the outcome itself, and are no stage whoever calls them one; as stages are compared."""
_STAGES = frozenset({"unqualified lead"})
"""What is put together of these words but is a stage."""


def _around(words: tuple[str, ...], before: tuple[str, ...], behind: tuple[str, ...]) -> Iterator[str]:
    """Each word, first by itself and then with what may stand around it."""
    yield from words
    for front, word, back in product(before, words, behind):
        if (front or back) and (found := front + word + back) not in _STAGES:
            yield found


USUAL: Mapping[Outcome, tuple[str, ...]] = MappingProxyType(
    {
        "won": ("won", "closed", "closed won", "赢单", "成交", "已成交"),
        "lost": (
            *_around(_LOST_EN, _BEFORE_EN, _BEHIND_EN),
            *_around(_LOST_ZH, _BEFORE_ZH, _BEHIND_ZH),
            *_around(_NOT_MADE_ZH, ("", "客户", "最终"), ("", "了")),
            *map("".join, product(("客户说", "客户表示", "客户明确表示", "最终"), _SAID_ZH, ("", "了"))),
            *map("".join, product(("", "已", "客户"), _TO_THEM, _OTHER_BANKS, _THERE)),
            *map("".join, product(("被", "已被"), _RIVALS, _TAKEN_BY, ("", "了"))),
            "closed / lost",
        ),
        "open": (
            *("open", "in progress", "进行中", "跟进中", "未决"),
            *("on hold", "onhold", "hold", "paused", "suspended", "postponed", "deferred", "stalled"),
            *("暂停", "已暂停", "暂停跟进", "搁置", "已搁置", "暂缓", "暂缓办理", "延期", "推迟", "观望", "客户观望", "挂起", "已挂起"),
            *("暂不考虑", "暂不办理", "暂不需要", "暂不做", "暂无意向", "暂无需求", "暂时不做", "暂时不考虑", "暂时不办"),
        ),
    }
)  # fmt: skip
"""The words for each outcome; words of the policy come in addition and take precedence."""

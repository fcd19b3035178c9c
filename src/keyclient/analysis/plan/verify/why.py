"""Why a condition cannot be decided by a book."""

from enum import IntEnum

from keyclient.model.label import Label


class Why(IntEnum):
    """One reason. The numbers are those of arrays."""

    DECIDED = 0
    ABSENT = 1
    SHARED = 2
    DAMAGED = 3
    UNNUMBERED = 4
    NO_IDS = 5
    NO_COLUMN = 6
    UNREADABLE = 7
    BLANK = 8
    OTHER_MEASURE = 9
    UNKNOWN_STAGE = 10
    LATER = 11
    NO_CRITERION = 12
    NOT_UNDERSTOOD = 13


WHY_WORDS: dict[Why, Label] = {
    Why.ABSENT: Label("{book} does not list the customer", "{book} 中没有该客户"),
    Why.SHARED: Label("several customers have this id in {book}", "{book} 中此客户号对应多个客户"),
    Why.DAMAGED: Label("the customer id has lost digits in {book}", "{book} 中此客户号已丢失位数"),
    Why.UNNUMBERED: Label("the line has no customer id", "该行动没有客户号，无法追溯"),
    Why.NO_IDS: Label("{book} has no column of customer ids", "{book} 没有客户号列"),
    Why.NO_COLUMN: Label("{book} has no column “{column}”", "{book} 没有“{column}”列"),
    Why.UNREADABLE: Label("“{column}” cannot be read in {book}", "{book} 的“{column}”无法识别"),
    Why.BLANK: Label("“{column}” is blank in {book}", "{book} 的“{column}”为空白"),
    Why.OTHER_MEASURE: Label(
        "{book} is not ranked by what the plan is ranked by", "{book} 与计划的价值指标不同"
    ),
    Why.UNKNOWN_STAGE: Label("the stage in {book} is not known", "{book} 的阶段名称无法识别"),
    Why.LATER: Label("“{column}” is after the data date of {book}", "{book} 的“{column}”晚于数据日期"),
    Why.NO_CRITERION: Label("the line has no acceptance criterion", "该行动没有验收标准"),
    Why.NOT_UNDERSTOOD: Label(
        "the acceptance criterion cannot be understood ({cause})", "验收标准无法识别（{cause}）"
    ),
}

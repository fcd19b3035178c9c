"""Why there is no plan."""

from keyclient.errors import PolicyError, UsageError
from keyclient.model.label import Label


class ProofError(PolicyError):
    """The proof of an entry of the catalogue cannot be understood."""

    sentence = Label(
        "The proof of “{entry}” in the catalogue of the plan is no acceptance criterion ({proof}). {reason}",
        "行动目录中“{entry}”的验收标准（{proof}）无法识别。{reason}",
    )


class PlanOverError(UsageError):
    """The last day of the plan is not after the data date."""

    sentence = Label(
        "The plan ends on {until}, which is not after the data date {as_of}. Name a later day with --until.",
        "计划截止日 {until} 不晚于数据日期 {as_of}。请用 --until 指定更晚的日期。",
    )


class PlanTooLongError(UsageError):
    """The last day of the plan is more than a year after the data date."""

    sentence = Label(
        "The plan ends on {until}, {days} days after the data date {as_of}; a plan has at most {most}. Name an earlier day with --until.",
        "计划截止日 {until} 距数据日期 {as_of} {days} 天，计划最长 {most} 天。请用 --until 指定更早的日期。",
    )


class NoWorkingDayError(UsageError):
    """Between the data date and the last day of the plan the bank is never open."""

    sentence = Label(
        "The bank is not open on any day after the data date {as_of} until {until}. Name a later day with --until.",
        "数据日期 {as_of} 之后至 {until} 没有工作日。请用 --until 指定更晚的日期。",
    )

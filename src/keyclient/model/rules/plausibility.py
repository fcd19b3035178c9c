"""Rules 325 to 332: numbers and dates that can be read, but cannot be right."""

import datetime as dt

from keyclient.model.issue import Issue, family, rule
from keyclient.model.label import Label
from keyclient.model.rules.rule import Severity


@family
class ImplausibleCell(Issue):
    """A cell that can be read, but cannot be right."""

    field_name: Label


@rule(
    "KC325",
    Severity.WARNING,
    title=Label("invalid id number", "身份证号有误"),
    message=Label(
        "{field_name}: not a valid resident id number; its date or check digit is wrong.",
        "{field_name}：不是有效的公民身份号码，其中的日期或校验码不符。",
    ),
    remedy=Label(
        "Compare it with the document; a digit may be mistyped or missing.",
        "请与证件核对，可能有数字录错或遗漏。",
    ),
    example="110105194912310029",
)
class ResidentIdWrong(ImplausibleCell):
    """A resident id number that cannot be right."""


@rule(
    "KC326",
    Severity.WARNING,
    title=Label("birth date contradicts the id number", "出生日期与身份证号不符"),
    message=Label(
        "{field_name}: the id number in this row implies another date.",
        "{field_name}：与本行身份证号所示日期不符。",
    ),
    remedy=Label("Correct whichever is wrong.", "请核对并更正其中有误的一项。"),
    example=Label("1985-03-01 beside …19850310…", "出生日期 1985-03-01，证件号 …19850310…"),
)
class BirthDateContradicted(ImplausibleCell):
    """A birth date other than that of the id number."""


@rule(
    "KC327",
    Severity.WARNING,
    title=Label("gender contradicts the id number", "性别与身份证号不符"),
    message=Label(
        "{field_name}: the id number in this row implies the other gender.",
        "{field_name}：与本行身份证号所示性别不符。",
    ),
    remedy=Label(
        "Correct whichever is wrong; the id number may be someone else's.",
        "请核对并更正；身份证号可能误录为他人号码。",
    ),
    example=Label("female, but the 17th digit is odd", "性别女，而证件号第 17 位为奇数"),
)
class GenderContradicted(ImplausibleCell):
    """A gender other than that of the id number."""


@rule(
    "KC328",
    Severity.WARNING,
    title=Label("invalid credit code", "统一社会信用代码有误"),
    message=Label(
        "{field_name}: not a valid unified social credit code; its check character is wrong.",
        "{field_name}：不是有效的统一社会信用代码，校验码不符。",
    ),
    remedy=Label(
        "Compare it with the business licence; a character may be mistyped or missing.",
        "请与营业执照核对，可能有字符录错或遗漏。",
    ),
    example="91350100M000100Y4X",
)
class CreditCodeWrong(ImplausibleCell):
    """A unified social credit code that cannot be right."""


@rule(
    "KC329",
    Severity.NOTE,
    title=Label("invalid telephone number", "电话号码无效"),
    message=Label(
        "{field_name}: cannot be dialled; it has too few or too many digits, or other characters.",
        "{field_name}：号码无法拨打，位数不符或含有其他字符。",
    ),
    remedy=Label("Correct the number; put remarks in their own column.", "请更正号码；备注请另列填写。"),
    example="1380013800",
)
class PhoneWrong(ImplausibleCell):
    """A telephone number that nobody can call."""


@rule(
    "KC330",
    Severity.WARNING,
    title=Label("date in the future", "日期晚于数据日期"),
    message=Label(
        "{field_name}: the date is after the data date {as_of}.", "{field_name}：日期晚于数据日期 {as_of}。"
    ),
    remedy=Label(
        "Correct the date, or set the right data date with --as-of.",
        "请更正日期；如数据日期有误，请用 --as-of 指定。",
    ),
    example="2062-03-01",
)
class DateInFuture(ImplausibleCell):
    """A date after the data date that must lie before it."""

    as_of: dt.date


@rule(
    "KC331",
    Severity.NOTE,
    title=Label("different numbering", "编号规则不同"),
    message=Label(
        "{field_name}: {wrong} of {checked} numbers are not valid ({kind}); reported once, as the column seems to have its own numbering.",
        "{field_name}：{checked} 个号码中有 {wrong} 个不符合其形式（{kind}）；该列似另有编号规则，故只提示一次。",
    ),
    remedy=Label(
        "No action needed if the numbers are masked or fictitious; otherwise compare some with the documents.",
        "如号码已脱敏或为虚拟号码，无需处理；否则请抽查核对。",
    ),
    example=Label("masked id numbers", "脱敏后的证件号"),
)
class NumbersOfAnotherKind(Issue):
    """A column of which too many numbers are wrong to tell them cell by cell."""

    field_name: Label
    wrong: int
    checked: int
    kind: Label


@rule(
    "KC332",
    Severity.WARNING,
    title=Label("data date looks wrong", "数据日期可能有误"),
    message=Label(
        "{field_name}: {wrong} of {checked} dates are after the data date {as_of}.",
        "{field_name}：{checked} 个日期中有 {wrong} 个晚于数据日期 {as_of}。",
    ),
    remedy=Label("Set the right data date with --as-of.", "请用 --as-of 指定正确的数据日期。"),
    example="--as-of 2016-01-31",
)
class DataDateDoubtful(Issue):
    """So many dates after the data date that it must be wrong itself."""

    field_name: Label
    wrong: int
    checked: int
    as_of: dt.date

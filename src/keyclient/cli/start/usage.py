"""What is wrong with the command line itself, in Chinese; in English the parser says it well."""

import re
from typing import Protocol, TextIO

_SUGGESTION = re.compile(r" Did you mean (.+)\?$")
_POSSIBLE = re.compile(r" \(Possible options: (.+)\)$")
_MESSAGES = (
    (re.compile(r"No such command '(.*?)'\."), "没有名为“{0}”的命令。"),
    (re.compile(r"No such option: (\S+)"), "没有 {0} 这个选项。"),
    (re.compile(r"Missing command\."), "缺少命令。"),
    (re.compile(r"Got unexpected extra argument(?:\(s\)|s)? \((.*)\)"), "多余的参数：{0}。"),
    (re.compile(r"Option '(.*?)' requires an argument\."), "选项 {0} 后面缺少取值。"),
    (re.compile(r"Option '(.*?)' requires (\d+) arguments\."), "选项 {0} 后面需要 {1} 个取值。"),
    (re.compile(r"Option '(.*?)' does not take a value\."), "选项 {0} 不带取值。"),
    (re.compile(r"Missing (?:argument|option|parameter) (.*?)\.(?: .*)?"), "缺少 {0}。"),
)
"""What the parser says, and the same in Chinese."""
_VALUE = re.compile(r"Invalid value for (.*?): (.*)", re.DOTALL)
_VALUES = (
    (re.compile(r"(?:Value error, )?'(.*)' is not one of (.*)\."), "“{0}”不在可选值之内：{1}"),
    (re.compile(r".*valid integer.*", re.DOTALL), "应为整数"),
    (re.compile(r".*valid (?:number|float).*", re.DOTALL), "应为数字"),
    (re.compile(r".*greater than or equal to (\S+)"), "不得小于 {0}"),
    (re.compile(r".*less than or equal to (\S+)"), "不得大于 {0}"),
    (re.compile(r".*greater than (\S+)"), "应大于 {0}"),
    (re.compile(r".*less than (\S+)"), "应小于 {0}"),
)
"""What the parser says of a value that it cannot take."""


class Context(Protocol):
    """Where on the command line the parser stopped."""

    @property
    def command_path(self) -> str:
        """The program and the command."""


class NotUnderstood(Protocol):
    """An error of the parser."""

    ctx: Context | None
    exit_code: int

    def format_message(self) -> str:
        """What is wrong, in English."""

    def show(self, file: TextIO | None = None) -> None:
        """Says it, in English, with the usage of the command."""


def in_chinese(error: NotUnderstood) -> str:
    """What is wrong, and how to get help."""
    said = f"错误：{_translated(error.format_message())}"
    if error.ctx is None:
        return said
    return f"{said}\n用 {error.ctx.command_path} --help 查看用法。"


def _translated(message: str) -> str:
    for pattern, hint in ((_SUGGESTION, "是否要用 {0}？"), (_POSSIBLE, "可能是：{0}。")):
        if (found := pattern.search(message)) is not None:
            names = found[1].replace("'", "").replace(" or ", "、").replace(", ", "、")
            return _translated(message[: found.start()]) + hint.format(names)
    if (found := _VALUE.fullmatch(message)) is not None:
        return f"{_names(found[1])} 的取值不正确：{_first(_VALUES, found[2], '无法识别')}。"
    return _first(_MESSAGES, message, "命令行无法识别。")


def _first(known: tuple[tuple[re.Pattern[str], str], ...], message: str, otherwise: str) -> str:
    for pattern, chinese in known:
        if (found := pattern.fullmatch(message)) is not None:
            return chinese.format(*map(_names, found.groups()))
    return otherwise


def _names(text: str) -> str:
    """Names as the parser lists them, without its quotation marks."""
    return text.replace("' / '", " / ").replace("', '", "、").strip("'")

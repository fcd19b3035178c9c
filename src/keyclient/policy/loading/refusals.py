"""The reasons a policy is refused: one class per cause, each with its message and remedy."""

from collections.abc import Sequence

from keyclient.errors import PolicyError
from keyclient.model.label import Label, Lang


class PolicyFileNotFound(PolicyError):
    """The named file does not exist."""

    sentence = Label(
        "{path}: policy file not found (named by --config or KEYCLIENT_CONFIG).{hint}",
        "{path}：策略文件不存在（由 --config 或 KEYCLIENT_CONFIG 指定）。{hint}",
    )


class PolicyFileUnreadable(PolicyError):
    """The operating system does not let us open the file."""

    sentence = Label(
        "{path}: cannot open the policy file ({reason}). Check its permissions.",
        "{path}：无法打开策略文件（{reason}）。请检查文件权限。",
    )


class PolicyFileEncoding(PolicyError):
    """The file is not UTF-8."""

    sentence = Label(
        "{path}, line {line}: the policy file is not UTF-8. Save it as UTF-8 (in Notepad: Save as, Encoding).",
        "{path} 第 {line} 行：策略文件不是 UTF-8 编码。请另存为 UTF-8（记事本：另存为，编码选 UTF-8）。",
    )


class PolicyFileBroken(PolicyError):
    """The file is not valid TOML."""

    sentence = Label(
        "{path}, line {line}, column {column}: not valid TOML. {hint}",
        "{path} 第 {line} 行第 {column} 列：不符合 TOML 格式。{hint}",
    )


class UnknownKey(PolicyError):
    """The key does not exist."""

    sentence = Label(
        "{place}: unknown policy key “{key}”. Did you mean {nearest}?",
        "{place}：没有名为“{key}”的策略项。是否为 {nearest}？",
    )


class UnknownItem(PolicyError):
    """A setting is for an item that the list does not have."""

    sentence = Label(
        "{place}: {list} has no “{name}”; it has {known}.",
        "{place}：{list} 中没有“{name}”，现有：{known}。",
    )


class UnknownVariable(PolicyError):
    """An environment variable has our prefix but no known name."""

    sentence = Label(
        "environment variable {name}: unknown setting. Did you mean {nearest}? Correct or remove it.",
        "环境变量 {name}：没有这一设置。是否为 {nearest}？请更正名称或删除该变量。",
    )


class UnknownField(PolicyError):
    """A heading is given for an unknown customer field."""

    sentence = Label(
        "{place}: unknown field “{field}”. Did you mean {nearest}?",
        "{place}：没有名为“{field}”的字段，无法指定列名。是否为 {nearest}？",
    )


class HeadingBeforeField(PolicyError):
    """The field and the heading are swapped."""

    sentence = Label(
        "{place}: field and heading are swapped. Write {right}.",
        "{place}：字段名与列名写反了。请写成 {right}。",
    )


class WrongValue(PolicyError):
    """A key has a value it does not accept."""

    sentence = Label(
        "{place}: {key} = {found}; expected {expected}.",
        "{place}：{key} = {found}，应为{expected}。",
    )


class MissingKey(PolicyError):
    """A table lacks a required key."""

    sentence = Label(
        "{place}: {table} has no {key}; expected {expected}.",
        "{place}：{table} 缺少 {key}，应为{expected}。",
    )


class ContradictoryValues(PolicyError):
    """Values that are valid on their own but not together."""

    sentence = Label("{values}: {rule}.", "{values}：{rule}。")


class SettingWithoutValue(PolicyError):
    """`--set` or `--what-if` without a key or an equals sign."""

    sentence = Label(
        "{place}: write key=value, for example {option} segment.target=0.7.",
        "{place}：请写成“键=值”，例如 {option} segment.target=0.7。",
    )


class SeveralRefusals(PolicyError):
    """Several refusals, one per line."""

    def __init__(self, refusals: Sequence[PolicyError]) -> None:
        super().__init__()
        self.refusals = tuple(refusals)

    def text(self, lang: Lang) -> str:
        """Every message, one per line."""
        return "\n".join(refusal.text(lang) for refusal in self.refusals)


def combine(refusals: Sequence[PolicyError]) -> PolicyError:
    """One refusal that stands for one or more; duplicates are dropped."""
    different = list({str(refusal): refusal for refusal in refusals}.values())
    return different[0] if len(different) == 1 else SeveralRefusals(different)

"""Why the policy cannot be used: one class per cause, each with its own words and remedy."""

from collections.abc import Sequence

from keyclient.errors import PolicyError
from keyclient.model.label import Label, Lang


class PolicyFileNotFound(PolicyError):
    """The file that was named is not there."""

    sentence = Label(
        "{path}: there is no such policy file. Check the name given with --config or KEYCLIENT_CONFIG.",
        "{path}：策略文件不存在。请检查 --config 或 KEYCLIENT_CONFIG 指定的文件名。",
    )


class PolicyFileUnreadable(PolicyError):
    """The operating system refuses to open the file."""

    sentence = Label(
        "{path}: the policy file cannot be opened ({reason}). Check its permissions.",
        "{path}：无法打开策略文件（{reason}）。请检查文件权限。",
    )


class PolicyFileEncoding(PolicyError):
    """The file is not UTF-8."""

    sentence = Label(
        "{path}, line {line}: the policy file is not UTF-8. Save it again with the encoding UTF-8 "
        "(in Notepad: Save as, Encoding).",
        "{path} 第 {line} 行：策略文件不是 UTF-8 编码。请另存为 UTF-8（记事本：另存为，编码选 UTF-8）。",
    )


class PolicyFileBroken(PolicyError):
    """The file is no TOML."""

    sentence = Label(
        "{path}, line {line}, column {column}: this is not valid TOML. {hint}",
        "{path} 第 {line} 行第 {column} 列：不符合 TOML 格式。{hint}",
    )


class UnknownKey(PolicyError):
    """There is no such key."""

    sentence = Label(
        "{place}: there is no policy key “{key}”. Nearest: {nearest}.",
        "{place}：没有名为“{key}”的策略项。最接近的是 {nearest}。",
    )


class UnknownVariable(PolicyError):
    """An environment variable looks like ours and is not."""

    sentence = Label(
        "environment variable {name}: there is no such setting. Nearest: {nearest}. Correct the name or remove it.",
        "环境变量 {name}：没有这一设置。最接近的是 {nearest}。请更正名称或删除该变量。",
    )


class UnknownField(PolicyError):
    """A heading is given for something that is no field of a customer."""

    sentence = Label(
        "{place}: there is no field “{field}” to give a heading for. Nearest: {nearest}.",
        "{place}：没有名为“{field}”的字段，无法指定列名。最接近的是 {nearest}。",
    )


class HeadingBeforeField(PolicyError):
    """A heading was written where the field should stand, and the other way round."""

    sentence = Label(
        "{place}: field and heading are the wrong way round. Write {right}.",
        "{place}：字段名与列名写反了。请写成 {right}。",
    )


class WrongValue(PolicyError):
    """A key holds something that it cannot hold."""

    sentence = Label(
        "{place}: {key} = {found}, but expected is {expected}.",
        "{place}：{key} = {found}，应为{expected}。",
    )


class MissingKey(PolicyError):
    """A table lacks a key that it must have."""

    sentence = Label(
        "{place}: {table} has no {key}. Expected is {expected}.",
        "{place}：{table} 缺少 {key}，应为{expected}。",
    )


class ContradictoryValues(PolicyError):
    """Values that are right alone and wrong together."""

    sentence = Label("{values}: {rule}.", "{values}：{rule}。")


class SettingWithoutValue(PolicyError):
    """`--set` without a key or an equals sign."""

    sentence = Label(
        "--set {text}: write key=value, for example --set segment.target=0.7.",
        "--set {text}：请写成“键=值”，例如 --set segment.target=0.7。",
    )


class SeveralRefusals(PolicyError):
    """More than one thing is wrong; each on its own line."""

    def __init__(self, refusals: Sequence[PolicyError]) -> None:
        super().__init__()
        self.refusals = tuple(refusals)

    def text(self, lang: Lang) -> str:
        """Every sentence, one a line."""
        return "\n".join(refusal.text(lang) for refusal in self.refusals)


def together(refusals: Sequence[PolicyError]) -> PolicyError:
    """One refusal for all of at least one, said once where two say the same."""
    different = list({str(refusal): refusal for refusal in refusals}.values())
    return different[0] if len(different) == 1 else SeveralRefusals(different)

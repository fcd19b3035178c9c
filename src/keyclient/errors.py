"""The reasons a run fails. One class per cause; each class words its own message in both languages.

Defects of single rows are not exceptions: they are `keyclient.model.issue.Issue` values.
"""

import errno
from typing import ClassVar

from keyclient.model.label import Label, Lang

_REASONS = {
    "ENOENT": "文件或文件夹不存在",
    "EACCES": "没有权限",
    "EPERM": "没有权限",
    "EROFS": "磁盘只读",
    "EISDIR": "是文件夹，不是文件",
    "ENOTDIR": "不是文件夹",
    "EEXIST": "已存在",
    "ENOTEMPTY": "文件夹不为空",
    "ENOSPC": "磁盘已满",
    "EDQUOT": "超出磁盘配额",
    "EFBIG": "文件过大",
    "EBUSY": "正被占用",
    "EMFILE": "打开的文件过多",
    "ENFILE": "打开的文件过多",
    "ENAMETOOLONG": "路径过长",
    "EIO": "读写出错",
    "ESTALE": "共享连接已失效",
    "ETIMEDOUT": "连接超时",
    "ENOTCONN": "未连接",
    "EHOSTDOWN": "服务器无响应",
    "EHOSTUNREACH": "无法连接服务器",
    "ENETUNREACH": "网络不可用",
    "ENOLCK": "无法加锁",
    "EOPNOTSUPP": "系统不支持该操作",
    "ENOMEM": "内存不足",
}
"""What errors of the system mean, in Chinese; in English the system says it."""
_CHINESE = {number: words for name, words in _REASONS.items() if (number := getattr(errno, name, None))}


def reason_of(error: BaseException) -> Label:
    """What an error of the system means."""
    said = getattr(error, "strerror", None) or type(error).__name__
    return Label(said, _CHINESE.get(getattr(error, "errno", None) or 0, said))


class KeyclientError(Exception):
    """A run that cannot be done. `values` fill the placeholders of the class's sentence."""

    sentence: ClassVar[Label] = Label("{reason}", "{reason}")

    def __init__(self, **values: object) -> None:
        super().__init__()
        self.values = values

    def text(self, lang: Lang) -> str:
        """The message for the user: what is wrong, where, and what to do."""
        return self.sentence.say(lang, self.values)

    def __str__(self) -> str:
        return self.text(Lang.EN)


class UsageError(KeyclientError):
    """The command line is not valid."""


class PolicyError(KeyclientError):
    """The policy cannot be used."""


class InputError(KeyclientError):
    """A book cannot be read."""


class OutputError(KeyclientError):
    """A result cannot be written."""

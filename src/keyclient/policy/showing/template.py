"""The policy file to start from: every key with its meaning and default, commented out."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from keyclient.model.label import Label, Lang
from keyclient.policy.loading.expectation import expectation
from keyclient.policy.loading.keys import COLUMNS, Key, keys
from keyclient.policy.loading.to_toml import to_toml_lines, toml_key

_HEAD = Label(
    "# Policy of keyclient. Keys that start with # have their defaults: remove the # to change one.",
    "# keyclient 策略文件。行首带 # 的策略项为默认值；去掉 # 后即可修改。",
)
_COLUMNS = Label(
    '# Headings of your books that keyclient does not recognise, for example:\n# aum = "Month-end assets"',
    '# 程序无法识别的列名在此指定，例如：\n# aum = "月末管理资产"',
)
_MEANING = Label("# {meaning} Expected: {expected}.", "# {meaning}可填：{expected}。")


def policy_template(lang: Lang) -> str:
    """A `keyclient.toml` with every key explained and commented out, in one language.

    `[columns]` comes last, so that a heading added at the end belongs to it.
    """
    lines = [_HEAD.text(lang)]
    for table, members in groupby(keys().values(), key=lambda key: key.path[:-1]):
        lines += ["", f"[{toml_key(*table)}]"] if table else []
        lines += [_COLUMNS.text(lang)] if table == COLUMNS else _explained_keys(members, lang)
    return "\n".join(lines) + "\n"


def _explained_keys(members: Iterable[Key], lang: Lang) -> Iterator[str]:
    """Each key below its meaning; entries of a table with free names share one."""
    for (meaning, expected), alike in groupby(members, key=lambda key: (key.meaning, expectation(key.path))):
        yield ""
        yield _MEANING.say(lang, {"meaning": meaning, "expected": expected})
        yield from map(_commented_key, alike)


def _commented_key(key: Key) -> str:
    value = to_toml_lines("" if key.default is None else key.default)
    return "\n".join(f"# {line}" for line in f"{toml_key(key.path[-1])} = {value}".splitlines())

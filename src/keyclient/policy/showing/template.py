"""The policy file to start from: every key with its meaning, at its default."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from keyclient.model.label import Label, Lang
from keyclient.policy.loading.expectation import expectation
from keyclient.policy.loading.keys import COLUMNS, Key, keys
from keyclient.policy.loading.to_toml import block, toml_key

_HEAD = Label(
    "# Policy of keyclient. A key whose line starts with # keeps its default: remove the # to change it.",
    "# keyclient 策略文件。行首有 # 的策略项取默认值；去掉 # 即可修改。",
)
_COLUMNS = Label(
    '# Headings of your books that keyclient does not know, for example:\n# aum = "Month-end assets"',
    '# 程序不认识的列名在此指定，例如：\n# aum = "月末管理资产"',
)
_MEANING = Label("# {meaning} Expected: {expected}.", "# {meaning}可填：{expected}。")


def policy_template(lang: Lang) -> str:
    """A `keyclient.toml` that changes nothing and explains everything, in one language.

    The headings of the columns come last, behind them nothing is a key of another table.
    """
    lines = [_HEAD.text(lang)]
    for table, members in groupby(keys().values(), key=lambda key: key.path[:-1]):
        lines += ["", f"[{toml_key(*table)}]"] if table else []
        lines += [_COLUMNS.text(lang)] if table == COLUMNS else _explained(members, lang)
    return "\n".join(lines) + "\n"


def _explained(members: Iterable[Key], lang: Lang) -> Iterator[str]:
    """Each key below its meaning; the entries of a table whose names are free share theirs."""
    for (meaning, expected), alike in groupby(members, key=lambda key: (key.meaning, expectation(key.path))):
        yield ""
        yield _MEANING.say(lang, {"meaning": meaning, "expected": expected})
        yield from map(_commented, alike)


def _commented(key: Key) -> str:
    value = block("" if key.default is None else key.default)
    return "\n".join(f"# {line}" for line in f"{toml_key(key.path[-1])} = {value}".splitlines())

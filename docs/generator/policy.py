"""Generates the page of policy keys from the policy's models."""

from collections.abc import Iterator

from generator.markdown import both, code, page, table
from keyclient.model.label import Label
from keyclient.policy.loading.expectation import expectation
from keyclient.policy.loading.keys import COLUMNS, Key, KeyPath, dotted, key_at, policy_tables
from keyclient.policy.loading.raw_setting import PREFIX, RESERVED
from keyclient.policy.loading.to_toml import to_toml_lines
from keyclient.policy.loading.tree import FreeTable, KeyTable, children, default_entry_names, node_at
from keyclient.policy.parts.base import PolicyItem

_HEADING = ("Key", "Default 默认值", "Accepts 可填", "Meaning 含义")

_HEAD = f"""# Policy 策略

Every cut-off has a default, which can be changed in three more places. Later ones take precedence:

1. the default in the code;
2. `keyclient.toml`, the nearest one in the current folder or above it, or the file named by `--config` or
   `KEYCLIENT_CONFIG`. UTF-8, with or without byte-order mark;
3. an environment variable: `segment.target` is `{PREFIX}SEGMENT__TARGET` (two underscores for each dot). Empty
   variables are ignored. Not policy keys: {", ".join(code(PREFIX + name) for name in RESERVED)};
4. `--set segment.target=0.7` on the command line. The value is read as TOML
   (`--set segment.sensitivity=[0.7,0.8]`), a bare word as text (`--set segment.ties=down`), bare words separated by
   commas as a list of texts.

In all three, numbers, shares and dates are typed as people write them: `50万`, `1.2亿`, `500,000`, `70%`, `90天`,
`2026年10月31日`, full width too; in the file with quotation marks (`target = "70%"`).

A list of tables is written with double brackets in the file, one block per item, or on one line (`[{{name = "a"}},
{{name = "b"}}]`), as after `--set`; it replaces the default as a whole. One item is changed by its name, in either language, and the
others stay: `--set tiers.gold.floor=50万`, `--set tiers.黄金.top=10%`, `{PREFIX}TIERS__GOLD__FLOOR=50万`, or in the
file `[tier.tiers.gold]` with `floor = "50万"`; a `top` takes the place of a `floor`, a `floor` of a `top`. A table with free names is merged with its
defaults name by name: a new name adds an entry, an existing one changes only the keys that are given, an empty text
removes the entry.

An empty text (`segment.measure = ""`, `--set segment.measure=`) unsets a key that may be unset. An unknown key, a
wrong value or an invalid file ends the run with exit code 2 and a message that names the file and line, the variable
or the option. `keyclient policy show` lists every value in force with its origin (on a screen what is set and the
parts), `keyclient policy show tier` or `show 客户分层` one part, `keyclient policy validate` only checks, and `keyclient
policy init` writes a commented file to start from, which changes nothing until edited: what banks change first, or
with `--full` every key.

Each result contains the part of the policy it used, with the SHA-256 of that part as JSON (keys sorted, no spaces).

每个参数都有默认值，可在以下各处修改，后者优先：代码默认值；`keyclient.toml`（当前文件夹起逐级向上最近的一份，或由
`--config`、`KEYCLIENT_CONFIG` 指定）；环境变量（两个下划线表示下一级）；命令行 `--set`。空文字表示不设置。
未知的键、错误的取值和无效的文件一律拒绝，并指明文件及行号、变量或选项。由表组成的列表（文件中用双方括号，每块一项）
整体替换默认值；只改其中一项时按名称（中英文均可）指定，例如 `--set tiers.黄金.floor=50万`，其余各项不变。
金额、占比与日期可按习惯书写：`50万`、`1.2亿`、`70%`、`2026年10月31日`，文件中须加引号。名称可自定的表按名称逐项覆盖默认值，取值为空文字表示去掉该项。"""

_COLUMN_MEANING = Label(
    "Any field of [fields.md](fields.md): the heading in your books that means it. "
    "`keyclient columns BOOK --map FIELD=HEADING --save` saves it here; the rest of the file stays unchanged.",
    "[fields.md](fields.md) 中的任一字段：本行表格中与其对应的列名。"
    "可用 `keyclient columns 客户表 --map 字段=列名 --save` 写入，文件其余内容不变。",
)


def policy_page() -> str:
    """Every key with its default, what it may hold, and its meaning, one table a part."""
    tables = [block for path in policy_tables() for block in _blocks(path)]
    example = 'Example 示例：\n\n```toml\n[columns]\naum = "月末管理资产"\n```'
    return page(
        _HEAD, *tables, "## `[columns]` Headings 列名", _COLUMN_MEANING.en, _COLUMN_MEANING.zh, example
    )


def _blocks(path: KeyPath) -> Iterator[str]:
    """A part: its keys, the keys of its lists of tables, and its tables with free names."""
    title = policy_tables()[path].title
    yield f"## {code(f'[{dotted(path)}]') + ' ' if path else ''}{title.en} {title.zh}"
    below = [child for child in children(_table_at(path), default_entry_names) if child.path != COLUMNS]
    if members := [child for child in below if isinstance(child, Key)]:
        yield table(_HEADING, map(_row, members))
    for key in members:
        if key.items is not None:
            yield f"{code(f'[[{dotted(key.path)}]]')}:"
            yield table(_HEADING, _item_rows(key.path, key.items))
    for names in below:
        if isinstance(names, FreeTable):
            yield from _free(names)


def _table_at(path: KeyPath) -> KeyTable:
    found = node_at(path)
    if not isinstance(found, KeyTable):
        raise TypeError(path)
    return found


def _free(names: FreeTable) -> Iterator[str]:
    """A table with free names: the keys of an entry, and the default entries."""
    yield f"### {code(f'[{dotted(names.path)}]')}"
    yield both(names.meaning).replace("<br>", "\n\n")
    if names.items is not None:
        yield table(_HEADING, _item_rows((*names.path, "NAME"), names.items))
    entries = ((code(dotted((*names.path, name))), _default(value)) for name, value in names.default.items())
    yield table(("Name 名称", "Default 默认值"), entries)


def _item_rows(path: KeyPath, model: type[PolicyItem]) -> Iterator[tuple[str, ...]]:
    """The keys of a list item, or of an entry of a table with free names."""
    is_list = key_at(path) is not None
    for name, info in model.model_fields.items():
        meaning = next(item for item in info.metadata if isinstance(item, Label))
        default = "required 必填" if info.is_required() else _default(info.default)
        holds = expectation(path, ("0", name)) if is_list else expectation((*path, name))
        yield code(name), default, both(holds), both(meaning)


def _row(key: Key) -> tuple[str, ...]:
    return code(dotted(key.path)), _default(key.default), both(expectation(key.path)), both(key.meaning)


def _default(value: object) -> str:
    """A list of tables has one line per item."""
    if value is None:
        return "not set 未设置"
    lines = to_toml_lines(value).splitlines()
    return "<br>".join(code(line.strip().rstrip(",")) for line in (lines[1:-1] if len(lines) > 1 else lines))

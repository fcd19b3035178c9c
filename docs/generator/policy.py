"""The page of policy keys, from the policy's models."""

from generator.markdown import both, code, page, table
from keyclient.model.label import Label
from keyclient.policy.expectation import expectation
from keyclient.policy.given import PREFIX, RESERVED
from keyclient.policy.keys import COLUMNS, Key, KeyPath, dotted, keys, parts
from keyclient.policy.literal import literal

_HEAD = f"""# Policy 策略

Every cut-off has a default and can be changed, in four places. A later one goes before an earlier one:

1. the default in the code;
2. `keyclient.toml`, the nearest one in the current folder or above it, or the file named by `--config` or
   `KEYCLIENT_CONFIG`. UTF-8, with or without byte-order mark;
3. an environment variable: `segment.target` is `{PREFIX}SEGMENT__TARGET` (two underscores lead into a table). An
   empty variable counts as not there. No keys are {", ".join(code(PREFIX + name) for name in RESERVED)};
4. `--set segment.target=0.7` on the command line. The value is read as TOML (`--set segment.sensitivity=[0.7,0.8]`),
   a bare word as text (`--set segment.ties=down`).

An empty text (`segment.measure = ""`, `--set segment.measure=`) unsets a key that may be unset. An unknown key, a
wrong value and a broken file end the run with exit code 2 and name the file and line, the variable, or the option.
`keyclient policy show` lists every value in force with its origin, `keyclient policy validate` only checks, and
`keyclient policy init` writes a commented file to start from, which changes nothing as it stands.

The part of the policy that an analysis used stands in its result, with the SHA-256 of that part as JSON (keys
sorted, no blanks).

每个分界值都有默认值，可在四处修改，后者优先：代码默认值；`keyclient.toml`（当前文件夹起逐级向上最近的一份，或由
`--config`、`KEYCLIENT_CONFIG` 指定）；环境变量（两个下划线表示下一级）；命令行 `--set`。空文字表示不设置。
未知的键、错误的取值和损坏的文件一律拒绝，并指明文件和行号、变量或选项。"""

_COLUMN_MEANING = Label(
    "Any field of [fields.md](fields.md): the heading of your books that means it. "
    "`keyclient columns BOOK --map FIELD=HEADING --save` writes it here; everything else of the file stays as it is.",
    "[fields.md](fields.md) 中的任一字段：本行表格中与其对应的列名。"
    "可用 `keyclient columns 客户表 --map 字段=列名 --save` 写入，文件其余内容不变。",
)


def policy_page() -> str:
    """Every key with its default, what it may hold, and its meaning, one table a part."""
    tables = [block for path in parts() for block in (_title(path), _table(path))]
    example = 'Example 示例：\n\n```toml\n[columns]\naum = "月末管理资产"\n```'
    return page(
        _HEAD, *tables, "## `[columns]` Headings 列名", _COLUMN_MEANING.en, _COLUMN_MEANING.zh, example
    )


def _title(path: KeyPath) -> str:
    title = parts()[path].title
    return f"## {code(f'[{dotted(path)}]') + ' ' if path else ''}{title.en} {title.zh}"


def _table(path: KeyPath) -> str:
    members = [key for key in keys().values() if key.path[:-1] == path and path != COLUMNS]
    return table(("Key", "Default 默认值", "May hold 可填", "Meaning 含义"), map(_row, members))


def _row(key: Key) -> tuple[str, ...]:
    default = "not set 未设置" if key.default is None else code(literal(key.default))
    return code(dotted(key.path)), default, both(expectation(key.path)), both(key.meaning)

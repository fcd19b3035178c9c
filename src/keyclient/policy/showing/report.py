"""The report of `keyclient policy show`: every key in force, its origin and its meaning."""

from keyclient.model.label import Label
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.policy.loading.keys import Key, KeyPath, dotted, value_of
from keyclient.policy.loading.load import LoadedPolicy
from keyclient.policy.loading.origin import OriginKind
from keyclient.policy.loading.to_toml import to_toml
from keyclient.policy.showing.part import keys_shown

NOT_SET = Label("not set", "未设置")

_SET = Label(
    "{count} of {keys} keys are set; the others have their defaults.",
    "共 {keys} 项策略，已设置 {count} 项，其余为默认值。",
)
_FILE = Label("Policy file", "策略文件")
_NO_FILE = Label("none", "无")
_COLUMNS = (
    TableColumn("key", Label("Key", "策略项"), Kind.TEXT),
    TableColumn("value", Label("Value", "取值"), Kind.TEXT),
    TableColumn("origin", Label("Origin", "来源"), Kind.TEXT),
    TableColumn("meaning", Label("Meaning", "含义"), Kind.TEXT),
)


def policy_report(loaded: LoadedPolicy, part: KeyPath = ()) -> Report:
    """One row per key in declared order, of the whole policy or of a part. Values are written as in `keyclient.toml`."""
    keys = list(keys_shown(loaded.policy, part))
    rows = [_row(loaded, key) for key in keys]
    table = Table("policy", Label("Policy in force", "生效的策略"), _COLUMNS, rows)
    given = sum(is_set(loaded, key) for key in keys)
    counts = {"count": Value(given, Kind.COUNT), "keys": Value(len(rows), Kind.COUNT)}
    return Report(
        title=Label("Policy", "策略"),
        headline=(Sentence(_SET, counts),),
        facts=(Fact(_FILE, str(loaded.file) if loaded.file else _NO_FILE, Kind.TEXT),),
        tables=(table,),
        records=table,
    )


def is_set(loaded: LoadedPolicy, key: Key) -> bool:
    """Whether a key was set anywhere, rather than left at its default."""
    return loaded.origins[dotted(key.path)].kind is not OriginKind.DEFAULT


def _row(loaded: LoadedPolicy, key: Key) -> tuple[object, ...]:
    value = value_of(loaded.policy, key.path)
    said = NOT_SET if value is None else to_toml(value)
    return dotted(key.path), said, loaded.origins[dotted(key.path)].label, key.meaning

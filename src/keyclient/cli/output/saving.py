"""`columns --save`: headings written into the policy file that is in force here."""

from collections.abc import Mapping
from pathlib import Path

from keyclient.cli.output.files import NotWritableError, write_over
from keyclient.errors import reason_of
from keyclient.model.label import Label, listed
from keyclient.model.report import Kind, Sentence, Value
from keyclient.policy.loading.file import FILE_NAME
from keyclient.policy.loading.save import with_columns
from keyclient.policy.loading.to_toml import to_toml

_NOTHING = Label(
    "Nothing was saved: --save keeps the --map headings, and there was no --map.",
    "未保存任何内容：--save 保存 --map 指定的列名，但没有给出 --map。",
)
_SAVED = Label("Saved in {path} under [columns]: {headings}.", "已写入 {path} 的 [columns]：{headings}。")
_THERE = Label("Already in {path}: {headings}.", "{path} 中已有：{headings}。")


def save_columns(mapping: Mapping[str, str], file: Path | None, folder: Path) -> Sentence:
    """Write the headings into the policy file, or into a new one in the folder; says what was written where.

    Raises `ColumnsNotSaved` or `NotWritableError`; the old file is then as it was.
    """
    if not mapping:
        return Sentence(_NOTHING)
    path = file or folder / FILE_NAME
    try:
        old = path.read_bytes() if file is not None else b""
    except OSError as error:
        raise NotWritableError(path=path, reason=reason_of(error)) from None
    new = with_columns(old, mapping, path)
    if new != old:
        write_over(path, new)
    said = listed(f"{name} = {to_toml(heading)}" for name, heading in mapping.items())
    words = {"path": Value(str(path), Kind.TEXT), "headings": Value(said, Kind.TEXT)}
    return Sentence(_SAVED if new != old else _THERE, words)

"""`policy init`: a commented policy file that changes nothing until a line of it is changed."""

from pathlib import Path

from keyclient.cli.output.files import write_new, write_over, wrote
from keyclient.cli.start.session import Session
from keyclient.errors import OutputError
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value
from keyclient.policy.loading.file import FILE_NAME, find_file
from keyclient.policy.showing.first_template import first_template
from keyclient.policy.showing.template import policy_template

_SHADOWS = Label(
    "{old} no longer applies here: only the nearest policy file is read. Copy what it sets into the new one.",
    "{old} 在此处不再生效：只读取最近的一份策略文件。请把其中的设置抄入新文件。",
)
_NAMED = Label("It is only read with --config {path}", "该文件须用 --config 指定才会读取：--config {path}")


class PolicyFileExistsError(OutputError):
    """There is a policy file already."""

    sentence = Label(
        "{path} already exists; nothing was written. Use --force to replace it, or --out for another file.",
        "{path} 已存在，未写入任何内容。用 --force 覆盖，或用 --out 指定其他文件。",
    )


def start_policy(session: Session, out: Path | None, *, full: bool, force: bool) -> None:
    """Write the file and report where; an existing one is replaced only with `force`.

    What banks change first, or with `full` every key.
    Without `out` it is the file of `--config`, else `keyclient.toml` in the current folder. Raises
    `PolicyFileExistsError` or `NotWritableError`.
    """
    path = (out or session.config or Path(FILE_NAME)).absolute()
    if path.exists() and not force:
        raise PolicyFileExistsError(path=path)
    before = find_file(path.parent)
    template = policy_template if full else first_template
    (write_over if force else write_new)(path, template(session.lang).encode())
    session.narrator.note(wrote(path))
    if path.name != FILE_NAME:
        session.narrator.note(Sentence(_NAMED, {"path": Value(str(path), Kind.TEXT)}))
    elif before not in {None, path}:
        session.narrator.warning(Sentence(_SHADOWS, {"old": Value(str(before), Kind.TEXT)}))

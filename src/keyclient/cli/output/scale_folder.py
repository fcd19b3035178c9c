"""`--out FOLDER/`: all customers of a portfolio as Parquet, with what the analysis says about each."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.analysis.common.outcome import Outcome
from keyclient.cli.start.session import Session
from keyclient.errors import OutputError
from keyclient.ingest.portfolio.refusals import FolderInUse
from keyclient.ingest.portfolio.writing import check_folder, written_folder
from keyclient.model.fields import fields
from keyclient.model.label import Label
from keyclient.model.measure import MeasureKind
from keyclient.model.report import Kind, Sentence, Value
from keyclient.model.scan import Scan

if TYPE_CHECKING:
    from pydantic import BaseModel

_WRITING = Label("Writing {path}", "正在写入 {path}")
_WROTE = Label("Wrote {customers} customers to {path}.", "已将 {customers} 个客户写入 {path}。")


class NoCustomersToWriteError(OutputError):
    """An analysis that says nothing about single customers."""

    sentence = Label(
        "keyclient {command} says nothing about single customers, so there is nothing to write into {path}. Use -o FILE.json.",
        "keyclient {command} 不涉及单个客户，没有可写入 {path} 的内容。请使用 -o 文件.json。",
    )


def check_customers(name: str, folder: Path) -> None:
    """Refuses, before anything is computed, a folder that holds anything else or cannot be written. Raises as `check_folder`."""
    check_folder(folder / name)
    answer = folder / f"{name}.json"
    if answer.is_dir():
        raise FolderInUse(path=folder, name=answer.name)


@contextmanager
def written_customers(
    session: Session, outcome: "Outcome[BaseModel]", scan: Scan, folder: Path
) -> Iterator[None]:
    """Write all customers to `FOLDER/COMMAND/`, in the place of an earlier result, and say how many when the block is through.

    If the block, which writes the answer beside them, does not end well, the earlier customers stand there again.
    Raises `NoCustomersToWriteError`, and as `written_folder`.
    """
    target = folder / outcome.name
    if outcome.everybody is None:
        raise NoCustomersToWriteError(command=outcome.name, path=target)
    session.narrator.doing(_WRITING.filled(path=target))
    with written_folder(
        outcome.everybody(), target, scan.engine, money=money_columns(scan, outcome.amounts)
    ) as rows:
        yield
    said = {"customers": Value(rows, Kind.COUNT), "path": Value(str(target), Kind.TEXT)}
    session.narrator.note(Sentence(_WROTE, said))


def money_columns(scan: Scan, amounts: Iterable[str] = ()) -> frozenset[str]:
    """The columns in fen: fields of money, and the measure, `amounts` of it and further numbers that are."""
    named = dict.fromkeys(("value", *amounts), scan.measure) | dict(scan.further)
    measures = {name for name, one in named.items() if one is not None and one.kind is MeasureKind.MONEY}
    return frozenset({name for name, spec in fields().items() if spec.is_money} | measures)

"""Writes customers of any number to a folder of Parquet files, which is there whole or not at all."""

import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from keyclient.errors import reason_of
from keyclient.ingest.portfolio.batches import batches_of
from keyclient.ingest.portfolio.engine_errors import told_errors
from keyclient.ingest.portfolio.refusals import FolderInUse, FolderNotWritable
from keyclient.model.scan import Engine

if TYPE_CHECKING:
    import narwhals as nw
    import pyarrow as pa

ROWS_PER_FILE = 1 << 24
_PART = "part-{number:05}.parquet"
_OWN = re.compile(r"part-\d{5,}\.parquet", re.ASCII)
_PREFIX = ".keyclient-"


def write_folder(
    frame: "nw.LazyFrame[Any]",
    folder: Path,
    engine: Engine,
    *,
    money: Collection[str] = (),
    beside: Collection[str] = (),
) -> int:
    """Write the rows of a frame, and return how many there are. Their order is that of the engine.

    `money`: the columns in fen, which say so in their metadata. `beside`: names of further files that an earlier result may have
    in the folder, and that vanish with it. The folder is made beside its place and moved there; an earlier result stays until then.
    Raises `FolderInUse` where the folder holds anything else, `FolderNotWritable`, or the refusal of the engine.
    """
    check_folder(folder, beside)
    with told_errors(engine), _beside(folder) as made:
        rows = _write(batches_of(frame, engine, made), made, frozenset(money))
        _move(made, folder)
    return rows


def check_folder(folder: Path, beside: Collection[str] = ()) -> None:
    """Refuse a folder that holds anything but an earlier result, before anything is computed."""
    try:
        if folder.exists() and not folder.is_dir():
            raise FolderInUse(path=folder, name=folder.name)
        for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
            if not (_OWN.fullmatch(entry.name) or entry.name in beside):
                raise FolderInUse(path=folder, name=entry.name)
    except OSError as error:
        raise FolderNotWritable(path=folder, reason=reason_of(error)) from error


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A private folder beside the place of another, removed if it is still there in the end."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder.parent))
    except OSError as error:
        raise FolderNotWritable(path=folder, reason=reason_of(error)) from error
    try:
        yield made
    except OSError as error:
        raise FolderNotWritable(path=folder, reason=reason_of(error)) from error
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _write(batches: "Iterable[pa.RecordBatch]", folder: Path, money: frozenset[str]) -> int:
    """Write batches to numbered files of at most so many rows; without any row, one empty file."""
    import pyarrow.parquet as pq

    total, number, writer = 0, 0, None
    try:
        for batch in batches:
            said = _with_units(batch, money)
            if writer is not None and total // ROWS_PER_FILE >= number:
                writer.close()
                writer = None
            if writer is None:
                writer = pq.ParquetWriter(
                    folder / _PART.format(number=number), said.schema, compression="zstd"
                )
                number += 1
            writer.write_batch(said)
            total += len(batch)
    finally:
        if writer is not None:
            writer.close()
    return total


def _with_units(batch: "pa.RecordBatch", money: frozenset[str]) -> "pa.RecordBatch":
    """A batch whose columns of money say that they are in fen."""
    import pyarrow as pa

    fields = [
        pa.field(field.name, field.type, metadata={"unit": "fen"} if field.name in money else None)
        for field in batch.schema
    ]
    return pa.RecordBatch.from_arrays(batch.columns, schema=pa.schema(fields))


def _move(made: Path, folder: Path) -> None:
    """Move a whole folder into place; what was there stays until then."""
    made.chmod(0o755)
    if not folder.exists():
        made.rename(folder)
        return
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=folder.parent) as aside:
        before = Path(aside) / folder.name
        folder.rename(before)
        try:
            made.rename(folder)
        except OSError:
            with suppress(OSError):
                before.rename(folder)
            raise

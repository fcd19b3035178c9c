"""Writes customers of any number to a folder of Parquet files, which is there whole or not at all."""

import re
import shutil
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from keyclient.errors import reason_of
from keyclient.ingest.portfolio.batches import batches_of
from keyclient.ingest.portfolio.engine_errors import told_errors
from keyclient.ingest.portfolio.limits import private_name, remove_stale
from keyclient.ingest.portfolio.refusals import FolderInUse, FolderNotPutBack, FolderNotWritable
from keyclient.ingest.portfolio.replacing import in_place_of
from keyclient.model.scan import Engine

if TYPE_CHECKING:
    import narwhals as nw
    import pyarrow as pa

ROWS_PER_FILE = 1 << 24
_PART = "part-{number:05}.parquet"
_OWN = re.compile(r"part-\d{5,}\.parquet", re.ASCII)
_PREFIX = ".keyclient-part-"


@contextmanager
def written_folder(
    frame: "nw.LazyFrame[Any]",
    folder: Path,
    engine: Engine,
    *,
    money: Collection[str] = (),
    beside: Collection[str] = (),
) -> Iterator[int]:
    """Write the rows of a frame, in the order of the engine; the block is given how many there are, and is part of the writing.

    The folder is made beside its place and moved there when it is whole. Only when the block has ended well is an earlier result
    removed; otherwise it stands there again. `money`: the columns in fen, which say so in their metadata. `beside`: names of
    further files that an earlier result may have in the folder, and that vanish with it.
    Raises `FolderInUse` where the folder holds anything else, `FolderNotWritable`, `FolderNotPutBack`, the refusal of the engine,
    and what the block raises.
    """
    check_folder(folder, beside)
    with _beside(folder) as made:
        with told_errors(engine), _told(folder):
            rows = _write(batches_of(frame, engine, made), made, frozenset(money))
            made.chmod(0o755)
        with in_place_of(made, folder):
            yield rows


def check_folder(folder: Path, beside: Collection[str] = ()) -> None:
    """Refuse, before anything is computed, a folder that holds anything but an earlier result, or that cannot be made."""
    with _told(folder):
        if folder.exists() and not folder.is_dir():
            raise FolderInUse(path=folder, name=folder.name)
        for entry in sorted(folder.iterdir()) if folder.is_dir() else ():
            if not (_OWN.fullmatch(entry.name) or entry.name in beside):
                raise FolderInUse(path=folder, name=entry.name)
        there = next(parent for parent in folder.absolute().parents if parent.exists())
        Path(tempfile.mkdtemp(prefix=private_name(_PREFIX), dir=there)).rmdir()


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A private folder beside the place of another, removed in the end, unless the only copy of an earlier result is in it.

    What killed runs have left beside it is removed first.
    """
    with _told(folder):
        folder.parent.mkdir(parents=True, exist_ok=True)
        remove_stale(folder.parent, _PREFIX)
        made = Path(tempfile.mkdtemp(prefix=private_name(_PREFIX), dir=folder.parent))
    try:
        yield made
    except FolderNotPutBack:
        raise
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    shutil.rmtree(made, ignore_errors=True)


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Raises `FolderNotWritable` for an error of the system."""
    try:
        yield
    except OSError as error:
        raise FolderNotWritable(path=folder, reason=reason_of(error)) from error


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

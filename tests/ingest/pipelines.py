"""Pipelines of small books, for tests."""

from pathlib import Path

from keyclient.ingest.base.request import Request
from keyclient.ingest.pipeline import load_pipeline
from keyclient.ingest.source.opening import OpenBook, open_book
from keyclient.model.pipeline import LoadedPipeline, Shape
from keyclient.policy.models import Policy
from tests.ingest.writing import AS_OF, write_csv


def funnel_policy(**funnel: object) -> Policy:
    return Policy.model_validate({"funnel": funnel})


def open_sheet(path: Path, sheet: str | None = None) -> OpenBook:
    return open_book(path, sheet=sheet, limits=Policy().read)


def read_pipeline(
    path: Path, *, log: Path | None = None, log_sheet: str | None = None, **wishes: object
) -> LoadedPipeline:
    request = Request(as_of=AS_OF, needs_measure=False, **wishes)  # type: ignore[arg-type]
    found = load_pipeline(
        open_sheet(path, request.sheet),
        request,
        log=None if log is None else open_sheet(log, log_sheet),
        log_sheet=log_sheet,
    )
    assert all(part.portfolio.sources[0].rows.ties for part in found.parts)
    return found


def shape_of(found: LoadedPipeline) -> tuple[Shape, list[int]]:
    return found.pipeline.shape, [len(part.portfolio.frame) for part in found.parts]


def csv_book(folder: Path, table: str, name: str = "book.csv") -> Path:
    made = folder / "made"
    made.mkdir(exist_ok=True)
    return write_csv(made, table).rename(folder / name)

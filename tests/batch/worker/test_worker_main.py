"""A process that handles one book after another."""

import io

import pytest

from keyclient.batch.worker import __main__ as worker
from keyclient.batch.worker.messages import Terms
from keyclient.ingest.source.jobs import let_jobs, usual_jobs
from keyclient.model.label import Lang
from keyclient.policy.models import Policy


class _Lines:
    """The terms of a run, and then its end."""

    def __init__(self, terms: Terms) -> None:
        self._lines = [terms.model_dump_json(by_alias=True).encode()]

    def get(self) -> bytes:
        if not self._lines:
            raise EOFError
        return self._lines.pop()


def test_a_worker_reads_a_large_workbook_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = _Lines(Terms(policy=Policy(), analyses=(), lang=Lang.EN, memory_mb=3000))
    monkeypatch.setenv("KEYCLIENT_JOBS", "many")
    monkeypatch.setattr(worker, "_private_output", io.BytesIO)
    monkeypatch.setattr(worker, "_input_lines", lambda _: lines)
    monkeypatch.setattr(worker, "_limit_memory", lambda _: None)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO()))
    try:
        with pytest.raises(EOFError):
            worker.main()
        assert usual_jobs() == 1
    finally:
        let_jobs(None)

"""How many processes read a large workbook, where a request does not say."""

from collections.abc import Iterator

import pytest

from keyclient.ingest.source.jobs import MOST_JOBS, let_jobs, usual_jobs


@pytest.fixture(autouse=True)
def unsaid() -> Iterator[None]:
    yield
    let_jobs(None)


def test_as_many_read_as_was_said() -> None:
    let_jobs(7)
    assert usual_jobs() == 7
    let_jobs(None)
    assert 1 <= usual_jobs() <= MOST_JOBS


def test_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEYCLIENT_JOBS", "9")
    assert usual_jobs() <= MOST_JOBS

"""How many processes read a large workbook, as the environment says it."""

from collections.abc import Iterator

import pytest

from keyclient.cli.input.jobs import JOBS, JobsVariableError, jobs_said
from keyclient.cli.input.reading import policy_of
from keyclient.cli.start.session import Session
from keyclient.ingest.source.jobs import let_jobs, usual_jobs
from keyclient.model.label import Lang


@pytest.fixture(autouse=True)
def unsaid() -> Iterator[None]:
    yield
    let_jobs(None)


@pytest.mark.parametrize(("text", "jobs"), [("3", 3), (" 1 ", 1), ("12", 12), ("", None), (" ", None)])
def test_the_environment_says_how_many_processes_read(
    monkeypatch: pytest.MonkeyPatch, text: str, jobs: int | None
) -> None:
    assert jobs_said({JOBS: text}) == jobs
    monkeypatch.setenv(JOBS, text)
    policy_of(Session(Lang.EN))
    assert usual_jobs() == jobs if jobs else 1 <= usual_jobs() <= 4


def test_nothing_is_said_without_the_variable() -> None:
    assert jobs_said({}) is None


@pytest.mark.parametrize("text", ["0", "-3", "1.5", "many", "1,", "9" * 5000])
def test_what_is_no_number_of_processes_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv(JOBS, text)
    with pytest.raises(JobsVariableError, match=r"KEYCLIENT_JOBS: .* is not a whole number") as caught:
        policy_of(Session(Lang.EN))
    assert caught.value.text(Lang.ZH).startswith("环境变量 KEYCLIENT_JOBS：")

"""How many processes read a large workbook, as the environment says it."""

from collections.abc import Mapping

from keyclient.errors import UsageError
from keyclient.model.label import Label

JOBS = "KEYCLIENT_JOBS"


class JobsVariableError(UsageError):
    """A `KEYCLIENT_JOBS` that is no number of processes."""

    sentence = Label(
        "environment variable KEYCLIENT_JOBS: {text} is not a whole number of at least 1. Correct or remove it.",
        "环境变量 KEYCLIENT_JOBS：{text} 不是不小于 1 的整数。请更正或删除该变量。",
    )


def jobs_said(environ: Mapping[str, str]) -> int | None:
    """The number of processes; None if the variable is absent or empty. Raises `JobsVariableError`."""
    text = environ.get(JOBS, "").strip()
    if not text:
        return None
    try:
        jobs = int(text)
    except ValueError:
        jobs = 0
    if jobs < 1:
        raise JobsVariableError(text=text)
    return jobs

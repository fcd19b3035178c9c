"""How many processes read a large workbook, where a request does not say.

It holds for the whole process and is said once, at its edge: no reader looks at the environment.
"""

from keyclient.ingest.base.cores import usable_cores

MOST_JOBS = 4
"""Every process streams the whole sheet: more of them gain little."""


class _Said:
    """What was said of this process."""

    jobs: int | None = None


def let_jobs(jobs: int | None) -> None:
    """Say how many processes, 1 or more, read a large workbook from now on; None: as many as are usual."""
    _Said.jobs = jobs


def usual_jobs() -> int:
    """How many processes read a large workbook: as was said, else one per usable core, up to `MOST_JOBS`."""
    if _Said.jobs is not None:
        return _Said.jobs
    return min(usable_cores(), MOST_JOBS)

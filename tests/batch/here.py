"""Books through this process in place of workers: what becomes of a book, without the second that a worker starts."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from keyclient.batch.worker.messages import Job, Reply, Terms
from keyclient.batch.worker.pool import Ended, Task
from keyclient.batch.worker.work import work


@dataclass
class Here:
    """Takes the place of `Pool`; every message goes through JSON, as between processes."""

    terms: Terms
    jobs: int
    seconds: float

    def run(
        self, waiting: Callable[[], Task | None], pending: Callable[[], bool], done: Callable[[Ended], None]
    ) -> None:
        """One book after another, until nothing waits and nothing is pending."""
        terms = Terms.model_validate_json(self.terms.model_dump_json(by_alias=True))
        while (task := waiting()) is not None or pending():
            if task is None:
                time.sleep(0.01)
                continue
            job = Job.model_validate_json(task.job().model_dump_json(by_alias=True))
            reply = Reply.model_validate_json(work(job, terms).model_dump_json(by_alias=True))
            done(Ended(task, reply, 0.0))

"""Books processed in the process of the test instead of workers, which take a second to start."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from keyclient.batch.worker.handle_job import handle
from keyclient.batch.worker.messages import BookJob, Reply, Terms
from keyclient.batch.worker.pool import FinishedTask, Task


@dataclass
class Here:
    """Takes the place of `Pool`; every message goes through JSON, as between processes."""

    terms: Terms
    jobs: int
    seconds: float

    def run(
        self,
        next_task: Callable[[], Task | None],
        has_more: Callable[[], bool],
        done: Callable[[FinishedTask], None],
    ) -> None:
        """One book after another, until none is left."""
        terms = Terms.model_validate_json(self.terms.model_dump_json(by_alias=True))
        while (task := next_task()) is not None or has_more():
            if task is None:
                time.sleep(0.01)
                continue
            job = BookJob.model_validate_json(task.job().model_dump_json(by_alias=True))
            reply = Reply.model_validate_json(handle(job, terms).model_dump_json(by_alias=True))
            done(FinishedTask(task, reply, 0.0))

"""A pool of worker processes, each of which handles one book at a time.

A worker is replaced when its time is up, when it has died, and after a book that left it in an unclean state. The other
workers continue meanwhile.
"""

import queue
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, cast

from keyclient.batch.record.codes import code_of
from keyclient.batch.record.refusals import BookTimeout, WorkerDied
from keyclient.batch.worker.__main__ import READY
from keyclient.batch.worker.messages import BookJob, BookRefusal, Reply, Terms
from keyclient.batch.worker.process import end_process, exit_words, start_worker
from keyclient.errors import KeyclientError
from keyclient.model.label import Lang

_START_SECONDS = 120.0
"""The time within which a worker has to be ready."""
_POLL_SECONDS = 0.2
_MOST_FAILED_STARTS = 3
"""The run stops when so many workers in a row end before they are ready: the machine has a problem."""


@dataclass(eq=False)
class _Worker:
    process: "subprocess.Popen[bytes]"
    task: "Task | None" = None
    deadline: float = 0.0
    started: float = 0.0
    is_ready: bool = False


@dataclass(frozen=True)
class Task:
    """A book to process."""

    name: str
    job: Callable[[], BookJob]
    """Makes the job when a worker is free."""
    path_text: str


@dataclass(frozen=True)
class FinishedTask:
    """A task and the reply to it."""

    task: Task
    reply: Reply
    seconds: float


@dataclass
class Pool:
    """A pool of `jobs` workers with a time limit per book."""

    terms: Terms
    jobs: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _workers: list[_Worker] = field(default_factory=list)
    _replies: "queue.Queue[tuple[_Worker, bytes | None]]" = field(default_factory=queue.Queue)
    _failed_starts: int = 0

    def run(
        self,
        next_task: Callable[[], Task | None],
        has_more: Callable[[], bool],
        done: Callable[[FinishedTask], None],
    ) -> None:
        """Process tasks until none is left.

        `next_task` gives the next task, or None if there is none at the moment; `has_more` says whether one will follow
        later; `done` receives each finished task.
        """
        try:
            while True:
                self._assign_tasks(next_task)
                if not any(worker.task for worker in self._workers) and not has_more():
                    return
                self._wait(done)
        finally:
            self.stop()

    def stop(self) -> None:
        """End every worker at once."""
        for worker in self._workers:
            end_process(worker.process)
        self._workers.clear()

    def _assign_tasks(self, next_task: Callable[[], Task | None]) -> None:
        for worker in self._workers:
            if worker.task is None:
                self._assign(worker, next_task())
        while len(self._workers) < self.jobs and (task := next_task()) is not None:
            worker = self._start()
            self._assign(worker, task)

    def _assign(self, worker: _Worker, task: Task | None) -> None:
        if task is None:
            return
        worker.task = task
        worker.started = self.clock()
        worker.deadline = worker.started + (self.seconds if worker.is_ready else _START_SECONDS)
        self._send(worker, task.job().model_dump_json(by_alias=True).encode())

    def _start(self) -> _Worker:
        worker = _Worker(start_worker(self.jobs))
        self._workers.append(worker)
        threading.Thread(target=self._listen, args=(worker,), daemon=True).start()
        self._send(worker, self.terms.model_dump_json(by_alias=True).encode())
        return worker

    def _send(self, worker: _Worker, line: bytes) -> None:
        stdin = cast("IO[bytes]", worker.process.stdin)
        with suppress(OSError):  # the end of a dead worker is reported by its listener
            stdin.write(line + b"\n")
            stdin.flush()

    def _listen(self, worker: _Worker) -> None:
        for line in cast("IO[bytes]", worker.process.stdout):
            self._replies.put((worker, line))
        self._replies.put((worker, None))

    def _wait(self, done: Callable[[FinishedTask], None]) -> None:
        """Handle the next message of a worker, if one arrives, and end workers whose time is up."""
        try:
            worker, line = self._replies.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            self._end_overdue(done)
            return
        if worker not in self._workers:
            return
        if line == READY:
            self._mark_ready(worker)
        elif line is None:
            self._handle_exit(worker, done)
        else:
            self._handle_reply(worker, Reply.model_validate_json(line), done)
        self._end_overdue(done)

    def _mark_ready(self, worker: _Worker) -> None:
        """Start the time of the book now, so that importing libraries does not count."""
        worker.is_ready, self._failed_starts = True, 0
        worker.started = self.clock()
        worker.deadline = worker.started + self.seconds

    def _handle_reply(self, worker: _Worker, reply: Reply, done: Callable[[FinishedTask], None]) -> None:
        task, worker.task = worker.task, None
        if reply.should_retire or (reply.refusal is not None and not reply.refusal.is_clean):
            self._remove(worker)
        if task is not None:
            done(FinishedTask(task, reply, self.clock() - worker.started))

    def _handle_exit(self, worker: _Worker, done: Callable[[FinishedTask], None]) -> None:
        with suppress(subprocess.TimeoutExpired):  # let it end by itself, to know its own exit code
            worker.process.wait(timeout=5)
        self._remove(worker)
        if not worker.is_ready:
            self._failed_starts += 1
        if worker.task is not None:
            reason = exit_words(worker.process.returncode)
            self._report_failure(worker, WorkerDied(path=worker.task.path_text, reason=reason), done)
        if self._failed_starts >= _MOST_FAILED_STARTS:
            raise WorkerDied(path="keyclient.batch.worker", reason=exit_words(worker.process.returncode))

    def _end_overdue(self, done: Callable[[FinishedTask], None]) -> None:
        now = self.clock()
        for worker in [worker for worker in self._workers if worker.task and now >= worker.deadline]:
            self._remove(worker)
            if worker.task is not None:
                limit = f"{self.seconds if worker.is_ready else _START_SECONDS:.3g} s"
                self._report_failure(worker, BookTimeout(path=worker.task.path_text, limit=limit), done)

    def _report_failure(
        self, worker: _Worker, error: KeyclientError, done: Callable[[FinishedTask], None]
    ) -> None:
        if worker.task is not None:
            refusal = BookRefusal(
                code=code_of(error), message=error.text(Lang(self.terms.lang)), is_clean=False
            )
            reply = Reply(result=None, refusal=refusal, should_retire=True)
            done(FinishedTask(worker.task, reply, self.clock() - worker.started))

    def _remove(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        end_process(worker.process)

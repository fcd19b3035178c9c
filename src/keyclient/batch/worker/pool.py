"""Workers that are kept at work, ended when they must be, and replaced.

A worker has one book at a time. It is replaced when its time is over, when it is gone, and after a book that it did
not end cleanly; the books of the others go on meanwhile.
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

_STARTING = 120.0
"""Seconds within which a worker has to be ready."""
_TICK = 0.2
_PATIENCE = 3
"""So many workers in a row may end before they are ready; then something is wrong with the machine."""


@dataclass(eq=False)
class _Worker:
    process: "subprocess.Popen[bytes]"
    job: "Task | None" = None
    deadline: float = 0.0
    started: float = 0.0
    is_ready: bool = False


@dataclass(frozen=True)
class Task:
    """A book for the pool."""

    name: str
    job: Callable[[], BookJob]
    """Makes the job when its turn comes."""
    shown: str


@dataclass(frozen=True)
class FinishedTask:
    """What became of a task."""

    task: Task
    reply: Reply
    seconds: float


@dataclass
class Pool:
    """A number of workers."""

    terms: Terms
    jobs: int
    seconds: float
    clock: Callable[[], float] = time.monotonic
    _workers: list[_Worker] = field(default_factory=list)
    _said: "queue.Queue[tuple[_Worker, bytes | None]]" = field(default_factory=queue.Queue)
    _stillborn: int = 0

    def run(
        self,
        waiting: Callable[[], Task | None],
        pending: Callable[[], bool],
        done: Callable[[FinishedTask], None],
    ) -> None:
        """Work until nothing waits, nothing is pending and nothing is at work.

        `waiting` gives the next task, None where there is none just now; `pending`: whether one will come later.
        """
        try:
            while True:
                self._fill(waiting)
                if not any(worker.job for worker in self._workers) and not pending():
                    return
                self._hear(done)
        finally:
            self.stop()

    def stop(self) -> None:
        """End every worker at once."""
        for worker in self._workers:
            end_process(worker.process)
        self._workers.clear()

    def _fill(self, waiting: Callable[[], Task | None]) -> None:
        for worker in self._workers:
            if worker.job is None:
                self._give(worker, waiting())
        while len(self._workers) < self.jobs and (task := waiting()) is not None:
            worker = self._start()
            self._give(worker, task)

    def _give(self, worker: _Worker, task: Task | None) -> None:
        if task is None:
            return
        worker.job = task
        worker.started = self.clock()
        worker.deadline = worker.started + (self.seconds if worker.is_ready else _STARTING)
        self._send(worker, task.job().model_dump_json(by_alias=True).encode())

    def _start(self) -> _Worker:
        worker = _Worker(start_worker(self.jobs))
        self._workers.append(worker)
        threading.Thread(target=self._listen, args=(worker,), daemon=True).start()
        self._send(worker, self.terms.model_dump_json(by_alias=True).encode())
        return worker

    def _send(self, worker: _Worker, line: bytes) -> None:
        stdin = cast("IO[bytes]", worker.process.stdin)
        with suppress(OSError):  # a worker that is gone is heard of
            stdin.write(line + b"\n")
            stdin.flush()

    def _listen(self, worker: _Worker) -> None:
        for line in cast("IO[bytes]", worker.process.stdout):
            self._said.put((worker, line))
        self._said.put((worker, None))

    def _hear(self, done: Callable[[FinishedTask], None]) -> None:
        """Take what the workers say, until one has ended its book, has died, or its time is over."""
        try:
            worker, line = self._said.get(timeout=_TICK)
        except queue.Empty:
            self._end_late_ones(done)
            return
        if worker not in self._workers:
            return
        if line == READY:
            self._ready(worker)
        elif line is None:
            self._gone(worker, done)
        else:
            self._replied(worker, Reply.model_validate_json(line), done)
        self._end_late_ones(done)

    def _ready(self, worker: _Worker) -> None:
        """Its time begins: importing is not the book's fault."""
        worker.is_ready, self._stillborn = True, 0
        worker.started = self.clock()
        worker.deadline = worker.started + self.seconds

    def _replied(self, worker: _Worker, reply: Reply, done: Callable[[FinishedTask], None]) -> None:
        task, worker.job = worker.job, None
        if reply.is_spent or (reply.refused is not None and not reply.refused.is_clean):
            self._drop(worker)
        if task is not None:
            done(FinishedTask(task, reply, self.clock() - worker.started))

    def _gone(self, worker: _Worker, done: Callable[[FinishedTask], None]) -> None:
        with suppress(subprocess.TimeoutExpired):  # its own end says more than the one that we would make
            worker.process.wait(timeout=5)
        self._drop(worker)
        if not worker.is_ready:
            self._stillborn += 1
        if worker.job is not None:
            reason = exit_words(worker.process.returncode)
            self._refuse(worker, WorkerDied(path=worker.job.shown, reason=reason), done)
        if self._stillborn >= _PATIENCE:
            raise WorkerDied(path="keyclient.batch.worker", reason=exit_words(worker.process.returncode))

    def _end_late_ones(self, done: Callable[[FinishedTask], None]) -> None:
        now = self.clock()
        for worker in [worker for worker in self._workers if worker.job and now >= worker.deadline]:
            self._drop(worker)
            if worker.job is not None:
                limit = f"{self.seconds if worker.is_ready else _STARTING:.3g} s"
                self._refuse(worker, BookTimeout(path=worker.job.shown, limit=limit), done)

    def _refuse(self, worker: _Worker, error: KeyclientError, done: Callable[[FinishedTask], None]) -> None:
        if worker.job is not None:
            refused = BookRefusal(
                code=code_of(error), message=error.text(Lang(self.terms.lang)), is_clean=False
            )
            reply = Reply(worked=None, refused=refused, is_spent=True)
            done(FinishedTask(worker.job, reply, self.clock() - worker.started))

    def _drop(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        end_process(worker.process)

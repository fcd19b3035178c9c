"""Running the parser of untrusted workbooks in a child process, within limits of time and memory."""

import json
import mmap
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from keyclient.errors import InputError
from keyclient.ingest.refusals import BookDamaged, BookEncrypted, BookTooHeavy
from keyclient.ingest.worker import REFUSED
from keyclient.model.label import Label
from keyclient.policy.models import ReadPolicy

_KILLED = Label("the parser was stopped by the operating system", "解析程序被操作系统终止")


@dataclass
class Parsing:
    """A child process at work on one workbook."""

    path: Path
    limits: ReadPolicy
    process: "subprocess.Popen[bytes]"
    output: IO[bytes]

    def finish(self) -> memoryview:
        """Wait for the child and return the Arrow streams it wrote, one a sheet.

        Raises the `InputError` that says why the workbook could not be parsed.
        """
        try:
            _, said = self.process.communicate(timeout=self.limits.seconds)
        except subprocess.TimeoutExpired:
            self.stop()
            raise BookTooHeavy(
                path=self.path, limit=f"{self.limits.seconds:g} s", setting="read.seconds"
            ) from None
        if self.process.returncode != 0:
            self.output.close()
            raise self._refusal(said)
        with self.output as output:
            size = os.fstat(output.fileno()).st_size
            return memoryview(mmap.mmap(output.fileno(), size, access=mmap.ACCESS_READ) if size else b"")

    def stop(self) -> None:
        """End the child at once."""
        self.process.kill()
        self.process.communicate()
        self.output.close()

    def _refusal(self, said: bytes) -> InputError:
        code = self.process.returncode
        if code == REFUSED:
            why = json.loads(said)
            if why["cause"] == "encrypted":
                return BookEncrypted(path=self.path)
            if why["cause"] == "memory":
                return BookTooHeavy(
                    path=self.path, limit=f"{self.limits.memory_mb} MB", setting="read.memory_mb"
                )
            return BookDamaged(path=self.path, reason=why["detail"])
        return BookDamaged(path=self.path, reason=_KILLED)


def parse(kind: str, path: Path, *, sheet: str | None, reader: str, limits: ReadPolicy) -> Parsing:
    """Start parsing a workbook in a child process; the caller goes on with other work and calls `finish`."""
    output = _private_file()
    command = [sys.executable, "-m", "keyclient.ingest.worker", kind, os.fspath(path), sheet or "", reader]
    command += [str(limits.seconds), str(limits.memory_mb)]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "ARROW_DEFAULT_MEMORY_POOL": "system"}
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE, env=environment
    )
    return Parsing(path, limits, process, output)


def _private_file() -> IO[bytes]:
    """A file without a name for the customers' rows: in memory where the system has that, else unlinked."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("keyclient"), "w+b")
    return tempfile.TemporaryFile()

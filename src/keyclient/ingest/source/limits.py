"""How much time and memory a workbook may take to be parsed: the larger it is, the more, up to what the policy allows."""

import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from keyclient.ingest.base.file_kinds import FileKind

if TYPE_CHECKING:
    from keyclient.policy.parts.read import ReadPolicy

SECONDS_PER_MB = 0.25
"""Reading takes a twelfth of this per MiB of XML, on a machine of 2020."""
SECONDS_PER_PART = 0.01
"""A workbook of three thousand sheets has little in each, and each takes its time."""
MEMORY_PER_MB = 5
"""Reading takes 2 to 3 of these, in MiB per MiB."""
PACKED = 12
"""Times that a file unpacks to, where that cannot be told from outside."""
WAITING = 10 if os.name == "posix" else 2
"""So many times as long as it may compute may pass by the clock, for a child waits for a share and for other processes.

On Windows the clock alone ends a child: nothing there ends it by its processor time.
"""


class Limits(NamedTuple):
    """What the child that parses one workbook may take."""

    seconds: float
    """Of processor time."""
    memory_mb: int
    seconds_setting: str
    """The key of the policy that set this limit."""
    memory_setting: str

    @property
    def wall_seconds(self) -> float:
        """How long the parent waits, as the last resort."""
        return self.seconds * WAITING


def limits_for(path: Path, kind: FileKind, policy: "ReadPolicy") -> Limits:
    """The limits for a workbook of this size."""
    size, parts = _unpacked(path, kind)
    size /= 1 << 20
    seconds = policy.least_seconds + size * SECONDS_PER_MB + parts * SECONDS_PER_PART
    memory = policy.least_memory_mb + int(size * MEMORY_PER_MB)
    return Limits(
        min(seconds, policy.seconds),
        min(memory, policy.memory_mb),
        "read.least_seconds" if seconds < policy.seconds else "read.seconds",
        "read.least_memory_mb" if memory < policy.memory_mb else "read.memory_mb",
    )


def _unpacked(path: Path, kind: FileKind) -> tuple[float, int]:
    """Bytes to parse, and parts. Those of a package say so themselves, and were held against their limits before."""
    if kind.is_package:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
        return sum(part.file_size for part in parts), len(parts)
    return path.stat().st_size * (PACKED if kind is FileKind.PARQUET else 1), 0

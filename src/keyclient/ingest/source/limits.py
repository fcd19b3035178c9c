"""How much time and memory a workbook may take to be parsed: the larger it is, the more, up to what the policy allows."""

import os
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from keyclient.ingest.base.file_kinds import FileKind

if TYPE_CHECKING:
    from keyclient.policy.parts.read import ReadPolicy

WAITING = 10 if os.name == "posix" else 2
"""A child may wait, for a share or for other processes, so many times as long as it may compute.

On Windows the clock alone ends a child: nothing there ends it by its processor time.
"""


class Growth(NamedTuple):
    """How the limits grow with what a workbook unpacks to."""

    seconds_per_mb: float = 0.25
    """Reading takes a twelfth of this per MiB of XML, on a machine of 2020."""
    seconds_per_part: float = 0.01
    """A workbook of many sheets may have little in each, and each takes its time."""
    memory_per_mb: float = 5
    """Reading takes 2 to 3 of these, in MiB per MiB."""
    packed: int = 12
    """Times that a file unpacks to, where that cannot be told from outside."""


GROWTH = Growth()
EXACT = Growth(seconds_per_mb=3)
"""Of the readers behind the fast one, which take twelve times as long for the same cells."""


class Limits(NamedTuple):
    """What the child that parses one workbook may take."""

    seconds: float
    """Of processor time."""
    memory_mb: int
    seconds_setting: str
    """The key of the policy that set this limit."""
    memory_setting: str
    waiting: float = WAITING
    """How many times the seconds the parent waits."""

    @property
    def wall_seconds(self) -> float:
        """How long the parent waits, as the last resort."""
        return self.seconds * self.waiting


def limits_for(path: Path, kind: FileKind, policy: "ReadPolicy", growth: Growth = GROWTH) -> Limits:
    """The limits for a workbook of this size."""
    size, parts = _unpacked(path, kind, growth.packed)
    size /= 1 << 20
    seconds = policy.least_seconds + size * growth.seconds_per_mb + parts * growth.seconds_per_part
    memory = policy.least_memory_mb + int(size * growth.memory_per_mb)
    return Limits(
        min(seconds, policy.seconds),
        min(memory, policy.memory_mb),
        "read.least_seconds" if seconds < policy.seconds else "read.seconds",
        "read.least_memory_mb" if memory < policy.memory_mb else "read.memory_mb",
    )


def _unpacked(path: Path, kind: FileKind, packed: int) -> tuple[float, int]:
    """Bytes to parse, and parts. Those of a package say so themselves, and were held against their limits before."""
    if kind.is_package:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
        return sum(part.file_size for part in parts), len(parts)
    return path.stat().st_size * (packed if kind is FileKind.PARQUET else 1), 0

"""Whether a zip package is safe to unpack: no bomb, no part listed twice."""

import zipfile
from pathlib import Path

from keyclient.ingest.refusals import BookDamaged
from keyclient.model.label import Label

MOST_PARTS = 5_000
MOST_BYTES = 2 << 30
"""All parts of an honest workbook unpack to less."""
LARGE_PART = 32 << 20
MOST_RATIO = 200
"""How many times larger than packed a large part may be; honest workbooks were seen up to 140 times."""

_TOO_MANY = Label("it has more parts than any workbook", "压缩包内部件过多")
_TOO_LARGE = Label("it unpacks to more than any workbook", "解压后体积异常")
_TWICE = Label("a part is listed twice", "压缩包内有重名部件")


def check_package(path: Path, package: zipfile.ZipFile) -> None:
    """Raises `BookDamaged` for a package that is made to overwhelm whoever unpacks it."""
    parts = package.infolist()
    if len(parts) > MOST_PARTS:
        raise BookDamaged(path=path, reason=_TOO_MANY)
    packed_hard = any(
        part.file_size > LARGE_PART and part.file_size > MOST_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if packed_hard or sum(part.file_size for part in parts) > MOST_BYTES:
        raise BookDamaged(path=path, reason=_TOO_LARGE)
    if len({part.filename.lower() for part in parts}) < len(parts):
        raise BookDamaged(path=path, reason=_TWICE)

"""Zip packages: the same parts give the same bytes."""

import io
import zipfile
from collections.abc import Mapping

BEGINNING = (1980, 1, 1, 0, 0, 0)
"""Every part is as old as zip itself, so that the same parts give the same bytes."""


def package(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip package as bytes."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as target:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, BEGINNING)
            info.compress_type = method
            target.writestr(info, content)
    return held.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}

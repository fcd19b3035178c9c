"""A workbook with its sheets and shared texts spelled in another way that means the same."""

import re
import zipfile
from pathlib import Path

_TAG = re.compile(rb"<(/?)(?=[A-Za-z])")
_PARTS = re.compile(r"xl/(worksheets/[^/]+|sharedStrings)\.xml")


def prefixed(path: Path, prefix: bytes = b"x") -> None:
    """Rewrite the book so that every tag of its sheets and shared texts has a prefix."""
    with zipfile.ZipFile(path) as package:
        parts = [(part, package.read(part)) for part in package.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts:
            if _PARTS.fullmatch(part.filename):
                spelled = _TAG.sub(rb"<\1" + prefix + b":", content)
                package.writestr(part, spelled.replace(b" xmlns=", b" xmlns:" + prefix + b"=", 1))
            else:
                package.writestr(part, content)

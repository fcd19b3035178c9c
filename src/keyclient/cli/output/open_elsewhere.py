"""Files that another program has open: told by the mark that it leaves beside them."""

from pathlib import Path

_MARKS = ("~${}", ".~lock.{}#")
"""What Excel and WPS, and LibreOffice, keep beside a workbook as long as it is open."""


def mark_beside(path: Path) -> Path | None:
    """The mark that says that a file is open in another program, if there is one."""
    marks = (path.with_name(mark.format(path.name)) for mark in _MARKS)
    try:
        return next((mark for mark in marks if mark.exists()), None)
    except OSError:
        return None

"""An .xls as xlrd opens it, without the parts that no cell needs: names, links, country, the user.

Books whose only fault is in one of those parts are read like any other.
"""

from contextlib import suppress
from struct import error as struct_error
from struct import unpack
from typing import TextIO

import xlrd.book
from xlrd.biffh import XL_CONTINUE, XL_WORKBOOK_GLOBALS, XLRDError

from keyclient.ingest.child.content import content_of
from keyclient.ingest.child.xls.codepage import AS_BYTES
from keyclient.ingest.child.xls.ole import workbook_stream

FIRST_UNICODE, FIRST_OF_SEVERAL, ONE_SHEET = 80, 50, 40
"""Versions of the format, by ten: texts in Unicode; sheets by an index; the last with a single sheet."""
_UNSAID = (None, 0x8001)
"""Code pages that name none: nothing at all, and "that of the system"."""
_LOST = b"\x01\0\x01\xfd\xff"
"""One text of U+FFFD, in the place of a text that the file names and does not have."""
_LEAST_TEXT = 3
"""Bytes of the shortest text in the table of texts."""


class OldBook(xlrd.book.Book):  # type: ignore[misc]
    """A workbook; `forgiving`: its table of texts may have more or fewer than it says."""

    forgiving = False

    @property
    def shows_bytes(self) -> bool:
        """Whether the texts stand as bytes, as the file does not say its code page."""
        return bool(self.biff_version < FIRST_UNICODE and self.codepage in _UNSAID)

    def derive_encoding(self) -> str:
        """The encoding of texts."""
        if self.shows_bytes:
            self.encoding = AS_BYTES
            return AS_BYTES
        return str(super().derive_encoding())

    def handle_sst(self, data: bytes) -> None:
        """The table of texts."""
        pieces = [bytes(data)]
        while (part := self.get_record_parts_conditional(XL_CONTINUE))[0] is not None:
            pieces.append(bytes(part[2]))
        count = unpack("<i", pieces[0][4:8])[0]
        if self.forgiving:
            most = sum(map(len, pieces)) // _LEAST_TEXT
            with suppress(AssertionError, IndexError, struct_error):
                self._sharedstrings = xlrd.book.unpack_SST_table([*pieces, _LOST * most], most)[0]
                return
        self._sharedstrings = xlrd.book.unpack_SST_table(pieces, count)[0]

    def _pass_over(self, *_: object) -> None:
        """A part that no cell needs."""

    handle_name = names_epilogue = handle_externname = handle_externsheet = handle_supbook = _pass_over
    handle_country = handle_writeaccess = handle_obj = _pass_over


def open_old(path: str, log: TextIO, *, forgiving: bool) -> OldBook:
    """A workbook, its sheets not yet read where the format allows that.

    `forgiving`: past tables of sectors and of texts that contradict themselves, as some programs leave them.
    """
    book = OldBook()
    book.forgiving = forgiving
    content = workbook_stream(content_of(path)) if forgiving else None
    book.biff2_8_load(path, content, logfile=log, on_demand=True, ragged_rows=True)
    book.biff_version = book.getbof(XL_WORKBOOK_GLOBALS)
    if book.biff_version not in xlrd.book.SUPPORTED_VERSIONS:
        raise XLRDError("version")
    if book.biff_version <= ONE_SHEET:
        book.fake_globals_get_sheet()
    else:
        book.parse_globals()
    if book.biff_version >= FIRST_OF_SEVERAL:
        book._sheet_list = [None] * len(book._sheet_names)
    book.nsheets = len(book._sheet_list)
    return book

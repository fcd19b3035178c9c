"""A piece of a sheet in its shortest spelling: no prefix before the tags, no white space between them."""

import re

from keyclient.ingest.pieces.odd import Odd

_BETWEEN = re.compile(rb">[ \t\r\n]+(?=<(?!/(?:v|t|f)>))")
"""White space between two tags. What stands before the end of a value, text or formula is part of it."""


def without_prefix(piece: bytes, prefix: bytes) -> bytes:
    """The tags without the prefix (`x:`) that all of them have; Odd if one has none."""
    if not prefix:
        return piece
    begin, end = b"<" + prefix, b"</" + prefix
    if piece.count(begin) + piece.count(end) != piece.count(b"<"):
        raise Odd("prefix")
    return piece.replace(begin, b"<").replace(end, b"</")


def without_spaces(piece: bytes) -> bytes:
    """The piece without what makes it pretty."""
    return _BETWEEN.sub(b">", piece.strip(b" \t\r\n"))

"""Whether what stands around the rows of a sheet is well-formed XML; the rows themselves are held to more."""

from keyclient.ingest.pieces.cutting import Head, Tail
from keyclient.ingest.pieces.odd import Odd


def check_ends(head: Head, tail: Tail) -> None:
    """Raises `Odd` for a sheet that would not be well-formed even without its rows."""
    from pyexpat import ExpatError, ParserCreate

    name = head.prefix + b"sheetData"
    rows = b"<" + name + (b">" if tail.text.startswith(b"</" + name) else b"/>")
    parser = ParserCreate()
    try:
        for text, is_last in ((head.text, False), (rows, False), (tail.text, True)):
            parser.Parse(text, is_last)
    except ExpatError:
        raise Odd("ends") from None

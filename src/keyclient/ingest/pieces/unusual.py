"""The texts that are not written as they read: entities, escapes, white space that does not count."""

import re

from keyclient.ingest.child.noise import is_told_otherwise
from keyclient.ingest.pieces.odd import Odd

XML_SPACE = " \t\r\n"
RUST_SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
"""What the library takes for white space; Python's own has four separators more."""
_ENTITY = re.compile(rb"&([^;&]*)(;?)")
_NAMED = {b"amp": b"&", b"lt": b"<", b"gt": b">", b"quot": b'"', b"apos": b"'"}
_NUMBERED = re.compile(rb"#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}))\Z")
ESCAPE = "_x00"
"""How an escaped character begins. The library knows no others: `_x4E00_` stays."""
_ESCAPE = re.compile(r"_x00([0-9A-Fa-f]{2}|\+[0-9A-Fa-f])_")


def text_of(spelled: bytes, *, keeps_space: bool) -> str:
    """The text of one `<t>`, the way the library reads it. Raises `Odd` where it takes the file for broken."""
    text = resolved(spelled)
    return unescaped(text if keeps_space else text.strip(XML_SPACE))


def resolved(spelled: bytes) -> str:
    """A text with its entities resolved; more is not done to the text of a `<v>`. Raises `Odd` as `text_of`."""
    whole = spelled.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in spelled else spelled
    try:
        return (_ENTITY.sub(_resolved, whole) if b"&" in whole else whole).decode()
    except UnicodeDecodeError as error:
        raise Odd("no UTF-8") from error


def unescaped(text: str) -> str:
    """`_x000D_` and the like as the characters that they stand for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if ESCAPE in text else text


def is_blank(text: str) -> bool:
    """Whether the library takes a text for white space alone, and so for no text."""
    return not text.strip(RUST_SPACE)


def is_changed(text: str) -> bool:
    """Whether a text looks like a number of the native reader that was cut or has noise; that reader changes it."""
    return text == "-0" or is_told_otherwise(text)


def _resolved(found: "re.Match[bytes]") -> bytes:
    name = found[1]
    if found[2] and name in _NAMED:
        return _NAMED[name]
    numbered = _NUMBERED.match(name)
    if not found[2] or numbered is None:
        raise Odd("entity")
    number = int(numbered[1], 16) if numbered[1] else int(numbered[2])
    if not number or 0xD800 <= number < 0xE000 or number > 0x10FFFF:
        raise Odd("entity")
    return chr(number).encode()

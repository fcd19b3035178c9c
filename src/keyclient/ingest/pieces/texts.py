"""Texts of the XML as the native reader gives them: entities, escapes, blanks at the ends, and what counts as blank."""

import re

from keyclient.ingest.pieces.odd import Odd

SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
"""What Unicode calls white space. Python's own idea has four more characters."""
TRIMMED = " \t\r\n"
"""What is cut off at both ends of a text that does not ask to keep it."""
_ENTITY = re.compile("&([^;&]*);?")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_NUMBERED = re.compile("#(?:([0-9]{1,7})|x([0-9A-Fa-f]{1,6}))")
_ESCAPE = re.compile(r"_x00(\+[0-9A-Fa-f]|[0-9A-Fa-f]{2})_")
ESCAPE = "_x00"
"""How an escaped character begins."""
_CUT = re.compile(r"-?[0-9]+\.[0-9]{9}")
DECIMALS = 9


def is_blank(text: str) -> bool:
    """Whether a text is nothing but white space; the cell counts as empty then."""
    return not text.strip(SPACES)


def resolved(text: str) -> str:
    """A text with its entities resolved. Raises `Odd` for one that is unknown or means no character of XML."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    if entity[0].endswith(";"):
        if entity[1] in _NAMED:
            return _NAMED[entity[1]]
        number = _NUMBERED.fullmatch(entity[1])
        if number is not None:
            code = int(number[1]) if number[1] else int(number[2], 16)
            if (
                code in (0x9, 0xA, 0xD)
                or 0x20 <= code < 0xD800
                or 0xE000 <= code < 0xFFFE
                or 0xFFFF < code < 0x110000
            ):
                return chr(code)
    raise Odd("entity")


def unescaped(text: str) -> str:
    """A text of a cell or of the shared texts without the escapes of single bytes: `_x000D_` is a line's end.

    The native reader knows only these; `_x4E00_` stays.
    """
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if ESCAPE in text else text


def inline(text: str, *, keeps_blanks: bool) -> str:
    """The text of a `<t>` by what stands in it."""
    whole = resolved(text)
    return unescaped(whole if keeps_blanks else whole.strip(TRIMMED))


def looks_cut(text: str) -> bool:
    """Whether a text passes for a number that the native reader has cut, or for its 0: such texts are changed later."""
    return text == "-0" or _CUT.fullmatch(text) is not None

"""What is searched for in the XML of a sheet, as it is written by every program that people use."""

import re
from functools import cache

_LONG = rb"(?:-?\d{16,}(?:\.\d*)?|-?\d(?:\.\d+)?[Ee]\+?(?:1[5-9]|[2-9]\d))"
_ANY = rb"[^<>]*"
"""Inside a tag. Stopping at the next tag keeps every search linear, whatever a sheet repeats."""


class Patterns:
    """The searches, with the namespace prefix that this sheet writes before its tags."""

    def __init__(self, prefix: bytes) -> None:
        p = re.escape(prefix)
        tag, end = rb"<" + p + rb"c ", rb"</" + p + rb"c>"
        place = rb"(?:" + _ANY + rb'?\s)?r="([A-Z]{1,3})(\d{1,7})"'
        formula = rb"<" + p + rb"f(?:\s" + _ANY + rb")?(?:/>|>[^<]*</" + p + rb"f>)"
        no_value = rb"(?:<" + p + rb"v\s*/>|<" + p + rb"v>\s*</" + p + rb"v>)?"
        # An empty value is a value where the cell is text: the result of =IF(A2="","",...).
        no_text = (
            rb"(?:(?!(?:" + _ANY + rb'\s)?t="(?:str|inlineStr)")|(?='
            + _ANY + rb">\s*(?:" + formula + rb")?\s*" + end + rb"))"
        )  # fmt: skip
        within = rb"\s*" + no_value + rb"\s*" + end
        self.blank = re.compile(
            tag
            + rb"(?:(?:(?:[^<>]*[^<>/])?/>)|"
            + no_text
            + _ANY
            + rb">\s*(?:"
            + formula
            + rb")?"
            + within
            + rb")"
        )
        self.cell = re.compile(tag + place + rb"(" + _ANY + rb")>")
        self.cell_hint = b"<" + prefix + b"c "
        self.usual_hint = b"<" + prefix + b'c r="'
        self.any_hint = b"<" + prefix + b"c"
        self.unspaced = re.compile(rb"<" + p + rb"c[>\t\r\n]")
        self.placeless = re.compile(tag + rb"(?!" + place + rb")")
        self.value_hints = (b"<" + prefix + b"v", b"<" + prefix + b"is")
        self.row_hint = b"<" + prefix + b"row"
        self.row = re.compile(rb"<" + p + rb"row\s(?:" + _ANY + rb'?\s)?r="(\d{1,7})"')
        self.far_hint = re.compile(rb'r="[A-Z]{3}')
        self.far = re.compile(tag + rb"(?:" + _ANY + rb'?\s)??r="([A-Z]{3,})\d')
        self.error = re.compile(
            tag + rb"(?=(?:" + _ANY + rb'\s)?t="e")' + place + _ANY
            + rb">(?:(?!</?" + p + rb"c[ >]).)*?<" + p + rb"v>([^<]*)<",
            re.S,
        )  # fmt: skip
        self.error_hint = b't="e"'
        self.impossible_text = b't="s"><' + prefix + b"v>-"
        self.uncalculated = re.compile(tag + no_text + place + _ANY + rb">\s*" + formula + within)
        self.formula_hint = b"<" + prefix + b"f"
        self.long_number = re.compile(rb"<" + p + rb"v>" + _LONG + rb"</")
        self.hidden = re.compile(rb"<" + p + rb"row\s" + _ANY + rb'\bhidden="(?:1|true)"')
        self.noted = re.compile(
            rb"<" + p + rb"row\s"
            rb'(?=(?:[^<>]*?\s)?r="(\d{1,7})")'
            rb'(?=(?:(?:[^<>]*?\s)?hidden="(1|true)")?)'
            rb'(?=(?:(?:[^<>]*?\s)?outlineLevel="(\d)")?)'
        )  # fmt: skip
        self.end = b"</" + prefix + b"sheetData"

    def cells(self, piece: bytes) -> int | None:
        """The number of cells of a piece; None where it is written in a way these searches do not understand.

        Counting is what is fast; only where the usual spelling does not account for every cell is there a closer look.
        """
        if (b"!" in piece and b"<!" in piece) or (b"='" in piece and _QUOTED.search(piece)):
            return None
        usual = piece.count(self.usual_hint)
        if usual == piece.count(self.any_hint) and (usual or self.value_hints[0] not in piece):
            return usual
        cells = piece.count(self.cell_hint)
        is_odd = self.unspaced.search(piece) or self.placeless.search(piece)
        return None if is_odd or (not cells and self.value_hints[0] in piece) else cells


_QUOTED = re.compile(rb"<(?:\w+:)?(?:c|row)\s" + _ANY + rb"='")


@cache
def patterns(prefix: bytes) -> Patterns:
    """The searches for a prefix."""
    return Patterns(prefix)

"""What the styles of an OpenDocument spreadsheet show of a number, as format codes of Excel."""

from math import log10

from keyclient.ingest.cells.number_format import number_format
from keyclient.ingest.child.sheet import Sheet

_NS = "urn:oasis:names:tc:opendocument:xmlns:"
_NUMBER, _STYLE = f"{_NS}datastyle:1.0 ", f"{_NS}style:1.0 "
_STYLES = (f"{_NUMBER}number-style", f"{_NUMBER}currency-style", f"{_NUMBER}percentage-style")
_TEXTS = (f"{_NUMBER}text", f"{_NUMBER}currency-symbol")
_MOST_DIGITS = 30


class OdfFormats:
    """Receives the elements of styles; afterwards tells the format of a style of cells."""

    def __init__(self) -> None:
        self.finished: list[Sheet] = []
        self._codes: dict[str, str] = {}
        self._first: dict[str, str] = {}
        """The style that a format shows positive numbers by, where it has several."""
        self._data_styles: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        self._name = ""
        self._parts: list[str] | None = None
        self._text: list[str] | None = None
        self._embedded: list[tuple[int, str]] = []
        self._digits: dict[str, str] = {}
        self._known: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if name in _STYLES:
            self._name, self._parts = attributes.get(f"{_STYLE}name", ""), []
        elif name == f"{_STYLE}style":
            style = attributes.get(f"{_STYLE}name", "")
            self._data_styles[style] = attributes.get(f"{_STYLE}data-style-name", "")
            self._parents[style] = attributes.get(f"{_STYLE}parent-style-name", "")
        elif self._parts is not None:
            self._start_part(name, attributes)

    def end(self, name: str) -> None:
        """An element ends."""
        if self._parts is None:
            return
        if name in _STYLES:
            self._codes[self._name], self._parts = "".join(self._parts), None
        elif name == f"{_NUMBER}number":
            self._parts.append(self._number())
        elif name in _TEXTS and self._text is not None:
            text, self._text = "".join(self._text), None
            self._parts.append(text if text == "%" else '"' + text.replace('"', "") + '"')
        elif name == f"{_NUMBER}embedded-text" and self._text is not None:
            self._embedded[-1] = (self._embedded[-1][0], "".join(self._text))
            self._text = None

    def text(self, data: str) -> None:
        """Some text."""
        if self._text is not None:
            self._text.append(data)

    def code(self, style: str) -> str:
        """The format of a style of cells, if it shows more than the number; else nothing."""
        if style not in self._known:
            at, seen = style, set[str]()
            while at and not self._data_styles.get(at) and at not in seen:
                seen.add(at)
                at = self._parents.get(at, "")
            name = self._data_styles.get(at, "")
            code = self._codes.get(self._first.get(name, name), "")
            self._known[style] = code if code and number_format(code) is not None else ""
        return self._known[style]

    def _start_part(self, name: str, attributes: dict[str, str]) -> None:
        if name == f"{_NUMBER}number":
            self._digits, self._embedded = attributes, []
        elif name in _TEXTS:
            self._text = []
        elif name == f"{_NUMBER}embedded-text":
            self._text = []
            self._embedded.append((_whole(attributes, "position"), ""))
        elif name == f"{_STYLE}map":
            self._first.setdefault(self._name, attributes.get(f"{_STYLE}apply-style-name", ""))

    def _number(self) -> str:
        """The digits of a format; what stands among them is drawn, as after `!`."""
        digits = ["0"] * max(1, min(_whole(self._digits, "min-integer-digits"), _MOST_DIGITS))
        for position, text in sorted(self._embedded):
            drawn = text if text == "!" else "".join(f"!{letter}" for letter in text)
            digits.insert(max(len(digits) - position, 0), drawn)
        decimals = min(_whole(self._digits, "decimal-places"), _MOST_DIGITS)
        factor = self._digits.get(f"{_NUMBER}display-factor", "1")
        thousands = round(log10(float(factor)) / 3) if factor.isdigit() and int(factor) > 1 else 0
        return "".join(digits) + ("." + "0" * decimals if decimals else "") + "," * min(thousands, 4)


def _whole(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(_NUMBER + name, "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0

"""The telephones in a cell as branches type them: several at once, with words, extensions and the country."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from keyclient.model.id_numbers import matches

_PLAIN = r"^1[3-9][0-9]{9}$"
"""Most cells: nothing has to be done about them."""
_MOBILE = r"1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4}"
_AREA = r"0(?:10|2[0-9]|[3-9][0-9]{2})"
_LANDLINE = rf"\(?{_AREA}\)?[ -]?[2-8][0-9]{{2,3}}[ -]?[0-9]{{4}}"
_MARK = r"(?:转接?分机号?|转接?|分机号?|内线|extension|ext|x|#)"
_EXTENSION = r"#\1#"
"""An extension behind its number, which another number may follow."""

_SPELLED: Sequence[tuple[str, str]] = (
    (r"[‐‑‒–—―−─ー﹣]+|--+", "-"),
    (r"\s+", " "),
    (r"[^ ]+@[^ ]+|qq ?号?[:号 ]*[0-9]+", "/"),
    (r"\b(?:19|20)[0-9]{2}[-./年][0-9]{1,2}[-./月][0-9]{1,2}日?", "/"),
    (r"^([0-9]{7,})\.0+$", r"\1"),
    (r"([0-9])\.([0-9])", r"\1-\2"),
    (r" ?- ?", "-"),
    (r"(^|[ /;,、])\(?[1-9]\)", r"\1/"),
    (r"(^|[^0-9 -] ?)\(?(?:\+|\b00)\(?86\)?[ -]*(?:\(0\))?[ -]*", r"\1+86"),
    (r"(^|[^0-9 -] ?)(?:\(86\)|\b86-)[ -]*", r"\1+86"),
    (r"\(?\+86\)?[ -]*(10|2[0-9]|[3-9][0-9]{2})[ -]?([2-8])", r"/0\1-\2"),
    (r"\(?\+86\)?[ -]*", "/"),
)
"""One way to write dashes, blanks and the country; what has digits and is no telephone left out."""
_EXTENDED: Sequence[tuple[str, str]] = (
    (rf"([0-9])[-, .:(]*{_MARK}[-, .:]*([0-9]{{1,6}})\b", r"\1#\2#"),
    (r"(\b[02-9(][0-9)-]{5,}[0-9]) ?\(([0-9]{1,6})\)", r"\1#\2#"),
    (rf"((?:^|[^0-9-]){_LANDLINE})-([0-9]{{1,6}})(?:$|[^0-9-])", r"\1#\2#"),
    (r"((?:^|[^0-9-])[2-8][0-9]{6,7})-([0-9]{1,6})(?:$|[^0-9-])", r"\1#\2#"),
)
"""Extensions, by their mark or behind a whole number."""
_APART: Sequence[tuple[str, str]] = (
    (rf"({_AREA}) ?[/\\] ?([2-8][0-9]{{6,7}})", r"\1-\2"),
    (rf"([0-9]{{4}})[ (-]+({_MOBILE}\b)", r"\1/\2"),
    (rf"(\b{_MOBILE})[ (-]+", r"\1/"),
    (rf"(\b{_LANDLINE}) +", r"\1/"),
    (r"([0-9]{7}\)?) *[ (]([0-9+(])", r"\1/\2"),
    (r"([0-9]{4}) ?\+", r"\1/+"),
    (r"(#[0-9]{1,6})#", r"\1/"),
)
"""Where a whole number stands before blanks or a dash, another one begins."""
_BETWEEN = r"[^0-9+#() -]+"
"""Whatever is left of words and punctuation is between numbers."""
_WITHIN = r"[^0-9+#]"

_DIALLED: Sequence[tuple[str, str]] = (
    (r"^(?:00)?86(1[3-9][0-9]{9}|0[1-9][0-9]{8,10})(#.*)?$", r"\1\2"),
    (r"^0(1[3-9][0-9]{9})$", r"\1"),
    (r"^(?:\+|00)", ""),
    (r"\+", ""),
    (r"#+$", ""),
)
"""One way to dial: without the country, with the area."""
_NUMBER = r"^[0-9]{7,}(?:#[0-9]{1,6})?$"
_ONE_DIGIT = "|".join(f"^{digit}+(?:#.*)?$" for digit in range(10))


def telephones(typed: pd.Series) -> pd.Series:
    """One entry a telephone, with the index of the cell: its digits, and `#` and the extension behind; none for what is no telephone.

    `typed`: texts in lower case and of one width, without blank cells.
    """
    texts = pa.array(typed, pa.string())
    is_plain = matches(texts, _PLAIN)
    others = _of_cells(typed[~is_plain])
    return pd.concat([typed[is_plain], others]).sort_index(kind="stable") if len(others) else typed[is_plain]


def _of_cells(typed: pd.Series) -> pd.Series:
    spelled = _replaced(pa.array(typed, pa.string()), (*_SPELLED, *_EXTENDED, *_APART))
    each = pc.split_pattern_regex(spelled, _BETWEEN)
    digits = pc.replace_substring_regex(pc.list_flatten(each), _WITHIN, "")
    digits = _replaced(digits, _DIALLED)
    is_phone = matches(digits, _NUMBER) & ~matches(digits, _ONE_DIGIT)
    index = typed.index.to_numpy()[pc.list_parent_indices(each).to_numpy()]
    found = pd.Series(digits.to_pandas().array, index=index, dtype="str")[np.asarray(is_phone, dtype=bool)]
    return found[~pd.DataFrame({"cell": found.index, "number": found.array}).duplicated().to_numpy()]


def _replaced(texts: pa.Array, changes: Sequence[tuple[str, str]]) -> pa.Array:
    for pattern, replacement in changes:
        texts = pc.replace_substring_regex(texts, pattern, replacement)
    return texts

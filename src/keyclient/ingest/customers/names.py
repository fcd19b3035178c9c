"""Names as they are compared: spellings that a keyboard or an export makes different are one."""

import unicodedata

from keyclient.model.regex import regex

_MARKS = dict.fromkeys(map(ord, "()[]{}<>〈〉《》【】〔〕〖〗「」『』·•・‧∙⋅●▪"))
"""Brackets and middle dots, which every system writes in its own way; they are left out."""
_HAN = r"[㐀-䶿一-鿿]"
_BETWEEN = regex(rf"(?<={_HAN})[\s.]+(?={_HAN})|(?<={_HAN})\s+|\s+(?={_HAN})")
"""Blanks beside a Chinese character, and the full stop of 阿里木.买买提, which stands for a middle dot."""


def folded_name(name: str) -> str:
    """The name without what tells nobody apart: width, case, brackets, middle dots, and blanks beside Chinese."""
    plain = unicodedata.normalize("NFKC", name).casefold().translate(_MARKS)
    return " ".join(_BETWEEN.sub("", plain).split())

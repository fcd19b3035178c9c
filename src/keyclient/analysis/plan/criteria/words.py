"""The words of the language of criteria, and how they are compared."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from keyclient.analysis.plan.criteria.criterion import Sign
from keyclient.model.label import Label

SIGNS: Mapping[str, Sign] = {
    ">=": Sign.AT_LEAST,
    "=>": Sign.AT_LEAST,
    "≥": Sign.AT_LEAST,
    "≧": Sign.AT_LEAST,
    "不低于": Sign.AT_LEAST,
    "不少于": Sign.AT_LEAST,
    "不小于": Sign.AT_LEAST,
    "大于等于": Sign.AT_LEAST,
    "达到": Sign.AT_LEAST,
    "至少": Sign.AT_LEAST,
    "<=": Sign.AT_MOST,
    "=<": Sign.AT_MOST,
    "≤": Sign.AT_MOST,
    "≦": Sign.AT_MOST,
    "不高于": Sign.AT_MOST,
    "不超过": Sign.AT_MOST,
    "不大于": Sign.AT_MOST,
    "小于等于": Sign.AT_MOST,
    "至多": Sign.AT_MOST,
    ">": Sign.OVER,
    "超过": Sign.OVER,
    "高于": Sign.OVER,
    "大于": Sign.OVER,
    "<": Sign.UNDER,
    "低于": Sign.UNDER,
    "少于": Sign.UNDER,
    "小于": Sign.UNDER,
    "==": Sign.EQUAL,
    "=": Sign.EQUAL,
    "等于": Sign.EQUAL,
}
TIER_WORDS = frozenset({"tier", "层级", "客户层级", "等级", "客户等级", "分层"})
STAGE_WORDS = frozenset({"stage", "阶段", "销售阶段", "客户阶段", "商机阶段"})
VALUE_WORDS = frozenset({"value", "价值", "客户价值"})
CONTACT_WORDS = frozenset({"contact", "lastcontact", "contacted", "联系", "最近联系", "最近联系日期"})
FIELD_WORDS: Mapping[str, str] = {"资产": "aum", "总资产": "aum", "金融总资产": "aum", "贡献": "revenue"}
"""Words that are no heading of a book, because there they could mean something else."""
VALUE_LABEL = Label("value", "价值")

BOUNDS: Mapping[str, Sign] = {"以上": Sign.AT_LEAST, "以下": Sign.AT_MOST}
"""What may follow an amount or a name in the place of a sign: 50万以上. Both take in the amount itself."""
_UNSEEN = "Cf"
"""The Unicode category of characters that nobody sees: blanks of no width, marks of byte order."""

_JOINERS = re.compile(r"[\W_]+")


def narrow(text: str) -> str:
    """The text in half width and lower case, character by character, so that places stay what they are.

    Characters that nobody sees are blanks.
    """
    return "".join(_narrow(character) for character in text)


def _narrow(character: str) -> str:
    if character in SIGNS:
        return character
    if unicodedata.category(character) == _UNSEEN:
        return " "
    plain = unicodedata.normalize("NFKC", character).lower()
    return plain if len(plain) == 1 else character


def word_key(text: str) -> str:
    """The form in which names are compared: letters and digits only, half width, lower case."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return _JOINERS.sub("", folded)


def nearest_word(text: str, known: Iterable[str]) -> str | None:
    """The known word that is most like a text; None if none is like it."""
    words: dict[str, str] = {}
    for word in known:
        words.setdefault(word_key(word), word)
    near = get_close_matches(word_key(text), words, n=1, cutoff=0.5)
    return words[near[0]] if near else None

"""Which product family a word or a heading names: matched exactly against the families' own words, never guessed."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import field

from keyclient.ingest.layout.headings import heading_key
from keyclient.model.label import Label
from keyclient.model.record import dataclass
from keyclient.model.regex import regex
from keyclient.policy.parts.families import Family, family_label, family_words

_BEFORE = (
    "是否持有", "是否签约", "是否开通", "是否办理", "是否购买", "是否有", "是否", "有无", "已持有", "已签约", "已开通", "已办理", "已购买",
    "持有", "签约", "开通", "办理", "购买", "has", "holds", "owns",
)  # fmt: skip
_AFTER = (
    "时点余额", "日均余额", "月日均", "年日均", "日均", "余额", "是否持有", "是否签约", "是否开通", "持有标志", "签约标志", "开通标志",
    "标志", "标识", "持有", "签约", "开通", "账户", "业务", "产品", "服务", "客户", "市值", "份额", "金额", "保费", "数量", "笔数",
    "balance", "amount", "account", "product", "holder", "count", "flag", "y/n",
)  # fmt: skip
_AROUND = regex(
    f"(?:{'|'.join(map(re.escape, _BEFORE))})?(?P<word>.+?)(?:{'|'.join(map(re.escape, _AFTER))}){{0,2}}"
)
"""What people add to a product's name to head a column about holding it: `是否签约手机银行`, `理财余额`."""


@dataclass(frozen=True)
class Families:
    """The product families of the policy, by their words."""

    by_word: Mapping[str, str]
    """Key of the family by each of its words, as headings are compared."""
    shown: Mapping[str, str]
    """The same words as written in the policy."""
    labels: Mapping[str, Label]
    """The name of every family, by its key."""
    seen: dict[str, str | None] = field(default_factory=dict)
    """Cache of earlier lookups."""

    def named(self, text: str) -> str | None:
        """The key of the family that a word or heading names; None if it names none."""
        if text not in self.seen:
            self.seen[text] = self._find(heading_key(text))
        return self.seen[text]

    def nearest(self, text: str) -> str:
        """The known word most similar to an unknown one; `-` if the policy has no families."""
        wanted = heading_key(text)
        likeness = difflib.SequenceMatcher(None, "", wanted)

        def ratio(word: str) -> float:
            likeness.set_seq1(word)
            return likeness.ratio()

        return self.shown[max(self.by_word, key=ratio)] if self.by_word else "-"

    def _find(self, key: str) -> str | None:
        if key in self.by_word:
            return self.by_word[key]
        bare = _AROUND.fullmatch(key)
        return self.by_word.get(bare["word"]) if bare else None


def families_of(declared: Mapping[str, Family]) -> Families:
    """The families by their words; the key of a family is one of its words."""
    words = [(name, word) for name, family in declared.items() for word in family_words(name, family)]
    return Families(
        {heading_key(word): name for name, word in words},
        {heading_key(word): word for _, word in words},
        {name: family_label(name, family) for name, family in declared.items()},
    )

"""With which other banks the customers of a book are."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from keyclient.analysis.common.evidence.arrays import Flags, Ints, Numbers
from keyclient.analysis.common.evidence.books import RiskBooks
from keyclient.analysis.common.evidence.columns import texts
from keyclient.analysis.common.evidence.finding import YUAN
from keyclient.analysis.common.evidence.named_banks import banks_in
from keyclient.analysis.common.evidence.wallets import wallets
from keyclient.analysis.common.evidence.worth import known_values
from keyclient.analysis.common.exact_sum import exact_sum
from keyclient.analysis.common.group_names import group_key
from keyclient.analysis.plan.result import Competitor

_AROUND = re.compile(r"[（(\[【].*?[)）\]】]|[0-9.,]+(?:亿|万|千|元|w|k|%)*(?:元|左右|以上)?$")
"""What stands beside the name of a bank: brackets, an amount after it."""
_OFFICE = re.compile(r"(?<=行).*?(?:支行|分行|营业部|营业厅|网点)$|(?:股份|有限|责任|公司)+$")
"""A branch of it, or its legal form."""
_CHINA = "中国"


def competitors(books: RiskBooks, banks: Mapping[str, Sequence[str]]) -> tuple[Competitor, ...]:
    """Every other bank that the newest book names, that of most customers first, then of the largest value, then by name.

    `banks`: what else each is called. Spellings of one bank are one, under the spelling of most customers. A customer of
    several banks counts with each, and what she has elsewhere stands with each, since nobody knows how much of it is
    where. Cells that only say that there is another bank are not counted.
    """
    now = books.newest
    cells = texts(books.books[now].portfolio, "competitor")
    codes, words = pd.factorize(cells)
    known = _known(banks)
    said = [banks_in(str(word)) for word in words]
    called = _called(said, np.bincount(codes[codes >= 0], minlength=len(words)), known)
    pairs = {(bank_key(bank, known), code) for code, named in enumerate(said) for bank in named}
    of: dict[str, list[int]] = {}
    for key, code in sorted(pairs):
        of.setdefault(key, []).append(code)
    values, elsewhere = known_values(books), wallets(books, now).elsewhere
    found = (_told(books, called[key], np.isin(codes, own), values, elsewhere) for key, own in of.items())
    return tuple(sorted(found, key=lambda one: (-one.customers, -one.value, one.bank)))


def bank_key(name: str, known: Mapping[str, str]) -> str:
    """What the spellings of one bank have in common. `known`: the banks of the policy by the keys of their words."""
    plain = _bare(name)
    short = plain.removeprefix(_CHINA)
    return known.get(plain) or known.get(short) or short or plain


def _bare(name: str) -> str:
    """A name without what stands around it; what is nothing else stays as it is."""
    key = group_key(name)
    for around in (_AROUND, _OFFICE, _OFFICE):
        key = around.sub("", key) or key
    return key


def _known(banks: Mapping[str, Sequence[str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for bank, others in banks.items():
        for word in (bank, *others):
            found.setdefault(group_key(word), group_key(bank))
    return found


def _called(said: Sequence[Sequence[str]], counts: Ints, known: Mapping[str, str]) -> dict[str, str]:
    """The commonest spelling of each bank; of equally common ones the last in the order of texts."""
    spelt: Counter[str] = Counter()
    for named, count in zip(said, counts.tolist(), strict=True):
        spelt.update(dict.fromkeys(named, count))
    ordered = sorted(spelt.items(), key=lambda item: (item[1], item[0]))
    return {bank_key(name, known): name for name, _ in ordered}


def _told(books: RiskBooks, bank: str, there: Flags, values: Numbers, elsewhere: Numbers) -> Competitor:
    own = elsewhere[there & ~np.isnan(elsewhere)]
    return Competitor(
        bank=bank,
        customers=int(np.count_nonzero(there)),
        value=books.measure.amount(exact_sum(values[there])),
        elsewhere=YUAN.amount(exact_sum(own.astype(np.int64))) if len(own) else None,
    )

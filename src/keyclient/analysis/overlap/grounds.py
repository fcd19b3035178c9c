"""The evidence that decides whose a person is, in words."""

import datetime as dt
from collections.abc import Iterator

from keyclient.analysis.common.amounts import distinct_fens
from keyclient.analysis.overlap.whose import AGREED, LADDER, UNDECIDED
from keyclient.model.label import NO_WORDS, Label, Lang, listed

_WORDS = {
    "assigned": Label("{owner} is the only manager named", "仅{owner}为已分配的管户经理"),
    "contact": Label(
        "only {owner} was in contact in the last {days} days: {best}", "近{days}天内仅{owner}有过联系：{best}"
    ),
    "opening": Label("{owner}: opened first, on {best}; next {next}", "{owner}开户最早：{best}，其次{next}"),
    "deposits": Label(
        "{owner}: largest deposits, {best}; next {next}", "{owner}存款最多：{best}，其次{next}"
    ),
    "loans": Label("{owner}: largest loan, {best}; next {next}", "{owner}贷款最多：{best}，其次{next}"),
    "revenue": Label(
        "{owner}: largest contribution, {best}; next {next}", "{owner}贡献最大：{best}，其次{next}"
    ),
}
_AGREED = Label("nobody but {owner} claims her", "仅{owner}一方认领")
_NOBODY = Label("no record names a branch or a manager", "各条记录均未注明机构和客户经理")
_UNDECIDED = Label("equal at every step{unknown}", "逐级比较均相同{unknown}")
_UNKNOWN = Label("; not known of all: {steps}", "；{steps}不详")
_FIGURES = {
    "opening": Label("date of opening", "开户日期"),
    "deposits": Label("deposits", "存款"),
    "loans": Label("loans", "贷款"),
    "revenue": Label("contribution", "贡献"),
}
"""What the steps compare that may be unknown."""
_BOTH = Label("{manager} ({branch})", "{branch}{manager}")


class Grounds:
    """Sentences about persons, in one language."""

    def __init__(self, lang: Lang, contact_days: int) -> None:
        self._lang = lang
        self._days = contact_days

    def of(
        self, step: int, manager: str | None, branch: str | None, best: int, beaten: int, unknown: int
    ) -> str:
        """The evidence of one person, with the figures of `Whose`; `unknown` is -1 where nobody is named."""
        owner = owner_words(manager, branch)
        if step == UNDECIDED:
            return self._undecided(unknown)
        if step == AGREED:
            return _AGREED.say(self._lang, {"owner": owner})
        name = LADDER[step]
        figures = self._figures(name, best, beaten)
        return _WORDS[name].say(self._lang, {"owner": owner, "days": self._days, **figures})

    def _undecided(self, unknown: int) -> str:
        if unknown < 0:
            return _NOBODY.text(self._lang)
        steps = [_FIGURES[name] for name in _unknown_steps(unknown)]
        words = _UNKNOWN.filled(steps=listed(steps)) if steps else NO_WORDS
        return _UNDECIDED.say(self._lang, {"unknown": words})

    def _figures(self, name: str, best: int, beaten: int) -> dict[str, object]:
        if name == "assigned":
            return {}
        if name in ("contact", "opening"):
            return {"best": _day(best), "next": _day(beaten) if name == "opening" else ""}
        one, other = distinct_fens(best, beaten, self._lang)
        return {"best": one, "next": other}


def owner_words(manager: str | None, branch: str | None) -> Label:
    """A manager with the branch, or the branch alone."""
    if manager is None or branch is None:
        return Label(manager or branch or "", manager or branch or "")
    return _BOTH.filled(manager=manager, branch=branch)


def _unknown_steps(unknown: int) -> Iterator[str]:
    return (name for place, name in enumerate(LADDER) if unknown >> place & 1)


def _day(days: int) -> str:
    return (dt.date(1970, 1, 1) + dt.timedelta(days=days)).isoformat()

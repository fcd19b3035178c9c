"""The evidence that decides whose a person is, in words."""

from collections.abc import Iterator

from keyclient.analysis.common.amounts import distinct_fens
from keyclient.analysis.common.epoch import epoch_date
from keyclient.analysis.overlap.whose import AGREED, LADDER, UNCLAIMED, UNDECIDED, UNNAMED
from keyclient.model.label import NO_WORDS, Label, Lang, listed

_WORDS = {
    "assigned": Label("the only manager named", "仅此一方有管户经理"),
    "contact": Label(
        "in contact {best}; nobody else within {days} days", "{best}有联系，他方近{days}天无联系"
    ),
    "opening": Label("opened {best}; next {next}", "{best}开户，其次{next}"),
    "deposits": Label("deposits {best}; next {next}", "存款{best}，其次{next}"),
    "loans": Label("loans {best}; next {next}", "贷款{best}，其次{next}"),
    "revenue": Label("contribution {best}; next {next}", "贡献{best}，其次{next}"),
}
"""What speaks for the owner, who stands beside it."""
_AGREED = Label("nobody else claims her", "仅此一方认领")
_NOBODY = Label("no record names a branch or a manager", "各条记录均未注明机构和客户经理")
_UNDECIDED = Label("no step tells them apart{unknown}", "各项比较均不能区分{unknown}")
_UNKNOWN = Label("; not known of all: {steps}", "；{steps}不详")
_AMONG = Label("{ground} (only among those {kept})", "{ground}（仅比较{kept}的各方）")
"""What decided, where others had dropped out before, and why they had."""
_KEPT = {
    "assigned": Label("with a manager", "有管户经理"),
    "contact": Label("in contact within {days} days", "近{days}天有联系"),
    "opening": Label("with the earliest opening", "开户最早"),
    "deposits": Label("with the largest deposits", "存款最多"),
    "loans": Label("with the largest loans", "贷款最多"),
    "revenue": Label("with the largest contribution", "贡献最大"),
}
"""Who was left after each step."""
_NAMED = Label("that name a branch or a manager", "注明机构或客户经理")
_FIGURES = {
    "opening": Label("date of opening", "开户日期"),
    "deposits": Label("deposits", "存款"),
    "loans": Label("loans", "贷款"),
    "revenue": Label("contribution", "贡献"),
}
"""What the steps compare that may be unknown."""


class Grounds:
    """Sentences about persons, in one language."""

    def __init__(self, lang: Lang, contact_days: int) -> None:
        self._lang = lang
        self._days = contact_days

    def of(self, step: int, best: int, beaten: int, unknown: int, out: int) -> str:
        """The evidence of one person, with the figures of `Whose`."""
        if step in (UNCLAIMED, AGREED):
            return (_NOBODY if step == UNCLAIMED else _AGREED).text(self._lang)
        kept = self._kept(out)
        ground = self._undecided(unknown) if step == UNDECIDED else self._decided(LADDER[step], best, beaten)
        return _AMONG.say(self._lang, {"ground": ground, "kept": listed(kept)}) if kept else ground

    def _kept(self, out: int) -> list[Label]:
        """Who was left to compare; nobody is named where nobody had dropped out."""
        kept = [_KEPT[name].filled(days=self._days) for name in _steps_of(out)]
        return kept or ([_NAMED] if out & UNNAMED else [])

    def _decided(self, name: str, best: int, beaten: int) -> str:
        return _WORDS[name].say(self._lang, {"days": self._days, **self._figures(name, best, beaten)})

    def _undecided(self, unknown: int) -> str:
        steps = [_FIGURES[name] for name in _steps_of(unknown)]
        words = _UNKNOWN.filled(steps=listed(steps)) if steps else NO_WORDS
        return _UNDECIDED.say(self._lang, {"unknown": words})

    def _figures(self, name: str, best: int, beaten: int) -> dict[str, object]:
        if name == "assigned":
            return {}
        if name in ("contact", "opening"):
            return {"best": _day(best), "next": _day(beaten) if name == "opening" else ""}
        one, other = distinct_fens(best, beaten, self._lang)
        return {"best": one, "next": other}


def _steps_of(bits: int) -> Iterator[str]:
    return (name for place, name in enumerate(LADDER) if bits >> place & 1)


def _day(days: int) -> str:
    return epoch_date(days).isoformat()

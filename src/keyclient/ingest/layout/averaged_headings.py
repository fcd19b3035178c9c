"""Over which time a heading says that its numbers are averages: 月日均AUM, 存款年日均, `Average deposits YTD`."""

from keyclient.model.averaged import AveragedOver
from keyclient.model.regex import regex

_CHINESE = {AveragedOver.MONTH: "月", AveragedOver.QUARTER: "季", AveragedOver.YEAR: "年"}
_ENGLISH = {
    AveragedOver.MONTH: "mtd|monthtodate|monthly|thismonth",
    AveragedOver.QUARTER: "qtd|quartertodate|quarterly|thisquarter",
    AveragedOver.YEAR: "ytd|yeartodate|yearly|annual|thisyear",
}
_TO_DATE = "(?:度|内|累计|以来)*"
_MEAN = "(?:日均|平均|均)"
_ANOTHER = regex(r"[上去前近每两几]|过去|滚动|[一二三四五六七八九十]|last|previous|prior|rolling|trailing|\d")
"""The last month, three months, 3M: not the one that the data date is in."""
_PATTERNS = {
    over: regex(rf"{span}{_TO_DATE}{_MEAN}|[(\[][本当]?{span}{_TO_DATE}[)\]]|{_ENGLISH[over]}")
    for over, span in _CHINESE.items()
}


def averaged_over(key: str) -> AveragedOver | None:
    """The time that a heading names, which is the current one; None where it names none, another one, or several.

    `key`: the heading as compared, with what stands in brackets. An average of the last month, the last year or several months (近3月日均) is over
    another time; one that is only called a daily average (存款日均) says nothing.
    """
    if _ANOTHER.search(key) is not None:
        return None
    named = [over for over, pattern in _PATTERNS.items() if pattern.search(key) is not None]
    return named[0] if len(named) == 1 else None

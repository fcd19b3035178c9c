"""What `risk` says about whether such warnings came true."""

from collections.abc import Iterable, Iterator

from keyclient.analysis.common.columns import BLANK, column
from keyclient.analysis.common.evidence.reasons import ONLY_LEAVE
from keyclient.analysis.common.table_fields import field, table_of
from keyclient.analysis.risk.result import AfterChange, BackTest
from keyclient.analysis.risk.words import REASON_LABELS
from keyclient.model.label import Label, in_turn, listed_first
from keyclient.model.measure import Share
from keyclient.model.report import Kind, Sentence, Table, Value

BETTER, NO_BETTER, TOO_FEW = "better", "no_better", "too_few"
_BY_CHANCE = "by_chance"
"""Those no better of whom more fell, though not more than chance explains."""
_VERDICTS = {
    BETTER: Label("came true", "应验"),
    _BY_CHANCE: Label("not beyond chance", "未超出偶然"),
    NO_BETTER: Label("no better", "无预警作用"),
    TOO_FEW: Label("too few", "样本过少"),
}
_SAID = {
    BETTER: Label("{reasons} came true", "{reasons}应验"),
    _BY_CHANCE: Label("{reasons} not beyond chance", "{reasons}未超出偶然"),
    NO_BETTER: Label("{reasons} did no better", "{reasons}无预警作用"),
    TOO_FEW: Label("{reasons} too few to tell", "{reasons}样本过少"),
}
_HEADLINE = Label("Earlier warnings: {said}.", "以往预警回溯检验：{said}。")
_NO_MORE = Label(
    "“{reason}” did no better: of {flagged} customers whom it flagged {rate} {became}, of {others} others {others_rate}.",
    "“{reason}”没有预警作用：被预警的 {flagged} 个客户中，{became}的占 {rate}；其他 {others} 个客户中占 {others_rate}。",
)
_ALIKE = Label(
    "“{reason}” did no better: of {flagged} customers whom it flagged {rate} {became}, of {others} others {others_rate}; but of "
    "customers of the same tier and like value {expected}.",
    "“{reason}”没有预警作用：被预警的 {flagged} 个客户中，{became}的占 {rate}，其他 {others} 个客户中占 {others_rate}；"
    "但层级相同、价值相近的客户中也占 {expected}。",
)
_CHANCE = Label(
    "“{reason}” told nothing beyond chance: of {flagged} customers whom it flagged {rate} {became}, of {others} others "
    "{others_rate}, of customers of the same tier and like value {expected}; so few may differ as much by chance.",
    "“{reason}”的差异未超出偶然：被预警的 {flagged} 个客户中，{became}的占 {rate}，其他 {others} 个客户中占 {others_rate}，"
    "层级相同、价值相近的客户中占 {expected}；这样的差距可能出于偶然。",
)
_FELL = Label("fell by {fall} or left by the next book", "到下一期下降 {fall} 以上或离开")
_LEFT = Label("left by the next book", "到下一期离开")
_NO_REASON_BETTER = Label(
    "No reason told more than chance explains in the earlier books: take the list as a list of calls, not as a forecast.",
    "各项原因在以往各期的预警效果均未超出偶然：名单可作联系之用，不能视为预测。",
)
_MOST = 3
"""Reasons that a sentence names."""
_BETWEEN = Label("{low} to {high}", "{low} 至 {high}")


def backtest_table(tests: tuple[BackTest, ...]) -> Table | None:
    """One row a reason; None without the books for it."""
    if not tests:
        return None
    shown = (
        field(column("reason", "why", "原因", Kind.TEXT), each=REASON_LABELS.__getitem__),
        field(column("verdict", "verdict", "结论", Kind.TEXT), "verdict", "rate", "others_rate", each=_verdict),
        field(column("flagged", "flagged", "预警客户", Kind.COUNT)),
        field(column("rate", "of them fell", "其中流失", Kind.SHARE)),
        field(column("interval", "between", "区间", Kind.TEXT, spare=2), "low", "high", each=_interval),
        field(column("expected_rate", "expected", "同类预期", Kind.SHARE, spare=2)),
        field(column("others", "others", "其他客户", Kind.COUNT)),
        field(column("others_rate", "of them fell", "其中流失", Kind.SHARE)),
        field(column("others_interval", "between", "区间", Kind.TEXT, spare=3), "others_low", "others_high", each=_interval),
        field(column("lift", "times as many", "倍数", Kind.SCORE, spare=1)),
    )  # fmt: skip
    return table_of("backtest", Label("Whether such warnings came true", "以往预警是否应验"), shown, tests)


def _interval(low: Share | None, high: Share | None) -> Sentence | None:
    if low is None or high is None:
        return None
    return Sentence(_BETWEEN, {"low": Value(low, Kind.SHARE), "high": Value(high, Kind.SHARE)})


def changes_table(changes: tuple[AfterChange, ...]) -> Table | None:
    """What became of customers whose manager had changed, by branch; None where the books show no change."""
    if not changes:
        return None
    shown = (
        field(column("branch", "branch", "机构", Kind.TEXT), each=lambda name: name or BLANK),
        field(column("changed", "manager changed", "更换客户经理", Kind.COUNT)),
        field(column("rate", "of them fell", "其中流失", Kind.SHARE)),
        field(column("interval", "between", "区间", Kind.TEXT, spare=1), "low", "high", each=_interval),
        field(column("others", "not changed", "未更换", Kind.COUNT)),
        field(column("others_rate", "of them fell", "其中流失", Kind.SHARE)),
    )
    title = Label("What became of customers after a change of manager", "更换客户经理之后的流失")
    return table_of("after_changes", title, shown, changes)


def backtest_headline(tests: tuple[BackTest, ...]) -> Iterator[Sentence]:
    """Which reasons came true more often than without a warning, and which did not; nothing without the books for it."""
    said = [
        words.filled(reasons=listed_first(_named(tests, sort), _MOST))
        for sort, words in _SAID.items()
        if any(_named(tests, sort))
    ]
    if said:
        yield Sentence(_HEADLINE, {"said": Value(in_turn(said), Kind.TEXT)})


def backtest_notes(tests: tuple[BackTest, ...], fall: Share) -> Iterator[Sentence]:
    """A sentence for each reason that told nothing beyond chance."""
    verdicts = {test.verdict for test in tests}
    if NO_BETTER in verdicts and BETTER not in verdicts:
        yield Sentence(_NO_REASON_BETTER)
    for test in tests:
        if test.verdict == NO_BETTER:
            yield _no_better(test, fall)


def _no_better(test: BackTest, fall: Share) -> Sentence:
    became = Sentence(_FELL, {"fall": Value(fall, Kind.SHARE)})
    values = {
        "reason": Value(REASON_LABELS[test.reason], Kind.TEXT),
        "flagged": Value(test.flagged, Kind.COUNT),
        "rate": Value(test.rate, Kind.SHARE),
        "became": Value(_LEFT if test.reason in ONLY_LEAVE else became, Kind.TEXT),
        "others": Value(test.others, Kind.COUNT),
        "others_rate": Value(test.others_rate, Kind.SHARE),
        "expected": Value(test.expected_rate, Kind.SHARE),
    }
    if _sort_of(test) == NO_BETTER:
        return Sentence(_NO_MORE, values)
    return Sentence(_ALIKE if (test.rate or 0) <= (test.expected_rate or 0) else _CHANCE, values)


def _sort_of(test: BackTest) -> str:
    """The verdict, more precisely: those no better are apart of whom more fell."""
    return _sorted(test.verdict, test.rate, test.others_rate)


def _sorted(verdict: str, rate: Share | None, others_rate: Share | None) -> str:
    return _BY_CHANCE if verdict == NO_BETTER and (rate or 0) > (others_rate or 0) else verdict


def _verdict(verdict: str, rate: Share | None, others_rate: Share | None) -> Label:
    return _VERDICTS[_sorted(verdict, rate, others_rate)]


def _named(tests: Iterable[BackTest], sort: str) -> list[Label]:
    return [REASON_LABELS[test.reason] for test in tests if _sort_of(test) == sort]

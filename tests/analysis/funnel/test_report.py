from functools import cache

import pytest

from keyclient.analysis.funnel.calculate import funnel
from keyclient.analysis.funnel.report import funnel_report
from keyclient.model.label import Label, Lang
from keyclient.model.pipeline import Pipeline
from keyclient.model.report import Report
from keyclient.policy.parts.funnel import FunnelPolicy
from keyclient.render.machine import render_csv
from keyclient.render.plain import render_plain
from keyclient.render.screen import Screen
from keyclient.render.terminal import render_terminal
from tests import golden
from tests.analysis.funnel.pipelines import both, snapshot

_STAGES = ["潜在"] * 9 + ["可能"] * 7 + ["普通"] * 4 + ["重点"] * 3 + ["已成交"] * 4 + ["丢单"] * 2
_SOURCES = ["行长单", "广告", "亲友推荐", "工商联", "", "神秘来源"]
_BOOK = "\n".join(
    [
        "customer_id | stage | outcome | source | value",
        *(
            f"C{n} | {stage} | {'lost' if n % 7 == 3 else ''} | {_SOURCES[n % 6]} | {n * 1000}"
            for n, stage in enumerate(_STAGES)
        ),
    ]
)
_LOG = "\n".join(
    [
        "customer_id | stage | stage_date",
        *(f"C{n} | 潜在 | 2026-0{n % 3 + 1}-{n + 1:02d}" for n in range(25)),
        *(f"C{n} | 可能 | 2026-04-{n % 28 + 1:02d}" for n in range(10, 24, 2)),
        *(f"C{n} | 已成交 | 2026-05-{n % 28 + 1:02d}" for n in range(23, 25)),
    ]
)
_POLICY = FunnelPolicy(least=3, window=60)


def _report(pipeline: Pipeline, older: Pipeline | None = None, by: Label | None = None) -> Report:
    return funnel_report(funnel(pipeline, _POLICY, beside=older), pipeline.book.measure, _POLICY, by=by)


REPORTS = ("snapshot", "log", "compare", "nobody")


@cache
def _made(name: str) -> Report:
    match name:
        case "snapshot":
            return _report(snapshot(_BOOK, "source"), by=Label("source", "来源渠道"))
        case "log":
            return _report(both(_BOOK, _LOG))
        case "compare":
            return _report(snapshot(_BOOK), snapshot("stage\n潜在\n潜在\n可能\n已成交\nLost"))
        case _:
            return _report(snapshot("stage | outcome"))


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("name", REPORTS)
def test_the_answer_reads_as_it_did(name: str, lang: Lang) -> None:
    report = _made(name)
    golden.check(f"funnel/{name}-{lang}.txt", render_plain(report, lang).encode())
    for width in (80, 120):
        screen = Screen(terminal=True, width=width, height=40)
        golden.check(f"funnel/{name}-{lang}-{width}.txt", render_terminal(report, lang, screen).encode())


@pytest.mark.parametrize("name", REPORTS)
def test_csv_reads_as_it_did(name: str) -> None:
    report = _made(name)
    assert report.records is not None
    golden.check(f"funnel/{name}.csv", render_csv(report.records))


def test_goldens_are_of_reports_that_there_are() -> None:
    kept = {path.name.split("-")[0].split(".")[0] for path in (golden.GOLDENS / "funnel").iterdir()}
    assert kept == set(REPORTS)


def test_the_biggest_leak_is_named_with_what_became_of_the_others() -> None:
    rows = ["潜在 |"] * 12 + ["可能 | lost"] * 5 + ["可能 |"] * 3 + ["已成交 |"] * 4
    report = _report(snapshot("\n".join(["stage | outcome", *rows])))
    said = [
        sentence.label.say(Lang.EN, {k: v.value for k, v in sentence.values.items()})
        for sentence in report.headline
    ]
    assert said[1].startswith("Biggest leak: ")
    assert "4 of 12 go on" in said[1]
    assert "5 were lost there, 3 are still open" in said[1]


def test_columns_of_csv_are_the_keys_of_json() -> None:
    report, result = _made("snapshot"), funnel(snapshot(_BOOK, "source"), _POLICY)
    assert report.records is not None
    assert [column.key for column in report.records.columns] == list(result.stages[0].model_dump())


def test_a_stage_that_usually_means_lost_is_counted_as_named_and_that_is_told() -> None:
    policy = FunnelPolicy(stages=("Unqualified", "Qualified", "Won"))
    result = funnel(snapshot("stage\nUnqualified\nUnqualified\nQualified\nWon\n没签成"), policy)
    report = funnel_report(result, None, policy)
    assert [stage.reached for stage in result.stages] == [5, 2, 1]
    told = render_plain(report, Lang.ZH)
    assert "“Unqualified”通常表示流失，此处按所列阶段统计。" in told

"""What an issue code means, and what to do about it."""

import difflib
import string
import unicodedata
from itertools import takewhile

from keyclient.errors import UsageError
from keyclient.model.contract import Contract
from keyclient.model.label import Label, listed
from keyclient.model.report import Fact, Kind, Report, Sentence, Table, TableColumn, Value
from keyclient.model.rules import SEVERITIES, Severity
from keyclient.model.rules.catalogue import RULES

_PLACES = {
    "row": Label("row", "行"),
    "file": Label("file", "文件"),
    "absent": Label("number", "个数"),
    "added": Label("what was added up", "相加情况"),
    "addresses": Label("rows", "所在行"),
    "ages": Label("number", "个数"),
    "allowed": Label("known words", "可识别的取值"),
    "amount": Label("amount", "金额"),
    "amounts": Label("amounts", "金额"),
    "as_of": Label("date", "日期"),
    "bad": Label("number", "个数"),
    "beside": Label("the other book", "另一期"),
    "best": Label("number", "数值"),
    "book": Label("book", "客户表"),
    "book_total": Label("amount", "金额"),
    "books": Label("books", "各期客户表"),
    "branches": Label("number", "个数"),
    "cells": Label("number", "个数"),
    "checked": Label("number", "个数"),
    "column": Label("column", "列名"),
    "columns": Label("columns", "列名"),
    "command": Label("command", "命令"),
    "consequence": Label("what follows", "后果"),
    "count": Label("number", "个数"),
    "currency": Label("currency", "币种"),
    "customer": Label("customer", "客户"),
    "customers": Label("number", "个数"),
    "dates": Label("dates", "日期"),
    "days": Label("number", "天数"),
    "difference": Label("amount", "金额"),
    "earlier": Label("earlier dates and amounts", "较早日期及金额"),
    "elsewhere": Label("cell or row", "单元格或行"),
    "earliest": Label("earliest date", "最早日期"),
    "error": Label("error", "错误值"),
    "field_name": Label("field", "字段"),
    "fields": Label("fields", "字段"),
    "figure": Label("average, number or the like", "平均值、计数等"),
    "earlier_book": Label("book", "客户表"),
    "files": Label("number", "个数"),
    "first": Label("first date", "最早日期"),
    "filled": Label("number", "个数"),
    "floor": Label("value", "数值"),
    "folder": Label("folder", "文件夹"),
    "found": Label("what stands there", "单元格内容"),
    "full": Label("number", "数值"),
    "group": Label("manager or branch", "客户经理或机构"),
    "groups": Label("number", "个数"),
    "heading": Label("heading", "列名"),
    "heading_before": Label("column", "列名"),
    "heading_now": Label("column", "列名"),
    "copied_book": Label("book", "客户表"),
    "counted": Label(" They are counted as lost and new.", "现分别计为流失和新增。"),
    "headings": Label("number", "个数"),
    "held": Label("; what they hold", "，所占价值"),
    "hidden": Label("number", "个数"),
    "instead": Label("what was done instead", "替代做法"),
    "kind": Label("kind", "类型"),
    "klass": Label("class", "类别"),
    "lacking": Label("columns", "列名"),
    "last": Label("year", "年份"),
    "known": Label("number", "个数"),
    "label": Label("label", "字样"),
    "latest": Label("latest date", "最近日期"),
    "line": Label("line", "行动编号"),
    "limit": Label("number", "个数"),
    "likely": Label("date", "日期"),
    "letters": Label("columns", "列号"),
    "lines": Label("number", "个数"),
    "most": Label("number", "个数"),
    "other_book": Label("book", "客户表"),
    "measure": Label("measure", "指标"),
    "measure_there": Label("its measure", "该表指标"),
    "median": Label("amount", "金额"),
    "missing": Label("number", "个数"),
    "needed": Label("number", "个数"),
    "name": Label("name", "名称"),
    "nearest": Label("known word", "已知写法"),
    "needs": Label("needs", "需求"),
    "numbers": Label("number", "个数"),
    "of": Label("number", "个数"),
    "oldest": Label("number", "个数"),
    "other": Label("heading", "列名"),
    "others": Label("sheets", "工作表"),
    "otherwise": Label("amount", "金额"),
    "owners": Label("owners", "责任人"),
    "keys": Label("keys of the policy", "策略项"),
    "managers": Label("managers", "客户经理"),
    "per_day": Label("number", "个数"),
    "seats": Label("number", "个数"),
    "unseated": Label("who could take them", "可否承接"),
    "perhaps": Label("what it may be instead", "可能的含义"),
    "own": Label("number", "个数"),
    "period": Label("period", "期间"),
    "place": Label("place", "位置"),
    "product": Label("product", "产品"),
    "rank": Label("number", "个数"),
    "read": Label("amount", "金额"),
    "reason": Label("reason", "原因"),
    "reasons": Label("reasons", "原因"),
    "rows": Label("number", "个数"),
    "share": Label("share", "占比"),
    "sheet": Label("sheet", "工作表"),
    "sheets": Label("sheets", "工作表"),
    "shown": Label("amount", "金额"),
    "stage": Label("stage", "阶段"),
    "stored": Label("number", "数值"),
    "there": Label("number", "个数"),
    "tied_value": Label("value", "数值"),
    "tier": Label("tier", "层级"),
    "unit": Label("unit", "单位"),
    "unknown": Label("number", "个数"),
    "used": Label("field", "字段"),
    "was": Label("amount before", "上期金额"),
    "what": Label("what was not done", "未做的核对"),
    "whose": Label("which rows", "哪些行"),
    "words": Label("number", "个数"),
    "effect": Label("what that means", "处理方式"),
    "names": Label("names", "名单"),
    "written": Label("date", "日期"),
    "wrong": Label("number", "个数"),
    "years": Label("years", "年份"),
    "yuan": Label("amount", "金额"),
    "taken": Label("what becomes of them", "承接情况"),
    "why": Label("reason", "原因"),
}
"""What each placeholder in a message stands for."""


class UnknownCode(UsageError):
    """There is no such issue code."""

    sentence = Label(
        "There is no issue code “{code}”. Nearest: {nearest}. All codes: keyclient explain",
        "没有名为“{code}”的问题代码。最接近的是 {nearest}。全部代码：keyclient explain",
    )


class Words(Contract):
    """The same words in both languages."""

    en: str
    zh: str

    @property
    def label(self) -> Label:
        """The words as a label."""
        return Label(self.en, self.zh)


class ExplainedCode(Contract):
    """One issue code, in both languages."""

    code: str
    severity: Severity
    """A problem that sets a row aside is an error, whatever its usual severity."""
    title: Words
    meaning: Words
    """The message of the issue; `<field>` and the like are placeholders."""
    remedy: Words
    example: Words


class ExplainResult(Contract):
    """The requested codes."""

    codes: tuple[ExplainedCode, ...]


def explain(code: str | None = None) -> ExplainResult:
    """One code, however typed (`kc102`, `102`); all of them in order if none is given.

    Raises `UnknownCode`, which names the nearest ones.
    """
    codes = list(RULES) if code is None else [_known(code)]
    return ExplainResult(codes=tuple(map(_explained, codes)))


def _known(typed: str) -> str:
    code = unicodedata.normalize("NFKC", typed).strip().upper()
    code = f"KC{code}" if code.isdecimal() else code
    if code not in RULES:
        raise UnknownCode(code=typed, nearest=listed(_nearest(code)))
    return code


def _nearest(code: str) -> list[str]:
    """The three most similar codes; digits count from the left, as the first gives the kind."""

    def likeness(known: str) -> tuple[int, float]:
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(known, code, strict=False)))
        return same, difflib.SequenceMatcher(None, known, code).ratio()

    return sorted(RULES, key=likeness, reverse=True)[:3]


def _explained(code: str) -> ExplainedCode:
    rule = RULES[code]
    return ExplainedCode(
        code=code,
        severity=rule.severity,
        title=_words(rule.title),
        meaning=_words(_with_places_named(rule.message)),
        remedy=_words(rule.remedy),
        example=_words(rule.shown_example),
    )


def _with_places_named(message: Label) -> Label:
    names = {name for _, name, _, _ in string.Formatter().parse(message.en) if name}
    return message.filled(**{name: Label(f"<{_PLACES[name].en}>", f"<{_PLACES[name].zh}>") for name in names})


def _words(label: Label) -> Words:
    return Words(en=label.en, zh=label.zh)


_TITLE = Label("Issue codes", "问题代码")
_COUNT = Label(
    "{codes} codes. One of them in full: keyclient explain CODE",
    "共 {codes} 个代码。查看详情：keyclient explain 代码",
)
_HEADLINE = Label("{code}: {title}", "{code}：{title}")
_REMEDY = Label("What to do: {remedy}", "处理办法：{remedy}")
_FILLED_IN = Label("Words in < > are filled in by the message.", "< > 处填入具体内容。")
_ASIDE = Label(
    "A defect for which a row has to be set aside counts as an error.", "导致整行搁置的问题按错误计。"
)
_HEADS = (
    TableColumn("code", Label("code", "代码"), Kind.TEXT),
    TableColumn("severity", Label("severity", "级别"), Kind.TEXT),
    TableColumn("title", Label("title", "名称"), Kind.TEXT),
    TableColumn("meaning", Label("meaning", "含义"), Kind.TEXT),
    TableColumn("remedy", Label("what to do", "处理办法"), Kind.TEXT),
    TableColumn("example", Label("example", "示例"), Kind.TEXT),
)
_LISTED = 3
"""Columns of the short list: code, severity, title."""


def explain_report(result: ExplainResult) -> Report:
    """One code as sentences and facts, several as a table. The records always hold everything."""
    rows = [_row(code) for code in result.codes]
    records = Table("codes", _TITLE, _HEADS, rows)
    if len(result.codes) == 1:
        return _one(result.codes[0], records)
    listed = Table("codes", _TITLE, _HEADS[:_LISTED], [row[:_LISTED] for row in rows])
    count = Sentence(_COUNT, {"codes": Value(len(rows), Kind.COUNT)})
    return Report(_TITLE, (count,), (), (listed,), (Sentence(_ASIDE),), records)


def _one(code: ExplainedCode, records: Table) -> Report:
    words = {
        "code": Value(code.code, Kind.TEXT),
        "title": Value(code.title.label, Kind.TEXT),
        "remedy": Value(code.remedy.label, Kind.TEXT),
    }
    sentences = (Sentence(_HEADLINE, words), Sentence(code.meaning.label), Sentence(_REMEDY, words))
    facts = (
        Fact(Label("severity", "级别"), SEVERITIES[code.severity], Kind.TEXT),
        Fact(Label("example", "示例"), code.example.label, Kind.TEXT),
    )
    notes = [_FILLED_IN] if "<" in code.meaning.en else []
    notes += [_ASIDE] if code.severity is Severity.WARNING else []
    return Report(_TITLE, sentences, facts, (), tuple(map(Sentence, notes)), records)


def _row(code: ExplainedCode) -> tuple[object, ...]:
    words = (code.title.label, code.meaning.label, code.remedy.label)
    return (code.code, SEVERITIES[code.severity], *words, code.example.label)

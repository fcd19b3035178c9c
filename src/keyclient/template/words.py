"""The texts of a template: sheets, how to fill in each kind of column, and why an entry is rejected."""

import datetime as dt

from keyclient.model.column import Reads
from keyclient.model.fields import FieldSpec
from keyclient.model.label import Label, Lang

SHEET = Label("Customers", "客户")
NOTES_SHEET = Label("How to fill in", "填表说明")
DATA_DATE = Label("Data date:", "数据日期：")
UNITS = (Label("Unit: yuan", "单位：元"), Label("Unit: 万元", "单位：万元"))
"""The lines with the unit of all amounts; the first is the default."""

TITLE = Label("Customer book: how to fill it in", "客户表填表说明")
STEPS = (
    Label("One row per customer, under the headings. Blank means unknown, not zero.", "每个客户一行，填在表头之下。空白表示未知，不表示零。"),
    Label("Enter the data date above the headings: ages and periods are counted up to it.", "请在表头上方填写数据日期：年龄和期限均算至该日。"),
    Label("All amounts are in the unit shown above the headings; choose 万元 there if needed.", "金额单位以表头上方为准；如以万元填列，请在该处改选。"),
    Label("Columns may be deleted, moved or added; do not change the headings.", "可以删除、移动或增加列；列名请勿改动。"),
    Label("Customer, id and phone numbers are text: all digits and leading zeros are kept.", "客户号、证件号码和电话按文本保存，前导零和全部位数均予保留。"),
)  # fmt: skip

_HOW = {
    Reads.ID: Label("text, all digits and leading zeros", "文本，保留全部位数和前导零"),
    Reads.TEXT: Label("text", "文字"),
    Reads.MONEY: Label("amount in the unit above the table", "金额，单位以表头上方为准"),
    Reads.COUNT: Label("whole number from {low} to {high}", "整数，{low} 至 {high}"),
    Reads.NUMBER: Label("number from {low} to {high}", "数字，{low} 至 {high}"),
    Reads.DATE: Label("date such as 2026-01-31", "日期，例如 2026-01-31"),
    Reads.CHOICE: Label("one of: {words}", "下列之一：{words}"),
}
_REFUSED = Label("Please enter: {how}.", "请填写：{how}。")
_REFUSED_TITLE = Label("Cannot be read", "无法识别")

EXCEL_FIRST_DAY = dt.date(1900, 3, 1)
"""Before it, Excel's calendar is a day off or has no dates at all."""


def how(spec: FieldSpec) -> Label:
    """How to fill in a column: kind, unit, limits, words."""
    label, bounds = _HOW[spec.column.reads], spec.bounds
    if bounds is None:
        return Label(*(label.say(lang, {"words": _words(spec, lang)}) for lang in (Lang.EN, Lang.ZH)))
    if spec.column.reads in (Reads.COUNT, Reads.NUMBER):
        return label.filled(low=f"{bounds.low:,.0f}", high=f"{bounds.high:,.0f}")
    return label


def refusal(spec: FieldSpec) -> tuple[Label, Label]:
    """Title and text of Excel's message for an entry that cannot be read."""
    return _REFUSED_TITLE, _REFUSED.filled(how=how(spec))


def _words(spec: FieldSpec, lang: Lang) -> str:
    between = "、" if lang is Lang.ZH else ", "
    return between.join(spec.column.word(choice, lang) for choice in spec.column.choices)

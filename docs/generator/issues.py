"""Generates the page of issue codes from the catalogue of rules."""

from itertools import groupby

from generator.markdown import code, page, table
from keyclient.model.rules import SEVERITIES, Rule
from keyclient.model.rules.catalogue import RULES

_HEAD = """# Issues 数据问题

The problems keyclient finds in a book. Each issue is reported with its cell and never stops a run. An **error** changes
a figure, a **warning** may, a **note** is for information only. A defect that causes a row to be set aside is always an
error, whatever the usual severity of its code. `{name}` is a placeholder.

keyclient 在表格中发现的问题均注明单元格，不会中断运行。**错误**影响数字，**警告**可能影响，**提示**仅供参考。
凡导致整行搁置的问题，不论代码一律为错误。`{name}` 处填入具体内容。"""

_RANGES = {
    "KC1": "KC1xx Cells 单元格",
    "KC2": "KC2xx Headings, units, sheets 列名、单位、工作表",
    "KC3": "KC3xx Rows, customers and their files 行、客户与档案",
    "KC4": "KC4xx What the analysis saw 分析结果",
    "KC5": "KC5xx Books of an unattended run 批量运行中的表格",
    "KC6": "KC6xx Customers at risk and in several branches 流失风险与客户重叠",
    "KC7": "KC7xx Plans and calls 行动计划与今日联系",
    "KC8": "KC8xx Portfolios and engines 客户组合与计算引擎",
}


def issues_page() -> str:
    """Every code: severity, title, sentence, remedy and example, in both languages."""
    ordered = list(RULES.items())
    blocks = [_HEAD, _overview(ordered)]
    for prefix, rules in groupby(ordered, key=lambda item: item[0][:3]):
        blocks.append(f"## {_RANGES[prefix]}")
        blocks += [_section(name, rule) for name, rule in rules]
    return page(*blocks)


def _overview(rules: list[tuple[str, Rule]]) -> str:
    rows = [
        (f"[{name}](#{name.lower()})", *_severity(rule), rule.title.en, rule.title.zh) for name, rule in rules
    ]
    return table(("Code", "Severity", "级别", "Title", "名称"), rows)


def _section(name: str, rule: Rule) -> str:
    en, zh = _severity(rule)
    body = table(
        ("", "English", "中文"),
        [
            ("Title 名称", rule.title.en, rule.title.zh),
            ("Severity 级别", en, zh),
            ("Sentence 说明", rule.message.en, rule.message.zh),
            ("Remedy 处理", rule.remedy.en, rule.remedy.zh),
            ("Example 示例", code(rule.shown_example.en), code(rule.shown_example.zh)),
        ],
    )
    return f"### {name}\n\n{body}"


def _severity(rule: Rule) -> tuple[str, str]:
    words = SEVERITIES[rule.severity]
    return words.en, words.zh

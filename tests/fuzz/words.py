"""Words that mean something to the reader: a fuzzer that knows none of them stays outside for long."""

from keyclient.ingest.cells.plain import BLANK_WORDS, ERROR_WORDS
from keyclient.ingest.cells.unit_words import SUFFIXES
from keyclient.ingest.layout.total_rows import TOTAL_LABELS
from keyclient.model.fields import fields

_TYPED = """
1,234.50 ￥1,234 (1,234.56) 1.2万 3.5亿 1052,75元 11,50万元 1.234,56 １２３ 5- +5 -5 12% 1e5 1E+17 1_000 nan inf True
2026-01-03 2026/1/3 2026.1.3 20260103 2026年1月3日 3Jan2026 03/04/2026 46025 1900-02-29 00:00:00 T08:30:00Z
="001" 124.0 1.10101E+17 110101199003070000 35岁 3次 US$1 HK$2 €3 £4 人民币 RMB CNY USD (万元) （元） [亿元] /元 (分) 单位：万元
unit:yuan 数据日期：2026-01-31 统计日期 as_of 注： 制表人： 第1页 page1 sep=; # | ; , " ' \t \r \xa0 \u3000 \ufeff
""".split(" ")
WORDS = (
    *(alias for spec in fields().values() for alias in (spec.name, *spec.column.aliases)),
    *SUFFIXES,
    *TOTAL_LABELS,
    *BLANK_WORDS,
    *ERROR_WORDS,
    *(word.strip() for word in _TYPED if word.strip()),
)
SEEDS = (
    "客户号|客户名称|AUM\n001|张三|5\n002|李四|6.5\n合计||11.5",
    "某支行客户表\n单位：万元\n客户号|存款|\n|余额|日均\n1|2|3",
    "客户号,客户名称,AUM\n001,张三,5\n002,李四,1.2万\n",
    'sep=;\n客户号;AUM\n="001";1.234,56\n"002";"2,5"\n',
    "1.2万\n3\n￥5\n(6)\n--\n#N/A",
    "2026-01-03\n46025\n03/04/2026",
)

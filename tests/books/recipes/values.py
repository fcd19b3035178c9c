"""Books whose cells are hard to read: errors, formulas, ids, amounts, dates, names."""

from tests.books.recipes.shapes import Make, csv, sheet
from tests.making.cells import Day, Error, Formula, Value
from tests.making.packages import package
from tests.making.xlsx import xlsx, xlsx_parts


def amounts(*cells: Value) -> Make:
    """A workbook of one amount a customer."""
    return sheet([("客户号", "AUM"), *((f"{at:03}", cell) for at, cell in enumerate(cells, 1))])


def typed(heading: str, *cells: str) -> Make:
    """A text file of one cell a customer, each in quotation marks."""
    return csv(
        f"客户号,{heading},AUM\n" + "".join(f'{at:03},"{cell}",{at}\n' for at, cell in enumerate(cells, 1))
    )


def _calendar_of_1904() -> bytes:
    """A workbook that counts days from 1904, as old ones from a Mac do: day 44,591 is 31 January 2026."""
    parts = xlsx_parts(
        {"客户": [("客户号", "AUM", "数据日期"), ("001", 5, Day(44_591)), ("002", 6, Day(44_591))]}
    )
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(
        b"<sheets>", b'<workbookPr date1904="1"/><sheets>'
    )
    return package(parts)


_GOOD = ("1", "2", "3", "4", "5", "6", "7", "8", "9", "10")
VALUES: dict[str, Make] = {
    "error_cells.xlsx": amounts(5, Error("#N/A"), Error("#REF!"), 6, Error("#DIV/0!"), 7, 8, 9),
    "new_error_cells.xlsx": amounts(5, Error("#SPILL!"), 6, Error("#CALC!"), 7),
    "error_words.csv": csv("客户号,AUM,网点\n001,5,城东\n002,#N/A,城西\n003,7,#REF!\n004,8,城东\n"),
    "error_in_a_total.xlsx": sheet([("客户号", "AUM"), ("001", 5), ("002", 6), ("合计", Error("#REF!"))]),
    "formula_without_value.xlsx": amounts(5, Formula("B2*2"), 6, 7, Formula("SUM(B2:B5)")),
    "formula_with_value.xlsx": amounts(5, Formula("B2*2", 10), Formula('"x"&1', "8"), 7),
    "long_ids_as_numbers.xlsx": sheet(
        [("客户号", "证件号码", "AUM"), ("001", 110101199003074512, 5), ("002", "110101199003074514", 6), (1234567890123456, None, 7)]
    ),
    "ids_in_scientific_notation.csv": csv("客户号,证件号码,AUM\n1,1.10101E+17,5\n2,110101199003070000,6\n3,110101199003074514,7\n4,110101198501010000,8\n"),
    "ids_with_zeros_and_armour.csv": csv('客户号,客户名称,AUM\n000123,张三,5\n124.0,李四,6\n"=""0125""",王五,7\n００１２６,赵六,8\n'),
    "amounts_as_typed.csv": typed(
        "存款余额", "1,234.50", "￥1,234", "(1,234.56)", "1.2万", "3.5亿", "1052.75元", "１２３", "--", "－", "无", "1052,75元", "11,50万元", "1.234,56", "-5", "5-", "（5）",
    ),
    "amounts_that_are_none.csv": typed("存款余额", *_GOOD, "nan", "inf", "True", "1_000", "约50万", "2024-01-01", "3 5", "0x10"),
    "amount_beyond_all_measure.csv": typed("存款余额", *_GOOD, "1e400"),
    "percent_among_amounts.csv": typed("存款余额", *_GOOD, "12%"),
    "foreign_currency.csv": typed("存款余额", *_GOOD, "US$1,000", "€20"),
    "european_decimals.csv": csv("客户号;存款余额\n001;1.234,56\n002;2.500\n003;0,50\n"),
    "fen_of_a_fen.csv": csv("客户号,AUM\n001,1.005\n002,2.015\n003,3\n"),
    "unit_that_looks_wrong.csv": csv("客户号,AUM(万元)\n001,1234567.89\n002,2345678.9\n003,3456789\n"),
    "booleans_among_amounts.xlsx": amounts(*(5, True, False, 6, 7)),
    "numbers_stored_as_text.xlsx": amounts("5", "6.50", "１,０００", 7),
    "text_among_amounts.xlsx": amounts(5, "待核实", 6, "见备注", 7, " ", 8),
    "dates_as_typed.csv": typed("开户日期", "2026-01-03", "2026/1/3", "2026.1.3", "20260103", "2026年1月3日", "3 Jan 2026", "2026-01-03 08:00:00", "46025", "１９９０年１月１日"),
    "dates_that_never_were.csv": typed("开户日期", *["2020-01-01"] * 10, "2024-02-30", "2023-02-29", "0", "60", "-1", "2958466", "1990", "9999-99-99"),
    "dates_whose_order_nobody_knows.csv": typed("开户日期", "03/04/2026", "05/06/2026", "2026-01-03", "2026-01-04", "2026-01-05"),
    "dates_whose_order_the_column_shows.csv": typed("开户日期", "03/04/2026", "25/06/2026"),
    "calendar_of_1904.xlsx": _calendar_of_1904,
    "ages_that_cannot_be.csv": csv("客户号,年龄,AUM\n001,35岁,5\n002,210,6\n003,-1,7\n004,三十,8\n005,40,9\n006,41,1\n007,42,1\n"),
    "unknown_words.csv": csv("客户号,性别,风险承受等级,AUM\n001,男,R1,5\n002,女,R9,6\n003,男,R2,7\n"),
    "names_that_mean_nothing_elsewhere.csv": csv("客户号,客户名称,AUM\n" + "".join(f"{at:03},{name},{at}\n" for at, name in enumerate(["NA", "null", "None", "TRUE", "nan", "1E5", "000123", "#"], 1))),
    "control_characters_in_names.xlsx": lambda: xlsx({"客户": [("客户号", "客户名称", "AUM"), ("001", "张\n三", 5), ("002", "李\t四\u200b", 6), ("003", "王_x000D_五", 7), ("004", "\U0001f468\u200d\U0001f469\u200d\U0001f467", 8), ("005", "e\u0301\u202e", 9)]}),
    "no_break_and_full_width_spaces.csv": csv("\ufeff 客户号\u3000,\xa0客户名称 ,　AUM（元）\n\u3000001\xa0,张三\u3000,\xa05\n002,\u3000,\u30006\n"),
    "formulas_in_names.csv": csv("客户号,客户名称,AUM\n001,=cmd|' /C calc'!A0,5\n002,+1+1,6\n003,@SUM(A1),7\n004,-张三,8\n"),
    "same_row_twice.csv": csv("客户号,客户名称,AUM\n001,张三,5\n001,张三,5\n002,李四,6\n"),
    "one_id_several_rows.csv": csv("客户号,客户名称,AUM\n001,张三,5\n001,张三,7\n001,,8\n002,李四,6\n"),
    "one_id_two_people.csv": csv("客户号,客户名称,AUM\n001,张三,5\n001,李四,7\n002,王五,6\n"),
    "rows_without_ids.csv": csv("客户号,客户名称,AUM\n001,张三,5\n,李四,6\n,王五,7\n"),
}  # fmt: skip

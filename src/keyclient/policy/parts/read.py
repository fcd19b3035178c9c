"""How books are read."""

from typing import Annotated, Literal

from pydantic import Field

from keyclient.model.label import Label
from keyclient.policy.parts.base import PolicyPart, Proportion


class ReadPolicy(PolicyPart):
    """How books are read."""

    title = Label("How books are read", "表格的读取")

    sheet: Annotated[
        str | None,
        Label(
            "Sheet to read. Unset: the one whose headings match best.",
            "读取的工作表。未设置时取列名最匹配者。",
        ),
    ] = None
    date_order: Annotated[
        Literal["dmy", "mdy"] | None,
        Label(
            "Order of day and month in dates such as 03/04/2026. Unset: only unambiguous dates are read.",
            "03/04/2026 这类日期的书写顺序：dmy 日月年，mdy 月日年。未设置时只读取无歧义的日期。",
        ),
    ] = None
    blank_words: Annotated[
        tuple[str, ...],
        Label(
            "Further words that make a cell blank when it holds nothing else, such as MISSING; NULL, \\N and N/A always do.",
            "整格仅为这些文字时按空白处理，例如 MISSING；NULL、\\N、N/A 一律视为空白。",
        ),
    ] = ()
    seconds: Annotated[
        float,
        Field(gt=0),
        Label(
            "Longest time to parse a workbook of any size, in seconds; one that takes longer is refused.",
            "解析时间上限（秒），与文件大小无关；超时即拒绝读取。",
        ),
    ] = 120.0
    least_seconds: Annotated[
        float,
        Field(gt=0),
        Label(
            "Seconds allowed to parse any workbook, plus 0.25 seconds per MiB of unpacked size.",
            "基础解析时限（秒）；解压后每 MiB 另加 0.25 秒。",
        ),
    ] = 6.0
    memory_mb: Annotated[
        int,
        Field(ge=128),
        Label(
            "Most memory to parse a workbook of any size, in MiB; one that needs more is refused.",
            "解析内存上限（MiB），与文件大小无关；超出即拒绝读取。",
        ),
    ] = 2048
    least_memory_mb: Annotated[
        int,
        Field(ge=128),
        Label(
            "Memory (MiB) allowed to parse any workbook, plus 5 MiB per MiB of unpacked size.",
            "基础解析内存（MiB）；解压后每 MiB 另加 5 MiB。",
        ),
    ] = 256
    rounded_ids: Annotated[
        Proportion,
        Label(
            "The long ids in a text column count as rounded by Excel when more than this share of them have only "
            "zeros from the 16th digit on; about one in a thousand does by chance.",
            "文本列中，16 位起全为零的长号码占比超过此值时，视为已被 Excel 四舍五入；正常情况下仅约千分之一。",
        ),
    ] = 0.1
    contradiction: Annotated[
        Proportion,
        Label(
            "A column is not read as the field its heading means when more than this share of its filled cells "
            "cannot be read.",
            "非空单元格中无法识别的占比超过此值时，该列不作为对应字段。",
        ),
    ] = 0.5
    measure_filled: Annotated[
        Proportion,
        Label(
            "A field can be the default measure only if at least this share of the rows have a readable value.",
            "可识别数值的行占比不低于此值时，该字段才可默认作为排序指标。",
        ),
    ] = 0.5
    unit_median_yuan: Annotated[
        float,
        Field(gt=0),
        Label(
            "Warn about the unit of a column in 万元 or 亿元 whose median positive value exceeds this many yuan.",
            "以万元或亿元为单位的金额列，正值中位数超过此金额（元）时提示单位可能有误。",
        ),
    ] = 100_000_000.0

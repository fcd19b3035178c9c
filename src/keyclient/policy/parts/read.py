"""How books are read."""

from typing import Annotated, Literal

from pydantic import Field

from keyclient.model.label import Label
from keyclient.policy.base import Part, PolicyPart


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
            "How dates such as 03/04/2026 are meant. Unset: only dates that can be meant one way are read.",
            "03/04/2026 这类日期的顺序：dmy 日月年，mdy 月日年。未设置时只读取没有歧义的日期。",
        ),
    ] = None
    seconds: Annotated[
        float,
        Field(gt=0),
        Label(
            "A workbook that takes more seconds to parse is refused, however large it is.",
            "无论文件多大，解析时间（秒）超过此值即拒绝读取。",
        ),
    ] = 120.0
    least_seconds: Annotated[
        float,
        Field(gt=0),
        Label(
            "Every workbook may take this many seconds to parse, and a quarter of a second more per MiB it unpacks to.",
            "解析时间（秒）的起点；在此之上，解压后每 MiB 另加 0.25 秒。",
        ),
    ] = 6.0
    memory_mb: Annotated[
        int,
        Field(ge=128),
        Label(
            "A workbook that needs more memory (MiB) to parse is refused, however large it is.",
            "无论文件多大，解析内存（MiB）超过此值即拒绝读取。",
        ),
    ] = 2048
    least_memory_mb: Annotated[
        int,
        Field(ge=128),
        Label(
            "Every workbook may take this much memory (MiB) to parse, and 5 MiB more per MiB it unpacks to.",
            "解析内存（MiB）的起点；在此之上，解压后每 MiB 另加 5 MiB。",
        ),
    ] = 256
    rounded_ids: Annotated[
        Part,
        Label(
            "Excel has rounded the long ids of a column of text when more than this share of them ends in zeros from the "
            "16th digit on; by chance one in a thousand does.",
            "文本列中，16 位起全为零的长号码占比超过此值时，视为已被 Excel 四舍五入；正常情况下约千分之一。",
        ),
    ] = 0.1
    contradiction: Annotated[
        Part,
        Label(
            "A heading is not taken for a field when more than this share of its filled cells cannot be read as it.",
            "非空单元格中无法识别的占比超过此值时，该列不作为对应字段。",
        ),
    ] = 0.5
    measure_filled: Annotated[
        Part,
        Label(
            "A field is taken as the measure by default when at least this share of the rows has a readable value.",
            "可识别数值的行占比不低于此值时，该字段才可默认作为排序指标。",
        ),
    ] = 0.5
    unit_median_yuan: Annotated[
        float,
        Field(gt=0),
        Label(
            "A money column in 万元 or 亿元 whose median positive value exceeds this many yuan is reported: "
            "its unit looks wrong.",
            "以万元或亿元为单位的金额列，正值中位数超过此金额（元）时提示单位可能有误。",
        ),
    ] = 100_000_000.0

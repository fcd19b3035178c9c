"""The reasons a result cannot be written into the user's workbook: one class per cause."""

from keyclient.errors import OutputError
from keyclient.model.label import Label


class CannotKeepError(OutputError):
    """Part of the workbook could not be preserved."""

    sentence = Label(
        "{path}: the answer cannot be written into this workbook without loss: {why} ({part}). Nothing was "
        "written; use -o "
        "FILE.xlsx for a workbook of its own.",
        "{path}：写入该工作簿会造成损失：{why}（{part}）。未写入任何内容；请改用 -o 文件.xlsx 另存结果。",
    )


SIGNED = Label(
    "it is digitally signed, and any change breaks the signature",
    "工作簿带有数字签名，任何改动都会使签名失效",
)
ENCRYPTED = Label("a part is encrypted", "存在加密部件")
TWICE = Label("a part is listed twice", "存在重名部件")
LOCKED = Label(
    "its structure is protected, so that no sheet may be added", "工作簿结构受保护，不允许新增工作表"
)
MISSING = Label("the package does not have a part that it names", "文件缺少其所列出的部件")
BROKEN = Label("a part cannot be unpacked", "有部件无法解压")
NOT_XML = Label("a part is not in UTF-8, or not well-formed", "部件不是 UTF-8 编码或 XML 格式有误")
NO_ADDRESS = Label("a row or a cell does not say where it stands", "有行或单元格未注明位置")
LONG_ROW = Label("a row is too long to be edited", "有一行内容过长，无法编辑")
UNUSUAL = Label("a part is written in a way that cannot be edited safely", "部件的写法特殊，无法安全编辑")
NO_ROOM = Label("there are no free columns beside the customers", "客户表右侧没有空列")
CHANGED = Label("a part would have been changed", "有部件会被改动")

"""Rules 5xx: why a book of an unattended run has no result, or not a whole one."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_E, _W = Severity.ERROR, Severity.WARNING
_BOOK = Label("branch/book.xlsx", "支行/客户表.xlsx")

BATCH_RULES: dict[str, Rule] = {
    "KC501": Rule(
        _E,
        Label("no permission", "没有权限"),
        Label("The book may not be read by the account of this run.", "运行账户没有读取该表格的权限。"),
        Label(
            "Give the account that runs keyclient the right to read the file and its folder.",
            "请为运行 keyclient 的账户授予该文件及其文件夹的读取权限。",
        ),
        _BOOK,
    ),
    "KC502": Rule(
        _E,
        Label("held by another program", "被其他程序占用"),
        Label(
            "Another program holds the book for itself, as Excel does.", "表格被其他程序（例如 Excel）独占。"
        ),
        Label(
            "Have it closed; the next run reads it. Schedule the run when branches are closed.",
            "请关闭该文件，下次运行会读取。建议把运行安排在网点下班之后。",
        ),
        _BOOK,
    ),
    "KC503": Rule(
        _E,
        Label("share out of reach", "共享无法访问"),
        Label(
            "The share or disk of the book did not answer, also after waiting.",
            "存放该表格的共享或磁盘没有响应，等待后仍然如此。",
        ),
        Label(
            "Check network and server with `keyclient doctor FOLDER`; then run `keyclient batch` again: "
            "what has not changed is not read again.",
            "请用 `keyclient doctor 文件夹` 检查网络和服务器，再次运行 `keyclient batch` 即可，未变化的表格不会重读。",
        ),
        Label(r"\\server\branches", r"\\server\网点"),
    ),
    "KC504": Rule(
        _E,
        Label("protected by a password", "设有打开密码"),
        Label("The book asks for a password.", "表格设有打开密码。"),
        Label(
            "Ask the branch to save it without a password.",
            "请网点取消打开密码后重新保存。",
        ),
        _BOOK,
    ),
    "KC505": Rule(
        _E,
        Label("damaged or empty", "文件损坏或为空"),
        Label("The book is empty, cut off or damaged.", "表格为空、不完整或已损坏。"),
        Label(
            "Have the branch open it in Excel, save a copy and send that.",
            "请网点用 Excel 打开并另存后重新提交。",
        ),
        _BOOK,
    ),
    "KC506": Rule(
        _E,
        Label("took too long", "处理超时"),
        Label("The book took more time than is allowed.", "处理该表格的时间超过上限。"),
        Label(
            "Have stray cells far from the table removed, or raise batch.seconds and read.seconds.",
            "请删除表格之外的零散单元格，或调高 batch.seconds 和 read.seconds。",
        ),
        "600 s",
    ),
    "KC507": Rule(
        _E,
        Label("needed too much memory", "内存超限"),
        Label("The book needed more memory than is allowed.", "处理该表格所需的内存超过上限。"),
        Label(
            "Have stray cells far from the table removed, or raise batch.memory_mb and read.memory_mb.",
            "请删除表格之外的零散单元格，或调高 batch.memory_mb 和 read.memory_mb。",
        ),
        "3072 MiB",
    ),
    "KC508": Rule(
        _E,
        Label("no table format", "不是表格文件"),
        Label(
            "The content of the file is nothing that can be read as a table.", "文件内容无法作为表格读取。"
        ),
        Label(
            "Have it saved as .xlsx or .csv; keep other files out with batch.exclude.",
            "请另存为 .xlsx 或 .csv；其他文件可用 batch.exclude 排除。",
        ),
        Label("a PDF named .xlsx", "改名为 .xlsx 的 PDF"),
    ),
    "KC509": Rule(
        _E,
        Label("no customers found", "没有找到客户清单"),
        Label(
            "The book has no table of customers, or several that fit equally well.",
            "表格中没有客户清单，或有多个同样匹配的清单。",
        ),
        Label(
            "Look with `keyclient columns BOOK`; name the sheet with read.sheet or the headings under [columns].",
            "请用 `keyclient columns 客户表` 查看；用 read.sheet 指定工作表，或在 [columns] 中指定列名。",
        ),
        "Sheet1, Sheet2",
    ),
    "KC510": Rule(
        _E,
        Label("encoding not read", "编码无法读取"),
        Label("The text of the book is in an encoding that is not read.", "表格文本的编码无法读取。"),
        Label("Have it saved as “CSV UTF-8”.", "请另存为“CSV UTF-8”。"),
        "Big5",
    ),
    "KC511": Rule(
        _W,
        Label("still being changed", "仍在变化"),
        Label(
            "The book was being written while the run looked at it; it is left for the next run.",
            "运行期间该表格仍在写入，留待下次运行。",
        ),
        Label(
            "Nothing, if it happens once. Else schedule the run later than the copying.",
            "偶尔出现无需处理；经常出现时请把运行安排在复制完成之后。",
        ),
        _BOOK,
    ),
    "KC512": Rule(
        _E,
        Label("lacks what is needed", "缺少所需的列"),
        Label(
            "The book lacks a column that was asked for, or cannot be analysed.",
            "表格缺少所需的列，或无法分析。",
        ),
        Label(
            "Look with `keyclient columns BOOK`; settle headings under [columns] and the measure with segment.measure.",
            "请用 `keyclient columns 客户表` 查看；在 [columns] 中指定列名，用 segment.measure 指定指标。",
        ),
        Label("no column with amounts", "没有金额列"),
    ),
    "KC513": Rule(
        _E,
        Label("process ended", "进程异常结束"),
        Label(
            "The process that worked on the book ended without an answer.",
            "处理该表格的进程异常结束，没有结果。",
        ),
        Label(
            "Try the book alone: `keyclient check BOOK`. Where memory is short, lower batch.jobs.",
            "请单独运行：`keyclient check 客户表`。内存不足时请调低 batch.jobs。",
        ),
        _BOOK,
    ),
    "KC514": Rule(
        _E,
        Label("result not written", "结果无法写入"),
        Label("The result could not be written.", "结果无法写入。"),
        Label(
            "Make room on the disk, close the result where it is open, give the account the right to write.",
            "请清理磁盘空间，关闭已打开的结果文件，并授予运行账户写入权限。",
        ),
        Label("the result is open in Excel", "结果文件正在 Excel 中打开"),
    ),
    "KC515": Rule(
        _E,
        Label("internal error", "程序内部错误"),
        Label("keyclient has a defect that this book has shown.", "该表格触发了 keyclient 的程序缺陷。"),
        Label(
            "Report it with the log of the run, which holds no customer's data.",
            "请将本次运行的日志（不含客户数据）反馈给开发方。",
        ),
        "KeyError",
    ),
    "KC516": Rule(
        _W,
        Label("analysis not made", "有分析未完成"),
        Label(
            "An analysis that was asked for cannot be made from the book.",
            "所要求的某项分析无法由该表格得出。",
        ),
        Label(
            "Ask the branch for the missing columns, or leave the analysis out of batch.analyses.",
            "请网点补充缺少的列，或从 batch.analyses 中去掉该分析。",
        ),
        Label("no stages, so no funnel", "没有阶段列，无法做漏斗分析"),
    ),
    "KC517": Rule(
        _E,
        Label("book is gone", "文件已不存在"),
        Label(
            "The book was there when the run began, and is not any more.",
            "运行开始时文件存在，处理时已不存在。",
        ),
        Label(
            "Nothing, if the branch has moved it; else ask for it.",
            "如系网点移走则无需处理，否则请网点重新提交。",
        ),
        _BOOK,
    ),
    "KC518": Rule(
        _W,
        Label("branch is missing", "网点缺表"),
        Label("An expected branch has no book with a result.", "应交表的网点没有可用的表格。"),
        Label(
            "Ask the branch, then `keyclient batch` again: only what is new is read.",
            "请催交，然后再次运行 `keyclient batch`：只读取新增部分。",
        ),
        "南湖支行",
    ),
    "KC519": Rule(
        _E,
        Label("folder cannot be entered", "文件夹无法进入"),
        Label("A folder below a source could not be listed.", "来源文件夹中有一个文件夹无法列出。"),
        Label(
            "Give the account of the run the right to list the folder, or leave it out with batch.exclude.",
            "请为运行账户授予列出该文件夹的权限，或用 batch.exclude 排除。",
        ),
        Label(r"\\server\branches\north", r"\\server\网点\北苑"),
    ),
}

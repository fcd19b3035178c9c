"""Rules 5xx: why a book of an unattended run has no result, or not a whole one."""

from keyclient.model.label import Label
from keyclient.model.rules.rule import Rule, Severity

_BOOK = Label("branch/book.xlsx", "支行/客户表.xlsx")

TOO_SLOW = Rule(
    "KC506",
    Severity.ERROR,
    title=Label("took too long", "处理超时"),
    message=Label("The book took longer than allowed.", "处理该表格的时间超过上限。"),
    remedy=Label(
        "Have stray cells far from the table removed, or raise batch.seconds and read.seconds.",
        "请删除表格之外的零散单元格，或调高 batch.seconds 和 read.seconds。",
    ),
    example="600 s",
)

TOO_MUCH_MEMORY = Rule(
    "KC507",
    Severity.ERROR,
    title=Label("needed too much memory", "内存超限"),
    message=Label("The book needed more memory than allowed.", "处理该表格所需的内存超过上限。"),
    remedy=Label(
        "Have stray cells far from the table removed, or raise batch.memory_mb and read.memory_mb.",
        "请删除表格之外的零散单元格，或调高 batch.memory_mb 和 read.memory_mb。",
    ),
    example="3072 MiB",
)

NO_CUSTOMERS = Rule(
    "KC509",
    Severity.ERROR,
    title=Label("no customers found", "没有找到客户清单"),
    message=Label(
        "The book has no customer table, or several that fit equally well.",
        "表格中没有客户清单，或有多个同样匹配的清单。",
    ),
    remedy=Label(
        "Inspect it with `keyclient columns BOOK`; name the sheet with read.sheet or the headings under [columns].",
        "请用 `keyclient columns 客户表` 查看；用 read.sheet 指定工作表，或在 [columns] 中指定列名。",
    ),
    example="Sheet1, Sheet2",
)

COLUMNS_LACKING = Rule(
    "KC512",
    Severity.ERROR,
    title=Label("required columns missing", "缺少所需的列"),
    message=Label(
        "The book lacks a requested column, or cannot be analysed.",
        "表格缺少所需的列，或无法分析。",
    ),
    remedy=Label(
        "Inspect it with `keyclient columns BOOK`; set headings under [columns] and the measure with segment.measure.",
        "请用 `keyclient columns 客户表` 查看；在 [columns] 中指定列名，用 segment.measure 指定指标。",
    ),
    example=Label("no column with amounts", "没有金额列"),
)

PROCESS_ENDED = Rule(
    "KC513",
    Severity.ERROR,
    title=Label("process ended early", "进程异常结束"),
    message=Label(
        "The process working on the book ended without a result.",
        "处理该表格的进程异常结束，没有结果。",
    ),
    remedy=Label(
        "Try the book alone: `keyclient check BOOK`. If memory is short, lower batch.jobs.",
        "请单独运行：`keyclient check 客户表`。内存不足时请调低 batch.jobs。",
    ),
    example=_BOOK,
)

RESULT_NOT_WRITTEN = Rule(
    "KC514",
    Severity.ERROR,
    title=Label("result not written", "结果无法写入"),
    message=Label("The result could not be written.", "结果无法写入。"),
    remedy=Label(
        "Free disk space, close the result if it is open, and grant the account write access.",
        "请清理磁盘空间，关闭已打开的结果文件，并授予运行账户写入权限。",
    ),
    example=Label("the result is open in Excel", "结果文件正在 Excel 中打开"),
)

INTERNAL_ERROR = Rule(
    "KC515",
    Severity.ERROR,
    title=Label("internal error", "程序内部错误"),
    message=Label("This book triggered a bug in keyclient.", "该表格触发了 keyclient 的程序缺陷。"),
    remedy=Label(
        "Report it with the log of the run, which holds no customer data.",
        "请将本次运行的日志（不含客户数据）反馈给开发方。",
    ),
    example="KeyError",
)

ANALYSIS_NOT_MADE = Rule(
    "KC516",
    Severity.WARNING,
    title=Label("analysis not possible", "有分析未完成"),
    message=Label(
        "A requested analysis cannot be made from the book.",
        "该表格无法完成所要求的某项分析。",
    ),
    remedy=Label(
        "Ask the branch for the missing columns, or remove the analysis from batch.analyses.",
        "请网点补充缺少的列，或从 batch.analyses 中去掉该分析。",
    ),
    example=Label("no stage column, so no funnel", "没有阶段列，无法做漏斗分析"),
)

SYSTEM_ERROR = Rule(
    "KC520",
    Severity.ERROR,
    title=Label("error of the system", "系统错误"),
    message=Label(
        "The system reported an error while the book was processed.",
        "处理该表格时系统报错。",
    ),
    remedy=Label(
        "Check this machine: free disk space, memory and open files; then run again with --retry.",
        "请检查本机的磁盘空间、内存和打开的文件数，然后用 --retry 补跑。",
    ),
    example=Label("the disk for temporary files is full", "临时文件所在磁盘已满"),
)

EARLIER_MONTH = Rule(
    "KC521",
    Severity.NOTE,
    title=Label("earlier month of a branch", "同一网点的较早一期"),
    message=Label(
        "Another book of the branch lists its customers at a later date. That one counts; this one is not added up.",
        "该网点另有日期更近的客户表；汇总以较近一期为准，本表不重复相加。",
    ),
    remedy=Label(
        "No action needed: its own results are made all the same.",
        "无需处理：本表自身的结果照常生成。",
    ),
    example=Label("branch/202602.xlsx beside branch/202603.xlsx", "支行/202602.xlsx 与 支行/202603.xlsx"),
)

FORM_NOT_READ = Rule(
    "KC770",
    Severity.WARNING,
    title=Label("plan or list not read back", "行动计划或联系名单无法读回"),
    message=Label(
        "The plan or list of calls that was given out for the book cannot be read back. It is left as it is, and no new one is "
        "made.",
        "该表格已下发的行动计划或联系名单无法读回，原文件保持不变，本次不生成新的。",
    ),
    remedy=Label(
        "Restore its row of headings, or save it as .xlsx without a password; or move it away to get a new one.",
        "请恢复表头行，或另存为不带密码的 .xlsx；如需重新生成，请将其移走。",
    ),
    example=Label("branch/book.plan.xlsx has a password", "支行/客户表.plan.xlsx 设有密码"),
)

BRANCH_MISSING = Rule(
    "KC518",
    Severity.WARNING,
    title=Label("branch missing", "网点缺表"),
    message=Label("An expected branch has no book with a result.", "应交表的网点没有可用的表格。"),
    remedy=Label(
        "Ask the branch for it, then run `keyclient batch` again: only new books are read.",
        "请催交，然后再次运行 `keyclient batch`：只读取新增部分。",
    ),
    example="南湖支行",
)

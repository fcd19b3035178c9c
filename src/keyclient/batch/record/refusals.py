"""Why a run as a whole cannot be, and why a book was given up: one class a cause."""

from keyclient.errors import InputError, KeyclientError, OutputError, UsageError
from keyclient.ingest.base.file_refusals import ShareOutOfReach
from keyclient.model.label import Label


class FolderBusyError(OutputError):
    """Another run writes to the same folder."""

    sentence = Label(
        "{out}: another run is at work here ({owner}). Wait for it with --wait SECONDS, or try again later.",
        "{out}：另一次运行正在使用该文件夹（{owner}）。可用 --wait 秒数 等待，或稍后再试。",
    )


class CannotLockError(OutputError):
    """The folder of the results does not take a lock."""

    sentence = Label(
        "{out}: the folder of the results cannot be locked ({reason}). Check it with `keyclient doctor {out}`, or write "
        "the results to a local disk.",
        "{out}：结果文件夹无法加锁（{reason}）。请用 `keyclient doctor {out}` 检查，或把结果写到本机磁盘。",
    )


class OutNotWritableError(OutputError):
    """Nothing can be written to the folder of the results."""

    sentence = Label(
        "{out}: the folder of the results cannot be written ({reason}). Make room, and give the account of this run the "
        "right to write.",
        "{out}：结果文件夹无法写入（{reason}）。请检查磁盘空间和运行账户的写入权限。",
    )


class NoRunRecordError(UsageError):
    """What was given to --retry is no record of a run."""

    sentence = Label(
        "--retry {path}: this is no record of a run. Name the run.json in the folder of the results.",
        "--retry {path}：不是运行记录。请指定结果文件夹中的 run.json。",
    )


class UnknownAnalysisError(UsageError):
    """There is no such analysis."""

    sentence = Label(
        "There is no analysis “{name}”. The analyses are: {names}.", "没有名为“{name}”的分析。可选：{names}。"
    )


class BranchListError(UsageError):
    """The list of expected branches cannot be read."""

    sentence = Label(
        "--expect {path}: the list of branches cannot be read ({reason}). Write one branch a line, in UTF-8 or GB18030.",
        "--expect {path}：无法读取网点清单（{reason}）。请每行写一个网点，编码为 UTF-8 或 GB18030。",
    )


class BookTimeout(InputError):
    """A book took more time than it may."""

    sentence = Label(
        "{path}: not done after {limit}; it was given up. Remove stray cells far from the table, or raise batch.seconds.",
        "{path}：超过 {limit} 仍未完成，已放弃。请删除表格之外的零散单元格，或调高 batch.seconds。",
    )


class BookMemory(InputError):
    """A book needs more memory than it may have."""

    sentence = Label(
        "{path}: more than {limit} of memory would be needed; it was given up. Remove stray cells far from the table, "
        "or raise batch.memory_mb.",
        "{path}：所需内存超过 {limit}，已放弃。请删除表格之外的零散单元格，或调高 batch.memory_mb。",
    )


class WorkerDied(InputError):
    """The process that had the book is gone."""

    sentence = Label(
        "{path}: the process that worked on it ended ({reason}). Try it alone with `keyclient check`; where memory is "
        "short, lower batch.jobs.",
        "{path}：处理进程异常结束（{reason}）。请用 `keyclient check` 单独尝试；内存不足时请调低 batch.jobs。",
    )


class BookUnsettled(InputError):
    """A book is being written."""

    sentence = Label(
        "{path}: the file is still being written; it is left for the next run.",
        "{path}：文件仍在写入，留待下次运行。",
    )


class ResultNotWritten(OutputError):
    """A result cannot be written."""

    sentence = Label(
        "{path}: the result cannot be written ({reason}). Make room, close it where it is open, check the permissions.",
        "{path}：结果无法写入（{reason}）。请清理磁盘空间，关闭已打开的结果文件，并检查权限。",
    )


class BookDefect(KeyclientError):
    """The program has a defect that a book has shown."""

    sentence = Label(
        "{path}: internal error ({kind}). The log says where it happened.",
        "{path}：程序内部错误（{kind}）。出错位置见日志。",
    )


class FolderClosed(InputError):
    """A folder below a source cannot be listed."""

    sentence = Label(
        "{path}: the folder cannot be listed ({reason}). Check the share and the permissions of this account.",
        "{path}：无法列出该文件夹（{reason}）。请检查共享及运行账户的权限。",
    )


class SourceMissing(ShareOutOfReach):
    """A source is not there."""

    sentence = Label(
        "{path}: this source is not there. The share is away, or its name is wrong.",
        "{path}：来源文件夹不存在。共享未连接，或路径有误。",
    )


class NothingToAnalyse(InputError):
    """A table that no analysis can be made of."""

    sentence = Label(
        "{path}: nothing can be analysed. {why} Look with `keyclient columns`; settle headings under [columns].",
        "{path}：无法进行任何分析。{why}请用 `keyclient columns` 查看，并在 [columns] 中指定列名。",
    )

"""Why a run cannot start or a book has no result: one class per cause."""

import errno
import os
from pathlib import Path

from keyclient.errors import InputError, KeyclientError, OutputError, UsageError, reason_of
from keyclient.ingest.base.file_refusals import ShareOutOfReach
from keyclient.model.label import Label


class FolderBusyError(OutputError):
    """Another run is using the results folder."""

    sentence = Label(
        "{out}: another run is using this folder ({owner}). Wait for it with --wait SECONDS, or try again later.",
        "{out}：另一次运行正在使用该文件夹（{owner}）。可用 --wait 秒数 等待，或稍后再试。",
    )


class CannotLockError(OutputError):
    """The results folder cannot be locked."""

    sentence = Label(
        "{out}: the results folder cannot be locked ({reason}). Check it with `keyclient doctor {out}`, or write the "
        "results to a local disk.",
        "{out}：结果文件夹无法加锁（{reason}）。请用 `keyclient doctor {out}` 检查，或把结果写到本机磁盘。",
    )


class OutNotWritableError(OutputError):
    """The results folder cannot be written."""

    sentence = Label(
        "{out}: the results folder cannot be written ({reason}). Check the free disk space and the write permission of "
        "the account.",
        "{out}：结果文件夹无法写入（{reason}）。请检查磁盘空间和运行账户的写入权限。",
    )


class RunStoppedError(OutputError):
    """The system ended a run that was under way."""

    sentence = Label(
        "{out}: the run was stopped by an error of the system: {reason}. Results finished so far are kept; run the command "
        "again.",
        "{out}：运行因系统错误中止：{reason}。已完成的结果予以保留，请重新运行。",
    )


class NoRunRecordError(UsageError):
    """The file given to --retry is not the record of a run."""

    sentence = Label(
        "--retry {path}: not the record of a run. Give the run.json of a results folder.",
        "--retry {path}：不是运行记录。请指定结果文件夹中的 run.json。",
    )


class RetryDiffersError(UsageError):
    """A retry under other terms than the run that it continues."""

    sentence = Label(
        "--retry {path}: {what} than in that run, so that none of its results would be valid any longer. Use the same "
        "settings, or run without --retry to process every book.",
        "--retry {path}：{what}，原有结果将全部失效。请沿用原设置，或去掉 --retry 重新处理全部表格。",
    )


class UnknownAnalysisError(UsageError):
    """An analysis was named that does not exist."""

    sentence = Label(
        "Unknown analysis “{name}”. Choose from: {names}.", "没有名为“{name}”的分析。可选：{names}。"
    )


class BranchListError(UsageError):
    """The list of expected branches cannot be read."""

    sentence = Label(
        "--expect {path}: the list of branches cannot be read ({reason}). Write one branch per line, in UTF-8 or GB18030.",
        "--expect {path}：无法读取网点清单（{reason}）。请每行写一个网点，编码为 UTF-8 或 GB18030。",
    )


class BookTimeout(InputError):
    """A book exceeded the time limit."""

    sentence = Label(
        "{path}: not finished within {limit}; stopped. Remove stray cells outside the table, or raise batch.seconds.",
        "{path}：超过 {limit} 仍未完成，已停止处理。请删除表格之外的零散单元格，或调高 batch.seconds。",
    )


class BookMemory(InputError):
    """A book exceeded the memory limit."""

    sentence = Label(
        "{path}: needs more than {limit} of memory; stopped. Remove stray cells outside the table, or raise "
        "batch.memory_mb.",
        "{path}：所需内存超过 {limit}，已停止处理。请删除表格之外的零散单元格，或调高 batch.memory_mb。",
    )


class WorkerDied(InputError):
    """The process working on a book ended unexpectedly."""

    sentence = Label(
        "{path}: the process working on it ended unexpectedly ({reason}). Try the book alone with `keyclient check`; if "
        "memory is short, lower batch.jobs.",
        "{path}：处理进程异常结束（{reason}）。请用 `keyclient check` 单独尝试；内存不足时请调低 batch.jobs。",
    )


class BookUnsettled(InputError):
    """A book is still being written."""

    sentence = Label(
        "{path}: still being written; left for the next run.",
        "{path}：文件仍在写入，留待下次运行。",
    )


class ResultNotWritten(OutputError):
    """The result of a book cannot be written."""

    sentence = Label(
        "{path}: the result cannot be written ({reason}). Check the free disk space and permissions, and close the result if "
        "it is open.",
        "{path}：结果无法写入（{reason}）。请清理磁盘空间，关闭已打开的结果文件，并检查权限。",
    )


class FormUnreadable(InputError):
    """A plan or a list of calls that cannot be read back."""

    sentence = Label("{reason}", "{reason}")


class SystemRefused(KeyclientError):
    """The system reported an error that is not about the book."""

    sentence = Label(
        "{path}: the system reported an error while the book was processed: {reason}.",
        "{path}：处理该表格时系统报错：{reason}。",
    )


class BookDefect(KeyclientError):
    """The program failed on a book because of a defect of its own."""

    sentence = Label(
        "{path}: internal error ({kind}). The log shows where it occurred.",
        "{path}：程序内部错误（{kind}）。出错位置见日志。",
    )


class FolderClosed(InputError):
    """A folder below a source cannot be listed."""

    sentence = Label(
        "{path}: the folder cannot be listed ({reason}). Check the share and the permissions of the account.",
        "{path}：无法列出该文件夹（{reason}）。请检查共享及运行账户的权限。",
    )


class SourceMissing(ShareOutOfReach):
    """A source does not exist or its share is offline."""

    sentence = Label(
        "{path}: source not found. The share is offline or the path is wrong.",
        "{path}：找不到来源文件夹。共享未连接，或路径有误。",
    )


class NothingToAnalyse(InputError):
    """No analysis can be made of a table."""

    sentence = Label(
        "{path}: nothing can be analysed. {why} Check with `keyclient columns`; assign headings under [columns].",
        "{path}：无法进行任何分析。{why}请用 `keyclient columns` 查看，并在 [columns] 中指定列名。",
    )


_WRITE_FAILED = {
    getattr(errno, name)
    for name in ("ENOSPC", "EDQUOT", "EROFS", "EFBIG", "EACCES", "EPERM")
    if hasattr(errno, name)
}
"""What writing to a folder gives that is full or may not be written."""


def system_reason(error: OSError) -> Label:
    """What the system says of an error, and the file that it is about."""
    reason = reason_of(error)
    if error.filename is None:
        return reason
    return Label("{reason}: {file}", "{reason}：{file}").filled(
        reason=reason, file=os.fsdecode(error.filename)
    )


def run_refusal(out: Path, error: OSError) -> OutputError:
    """Why a run has ended: the results folder cannot be written, or what else the system said."""
    is_here = error.filename is None or Path(os.fsdecode(error.filename)).is_relative_to(out)
    if is_here and error.errno in _WRITE_FAILED:
        return OutNotWritableError(out=out, reason=reason_of(error))
    return RunStoppedError(out=out, reason=system_reason(error))

"""What `--write-back` and `--in-place` ask for, before anything is read."""

from typing import NamedTuple

from keyclient.cli.options.output import Format, OutputOptions, WriteBackOptions
from keyclient.errors import UsageError
from keyclient.model.label import Label


class TwoFilesError(UsageError):
    """`--out` together with `--write-back`."""

    sentence = Label(
        "--out {path} and --write-back cannot be combined. Run the command once for each.",
        "--out {path} 与 --write-back 是两个不同的输出位置，请分两次运行。",
    )


class MaskedBookError(UsageError):
    """`--mask` together with `--write-back`."""

    sentence = Label(
        "--mask and --write-back cannot be combined: the workbook itself holds the customers' details.",
        "--mask 用于隐去客户身份，而原工作簿中含有客户信息，两者请只用其一。",
    )


class WriteBackRequest(NamedTuple):
    """Whether and how the answer goes into the user's own workbook."""

    wanted: bool
    in_place: bool

    def replaces(self, chosen: Format) -> bool:
        """Whether standard output stays empty: a table there would repeat the answer."""
        return self.wanted and chosen is Format.TABLE


WRITES_ALL = Label(
    "--only is about lists: the columns beside the customers are written for every row.",
    "--only 只影响名单；原工作簿中仍为每一行客户写入结果。",
)
NOT_WANTED = WriteBackRequest(wanted=False, in_place=False)


def writeback_request(options: WriteBackOptions, output: OutputOptions) -> WriteBackRequest:
    """What the options say; `--in-place` implies `--write-back`. Raises `TwoFilesError` or `MaskedBookError`."""
    wanted = options.write_back or options.in_place
    if wanted and output.out is not None:
        raise TwoFilesError(path=output.out)
    if wanted and output.mask:
        raise MaskedBookError
    return WriteBackRequest(wanted, options.in_place)

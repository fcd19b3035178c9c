"""What the command line of a book may say and that of a portfolio may not: refused, never ignored."""

from typing import TYPE_CHECKING, NamedTuple

from keyclient.errors import UsageError
from keyclient.model.label import Label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from keyclient.cli.commands.analysis import Chosen


class NotAtScaleError(UsageError):
    """An option that a portfolio of Parquet does not have."""

    sentence = Label(
        "{flag} does not work on a portfolio of Parquet. {instead}",
        "{flag} 不适用于 Parquet 客户数据。{instead}",
    )


class _Refused(NamedTuple):
    flag: str
    is_typed: bool
    instead: Label


_WORKBOOK = Label(
    "It belongs to workbooks; leave it out, or name a workbook.",
    "该选项用于工作簿：请去掉，或改为指定工作簿。",
)
_INTO_BOOK = Label(
    "Write a file with -o, or a folder with -o out/.", "请用 -o 写入文件，或用 -o out/ 写入文件夹。"
)
_ONLY = Label(
    "For figures by a column use --by; or write all customers with -o out/ and pick them there.",
    "如需按某列查看，请用 --by；或用 -o out/ 写出全部客户后再筛选。",
)
_TRIAL = Label(
    "Try another value with --set KEY=VALUE and compare the two answers.",
    "请用 --set 键=值 另算一次，再对比两次结果。",
)
_EARLIER = Label("Use keyclient compare OLD NEW.", "请使用 keyclient compare 往期 本期。")
_LOG = Label(
    "The stages are those of the portfolio itself; a log needs a book that fits into memory.",
    "阶段取自数据本身；阶段变化记录须使用内存可容纳的客户表。",
)
_PERIOD = Label("Name the newest data date that counts with --as-of.", "请用 --as-of 指定截止的数据日期。")
_SAME = Label(
    "Numbers are compared as they stand; replace the old numbers in the portfolio.",
    "客户号按原样对比；请在数据中先替换旧号码。",
)


_TWO = 2
"""So many portfolios are compared."""


def refuse_unscaled(chosen: "Chosen") -> None:
    """Raises `NotAtScaleError` for the first option that cannot be kept, or `ManyPortfoliosError`."""
    for refused in _refused(chosen):
        if refused.is_typed:
            raise NotAtScaleError(flag=refused.flag, instead=refused.instead)
    if len(chosen.others.books or ()) > _TWO:
        from keyclient.analysis.compare.scaled.refusals import ManyPortfoliosError

        raise ManyPortfoliosError(count=len(chosen.others.books or ()))


def _refused(chosen: "Chosen") -> "Iterator[_Refused]":
    book, others = chosen.book, chosen.others
    yield _Refused("--only", bool(chosen.only), _ONLY)
    yield _Refused("--what-if", bool(chosen.what_if), _TRIAL)
    yield _Refused("--in-place", chosen.write_back.in_place, _INTO_BOOK)
    yield _Refused("--write-back", chosen.write_back.wanted, _INTO_BOOK)
    yield _Refused("--previous", bool(others.earlier), _EARLIER)
    yield _Refused("--log", others.log is not None, _LOG)
    yield _Refused("--log-sheet", others.log_sheet is not None, _LOG)
    yield _Refused("--same", others.same is not None, _SAME)
    yield _Refused("--period", book.period is not None, _PERIOD)
    yield _Refused("--sheet", book.sheet is not None or bool(others.sheets), _WORKBOOK)
    yield _Refused("--header-row", book.header_row is not None, _WORKBOOK)
    yield _Refused("--date-order", book.date_order is not None, _WORKBOOK)

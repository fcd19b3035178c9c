"""Where the answer about a portfolio goes: to the screen, to a file with the customers it lists, or with all of them to a folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from keyclient.cli.options.output import Format, OutputOptions
from keyclient.cli.output.delivery import CUSTOMERS, AnswerOutput, TwoFormatsError, output_of
from keyclient.errors import UsageError
from keyclient.model.excel import ROWS
from keyclient.model.label import Label

MOST_LISTED = ROWS - 1
"""The most customers that an answer lists: what a sheet of Excel holds below its headings."""


class CustomersToFolderError(UsageError):
    """A file of customers, which are many."""

    sentence = Label(
        "--out {path}: all customers of a portfolio go into a folder. Use --out {folder}/.",
        "--out {path}：Parquet 客户数据的全部客户须写入文件夹。请使用 --out {folder}/。",
    )


class MaskedFolderError(UsageError):
    """`--mask` together with a folder of all customers."""

    sentence = Label(
        "--mask hides customers in an answer, and --out {path} writes all of them as they are. Use only one of the two.",
        "--mask 用于在结果中隐去客户身份，而 --out {path} 会写出全部客户原始信息，两者请只用其一。",
    )


class InsidePortfolioError(UsageError):
    """The folder to write stands where the portfolio is."""

    sentence = Label(
        "--out {path} is in the portfolio itself, or holds it: it would be read as customers next time. Name another folder.",
        "--out {path} 位于该客户数据之内或包含该数据，下次会被当作客户读取。请另指定文件夹。",
    )


class TooManyListedError(UsageError):
    """More customers to list than a sheet of Excel holds."""

    sentence = Label(
        "--top {text}: the portfolio has {customers} customers, and an answer lists {most} at most: what a sheet of Excel holds and "
        "scale.collected allows. "
        "Write all of them into a folder of Parquet with -o out/, or list fewer.",
        "--top {text}：该数据共 {customers} 个客户，而名单最多 {most} 个（受 Excel 工作表行数和 scale.collected 限制）。"
        "请用 -o out/ 把全部客户写成 Parquet，或减少所列个数。",
    )


@dataclass(frozen=True)
class ScaleOutput:
    """How the answer about a portfolio is written."""

    answer: AnswerOutput
    folder: Path | None
    """Where all customers go; None: only the answer is written."""


def scale_output_of(
    options: OutputOptions, top: str | None, portfolio: Sequence[Path], name: str
) -> ScaleOutput:
    """How the answer is written; refuses contradictory options before anything is read.

    A folder that exists, or a name without a suffix, is a folder. Raises as `output_of`, and `CustomersToFolderError`,
    `MaskedFolderError` or `InsidePortfolioError`.
    """
    out = options.out
    if out is not None and out.suffix.lower() == CUSTOMERS and not out.is_dir():
        raise CustomersToFolderError(path=out, folder=out.with_suffix(""))
    if out is None or not (out.is_dir() or not out.suffix):
        return ScaleOutput(output_of(options, top), None)
    if options.format_ is not Format.TABLE:
        raise TwoFormatsError(format=options.format_.value, path=out)
    if options.mask:
        raise MaskedFolderError(path=out)
    _refuse_inside(out / name, out, portfolio)
    told = output_of(options._replace(out=out / f"{name}.json"), top)
    return ScaleOutput(told, out)


def refuse_too_many(text: str | None, limit: int | None, customers: int, collected: int) -> None:
    """Raises `TooManyListedError` if more are asked for than can be listed, and there are as many.

    `text`: what was typed; `collected`: the most customers that may be in memory.
    """
    most = min(MOST_LISTED, collected)
    wanted = customers if limit is None else min(limit, customers)
    if text is not None and wanted > most:
        raise TooManyListedError(text=text, customers=f"{customers:,}", most=f"{most:,}")


def _refuse_inside(target: Path, out: Path, portfolio: Sequence[Path]) -> None:
    written = target.resolve()
    for path in portfolio:
        read = _fixed(path).resolve()
        if written == read or read in written.parents or written in read.parents:
            raise InsidePortfolioError(path=out)


def _fixed(path: Path) -> Path:
    """The part of a pattern before its first sign; a file or folder itself."""
    if path.exists():
        return path
    parts = path.parts
    first = next((place for place, part in enumerate(parts) if not {*"*?["}.isdisjoint(part)), len(parts))
    return Path(*parts[:first])

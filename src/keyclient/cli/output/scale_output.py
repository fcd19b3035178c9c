"""Where the answer about a portfolio goes: to the screen, to a file with the customers it lists, or with all of them to a folder."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from keyclient.cli.input.own_results import first_parquet
from keyclient.cli.input.reading import parse_top
from keyclient.cli.options.output import Format, OutputOptions
from keyclient.cli.output.delivery import CUSTOMERS, AnswerOutput, TwoFormatsError, output_of
from keyclient.errors import UsageError
from keyclient.model.label import Label


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
        "--out {path} is in the portfolio itself, beside its files, or holds it: it would be read as customers next time. "
        "Name another folder.",
        "--out {path} 位于该客户数据之内、与其文件同在一处，或包含该数据，下次会被当作客户读取。请另指定文件夹。",
    )


class FolderOfCustomersError(UsageError):
    """The folder to write holds other Parquet."""

    sentence = Label(
        "--out {path}: this folder holds other Parquet ({name}), and what is written would be read with it. Name another folder.",
        "--out {path}：该文件夹内有其他 Parquet（{name}），写入后会一并读取。请另指定文件夹。",
    )


class TooManyListedError(UsageError):
    """More customers to list than an answer may hold."""

    sentence = Label(
        "{asked} lists all customers, and the portfolio has {customers}; one answer lists {most} at most (scale.listed). Write all of "
        "them as Parquet with -o out/, or list the first with --top N.",
        "{asked} 会列出全部客户，该数据共 {customers} 个，而一份结果最多列出 {most} 个（scale.listed）。"
        "请用 -o out/ 把全部客户写成 Parquet，或用 --top N 只列前几个。",
    )


class TopTooLargeError(UsageError):
    """A number of customers to list that an answer may not hold."""

    sentence = Label(
        "--top {text}: the portfolio has {customers} customers, and one answer lists {most} at most (scale.listed). Write all of them "
        "as Parquet with -o out/, or list fewer.",
        "--top {text}：该数据共 {customers} 个客户，而一份结果最多列出 {most} 个（scale.listed）。"
        "请用 -o out/ 把全部客户写成 Parquet，或减少所列个数。",
    )


@dataclass(frozen=True)
class ScaleOutput:
    """How the answer about a portfolio is written."""

    answer: AnswerOutput
    folder: Path | None
    """Where all customers go; None: only the answer is written."""
    top: str | None
    """How many to list, as typed."""

    def rows(self, usual: int | None) -> int | None:
        """How many are listed: on a screen, and beside all customers, as many as usual; all in CSV and in files. None is all.

        Raises `TopSyntaxError`.
        """
        chosen = self.answer.chosen
        is_short = self.folder is not None or chosen in (Format.TABLE, Format.JSON, Format.MD)
        return parse_top(self.top, default=usual if is_short else None)

    def refuse_beyond(self, most: int, customers: int, usual: int | None) -> None:
        """Raises `TooManyListedError` or `TopTooLargeError` if more customers are to be listed than may be. `usual`: see `rows`."""
        rows = self.rows(usual)
        if min(customers, customers if rows is None else rows) <= most:
            return
        said = {"customers": f"{customers:,}", "most": f"{most:,}"}
        if self.top is not None:
            raise TopTooLargeError(text=self.top, **said)
        chosen = self.answer.chosen
        raise TooManyListedError(
            asked=f"--out {chosen}" if isinstance(chosen, Path) else f"--format {chosen.value}", **said
        )


def scale_output_of(
    options: OutputOptions, top: str | None, portfolio: Sequence[Path], name: str
) -> ScaleOutput:
    """How the answer is written; refuses contradictory options before anything is read.

    A folder that exists, or a name without a suffix, is a folder. Raises as `output_of`, and `CustomersToFolderError`,
    `MaskedFolderError`, `InsidePortfolioError` or `FolderOfCustomersError`.
    """
    out = options.out
    if out is not None and out.suffix.lower() == CUSTOMERS and not out.is_dir():
        raise CustomersToFolderError(path=out, folder=out.with_suffix(""))
    if out is None or not (out.is_dir() or not out.suffix):
        return ScaleOutput(output_of(options, top), None, top)
    if options.format_ is not Format.TABLE:
        raise TwoFormatsError(format=options.format_.value, path=out)
    if options.mask:
        raise MaskedFolderError(path=out)
    _refuse_inside(name, out, portfolio)
    found = first_parquet(out)
    if found is not None and name not in found.relative_to(out).parts[:1]:
        raise FolderOfCustomersError(path=out, name=found.relative_to(out))
    told = output_of(options._replace(out=out / f"{name}.json"), top)
    return ScaleOutput(told, out, top)


def _refuse_inside(name: str, out: Path, portfolio: Sequence[Path]) -> None:
    written, here = (out / name).resolve(), Path.cwd().resolve()
    for path in portfolio:
        read, is_whole = _own_folder(path)
        is_inside = read in written.parents and (is_whole or read not in (here, *here.parents))
        if written == read or is_inside or written in read.parents or out.resolve() == read:
            raise InsidePortfolioError(path=out)


def _own_folder(path: Path) -> tuple[Path, bool]:
    """The folder whose files are read, and whether all below it is.

    Of a single file it is the folder that it stands in, of a pattern the part before its first sign.
    """
    if path.is_dir():
        return path.resolve(), True
    if path.exists():
        return path.resolve().parent, False
    parts = path.parts
    first = next((place for place, part in enumerate(parts) if not {*"*?["}.isdisjoint(part)), len(parts))
    return Path(*parts[:first]).resolve(), "**" in parts

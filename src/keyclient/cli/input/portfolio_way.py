"""Whether what is named is a portfolio of Parquet, which an engine computes, or a book as any other."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis
from keyclient.cli.input.own_results import SUFFIXES, first_parquet, own_results
from keyclient.cli.input.reading import policy_of, settings_of
from keyclient.cli.options.engine import check_engine
from keyclient.cli.start.session import Session
from keyclient.errors import UsageError
from keyclient.model.engine import Engine
from keyclient.model.label import Label, listed

if TYPE_CHECKING:
    from keyclient.cli.commands.analysis import Chosen

_PORTFOLIO, _RECORD = "portfolio", "run.json"
"""What the results folder of a batch run holds."""
_MAGIC = b"PAR1"
_PATTERN = frozenset("*?[")


class WorkbookForEngineError(UsageError):
    """An engine for a workbook or a text file."""

    sentence = Label(
        "{path} is no Parquet, and --engine {engine} reads Parquet only. Leave --engine out to read it as it is; or run "
        "keyclient batch FOLDER --out results, then name results/portfolio.",
        "{path} 不是 Parquet，而 --engine {engine} 只读取 Parquet。直接读取请去掉 --engine；"
        "或先运行 keyclient batch 文件夹 --out results，再指定 results/portfolio。",
    )


class MixedBooksError(UsageError):
    """Portfolios together with books."""

    sentence = Label(
        "{path} is no Parquet, and {portfolio} is. Compare two portfolios, or two books.",
        "{path} 不是 Parquet，而 {portfolio} 是。请对比两个 Parquet 数据集，或两份客户表。",
    )


class OwnResultsError(UsageError):
    """A folder of results where customers are meant."""

    sentence = Label(
        "{path} holds results of keyclient ({names}), not the customers of a bank. Name the portfolio they were computed from; for a "
        "folder of workbooks run keyclient batch FOLDER --out results, then name results.",
        "{path} 内是 keyclient 的分析结果（{names}），不是银行的客户数据。请指定原来的客户数据；"
        "如为工作簿文件夹，请先运行 keyclient batch 文件夹 --out results，再指定 results。",
    )


class _Thing(Enum):
    """What stands at a path."""

    PORTFOLIO = "a folder with Parquet, or a pattern that means some"
    FILE = "one Parquet file"
    FOLDER = "a folder without Parquet"
    RESULTS = "a folder whose only Parquet are results of keyclient"
    NOTHING = "nothing"
    OTHER = "any other file"


def portfolio_named(session: Session, analysis: Analysis, chosen: "Chosen") -> tuple[Path, ...] | None:
    """The portfolio that an engine computes the answer about, after the one to compare with; None: a book is read as any other.

    Where none is named, that of the policy (`book`) counts. Raises as `goes_to_engine` and `check_engine`, and as
    `load_policy` and `pick_book` where nothing is named.
    """
    if analysis.at_scale is None:
        return None
    others, engine = chosen.others, chosen.engine
    named = tuple(others.books or ()) if analysis.compares_books else _book(session, analysis, chosen)
    paths, older = tuple(map(_of_batch, named)), () if others.older is None else (_of_batch(others.older),)
    if not goes_to_engine(paths, engine.engine):
        check_engine(engine)
        return None
    goes_to_engine((*older, *paths), engine.engine)
    return (*older, *paths)


def _book(session: Session, analysis: Analysis, chosen: "Chosen") -> tuple[Path, ...]:
    if chosen.book.book is not None:
        return (chosen.book.book,)
    policy = policy_of(session, settings_of(chosen.book, chosen.settings))
    if policy.book is not None:
        return (policy.book,)
    if chosen.engine.engine is None:
        return ()
    from keyclient.cli.input.book import pick_book

    return (pick_book(policy, Path.cwd(), analysis.name).path,)


def _of_batch(path: Path) -> Path:
    """The portfolio in the results folder of a batch run; any other path as it is."""
    inside = path / _PORTFOLIO
    return inside if path.is_dir() and (path / _RECORD).is_file() and inside.is_dir() else path


def goes_to_engine(paths: Sequence[Path], engine: Engine | None) -> bool:
    """Whether an engine computes the answer about what is named.

    Without `--engine` that is so where a folder or a pattern of Parquet is named, and a single file is read as books are.
    A workbook with `--engine pandas` is read as without it. Raises `WorkbookForEngineError`, `MixedBooksError`,
    `OwnResultsError` or `BookNotFound`.
    """
    if engine is None and all(path.is_file() for path in paths):
        return False
    things = {_thing(path): path for path in reversed(paths)}
    other, portfolio = things.get(_Thing.OTHER), things.get(_Thing.PORTFOLIO)
    if _Thing.NOTHING in things and engine is not None:
        if engine is not Engine.PANDAS:
            from keyclient.ingest.portfolio.refusals import PortfolioNotFound

            raise PortfolioNotFound(path=things[_Thing.NOTHING])
        from keyclient.ingest.base.refusals import BookNotFound

        raise BookNotFound.at(things[_Thing.NOTHING])
    if _Thing.RESULTS in things:
        results = things[_Thing.RESULTS]
        raise OwnResultsError(path=results, names=listed(own_results(results)))
    if other is not None and engine not in (None, Engine.PANDAS):
        raise WorkbookForEngineError(path=other, engine=engine)
    if other is not None and portfolio is not None:
        raise MixedBooksError(path=other, portfolio=portfolio)
    return bool(things) and other is None and (portfolio is not None or engine is not None)


def _thing(path: Path) -> _Thing:
    if path.is_dir():
        found = _Thing.RESULTS if own_results(path) else _Thing.FOLDER
        return found if first_parquet(path) is None else _Thing.PORTFOLIO
    if path.exists():
        return _Thing.FILE if _is_parquet(path) or path.suffix.lower() in SUFFIXES else _Thing.OTHER
    name = str(path)
    is_pattern = not _PATTERN.isdisjoint(name) and name.lower().endswith((*SUFFIXES, "*"))
    return _Thing.PORTFOLIO if is_pattern else _Thing.NOTHING


def _is_parquet(path: Path) -> bool:
    """Whether a file says so; a pipe is not asked, which may wait for ever."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False

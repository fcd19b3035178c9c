"""Which Parquet files a portfolio has, and what the folders of its partitions say of their rows."""

import glob
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from keyclient.ingest.portfolio.refusals import KeysDiffer, NoParquet, OnlyHidden, PortfolioNotFound
from keyclient.model.label import listed

SUFFIXES = (".parquet", ".parq", ".pq")
_NULL = "__HIVE_DEFAULT_PARTITION__"
"""How Hive and Spark write a blank key."""
_PATTERN = "*?["


@dataclass(frozen=True)
class PortfolioFile:
    """One file, and the keys of the partition it stands in."""

    path: Path
    keys: Mapping[str, str | None] = field(default_factory=dict)
    """By name, always as text: 0012 is not 12. Blank is None."""


def portfolio_files(paths: Iterable[Path]) -> tuple[PortfolioFile, ...]:
    """The files of a portfolio in order of their paths: of a file, a folder with all below it, or a pattern.

    Names that begin with `_` or `.` are left out below a folder and of what a pattern finds, as engines write them beside the
    data and Spark never reads them. Raises `PortfolioNotFound`, `NoParquet`, `OnlyHidden` where nothing but such files is named,
    or `KeysDiffer` where some files have other partitions than others.
    """
    found = {path: file for said in paths for path, file in _found(said)}
    files = tuple(found[path] for path in sorted(found))
    for file in files:
        if tuple(file.keys) != tuple(files[0].keys):
            raise KeysDiffer(
                path=file.path,
                one=listed(file.keys) if file.keys else "-",
                elsewhere=files[0].path,
                other=listed(files[0].keys) if files[0].keys else "-",
            )
    return files


def is_hidden(name: str) -> bool:
    """Whether an engine takes the name of a file or a folder for something other than data; `_id=1` is a partition."""
    return name.startswith(".") or (name.startswith("_") and "=" not in name)


def _found(said: Path) -> "Iterator[tuple[Path, PortfolioFile]]":
    matches = _matches(said)
    if not matches:
        raise PortfolioNotFound(path=said)
    shown = [match for match in matches if not _is_left_out(match, said)]
    files = [(path, root) for match in shown for path, root in _below(match)]
    if not files:
        raise NoParquet(path=said) if shown else OnlyHidden(path=said)
    for path, root in files:
        yield path, PortfolioFile(path, _keys(path, root))


def _matches(said: Path) -> list[Path]:
    """What a path or a pattern names; a name with signs of a pattern that exists is that file."""
    if said.exists():
        return [said]
    if not any(sign in str(said) for sign in _PATTERN):
        return []
    return [Path(name) for name in sorted(glob.glob(str(said), recursive=True))]  # noqa: PTH207 - also absolute ones


def _is_left_out(match: Path, said: Path) -> bool:
    """Whether a file, or a name that the signs of a pattern stand for, is one that engines leave out."""
    if match == said:
        return match.is_file() and is_hidden(match.name)
    plain = next(at for at, part in enumerate(said.parts) if any(sign in part for sign in _PATTERN))
    return any(map(is_hidden, match.parts[plain:]))


def _below(match: Path) -> Iterator[tuple[Path, Path | None]]:
    """The files at or below a place, each with the folder below which partitions count."""
    if match.is_file():
        yield match, None
        return
    for path in sorted(match.rglob("*")):
        inner = path.relative_to(match).parts
        if path.suffix.casefold() in SUFFIXES and not any(map(is_hidden, inner)) and path.is_file():
            yield path, match


def _keys(path: Path, root: Path | None) -> dict[str, str | None]:
    """The keys in the names of the folders between a root and a file, and of partitions right above the root."""
    top = path.parent if root is None else root
    parts = (*_trailing(top.absolute().parts), *path.parent.relative_to(top).parts)
    pairs = [part.partition("=") for part in parts]
    return {
        unquote(name): None if value == _NULL else unquote(value)
        for name, sign, value in pairs
        if sign and name
    }


def _trailing(parts: tuple[str, ...]) -> Iterator[str]:
    """The folders right above a file that are partitions."""
    kept: list[str] = []
    for part in reversed(parts):
        if "=" not in part:
            break
        kept.append(part)
    return reversed(kept)

"""How an answer is delivered: in which format or to which file, masked or not, in which unit, opened or not."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.options import Format
from keyclient.errors import UsageError
from keyclient.model.label import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keyclient.model.issue import Issue
    from keyclient.model.portfolio import Loaded
    from keyclient.policy.parts.funnel import FunnelPolicy
    from keyclient.render.units import Unit

SUFFIXES = (".xlsx", ".csv", ".json", ".md", ".html")
"""Ends of file names that say how an answer is written; each has its renderer in `FILES`."""
CUSTOMERS = ".parquet"
"""The same of a file with the customers themselves."""
_UNITS = {"yuan": "yuan", "元": "yuan", "wan": "wan", "万元": "wan", "万": "wan"}
"""What people call the units, by word: the unit in the program."""


class UnknownSuffixError(UsageError):
    """A file whose name does not say how it is to be written."""

    sentence = Label(
        "--out {path}: the name says how the answer is written and must end in one of {suffixes}.",
        "--out {path}：结果格式由文件名决定，须以下列之一结尾：{suffixes}。",
    )


class TwoFormatsError(UsageError):
    """A format for standard output beside a file, which has its own."""

    sentence = Label(
        "--format {format} and --out {path} contradict each other. Leave --format out: the suffix of the file decides.",
        "--format {format} 与 --out {path} 矛盾。请去掉 --format，格式由文件后缀决定。",
    )


class SeveralTablesError(UsageError):
    """A format of one table for an answer of several."""

    sentence = Label(
        "{command} has several tables, and CSV holds one. Choose .xlsx, .html, .md or .json, or ask a single analysis.",
        "{command} 含多张表，而 CSV 只能容纳一张。请改用 .xlsx、.html、.md 或 .json，或单独运行某项分析。",
    )


class UnitSyntaxError(UsageError):
    """A `--unit` that is none."""

    sentence = Label("--unit {text}: write yuan or wan.", "--unit {text}：请写 yuan（元）或 wan（万元）。")


class NothingToOpenError(UsageError):
    """An answer that is no file is to be opened."""

    sentence = Label(
        "--open opens a file: name one with --out, or ask for --write-back.",
        "--open 用于打开文件：请用 --out 指定文件，或使用 --write-back。",
    )


@dataclass(frozen=True)
class Shown:
    """What the options say about how an answer looks and where it goes."""

    mask: bool = False
    unit: str | None = None
    opens: bool = False
    back: bool = False
    """Whether the answer is written into the user's workbook, which is a file too."""


@dataclass(frozen=True)
class Delivery:
    """How one answer is delivered."""

    chosen: Format | Path
    whole: bool
    """Whether the user has said how many rows to show, so that none may be left out."""
    mask: bool
    unit: "Unit"
    opens: bool

    def hears(self, issues: "Iterable[Issue]") -> "tuple[Issue, ...]":
        """The issues as they may be told: without what was typed, where the answer is masked."""
        from keyclient.answers.masking import untyped

        return untyped(issues) if self.mask else tuple(issues)

    def hold_groups(self, parts: "Sequence[Loaded]", policy: "FunnelPolicy") -> None:
        """Raises `MaskedGroupError` where an answer that is masked has groups that tell who the customers are."""
        from keyclient.answers.masked_groups import hold_groups

        if self.mask:
            hold_groups(parts, policy)


def delivery(
    out: Path | None, chosen: Format, top: str | None, shown: Shown, *, customers: bool = False
) -> Delivery:
    """How the answer is to be delivered; refuses what cannot be meant, before anything is read.

    `customers`: whether the answer is about customers that a file may hold. Raises `UnknownSuffixError`,
    `TwoFormatsError`, `UnitSyntaxError` or `NothingToOpenError`.
    """
    from keyclient.render.units import Unit

    _check_out(out, chosen, customers=customers)
    if shown.opens and out is None and not shown.back:
        raise NothingToOpenError
    unit = _UNITS.get(shown.unit.strip().lower()) if shown.unit is not None else "yuan"
    if unit is None:
        raise UnitSyntaxError(text=shown.unit)
    return Delivery(out or chosen, top is not None, shown.mask, Unit(unit), shown.opens)


def refuse_csv(command: str, out: Path | None, chosen: Format) -> None:
    """Refuses CSV for an answer of several tables. Raises `SeveralTablesError`."""
    if chosen is Format.CSV or (out is not None and out.suffix.lower() == ".csv"):
        raise SeveralTablesError(command=command)


def _check_out(out: Path | None, chosen: Format, *, customers: bool) -> None:
    if out is None:
        return
    suffixes = (*SUFFIXES, CUSTOMERS) if customers else SUFFIXES
    if out.suffix.lower() not in suffixes:
        raise UnknownSuffixError(path=out, suffixes=", ".join(suffixes))
    if chosen is not Format.TABLE and out.suffix.lower() != f".{chosen}":
        raise TwoFormatsError(format=chosen.value, path=out)

"""How an answer is written: in which format or to which file, masked or not, in which unit, opened or not."""

from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.options.output import Format, OutputOptions
from keyclient.errors import UsageError
from keyclient.model.amount_unit import AmountUnit
from keyclient.model.label import Label, listed
from keyclient.model.record import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from keyclient.model.issue import Issue
    from keyclient.model.portfolio import Loaded
    from keyclient.policy.models import Policy

SUFFIXES = (".xlsx", ".csv", ".json", ".md", ".html")
"""Suffixes that decide the format of a file; each has its renderer in `FILES`."""
CUSTOMERS = ".parquet"
"""The suffix of a file with the customers themselves."""
LISTS_ISSUES = (".xlsx", ".json")
"""Suffixes of files that have every issue of the answer."""
_IN_FILE = Label("in {path}", "见 {path}")
_UNITS = {"yuan": "yuan", "元": "yuan", "wan": "wan", "万元": "wan", "万": "wan"}
"""The unit of each word for it."""


class UnknownSuffixError(UsageError):
    """A file whose suffix is not a known format."""

    sentence = Label(
        "--out {path}: the suffix decides the format and must be one of {suffixes}.",
        "--out {path}：结果格式由文件名决定，须以下列之一结尾：{suffixes}。",
    )


class TwoFormatsError(UsageError):
    """A format for standard output together with a file, which has its own."""

    sentence = Label(
        "--format {format} contradicts --out {path}. Drop --format: the suffix of the file decides.",
        "--format {format} 与 --out {path} 矛盾。请去掉 --format，格式由文件后缀决定。",
    )


class SeveralTablesError(UsageError):
    """A format of one table for an answer with several."""

    sentence = Label(
        "{command} has several tables, and a CSV file holds one. Use .xlsx, .html, .md or .json, or run a single analysis.",
        "{command} 含多张表，而 CSV 只能容纳一张。请改用 .xlsx、.html、.md 或 .json，或单独运行某项分析。",
    )


class UnitSyntaxError(UsageError):
    """An unknown `--unit`."""

    sentence = Label("--unit {text}: use yuan or wan.", "--unit {text}：请写 yuan（元）或 wan（万元）。")


class NothingToOpenError(UsageError):
    """There is no file to open."""

    sentence = Label(
        "--open needs a file: add --out or --write-back.",
        "--open 用于打开文件：请用 --out 指定文件，或使用 --write-back。",
    )


@dataclass(frozen=True)
class AnswerOutput:
    """How one answer is written."""

    chosen: Format | Path
    whole: bool
    """Whether the user set the number of rows, so that none may be left out."""
    mask: bool
    unit: AmountUnit
    opens: bool

    @property
    def shows_headline(self) -> bool:
        """Whether its headline is shown: in the answer itself, or when it is written to a file."""
        return self.chosen not in (Format.JSON, Format.CSV)

    def full_list(self, command: str, *, is_listed: bool = True) -> str | Label:
        """Where all issues are listed: in the file that is written, if it has them, else what to type.

        `is_listed`: whether the answer has all of them.
        """
        if is_listed and isinstance(self.chosen, Path) and self.chosen.suffix.lower() in LISTS_ISSUES:
            return _IN_FILE.filled(path=self.chosen)
        return command

    def visible_issues(self, issues: "Iterable[Issue]") -> "tuple[Issue, ...]":
        """The issues that may be shown: without values as typed if the answer is masked."""
        if not self.mask:
            return tuple(issues)
        from keyclient.answers.masking import without_values

        return without_values(issues)

    def refuse_telling_groups(self, parts: "Sequence[Loaded]", policy: "Policy") -> None:
        """Raises `MaskedGroupError` if the groups of a masked answer reveal who the customers are."""
        if not self.mask:
            return
        from keyclient.answers.masked_groups import refuse_telling_groups

        refuse_telling_groups(parts, policy)


def output_of(
    options: OutputOptions, top: str | None, *, has_customers: bool = False, writes_back: bool = False
) -> AnswerOutput:
    """How the answer is written; refuses contradictory options before anything is read.

    `has_customers`: whether a file may hold the customers themselves. `writes_back`: whether it goes into
    the user's workbook, which is a file too. Raises `UnknownSuffixError`, `TwoFormatsError`, `UnitSyntaxError` or
    `NothingToOpenError`.
    """
    out = options.out
    _check_out(out, options.format_, customers=has_customers)
    if options.opens and out is None and not writes_back:
        raise NothingToOpenError
    unit = _UNITS.get(options.unit.strip().lower()) if options.unit is not None else "yuan"
    if unit is None:
        raise UnitSyntaxError(text=options.unit)
    return AnswerOutput(
        out or options.format_, top is not None, options.mask, AmountUnit(unit), options.opens
    )


def refuse_csv(command: str, options: OutputOptions) -> None:
    """Refuses CSV for an answer of several tables. Raises `SeveralTablesError`."""
    out = options.out
    if options.format_ is Format.CSV or (out is not None and out.suffix.lower() == ".csv"):
        raise SeveralTablesError(command=command)


def _check_out(out: Path | None, chosen: Format, *, customers: bool) -> None:
    if out is None:
        return
    suffixes = (*SUFFIXES, CUSTOMERS) if customers else SUFFIXES
    if out.suffix.lower() not in suffixes:
        raise UnknownSuffixError(path=out, suffixes=listed(suffixes))
    if chosen is not Format.TABLE and out.suffix.lower() != f".{chosen}":
        raise TwoFormatsError(format=chosen.value, path=out)

"""Lists about some of the customers alone (`--only`): the figures stay those of the whole book, and that is said."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace

from keyclient.analysis.common.lazy_rows import LazyRows, RowT
from keyclient.model.label import Label
from keyclient.model.portfolio import Portfolio
from keyclient.model.report import Kind, Report, Sentence, Value

_SAID = Label(
    "Lists hold only customers with {filters}; all figures are of the whole book.",
    "名单仅列出{filters}的客户；各项数字均为全表口径。",
)
_FILTER = Label("{name} = {values}", "{name}为{values}")
_AND, _OR = Label(" and ", "且"), Label(" or ", "或")


@dataclass(frozen=True)
class Only:
    """Which customers are listed."""

    names: Mapping[str, tuple[str, ...]]
    """What was typed: the values by field or heading."""
    labels: Mapping[str, Label] = field(default_factory=dict)
    """What people call these fields; the others are called as typed."""
    book: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Those that stand in the book; the reader says whom they mean (`Portfolio.listed`)."""
    made: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Those that the analysis makes: the values by attribute of its rows."""

    def of(self, rows: LazyRows[RowT], listed: Collection[int] | None) -> LazyRows[RowT]:
        """The rows of customers among those `listed` by the book (None: all), who are as the analysis was asked.

        A row that the analysis has made nothing such of is left out.
        """
        tests: dict[str, Collection[object]] = {} if listed is None else {"row": listed}
        known = {one.name for one in fields(rows.row)}  # type: ignore[arg-type]
        if not known.issuperset(self.made):
            return rows[:0]
        return rows.where({**tests, **self.made})

    @property
    def said(self) -> Sentence:
        """What the lists are about, and that the figures are not."""
        filters = [
            _FILTER.filled(name=self.labels.get(name, Label(name, name)), values=_joined(values, _OR))
            for name, values in self.names.items()
        ]
        both = Label(_AND.en.join(one.en for one in filters), _AND.zh.join(one.zh for one in filters))
        return Sentence(_SAID, {"filters": Value(both, Kind.TEXT)})


def says_only(report: Report, only: Only | None) -> Report:
    """The report with a sentence on whom its lists are about."""
    return report if only is None else replace(report, headline=(*report.headline, only.said))


def listed_alone(portfolio: Portfolio, only: Only | None) -> Portfolio:
    """The customers that lists are about, for a file of them."""
    if only is None or portfolio.listed is None:
        return portfolio
    frame = portfolio.frame
    return replace(portfolio, frame=frame[frame["row"].isin(portfolio.listed)].reset_index(drop=True))


def _joined(values: Collection[str], between: Label) -> Label:
    return Label(between.en.join(values), between.zh.join(values))

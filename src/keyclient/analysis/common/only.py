"""Lists about some of the customers alone (`--only`): the figures stay those of the whole book, and that is said."""

from collections.abc import Collection, Mapping
from dataclasses import field, fields, replace

from keyclient.analysis.common.lazy_rows import LazyRows, RowT
from keyclient.model.label import Label
from keyclient.model.portfolio import NoBand, Portfolio
from keyclient.model.record import dataclass
from keyclient.model.report import Kind, Report, Sentence, Value

_SAID = Label(
    "Lists hold only customers with {filters}; all figures are of the whole book.{apart}",
    "名单仅列出{filters}的客户；各项数字均为全表口径。{apart}",
)
_BOTH = Label(
    " In no age band, and so not listed: {unknown} of unknown age, {corporate} corporate.",
    "另有年龄未知 {unknown} 个、公司客户 {corporate} 个，不属任何年龄段，未列入。",
)
_UNKNOWN = Label(
    " In no age band, and so not listed: {unknown} of unknown age.",
    "另有年龄未知 {unknown} 个，不属任何年龄段，未列入。",
)
_CORPORATE = Label(
    " In no age band, and so not listed: {corporate} corporate.",
    "另有公司客户 {corporate} 个，不属任何年龄段，未列入。",
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
    called: Mapping[str, tuple[Label, ...]] = field(default_factory=dict)
    """What people call the values typed for some of these; the others are called as typed."""
    book: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Those that stand in the book; the reader says whom they mean (`Portfolio.listed`)."""
    bands: tuple[str, ...] = ()
    """The age bands, which the reader knows as well."""
    made: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Those that the analysis makes: the values by attribute of its rows."""
    among: frozenset[int] | None = None
    """The rows of the customers of whom other analyses make what was asked for; None: nothing such was."""

    def of(self, rows: LazyRows[RowT], listed: Collection[int] | None) -> LazyRows[RowT]:
        """The rows of customers among those `listed` by the book (None: all), who are as the analysis was asked.

        A row that the analysis has made nothing such of is left out.
        """
        tests: dict[str, Collection[object]] = {} if listed is None else {"row": listed}
        known = {one.name for one in fields(rows.row)}  # type: ignore[arg-type]
        if not known.issuperset(self.made):
            return rows[:0]
        return rows.where({**tests, **self.made})

    def said(self, portfolio: Portfolio, everybody: LazyRows[RowT] | None = None) -> Sentence:
        """What the lists are about, that the figures are not, and who else asked for has no age to be listed by.

        `everybody`: as the analysis lists them; without, what it makes of them is not known yet, nor who that is.
        """
        filters = [
            _FILTER.filled(
                name=self.labels.get(name, Label(name, name)),
                values=_joined(self.called.get(name) or [Label(value, value) for value in values], _OR),
            )
            for name, values in self.names.items()
        ]
        apart = _apart(self._no_band(portfolio.no_band, everybody))
        return Sentence(_SAID, {"filters": Value(_joined(filters, _AND), Kind.TEXT), "apart": apart})

    def _no_band(self, no_band: NoBand | None, everybody: LazyRows[RowT] | None) -> NoBand | None:
        """Those without an age band of whom the analysis makes what was asked for."""
        if no_band is None or not self.made:
            return no_band
        if everybody is None:
            return None
        (rows,) = self.of(everybody, None).source.values("row")
        return no_band.among(frozenset(rows))


def says_only(
    report: Report, only: Only | None, portfolio: Portfolio, everybody: LazyRows[RowT] | None = None
) -> Report:
    """The report with a sentence on whom its lists are about. `everybody`: as the analysis lists them."""
    if only is None:
        return report
    return replace(report, headline=(*report.headline, only.said(portfolio, everybody)))


def narrowed(portfolio: Portfolio, only: Only | None) -> Portfolio:
    """The customers of a book, with lists about those alone of whom other analyses make what was asked for."""
    if only is None or only.among is None:
        return portfolio
    listed, no_band = portfolio.listed, portfolio.no_band
    return replace(
        portfolio,
        listed=only.among if listed is None else listed & only.among,
        no_band=None if no_band is None else no_band.among(only.among),
    )


def listed_alone(
    portfolio: Portfolio, only: Only | None, everybody: LazyRows[RowT] | None = None
) -> Portfolio:
    """The customers that lists are about, for a file of them. `everybody`: as the analysis lists them."""
    if only is None:
        return portfolio
    listed: Collection[int] | None = portfolio.listed
    if only.made and everybody is not None:
        (listed,) = only.of(everybody, listed).source.values("row")
    if listed is None:
        return portfolio
    frame = portfolio.frame
    return replace(portfolio, frame=frame[frame["row"].isin(listed)].reset_index(drop=True))


def _apart(no_band: NoBand | None) -> Value:
    """The customers without an age band; nothing where there are none."""
    if no_band is None or not any(no_band):
        return Value("", Kind.TEXT)
    said = _BOTH if all(no_band) else _UNKNOWN if no_band.unknown else _CORPORATE
    counts = {name: Value(len(rows), Kind.COUNT) for name, rows in no_band._asdict().items() if rows}
    return Value(Sentence(said, counts), Kind.TEXT)


def _joined(values: Collection[Label], between: Label) -> Label:
    return Label(between.en.join(one.en for one in values), between.zh.join(one.zh for one in values))

"""The report of `compare`: headline, buckets, groups, customers, matrix, notes."""

from collections.abc import Iterator

from keyclient.analysis.compare.charts import compare_charts
from keyclient.analysis.compare.further import further_notes, further_sentences, further_tables
from keyclient.analysis.compare.headline import headline
from keyclient.analysis.compare.listed import Lists
from keyclient.analysis.compare.matrix_table import matrix_table
from keyclient.analysis.compare.moved_tables import moved_table, records_table, sheet_table
from keyclient.analysis.compare.own_changes_report import own_changes_sentences
from keyclient.analysis.compare.perhaps import perhaps_table
from keyclient.analysis.compare.result import CompareResult
from keyclient.analysis.compare.tables import CompareLook, buckets_table, groups_table, steps_table
from keyclient.analysis.compare.whole_groups import whole_groups_table
from keyclient.model.label import Label, listed
from keyclient.model.report import Fact, Kind, Report, Sentence, Value

_TITLE = Label("What moved between the books", "多期对比：客户与金额的变动")
_FLOORS = Label(
    "All books are tiered by the floors of the first one, {first}: {floors}.",
    "各期均按首期（{first}）的门槛分层：{floors}。",
)
_NO_FLOORS = Label(
    "All books are tiered by the floors of the first one, {first}.", "各期均按首期（{first}）的门槛分层。"
)
_FLOOR = Label("{tier} {{{place}}}", "{tier} {{{place}}}")
_CHANGED = Label(
    "Customers in another tier than before, by these floors: {first_floors}; by each book's own floors: {own_floors}.",
    "层级有变动的客户：按首期门槛 {first_floors} 个，按各期自身门槛 {own_floors} 个。",
)
_FEW = Label("* Fewer than {few} customers: the share says little.", "* 客户数不足 {few} 个，占比仅供参考。")


def compare_report(result: CompareResult, lists: Lists, look: CompareLook) -> Report:
    """The result as a report. `lists`: all customers of the two newest books that were asked for."""
    tables = (
        buckets_table(result, look),
        moved_table(lists.moved, look, lists.moved_total),
        groups_table(result, look),
        matrix_table(result, look),
        steps_table(result, look),
        whole_groups_table(result.vanished, look),
        perhaps_table(result, look),
        *further_tables(result, look),
    )
    return Report(
        title=_TITLE,
        headline=(
            *headline(result, look),
            *further_sentences(result),
            *own_changes_sentences(result, look),
        ),
        facts=tuple(_facts(result, look)),
        tables=tuple(table for table in tables if table is not None),
        notes=(*_notes(result, look), *further_notes(result, look)),
        records=records_table(lists.everybody, look, lists.total),
        sheet=sheet_table(lists.everybody, look, lists.total),
        charts=compare_charts(result, look),
    )


def _facts(result: CompareResult, look: CompareLook) -> Iterator[Fact]:
    key = result.key
    yield Fact(Label("key customers before", "期初重点客户"), key.customers_opening, Kind.COUNT)
    yield Fact(Label("key customers now", "期末重点客户"), key.customers_closing, Kind.COUNT)
    apart = result.unfollowed
    if apart.customers_opening or apart.customers_closing:
        yield Fact(Label("cannot be followed, before", "无法追溯（期初）"), apart.opening, look.amount)
        yield Fact(Label("cannot be followed, now", "无法追溯（期末）"), apart.closing, look.amount)


def _notes(result: CompareResult, look: CompareLook) -> Iterator[Sentence]:
    yield _floors(result, look)
    changes = result.tier_changes
    counts = {"first_floors": changes.first_floors, "own_floors": changes.own_floors}
    yield Sentence(_CHANGED, {name: Value(count, Kind.COUNT) for name, count in counts.items()})
    if any(cell.few and cell.share_of_row is not None for cell in result.matrix):
        yield Sentence(_FEW, {"few": Value(look.few, Kind.COUNT)})


def _floors(result: CompareResult, look: CompareLook) -> Sentence:
    first = Value(result.periods[0].period, Kind.TEXT)
    known = {floor.tier: floor.floor for floor in result.floors if floor.floor is not None}
    if not known:
        return Sentence(_NO_FLOORS, {"first": first})
    places = {f"floor{number}": tier for number, tier in enumerate(known)}
    words = listed(_FLOOR.filled(tier=look.labels[tier], place=place) for place, tier in places.items())
    values = {place: Value(known[tier], look.amount) for place, tier in places.items()}
    return Sentence(_FLOORS, {"first": first, "floors": Value(Sentence(words, values), Kind.TEXT)})

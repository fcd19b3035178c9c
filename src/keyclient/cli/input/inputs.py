"""From an opened book to what an analysis is given: the book, and the further books that the options name."""

from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis, OtherBooks
from keyclient.analysis.common.inputs import Inputs
from keyclient.cli.input.reading import Opened, Read
from keyclient.model.issue import Issue
from keyclient.model.rules.overlap import BookLeftOut, FolderNotSearched

if TYPE_CHECKING:
    from keyclient.cli.input.joined_books import JoinedBooks
    from keyclient.model.filled_in import FilledIn


def read_inputs(
    opened: Opened, analysis: Analysis, others: OtherBooks, joined: "JoinedBooks | None" = None
) -> tuple[Read, Inputs]:
    """Read the books, and report what was chosen. `joined`: those that stand side by side. Raises as `load`."""
    if joined is not None:
        from keyclient.cli.input.members import read_members

        default = analysis.needs(opened.request.policy).default_measure
        asked = opened.request.wanted_measure
        return read_members(opened, joined, asked=None if asked == default else asked)
    if analysis.needs(opened.request.policy).pipeline:
        from keyclient.cli.input.pipelines import read_pipelines

        pipelines = read_pipelines(opened, others)
        loaded = pipelines.loaded
        return pipelines.book, Inputs(loaded.parts[0], loaded, pipelines.older)
    if analysis.compares_books:
        from keyclient.cli.input.series import read_series

        return read_series(opened, others)
    read = opened.read()
    if others.earlier or others.plan is not None or others.newer:
        return read, _with_others(opened, read, analysis, others)
    return read, Inputs(read.loaded)


def _with_others(opened: Opened, read: Read, analysis: Analysis, others: OtherBooks) -> Inputs:
    """The book beside earlier and later ones and the plans that people filled in."""
    from keyclient.cli.input.earlier import read_earlier
    from keyclient.cli.input.newer import read_newer
    from keyclient.cli.input.written import as_given, read_plan, tell_forms

    session, request = opened.session, opened.request
    earlier = read_earlier(session, others.earlier or (), read, request, keeps_written=analysis.keeps_written)
    plan: tuple[FilledIn, ...] = () if others.plan is None else (read_plan(others.plan, request.policy.read),)
    tell_forms(session, plan)
    written = as_given((*earlier.written, *plan))
    newer = read_newer(session, others.newer or (), read, request)
    return Inputs(read.loaded, earlier=earlier.loaded, newer=newer, written=written, issues=earlier.issues)


def is_part(issue: Issue) -> bool:
    """Whether an answer was made in part: a book that stood in a folder is not in it."""
    return isinstance(issue, BookLeftOut | FolderNotSearched)

"""From an opened book to what an analysis is given: the book, and the further books that the options name."""

from keyclient.analysis.common.face import Analysis, OtherBooks
from keyclient.analysis.common.inputs import Inputs
from keyclient.cli.input.earlier import read_earlier
from keyclient.cli.input.joined_books import JoinedBooks
from keyclient.cli.input.members import read_members
from keyclient.cli.input.newer import read_newer
from keyclient.cli.input.pipelines import read_pipelines
from keyclient.cli.input.reading import Opened, Read
from keyclient.cli.input.series import read_series
from keyclient.cli.input.written import as_given, read_plan, tell_forms
from keyclient.model.issue import Issue
from keyclient.model.rules.overlap import BookLeftOut, FolderNotSearched


def read_inputs(
    opened: Opened, analysis: Analysis, others: OtherBooks, joined: JoinedBooks | None = None
) -> tuple[Read, Inputs]:
    """Read the books, and report what was chosen. `joined`: those that stand side by side. Raises as `load`."""
    if joined is not None:
        default = analysis.needs(opened.request.policy).default_measure
        asked = opened.request.wanted_measure
        return read_members(opened, joined, asked=None if asked == default else asked)
    if analysis.needs(opened.request.policy).pipeline:
        pipelines = read_pipelines(opened, others)
        loaded = pipelines.loaded
        return pipelines.book, Inputs(loaded.parts[0], loaded, pipelines.older)
    if analysis.compares_books:
        return read_series(opened, others)
    read = opened.read()
    earlier = read_earlier(
        opened.session, others.earlier or (), read, opened.request, keeps_written=analysis.keeps_written
    )
    plan = () if others.plan is None else (read_plan(others.plan, opened.request.policy.read),)
    tell_forms(opened.session, plan)
    written = as_given((*earlier.written, *plan))
    newer = read_newer(opened.session, others.newer or (), read, opened.request)
    return read, Inputs(
        read.loaded, earlier=earlier.loaded, newer=newer, written=written, issues=earlier.issues
    )


def is_part(issue: Issue) -> bool:
    """Whether an answer was made in part: a book that stood in a folder is not in it."""
    return isinstance(issue, BookLeftOut | FolderNotSearched)

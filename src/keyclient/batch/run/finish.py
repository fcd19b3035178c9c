"""The end of a run: outdated files are deleted, the consolidated files updated and the record written."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from keyclient.batch.consolidated.books import ConsolidationInput
from keyclient.batch.find.default_branch import default_branch
from keyclient.batch.find.expected_branches import compare_branches
from keyclient.batch.find.unreachable import no_source_answers
from keyclient.batch.record.forms import finish_forms
from keyclient.batch.record.history import forget
from keyclient.batch.record.layout import PORTFOLIO_FILES, ResultsLayout
from keyclient.batch.record.paths import RESULT, form_files
from keyclient.batch.record.run_record import BookLine, Branches, RunRecord
from keyclient.batch.record.staging import StagingArea, prune
from keyclient.batch.record.state import BookState, read_state
from keyclient.batch.run import book_lines
from keyclient.batch.run.consolidation import Consolidation
from keyclient.batch.run.make_record import RunOutcome, make_run_record
from keyclient.batch.run.plan import RunPlan
from keyclient.batch.run.settings import Settings
from keyclient.render.machine import render_json

_OPEN = ("~$", ".~")
"""Begin the names of the files by which programs say that a form is open."""


@dataclass(frozen=True)
class RunFinisher:
    """What is needed to finish a run."""

    settings: Settings
    plan: RunPlan
    layout: ResultsLayout
    staging: StagingArea
    expected: Sequence[str] | None
    """The expected branches; None if no list was given."""

    def finish(self, processed: Mapping[str, BookLine], started: str, seconds: float) -> RunRecord:
        """Tidy the results folder, consolidate and write the record. Raises OSError if that fails."""
        lines = self._all_lines(processed)
        states = self._valid_states(lines)
        branches = self._branches(lines)
        failed = [line for line in lines if line.standing is None and line.status == "failed"]
        consolidation = Consolidation(self.settings, self.layout, self.staging)
        if no_source_answers(self.plan.sources, self.plan.found):
            whole = consolidation.existing()
        else:
            self._delete_outdated(states)
            finish_forms(self.layout, self.staging)
            whole = consolidation.update(ConsolidationInput(states, failed, branches, self._out_of_reach))
        outcome = RunOutcome(tuple(lines), branches, self._stale(states), whole, started, seconds)
        record = make_run_record(self.settings, self.plan, outcome)
        self.staging.write(self.layout.run, render_json(record))
        return record

    @property
    def _out_of_reach(self) -> tuple[str, ...]:
        """The books whose folder could not be listed, by name."""
        return tuple(state.line.book for state in self.plan.out_of_reach)

    def _all_lines(self, processed: Mapping[str, BookLine]) -> list[BookLine]:
        """The line of every book, by name, including skipped books and those out of reach."""
        found = [self._line(decision.book.key, processed) for decision in self.plan.decisions]
        return sorted(
            [*found, *map(book_lines.out_of_reach, self.plan.out_of_reach)], key=lambda line: line.book
        )

    def _line(self, key: str, processed: Mapping[str, BookLine]) -> BookLine:
        if key in processed:
            return processed[key]
        decision = self.plan.by_key[key]
        if decision.skip_reason is None:
            raise ValueError("a book is either read or skipped for a reason")
        return book_lines.skipped(decision.book, decision.skip_reason, decision.state)

    def _valid_states(self, lines: Sequence[BookLine]) -> list[BookState]:
        """The states of the books with a valid result, by name."""
        known = (read_state(self.layout, line.book) for line in lines if line.standing is not None)
        return [state for state in known if state is not None]

    def _branches(self, lines: Sequence[BookLine]) -> Branches | None:
        """The expected branches; one is present if a book with a valid result names it or is in its folder."""
        if self.expected is None:
            return None
        valid = [line for line in lines if line.standing is not None]
        named = {branch for line in valid for branch in line.branches}
        is_only = len(self.plan.sources) == 1
        folders = {default_branch(line.book, is_only_source=is_only) for line in valid}
        return compare_branches(self.expected, named, folders)

    def _delete_outdated(self, states: Sequence[BookState]) -> None:
        """Delete portfolio files without a valid state and, if every folder was listed, states of books that are gone."""
        prune(self.layout.portfolio, PORTFOLIO_FILES, self._files(states))
        forget(self.layout.history, self._files(states), self.settings.policy.batch.history)
        if not self.plan.found.closed:
            keep = {self.layout.record(decision.book.key) for decision in self.plan.decisions}
            prune(self.layout.records, "*.json", keep)

    def _stale(self, states: Sequence[BookState]) -> tuple[str, ...]:
        """Results whose book is gone, has changed or is out of reach; they are kept."""
        out_of_reach = set(self._out_of_reach)
        current = self._files([state for state in states if state.line.book not in out_of_reach])
        files = {path for path in self.layout.books.rglob("*") if path.is_file()}
        found = (path for path in files - current - self._forms(files) if not path.name.startswith(_OPEN))
        return tuple(sorted(path.relative_to(self.layout.out).as_posix() for path in found))

    def _forms(self, files: Set[Path]) -> set[Path]:
        """What may stand beside the results: plans, lists and backups, which are as old as the result beside them."""
        books = self.layout.books
        results = (path.relative_to(books).as_posix() for path in files if path.name.endswith(RESULT))
        return {books / name for result in results for name in form_files(result)}

    def _files(self, states: Sequence[BookState]) -> set[Path]:
        return {self.layout.out / output.path for state in states for output in state.line.outputs}

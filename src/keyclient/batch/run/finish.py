"""The end of a run: what no longer belongs is taken away, the whole is put together, the record is written."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from keyclient import __version__
from keyclient.batch.consolidated.result import ConsolidationInput
from keyclient.batch.find.expected_branches import compare_branches
from keyclient.batch.find.unreachable import no_source_answers
from keyclient.batch.record.layout import PORTFOLIO_FILES, ResultsLayout
from keyclient.batch.record.run_record import BookLine, Branches, Output, RunRecord
from keyclient.batch.record.staging import StagingArea, prune, sha256_of
from keyclient.batch.record.state import BookState, basis_of, read_state
from keyclient.batch.run import book_lines
from keyclient.batch.run.make_record import RunOutcome, make_run_record
from keyclient.batch.run.plan import RunPlan
from keyclient.batch.run.settings import Settings
from keyclient.model.contract import Contract
from keyclient.render.machine import render_json

_WHOLE = "whole.json"


class _ConsolidatedState(Contract):
    """What the whole was made of, and its files."""

    basis: str
    outputs: tuple[Output, ...]


@dataclass(frozen=True)
class RunFinisher:
    """What the end of a run needs to know."""

    settings: Settings
    planned: RunPlan
    layout: ResultsLayout
    stage: StagingArea
    expected: Sequence[str] | None

    def make(self, worked: Mapping[str, BookLine], started: str, seconds: float) -> RunRecord:
        """Tidy up, put the whole together, write the record. Raises OSError where that cannot be written."""
        told = self._told(worked)
        states = self._standing(told)
        branches = self._branches(told)
        failed = [line for line in told if line.standing is None and line.status == "failed"]
        if no_source_answers(self.planned.sources, self.planned.found):
            outputs = self._whole_as_it_is()
        else:
            self._tidy(states)
            outputs = self._whole(ConsolidationInput(states, failed, branches, self._kept))
        stale = self._stale(states)
        ending = RunOutcome(tuple(told), branches, stale, outputs, started, seconds)
        record = make_run_record(self.settings, self.planned, ending)
        self.stage.write(self.layout.run, render_json(record))
        return record

    @property
    def _kept(self) -> tuple[str, ...]:
        """The books of which only what was is known, by name."""
        return tuple(state.line.book for state in self.planned.kept)

    def _told(self, worked: Mapping[str, BookLine]) -> list[BookLine]:
        """What is told of each book, by name."""
        found = [self._line(decision.book.key, worked) for decision in self.planned.decisions]
        return sorted([*found, *map(book_lines.out_of_reach, self.planned.kept)], key=lambda line: line.book)

    def _line(self, key: str, worked: Mapping[str, BookLine]) -> BookLine:
        if key in worked:
            return worked[key]
        decision = self.planned.by_key[key]
        if decision.reason is None:
            raise ValueError("a book is read, or there is a reason why not")
        return book_lines.skipped(decision.book, decision.reason, decision.state)

    def _standing(self, told: Sequence[BookLine]) -> list[BookState]:
        """What is known of the books whose results stand, by name."""
        known = ((line, read_state(self.layout, line.book)) for line in told if line.standing is not None)
        return [state for _, state in known if state is not None]

    def _branches(self, told: Sequence[BookLine]) -> Branches | None:
        """A branch is there when a book that stands names it, or lies in its folder."""
        if self.expected is None:
            return None
        named = {branch for line in told if line.standing is not None for branch in line.branches}
        only = len(self.planned.sources) == 1
        places = {
            book_lines.branch_stand_in(line.book, is_only_source=only)
            for line in told
            if line.standing is not None
        }
        return compare_branches(self.expected, named, places)

    def _tidy(self, states: Sequence[BookState]) -> None:
        """The portfolio holds what stands and nothing else."""
        prune(self.layout.portfolio, PORTFOLIO_FILES, self._files(states))
        if not self.planned.found.closed:
            keep = {self.layout.record(decision.book.key) for decision in self.planned.decisions}
            prune(self.layout.records, "*.json", keep)

    def _stale(self, states: Sequence[BookState]) -> tuple[str, ...]:
        """Results that belong to no book as it is now, or to one of which that is not known; they are kept."""
        kept = set(self._kept)
        files = self._files([state for state in states if state.line.book not in kept])
        found = (path for path in self.layout.books.rglob("*") if path.is_file() and path not in files)
        return tuple(sorted(path.relative_to(self.layout.out).as_posix() for path in found))

    def _files(self, states: Sequence[BookState]) -> set[Path]:
        return {self.layout.out / output.path for state in states for output in state.line.outputs}

    def _whole_as_it_is(self) -> tuple[Output, ...]:
        """The files over all books that an earlier run has left: where no source answers there is nothing to change."""
        known = self._known()
        return () if known is None else tuple(filter(self._is_there, known.outputs))

    def _whole(self, whole: ConsolidationInput) -> tuple[Output, ...]:
        """The files over all books; they are made again only where something has changed."""
        basis = self._whole_basis(whole)
        known = self._known()
        if known is not None and known.basis == basis and all(map(self._is_there, known.outputs)):
            return known.outputs
        from keyclient.batch.consolidated.consolidate import consolidate
        from keyclient.batch.consolidated.files import consolidated_files

        policy, lang = self.settings.policy, self.settings.lang
        result = consolidate(whole, self.layout.out, policy, lang)
        contents = consolidated_files(result, whole.states, policy, lang)
        places = (self.layout.consolidated, self.layout.figures)
        for place, content in zip(places, contents, strict=True):
            self.stage.write(place, content)
        outputs = tuple(_output(place, content) for place, content in zip(places, contents, strict=True))
        state = _ConsolidatedState(basis=basis, outputs=outputs)
        self.stage.write(self.layout.state / _WHOLE, state.model_dump_json(by_alias=True).encode())
        return outputs

    def _known(self) -> _ConsolidatedState | None:
        with suppress(OSError, ValidationError):
            return _ConsolidatedState.model_validate_json((self.layout.state / _WHOLE).read_bytes())
        return None

    def _is_there(self, output: Output) -> bool:
        with suppress(OSError):
            return sha256_of(self.layout.out / output.path) == output.sha256
        return False

    def _whole_basis(self, whole: ConsolidationInput) -> str:
        settings = self.settings
        batch = settings.policy.batch
        told = [
            basis_of(settings.policy, settings.analyses, settings.lang),
            [batch.smallest_sample, batch.overlap_lines, __version__],
            None if whole.branches is None else whole.branches.model_dump(),
            [(line.book, line.code, line.message) for line in whole.failed],
            list(whole.stale),
            [(state.line.book, [output.sha256 for output in state.line.outputs]) for state in whole.states],
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()


def _output(place: Path, content: bytes) -> Output:
    sha256 = hashlib.sha256(content).hexdigest()
    return Output(path=place.name, kind="consolidated", bytes=len(content), sha256=sha256)

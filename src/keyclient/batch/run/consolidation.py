"""The consolidated files of a run, written only if something they depend on has changed."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from keyclient import __version__
from keyclient.batch.consolidated.books import ConsolidationInput
from keyclient.batch.record.layout import HISTORY_FILES, ResultsLayout
from keyclient.batch.record.moves import RunMoves
from keyclient.batch.record.plans import RunWork
from keyclient.batch.record.risk import RunRisk
from keyclient.batch.record.run_record import EarlierMonth, Output
from keyclient.batch.record.staging import StagingArea, sha256_of
from keyclient.batch.record.state import basis_of
from keyclient.batch.run.settings import Settings
from keyclient.model.contract import Contract

_STATE_FILE = "whole.json"


class _ConsolidatedState(Contract):
    """What the consolidated files were made from, and the files."""

    basis: str
    outputs: tuple[Output, ...]
    earlier: tuple[EarlierMonth, ...] = ()
    moves: RunMoves = RunMoves()
    risk: RunRisk = RunRisk()
    work: RunWork = RunWork()


class Consolidated(NamedTuple):
    """The consolidated files, and what of them stands in the record of the run too."""

    outputs: tuple[Output, ...] = ()
    earlier: tuple[EarlierMonth, ...] = ()
    moves: RunMoves = RunMoves()
    risk: RunRisk = RunRisk()
    work: RunWork = RunWork()


@dataclass(frozen=True)
class Consolidation:
    """The consolidated files in the results folder."""

    settings: Settings
    layout: ResultsLayout
    staging: StagingArea

    def existing(self) -> Consolidated:
        """The consolidated files of an earlier run that are still unchanged."""
        state = self._read_state()
        if state is None:
            return Consolidated()
        return Consolidated(
            tuple(filter(self._is_unchanged, state.outputs)),
            state.earlier,
            state.moves,
            state.risk,
            state.work,
        )

    def update(self, books: ConsolidationInput) -> Consolidated:
        """The consolidated files of these books; existing files are kept if they are still valid. Raises OSError."""
        basis = self._basis(books)
        state = self._read_state()
        if state is not None and state.basis == basis and all(map(self._is_unchanged, state.outputs)):
            return Consolidated(state.outputs, state.earlier, state.moves, state.risk, state.work)
        from keyclient.batch.consolidated.consolidate import consolidate
        from keyclient.batch.consolidated.files import consolidated_files

        policy, lang = self.settings.policy, self.settings.lang
        result = consolidate(books, self.layout.out, policy, lang)
        contents = consolidated_files(result, books.states, policy, lang)
        files = list(zip((self.layout.consolidated, self.layout.figures), contents, strict=True))
        for place, content in files:
            self.staging.write(place, content)
        outputs = tuple(_output(place, content) for place, content in files)
        state = _ConsolidatedState(
            basis=basis,
            outputs=outputs,
            earlier=result.earlier,
            moves=result.moves,
            risk=result.risk,
            work=result.work,
        )
        self.staging.write(self.layout.state / _STATE_FILE, state.model_dump_json(by_alias=True).encode())
        return Consolidated(outputs, result.earlier, result.moves, result.risk, result.work)

    def _read_state(self) -> _ConsolidatedState | None:
        with suppress(OSError, ValidationError):
            return _ConsolidatedState.model_validate_json((self.layout.state / _STATE_FILE).read_bytes())
        return None

    def _is_unchanged(self, output: Output) -> bool:
        with suppress(OSError):
            return sha256_of(self.layout.out / output.path) == output.sha256
        return False

    def _basis(self, books: ConsolidationInput) -> str:
        """The hash of everything the consolidated files depend on."""
        settings, batch = self.settings, self.settings.policy.batch
        parts = [
            basis_of(settings.policy, settings.analyses, settings.lang),
            [batch.smallest_sample, batch.overlap_lines, batch.same_customers, __version__],
            None if books.branches is None else books.branches.model_dump(),
            [(line.book, line.code, line.message) for line in books.failed],
            list(books.stale),
            sorted(self._kept()),
            [(state.line.book, [output.sha256 for output in state.line.outputs]) for state in books.states],
        ]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()

    def _kept(self) -> Iterator[tuple[str, int]]:
        """The files of customers that are kept from earlier runs, which moves are told against."""
        for path in self.layout.history.glob(HISTORY_FILES):
            with suppress(OSError):
                yield path.relative_to(self.layout.history).as_posix(), path.stat().st_size


def _output(place: Path, content: bytes) -> Output:
    sha256 = hashlib.sha256(content).hexdigest()
    return Output(path=place.name, kind="consolidated", bytes=len(content), sha256=sha256)

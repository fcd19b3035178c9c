"""How complete the customer files are: which fields each file needs and which are known."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from keyclient.analysis.check.result import Archive, FileField
from keyclient.analysis.check.weights import Flags, Shares, Weights, owners
from keyclient.model.column import HeadingStatus, UnderstoodColumn
from keyclient.model.record import dataclass
from keyclient.model.trace import Trace
from keyclient.policy.parts.check import CheckPolicy

Counts = npt.NDArray[np.int16]
_NOT_TAKEN = (HeadingStatus.TWICE, HeadingStatus.CONTRADICTED)


@dataclass(frozen=True)
class Files:
    """The files of the customers, field by field."""

    customers: int
    needs: Mapping[str, Flags]
    """The customers whose file needs each field that the policy names, in its order."""
    lacks: Mapping[str, Flags]
    """Those of them for whom the field is blank or unreadable, for fields with a column in the book."""

    @cached_property
    def complete(self) -> Flags:
        """The customers who lack none of the fields with a column in the book."""
        return np.equal(self.lacked, 0)

    @cached_property
    def needed(self) -> Counts:
        """How many fields with a column in the book each customer's file needs."""
        return self._counted({name: self.needs[name] for name in self.lacks})

    @cached_property
    def lacked(self) -> Counts:
        """How many of those are missing."""
        return self._counted(self.lacks)

    @property
    def completeness(self) -> Shares:
        """Fields known over fields needed, by customer; 1 if none is needed. Not kept: it is as large as an amount."""
        shares: Shares = np.divide(self.lacked, np.maximum(self.needed, 1), dtype="float64")
        return np.subtract(1, shares, out=shares)

    @cached_property
    def share_known(self) -> float | None:
        """Fields known over fields needed, all customers together; None where none is needed."""
        needed = int(self.needed.sum())
        return 1 - int(self.lacked.sum()) / needed if needed else None

    def _counted(self, flags: Mapping[str, Flags]) -> Counts:
        counted = np.zeros(self.customers, dtype=np.int16)
        for flag in flags.values():
            counted += flag
        return counted


def files_of(frame: pd.DataFrame, policy: CheckPolicy) -> Files:
    """The files that the policy requires. Customers of unknown kind have the policy's default kind."""
    corporate = np.full(len(frame), policy.kind == "corporate")
    if "kind" in frame:
        corporate = (frame["kind"].fillna(policy.kind) == "corporate").to_numpy(dtype=bool)
    whose = {
        (retail, firm): np.where(corporate, firm, retail)
        for retail in (False, True)
        for firm in (False, True)
    }
    needs = {
        name: whose[name in policy.retail_file, name in policy.corporate_file]
        for name in dict.fromkeys((*policy.retail_file, *policy.corporate_file))
    }
    lacks = {
        name: who & frame[name].isna().to_numpy(dtype=bool) for name, who in needs.items() if name in frame
    }
    return Files(len(frame), needs, lacks)


def archive_of(files: Files, columns: Sequence[UnderstoodColumn], trace: Trace, weights: Weights) -> Archive:
    """The files of a book in figures. Fields that no file needs are left out."""
    not_taken = {column.field for column in columns if column.standing in _NOT_TAKEN}
    found = [
        _field(name, who, files, weights, _unreadable(trace, name, weights.customers))
        if name in files.lacks
        else FileField(
            field=name,
            column="not_taken" if name in not_taken else "absent",
            customers=int(who.sum()),
            known=None,
            share_known=None,
            unreadable=None,
            missing=None,
        )
        for name, who in files.needs.items()
        if who.any()
    ]
    return Archive(
        complete=weights.held(files.complete),
        completeness=files.share_known,
        completeness_by_value=weights.mean(files.completeness),
        fields=tuple(sorted(found, key=_by_what_it_hides)),
    )


def _field(name: str, who: Flags, files: Files, weights: Weights, unreadable: Flags) -> FileField:
    lacking, needing = files.lacks[name], int(who.sum())
    known = needing - int(lacking.sum())
    return FileField(
        field=name,
        column="read",
        customers=needing,
        known=known,
        share_known=known / needing,
        unreadable=int((lacking & unreadable).sum()),
        missing=weights.held(lacking),
    )


def _unreadable(trace: Trace, name: str, customers: int) -> Flags:
    """The customers with an unreadable cell in the field."""
    unreadable = trace.unreadable.get(name)
    return np.zeros(customers, dtype=bool) if unreadable is None else owners(trace, unreadable, customers)


def _by_what_it_hides(field: FileField) -> tuple[float, float]:
    """Value first, then customers; equals keep their declared order."""
    if field.missing is None or field.share_known is None:
        return 1.0, 1.0
    return -(field.missing.share_of_value or 0.0), field.share_known - 1

"""What is kept of the customers of a branch, so that a later run can tell what moved: one Parquet file a book and branch."""

import datetime as dt
import hashlib
import io
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from keyclient.analysis.common.snapshot import Snapshot
from keyclient.analysis.common.tier_steps import Step
from keyclient.metrics.tier import TierFloor
from keyclient.model.label import Label
from keyclient.model.measure import Measure, MeasureKind
from keyclient.model.receipt import Source
from keyclient.policy.parts.ladder import Tier
from keyclient.policy.parts.tier import TierPolicy

_ABOUT = b"keyclient"
_ALWAYS = ("row", "customer_id", "value", "judged")


class KeptCustomers(NamedTuple):
    """The customers of one book and branch, as they were kept."""

    book: Snapshot
    tiers: str
    """The checksum of the tiers of the policy; customers placed by other tiers are not compared."""


def tiers_hash(policy: TierPolicy) -> str:
    """The checksum of everything that places customers in tiers."""
    return hashlib.sha256(policy.in_use().model_dump_json().encode()).hexdigest()


def kept_bytes(book: Snapshot, policy: TierPolicy, branches: Sequence[str]) -> dict[str, bytes]:
    """The file of each branch. `branches`: that of every customer, in the order of the frame."""
    floors = [step.rung.column for step in book.steps if step.rung is not None]
    columns = [name for name in dict.fromkeys((*_ALWAYS, *floors, "manager")) if name in book.frame]
    frame = book.frame[columns]
    texts = {name: frame[name].astype("str") for name in ("customer_id", "manager") if name in frame}
    table = pa.Table.from_pandas(frame.assign(**texts), preserve_index=False)
    table = table.replace_schema_metadata({_ABOUT: json.dumps(_about(book, policy), ensure_ascii=False)})
    own, found = pa.array(branches, pa.string()), {}
    for branch in sorted(set(branches)):
        sink = io.BytesIO()
        pq.write_table(table.filter(pc.equal(own, branch)), sink, compression="zstd")
        found[branch] = sink.getvalue()
    return found


def read_kept(content: bytes) -> KeptCustomers:
    """The customers of such a file. Raises OSError and ValueError where it is none."""
    table = pq.read_table(pa.BufferReader(content))
    about = json.loads((table.schema.metadata or {}).get(_ABOUT, b"{}"))
    try:
        measure = _measure(about["measure"])
        return KeptCustomers(
            Snapshot(
                frame=table.to_pandas(types_mapper=pd.ArrowDtype),
                measure=measure,
                as_of=dt.date.fromisoformat(about["as_of"]),
                is_dated=True,
                source=Source.model_validate(about["source"]),
                steps=tuple(_step(step, measure) for step in about["steps"]),
                aside=_aside(about.get("unknown", [])),
                rounded=frozenset(about.get("rounded", [])),
            ),
            about["tiers"],
        )
    except KeyError as missing:
        raise ValueError(missing) from None


def _about(book: Snapshot, policy: TierPolicy) -> dict[str, Any]:
    measure = book.measure
    return {
        "as_of": book.as_of.isoformat(),
        "measure": {
            "name": measure.name,
            "label": [measure.label.en, measure.label.zh],
            "columns": list(measure.columns),
            "kind": measure.kind.value,
            "decimals": measure.decimals,
        },
        "steps": [_step_words(step) for step in book.steps],
        "tiers": tiers_hash(policy),
        "source": book.source.model_copy(update={"money": ()}).model_dump(mode="json"),
        **{name: ids for name, ids in _apart(book).items() if ids},
    }


def _apart(book: Snapshot) -> dict[str, list[str]]:
    """The ids by which nobody can be followed, of the whole book: its customers may change branch."""
    unknown = [] if book.aside is None else sorted({*book.aside["customer_id"].dropna().astype("str")})
    return {"unknown": unknown, "rounded": sorted(book.rounded)}


def _aside(ids: Sequence[str]) -> pd.DataFrame | None:
    return pd.DataFrame({"customer_id": pd.array(ids, dtype="str")}) if ids else None


def _step_words(step: Step) -> dict[str, Any]:
    rung = step.rung
    own = None if rung is None else [rung.column, rung.floor, rung.loyalty, rung.unit, rung.score]
    return {"tier": step.tier.model_dump(mode="json", exclude_none=True), "rung": own}


def _step(words: dict[str, Any], measure: Measure) -> Step:
    rung = None if words["rung"] is None else TierFloor(*words["rung"])
    return Step(Tier.model_validate(words["tier"]), rung, measure, None)


def _measure(words: dict[str, Any]) -> Measure:
    return Measure(
        words["name"],
        Label(*words["label"]),
        tuple(words["columns"]),
        MeasureKind(words["kind"]),
        words["decimals"],
    )

"""From what is asked of a portfolio to its customers as an engine sees them."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.analysis.common.face import Analysis
from keyclient.cli.input.mapping import parse_map
from keyclient.cli.input.reading import parse_date
from keyclient.cli.options.engine import EngineOptions
from keyclient.cli.start.session import Session
from keyclient.model.engine import Engine
from keyclient.model.fields import fields
from keyclient.model.label import NO_WORDS, Label, in_turn, listed
from keyclient.model.masking import SHAPES
from keyclient.model.report import Kind, Sentence, Value

if TYPE_CHECKING:
    from pydantic import BaseModel

    from keyclient.analysis.common.at_scale import ScanInputs
    from keyclient.analysis.common.outcome import Outcome
    from keyclient.analysis.common.query import Query
    from keyclient.cli.commands.analysis import Chosen
    from keyclient.ingest.portfolio.request import ScanRequest
    from keyclient.policy.models import Policy

_READING = Label("Reading {path} with {engine}", "正在用 {engine} 读取 {path}")
_READ = Label(
    "{path}: {customers} customers, data date {as_of}{undated}{measure}; computed by {engine}.",
    "{path}：{customers} 个客户，数据日期 {as_of}{undated}{measure}；由 {engine} 计算。",
)
_UNDATED = Label(
    " (the day its newest file was changed, as the portfolio has none; set it with --as-of)",
    "（数据中没有数据日期，取最新文件的修改日期；可用 --as-of 指定）",
)
_ANYTHING = frozenset(("stage", "referrer", "remark"))
"""Fields in which anything may be written, also who the customer is."""
_UNDERSTOOD = Label("Columns read as fields: {columns}.", "各列含义：{columns}。")
_COLUMN = Label("{field} from {names}", "{field}取自{names}")
_DATA_DATE = Label("data date", "数据日期")
_RANKED = Label(", ranked by {measure}", "，按{measure}排序")


@dataclass(frozen=True)
class Asked:
    """What is asked of a portfolio."""

    paths: tuple[Path, ...]
    analysis: Analysis
    compute: "Callable[[ScanInputs, Policy, Query], Outcome[BaseModel]]"
    options: EngineOptions
    policy: "Policy"
    mapping: Mapping[str, str]
    as_of: dt.date | None
    measure: str | None
    by: str | None
    with_everything: bool = False
    """Whether all fields of all customers are written."""

    @staticmethod
    def of(
        analysis: Analysis,
        chosen: "Chosen",
        policy: "Policy",
        paths: Sequence[Path],
        *,
        with_everything: bool,
    ) -> "Asked":
        """From the command line. Raises `MapSyntaxError` and `DateSyntaxError`."""
        if analysis.at_scale is None:
            raise TypeError(f"{analysis.name} is not computed by an engine")
        return Asked(
            tuple(paths),
            analysis,
            analysis.at_scale,
            chosen.engine,
            policy,
            parse_map(chosen.book.mapping or ()),
            parse_date(chosen.book.as_of, policy.read.date_order),
            chosen.measure,
            chosen.by,
            with_everything,
        )

    @property
    def name(self) -> Label:
        """What was named, for people."""
        return listed(self.paths)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that are read."""
        return (not self.with_everything and self.analysis.scanned) or tuple(fields())

    @property
    def is_series(self) -> bool:
        """Whether several portfolios are of the same customers, or one has several data dates."""
        return self.analysis.compares_books or len(self.paths) > 1

    @property
    def engine(self) -> Engine:
        """What computes."""
        return self.options.engine or Engine.PANDAS


@contextmanager
def open_scans(session: Session, asked: Asked) -> "Iterator[ScanInputs]":
    """The portfolios, oldest first, while the engine runs; nothing of it is left when it ends, however it ends.

    Raises as `open_scan`.
    """
    from keyclient.analysis.common.at_scale import ScanInputs
    from keyclient.ingest.portfolio.opening import open_scan
    from keyclient.ingest.portfolio.opening import open_scans as open_several

    session.narrator.doing(_READING.filled(path=asked.name, engine=asked.engine.value))
    request = _request(asked)
    if asked.is_series:
        with open_several(request) as scans:
            yield ScanInputs(scans)
    else:
        with open_scan(request) as scan:
            yield ScanInputs((scan,))


def said_of(asked: Asked, inputs: "ScanInputs") -> "Iterator[Sentence]":
    """What was read, and what it is computed by."""
    is_ranked = not asked.analysis.needs(asked.policy).pipeline
    for scan in inputs.scans:
        ranked = (
            NO_WORDS if scan.measure is None or not is_ranked else _RANKED.filled(measure=scan.measure.label)
        )
        path = Label(*(scan.sources[0].path,) * 2) if scan.sources else asked.name
        yield Sentence(
            _READ,
            {
                "path": Value(path, Kind.TEXT),
                "customers": Value(scan.customers, Kind.COUNT),
                "as_of": Value(scan.as_of, Kind.DATE),
                "undated": Value(_UNDATED if scan.as_of_from_file else NO_WORDS, Kind.TEXT),
                "measure": Value(ranked, Kind.TEXT),
                "engine": Value(asked.engine.value, Kind.TEXT),
            },
        )
    told = {field: names for scan in inputs.scans for field, names in scan.understood.items()}
    if told:
        columns = [
            _COLUMN.filled(field=_field_name(field), names=listed(names)) for field, names in told.items()
        ]
        yield Sentence(_UNDERSTOOD, {"columns": Value(in_turn(columns), Kind.TEXT)})


def _field_name(field: str) -> Label:
    return fields()[field].column.label if field in fields() else _DATA_DATE


def refuse_telling_group(by: str | None) -> None:
    """Raises `MaskedGroupError` if the groups of a masked answer may tell who the customers are. `by`: a field or column.

    Only a field that names no customer may be grouped by: what stands in any other column is not known without reading it.
    """
    from keyclient.answers.masked_groups import MaskedGroupError

    if by is not None and (by not in fields() or by in SHAPES or by in _ANYTHING):
        raise MaskedGroupError(by=by)


def _request(asked: Asked) -> "ScanRequest":
    from keyclient.ingest.portfolio.request import Needs, ScanRequest

    needs, options = asked.analysis.needs(asked.policy), asked.options
    return ScanRequest(
        paths=asked.paths,
        engine=asked.engine,
        memory_limit=options.memory_limit,
        spill=options.spill,
        master=options.master,
        as_of=asked.as_of,
        measure=asked.measure or asked.policy.segment.measure or needs.default_measure,
        by=asked.by,
        needs=Needs(
            fields=asked.fields,
            life_cycle=needs.life_cycle,
            product_counts=needs.product_counts,
            pipeline=needs.pipeline,
            also=needs.also,
            measure=needs.measure,
        ),
        policy=asked.policy,
        mapping=asked.mapping,
    )

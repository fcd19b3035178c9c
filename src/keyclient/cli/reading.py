"""From the options of a command to a read book: the policy, the book, what is wanted of it."""

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from keyclient.cli.book import pick_book
from keyclient.cli.session import Session
from keyclient.errors import UsageError
from keyclient.model.label import Label
from keyclient.model.report import Kind, Sentence, Value
from keyclient.policy.load import LoadedPolicy, load_policy

if TYPE_CHECKING:
    from keyclient.model.measure import Measure
    from keyclient.model.portfolio import Loaded, Portfolio


DEFAULT_TOP = 20
"""Customers that are listed unless `--top` says otherwise."""


class MapSyntaxError(UsageError):
    """A `--map` that is no pair."""

    sentence = Label(
        '--map {text}: write --map field="heading". The fields are: {fields}.',
        '--map {text}：请写成 --map 字段="列名"。可用字段：{fields}。',
    )


class DateSyntaxError(UsageError):
    """An `--as-of` that is no date."""

    sentence = Label(
        "--as-of {text}: write the date as 2026-01-31.", "--as-of {text}：日期请写成 2026-01-31。"
    )


class TopSyntaxError(UsageError):
    """A `--top` that is no number."""

    sentence = Label("--top {text}: write a number, or all.", "--top {text}：请写数字，或 all 表示全部。")


@dataclass(frozen=True)
class Wanted:
    """What the command line says about the book."""

    command: str
    book: Path | None
    sheet: str | None = None
    header_row: int | None = None
    mapping: Sequence[str] = ()
    as_of: str | None = None
    measure: str | None = None
    by: str | None = None
    settings: Sequence[str] = field(default=())
    date_order: str | None = None
    needs_measure: bool = True


@dataclass(frozen=True)
class Read:
    """A book that was read, and the policy it was read by."""

    policy: LoadedPolicy
    loaded: "Loaded"
    path: Path


def policy_of(session: Session, settings: Sequence[str] = ()) -> LoadedPolicy:
    """The policy in force in the current folder."""
    return load_policy(config=session.config, start=Path.cwd(), environ=os.environ, settings=settings)


def read_book(session: Session, wanted: Wanted) -> Read:
    """Read the book, and say what was chosen and what is wrong with it.

    The parser is started before the heavy libraries are imported, so that both work at the same time.
    """
    from keyclient.ingest.opening import open_book

    settings = [*wanted.settings, *([f"read.date_order={wanted.date_order}"] if wanted.date_order else [])]
    policy = policy_of(session, settings)
    pick = pick_book(wanted.book, policy, Path.cwd(), wanted.command)
    sheet = wanted.sheet or policy.policy.read.sheet
    mapping, as_of = parse_map(wanted.mapping), parse_date(wanted.as_of)
    book = open_book(pick.path, sheet=sheet, limits=policy.policy.read)

    from keyclient.ingest.load import load
    from keyclient.ingest.request import Request

    loaded = load(
        book,
        Request(
            policy=policy.policy,
            sheet=sheet,
            header_row=wanted.header_row,
            mapping=mapping,
            measure=wanted.measure,
            needs_measure=wanted.needs_measure,
            by=wanted.by,
            as_of=as_of,
        ),
    )
    for sentence in (*([pick.why] if pick.why is not None else []), *loaded.told):
        session.narrator.note(sentence)
    return Read(policy, loaded, pick.path)


def parse_map(pairs: Sequence[str]) -> dict[str, str]:
    """Headings by field. Raises `MapSyntaxError`, which lists the fields."""
    from keyclient.model.fields import fields

    mapping = {}
    for pair in pairs:
        name, equals, heading = pair.partition("=")
        if not equals or name.strip() not in fields() or not heading.strip():
            raise MapSyntaxError(text=pair, fields=", ".join(fields()))
        mapping[name.strip()] = heading.strip().strip('"“”')
    return mapping


def parse_date(text: str | None) -> dt.date | None:
    """The data date of `--as-of`. Raises `DateSyntaxError`."""
    if text is None:
        return None
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        raise DateSyntaxError(text=text) from None


def parse_top(text: str | None, *, default: int | None) -> int | None:
    """How many to list; None is all. Raises `TopSyntaxError`."""
    if text is None:
        return default
    if text.strip().lower() == "all":
        return None
    if not text.strip().isdecimal():
        raise TopSyntaxError(text=text)
    return int(text)


def measure_of(portfolio: "Portfolio") -> "Measure":
    """What the customers of a portfolio are ranked by, where the command has asked for it."""
    if portfolio.measure is None:
        raise ValueError("a command that needs a measure was given none")
    return portfolio.measure


def valid(policy: LoadedPolicy) -> Sentence:
    """That a policy can be used, and which file it is."""
    if policy.file is None:
        return Sentence(Label("No policy file; the defaults are in force.", "没有策略文件，使用默认值。"))
    return Sentence(Label("{file} is valid.", "{file} 有效。"), {"file": Value(str(policy.file), Kind.TEXT)})

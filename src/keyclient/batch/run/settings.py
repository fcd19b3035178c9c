"""The settings of a run, from the command line and the policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from keyclient.analysis.analyses import ANALYSES
from keyclient.batch.find.policy_paths import policy_path
from keyclient.batch.find.sources import NoOutError, NoSourceError
from keyclient.batch.record.refusals import UnknownAnalysisError
from keyclient.ingest.base.cores import usable_cores
from keyclient.model.label import Lang, listed
from keyclient.policy.loading.load import LoadedPolicy
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class BatchOptions:
    """The options on the command line; the policy supplies those that are missing."""

    sources: Sequence[Path] = ()
    out: Path | None = None
    analyses: Sequence[str] = ()
    expect: Path | None = None
    jobs: int | None = None
    wait: float | None = None
    force: bool = False
    retry: Path | None = None


@dataclass(frozen=True)
class Settings:
    """The complete settings of a run."""

    policy: Policy
    sources: tuple[Path, ...]
    out: Path
    analyses: tuple[str, ...]
    """The requested analyses; empty: all that a book allows."""
    expect: Path | None
    jobs: int
    wait: float
    force: bool
    retry: Path | None
    lang: Lang


def make_settings(options: BatchOptions, loaded: LoadedPolicy, lang: Lang) -> Settings:
    """The command line takes precedence over `[batch]`. Relative paths start at the folder of the policy file.

    Raises `NoSourceError`, `NoOutError` or `UnknownAnalysisError`.
    """
    policy = loaded.policy.batch
    sources = tuple(options.sources) or tuple(policy_path(loaded, "sources", text) for text in policy.sources)
    out = options.out or (None if policy.out is None else policy_path(loaded, "out", policy.out))
    expect = options.expect or (
        None if policy.expect is None else policy_path(loaded, "expect", policy.expect)
    )
    if not sources:
        raise NoSourceError
    if out is None:
        raise NoOutError
    return Settings(
        policy=loaded.policy,
        sources=sources,
        out=out.absolute(),
        analyses=valid_analyses(tuple(options.analyses) or policy.analyses),
        expect=expect,
        jobs=options.jobs or policy.jobs or usable_cores(),
        wait=policy.wait_seconds if options.wait is None else options.wait,
        force=options.force,
        retry=options.retry,
        lang=lang,
    )


def valid_analyses(names: Sequence[str]) -> tuple[str, ...]:
    """The analyses in the order in which they are shown, without duplicates. Raises `UnknownAnalysisError`."""
    known = [analysis.name for analysis in ANALYSES]
    for name in names:
        if name not in known:
            raise UnknownAnalysisError(name=name, names=listed(known))
    return tuple(name for name in known if name in names)

"""What a run was asked for, by the command line and the policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from keyclient.batch.find.policy_paths import policy_path
from keyclient.batch.find.sources import NoOutError, NoSourceError
from keyclient.batch.record.refusals import UnknownAnalysisError
from keyclient.batch.worker.process import cores
from keyclient.model.label import Lang
from keyclient.policy.loading.load import LoadedPolicy
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class BatchOptions:
    """What the command line says; what it leaves out the policy says."""

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
    """What a run does."""

    policy: Policy
    sources: tuple[Path, ...]
    out: Path
    analyses: tuple[str, ...]
    """Empty: all that a book allows."""
    expect: Path | None
    jobs: int
    wait: float
    force: bool
    retry: Path | None
    lang: Lang


def make_settings(asked: BatchOptions, loaded: LoadedPolicy, lang: Lang) -> Settings:
    """The command line over `[batch]`. A relative path of a policy file starts at the file's folder.

    Raises `NoSourceError`, `NoOutError` or `UnknownAnalysisError`.
    """
    policy = loaded.policy.batch
    sources = tuple(asked.sources) or tuple(policy_path(loaded, "sources", text) for text in policy.sources)
    out = asked.out or (None if policy.out is None else policy_path(loaded, "out", policy.out))
    expect = asked.expect or (None if policy.expect is None else policy_path(loaded, "expect", policy.expect))
    if not sources:
        raise NoSourceError
    if out is None:
        raise NoOutError
    return Settings(
        policy=loaded.policy,
        sources=sources,
        out=out.absolute(),
        analyses=checked_analyses(tuple(asked.analyses) or policy.analyses),
        expect=expect,
        jobs=asked.jobs or policy.jobs or cores(),
        wait=policy.wait_seconds if asked.wait is None else asked.wait,
        force=asked.force,
        retry=asked.retry,
        lang=lang,
    )


def checked_analyses(names: Sequence[str]) -> tuple[str, ...]:
    """The analyses in the order in which they are told, each once. Raises `UnknownAnalysisError`.

    Their modules are imported by the workers anyway, and here only where one is named: a run that finds nothing changed
    is over before pandas is there.
    """
    if not names:
        return ()
    from keyclient.answers.table import ANALYSES

    for name in names:
        if name not in ANALYSES:
            raise UnknownAnalysisError(name=name, names=", ".join(ANALYSES))
    return tuple(name for name in ANALYSES if name in names)

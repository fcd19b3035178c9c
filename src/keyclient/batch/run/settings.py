"""What a run was asked for, by the command line and the policy."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from keyclient.analysis.analyses import ANALYSES
from keyclient.batch.find.sources import NoOutError, NoSourceError
from keyclient.batch.record.refusals import UnknownAnalysisError
from keyclient.batch.worker.pool import cores
from keyclient.model.label import Lang
from keyclient.policy.loading.load import LoadedPolicy
from keyclient.policy.loading.origin import OriginKind
from keyclient.policy.models import Policy


@dataclass(frozen=True)
class Asked:
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


def settings_of(asked: Asked, loaded: LoadedPolicy, lang: Lang) -> Settings:
    """The command line over `[batch]`. A relative path of a policy file starts at the file's folder.

    Raises `NoSourceError`, `NoOutError` or `UnknownAnalysisError`.
    """
    policy = loaded.policy.batch
    sources = tuple(asked.sources) or tuple(placed(loaded, "sources", text) for text in policy.sources)
    out = asked.out or (None if policy.out is None else placed(loaded, "out", policy.out))
    expect = asked.expect or (None if policy.expect is None else placed(loaded, "expect", policy.expect))
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
    """The analyses in the order in which they are shown, each once. Raises `UnknownAnalysisError`."""
    known = [analysis.name for analysis in ANALYSES]
    for name in names:
        if name not in known:
            raise UnknownAnalysisError(name=name, names=", ".join(known))
    return tuple(name for name in known if name in names)


def placed(loaded: LoadedPolicy, key: str, text: str) -> Path:
    """A path of `[batch]`: in a policy file a relative one starts at the file's folder."""
    origin = loaded.origins[f"batch.{key}"]
    folder = Path(origin.place).parent if origin.kind is OriginKind.FILE else Path()
    return folder / text

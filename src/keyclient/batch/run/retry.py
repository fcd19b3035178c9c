"""Which books `--retry` reads again: those that an earlier run left without a complete result."""

from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import ValidationError

from keyclient import __version__
from keyclient.batch.find.sources import source_folders
from keyclient.batch.find.unreachable import is_below
from keyclient.batch.record.layout import ResultsLayout
from keyclient.batch.record.reasons import SkipReason
from keyclient.batch.record.refusals import NoRunRecordError, RetryDiffersError
from keyclient.batch.record.run_record import RunRecord
from keyclient.batch.record.state import basis_of, policy_hash, read_state
from keyclient.batch.run.settings import Settings
from keyclient.model.label import Label, Lang

_POLICY = Label("the policy is another", "策略已不同")
_VERSION = Label("the version of keyclient is another", "keyclient 版本已不同")
_ANALYSES = Label("the analyses asked for are others", "所要求的分析项目不同")
_SOURCES = Label("the source folders are others", "来源文件夹不同")
_OUT = Label("the results folder is another", "结果文件夹不同")


@dataclass(frozen=True)
class ToRetry:
    """The books and folders to retry."""

    books: frozenset[str]
    """Books that failed or are partial; all of them are read."""
    folders: frozenset[str] = frozenset()
    """Folders that could not be listed; new and changed books in them are read."""
    no_table: frozenset[str] = frozenset()
    """Text files that were found to be no books."""
    record: RunRecord | None = None
    """The run that is retried."""

    def __contains__(self, key: str) -> bool:
        return key in self.books or is_below(key, self.folders)


def books_to_retry(path: Path) -> ToRetry:
    """The books and folders to retry according to a `run.json`. Raises `NoRunRecordError`."""
    try:
        record = RunRecord.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        raise NoRunRecordError(path=path) from None
    return ToRetry(
        frozenset(
            line.book for line in record.books if line.status == "failed" or line.standing == "partial"
        ),
        frozenset(folder.path for folder in record.closed_folders),
        frozenset(line.book for line in record.books if line.reason == SkipReason.NO_TABLE),
        record,
    )


def settings_of_retry(settings: Settings, layout: ResultsLayout, only: ToRetry) -> Settings:
    """The settings of the run that is retried: its analyses, and its language, which its results are in.

    Raises `RetryDiffersError` if the policy, the version, the analyses asked for, the sources or the results folder are not
    those of the earlier run: its other results would no longer be valid, or no longer be there.
    """
    record = only.record
    if record is None:
        return settings
    analyses = settings.analyses or record.analyses
    labels = {source.label for source in source_folders(settings.sources, settings.out)}
    differences = {
        _POLICY: record.policy_sha256 != policy_hash(settings.policy),
        _VERSION: record.tool.version != __version__,
        _ANALYSES: analyses != record.analyses,
        _SOURCES: not labels.issuperset(source.label for source in record.sources),
        _OUT: not _is_same_folder(settings, record),
    }
    for what, differs in differences.items():
        if differs:
            raise RetryDiffersError(path=settings.retry, what=what)
    return replace(settings, analyses=analyses, lang=_language(settings, layout, record))


def _is_same_folder(settings: Settings, record: RunRecord) -> bool:
    """Whether the results folder is that of the record: the one it names, or the one it lies in."""
    known = [Path(record.out), *([settings.retry.parent] if settings.retry is not None else [])]
    return settings.out.resolve() in [folder.resolve() for folder in known]


def _language(settings: Settings, layout: ResultsLayout, record: RunRecord) -> Lang:
    """The language of the results that the earlier run left; that of this run if it left none."""
    states = (read_state(layout, line.book) for line in record.books if line.standing is not None)
    bases = {state.basis for state in states if state is not None}
    of_lang = {lang: basis_of(settings.policy, record.analyses, lang) for lang in Lang}
    if not bases or of_lang[settings.lang] in bases:
        return settings.lang
    return next((lang for lang, basis in of_lang.items() if basis in bases), settings.lang)

import errno
import os
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from keyclient.batch.worker import book_result, handle_job
from keyclient.batch.worker.messages import BookJob, Terms, path_to_hex
from keyclient.model.label import Lang
from keyclient.policy.models import Policy
from keyclient.render.workbook import limits
from tests.batch.shares import small_book
from tests.render.workbook.reading import opened

ROW = "001,张三,城东支行,王芳,100.10,2026-10-31"


@pytest.fixture
def job(tmp_path: Path) -> BookJob:
    book = small_book(tmp_path / "a.csv", ROW)
    (tmp_path / "staged").mkdir()
    return BookJob(
        key="s/a.csv",
        path_bytes=path_to_hex(book),
        path_text=str(book),
        default_branch="s",
        folder=str(tmp_path / "staged"),
        result=str(tmp_path / "out" / "a.csv.keyclient.xlsx"),
    )


@pytest.fixture
def terms() -> Terms:
    return Terms(policy=Policy(), analyses=(), lang=Lang.EN, memory_mb=3000)


def test_terms_and_jobs_survive_json_with_any_policy_and_path(tmp_path: Path) -> None:
    policy = Policy.model_validate(
        {
            "columns": {"aum": "月末“资产”"},
            "as_of": "2026-10-31",
            "tier": {"preset": "cards"},
            "batch": {"exclude": ("a",)},
        }
    )
    terms = Terms(policy=policy, analyses=("tier",), lang=Lang.ZH, memory_mb=512)
    assert Terms.model_validate_json(terms.model_dump_json(by_alias=True)) == terms
    path = Path(os.fsdecode(b"/x/\xe9.csv")) if os.name != "nt" else Path("C:/x/é.csv")
    job = BookJob(
        key="k", path_bytes=path_to_hex(path), path_text="s", default_branch="p", folder="f", result="r"
    )
    assert BookJob.model_validate_json(job.model_dump_json(by_alias=True)).path == path


def test_files_of_a_book_are_staged_and_described(job: BookJob, terms: Terms) -> None:
    result = handle_job.handle(job, terms).result
    assert result is not None
    assert [(file.name, file.kind, file.branch) for file in result.files] == [
        ("result.xlsx", "workbook", None),
        ("0.parquet", "portfolio", "城东支行"),
        ("history-0.parquet", "history", "城东支行"),
        ("plan.xlsx", "plan", None),
        ("plan.parquet", "customers", None),
        ("today.xlsx", "today", None),
    ]
    for file in result.files:
        assert Path(job.folder, file.name).stat().st_size == file.bytes
    assert (result.rows.customers, str(result.figures.total)) == (1, "100.10")


@pytest.mark.parametrize(
    ("error", "code", "is_clean"),
    [
        (OSError(errno.EIO, "Input/output error"), "KC503", True),
        (PermissionError(errno.EACCES, "Permission denied"), "KC501", True),
        (MemoryError(), "KC507", False),
        (RuntimeError("pyarrow: malloc of size 99 failed"), "KC507", False),
        (OSError(errno.ENOMEM, "Cannot allocate memory"), "KC507", True),
        (RuntimeError("Unable to allocate 7 GiB for an array"), "KC507", False),
        (ValueError("no column Asset Allocation in memory"), "KC515", False),
        (OSError(errno.ENOSPC, "No space left on device"), "KC520", True),
        (OSError(errno.ENOENT, "No such file or directory", "/x/python"), "KC520", True),
        (KeyError("张三"), "KC515", False),
    ],
)
def test_every_error_is_a_reply_without_customer_data(
    monkeypatch: pytest.MonkeyPatch,
    job: BookJob,
    terms: Terms,
    error: Exception,
    code: str,
    *,
    is_clean: bool,
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(handle_job, "process_book", fail)
    refusal = handle_job.handle(job, terms).refusal
    assert refusal is not None
    assert (refusal.code, refusal.is_clean) == (code, is_clean)
    assert "张三" not in refusal.model_dump_json()


def test_full_disk_is_an_error_of_the_result_and_not_of_the_book(
    monkeypatch: pytest.MonkeyPatch, job: BookJob, terms: Terms
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(book_result, "write_through", full)
    refusal = handle_job.handle(job, terms).refusal
    assert refusal is not None
    assert refusal.code == "KC514"
    assert "a.csv.keyclient.xlsx" in refusal.message


def test_a_book_with_more_customers_than_a_sheet_holds_lists_the_first_ones_and_keeps_all_in_the_portfolio(
    job: BookJob, terms: Terms, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"{n:03},客户{n},城东支行,王芳,{n}.10,2026-10-31" for n in range(1, 61)]
    small_book(Path(os.fsdecode(job.path)), *rows)
    monkeypatch.setattr(limits, "MOST_ROWS", 50)
    monkeypatch.setattr(book_result, "_LISTED_OF_MORE", 40)
    reply = handle_job.handle(job, terms.model_copy(update={"analyses": ("segment",)}))
    assert reply.refusal is None
    book = opened(Path(job.folder, "result.xlsx").read_bytes())
    said = [str(row[0]) for row in book["Summary"].iter_rows(max_row=6, values_only=True)]
    assert any(
        "60 customers are more than a sheet of Excel holds" in text and "first 40" in text for text in said
    )
    assert book["Largest customers"].max_row == 1 + 40
    assert pq.read_metadata(Path(job.folder, "0.parquet")).num_rows == 60

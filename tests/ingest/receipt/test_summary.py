import datetime as dt

import pytest

from keyclient.ingest.receipt.asof import AsOf
from keyclient.ingest.receipt.summary import summary_sentences
from keyclient.model.label import Lang
from keyclient.model.measure import Measure
from keyclient.model.receipt import Rows, Source
from keyclient.render.text import Voice
from tests.analysis.books import AUM

ROWS = Rows(read=1300, customers=1200, merged=100, set_aside=0, totals=0, blank=0, other=0)
SOURCE = Source(path="a.csv", sheet=None, header_row=1234, sha256="0" * 64, rows=ROWS, money=())
DAY = dt.date(2026, 1, 31)


def _told(lang: Lang, measure: Measure | None, *, from_file: bool) -> list[str]:
    return [*map(Voice(lang).sentence, summary_sentences(SOURCE, AsOf(DAY, from_file=from_file), measure))]


def test_the_heading_row_is_said_as_excel_numbers_it_and_counts_as_counts() -> None:
    assert _told(Lang.EN, AUM, from_file=False) == [
        "a.csv, headings in row 1234: 1,300 rows read, 1,200 customers.",
        "Ranked by AUM; data date 2026-01-31.",
    ]


@pytest.mark.parametrize("measure", [AUM, None])
def test_a_data_date_that_is_only_the_day_of_the_file_is_told_as_that(measure: Measure | None) -> None:
    assert _told(Lang.EN, measure, from_file=True)[1].endswith(
        "ata date 2026-01-31 (the day the file was last changed)."
    )
    assert _told(Lang.ZH, measure, from_file=True)[1].endswith("数据日期 2026-01-31（文件最后修改日期）。")

"""What a file keeps of customers whom several managers or branches of one book have."""

import pyarrow as pa

from keyclient.analysis.common.kept_claims import KIND, kept_claims, with_kept_claims
from tests.analysis.overlap.joined import members

HEADING = "row|customer_id|branch|manager|open_date|deposits|is_open"


def test_all_claims_are_as_they_were_and_one_claim_is_not_kept() -> None:
    book = members(
        f"{HEADING}\n2|c1|城东|王芳|2020-01-31|60|yes\n2|c1|城西|孙浩||40|\n3|c2|城东|王芳|2021-01-01|5|"
    )
    column = kept_claims(book, "某处")
    assert column.is_valid().to_pylist() == [True, False]
    merged = members(f"{HEADING}\n2|c1|城东|王芳|2020-01-31|100|yes\n3|c2|城东|王芳|2021-01-01|5|")
    found = with_kept_claims(merged, pa.chunked_array([column])).claims
    names = ["row", "branch", "manager", "open_date", "deposits"]
    order = ["row", "manager"]
    told, wanted = (frame[names].sort_values(order).reset_index(drop=True) for frame in (found, book.claims))
    assert told.astype("str").equals(wanted.astype("str"))
    assert dict(zip(found["manager"], found["is_open"].astype(bool), strict=True))["孙浩"] is False


def test_claims_of_a_book_without_branches_have_that_of_its_folder() -> None:
    book = members("row|customer_id|manager\n2|c1|王芳\n2|c1|孙浩")
    (cell,) = kept_claims(book, "城东").to_pylist()
    assert [(claim["branch"], claim["manager"]) for claim in cell] == [("城东", "王芳"), ("城东", "孙浩")]


def test_a_file_without_claims_changes_nothing() -> None:
    book = members("row|customer_id|manager\n2|c1|王芳")
    assert with_kept_claims(book, pa.chunked_array([pa.nulls(1, KIND)])) is book

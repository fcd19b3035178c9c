import pytest

from keyclient.ingest.child.xls.codepage import AS_BYTES, code_page, decoded


@pytest.mark.parametrize(
    ("encoding", "texts", "found"),
    [
        ("gb18030", ["客户号", "张三", "AUM"], "gb18030"),
        ("gb18030", ["Muller 米勒", "客户", "理财"], "gb18030"),
        ("cp1252", ["Müller", "José", "Zoë"], "cp1252"),
        ("cp1252", ["AUM", "Name"], None),
        ("gb18030", [], None),
    ],
)
def test_texts_without_a_code_page_show_by_their_bytes_which_it_is(
    encoding: str, texts: list[str], found: str | None
) -> None:
    as_bytes = [text.encode(encoding).decode(AS_BYTES) for text in texts]
    assert code_page(as_bytes) == found
    assert [decoded(text, found) for text in as_bytes] == texts


def test_a_character_that_was_cut_in_two_costs_no_other() -> None:
    cut = "客户经理".encode("gb18030")[:-1].decode(AS_BYTES)
    assert decoded(cut, code_page([cut])) == "客户经\ufffd"

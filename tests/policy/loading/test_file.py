"""Policy files as people save them."""

from pathlib import Path

import pytest

from keyclient.model.label import Lang
from keyclient.policy.loading.load import load_policy
from keyclient.policy.loading.refusals import PolicyFileBroken, PolicyFileEncoding, PolicyFileUnreadable
from tests.policy.support import load, refusal

HEADING = '[columns]\naum = "时点金融资产"\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_file_with_or_without_byte_order_mark_is_read(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "keyclient.toml").write_text(HEADING, encoding=encoding, newline="\r\n")
    loaded = load(tmp_path)
    assert loaded.policy.columns == {"aum": "时点金融资产"}
    assert loaded.origins["columns.aum"].line == 2


@pytest.mark.parametrize(("encoding", "line"), [("gbk", 2), ("utf-16", 1)])
def test_file_in_another_encoding_is_refused_with_the_remedy(
    tmp_path: Path, encoding: str, line: int
) -> None:
    (tmp_path / "keyclient.toml").write_text(HEADING, encoding=encoding)
    with pytest.raises(PolicyFileEncoding) as caught:
        load(tmp_path)
    assert f"line {line}: the policy file is not UTF-8" in caught.value.text(Lang.EN)
    assert "另存为 UTF-8" in caught.value.text(Lang.ZH)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "[segment]\nties = up\n",
            "line 2, column 8: not valid TOML. Write one key = value per line, with text in double quotes.",
        ),
        (
            "book = “a.xlsx”\n",
            (
                "line 1, column 8: not valid TOML. "
                "Full-width punctuation is not valid: use = , . [ ] and straight quotes."
            ),
        ),
        (
            'book = "C:\\unions\\a.xlsx"\n',
            (
                "line 1, column 13: not valid TOML. "
                "Put a path with backslashes in single quotes: 'C:\\books\\a.xlsx'."
            ),
        ),
        (
            "[columns]\n资产 = 'aum'\n",
            (
                "line 2, column 1: not valid TOML. "
                'Write keys in English and headings to the right of the equals sign: aum = "Total assets".'
            ),
        ),
        (
            'book = """a\n',
            "line 2, column 1: not valid TOML. Write one key = value per line, with text in double quotes.",
        ),
    ],
)
def test_broken_file_is_refused_with_line_column_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    assert refusal(tmp_path, text) == f"keyclient.toml, {said}"


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "a = 1\na = 2", "a = 2026-13-01"])
def test_file_that_the_parser_chokes_on_is_broken(tmp_path: Path, text: str) -> None:
    with pytest.raises(PolicyFileBroken):
        load(tmp_path, text)


def test_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(PolicyFileUnreadable, match="Permission denied"):
        load(tmp_path, HEADING)


def test_named_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="policy file not found"):
        load_policy(config=tmp_path, start=tmp_path, environ={}, settings=())

"""`policy init` as somebody types it."""

import json
import subprocess
from pathlib import Path

import pytest

from keyclient.model.label import Lang
from keyclient.policy.showing.first_template import first_template
from keyclient.policy.showing.template import policy_template
from tests.program import typed


def _run(folder: Path, *arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    spoken = () if "--lang" in arguments else ("--lang", "en")
    return typed(folder, *spoken, *arguments, **extra)


@pytest.mark.parametrize("lang", Lang)
def test_the_file_is_written_in_the_language_of_the_run_and_where_it_is_said(
    tmp_path: Path, lang: Lang
) -> None:
    done = _run(tmp_path, "--lang", lang, "policy", "init")
    file = tmp_path / "keyclient.toml"
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (f"已写入 {file}。\n" if lang is Lang.ZH else f"Wrote {file}.\n")
    assert file.read_bytes() == first_template(lang).encode()
    assert len(file.read_text(encoding="utf-8").splitlines()) < 60


def test_the_full_file_has_every_key(tmp_path: Path) -> None:
    _run(tmp_path, "policy", "init", "--full")
    assert (tmp_path / "keyclient.toml").read_text(encoding="utf-8") == policy_template(Lang.EN)


@pytest.mark.parametrize("how", [(), ("--full",)])
def test_what_is_written_can_be_used_and_changes_nothing(tmp_path: Path, how: tuple[str, ...]) -> None:
    before = json.loads(_run(tmp_path, "policy", "show", "-f", "json").stdout)
    _run(tmp_path, "policy", "init", *how)
    assert _run(tmp_path, "policy", "validate").stderr.endswith("keyclient.toml is valid.\n")
    after = json.loads(_run(tmp_path, "policy", "show", "-f", "json").stdout)
    assert after["result"] == before["result"]
    assert after["policy_sha256"] == before["policy_sha256"]


def test_a_file_that_is_there_is_replaced_only_when_that_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "keyclient.toml"
    file.write_text("# ours\n", encoding="utf-8")
    refused = _run(tmp_path, "policy", "init")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert f"{file} already exists; nothing was written. Use --force to replace it" in refused.stderr
    assert file.read_text(encoding="utf-8") == "# ours\n"
    assert _run(tmp_path, "policy", "init", "--force").returncode == 0
    assert file.read_text(encoding="utf-8") == first_template(Lang.EN)


def test_a_broken_policy_file_does_not_stand_in_the_way_of_another(tmp_path: Path) -> None:
    (tmp_path / "keyclient.toml").write_text("[segment\n", encoding="utf-8")
    assert _run(tmp_path, "policy", "init", "--out", "other.toml").returncode == 0
    assert (tmp_path / "other.toml").exists()


def test_a_file_of_another_name_has_to_be_named(tmp_path: Path) -> None:
    done = _run(tmp_path, "policy", "init", "-o", "mine.toml")
    assert f"--config {tmp_path / 'mine.toml'}" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.toml"]


def test_the_file_that_config_names_is_the_one_that_is_written(tmp_path: Path) -> None:
    _run(tmp_path, "policy", "init", "--config", "ours.toml")
    _run(tmp_path, "policy", "init", KEYCLIENT_CONFIG="theirs.toml")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["ours.toml", "theirs.toml"]


def test_a_file_above_that_no_longer_applies_is_told(tmp_path: Path) -> None:
    above, below = tmp_path / "keyclient.toml", tmp_path / "below"
    below.mkdir()
    above.write_text("[segment]\ntarget = 0.7\n", encoding="utf-8")
    done = _run(below, "policy", "init", "--lang", "zh")
    assert f"警告：{above} 在此处不再生效" in done.stderr
    assert "no longer applies" not in _run(below, "policy", "init", "--force").stderr
    assert "no longer applies" not in _run(tmp_path, "policy", "init", "--out", "below/x.toml").stderr


def test_a_place_that_cannot_be_written_ends_with_2_and_a_reason(tmp_path: Path) -> None:
    done = _run(tmp_path, "policy", "init", "--out", "nowhere/keyclient.toml")
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr

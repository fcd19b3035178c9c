"""Loading a policy from text."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from keyclient.errors import PolicyError
from keyclient.model.label import Lang
from keyclient.policy.loading.load import LoadedPolicy, load_policy


def load(
    folder: Path,
    text: str | None = None,
    environ: Mapping[str, str] | None = None,
    settings: Sequence[str] = (),
) -> LoadedPolicy:
    """The policy in a folder whose policy file holds the text; without a text there is no file."""
    if text is not None:
        (folder / "keyclient.toml").write_text(text, encoding="utf-8")
    return load_policy(config=None, start=folder, environ=environ or {}, settings=settings)


def refusal(
    folder: Path,
    text: str | None = None,
    environ: Mapping[str, str] | None = None,
    settings: Sequence[str] = (),
    lang: Lang = Lang.EN,
) -> str:
    """Why the policy cannot be used, with the folder's path left out."""
    with pytest.raises(PolicyError) as caught:
        load(folder, text, environ, settings)
    return caught.value.text(lang).replace(f"{folder}{os.sep}", "")

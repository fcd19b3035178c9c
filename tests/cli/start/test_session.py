import io

import pytest

from keyclient.cli.start.narrator import Narrator
from keyclient.cli.start.session import Session
from keyclient.model.label import Label, Lang
from keyclient.render import screen
from keyclient.render.screen import Screen
from keyclient.render.text import Voice


@pytest.mark.parametrize(("said", "height"), [(0, 24), (7, 17), (12, 12), (13, 16), (30, 16)])
def test_an_answer_gets_what_narration_has_left_or_most_of_a_window(
    said: int, height: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session()
    narrator = Narrator(io.StringIO(), Voice(Lang.EN), width=80)
    for _ in range(said):
        narrator.note(Label("said", "已说"))
    vars(session)["narrator"] = narrator
    monkeypatch.setattr(screen, "screen_of", lambda *_, **__: Screen(terminal=True, height=24))
    assert session.screen.height == height

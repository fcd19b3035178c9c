"""The real LibreOffice without a window: a macro in a profile of its own opens a workbook, edits and saves it."""

import shutil
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")
_SECONDS = 180
"""A last resort."""
_STARTS = 3
"""The first start in a new profile puts a macro of its own there, and runs none."""
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_LIBRARY = (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false">{element}</library:library>'
)
_LIBRARIES = (
    '<library:libraries xmlns:library="http://openoffice.org/2000/library" '
    'xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" '
    'xlink:href="$(USER)/basic/Standard/{kind}.xlb/" xlink:type="simple" library:link="false"/></library:libraries>'
)
_MODULE = (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{code}</script:module>'
)


def edit(folder: Path, macro: str, source: Path, *saved: Path) -> None:
    """Run the `Main` of a macro, which opens one file and saves others, in a profile in the folder."""
    profile = folder / "profile"
    said = ",".join(f'"{path.as_uri()}"' for path in (source, *saved))
    command = [str(SOFFICE), "--headless", "--norestore", f"-env:UserInstallation={profile.as_uri()}"]
    for _ in range(_STARTS):
        if not saved[-1].exists():
            _write(profile / "user" / "basic", macro)
            subprocess.run(
                [*command, f"macro:///Standard.Module1.Main({said})"],
                check=True,
                capture_output=True,
                timeout=_SECONDS,
            )


def _write(basic: Path, macro: str) -> None:
    (basic / "Standard").mkdir(parents=True, exist_ok=True)
    for kind, element in (("script", '<library:element library:name="Module1"/>'), ("dialog", "")):
        (basic / f"{kind}.xlc").write_text(_XML + _LIBRARIES.format(kind=kind), encoding="utf-8")
        library = _XML + _LIBRARY.format(element=element)
        (basic / "Standard" / f"{kind}.xlb").write_text(library, encoding="utf-8")
    module = _XML + _MODULE.format(code=escape(macro))
    (basic / "Standard" / "Module1.xba").write_text(module, encoding="utf-8")

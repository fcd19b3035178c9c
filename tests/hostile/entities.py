"""XML that declares entities: bombs that grow, and references to files and hosts outside."""

from collections.abc import Callable

from keyclient.ingest.base.refusals import BookDamaged
from tests.hostile.case import Case, Make, refused, saved
from tests.making.cells import CUSTOMERS
from tests.making.ods import CONTENT, ods_parts
from tests.making.packages import package
from tests.making.xlsx import SHEET, STRINGS, xlsx_parts

_PARTS = {
    "xlsx": xlsx_parts({"客户": CUSTOMERS}),
    "ods": ods_parts({"客户": CUSTOMERS}),
}
_READ = {
    "xlsx": ("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, STRINGS, "xl/styles.xml"),
    "ods": (CONTENT, "META-INF/manifest.xml"),
}  # fmt: skip


def _laughs() -> str:
    """Ten entities of ten of the one before: three thousand million words."""
    steps = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10))
    return f'<!DOCTYPE x [<!ENTITY a0 "lol">{steps}]>'


_DECLARED: dict[str, tuple[Callable[[], str], str]] = {
    "entities of entities": (_laughs, "&a9;"),
    "one long entity a hundred thousand times": (lambda: f'<!DOCTYPE x [<!ENTITY a "{"x" * 100_000}">]>', "&a;" * 100_000),
    "an entity that is a file of this computer": (lambda: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;"),
    "a DTD of another computer": (lambda: '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">', ""),
    "a parameter entity of another computer": (lambda: '<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:9/x"> %a;]>', ""),
}  # fmt: skip


def _declared(suffix: str, part: str, kind: str) -> Make:
    """A book of which one part declares entities, and uses them before its last tag."""

    def content() -> bytes:
        doctype, use = _DECLARED[kind]
        text = _PARTS[suffix][part].decode()
        head, mark, body = text.partition("?>")
        at = body.rindex("</")
        return package(
            {**_PARTS[suffix], part: f"{head}{mark}{doctype()}{body[:at]}{use}{body[at:]}".encode()}
        )

    return saved(f"book.{suffix}", content)


ENTITY_CASES = tuple(
    Case(f"{kind} in {part}", _declared(suffix, part, kind), refused(BookDamaged))
    for suffix, parts in _READ.items()
    for part in parts
    for kind in _DECLARED
)

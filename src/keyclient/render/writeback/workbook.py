"""The lists of a workbook: finds the parts of its sheets, adds sheets and names."""

import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from keyclient.render.writeback.markup import (
    Edit,
    Element,
    UnusualXml,
    attribute,
    content,
    edited,
    elements,
    into,
)
from keyclient.render.writeback.package import CONTENT_TYPES, existing, part_bytes, spelled, unusual
from keyclient.render.writeback.refusals import LOCKED, MISSING, NOT_XML

_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATIONS = "_rels/.rels"
_BEFORE_NAMES = ("sheets", "functionGroups", "externalReferences")
"""The elements before the names in a workbook, in order; the names follow the last of them."""
_MOST_LETTERS = 31
"""Excel's limit for the name of a sheet."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True)
class SheetEntry:
    """One entry in the list of sheets."""

    name: str
    number: int
    """The index among the sheets, from 0."""
    sheet_id: int
    part: str


@dataclass(frozen=True)
class DefinedName:
    """A defined name of the workbook."""

    name: str
    place: str
    """Its reference, as in a formula: `'客户'!$P:$S`."""


@dataclass(frozen=True)
class WorkbookLists:
    """The parts of a package that list its content."""

    path: Path
    part: str
    xml: bytes
    relations_part: str
    relations: bytes
    types_part: str
    types: bytes
    parts: tuple[tuple[str, str], ...]
    """The part of each relation as the package spells it, by id; empty if the package does not have it."""

    @property
    def namespace(self) -> str:
        """The namespace of its sheets; strict workbooks have their own."""
        return _STRICT_MAIN if f'"{_STRICT_MAIN}"'.encode() in self.xml else _MAIN

    @property
    def is_1904(self) -> bool:
        """Whether days are counted from 1904."""
        return any(item.attributes.get("date1904") in ("1", "true") for item in self._named("workbookPr"))

    def sheets(self) -> list[SheetEntry]:
        """The sheets in the workbook's order, including charts and dialogs."""
        parts = dict(self.parts)
        found = []
        for number, item in enumerate(self._named("sheet")):
            part = parts.get(self._relation_of(item), "")
            number_given = int(item.attributes.get("sheetId", "0") or 0)
            found.append(SheetEntry(item.attributes.get("name", ""), number, number_given, part))
        return found

    def names(self) -> dict[str, str]:
        """The references of the names, by name."""
        return {
            item.attributes.get("name", ""): self.xml[item.inside : item.close].decode()
            for item in self._named("definedName")
        }

    def with_sheets(self, names: Sequence[str], parts: Sequence[str]) -> "WorkbookLists":
        """The workbook with sheets added at the end. Raises `CannotKeepError` if its structure is protected."""
        if any(self._locked()):
            raise unusual(self.path, self.part, LOCKED)
        entries = self.sheets()
        top = max((entry.sheet_id for entry in entries), default=0)
        taken = {item.attributes.get("Id", "") for item in self._relations()}
        ids = [
            name
            for name in (f"rIdKeyclient{n}" for n in range(1, len(taken) + len(names) + 1))
            if name not in taken
        ]
        listing = next(self._named("sheets"))
        space = _STRICT if _STRICT.encode() in self.xml else _TRANSITIONAL
        lines = "".join(
            f'<{listing.prefix}sheet xmlns:r="{space}" name={attribute(name)} sheetId="{top + at}" r:id="{ids[at - 1]}"/>'
            for at, name in enumerate(names, 1)
        )
        xml = edited(self.xml, [into(listing, lines.encode())])
        relations, types = self._relations_with(ids, parts), self._types_with(parts)
        new = tuple(zip(ids, parts, strict=False))
        return replace(self, xml=xml, relations=relations, types=types, parts=(*self.parts, *new))

    def with_names(self, names: Sequence[DefinedName]) -> "WorkbookLists":
        """The workbook with hidden names added or replaced."""
        wanted = {name.name: name for name in names}
        edits: list[Edit] = []
        for item in self._named("definedName"):
            known = wanted.pop(item.attributes.get("name", ""), None)
            if known is not None:
                edits.append((item.inside, item.close, content(known.place).encode()))
        if wanted:
            edits.append(self._new_names(wanted.values()))
        return replace(self, xml=edited(self.xml, edits))

    def _new_names(self, names: Iterable[DefinedName]) -> Edit:
        found = self._elements()
        root = found[0]
        lines = "".join(
            f'<{root.prefix}definedName name={attribute(name.name)} hidden="1">{content(name.place)}'
            f"</{root.prefix}definedName>"
            for name in names
        )
        listing = next((item for item in found if item.name == "definedNames"), None)
        if listing is not None:
            return into(listing, lines.encode())
        before = [item for item in found if item.name in _BEFORE_NAMES]
        at = max(item.end for item in before)
        return at, at, f"<{root.prefix}definedNames>{lines}</{root.prefix}definedNames>".encode()

    def _relations_with(self, ids: Sequence[str], parts: Sequence[str]) -> bytes:
        found = elements(self.relations)
        kind = next(
            item.attributes["Type"]
            for item in found
            if item.attributes.get("Type", "").endswith("/worksheet")
        )
        folder = posixpath.dirname(self.part)
        lines = "".join(
            f'<{found[0].prefix}Relationship Id="{name}" Type={attribute(kind)} '
            f"Target={attribute(posixpath.relpath(part, folder or '.'))}/>"
            for name, part in zip(ids, parts, strict=False)
        )
        return edited(self.relations, [into(found[0], lines.encode())])

    def _types_with(self, parts: Sequence[str]) -> bytes:
        root = elements(self.types)[0]
        lines = "".join(
            f'<{root.prefix}Override PartName={attribute("/" + part)} ContentType="{_SHEET_TYPE}"/>'
            for part in parts
        )
        return edited(self.types, [into(root, lines.encode())])

    def _relations(self) -> list[Element]:
        return [item for item in elements(self.relations) if item.name == "Relationship"]

    def _elements(self) -> list[Element]:
        return elements(self.xml)

    def _named(self, name: str) -> Iterator[Element]:
        return (item for item in self._elements() if item.name == name)

    def _locked(self) -> Iterator[bool]:
        for item in self._named("workbookProtection"):
            yield item.attributes.get("lockStructure") in ("1", "true")

    @staticmethod
    def _relation_of(sheet: Element) -> str:
        return next((value for key, value in sheet.attributes.items() if key.endswith(":id")), "")


def open_workbook(path: Path, package: zipfile.ZipFile) -> WorkbookLists:
    """The lists of a package. Raises `CannotKeepError` if they cannot be found or edited."""
    part = _main_part(path, package)
    folder, name = posixpath.split(part)
    relations_part = existing(path, package, f"{folder}/_rels/{name}.rels")
    types_part = existing(path, package, CONTENT_TYPES)
    xml, relations, types = (package.read(listed) for listed in (part, relations_part, types_part))
    for listed, content_ in ((part, xml), (relations_part, relations), (types_part, types)):
        try:
            elements(content_)
        except UnusualXml:
            raise unusual(path, listed, NOT_XML) from None
    parts = tuple(_related(package, part, relations))
    return WorkbookLists(path, part, xml, relations_part, relations, types_part, types, parts)


def _related(package: zipfile.ZipFile, part: str, relations: bytes) -> Iterator[tuple[str, str]]:
    """Id and part of every relation of the workbook."""
    for item in elements(relations):
        if item.name == "Relationship":
            target = resolved(part, item.attributes.get("Target", ""))
            yield item.attributes.get("Id", ""), spelled(package, target) or ""


def resolved(part: str, target: str) -> str:
    """The name of the part a relation of `part` points to."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def free_name(wanted: str, taken: Sequence[str]) -> str:
    """A valid sheet name that no other sheet has."""
    used = {name.casefold() for name in taken}
    plain = wanted.translate(_FORBIDDEN).strip(" '")
    for number in range(1, len(used) + 2):
        tail = "" if number == 1 else f" {number}"
        name = plain[: _MOST_LETTERS - len(tail)].rstrip() + tail
        if name.casefold() not in used:
            return name
    raise AssertionError("more names than sheets")


def _main_part(path: Path, package: zipfile.ZipFile) -> str:
    try:
        for item in elements(part_bytes(path, package, _RELATIONS)):
            if item.attributes.get("Type", "").endswith("/officeDocument"):
                return existing(path, package, resolved("", item.attributes.get("Target", "")))
    except UnusualXml:
        raise unusual(path, _RELATIONS, NOT_XML) from None
    raise unusual(path, _RELATIONS, MISSING)

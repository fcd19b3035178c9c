"""What stands in cells beyond text and numbers: pictures and data types, which a sheet writes as errors.

A cell names its value by a number (`vm`); the metadata of the workbook lead from there to the kind of the value. Only
values of the kind `_error` are errors, such as `#SPILL!`.
"""

import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator

from keyclient.ingest.scan.parts import PartNames

_METADATA = "xl/metadata.xml"
_VALUES = "xl/richData/rdrichvalue.xml"
_KINDS = "xl/richData/rdrichvaluestructure.xml"
_ERROR = "_error"


def error_values(package: zipfile.ZipFile) -> frozenset[int]:
    """The numbers of the values that are errors, from 1; empty where the package does not say what they are.

    Raises what expat and `zipfile` raise for a broken part.
    """
    names = PartNames(package)
    parts = [_parsed(names, part) for part in (_METADATA, _VALUES, _KINDS)]
    if any(part is None for part in parts):
        return frozenset()
    metadata, values, kinds = (part for part in parts if part is not None)
    kind = [item.get("t", "") for item in _children(kinds, "s")]
    kind_of = [_at(kind, item.get("s")) for item in _children(values, "rv")]
    rich: list[str | None] = [item.get("i") for item in metadata.iter() if _local(item) == "rvb"]
    numbered = enumerate(_value_indices(metadata), 1)
    return frozenset(number for number, index in numbered if _at(kind_of, _at(rich, index)) == _ERROR)


def _value_indices(metadata: ET.Element) -> Iterator[str | None]:
    """For each number of a value the index among the rich values of the metadata."""
    for listing in _children(metadata, "valueMetadata"):
        for block in listing:
            yield next((item.get("v") for item in block if _local(item) == "rc"), None)


def _at(items: list[str] | list[str | None], index: str | None) -> str | None:
    """The item at an index that a file gives; None where there is none."""
    if index is None or not index.isdecimal() or len(index) > 9 or int(index) >= len(items):
        return None
    return items[int(index)]


def _parsed(names: PartNames, part: str) -> ET.Element | None:
    return None if names.find(part) is None else ET.fromstring(names.read(part))


def _children(root: ET.Element, name: str) -> Iterator[ET.Element]:
    return (item for item in root if _local(item) == name)


def _local(item: ET.Element) -> str:
    return item.tag.rpartition("}")[2]

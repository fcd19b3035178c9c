"""What would mislead a search for tags in a sheet, set aside meanwhile: comments, literal texts (CDATA), `>` in attributes."""

import re
from base64 import b64decode, b64encode

_SECTION = re.compile(rb"<!\[CDATA\[.*?\]\]>|<!--.*?-->", re.S)
_TOKEN = re.compile(rb"\0([A-Za-z0-9+/=]*)\0")
"""NUL stands in no XML, and no tag in what is between."""
_MAY_HOLD_END = re.compile(rb"""=\s*(?:"[^"<>]*>[^"<]*"|'[^'<>]*>[^'<]*')""")
"""Finds every attribute with a `>`, and some texts that only look like one."""
_TAG = re.compile(rb"""<[^<>"']*(?:"[^"<]*"[^<>"']*|'[^'<]*'[^<>"']*)*>""")
_VALUE = re.compile(rb"\"[^\"]*\"|'[^']*'")
_END = b"\0" + b64encode(b">") + b"\0"


def set_aside(data: bytes) -> tuple[bytes, bytes]:
    """The data with tokens for sections and for `>` in attributes, and its end if something begins there that goes on."""
    plain, rest = _without_sections(data)
    if not rest and (at := plain.rfind(b"<")) >= 0 and _TAG.match(plain, at) is None:
        plain, rest = plain[:at], plain[at:]
    return (_TAG.sub(_without_ends, plain) if _MAY_HOLD_END.search(plain) else plain), rest


def put_back(data: bytes) -> bytes:
    """The data with its sections in their places."""
    return _TOKEN.sub(lambda token: b64decode(token[1]), data) if b"\0" in data else data


def _without_sections(data: bytes) -> tuple[bytes, bytes]:
    if b"<!" not in data and not data.endswith(b"<"):
        return data, b""
    plain = _SECTION.sub(lambda section: b"\0" + b64encode(section[0]) + b"\0", data)
    at = plain.find(b"<!")
    if at < 0 and plain.endswith(b"<"):
        at = len(plain) - 1
    return (plain, b"") if at < 0 else (plain[:at], plain[at:])


def _without_ends(tag: "re.Match[bytes]") -> bytes:
    return _VALUE.sub(lambda value: value[0].replace(b">", _END), tag[0])

"""The kind of web page or XML document that a text is, and the encoding it declares."""

import re

from keyclient.ingest.base.file_kinds import FileKind

_PROLOG = re.compile(r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->)*", re.S)
_HTML = re.compile(
    r"<(?:!doctype\s+html|html|head|body|table|meta|div|style|title|center|font|link|script|thead|tbody|tr|td|p|br|b|h[1-6]"
    r"|base|span|form|caption|col|colgroup)[\s>/]",
    re.I,
)
_WORKBOOK = re.compile(r"<(?:\w+:)?Workbook[\s>]")
_SPREADSHEET_2003 = "urn:schemas-microsoft-com:office:spreadsheet"
_DOCUMENT = re.compile(r"<office:document[\s>]")
_ELEMENT = re.compile(r"<(?:!DOCTYPE|[A-Za-z_][\w.-]*(?::[\w.-]+)?[\s>/][^<]*xmlns)", re.S)
_XML_ENCODING = re.compile(r"<\?xml[^>]*?\sencoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_CHARSET = re.compile(r"<meta[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)


class OtherMarkup(Exception):
    """XML that is not a spreadsheet."""


def markup_kind(text: str) -> FileKind | None:
    """The kind of markup that a text begins with; None for plain text. Raises `OtherMarkup`."""
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    is_xml = "<?xml" in text[:start]
    if _HTML.match(text, start):
        return FileKind.HTML
    if _WORKBOOK.match(text, start) and _SPREADSHEET_2003 in text:
        return FileKind.XML2003
    if _DOCUMENT.match(text, start):
        return FileKind.FODS
    if is_xml or _ELEMENT.match(text, start):
        raise OtherMarkup
    return None


def declared_encoding(text: str) -> str | None:
    """The encoding that a page or document declares."""
    found = _XML_ENCODING.search(text) or _CHARSET.search(text)
    if found is None:
        return None
    name = found[1].lower()
    return "gb18030" if name in {"gb2312", "gbk", "gb_2312-80", "x-gbk"} else name

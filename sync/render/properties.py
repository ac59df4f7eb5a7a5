"""Document properties: title, subject, author, language and the report's own date, never the clock's."""

from __future__ import annotations

from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:subject>{subject}</dc:subject><dc:creator>{author}</dc:creator>"
    '<dcterms:created xsi:type="dcterms:W3CDTF">{moment}</dcterms:created>'
    "<cp:lastModifiedBy>{author}</cp:lastModifiedBy>"
    '<dcterms:modified xsi:type="dcterms:W3CDTF">{moment}</dcterms:modified>'
    "<dc:language>vi-VN</dc:language></cp:coreProperties>"
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>baocao</Application><Company>{company}</Company></Properties>"
)


def core_properties(title: str, subject: str, author: str, moment: str) -> bytes:
    """Return docProps/core.xml; `moment` is when the document was made, as W3CDTF. Texts must be storable in XML."""
    return (_HEAD + _CORE.format(**_escaped(title=title, subject=subject, author=author, moment=moment))).encode()


def app_properties(company: str) -> bytes:
    """Return docProps/app.xml."""
    return (_HEAD + _APP.format(**_escaped(company=company))).encode()


def _escaped(**texts: str) -> dict[str, str]:
    return {name: escape(text) for name, text in texts.items()}

"""Writes records as flat OpenDocument texts for LibreOffice. usage: to_fodt.py OUT RECORD..."""

import pathlib
import sys
from xml.sax.saxutils import escape

from content import HEADER, load

NAMES = " ".join(f'xmlns:{k}="urn:oasis:names:tc:opendocument:xmlns:{v}:1.0"' for k, v in (
    ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"), ("fo", "xsl-fo-compatible"), ("meta", "meta"),
    ("svg", "svg-compatible")))
TAB = '<style:tab-stops><style:tab-stop style:position="162mm" style:type="right"/></style:tab-stops>'


def paragraph_style(name, text="", props="", parent="Standard", extra="", inner=""):
    return (f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="{parent}" {extra}>'
            f'<style:paragraph-properties {props}>{inner}</style:paragraph-properties><style:text-properties style:font-name="Noto Sans" {text}/></style:style>')


STYLES = (
    '<style:default-style style:family="paragraph"><style:text-properties style:font-name="Noto Sans" fo:font-family="Noto Sans" '
    'fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style>'
    '<style:style style:name="Standard" style:family="paragraph"><style:paragraph-properties fo:margin-bottom="1.5mm" fo:line-height="15pt"/><style:text-properties style:font-name="Noto Sans"/></style:style>'
    + paragraph_style("Heading_20_1", 'fo:font-size="21pt" fo:font-weight="bold" fo:color="#0b5563"', 'fo:line-height="normal"', extra='style:default-outline-level="1"')
    + paragraph_style("Heading_20_2", 'fo:font-size="15pt" fo:font-weight="bold" fo:color="#0b5563"', 'fo:line-height="normal" fo:margin-top="5mm" fo:margin-bottom="2mm" fo:keep-with-next="always"', extra='style:default-outline-level="2"')
    + paragraph_style("Heading_20_3", 'fo:font-weight="bold"', 'fo:margin-top="2.5mm" fo:margin-bottom="1mm" fo:keep-with-next="always"', extra='style:default-outline-level="3"')
    + paragraph_style("Sub", 'fo:font-size="14.4pt"') + paragraph_style("Cell", "", 'fo:margin-bottom="0mm"')
    + paragraph_style("Head", 'fo:font-weight="bold" fo:color="#0b5563"', parent="Cell")
    + paragraph_style("Box", "", 'fo:background-color="#fdf6e7" fo:margin-bottom="0mm" fo:padding="2mm"') + paragraph_style("Edge", "", inner=TAB))
CELLS = ('<style:style style:name="C" style:family="table-cell"><style:table-cell-properties fo:padding="0.6mm" '
         'fo:border-bottom="0.5pt solid #c3ccd3"/></style:style><style:style style:name="R" style:family="table-row">'
         '<style:table-row-properties fo:keep-together="always"/></style:style>'
         '<style:style style:name="F" style:family="table-cell"><style:table-cell-properties fo:padding="0.3mm"/></style:style>'
         '<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm" fo:margin-top="14mm" '
         'fo:margin-bottom="12mm" fo:margin-left="24mm" fo:margin-right="24mm"/><style:header-style><style:header-footer-properties '
         'fo:min-height="13mm" fo:margin-bottom="6mm"/></style:header-style><style:footer-style><style:header-footer-properties fo:min-height="12mm" '
         'fo:margin-top="6mm"/></style:footer-style></style:page-layout>')


def fodt(doc):
    body, columns, count = [], [], 0

    def table(widths, header, rows, cell):
        nonlocal count
        count += 1
        total = sum(widths)
        for i, width in enumerate(widths):
            columns.append(f'<style:style style:name="T{count}.{i}" style:family="table-column"><style:table-column-properties style:column-width="{162 * width / total:.1f}mm"/></style:style>')
        row = lambda cells, style: '<table:table-row table:style-name="R">' + "".join(
            f'<table:table-cell table:style-name="{cell}"><text:p text:style-name="{style}">{escape(c)}</text:p></table:table-cell>' for c in cells) + "</table:table-row>"
        head = f"<table:table-header-rows>{row(header, 'Head')}</table:table-header-rows>" if header else ""
        body.append(f'<table:table table:name="T{count}">' + "".join(f'<table:table-column table:style-name="T{count}.{i}"/>' for i in range(len(widths)))
                    + head + "".join(row(r, "Cell") for r in rows) + "</table:table>")

    for kind, *rest in doc["blocks"]:
        if kind[0] == "h":
            body.append(f'<text:h text:style-name="Heading_20_{kind[1]}" text:outline-level="{kind[1]}">{escape(rest[0])}</text:h>')
        elif kind in ("p", "sub"):
            body.append(f'<text:p text:style-name="{"Sub" if kind == "sub" else "Standard"}">{escape(rest[0])}</text:p>')
        elif kind == "li":
            body.append(f'<text:list><text:list-item><text:p text:style-name="Standard">{escape(rest[0])}</text:p></text:list-item></text:list>')
        elif kind == "box":
            body.append("".join(f'<text:p text:style-name="Box">{escape(t)}</text:p>' for t in rest))
        elif kind == "facts":
            table((25, 75), None, rest[0], "F")
        else:
            table(*rest, "C")
    edge = lambda left, right: f'<text:p text:style-name="Edge">{escape(left)}<text:tab/>{right}</text:p>'
    master = ('<style:master-page style:name="Standard" style:page-layout-name="L"><style:header>' + edge(HEADER[0], HEADER[1]) + "</style:header><style:footer>"
              + edge(doc["footer"], "Page <text:page-number text:select-page=\"current\"/> of <text:page-count/>") + "</style:footer></style:master-page>")
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {NAMES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" '
            f'office:mimetype="application/vnd.oasis.opendocument.text"><office:meta><dc:title>{escape(doc["title"])}</dc:title></office:meta>'
            f'<office:font-face-decls><style:font-face style:name="Noto Sans" svg:font-family="Noto Sans"/></office:font-face-decls>'
            f"<office:styles>{STYLES}</office:styles><office:automatic-styles>{CELLS}{''.join(columns)}</office:automatic-styles>"
            f"<office:master-styles>{master}</office:master-styles><office:body><office:text>{''.join(body)}</office:text></office:body></office:document>")


def main():
    out = pathlib.Path(sys.argv[1])
    for path in sys.argv[2:]:
        doc = load(path)
        (out / f"{doc['name']}.fodt").write_text(fodt(doc), encoding="utf-8")


main()

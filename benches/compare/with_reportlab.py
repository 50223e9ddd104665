"""ReportLab's Platypus. usage: with_reportlab.py OUT RECORD..."""

import pathlib
import sys
from html import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from content import BOLD, HEADER, REGULAR, load

ACCENT, GREY = HexColor("#0b5563"), HexColor("#c3ccd3")
pdfmetrics.registerFont(TTFont("Noto", REGULAR))
pdfmetrics.registerFont(TTFont("Noto-Bold", BOLD))
BODY = ParagraphStyle("p", fontName="Noto", fontSize=12, leading=15, spaceAfter=4)
CELL = ParagraphStyle("cell", parent=BODY, spaceAfter=0)
HEAD = ParagraphStyle("head", parent=CELL, fontName="Noto-Bold", textColor=ACCENT)
STYLES = {
    "p": BODY,
    "sub": ParagraphStyle("sub", parent=BODY, fontSize=14.4, leading=19),
    "h1": ParagraphStyle("h1", parent=BODY, fontName="Noto-Bold", fontSize=21, leading=27, textColor=ACCENT),
    "h2": ParagraphStyle("h2", parent=BODY, fontName="Noto-Bold", fontSize=15, leading=20, spaceBefore=13, textColor=ACCENT, keepWithNext=1),
    "h3": ParagraphStyle("h3", parent=BODY, fontName="Noto-Bold", spaceBefore=6, spaceAfter=2, keepWithNext=1),
    "li": ParagraphStyle("li", parent=BODY, leftIndent=12, bulletIndent=2, spaceAfter=2),
}
LINES = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, GREY), ("LINEBELOW", (0, 0), (-1, 0), 1, ACCENT), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 5), ("TOPPADDING", (0, 0), (-1, -1), 2), ("BOTTOMPADDING", (0, 0), (-1, -1), 3)])
PLAIN = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 1), ("BOTTOMPADDING", (0, 0), (-1, -1), 1), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
TINT = TableStyle([("BACKGROUND", (0, 0), (-1, -1), HexColor("#fdf6e7")), ("LEFTPADDING", (0, 0), (-1, -1), 11)])
WIDTH = A4[0] - 48 * mm


class Numbered(Canvas):
    """A canvas that knows how many pages there are in the end."""

    foot = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.states = []

    def showPage(self):
        self.states.append(dict(self.__dict__))
        self._startPage()

    def save(self):
        for number, state in enumerate(self.states, 1):
            self.__dict__.update(state)
            self.setFont("Noto", 12)
            self.drawString(24 * mm, A4[1] - 17 * mm, HEADER[0])
            self.drawRightString(A4[0] - 24 * mm, A4[1] - 17 * mm, HEADER[1])
            self.drawString(24 * mm, 13 * mm, self.foot)
            self.drawRightString(A4[0] - 24 * mm, 13 * mm, f"Page {number} of {len(self.states)}")
            Canvas.showPage(self)
        Canvas.save(self)


def story(doc):
    cell = lambda text, style=CELL: Paragraph(escape(text, False), style)
    for kind, *rest in doc["blocks"]:
        if kind == "li":
            yield Paragraph(escape(rest[0], False), STYLES["li"], bulletText="•")
        elif kind in STYLES:
            yield Paragraph(escape(rest[0], False), STYLES[kind])
        elif kind == "box":
            yield Table([[[cell(rest[0], HEAD), cell(rest[1])]]], colWidths=[WIDTH], style=TINT)
        elif kind == "facts":
            yield Table([[cell(a), cell(v)] for a, v in rest[0]], colWidths=[110, WIDTH - 110], style=PLAIN)
            yield Spacer(1, 6)
        else:
            widths, header, rows = rest
            yield Table([[cell(h, HEAD) for h in header]] + [[cell(c) for c in row] for row in rows],
                        colWidths=[WIDTH * w / sum(widths) for w in widths], repeatRows=1, style=LINES)


def main():
    out = pathlib.Path(sys.argv[1])
    for path in sys.argv[2:]:
        doc = load(path)
        canvas = type("Footed", (Numbered,), {"foot": doc["footer"]})
        SimpleDocTemplate(str(out / f"{doc['name']}.pdf"), pagesize=A4, title=doc["title"], lang="en-GB", leftMargin=24 * mm - 6, rightMargin=24 * mm - 6,
                          topMargin=27 * mm - 6, bottomMargin=24 * mm - 6).build(list(story(doc)), canvasmaker=canvas)


main()

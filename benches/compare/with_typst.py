"""Typst's Python binding: one compiler for all records. usage: with_typst.py OUT RECORD..."""

import json
import pathlib
import sys

import typst

from content import FONTS, HEADER, load

STYLE = """
#set text(font: "Noto Sans", size: 12pt, lang: "en", region: "GB", hyphenate: false)
#set par(leading: 0.62em, spacing: 0.85em)
#set list(indent: 0.2em, spacing: 0.6em)
#show heading: set text(fill: rgb("#0b5563"))
#show heading.where(level: 1): set text(size: 1.75em)
#show heading.where(level: 2): set text(size: 1.25em)
#show heading.where(level: 2): set block(above: 1.35em, below: 0.65em)
#show heading.where(level: 3): set text(size: 1em, fill: black)
#set table(stroke: (x, y) => (bottom: if y == 0 { 1pt + rgb("#0b5563") } else { 0.5pt + rgb("#c3ccd3") }), inset: (x: 0.4em, y: 0.42em))
#show table.cell.where(y: 0): set text(weight: "bold", fill: rgb("#0b5563"))
#let facts(..rows) = grid(columns: (9.2em, 1fr), row-gutter: 0.62em, column-gutter: 0.8em, ..rows)
#let own(title, body) = block(width: 100%, fill: rgb("#fdf6e7"), inset: 0.9em, { strong(title); parbreak(); body })
"""


def code(text):
    return json.dumps(text, ensure_ascii=False)


def source(doc):
    out = [STYLE, f"#set document(title: {code(doc['title'])})",
           '#set page(paper: "a4", margin: (x: 24mm, top: 27mm, bottom: 24mm), header: grid(columns: (1fr, auto), '
           f"{code(HEADER[0])}, {code(HEADER[1])}), footer: grid(columns: (1fr, auto), {code(doc['footer'])}, "
           "context [Page #counter(page).get().first() of #counter(page).final().first()]))"]
    for kind, *rest in doc["blocks"]:
        if kind[0] == "h":
            out.append(f"#heading(level: {kind[1]}, {code(rest[0])})")
        elif kind == "sub":
            out.append(f"#text(size: 1.2em, {code(rest[0])})\n")
        elif kind == "p":
            out.append(f"#{code(rest[0])}\n")
        elif kind == "li":
            out.append(f"- #{code(rest[0])}")
        elif kind == "box":
            out.append(f"#own({code(rest[0])}, {code(rest[1])})")
        elif kind == "facts":
            out.append("#facts(" + ", ".join(f"{code(a)}, {code(v)}" for a, v in rest[0]) + ")")
        else:
            widths, header, rows = rest
            cells = ", ".join(code(c) for row in rows for c in row)
            out.append(f"#table(columns: ({', '.join(f'{w}fr' for w in widths)}), table.header({', '.join(map(code, header))}), {cells})")
    return "\n".join(out)


def main():
    out = pathlib.Path(sys.argv[1])
    compiler = typst.Compiler(font_paths=[str(FONTS)], ignore_system_fonts=True)
    for path in sys.argv[2:]:
        doc = load(path)
        (out / f"{doc['name']}.pdf").write_bytes(compiler.compile(input=source(doc).encode(), format="pdf"))


main()

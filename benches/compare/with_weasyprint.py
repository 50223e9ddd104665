"""WeasyPrint: one font configuration for all records. usage: with_weasyprint.py OUT VARIANT RECORD...   VARIANT: none or pdf/ua-1"""

import pathlib
import sys
from html import escape

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from content import BOLD, HEADER, REGULAR, load

STYLE = f"""
@font-face {{ font-family: Noto; src: url({REGULAR.as_uri()}); }}
@font-face {{ font-family: Noto; font-weight: bold; src: url({BOLD.as_uri()}); }}
@page {{ size: A4; margin: 27mm 24mm 24mm; @top-left {{ content: "{HEADER[0]}"; font: 12pt Noto }} @top-right {{ content: "{HEADER[1]}"; font: 12pt Noto }}
  @bottom-left {{ content: string(foot); font: 12pt Noto }} @bottom-right {{ content: "Page " counter(page) " of " counter(pages); font: 12pt Noto }} }}
html {{ font: 12pt/1.25 Noto; string-set: foot attr(data-foot) }} h1, h2, th {{ color: #0b5563 }} h1 {{ font-size: 21pt; margin: 0.4em 0 }}
h2 {{ font-size: 15pt; margin: 0.9em 0 0.4em }} h3 {{ font-size: 12pt; margin: 0.7em 0 0.2em }} p {{ margin: 0.4em 0 }} ul {{ margin: 0.3em 0 }}
.sub {{ font-size: 14.4pt }} .box {{ background: #fdf6e7; padding: 0.9em }} table {{ width: 100%; border-collapse: collapse; table-layout: fixed }}
th, td {{ text-align: left; vertical-align: top; padding: 0.25em 0.4em; border-bottom: 0.5pt solid #c3ccd3 }} tr {{ break-inside: avoid }}
dl {{ display: grid; grid-template-columns: 9.2em 1fr; margin: 0 }} dd {{ margin: 0 }} dt {{ color: #4a5660 }}
"""


def html(doc):
    out, items = [], []
    for kind, *rest in doc["blocks"]:
        if kind == "li":
            items.append(f"<li>{escape(rest[0])}</li>")
            continue
        if items:
            out.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if kind in ("h1", "h2", "h3", "p"):
            out.append(f"<{kind}>{escape(rest[0])}</{kind}>")
        elif kind == "sub":
            out.append(f'<p class="sub">{escape(rest[0])}</p>')
        elif kind == "box":
            out.append(f'<div class="box"><p><strong>{escape(rest[0])}</strong></p><p>{escape(rest[1])}</p></div>')
        elif kind == "facts":
            out.append("<dl>" + "".join(f"<dt>{escape(a)}</dt><dd>{escape(v)}</dd>" for a, v in rest[0]) + "</dl>")
        else:
            widths, header, rows = rest
            total = sum(widths)
            out.append("<table><thead><tr>" + "".join(f'<th style="width: {100 * w / total:.1f}%">{escape(h)}</th>' for w, h in zip(widths, header))
                       + "</tr></thead><tbody>" + "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
                       + "</tbody></table>")
    return (f'<!doctype html><html lang="en" data-foot="{escape(doc["footer"])}"><head><title>{escape(doc["title"])}</title></head>'
            f"<body>{''.join(out)}</body></html>")


def main():
    out, variant = pathlib.Path(sys.argv[1]), sys.argv[2]
    fonts = FontConfiguration()
    style = CSS(string=STYLE, font_config=fonts)
    options = {} if variant == "none" else {"pdf_variant": variant}
    for path in sys.argv[3:]:
        doc = load(path)
        HTML(string=html(doc)).write_pdf(str(out / f"{doc['name']}.pdf"), stylesheets=[style], font_config=fonts, **options)


main()

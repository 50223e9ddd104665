#!/usr/bin/env python3
"""Writes a batch of children, each with a year's history of eight records, for timing `check`.

usage: histories.py CHILDREN FOLDER
The records are those of samples/buckinghamshire-year with another reference, name and date of birth for each child.
"""
import pathlib, re, sys

FILES = ["2025-10-30", "2025-12-11-progress", "2025-12-15-event", "2026-01-22", "2026-01-29-alert", "2026-04-16-progress",
         "2026-07-09", "2026-07-21-event"]
FIRST = "Ada Bea Cal Dot Eli Fay Gus Hal Ida Jed Kit Lil Max Ned Ola Pip Ray Sal Tom Una Val Wyn Zed".split()

def main():
    count, to = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    source = pathlib.Path(__file__).resolve().parent.parent / "samples/buckinghamshire-year"
    texts = {f: (source / f"{f}.yaml").read_text() for f in FILES}
    child = re.search(r"reference: \"?(\w+)\"?", texts[FILES[0]]).group(1)
    name = re.search(r"child:.*?name: ([^\n,}]+)", texts[FILES[0]], re.S).group(1).strip().strip('"')
    first, last = name.split()[0], name.split()[-1]
    for n in range(count):
        folder = to / f"{n // 100:03}" / f"{n:05}"
        folder.mkdir(parents=True, exist_ok=True)
        own_first, own_last = f"{FIRST[n % len(FIRST)]}{n:05}", f"Bench{n:05}"
        for f, text in texts.items():
            text = text.replace(child, f"B{n:07}").replace(first, own_first).replace(last, own_last)
            (folder / f"{f}.yaml").write_text(text)

main()

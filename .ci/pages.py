#!/usr/bin/env python3
"""Measures the pages of a rendered folder: pages.py OUT RECORDS

OUT holds PDFs and their manifest.json; the records' paths in it are looked up from the folder this is run in. For each kind of
document: how full first and last pages are, whether the window of a DL envelope shows the address and nothing else, how hard its
fixed wording is to read (Flesch-Kincaid grade), how hard the writer's words beside it, and sentences that stand in it twice. Needs
pdftotext (poppler). It ends with 1 where a limit is passed; the limits are below.
"""

import collections
import json
import re
import subprocess
import sys
from pathlib import Path

# Of all documents with more than one page at most this share may end on a page that is nearly empty.
NEARLY_EMPTY, SHARE_NEARLY_EMPTY = 0.15, 0.01
# A first page is at least this full; a short document has no more to say.
FIRST_FULL = 0.5
# The highest grades of our own wording.
GRADES = {"letter_child": 4.0, "letter_introduction": 4.0, "letter_party": 6.0}
# The body of a page, and the window with its play, in millimetres from the top and the left of the sheet.
TOP, BOTTOM = 25.0, 297.0 - 22.0
WINDOW = (20.0, 50.0, 110.0, 85.0)
PLAY = 5.0

# Slips of wording made of parts: a doubled word, a plural of one, stops and spaces where none belong, what a gap left behind.
SLIPS = [
    (r"\b(the|a|an|and|of|to|by|on|in|at|for|is|was|that|with|you|your) \1\b", "a word twice"),
    (r"(?<![\d.,/-])\b1 (days|months|weeks|years|reviews|records|challenges|children|stages|visits|decisions|points|standards)\b", "a plural of one"),
    (r" [,.;:](?= |$)", "a space before a stop"),
    (r"(?<!\.)\.\.(?!\.)|,,|;;", "a stop twice"),
    (r"\(\s*\)|“\s*”|\{\{|\}\}|\bNone\b(?= [a-z])|\bundefined\b", "what a gap left behind"),
]

MM = 25.4 / 72.0
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def pages(pdf):
    """The words of each page with their boxes in millimetres."""
    text = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    out = []
    for page in text.split("<page ")[1:]:
        words = []
        for m in WORD.finditer(page):
            left, top, right, bottom = (float(n) * MM for n in m.groups()[:4])
            # A box is as high as a line; what is seen of it is less.
            words.append((left, top + 0.22 * (bottom - top), right, bottom - 0.22 * (bottom - top), m.group(5)))
        out.append(words)
    return out


def fill(words):
    """The share of a page's body down to its last word."""
    low = max((w[3] for w in words if TOP - 3 < w[3] < BOTTOM + 2), default=TOP)
    return max(0.0, min(1.0, (low - TOP) / (BOTTOM - TOP)))


def window(words, has_window):
    """What is wrong with the window: words of the address outside of it, others within."""
    left, top, right, bottom = WINDOW
    inside = [w for w in words if w[2] > left - PLAY and w[0] < right + PLAY and w[3] > top - PLAY and w[1] < bottom + PLAY]
    if not has_window:
        return []
    return [w[4] for w in inside if w[0] < left + PLAY - 0.5 or w[2] > right - PLAY or w[1] < top + PLAY - 0.5 or w[3] > bottom - PLAY + 0.5]


def text(pdf):
    return subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, text=True, check=True).stdout


def sentences(words):
    """What ends as a sentence does: headings, addresses and cells of tables are none."""
    words = re.sub(r"[ \t]+", " ", words)
    blocks = re.split(r"\n\s*\n|[•☐✓✗◐○▲■●]", words)
    out = []
    for block in blocks:
        for sentence in re.findall(r"[^.!?]+(?:[.!?](?!\s|$)[^.!?]*)*[.!?]", " ".join(block.split())):
            out.append(sentence.strip(" ”’\""))
    return [s for s in out if len(s.split()) >= 4]


def fixed_wording(kind):
    """The sentences of a document's template: what every reader gets whatever the record says. A gap is taken for a name."""
    template = Path("templates") / kind.replace("_", "-") / "main.typ.j2"
    if not template.is_file():
        return []
    words = template.read_text()
    # Words that are chosen between stand in the template's own statements.
    chosen = re.findall(r'"([A-Z][^"{}]*[.!?])"', words)
    words = re.sub(r"\{#.*?#\}|\{%.*?%\}", "\n", words, flags=re.S)
    words = re.sub(r"\{\{.*?\}\}", "Ann", words, flags=re.S)
    words = re.sub(r"^#(import|show|set|let).*$", "", words, flags=re.M)
    words = re.sub(r"#[a-z-]+(\([^()\n]*\))?", " ", words)
    words = re.sub(r"[\[\]*“”()]", " ", words)
    found = [s.strip() for line in words.split("\n") for s in re.findall(r"[^.!?:]+[.!?:]", line)]
    return [s for s in found + chosen if len(s.split()) >= 3 and not re.search(r"[={}<>#|]", s)]


def folded(words):
    return re.sub(r"[^a-z0-9]", "", words.lower())


def syllables(word):
    word = re.sub(r"[^a-z]", "", word.lower())
    if not word:
        return 1
    groups = len(re.findall(r"[aeiouy]+", word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    if word.endswith("ed") and not word.endswith(("ted", "ded")) and groups > 1:
        groups -= 1
    return max(1, groups)


def grade(texts):
    """Flesch-Kincaid grade of sentences."""
    words = [w for t in texts for w in re.findall(r"[A-Za-z’']+", t)]
    if len(words) < 30:
        return None
    return 0.39 * len(words) / len(texts) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def main():
    out = Path(sys.argv[1])
    entries = json.loads((out / "manifest.json").read_text())["documents"]
    rows = collections.defaultdict(lambda: collections.Counter())
    own = collections.defaultdict(list)
    firsts = collections.defaultdict(list)
    faults, ended, several = [], 0, 0
    records = {}
    for entry in entries:
        if entry["status"] != "written" or not entry["file"].endswith(".pdf"):
            continue
        kind, file = entry["document"], out / entry["file"]
        found = pages(file)
        row = rows[kind]
        row["documents"] += 1
        row["pages"] += len(found)
        firsts[kind].append(fill(found[0]))
        row["half"] += fill(found[0]) < FIRST_FULL
        if len(found) > 1:
            several += 1
            if fill(found[-1]) < NEARLY_EMPTY:
                ended += 1
                row["empty"] += 1
        words = text(file)
        is_letter = kind.startswith("letter") or kind == "escalation_letter"
        # What is handed over or sent by e-mail has no window.
        wrong = window(found[0], is_letter and not re.search(r"^ *(From .*reviewing officer|By (hand|email|secure email))", words, re.M))
        if wrong:
            row["window"] += 1
            faults.append(f"{entry['file']}: the window shows {' '.join(wrong)[:80]}")
        record = records.setdefault(entry["record"], folded(Path(entry["record"]).read_text()) if Path(entry["record"]).is_file() else "")
        said = sentences(words)
        for sentence in said:
            for pattern, what in SLIPS:
                slip = re.search(pattern, sentence)
                # What somebody typed is theirs.
                if slip and folded(sentence) not in record and folded(slip.group(0)) not in record:
                    faults.append(f"{entry['file']}: {what}: {sentence[max(0, slip.start() - 30):slip.end() + 30]}")
        for sentence in said:
            if folded(sentence) in record:
                own[kind].append(sentence)
        twice = [s for s, n in collections.Counter(s for s in said if len(s.split()) >= 8).items() if n > 1 and folded(s) not in record]
        row["twice"] += bool(twice)
    line = "{:26} {:>5} {:>6} {:>7} {:>6} {:>6} {:>7} {:>7} {:>7} {:>6}"
    print(line.format("document", "files", "pages", "first %", "under½", "last<15", "window", "ours", "theirs", "twice"))
    for kind in sorted(rows):
        row = rows[kind]
        shown = lambda g: "–" if g is None else f"{g:.1f}"
        ours, theirs = grade(fixed_wording(kind)), grade(own[kind])
        mean = 100 * sum(firsts[kind]) / len(firsts[kind])
        print(line.format(kind, row["documents"], row["pages"], f"{mean:.0f}", row["half"], row["empty"], row["window"], shown(ours), shown(theirs), row["twice"]))
        if kind in GRADES and ours is not None and ours >= GRADES[kind]:
            faults.append(f"{kind}: our wording has grade {ours:.1f}, {GRADES[kind]:.0f} or more")
    share = ended / max(1, several)
    print(f"last pages under {NEARLY_EMPTY:.0%}: {ended} of {several} ({share:.1%})")
    if share > SHARE_NEARLY_EMPTY:
        faults.append(f"{ended} of {several} last pages are nearly empty, over {SHARE_NEARLY_EMPTY:.0%}")
    for fault in faults:
        print(fault)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
"""Attack the published version of the annual report as a reader with time and a computer would.

The program hides small counts in what is published. This script makes invented years, counts them, and then tries to work the hidden
counts out again from what is published alone: the report of a year, the report of the year before, and what `list measures` says that
each figure means. For every hidden count it asks a solver for the smallest and the largest value that fits everything known. The true
figures are used for one thing only: to see that they fit as well. If one does not, an equation here is wrong, and the script says so.

    attack.py BIN [--sizes 10,24,60,140,400] [--seeds 3] [--list 40] [--noughts]
    attack.py BIN --report YEAR/annual-report.yaml [--before YEAR/annual-report.yaml]

A row of which nothing is shown may hold noughts here; with --noughts the reader has seen that it never does. The columns of the table:
counts that are hidden (one that stands in several places is one), of them known exactly, with two possible values, with three or more; of
those with fewer, how many are from 1 to 4; groups of fewer than ten who are all in one category; medians and nine in ten that are of fewer
than five; small numbers in a note.

Exit code 1 if a hidden count has fewer than three possible values, 2 if something could not be run or an equation is wrong.
"""
import argparse
import collections
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

import years
from known import Reader, Wrong

# ---------------------------------------------------------------------------------------------------------------------------------
# What is published
# ---------------------------------------------------------------------------------------------------------------------------------

class Report:
    """A report as published: tables, rows and cells by their keys."""

    def __init__(self, binary, path, root, published=True):
        command = [binary, "figures", str(path), "--format", "json", "--root", str(root)] + (["--published"] if published else [])
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode > 1 or not run.stdout.strip() or "error[" in run.stderr:
            sys.exit(f"cannot count {path}: {run.stderr[-2000:]}")
        self.by_year, self.sentences = {}, ""
        self.tables = {table["key"]: table for table in json.loads(run.stdout)["tables"]}
        for table in self.tables.values():
            table["row"] = {row["key"]: row for row in table["rows"]}
            table["unit"] = {column["key"]: column["unit"] for column in table["columns"]}

    def read_page(self, binary, path, root):
        """What the page for the website says beside the tables: the charts by year, and the sentences of the first page."""
        with tempfile.TemporaryDirectory() as out:
            command = [binary, "render", str(path), "--root", str(root), "--draft", "--out", out]
            run = subprocess.run(command, capture_output=True, text=True)
            pages = list(pathlib.Path(out).rglob("*-published.html"))
            if run.returncode > 1 or not pages:
                sys.exit(f"cannot make {path}: {run.stderr[-2000:]}")
            page = html.unescape(pages[0].read_text())
        self.by_year = {key: re.findall(r"<th scope=\"row\">([^<]+)</th><td class=\"n\">([\d.]+)</td>", body)
                        for key, body in re.findall(r'<table data-table="([\w.]+)\.years"(.*?)</table>', page, re.S)}
        text = re.sub(r"<[^>]+>", " ", re.sub(r"<(style|svg|table).*?</\1>", " ", page, flags=re.S))
        text = re.sub(r"\s+", " ", text)
        self.sentences = text[text.rfind("The year at a glance"):] if "The year at a glance" in text else text

    def cell(self, table, row, column):
        try:
            return self.tables[table]["row"][row]["cells"][column]
        except KeyError:
            return None

    def total_row(self, table):
        for row in self.tables[table]["rows"]:
            if row["role"] == "total" or row["key"] == "total":
                return row["key"]
        return None

    def counts(self, table):
        return [key for key, unit in self.tables[table]["unit"].items() if unit == "count"]

    def parts(self, table):
        return [row["key"] for row in self.tables[table]["rows"] if row["role"] == "part"]


def extreme(target, sign, unknowns, rules, system):
    """The smallest (sign 1) or largest (sign -1) whole number that an unknown can be."""
    place = {unknown: index for index, unknown in enumerate(unknowns)}
    cost = np.zeros(len(unknowns))
    cost[place[target]] = sign
    values, rows, columns, low, high = [], [], [], [], []
    for index, (_, terms, least, most) in enumerate(rules):
        for unknown, factor in terms.items():
            values.append(factor), rows.append(index), columns.append(place[unknown])
        low.append(least), high.append(most)
    limits = []
    if rules:
        limits = [LinearConstraint(csr_array((values, (rows, columns)), shape=(len(rules), len(unknowns))), low, high)]
    found = milp(cost, constraints=limits, integrality=np.ones(len(unknowns)), options={"time_limit": 10},
                 bounds=Bounds([system.low[u] for u in unknowns], [system.high[u] for u in unknowns]))
    if found.status == 2:
        raise Wrong(f"nothing fits: {system.names[target]}")
    # Where time ran out, the bound proved so far is on the safe side: the interval is a little wide.
    bound = found.fun if found.status == 0 else getattr(found, "mip_dual_bound", None)
    if bound is None:
        return system.low[target] if sign == 1 else system.high[target]
    return sign * int(np.ceil(bound - 1e-6))


def range_of(target, unknowns, rules, system):
    return extreme(target, 1, unknowns, rules, system), extreme(target, -1, unknowns, rules, system)


# ---------------------------------------------------------------------------------------------------------------------------------
# The attack
# ---------------------------------------------------------------------------------------------------------------------------------

Count = collections.namedtuple("Count", "places true low high values rules")


def few_values(target, low, high, unknowns, rules, system):
    """How many values a count can have. Between the ends there may be gaps, which matters only where the ends are near each other."""
    if high - low > 4:
        return high - low + 1
    values, kept = 0, (system.low[target], system.high[target])
    for value in range(low, high + 1):
        system.low[target] = system.high[target] = value
        try:
            extreme(target, 1, unknowns, rules, system)
            values += 1
        except Wrong:
            pass
    system.low[target], system.high[target] = kept
    return values


def shortest(target, unknowns, rules, system, width):
    """The rules that a count is known by: all others can be left out, some at a time, and it is known as well."""
    kept, step = list(rules), max(1, len(rules) // 4)
    while step:
        index = 0
        while index < len(kept):
            without = kept[:index] + kept[index + step:]
            low, high = range_of(target, unknowns, without, system)
            if high - low <= width:
                kept = without
            else:
                index += step
        step //= 2
    return [why for why, *_ in kept]


def attack(reports, truths, indicators, noughts=False):
    """Every hidden count with the values it can have. The true figures check the rules and are used for nothing else."""
    reader = Reader(reports, indicators, noughts)
    system, found = reader.system, []
    places = system.merge()

    def true(where):
        cell = truths[where[0]].cell(*where[1:])
        return round(cell["value"]) if cell else None  # categories that are published as one have no figure in truth

    true_of = {u: next((t for t in map(true, where) if t is not None), None) for u, where in places.items()}
    for why, terms, low, high in system.rules:
        if all(true_of.get(u) is not None for u in terms) and not low <= sum(f * true_of[u] for u, f in terms.items()) <= high:
            raise Wrong(f"{why}: in truth " + ", ".join(f"{places[u][0]} is {true_of[u]}" for u in terms))
    for unknown, number in true_of.items():
        if number is not None and not system.low[unknown] <= number <= system.high[unknown]:
            raise Wrong(f"{places[unknown]} is {number}, not {system.low[unknown]} to {system.high[unknown]}")
    for unknowns, rules in system.components():
        for unknown in [u for u in unknowns if u in places]:
            where = places[unknown][0]
            low, high = range_of(unknown, unknowns, rules, system)
            known = {t for t in map(true, places[unknown]) if t is not None}
            if len(known) > 1 or (known and not low <= min(known) <= high):
                reasons = shortest(unknown, unknowns, rules, system, high - low)
                raise Wrong(f"{where} is {known}, not {low} to {high}: {'; '.join(reasons)}")
            values = few_values(unknown, low, high, unknowns, rules, system)
            why = shortest(unknown, unknowns, rules, system, high - low) if values < 3 else []
            found.append(Count(places[unknown], true_of[unknown], low, high, values, why))
    return found


def all_the_same(report):
    """Groups of 1 to 9 of whom everybody is in one category: nothing is hidden, and the status of each is known."""
    for key, table in report.tables.items():
        for row in table["rows"]:
            for each in table["sums"] if row["role"] != "beside" else []:
                cells = {c: row["cells"][c].get("value") for c in each["parts"] + [each["total"]]}
                total = cells.pop(each["total"])
                full = [c for c, value in cells.items() if value == total]
                if total and total < 10 and full and None not in cells.values():
                    yield f"{key}.{row['key']}", int(total), full[0]
        total = report.total_row(key)
        if table["adds_down"] and total:
            for column in report.counts(key):
                whole = report.cell(key, total, column).get("value")
                values = {r: report.cell(key, r, column).get("value") for r in report.parts(key)}
                full = [r for r, value in values.items() if value == whole]
                if whole and whole < 10 and full and None not in values.values() and len(values) > 1:
                    yield f"{key}.{column}", int(whole), full[0]


def days_of_few(report, truth):
    """A median or nine in ten of fewer than five is a child's or a challenge's own number of days."""
    for key, done in (("answers", ["in_time", "late"]), ("resolution", ["settled"]), ("records", ["in_time", "late"])):
        for name in [k for k in report.tables if k == key or k.startswith(key + ".by_")]:
            for row in report.tables[name]["rows"]:
                number = sum(truth.cell(name, row["key"], c)["value"] for c in done)
                for column in ("median", "p90"):
                    cell = row["cells"].get(column)
                    if cell and cell.get("value") is not None and 0 < number < 5:
                        yield f"{name}.{row['key']}.{column}", cell["shown"], int(number)


def notes(report):
    """A small number of children in the sentence below a table."""
    for key, table in report.tables.items():
        for number in re.findall(r"\b([1-4]) (?:is|are) in short breaks", table["base"]):
            yield key, number


def spell(where):
    year, *rest = where
    return f"y{year + 1} " + ".".join(rest)


def ticks_by_colour(binary, pack):
    """The indicators of the pack by colour, from the form that everybody can print."""
    text = subprocess.run([binary, "new", "review", "--policy", pack], capture_output=True, text=True).stdout
    out = {}
    for colour, block in re.findall(r"# Indicators for `ticks:` with `rating: (\w+)`.*\n((?:#   .*\n)+)", text):
        out[colour] = re.findall(r"^#   (\w+) ", block, re.M)
    return {colour: out.get(colour, []) for colour in ("red", "amber")}


def attack_files(binary, paths, root, tally, listed, label, noughts=False):
    reports = [Report(binary, path, root) for path in paths]
    for path, report in zip(paths, reports):
        report.read_page(binary, path, root)
    truths = [Report(binary, path, root, published=False) for path in paths]
    pack = re.search(r'"?policy"?: "?(\w+)', pathlib.Path(paths[-1]).read_text()).group(1)
    for count in attack(reports, truths, ticks_by_colour(binary, pack), noughts):
        tally["hidden"] += 1
        # That nobody is counted may be known: it is of nobody. Groups of whom it tells are counted below.
        kind = {1: "exact", 2: "two"}.get(count.values, "more") if count.true != 0 else "more"
        tally[kind] += 1
        if kind != "more":
            tally["small"] += count.true in (1, 2, 3, 4)
            listed.append((count.values, label, count))
    for year, (report, truth) in enumerate(zip(reports, truths)):
        for where, total, category in all_the_same(report):
            tally["same"] += 1
            listed.append(("same", label, f"y{year + 1} {where}: all {total} are {category}"))
        for where, number in notes(report):
            tally["notes"] += 1
            listed.append(("notes", label, f"y{year + 1} {where}: its note says {number}"))
        for where, shown, number in days_of_few(report, truth):
            tally["days"] += 1
            listed.append(("days", label, f"y{year + 1} {where} {shown} is of {number}"))


COLUMNS = [("hidden", "hidden"), ("exact", "exact"), ("two", "two values"), ("more", "three or more"), ("small", "of them 1-4"),
           ("same", "all the same"), ("days", "days of few"), ("notes", "notes")]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary")
    parser.add_argument("--sizes", default="10,24,60,140,400")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--report", help="attack this report instead of invented ones")
    parser.add_argument("--before", help="the report of the year before it")
    parser.add_argument("--list", type=int, default=40, help="how many exposed counts are listed with what they are known by")
    parser.add_argument("--noughts", action="store_true", help="a hidden count is never nought")
    options = parser.parse_args()
    rows, listed = {}, []
    try:
        if options.report:
            paths = ([options.before] if options.before else []) + [options.report]
            root = os.path.commonpath([os.path.dirname(os.path.abspath(p)) for p in paths])
            rows["report"] = collections.Counter()
            attack_files(options.binary, paths, root, rows["report"], listed, options.report, options.noughts)
        else:
            for size in map(int, options.sizes.split(",")):
                rows[size] = collections.Counter()
                for seed in range(options.seeds):
                    with tempfile.TemporaryDirectory() as home:
                        years.Service(size, seed).make(pathlib.Path(home))
                        paths = [f"{home}/y{year}/annual-report.yaml" for year in (1, 2)]
                        attack_files(options.binary, paths, home, rows[size], listed, f"{size}/{seed}", options.noughts)
    except Wrong as wrong:
        print(f"an equation is wrong: {wrong}", file=sys.stderr)
        return 2
    print("size".rjust(8) + "".join(title.rjust(15) for _, title in COLUMNS))
    for size, tally in rows.items():
        print(str(size).rjust(8) + "".join(str(tally[key]).rjust(15) for key, _ in COLUMNS))
    exposed = sorted((e for e in listed if e[0] in (1, 2)), key=lambda e: (e[0], len(e[2].rules)))
    for values, label, count in exposed[: options.list]:
        more = f" and {len(count.places) - 1} more places" if len(count.places) > 1 else ""
        print(f"\n{label} {spell(count.places[0])}{more}: {count.low}" + (f" or {count.high}" if values == 2 else " exactly"))
        print("".join(f"    {why}\n" for why in count.rules), end="")
    for kind, label, text in [e for e in listed if e[0] in ("same", "days", "notes")][: options.list]:
        print(f"\n{label} {text}")
    return 1 if exposed else 0


if __name__ == "__main__":
    sys.exit(main())

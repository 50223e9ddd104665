"""What a reader of two published annual reports knows: every equation and inequality that the meaning of the figures gives.

They follow from what `list measures` says, from the titles and notes of the tables, and from the page for the website; none of them from
figures that are not published.
"""
import collections
import re

import numpy as np

import years

HIDDEN = "[c]"
# Tables whose rows are what the records hold: a row without anything in it would not be there.
ROWS_AS_FOUND = re.compile(r"\.by_(team|iro|legal_status|placement|outcome|ground|theme|ethnic_background)$|^(indicators|late)$")
# Measures that look at every review of the period: what they count and what they leave out are together the reviews held.
OF_REVIEWS = ["ratings", "participation", "chaired_by_child", "seen_alone", "parents", "timeliness", "adjourned", "care_plans", "midway",
              "decisions_sent", "record_written", "distributed"]


class Wrong(Exception):
    """An equation that the figures do not bear out."""


class Sum(dict):
    """A linear expression: coefficient by unknown, the constant under None."""

    def __add__(self, other):
        out = Sum(self)
        for key, value in (other if isinstance(other, dict) else {None: other}).items():
            out[key] = out.get(key, 0) + value
        return out

    def __mul__(self, factor):
        return Sum({key: value * factor for key, value in self.items()})

    def __sub__(self, other):
        return self + (other * -1 if isinstance(other, dict) else -other)


class System:
    """Everything that is known about the hidden counts, as linear equations and inequalities over whole numbers."""

    def __init__(self):
        self.names, self.low, self.high, self.hidden, self.rules = [], [], [], {}, []

    def unknown(self, name, low=0, high=5000):
        self.names.append(name)
        self.low.append(low)
        self.high.append(high)
        return Sum({len(self.names) - 1: 1})

    def rule(self, why, expression, low, high):
        """low <= expression <= high; None is no limit. An expression that is not there says nothing."""
        if expression is None:
            return
        constant = expression.get(None, 0)
        terms = {key: value for key, value in expression.items() if key is not None and value}
        low = -np.inf if low is None else low - constant
        high = np.inf if high is None else high - constant
        if not terms:
            if low > 1e-9 or high < -1e-9:
                raise Wrong(f"what is shown contradicts: {why}")
            return
        self.rules.append((why, terms, low, high))

    def equal(self, why, left, right):
        if left is not None and right is not None:
            self.rule(why, left - right, 0, 0)

    def usual(self, why, left, right):
        """What holds as a rule: where everything in it is shown and it does not, a reader sees that, and concludes nothing."""
        if left is not None and right is not None and any(key is not None and value for key, value in (left - right).items()):
            self.equal(why, left, right)

    def at_most(self, why, small, large):
        if small is not None and large is not None:
            self.rule(why, small - large, None, 0)

    def merge(self):
        """Counts that a rule calls the same become one unknown, so that a number that stands in five places is attacked once."""
        same = list(range(len(self.names)))
        hidden = set(self.hidden.values())

        def first(x):
            while same[x] != x:
                x = same[x]
            return x

        for _, terms, low, high in self.rules:
            if len(terms) == 2 and low == high == 0 and sum(terms.values()) == 0:
                one, two = sorted(map(first, terms))
                same[two] = one
                # A nought that is left unsaid in one table is left unsaid in all.
                least = min if {one, two} <= hidden else max
                self.low[one], self.high[one] = least(self.low[one], self.low[two]), min(self.high[one], self.high[two])
                hidden |= {one} if two in hidden else set()
        rules, self.rules = self.rules, []
        for why, terms, low, high in rules:
            merged = Sum()
            for unknown, factor in terms.items():
                merged += {first(unknown): factor}
            self.rule(why, merged, low, high)
        places = collections.defaultdict(list)
        for where, unknown in self.hidden.items():
            places[first(unknown)].append(where)
        return places

    def components(self):
        """Unknowns that hang together, each group with its rules."""
        parent = list(range(len(self.names)))

        def root(x):
            while parent[x] != x:
                parent[x] = parent[parent[x]]
                x = parent[x]
            return x

        for _, terms, _, _ in self.rules:
            first, *rest = terms
            for other in rest:
                parent[root(other)] = root(first)
        groups = collections.defaultdict(lambda: ([], []))
        for unknown in range(len(self.names)):
            groups[root(unknown)][0].append(unknown)
        for rule in self.rules:
            groups[root(next(iter(rule[1])))][1].append(rule)
        return groups.values()


class Reader:
    """Puts what two published reports say into one system. `reports` holds the year's report last and the one before it, if any, first."""

    def __init__(self, reports, indicators, noughts):
        self.reports, self.indicators, self.noughts = reports, indicators, noughts
        self.system = System()
        self.cells = {}
        for year, report in enumerate(reports):
            for key in report.tables:
                self.read_table(year, key)
        for year in range(len(reports)):
            for step in (self.within_tables, self.percentages, self.reviews, self.same_counts, self.children, self.reds, self.challenges,
                         self.answers, self.days, self.staff, self.caseloads, self.plans, self.feedback, self.participation, self.page):
                step(year)
        if len(reports) == 2:
            self.year_before()

    def read_table(self, year, key):
        report = self.reports[year]
        table, counts = report.tables[key], report.counts(key)
        dark = self.dark(table, counts)
        for row in table["rows"]:
            cells = {c: row["cells"][c] for c in counts if c in row["cells"]}
            for column, cell in cells.items():
                where = (year, key, row["key"], column)
                if cell["shown"] == HIDDEN and column == "team" and row["role"] != "part":
                    continue  # How many people are in post is public: see `staff`.
                if cell["shown"] == HIDDEN:
                    # Noughts are shown. Only where all that adds up is hidden could one be left unsaid.
                    least = 1 if self.noughts or (row["key"], column) not in dark else 0
                    if row["role"] == "part" and len(cells) == 1 and ROWS_AS_FOUND.search(key):
                        least = 1
                    unknown = self.system.unknown(where, least)
                    self.system.hidden[where] = next(iter(unknown))
                    self.cells[where] = unknown
                elif cell.get("value") is not None:
                    self.cells[where] = Sum({None: round(cell["value"])})

    @staticmethod
    def dark(table, counts):
        """The cells of rows, and of lists, of whose parts none is shown."""
        def hidden(cell):
            return cell is not None and cell["shown"] == HIDDEN
        found = set()
        for row in table["rows"]:
            for each in table["sums"]:
                if all(hidden(row["cells"].get(c)) for c in each["parts"]):
                    found.update((row["key"], c) for c in each["parts"])
        parts = [row for row in table["rows"] if row["role"] == "part"]
        for column in counts if table["adds_down"] else []:
            if parts and all(hidden(row["cells"].get(column)) for row in parts):
                found.update((row["key"], column) for row in parts)
        return found

    def get(self, year, table, row, column):
        return self.cells.get((year, table, row, column))

    def add(self, year, table, row, columns):
        """The sum of some columns of a row. A column that the table has not got counts nothing."""
        found = [self.get(year, table, row, c) for c in columns if c in self.reports[year].tables.get(table, {}).get("unit", {})]
        if not found or any(f is None for f in found):
            return None
        return sum(found, Sum())

    def down(self, year, table, rows, column="count"):
        """The sum of some rows of a table; a row that is not there counts nothing."""
        if table not in self.reports[year].tables:
            return None
        there = self.reports[year].tables[table]["row"]
        found = [self.get(year, table, r, column) if r in there else self.merged(year, table, r, column)
                 for r in rows if r in there or "others" in there]
        if any(f is None for f in found):
            return None
        return sum(found, Sum({None: 0}))

    def merged(self, year, table, row, column):
        """A category that may be one of those that are published as one: none of them is more than all of them."""
        others, where = self.get(year, table, "others", column), (year, table, row, column)
        if others is None:
            return None
        if where not in self.cells:
            self.cells[where] = self.system.unknown(where)
            within = [cell for (y, t, r, c), cell in self.cells.items()
                      if (y, t, c) == (year, table, column) and r not in self.reports[year].tables[table]["row"]]
            self.system.at_most(f"y{year + 1} {table}: what is published as others", sum(within, Sum()), others)
        return self.cells[where]

    def within_tables(self, year):
        """Rows add up, columns add up, and in a table of what was found each row has something."""
        report, system = self.reports[year], self.system
        for key, table in report.tables.items():
            name = f"y{year + 1} {key}"
            for row in table["rows"]:
                for each in table["sums"]:
                    system.equal(f"{name}.{row['key']}: row adds up", self.add(year, key, row["key"], each["parts"]),
                                 self.get(year, key, row["key"], each["total"]))
                beside = [c for c in report.counts(key) if not any(c in s["parts"] for s in table["sums"])]
                if row["role"] == "part" and ROWS_AS_FOUND.search(key) and table["sums"]:
                    whole = self.add(year, key, row["key"], beside)
                    system.rule(f"{name}.{row['key']}: a row has something in it", whole, 1, None)
            total = report.total_row(key)
            if total and table["adds_down"]:
                for column in report.counts(key):
                    system.equal(f"{name}.{column}: column adds up", self.down(year, key, report.parts(key), column),
                                 self.get(year, key, total, column))
            elif total and "count" in table["unit"]:
                # Several may be true of one, as grounds of a challenge: still none is more than all.
                for row in report.parts(key):
                    system.at_most(f"{name}.{row}: at most all", self.get(year, key, row, "count"), self.get(year, key, total, "count"))

    def percentages(self, year):
        """A percentage that is shown ties a count to its base within rounding, half up, to one place."""
        report = self.reports[year]
        for key, table in report.tables.items():
            parts = table["sums"][0]["parts"] if table["sums"] else []
            total = report.total_row(key)
            for row in table["rows"]:
                for column, unit in table["unit"].items():
                    cell = row["cells"].get(column)
                    if unit != "percent" or cell is None or cell["shown"] == HIDDEN:
                        continue
                    part, base = None, None
                    counted = column.removesuffix("_percent") if column.endswith("_percent") else None
                    if counted and parts:
                        part, base = self.get(year, key, row["key"], counted), self.get(year, key, row["key"], "total")
                    elif counted == "good":
                        part, base = self.get(year, key, row["key"], "good"), self.get(year, key, row["key"], "returns")
                    elif counted and total and row["role"] == "part":
                        part, base = self.get(year, key, row["key"], counted), self.get(year, key, total, counted)
                    elif parts:
                        part, base = self.get(year, key, row["key"], parts[0]), self.get(year, key, row["key"], "total")
                    elif "count" in table["unit"] and total and row["role"] == "part":
                        part, base = self.get(year, key, row["key"], "count"), self.get(year, key, total, "count")
                    elif "into_care" in table["unit"]:
                        part, base = self.get(year, key, row["key"], "into_care"), self.get(year, key, row["key"], "ended")
                    if part is None or base is None:
                        continue
                    why = f"y{year + 1} {key}.{row['key']}.{column} {cell['shown']}"
                    if cell.get("value") is None:
                        self.system.rule(f"{why}: of nothing", base, 0, 0)
                    else:
                        self.percentage(why, part, base, cell["value"])

    def percentage(self, why, part, base, shown):
        if part is not None and base is not None:
            twenty = round(shown * 20)
            self.system.rule(why, part * 2000 - base * (twenty - 1), 0, None)
            self.system.rule(why, part * 2000 - base * (twenty + 1), None, 0 if shown >= 100 else -1)

    def reviews(self, year):
        """What a measure counts and what it leaves out are together the reviews held: in all, and by team, quarter, age and type."""
        report, system = self.reports[year], self.system
        held = collections.defaultdict(list)
        held["", "total"].append(("reviews", self.get(year, "reviews", "total", "total")))
        for key, table in report.tables.items():
            measure, _, by = key.partition(".by_")
            for row in table["rows"]:
                if row["role"] == "beside":
                    continue
                if measure == "reviews" and by:
                    expression = self.get(year, key, row["key"], "count")
                elif measure in OF_REVIEWS and table["sums"]:
                    left = [c for c in report.counts(key) if not any(c in s["parts"] for s in table["sums"])]
                    expression = self.add(year, key, row["key"], left)
                else:
                    continue
                if expression is not None:
                    held["" if row["role"] == "total" else by, row["key"]].append((key, expression))
        by_code = self.get(year, "participation.by_code", "total", "count")
        if by_code is not None:
            held["", "total"].append(("participation.by_code", by_code))
        sums = collections.defaultdict(list)
        for (by, row), expressions in held.items():
            reviews = system.unknown(("reviews", year, by, row))
            sums[by].append(reviews)
            for key, expression in expressions:
                system.equal(f"y{year + 1} {key}.{row}: counted and left out are all reviews", expression, reviews)
        # The children who had reviews are no more than the reviews, and each first review is of another child.
        children = self.get(year, "reviews", "total", "children")
        system.at_most(f"y{year + 1}: children at most reviews", children, self.get(year, "reviews", "total", "total"))
        system.at_most(f"y{year + 1}: a child has one first review", self.get(year, "reviews.by_review_type", "first", "count"), children)

    def same_counts(self, year):
        """The same count in several tables: the totals of a measure are those of its tables by team, quarter and so on."""
        report, system = self.reports[year], self.system
        for key, table in report.tables.items():
            measure = key.partition(".by_")[0]
            if measure == key or measure not in report.tables:
                continue
            for row in [r for r in ("total", "last_year") if r in table["row"] and r in report.tables[measure]["row"]]:
                for column in report.counts(key):
                    system.equal(f"y{year + 1} {column}: {key} as {measure}", self.get(year, key, row, column),
                                 self.get(year, measure, row, column))
        pairs = [(("timeliness", "late"), ("late", "count")), (("timeliness", "late"), ("late.by_days", "count")),
                 (("children", "total"), ("children.by_age", "count")), (("children", "total"), ("children.by_legal_status", "count")),
                 (("children", "total"), ("children.by_placement", "count")), (("children", "total"), ("children.by_length", "count")),
                 (("children", "total"), ("children.by_stability", "count")), (("children", "total"), ("staffing.ethnicity", "children")),
                 (("children", "total"), ("children.by_unaccompanied", "count")), (("ratings", "total"), ("indicators", "count")),
                 (("challenges", "total"), ("challenges.by_stage", "count")), (("challenges", "total"), ("challenges.by_outcome", "count")),
                 (("challenges", "total"), ("challenges.by_ground", "count")), (("challenges", "total"), ("resolution", "total"))]
        for (one, a), (other, b) in pairs:
            for row in ("total", "last_year"):
                system.equal(f"y{year + 1} {row}: {one}.{a} as {other}.{b}", self.get(year, one, row, a), self.get(year, other, row, b))
        for row in report.tables.get("reviews.by_review_type", {}).get("row", {}):
            if row == "first":
                system.equal(f"y{year + 1}: first reviews, midway", self.get(year, "midway", "total", "first"),
                             self.get(year, "reviews.by_review_type", "first", "count"))
        for step, measure in (("decisions", "decisions_sent"), ("record", "record_written"), ("distributed", "distributed")):
            for column in ("in_time", "late", "outstanding", "total"):
                system.equal(f"y{year + 1}: records.{step}.{column} as {measure}", self.get(year, "records", step, column),
                             self.get(year, measure, "total", column))

    def children(self, year):
        """Who came in the year and is still there has been looked after for less than one; nobody is longer in a placement than in care."""
        system, name = self.system, f"y{year + 1} children"
        now, started, ceased = (self.get(year, "children", "total", c) for c in ("total", "started", "ceased"))
        new = self.down(year, "children.by_length", ["under_6_months", "6_to_12_months"])
        if started is not None and new is not None:
            system.at_most(f"{name}: under a year in care came in the year", new, started)
            if ceased is not None:
                system.at_most(f"{name}: who came and is not there has left", started - new, ceased)
        steps = ["under_6_months", "6_to_12_months", "1_to_2_years", "2_to_5_years"]
        for upto in range(1, 5):
            system.at_most(f"{name}: placement no longer than care, {steps[upto - 1]}", self.down(year, "children.by_length", steps[:upto]),
                           self.down(year, "children.by_stability", steps[:upto]))
        system.at_most(f"{name}: babies came in the year", self.get(year, "children.by_age", "under_1", "count"), started)
        system.at_most(f"{name}: named an IRO, of first reviews", self.get(year, "allocation", "total", "total"),
                       self.get(year, "reviews.by_review_type", "first", "count"))
        system.equal(f"{name}: overdue or not, all children", self.add(year, "overdue", "total", ["total", "not_known"]), now)

    def reds(self, year):
        """Red twice in a row, red before, and not known are together the reviews rated red. Ticks of red stand in red ratings only."""
        report, system = self.reports[year], self.system
        for key in ("repeated_reds", "repeated_reds.by_team"):
            ratings = key.replace("repeated_reds", "ratings")
            for row in report.tables.get(ratings, {}).get("rows", []):
                if row["role"] == "beside":
                    continue
                red = self.get(year, ratings, row["key"], "red")
                if key in report.tables and row["key"] in report.tables[key]["row"]:
                    all_red = self.add(year, key, row["key"], ["total", "not_known"])
                    system.equal(f"y{year + 1} {key}.{row['key']}: repeated, first and not known are the reds", all_red, red)
                elif key in report.tables and row["role"] == "part" and red is not None:
                    system.rule(f"y{year + 1} {key}: a team without a row has no red", red, 0, 0)
        for colour, ticks in self.indicators.items():
            for tick in ticks:
                system.at_most(f"y{year + 1} indicators.{tick}: ticked in {colour} only", self.get(year, "indicators", tick, "count"),
                               self.get(year, "ratings", "total", colour))

    def challenges(self, year):
        report, system, name = self.reports[year], self.system, f"y{year + 1} challenges"
        informal, formal = (self.get(year, "challenges", "total", c) for c in ("informal", "formal"))
        own = self.down(year, "challenges.by_stage", ["informal"])
        if own is not None:
            system.equal(f"{name}: informal, by stage", own, informal)
            system.equal(f"{name}: formal, by stage", self.get(year, "challenges.by_stage", "total", "count") - own, formal)
        for row in ("informal", "formal"):
            system.equal(f"{name}: {row}, resolution", self.get(year, "resolution", row, "total"),
                         self.get(year, "challenges", "total", row))
        if "challenges.by_outcome" in report.tables:
            system.equal(f"{name}: open, by outcome and resolution", self.down(year, "challenges.by_outcome", ["open"]),
                         self.get(year, "resolution", "total", "open"))
        # Each challenge has one ground or more, so all grounds together are no fewer.
        if "challenges.by_ground" in report.tables and "not listed" not in report.tables["challenges.by_ground"]["base"]:
            system.at_most(f"{name}: a challenge has a ground", self.get(year, "challenges", "total", "total"),
                           self.down(year, "challenges.by_ground", report.parts("challenges.by_ground")))
        for row in ("cafcass", "legal_advice"):
            system.at_most(f"{name}: {row} at most all", self.get(year, "challenges.referrals", row, "count"),
                           self.get(year, "challenges", "total", "total"))

    def answers(self, year):
        """A challenge that reached stage 3 was raised at 1, 2 and 3. What is neither answered nor due yet stands beside the total,
        and only the last stage of a challenge that is still open can be that."""
        report, system = self.reports[year], self.system
        raised = self.get(year, "answers", "total", "total")
        if raised is None or not any(r.isdigit() for r in report.tables.get("challenges.by_stage", {}).get("row", {})):
            return
        steps = [(rung, self.down(year, "challenges.by_stage", [str(rung)])) for rung in range(1, 10)]
        if any(s is None for _, s in steps):
            return
        climbed = sum((s * rung for rung, s in steps), Sum())
        still_open = self.get(year, "resolution", "total", "open")
        system.at_most(f"y{year + 1}: stages answered or due follow from the highest reached", raised, climbed)
        waiting = self.get(year, "answers", "total", "not_due")
        if waiting is not None:
            system.equal(f"y{year + 1}: stages reached are answered, due or not due", raised + waiting, climbed)
        if still_open is not None:
            system.at_most(f"y{year + 1}: stages reached, less those of open challenges, are answered or due", climbed - raised, still_open)
        system.equal(f"y{year + 1}: all stages answered", self.get(year, "answers.by_stage", "total", "total"),
                     self.get(year, "answers", "total", "total"))

    def days(self, year):
        """A median or nine in ten that is shown is of five or more; beside the limit it says how many were late at least or at most."""
        report, system = self.reports[year], self.system
        limits = {"decisions": 5, "record": 15, "distributed": 20}
        for key, done_in in (("answers", ["in_time", "late"]), ("resolution", ["settled"]), ("records", ["in_time", "late"])):
            for row in report.tables.get(key, {}).get("rows", []):
                if row["role"] == "beside":
                    continue
                name, done = f"y{year + 1} {key}.{row['key']}", self.add(year, key, row["key"], done_in)
                median, ninth = (row["cells"].get(c, {}) for c in ("median", "p90"))
                if done is None or median.get("shown") in (None, HIDDEN):
                    continue
                if median.get("value") is None:
                    system.rule(f"{name}: no median, none done", done, 0, 0)
                    continue
                system.rule(f"{name}: a median is of five or more", done, 5, None)
                limit = limits.get(row["key"]) if key == "records" else None
                if limit is None or ninth.get("value") is None:
                    continue
                late = self.get(year, key, row["key"], "late")
                if late is None:
                    continue
                if ninth["value"] > limit:
                    system.rule(f"{name}: nine in ten over the limit", late, 1, None)
                else:
                    system.rule(f"{name}: nine in ten within the limit", late * 10 - done, None, 10)
                if median["value"] > limit:
                    system.rule(f"{name}: median over the limit", late * 2 - done, -1, None)
                else:
                    system.rule(f"{name}: median within the limit", late * 2 - done, None, 0)

    def staff(self, year):
        """How many people are in post is public, and so the team by sex and by ethnicity adds up to them."""
        report, system = self.reports[year], self.system
        rows = report.tables.get("staffing", {}).get("rows", [])
        if not rows:
            return
        people = self.get(year, "staffing", rows[-1]["key"], "people")
        for key in ("staffing.ethnicity", "staffing.sex"):
            if key in report.tables:
                system.equal(f"y{year + 1} {key}: all people in post", self.down(year, key, report.parts(key), "team"), people)
        system.at_most(f"y{year + 1}: who joined is in post", self.get(year, "staffing.turnover", "year", "joined"), people)
        if len(rows) > 1:
            before = self.get(year, "staffing", rows[-2]["key"], "people")
            joined, left = (self.get(year, "staffing.turnover", "year", c) for c in ("joined", "left"))
            if None not in (people, before, joined, left):
                system.equal(f"y{year + 1} staffing: before, and joined, less left", before + joined - left, people)

    def caseloads(self, year):
        """A caseload is a count by full-time equivalent, rounded to one place; the newest month is the summary."""
        report, system = self.reports[year], self.system
        rows = [("caseload_summary", r) for r in report.tables.get("caseload_summary", {}).get("rows", [])]
        rows += [(k, r) for k in ("caseloads.by_month", "caseloads") for r in report.tables.get(k, {}).get("rows", [])]
        for key, row in rows:
            fte = row["cells"].get("fte", {}).get("value")
            held, plans = (self.get(year, key, row["key"], c) for c in ("looked_after", "protection"))
            both = None if held is None or plans is None else held + plans
            for column, count in (("per_fte", held), ("total_per_fte", both)):
                shown = row["cells"].get(column, {}).get("value")
                if fte and count is not None and shown is not None:
                    why = f"y{year + 1} {key}.{row['key']}.{column} {shown}"
                    system.rule(why, count, (shown - 0.05) * fte - 1e-6, (shown + 0.05) * fte + 1e-6)
        months = report.tables.get("caseloads.by_month", {}).get("rows", [])
        for column in ("looked_after", "protection"):
            if months:
                system.equal(f"y{year + 1} caseloads: newest month is the summary", self.get(year, "caseload_summary", "all", column),
                             self.get(year, "caseloads.by_month", months[-1]["key"], column))
            system.equal(f"y{year + 1} caseloads: officers' sum is the summary", self.get(year, "caseload_summary", "all", column),
                         self.get(year, "caseloads", "total", column))

    def plans(self, year):
        """Growth is of the row before, in percent."""
        report, system = self.reports[year], self.system
        rows = report.tables.get("protection", {}).get("rows", [])
        for one, two in zip(rows, rows[1:]):
            growth, before, after = two["cells"]["growth"], *(self.get(year, "protection", r["key"], "plans") for r in (one, two))
            if growth.get("value") is not None and before is not None and after is not None:
                tenth = round(growth["value"] * 20)
                why = f"y{year + 1} protection.{two['key']}: growth {growth['shown']}"
                system.rule(why, after * 2000 - before * (2000 + tenth - 1), 0, None)
                system.rule(why, after * 2000 - before * (2000 + tenth + 1), None, 0)
        for row in report.tables.get("protection.ended", {}).get("rows", []):
            into_care, ended = (self.get(year, "protection.ended", row["key"], c) for c in ("into_care", "ended"))
            system.at_most(f"y{year + 1} protection.ended.{row['key']}: a part", into_care, ended)

    def feedback(self, year):
        """Good answers are a part of each question's table, and what is blank there is blank in the summary."""
        report, system = self.reports[year], self.system
        for key in [k for k in report.tables if k.startswith("feedback.") and k.count(".") == 1]:
            for row in report.tables[key]["row"]:
                question, name = f"{key}.{row}", f"y{year + 1} {key}.{row}"
                system.equal(f"{name}: returns", self.get(year, key, row, "returns"), self.get(year, question, "total", "count"))
                system.equal(f"{name}: blank", self.get(year, key, row, "blank"), self.down(year, question, ["blank"]))
                good = next((g for _, g in [years.QUESTIONS.get(row, (None, None))]), None)
                if good and question in report.tables:
                    system.equal(f"{name}: good answers", self.get(year, key, row, "good"), self.down(year, question, good))
                good, blank, returns = (self.get(year, key, row, c) for c in ("good", "blank", "returns"))
                if None not in (good, blank, returns):
                    system.at_most(f"{name}: good and blank at most all", good + blank, returns)

    def participation(self, year):
        """Who took part has one of five codes, and who did not one of two; children under four and without a code are left out."""
        system, name, table = self.system, f"y{year + 1} participation", "participation.by_code"
        took, did_not, total, under = (self.get(year, "participation", "total", c) for c in ("took_part", "did_not", "total", "under_4"))
        took_codes = self.down(year, table, ["pn1", "pn2", "pn3", "pn5", "pn6"])
        system.at_most(f"{name}: took part, by code", took, took_codes)
        system.at_most(f"{name}: did not, by code", did_not, self.down(year, table, ["pn4", "pn7"]))
        none = self.down(year, table, ["pn0", "not_recorded"])
        left = self.add(year, "participation", "total", ["under_4", "not_recorded"])
        system.at_most(f"{name}: no code that counts", none, left)
        if took_codes is not None and took is not None and under is not None:
            system.at_most(f"{name}: codes of others are of children under four", took_codes - took, under)
        system.equal(f"{name}: of children of four and over, chaired by the child", total,
                     self.get(year, "chaired_by_child", "total", "total"))

    def page(self, year):
        """Charts by year give this year's and last year's percentage again, and the first page says how things have changed."""
        report, name = self.reports[year], f"y{year + 1} page"
        first = {"timeliness": "on_time", "participation": "took_part", "answers": "in_time", "midway": "yes", "allocation": "in_time"}
        last_two = lambda table, row: (self.get(year, table, row, first[table]), self.get(year, table, row, "total"))
        for table, rows in report.by_year.items():
            for (label, shown), row in zip(rows[::-1], ("total", "last_year")):
                if table in first:
                    self.percentage(f"{name}: chart of {table} by year, {label} {shown}", *last_two(table, row), float(shown))
        titles = {"Reviews held in time": "timeliness", "Reviews in which the child took part": "participation",
                  "Answers to challenges in time": "answers", "Checks at the mid-point": "midway"}
        for title, table in titles.items():
            for now, then in re.findall(title + r": ([\d.]+)%, ([\d.]+)% the year before", report.sentences):
                self.percentage(f"{name}: {title} {now}", *last_two(table, "total"), float(now))
                self.percentage(f"{name}: {title} {then} the year before", *last_two(table, "last_year"), float(then))
        titles = {"reviews held": "reviews", "children looked after on the last day": "children", "challenges raised": "challenges"}
        for title, table in titles.items():
            for now, change, way in re.findall(r"(\d+) " + title + r" · (\d+) (more|fewer) than the year before", report.sentences):
                then = int(now) - int(change) * (1 if way == "more" else -1)
                self.system.equal(f"{name}: {now} {title}", self.get(year, table, "total", "total"), Sum({None: int(now)}))
                self.system.equal(f"{name}: {change} {way} {title} than before", self.get(year, table, "last_year", "total"),
                                  Sum({None: then}))
        for shown in re.findall(r"([\d.]+)% plans rated red", report.sentences):
            red, rated = (self.get(year, "ratings", "total", c) for c in ("red", "total"))
            self.percentage(f"{name}: {shown}% rated red", red, rated, float(shown))

    def year_before(self):
        """The row of the year before is what that year's own report said; rows of single years are the same in both reports."""
        system, before, after = self.system, *self.reports
        for key, table in after.tables.items():
            if key not in before.tables:
                continue
            total = before.total_row(key)
            for column in after.counts(key):
                if "last_year" in table["row"] and total:
                    system.equal(f"{key}.{column}: row of the year before", self.get(1, key, "last_year", column),
                                 self.get(0, key, total, column))
                if key in ("staffing", "protection", "protection.ended"):
                    for row in set(table["row"]) & set(before.tables[key]["row"]):
                        system.equal(f"{key}.{row}.{column}: the same in both reports", self.get(1, key, row, column),
                                     self.get(0, key, row, column))
        now, started, ceased = (self.get(1, "children", "total", c) for c in ("total", "started", "ceased"))
        then = self.get(0, "children", "total", "total")
        if None not in (now, started, ceased, then):
            system.usual("children: those before, and who came, less who left", then + started - ceased, now)
        # A background does not change: a group grows by those who came at most, and shrinks by those who left at most.
        groups = [("staffing.ethnicity", row, "children") for row in ("white", "mixed", "asian", "black", "other")]
        groups += [("children.by_unaccompanied", row, "count") for row in ("yes", "no")]
        for key, row, column in groups:
            old, new = self.get(0, key, row, column), self.get(1, key, row, column)
            if None not in (old, new, started, ceased):
                system.at_most(f"{key}.{row}: grew by those who came at most", new - old, started)
                system.at_most(f"{key}.{row}: shrank by those who left at most", old - new, ceased)
        # Who has been looked after for one to two years now had been for less than one then.
        old = self.down(0, "children.by_length", ["under_6_months", "6_to_12_months"])
        system.at_most("children.by_length: a year longer", self.get(1, "children.by_length", "1_to_2_years", "count"), old)
        grown = self.down(1, "children.by_length", ["1_to_2_years", "2_to_5_years", "over_5_years"])
        system.at_most("children.by_length: over a year now, there then", grown, then)
        older = self.get(1, "children.by_length", "1_to_2_years", "count")
        if None not in (old, older, ceased):
            system.at_most("children.by_length: a year longer or left", old - older, ceased)
        if grown is not None and then is not None and ceased is not None:
            system.at_most("children.by_length: there then, over a year now or left", then - grown, ceased)

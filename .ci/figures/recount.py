#!/usr/bin/env python3
"""Counts the figures of a report a second time, without the program, and compares them cell by cell.

    python3 .ci/recount.py BIN REPORT.yaml [REPORT.yaml ...]

BIN is the built program. Of it only `BIN figures REPORT --format json` is used: the tables, their rows and cells. The records, the
policy pack and the report's own record are read here with PyYAML, and every measure is counted here from the words that
`BIN list measures` prints and from the base that stands below each table. No line of the program is used, so that a slip in one of the
two is seen as a difference.

Ends with 1 if a figure differs, if a table is neither recounted nor named in NOT_RECOUNTED, or if fewer than 2,000 figures were
compared over all reports. The packs are those of the project, in `policies`.
"""

import csv
import datetime
import functools
import json
import math
import re
import subprocess
import sys
from collections import Counter, defaultdict
from fractions import Fraction
from pathlib import Path

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LEAST = 2000  # figures to be compared over all reports

# Tables that are not recounted, by key or by its beginning, and why. At present there are none.
NOT_RECOUNTED = {
    "timeliness.years": "figures of other years, typed in or of their own reports, beside the one that is recounted",
    "participation.years": "figures of other years, typed in or of their own reports, beside the one that is recounted",
}


# ---- Dates and limits -----------------------------------------------------------------------------------------------------------


def easter(year):
    """Easter Sunday, by the rule of the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    m = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return datetime.date(year, month, day + 1)


def monday(year, month, last=False):
    """The first Monday of a month, or the last."""
    days = [datetime.date(year, month, 1) + datetime.timedelta(n) for n in range(31)]
    mondays = [d for d in days if d.month == month and d.weekday() == 0]
    return mondays[-1 if last else 0]


# Bank holidays that the rule does not give, and those that were moved away.
ONE_OFF = {
    2011: ["2011-04-29"],
    2012: ["2012-06-04", "2012-06-05"],
    2020: ["2020-05-08"],
    2022: ["2022-06-02", "2022-06-03", "2022-09-19"],
    2023: ["2023-05-08"],
}
MOVED = {"2012-05-28", "2020-05-04", "2022-05-30"}


def bank_holidays(year):
    """Bank holidays of England and Wales. One that falls on a weekend is taken on the next free weekday."""
    sunday = easter(year)
    days = {sunday - datetime.timedelta(2), sunday + datetime.timedelta(1)}
    days |= {monday(year, 5), monday(year, 5, last=True), monday(year, 8, last=True)}
    for month, day in ((1, 1), (12, 25), (12, 26)):
        at = datetime.date(year, month, day)
        while at.weekday() > 4 or at in days:
            at += datetime.timedelta(1)
        days.add(at)
    days -= {datetime.date.fromisoformat(d) for d in MOVED}
    return days | {datetime.date.fromisoformat(d) for d in ONE_OFF.get(year, [])}


HOLIDAYS = set().union(*(bank_holidays(year) for year in range(2008, 2036)))


def is_working_day(day):
    if not 2008 <= day.year <= 2035:
        raise ValueError(f"no bank holidays are known for {day.year}")
    return day.weekday() < 5 and day not in HOLIDAYS


def add_working_days(day, count):
    """The day of the event is day 0."""
    while count:
        day += datetime.timedelta(1)
        count -= is_working_day(day)
    return day


def working_days(start, end):
    """Working days after `start` up to and with `end`."""
    return sum(is_working_day(start + datetime.timedelta(n)) for n in range(1, (end - start).days + 1))


def add_months(day, count):
    """The same day of a later month, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return datetime.date(year, month + 1, min(last, day.day))
        except ValueError:
            continue


def after(day, limit):
    """The last day of a limit as a pack writes it: 20wd, 28d, 6w, 6m."""
    number, unit = re.fullmatch(r"(\d+)(wd|d|w|m)", limit).groups()
    number = int(number)
    if unit == "wd":
        return add_working_days(day, number)
    if unit == "m":
        return add_months(day, number)
    return day + datetime.timedelta(number * (7 if unit == "w" else 1))


def whole_years(birth, day):
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


# ---- Records --------------------------------------------------------------------------------------------------------------------


def read_yaml(path):
    return yaml.load(Path(path).read_text(encoding="utf-8"), Loader=LOADER)


def merge(base, over):
    """A pack over the one that it extends: a mapping line by line, anything else as a whole; null takes a line away."""
    if not (isinstance(base, dict) and isinstance(over, dict)):
        return over
    merged = {**base, **{key: merge(base.get(key), value) for key, value in over.items()}}
    return {key: value for key, value in merged.items() if value is not None}


@functools.cache
def read_pack(name):
    for folder in (Path(__file__).resolve().parents[2] / "policies", Path.cwd() / "policies"):
        if (folder / f"{name}.yaml").is_file():
            pack = read_yaml(folder / f"{name}.yaml")
            return merge(read_pack(pack["extends"]), pack) if "extends" in pack else pack
    raise FileNotFoundError(f"the pack {name} is not in `policies`")


def slug(text):
    """The key that a name or title has in a table."""
    return re.sub(r"[^a-z0-9]+", "_", text.lower().replace("+", " plus ")).strip("_")


def person(record, role):
    return next((p for p in record["people"].values() if p["role"] == role), {})


class Case:
    """What reviews and challenges share: the child, the team, the IRO and the day that puts it in a period."""

    def __init__(self, record, day):
        self.record, self.day, self.pack = record, day, read_pack(record["policy"])
        self.child = record.get("child") or record["children"][0]
        self.reference = self.child["reference"]
        team = person(record, "social_worker").get("team") or person(record, "team_manager").get("team")
        self.team = slug(team) if team else "not_recorded"
        iro = record["people"].get(record.get("from"), {}) or person(record, "independent_reviewing_officer")
        self.iro = slug(iro["name"]) if "name" in iro else "not_recorded"
        self.month = f"{day.year}-{day.month:02}"
        self.quarter = quarter_of(day)


class Review(Case):
    def __init__(self, record):
        meetings = [m["date"] for m in record["review"].get("meetings", [])]
        super().__init__(record, max(meetings + [record["review"]["date"]]))
        self.review = record["review"]
        self.type = self.review_type = self.review["type"]
        self.age_in_years = whole_years(self.child["date_of_birth"], self.day)
        self.age = age_band(self.age_in_years)
        self.code = record.get("participation", {}).get("code")
        self.rating = record.get("rag", {}).get("rating")
        self.ends = "not_needed" in record.get("next_review", {})
        self.short_breaks = self.child["legal_status"]["code"].startswith("short_breaks")


class Challenge(Case):
    def __init__(self, record, last):
        super().__init__(record, record["raised"])
        ladder = self.pack["ladder"]["stages"]
        self.stages = [stage for stage in record.get("stages", []) if stage["raised"] <= last]
        keys = [str(stage["stage"]) for stage in ladder]
        informal = {str(stage["stage"]) for stage in ladder if stage.get("informal")} | {"informal"}
        reached = [str(stage["stage"]) for stage in self.stages]
        self.highest = max(reached, key=keys.index) if reached else "informal"
        self.formal = self.highest not in informal
        self.resolution = record.get("resolution", {})

    def settled_by(self, day):
        return "date" in self.resolution and self.resolution["date"] <= day


def quarter_of(day):
    """Quarters of the year that begins in April."""
    return f"{day.year - (day.month < 4)}-q{(day.month - 4) % 12 // 3 + 1}"


def age_band(age):
    for limit, name in ((1, "under_1"), (5, "1_to_4"), (10, "5_to_9"), (16, "10_to_15")):
        if age < limit:
            return name
    return "16_plus"


def length_band(since, day):
    for months, name in ((6, "under_6_months"), (12, "6_to_12_months"), (24, "1_to_2_years"), (60, "2_to_5_years")):
        if day < add_months(since, months):
            return name
    return "over_5_years"


def ethnic_group(code):
    """The groups of the census."""
    if code is None or code in ("not_yet_obtained", "refused", "not_recorded"):
        return "not_recorded"
    if code == "asian_chinese":
        return "other"
    head = code.split("_")[0]
    return head if head in ("white", "mixed", "asian", "black") else "other"


class Report:
    """A report's record, its pack and the records of its folders."""

    def __init__(self, path):
        self.path = Path(path)
        self.record = read_yaml(path)
        if "only" in self.record:
            raise ValueError("a report of one team or IRO is not recounted")
        self.first, self.last = self.record["period"]["from"], self.record["period"]["to"]
        self.pack = read_pack(self.record["policy"])
        before = self.record.get("last_year", {}).get("report")
        self.before = Report(self.path.parent / before) if before else None
        self.figures_before = self.record.get("last_year", {}).get("figures", {})
        self.files, self.unread = 0, 0
        kinds = defaultdict(list)
        for folder in self.record["records"]:
            for file in sorted((self.path.parent / folder).rglob("*.yaml")):
                self.files += 1
                try:
                    record = read_yaml(file)
                    kinds[record["kind"]].append(record)
                except (yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError):
                    self.unread += 1
        one = {}  # the second of two files about one review is left out
        for record in kinds["review"]:
            if record.get("status") != "planned":
                review = Review(record)
                one.setdefault((review.reference, review.day), review)
        self.all_reviews = sorted(one.values(), key=lambda review: review.day)
        self.reviews = [review for review in self.all_reviews if self.within(review.day)]
        self.of_child = defaultdict(list)
        for review in self.all_reviews:
            self.of_child[review.reference].append(review)
        alerts = [Challenge(record, self.last) for record in kinds["alert"]]
        self.all_challenges = [c for c in alerts if c.record["type"] == "concern"]
        self.challenges = [c for c in self.all_challenges if self.within(c.day)]
        self.good_practice = [c for c in alerts if c.record["type"] == "good_practice" and self.within(c.day)]
        self.events, self.progress = kinds["event"], kinds["progress-review"]
        self.caseloads = sorted(kinds["caseload"], key=lambda record: record["date"])
        self.checks = [record for record in kinds["practice-check"] if record.get("status") != "draft"]
        self.feedback = [record for record in kinds["feedback"] if self.within(record["date"])]

    def within(self, day):
        return self.first <= day <= self.last

    def review_before(self, review):
        """The record of the child's review before, from the folders or from those of the year before: the newest before this one, as
        long as the record does not speak of a newer one."""
        known = (self.before.of_child[review.reference] if self.before else []) + self.of_child[review.reference]
        earlier = [other for other in known if other.day < review.day]
        newest = max(earlier, key=lambda other: other.day, default=None)
        said = review.review.get("previous_review")
        return newest if newest and (said is None or said <= newest.day) else None

    def newest(self):
        """Of each child the newest review held by the last day."""
        newest = {}
        for review in self.all_reviews:
            if review.day <= self.last:
                newest[review.reference] = review
        return newest

    def left_care(self):
        """The day on which each child left care: that of the event, else of the review that ends the reviewing. An event says so
        by its code, and holds even where a later review was held. Nobody is looked after from their 18th birthday."""
        newest = self.newest()
        left = {reference: review.day for reference, review in newest.items() if review.ends}
        for event in self.events:
            reference, change = event["child"]["reference"], event["change"]
            if change["code"].startswith("discharge") and change["date"] <= self.last and reference in newest:
                left[reference] = change["date"]
        for reference, review in newest.items():
            birthday = add_months(review.child["date_of_birth"], 18 * 12)
            if birthday <= self.last:
                left.setdefault(reference, birthday)
        return left

    def looked_after(self):
        """Newest reviews of the children looked after on the last day, without those in short breaks only."""
        left = self.left_care()
        return [review for reference, review in self.newest().items() if reference not in left and not review.short_breaks]


# ---- Figures --------------------------------------------------------------------------------------------------------------------


def half_up(value, places=1):
    """Rounded half up, away from nought, exactly."""
    scaled = abs(Fraction(value)) * 10**places
    return math.copysign(math.floor(scaled + Fraction(1, 2)) / 10**places, value)


def percent(part, whole):
    return half_up(Fraction(100 * part, whole)) if whole else None


def median(days):
    """The middle one, or the mean of the two in the middle."""
    days = sorted(days)
    middle = len(days) // 2
    return None if not days else days[middle] if len(days) % 2 else (days[middle - 1] + days[middle]) / 2


def nine_in_ten(days):
    """The smallest number of days within which nine in ten are done."""
    return sorted(days)[math.ceil(Fraction(9 * len(days), 10)) - 1] if days else None


def spread(keys, total=None, beside=()):
    """A table of number and percent: how often each key comes, of all of them."""
    count = Counter(keys)
    total = sum(count.values()) if total is None else total
    table = {key: {"count": count[key], "percent": percent(count[key], total)} for key in (*beside, *count)}
    table["total"] = {"count": total, "percent": percent(total, total)}
    return table


DIMENSIONS = {"by_team": "team", "by_iro": "iro", "by_review_type": "review_type", "by_age": "age", "by_month": "month",
              "by_quarter": "quarter"}


def split(tables, name, measure, cases, dimensions=tuple(DIMENSIONS)):
    """A measure of all cases, and of those of each team, IRO, type, age, month and quarter."""
    tables[name] = {"total": measure(cases), None: measure([])}
    for dimension in dimensions:
        groups = defaultdict(list)
        for case in cases:
            groups[getattr(case, DIMENSIONS[dimension])].append(case)
        rows = {key: measure(group) for key, group in groups.items()}
        tables[f"{name}.{dimension}"] = {**rows, **tables[name]}


# Every measure adds its tables to `tables`: key of the table, key of the row, key of the column, figure. The row None is that of a row
# which nothing falls into.


def reviews(report, tables):
    """`reviews held in the period; a series of meetings is one review, held on the day of its last meeting`; by team and the rest
    with percentages of all."""
    tables["reviews"] = {"total": {"total": len(report.reviews), "children": len({r.reference for r in report.reviews})}}
    for name, field in DIMENSIONS.items():
        tables[f"reviews.{name}"] = spread(getattr(review, field) for review in report.reviews)


def children(report, tables):
    """`children looked after on the period's last day: those whose newest review by then does not end the reviewing, and whom no event
    says to have left care`; left out `children in short breaks only (V3, V4)`, `children without a review in the folders`."""
    kids, day = report.looked_after(), report.last
    came = {r.reference for r in report.all_reviews if not r.short_breaks and report.within(r.child["looked_after_since"])}
    left = [day for day in report.left_care().values() if report.within(day)]
    tables["children"] = {"total": {"total": len(kids), "started": len(came), "ceased": len(left)}}
    child = [kid.child for kid in kids]
    tables["children.by_age"] = spread(age_band(whole_years(c["date_of_birth"], day)) for c in child)
    tables["children.by_ethnicity"] = spread(ethnic_group(c.get("ethnicity")) for c in child)
    tables["children.by_ethnic_background"] = spread(c.get("ethnicity", "not_recorded") for c in child)
    tables["children.by_legal_status"] = spread(c["legal_status"]["code"] for c in child)
    tables["children.by_placement"] = spread(c["placement"]["type"] for c in child)
    tables["children.by_length"] = spread(length_band(c["looked_after_since"], day) for c in child)
    tables["children.by_stability"] = spread(length_band(c["placement"]["since"], day) for c in child)
    tables["children.by_unaccompanied"] = spread("yes" if c.get("unaccompanied") else "no" for c in child)


def staffing(report, tables):
    """`funded posts (full-time equivalent), people full time and part time; IROs who left; ethnicity of the team beside that of the
    children; sex of the team`, as the manager supplied them."""
    given = report.record.get("staffing")
    if not given:
        return
    years = given["years"]
    tables["staffing"] = {slug(y["year"]): {k: y.get(k) for k in ("fte", "full_time", "part_time", "people")} for y in years}
    left = given.get("left", 0)
    tables["staffing.turnover"] = {
        "year": {"joined": given.get("joined", 0), "left": left, "percent": percent(left, years[-1]["people"])}
    }
    for key, kids in (("ethnicity", tables["children.by_ethnicity"]), ("sex", {})):
        team = Counter(given.get(key, {}))
        table = {}
        for row in {"total", *team, *kids}:
            count = sum(team.values()) if row == "total" else team[row]
            table[row] = {"team": count, "team_percent": percent(count, sum(team.values()))}
            if kids:
                kid = kids.get(row, {"count": 0, "percent": percent(0, kids["total"]["count"])})
                table[row] |= {"children": kid["count"], "children_percent": kid["percent"]}
        tables[f"staffing.{key}"] = table


def rating_row(count, without=0):
    rated = sum(count[colour] for colour in ("red", "amber", "green"))
    row = {"total": rated, "not_rated": without}
    for colour in ("red", "amber", "green"):
        row |= {colour: count[colour], f"{colour}_percent": percent(count[colour], rated)}
    return row


def ratings(report, tables):
    """`reviews rated red, amber or green`, of `reviews held in the period that were rated`; `reviews without a rating: counted beside
    the total as not rated`."""
    split(tables, "ratings", lambda cases: rating_row(Counter(c.rating for c in cases), sum(not c.rating for c in cases)),
          report.reviews)


def indicators(report, tables):
    """`ratings in which the indicator was ticked`, of `reviews held in the period that were rated`: those under red and amber."""
    wanted = {i["key"] for colour in ("red", "amber") for i in report.pack["rag"]["ratings"][colour]["indicators"]}
    rated = [review.record["rag"] for review in report.reviews if review.rating]
    ticks = [key for rag in rated for key, tick in rag.get("ticks", {}).items() if tick and key in wanted]
    tables["indicators"] = spread(ticks, len(rated))


def repeated_reds(report, tables):
    """`reviews rated red whose child's review before was rated red too`, of `reviews held in the period that were rated red`; `reviews
    whose child's review before is not in the folders: counted beside the total`. A first review has none before it, so it is not red
    twice; the folders of the year before count too, as for `midway`; of a review before that was not rated nothing is known."""

    def measure(cases):
        before = [report.review_before(case) for case in cases if case.type != "first"]
        before = [review and review.rating for review in before]
        again = before.count("red")
        known = len(cases) - before.count(None)
        return {"repeated": again, "first": known - again, "total": known, "percent": percent(again, known),
                "not_known": before.count(None)}

    split(tables, "repeated_reds", measure, [review for review in report.reviews if review.rating == "red"], ["by_team"])


def practice_checks(report, tables):
    """`records of an observation or an audit in the period; IROs whose practice was checked so within the pack's limit, up to the last
    day; standards met, in part, not met or not seen`, of `IROs who chaired a review in the period`; left out `drafts`. Where the pack has
    no limit, the period is the limit."""
    inside = [check for check in report.checks if report.within(check["date"])]
    if not inside:
        return
    chairs = {review.iro for review in report.reviews}
    tables["practice_checks"], standards = {}, defaultdict(Counter)
    for kind, rules in report.pack["practice_checks"].items():
        since = report.first
        if "every" in rules:
            since = add_months(report.last + datetime.timedelta(1), -int(rules["every"].rstrip("m")))
        checked = {slug(check["people"][check["of"]]["name"]) for check in report.checks
                   if check["type"] == kind and since <= check["date"] <= report.last} & chairs
        tables["practice_checks"][kind] = {"count": sum(check["type"] == kind for check in inside), "checked": len(checked),
                                           "iros": len(chairs), "percent": percent(len(checked), len(chairs))}
    for check in inside:
        for line in check["standards"]:
            for row in (f"{check['type']}_{line['standard']}", "total"):
                standards[row].update((line["met"], "total"))
    met = ("met", "partly", "not_met", "not_seen", "total")
    tables["practice_checks.by_standard"] = {row: {key: count[key] for key in met} for row, count in standards.items()}


def challenges(report, tables):
    """`challenges raised in the period, informal and formal; by the highest stage reached, ground, theme, team, outcome`, of `all
    challenges raised in the period`; left out `alerts to good practice`."""

    def measure(cases):
        formal = sum(case.formal for case in cases)
        informal = len(cases) - formal
        return {"informal": informal, "informal_percent": percent(informal, len(cases)), "formal": formal,
                "formal_percent": percent(formal, len(cases)), "total": len(cases)}

    def by_then(day):
        return day is not None and day <= report.last

    raised = report.challenges
    split(tables, "challenges", measure, raised, ["by_team", "by_iro", "by_month", "by_quarter"])
    known = report.all_challenges + (report.before.all_challenges if report.before else [])
    start = report.first - datetime.timedelta(1)
    tables["challenges.flow"] = {
        "open_before": {"count": sum(c.day <= start and not c.settled_by(start) for c in known)},
        "raised": {"count": len(raised)},
        "settled": {"count": sum("date" in c.resolution and report.within(c.resolution["date"]) for c in known)},
        "open_after": {"count": sum(c.day <= report.last and not c.settled_by(report.last) for c in known)},
    }
    tables["challenges.by_stage"] = spread(c.highest for c in raised)
    tables["challenges.by_outcome"] = spread(c.resolution["outcome"] if c.settled_by(report.last) else "open" for c in raised)
    grounds = [{str(ground) for ground in c.record.get("grounds", [])} or {"not_recorded"} for c in raised]
    themes = {str(ground["code"]): ground["theme"] for ground in report.pack["grounds"]} | {"not_recorded": "not_recorded"}
    tables["challenges.by_ground"] = spread((slug(g) for each in grounds for g in each), len(raised))
    tables["challenges.by_theme"] = spread((theme for each in grounds for theme in {themes[g] for g in each}), len(raised))
    tables["challenges.referrals"] = {
        "cafcass": {"count": sum(by_then(c.record.get("cafcass", {}).get("referred")) for c in raised)},
        "legal_advice": {"count": sum(any(by_then(a["date"]) for a in c.record.get("legal_advice", [])) for c in raised)},
    }


def good_practice(report, tables):
    """`alerts to good practice raised in the period`."""
    split(tables, "good_practice", lambda cases: {"raised": len(cases)}, report.good_practice, ["by_team"])


def answers(report, tables):
    """`stages answered by their day; median and nine in ten in working days from the day the stage was raised`, of `stages raised in the
    challenges of the period`; `stages not answered and not due by the period's last day: counted beside the total`."""
    stages = defaultdict(list)
    for challenge in report.challenges:
        limits = {str(stage["stage"]): stage.get("respond_within") for stage in challenge.pack["ladder"]["stages"]}
        for stage in challenge.stages:
            limit = limits[str(stage["stage"])]
            due = stage.get("due") or (after(stage["raised"], limit) if limit else None)
            answer = stage.get("answer", {}).get("date")
            answer = answer if answer and answer <= report.last else None
            stages[str(stage["stage"])].append((stage["raised"], due, answer))

    def measure(cases):
        answered = [case for case in cases if case[2]]
        in_time = sum(due is None or day <= due for raised, due, day in answered)
        overdue = sum(day is None and due is not None and due <= report.last for raised, due, day in cases)
        days = [working_days(raised, day) for raised, due, day in answered]
        total = len(answered) + overdue
        return {"in_time": in_time, "late": len(answered) - in_time, "overdue": overdue, "total": total,
                "percent": percent(in_time, total), "median": median(days), "p90": nine_in_ten(days), "not_due": len(cases) - total}

    tables["answers"] = {"total": measure([case for group in stages.values() for case in group]), None: measure([])}
    tables["answers.by_stage"] = {**{key: measure(group) for key, group in stages.items()}, **tables["answers"]}


def resolution(report, tables):
    """`challenges settled by the period's last day; median and nine in ten in working days from the day they were raised`, of
    `challenges raised in the period`; `challenges settled after the period count as open`."""

    def measure(cases):
        settled = [case for case in cases if case.settled_by(report.last)]
        days = [working_days(case.day, case.resolution["date"]) for case in settled]
        return {"settled": len(settled), "open": len(cases) - len(settled), "total": len(cases), "median": median(days),
                "p90": nine_in_ten(days)}

    formal = [c for c in report.challenges if c.formal]
    informal = [c for c in report.challenges if not c.formal]
    tables["resolution"] = {"informal": measure(informal), "formal": measure(formal), "total": measure(report.challenges)}


TOOK_PART = {"PN1", "PN2", "PN3", "PN5", "PN6"}


def participation(report, tables):
    """`reviews in which the child took part: codes PN1, PN2, PN3, PN5 and PN6`, of `reviews of children aged 4 and over, with a code`;
    left out `children under 4 by their date of birth, and reviews without a code that a child of 4 can have`."""

    def measure(cases):
        older = [case for case in cases if case.age_in_years >= 4]
        coded = [case for case in older if case.code and case.code != "PN0"]
        took = sum(case.code in TOOK_PART for case in coded)
        return {"took_part": took, "did_not": len(coded) - took, "total": len(coded), "percent": percent(took, len(coded)),
                "under_4": len(cases) - len(older), "not_recorded": len(older) - len(coded)}

    split(tables, "participation", measure, report.reviews)
    tables["participation.by_code"] = spread(slug(review.code or "not_recorded") for review in report.reviews)


def chaired_by_child(report, tables):
    """`reviews that the child chaired, alone or together with the IRO`, of `reviews of children aged 4 and over`; left out `children
    under 4 by their date of birth, and reviews without a code that a child of 4 can have: counted beside the total`."""

    def measure(cases):
        older = [case for case in cases if case.age_in_years >= 4]
        coded = [case for case in older if case.code and case.code != "PN0"]
        yes = sum("child" in case.review.get("chaired_by", []) for case in coded)
        return {"yes": yes, "no": len(coded) - yes, "total": len(coded), "percent": percent(yes, len(coded)),
                "under_4": len(cases) - len(older), "not_recorded": len(older) - len(coded)}

    split(tables, "chaired_by_child", measure, report.reviews, ["by_team", "by_age"])


def yes_or_no(tables, name, cases, answer, dimensions):
    """A table of yes and no; cases without an answer are counted beside the total."""

    def measure(some):
        said = [answer(case) for case in some]
        yes, no = said.count(True), said.count(False)
        return {"yes": yes, "no": no, "total": yes + no, "percent": percent(yes, yes + no), "not_recorded": said.count(None)}

    split(tables, name, measure, cases, dimensions)


def seen_alone(report, tables):
    """`reviews before which the IRO talked with the child in private`, of `reviews with an account of how the child took part`."""

    def answer(case):
        account = case.record.get("participation")
        return None if account is None else "seen_alone" in account

    yes_or_no(tables, "seen_alone", report.reviews, answer, ["by_team", "by_age", "by_iro"])


def parents(report, tables):
    """`reviews that a parent attended, or about which one was consulted`, of `reviews of children with a parent among the people of the
    record, and a list of who attended`; `other reviews: counted beside the total`. A step-parent counts as a parent."""
    there = {"attended", "attended_part", "attended_remotely", "consulted"}

    def took_part(case):
        parent = {key for key, one in case.record["people"].items() if one["role"] in ("parent", "step_parent")}
        listed = case.record.get("attendance")
        return any(a["person"] in parent and a["how"] in there for a in listed) if parent and listed is not None else None

    def measure(cases):
        said = [took_part(case) for case in cases]
        yes, no = said.count(True), said.count(False)
        return {"took_part": yes, "did_not": no, "total": yes + no, "percent": percent(yes, yes + no), "none_listed": said.count(None)}

    split(tables, "parents", measure, report.reviews, ["by_team"])


def last_day(report, review):
    """The last day that the law and the authority's procedure allow: the earliest of the limits that the pack has for the type of
    review; of the second review those of a second one, whatever it is called."""
    cycle = review.pack["reviews"]
    limits = list(cycle[review.type]["due"])
    if review.review.get("number") == 2:
        limits += cycle["second"]["due"]
    before = report.review_before(review)
    start = {"previous_review": before and before.day, "looked_after_since": review.child.get("looked_after_since"), **review.review}
    days = []
    for limit in limits:
        if limit.get("when", "") == ("not short breaks" if review.short_breaks else "short breaks"):
            continue
        if start.get(limit["of"]):
            days.append(after(start[limit["of"]], limit["within"]))
    return min(days) if days else None


def timeliness(report, tables):
    """`reviews held on or before the last day that the law and the authority's procedure allow`, of `reviews held in the period whose
    last day can be worked out`."""

    def measure(cases):
        due = [(case.day, last_day(report, case)) for case in cases]
        known = [pair for pair in due if pair[1]]
        in_time = sum(day <= last for day, last in known)
        return {"on_time": in_time, "late": len(known) - in_time, "total": len(known), "percent": percent(in_time, len(known)),
                "not_known": len(due) - len(known)}

    split(tables, "timeliness", measure, report.reviews)


def late(report, tables):
    """`late reviews with each reason, and by the working days they were late`, of `late reviews`; `late reviews without a reason code:
    counted as not recorded`."""
    pairs = [(review, last_day(report, review)) for review in report.reviews]
    pairs = [(review, last) for review, last in pairs if last and review.day > last]
    tables["late"] = spread(review.review.get("late_cause", "not_recorded") for review, last in pairs)

    def band(days):
        for limit, name in ((0, "none"), (2, "1_to_2"), (5, "3_to_5"), (10, "6_to_10"), (20, "11_to_20")):
            if days <= limit:
                return name
        return "over_20"

    tables["late.by_days"] = spread(band(working_days(last, review.day)) for review, last in pairs)


def overdue(report, tables):
    """`children looked after on the period's last day whose next review was due by then and is not held`, of those `whose next review
    has a last day`."""
    due = []
    for review in report.looked_after():
        limit = review.pack["reviews"][review.type]["next"]
        instead = [other for other in limit.get("instead", []) if other["when"] == "short breaks" and review.short_breaks]
        due.append(after(review.day, (instead or [limit])[0]["within"]))
    missed = sum(day <= report.last for day in due)
    tables["overdue"] = {"total": {"overdue": missed, "not_due": len(due) - missed, "total": len(due),
                                   "percent": percent(missed, len(due))}}


def adjourned(report, tables):
    """`reviews that the IRO adjourned`, of `reviews held in the period`."""
    yes_or_no(tables, "adjourned", report.reviews, lambda case: "adjourned" in case.review, ["by_team"])


def allocation(report, tables):
    """`children for whom an IRO was named within the pack's limit`, of `children whose first review was held in the period, so that each is
    counted once, by the day of that review`; `those without a date are counted as not recorded`."""

    def in_limit(case):
        limit, told = case.pack["allocation"], case.record.get("allocation", {})
        start, named = {**told, **case.child}.get(limit["of"]), told.get("allocated")
        return named <= after(start, limit["within"]) if start and named else None

    def measure(cases):
        said = [in_limit(case) for case in cases]
        in_time, missing = said.count(True), said.count(None)
        return {"in_time": in_time, "late": len(cases) - in_time - missing, "not_recorded": missing, "total": len(cases),
                "percent": percent(in_time, len(cases))}

    first = [review for review in report.reviews if review.type == "first"]
    split(tables, "allocation", measure, first, ["by_team", "by_iro", "by_quarter"])


def caseload_row(posts):
    """Children by post; a post that holds none of a kind has no figure for it."""
    fte = sum(Fraction(str(post["fte"])) for post in posts)
    held = {key: sum(post[key] for post in posts if key in post) if any(key in post for post in posts) else None
            for key in ("looked_after", "protection")}
    both = (held["looked_after"] or 0) + (held["protection"] or 0)
    looked_after = held["looked_after"]
    return {"fte": half_up(fte), **held, "total": both, "total_per_fte": half_up(both / fte),
            "per_fte": None if looked_after is None else half_up(looked_after / fte)}


def caseloads(report, tables):
    """`children looked after and children on a protection plan held by each IRO on the day of the caseload record`, of `full-time
    equivalent of the IRO`; `the newest in the period is shown, else the first after it`."""
    inside = [record for record in report.caseloads if report.within(record["date"])]
    later = [record for record in report.caseloads if record["date"] > report.last]
    shown = inside[-1] if inside else later[0] if later else None
    if not shown:
        return
    names = [(post.get("name") or f"IRO {number}", post) for number, post in enumerate(shown["iros"], 1)]
    total = caseload_row(shown["iros"])
    tables["caseloads"] = {**{slug(name): caseload_row([post]) for name, post in names}, "total": total}
    tables["caseload_summary"] = {"all": total}
    tables["caseloads.by_month"] = {str(record["date"]): caseload_row(record["iros"]) for record in inside}
    breaks = sum(post.get("short_breaks", 0) for post in shown["iros"])
    if breaks:
        tables["caseloads.short_breaks"] = {"all": {"count": breaks, "looked_after": total["looked_after"]}}
    notes = defaultdict(list)
    for name, post in names:
        if "note" in post:
            notes[post["note"]].append(name)
    listed = {note: " and ".join(filter(None, [", ".join(who[:-1]), who[-1]])) for note, who in notes.items()}
    tables["caseload_notes"] = {slug(note): {"who": who} for note, who in listed.items()}


def protection(report, tables):
    """`children on a plan on a day of each year; reviews of plans in time; plans ended, and of them those whose child became looked
    after`, of `for growth the row before; for plans ended all that ended in the year`, as supplied."""
    given = report.record.get("protection", {})
    rows, last = {}, None
    for row in given.get("plans", []):
        rows[str(row["at"].year)] = {"plans": row["plans"], "growth": percent(row["plans"] - last, last) if last else None}
        last = row["plans"]
    tables["protection"] = rows
    tables["protection.reviews"] = {slug(row["year"]): {"percent": row["percent"]} for row in given.get("reviews", [])}
    tables["protection.ended"] = {
        slug(row["year"]): {"ended": row["ended"], "into_care": row["into_care"], "percent": percent(row["into_care"], row["ended"])}
        for row in given.get("ended", [])
    }


def records(report, tables):
    """`reviews after which the step was done within the pack's limit; median and nine in ten in working days`, of `reviews held in the
    period for which it was due by the period's last day, or done`; decisions sent, full record written, record distributed. Days are
    counted from the review, of an adjourned one from the day on which it was taken up again."""
    tables["records"] = {}
    for step, name in (("decisions", "decisions_sent"), ("record", "record_written"), ("distributed", "distributed")):

        def measure(cases, step=step):
            held = [case.review.get("adjourned", {}).get("resumed", case.day) for case in cases]
            due = [after(day, case.pack["after"][step]["within"]) for case, day in zip(cases, held)]
            dates = list(zip(held, due, (case.record.get("issued", {}).get(step) for case in cases)))
            done = [date for date in dates if date[2]]
            in_time = sum(day <= due for held, due, day in done)
            not_done = sum(day is None and due <= report.last for held, due, day in dates)
            total = len(done) + not_done
            days = [working_days(held, day) for held, due, day in done]
            return {"in_time": in_time, "late": len(done) - in_time, "outstanding": not_done, "total": total,
                    "percent": percent(in_time, total), "not_due": len(dates) - total, "median": median(days), "p90": nine_in_ten(days)}

        tables["records"][step] = {k: v for k, v in measure(report.reviews).items() if k != "not_due"}
        split(tables, name, measure, report.reviews, ["by_team", "by_iro", "by_month"])


def care_plans(report, tables):
    """`reviews for which the care plan was received and up to date`, of `reviews whose papers say whether there was a care plan`."""

    def answer(case):
        plan = next((paper for paper in case.record.get("papers", []) if paper["paper"] == "care_plan"), None)
        return None if plan is None else "received" in plan and plan.get("up_to_date") is True

    yes_or_no(tables, "care_plans", report.reviews, answer, ["by_team"])


def midway(report, tables):
    """`reviews before which a progress review was made since the review before`, of `reviews after the first`; left out `first reviews,
    and those whose review before lies neither in the folders nor in those of the year before`."""
    made = defaultdict(list)
    for record in report.progress + (report.before.progress if report.before else []):
        made[record["child"]["reference"]].append(record["date"])

    def measure(cases):
        later = [case for case in cases if case.type != "first"]
        pairs = [(case, report.review_before(case)) for case in later]
        known = [(case, before) for case, before in pairs if before]
        yes = sum(any(before.day < day <= case.day for day in made[case.reference]) for case, before in known)
        return {"yes": yes, "no": len(known) - yes, "total": len(known), "percent": percent(yes, len(known)),
                "first": len(cases) - len(later), "not_known": len(later) - len(known)}

    split(tables, "midway", measure, report.reviews, ["by_team", "by_iro", "by_review_type"])


def feedback(report, tables):
    """`questionnaires with each answer`, of `questionnaires returned, for every question; blank ones are shown`; `answers that the
    questionnaire does not have count as blank`. Returned: the lines of the file, and the records of the period."""
    for questionnaire in report.record.get("questionnaires", []):
        returned = [record["answers"] for record in report.feedback if record["questionnaire"] == questionnaire["key"]]
        if "file" in questionnaire:
            with open(report.path.parent / questionnaire["file"], encoding="utf-8", newline="") as file:
                returned += list(csv.DictReader(file))
        name = f"feedback.{questionnaire['key']}"
        tables[name] = {}
        for question in questionnaire["questions"]:
            said = [answer.get(question["key"]) for answer in returned]
            said = [slug(answer) if answer in question["answers"] else "blank" for answer in said]
            tables[f"{name}.{question['key']}"] = spread(said)
            if "good" in question:
                good = sum(said.count(slug(answer)) for answer in question["good"])
                tables[name][question["key"]] = {"good": good, "good_percent": percent(good, len(said)), "blank": said.count("blank"),
                                                 "returns": len(said)}


def left_out(report, tables):
    """`records in the folders that cannot be read, or of which a part cannot`. Only those that no reader of YAML could read are counted
    here; a part that cannot be read would show as a difference."""
    gone = {"count": report.unread}
    tables["left_out"] = {"total": gone, "everything": gone}


def meetings(report, tables):
    """`reviews whose list of who took part has people in the room, by phone or video, or both; reviews done without a meeting`; left out
    `reviews without a list of who took part: counted beside the total`."""

    def how(case):
        if case.review.get("how") == "without_meeting":
            return "without"
        there = {a["how"] for a in case.record.get("attendance", [])} & {"attended", "attended_part", "attended_remotely"}
        video, room = "attended_remotely" in there, bool(there - {"attended_remotely"})
        return "both" if video and room else "by_video" if video else "in_person" if room else "not_recorded"

    def measure(cases):
        count = Counter(how(case) for case in cases)
        kinds = ("in_person", "by_video", "both", "without")
        total = sum(count[kind] for kind in kinds)
        row = {kind: count[kind] for kind in kinds} | {f"{kind}_percent": percent(count[kind], total) for kind in kinds}
        return row | {"total": total, "not_recorded": count["not_recorded"]}

    split(tables, "meetings", measure, report.reviews, ["by_team", "by_quarter"])


CARERS = {"foster_carer", "kinship_carer", "prospective_adopter", "residential_key_worker", "placement_manager"}
KINDS = {"social_worker": ["social_worker"], "manager": ["team_manager", "service_manager"], "advocate": ["advocate"],
         "school": ["teacher", "designated_teacher", "virtual_school"], "health": ["health_visitor", "nurse", "doctor", "therapist"]}


def kind_of(record, key):
    """What somebody who attended is to the review."""
    if key == "child":
        return "child"
    one = record["people"][key]
    role, title = one["role"], one.get("title", "").lower()
    if role in CARERS or record["child"]["placement"].get("with") == key or (role == "other" and "carer" in title):
        return "carer"
    if role == "parent" or one.get("parental_responsibility"):
        return "parent"
    if role in ("step_parent", "grandparent", "relative", "sibling"):
        return "family"
    return next((kind for kind, roles in KINDS.items() if role in roles), None)


def there(case):
    """The kinds of people who attended."""
    came = {"attended", "attended_part", "attended_remotely"}
    return {kind_of(case.record, a["person"]) for a in case.record.get("attendance", []) if a["how"] in came}


def attended(report, tables):
    """`reviews that somebody of each kind attended: in the room, for a part, or by phone or video`, of `reviews held in the period with a
    list of who took part`. Several may attend."""
    listed = [review for review in report.reviews if "attendance" in review.record]
    count = Counter(kind for review in listed for kind in there(review) if kind)
    kinds = ("child", "parent", "family", "carer", "social_worker", "manager", "school", "health", "advocate")
    tables["attended"] = {kind: {"count": count[kind], "percent": percent(count[kind], len(listed))} for kind in kinds}
    tables["attended"]["total"] = {"count": len(listed), "percent": percent(len(listed), len(listed))}


def advocacy(report, tables):
    """`reviews at which an advocate spoke for the child or was there; reviews before which advocacy was explained to the child`, of
    `reviews of children aged 4 and over with an account of how the child took part`."""

    def answer(case):
        account = case.record.get("participation")
        if case.age_in_years < 4:
            return "under_4"
        if account is None:
            return "not_recorded"
        if account["code"] in ("PN2", "PN5") or "advocate" in there(case):
            return "used"
        said = account.get("advocacy_explained")
        return "not_recorded" if said is None else "offered" if said else "not_offered"

    def measure(cases):
        count = Counter(answer(case) for case in cases)
        total = sum(count[key] for key in ("used", "offered", "not_offered"))
        row = {key: count[key] for key in ("used", "offered", "not_offered", "under_4", "not_recorded")}
        return row | {"total": total, "used_percent": percent(count["used"], total), "offered_percent": percent(count["offered"], total)}

    split(tables, "advocacy", measure, report.reviews, ["by_team", "by_age"])


def histories(report, tables):
    """Children by plan; `placements`: those that the reviews by the last day say to have begun, but for those that ended before the period;
    `the same IRO`: all reviews in the period and the one before them; two years: `children under 16 who have been looked after for two and
    a half years and more`, in their placement for two."""
    kids, last = report.looked_after(), report.last
    tables["children.by_plan"] = spread(kid.record.get("permanence", {}).get("plan", "not_recorded") for kid in kids)

    def known(kid):
        return [review for review in report.of_child[kid.reference] if review.day <= last]

    def placements(kid):
        begun = sorted({day for day in (r.child["placement"]["since"] for r in known(kid)) if day <= last})
        left = len(begun) - sum(day <= report.first for day in begun[1:])
        return "1" if left < 2 else "2" if left == 2 else "3_plus"

    tables["children.by_placements"] = spread((placements(kid) for kid in kids), beside=("1", "2", "3_plus"))

    def same(kid):
        before = [review for review in known(kid) if review.day < report.first][-1:]
        names = [r.iro for r in before + [r for r in known(kid) if r.day >= report.first] if r.iro != "not_recorded"]
        return None if len(names) < 2 else len(set(names)) == 1

    def measure(some):
        said = [same(kid) for kid in some]
        yes, no = said.count(True), said.count(False)
        return {"yes": yes, "no": no, "total": yes + no, "percent": percent(yes, yes + no), "one_review": said.count(None)}

    groups = defaultdict(list)
    for kid in kids:
        groups[age_band(whole_years(kid.child["date_of_birth"], last))].append(kid)
    tables["same_iro"] = {"total": measure(kids), None: measure([])}
    tables["same_iro.by_age"] = {**{key: measure(group) for key, group in groups.items()}, **tables["same_iro"]}
    young = [kid.child for kid in kids if whole_years(kid.child["date_of_birth"], last) < 16]
    young = [child for child in young if add_months(child["looked_after_since"], 30) <= last]
    yes = sum(add_months(child["placement"]["since"], 24) <= last for child in young)
    tables["stable_two_years"] = {"total": {"yes": yes, "no": len(young) - yes, "total": len(young), "percent": percent(yes, len(young)),
                                            "others": len(kids) - len(young)}}


MEASURES = [reviews, children, histories, staffing, ratings, indicators, repeated_reds, practice_checks, challenges, good_practice, answers,
            resolution, participation, chaired_by_child, seen_alone, parents, timeliness, late, overdue, adjourned, allocation, caseloads,
            protection, records, care_plans, midway, meetings, attended, advocacy, feedback, left_out]


def recount(report):
    """All tables of a report, with the row of the year before where there is one."""
    tables = {}
    for measure in MEASURES:
        measure(report, tables)
    before = recount(report.before) if report.before else {}
    for key, table in tables.items():
        measure = key.split(".")[0]
        if "total" in before.get(key, {}):
            table["last_year"] = before[key]["total"]
        elif any(figure.startswith(f"{measure}.") for figure in report.figures_before):
            given = {f.split(".")[1]: v for f, v in report.figures_before.items() if f.startswith(f"{measure}.")}
            table["last_year"] = rating_row(given) if measure == "ratings" else defaultdict(lambda: None, given)
    return tables


# ---- Comparison -----------------------------------------------------------------------------------------------------------------


def shown(value, unit):
    """A figure as it is printed."""
    if value is None:
        return "–"
    if unit == "text":
        return value
    if unit == "count":
        return f"{value:,}"
    text = f"{abs(value):.1f}" if unit in ("percent", "number") else f"{float(value):g}"
    return "−" + text if value < 0 else text


# Columns beside a total, which the program leaves out where nothing falls into them.
BESIDE = {"not_rated", "not_recorded", "not_known", "not_due", "none_listed", "under_4", "first", "one_review", "others"}


def compare_table(table, mine, all_files):
    """Compares the cells of one table: how many were compared, what differs, what is not recounted."""
    compared, differences, skipped = 0, [], Counter()
    units = {column["key"]: column["unit"] for column in table["columns"]}
    rows = {row["key"]: row["cells"] for row in table["rows"]}
    nothing = mine.get(None) or {column: 0 if unit == "count" else None for column, unit in units.items()}
    total = mine.get("total", {})
    if None not in mine and "percent" in units and total.get("count"):
        nothing["percent"] = 0.0
    for key, cells in rows.items():
        if key == "last_year" and key not in mine:
            skipped["the row of the year before, which nothing here gives"] += len(cells)
            continue
        for column, cell in cells.items():
            row = mine.get(key, nothing)
            if column not in row and not isinstance(row, defaultdict):
                skipped[f"the column {column}"] += 1
                continue
            compared += 1
            value = row[column]
            printed = cell["shown"].removesuffix(".0") if units[column] == "days" else cell["shown"]
            same = printed == shown(value, units[column])
            if units[column] != "text":
                same = same and cell["value"] == value
            if not same:
                differences.append(f"{table['key']}.{key}.{column}: program {cell['shown']}, recount {shown(value, units[column])}")
    for key, row in mine.items():  # rows and columns that are counted here and are not in the table
        if key in (None, "last_year"):
            continue
        for column, value in row.items():
            if value and (key not in rows or (column in BESIDE and column not in units)):
                compared += 1
                differences.append(f"{table['key']}.{key}.{column}: program has none, recount {value}")
    files = re.match(r"All ([\d,]+) files", table["base"])
    if files:
        compared += 1
        if int(files[1].replace(",", "")) != all_files:
            differences.append(f"{table['key']}: program {files[1]} files, recount {all_files}")
    return compared, differences, skipped


def compare_report(binary, path):
    run = subprocess.run([binary, "figures", path, "--format", "json"], capture_output=True, check=False)
    if not run.stdout:
        sys.exit(f"{path}: the program ended with {run.returncode} and printed no figures")
    report = Report(path)
    tables = recount(report)
    all_compared, all_differences, unknown = 0, 0, []
    printed = json.loads(run.stdout)["tables"]
    print(f"{path}: {len(printed)} tables, {report.files} records")
    for table in printed:
        key = table["key"]
        if key not in tables:
            reason = next((why for name, why in NOT_RECOUNTED.items() if key == name or key.startswith(name + ".")), None)
            if reason is None:
                unknown.append(key)
            print(f"  {key}: not recounted: {reason or 'not known to this script'}")
            continue
        compared, differences, skipped = compare_table(table, tables[key], report.files)
        all_compared += compared
        all_differences += len(differences)
        print(f"  {key}: {compared} compared, {compared - len(differences)} equal, {len(differences)} not equal")
        for line in differences[:5]:
            print(f"    {line}")
        for why, count in skipped.items():
            print(f"    {count} not recounted: {why}")
    print(f"  all: {all_compared} compared, {all_compared - all_differences} equal, {all_differences} not equal")
    return all_compared, all_differences, unknown


def main():
    if len(sys.argv) < 3:
        sys.exit("usage: recount.py BIN REPORT.yaml [REPORT.yaml ...]")
    compared, differences, unknown = 0, 0, []
    for path in sys.argv[2:]:
        result = compare_report(sys.argv[1], path)
        compared, differences, unknown = compared + result[0], differences + result[1], unknown + result[2]
    print(f"{compared} figures compared, {differences} not equal, {len(unknown)} tables not known")
    if compared < LEAST:
        print(f"fewer than {LEAST} figures were compared")
    sys.exit(1 if differences or unknown or compared < LEAST else 0)


if __name__ == "__main__":
    main()

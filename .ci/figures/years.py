"""Two invented years of a service of any size, for the attack on what is published. The same size and seed give the same files."""
import datetime as dt
import json
import random

YEARS = [(dt.date(2024, 4, 1), dt.date(2025, 3, 31)), (dt.date(2025, 4, 1), dt.date(2026, 3, 31))]
ETHNICITIES = ["white_british"] * 12 + ["white_other", "mixed_white_and_asian", "mixed_other", "asian_indian", "asian_other",
                                        "black_african", "black_caribbean", "arab", "other", "refused"]
STATUSES = ["care_order"] * 8 + ["interim_care_order"] * 4 + ["section_20"] * 5 + ["placement_order", "remand"]
PLACEMENTS = ["foster_care"] * 9 + ["kinship_foster_care"] * 3 + ["childrens_home"] * 2 + ["supported_accommodation",
                                                                                         "long_term_foster_care", "secure_childrens_home"]
TEAMS = ["North", "South", "Leaving Care", "Disabilities", "Assessment"]
CODES = ["PN1"] * 10 + ["PN2", "PN3", "PN4", "PN5"] + ["PN6"] * 5 + ["PN7"]
CAUSES = ["child_unavailable", "iro_unavailable", "worker_unavailable", "papers_missing", "capacity"]
RED_TICKS = ["serious_delay", "visits_out_of_time", "no_care_plan"]
AMBER_TICKS = ["worker_change_drift", "complaint_wished", "no_social_work_report"]
QUESTIONS = {"knows_iro": (["yes", "not_sure", "no"], ["yes"]), "listened": (["always", "mostly", "sometimes", "never"],
                                                                              ["always", "mostly"])}


def iso(day):
    return day.isoformat()


def working_days(day, count):
    """So many weekdays later. Bank holidays are left out of account: a day or two too early does no harm here."""
    while count > 0:
        day += dt.timedelta(days=1)
        count -= day.weekday() < 5
    return day


class Service:
    """Two years of one invented service. The same size and seed give the same files."""

    def __init__(self, size, seed):
        self.rng = random.Random(f"{size}/{seed}")
        self.size = size
        self.pack = ["statutory", "coventry"][seed % 2]
        self.teams = TEAMS[: max(1, min(len(TEAMS), 1 + size // 12 + seed % 2))]
        self.iros = [f"Iro {name}" for name in ["Ashdown", "Birch", "Cobham", "Dunn", "Elder", "Frith", "Garth", "Heald", "Ivers"]]
        self.iros = self.iros[: max(2, min(9, round(size / 40) + 1))]
        # How often things happen differs from service to service, so that other cells are small in each.
        self.red, self.amber = self.rng.choice([0.03, 0.1, 0.2]), self.rng.choice([0.1, 0.3])
        self.unrated = self.rng.choice([0, 0.03, 0.1])
        self.late = self.rng.choice([0.02, 0.06, 0.15])
        self.coded = self.rng.choice([1, 0.97])
        self.children = []
        self.number = 0

    def child(self, since, born=None):
        rng = self.rng
        self.number += 1
        age = rng.choice([0, 2, 5, 8, 11, 13, 15, 16])
        born = born or since - dt.timedelta(days=age * 365 + rng.randrange(5, 360))
        placed = since + dt.timedelta(days=rng.choice([0, 0, 0, 200]))
        child = {
            "reference": f"ZZ{self.number:05d}Q", "name": f"Child Number{self.number:05d}", "date_of_birth": iso(born),
            "ethnicity": rng.choice(ETHNICITIES), "legal_status": {"code": rng.choice(STATUSES), "since": iso(since)},
            "looked_after_since": iso(since), "placement": {"type": rng.choice(PLACEMENTS), "since": iso(since)},
        }
        if rng.random() < 0.06 and age >= 13:
            child["unaccompanied"] = True
        return {"record": child, "born": born, "since": since, "placed": placed, "team": rng.choice(self.teams),
                "iro": rng.choice(self.iros), "before": None, "kind": 0, "left": False, "plan": rng.random() < 0.5}

    def review(self, folder, child, day, ends):
        rng = self.rng
        record = dict(child["record"])
        if child["placed"] <= day:
            record["placement"] = dict(record["placement"], since=iso(child["placed"]))
        kind = ["first", "second", "later"][min(child["kind"], 2)]
        review = {"type": kind, "date": iso(day)}
        if child["before"]:
            review["previous_review"] = iso(child["before"])
        people = {"iro": {"name": child["iro"], "role": "independent_reviewing_officer"},
                  "worker": {"name": "Worker Atwell", "role": "social_worker", "team": child["team"]},
                  "mother": {"name": f"Parent Number{child['record']['reference'][2:7]}", "role": "parent"}}
        out = {"kind": "review", "policy": self.pack, "status": "final", "child": record, "people": people, "review": review}
        out["attendance"] = [{"person": "mother", "how": rng.choice(["attended", "attended", "consulted", "absent"])}]
        four = (day - child["born"]).days >= 4 * 365.25 + 2
        code = (rng.choice(CODES) if four else "PN0") if rng.random() < self.coded else None
        if code:
            seen = {"seen_alone": iso(day)} if rng.random() < 0.8 else {"not_seen_alone": "They did not wish it."}
            out["participation"] = {"code": code, **seen}
        if four and rng.random() < 0.04:
            review["chaired_by"] = ["child"]
        if rng.random() < 0.02:
            review["adjourned"] = {"reason": "duties_not_met", "explanation": "No papers.", "resumed": iso(day)}
        if rng.random() < 0.97:
            out["papers"] = [{"paper": "care_plan", "received": iso(day), "up_to_date": rng.random() < 0.95}]
        if rng.random() >= self.unrated:
            rating = rng.choices(["red", "amber", "green"], [self.red, self.amber, 1 - self.red - self.amber])[0]
            ticks = {"red": RED_TICKS, "amber": AMBER_TICKS, "green": ["well_managed"]}[rating]
            out["rag"] = {"rating": rating, "ticks": {rng.choice(ticks): True},
                          "action": "passed_on" if rating == "green" else "response_in_two_weeks"}
        if kind == "first":
            out["allocation"] = {"notified": iso(child["since"]), "allocated": iso(working_days(child["since"], rng.choice([2, 3, 4, 9])))}
        out["issued"] = {"decisions": iso(working_days(day, rng.choice([2, 3, 4, 4, 4, 7]))),
                         "record": iso(working_days(day, rng.choice([8, 12, 14, 14, 14, 18])))}
        if rng.random() < 0.97:
            out["issued"]["distributed"] = iso(working_days(day, rng.choice([15, 18, 18, 19, 24])))
        if child["late"]:
            review["late_cause"] = rng.choice(CAUSES)
            review["late_reason"] = "It could not be held before."
        if ends:
            out["next_review"] = {"not_needed": "Leaves care."}
        self.write(folder, f"{child['record']['reference']}-{iso(day)}", out)
        child["before"], child["kind"] = day, child["kind"] + 1

    def write(self, folder, name, record):
        # JSON is YAML too, and quick to write.
        (folder / f"{name}.yaml").write_text(json.dumps(record))

    def alert(self, folder, child, day, last):
        rng = self.rng
        rungs = ["informal", "formal"] if self.pack == "statutory" else ["1", "2", "3", "4"]
        highest = rng.choice([1, 2]) if self.pack == "statutory" else rng.choices(range(len(rungs) + 1), [2, 6, 4, 2, 1])[0]
        people = {"iro": {"name": child["iro"], "role": "independent_reviewing_officer"},
                  "manager": {"name": "Manager Boles", "role": "team_manager", "team": child["team"]},
                  "worker": {"name": "Worker Atwell", "role": "social_worker", "team": child["team"]}}
        grounds = rng.sample(["1", "2", "3", "4", "5"], rng.choice([1, 1, 2]))
        brief = {key: child["record"][key] for key in ("reference", "name", "date_of_birth")}
        out = {"kind": "alert", "policy": self.pack, "status": "final", "type": "concern", "child": brief, "people": people,
               "from": "iro", "raised": iso(day), "grounds": grounds, "concerns": ["Planning is held up."],
               "summary": "It is held up.", "informal": [{"date": iso(day), "with": ["manager"], "what": "Delay", "outcome": "No date"}]}
        stages, at = [], day
        for rung in rungs[:highest]:
            stage = {"stage": rung, "to": "manager", "raised": iso(at)}
            if rng.random() < 0.9:
                answered = working_days(at, rng.choice([2, 3, 4, 5, 8]))
                stage["answer"] = {"date": iso(answered), "by": "manager", "text": "It is being done."}
                at = answered
            else:
                at = working_days(at, 6)
            stages.append(stage)
            if at > last:
                break
        if stages:
            out["stages"] = stages
        settled = working_days(at, rng.choice([1, 4, 12]))
        if rng.random() < 0.85 and settled <= last:
            out["resolution"] = {"date": iso(settled), "outcome": rng.choice(["resolved"] * 5 + ["partly_resolved", "withdrawn"]),
                                 "text": "It was done."}
        self.write(folder, f"{brief['reference']}-{iso(day)}-alert", out)

    def good(self, folder, child, day):
        brief = {key: child["record"][key] for key in ("reference", "name", "date_of_birth")}
        self.write(folder, f"{brief['reference']}-{iso(day)}-good", {
            "kind": "alert", "policy": self.pack, "status": "final", "type": "good_practice", "child": brief, "raised": iso(day),
            "people": {"iro": {"name": child["iro"], "role": "independent_reviewing_officer"},
                       "worker": {"name": "Worker Atwell", "role": "social_worker", "team": child["team"]}},
            "from": "iro", "to": "worker", "summary": "Well done."})

    def conference(self, folder, child, day):
        brief = {key: child["record"][key] for key in ("reference", "name", "date_of_birth")}
        self.write(folder, f"{brief['reference']}-{iso(day)}-conference", {
            "kind": "conference", "policy": self.pack, "status": "final", "child": brief, "type": "review", "date": iso(day),
            "chair": "iro", "people": {"iro": {"name": child["iro"], "role": "independent_reviewing_officer"}}, "plan": True})

    def progress(self, folder, child, day):
        brief = {key: child["record"][key] for key in ("reference", "name", "date_of_birth")}
        self.write(folder, f"{brief['reference']}-{iso(day)}-progress", {
            "kind": "progress-review", "policy": self.pack, "status": "final", "child": brief, "date": iso(day),
            "review": {"date": iso(child["before"])}, "people": {"iro": {"name": child["iro"], "role": "independent_reviewing_officer"}},
            "plan": "It is followed.", "iro_view": "It moves."})

    def caseloads(self, folder, last):
        rng = self.rng
        for day in (last.replace(day=1) - dt.timedelta(days=1), last):
            rows = []
            for number, name in enumerate(self.iros):
                held = sum(1 for c in self.children if c["iro"] == name and not c["left"])
                rows.append({"name": name, "fte": 1.0 if number % 3 == 0 else rng.choice([0.5, 0.6, 0.8]), "looked_after": held,
                             "short_breaks": min(held, rng.choice([0, 0, 1, 2])), "protection": rng.choice([0, 1, 3, 6, 11])})
            self.write(folder, f"caseload-{iso(day)}", {"kind": "caseload", "policy": self.pack, "status": "final", "date": iso(day),
                                                        "iros": rows})

    def staffing(self, number):
        rng = self.rng
        if number == 0:
            self.posts, self.plans, self.ended = [], [rng.choice([3, 7, 20, self.size])], []
            self.people = {"full_time": (len(self.iros) + 1) // 2, "part_time": len(self.iros) // 2}
        joined, left = rng.choice([0, 0, 1, 2]), 0
        self.people["part_time"] += joined
        people = self.people["full_time"] + self.people["part_time"]
        fte = round(self.people["full_time"] + 0.6 * self.people["part_time"], 1)
        self.posts.append({"year": ["2024/25", "2025/26"][number], "fte": fte,
                           **self.people, "people": people})
        self.plans.append(max(0, self.plans[-1] + rng.choice([-2, -1, 1, 2, 5])))
        self.ended.append({"year": self.posts[-1]["year"], "ended": rng.choice([4, 9, 15, self.size]),
                           "into_care": rng.choice([0, 1, 3, 4])})
        black, asian = rng.choice([0, 1, 2]), rng.choice([0, 1])
        black = min(black, people - 1 - asian)
        women = max(1, people - rng.choice([0, 1, 2, 3]))
        return {"years": list(self.posts), "joined": joined, "left": left,
                "ethnicity": {"white": people - black - asian, "black": black, "asian": asian},
                "sex": {"female": women, "male": people - women}}

    def make(self, home):
        rng = self.rng
        start = YEARS[0][0]
        for _ in range(self.size):
            child = self.child(start - dt.timedelta(days=rng.choice([100, 250, 500, 900, 1500, 2500])))
            child["kind"], child["before"] = 2, start - dt.timedelta(days=rng.randrange(1, 80))
            self.children.append(child)
        for number, (first, last) in enumerate(YEARS):
            year = home / f"y{number + 1}"
            folder = year / "records"
            folder.mkdir(parents=True)
            for _ in range(max(1, round(self.size * rng.choice([0.1, 0.25])))):
                self.children.append(self.child(first + dt.timedelta(days=rng.randrange(2, 290))))
            leaving = rng.choice([0.05, 0.2])
            for child in [c for c in self.children if not c["left"]]:
                while True:
                    gap = [26, 80, 170][min(child["kind"], 2)]
                    due = (child["before"] or child["since"]) + dt.timedelta(days=gap)
                    child["late"] = rng.random() < self.late
                    day = due + dt.timedelta(days=rng.choice([22, 24, 40]) if child["late"] else -rng.randrange(0, 8))
                    if day > last:
                        break
                    if child["before"] and child["kind"] > 1 and rng.random() < 0.85:
                        self.progress(folder, child, child["before"] + (day - child["before"]) // 2)
                    ends = (last - day).days < 170 and child["kind"] > 1 and rng.random() < leaving
                    self.review(folder, child, day, ends)
                    if rng.random() < 0.07:
                        self.alert(folder, child, min(day + dt.timedelta(days=2), last), last)
                    if rng.random() < 0.02:
                        self.good(folder, child, day)
                    if rng.random() < 0.02:
                        self.conference(folder, child, day)
                    if ends:
                        child["left"] = True
                        break
            self.caseloads(folder, last)
            for index in range(rng.choice([8, 25, 60])):
                answers = {key: rng.choice(options + good * 6) for key, (options, good) in QUESTIONS.items() if rng.random() < 0.96}
                self.write(folder, f"feedback-{index}", {"kind": "feedback", "policy": self.pack, "status": "final",
                                                         "questionnaire": "children", "date": iso(last), "answers": answers})
            report = {"kind": "annual-report", "policy": self.pack, "status": "draft", "period": {"from": iso(first), "to": iso(last)},
                      "records": ["records"], "staffing": self.staffing(number),
                      "protection": {"plans": [{"at": iso(YEARS[0][0] - dt.timedelta(days=1)), "plans": self.plans[0]}]
                                     + [{"at": iso(YEARS[i][1]), "plans": self.plans[i + 1]} for i in range(number + 1)],
                                     "ended": list(self.ended)},
                      "questionnaires": [{"key": "children", "title": "What children say", "section": "feedback", "questions": [
                          {"key": key, "ask": key, "answers": {a: a for a in options}, "good": good}
                          for key, (options, good) in QUESTIONS.items()]}]}
            if number:
                report["last_year"] = {"report": "../y1/annual-report.yaml"}
            (year / "annual-report.yaml").write_text(json.dumps(report, indent=1))



#!/usr/bin/env python3
"""Writes COUNT review records into the folder OUT, one child each: the reference load of the measurements.

usage: reference.py OUT COUNT

The same COUNT always gives the same files. The first records of a longer run are those of a shorter one. Every record is a
finished second review without errors or warnings. Its Record of Review has three to four pages and 31 table rows. No text
longer than a few words stands in two records, so that nothing is faster than in life because it was typeset before.
"""

import datetime as dt
import itertools
import json
import pathlib
import random
import re
import sys

# First names of children and of adults have nothing in common: a child's name in another child's text is a finding.
CHILDREN = """Aaliyah Abel Adam Aisha Alfie Amara Amelia Amir Anya Arlo Asha Ava Beau Bella Callum Caleb Carys Chloe Cody Connor
Daisy Dylan Eden Elias Eliza Ella Elsie Emre Erin Esme Ethan Evan Evie Fatima Felix Finley Freya Gabriel Harley Harrison Harvey
Holly Ibrahim Imogen Isaac Isla Jayden Jasmine Joel Kai Kayla Keira Kian Lacey Layla Leo Lewis Lila Logan Lola Lucas Luna Mason
Maisie Maya Mia Millie Mohammed Nadia Nathan Niamh Noah Nyah Oliver Olivia Omar Oscar Owen Phoebe Poppy Rafe Reuben Riley Rory
Ruby Safiya Samira Scarlett Sienna Skye Sofia Tegan Theo Toby Tyler Yasmin Zac Zara""".split()
ADULTS = """Alan Alison Andrew Angela Anthony Barbara Bernadette Brenda Brian Carol Catherine Christine Clare Colin Craig Darren
David Deborah Denise Derek Donna Douglas Elaine Fiona Frances Gareth Gary Geoffrey Gillian Graham Hazel Heather Helen Howard Ian
Jacqueline Janet Jeremy Joanne Judith Julie Karen Keith Kenneth Lesley Linda Lorraine Malcolm Marion Martin Maureen Michelle
Nicola Nigel Norma Patricia Paula Pauline Peter Philip Rachel Raymond Roger Sandra Sharon Sheila Simon Stephen Stuart Susan
Teresa Trevor Tracey Valerie Vanessa Wendy""".split()
SURNAMES = """Abbott Adeyemi Ahmed Akhtar Allsop Appleby Ashworth Atkins Bakare Bancroft Barlow Bashir Begum Bennett Birch Bolton
Bradshaw Bramley Brennan Briggs Brookes Burrows Carmody Chaudhry Chowdhury Clegg Coates Costello Crawley Croft Cullen Dalton
Danso Darby Denholm Dhillon Doyle Drummond Eastwood Eccles Edgerton Elston Fairclough Farrow Fenton Firth Flanagan Fofana
Galloway Garside Gill Goodwin Grimshaw Haddow Halliwell Hargreaves Haworth Hibbert Holroyd Hussain Iqbal Ingham Jarvis Jenks
Joshi Kaplan Kaur Keane Kendrick Khan Kowalski Lambert Lawal Leigh Lister Lockwood Lomax Mahmood Malik Mather Mensah Midgley
Molloy Naylor Ncube Newbold Nowak Oakley Obi Ogden Okafor Osei Parekh Patel Pemberton Pickles Quigley Rahman Ramsden Redfern
Rigby Rowntree Sandhu Seddon Shackleton Shah Sidebotham Singleton Sowerby Stanhope Sutcliffe Tattersall Thackray Thorne Tierney
Tomlin Turnbull Uddin Unsworth Vance Varley Wadsworth Walmsley Whittle Wilkes Wozniak Wragg Yardley Yates Yusuf""".split()

PLACES = """Ashby Beckford Calder Deepdale Elmfield Foxley Greenhead Highfield Ivybank Kingsmoor Larkhill Millbrook Northgate
Oakwell Priory Quarry Ravensbourne Stonebridge Thornfield Underhill Valley Westbourne Woodside Yewtree""".split()
STREETS = "Lane Road Street Close Drive Avenue Crescent Terrace Gardens Way".split()
CLUBS = """swimming gymnastics football cricket judo chess drama choir dance athletics cooking coding climbing netball rugby
badminton karate drumming guitar pottery gardening boxing cycling skating""".split()
SUBJECTS = """maths reading spelling science history geography art music French Spanish computing handwriting writing drama
technology citizenship""".split()
RELATIVES = "great-uncle|big sister|godmother|younger brother|grandmother|grandfather|great-aunt|cousin|half-brother|half-sister".split("|")
THINGS = """bicycle|scooter|desk lamp|bookcase|tablet|keyboard|football boots|winter coat|rucksack|alarm clock|swimming goggles|
sewing box|telescope|camera|skateboard|drum pad|sketchbook|helmet|tent|library card""".replace("\n", "").split("|")
HEALTH = """asthma plan|dental check|eye test|hearing test|immunisations|sleep routine|eczema cream|diet plan|growth check|
allergy plan|speech therapy|occupational therapy|play therapy|glasses|inhaler technique""".replace("\n", "").split("|")
MONTHS = "January February March April June July September October November December".split()
DAYS = "Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays Sundays".split()

HOLIDAYS = {dt.date.fromisoformat(d) for d in (
    "2025-12-25 2025-12-26 2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28 2027-01-01"
    .split())}


def is_working(day):
    return day.weekday() < 5 and day not in HOLIDAYS


def working(day):
    """The day itself, or the working day before it."""
    while not is_working(day):
        day -= dt.timedelta(1)
    return day


def add(day, count):
    """So many working days later."""
    while count:
        day += dt.timedelta(1)
        count -= is_working(day)
    return day


class Writer:
    """The records one after another. What has been said once is not said again."""

    def __init__(self):
        self.said = set()
        names = list(itertools.product(CHILDREN, SURNAMES))
        random.Random(1).shuffle(names)
        self.names = names

    def record(self, index):
        rng = random.Random(f"review {index}")
        pick = rng.choice

        first, surname = self.names[index % len(self.names)]
        middle = "" if index < len(self.names) else pick(ADULTS) + " " + SURNAMES[index // len(self.names)] + " "
        adults = rng.sample(ADULTS, 7)
        iro, worker, manager, carer, supervisor, parent, teacher = adults
        families = rng.sample([s for s in SURNAMES if s != surname], 6)
        reference = f"REF{index + 1:08d}"
        school = f"{pick(PLACES)} {pick(['Primary School', 'Academy', 'Community School', 'High School'])}"
        mother = rng.random() < 0.7
        parent_title = "Mother" if mother else "Father"
        mum = "Mum" if mother else "Dad"

        def fill(text):
            words = {
                "child": first, "carer": carer, "worker": worker, "manager": manager, "iro": iro, "teacher": teacher,
                "supervisor": supervisor, "parent": parent, "mum": mum, "school": school, "club": pick(CLUBS),
                "subject": pick(SUBJECTS), "subject2": pick(SUBJECTS), "relative": pick(RELATIVES), "thing": pick(THINGS),
                "thing2": pick(THINGS), "health": pick(HEALTH), "month": pick(MONTHS), "days": pick(DAYS), "place": pick(PLACES),
                "n": rng.randint(2, 29), "n2": rng.randint(31, 99), "day": rng.randint(2, 27), "percent": rng.randint(86, 99),
                "pounds": rng.randint(3, 90), "hour": rng.randint(2, 7), "street": f"{pick(PLACES)} {pick(STREETS)}",
            }
            return re.sub(r"\{(\w+)\}", lambda m: str(words[m.group(1)]), text)

        def say(*choices):
            """One of the sentences, filled in, and not as any record before has it."""
            for _ in range(8):
                text = fill(pick(choices))
                if text not in self.said:
                    break
            else:
                text = f"{text} ({index + 1})"
            self.said.add(text)
            return text

        held = working(dt.date(2026, 1, 12) + dt.timedelta(rng.randint(0, 225)))
        previous = working(held - dt.timedelta(rng.randint(60, 84)))
        since = working(previous - dt.timedelta(rng.randint(14, 23)))
        papers = working(held - dt.timedelta(rng.randint(8, 14)))
        seen = working(held - dt.timedelta(rng.randint(1, 6)))
        decided = add(held, rng.randint(1, 4))
        answered = add(decided, rng.randint(1, 4))
        recorded = add(held, rng.randint(8, 13))
        shared = add(held, rng.randint(15, 18))
        following = working(held + dt.timedelta(rng.randint(150, 176)))
        born = held - dt.timedelta(365 * rng.randint(8, 13) + rng.randint(10, 340))
        hours = rng.choice(["09:30", "10:00", "11:15", "13:30", "14:00", "15:45", "16:00", "16:30"])
        venue = f"{pick(PLACES)} Centre"
        phone = lambda: f"01632 960{rng.randint(100, 999)}"  # numbers that are kept for stories
        mail = lambda name, family: f"{name}.{family}@example.org".lower()
        later = lambda low, high: working(held + dt.timedelta(rng.randint(low, high)))

        plan, route, plan_text = pick([
            ("long_term_fostering", "care_order", "{child} is to grow up with {carer}; panel meets on {day} {month}."),
            ("kinship_care", "child_arrangements_order", "{child} is to live with a {relative} in {place} from {month}."),
            ("special_guardianship", "special_guardianship_order", "A {relative} in {place} is to be guardian by {day} {month}."),
            ("return_home", "discharge_of_care_order", "{child} is to go home to {mum} in {place} on {day} {month}."),
        ])
        # Who, what, what for, and the same in words for the child.
        tasks = [
            ("worker", "Plan {n2} visits to a {relative} in {place}", "{child} has family in {place}",
             "{worker} will plan visits to your {relative} in {place}."),
            ("carer", "Take {child} for the {health} on {day} {month}", "{child} is well",
             "{carer} will go with you about the {health} on {day} {month}."),
            ("teacher", "Give {child} {n} minutes more {subject}", "{subject} is easier by {month}",
             "{teacher} will help you with {subject} on {days}, {n} minutes each time."),
            ("carer", "Book {child} into {club} in {place}", "{child} meets others on {days}",
             "{carer} will take you to {club} in {place}."),
            ("worker", "Plan {child}'s savings, {pounds} pounds at first", "money is there by {month}",
             "{worker} will open your savings with {pounds} pounds by {day} {month}."),
            ("supervisor", "Agree {n} rules for the {thing} by {day} {month}", "{child} is safe",
             "{supervisor} will talk with you and {carer} about the {thing}."),
            ("manager", "Decide on {pounds} pounds for the {thing} in {place}", "{child} has it by {day} {month}",
             "{manager} will say yes or no to the {thing} by {day} {month}."),
            ("worker", "Add {n} pictures from {place} to {child}'s book", "{place} is not forgotten",
             "{worker} will bring {n} pictures for your book in {month}."),
        ]
        rng.shuffle(tasks)
        tasks = tasks[:6]
        decisions = [
            {"what": say(what), "outcome": fill(outcome), "who": who, "by": later(10 + 18 * i, 24 + 18 * i), "child_words": say(words)}
            for i, (who, what, outcome, words) in enumerate(tasks)
        ]

        discussed = {
            "changes_since_last_review": say("{child} started {club} in {place} on {day} {month}.",
                                             "{child} settled at {school} in {n} days."),
            "placement": say("{child} is settled. The {thing} came on {day} {month}.",
                             "{child} cooks with {carer} on {days}. A {thing} is on order."),
            "education": say("Attendance is {percent}%. Work in {subject} is good; {subject2} needs {n} minutes a day.",
                             "{child} has missed {n} days. {teacher} will help with {subject}."),
            "health": say("{child} is well. The {health} is due again in {n} weeks.",
                          "{child} grew {n} millimetres. The {health} is on {day} {month}."),
        }
        reasons = {
            "legal_status": "No change since {day} {month}",
            "permanence": "See the plan of {day} {month}",
            "family_time": "As agreed with {mum} on {day} {month}",
            "placement_safeguards": "Checked by {worker} on {day} {month}",
            "leisure_interests": "{child} told {iro} about {club}",
            "identity": "{child} asked for {month}",
            "advice_and_support": "{worker} did so on {day} {month}",
            "wishes_and_feelings": "See above; asked on {day} {month}",
            "independent_visitor": "Not wanted in {month}",
            "delegated_authority": "Signed by {manager} on {day} {month}",
            "money_and_savings": "{pounds} pounds; {worker} looks in {month}",
        }
        matters = {}
        for key in ("changes_since_last_review legal_status permanence family_time placement placement_safeguards education "
                    "leisure_interests health identity advice_and_support wishes_and_feelings independent_visitor "
                    "delegated_authority money_and_savings").split():
            if key in discussed:
                matters[key] = {"text": discussed[key]}
            else:
                matters[key] = {"not_discussed" if key in ("independent_visitor", "delegated_authority", "money_and_savings") else "text": fill(reasons[key])}

        return {
            "kind": "review",
            "policy": "statutory",
            "status": "final",
            "child": {
                "reference": reference,
                "name": f"{first} {middle}{surname}",
                "known_as": first,
                "pronouns": pick(["she/her", "he/him", "they/them"]),
                "date_of_birth": born,
                "school": school,
                "legal_status": {"code": pick(["interim_care_order", "care_order"]), "since": since},
                "looked_after_since": since,
                "placement": {
                    "type": "foster_care",
                    "since": since,
                    "with": "carer",
                    "address": f"{rng.randint(1, 180)} Upper {pick(PLACES)} {pick(STREETS)}, Testford",
                    "postcode": f"TF{rng.randint(1, 9)} {rng.randint(1, 9)}{pick('ABDEFGHJLNPQRSTUWXYZ')}{pick('ABDEFGHJLNPQRSTUWXYZ')}",
                },
            },
            "people": {
                "iro": {"name": f"{iro} {families[0]}", "role": "independent_reviewing_officer", "phone": phone(), "email": mail(iro, families[0])},
                "worker": {"name": f"{worker} {families[1]}", "role": "social_worker", "qualified": True, "phone": phone(), "email": mail(worker, families[1])},
                "manager": {"name": f"{manager} {families[2]}", "role": "team_manager", "email": mail(manager, families[2])},
                "carer": {"name": f"{carer} {families[3]}", "role": "foster_carer", "email": mail(carer, families[3])},
                "supervisor": {"name": f"{supervisor} {families[4]}", "role": "supervising_social_worker", "email": mail(supervisor, families[4])},
                "parent": {"name": f"{parent} {surname}", "role": "parent", "title": parent_title, "parental_responsibility": True,
                           "address": [f"{rng.randint(1, 180)} {pick(PLACES)} {pick(STREETS)}", "Samplebury", f"SB{rng.randint(1, 9)} {rng.randint(1, 9)}AB"]},
                "teacher": {"name": f"{teacher} {families[5]}", "role": "designated_teacher", "email": mail(teacher, families[5])},
            },
            "review": {
                "type": "second", "number": 2, "date": held, "scheduled": held, "time": hours, "previous_review": previous,
                "venue": venue, "how": "meeting", "chaired_by": ["iro"],
            },
            "attendance": [
                {"person": "child", "how": "attended"},
                {"person": "carer", "how": "attended"},
                {"person": "worker", "how": "attended"},
                {"person": "supervisor", "how": pick(["attended", "attended_part"])},
                {"person": "parent", "how": pick(["attended", "attended_part", "consulted"])},
            ],
            "papers": [
                {"paper": "social_work_report", "received": papers},
                {"paper": "care_plan", "received": papers, "up_to_date": True, "signed": True},
                {"paper": "placement_plan", "received": working(papers - dt.timedelta(rng.randint(0, 4)))},
                {"paper": "health_plan", "received": working(papers - dt.timedelta(rng.randint(0, 6)))},
                {"paper": "personal_education_plan", "received": working(papers - dt.timedelta(rng.randint(0, 9)))},
            ],
            "participation": {
                "code": "PN1", "seen_alone": seen, "knows_iro": True, "advocacy_explained": True, "complaints_explained": True,
                "wishes_and_feelings": say("{child} wants to stay near {place} and to go to {club} on {days} with a {relative}.",
                                           "{child} would like {hour} more hours with {mum} in {place}, and less {subject}."),
            },
            "previous_decisions": [
                {"number": 1, "what": say("Find {club} for {child} in {place}"), "outcome": "done"},
            ],
            "matters": matters,
            "permanence": {
                "plan": plan,
                "route": route,
                "text": say(plan_text),
                "milestones": [
                    {"what": say("{worker}'s report on {place} done, {n} pages"), "by": later(20, 50)},
                    {"what": say("Panel in {place}, {day} {month}, item {n2}"), "by": later(60, 100)},
                ],
                "contingency": say("A {relative} in {place} offers a home from {day} {month}",
                                   "{supervisor} knows a family in {street}, {place}"),
            },
            "decisions": decisions,
            "iro_view": say("The plan meets {child}'s needs. I will look at the {health} in {month}.",
                            "The plan is right for {child}. {worker} will see to the {health} by {month}."),
            "next_review": {"date": following, "time": hours, "venue": venue, "how": "meeting"},
            "issued": {"decisions": decided, "manager_answer": {"date": answered, "agreed": True}, "record": recorded, "distributed": shared},
            "distribution": [
                {"to": "parent", "by": "post", "send": "letter", "withhold": ["placement_address"]},
                {"to": "worker", "by": "email", "send": "letter"},
                {"to": "carer", "by": "email", "send": "letter"},
                {"to": "child", "by": "hand", "send": "letter"},
            ],
        }


def flow(value):
    """A value on one line of YAML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, dt.date)):
        return str(value)
    if isinstance(value, str):
        return value if re.fullmatch(r"[a-z][a-z0-9_]*", value) and value not in ("true", "false", "null", "yes", "no", "on", "off") \
            else json.dumps(value, ensure_ascii=False)
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{k}: {flow(v)}" for k, v in value.items()) + " }"
    return "[" + ", ".join(flow(v) for v in value) + "]"


def yaml(record):
    """The record as YAML: one line for each entry of a list and each key of a part."""
    lines = []
    for key, value in record.items():
        if isinstance(value, dict):
            lines.append(f"{key}:")
            lines += [f"  {k}: {flow(v)}" for k, v in value.items()]
        elif isinstance(value, list):
            lines.append(f"{key}:")
            for entry in value:
                for i, (k, v) in enumerate(entry.items()):
                    lines.append(f"  {'- ' if i == 0 else '  '}{k}: {flow(v)}")
        else:
            lines.append(f"{key}: {flow(value)}")
    return "\n".join(lines) + "\n"


def main():
    if len(sys.argv) != 3 or not sys.argv[2].isdigit():
        sys.exit("usage: reference.py OUT COUNT")
    out, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    if count > 100_000:
        sys.exit("at most 100000 records")
    writer = Writer()
    for index in range(count):
        record = writer.record(index)
        folder = out / record["child"]["reference"]
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{record['review']['date']}.yaml").write_text(yaml(record), encoding="utf-8")


if __name__ == "__main__":
    main()

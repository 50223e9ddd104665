"""What a Record of Review says, as blocks that any typesetter can set: read from a record, without the program's rules and checks.

A block is a tuple: ("h1" | "h2" | "h3" | "sub" | "p" | "li", text), ("box", title, text), ("facts", rows of label and value), or
("table", widths as shares, header, rows).
"""

import datetime as dt
import pathlib

import yaml

FONTS = pathlib.Path(__file__).resolve().parents[2] / "templates" / "fonts"
REGULAR, BOLD = FONTS / "NotoSans-Regular.ttf", FONTS / "NotoSans-Bold.ttf"
HEADER = ("Local authority", "OFFICIAL-SENSITIVE")

TITLES = {
    "changes_since_last_review": "Changes since the last review", "placement": "The place where the child lives",
    "placement_safeguards": "Being safe where the child lives", "leisure_interests": "Leisure and interests",
    "wishes_and_feelings": "Wishes and feelings about the plan", "delegated_authority": "Who may decide what",
    "money_and_savings": "Money and savings", "advice_and_support": "Advice and support",
}


def words(key):
    return key.replace("_", " ").capitalize()


def day(date):
    date = dt.date.fromisoformat(str(date))
    return f"{date.day} {date:%B %Y}"


def short(date):
    date = dt.date.fromisoformat(str(date))
    return f"{date.day} {date:%b %Y}"


def load(path):
    """Reads a record: title, footer and blocks."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    with open(path, encoding="utf-8") as file:
        r = yaml.load(file, loader)
    child, people, review, issued = r["child"], r["people"], r["review"], r["issued"]
    name = child["known_as"]
    who = lambda key: child["name"] if key == "child" else people[key]["name"]
    role = lambda key: "The child" if key == "child" else people[key].get("title") or words(people[key]["role"])
    b = []
    b.append(("h1", "Record of Review"))
    b.append(("sub", f"{child['name']} · Second review · {day(review['date'])}"))
    b.append(("facts", [
        ("Known as", f"{name} ({child['pronouns']})"), ("Born", day(child["date_of_birth"])), ("Reference", child["reference"]),
        ("Legal status", f"{words(child['legal_status']['code'])} since {day(child['legal_status']['since'])}"),
        ("Looked after", f"since {day(child['looked_after_since'])}"), ("Lives in", f"Foster care, {who('carer')}"),
        ("Social worker", who("worker")), ("Manager", who("manager")), ("Reviewing officer", f"{who('iro')}, {people['iro']['phone']}"),
    ]))
    b.append(("h2", "What was decided"))
    b.append(("table", (6, 56, 18, 20), ("No.", "What will happen, and why", "Who", "By when"), [
        (str(i), f"{d['what']}. So that: {d['outcome']}", who(d["who"]), short(d["by"])) for i, d in enumerate(r["decisions"], 1)]))
    plan = r["permanence"]
    b.append(("h2", "Plan for permanence"))
    b.append(("p", f"{words(plan['plan'])}, {words(plan['route']).lower()}. {plan['text']}"))
    b.append(("table", (60, 20, 20), ("Step", "By when", "Done"), [(m["what"], short(m["by"]), "") for m in plan["milestones"]]))
    b.append(("p", f"If this cannot be: {plan['contingency']}."))
    b.append(("h2", "Key dates"))
    b.append(("table", (1, 1, 1, 1, 1, 1), ("Last review", "This review", "Sent to manager", "Full record", "Shared", "Next review"), [
        (short(review["previous_review"]), short(review["date"]), short(issued["decisions"]), short(issued["record"]),
         short(issued["distributed"]), short(r["next_review"]["date"]))]))
    part = r["participation"]
    b.append(("h2", f"How {name} took part"))
    b.append(("p", f"{name} attended and spoke in person (code {part['code']}). The reviewing officer talked with {name} in private on {day(part['seen_alone'])}."))
    b += [("li", f"{name} knows who the reviewing officer is and how to reach them"), ("li", "What an advocate can do was explained"),
          ("li", "How to complain was explained")]
    b.append(("box", f"{name}’s wishes and feelings", part["wishes_and_feelings"]))
    b.append(("h2", "The reviewing officer’s view"))
    b.append(("p", r["iro_view"]))
    following = r["next_review"]
    b.append(("h2", "Next review"))
    b.append(("p", f"{day(following['date'])} at {following['time']}, {following['venue']}."))
    b.append(("h2", "The review"))
    b.append(("facts", [
        ("Review", "Second review, number 2 since becoming looked after"), ("Held on", f"{day(review['date'])} at {review['time']}"),
        ("Where", review["venue"]), ("Chaired by", who("iro")), ("Last review", day(review["previous_review"])),
        ("Timing", "In time: within 3 months of the last review"),
    ]))
    b.append(("h2", "Who took part"))
    b.append(("table", (1, 1, 1), ("Name", "Role", "How"), [(who(a["person"]), role(a["person"]), words(a["how"])) for a in r["attendance"]]))
    b.append(("h2", "Papers"))
    b.append(("table", (36, 20, 44), ("Paper", "Received", "State"), [
        (words(p["paper"]), short(p["received"]), "Seen. Up to date. Signed." if p.get("signed") else "Seen.") for p in r["papers"]]))
    b.append(("h2", "What became of the last decisions"))
    b.append(("table", (6, 42, 16, 36), ("No.", "Decision", "Outcome", "Why, and what next"), [
        (str(d["number"]), d["what"], words(d["outcome"]), "") for d in r["previous_decisions"]]))
    b.append(("h2", "What was considered"))
    silent = []
    for key, matter in r["matters"].items():
        title = TITLES.get(key) or words(key)
        if "text" in matter:
            b += [("h3", title), ("p", matter["text"])]
        else:
            silent.append((title, matter["not_discussed"]))
    b.append(("h3", "Not discussed"))
    b.append(("table", (38, 62), ("Matter", "Why not"), silent))
    b.append(("h2", f"More about {name}"))
    home = child["placement"]
    b.append(("facts", [("Full name", child["name"]), ("Lives there since", day(home["since"])),
                        ("Address", f"{home['address']}, {home['postcode']}"), ("School or college", child["school"])]))
    b.append(("h2", "Timeliness"))
    b.append(("table", (1, 1, 1, 1), ("Step", "By", "Done", "State"), [
        ("Sent to manager", "IRO", short(issued["decisions"]), "In time"),
        ("Manager’s answer", "Team manager", short(issued["manager_answer"]["date"]), "In time"),
        ("Full record", "IRO", short(issued["record"]), "In time"), ("Shared", "IRO service", short(issued["distributed"]), "In time")]))
    b.append(("h2", "Who gets a copy"))
    b.append(("table", (28, 28, 16, 28), ("Name", "Role", "How", "Left out of their copy"), [
        (who(d["to"]), role(d["to"]), words(d["by"]), ", ".join(map(words, d.get("withhold", []))) or "–") for d in r["distribution"]]))
    return {"title": f"Record of Review: {child['name']}, {day(review['date'])}", "footer": f"Record of Review · {child['reference']}",
            "name": child["reference"], "blocks": b}

//! What fields are called on the page, and messages in those words: nobody at the desk reads a key.

use crate::read::Node;
use crate::record::{CHILD, codes};
use crate::words::{self, capital};

/// A key as words.
#[must_use]
pub fn plain_words(key: &str) -> String {
    key.replace(['_', '-'], " ").replace("iro", "IRO").replace("rag", "rating")
}

/// What a field is called: its key in words, where those say what it is.
#[must_use]
pub fn label(kind: &str, at: &str, name: &str) -> String {
    let parts: Vec<&str> = at.split('/').skip(1).filter(|part| part.parse::<usize>().is_err()).collect();
    // Below people stands a key of the record's own.
    let of_people = parts.len() == 3 && parts.first() == Some(&"people");
    let above = if of_people { "people" } else { parts.iter().rev().nth(1).copied().unwrap_or_default() };
    let own = match (above, name) {
        ("", "child") => "The child",
        ("", "children") => "The children",
        ("", "people") => "People",
        ("", "review") if kind == "review" => "The review",
        ("", "review") => "Date of the review that it follows",
        ("", "invited") => "Who is invited",
        ("", "attendance") => "Who took part",
        ("", "papers") => "Papers",
        ("", "participation") => "How the child took part",
        ("", "visits") => "The social worker's visits",
        ("", "iro_visits") => "The IRO's visits",
        ("", "preparation") => "Before the review",
        ("", "allocation") => "Naming of the IRO",
        ("", "changes") => "What has changed since the last review",
        ("", "views") => "What others said",
        ("", "previous_decisions") => "Decisions of the last review",
        ("", "matters") => "What was talked about",
        ("", "permanence") => "The plan for permanence",
        ("", "decisions") => "Decisions",
        ("", "disagreements") => "Disagreements",
        ("", "concerns") if kind == "review" => "Challenges",
        ("", "concerns") => "The concerns",
        ("", "rag") => "Rating of the planning",
        ("", "iro_view") => "The IRO's view",
        ("", "next_review") if kind == "review" => "The next review",
        ("", "next_review") => "Date of the next review",
        ("", "issued") => "What was sent, and when",
        ("", "messages") => "A personal message in a letter",
        ("", "how_child_is") => "How the child is, for a letter",
        ("", "distribution") => "Who gets a copy",
        ("", "somebody_else") => "Names that are nobody's in this or another family",
        ("", "policy") => "Whose procedure it follows",
        ("", "status") => "How far the record is",
        ("", "written_to") => "Whom it speaks to",
        ("", "version") => "Number of this version",
        ("", "corrected") => "What was corrected since it was sent",
        ("", "type") if kind == "alert" => "Concern or good practice",
        ("", "type") => "Which kind",
        ("", "from") => "Who raises it",
        ("", "to") => "To whom",
        ("", "grounds") => "Grounds",
        ("", "starred") => "Numbers of the starred decisions that started it",
        ("", "raised") => "When it was first raised formally",
        ("", "practice") => "What the good practice was",
        ("", "resolution") => "How it ended",
        ("", "stages") => "Stages",
        ("", "cafcass") => "Referral to Cafcass",
        ("", "informal") => "Informal steps before it",
        ("", "skipped") => "Stages passed over",
        ("", "summary") => "What has happened",
        ("", "impact") => "What it means for the child",
        ("", "requests") => "What is asked for",
        ("", "letter") => "A letter to a senior manager",
        ("child", "reference") => "Reference in the case system",
        ("child", "name") | ("people", "name") => "Full name",
        ("child", "known_as") => "Likes to be called",
        ("child", "school") => "School, college or training",
        ("child", "unaccompanied") => "Unaccompanied asylum-seeking child",
        ("child", "trafficking_concern") => "May have been trafficked",
        ("child", "communication_needs") => "How best to talk and write to the child",
        ("child", "legal_status") => "Legal status",
        ("child", "placement") => "Where the child lives",
        ("child", "protection_plan") => "Child protection plan",
        ("legal_status", "code") => "Legal status",
        ("legal_status", "since") => "Since",
        ("legal_status", "note") => "Anything to add",
        ("placement", "type") => "Kind of placement",
        ("placement", "with") => "Carer",
        ("placement", "name") => "Name of the home or school",
        ("placement", "confidential") => "Must the address be kept from anyone?",
        ("placement", "in_area") => "Within the authority's own area",
        ("placement", "matched_on") => "Matched on",
        (_, "other_names") => "Other names",
        (_, "title") if parts.first() == Some(&"people") => "Job title, or what they are to the child",
        (_, "confidential") if parts.first() == Some(&"people") => "May nobody else learn how to reach them?",
        (_, "qualified") => "Qualified social worker",
        (_, "language") if parts.first() == Some(&"people") => "Language they read best",
        (_, "large_print") => "Large print",
        ("review", "type") => "Which review",
        ("review", "number") => "Number of the review since they came into care",
        ("review", "date") => "Date it was held",
        ("review", "scheduled") => "Date it was to be held",
        ("review", "rearranged") => "Moved to another day",
        ("review", "meetings") => "A series of meetings instead of one",
        (_, "how") if parts.first() == Some(&"attendance") => "How they took part",
        (_, "how") => "As a meeting or without one",
        (_, "time") => "Time",
        (_, "venue") => "Where",
        ("review", "previous_review") => "Date of the review before",
        ("review", "chaired_by") => "Who chaired",
        ("review", "late_reason") => "Why it was late, if it was",
        ("review", "late_cause") => "Why it was late, in a word",
        ("review", "adjourned") => "Adjourned",
        ("review", "trigger") => "What brought it forward",
        ("review", "without_meeting") => "Done without a meeting",
        ("rearranged", "from") => "From which day",
        ("rearranged", "decided") => "When that was decided",
        ("rearranged", "told") => "When those asked were told",
        ("participation", "code") => "Participation code",
        ("participation", "seen_alone") => "When the IRO talked with the child alone",
        ("participation", "not_seen_alone") => "Why the IRO did not talk with them alone",
        ("participation", "seen_where_living") => "When the IRO last saw the child at home",
        ("participation", "knows_iro") => "Knows who the IRO is and how to reach them",
        ("participation", "we_did") => "What was done about what they said, for their letter",
        ("participation", "own_words") | (_, "own_words") => "In their own words",
        ("papers", "paper") => "Which paper",
        ("papers", "received") => "When it came",
        ("papers", "dated") => "The day it was made",
        ("papers", "missing") => "Why it is missing",
        ("papers", "late_reason") => "Why it came late",
        ("papers", "signed") => "Signed by the manager",
        ("views", "from") => "Whose view",
        ("views", "text") => "What they said",
        ("previous_decisions", "number") => "Its number",
        ("previous_decisions", "what") => "What was decided",
        ("previous_decisions", "outcome") => "What became of it",
        ("previous_decisions", "why") => "Why it is not done, or what happened",
        ("previous_decisions", "carried_forward") => "Goes on as a decision of this review",
        (_, "child_words") => "In words for the child's letter",
        (_, "words") => "In words for somebody's letter",
        (_, "about") => "What it is about",
        (_, "text") if parts.first() == Some(&"matters") => "What was said",
        (_, "not_discussed") => "If it was not talked about: why",
        (_, "change_needed") => "A change is needed before the next review",
        ("permanence", "plan") => "The plan",
        ("permanence", "route") => "Legal route",
        ("permanence", "text") => "How the plan is going",
        ("permanence", "milestones") => "Steps towards it",
        ("permanence", "contingency") => "What happens if it cannot be",
        ("permanence", "parallel") => "Plans followed beside it",
        ("milestones", "what") => "Step",
        (_, "by") if matches!(above, "milestones" | "decisions" | "requests") => "By when",
        (_, "by") if above == "distribution" => "How it goes to them",
        ("milestones" | "requests", "done") => "When it was done",
        ("decisions", "what") => "What will be done",
        ("decisions", "outcome") => "What for",
        (_, "who") if matches!(above, "decisions" | "requests") => "Who does it",
        (_, "who") if above == "meetings" => "Who was there",
        (_, "who") => "Who",
        ("decisions", "starred") => "Starred: the IRO must be told when it is done",
        ("decisions", "carried_forward_from") => "The number it had at the last review",
        ("decisions", "dissent") => "Who disagreed",
        ("dissent" | "disagreements", "text") => "About what",
        ("concerns", "with") => "With whom",
        ("concerns", "status") => "How it stands",
        ("concerns", "formal") => "A formal challenge with an alert of its own",
        ("rag", "ticks") => "What holds",
        ("rag", "action") => "What is done about it",
        ("rag", "excellent_practice") => "Excellent practice is recognised",
        ("rag", "excellent_practice_for") => "What it is recognised for",
        ("rag", "excellent_practice_text") => "What was done so well",
        ("rag", "reviewed") => "When the IRO went through the answer",
        ("next_review", "not_needed") => "If none is needed: why",
        ("issued", "manager_answer") => "The manager's answer",
        ("manager_answer", "agreed") => "They agreed",
        ("manager_answer", "objection") => "What they objected to",
        ("manager_answer", "told_to_all") => "When all who came were told of the objection",
        ("distribution" | "invited" | "attendance", "to" | "person") => "Who",
        ("distribution", "send") => "What they get",
        ("distribution", "withhold") => "What their copy leaves out",
        ("distribution", "include") => "What it holds although it is confidential",
        ("attendance", "for") => "For whom",
        (_, "code") if matches!(above, "changes" | "change") => "What kind of change",
        ("changes" | "change", "told_iro") => "When the IRO was told",
        (_, "date")
            if matches!(above, "answer" | "manager_answer" | "meeting" | "informal" | "legal_advice" | "transfer" | "resolution") =>
        {
            "When"
        }
        (_, "date") => "Date",
        ("corrected", "what") => "What was changed",
        (_, "what") => "What",
        (_, "why") => "Why",
        ("stages", "stage") | ("skipped", "stage") => "Which stage",
        ("stages", "to") => "Who is to answer",
        ("stages", "raised") => "When it was raised at this stage",
        ("stages", "due") => "Date by which an answer is asked for, if another than usual",
        ("stages", "answer") => "The answer",
        ("stages", "satisfied") => "Who is satisfied",
        ("stages", "copied_to") => "Who was told",
        ("answer", "by") => "Who answered",
        ("answer", "text") => "What they answered",
        ("corrected", "replaces") => "Date of the version before",
        _ => "",
    };
    if own.is_empty() { capital(&plain_words(name)) } else { own.to_owned() }
}

/// A place of a record in words, from its beginning: `Who took part, Ann Cole: How they took part`.
#[must_use]
pub fn place(kind: &str, at: &str, root: &Node) -> String {
    let mut out = String::new();
    let mut so_far = String::new();
    let mut node = Some(root);
    for part in crate::edit::parts(at) {
        let above = so_far.clone();
        so_far = format!("{so_far}/{part}");
        node = node.and_then(|node| node.get(&part).or_else(|| node.items().get(part.parse::<usize>().ok()?)));
        let (words, link) = match part.parse::<usize>() {
            Ok(n) => {
                let whose = ["person", "to", "from", "who"].iter().find_map(|key| node?.text_at(key));
                let paper = node.and_then(|node| node.text_at("paper")).map(|paper| codes::label(codes::PAPERS, paper).to_owned());
                (whose.map(|key| person(root, key)).or(paper).unwrap_or_else(|| (n + 1).to_string()), ", ")
            }
            Err(_) if above == "/people" => (person(root, &part), ", "),
            Err(_) if matches!(above.rsplit('/').next(), Some("words" | "messages" | "how_child_is")) => (person(root, &part), ": for "),
            Err(_) => (label(kind, &so_far, &part), ": "),
        };
        if !out.is_empty() {
            out.push_str(link);
        }
        out.push_str(&words);
    }
    out
}

/// Somebody of a record by name, or by what they are.
#[must_use]
pub fn person(root: &Node, key: &str) -> String {
    let text = |node: Option<&Node>, key: &str| {
        node.and_then(|node| node.text_at(key)).map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned)
    };
    if key == CHILD {
        let child = root.get("child");
        return text(child, "known_as").or_else(|| text(child, "name")).unwrap_or_else(|| "the child".to_owned());
    }
    let somebody = root.get("people").and_then(|people| people.get(key));
    let role = || text(somebody, "role").map(|role| codes::label(codes::ROLES, &role).to_owned());
    text(somebody, "name").or_else(|| text(somebody, "title")).or_else(role).unwrap_or_else(|| plain_words(key))
}

/// Fields that are asked of everybody at the desk, though a record can do without them: who reads the form does not look for them.
#[must_use]
pub fn is_asked_of_all(at: &str) -> bool {
    let parts: Vec<&str> = at.split('/').skip(1).filter(|part| part.parse::<usize>().is_err()).collect();
    matches!(
        parts.as_slice(),
        ["child", "placement", "address" | "postcode" | "name"]
            | ["review", "time"]
            | ["decisions" | "milestones", "about"]
            | ["distribution", "withhold" | "include"]
    )
}

/// What a field is, where its own help speaks of other places of the record.
#[must_use]
pub fn own_hint(at: &str) -> Option<&'static str> {
    let parts: Vec<&str> = at.split('/').skip(1).filter(|part| part.parse::<usize>().is_err()).collect();
    Some(match parts.as_slice() {
        ["child", "placement", "confidential"] => {
            "Yes: no copy says where the child lives, but those for which “Who gets a copy” says that they may hold it."
        }
        ["distribution", "include"] => "Where the address is kept from others: tick it for those who may know it.",
        ["distribution", "withhold"] => "Read their copy beside the form: what you wrote in other places may say it too.",
        ["permanence", "child_words"] => "It goes on from “The plan is that”, as: you grow up with Nan and Grandad.",
        ["child", "reference"] => "As the case system has it, without the child's name.",
        ["decisions" | "milestones" | "previous_decisions", "about"] => "Copies that leave this out leave the decision out.",
        ["decisions", "outcome"] => "What will be better for the child: their family reads it as the reason.",
        ["status"] => "Choose “Everything is written” when it is: only then is DRAFT taken off the pages.",
        _ => return None,
    })
}

/// How much of a text another says already, from 0 to 1.
fn said_already(text: &str, by: &str) -> f64 {
    let words = |text: &str| -> Vec<String> {
        let small = [
            "the", "a", "an", "of", "to", "it", "was", "is", "in", "or", "and", "be", "by", "that", "this", "what", "whether", "when",
            "they", "he", "she",
        ];
        let all = text.to_lowercase();
        all.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty() && !small.contains(w))
            .map(|w| w.trim_end_matches('s').to_owned())
            .collect()
    };
    let (all, known) = (words(text), words(by));
    let there = all.iter().filter(|word| known.contains(word)).count();
    if all.is_empty() { 1.0 } else { there as f64 / all.len() as f64 }
}

/// What one row of a list is called.
#[must_use]
pub fn one(name: &str) -> String {
    match name {
        "attendance" => "person who took part",
        "invited" => "person invited",
        "distribution" => "reader",
        "papers" => "paper",
        "views" => "view",
        "previous_decisions" | "decisions" => "decision",
        "disagreements" | "dissent" => "disagreement",
        "concerns" => "challenge",
        "changes" => "change",
        "milestones" => "step",
        "meetings" => "meeting",
        "children" => "child",
        "requests" => "request",
        "informal" => "informal step",
        "stages" => "stage",
        "skipped" => "stage passed over",
        "legal_advice" => "advice",
        "standards" => "standard",
        "actions" => "action",
        "somebody_else" => "name",
        other => return plain_words(other.strip_suffix('s').unwrap_or(other)),
    }
    .to_owned()
}

/// What a field is, for below its name: nothing where the name says it already, and no sentence about how files are written.
#[must_use]
pub fn hint(help: &str, title: &str) -> String {
    let words = |text: &str| text.to_lowercase().trim_end_matches('.').to_owned();
    let about_files = |sentence: &str| {
        sentence.contains('`')
            || sentence.contains("[]")
            || sentence.contains("minutebook")
            || sentence.contains('_')
            || sentence.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "key" | "keys" | "true" | "false"))
    };
    let sentences: Vec<&str> = help.split(". ").map(str::trim).filter(|s| !s.is_empty() && !about_files(s)).collect();
    let hint = sentences.join(". ");
    // Choices say themselves what they are.
    let names_choices = hint.contains("planned:") || hint.contains("draft:") || hint.contains("professionals");
    // A few words more than the name are no help.
    let is_short = hint.split_whitespace().count() <= 5 && !hint.contains([',', ':', '(', '"']);
    if hint.is_empty() || names_choices || is_short || words(&hint) == words(title) || said_already(&hint, title) > 0.6 {
        return String::new();
    }
    format!("{}.", hint.trim_end_matches('.'))
}

/// A message in the words of the page: what stands in backticks is a field's key, the way to one, or a value.
#[must_use]
pub fn said(kind: &str, at: &str, message: &str) -> String {
    if message.contains("year-month-day") {
        return "write a date as 6 January 2026 or 06/01/2026".to_owned();
    }
    let message = &without_keys(&with_days(message));
    let mut out = String::new();
    for (i, part) in message.split('`').enumerate() {
        if i % 2 == 0 {
            out.push_str(part);
            continue;
        }
        out.push_str(&in_words(kind, at, part));
    }
    out
}

/// Dates as people write them.
fn with_days(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        match from.get(..10).and_then(|date| date.parse().ok()).filter(|_| from.as_bytes().get(4) == Some(&b'-')) {
            Some(date) => {
                out.push_str(&words::day(date));
                rest = from.get(10..).unwrap_or_default();
            }
            None => {
                let end = from.find(|c: char| !c.is_ascii_digit() && c != '-').unwrap_or(from.len());
                out.push_str(from.get(..end).unwrap_or_default());
                rest = from.get(end..).unwrap_or_default();
            }
        }
    }
    out + rest
}

/// A message without keys between brackets, that stand behind what they mean.
fn without_keys(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once(" (") {
        let (inner, after) = from.split_once(')').unwrap_or((from, ""));
        let is_key = inner.contains('_') && inner.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        out.push_str(before);
        if !is_key {
            out.push_str(" (");
            out.push_str(inner);
            if from.contains(')') {
                out.push(')');
            }
        }
        rest = after;
    }
    out + rest
}

fn in_words(kind: &str, at: &str, quoted: &str) -> String {
    let is_key = |text: &str| {
        !text.is_empty()
            && text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '.'))
    };
    let named = |path: &str| {
        let name = path.rsplit('.').find(|part| part.parse::<usize>().is_err()).unwrap_or(path);
        // A part may be named by itself, or by what stands in it.
        if at.rsplit('/').next() == Some(path) {
            return label(kind, at, path);
        }
        let place = if path.contains('.') { format!("/{}", path.replace('.', "/")) } else { format!("{at}/{path}") };
        label(kind, &place, name)
    };
    if quoted.ends_with(".yaml") || quoted.ends_with(".yml") {
        return "another record".to_owned();
    }
    let (key, value) = quoted.split_once(':').map_or((quoted, ""), |(key, value)| (key, value.trim()));
    if is_key(key) && (quoted.contains(':') || key.contains(['.', '_']) || KEYS.contains(&key)) {
        let name = named(key);
        return match value.trim_matches(['…', ' ']) {
            "" => format!("“{name}”"),
            value if is_key(value) => format!("“{name}”: {}", plain_words(value)),
            value => format!("“{name}”: {value}"),
        };
    }
    if is_key(quoted) { plain_words(quoted) } else { format!("“{quoted}”") }
}

/// Keys of one word that messages name.
const KEYS: [&str; 25] = [
    "people",
    "child",
    "review",
    "papers",
    "attendance",
    "matters",
    "permanence",
    "decisions",
    "distribution",
    "participation",
    "views",
    "visits",
    "issued",
    "messages",
    "reference",
    "name",
    "role",
    "date",
    "venue",
    "number",
    "status",
    "policy",
    "version",
    "text",
    "withhold",
];

#[cfg(test)]
mod tests {
    use super::{hint, label, said};

    #[test]
    fn messages_speak_of_fields_by_their_names() {
        assert_eq!(
            said("review", "/child", "`reference` is missing from `child`"),
            "“Reference in the case system” is missing from “The child”"
        );
        assert_eq!(said("review", "/papers/0", "write `late_reason: …`"), "write “Why it came late”");
        assert_eq!(said("review", "", "with `status: final`"), "with “How far the record is”: final");
        assert_eq!(said("review", "", "`Ann Cole` is not a person"), "“Ann Cole” is not a person");
    }

    #[test]
    fn hints_say_what_names_do_not() {
        assert_eq!(hint("Who disagreed", "Who disagreed"), "");
        assert_eq!(hint("Whom with: key in `people`", "With whom"), "");
        assert_eq!(hint("The date the child became looked after. Write `x`", "Since"), "The date the child became looked after.");
        assert_eq!(label("review", "/child/first_language", "first_language"), "First language");
    }
}

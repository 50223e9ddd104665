//! What the page says was done, as a change of the record: an answer, a date, a line of an address as the record has them.

use serde::Deserialize;
use serde_json::{Map, Value as Json};

use crate::check::texts;
use crate::edit::{Change, parts};
use crate::read::{Node, Value};
use crate::record::describe::{Field, Form, Holds, escaped};
use crate::shape;
use crate::spelling;

/// Something done on the page.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Done {
    /// What: `set`, `add`, `remove`, `up`, `down`, `confirm`, `none`.
    pub(super) what: String,
    /// The place.
    pub(super) at: String,
    /// What was typed or chosen.
    #[serde(default)]
    pub(super) value: Json,
    /// What stood there when the page was made, where that matters.
    #[serde(default)]
    pub(super) was: Option<Json>,
}

/// Why something cannot be done.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Cannot {
    /// The page shows an older state: another window has changed the same place.
    Stale,
    /// It names no place of such a record.
    Unknown,
}

/// The changes that something done on the page stands for, in a record as it is now.
pub(super) fn changes(known: &Field, root: &Node, done: &Done) -> Result<Vec<Change>, Cannot> {
    let way = parts(&done.at);
    let field = known.at(&way).ok_or(Cannot::Unknown)?;
    if let Some(was) = &done.was
        && value(field, &shown(root, &way, field)) != value(field, was)
    {
        return Err(Cannot::Stale);
    }
    let there = node(root, &way);
    match done.what.as_str() {
        "set" => {
            let mut out = match value(field, &done.value) {
                Some(value) => vec![Change::Set(done.at.clone(), value)],
                None if there.is_some() => vec![Change::Remove(done.at.clone())],
                None => Vec::new(),
            };
            // A tick taken out takes its details along.
            if let ([rag, ticks, key], Json::String(text)) = (way.as_slice(), &done.value)
                && rag == "rag"
                && ticks == "ticks"
                && matches!(text.as_str(), "" | "false")
                && node(root, &["rag".to_owned(), "details".to_owned(), key.clone()]).is_some()
            {
                out.push(Change::Remove(format!("/rag/details/{}", escaped(key))));
            }
            Ok(out)
        }
        "none" => Ok(vec![Change::Set(done.at.clone(), Json::Array(Vec::new()))]),
        "add" if field.items.is_none() => person(root, &done.at, &done.value).map(|change| vec![change]),
        "add" => {
            let count = there.map_or(0, |node| node.items().len());
            let mut item = done.value.as_object().cloned().unwrap_or_default();
            // Decisions of the last review have numbers.
            if let Some(items) = &field.items
                && items.named.iter().any(|(key, field)| key == "number" && field.form == Form::Whole)
            {
                item.insert("number".to_owned(), Json::from(count + 1));
            }
            Ok(vec![Change::Insert(done.at.clone(), count, Json::Object(item))])
        }
        "remove" => match there {
            None => Err(Cannot::Stale),
            Some(_) => Ok(removed(known, root, &done.at, &way)),
        },
        "up" | "down" => {
            let (list, last) = done.at.rsplit_once('/').ok_or(Cannot::Unknown)?;
            let at: usize = last.parse().map_err(|_| Cannot::Unknown)?;
            let other = if done.what == "up" { at.checked_sub(1).ok_or(Cannot::Stale)? } else { at + 1 };
            Ok(vec![Change::Swap(list.to_owned(), at, other)])
        }
        "confirm" => Ok(vec![Change::Confirm(done.at.clone())]),
        _ => Err(Cannot::Unknown),
    }
}

/// A person taken out takes along what refers to them: rows about them, and their name in lists.
fn removed(known: &Field, root: &Node, at: &str, way: &[String]) -> Vec<Change> {
    let mut out = Vec::new();
    if let [people, key] = way
        && people == "people"
    {
        let value = shape::plain(root);
        let mut places: Vec<String> = Vec::new();
        for (place, who) in texts::references(known, &value) {
            if who != key || place.starts_with(at) {
                continue;
            }
            let (above, last) = place.rsplit_once('/').unwrap_or_default();
            let is_row = |place: &str| place.rsplit('/').next().is_some_and(|part| part.parse::<usize>().is_ok());
            // A row that is about them goes; of a list of people only their name does.
            let first = value.pointer(above).and_then(Json::as_object).and_then(|row| row.keys().next());
            places.push(match (is_row(above), first.map(String::as_str) == Some(last)) {
                (true, true) => above.to_owned(),
                _ => place,
            });
        }
        places.dedup();
        // From the end, so that what is before keeps its number.
        places.sort_by_key(|place| std::cmp::Reverse(numbered(place)));
        out.extend(places.into_iter().map(Change::Remove));
    }
    out.push(Change::Remove(at.to_owned()));
    out
}

/// A pointer in which numbers sort as numbers.
fn numbered(place: &str) -> Vec<(usize, String)> {
    place.split('/').map(|part| (part.parse().unwrap_or(0), part.to_owned())).collect()
}

/// A new person: the key follows from what they are, and nobody sees it.
fn person(root: &Node, at: &str, value: &Json) -> Result<Change, Cannot> {
    let role = value.get("role").and_then(Json::as_str).unwrap_or("other");
    let title = value.get("title").and_then(Json::as_str).unwrap_or_default().to_lowercase();
    let own = match role {
        "independent_reviewing_officer" => "iro",
        "social_worker" => "worker",
        "team_manager" => "manager",
        "foster_carer" | "kinship_carer" => "carer",
        "parent" if title.starts_with("father") || title.starts_with("dad") => "father",
        "parent" if title.starts_with("mother") || title.starts_with("mum") => "mother",
        role => role,
    };
    let taken = |key: &str| key == crate::record::CHILD || root.get("people").is_some_and(|people| people.get(key).is_some());
    let key = (1..).map(|n| if n == 1 { own.to_owned() } else { format!("{own}_{n}") }).find(|key| !taken(key)).ok_or(Cannot::Unknown)?;
    let mut map = Map::new();
    for (key, value) in value.as_object().into_iter().flatten() {
        if let Some(text) = value.as_str().map(str::trim).filter(|text| !text.is_empty()) {
            map.insert(key.clone(), Json::from(text));
        }
    }
    Ok(Change::Set(format!("{at}/{key}"), Json::Object(map)))
}

/// A typed or chosen value as a record has it; none where nothing stands there.
pub(super) fn value(field: &Field, typed: &Json) -> Option<Json> {
    let text = |typed: &Json| tidy(typed.as_str().unwrap_or_default());
    if let Some(items) = field.items.as_deref() {
        let all: Vec<String> = match typed {
            Json::Array(all) => all.iter().map(text).collect(),
            Json::String(lines) => lines.lines().map(tidy).collect(),
            _ => Vec::new(),
        };
        let mut all: Vec<Json> = all.into_iter().filter(|text| !text.is_empty()).filter_map(|text| single(items, &text)).collect();
        if all.is_empty() {
            return None;
        }
        // Whoever does something is one or several.
        if field.holds == Holds::PersonKey && all.len() == 1 {
            return all.pop();
        }
        return Some(Json::Array(all));
    }
    single(field, &text(typed))
}

fn single(field: &Field, text: &str) -> Option<Json> {
    if text.is_empty() {
        return None;
    }
    Some(match field.form {
        Form::Date => spelling::date(text).map_or_else(|| Json::from(text), |date| Json::from(date.to_string())),
        Form::Time => spelling::time(text).map_or_else(|| Json::from(text), Json::from),
        Form::YesNo => match text {
            "true" => Json::from(true),
            "false" => Json::from(false),
            other => Json::from(other),
        },
        Form::Whole => text.parse::<i64>().map_or_else(|_| Json::from(text), Json::from),
        // A tick is yes, no, or whose responsibility it is.
        Form::Key(_) if matches!(text, "true" | "false") => Json::from(text == "true"),
        _ => Json::from(text),
    })
}

/// Text as a page sends it: line ends of one kind, no blank at its ends, nothing that cannot be printed.
fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n");
    let (clean, _) = crate::read::clean(&text);
    let lines: Vec<&str> = clean.lines().map(str::trim_end).collect();
    lines.join("\n").trim().to_owned()
}

/// The node at a place.
pub(super) fn node<'n>(root: &'n Node, way: &[String]) -> Option<&'n Node> {
    way.iter().try_fold(root, |node, part| match &node.value {
        Value::Map(entries) => entries.iter().find(|(key, _)| key.text == *part).map(|(_, node)| node),
        Value::Seq(items) => items.get(part.parse::<usize>().ok()?),
        Value::Scalar { .. } => None,
    })
}

/// What the page shows of a place, to be held against what it was made with.
pub(super) fn shown(root: &Node, way: &[String], field: &Field) -> Json {
    let there = node(root, way).filter(|node| !node.is_empty_scalar());
    match there.map(|node| &node.value) {
        None => {
            if field.items.is_some() {
                Json::Array(Vec::new())
            } else {
                Json::from("")
            }
        }
        Some(Value::Scalar { text, .. }) if field.items.is_some() => Json::Array(vec![Json::from(text.trim())]),
        Some(Value::Scalar { text, .. }) => Json::from(tidy(text)),
        Some(Value::Seq(items)) => Json::Array(items.iter().filter_map(Node::text).map(|text| Json::from(tidy(text))).collect()),
        Some(Value::Map(_)) => Json::Null,
    }
}

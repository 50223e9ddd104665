//! What schools and homes are called for short.

use super::fold::keys;
use super::places::{is_building, is_road, road};

/// Words that say what kind of school it is.
const SCHOOLS: &[&str] = &[
    "school",
    "academy",
    "college",
    "primary",
    "junior",
    "infant",
    "infants",
    "secondary",
    "high",
    "nursery",
    "catholic",
    "rc",
    "ce",
    "cofe",
    "church",
    "england",
    "c",
    "e",
    "of",
    "community",
    "comprehensive",
    "grammar",
    "special",
    "sixth",
    "form",
    "centre",
    "and",
    "va",
    "vc",
    "voluntary",
    "aided",
    "controlled",
    "free",
    "trust",
    "pupil",
    "referral",
    "unit",
    "pru",
    "girls",
    "boys",
    "muslim",
    "jewish",
    "hindu",
    "sikh",
    "further",
    "education",
    "middle",
    "first",
    "preparatory",
    "prep",
];

/// The name of a school, and what it is called for short: up to the words that say what kind it is, with any one of them, with `school`.
#[must_use]
pub fn school(name: &str) -> Vec<Vec<String>> {
    let of = |text: &str| keys(text).iter().map(|w| road(w).to_owned()).collect::<Vec<String>>();
    let whole = of(name);
    let mut out = vec![whole.clone()];
    let mut add = |words: Vec<String>| {
        if words.len() > 1 && !out.contains(&words) {
            out.push(words);
        }
    };
    // The town behind a comma, the site in brackets.
    let main = of(name.split([',', '(', '/', ';']).next().unwrap_or_default());
    let from = main.iter().position(|w| !matches!(w.as_str(), "the" | "sir" | "dame" | "lady" | "saint")).unwrap_or(0);
    let main = main.get(from..).unwrap_or_default();
    let is_kind = |w: &String| SCHOOLS.contains(&w.as_str());
    let Some(first) = main.iter().skip(1).position(is_kind).map(|at| at + 1) else {
        // `Park Hill` is typed as one word too.
        add(main.to_vec());
        if main.len() == 2 {
            out.push(vec![main.concat()]);
        }
        return out;
    };
    let begin = main.get(..first).unwrap_or_default().to_vec();
    add(main.to_vec());
    add(begin.clone());
    if begin.len() == 2 {
        out.push(vec![begin.concat()]);
    }
    let kinds: Vec<&String> = main
        .iter()
        .skip(first)
        .filter(|w| is_kind(w) && w.len() > 1 && !matches!(w.as_str(), "and" | "of" | "church" | "catholic"))
        .collect();
    let tail: Vec<String> = main.iter().skip(first).filter(|w| !is_kind(w)).cloned().collect();
    let mut add = |words: Vec<String>| {
        if words.len() > 1 && !out.contains(&words) {
            out.push(words);
        }
    };
    for kind in kinds.iter().map(|k| k.as_str()).chain(["school"]) {
        add(begin.iter().cloned().chain([kind.to_owned()]).collect());
    }
    // Whose church it belongs to is written between or left out.
    let church: &[&[&str]] = match main.iter().any(|w| matches!(w.as_str(), "ce" | "cofe" | "church" | "england" | "c" | "catholic" | "rc"))
    {
        true => &[&["ce"], &["cofe"], &["c", "of", "e"], &["church", "of", "england"], &["rc"], &["catholic"]],
        false => &[],
    };
    for words in church {
        let with = |kind: &[&str]| begin.iter().cloned().chain(words.iter().chain(kind).map(|w| (*w).to_owned())).collect::<Vec<String>>();
        for kind in [&[][..], &["school"], &["primary"], &["primary", "school"], &["academy"], &["junior"], &["infant"]] {
            add(with(kind));
        }
    }
    for pair in kinds.windows(2) {
        add(begin.iter().cloned().chain(pair.iter().map(|k| (*k).clone())).collect());
    }
    if !tail.is_empty() {
        add(begin.iter().cloned().chain(tail).collect());
    }
    // Of a longer name what stands last before the kind: `Five Ways` of `King Edward VI Five Ways School`.
    if begin.len() > 3 {
        add(begin.get(begin.len() - 2..).unwrap_or_default().to_vec());
    }
    out
}

/// What a home is called for short: without what kind of home it is, who runs it and where it is.
pub fn home(name: &str) -> Vec<Vec<String>> {
    const KINDS: &[&str] = &[
        "childrens",
        "home",
        "house",
        "residential",
        "care",
        "unit",
        "secure",
        "semi",
        "independent",
        "supported",
        "accommodation",
        "living",
        "lodgings",
        "centre",
        "ltd",
        "limited",
        "services",
        "service",
        "group",
        "hostel",
        "short",
        "breaks",
        "respite",
        "the",
    ];
    let mut out = Vec::new();
    for part in name.split([',', '(', ')', ';']).map(keys) {
        let words: Vec<String> = part.iter().map(|w| road(w).to_owned()).collect();
        let kept = words.iter().rposition(|w| !KINDS.contains(&w.as_str())).map_or(0, |at| at + 1);
        let from = usize::from(words.first().is_some_and(|w| w == "the"));
        let short = words.get(from..kept).unwrap_or_default();
        if kept == 0 || words.len() == kept && from == 0 {
            continue;
        }
        match short {
            [] => {}
            // One word alone says it where it is none of the language; its capital is asked for.
            [one] if one.len() < 5 || super::ordinary::is_ordinary(one) || is_road(one) => {}
            short => out.push(short.to_vec()),
        }
        // `Brook House` of `Brook House Semi-Independent`.
        if let Some(house) = words.iter().position(|w| is_building(w)).filter(|at| *at > from && *at + 1 < words.len()) {
            out.push(words.get(from..=house).unwrap_or_default().to_vec());
        }
    }
    out
}

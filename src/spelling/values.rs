//! Dates, times, answers, numbers and codes in the ways in which they are typed. Each gives a value where there is only one that can be
//! meant.

use chrono::{Datelike as _, NaiveDate, Weekday};

/// A key as it is written: small letters and digits, `_` between words.
pub fn key(text: &str) -> String {
    let mut out = String::new();
    for c in text.trim().chars() {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            '_' | '-' | ' ' | '\u{a0}' | '/' | '.' if !out.ends_with('_') => out.push('_'),
            '_' | '-' | ' ' | '\u{a0}' | '/' | '.' | '\'' | '’' => {}
            c => out.push(c),
        }
    }
    out.trim_matches('_').to_owned()
}

/// The code of `7 - Services` or `7: Services`; none where a text does not begin with one.
pub fn code_of(text: &str) -> Option<String> {
    let (code, words) = [" - ", " – ", ": "].iter().find_map(|mark| text.trim().split_once(mark))?;
    let code = key(code);
    (is_key(&code) && !code.is_empty() && code.len() <= 30 && !words.trim().is_empty()).then_some(code)
}

/// The key of a pack that is meant: its code, or its words with `_` between them; none for what is one already.
pub fn pack_key(text: &str) -> Option<String> {
    if is_key(text) {
        return None;
    }
    let meant = code_of(text).unwrap_or_else(|| key(text));
    // A sentence is a title that is looked up, not a key.
    if meant.bytes().filter(|b| *b == b'_').count() > 4 {
        return None;
    }
    (is_key(&meant) && !meant.is_empty() && !meant.starts_with('_')).then_some(meant)
}

/// Whether a text is a key as it is.
pub fn is_key(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
}

/// Whether a text is a date as records have it.
pub fn is_iso(text: &str) -> bool {
    matches!(text.as_bytes(), [_, _, _, _, b'-', _, _, b'-', _, _]) && text.bytes().all(|b| b.is_ascii_digit() || b == b'-')
}

/// Words without capitals, marks and spaces, for comparing.
pub fn folded(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A text without the quotation marks that were put around all of it, and without spaces at its ends.
pub fn unquoted(text: &str) -> Option<String> {
    let trimmed = text.trim();
    let inner = [('“', '”'), ('"', '"'), ('„', '“'), ('«', '»'), ('‘', '’')].iter().find_map(|(open, close)| {
        let inner = trimmed.strip_prefix(*open)?.strip_suffix(*close)?;
        (!inner.is_empty() && !inner.contains([*open, *close])).then_some(inner.trim())
    });
    let meant = inner.unwrap_or(trimmed);
    (meant != text && !meant.is_empty()).then(|| meant.to_owned())
}

const MONTHS: [&str; 12] =
    ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A month by its name, or by its first three letters or more.
fn month(word: &str) -> Option<u32> {
    let word = word.trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|m| word.len() >= 3 && m.starts_with(word.as_str()))?;
    // `sept` is the only other that is used.
    u32::try_from(at + 1).ok()
}

fn weekday(word: &str) -> Option<Weekday> {
    let word = word.trim_end_matches(['.', ',']).to_lowercase();
    let at = DAYS.iter().position(|d| {
        word.len() >= 3 && (d.starts_with(word.as_str()) || (*d == "tuesday" && word == "tues") || (*d == "thursday" && word == "thur"))
    })?;
    Weekday::try_from(u8::try_from(at).ok()?).ok()
}

/// A date in numbers, with the day before the month as in Britain or the year first, or with the month's name; not with a year of two
/// digits, nor with a weekday that it is not.
#[must_use]
pub fn date(text: &str) -> Option<NaiveDate> {
    let text = text.trim().trim_matches(['“', '”', '"', '\'', '‘', '’']).trim();
    // A time behind it, as spreadsheets write it.
    let text = match text.split_once(['T', ' ']) {
        Some((date, time)) if date.len() >= 8 && date.ends_with(|c: char| c.is_ascii_digit()) && is_clock(time) => date,
        _ => text,
    };
    let mut words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || matches!(c, ',' | '/' | '.' | '-' | '–')).filter(|w| !w.is_empty()).collect();
    let named = words.first().and_then(|w| weekday(w));
    if named.is_some() {
        words.remove(0);
    }
    words.retain(|w| !matches!(w.to_lowercase().as_str(), "of" | "the"));
    let [a, b, c] = words.as_slice() else { return None };
    let digits =
        |w: &str| (!w.is_empty() && w.len() <= 4 && w.bytes().all(|b| b.is_ascii_digit())).then(|| w.parse::<u32>().ok()).flatten();
    let day = |w: &str| {
        let number = ["st", "nd", "rd", "th"]
            .iter()
            .find_map(|end| w.to_lowercase().strip_suffix(end).map(str::to_owned))
            .unwrap_or_else(|| w.to_owned());
        digits(&number).filter(|_| number.len() <= 2)
    };
    let year = |w: &str| (w.len() == 4).then(|| w.parse::<i32>().ok()).flatten();
    let (y, m, d) = if let (Some(d), Some(m), Some(y)) = (day(a), month(b), year(c)) {
        (y, m, d)
    } else if let (Some(m), Some(d), Some(y)) = (month(a), day(b), year(c)) {
        (y, m, d)
    } else if let (Some(y), Some(m), Some(d)) = (year(a), digits(b).filter(|_| b.len() <= 2), digits(c).filter(|_| c.len() <= 2)) {
        (y, m, d)
    } else if let (Some(d), Some(m), Some(y)) = (digits(a).filter(|_| a.len() <= 2), digits(b).filter(|_| b.len() <= 2), year(c)) {
        (y, m, d)
    } else {
        return None;
    };
    NaiveDate::from_ymd_opt(y, m, d).filter(|date| named.is_none_or(|named| date.weekday() == named))
}

fn is_clock(text: &str) -> bool {
    let time = text.trim().trim_end_matches(['Z', 'z']);
    time.contains(':') && time.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '+'))
}

/// A time of day as `16:00`; a number from one to six without morning or afternoon could be either.
#[must_use]
pub fn time(text: &str) -> Option<String> {
    let text = text.trim().to_lowercase().replace(' ', "").replace("o'clock", "").replace("o’clock", "");
    match text.as_str() {
        "noon" | "midday" | "12noon" | "12midday" => return Some("12:00".to_owned()),
        _ => {}
    }
    let text = text.trim_end_matches("hrs").trim_end_matches('h');
    let half = ["a.m.", "am", "a.m"].iter().find_map(|mark| text.strip_suffix(mark).map(|t| (t, false)));
    let half = half.or_else(|| ["p.m.", "pm", "p.m"].iter().find_map(|mark| text.strip_suffix(mark).map(|t| (t, true))));
    let clock = half.map_or(text, |(t, _)| t);
    let (hours, minutes) = match clock.split_once([':', '.']) {
        // Seconds are nought.
        Some((h, rest)) => (h, rest.split([':', '.']).next().unwrap_or_default()),
        None if clock.len() == 4 => (clock.get(..2)?, clock.get(2..)?),
        None if half.is_some() => (clock, "00"),
        None => return None,
    };
    let is_number = |t: &str| (1..=2).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    if !is_number(hours) || minutes.len() != 2 || !is_number(minutes) {
        return None;
    }
    let (mut h, m): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    match half {
        Some(_) if !(1..=12).contains(&h) => return None,
        Some((_, afternoon)) => h = h % 12 + if afternoon { 12 } else { 0 },
        // `4:00` may be the morning's or the afternoon's; nobody reviews at night, and `04:00` says so by its nought.
        None if hours.len() == 1 && h < 7 => return None,
        None => {}
    }
    (h < 24 && m < 60).then(|| format!("{h:02}:{m:02}"))
}

/// Yes or no.
#[must_use]
pub fn yes_no(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "y" | "✓" | "✔" => Some(true),
        "false" | "no" | "n" => Some(false),
        _ => None,
    }
}

/// A whole number, with commas between thousands or without.
pub fn whole(text: &str) -> Option<String> {
    let digits = number(text)?;
    (!digits.contains('.')).then_some(digits)
}

/// A number, with commas between thousands or without.
pub fn number(text: &str) -> Option<String> {
    let text = text.trim();
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |rest| ("-", rest));
    let (before, after) = digits.split_once('.').map_or((digits, None), |(b, a)| (b, Some(a)));
    let groups: Vec<&str> = before.split(',').collect();
    let grouped =
        groups.len() == 1 || (groups.first().is_some_and(|g| (1..=3).contains(&g.len())) && groups.iter().skip(1).all(|g| g.len() == 3));
    let is_number = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
    if !grouped || !groups.iter().all(|g| is_number(g)) || after.is_some_and(|a| !is_number(a)) {
        return None;
    }
    let whole = groups.concat();
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    };
    Some(after.map_or_else(|| format!("{sign}{whole}"), |a| format!("{sign}{whole}.{a}")))
}

/// The key that is meant: written in other capitals or with spaces, or said in its words.
pub fn choice<'c>(text: &str, choices: &'c [(String, String)]) -> Option<&'c str> {
    if choices.iter().any(|(k, _)| k == text) {
        return None;
    }
    let typed = folded(text);
    let mut meant =
        choices.iter().filter(|(k, words)| !typed.is_empty() && (folded(k) == typed || folded(words) == typed)).map(|(k, _)| k.as_str());
    if !choices.iter().any(|(k, words)| folded(k) == typed || folded(words) == typed) {
        let mut called = choices.iter().filter(|(k, _)| is_called(k, &typed)).map(|(k, _)| k.as_str());
        let first = called.next()?;
        return called.next().is_none().then_some(first);
    }
    let first = meant.next()?;
    // Two of the same words mean neither.
    meant.next().is_none().then_some(first)
}

/// What offices call a choice, beside its key and words.
const CALLED: &[(&str, &[&str])] = &[
    ("parent", &["mum", "mam", "mother", "birth mother", "dad", "father", "birth father"]),
    ("grandparent", &["nan", "nana", "gran", "grandma", "grandmother", "grandad", "grandpa", "grandfather"]),
    ("relative", &["aunt", "auntie", "uncle", "cousin"]),
    ("sibling", &["brother", "sister"]),
    ("step_parent", &["stepmum", "stepdad", "step mother", "step father"]),
    ("independent_reviewing_officer", &["iro"]),
    ("social_worker", &["sw", "child's social worker", "allocated social worker"]),
    ("team_manager", &["tm", "manager"]),
    ("supervising_social_worker", &["ssw", "fostering social worker"]),
    ("foster_carer", &["carer", "foster mum", "foster dad", "foster mother", "foster father"]),
    ("childrens_guardian", &["guardian", "children's guardian"]),
    ("personal_adviser", &["pa", "personal advisor"]),
    ("youth_justice_worker", &["yot worker", "yos worker"]),
    ("agency_decision_maker", &["adm"]),
    ("absent", &["dna", "did not attend", "no show", "fta"]),
    ("attended_remotely", &["teams", "on teams", "via teams", "zoom", "online", "virtual", "virtually", "video", "by phone", "telephone"]),
    ("attended", &["present", "in person", "yes"]),
    ("attended_part", &["part", "in part", "attended in part"]),
    ("apologies", &["apologies given", "apologies received", "sent apologies"]),
    ("interim_care_order", &["ico"]),
    ("care_order", &["fco", "full care order", "s31"]),
    ("section_20", &["s20", "s.20", "accommodated"]),
    ("placement_order", &["po"]),
    ("special_guardianship", &["sgo", "special guardianship order"]),
    ("special_guardianship_order", &["sgo"]),
    ("long_term_fostering", &["ltf", "long term foster care"]),
    ("return_home", &["rehabilitation home", "reunification", "home"]),
    ("first", &["1", "1st", "initial"]),
    ("second", &["2", "2nd"]),
    ("later", &["3", "3rd", "subsequent"]),
    ("done", &["complete", "completed", "achieved"]),
    ("partly_done", &["ongoing", "partially", "part done", "partially done", "in progress"]),
    ("not_done", &["outstanding", "incomplete"]),
    ("post", &["by post", "letter", "royal mail"]),
    ("hand", &["by hand", "in person"]),
    ("independent_reviewing_manager", &["reviewing manager", "irm", "iro manager", "iro team manager"]),
    ("met", &["yes", "y", "fully met", "achieved", "fully"]),
    ("partly", &["partially", "partially met", "in part", "partly achieved"]),
    ("not_met", &["no", "n", "unmet", "not achieved"]),
    ("not_seen", &["n/a", "na", "not applicable", "not observed"]),
    ("email", &["by email", "by e-mail"]),
];

fn is_called(key: &str, typed: &str) -> bool {
    CALLED.iter().any(|(known, names)| *known == key && names.iter().any(|name| folded(name) == typed))
}

#[cfg(test)]
mod tests {
    use super::{choice, date, number, pack_key, time, unquoted, yes_no};

    #[test]
    fn dates_that_can_mean_only_one_day() {
        for typed in [
            "18/04/2017",
            "18.04.2017",
            "18-4-2017",
            "18 April 2017",
            "18th April 2017",
            "18 Apr 2017",
            "18-Apr-2017",
            "April 18, 2017",
            "Tuesday 18 April 2017",
            "Tue, 18 Apr 2017",
            "2017-4-18",
            "2017/04/18",
            "2017.4.18",
            "18/04/2017 00:00",
            "2017-04-18T00:00:00",
            "2017-04-18 09:30:00",
            " 18 April, 2017 ",
            "the 18th of April 2017",
            "“18/04/2017”",
            "18/4/2017",
        ] {
            assert_eq!(date(typed).map(|d| d.to_string()).as_deref(), Some("2017-04-18"), "{typed}");
        }
        for typed in ["18/04/17", "31/02/2017", "April 2017", "2017", "Monday 18 April 2017", "soon", "18/04", "04/18/2017", ""] {
            assert_eq!(date(typed), None, "{typed}");
        }
    }

    #[test]
    fn times_numbers_and_answers() {
        for typed in ["4pm", "4 pm", "16.00", "16:00", "1600", "4.00pm", "4:00 p.m.", "16:00:00", "1600hrs", "4 PM"] {
            assert_eq!(time(typed).as_deref(), Some("16:00"), "{typed}");
        }
        assert_eq!(time("9:30").as_deref(), Some("09:30"));
        assert_eq!(time("12am").as_deref(), Some("00:00"));
        assert_eq!(time("noon").as_deref(), Some("12:00"));
        for typed in ["4:00", "4", "25:00", "16:75", "after school", "16"] {
            assert_eq!(time(typed), None, "{typed}");
        }
        assert_eq!(number("1,200").as_deref(), Some("1200"));
        assert_eq!(number("0.60").as_deref(), Some("0.60"));
        assert_eq!(number("1,20"), None);
        assert_eq!([yes_no("Y"), yes_no("No"), yes_no("maybe")], [Some(true), Some(false), None]);
        assert_eq!(unquoted("“Jordan Ellis”").as_deref(), Some("Jordan Ellis"));
        assert_eq!(unquoted("Jordan Ellis"), None);
    }

    #[test]
    fn a_code_in_its_words_and_neither_of_two() {
        let choices = [("care_order", "Full care order"), ("other", "Another place"), ("away", "Another place")];
        let choices: Vec<(String, String)> = choices.iter().map(|(k, w)| ((*k).to_owned(), (*w).to_owned())).collect();
        for typed in ["Care order", "CARE-ORDER", "full care order", "Full Care Order"] {
            assert_eq!(choice(typed, &choices), Some("care_order"), "{typed}");
        }
        assert_eq!(choice("another place", &choices), None, "two have these words");
        assert_eq!(choice("care_order", &choices), None, "it is written as it should be");
    }

    #[test]
    fn a_key_of_the_pack_in_its_words() {
        assert_eq!(pack_key("passed on").as_deref(), Some("passed_on"));
        assert_eq!(pack_key("7 - Services, or assessments").as_deref(), Some("7"));
        assert_eq!(pack_key("Family plan").as_deref(), Some("family_plan"));
        assert_eq!(pack_key("partner_agency"), None, "it is one");
        assert_eq!(pack_key("…"), None);
    }
}

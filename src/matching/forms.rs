//! What of two words makes them a name: capitals, initials, plurals, titles.

use super::finder::Secret;
use super::fold::Word;
use super::ordinary::is_ordinary;

/// Whether two words stand there as a name does: in any capitals, unless both are words of the language too.
pub(super) fn as_a_name(text: &str, first: &Word, last: &Word, initial: bool) -> bool {
    let capitals = first.capital && last.capital;
    if first.mail || last.mail || capitals {
        return true;
    }
    if initial {
        return !is_ordinary(&last.key) && text.get(first.end..).is_some_and(|t| t.starts_with('.'));
    }
    // `Keira will` is no name, `keira grant` in small letters throughout is one.
    let in_small = !first.capital && !last.capital;
    let ordinary = |word: &Word| stems(&word.key).iter().flatten().any(|stem| is_ordinary(stem));
    match (ordinary(first), ordinary(last)) {
        (false, false) => true,
        (true, true) => false,
        (true, false) => first.capital || in_small,
        (false, true) => last.capital || in_small,
    }
}

/// Whether a word is the first name of a full name that is written out.
pub(super) fn has_another_surname(text: &str, word: &Word, next: Option<&Word>) -> bool {
    next.is_some_and(|next| {
        let written = text.get(next.start..next.end).unwrap_or_default();
        next.capital && text.get(word.end..next.start) == Some(" ") && written.chars().any(char::is_lowercase) && !is_ordinary(&next.key)
    })
}

/// Whether a letter by itself is an initial, and not the word `a` or `I`.
pub(super) fn is_initial(text: &str, letter: &Word) -> bool {
    letter.mail
        || letter.capital && (text.get(letter.end..).is_some_and(|t| t.starts_with('.')) || !matches!(letter.key.as_str(), "a" | "i"))
}

/// A word, and what it may be the possessive or plural of.
pub(super) fn stems(key: &str) -> [Option<&str>; 3] {
    let long = key.len() > 3;
    let s = key.strip_suffix('s').filter(|_| long);
    let es = key.strip_suffix("es").filter(|_| key.len() > 4);
    [Some(key), s, es]
}

/// A part of a name with a hyphen: whole and by halves, each also as it is often spelled.
pub(super) fn variants(part: &[String]) -> Vec<String> {
    let mut out = part.to_vec();
    if part.len() > 1 {
        out.push(part.concat());
    }
    let spelled: Vec<String> = out.iter().flat_map(|name| spellings(name)).collect();
    out.extend(spelled);
    out
}

/// A name as others spell it: `MacDonald` for `McDonald`, `Muller` for `Mueller`.
fn spellings(name: &str) -> impl Iterator<Item = String> {
    let mac = name.strip_prefix("mac").filter(|rest| rest.len() > 3).map(|rest| format!("mc{rest}"));
    let mc = name.strip_prefix("mc").filter(|rest| rest.len() > 2).map(|rest| format!("mac{rest}"));
    // Behind a consonant and before one or two, `ue` is how an umlaut is written where there is none.
    let umlaut = ["ue", "oe", "ae"].iter().find_map(|two| {
        let at = name.find(two).filter(|at| *at > 0)?;
        let (before, after) = (name.get(..at)?, name.get(at + 2..)?);
        let consonant = |c: Option<char>| c.is_some_and(|c| !"aeiouy".contains(c));
        let vowel = two.get(..1)?;
        (consonant(before.chars().last()) && consonant(after.chars().next())).then(|| format!("{before}{vowel}{after}"))
    });
    [mac, mc, umlaut].into_iter().flatten()
}

/// A name with its umlauts written as two letters; none where it has none.
pub(super) fn without_umlauts(name: &str) -> Option<String> {
    let mut out = String::new();
    for c in name.chars() {
        match c {
            'ä' | 'Ä' | 'æ' | 'Æ' => out.push_str("ae"),
            'ö' | 'Ö' | 'ø' | 'Ø' | 'œ' | 'Œ' => out.push_str("oe"),
            'ü' | 'Ü' => out.push_str("ue"),
            'å' | 'Å' => out.push_str("aa"),
            c => out.push(c),
        }
    }
    (out != name).then_some(out)
}

/// Words that say what a part of a name is, where it is copied from a form: `First name: Jordan, Surname: Ellison`.
pub(super) const LABELS: &[&str] =
    &["name", "names", "s", "first", "forename", "forenames", "given", "christian", "middle", "last", "family", "surname"];

pub(super) const TITLES: &[&str] =
    &["mr", "mrs", "ms", "miss", "mx", "dr", "prof", "professor", "sir", "lady", "lord", "rev", "revd", "master"];

/// What follows the surname of a family.
pub(super) const KIN: &[&str] =
    &["family", "families", "household", "girls", "boys", "children", "kids", "siblings", "brothers", "sisters", "home", "house"];

/// Beginnings of names that `fold` reads as part of the next word.
pub(super) const PARTICLES: &[&str] = &["o", "d"];

/// Small words inside names.
pub(super) const LINKS: &[&str] = &[
    "de", "la", "le", "van", "der", "den", "von", "al", "el", "bin", "ibn", "binti", "da", "dos", "di", "del", "du", "st", "ap", "ab", "y",
    "and",
];

/// Somebody's names with all that a record says they are called by: another first name with the surname, another surname with the first name.
#[must_use]
pub fn names(name: &str, known_as: Option<&str>, other: &[String]) -> Vec<Secret> {
    let mut out = vec![Secret::Name(name.to_owned())];
    let is_title = |part: &&str| TITLES.contains(&part.trim_end_matches('.').to_lowercase().as_str());
    let parts: Vec<&str> = name.split_whitespace().filter(|part| !is_title(part)).collect();
    for own in known_as.into_iter().chain(other.iter().map(String::as_str)) {
        if own.trim().contains(' ') {
            out.push(Secret::Name(own.to_owned()));
            continue;
        }
        out.extend(parts.last().filter(|_| parts.len() > 1).map(|last| Secret::Name(format!("{own} {last}"))));
        // Where the surname comes first nobody can tell which of the names it is; and a former surname stands behind the first name.
        let each = parts.iter().filter(|part| !part.eq_ignore_ascii_case(own));
        out.extend(
            each.flat_map(|part| [Secret::Pair(own.to_owned(), (*part).to_owned()), Secret::Pair((*part).to_owned(), own.to_owned())]),
        );
    }
    out
}

/// How somebody with a surname that is a word of the language is called by it.
#[must_use]
pub fn called(surname: &str) -> Vec<String> {
    let before = ["Mr", "Mrs", "Ms", "Miss", "Mx", "carer", "auntie", "aunt", "aunty", "uncle", "nanny", "nan", "nana", "granny", "carers"];
    let behind = ["family", "household", "s family"];
    let before = before.iter().map(|word| format!("{word} {surname}"));
    before.chain(behind.iter().map(|word| format!("{surname} {word}"))).chain([format!("the {surname}s")]).collect()
}

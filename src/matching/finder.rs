//! What must not be read in a text, ready to be looked for: names in every form in which people write them, addresses line by line, phone
//! numbers by their digits. A text is gone through once, however much is looked for.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use serde::{Deserialize, Serialize};

use super::fold::{Word, fold, keys};
use super::forms::{KIN, LABELS, LINKS, PARTICLES, TITLES, as_a_name, has_another_surname, is_initial, stems, variants, without_umlauts};
use super::hashed::{AsItIs, Filter, one, together, two};
use super::ordinary::{is_everyday, is_ordinary};
use super::places::{self, road};
use super::{houses, numbers};

/// Something that must not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Secret {
    /// Somebody's full name, or another that they are known by.
    Name(String),
    /// Two names of somebody that give them away where they stand together, and not by themselves.
    Pair(String, String),
    /// One word that gives somebody away by itself, as a first name or half a surname.
    Word(String),
    /// A first name that gives somebody away, unless it is part of another full name.
    Given(String),
    /// A postal address, its lines parted by commas, line ends or nothing.
    Address(String),
    /// The same where only the house is told, by its number and street, and not everybody who lives in the street.
    House(String),
    /// A postcode.
    Postcode(String),
    /// Phone numbers.
    Phone(String),
    /// The same where only all of a number is told, and not its last digits.
    Number(String),
    /// An e-mail address.
    Email(String),
    /// The name of a school.
    School(String),
    /// Other words in this order: the name of a home, a case number.
    Phrase(String),
}

impl Secret {
    /// What it is, for telling two of the same words apart.
    const fn kind(&self) -> &'static str {
        match self {
            Self::Name(_) => "name",
            Self::Pair(..) => "pair",
            Self::Word(_) => "word",
            Self::Given(_) => "given",
            Self::Address(_) => "address",
            Self::House(_) => "house",
            Self::Number(_) => "number",
            Self::Postcode(_) => "postcode",
            Self::Phone(_) => "phone",
            Self::Email(_) => "email",
            Self::School(_) => "school",
            Self::Phrase(_) => "phrase",
        }
    }
}

/// How sure a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sure {
    /// A first name alone: many have it.
    First,
    /// A surname alone.
    Surname,
    /// A surname behind a title, or a street of which there are many, without the number of the house.
    Titled,
    /// It.
    Yes,
}

/// How far a first name and a surname stand apart at most, in bytes, to be taken for one person's: a sentence or two.
const NEAR: usize = 300;

/// Where something that must not be read stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// Which: as it was numbered when it was taken in.
    pub of: u32,
    /// How sure it is.
    pub sure: Sure,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

type Map = HashMap<u64, u32, BuildHasherDefault<AsItIs>>;

/// Words in a row, each with the number of what it gives away.
#[derive(Debug, Default)]
struct Phrases {
    all: Vec<(Vec<String>, u32)>,
    /// Where those that begin with a word or two stand: a town has many houses number 14, and few in one street.
    begin: HashMap<u64, Vec<usize>, BuildHasherDefault<AsItIs>>,
}

impl Phrases {
    /// By what a phrase is found: its first word, with the second in every form in which it is taken for the same.
    fn starts(first: &str, second: Option<&str>) -> [Option<u64>; 3] {
        match second {
            None => [Some(one(first)), None, None],
            Some(second) => stems(second).map(|stem| stem.map(|stem| two(first, stem))),
        }
    }

    fn take(&mut self, words: Vec<String>, of: u32) {
        let Some(first) = words.first() else { return };
        let starts = Self::starts(first, words.get(1).map(String::as_str));
        let known = |at: &usize| self.all.get(*at).is_some_and(|(there, _)| *there == words);
        if starts.first().copied().flatten().and_then(|start| self.begin.get(&start)).is_some_and(|at| at.iter().any(known)) {
            return;
        }
        for start in starts.into_iter().flatten() {
            self.begin.entry(start).or_default().push(self.all.len());
        }
        self.all.push((words, of));
    }

    /// Those that may begin with a word, or with it and the next.
    fn beginning<'p>(&'p self, first: &'p str, second: Option<&'p str>) -> impl Iterator<Item = &'p (Vec<String>, u32)> {
        let starts = move |first| {
            let two = second.map_or([None; 3], |second| Self::starts(first, Some(second)));
            Self::starts(first, None).into_iter().take(1).chain(two).flatten()
        };
        stems(first)
            .into_iter()
            .flatten()
            .flat_map(starts)
            .filter_map(|start| self.begin.get(&start))
            .flatten()
            .filter_map(|at| self.all.get(*at))
    }
}

/// Everything that is looked for.
#[derive(Debug, Default)]
pub struct Finder {
    /// What was taken in already.
    taken: HashSet<u64, BuildHasherDefault<AsItIs>>,
    /// Given name and surname, and initial and surname.
    pairs: Map,
    /// The same written as one word.
    joined: Map,
    /// Initial and surname as one word: looked for in e-mail addresses only.
    mailed: Map,
    surnames: Map,
    first: Map,
    /// Words that give somebody away by themselves.
    alone: Map,
    /// First names that do so, unless another surname stands behind them.
    given: Map,
    /// Words in a row.
    phrases: Phrases,
    postcodes: Map,
    phones: Map,
    /// The last six digits of phone numbers.
    local: Map,
    /// Which words may begin something: almost no word of a text does.
    filter: Filter,
    /// Whether of a name only its first name and surname are taken in, each alone and one behind the other.
    only_plain: bool,
}

impl Finder {
    /// Everything of some secrets, each numbered as it stands in the list.
    #[must_use]
    pub fn new<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let mut finder = Self::default();
        for (of, secret) in (0..).zip(secrets) {
            finder.take(secret, of);
        }
        finder
    }

    /// Of names only the first name, the surname, and the two together. It is made in no time beside one with every form.
    #[must_use]
    pub fn of_plain_names<'a>(secrets: impl IntoIterator<Item = &'a Secret>) -> Self {
        let mut finder = Self { only_plain: true, ..Self::default() };
        for (of, secret) in (0..).zip(secrets).filter(|(_, secret)| matches!(secret, Secret::Name(_))) {
            finder.take(secret, of);
        }
        finder
    }

    /// One for all families of a batch, still empty.
    #[must_use]
    pub fn for_a_batch() -> Self {
        Self { filter: Filter::large(), ..Self::default() }
    }

    /// Whether nothing is looked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.filter.is_empty()
    }

    /// Takes a secret in under a number.
    pub fn take(&mut self, secret: &Secret, of: u32) {
        // The same child's name comes with every record of theirs.
        if let Secret::Pair(first, last) = secret {
            for (first, last) in keys(first).iter().flat_map(|first| keys(last).into_iter().map(move |last| (first.clone(), last))) {
                self.pair(&first, &last, of);
            }
            return;
        }
        let (Secret::Name(text)
        | Secret::Word(text)
        | Secret::Given(text)
        | Secret::Address(text)
        | Secret::House(text)
        | Secret::Number(text)
        | Secret::Postcode(text)
        | Secret::Phone(text)
        | Secret::Email(text)
        | Secret::School(text)
        | Secret::Phrase(text)) = secret
        else {
            return;
        };
        if !self.taken.insert(two(secret.kind(), text)) {
            return;
        }
        match secret {
            Secret::Pair(..) => {}
            Secret::Name(name) => {
                self.name(name, of);
                if let Some(spelled) = without_umlauts(name) {
                    self.name(&spelled, of);
                }
            }
            Secret::Word(word) => {
                for word in fold(word) {
                    let key = one(&word.key);
                    self.filter.insert(key);
                    self.alone.entry(key).or_insert(of);
                }
            }
            Secret::Given(word) => {
                for word in fold(word) {
                    let key = one(&word.key);
                    self.filter.insert(key);
                    self.given.entry(key).or_insert(of);
                }
            }
            Secret::Address(address) => {
                for phrase in places::identifying(address) {
                    self.phrase(phrase, of);
                }
                for code in places::postcodes(address) {
                    self.postcode(&code, of);
                }
            }
            Secret::House(address) => {
                for phrase in places::houses(address) {
                    self.phrase(phrase, of);
                }
                for code in places::postcodes(address) {
                    self.postcode(&code, of);
                }
            }
            Secret::Number(phone) => {
                for number in numbers::numbers(phone).iter().filter(|n| n.len() >= 9) {
                    self.phones.entry(one(number)).or_insert(of);
                    self.filter.digits = true;
                }
            }
            Secret::Postcode(code) => self.postcode(&places::squeezed(code), of),
            Secret::Phone(phone) => {
                for number in numbers::numbers(phone) {
                    let number = number.as_str();
                    if number.len() >= 9 {
                        self.phones.entry(one(number)).or_insert(of);
                    }
                    for length in numbers::local_lengths(number) {
                        if let Some(local) = number.len().checked_sub(length).and_then(|at| number.get(at..)) {
                            self.local.entry(one(local)).or_insert(of);
                        }
                    }
                    self.filter.digits = true;
                }
            }
            Secret::School(school) => {
                for words in houses::school(school) {
                    self.phrase(words, of);
                }
            }
            Secret::Email(text) | Secret::Phrase(text) => {
                let words: Vec<String> = fold(text).iter().map(|w| road(&w.key).to_owned()).collect();
                if matches!(secret, Secret::Phrase(_)) {
                    for words in numbers::number_forms(&words.concat()) {
                        self.phrase(words, of);
                    }
                    for words in houses::home(text) {
                        self.phrase(words, of);
                    }
                } else {
                    // `ann7 @ example.org` and `ann7 at example.org`: the digits are part of it, and no `@` stands at the name.
                    let spaced: Vec<String> = keys(&text.replace('@', " "));
                    let mut at = keys(text.split('@').next().unwrap_or_default());
                    at = keys(&format!("{} ", at.join(" ")));
                    at.push("at".to_owned());
                    at.extend(keys(text.split('@').nth(1).unwrap_or_default()));
                    self.phrase(at, of);
                    self.phrase(spaced, of);
                }
                // A single word is one that gives it away by itself; an ordinary one has to have its capital.
                self.phrase(words, of);
            }
        }
    }

    fn postcode(&mut self, code: &str, of: u32) {
        if code.len() >= 5 {
            self.postcodes.entry(one(code)).or_insert(of);
            self.filter.insert(one(code));
            // It may be broken before its last three characters.
            if let Some(front) = code.get(..code.len() - 3) {
                self.filter.insert(one(front));
                self.filter.insert(one(front.trim_end_matches(|c: char| c.is_ascii_digit())));
            }
        }
    }

    fn phrase(&mut self, words: Vec<String>, of: u32) {
        if let Some(first) = words.first() {
            // Whichever form of `street` the text begins with.
            places::forms(first).for_each(|form| self.filter.insert(one(form)));
            self.phrases.take(words, of);
        }
    }

    /// Takes in the forms of a name: with and without what stands in the middle, surname first, initials, halves of a double name.
    fn name(&mut self, name: &str, of: u32) {
        let parts: Vec<Vec<String>> = name
            .split_whitespace()
            .map(keys)
            .filter(|keys| !keys.is_empty() && !keys.iter().all(|k| TITLES.contains(&k.as_str())))
            .collect();
        // `O Rourke` and `Mc Donald` are one word also where the name itself is typed so.
        let whole: Vec<String> = keys(name).into_iter().filter(|k| !TITLES.contains(&k.as_str())).collect();
        let (Some(given), Some(last)) = (parts.first(), parts.last()) else { return };
        let mut given: Vec<String> = variants(given);
        given.retain(|g| g.chars().count() > 1);
        for first in &given {
            let key = one(first);
            self.filter.insert(key);
            self.first.entry(key).or_insert(of);
        }
        if whole.len() < 2 || parts.len() < 2 {
            return;
        }
        let mut surnames = variants(last);
        surnames.extend(whole.last().cloned());
        if let [.., before, last] = whole.as_slice() {
            surnames.push(format!("{before}{last}"));
        }
        // `Vanderberg`, however many small words it has.
        surnames.push(whole.get(1..).unwrap_or_default().concat());
        surnames.retain(|s| s.chars().count() > 1 && !LINKS.contains(&s.as_str()));
        for last in &surnames {
            let key = one(last);
            self.filter.insert(key);
            self.surnames.entry(key).or_insert(of);
        }
        if self.only_plain {
            given.iter().for_each(|first| surnames.iter().for_each(|last| self.pair(first, last, of)));
            return;
        }
        let middle: Vec<&String> = whole.iter().skip(1).filter(|m| m.chars().count() > 1 && !LINKS.contains(&m.as_str())).collect();
        for first in &given {
            for last in surnames.iter().chain(middle.iter().copied()) {
                self.pair(first, last, of);
            }
            // `H. Kaur`, `AM Ellison`.
            let initial = first.chars().next().map(String::from).unwrap_or_default();
            for middle in middle.iter().filter(|m| !surnames.contains(m)) {
                self.pair(&initial, middle, of);
                let both: String = [first, middle].into_iter().filter_map(|name| name.chars().next()).collect();
                surnames.iter().for_each(|last| self.pair(&both, last, of));
            }
        }
        // Any two of the names in their order: `Abdul Khan` of `Mohammed Abdul Khan`.
        for (i, first) in middle.iter().enumerate() {
            for last in middle.iter().skip(i + 1).copied().chain(&surnames).filter(|last| last != first) {
                self.pair(first, last, of);
            }
        }
        // `Agnieszka N.`
        for (first, last) in given.iter().flat_map(|first| surnames.iter().map(move |last| (first, last))) {
            if let Some(initial) = last.chars().next().filter(|_| first.chars().count() > 2) {
                self.pair(first, initial.encode_utf8(&mut [0; 4]), of);
            }
        }
        for last in &surnames {
            for first in &given {
                let joined = together(&[first, last]);
                let reversed = together(&[last, first]);
                for key in [joined, reversed] {
                    self.filter.insert(key);
                    self.joined.entry(key).or_insert(of);
                }
                if let Some(initial) = first.chars().next() {
                    let mut letter = [0; 4];
                    let initial: &str = initial.encode_utf8(&mut letter);
                    self.pair(initial, last, of);
                    // `O Pelling` is read as `O'Pelling`.
                    if PARTICLES.contains(&initial) {
                        let key = together(&[initial, last]);
                        self.filter.insert(key);
                        self.joined.entry(key).or_insert(of);
                    }
                    for key in [together(&[initial, last]), together(&[last, initial])] {
                        self.filter.insert(key);
                        self.mailed.entry(key).or_insert(of);
                    }
                }
            }
        }
    }

    fn pair(&mut self, first: &str, last: &str, of: u32) {
        self.filter.insert(one(first));
        self.filter.insert(one(last));
        self.pairs.entry(two(first, last)).or_insert(of);
    }

    /// Everything that stands in a text, in its order.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Hit> {
        if self.is_empty() { Vec::new() } else { self.find_in(text, &fold(text)) }
    }

    /// The same in a text whose words are known.
    #[must_use]
    pub fn find_in(&self, text: &str, words: &[Word]) -> Vec<Hit> {
        let mut hits = Vec::new();
        for (i, word) in words.iter().enumerate() {
            if self.filter.digits && word.key.as_bytes().first().is_some_and(u8::is_ascii_digit) {
                self.number(text, words, i, &mut hits);
            }
            if !word.ends.iter().any(|hash| self.filter.may_hold(*hash)) {
                continue;
            }
            let before = hits.len();
            self.names(text, words, i, &mut hits);
            self.phrases_at(text, words, i, &mut hits);
            self.postcode_at(words, i, &mut hits);
            if hits.len() == before {
                self.single(text, words, i, &mut hits);
            }
        }
        // A name that is part of a longer one found at the same place says nothing more.
        let sure: Vec<(usize, usize)> = hits.iter().filter(|h| h.sure == Sure::Yes).map(|h| (h.start, h.end)).collect();
        hits.retain(|h| h.sure == Sure::Yes || !sure.iter().any(|(start, end)| *start <= h.start && h.end <= *end));
        hits
    }

    /// Whether what stands at a hit is found here too, as long or longer.
    #[must_use]
    pub fn has(&self, text: &str, words: &[Word], hit: &Hit) -> bool {
        let Ok(i) = words.binary_search_by_key(&hit.start, |word| word.start) else { return false };
        if !words.get(i).is_some_and(|word| word.ends.iter().any(|hash| self.filter.may_hold(*hash))) {
            return false;
        }
        let mut hits = Vec::new();
        self.names(text, words, i, &mut hits);
        if hits.is_empty() {
            self.single(text, words, i, &mut hits);
        }
        hits.iter().any(|own| own.end >= hit.end)
    }

    /// A first name and a surname that stand near each other in a text, and are those of one person: `Jordan went home to Mrs Ellison`.
    #[must_use]
    pub fn together(&self, text: &str, hits: &[Hit]) -> Vec<Hit> {
        let word = |hit: &Hit| fold(text.get(hit.start..hit.end).unwrap_or_default()).into_iter().next();
        let firsts = hits.iter().filter(|h| h.sure == Sure::First);
        let mut out: Vec<Hit> = Vec::new();
        for first in firsts {
            for last in hits.iter().filter(|h| matches!(h.sure, Sure::Surname | Sure::Titled) && h.start.abs_diff(first.start) <= NEAR) {
                let (Some(a), Some(b)) = (word(first), word(last)) else { continue };
                let pair = stems(&a.key)
                    .iter()
                    .flatten()
                    .flat_map(|a| stems(&b.key).map(|b| b.and_then(|b| self.pairs.get(&two(a, b)))))
                    .flatten()
                    .next()
                    .copied();
                if let Some(of) = pair.filter(|_| !out.iter().any(|h| h.start == last.start)) {
                    out.push(Hit { of, sure: Sure::Yes, start: last.start, end: last.end });
                }
            }
        }
        out
    }

    fn names(&self, text: &str, words: &[Word], i: usize, hits: &mut Vec<Hit>) {
        let Some(word) = words.get(i) else { return };
        let single = word.is_single();
        for stem in stems(&word.key).iter().flatten().filter(|s| s.len() > 4) {
            let joined = self.joined.get(&one(stem)).or_else(|| self.mailed.get(&one(stem)).filter(|_| word.mail));
            if let Some(of) = joined {
                hits.push(Hit { of: *of, sure: Sure::Yes, start: word.start, end: word.end });
                return;
            }
        }
        // Up to two words may stand between a first name and a surname: other names of theirs, or initials.
        let is_label = |w: &Word| LABELS.contains(&w.key.as_str());
        for j in (i + 1)..(i + 7).min(words.len()) {
            let Some(next) = words.get(j) else { break };
            let between = words.get(i + 1..j).unwrap_or_default();
            let labelled = between.last().is_some_and(is_label);
            if between.len() > 3 && !labelled {
                break;
            }
            // `April, May` are months; with a comma between two words of the language neither is a name.
            let parted = text.get(word.end..next.start) != Some(" ");
            let after_initial = words.get(j - 1).is_some_and(|w| w.is_single());
            if next.apart && !(after_initial || next.mail || labelled) {
                break;
            }
            for last in stems(&next.key).iter().flatten() {
                let straight = self.pairs.get(&two(&word.key, last));
                let ordinary = is_ordinary(last) && is_ordinary(&word.key) && !single;
                let named = word.capital && next.capital && !ordinary;
                let known = |m: &Word| {
                    let letter = m.is_single();
                    let other_name = named && (m.capital || m.key == "and");
                    letter
                        || other_name
                        || (labelled && is_label(m))
                        || LINKS.contains(&m.key.as_str())
                        || self.pairs.contains_key(&two(&word.key, &m.key))
                };
                let letter = next.is_single();
                if let Some(of) = straight.filter(|_| between.iter().all(known))
                    && (!letter || (between.is_empty() && word.capital && !is_ordinary(&word.key) && !parted && is_initial(text, next)))
                    && as_a_name(text, word, next, single)
                    && !(ordinary && parted)
                {
                    hits.push(Hit { of: *of, sure: Sure::Yes, start: word.start, end: next.end });
                    return;
                }
                // Surname first: `Ellison, Jordan`, `Ellison J.`
                let initial = next.is_single();
                let reversed = stems(&word.key).iter().flatten().find_map(|first| self.pairs.get(&two(last, first)));
                if let Some(of) = reversed.filter(|_| between.iter().all(is_label) && !single)
                    && (!initial || is_initial(text, next))
                    && as_a_name(text, next, word, initial)
                    && (!ordinary || text.get(word.end..next.start).is_some_and(|t| t.contains(',')))
                {
                    hits.push(Hit { of: *of, sure: Sure::Yes, start: word.start, end: next.end });
                    return;
                }
            }
        }
    }

    fn phrases_at(&self, text: &str, words: &[Word], i: usize, hits: &mut Vec<Hit>) {
        let Some(first) = words.get(i).map(|w| road(&w.key)) else { return };
        let mut longest = None;
        let second = words.get(i + 1).map(|w| road(&w.key));
        for (phrase, of) in self.phrases.beginning(first, second) {
            let run = words.get(i..i + phrase.len()).unwrap_or_default();
            // `He likes church. Lane closures made him late.`
            let spaced = |w: &Word| text.get(..w.start).is_some_and(|t| t.ends_with(char::is_whitespace));
            if run.iter().skip(1).any(|w| w.apart && spaced(w)) {
                continue;
            }
            let there: Vec<&str> = run.iter().map(|w| road(&w.key)).collect();
            let same =
                |(a, b): (&String, &&str)| a == b || stems(b).iter().flatten().any(|s| s == a) || stems(a).iter().flatten().any(|s| s == b);
            if there.len() != phrase.len() || !phrase.iter().zip(&there).all(same) {
                continue;
            }
            // What is made of words of the language alone has to be written as a name is.
            let ordinary = phrase.iter().all(|w| is_ordinary(w) || places::is_street(w));
            // A street is one also in small letters, and any place with the number of its house.
            let street = phrase.len() > 1 && phrase.last().is_some_and(|w| places::is_street(w));
            let numbered =
                i.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|w| w.key.as_bytes().first().is_some_and(u8::is_ascii_digit));
            // There is a Station Road in every town: without its number it leads to a home only where that is what is looked for.
            let common = street && phrase.iter().all(|w| is_ordinary(w) || places::is_street(w) || places::is_everywhere(w));
            // `church st` is written of an address only.
            let short = street && run.last().zip(phrase.last()).is_some_and(|(typed, whole)| typed.key.as_str() != whole.as_str());
            let its_number = phrase.first().is_some_and(|w| w.as_bytes().first().is_some_and(u8::is_ascii_digit));
            let numbered = numbered || short || its_number;
            if (common || ordinary && !street) && !numbered && !run.iter().all(|w| w.capital || w.key.chars().all(|c| c.is_ascii_digit())) {
                continue;
            }
            if let (Some(start), Some(end)) = (run.first(), run.last()) {
                let sure = if common && !numbered { Sure::Titled } else { Sure::Yes };
                // Of several that begin here the longest is meant.
                if longest.is_none_or(|hit: Hit| hit.end < end.end) {
                    longest = Some(Hit { of: *of, sure, start: start.start, end: end.end });
                }
            }
        }
        hits.extend(longest);
    }

    fn postcode_at(&self, words: &[Word], i: usize, hits: &mut Vec<Hit>) {
        let Some(word) = words.get(i) else { return };
        let mut code = String::new();
        for word_at in words.iter().skip(i).take(3) {
            code.push_str(&word_at.key);
            if code.len() > 8 {
                return;
            }
            if let Some(of) = self.postcodes.get(&one(&code)) {
                hits.push(Hit { of: *of, sure: Sure::Yes, start: word.start, end: word_at.end });
                return;
            }
        }
    }

    fn single(&self, text: &str, words: &[Word], i: usize, hits: &mut Vec<Hit>) {
        let Some(word) = words.get(i) else { return };
        let hit = |of: &u32, sure| Hit { of: *of, sure, start: word.start, end: word.end };
        for stem in stems(&word.key).iter().flatten() {
            let key = one(stem);
            if !word.capital && is_ordinary(stem) {
                continue;
            }
            if let Some(of) = self.alone.get(&key) {
                hits.push(hit(of, Sure::Yes));
                return;
            }
            // With a surname of its own behind it, it is somebody else's: `Vivien Trevelyan` is not `Vivien`.
            if let Some(of) = self.given.get(&key).filter(|_| !has_another_surname(text, word, words.get(i + 1))) {
                hits.push(hit(of, Sure::Yes));
                return;
            }
            if let Some(of) = self.surnames.get(&key).filter(|_| !is_ordinary(stem)) {
                // `the Ellisons` are a family.
                let plural = stem.len() < word.key.len() && word.capital;
                let the = |back: usize| i.checked_sub(back).and_then(|b| words.get(b)).is_some_and(|w| w.key == "the");
                let kin = words.get(i + 1).is_some_and(|w| KIN.contains(&w.key.as_str()));
                let family = word.capital && ((plural && (the(1) || the(2))) || kin);
                let titled = i.checked_sub(1).and_then(|b| words.get(b)).is_some_and(|w| TITLES.contains(&w.key.as_str()));
                hits.push(hit(
                    of,
                    if family {
                        Sure::Yes
                    } else if titled {
                        Sure::Titled
                    } else {
                        Sure::Surname
                    },
                ));
                return;
            }
            if let Some(of) = self.first.get(&key).filter(|_| !is_everyday(stem)) {
                hits.push(hit(of, Sure::First));
                return;
            }
        }
    }

    /// Phone numbers: what is looked for stands in a row of digits, however they are parted.
    fn number(&self, text: &str, words: &[Word], i: usize, hits: &mut Vec<Hit>) {
        // What is said of an extension may stand at the number itself: `960655x3`.
        let is_number = |w: &Word| w.key.bytes().all(|b| b.is_ascii_digit()) || !numbers::before_extension(&w.key).is_empty();
        // Between two whole numbers a slash is `or`; within one it is what somebody typed for a space.
        let near = |a: &Word, b: &Word| {
            let between = text.get(a.end..b.start).unwrap_or_default();
            let whole = a.key.len() >= 9 || b.key.len() >= 9;
            let parted =
                between.contains(['\n', ',', ';']) || between.contains(char::is_alphabetic) || whole && between.contains([':', '/']);
            between == "&nbsp;" || between.len() <= 8 && !parted
        };
        // Every row is gone through from its first number, and from each of its numbers for its last six digits.
        let begins = i.checked_sub(1).and_then(|b| words.get(b)).zip(words.get(i)).is_none_or(|(a, b)| !is_number(a) || !near(a, b));
        let Some(first) = words.get(i).filter(|w| is_number(w)) else { return };
        let mut digits = String::new();
        let mut last = first;
        for word in words.iter().skip(i) {
            if !is_number(word) || (!std::ptr::eq(word, first) && !near(last, word)) || digits.len() > 24 {
                break;
            }
            let own = numbers::before_extension(&word.key);
            digits.push_str(if own.is_empty() { &word.key } else { own });
            last = word;
            if !own.is_empty() {
                break;
            }
        }
        let hit = |of: &u32| Hit { of: *of, sure: Sure::Yes, start: first.start, end: last.end };
        if begins {
            for length in [10, 9] {
                let windows = (0..=digits.len().saturating_sub(length)).filter_map(|at| digits.get(at..at + length));
                if let Some(of) = windows.filter(|w| w.len() == length).find_map(|w| self.phones.get(&one(w))) {
                    hits.push(hit(of));
                    return;
                }
            }
        }
        if (6..=8).contains(&digits.len())
            && let Some(of) = self.local.get(&one(&digits))
        {
            hits.push(hit(of));
        }
    }
}

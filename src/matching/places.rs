//! Addresses and postcodes: what of them leads to a home, and one form of each for comparing.

use super::fold::{fold, keys};
use super::hashed::Words;

/// Thoroughfares and buildings in the forms in which they are written: the first of each line stands for all of it.
/// The words are those of the Royal Mail's list of thoroughfare descriptors with the usual abbreviations.
const ROADS: &str = "
street st str saint strt
road rd
lane ln la lne
avenue ave av aven avnue avn
close cl clo cls
drive dr drv
crescent cres cresc crs cr
court ct crt
place pl
square sq sqr
terrace terr ter tce
gardens gdns gdn gds grdns garden
grove gr grv gro
park pk prk
walk wlk wk
way wy
hill hl
mews mws
row
rise ri
parade pde par
passage psge pass
path
view vw
vale
yard yd
wharf whf
quay qy
green grn
gate
fields flds fld field
estate est
circus circ
boulevard blvd bvd boul
broadway bdwy bway
bridge bri brg
building buildings bldg bldgs
common com
copse
corner cnr
cottage cottages cott cotts
croft crft
dale
dell
dene
embankment emb
end
esplanade esp
farm fm
grange gra
heights hts height
highway hwy
house hse ho
junction jct
knoll
lodge ldg
loop
mall
manor mnr
meadow meadows mdw mdws
mount mt
nook
orchard
oval
parkway pkwy
plaza plz
precinct pct
promenade prom
reach
ridge rdg
side
spinney
springs spring
stairs
strand
track
turning
union
villas villa vls
wood woods wd
cutting
circle cir
approach app
arcade arc
bank bk
brae
brow
bypass
causeway
chase
cliff
coppice
crossing
down downs
drove
fold
garth
gill
glade
glen
lea
leas
link
links
linden
loke
paddock
pightle
pike
rope
rough
slade
slope
snicket
square
trees
twitten
wynd
";

/// Other words of addresses that are written short.
const BEFORE: &str = "
great gt grt
upper upr uppr
lower lwr lowr
north nth
south sth
little ltl
mill ml
church ch
station stn sta
academy acad
";

/// A word of an address in its one form; any other word as it is.
#[must_use]
pub fn road(word: &str) -> &str {
    // Almost no word is one of them, and the longest has ten letters.
    if word.len() > 10 || word.as_bytes().first().is_none_or(u8::is_ascii_digit) {
        return word;
    }
    SHORT.get(word).copied().unwrap_or(word)
}

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

static SHORT: LazyLock<Words<&'static str>> = LazyLock::new(|| {
    let lines = || ROADS.lines().chain(BEFORE.lines()).map(|line| line.split_whitespace());
    // The one form of a word is never another's.
    let firsts = lines().filter_map(|mut forms| forms.next()).map(|first| (first, first));
    let others =
        lines().filter_map(|mut forms| Some((forms.next()?, forms))).flat_map(|(first, forms)| forms.map(move |form| (form, first)));
    firsts.chain(others).collect()
});

/// Every form of a word of an address.
pub fn forms(word: &str) -> impl Iterator<Item = &str> {
    static FORMS: LazyLock<HashMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
        let lines = ROADS.lines().chain(BEFORE.lines()).map(|line| line.split_whitespace().collect::<Vec<_>>());
        lines.filter_map(|forms| Some((*forms.first()?, forms))).collect()
    });
    std::iter::once(word).chain(FORMS.get(word).into_iter().flatten().copied())
}

/// Whether a word in its one form ends the name of a street, and not that of a house.
pub fn is_street(word: &str) -> bool {
    const STREETS: &[&str] = &[
        "street", "road", "lane", "avenue", "close", "drive", "crescent", "place", "terrace", "gardens", "grove", "way", "mews", "walk",
        "rise", "row", "square",
    ];
    STREETS.contains(&word)
}

static THOROUGHFARES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| ROADS.split_whitespace().collect());

pub(super) fn is_road(word: &str) -> bool {
    THOROUGHFARES.contains(word)
}

/// Words that end the name of a building: what stands behind one is the street.
pub(super) fn is_building(word: &str) -> bool {
    const BUILDINGS: &[&str] =
        &["house", "heights", "court", "lodge", "cottage", "farm", "manor", "villa", "building", "hall", "mansions", "tower", "point"];
    BUILDINGS.contains(&road(word))
}

/// Words before the number or name of a part of a house.
const PARTS: &[&str] = &["flat", "flats", "apartment", "apt", "unit", "room", "floor", "suite", "studio", "block", "no", "number", "the"];

/// The lines of an address that lead to one house: its number with the street.
pub fn houses(address: &str) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    for line in address.split([',', '\n', ';', '|']) {
        let words = without_parts(&keys(line));
        let numbered = words.first().is_some_and(|w| w.bytes().next().is_some_and(|b| b.is_ascii_digit()));
        if let (true, Some((number, street))) = (numbered, words.split_first()) {
            let street: Vec<String> = up_to_road(street).iter().map(|w| road(w).to_owned()).collect();
            if street.len() > 1 {
                out.push([number.clone()].into_iter().chain(street).collect());
            }
        }
    }
    out
}

/// What of an address leads to it, each as words in their one form: names of houses, number and street, the street's name alone. Not the
/// town, nor the number of a flat by itself.
#[must_use]
pub fn identifying(address: &str) -> Vec<Vec<String>> {
    let mut lines: Vec<Vec<String>> = Vec::new();
    for line in address.split([',', '\n', ';', '|']).filter(|line| !is_care_of(line)) {
        let words = keys(line);
        lines.extend(parted(&words));
    }
    // A postcode is looked for by itself; `c/o` and a name lead to a person, not a place.
    lines.retain(|line| !line.is_empty() && !is_postcode(&line.concat()));
    let street_like = |line: &Vec<String>| {
        // In Welsh the word for the street comes first.
        let welsh = ["heol", "ffordd", "stryd", "lon", "rhodfa", "clos", "maes", "parc", "cwrt", "bryn", "ty", "tyn", "llys"];
        let named =
            line.iter().skip(1).any(|w| is_road(w)) || (line.len() > 1 && line.first().is_some_and(|w| welsh.contains(&w.as_str())));
        named || line.first().is_some_and(|w| w.bytes().next().is_some_and(|b| b.is_ascii_digit()) && line.len() > 1)
    };
    let last = lines.iter().rposition(street_like);
    let mut out: Vec<Vec<String>> = Vec::new();
    let mut add = |words: &[String]| {
        let words: Vec<String> = words.iter().map(|w| road(w).to_owned()).collect();
        if !words.is_empty() && !out.contains(&words) {
            out.push(words);
        }
    };
    for (i, line) in lines.iter().enumerate() {
        // Behind the street come the town and the county.
        if last.map_or(i > 0, |last| i > last) {
            break;
        }
        let bare: Vec<String> = without_parts(line);
        let numbered = bare.first().is_some_and(|w| w.bytes().next().is_some_and(|b| b.is_ascii_digit()));
        let street: &[String] = if numbered { bare.get(1..).unwrap_or_default() } else { &bare };
        let street = up_to_road(street);
        match street.len() {
            0 => {}
            // One word alone is no street unless a number stands before it, and a house only where it is not a word of the language.
            1 if numbered => {
                add(&[bare.first().cloned().unwrap_or_default(), street.first().cloned().unwrap_or_default()]);
                if street.first().is_some_and(|w| w.len() >= 6 && !super::ordinary::is_ordinary(w) && !is_road(w)) {
                    add(street);
                }
            }
            1 => {
                if street.first().is_some_and(|w| w.len() >= 5 && !super::ordinary::is_ordinary(w) && !is_road(w)) {
                    add(street);
                }
            }
            // `2 The Green`: without its number it is any green.
            2 if numbered && street.first().is_some_and(|w| w == "the") => {
                add(&[bare.first().cloned().unwrap_or_default(), "the".to_owned(), street.last().cloned().unwrap_or_default()]);
            }
            _ => {
                add(street);
                // `14 Station` for `14 Station Road`; `14 May` is a day.
                if let (true, Some(number), Some(name)) = (numbered, bare.first(), street.first())
                    && !is_road(name)
                    && name.len() >= 4
                    && !is_counted(name)
                {
                    add(&[number.clone(), name.clone()]);
                }
                // `Harbour Heights Quay Road` is a house and a street; `Meadow Farm House` is said as `Meadow Farm`.
                if let Some(end) = street.iter().enumerate().skip(1).find(|(_, w)| is_building(w)).map(|(at, _)| at + 1) {
                    let (building, rest) = (street.get(..end).unwrap_or_default(), street.get(end..).unwrap_or_default());
                    if !rest.is_empty() {
                        add(building);
                    }
                    if rest.len() > 1 {
                        add(rest);
                    }
                }
            }
        }
    }
    out
}

/// What stands behind a number without being a street: months, and what is counted.
fn is_counted(word: &str) -> bool {
    const COUNTED: &[&str] = &[
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "days",
        "weeks",
        "months",
        "years",
        "hours",
        "minutes",
        "school",
        "church",
        "north",
        "south",
        "east",
        "west",
        "great",
        "upper",
        "lower",
        "little",
        "saint",
        "mill",
        "park",
        "green",
        "high",
        "main",
        "long",
    ];
    COUNTED.contains(&word)
}

/// Whether a word stands in the names of streets everywhere.
pub fn is_everywhere(word: &str) -> bool {
    const EVERYWHERE: &[&str] = &[
        "high",
        "station",
        "church",
        "park",
        "mill",
        "main",
        "london",
        "queens",
        "kings",
        "king",
        "queen",
        "victoria",
        "albert",
        "school",
        "chapel",
        "manor",
        "new",
        "old",
        "north",
        "south",
        "east",
        "west",
        "great",
        "upper",
        "lower",
        "little",
        "george",
        "york",
        "alexandra",
        "springfield",
        "grange",
        "broad",
        "castle",
        "market",
        "bridge",
        "hall",
        "richmond",
        "windsor",
        "stanley",
        "warwick",
        "highfield",
        "the",
    ];
    EVERYWHERE.contains(&word) || is_road(word)
}

/// Whether a line names somebody in whose care letters come.
fn is_care_of(line: &str) -> bool {
    let line = line.trim_start().to_lowercase();
    ["c/o", "c / o", "℅", "care of"].iter().any(|mark| line.starts_with(mark))
}

/// A line of which several stand in one row: parted before each number, and behind a house's name.
fn parted(words: &[String]) -> Vec<Vec<String>> {
    let mut out: Vec<Vec<String>> = Vec::new();
    let mut line: Vec<String> = Vec::new();
    for word in words {
        let number = word.bytes().next().is_some_and(|b| b.is_ascii_digit());
        let of_a_part = line.last().is_some_and(|w| PARTS.contains(&w.as_str()));
        if number && !line.is_empty() && !of_a_part {
            out.push(std::mem::take(&mut line));
        }
        line.push(word.clone());
    }
    out.push(line);
    out
}

/// A line without `Flat 2`.
fn without_parts(line: &[String]) -> Vec<String> {
    let mut rest = line;
    while let [first, after @ ..] = rest {
        if !PARTS.contains(&first.as_str()) {
            break;
        }
        // The number or letter of the part goes with it.
        rest = match after {
            [number, more @ ..]
                if first != "the" && (number.len() <= 2 || number.bytes().all(|b| b.is_ascii_digit())) && !more.is_empty() =>
            {
                more
            }
            [number] if first != "the" && (number.len() <= 3 || number.bytes().all(|b| b.is_ascii_digit())) => &[],
            _ => after,
        };
    }
    rest.to_vec()
}

/// A street without the town behind it: up to the word that says what it is.
fn up_to_road(words: &[String]) -> &[String] {
    let Some(mut at) = words.iter().enumerate().skip(1).find(|(_, w)| is_road(w)).map(|(i, _)| i) else { return words };
    while words.get(at + 1).is_some_and(|w| is_road(w)) {
        at += 1;
    }
    words.get(..=at).unwrap_or(words)
}

/// A postcode without its space, folded.
#[must_use]
pub fn squeezed(code: &str) -> String {
    keys(code).concat()
}

fn is_postcode(word: &str) -> bool {
    let bytes = word.as_bytes();
    let end = bytes.len().checked_sub(3).and_then(|at| bytes.get(at..));
    (5..=7).contains(&bytes.len())
        && bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && matches!(end, Some([d, a, b]) if d.is_ascii_digit() && a.is_ascii_alphabetic() && b.is_ascii_alphabetic())
        && bytes.iter().skip(1).take(2).any(u8::is_ascii_digit)
}

/// The postcodes that stand in a text, folded.
#[must_use]
pub fn postcodes(text: &str) -> Vec<String> {
    let words = fold(text);
    let mut out = Vec::new();
    for (i, word) in words.iter().enumerate() {
        if is_postcode(&word.key) {
            out.push(word.key.clone().into());
        }
        if let Some(next) = words.get(i + 1) {
            let both = format!("{}{}", word.key, next.key);
            if is_postcode(&both) && word.key.len() <= 4 {
                out.push(both);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{identifying, postcodes};

    #[test]
    fn what_leads_to_a_home() {
        let said = |address: &str| identifying(address).iter().map(|p| p.join(" ")).collect::<Vec<_>>();
        assert_eq!(said("14 Sample Lane, Testford"), ["sample lane", "14 sample"]);
        assert_eq!(said("14 Sample Ln Testford"), ["sample lane", "14 sample"]);
        assert_eq!(said("Flat 2, 14 Quillfeather Lane, Testford"), ["quillfeather lane", "14 quillfeather"]);
        assert_eq!(said("Flat 2\nRose House\n5 Hill Avenue\nTestford"), ["rose house", "hill avenue"]);
        assert_eq!(said("Flat 4, Foundry House, Iron Street, Testford"), ["foundry house", "iron street"]);
        assert_eq!(said("c/o Mrs Hart, 3 St Mary's Rd, Testford TF1 2AB"), ["street marys road"]);
        assert_eq!(said("12 Broadmead, Testford"), ["12 broadmead", "broadmead"]);
        assert_eq!(said("Oakdene, Testford"), ["oakdene"]);
        assert_eq!(said("The Old Rectory, Testford"), ["old rectory"]);
        assert_eq!(said("14b Church Green Road, Testford"), ["church green road"]);
        assert_eq!(said("Flat 2 Rose House 5 Hill Avenue Testford"), ["rose house", "hill avenue"]);
        assert!(said("").is_empty());
    }

    #[test]
    fn a_postcode_however_it_was_typed() {
        assert_eq!(postcodes("at TF4\n9ZX or ec1a1bb"), ["tf49zx", "ec1a1bb"]);
    }
}

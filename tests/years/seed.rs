//! Writes two years of invented review records, the same bytes each time.
//!
//! `seed FOLDER [NAME]...` writes `FOLDER/coventry-2011-12` and `FOLDER/testford-2025-26`; `large-10000` writes as many reviews for
//! measuring. Nothing but the standard library is used.

use std::io;
use std::path::{Path, PathBuf};

#[path = "seed/coventry.rs"]
mod coventry;
#[path = "seed/dates.rs"]
mod dates;
#[path = "seed/model.rs"]
mod model;
#[path = "seed/names.rs"]
mod names;
#[path = "seed/people.rs"]
mod people;
#[path = "seed/random.rs"]
mod random;
#[path = "seed/testford.rs"]
mod testford;
#[path = "seed/words.rs"]
mod words;
#[path = "seed/write.rs"]
mod write;
#[path = "seed/yaml.rs"]
mod yaml;

use model::{Child, Service};
use random::Chance;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args_os().skip(1);
    let Some(folder) = arguments.next().map(PathBuf::from) else {
        return Err(io::Error::other("usage: seed FOLDER [coventry-2011-12 | testford-2025-26 | large-N]..."));
    };
    let mut wanted: Vec<String> = arguments.map(|a| a.to_string_lossy().into_owned()).collect();
    if wanted.is_empty() {
        wanted = vec!["coventry-2011-12".to_owned(), "testford-2025-26".to_owned()];
    }
    for name in wanted {
        write_year(&folder, &name)?;
    }
    Ok(())
}

/// Writes one year below a folder.
pub fn write_year(folder: &Path, name: &str) -> io::Result<()> {
    let root = folder.join(name);
    match name.strip_prefix("large-").map(str::parse::<usize>) {
        _ if name == "coventry-2011-12" => coventry_year(&root),
        _ if name == "testford-2025-26" => testford_year(&root),
        Some(Ok(reviews)) => large(&root, reviews),
        _ => Err(io::Error::other(format!("`{name}` is not a year"))),
    }
}

/// Writes the records of all children and says how many there are.
fn records(root: &Path, service: &Service, children: &[Child], seed: u64) -> io::Result<()> {
    let (mut files, mut bytes) = (0, 0);
    for child in children {
        let number = u64::try_from(child.number).unwrap_or(0);
        let written = write::child(root, service, child, &mut Chance::new(seed.wrapping_add(number.wrapping_mul(0x2545_f491))))?;
        files += written.0;
        bytes += written.1;
    }
    let reviews: usize = children.iter().map(|c| c.reviews.len()).sum();
    println!("{}: {} children, {reviews} reviews, {files} records, {bytes} bytes", root.to_string_lossy(), children.len());
    Ok(())
}

/// Coventry's year.
fn coventry_year(root: &Path) -> io::Result<()> {
    let mut chance = Chance::new(2011);
    let service = coventry::service(&mut chance);
    let children = coventry::children(&mut chance);
    records(root, &service, &children, 1)?;
    write::save(&root.join("records/caseload-2012-07-31.yaml"), &coventry::caseload())?;
    write::save(&root.join("feedback.csv"), &coventry::feedback(&mut chance))?;
    by_hand(
        root,
        &[
            ("annual-report.yaml", include_str!("coventry-2011-12/annual-report.yaml")),
            ("pledge.md", include_str!("coventry-2011-12/pledge.md")),
        ],
    )
}

/// Testford's year, and the two before it.
fn testford_year(root: &Path) -> io::Result<()> {
    let mut chance = Chance::new(2025);
    let service = testford::service(&mut chance);
    let children = testford::children(&mut chance, 300);
    records(root, &service, &children, 2)?;
    for (path, text) in testford::caseloads(&service, &children, &mut chance).into_iter().chain(testford::answers(&mut chance)) {
        write::save(&root.join(path), &text)?;
    }
    write::save(&root.join("feedback.csv"), &testford::feedback(&mut chance))?;
    let files = [
        ("annual-report-2023-24.yaml", include_str!("testford-2025-26/annual-report-2023-24.yaml")),
        ("annual-report-2024-25.yaml", include_str!("testford-2025-26/annual-report-2024-25.yaml")),
        ("annual-report-2025-26.yaml", include_str!("testford-2025-26/annual-report-2025-26.yaml")),
        ("quarter-4.yaml", include_str!("testford-2025-26/quarter-4.yaml")),
        ("pledge.md", include_str!("testford-2025-26/pledge.md")),
    ];
    by_hand(root, &files)
}

/// As many reviews as are asked for.
fn large(root: &Path, reviews: usize) -> io::Result<()> {
    let mut chance = Chance::new(10_000);
    let service = testford::service(&mut chance);
    records(root, &service, &testford::large(&mut chance, reviews), 3)
}

/// Puts the files that were written by hand beside the records.
fn by_hand(root: &Path, files: &[(&str, &str)]) -> io::Result<()> {
    files.iter().try_for_each(|(name, text)| write::save(&root.join(name), text))
}

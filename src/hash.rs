//! SHA-256, in hexadecimal: what tells one file, pack or template from another.

use sha2::{Digest as _, Sha256};

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    sha256_of([bytes])
}

/// SHA-256 in hexadecimal of a value as JSON, and of bytes behind it. The JSON is written nowhere.
#[must_use]
pub fn sha256_as_json(value: &impl serde::Serialize, behind: &[u8]) -> String {
    let mut hash = std::io::BufWriter::with_capacity(1 << 14, Sink(Sha256::new()));
    // A hash takes everything, and the value is one that can be written.
    let _ = serde_json::to_writer(&mut hash, value);
    let Ok(Sink(mut hash)) = hash.into_inner() else { return String::new() };
    hash.update(behind);
    hexadecimal(&hash.finalize())
}

/// What is written to it is hashed.
struct Sink(Sha256);

impl std::io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// SHA-256 in hexadecimal of several parts, one after another.
#[must_use]
pub fn sha256_of<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    parts.into_iter().for_each(|part| hash.update(part));
    hexadecimal(&hash.finalize())
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
    let digit = |b: u8| DIGITS.get(usize::from(b & 15)).copied().unwrap_or_default();
    bytes.iter().flat_map(|b| [digit(b >> 4), digit(*b)]).collect()
}

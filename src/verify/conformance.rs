//! The file keeps to PDF/UA-1 and PDF/A, rule by rule, as an independent validator sees it.

use page_validation::{ValidationOptions, ValidationProfile, validate_pdf_bytes};

use super::Look;

pub(super) fn run(look: &Look<'_>) -> Result<(), String> {
    let archive = if look.planned.archive { ValidationProfile::PdfA3a } else { ValidationProfile::PdfA2a };
    for profile in [ValidationProfile::PdfUa1, archive] {
        conforms(look.bytes, profile)?;
    }
    Ok(())
}

/// Holds a PDF against one profile.
pub(crate) fn conforms(bytes: &[u8], profile: ValidationProfile) -> Result<(), String> {
    let report = validate_pdf_bytes(bytes, &ValidationOptions::default().profile(profile))
        .map_err(|e| format!("conformance: it could not be looked at: {e}"))?;
    let mut failures = report.failures;
    // page_validation 0.12.2 takes a carriage return that ends a stream's data for part of the line end behind it, and finds
    // the length wrong: one compressed stream in 256 ends so. The lengths are counted again here before it is believed.
    failures.retain(|f| !(f.message.contains("/Length does not match") && lengths_match(bytes)));
    match failures.first() {
        Some(failure) => {
            Err(format!("conformance: {} rules of {profile} are broken, first {}: {}", failures.len(), failure.rule_id, failure.message))
        }
        None => Ok(()),
    }
}

/// Whether the data of every stream, counted by its `/Length`, is followed by one line end and `endstream`.
fn lengths_match(bytes: &[u8]) -> bool {
    let mut at = 0;
    while let Some(found) = find(bytes, b"stream", at) {
        at = found + 6;
        if bytes.get(..found).is_some_and(|b| b.ends_with(b"end")) {
            continue;
        }
        // The dictionary before it, back to where its object begins.
        let head = bytes.get(..found).unwrap_or_default();
        let from = head.windows(4).rposition(|w| w == b" obj").unwrap_or(0);
        let dictionary = head.get(from..).unwrap_or_default();
        let Some(length) = length(dictionary) else { return false };
        let mut start = at;
        if bytes.get(start) == Some(&b'\r') {
            start += 1;
        }
        if bytes.get(start) == Some(&b'\n') {
            start += 1;
        }
        let behind = bytes.get(start + length..).unwrap_or_default();
        let behind = behind.strip_prefix(b"\r").unwrap_or(behind);
        let behind = behind.strip_prefix(b"\n").unwrap_or(behind);
        if !behind.starts_with(b"endstream") {
            return false;
        }
        at = start + length;
    }
    true
}

/// The direct `/Length` of a stream's dictionary.
fn length(dictionary: &[u8]) -> Option<usize> {
    let at = find(dictionary, b"/Length ", 0)? + 8;
    let digits: Vec<u8> = dictionary.get(at..)?.iter().copied().take_while(u8::is_ascii_digit).collect();
    std::str::from_utf8(&digits).ok()?.parse().ok()
}

fn find(bytes: &[u8], what: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(what.len()).position(|w| w == what).map(|p| p + from)
}

#[cfg(test)]
mod tests {
    use super::lengths_match;

    #[test]
    fn lengths_are_counted_to_the_byte() {
        let right = b"1 0 obj <</Length 3>>\nstream\nab\r\nendstream endobj";
        let wrong = b"1 0 obj <</Length 2>>\nstream\nabc\nendstream endobj";
        assert!(lengths_match(right), "a carriage return can be data");
        assert!(!lengths_match(wrong));
    }
}

//! The fonts: in the binary, the same on every machine. Faces are read when a text first needs them.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

macro_rules! faces {
    ($($name:literal),* $(,)?) => {
        &[$(include_bytes!(concat!("../templates/fonts/", $name, ".ttf")) as &'static [u8]),*]
    };
}

/// The faces, most used first. The order is also that of falling back.
const FACES: &[&[u8]] = faces![
    "NotoSans-Regular",
    "NotoSans-Bold",
    "NotoSansSymbols2-Regular",
    "NotoSansArabic-Regular",
    "NotoSansArabic-Bold",
    "NotoSansHebrew-Regular",
    "NotoSansDevanagari-Regular",
    "NotoSansBengali-Regular",
    "NotoSansGurmukhi-Regular",
    "NotoSansGujarati-Regular",
    "NotoSansTamil-Regular",
    "NotoSansEthiopic-Regular",
];

pub(crate) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FACES.iter().filter_map(|bytes| Font::new(Bytes::new(*bytes), 0)).collect());

pub(crate) static BOOK: LazyLock<LazyHash<FontBook>> = LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// The characters of a text that no face has a glyph for, each once.
#[must_use]
pub fn missing_glyphs(text: &str) -> Vec<char> {
    let mut missing: Vec<char> = text
        .chars()
        .filter(|c| !c.is_ascii() && !c.is_whitespace() && !c.is_control())
        .filter(|c| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}'))
        .filter(|c| !FONTS.iter().any(|f| f.info().coverage.contains(u32::from(*c))))
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

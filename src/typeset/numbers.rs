//! The numbers of pages, put onto the finished ones. Asked of Typst itself, as `counter(page).final()`, they would have it lay out every
//! document twice, for the footers alone. The footer holds a text instead that has every character a number needs, in its font and size;
//! what each page says is set of those, at the same right edge, as part of the same footer.

use typst::layout::{Frame, FrameItem, GroupItem, Point};
use typst::text::{Glyph, TextItem};
use typst_layout::PagedDocument;

/// What the footer of `house/sheet.typ` holds where a page's number goes: every character of it, and none of another text.
const STAND_IN: &str = "Page 0123456789 of";

/// A document with its pages numbered.
pub(super) fn numbered(document: &PagedDocument) -> PagedDocument {
    let count = document.pages().len();
    let pages = document.pages().iter().enumerate().map(|(i, page)| {
        let mut page = page.clone();
        number(&mut page.frame, &format!("Page {} of {count}", i + 1));
        page
    });
    PagedDocument::new(pages.collect(), typst::model::Document::info(document).clone())
}

/// Puts a number in the place of every stand-in.
fn number(frame: &mut Frame, words: &str) {
    frame.retain(|item| {
        match item {
            FrameItem::Group(group) => number(&mut group.frame, words),
            FrameItem::Text(text) if text.text == STAND_IN => *item = set(text, words),
            _ => {}
        }
        true
    });
}

/// Words set of the glyphs of a stand-in, ending where it ended.
fn set(stand_in: &TextItem, words: &str) -> FrameItem {
    let glyph = |at: usize, c: char| {
        let of = stand_in.glyphs.iter().find(|g| stand_in.text.get(g.range()).is_some_and(|text| text.starts_with(c)))?;
        let from = u16::try_from(at).ok()?;
        Some(Glyph { range: from..from + u16::try_from(c.len_utf8()).ok()?, ..of.clone() })
    };
    let text =
        TextItem { text: words.into(), glyphs: words.char_indices().filter_map(|(at, c)| glyph(at, c)).collect(), ..stand_in.clone() };
    let mut frame = Frame::soft(typst::layout::Size::zero());
    frame.push(Point::with_x(stand_in.width() - text.width()), FrameItem::Text(text));
    FrameItem::Group(GroupItem::new(frame))
}

#[cfg(test)]
mod tests {
    use super::super::tests::texts;
    use super::super::{World, fitted};
    use super::{STAND_IN, numbered};
    use crate::compose::Templates;

    #[test]
    fn every_page_says_which_it_is_and_of_how_many() -> Result<(), String> {
        let mut world = World::new(&Templates::default())?;
        for large in [false, true] {
            for footer in ["Letter", "Record of Review · FLT000100 · 10 March 2026", "مراجعة"] {
                let page = format!(
                    "(meta: (title: \"T\", author: \"A\", lang: \"en\"), body: (name: \"B\"), look: (accent: \"#123456\", classification: \"\"), \
                     draft: false, large_print: {large}, marked: false, missing: (), footer: \"{footer}\")"
                );
                let breaks = "\n#pagebreak()\nMore".repeat(11);
                let source = format!("#import \"/house/sheet.typ\": *\n#show: sheet.with({page})\nRing 0123456789 of 01234567890{breaks}");
                world.load(source, None);
                let document = numbered(&fitted(&mut world).map_err(|e| format!("{e:?}"))?);
                assert_eq!(document.pages().len(), 12);
                for (i, page) in document.pages().iter().enumerate() {
                    let mut found = Vec::new();
                    texts(&page.frame, 0.0, &mut found);
                    let wanted = format!("Page {} of 12", i + 1);
                    let ends: Vec<f64> = found.iter().filter(|(text, _)| *text == wanted).map(|(_, end)| *end).collect();
                    // At the right margin of a page of 210 mm.
                    assert!(matches!(ends.as_slice(), [end] if (end - 189.0).abs() < 0.2), "{wanted}: {found:?}");
                    assert!(!found.iter().any(|(text, _)| text == STAND_IN), "{found:?}");
                }
            }
        }
        Ok(())
    }
}

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

//! Pages to look at before a document is made: each as a picture, and what it says as text, with its headings, lists and tables' cells.

use serde::{Deserialize, Serialize};
use typst::foundations::{Content, NativeElement as _};
use typst::introspection::Tag;
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::HeadingElem;
use typst_layout::{Page, PagedDocument};
use typst_svg::SvgOptions;

/// A page.
#[derive(Debug, Serialize, Deserialize)]
pub struct Drawn {
    /// As a picture: SVG.
    pub svg: String,
    /// What it says, in its order.
    pub words: Vec<Words>,
}

/// A stretch of text.
#[derive(Debug, Serialize, Deserialize, PartialEq, Eq)]
pub struct Words {
    /// What it is: `h1` to `h6`, `li`, `td`, else `p`.
    pub is: String,
    /// It.
    pub text: String,
}

/// The pages of a document.
pub(super) fn drawn(document: &PagedDocument) -> Vec<Drawn> {
    document.pages().iter().map(|page| Drawn { svg: typst_svg::svg(page, &SvgOptions::default()), words: words(page) }).collect()
}

fn words(page: &Page) -> Vec<Words> {
    let mut reader = Reader { bottom: page.frame.height() - Abs::mm(20.0), ..Reader::default() };
    reader.read(&page.frame, Point::zero());
    reader.end();
    reader.out
}

/// Goes through a page in its order.
#[derive(Default)]
struct Reader {
    out: Vec<Words>,
    is: Vec<String>,
    text: String,
    last: Option<(Abs, Abs)>,
    bottom: Abs,
}

impl Reader {
    fn read(&mut self, frame: &Frame, at: Point) {
        for (point, item) in frame.items() {
            let point = at + *point;
            match item {
                FrameItem::Group(group) => self.read(&group.frame, point),
                FrameItem::Tag(Tag::Start(content, _)) => {
                    let is = is(content);
                    if is.is_some() {
                        self.end();
                    }
                    self.is.push(is.unwrap_or_default());
                }
                FrameItem::Tag(Tag::End(..)) => {
                    // A stretch of text ends before what it is is forgotten.
                    if self.is.last().is_some_and(|is| !is.is_empty()) {
                        self.end();
                    }
                    self.is.pop();
                }
                // Heads and feet are on every page.
                FrameItem::Text(text) if point.y > Abs::mm(20.0) && point.y < self.bottom => {
                    let is_new_line = self.last.is_some_and(|(y, end)| y != point.y || point.x - end > text.size * 0.15);
                    if is_new_line && !self.text.ends_with(' ') {
                        self.text.push(' ');
                    }
                    self.text.push_str(&text.text);
                    self.last = Some((point.y, point.x + text.width()));
                }
                _ => {}
            }
        }
    }

    /// Ends a stretch of text.
    fn end(&mut self) {
        let text = std::mem::take(&mut self.text).split_whitespace().collect::<Vec<_>>().join(" ");
        self.last = None;
        if !text.is_empty() {
            let is = self.is.iter().rev().find(|is| !is.is_empty()).cloned().unwrap_or_else(|| "p".to_owned());
            self.out.push(Words { is, text });
        }
    }
}

/// What an element begins, where it is one of those that matter.
fn is(content: &Content) -> Option<String> {
    if content.elem() == HeadingElem::ELEM {
        let level =
            content.to_packed::<HeadingElem>().map_or(1, |heading| heading.resolve_level(typst::foundations::StyleChain::default()).get());
        return Some(format!("h{}", level.min(6)));
    }
    match content.elem().name() {
        "item" => Some("li".to_owned()),
        "cell" => Some("td".to_owned()),
        "par" => Some("p".to_owned()),
        _ => None,
    }
}

//! Longer texts: the Markdown that an IRO may write (paragraphs, lists, bold) as Typst content.
//! Anything else Markdown knows is shown as the words it holds: no HTML, no images, no links to follow, no code.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::code::string;

/// A Typst content block, `[…]`, for use in code.
pub fn content(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    out.push('[');
    // How many items of ordered lists have been written, per open list; none for bullets.
    let mut lists: Vec<Option<u64>> = Vec::new();
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Start(Tag::Paragraph | Tag::HtmlBlock) => {}
            Event::End(TagEnd::Paragraph | TagEnd::HtmlBlock) => out.push_str("#parbreak();"),
            // A heading inside a record would upset the order of headings that a screen reader follows.
            Event::Start(Tag::Heading { level, .. }) => {
                debug_assert!(level >= HeadingLevel::H1, "levels begin at 1");
                out.push_str("#strong[");
            }
            Event::End(TagEnd::Heading(_)) => out.push_str("];#parbreak();"),
            // One emphasis only: italics are hard to read for many.
            Event::Start(Tag::Strong | Tag::Emphasis) => out.push_str("#strong["),
            Event::End(TagEnd::Strong | TagEnd::Emphasis) => out.push_str("];"),
            Event::Start(Tag::List(start)) => {
                match start {
                    Some(n) => out.push_str(&format!("#enum(start: {n}, ")),
                    None => out.push_str("#list("),
                }
                lists.push(start);
            }
            Event::End(TagEnd::List(_)) => {
                lists.pop();
                out.push_str(");");
            }
            Event::Start(Tag::Item) => out.push('['),
            Event::End(TagEnd::Item) => out.push_str("],"),
            Event::Start(Tag::BlockQuote(_)) => out.push_str("#pad(left: 1em)["),
            Event::End(TagEnd::BlockQuote(_)) => out.push_str("];"),
            Event::End(TagEnd::CodeBlock) => out.push_str("#parbreak();"),
            Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => {
                out.push('#');
                out.push_str(&string(&t));
                out.push(';');
            }
            Event::SoftBreak => out.push_str("#\" \";"),
            Event::HardBreak => out.push_str("#linebreak();"),
            Event::Rule => out.push_str("#parbreak();"),
            _ => {}
        }
    }
    debug_assert!(lists.is_empty(), "the parser closes what it opens");
    out.push(']');
    out
}

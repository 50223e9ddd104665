//! Longer texts: the Markdown that an IRO may write (paragraphs, lists, bold) as Typst content.
//! Anything else Markdown knows is shown as the words it holds: no HTML, no images, no links to follow, no code.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::code::string;

/// A Typst content block, `[…]`, for use in code.
pub fn content(text: &str) -> String {
    // What looks like a link's definition or an entity is text somebody typed, and is shown as typed.
    let text = text.replace('&', "\\&").replace("]:", "]\\:");
    let mut out = String::with_capacity(text.len() * 2);
    out.push('[');
    // What closes each part that is open; none for parts nested too deep to be shown as such.
    let mut open: Vec<Option<&str>> = Vec::new();
    let mut links: Vec<String> = Vec::new();
    for event in Parser::new_ext(&text, Options::empty()) {
        match event {
            Event::Start(tag) => {
                if let Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } = &tag {
                    links.push(dest_url.to_string());
                }
                if let Tag::CodeBlock(CodeBlockKind::Fenced(info)) = &tag
                    && !info.is_empty()
                {
                    push(&mut out, info);
                    out.push_str("#parbreak();");
                }
                let (begin, end) = marks(&tag);
                let shown = begin.is_empty() || open.len() < MAX_NESTING;
                if shown {
                    out.push_str(&begin);
                }
                open.push(shown.then_some(end));
            }
            Event::End(tag) => {
                if let TagEnd::Link | TagEnd::Image = tag
                    && let Some(url) = links.pop().filter(|u| !u.is_empty())
                {
                    push(&mut out, &format!(" ({url})"));
                }
                if let Some(Some(end)) = open.pop() {
                    out.push_str(end);
                }
            }
            Event::Text(t) | Event::Code(t) | Event::Html(t) | Event::InlineHtml(t) => push(&mut out, &t),
            Event::SoftBreak => out.push_str("#\" \";"),
            Event::HardBreak => out.push_str("#linebreak();"),
            Event::Rule => out.push_str("#parbreak();"),
            _ => {}
        }
    }
    out.push(']');
    out
}

/// How deep lists, quotes and bold may be nested before they are shown flat. Typst gives up at some two hundred.
const MAX_NESTING: usize = 12;

fn push(out: &mut String, text: &str) {
    out.push('#');
    out.push_str(&string(text));
    out.push(';');
}

/// What opens and closes a part.
fn marks(tag: &Tag<'_>) -> (String, &'static str) {
    match tag {
        // A heading inside a record would upset the order of headings that a screen reader follows.
        Tag::Heading { .. } => ("#strong[".to_owned(), "];#parbreak();"),
        // One emphasis only: italics are hard to read for many.
        Tag::Strong | Tag::Emphasis => ("#strong[".to_owned(), "];"),
        Tag::List(Some(start)) => (format!("#enum(start: {start}, "), ");"),
        Tag::List(None) => ("#list(".to_owned(), ");"),
        Tag::Item => ("[".to_owned(), "],"),
        Tag::BlockQuote(_) => ("#pad(left: 1em)[".to_owned(), "];"),
        Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_) => (String::new(), "#parbreak();"),
        _ => (String::new(), ""),
    }
}

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
    // Of each list that is open, whether it has numbers.
    let mut ordered: Vec<bool> = Vec::new();
    for (event, range) in Parser::new_ext(&text, Options::empty()).into_offset_iter() {
        let written = text.get(range).unwrap_or_default();
        match event {
            // A mark that an office types means itself: `#` of a number, `*` of a footnote. A heading inside a record would upset the order of
            // headings that a screen reader follows, and italics are hard to read for many.
            Event::Start(Tag::Heading { .. }) => {
                let marks = written.len() - written.trim_start_matches('#').len();
                out.push_str("#strong[");
                push(&mut out, &"#".repeat(marks));
                out.push_str("#\" \";");
                open.push(Some("];#parbreak();"));
            }
            Event::Start(Tag::Emphasis) => {
                push(&mut out, written.get(..1).unwrap_or("*"));
                open.push(Some(if written.starts_with('_') { "#\"_\";" } else { "#\"*\";" }));
            }
            Event::Start(Tag::Item) if ordered.last() == Some(&true) => {
                // The numbers are those of decisions: 2, 5 and 9 stay so.
                let number: String = written.trim_start().chars().take_while(char::is_ascii_digit).collect();
                let shown = open.len() < MAX_NESTING;
                if shown {
                    out.push_str(&format!("enum.item({})[", number.trim_start_matches('0').parse::<u64>().unwrap_or(0)));
                }
                open.push(shown.then_some("],"));
            }
            Event::Start(tag) => {
                if let Tag::List(first) = &tag {
                    ordered.push(first.is_some());
                }
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
                if let TagEnd::List(_) = tag {
                    ordered.pop();
                }
                if let TagEnd::Link | TagEnd::Image = tag
                    && let Some(url) = links.pop().filter(|u| !u.is_empty())
                {
                    push(&mut out, &format!(" ({url})"));
                }
                if let Some(Some(end)) = open.pop() {
                    out.push_str(end);
                }
            }
            Event::Code(t) => push(&mut out, &format!("`{t}`")),
            Event::Text(t) | Event::Html(t) | Event::InlineHtml(t) => push(&mut out, &t),
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
        Tag::Strong => ("#strong[".to_owned(), "];"),
        Tag::List(Some(_)) => ("#enum(".to_owned(), ");"),
        Tag::List(None) => ("#list(".to_owned(), ");"),
        Tag::Item => ("[".to_owned(), "],"),
        Tag::BlockQuote(_) => ("#pad(left: 1em)[".to_owned(), "];"),
        Tag::Paragraph | Tag::HtmlBlock | Tag::CodeBlock(_) => (String::new(), "#parbreak();"),
        _ => (String::new(), ""),
    }
}

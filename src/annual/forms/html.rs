//! The page: one file that needs no other, for the authority's website. The template is `templates/annual-report/page.html.j2`; every
//! value it prints is escaped, and Markdown becomes HTML without anything that Markdown lets through.

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::Serialize;

use super::{FormError, svg};
use crate::annual::chart::Chart;
use crate::annual::report::{Making, Report};
use crate::compose::Templates;

const TEMPLATE: &str = "annual-report/page.html.j2";

#[derive(Serialize)]
struct View<'a> {
    report: &'a Report,
    body: &'a str,
    accent: &'a str,
    /// The same light enough to be read on a dark page.
    accent_dark: String,
    draft: bool,
    /// The name of the files of figures beside it, without the extension.
    data: String,
}

/// The page of a report.
///
/// # Errors
/// When the template has a mistake. The message holds no text of a record.
pub fn html(making: &Making<'_>, report: &Report, templates: &Templates, draft: bool, stem: &str) -> Result<String, FormError> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let templates = templates.clone();
    environment.set_loader(move |name| Ok(templates.text(name)));
    environment.add_filter("md", |text: String| Value::from_safe_string(markdown(&text)));
    environment.add_function("id", |words: String| crate::annual::table::slug(&words).replace('_', "-"));
    let accent = making.policy.look.accent.clone();
    let colour = accent.clone();
    let drawn = std::sync::atomic::AtomicUsize::new(0);
    environment.add_function("svg", move |chart: Value| -> Result<Value, minijinja::Error> {
        let chart: Chart = serde_json::from_value(serde_json::to_value(&chart).unwrap_or_default())
            .map_err(|_| minijinja::Error::new(minijinja::ErrorKind::InvalidOperation, "not a chart"))?;
        let first = drawn.fetch_add(1, std::sync::atomic::Ordering::Relaxed) == 0;
        Ok(Value::from_safe_string(svg::svg(&chart, &colour, first)))
    });
    let fail = |e: &minijinja::Error| FormError(format!("{}:{}: {}", e.name().unwrap_or(TEMPLATE), e.line().unwrap_or(1), e.kind()));
    let template = environment.get_template(TEMPLATE).map_err(|e| fail(&e))?;
    let view = View {
        report,
        body: &making.policy.body.name,
        accent: &accent,
        accent_dark: lighter(&accent),
        draft,
        data: format!("{}-{stem}", making.record.period.to),
    };
    template.render(Value::from(minijinja::value::Serde(&view))).map_err(|e| fail(&e))
}

/// A colour `#rrggbb` three parts in five on the way to white.
fn lighter(colour: &str) -> String {
    let part = |at: usize| colour.get(at..at + 2).and_then(|two| u32::from_str_radix(two, 16).ok()).unwrap_or(0);
    let light = |n: u32| n + (255 - n) * 3 / 5;
    format!("#{:02x}{:02x}{:02x}", light(part(1)), light(part(3)), light(part(5)))
}

/// Text as HTML text.
#[must_use]
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Markdown as HTML: paragraphs, lists, bold. What else Markdown knows is shown as the words it holds, as in print.
fn markdown(text: &str) -> String {
    // What looks like an entity is text somebody typed, as in print.
    let text = text.replace('&', "\\&").replace("]:", "]\\:");
    let events = Parser::new_ext(&text, Options::empty()).filter_map(|event| match event {
        Event::Html(t) | Event::InlineHtml(t) | Event::Code(t) => Some(Event::Text(t)),
        // Headings inside a section would upset the order of headings; links and pictures are shown as their words.
        Event::Start(Tag::Heading { .. }) => Some(Event::Start(Tag::Paragraph)),
        Event::End(TagEnd::Heading(_)) => Some(Event::End(TagEnd::Paragraph)),
        Event::Start(Tag::Emphasis) => Some(Event::Start(Tag::Strong)),
        Event::End(TagEnd::Emphasis) => Some(Event::End(TagEnd::Strong)),
        Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock | Tag::CodeBlock(_)) => None,
        Event::End(TagEnd::Link | TagEnd::Image | TagEnd::HtmlBlock | TagEnd::CodeBlock) => None,
        other => Some(other),
    });
    let mut out = String::with_capacity(text.len() * 2);
    pulldown_cmark::html::push_html(&mut out, events);
    out
}

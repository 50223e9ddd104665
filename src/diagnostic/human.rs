//! The long form for a person at a terminal: message, place, the line itself, what to do, whose rule.

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Severity};

/// The diagnostic as text of several lines; `colour` adds ANSI colours, never meaning.
#[must_use]
pub fn human(diagnostic: &Diagnostic, colour: bool) -> String {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level.primary_title(&diagnostic.message).id(&diagnostic.code);
    let mut group = Group::with_title(title);
    if diagnostic.excerpts.is_empty() {
        group = group.element(Origin::path(&diagnostic.file));
    }
    for (i, excerpt) in diagnostic.excerpts.iter().enumerate() {
        let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let mut annotation = kind.span(excerpt.span.clone());
        if !excerpt.label.is_empty() {
            annotation = annotation.label(&excerpt.label);
        }
        group = group.element(Snippet::source(&excerpt.text).line_start(excerpt.first_line).path(&excerpt.file).annotation(annotation));
    }
    for help in &diagnostic.help {
        group = group.element(Level::HELP.message(help));
    }
    if let Some(source) = &diagnostic.source {
        group = group.element(Level::NOTE.with_name("source").message(source));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group]).to_string()
}

//! The desk's pages: templates in which every value is escaped.

use std::sync::LazyLock;

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use serde_json::Value as Json;

/// The templates, by name.
const TEMPLATES: [(&str, &str); 13] = [
    ("away.html", include_str!("../../templates/desk/away.html")),
    ("base.html", include_str!("../../templates/desk/base.html")),
    ("both.html", include_str!("../../templates/desk/both.html")),
    ("child.html", include_str!("../../templates/desk/child.html")),
    ("due.html", include_str!("../../templates/desk/due.html")),
    ("enter.html", include_str!("../../templates/desk/enter.html")),
    ("form.html", include_str!("../../templates/desk/form.html")),
    ("made.html", include_str!("../../templates/desk/made.html")),
    ("new.html", include_str!("../../templates/desk/new.html")),
    ("record.html", include_str!("../../templates/desk/record.html")),
    ("text.html", include_str!("../../templates/desk/text.html")),
    ("today.html", include_str!("../../templates/desk/today.html")),
    ("told.html", include_str!("../../templates/desk/told.html")),
];

static ENVIRONMENT: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    environment.set_undefined_behavior(UndefinedBehavior::Lenient);
    environment.add_filter("small", |text: String| crate::words::small(&text));
    for (name, text) in TEMPLATES {
        // A template that cannot be read is told by the test that renders all of them.
        let _ = environment.add_template(name, text);
    }
    environment
});

/// A page filled in. What goes wrong in a template is said without any value.
pub(super) fn render(name: &str, context: Json) -> String {
    let page = ENVIRONMENT.get_template(name).and_then(|template| template.render(Value::from(minijinja::value::Serde(&context))));
    page.unwrap_or_else(|error| {
        format!("<!doctype html><title>minutebook</title><p>This page cannot be shown ({name}:{}).", error.line().unwrap_or(0))
    })
}

#[cfg(test)]
mod tests {
    use super::{ENVIRONMENT, TEMPLATES};

    #[test]
    fn every_template_can_be_read() {
        for (name, _) in TEMPLATES {
            assert!(ENVIRONMENT.get_template(name).is_ok(), "{name}: {:?}", ENVIRONMENT.get_template(name).err());
        }
    }
}

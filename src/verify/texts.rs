//! Every text that must be there, each decision above all, is in the text whole and in order.

use super::{Look, normal};

pub(super) fn run(look: &Look<'_>) -> Result<(), String> {
    for (i, text) in look.planned.expect.texts.iter().enumerate() {
        let wanted = normal(text);
        if !look.text.iter().any(|page| page.contains(&wanted)) && !across_pages(&look.text, &wanted) {
            return Err(format!("the text of decision {} is not in it whole", i + 1));
        }
    }
    Ok(())
}

/// Whether a text begins on one page and ends on the next: in a table other cells may stand between the two halves.
fn across_pages(pages: &[String], wanted: &str) -> bool {
    pages.windows(2).any(|pair| {
        let [first, second] = pair else { return false };
        wanted
            .char_indices()
            .skip(1)
            .any(|(at, _)| wanted.get(..at).is_some_and(|a| first.contains(a)) && wanted.get(at..).is_some_and(|b| second.contains(b)))
    })
}

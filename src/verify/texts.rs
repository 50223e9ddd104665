//! Every text that must be there, each decision above all, is in the text whole and in order.

use super::text::{has_right_to_left, without_brackets};
use super::{Look, normal};

pub(super) fn run(look: &Look<'_>) -> Result<(), String> {
    for (i, text) in look.planned.expect.texts.iter().enumerate() {
        let wanted = normal(text);
        if look.text.iter().any(|page| page.contains(&wanted)) || across_pages(&look.text, &wanted) {
            continue;
        }
        // Brackets among letters written from right to left are turned round: such a text is looked for without them.
        let turned = has_right_to_left(text) && {
            let pages: Vec<String> = look.text.iter().map(|page| without_brackets(page)).collect();
            let wanted = without_brackets(&wanted);
            pages.iter().any(|page| page.contains(&wanted)) || across_pages(&pages, &wanted)
        };
        if !turned {
            return Err(format!("text {} of those that must be in it (a decision, a request, a concern) is not in it whole", i + 1));
        }
    }
    Ok(())
}

/// Whether a text begins on one page and ends on a later one: in a table other cells may stand between its parts.
fn across_pages(pages: &[String], wanted: &str) -> bool {
    (0..pages.len()).any(|first| {
        let mut left = wanted;
        for page in pages.iter().skip(first) {
            if page.contains(left) {
                return true;
            }
            // As much of it as the page holds: the longest beginning that is there.
            let ends: Vec<usize> = left.char_indices().map(|(at, _)| at).skip(1).collect();
            let held = ends.partition_point(|at| left.get(..*at).is_some_and(|part| page.contains(part)));
            let Some(end) = held.checked_sub(1).and_then(|i| ends.get(i)) else { return false };
            left = left.get(*end..).unwrap_or_default();
        }
        left.is_empty()
    })
}

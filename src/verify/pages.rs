//! The file has as many pages as were typeset, and none without content.

use super::Look;

pub(super) fn run(look: &Look<'_>) -> Result<(), String> {
    let found = look.document.get_pages().len();
    if found == 0 || found != look.pages {
        return Err(format!("it has {found} pages instead of {}", look.pages));
    }
    match look.text.iter().position(String::is_empty) {
        Some(empty) => Err(format!("page {} is empty", empty + 1)),
        None => Ok(()),
    }
}

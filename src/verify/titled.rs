//! The file has a language and a title, and a reader's window shows the title.

use super::Look;
use super::facts::facts;

pub(super) fn run(look: &Look<'_>) -> Result<(), String> {
    let facts = facts(&look.document);
    if facts.lang.as_deref() != Some(look.planned.meta.lang.as_str())
        && !facts.lang.as_ref().is_some_and(|l| l.starts_with(&look.planned.meta.lang))
    {
        return Err("its language is not set as planned".to_owned());
    }
    if facts.title.as_deref() != Some(look.planned.meta.title.as_str()) {
        return Err("its title is not the planned one".to_owned());
    }
    if facts.shows_title { Ok(()) } else { Err("a reader's window would show the file name instead of the title".to_owned()) }
}

//! The copy for the child's file carries its source record; no other copy carries anything.

use super::Look;
use super::facts::facts;

pub(super) fn run(look: &Look<'_>) -> Result<(), String> {
    let found = facts(&look.document).attachments.len();
    let wanted = usize::from(look.planned.archive);
    if found == wanted { Ok(()) } else { Err(format!("it carries {found} attachments instead of {wanted}")) }
}

//! Every section that the document requires was begun by its template, and its heading is in the text.

use super::{Look, normal};

pub(super) fn run(look: &Look<'_>) -> Result<(), String> {
    for key in &look.planned.expect.sections {
        let Some(section) = look.sections.iter().find(|s| s.key == *key) else {
            return Err(format!("the section `{key}` is not in the template"));
        };
        let heading = normal(&section.title);
        if !look.text.iter().any(|page| page.contains(&heading)) {
            return Err(format!("the heading of the section `{key}` is not in the text"));
        }
    }
    Ok(())
}

//! Nothing that is withheld from this audience is in the text.

use super::{Look, normal};

pub(super) fn run(look: &Look<'_>) -> Result<(), String> {
    let text: String = look.text.concat().to_lowercase();
    for detail in &look.planned.expect.absent {
        // A short word could stand inside another one once white space is gone; the rules look for those in the record.
        let detail = normal(detail).to_lowercase();
        if detail.chars().count() >= 6 && text.contains(&detail) {
            return Err("it holds something that is withheld from its reader".to_owned());
        }
    }
    Ok(())
}

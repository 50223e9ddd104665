//! Two children of the batch have references or names that cannot be told apart.
//!
//! References become folder names. On some disks `abc1` and `ABC1` are the same folder, and one child's papers would land in
//! the other's. The same reference with another first name is two children under one number, as twins whose numbers were mixed up.
//!
//! To put it right: correct the reference as the case system has it; where a child's name was changed, write the former one under
//! `other_names`.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    for (at, child) in cx.record().children() {
        let own: Vec<&str> = child.other_names.iter().map(String::as_str).chain(child.known_as).chain([child.name]).collect();
        let Some(other) = cx.survey.collides(child.reference, &own) else { continue };
        let (message, help) = if other.reference == child.reference {
            (
                format!("`{}` gives the reference {} to a child with another first name", shown(&other.path), other.reference),
                "correct it as the case system has it; if the child's name was changed, write the former one under `other_names`",
            )
        } else {
            (
                format!("the reference differs only in capitals from {} in `{}`", other.reference, shown(&other.path)),
                "correct it as the case system has it",
            )
        };
        let finding = cx.finding(format!("{at}/reference"), message).help(help);
        cx.add(finding);
    }
}

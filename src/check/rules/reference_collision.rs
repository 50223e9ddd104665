//! Two children of the batch have references or names that cannot be told apart.
//!
//! References become folder names. On some disks `abc1` and `ABC1` are the same folder, and one child's papers would land in
//! the other's. The same reference with another date of birth is two children under one number.
//!
//! To put it right: correct the reference as the case system has it.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    for (at, child) in cx.record().children() {
        let Some((other, path)) = cx.survey.collides(child.reference, child.born) else { continue };
        let message = if other == child.reference {
            format!("`{}` gives the reference {other} to a child with another date of birth", shown(path))
        } else {
            format!("the reference differs only in capitals from {other} in `{}`", shown(path))
        };
        let finding = cx.finding(format!("{at}/reference"), message).help("correct it as the case system has it");
        cx.add(finding);
    }
}

//! The same child seems to stand under two references.
//!
//! The same full name and date of birth under two numbers is one child with a digit mistyped: two folders, two histories, and two children
//! in the annual report.
//!
//! To put it right: look the reference up in the case system, and correct it.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    for (at, child) in cx.record().children() {
        let Some(other) = cx.survey.under_another_reference(child.reference, child.name, child.born) else { continue };
        let finding = cx
            .finding(format!("{at}/reference"), format!("`{}` has a child of the same name and date of birth under the reference {}", shown(&other.path), other.reference))
            .help("look the reference up in the case system; if they are two children, nothing is to be done")
            .source("good practice");
        cx.add(finding);
    }
}

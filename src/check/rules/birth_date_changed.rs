//! Another record of the same child has another date of birth.
//!
//! A date of birth is corrected, or assessed anew. Then every record from that day on has the new one, and the old ones stay as they were;
//! it may also be a slip.
//!
//! To put it right: compare the two; if the date was corrected, nothing is to be done.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    for (at, child) in cx.record().children() {
        let Some(other) = cx.survey.born_otherwise(child.reference, child.name, child.born) else { continue };
        let Some(born) = other.born else { continue };
        let finding = cx
            .finding(format!("{at}/date_of_birth"), format!("`{}` has another date of birth for this child: {}", shown(&other.path), day(born)))
            .help("if it was corrected or assessed anew, nothing is to be done; if one is a slip, correct it")
            .source("good practice");
        cx.add(finding);
    }
}

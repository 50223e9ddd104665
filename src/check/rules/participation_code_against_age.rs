//! The participation code and the child's age contradict each other.
//!
//! PN0 says that the child was under 4 at the review, and only then may it be used (SSDA903 validation 440 and 441).
//!
//! To put it right: check the date of birth; under 4 write PN0, from 4 one of PN1 to PN7.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let Some(p) = &cx.record().participation else { return };
    let age = cx.facts().age;
    let message = match (p.code.as_str(), age < 4) {
        ("PN0", false) => format!("PN0 is for children under 4, and the child was {age} at the review"),
        (code, true) if code != "PN0" => format!("the child was {age} at the review, and under 4 the code is PN0"),
        _ => return,
    };
    let finding = cx
        .finding("/participation/code", message)
        .also(Place::At("/child/date_of_birth".to_owned()), "date of birth")
        .help("from 4: PN1 to PN4 if the child attended, PN5 to PN7 if not")
        .source("SSDA903 participation codes, validation rules 440 and 441");
    cx.add(finding);
}

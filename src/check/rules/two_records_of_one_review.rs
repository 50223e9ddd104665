//! Two files hold a record of the same review, alert or other happening.
//!
//! Their documents would have the same names, and nobody could say which of the two counts.
//!
//! To put it right: keep the newer one; count its `version` up.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let others: Vec<_> = cx.record().children().into_iter().filter_map(|(at, c)| Some((at, cx.survey.twin(c.reference, cx.path)?))).collect();
    for (at, other) in others {
        let finding = cx
            .finding(format!("{at}/reference"), format!("`{}` holds a record of the same {} of this child", shown(&other.path), other.kind.replace('-', " ")))
            .help("keep one of the two, or correct the reference or the date");
        // Two challenges can be raised on a day: it is for whoever wrote them to say whether they are one.
        let mut finding = finding;
        if cx.record().may_be_twice() {
            finding.severity = Severity::Warning;
            finding.help = vec!["if they are the same, delete one; if they are two, nothing is to be done".to_owned()];
        }
        cx.add(finding);
    }
}

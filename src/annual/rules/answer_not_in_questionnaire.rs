//! A questionnaire that came back has an answer, or a question, that the questionnaire does not have.
//!
//! The answer counts as blank; a questionnaire that the report does not have is not counted at all. Where many are wrong, a key of `questionnaires` or the first line of the CSV file is.
//!
//! To put it right: write the key of an answer, as it stands under `answers:` of the question.

use super::prelude::*;
use crate::annual::Year;
use crate::record::AnnualReport;

pub(super) fn run(cx: &mut Context<'_, AnnualReport, Year>) {
    let strange = &cx.facts().strange_answers;
    for answer in strange.iter().take(20) {
        let line = answer.line.map_or_else(String::new, |l| format!(":{l}"));
        let finding = cx
            .finding("/questionnaires", format!("{}{line}: {}", shown(&answer.path), answer.what))
            .help("write the keys of questions and answers as the questionnaire has them");
        cx.add(finding);
    }
    if strange.len() > 20 {
        let finding = cx.finding("/questionnaires", format!("{} more answers are not in their questionnaire", strange.len() - 20));
        cx.add(finding);
    }
}

//! What families and children answered: each question, how many chose each answer.

use super::{Measure, Setting};
use crate::annual::cohort::Return;
use crate::annual::cross::{Listing, category, count_column, grouped, percent_column};
use crate::annual::table::{Cell, Identity, Of, Role, Row, Slice, Table, Universe, Value, Which};
use crate::record::{Question, Questionnaire};

pub(super) const MEASURE: Measure = Measure {
    key: "feedback",
    title: "Answers to questionnaires",
    section: "feedback",
    numerator: "questionnaires with each answer",
    denominator: "questionnaires returned, for every question; blank ones are shown",
    left_out: "answers that the questionnaire does not have count as blank, and are told",
    source: "questionnaires of the service",
    tables,
};

fn tables(setting: &Setting<'_>) -> Vec<Table> {
    let mut tables = Vec::new();
    for questionnaire in &setting.record.questionnaires {
        let returns: Vec<(u32, &Return)> =
            (0..).zip(&setting.cohort.returns).filter(|(_, r)| r.questionnaire == questionnaire.key).collect();
        tables.push(summary(questionnaire, &returns));
        tables.extend(questionnaire.questions.iter().map(|q| answers(questionnaire, q, &returns)));
    }
    tables
}

fn answer<'a>(question: &Question, r: &'a Return) -> Option<&'a str> {
    r.answers.get(&question.key).map(String::as_str).filter(|a| question.answers.contains_key(*a))
}

/// Leaks nothing: the universe of a questionnaire is its returns, and there are few questionnaires.
const RETURNS: Universe = Universe::of("returns");

fn which(name: String) -> Which {
    Which { measure: "feedback".into(), of: Of::Part(name.into()) }
}

fn summary(questionnaire: &Questionnaire, returns: &[(u32, &Return)]) -> Table {
    let whole = Slice::all(RETURNS).with("questionnaire", &questionnaire.key);
    let n = returns.len() as u64;
    let rows = questionnaire.questions.iter().filter(|q| !q.good.is_empty()).map(|q| {
        let good: Vec<u32> =
            returns.iter().filter(|(_, r)| answer(q, r).is_some_and(|a| q.good.iter().any(|g| g == a))).map(|(i, _)| *i).collect();
        let blank: Vec<u32> = returns.iter().filter(|(_, r)| answer(q, r).is_none()).map(|(i, _)| *i).collect();
        let slice = whole.with(&q.key, "(good)");
        let count = good.len() as u64;
        let all: Vec<u32> = returns.iter().map(|(i, _)| *i).collect();
        Row {
            key: q.key.clone(),
            title: q.ask.clone(),
            role: Role::Beside,
            cells: vec![
                Cell { value: Value::Count(count), slice: Some(slice.clone()), from: Vec::new(), records: good },
                Cell { value: Value::Percent { of: count, base: n }, slice: None, from: vec![slice, whole.clone()], records: all.clone() },
                Cell {
                    value: Value::Count(blank.len() as u64),
                    slice: Some(whole.with(&q.key, "blank")),
                    from: Vec::new(),
                    records: blank,
                },
                Cell { value: Value::Count(n), slice: Some(whole.clone()), from: Vec::new(), records: all },
            ],
        }
    });
    Table {
        title: questionnaire.title.clone(),
        stub: "Question".to_owned(),
        columns: vec![
            count_column("good", "Good answers"),
            percent_column("good_percent"),
            count_column("blank", "Blank"),
            count_column("returns", "Returned"),
        ],
        rows: rows.collect(),
        base: "Questionnaires returned. Good answers are those that the questionnaire counts as such; percentages are of all returned."
            .to_owned(),
        // A good answer is one of those that count as such.
        identities: questionnaire
            .questions
            .iter()
            .filter(|q| !q.good.is_empty())
            .map(|q| {
                let of = |answer: &str| whole.with(&q.key, answer);
                Identity { terms: q.good.iter().map(|g| (of(g), 1)).chain([(of("(good)"), -1)]).collect() }
            })
            .collect(),
        ..Table::new(which(questionnaire.key.clone()))
    }
}

fn answers(questionnaire: &Questionnaire, question: &Question, returns: &[(u32, &Return)]) -> Table {
    let known = question.answers.iter().map(|(key, words)| category(key, words)).collect();
    let groups = grouped(returns, known, |(_, r)| answer(question, r).map(|a| category(a, a)));
    let index = |i: u32| returns.get(i as usize).map(|(own, _)| *own);
    let rows = groups
        .into_iter()
        .map(|((key, title), members)| {
            let blank = key == crate::annual::cross::NOT_RECORDED;
            let c = if blank { category("blank", "Blank") } else { (key, title) };
            (c, members.into_iter().filter_map(index).collect())
        })
        .collect();
    let all: Vec<u32> = returns.iter().map(|(i, _)| *i).collect();
    let listing = Listing {
        which: which(format!("{}.{}", questionnaire.key, question.key)),
        title: &question.ask,
        stub: "Answer",
        universe: RETURNS,
        dimension: &question.key,
        base: "Questionnaires returned. Percentages are of all of them.",
        adds_down: true,
    };
    let mut table = listing.table(rows, &all);
    // Each questionnaire's returns are a universe of their own.
    for cell in table.rows.iter_mut().flat_map(|r| &mut r.cells) {
        for slice in cell.slice.iter_mut().chain(&mut cell.from) {
            slice.conditions.insert("questionnaire".to_owned(), questionnaire.key.clone());
        }
    }
    table
}

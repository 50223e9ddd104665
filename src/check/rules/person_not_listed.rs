//! A key that names somebody stands nowhere in `people`.
//!
//! Everyone is written once, under `people`, and referred to by key. A key that leads nowhere would print as nothing,
//! and a letter could go to nobody.
//!
//! To put it right: correct the key, or add the person to `people`.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let record = cx.record();
    let people = record.people();
    for (pointer, key) in cx.references() {
        // Whoever it is about can be satisfied.
        let may = record.may_name_child() || pointer.contains("/satisfied/");
        if (key != CHILD || !may) && !people.contains_key(key) {
            let known: Vec<&str> = people.keys().map(String::as_str).chain([CHILD].into_iter().filter(|_| record.may_name_child())).collect();
            let finding = cx.finding(pointer, format!("`{key}` is not listed in `people`")).help(match suggest(key, &known, "people") {
                near if near.starts_with("did you mean") => near,
                _ => {
                    let one = |key: &&str| match people.get(*key) {
                        Some(person) => format!("`{key}` ({})", person.name),
                        None => format!("`{key}`"),
                    };
                    format!("write the word on the left of their name; there are: {}", known.iter().map(one).collect::<Vec<_>>().join(", "))
                }
            });
            cx.add(finding);
        }
    }
}

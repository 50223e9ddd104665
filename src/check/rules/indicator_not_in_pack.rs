//! A tick, a detail or a kind of good practice is not one of the pack's list, or leaves out whose responsibility it is.
//!
//! The form prints the pack's list: what is not in it would be printed nowhere.
//!
//! To put it right: use the pack's key (`minutebook policy show NAME` lists them); where the indicator asks who is responsible,
//! write that key in place of `true`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy) = (cx.record(), cx.policy());
    let Some(rag) = &r.rag else { return };
    let indicators: Vec<_> = policy.rag.ratings.values().flat_map(|r| &r.indicators).collect();
    let known: Vec<&str> = indicators.iter().map(|i| i.key.as_str()).collect();
    for (key, tick) in &rag.ticks {
        let at = format!("/rag/ticks/{key}");
        let Some(indicator) = indicators.iter().find(|i| i.key == *key) else {
            let finding = cx.finding(at, format!("`{key}` is not an indicator of the rating")).help(suggest(key, &known, "indicators"));
            cx.add(finding);
            continue;
        };
        let whose: Vec<&str> = indicator.which.keys().map(String::as_str).collect();
        let wrong = match tick.which() {
            Some(which) => !whose.contains(&which),
            None => tick.is_ticked() && !whose.is_empty(),
        };
        if wrong {
            let help = if whose.is_empty() { "write true or false".to_owned() } else { format!("write whose it is: {}", whose.join(" or ")) };
            let finding = cx.finding(at, format!("`{key}` does not say whose responsibility it is as the pack has it")).help(help);
            let finding = if whose.is_empty() {
                let mut plain = cx.finding(format!("/rag/ticks/{key}"), format!("`{key}` is ticked or not: it has no list to choose from"));
                plain.help = finding.help;
                plain
            } else {
                finding
            };
            cx.add(finding);
        }
    }
    for key in rag.details.keys().filter(|k| !rag.is_ticked(k)) {
        let finding = cx
            .finding(format!("/rag/details/{key}"), format!("there are details for `{key}`, which is not ticked"))
            .help(format!("add `{key}: true` to `ticks`, or take the details out"));
        cx.add(finding);
    }
    let kinds: Vec<&str> = policy.rag.recognition.characteristics.iter().map(|c| c.key.as_str()).collect();
    for (i, key) in rag.excellent_practice_for.iter().enumerate().filter(|(_, k)| !kinds.contains(&k.as_str())) {
        let finding = cx
            .finding(format!("/rag/excellent_practice_for/{i}"), format!("`{key}` is not a kind of good practice of the pack"))
            .help(suggest(key, &kinds, "kinds"));
        cx.add(finding);
    }
}

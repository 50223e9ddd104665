//! The review's place in the cycle and its dates contradict each other.
//!
//! Its limit counts from an event: becoming looked after, the last review, the placement order, placement for adoption, or the
//! change that brought it forward. Without the date of that event, nobody can say whether the review was in time.
//!
//! To put it right: add the date, or correct `type`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let r = cx.record();
    let kind = r.review.kind.as_str();
    if kind == "first" && r.review.previous_review.is_some() {
        let finding = cx
            .finding("/review/previous_review", "a first review has no review before it")
            .also(Place::At("/review/type".to_owned()), "first")
            .help("take `previous_review` out, or correct `type`; a child who returns to care starts again at the first review")
            .source(cx.policy().source_of("review"));
        cx.add(finding);
    }
    // The cycle starts again only when a child comes back into care.
    let since = r.child.looked_after_since;
    let held = cx.facts().held;
    let earlier = cx.survey.of("review", &r.child.reference).into_iter().find(|b| b.held >= since && b.held < held);
    if let Some(earlier) = earlier.filter(|_| kind == "first") {
        let back = cx.policy().return_to_care.as_ref().map_or_else(|| cx.policy().source_of("review"), |rule| cx.policy().cite(&rule.source));
        let finding = cx
            .finding("/review/type", format!("this is a first review, and `{}` holds one of {}, in the same time in care", shown(&earlier.path), day(earlier.held)))
            .also(Place::At("/child/looked_after_since".to_owned()), "looked after since")
            .help("correct `type`; where the child left care and came back, `looked_after_since` is the day they came back")
            .source(back);
        cx.add(finding);
    }
    // Where the cycle starts again for a child who came back, the pack says with which review.
    let survey = cx.survey.of("review", &r.child.reference);
    let came_back = survey.iter().any(|b| b.held < since) && earlier.is_none() && !survey.iter().any(|b| b.held >= since && b.held < held);
    if let Some(rule) = cx.policy().return_to_care.as_ref().filter(|rule| came_back && rule.review != kind) {
        let finding = cx
            .finding("/review/type", format!("the child came back into care on {}, and the cycle starts again with the {} review", day(since), rule.review))
            .also(Place::At("/child/looked_after_since".to_owned()), "looked after since")
            .help(format!("write `type: {}`, or correct `looked_after_since`", rule.review))
            .source(cx.policy().cite(&rule.source));
        let finding = cx.asked_by(finding, "/return_to_care");
        cx.add(finding);
    }
    against_history(cx);
    let Some(rule) = cx.policy().reviews.get(kind) else { return };
    let mut seen: Vec<&str> = Vec::new();
    for (i, due) in rule.due.iter().enumerate() {
        let (there, key, what) = match due.of.as_str() {
            "previous_review" => (r.review.previous_review.is_some(), "previous_review", "the date of the review before"),
            "placement_order" => (r.review.placement_order.is_some(), "placement_order", "the date of the placement order"),
            "placed_for_adoption" => (r.review.placed_for_adoption.is_some(), "placed_for_adoption", "the date of placement with prospective adopters"),
            "trigger" => (r.review.trigger.is_some(), "trigger", "what changed and when"),
            _ => continue,
        };
        if there || seen.contains(&key) {
            continue;
        }
        seen.push(key);
        let finding = cx
            .finding(format!("/review/{key}"), format!("`{key}` is missing from `review`, and the limit of this review counts from it"))
            .help(format!("add `{key}:`, {what}"))
            .source(cx.policy().cite(&due.source));
        let finding = cx.asked_by(finding, &format!("/reviews/{kind}/due/{i}"));
        cx.add(finding);
    }
}

/// The place in the ordinary cycle, held against the number and against the review before: each has a limit of its own.
fn against_history(cx: &mut Context<'_>) {
    let r = cx.record();
    let kind = r.review.kind.as_str();
    const ORDINARY: [&str; 3] = ["first", "second", "later"];
    if !ORDINARY.contains(&kind) {
        return;
    }
    let of_number = |number: u32| ORDINARY.get((number.clamp(1, 3) - 1) as usize).copied().unwrap_or("later");
    // A child placed for adoption begins another cycle, and reviews that were brought forward are counted with the others.
    let held = cx.facts().held;
    let since = r.child.looked_after_since;
    let before = cx.survey.of("review", &r.child.reference).into_iter().rfind(|b| b.held >= since && b.held < held);
    let before = before.and_then(|b| Some((b, b.cycle.as_ref()?)));
    let after = match before {
        Some((b, (cycle, _))) if cycle == "first" => Some(("second", b)),
        Some((b, (cycle, _))) if matches!(cycle.as_str(), "second" | "later") => Some(("later", b)),
        _ => None,
    };
    if let Some((expected, b)) = after.filter(|(expected, _)| *expected != kind && kind != "first") {
        let finding = cx
            .finding("/review/type", format!("this review is said to be {}, and the one before it, of {}, makes it {}", named(kind), day(b.held), named(expected)))
            .help(format!("write `type: {expected}`: its limit is another; or look at `{}`", shown(&b.path)))
            .source(cx.policy().source_of("review"));
        cx.add(finding);
        return;
    }
    if let Some(number) = r.review.number.filter(|number| of_number(*number) != kind && after.is_none()) {
        let finding = cx
            .finding("/review/type", format!("this is review number {number}, and is said to be {}", named(kind)))
            .also(Place::At("/review/number".to_owned()), "its number")
            .help(format!("write `type: {}`, or correct the number", of_number(number)))
            .source(cx.policy().source_of("review"));
        cx.add(finding);
    }
    if let (Some(number), Some((b, (_, Some(last))))) = (r.review.number, before)
        && number <= *last
    {
        let finding = cx
            .finding("/review/number", format!("this is number {number}, and the review before it, of {}, is number {last}", day(b.held)))
            .help("count it up")
            .source(cx.policy().source_of("review"));
        cx.add(finding);
    }
}

/// A place in the cycle, in words.
fn named(kind: &str) -> &'static str {
    match kind {
        "first" => "the first",
        "second" => "the second",
        _ => "a later one",
    }
}

//! An indicator of red or amber is ticked without a word on it.
//!
//! The worker who gets the notification has to know what it is about in this child's case.
//!
//! To put it right: add a line under `rag.details`.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    let (r, policy) = (cx.record(), cx.policy());
    let Some(rag) = r.rag.as_ref().filter(|_| cx.is_full()) else { return };
    for rating in ["red", "amber"].iter().filter_map(|name| policy.rag.ratings.get(*name)) {
        for indicator in &rating.indicators {
            if rag.is_ticked(&indicator.key) && !rag.details.contains_key(&indicator.key) {
                let finding = cx
                    .finding(format!("/rag/ticks/{}", indicator.key), format!("{} is ticked without details", shorten(&indicator.title)))
                    .help(format!("add `{}:` under `details`: what it is in this child's case", indicator.key));
                cx.add(finding);
            }
        }
    }
}

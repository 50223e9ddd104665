//! The young person is on remand, and no detention plan is accounted for.
//!
//! A child remanded to local authority or youth detention accommodation is looked after, and a detention plan takes the place
//! of parts of the care plan.
//!
//! To put it right: add the detention plan to `papers` with `received:`, or `missing:` with the reason.

use super::prelude::*;

pub(super) fn run(cx: &mut Context<'_>) {
    super::no_pathway_plan::needed(cx, "detention_plan", |_| {
        "the young person is on remand and no detention plan is accounted for".to_owned()
    });
}

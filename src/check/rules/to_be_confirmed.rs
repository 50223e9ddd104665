//! A place, a time or a way to reach somebody says only that it is not known: `TBC`, `N/K`.
//!
//! It would be printed as it stands: "Where: TBC". Left out, the letter says that the reader will be told.
//!
//! To put it right: write what it is, or take the line out.

use super::prelude::*;
use crate::words::is_open;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    const PLACES: &[&str] = &["venue", "phone", "organisation", "team", "school", "title", "provider"];
    let (texts, _) = cx.texts();
    for text in texts.iter() {
        let key = text.pointer.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap_or_default();
        if (PLACES.contains(&key) || key == "address") && is_open(text.text) {
            let finding = cx
                .finding(text.pointer.clone(), format!("`{key}` says only `{}`, and would be printed so", text.text.trim()))
                .help("write what it is, or take the line out until it is known")
                .source("good practice");
            cx.add(finding);
        }
    }
}

//! A record about one child or several does not say clearly whom it is about.
//!
//! `child` is for one, `children` for brothers and sisters together: each of them gets the document into their own folder. With none, with
//! both, or with the same child twice, a document would go astray or take the place of another.
//!
//! To put it right: keep one of the two; list each child once.

use super::prelude::*;

pub(super) fn run<R: Subject, F>(cx: &mut Context<'_, R, F>) {
    let children = cx.record().children();
    if children.is_empty() && cx.record().is_about_children() {
        let finding = cx.finding("/child", "the record does not say which child it is about").help("add `child:`, or `children:` with a list of brothers and sisters");
        cx.add(finding);
    }
    let both = children.iter().any(|(at, _)| at == "/child").then(|| children.iter().find(|(at, _)| at != "/child")).flatten();
    if let Some((at, _)) = both {
        let finding = cx
            .finding(at.clone(), "`child` and `children` are both given")
            .also(Place::At("/child".to_owned()), "one child here")
            .help("put all of them into `children`");
        cx.add(finding);
    }
    for (i, (at, child)) in children.iter().enumerate() {
        if children.iter().take(i).any(|(_, other)| other.reference.eq_ignore_ascii_case(child.reference)) {
            let finding = cx.finding(format!("{at}/reference"), "this child is listed twice").help("list each child once, or correct the reference");
            cx.add(finding);
        }
    }
}

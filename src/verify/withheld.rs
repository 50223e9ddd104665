//! Nothing that is withheld from this audience is in the text, nor anywhere else in the file: headers, descriptions, bookmarks, links, what it
//! says of itself, its name.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::Look;
use crate::compose::BUILT_IN;
use crate::matching::{Finder, Hit, Sure, fold, keys};
use crate::policy;

/// The words of the forms themselves. A single name that is one of them (Foster, August) is looked for in the record only, where a finding
/// can say in which text it stands.
static OWN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let texts = BUILT_IN.iter().chain(policy::BUILT_IN).map(|(_, text)| *text);
    texts.flat_map(keys).collect()
});

pub(super) fn run(look: &Look<'_>) -> Result<(), String> {
    let finder = Finder::new(&look.planned.expect.absent);
    if finder.is_empty() {
        return Ok(());
    }
    for page in look.words.iter().chain(&look.beside).chain([&look.planned.meta.title, &look.planned.stem]) {
        let of_the_form = |hit: &Hit| {
            let words = fold(page.get(hit.start..hit.end).unwrap_or_default());
            matches!(words.as_slice(), [one] if OWN.contains(one.key.as_str()))
        };
        if finder.find(page).iter().any(|hit| hit.sure == Sure::Yes && !of_the_form(hit)) {
            return Err("it holds something that is withheld from its reader".to_owned());
        }
    }
    Ok(())
}

//! The file is tagged, so that a screen reader can follow it.

use lopdf::Object;

use super::Look;

pub(super) fn run(look: &Look<'_>) -> Result<(), String> {
    let catalog = look.document.catalog().map_err(|e| e.to_string())?;
    let marked = catalog
        .get(b"MarkInfo")
        .and_then(|o| look.document.dereference(o).map(|(_, o)| o))
        .and_then(Object::as_dict)
        .and_then(|d| d.get(b"Marked"))
        .and_then(Object::as_bool)
        .unwrap_or(false);
    if !marked {
        return Err("it is not marked as tagged".to_owned());
    }
    let has_tree = catalog
        .get(b"StructTreeRoot")
        .and_then(|o| look.document.dereference(o).map(|(_, o)| o))
        .and_then(Object::as_dict)
        .is_ok_and(|d| d.has(b"K"));
    if has_tree { Ok(()) } else { Err("it has no tag tree".to_owned()) }
}

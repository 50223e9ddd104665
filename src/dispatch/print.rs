//! Everything that goes on paper as one PDF for the printer: envelope by envelope, a cover page where no letter has the address, and a blank back
//! wherever a document ends on a front, so that duplex printing never puts two documents on one sheet.

use lopdf::{Dictionary, Document, Object, ObjectId};
use serde::Serialize;

use super::envelopes::Envelope;
use crate::documents::{Copied, Expect, Meta, Planned};
use crate::due::forms::SheetPage;
use crate::policy::Policy;
use crate::words::day;

#[derive(Serialize)]
struct Cover<'a> {
    page: SheetPage<'a>,
    recipient: Vec<String>,
    note: String,
}

/// The page that carries an envelope's address where none of its copies does.
#[must_use]
pub fn cover(envelope: &Envelope<'_>, number: usize, on: chrono::NaiveDate, policy: &Policy) -> Planned {
    let title = "Cover page".to_owned();
    let meta = Meta {
        title: format!("{title}, {}", day(on)),
        lang: "en".to_owned(),
        author: format!("{}, {}", policy.body.name, policy.body.service),
        date: on,
        ident: format!("cover/{on}/{number}"),
    };
    let mut recipient = vec![envelope.reader.to_owned()];
    recipient.extend(envelope.address.iter().cloned());
    // Nothing of what is inside: a cover page may be seen by anybody.
    let note = format!("Private: to be opened by {} only.", envelope.reader);
    let mut page = SheetPage::new(title, meta.clone(), policy, day(on));
    page.marked = false;
    let view = Cover { page, recipient, note };
    Planned {
        copy: Copied::default(),
        document: "cover".to_owned(),
        audience: "service".to_owned(),
        reference: String::new(),
        held: on,
        stem: "cover".to_owned(),
        expect: Expect::default(),
        meta,
        view: serde_json::to_value(&view).unwrap_or_default(),
        archive: false,
        issued_as: Vec::new(),
    }
}

/// PDFs one after another as one, each begun on a front.
///
/// # Errors
/// In words, where one cannot be read or the whole cannot be written.
pub fn joined(parts: &[Vec<u8>]) -> Result<(Vec<u8>, usize), String> {
    let mut whole = Document::with_version("1.7");
    let mut kids: Vec<ObjectId> = Vec::new();
    let mut next = 1;
    for part in parts {
        let mut document = Document::load_mem(part).map_err(|_| "a copy cannot be read".to_owned())?;
        // What a printer does not print is left behind: tags, bookmarks, the attached record.
        document.renumber_objects_with(next);
        let pages: Vec<ObjectId> = document.get_pages().into_values().collect();
        let mut size = None;
        for id in &pages {
            let inherited = inherited(&document, *id);
            let page = document.get_dictionary_mut(*id).map_err(|_| "a page cannot be read".to_owned())?;
            for (key, value) in inherited {
                if !page.has(&key) {
                    page.set(key, value);
                }
            }
            for key in [&b"StructParents"[..], b"Annots", b"Tabs", b"Parent"] {
                page.remove(key);
            }
            size = page.get(b"MediaBox").ok().cloned().or(size);
            kids.push(*id);
        }
        document.trailer = Dictionary::new();
        next = document.max_id + 1;
        whole.objects.extend(std::mem::take(&mut document.objects));
        if pages.len() % 2 == 1 {
            let mut blank = Dictionary::new();
            blank.set("Type", Object::Name(b"Page".to_vec()));
            blank.set("MediaBox", size.unwrap_or_else(|| vec![0.into(), 0.into(), 595.into(), 842.into()].into()));
            blank.set("Resources", Dictionary::new());
            let id = (next, 0);
            next += 1;
            whole.objects.insert(id, Object::Dictionary(blank));
            kids.push(id);
        }
    }
    whole.max_id = next;
    let root = whole.new_object_id();
    for id in &kids {
        if let Ok(page) = whole.get_dictionary_mut(*id) {
            page.set("Parent", root);
        }
    }
    let count = kids.len();
    let mut tree = Dictionary::new();
    tree.set("Type", Object::Name(b"Pages".to_vec()));
    tree.set("Count", i64::try_from(count).unwrap_or(i64::MAX));
    tree.set("Kids", Object::Array(kids.into_iter().map(Object::Reference).collect()));
    whole.objects.insert(root, Object::Dictionary(tree));
    let mut catalog = Dictionary::new();
    catalog.set("Type", Object::Name(b"Catalog".to_vec()));
    catalog.set("Pages", root);
    let catalog = whole.add_object(catalog);
    whole.trailer.set("Root", catalog);
    whole.prune_objects();
    whole.renumber_objects();
    let mut out = Vec::new();
    whole.save_to(&mut out).map_err(|_| "the print batch cannot be written".to_owned())?;
    Ok((out, count))
}

/// What a page has from the nodes above it.
fn inherited(document: &Document, page: ObjectId) -> Vec<(Vec<u8>, Object)> {
    let mut out: Vec<(Vec<u8>, Object)> = Vec::new();
    let mut at = document.get_dictionary(page).ok().and_then(|p| p.get(b"Parent").ok()).and_then(|p| p.as_reference().ok());
    // A tree of pages is shallow; one that leads round in a circle is no tree.
    for _ in 0..32 {
        let Some(node) = at.and_then(|id| document.get_dictionary(id).ok()) else { break };
        for key in [&b"Resources"[..], b"MediaBox", b"CropBox", b"Rotate"] {
            if let Ok(value) = node.get(key)
                && !out.iter().any(|(known, _)| known == key)
            {
                out.push((key.to_vec(), value.clone()));
            }
        }
        at = node.get(b"Parent").ok().and_then(|p| p.as_reference().ok());
    }
    out
}

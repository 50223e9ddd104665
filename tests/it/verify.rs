//! Verification: each check fails on a PDF that deserves it.

use minutebook::compose::Section;
use minutebook::documents::{Copied, Expect, Meta, Planned};
use minutebook::typeset::{Pdf, World, typeset};
use minutebook::verify::{Conformance, verify};

fn planned() -> Planned {
    Planned {
        copy: Copied::default(),
        reference: "X1".to_owned(),
        held: chrono::NaiveDate::default(),
        document: "letter_party".to_owned(),
        audience: "parent".to_owned(),
        stem: "test".to_owned(),
        view: serde_json::Value::Null,
        expect: Expect {
            sections: vec!["decisions".to_owned()],
            texts: vec!["Hold the meeting with school".to_owned()],
            absent: vec![minutebook::matching::Secret::Address("14 Sample Lane".to_owned())],
        },
        meta: Meta {
            title: "Test: Jo & Co".to_owned(),
            lang: "en".to_owned(),
            author: "Test".to_owned(),
            date: "2026-01-06".parse().expect("a date"),
            ident: "test".to_owned(),
        },
        archive: false,
        issued_as: Vec::new(),
    }
}

fn sections() -> Vec<Section> {
    vec![Section { key: "decisions".to_owned(), title: "What was decided".to_owned() }]
}

fn pdf(body: &str, attachment: bool) -> Pdf {
    let templates = minutebook::compose::Templates::default();
    let mut world = World::new(&templates).expect("a world");
    let attach = if attachment {
        "#pdf.attach(\"/record.yaml\", relationship: \"source\", mime-type: \"text/yaml\", description: \"x\")\n"
    } else {
        ""
    };
    let source = format!(
        "#import \"/house/sheet.typ\": fonts\n#set document(title: \"Test: Jo & Co\", date: auto)\n#set text(font: fonts, lang: \"en\")\n{attach}= Test\n{body}\n"
    );
    typeset(&mut world, source, attachment.then(|| b"kind: review\n".to_vec()), &planned().meta).expect("typeset")
}

const GOOD: &str = "== What was decided\nHold the meeting with school.";

fn wrong(pdf: Pdf, planned: &Planned, sections: &[Section]) -> String {
    verify(pdf, planned, sections, Conformance::All).expect_err("it must not pass").join("; ")
}

#[test]
fn a_good_one_passes_with_and_without_its_source() {
    assert!(verify(pdf(GOOD, false), &planned(), &sections(), Conformance::All).is_ok());
    let archive = Planned { archive: true, ..planned() };
    assert!(verify(pdf(GOOD, true), &archive, &sections(), Conformance::All).is_ok());
}

#[test]
fn each_check_can_fail() {
    let p = planned();
    assert!(wrong(Pdf { bytes: b"%PDF-1.7 rubbish".to_vec(), pages: 1 }, &p, &sections()).starts_with("opens"));
    assert!(
        wrong(pdf("== What was decided\nHold another meeting.", false), &p, &sections())
            .contains("texts: text 1 of those that must be in it")
    );
    assert!(wrong(pdf("== Decided\nHold the meeting with school.", false), &p, &sections()).contains("sections"));
    assert!(wrong(pdf(GOOD, false), &p, &[]).contains("sections"));
    assert!(wrong(pdf(&format!("{GOOD} At 14 Sample Lane."), false), &p, &sections()).contains("withheld"));
    assert!(wrong(pdf(GOOD, true), &p, &sections()).contains("attachments"));
    assert!(wrong(pdf(GOOD, false), &Planned { archive: true, ..planned() }, &sections()).contains("attachments"));
    let mut other = planned();
    other.meta.title = "Another".to_owned();
    assert!(wrong(pdf(GOOD, false), &other, &sections()).contains("titled"));
    let mut other = planned();
    other.meta.lang = "cy".to_owned();
    assert!(wrong(pdf(GOOD, false), &other, &sections()).contains("titled"));
    let mut twice = pdf(GOOD, false);
    twice.pages = 2;
    assert!(wrong(twice, &p, &sections()).contains("pages"));
    assert!(wrong(pdf(&format!("{GOOD} #pagebreak()#pagebreak() x"), false), &p, &sections()).contains("page 2 is empty"));
}

/// What may not be read must stand nowhere in the file, also where a page does not show it.
#[test]
fn what_is_withheld_is_found_wherever_it_stands() {
    let p = planned();
    let leak = "14 Sample Lane";
    let square = "rect(width: 1cm, height: 1cm)";
    for (place, body) in [
        ("header", format!("#set page(header: [{leak}])\n{GOOD}")),
        ("watermark", format!("#set page(background: [{leak}])\n{GOOD}")),
        ("description of a picture", format!("{GOOD}\n#figure(alt: \"At {leak}\", {square})")),
        ("link", format!("{GOOD}\n#link(\"https://example.org/{}\")[the map]", leak.replace(' ', "-"))),
        ("bookmark", format!("{GOOD}\n#heading(level: 2, bookmarked: true, outlined: true)[{leak}]")),
        ("what it says of itself", format!("#set document(description: \"{leak}\")\n{GOOD}")),
        ("keywords", format!("#set document(keywords: (\"{leak}\",))\n{GOOD}")),
        ("author", format!("#set document(author: \"{leak}\")\n{GOOD}")),
        ("behind other words", format!("{GOOD}\n#figure(alt: \"{}\", {square})", leak.to_uppercase())),
    ] {
        let made = pdf(&body, false);
        let pages = made.pages;
        let found = verify(Pdf { bytes: made.bytes, pages }, &p, &sections(), Conformance::None);
        assert!(found.is_err_and(|wrong| wrong.join("; ").contains("withheld")), "{place}");
    }
    let mut named = planned();
    named.stem = "letter-to-14-sample-lane".to_owned();
    assert!(wrong(pdf(GOOD, false), &named, &sections()).contains("withheld"));
}

#[test]
fn tags_and_standards_can_fail() {
    let good = pdf(GOOD, false);
    let mut document = lopdf::Document::load_mem(&good.bytes).expect("a PDF");
    document.catalog_mut().expect("a catalog").remove(b"MarkInfo");
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    assert!(wrong(Pdf { bytes, pages: 1 }, &planned(), &sections()).contains("tagged"));
    let mut document = lopdf::Document::load_mem(&good.bytes).expect("a PDF");
    document.catalog_mut().expect("a catalog").remove(b"OutputIntents");
    let id = document.trailer.remove(b"ID");
    assert!(id.is_some());
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).expect("saved");
    assert!(wrong(Pdf { bytes, pages: 1 }, &planned(), &sections()).contains("conformance"));
}

#[test]
fn headers_and_watermarks_are_no_text_and_a_decision_may_cross_a_page() {
    let body = "#set page(header: [Hold the meeting], background: [with school])\n== What was decided\nNothing.";
    assert!(wrong(pdf(body, false), &planned(), &sections()).contains("texts"));
    let across = "== What was decided\n#v(1fr)\n#block(height: 1.2em, breakable: true)[Hold the meeting]\n#pagebreak()\nwith school";
    assert!(verify(pdf(across, false), &planned(), &sections(), Conformance::None).is_ok());
}

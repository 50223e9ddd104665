//! Templates and escaping: no text of a record is ever read as code, and a template sees only its view.

use minutebook::compose::{Composer, Templates};
use minutebook::documents::{Copied, Expect, Meta, Planned};
use minutebook::typeset::{World, typeset};
use minutebook::verify::page_texts;
use proptest::prelude::*;

use crate::support::{AS_OF, folder, minutebook, root, stdout};

const HOSTILE: &[&str] = &[
    "#panic(\"x\")",
    "#import \"/etc/passwd\"",
    "#read(\"/etc/passwd\")",
    "\\",
    "\"",
    "\\\"",
    "\"); #panic(\"x\"); (\"",
    "$x$",
    "= heading",
    "- list",
    "+ enum",
    "1. one",
    "/ term: x",
    "*bold*",
    "_it_",
    "`raw`",
    "```typ #panic() ```",
    "<label>",
    "@ref",
    "// comment",
    "/* comment",
    "]",
    "[",
    "#[",
    "#{",
    "~",
    "--",
    "---",
    "...",
    "https://example.org",
    "{{ view }}",
    "{% include 'x' %}",
    "{# x #}",
    "a\u{0}b",
    "#\"",
    "\\u{23}panic()",
    "'",
];

fn meta() -> Meta {
    Meta {
        title: "Test".to_owned(),
        lang: "en".to_owned(),
        author: "Test".to_owned(),
        date: "2026-01-06".parse().expect("a date"),
        ident: "test".to_owned(),
    }
}

/// Composes a template over a view of one text and typesets it; the text of the page.
fn through(template: &str, text: &str) -> String {
    let name = "letter-party/main.typ.j2";
    let dir = folder(&[(name, template)]);
    let templates = Templates::new(Some(dir.path())).expect("templates");
    let planned = Planned {
        copy: Copied::default(),
        reference: "X1".to_owned(),
        held: chrono::NaiveDate::default(),
        document: "letter_party".to_owned(),
        audience: "parent".to_owned(),
        stem: "test".to_owned(),
        view: serde_json::json!({ "text": text, "list": [text], "map": { "key": text } }),
        expect: Expect::default(),
        meta: meta(),
        archive: false,
        issued_as: Vec::new(),
    };
    let composed = Composer::new(templates.clone()).compose(&planned, "letter-party").expect("composed");
    let mut world = World::new(&templates).expect("a world");
    let pdf =
        typeset(&mut world, composed.source.clone(), None, &planned.meta).unwrap_or_else(|e| panic!("{text:?}: {e}\n{}", composed.source));
    page_texts(&lopdf::Document::load_mem(&pdf.bytes).expect("a PDF")).concat()
}

const HEAD: &str =
    "#import \"/house/sheet.typ\": *\n#set document(title: \"Test\", date: auto)\n#set text(font: fonts, lang: \"en\")\n= Test\n";

#[test]
fn hostile_texts_come_out_as_typed() {
    for text in HOSTILE {
        let template = format!("{HEAD}{{{{ text }}}} #{{{{ list|code }}}}.first() #{{{{ map|code }}}}.key\n");
        let found = through(&template, text);
        let shown = minutebook::verify::normal(text);
        assert_eq!(found.matches(&shown).count(), 3, "{text:?} in {found:?}");
    }
}

#[test]
fn markdown_gives_paragraphs_lists_and_bold_only() {
    let template = format!("{HEAD}#{{{{ text|md }}}}\n");
    let found = through(
        &template,
        "One *two* **three**\n\n- four #panic()\n- five\n\n1. six\n\n# seven\n\n<b>eight</b> [nine](https://example.org) ![ten](/etc/passwd) `eleven`\n\n> twelve",
    );
    for word in ["One", "two", "three", "four#panic()", "five", "six", "seven", "<b>eight</b>", "nine", "ten", "eleven", "twelve"] {
        assert!(found.contains(word), "{word} in {found}");
    }
    assert!(found.contains("(https://example.org)") && found.contains("(/etc/passwd)"), "addresses are shown, not followed: {found}");
    assert!(!found.contains("**"));
    for typed in ["[Mum]: disagrees", "&nbsp; &#xE000; &amp;", "a_b_c"] {
        let found = through(&template, typed);
        assert!(found.contains(&minutebook::verify::normal(typed)), "{typed} in {found}");
    }
    let deep = format!("{}deep", "> ".repeat(150));
    assert!(through(&template, &deep).contains("deep"));
}

#[test]
fn what_a_view_does_not_have_is_an_error_that_names_template_and_line() {
    let dir = folder(&[("letter-child/main.typ.j2", "line one\n{{ letter.secret }}\n")]);
    let out = tempfile::tempdir().expect("a temporary folder");
    let output = minutebook(&[
        "render",
        "samples/decisions-only",
        "--only",
        "letter_child",
        "--as-of",
        AS_OF,
        "--templates",
        dir.path().to_str().expect("a path"),
        "--out",
        out.path().to_str().expect("a path"),
        "--message-format",
        "short",
    ]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stdout(&output).contains("error[R901]") && stdout(&output).contains("letter-child/main.typ.j2:2"), "{}", stdout(&output));
}

#[test]
fn an_authority_changes_wording_without_rust_and_cannot_drop_a_section() {
    let own = std::fs::read_to_string(root().join("templates/letter-child/main.typ.j2")).expect("the template");
    let reworded = own.replace("See you soon,", "Warm wishes from all of us");
    let dropped = own.replace("{{ section(\"agree\"", "{{ section(\"other\"");
    for (text, code) in [(reworded, 0), (dropped, 1)] {
        let dir = folder(&[("letter-child/main.typ.j2", &text)]);
        let out = tempfile::tempdir().expect("a temporary folder");
        let output = minutebook(&[
            "render",
            "samples/decisions-only",
            "--only",
            "letter_child",
            "--as-of",
            AS_OF,
            "--templates",
            dir.path().to_str().expect("a path"),
            "--out",
            out.path().to_str().expect("a path"),
            "--message-format",
            "short",
        ]);
        assert_eq!(output.status.code(), Some(code), "{}", stdout(&output));
        let pdf = std::fs::read_dir(out.path().join("5110742H")).ok().and_then(|mut d| d.next());
        match code {
            0 => {
                let bytes = std::fs::read(pdf.expect("a PDF").expect("an entry").path()).expect("the PDF");
                let text = page_texts(&lopdf::Document::load_mem(&bytes).expect("a PDF")).concat();
                assert!(text.contains("Warmwishesfromallofus"), "{text}");
            }
            _ => {
                assert!(stdout(&output).contains("error[R903]") && stdout(&output).contains("`agree`"), "{}", stdout(&output));
                assert!(pdf.is_none(), "nothing is written");
            }
        }
    }
}

#[test]
fn a_misspelt_template_is_refused() {
    let dir = folder(&[("letter-chidl/main.typ.j2", "x")]);
    let output = minutebook(&["render", "samples/decisions-only", "--templates", dir.path().to_str().expect("a path")]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn typst_sees_no_file_but_its_own() {
    let templates = Templates::new(None).expect("templates");
    let mut world = World::new(&templates).expect("a world");
    for source in [
        "#read(\"/etc/passwd\")",
        "#read(\"record.yaml\")",
        "#import \"@preview/x:1.0.0\": *",
        "#image(\"/house/../../x.png\")",
        "#datetime.today()",
    ] {
        assert!(typeset(&mut world, source.to_owned(), None, &meta()).is_err(), "{source}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_text_stays_text(text in "[ -~]{1,40}") {
        let found = through(&format!("{HEAD}{{{{ text }}}}\n"), &text);
        prop_assert!(found.contains(&minutebook::verify::normal(&text)));
    }
}

#[test]
fn long_words_break_where_a_column_ends_and_ordinary_ones_do_not() {
    // Typst itself measures: the text is lower than a line in a narrow column only where it could not be broken.
    let lines = |text: &str, expected: &str| {
        let height =
            format!("measure(block(width: 40pt, {{{{ text|code }}}})).height {expected} 1.5 * measure(block(width: 40pt, \"x\")).height");
        through(&format!("{HEAD}#context assert({height})\n"), text)
    };
    for long in [
        "martin.shah.social.worker@childrenservices.example.org",
        "CLA_Review_minutes_2026_final.docx",
        "Featherstonehaughingtonshire",
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    ] {
        lines(long, ">");
    }
    for ordinary in ["Wednesdays.", "responsibilities", "uncharacteristically"] {
        lines(ordinary, "<");
    }
}

/// 14-double-full-stop: whatever text ends a sentence by itself, nothing printed has a second full stop.
#[test]
fn no_text_that_ends_in_a_full_stop_gets_another() {
    // Every text of the good record ends as a sentence does.
    let text = crate::support::good();
    let mut out = String::new();
    for line in text.lines() {
        let mut line = line.to_owned();
        for key in ["what", "outcome", "text", "venue", "child_words", "contingency", "iro_view", "not_discussed", "wishes_and_feelings"] {
            for end in [",", " }"] {
                let marker = format!("{key}: ");
                if let Some(at) = line.find(&marker) {
                    let from = at + marker.len();
                    let rest = &line[from..];
                    if let Some(stop) = rest.find(end).filter(|_| !rest.starts_with(['"', '|', '[', '{'])) {
                        let value = rest[..stop].to_owned();
                        if !value.ends_with('.') && value.contains(' ') && !value.contains(',') {
                            line = format!("{}\"{value}.\"{}", &line[..from], &rest[stop..]);
                        }
                    }
                }
            }
        }
        out += &(line + "\n");
    }
    let out = out
        .replace("venue: Foster home", "venue: \"Foster home, 1st floor.\"")
        .replace("iro_view: The plan meets their needs.", "iro_view: The plan meets their needs!");
    let dir = crate::support::folder(&[("r.yaml", &out)]);
    let made = dir.path().join("out");
    let output = crate::support::render(&dir.path().join("r.yaml"), &made);
    assert!(crate::support::stdout(&output).lines().all(|l| !l.contains("error")), "{}", crate::support::stdout(&output));
    let mut seen = 0;
    for pdf in walkdir::WalkDir::new(&made).into_iter().filter_map(Result::ok).filter(|e| e.path().extension().is_some_and(|e| e == "pdf"))
    {
        let text = minutebook::verify::page_texts(&lopdf::Document::load(pdf.path()).expect("a PDF")).concat();
        for twice in ["..", "?.", "!."] {
            let at = text.find(twice);
            assert!(
                at.is_none(),
                "{}: {}",
                pdf.path().display(),
                at.map_or("", |at| &text[at.saturating_sub(60)..(at + 20).min(text.len())])
            );
        }
        seen += 1;
    }
    assert!(seen > 4, "{seen} documents");
}

/// 15-email-with-hidden-characters, 16-numbers-of-a-list: what is copied out of a page is what was typed, and addresses can be followed.
#[test]
fn addresses_are_whole_and_marks_are_as_typed() {
    let view = "Numbers:\n\n2. Find a teacher\n5. Ask\n9. Repair\n\n# of visits: 3\n\nA *footnote and 2*3*4, `code` and _x_.\n\nWrite to somebody.with.a.long.name@example.org or see https://www.example.org/a/long/path/to/a/page.";
    let view: String = view.lines().map(|l| format!("  {l}\n")).collect();
    let text = crate::support::good().replace("iro_view: The plan meets their needs.\n", &format!("iro_view: |\n{view}"));
    let dir = crate::support::folder(&[("r.yaml", &text)]);
    let made = dir.path().join("out");
    let output = crate::support::render(&dir.path().join("r.yaml"), &made);
    let pdf = made.join("FLT000100/2026-03-10-record-of-review.pdf");
    let document = lopdf::Document::load(&pdf).unwrap_or_else(|e| panic!("{e}: {}", crate::support::stdout(&output)));
    let page = minutebook::verify::page_texts(&document).concat();
    for typed in
        ["2.Findateacher", "5.Ask", "9.Repair", "#ofvisits:3", "*footnoteand2*3*4,`code`and_x_.", "somebody.with.a.long.name@example.org"]
    {
        assert!(page.contains(typed), "{typed} in {page}");
    }
    let mut whole = String::new();
    let mut links = Vec::new();
    for object in document.objects.values() {
        if let Ok(dict) = object.as_dict()
            && let Ok(action) = dict.get(b"A").and_then(|a| document.dereference(a)).and_then(|(_, a)| a.as_dict())
            && let Ok(uri) = action.get(b"URI").and_then(lopdf::Object::as_str)
        {
            links.push(String::from_utf8_lossy(uri).into_owned());
        }
        if let Ok(stream) = object.as_stream() {
            whole += &String::from_utf8_lossy(&stream.decompressed_content().unwrap_or_default());
        }
    }
    assert!(links.iter().any(|l| l == "mailto:somebody.with.a.long.name@example.org"), "{links:?}");
    assert!(links.iter().any(|l| l == "https://www.example.org/a/long/path/to/a/page"), "{links:?}");
    assert!(!whole.contains("<200B>"), "no hidden character is mapped");
}

//! The desk without a browser: what its form shows, in which words, and whom it lets in. What a browser does with it, `.ci/axe/desk.mjs` tries.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use minutebook::desk::begin::bare;
use minutebook::desk::form::{Input, Look, Section, labels, sections};
use minutebook::discover::discover;
use minutebook::kinds::draft::From;
use minutebook::kinds::{self, KINDS};
use minutebook::policy::Packs;
use minutebook::read::{self, Node, Source, Value};
use minutebook::spelling;

use crate::support::{minutebook, root, stdout};

fn source(path: &Path, text: &[u8]) -> Source {
    let mut source = read::parse(path.to_owned(), text, &mut Vec::new()).expect("it is YAML");
    spelling::put(&mut source, kinds::fields);
    source
}

/// The form of a record.
fn form(source: &Source) -> Vec<Section> {
    let kind = kinds::find(source.root.text_at("kind").expect("a kind")).expect("a known kind");
    let mut packs = Packs::new(None).expect("the packs");
    let pack = packs.get(source.root.text_at("policy").unwrap_or("statutory")).expect("a pack");
    let scaffold = kind.begin(&pack, None).expect("a scaffold");
    let offered = self::source(Path::new("new.yaml"), scaffold.as_bytes());
    sections(&Look {
        kind: kind.key,
        schema: kind.tree().expect("a schema"),
        field: kinds::fields(kind.key).expect("fields"),
        root: &source.root,
        text: &source.text,
        offered: &offered.root,
        pack: &pack,
        packs: &[("statutory".to_owned(), "Regulations".to_owned())],
        facts: &BTreeMap::new(),
        review: None,
        flagged: &BTreeSet::new(),
    })
}

fn all<'i>(inputs: &'i [Input], out: &mut Vec<&'i Input>) {
    for input in inputs {
        out.push(input);
        all(&input.inputs, out);
    }
}

fn inputs(sections: &[Section]) -> Vec<&Input> {
    let mut out = Vec::new();
    sections.iter().for_each(|section| all(&section.inputs, &mut out));
    out
}

fn leaves(node: &Node, at: &str, out: &mut Vec<(String, String)>) {
    match &node.value {
        Value::Scalar { text, .. } if !node.is_empty_scalar() => out.push((at.to_owned(), text.trim_end().to_owned())),
        Value::Scalar { .. } => {}
        Value::Seq(items) => items.iter().enumerate().for_each(|(i, n)| leaves(n, &format!("{at}/{i}"), out)),
        Value::Map(entries) => entries.iter().for_each(|(k, n)| leaves(n, &format!("{at}/{}", k.text), out)),
    }
}

#[test]
fn a_form_shows_everything_that_a_record_holds() {
    let mut places = 0;
    for path in discover(&[root().join("samples"), root().join("tests/faults")]).files {
        let Ok(source) = spelling::read(path.clone(), kinds::fields, &mut Vec::new()) else { continue };
        let known = source.root.text_at("kind").and_then(kinds::find).is_some_and(|kind| kind.key != "annual-report");
        if !known || !source.broken.is_empty() || path.to_string_lossy().contains("faults/R1") {
            continue;
        }
        let Ok(pack) = Packs::new(None).expect("the packs").get(source.root.text_at("policy").unwrap_or("statutory")) else { continue };
        drop(pack);
        let sections = form(&source);
        let shown = inputs(&sections);
        let mut found = Vec::new();
        leaves(&source.root, "", &mut found);
        for (at, text) in found.iter().filter(|(at, _)| at != "/kind") {
            let known = kinds::fields(source.root.text_at("kind").expect("a kind")).expect("fields");
            let parts: Vec<String> = at.split('/').skip(1).map(str::to_owned).collect();
            if known.at(&parts).is_none() {
                continue; // a key that no record has is shown as text
            }
            let (list, _) = at.rsplit_once('/').expect("a place");
            let is_shown = shown.iter().any(|input| {
                let holds = |text: &str| {
                    input.options.iter().any(|o| o.on && o.value == text)
                        || input.value.lines().any(|line| line.trim() == text)
                        || input.value.trim() == text
                };
                let is_date = input.kind == "date" && !input.value.is_empty();
                (input.at == *at && (is_date || holds(text.trim()) || matches!(input.kind, "tick" | "yesno")))
                    || (input.at == list && (holds(text.trim()) || input.kind == "lines"))
            });
            assert!(is_shown, "{}: {at}: {text:?} is nowhere in the form", path.display());
            places += 1;
        }
    }
    assert!(places > 5000, "{places} places");
}

#[test]
fn nobody_at_the_desk_reads_a_key() {
    for path in discover(&[root().join("samples")]).files {
        let source = spelling::read(path.clone(), kinds::fields, &mut Vec::new()).expect("a sample");
        if source.root.text_at("kind").is_none_or(|kind| kind == "annual-report") {
            continue;
        }
        let sections = form(&source);
        for section in &sections {
            assert!(!section.title.is_empty() && !section.title.contains('_'), "{}", section.title);
        }
        for input in inputs(&sections) {
            let words = [&input.label, &input.hint, &input.facts, &input.one];
            for text in words {
                let is_a_key = text.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word.contains('_'));
                assert!(!is_a_key && !text.contains('`'), "{}: {}: {text}", path.display(), input.at);
                for word in ["yaml", "schema", "pointer"] {
                    assert!(!text.to_lowercase().contains(word), "{}: {text}", input.at);
                }
            }
            assert!(input.kind == "none" || !input.label.trim().is_empty(), "{} has no name", input.at);
            for option in &input.options {
                assert!(!option.label.contains('_'), "{}: {}", input.at, option.label);
            }
        }
    }
}

#[test]
fn messages_are_said_in_the_words_of_the_page() {
    let found = minutebook(&["check", "tests/faults", "--message-format", "json", "--as-of", "2026-11-01"]);
    let mut told = 0;
    for line in stdout(&found).lines() {
        let Ok(one) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let text = |key: &str| one.get(key).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
        let file = std::fs::read_to_string(root().join(text("file"))).unwrap_or_default();
        let kind = file.lines().find_map(|line| line.strip_prefix("kind: ")).unwrap_or("review").trim().to_owned();
        if text("severity") == "note" || text("code").as_str() < "R101" || text("pointer").is_empty() || kind == "annual-report" {
            continue;
        }
        let said = labels::said(&kind, &text("pointer"), &text("message"));
        assert!(!said.contains('`'), "{said}");
        told += 1;
    }
    assert!(told > 150, "{told} messages");
}

#[test]
fn what_is_begun_at_the_desk_has_no_brackets_and_no_remarks() {
    let mut packs = Packs::new(None).expect("the packs");
    let sample = root().join("samples/jordan-ellis/2026-01-06.yaml");
    let review = spelling::read(sample, kinds::fields, &mut Vec::new()).expect("a sample");
    for name in packs.names() {
        let pack = packs.get(&name).expect("a pack");
        for kind in KINDS.iter().filter(|kind| kind.key != "annual-report" && kind.is_in(&pack)) {
            for from in [None, Some(From { review: &review.root, text: &review.text, pack: &pack })] {
                let scaffold = kind.begin(&pack, from.as_ref()).expect("a scaffold");
                let bare = bare(&scaffold).unwrap_or_else(|| panic!("{name}: {} cannot be begun", kind.key));
                let source = source(Path::new("new.yaml"), bare.as_bytes());
                assert!(source.repaired.is_empty() && source.broken.is_empty(), "{name}: {}: {bare}", kind.key);
                let mut found = Vec::new();
                leaves(&source.root, "", &mut found);
                assert!(!found.iter().any(|(_, text)| text.starts_with('[')), "{name}: {}: {bare}", kind.key);
                for line in bare.lines().filter(|line| line.contains(" #") || line.starts_with('#')) {
                    assert!(from.is_some() && line.to_lowercase().contains("# carried"), "{name}: {}: {line}", kind.key);
                }
                assert!(from.is_none() || kind.key != "review" || bare.contains("# Carried from the review of 2026-01-06"), "{bare}");
            }
        }
    }
}

/// A desk that runs; it is ended with the test.
struct Desk {
    child: Child,
    out: BufReader<std::process::ChildStdout>,
    port: u16,
    way_in: String,
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Desk {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_minutebook"))
            .args(["desk", folder.to_str().expect("a path"), "--no-browser", "--as-of", "2026-11-01"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the desk starts");
        let mut out = BufReader::new(child.stdout.take().expect("its output"));
        let (port, way_in) = Self::address(&mut out);
        Self { child, out, port, way_in }
    }

    fn address(out: &mut BufReader<std::process::ChildStdout>) -> (u16, String) {
        let mut line = String::new();
        while !line.starts_with("http://127.0.0.1:") {
            line.clear();
            assert!(out.read_line(&mut line).expect("a line") > 0, "the desk ended");
        }
        let rest = line.trim().strip_prefix("http://127.0.0.1:").expect("an address");
        let (port, path) = rest.split_once('/').expect("a path");
        (port.parse().expect("a port"), format!("/{path}"))
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        let mut request = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\ncontent-length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "host") {
            request.push_str(&format!("host: 127.0.0.1:{}\r\n", self.port));
        }
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).expect("it is asked");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let code = answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0);
        (code, answer)
    }

    /// Comes in, and gives the cookie.
    fn enter(&self) -> String {
        let (code, answer) = self.ask("GET", &self.way_in, &[], "");
        assert_eq!(code, 200, "{answer}");
        let line = answer.lines().find(|line| line.to_lowercase().starts_with("set-cookie: ")).expect("a cookie");
        assert!(line.contains("HttpOnly") && line.contains("SameSite=Strict"), "{line}");
        line.split(['=', ';']).take(2).collect::<Vec<_>>().join("=").split_once(": ").expect("a value").1.to_owned()
    }

    fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

fn copy_of(sample: &str) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("record.yaml");
    std::fs::copy(root().join(sample), &path).expect("a copy");
    (folder, path)
}

#[test]
fn the_desk_lets_in_one_browser_of_this_machine() {
    let (folder, _) = copy_of("samples/jordan-ellis/2026-01-06.yaml");
    let mut desk = Desk::start(folder.path());
    let code = |headers: &[(&str, &str)], method: &str, path: &str| desk.ask(method, path, headers, "").0;
    assert_eq!(code(&[], "GET", "/"), 403, "without a cookie");
    assert_eq!(code(&[], "GET", "/enter?token=00"), 403, "with a token that is none");
    assert_eq!(code(&[], "GET", "/enter"), 403, "without one");
    let cookie = desk.enter();
    assert_eq!(code(&[("cookie", &cookie)], "GET", "/"), 200);
    assert_eq!(code(&[], "GET", &desk.way_in), 403, "the token is used");
    assert_eq!(code(&[("cookie", &cookie), ("host", "desk.example.org")], "GET", "/"), 403, "under another name");
    assert_eq!(code(&[("cookie", &cookie), ("sec-fetch-site", "cross-site")], "GET", "/"), 403, "from another page");
    assert_eq!(code(&[("cookie", &cookie), ("sec-fetch-site", "same-site")], "GET", "/"), 403, "from another port");
    assert_eq!(code(&[("cookie", &cookie)], "POST", "/made"), 403, "a change without its origin");
    assert_eq!(code(&[("cookie", &cookie), ("origin", "https://example.org")], "POST", "/made"), 403, "from elsewhere");
    assert_eq!(code(&[("cookie", &cookie), ("origin", "null")], "POST", "/made"), 403, "from nowhere");
    assert_eq!(code(&[("cookie", &cookie), ("origin", &desk.origin())], "POST", "/search"), 415, "from itself it is read");
    for path in
        ["/record/..%2f..%2fetc%2fpasswd", "/record/record.yaml", "/record/%2e%2e/text", "/made/0", "/page/x", "/child/CCC000054405PER"]
    {
        assert_eq!(code(&[("cookie", &cookie)], "GET", path), 404, "{path}");
    }
    let (_, answer) = desk.ask("GET", "/", &[("cookie", &cookie)], "");
    let head = answer.split("\r\n\r\n").next().expect("a head").to_lowercase();
    assert!(head.contains("content-security-policy: default-src 'none'; script-src 'self'") && !head.contains("unsafe"), "{head}");
    assert!(head.contains("cache-control: no-store") && head.contains("x-content-type-options: nosniff"), "{head}");
    // Enter in the terminal opens another way in, once.
    desk.child.stdin.as_mut().expect("its input").write_all(b"\n").expect("Enter");
    let (_, again) = Desk::address(&mut desk.out);
    assert_eq!(desk.ask("GET", &again, &[], "").0, 200);
    assert_eq!(desk.ask("GET", &again, &[], "").0, 403);
    assert_eq!(desk.ask("POST", "/end", &[("cookie", &cookie), ("origin", &desk.origin())], "").0, 200);
    assert!(desk.child.wait().expect("it ends").success());
    let mut rest = String::new();
    let _ = desk.out.read_to_string(&mut rest);
    let mut err = String::new();
    let _ = desk.child.stderr.take().expect("its errors").read_to_string(&mut err);
    assert!(!format!("{rest}{err}").to_lowercase().contains("ellis"), "nothing is said of anybody");
}

/// The name of the folder's only record.
fn record_of(desk: &Desk, cookie: &str) -> String {
    for _ in 0..200 {
        let (_, answer) = desk.ask("GET", "/due", &[("cookie", cookie)], "");
        if let Some((_, rest)) = answer.split_once("/child/") {
            let child: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
            let (_, page) = desk.ask("GET", &format!("/child/{child}"), &[("cookie", cookie)], "");
            let (_, rest) = page.split_once("/record/").expect("a record");
            return rest.chars().take_while(char::is_ascii_hexdigit).collect();
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the folder is not read");
}

/// Somebody who was let in and has the folder's only record open.
struct Sitting<'d> {
    desk: &'d Desk,
    cookie: String,
    origin: String,
    id: String,
}

impl<'d> Sitting<'d> {
    fn at(desk: &'d Desk) -> Self {
        let cookie = desk.enter();
        Self { id: record_of(desk, &cookie), origin: desk.origin(), desk, cookie }
    }

    /// Asks for something below the record's address.
    fn ask(&self, method: &str, path: &str, kind: &str, body: &str) -> (u16, String) {
        let headers = [("cookie", self.cookie.as_str()), ("origin", self.origin.as_str()), ("content-type", kind)];
        self.desk.ask(method, &format!("/record/{}/{path}", self.id), &headers, body)
    }

    fn get(&self, path: &str) -> String {
        self.ask("GET", path, "text/html", "").1
    }

    fn post(&self, path: &str, body: &str) -> (u16, String) {
        self.ask("POST", path, "application/json", body)
    }

    fn change(&self, body: &str) -> (u16, String) {
        self.post("change", body)
    }

    fn send(&self, path: &str, form: &str) -> u16 {
        self.ask("POST", path, "application/x-www-form-urlencoded", form).0
    }
}

#[test]
fn what_is_typed_is_kept_apart_until_a_field_is_left() {
    let (folder, path) = copy_of("samples/jordan-ellis/2026-01-06.yaml");
    let before = std::fs::read_to_string(&path).expect("the record");
    let desk = Desk::start(folder.path());
    let sits = Sitting::at(&desk);
    let change = |body: &str| sits.change(body);
    let (code, answer) = change(r#"{"typing":true,"done":[{"what":"set","at":"/iro_view","value":"Half a sent"}]}"#);
    assert!(code == 200 && answer.contains("\"saved\":false"), "{answer}");
    assert_eq!(std::fs::read_to_string(&path).expect("the record"), before, "half a sentence is not in the file");
    let journal = folder.path().join(".minutebook-desk");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = |path: &Path| std::fs::metadata(path).expect("it is there").permissions().mode() & 0o777;
        assert_eq!(mode(&journal), 0o700);
        for entry in std::fs::read_dir(&journal).expect("it can be read") {
            assert_eq!(mode(&entry.expect("an entry").path()), 0o600);
        }
    }
    assert_eq!(discover(&[folder.path().to_owned()]).files, std::slice::from_ref(&path), "a batch run never meets it");
    let (code, answer) = change(r#"{"done":[{"what":"set","at":"/iro_view","value":"A whole sentence."}]}"#);
    assert!(code == 200 && answer.contains("\"saved\":true"), "{answer}");
    let was = "iro_view: The plan meets Jordan's needs. The delay in the sibling assessment must end.";
    assert_eq!(std::fs::read_to_string(&path).expect("the record"), before.replace(was, "iro_view: A whole sentence."));
    // Somebody else writes, and nothing is written over.
    let theirs = before.replace("religion: none", "religion: Quaker");
    change(r#"{"typing":true,"done":[{"what":"set","at":"/iro_view","value":"Another"}]}"#);
    std::fs::write(&path, &theirs).expect("somebody else writes");
    let (_, answer) = change(r#"{"done":[{"what":"set","at":"/iro_view","value":"Another one."}]}"#);
    assert!(answer.contains("/both"), "{answer}");
    assert_eq!(std::fs::read_to_string(&path).expect("the record"), theirs);
    let page = sits.get("both");
    assert!(page.contains("Another one.") && page.contains("Quaker"), "both are shown: {page}");
    // What names no place of a record changes nothing.
    for body in [
        r#"{"done":[{"what":"set","at":"/nothing","value":"x"}]}"#,
        r#"{"done":[{"what":"remove","at":"/decisions/99","value":"x"}]}"#,
        r#"{"done":[{"what":"burn","at":"/iro_view"}]}"#,
        r#"{"done":[{"what":"up","at":"/decisions/0"}]}"#,
    ] {
        let (code, _) = change(body);
        assert!(code == 200 || code == 422, "{body}: {code}");
        assert_eq!(std::fs::read_to_string(&path).expect("the record"), theirs, "{body}");
    }
}

#[test]
fn nothing_that_a_colleague_wrote_is_taken_back() {
    let (folder, path) = copy_of("samples/jordan-ellis/2026-01-06.yaml");
    let desk = Desk::start(folder.path());
    let sits = Sitting::at(&desk);
    let change = |body: &str| sits.change(body);
    change(r#"{"done":[{"what":"set","at":"/child/school","value":"Testford High"}]}"#);
    let theirs = format!("{}# a colleague's remark\n", std::fs::read_to_string(&path).expect("the record"));
    std::fs::write(&path, &theirs).expect("a colleague writes");
    sits.get("state");
    let (_, answer) = sits.post("undo", r#"{"done":[]}"#);
    assert!(answer.contains("nothing to take back"), "{answer}");
    assert_eq!(std::fs::read_to_string(&path).expect("the record"), theirs);
    // One's own last change is taken back to the byte.
    change(r#"{"done":[{"what":"set","at":"/child/school","value":"Samplebury Academy"}]}"#);
    sits.post("undo", r#"{"done":[]}"#);
    assert_eq!(std::fs::read_to_string(&path).expect("the record"), theirs);
    // A list of which one has more than the other is chosen whole: nothing is left of a half.
    change(r#"{"typing":true,"done":[{"what":"set","at":"/decisions/3/outcome","value":"Jordan is sure where they live"}]}"#);
    let at = theirs.find("  - what: Complete the sibling").expect("the first decision");
    let end = theirs.find("  - what: Hold the personal").expect("the second");
    let shorter = format!("{}{}", &theirs[..at], &theirs[end..]);
    std::fs::write(&path, &shorter).expect("a colleague takes a decision out");
    let page = sits.get("both");
    assert!(page.contains("name=\"&#x2f;decisions\"") && !page.contains("name=\"&#x2f;decisions&#x2f;"), "the list is one place: {page}");
    let base: String = page.split_once("name=\"base\" value=\"").expect("the base").1.chars().take_while(char::is_ascii_hexdigit).collect();
    assert_eq!(sits.send("both", &format!("base={base}&%2Fdecisions=mine")), 303);
    let now = std::fs::read_to_string(&path).expect("the record");
    assert!(
        now.contains("sibling assessment, with another") && now.contains("sure where they live") && now.contains("colleague's remark"),
        "{now}"
    );
    // Gone and asked for again, it is there again; and a second desk keeps its own journal.
    change(r#"{"typing":true,"done":[{"what":"set","at":"/child/school","value":"Another school"}]}"#);
    std::fs::remove_file(&path).expect("it is deleted");
    let (_, answer) = change(r#"{"done":[{"what":"set","at":"/child/school","value":"A third school"}]}"#);
    assert!(answer.contains("/both"), "{answer}");
    let page = sits.get("both");
    assert!(page.contains("is gone") && page.contains("A third school"), "{page}");
    assert_eq!(sits.send("both", "base=&whole=mine"), 303);
    assert!(std::fs::read_to_string(&path).expect("it is there again").contains("A third school"));
    let _second = Desk::start(folder.path());
    assert!(folder.path().join(".minutebook-desk-2/lock").is_file());
}

#[test]
fn a_record_of_another_encoding_survives_a_crash() {
    let (folder, path) = copy_of("samples/jordan-ellis/2026-01-06.yaml");
    let text = std::fs::read_to_string(&path).expect("the record").replace("Samplebury Academy", "Café School").replace(['’', '–'], "-");
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(&text);
    assert!(!lost);
    std::fs::write(&path, &bytes).expect("it is saved by Windows");
    let mut desk = Desk::start(folder.path());
    for round in 0..2 {
        let sits = Sitting::at(&desk);
        let typing = round == 0;
        let (code, answer) =
            sits.change(&format!(r#"{{"typing":{typing},"done":[{{"what":"set","at":"/iro_view","value":"Words {round}"}}]}}"#));
        assert_eq!(code, 200, "{answer}");
        if typing {
            drop(desk);
            desk = Desk::start(folder.path());
        }
    }
    let now = std::fs::read(&path).expect("the record");
    assert!(now.windows(5).any(|w| w == b"Caf\xe9 ") && now.windows(7).any(|w| w == b"Words 1"), "its letters are what they were");
}

/// A record begun by mistake is put away where nothing reads it, and comes back as it was; one of which documents were made stays.
#[test]
fn a_record_begun_by_mistake_is_put_away_and_brought_back() {
    let (dir, path) = copy_of("samples/jordan-ellis/2026-01-06.yaml");
    let desk = Desk::start(dir.path());
    let sitting = Sitting::at(&desk);
    let headers = [("cookie", sitting.cookie.as_str()), ("origin", sitting.origin.as_str())];
    // What is typed and not saved yet is not lost that way.
    let (_, answer) = sitting.change(r#"{"typing":true,"done":[{"what":"set","at":"/iro_view","value":"Half a sent"}]}"#);
    assert!(answer.contains("\"saved\":false"), "{answer}");
    assert_eq!(sitting.send("away", ""), 409);
    let (_, answer) = sitting.change(r#"{"done":[{"what":"set","at":"/iro_view","value":"A whole sentence."}]}"#);
    assert!(answer.contains("\"saved\":true"), "{answer}");
    let before = std::fs::read(&path).expect("the record");
    assert!(path.exists());
    let (code, page) = sitting.ask("POST", "away", "application/x-www-form-urlencoded", "");
    assert!(code == 303 && !path.exists(), "{code} {page}");
    let list = desk.ask("GET", "/away", &headers, "").1;
    let (_, rest) = list.split_once("action=\"/away/").unwrap_or_else(|| panic!("the record is on the list: {list}"));
    let id: String = rest.chars().take_while(char::is_ascii_hexdigit).collect();
    assert!(list.contains("Review, "), "{list}");
    assert_eq!(sitting.ask("GET", "state", "text/html", "").0, 404, "nothing reads it");
    let batch = crate::support::minutebook(&["check", dir.path().to_str().expect("a path")]);
    assert!(!crate::support::stdout(&batch).contains("record.yaml"), "{}", crate::support::stdout(&batch));
    // Another that stands there now is not written over.
    std::fs::write(&path, "kind: review\n").expect("written");
    assert_eq!(desk.ask("POST", &format!("/away/{id}"), &headers, "").0, 409);
    assert_eq!(std::fs::read(&path).expect("the other"), b"kind: review\n");
    std::fs::remove_file(&path).expect("gone");
    assert_eq!(desk.ask("POST", &format!("/away/{id}"), &headers, "").0, 303);
    assert_eq!(std::fs::read(&path).expect("the record"), before, "byte for byte");
    assert!(desk.ask("GET", "/away", &headers, "").1.contains("There are none."));
}

//! What Typst may see.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{DiagSpan, DiagSpanKind, FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt as _};

use crate::compose::{BUILT_IN, Templates};
use crate::fonts::{BOOK, FONTS};

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    // Cells that head their row are told to whoever listens to a table.
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// The files of the house style, one main file and at most one attachment.
#[derive(Debug)]
pub struct World {
    main: Source,
    house: Vec<Source>,
    /// What says how a document is set, as usual and closer, and what is to be looked for in it.
    fit: [Source; 2],
    close: bool,
    record: FileId,
    attachment: Option<Bytes>,
}

impl World {
    /// A world with the house style of these templates. File names are fixed: Typst never forgets one.
    ///
    /// # Errors
    /// Never with the built-in names; a path Typst refuses otherwise.
    pub fn new(templates: &Templates) -> Result<Self, String> {
        let mut house = Vec::new();
        for (name, _) in BUILT_IN.iter().filter(|(n, _)| n.starts_with("house/")) {
            house.push(Source::new(id(&format!("/{name}"))?, templates.text(name).unwrap_or_default()));
        }
        let fit = fit(id("/house/fit.typ")?, "");
        let main = Source::new(id("/main.typ")?, String::new());
        Ok(Self { main, house, fit, close: false, record: id("/record.yaml")?, attachment: None })
    }

    /// Whether what is typeset next is set closer than usual.
    pub(super) fn set_close(&mut self, close: bool) {
        self.close = close;
    }

    pub(super) fn load(&mut self, source: String, attachment: Option<Vec<u8>>) {
        let [usual, _] = &self.fit;
        self.fit = fit(usual.id(), &source);
        self.main = Source::new(self.main.id(), source);
        self.attachment = attachment.map(Bytes::new);
    }

    pub(super) fn unload(&mut self) {
        self.attachment = None;
    }

    /// File and line of a span, as `letter-child/main.typ.j2` cannot know lines of Typst source: the generated one is named.
    pub(super) fn place(&self, span: impl Into<DiagSpan>) -> Option<String> {
        let span: DiagSpan = span.into();
        let id = match span.get() {
            DiagSpanKind::Detached => return None,
            DiagSpanKind::Number { id, .. } | DiagSpanKind::Range { id, .. } => id,
        };
        let range = typst::WorldExt::range(self, span)?;
        let source = typst::World::source(self, id).ok()?;
        let line = source.lines().byte_to_line(range.start)? + 1;
        Some(format!("{}:{line}", id.get().vpath().get_without_slash()))
    }
}

/// Scripts that the fonts have besides Latin: the block that tells it, its name, and the language most often written so here.
const SCRIPTS: [(std::ops::RangeInclusive<char>, &str, &str); 8] = [
    ('\u{0590}'..='\u{05FF}', "Hebrew", "he"),
    ('\u{0600}'..='\u{08FF}', "Arabic", "ar"),
    ('\u{0900}'..='\u{097F}', "Devanagari", "hi"),
    ('\u{0980}'..='\u{09FF}', "Bengali", "bn"),
    ('\u{0A00}'..='\u{0A7F}', "Gurmukhi", "pa"),
    ('\u{0A80}'..='\u{0AFF}', "Gujarati", "gu"),
    ('\u{0B80}'..='\u{0BFF}', "Tamil", "ta"),
    ('\u{1200}'..='\u{139F}', "Ethiopic", "am"),
];

/// What `house/sheet.typ` is told of a document besides its view: how close it is set, and what there is in it to be looked for.
fn fit(id: FileId, source: &str) -> [Source; 2] {
    let is_there = |(block, ..): &&(std::ops::RangeInclusive<char>, _, _)| source.chars().any(|c| block.contains(&c));
    let scripts: String = match source.is_ascii() {
        true => String::new(),
        false => SCRIPTS.iter().filter(is_there).map(|(_, name, lang)| format!("(\"{name}\", \"{lang}\"),")).collect(),
    };
    let addresses = source.contains('@') || source.contains("://") || source.contains("www.");
    [false, true].map(|close| {
        let text = format!(
            "#let close = {close}\n#let has-addresses = {addresses}\n#let has-breaks = {}\n#let scripts = ({scripts})",
            source.contains('\u{200B}')
        );
        Source::new(id, text)
    })
}

fn id(path: &str) -> Result<FileId, String> {
    let path = VirtualPath::new(path).map_err(|e| format!("{e:?}"))?;
    Ok(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl typst::World for World {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &BOOK
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() {
            return Ok(self.main.clone());
        }
        let [usual, closer] = &self.fit;
        if id == usual.id() {
            return Ok(if self.close { closer } else { usual }.clone());
        }
        self.house.iter().find(|s| s.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match &self.attachment {
            Some(bytes) if id == self.record => Ok(bytes.clone()),
            _ => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.get(index).cloned()
    }

    /// None: a document's dates come from its view.
    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}

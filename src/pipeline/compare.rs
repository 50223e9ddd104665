//! A copy that is wanted, held against what is there: whether it has to be made, and why.

use crate::deliver::{Before, Entry, State};

/// Why a copy is made, or is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// No run made it before.
    New,
    /// Its record has changed, and with it what the copy says or is held against.
    Record,
    /// Its record is as it was; what it says of others, or of the day, has changed.
    Elsewhere,
    /// Its policy pack has changed, and with it what the copy says.
    Policy,
    /// Its template or the house style has changed.
    Template,
    /// The program, its fonts, or what the PDF is to be held against has changed.
    Program,
    /// It was a draft and is none any more, or the other way round.
    Draft,
    /// The run before could not make it, or was killed over it.
    Failed,
    /// Its file is gone.
    Missing,
    /// Its file is not what was written.
    Altered,
    /// It was asked for.
    Forced,
    /// It is as it should be.
    Unchanged,
}

impl Why {
    /// In words, as `--dry-run` prints it.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Record => "record changed",
            Self::Elsewhere => "another record or the day changed",
            Self::Policy => "policy changed",
            Self::Template => "template changed",
            Self::Program => "program or --conformance changed",
            Self::Draft => "draft mark changed",
            Self::Failed => "not finished before",
            Self::Missing => "file missing",
            Self::Altered => "file altered",
            Self::Forced => "forced",
            Self::Unchanged => "unchanged",
        }
    }
}

/// Why the copy of an entry has to be made again; [`Why::Unchanged`] where it need not. Its file is read only where all else is as it was.
pub(super) fn compare(before: &Before, wanted: &Entry, force: bool) -> Why {
    let Some(earlier) = before.of(&wanted.file) else { return Why::New };
    if earlier.status != State::Written || earlier.pdf_sha256.is_empty() {
        return Why::Failed;
    }
    if earlier.view_sha256 != wanted.view_sha256 {
        return match () {
            () if earlier.draft != wanted.draft => Why::Draft,
            () if earlier.record_sha256 != wanted.record_sha256 => Why::Record,
            () if earlier.policy_sha256 != wanted.policy_sha256 => Why::Policy,
            () => Why::Elsewhere,
        };
    }
    if earlier.template_sha256 != wanted.template_sha256 {
        return Why::Template;
    }
    if earlier.made_with != wanted.made_with {
        return Why::Program;
    }
    match before.sha256_now(&wanted.file) {
        None => Why::Missing,
        Some(now) if now != earlier.pdf_sha256 => Why::Altered,
        Some(_) if force => Why::Forced,
        Some(_) => Why::Unchanged,
    }
}

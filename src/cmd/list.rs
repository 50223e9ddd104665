//! `list`: the documents, policy packs, rules and kinds of record there are.

use super::{CommandError, End, packs, say};
use crate::check::KINDS;
use crate::check::rules::RULES;
use crate::cli::{List, Listed};
use crate::documents::DOCUMENTS;
use crate::policy::PolicyError;

pub(super) fn run(args: &List) -> Result<End, CommandError> {
    match args.what {
        Listed::Documents => {
            for document in DOCUMENTS {
                say(&format!("{:<22} {}\n{:<22} templates: {}/", document.key, document.about, "", document.folder));
            }
        }
        Listed::Policies => {
            let mut packs = packs(&args.packs)?;
            for name in packs.names() {
                match packs.get(&name) {
                    Ok(policy) => say(&format!("{name:<22} {}, {}", policy.title, policy.edition)),
                    Err(error @ PolicyError::NotFound { .. }) => say(&format!("{name:<22} {error}")),
                    Err(PolicyError::Invalid(diagnostics)) => {
                        say(&format!("{name:<22} has errors"));
                        for diagnostic in &diagnostics {
                            say(&crate::diagnostic::short(diagnostic));
                        }
                    }
                }
            }
        }
        Listed::Kinds => {
            for kind in KINDS {
                say(&format!("{:<22} {}", kind.key, kind.about));
            }
        }
        Listed::Rules => {
            for rule in RULES {
                say(&format!("{} {:<8} {:<32} {}", rule.code, rule.severity.word(), rule.name, rule.summary()));
            }
        }
    }
    Ok(End::Well)
}

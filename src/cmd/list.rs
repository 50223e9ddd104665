//! `list`: the documents, policy packs, rules, kinds of record and measures there are.

use super::{CommandError, End, packs, say};
use crate::annual::MEASURES;
use crate::cli::{List, Listed};
use crate::kinds::{DOCUMENTS, KINDS, RULES};
use crate::policy::PolicyError;

pub(super) fn run(args: &List) -> Result<End, CommandError> {
    match args.what {
        Listed::Documents => {
            for document in DOCUMENTS.iter() {
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
        Listed::Measures => {
            for m in MEASURES {
                say(&format!("{}: {}", m.key, m.title));
                for (what, words) in [("counts", m.numerator), ("of", m.denominator), ("left out", m.left_out), ("source", m.source)] {
                    say(&format!("  {what:<9} {words}"));
                }
            }
        }
        Listed::Rules => {
            for rule in RULES.iter() {
                say(&format!("{} {:<8} {:<32} {}", rule.code, rule.severity.word(), rule.name, rule.summary()));
            }
        }
    }
    Ok(End::Well)
}

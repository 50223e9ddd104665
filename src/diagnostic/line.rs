//! One line a diagnostic: for a person in a hurry, and for a program.

use super::Diagnostic;

/// `file:line:column: error[R101]: message`.
#[must_use]
pub fn short(d: &Diagnostic) -> String {
    format!("{}:{}:{}: {}[{}]: {}", d.file, d.line, d.column, d.severity.word(), d.code, d.message)
}

/// A JSON object with code, severity, message, file, line, column, pointer, help, source.
#[must_use]
pub fn json(d: &Diagnostic) -> String {
    serde_json::to_string(d).unwrap_or_default()
}

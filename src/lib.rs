//! minutebook turns YAML records of looked-after children's reviews into the documents that an Independent Reviewing Officer
//! service owes: Records of Review and decision letters, checked before they are made and again after.
//!
//! A record flows one way, and each stop has its own type, so that a step cannot be skipped:
//!
//! ```text
//! file -> read::Source -> record::Record -> check::Case {record, policy, facts}
//!      -> documents::Planned (a view for one audience) -> compose::Composed (Typst source)
//!      -> typeset::Pdf -> verify::VerifiedPdf -> deliver::Delivered
//! ```
//!
//! A [`verify::VerifiedPdf`] can only be made by the verifying stage, and delivery takes nothing else. A template sees only the
//! view made for its audience. See ARCHITECTURE.md for the map.

mod ahead;
pub mod annual;
pub mod calendar;
pub mod check;
pub mod cli;
pub mod clock;
pub mod cmd;
pub mod compose;
pub mod deliver;
pub mod derive;
pub mod desk;
pub mod diagnostic;
pub mod discover;
pub mod dispatch;
pub mod documents;
pub mod due;
pub mod edit;
pub mod example;
pub mod fonts;
pub mod fs;
pub mod hash;
pub mod kinds;
pub mod matching;
pub mod pipeline;
pub mod policy;
mod pool;
pub mod read;
pub mod record;
pub mod shape;
pub mod share;
pub mod spelling;
pub mod survey;
pub mod typeset;
pub mod verify;
pub mod words;
pub mod worker;

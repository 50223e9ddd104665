//! One binary for all integration tests: typst is linked once. One module a stage.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "a test that meets something unexpected should stop at once"
)]

mod annual;
mod batch;
mod calendar;
mod cases;
mod cli;
mod compose;
mod desk;
mod dispatch;
mod drafts;
mod due;
mod edit;
mod effects;
mod faults;
mod filled;
mod hiding;
mod layers;
mod letters;
mod lists;
mod markers;
mod matching;
mod outbox;
mod packs;
mod policies;
mod read;
mod rules;
mod runs;
mod samples;
mod schemas;
mod secrets;
mod spelling;
mod support;
mod verify;
mod withhold;

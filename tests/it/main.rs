//! One binary for all integration tests: typst is linked once. One module a stage.

mod batch;
mod calendar;
mod cli;
mod compose;
mod faults;
mod lists;
mod read;
mod rules;
mod samples;
mod support;
mod verify;

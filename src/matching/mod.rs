//! Finding names, addresses and numbers in text that people wrote, however they typed them. The one place that does: rules look through
//! records with it, the finished PDF and every form of a report are held against it. Knows nothing of records.

mod finder;
mod fold;
mod forms;
mod hashed;
mod houses;
mod numbers;
mod ordinary;
mod places;

pub use finder::{Finder, Hit, Secret, Sure};
pub use fold::{Word, fold, keys};
pub use forms::{called, names};
pub use ordinary::is_ordinary;
pub use places::identifying;

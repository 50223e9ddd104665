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

/// Addresses among some secrets as houses with their numbers: what may stand in a text is then found in the same way as what may not.
#[must_use]
pub fn with_numbers(secrets: &[Secret]) -> Vec<Secret> {
    let house = |secret: &Secret| match secret {
        Secret::Address(address) => Some(Secret::House(address.clone())),
        _ => None,
    };
    secrets.iter().filter_map(house).collect()
}

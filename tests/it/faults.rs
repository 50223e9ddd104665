//! Every rule has a folder in tests/faults. What each must give is tested there.

use crate::support::{folders, root};

#[test]
fn every_rule_has_a_fault() {
    // What cannot be kept as a file of its own is tested where the other stages are.
    let elsewhere = [
        "R003", "R004", "R007", "R008", "R009", "R108", "R225", "R232", "R233", "R250", "R402", "R403", "R901", "R902", "R903", "R904",
        "R905", "R906", "R907",
    ];
    let faults: Vec<String> =
        folders("tests/faults").iter().map(|f| f.file_name().expect("a name").to_string_lossy().into_owned()).collect();
    for rule in minutebook::kinds::RULES.iter() {
        let here = faults.iter().any(|f| f.starts_with(rule.code));
        assert_ne!(here, elsewhere.contains(&rule.code), "{} {}", rule.code, rule.name);
    }
    assert!(root().join("tests/faults/R000-good/record.yaml").is_file());
}

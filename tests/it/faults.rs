//! Every folder of tests/faults: the findings it must give, kept beside the record.

use crate::support::{AS_OF, expect_file, folders, minutebook, root, stdout};

#[test]
fn each_fault_gives_its_findings() {
    for folder in folders("tests/faults") {
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let relative = format!("tests/faults/{name}");
        let output = minutebook(&["check", "--message-format", "short", "--as-of", AS_OF, &relative]);
        let found = stdout(&output).replace(&format!("{relative}/"), "");
        let code = name.split('-').next().expect("a code");
        if code == "R000" {
            assert_eq!(found, "", "{name} is without fault");
            assert_eq!(output.status.code(), Some(0));
            continue;
        }
        assert!(found.contains(&format!("[{code}]")), "{name} gives its own code:\n{found}");
        let errors = found.contains("error[");
        assert_eq!(output.status.code(), Some(i32::from(errors)), "{name}");
        expect_file(&folder.join("expected.txt"), &found);
    }
}

#[test]
fn every_rule_has_a_fault() {
    // What cannot be kept as a file of its own is tested where the other stages are.
    let elsewhere =
        ["R003", "R004", "R007", "R008", "R009", "R108", "R225", "R232", "R233", "R402", "R901", "R902", "R903", "R904", "R905"];
    let faults: Vec<String> =
        folders("tests/faults").iter().map(|f| f.file_name().expect("a name").to_string_lossy().into_owned()).collect();
    for rule in minutebook::kinds::RULES.iter() {
        let here = faults.iter().any(|f| f.starts_with(rule.code));
        assert_ne!(here, elsewhere.contains(&rule.code), "{} {}", rule.code, rule.name);
    }
    assert!(root().join("tests/faults/R000-good/record.yaml").is_file());
}

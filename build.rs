//! Puts every policy pack of `policies/` into the binary, so that a new authority is one YAML file and no Rust.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=policies");
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let mut packs: Vec<PathBuf> = std::fs::read_dir(root.join("policies"))?.filter_map(|e| e.ok().map(|e| e.path())).collect();
    packs.retain(|p| p.extension().is_some_and(|e| e == "yaml"));
    packs.sort();
    let mut list = String::from("&[");
    for pack in &packs {
        let name = pack.file_stem().unwrap_or_default().to_string_lossy();
        // The text itself rather than its path: a build folder may be shared by several checkouts, and no path of this machine belongs
        // into the program.
        let _ = write!(list, "({name:?}, {:?}),", std::fs::read_to_string(pack)?);
    }
    list.push(']');
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    #[expect(clippy::disallowed_methods, reason = "a generated source file holds nobody's data")]
    std::fs::write(Path::new(&out).join("packs.rs"), list)
}

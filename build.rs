//! Puts every policy pack of `policies/` into the binary, so that a new authority is one YAML file and no Rust.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    ["policies", "src", "templates/fonts", "Cargo.lock"].iter().for_each(|path| println!("cargo::rerun-if-changed={path}"));
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
    println!("cargo::rustc-env=MINUTEBOOK_BUILD={:016x}", fingerprint(&root)?);
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    #[expect(clippy::disallowed_methods, reason = "a generated source file holds nobody's data")]
    std::fs::write(Path::new(&out).join("packs.rs"), list)
}

/// What tells one build of the program from another: its sources, its fonts and what it is built upon. What an earlier build made is made
/// again. Templates are looked at by themselves.
fn fingerprint(root: &Path) -> std::io::Result<u64> {
    let mut files = vec![root.join("Cargo.lock")];
    let mut folders = vec![root.join("src"), root.join("templates/fonts")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    // FNV-1a: the same on every machine, which the standard library's need not be.
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        for byte in std::fs::read(file)? {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    Ok(hash)
}

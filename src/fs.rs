//! The only door to the disk: reads that are bounded, writes that are whole or not at all and readable by their owner only.

use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

/// The largest record that is read, in bytes. A long review is about 100 kB.
pub const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Larger than [`MAX_BYTES`].
    #[error("the file has {0} bytes; a record has at most {MAX_BYTES}")]
    TooLarge(u64),
    /// A folder, a pipe or a device.
    #[error("it is not an ordinary file")]
    NotAFile,
    /// The operating system's word.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Reads a file of at most [`MAX_BYTES`] bytes.
///
/// # Errors
/// When it is too large, not an ordinary file, or cannot be read.
pub fn read(path: &Path) -> Result<Vec<u8>, ReadError> {
    // Asked before opening: opening a pipe would wait for a writer for ever.
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        return Err(ReadError::NotAFile);
    }
    if meta.len() > MAX_BYTES {
        return Err(ReadError::TooLarge(meta.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
    // A file can grow between the question and the reading.
    File::open(path)?.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(ReadError::TooLarge(bytes.len() as u64));
    }
    Ok(bytes)
}

/// Whether what is written may be read by the group of the folder it lies in.
static SHARED: AtomicBool = AtomicBool::new(false);

/// From now on, lets the group of the folder read what is written into it.
pub fn share_with_group() {
    SHARED.store(true, Ordering::Relaxed);
}

/// Gives a new file or folder the group of the folder it lies in, and lets it read; nothing where that was not asked for.
#[cfg(unix)]
fn share(path: &Path, beside: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    if !SHARED.load(Ordering::Relaxed) {
        return Ok(());
    }
    let group = fs::metadata(beside)?.gid();
    if fs::metadata(path)?.gid() != group {
        std::os::unix::fs::chown(path, None, Some(group))?;
    }
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Elsewhere than on Unix the folder's own rights hold.
#[cfg(not(unix))]
fn share(_path: &Path, _beside: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

/// Makes a folder and its parents, readable by their owner only where they are new, or by the group too where that was asked for.
///
/// # Errors
/// The operating system's.
pub fn create_dir(path: &Path) -> io::Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let beside = path.ancestors().skip(1).find(|p| p.is_dir()).unwrap_or(Path::new(".")).to_owned();
    make_dir(path)?;
    // Each folder that is new, from the top.
    let mut new: Vec<&Path> = path.ancestors().take_while(|p| **p != *beside && !p.as_os_str().is_empty()).collect();
    new.reverse();
    new.into_iter().try_for_each(|folder| share(folder, &beside, 0o750))
}

fn make_dir(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path)
}

/// Writes a file whole or not at all, mode 0600, or 0640 where its folder's group is to read it. The temporary file beside it is named at random: it never carries a child's name.
///
/// # Errors
/// The operating system's, as when the disk is full; then nothing is left behind.
pub fn write_whole(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty());
    let folder = folder.unwrap_or_else(|| Path::new("."));
    let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
    file.write_all(bytes)?;
    // What takes the place of another is on the disk before it does, also where the power fails.
    file.as_file().sync_data()?;
    share(file.path(), folder, 0o640)?;
    file.persist(path).map_err(|e| e.error)?;
    Ok(())
}

/// Copies a file whole or not at all, over what is there, with the rights of [`write_whole`]. It is not waited for until it is on the disk:
/// whoever needs to know holds it against its SHA-256.
///
/// # Errors
/// The operating system's.
pub fn copy_whole(from: &Path, to: &Path) -> io::Result<()> {
    let folder = to.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
    io::copy(&mut File::open(from)?, &mut file.as_file())?;
    share(file.path(), folder, 0o640)?;
    file.persist(to).map_err(|e| e.error)?;
    Ok(())
}

/// Writes a file whole in the place of one, with the rights that it had.
///
/// # Errors
/// The operating system's.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // Of a link, what it leads to.
    let path = path.canonicalize()?;
    let before = fs::metadata(&path)?;
    if before.permissions().readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    write_whole(&path, bytes)?;
    keep_group(&path, &before);
    fs::set_permissions(&path, before.permissions())
}

/// Gives a file the group and, where that may be done, the owner that the one before it had.
#[cfg(unix)]
fn keep_group(path: &Path, before: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt as _, chown};
    if chown(path, Some(before.uid()), Some(before.gid())).is_err() {
        let _ = chown(path, None, Some(before.gid()));
    }
}

/// Elsewhere than on Unix the folder's own rights hold.
#[cfg(not(unix))]
fn keep_group(_path: &Path, _before: &fs::Metadata) {}

/// Whether a path below a folder leads nowhere else: none of the folders on its way is a link.
#[must_use]
pub fn is_plainly_below(folder: &Path, below: &Path) -> bool {
    let mut at = folder.to_owned();
    let parts: Vec<_> = below.components().collect();
    let (Some((_, folders)), true) = (parts.split_last(), below.components().all(|c| matches!(c, std::path::Component::Normal(_)))) else {
        return false;
    };
    folders.iter().all(|part| {
        at.push(part);
        // One that is not there yet is made as a folder.
        !fs::symlink_metadata(&at).is_ok_and(|meta| meta.is_symlink())
    })
}

/// Gives a file that was written before, and the folder it lies in, the rights that a new one has: they may have been opened since, or asked for
/// otherwise then.
///
/// # Errors
/// The operating system's.
#[cfg(unix)]
pub fn keep_own(path: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    let shared = SHARED.load(Ordering::Relaxed);
    let folder = path.parent().unwrap_or(Path::new("."));
    for (path, mode) in [(folder, if shared { 0o750 } else { 0o700 }), (path, if shared { 0o640 } else { 0o600 })] {
        if fs::metadata(path)?.permissions().mode() & 0o777 != mode {
            fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
        }
    }
    if shared {
        let beside = folder.parent().unwrap_or(folder);
        share(folder, beside, 0o750)?;
        share(path, folder, 0o640)?;
    }
    Ok(())
}

/// Elsewhere than on Unix the folder's own rights hold.
#[cfg(not(unix))]
pub fn keep_own(_path: &Path) -> io::Result<()> {
    Ok(())
}

/// Writes a new file and refuses to replace one.
///
/// # Errors
/// The operating system's; `AlreadyExists` when there is one.
pub fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    write_whole(path, bytes)
}

/// How temporary files begin.
pub const TEMPORARY: &str = ".minutebook-tmp-";

/// Opens a file for reading and for writing at its end, and makes it where there is none: mode 0600.
///
/// # Errors
/// The operating system's.
pub fn open_own(path: &Path) -> io::Result<File> {
    let mut options = File::options();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}

/// Whether a folder belongs to whoever runs the program, so that only they read what is written there.
#[cfg(unix)]
#[must_use]
pub fn is_own(folder: &Path) -> bool {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    let Ok(meta) = fs::symlink_metadata(folder) else { return false };
    // A file that is made belongs to whoever makes it.
    let probe = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder).and_then(|file| file.as_file().metadata());
    meta.is_dir() && meta.permissions().mode() & 0o077 == 0 && probe.is_ok_and(|probe| probe.uid() == meta.uid())
}

/// Elsewhere than on Unix the folder's own rights hold.
#[cfg(not(unix))]
#[must_use]
pub fn is_own(folder: &Path) -> bool {
    folder.is_dir()
}

/// A file for another program to open, mode 0600, gone after a while.
///
/// # Errors
/// The operating system's.
pub fn passing_file(bytes: &[u8], ending: &str, after: std::time::Duration) -> io::Result<PathBuf> {
    let mut file = tempfile::Builder::new().prefix(TEMPORARY).suffix(ending).tempfile()?;
    file.write_all(bytes)?;
    file.flush()?;
    let path = file.path().to_owned();
    std::thread::spawn(move || {
        std::thread::sleep(after);
        drop(file);
    });
    Ok(path)
}

/// A file of any size.
///
/// # Errors
/// The operating system's.
pub fn read_any(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

/// The names of what lies in a folder.
#[must_use]
pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries.filter_map(|entry| entry.file_name().into_string().ok()).collect()
}

/// Moves a file to another place of the same folder tree, over what is there.
///
/// # Errors
/// The operating system's.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}

/// Removes a file.
///
/// # Errors
/// The operating system's.
pub fn remove(path: &Path) -> io::Result<()> {
    fs::remove_file(path)
}

/// A file or folder that a record names, beside the record: below one of the folders it may lie in, links resolved.
///
/// # Errors
/// In words, where it lies outside: a record must not make the program read what its writer may not have.
pub fn named_by(record: &Path, named: &str, within: &[PathBuf]) -> Result<PathBuf, String> {
    let folder = record.parent().filter(|f| !f.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let path = folder.join(named);
    // What is not there is told as such by whoever reads it; where it would lie is looked at all the same.
    let real = |path: &Path| path.canonicalize().or_else(|_| std::path::absolute(path).map(|p| without_dots(&p)));
    let there = real(&path).map_err(|e| e.kind().to_string())?;
    let below = |folder: &Path| real(folder).is_ok_and(|folder| there.starts_with(folder));
    match Path::new(named).is_relative() && (below(folder) || within.iter().any(|root| below(root))) {
        true => Ok(path),
        false => Err("it lies outside the folder that may be read".to_owned()),
    }
}

fn without_dots(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::ParentDir => {
                out.pop();
            }
            std::path::Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

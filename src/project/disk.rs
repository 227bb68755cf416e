//! Reading files and walking folders, with errors that say why in plain words.
//! Never follows a link out of the folder it walks.

use super::ProjectError;
use crate::notice::parse::MAX_BYTES;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The deepest folder that is walked.
const MAX_DEPTH: usize = 64;

/// Reads a text file. One that is larger than a notice may be is read only so far that the reader tells so.
pub fn read(path: &Path) -> Result<String, ProjectError> {
    let file = std::fs::File::open(path).map_err(|e| ProjectError::new(path, why(&e)))?;
    let size = file.metadata().map_err(|e| ProjectError::new(path, why(&e)))?.len();
    let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0).min(MAX_BYTES) + 1);
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| ProjectError::new(path, why(&e)))?;
    if bytes.len() > MAX_BYTES {
        // Cut at a border of a character, so that what is told is the size and not the encoding.
        let end = (MAX_BYTES + 1..=bytes.len()).rev().find(|end| std::str::from_utf8(&bytes[..*end]).is_ok()).unwrap_or(bytes.len());
        bytes.truncate(end);
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    String::from_utf8(bytes).map_err(|e| {
        let before = &e.as_bytes()[..e.utf8_error().valid_up_to()];
        let line = before.iter().filter(|b| **b == b'\n').count() + 1;
        ProjectError::new(path, format!("line {line} is not UTF-8; save the file as UTF-8"))
    })
}

/// Reads the text of a notice whatever its encoding: what is not UTF-8 has U+FFFD in its place, which the reader of notices tells of.
/// Never for a text that is written back.
pub fn read_notice(path: &Path) -> Result<String, ProjectError> {
    let bytes = match read(path) {
        Ok(text) => return Ok(text),
        Err(error) => std::fs::read(path).map_err(|_| error)?,
    };
    let utf16 = |from: fn([u8; 2]) -> u16| -> String {
        let (pairs, _) = bytes.as_chunks::<2>();
        format!("{}{}", char::REPLACEMENT_CHARACTER, String::from_utf16_lossy(&pairs[1..].iter().map(|pair| from(*pair)).collect::<Vec<_>>()))
    };
    Ok(match bytes.get(..2) {
        Some([0xff, 0xfe]) => utf16(u16::from_le_bytes),
        Some([0xfe, 0xff]) => utf16(u16::from_be_bytes),
        _ => String::from_utf8_lossy(&bytes).into_owned(),
    })
}

/// Every `.toml` file below a folder, hidden ones and those that .gitignore names left out, in the order of their paths.
pub fn toml_files(folder: &Path) -> Result<Vec<PathBuf>, ProjectError> {
    let mut found = Vec::new();
    for entry in ignore::WalkBuilder::new(folder).follow_links(false).max_depth(Some(MAX_DEPTH)).sort_by_file_path(Path::cmp).require_git(false).build() {
        let entry = entry.map_err(|e| ProjectError::new(folder, e))?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) && entry.path().extension().is_some_and(|ext| ext == "toml") {
            found.push(entry.into_path());
        }
    }
    Ok(found)
}

/// Every `.toml` file below a folder, with its path below it (`/` between the parts); hidden ones left out, and none that .gitignore names.
pub fn own_files(folder: &Path) -> Result<Vec<(String, PathBuf)>, ProjectError> {
    if !folder.is_dir() {
        return Err(ProjectError::new(folder, "there is no such folder of rules"));
    }
    let mut found = Vec::new();
    let walk = ignore::WalkBuilder::new(folder)
        .standard_filters(false)
        .hidden(true)
        .follow_links(false)
        .max_depth(Some(MAX_DEPTH))
        .sort_by_file_path(Path::cmp)
        .build();
    for entry in walk {
        let entry = entry.map_err(|e| ProjectError::new(folder, e))?;
        let path = entry.path();
        if entry.file_type().is_some_and(|kind| kind.is_file()) && path.extension().is_some_and(|ext| ext == "toml") {
            let below = path.strip_prefix(folder).unwrap_or(path);
            found.push((below.components().map(|c| c.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"), path.to_path_buf()));
        }
    }
    Ok(found)
}

/// Reads a text file that is no notice and may be larger than one, up to a limit.
pub fn read_large(path: &Path, limit: usize) -> Result<String, ProjectError> {
    let file = std::fs::File::open(path).map_err(|e| ProjectError::new(path, why(&e)))?;
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(|e| ProjectError::new(path, why(&e)))?;
    if bytes.len() > limit {
        return Err(ProjectError::new(path, format!("the file is larger than {} MiB", limit >> 20)));
    }
    String::from_utf8(bytes).map_err(|_| ProjectError::new(path, "is not UTF-8"))
}

/// Reads a file of any kind, up to a limit.
pub fn read_bytes_up_to(path: &Path, limit: usize) -> Result<Vec<u8>, ProjectError> {
    let file = std::fs::File::open(path).map_err(|e| ProjectError::new(path, why(&e)))?;
    let mut bytes = Vec::new();
    file.take(limit as u64).read_to_end(&mut bytes).map_err(|e| ProjectError::new(path, why(&e)))?;
    Ok(bytes)
}

/// Standard input of any kind, up to a limit.
pub fn read_stdin_bytes(limit: usize) -> Result<Vec<u8>, ProjectError> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(limit as u64).read_to_end(&mut bytes).map_err(|e| ProjectError::new("-", why(&e)))?;
    Ok(bytes)
}

/// Reads a file that is no text.
pub fn read_bytes(path: &Path) -> Result<Vec<u8>, ProjectError> {
    std::fs::read(path).map_err(|e| ProjectError::new(path, why(&e)))
}

/// Makes the folder a file shall stand in, where there is none.
pub fn make_folder_of(path: &Path) -> Result<(), ProjectError> {
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => std::fs::create_dir_all(folder).map_err(|e| ProjectError::new(folder, why(&e))),
        None => Ok(()),
    }
}

/// Whether there is something at a path.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    std::fs::symlink_metadata(path).is_ok()
}

/// Standard input as text.
pub fn read_stdin() -> Result<String, ProjectError> {
    let mut bytes = Vec::new();
    io::stdin().lock().take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| ProjectError::new("-", why(&e)))?;
    String::from_utf8(bytes).map_err(|_| ProjectError::new("-", "standard input is not UTF-8"))
}

/// The reason of a failure in words of our own for the common kinds.
#[must_use]
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_string(),
        io::ErrorKind::PermissionDenied => "cannot be read: permission denied".to_string(),
        io::ErrorKind::IsADirectory => "this is a folder, not a file".to_string(),
        _ => error.to_string(),
    }
}

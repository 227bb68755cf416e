//! The workspace and the only door to the disk: finds and reads notices, overlays templates, writes sites atomically.
//! Never decides wording or layout.

pub mod disk;
pub mod publish;
pub mod starter;
pub mod workspace;

use crate::notice::{Reading, Shared};
use crate::source::Source;
use rayon::prelude::*;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
pub use workspace::Workspace;

/// What kept the tool from doing what was asked, always with the path. The message is one line.
#[derive(Debug)]
pub struct ProjectError {
    /// The path it is about.
    pub path: PathBuf,
    /// What went wrong.
    pub what: String,
}

impl fmt::Display for ProjectError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.what)
    }
}

impl std::error::Error for ProjectError {}

impl ProjectError {
    /// An error about a path.
    pub fn new(path: impl Into<PathBuf>, what: impl fmt::Display) -> Self {
        Self { path: path.into(), what: what.to_string() }
    }
}

/// A notice read from the disk or standard input, with its workspace.
#[derive(Debug)]
pub struct NoticeFile {
    /// Where it was read from.
    pub path: PathBuf,
    /// Its text.
    pub source: Source,
    /// Its reading.
    pub reading: Reading,
    /// The workspace it belongs to; the default one where there is no file.
    pub workspace: Arc<Workspace>,
}

/// The notices found, and the workspaces they belong to, each once.
#[derive(Debug)]
pub struct Found {
    /// In the order of their paths.
    pub notices: Vec<NoticeFile>,
    /// In the order of their paths.
    pub workspaces: Vec<Arc<Workspace>>,
}

/// Reads every notice at or below the paths. A path that leads to no notice is an error.
pub fn read(paths: &[PathBuf]) -> Result<Found, ProjectError> {
    let mut files: Vec<PathBuf> = Vec::new();
    let mut texts: Vec<(PathBuf, String)> = Vec::new();
    let mut asked: Vec<Arc<Workspace>> = Vec::new();
    for path in paths {
        let meta = std::fs::metadata(path).map_err(|e| ProjectError::new(path, disk::why(&e)))?;
        if !meta.is_dir() {
            if path.file_name().is_some_and(|name| name == workspace::FILE) {
                asked.push(Arc::new(Workspace::read(path)?));
                continue;
            }
            let text = disk::read(path)?;
            if !is_notice(&text) {
                return Err(ProjectError::new(path, "this is not a notice: it has none of the tables [notice], [register], [controller] or [[purposes]]"));
            }
            texts.push((path.clone(), text));
            continue;
        }
        files.extend(disk::toml_files(path)?);
    }
    let read: Vec<(PathBuf, String)> = files.into_par_iter().map(|path| disk::read(&path).map(|text| (path, text))).collect::<Result<_, _>>()?;
    texts.extend(read.into_iter().filter(|(path, text)| path.file_name().is_none_or(|name| name != workspace::FILE) && is_notice(text)));
    if texts.is_empty() && asked.is_empty() {
        let path = paths.first().cloned().unwrap_or_default();
        return Err(ProjectError::new(path, "no notice here: a notice is a .toml file with a [register] table"));
    }
    texts.sort_by(|a, b| a.0.cmp(&b.0));
    texts.dedup_by(|a, b| a.0 == b.0);

    let mut finder = workspace::Finder::default();
    let mut placed = Vec::with_capacity(texts.len());
    for (path, text) in texts {
        let workspace = finder.find(&path)?;
        placed.push((path, text, workspace));
    }
    let notices = placed.into_par_iter().map(|(path, text, workspace)| open(path, text, workspace)).collect();
    let mut workspaces = finder.found();
    workspaces.extend(asked.into_iter().filter(|w| workspaces.iter().all(|other| other.path != w.path)).collect::<Vec<_>>());
    Ok(Found { notices, workspaces })
}

/// A notice from text that stands nowhere on the disk, as if it stood at `name`.
pub fn read_text(name: &Path, text: String) -> Result<Found, ProjectError> {
    let mut finder = workspace::Finder::default();
    let workspace = finder.find(name)?;
    Ok(Found { notices: vec![open(name.to_path_buf(), text, workspace)], workspaces: finder.found() })
}

fn open(path: PathBuf, text: String, workspace: Arc<Workspace>) -> NoticeFile {
    let shared = workspace.source.is_some().then(|| Shared { tree: workspace.reading.tree.clone() });
    let reading = crate::notice::read(&text, shared.as_ref());
    let source = Source::new(path.to_string_lossy(), text);
    NoticeFile { path, source, reading, workspace }
}

/// Whether a TOML text is meant as a notice: one of the tables that only notices have opens in it.
#[must_use]
pub fn is_notice(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.trim_start();
        let Some(name) = line.strip_prefix("[[").or_else(|| line.strip_prefix('[')) else {
            return line.starts_with("register.") || line.starts_with("register =");
        };
        let name = name.trim_start();
        ["notice", "register", "controller", "purposes"]
            .iter()
            .any(|table| name.strip_prefix(table).is_some_and(|rest| rest.trim_start().starts_with([']', '.'])))
    })
}

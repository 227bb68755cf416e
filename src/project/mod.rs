//! The workspace and the only door to the disk: finds and reads notices, overlays templates, writes sites atomically.
//! Never decides wording or layout.

pub mod choice;
pub mod disk;
pub mod git;
pub mod init;
pub mod publish;
pub mod starter;
pub mod workspace;

use crate::notice::Reading;
use crate::source::Source;
use memchr::memmem;
use rayon::prelude::*;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
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

/// Reads every notice at or below the paths and holds them all. A path that leads to no notice is an error.
pub fn read(paths: &[PathBuf]) -> Result<Found, ProjectError> {
    let (notices, workspaces) = each(paths, |file| file)?;
    Ok(Found { notices, workspaces })
}

/// Reads every notice at or below the paths, one by one on all processors, and keeps of each only what `take` makes of it, so that memory
/// does not grow with the texts. Gives that in the order of the paths, and the workspaces as [`Found`] has them. A path that leads to no
/// notice is an error.
pub fn each<T: Send>(paths: &[PathBuf], take: impl Fn(NoticeFile) -> T + Sync) -> Result<(Vec<T>, Vec<Arc<Workspace>>), ProjectError> {
    let (files, asked) = walk(paths)?;
    let finder = Mutex::new(workspace::Finder::default());
    let one = |file: &Walked| -> Taken<T> {
        // A file that was asked for by its name is read or refused; one among many must not keep the others from being judged.
        let text = if file.named { disk::read(&file.path) } else { disk::read_notice(&file.path) }.map_err(Trouble::Read)?;
        if !file.named && file.path.file_name().is_some_and(|name| name == workspace::FILE) {
            return Ok(None);
        }
        if !is_notice(text.trim_start_matches(char::REPLACEMENT_CHARACTER)) {
            let what = "this is not a notice: it has none of the tables [notice], [register], [controller] or [[purposes]]";
            return if file.named { Err(Trouble::Read(ProjectError::new(&file.path, what))) } else { Ok(None) };
        }
        let workspace = finder.lock().unwrap_or_else(PoisonError::into_inner).find(&file.path).map_err(Trouble::Workspace)?;
        // A base notice among rules of the user's own is there for their examples; a file of words or of the page has tables of a notice's names.
        if !file.named && workspace.is_no_notice(&file.path) {
            return Ok(None);
        }
        Ok(Some((take(open(file.path.clone(), text, workspace.clone())), workspace)))
    };
    let read: Vec<Taken<T>> = files.par_iter().map(one).collect();
    let mut taken = Vec::with_capacity(read.len());
    let mut workspaces: Vec<Arc<Workspace>> = Vec::new();
    let mut trouble: Option<Trouble> = None;
    for result in read {
        match result {
            Ok(Some((value, workspace))) => {
                if workspace.source.is_some() && workspaces.iter().all(|known| !Arc::ptr_eq(known, &workspace)) {
                    workspaces.push(workspace);
                }
                taken.push(value);
            }
            Ok(None) => {}
            // The same trouble is told on every run: the first notice that cannot be read, else the first workspace that cannot.
            Err(Trouble::Read(error)) if !matches!(trouble, Some(Trouble::Read(_))) => trouble = Some(Trouble::Read(error)),
            Err(other) => trouble = trouble.or(Some(other)),
        }
    }
    match trouble {
        Some(Trouble::Read(error) | Trouble::Workspace(error)) => return Err(error),
        None if taken.is_empty() && asked.is_empty() => {
            let path = paths.first().cloned().unwrap_or_default();
            return Err(ProjectError::new(path, "no notice here: a notice is a .toml file with a [register] table"));
        }
        None => {}
    }
    workspaces.extend(asked.into_iter().filter(|w| workspaces.iter().all(|other| other.path != w.path)).collect::<Vec<_>>());
    Ok((taken, workspaces))
}

/// A file that may be a notice.
struct Walked {
    path: PathBuf,
    /// Whether it was asked for by name: then it must be one.
    named: bool,
}

/// What kept a notice from being read.
enum Trouble {
    Read(ProjectError),
    Workspace(ProjectError),
}

/// What was made of a file and its workspace; nothing of one that is no notice.
type Taken<T> = Result<Option<(T, Arc<Workspace>)>, Trouble>;

/// Files at or below the paths in their order, each once, and the workspace files asked for by name.
fn walk(paths: &[PathBuf]) -> Result<(Vec<Walked>, Vec<Arc<Workspace>>), ProjectError> {
    let mut files: Vec<Walked> = Vec::new();
    let mut asked: Vec<Arc<Workspace>> = Vec::new();
    for path in paths {
        let meta = std::fs::metadata(path).map_err(|e| ProjectError::new(path, disk::why(&e)))?;
        if meta.is_dir() {
            files.extend(disk::toml_files(path)?.into_iter().map(|path| Walked { path, named: false }));
        } else if path.file_name().is_some_and(|name| name == workspace::FILE) {
            asked.push(Arc::new(Workspace::read(path)?));
        } else {
            files.push(Walked { path: path.clone(), named: true });
        }
    }
    // A file has one name, however its folder was asked for: `./a.toml` is `a.toml`, in reports and in baselines.
    for file in &mut files {
        if let Ok(plain) = file.path.strip_prefix(".") {
            file.path = plain.to_path_buf();
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path).then(b.named.cmp(&a.named)));
    files.dedup_by(|a, b| a.path == b.path);
    Ok((files, asked))
}

/// A notice from text that stands nowhere on the disk, as if it stood at `name`.
pub fn read_text(name: &Path, text: String) -> Result<Found, ProjectError> {
    let mut finder = workspace::Finder::default();
    let workspace = finder.find(name)?;
    Ok(Found { notices: vec![open(name.to_path_buf(), text, workspace)], workspaces: finder.found() })
}

/// Reads a notice again that was read before.
pub fn reopen(path: &Path, workspace: Arc<Workspace>) -> Result<NoticeFile, ProjectError> {
    Ok(open(path.to_path_buf(), disk::read(path)?, workspace))
}

/// A notice of a workspace, from its text.
#[must_use]
pub fn open(path: PathBuf, text: String, workspace: Arc<Workspace>) -> NoticeFile {
    let reading = crate::notice::read(&text, workspace.source.is_some().then_some(&workspace.reading.tree));
    let source = Source::new(path.to_string_lossy(), text);
    NoticeFile { path, source, reading, workspace }
}

/// Whether a TOML text is meant as a notice: one of the tables that only notices have opens in it, and none that only rules have (whose examples
/// hold those of notices).
#[must_use]
pub fn is_notice(text: &str) -> bool {
    let opens = |name: &str| {
        let name = name.trim_start();
        let rest = ["notice", "register", "controller", "purposes"].iter().find_map(|table| name.strip_prefix(table));
        rest.is_some_and(|rest| rest.trim_start().starts_with([']', '.']))
    };
    let is_of_one = |line: &str| {
        let line = line.trim_start();
        match line.strip_prefix("[[").or_else(|| line.strip_prefix('[')) {
            Some(name) => opens(name),
            None => line.starts_with("register.") || line.starts_with("register ="),
        }
    };
    text.lines().any(is_of_one) && !text.starts_with("[check.") && memmem::find(text.as_bytes(), b"\n[check.").is_none()
}

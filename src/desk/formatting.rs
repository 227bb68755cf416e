//! Notices and workspace files put in the order of the format. Never prints; writes all of them or, where one cannot be read, none.

use crate::mend;
use crate::notice::spec::Format;
use crate::notice::{FORMAT, WORKSPACE};
use crate::project::workspace::FILE;
use crate::project::{self, ProjectError, publish};
use crate::source::Source;
use std::path::{Path, PathBuf};

/// A file and its text in order.
#[derive(Debug)]
pub struct Ordered {
    /// The file.
    pub path: PathBuf,
    /// The text as it was.
    pub old: String,
    /// The text in order.
    pub new: String,
}

/// Puts the notices at or below the paths in order, and the workspace files that are there: all of them, in the order of their paths. With `write`,
/// each that changes is replaced in one step, once all could be read.
pub fn below(paths: &[PathBuf], write: bool) -> Result<Vec<Ordered>, ProjectError> {
    let (notices, workspaces) = project::each(paths, |file| (file.path.clone(), file.source.text().to_string()))?;
    let mut files: Vec<(PathBuf, String)> = notices;
    let asked = |path: &Path| {
        let plain = |path: &Path| path.components().filter(|part| *part != std::path::Component::CurDir).collect::<PathBuf>();
        paths.iter().any(|asked| plain(path).starts_with(plain(asked)))
    };
    files.extend(workspaces.iter().filter(|of| asked(&of.path)).filter_map(|of| Some((of.path.clone(), of.source.as_ref()?.text().to_string()))));
    files.sort();
    let ordered: Vec<Ordered> = files.into_iter().map(|(path, old)| one(path, old)).collect::<Result<_, _>>()?;
    for file in ordered.iter().filter(|file| write && file.old != file.new) {
        publish::write_file(&file.path, file.new.as_bytes())?;
    }
    Ok(ordered)
}

/// Puts one text in order, by the name of its file.
pub fn one(path: PathBuf, old: String) -> Result<Ordered, ProjectError> {
    let format: &Format = if path.file_name().is_some_and(|name| name == FILE) { &WORKSPACE } else { &FORMAT };
    match mend::formatted(&old, format) {
        Ok(new) => Ok(Ordered { path, old, new }),
        Err(mend::Broken { at, what }) => {
            let at = Source::new(path.to_string_lossy(), old).position(at);
            Err(ProjectError::new(format!("{}:{}:{}", path.display(), at.line, at.column), format!("{what}; nothing was written")))
        }
    }
}

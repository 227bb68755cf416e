//! What git says has changed, asked of the command `git` itself. Never writes to a repository, never fetches.

use super::ProjectError;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The files that differ from a revision: those of commits since the two histories parted, those not yet committed, and those git does not know yet.
#[derive(Debug)]
pub struct Changed {
    /// The folder of the repository.
    root: PathBuf,
    paths: BTreeSet<PathBuf>,
}

impl Changed {
    /// Asks git, in the repository that `folder` belongs to. An error where that is none, git is not there, or the revision is not known to it.
    pub fn since(folder: &Path, revision: &str) -> Result<Self, ProjectError> {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        if revision.starts_with('-') || revision.is_empty() {
            return Err(ProjectError::new(folder, format!("`{revision}` is no revision of git")));
        }
        let root =
            said(folder, &["rev-parse", "--show-toplevel"]).map_err(|why| ProjectError::new(folder, format!("git cannot tell what has changed: {why}")))?;
        let root = PathBuf::from(root.trim_end_matches(['\n', '\r']));
        let told = |args: &[&str]| {
            let hint = "in a shallow clone the history must be fetched first (fetch-depth: 0)";
            said(&root, args).map_err(|why| ProjectError::new(folder, format!("git cannot compare with `{revision}`: {why}; {hint}")))
        };
        let commit = format!("{revision}^{{commit}}");
        told(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])?;
        // What came to the other branch meanwhile is not a change of this one.
        let base = told(&["merge-base", revision, "HEAD"])?;
        let mut paths = BTreeSet::new();
        for args in
            [&["diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", base.trim_end(), "--"][..], &["ls-files", "--others", "--exclude-standard", "-z"]]
        {
            paths.extend(told(args)?.split('\0').filter(|path| !path.is_empty()).map(PathBuf::from));
        }
        Ok(Self { root: std::fs::canonicalize(&root).unwrap_or(root), paths })
    }

    /// Whether a file has changed.
    #[must_use]
    pub fn has(&self, path: &Path) -> bool {
        self.below_root(path).is_some_and(|path| self.paths.contains(&path))
    }

    /// Whether something in a folder has changed.
    #[must_use]
    pub fn has_below(&self, folder: &Path) -> bool {
        self.below_root(folder).is_some_and(|folder| self.paths.iter().any(|path| path.starts_with(&folder)))
    }

    fn below_root(&self, path: &Path) -> Option<PathBuf> {
        // What is gone has no canonical path of its own; that of its folder still leads to it.
        let path = std::fs::canonicalize(path).ok().or_else(|| {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            Some(std::fs::canonicalize(folder).ok()?.join(path.file_name()?))
        })?;
        path.strip_prefix(&self.root).ok().map(Path::to_path_buf)
    }
}

/// What git prints; its own first line of complaint where it fails.
fn said(folder: &Path, args: &[&str]) -> Result<String, String> {
    let run = Command::new("git").arg("-C").arg(folder).args(args).env("LC_ALL", "C").env("GIT_OPTIONAL_LOCKS", "0").output();
    let run = run.map_err(|e| format!("the command `git` did not start ({e})"))?;
    if run.status.success() {
        Ok(String::from_utf8_lossy(&run.stdout).into_owned())
    } else {
        let why = String::from_utf8_lossy(&run.stderr);
        let why = why.lines().next().unwrap_or_default().trim_start_matches("fatal: ").to_string();
        Err(if why.is_empty() { "it does not know the revision".into() } else { why })
    }
}

//! Rules of a user's own: the folders that a workspace names, and the rules that are known there together with ours. Never prints.

use crate::lint::own::{self, Folder, OwnFile};
use crate::lint::{BARE, Rule};
use crate::project::{ProjectError, Workspace, disk};
use crate::source::Source;
use std::borrow::Cow;
use std::path::Path;

/// Reads a folder of rules.
pub fn folder(path: &Path) -> Result<Folder, ProjectError> {
    let files = disk::own_files(path)?;
    if files.is_empty() {
        return Err(ProjectError::new(path, "the folder holds no rule: a rule is a .toml file"));
    }
    let files = files.into_iter().map(|(name, path)| Ok(OwnFile { name, source: Source::new(path.to_string_lossy(), disk::read(&path)?) }));
    let files = files.collect::<Result<Vec<OwnFile>, ProjectError>>()?;
    own::read(files).map_err(|bad| ProjectError::new(bad.place, bad.what))
}

/// The folders of rules of a workspace.
pub fn folders(workspace: &Workspace) -> Result<Vec<Folder>, ProjectError> {
    let mut folders: Vec<Folder> = Vec::new();
    for path in workspace.extend() {
        let fresh = folder(&path)?;
        for own in &fresh.rules {
            let same = |other: &&own::Own| other.rule.code == own.rule.code || other.rule.name == own.rule.name;
            if let Some(other) = folders.iter().flat_map(|folder| &folder.rules).find(same) {
                let what = format!("the code or name of {} `{}` is taken by {}", own.rule.code, own.rule.name, other.file.source.name());
                return Err(ProjectError::new(own.file.source.name(), what));
            }
        }
        folders.push(fresh);
    }
    Ok(folders)
}

/// Every rule that is known in a workspace: ours, then the user's own, in the order of codes each.
pub fn known(workspace: &Workspace) -> Result<Cow<'static, [Rule]>, ProjectError> {
    let folders = folders(workspace)?;
    if folders.is_empty() {
        return Ok(Cow::Borrowed(&BARE));
    }
    let mut rules: Vec<Rule> = BARE.clone();
    rules.extend(folders.into_iter().flat_map(|folder| folder.rules).map(|own| own.rule));
    Ok(Cow::Owned(rules))
}

/// The folders of rules where one stands: by the workspace file at or above the current folder.
pub fn folders_here() -> Result<Vec<Folder>, ProjectError> {
    folders(&*crate::project::workspace::Finder::default().find(Path::new("notice.toml"))?)
}

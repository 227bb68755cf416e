//! What a workspace file says of rules: `[lint]`, `[[lint.ignore]]`, `[[lint.paths]]`.
//! Never knows a rule: whether a selector means one is for those who do.

use super::ProjectError;
use crate::diagnostic::Severity;
use crate::notice::tree::{NodeId, Tree};
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use std::path::{Component, Path, PathBuf};

/// What the file says of rules.
#[derive(Debug, Default)]
pub struct Choice {
    /// For the whole workspace.
    pub whole: Layer,
    /// For some of its paths, in the order of the file.
    pub paths: Vec<PathLayer>,
    /// Folders of rules of the user's own, relative to the file.
    pub extend: Vec<String>,
    /// The baseline, relative to the file.
    pub baseline: Option<String>,
    /// Every selector that stands somewhere, for those who know the rules.
    pub selectors: Vec<(String, NodeId)>,
    /// Patterns of paths that are none.
    pub malformed: Vec<(String, NodeId)>,
}

/// Selectors of rules, with what is asked for them.
#[derive(Debug, Default)]
pub struct Layer {
    /// Only these.
    pub select: Vec<String>,
    /// Not these.
    pub ignore: Vec<String>,
    /// Weights.
    pub levels: Vec<(String, Severity)>,
}

/// What is asked for some paths.
#[derive(Debug)]
pub struct PathLayer {
    matcher: Gitignore,
    /// What is asked.
    pub layer: Layer,
}

impl Choice {
    /// Reads it from the tree of a workspace file.
    #[must_use]
    pub fn of(tree: &Tree) -> Self {
        let Some(lint) = tree.get(Tree::ROOT, "lint") else { return Self::default() };
        let strings = |key: &str| -> Vec<String> { tree.strs_at(lint, key).into_iter().map(|(text, _)| text.to_string()).collect() };
        let mut choice = Self { extend: strings("extend"), baseline: strings("baseline").into_iter().next(), ..Self::default() };
        choice.whole = choice.layer(tree, lint);
        for entry in tree.entries(lint, "paths") {
            let layer = choice.layer(tree, *entry);
            let mut builder = GitignoreBuilder::new("");
            // Git would take an open bracket for itself, and a line with # for a comment; here both are mistakes.
            builder.allow_unclosed_class(false);
            for (pattern, at) in tree.strs_at(*entry, "paths") {
                if pattern.trim().is_empty() || pattern.starts_with('#') || builder.add_line(None, pattern).is_err() {
                    choice.malformed.push((pattern.to_string(), at));
                }
            }
            if let Ok(matcher) = builder.build() {
                choice.paths.push(PathLayer { matcher, layer });
            }
        }
        choice
    }

    fn layer(&mut self, tree: &Tree, table: NodeId) -> Layer {
        let mut noted = |text: &str, at: NodeId| {
            self.selectors.push((text.to_string(), at));
            text.to_string()
        };
        let select = tree.strs_at(table, "select").into_iter().map(|(text, at)| noted(text, at)).collect();
        let codes = tree.entries(table, "ignore").iter().filter_map(|entry| tree.get(*entry, "code"));
        let ignore = codes.filter_map(|at| Some(noted(tree.str(at)?, at))).collect();
        let levels = tree.get(table, "levels").map_or(&[][..], |levels| tree.children(levels));
        let levels = levels.iter().filter_map(|at| {
            let selector = noted(tree.node(*at).key.as_deref()?, *at);
            Some((selector, Severity::parse(tree.str(*at)?)?))
        });
        let levels = levels.collect();
        Layer { select, ignore, levels }
    }

    /// The entries of `[[lint.paths]]` a file below the workspace's folder belongs to; `path` is relative to it.
    #[must_use]
    pub fn of_path(&self, path: &Path) -> Vec<usize> {
        let fits = |layer: &PathLayer| layer.matcher.matched_path_or_any_parents(path, false).is_ignore();
        // A path that is not below the folder has no place in its patterns.
        let below = path.components().all(|part| matches!(part, Component::Normal(_)));
        self.paths.iter().enumerate().filter(|(_, layer)| below && fits(layer)).map(|(index, _)| index).collect()
    }
}

/// A path as seen from a folder, by the names of both alone; no link is followed. What lies elsewhere begins with `..`.
pub fn relative(folder: &Path, path: &Path) -> Result<PathBuf, ProjectError> {
    // The folder one stands in may have the empty path.
    let here = |path: &Path| std::path::absolute(if path.as_os_str().is_empty() { Path::new(".") } else { path });
    let absolute = |path: &Path| here(path).map(|path| plain(&path)).map_err(|e| ProjectError::new(path, super::disk::why(&e)));
    let (folder, path) = (absolute(folder)?, absolute(path)?);
    let (from, to): (Vec<_>, Vec<_>) = (folder.components().collect(), path.components().collect());
    let same = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    if same == 0 {
        return Ok(path);
    }
    Ok(std::iter::repeat_n(Component::ParentDir, from.len() - same).chain(to[same..].iter().copied()).collect())
}

/// An absolute path without `..` steps.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            out.pop();
        } else {
            out.push(part);
        }
    }
    out
}

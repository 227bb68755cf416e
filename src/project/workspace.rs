//! The workspace file `seloste.toml`: the nearest at or above a notice.
//! Never reads a notice.

use super::choice::Choice;
use super::{ProjectError, disk};
use crate::lang::Lang;
use crate::notice::Reading;
use crate::notice::tree::Tree;
use crate::source::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of the workspace file.
pub const FILE: &str = "seloste.toml";
/// The six parts of a register description, required where the workspace says nothing else.
pub const PARTS: [&str; 6] = ["controller", "purposes", "data-categories", "sources", "disclosures", "protection"];

/// A workspace: its file as read, and what it says.
#[derive(Debug)]
pub struct Workspace {
    /// The file; the folder of the notice with the usual name where there is none.
    pub path: PathBuf,
    /// Its text, where there is a file.
    pub source: Option<Source>,
    /// Its reading.
    pub reading: Reading,
    /// `project.require`.
    pub require: Vec<String>,
    /// `project.fictional`.
    pub fictional: bool,
    /// `project.out`.
    pub out: Option<String>,
    /// `project.formats`.
    pub formats: Vec<String>,
    /// `project.languages`.
    pub languages: Vec<Lang>,
    /// `project.base-url`.
    pub base_url: Option<String>,
    /// `site.text-width`, where it is a number of characters.
    pub text_width: Option<u16>,
    /// `site.text-page-length`, where it is a number of lines; 0 for one endless page.
    pub text_page_length: Option<u16>,
    /// What it says of rules.
    pub choice: Choice,
    /// The folder of templates that overlay the built-in ones.
    pub templates: Option<PathBuf>,
}

impl Workspace {
    /// The workspace of a folder without a file.
    #[must_use]
    pub fn none(folder: &Path) -> Self {
        Self::of(folder.join(FILE), None, crate::notice::read_workspace(""))
    }

    /// Reads a workspace file; what is wrong with its form is in its reading.
    pub fn read(path: &Path) -> Result<Self, ProjectError> {
        let text = disk::read(path)?;
        let reading = crate::notice::read_workspace(&text);
        Ok(Self::of(path.to_path_buf(), Some(Source::new(path.to_string_lossy(), text)), reading))
    }

    fn of(path: PathBuf, source: Option<Source>, reading: Reading) -> Self {
        let tree = &reading.tree;
        let strings = |table: &str, key: &str| -> Vec<String> {
            tree.find(Tree::ROOT, table).map_or_else(Vec::new, |at| tree.strs_at(at, key).into_iter().map(|(text, _)| text.to_string()).collect())
        };
        let one = |table: &str, key: &str| strings(table, key).into_iter().next();
        // What no page can be is what the page style refuses too, with the number.
        let number = |key: &str| Some(tree.int_at(tree.find(Tree::ROOT, "site")?, key)?.clamp(0, i64::from(u16::MAX)) as u16);
        let required = tree.find(Tree::ROOT, "project.require").is_some();
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        Self {
            require: if required { strings("project", "require") } else { PARTS.map(str::to_string).to_vec() },
            fictional: tree.find(Tree::ROOT, "project").and_then(|at| tree.bool_at(at, "fictional")) == Some(true),
            out: one("project", "out"),
            formats: strings("project", "formats"),
            languages: strings("project", "languages").iter().filter_map(|code| Lang::parse(code)).collect(),
            base_url: one("project", "base-url"),
            text_width: number("text-width"),
            text_page_length: number("text-page-length"),
            choice: Choice::of(tree),
            templates: one("site", "templates").map(|relative| folder.join(relative)),
            path,
            source,
            reading,
        }
    }

    /// The folder of the workspace.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// The folders of rules of the user's own.
    pub fn extend(&self) -> impl Iterator<Item = PathBuf> {
        self.choice.extend.iter().map(|relative| self.folder().join(relative))
    }

    /// Whether a file stands in one of them or among the templates: TOML that is no notice.
    #[must_use]
    pub fn is_no_notice(&self, path: &Path) -> bool {
        self.extend()
            .chain(self.templates.clone())
            .any(|folder| super::choice::relative(&folder, path).is_ok_and(|below| below.is_relative() && !below.starts_with("..")))
    }

    /// The title of the index page in a language, where the workspace gives one.
    #[must_use]
    pub fn site_title(&self, lang: Lang) -> Option<&str> {
        let at = self.reading.tree.find(Tree::ROOT, "site.title")?;
        crate::notice::model::said(&self.reading.tree, at, lang, &self.reading.languages).map(|said| said.text)
    }
}

/// Finds workspaces, reading each file once.
#[derive(Debug, Default)]
pub struct Finder {
    by_folder: BTreeMap<PathBuf, Arc<Workspace>>,
    found: Vec<Arc<Workspace>>,
}

impl Finder {
    /// The workspace of a notice: the nearest file at or above its folder.
    pub fn find(&mut self, notice: &Path) -> Result<Arc<Workspace>, ProjectError> {
        // The folder one stands in has the empty path, as in the names of its notices.
        let folder = notice.parent().map(|folder| folder.strip_prefix(".").unwrap_or(folder).to_path_buf()).unwrap_or_default();
        if let Some(known) = self.by_folder.get(&folder) {
            return Ok(known.clone());
        }
        let absolute = std::path::absolute(if folder.as_os_str().is_empty() { Path::new(".") } else { &folder }).unwrap_or_else(|_| folder.clone());
        let mut above = 0;
        let mut workspace = None;
        for step in absolute.ancestors() {
            if step.join(FILE).is_file() {
                // Keep the path as short as the user's own: the folder with as many parents stripped, when it has them.
                let near = folder.ancestors().nth(above).unwrap_or(step);
                let path = if near.join(FILE).is_file() { near.join(FILE) } else { step.join(FILE) };
                workspace = Some(if let Some(known) = self.found.iter().find(|known| known.path == path) {
                    known.clone()
                } else {
                    let read = Arc::new(Workspace::read(&path)?);
                    self.found.push(read.clone());
                    read
                });
                break;
            }
            above += 1;
        }
        let workspace = workspace.unwrap_or_else(|| Arc::new(Workspace::none(&folder)));
        self.by_folder.insert(folder, workspace.clone());
        Ok(workspace)
    }

    /// The workspaces that have a file, each once.
    #[must_use]
    pub fn found(&self) -> Vec<Arc<Workspace>> {
        self.found.clone()
    }
}

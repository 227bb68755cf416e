//! The rules of each workspace as it, its paths and the command line choose them; each is chosen once. Never prints.

use super::judging::Wish;
use super::{own, theme};
use crate::diagnostic::Severity;
use crate::lint::allow::{self, Allowance};
use crate::lint::levels::{Command, Layer, choose};
use crate::lint::{BARE, Check, Rule, nearest_rule, selects};
use crate::notice::fault::Fault;
use crate::notice::tree::File;
use crate::project::{ProjectError, Workspace, choice};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// Faults of what a workspace file says of rules and of the look of its site: told whatever it selects, or a typing error there would silence itself.
const ALWAYS: [&str; 4] = ["selector-unknown", "path-pattern", "colour-form", "contrast-low"];

/// Rules for a run.
#[derive(Debug)]
pub struct Rulebook<'w> {
    wish: &'w Wish,
    books: Mutex<Vec<Arc<Book>>>,
}

/// Rules, and those of them that can find an error.
type Rules = (Arc<Vec<Rule>>, Arc<Vec<Rule>>);

/// The entries of `[[lint.paths]]` that apply, and the rules chosen by them.
type Chosen = (Vec<usize>, Rules);

/// The rules of one workspace.
#[derive(Debug)]
pub struct Book {
    /// The workspace file; empty where there is none: all such workspaces are one here.
    path: PathBuf,
    known: Cow<'static, [Rule]>,
    /// What comments of the workspace file allow.
    pub allowed: Vec<Allowance>,
    trouble: Option<ProjectError>,
    chosen: Mutex<Vec<Chosen>>,
}

impl<'w> Rulebook<'w> {
    /// An empty one.
    #[must_use]
    pub fn of(wish: &'w Wish) -> Self {
        Self { wish, books: Mutex::default() }
    }

    /// The book of a workspace. Trouble with the user's own rules is kept for [`Rulebook::check`].
    pub fn book(&self, workspace: &Workspace) -> Arc<Book> {
        let path = if workspace.source.is_some() { workspace.path.as_path() } else { Path::new("") };
        let mut books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(book) = books.iter().find(|book| book.path == path) {
            return book.clone();
        }
        let (known, trouble) = match own::known(workspace) {
            Ok(known) => (known, None),
            Err(trouble) => (Cow::Borrowed(BARE.as_slice()), Some(trouble)),
        };
        let allowed = workspace.source.as_ref().map_or_else(Vec::new, |source| allow::comments(&workspace.reading.tree, source).0);
        let book = Arc::new(Book { path: path.to_path_buf(), known, allowed, trouble, chosen: Mutex::default() });
        books.push(book.clone());
        book
    }

    /// The rules for a notice of a workspace, or for the workspace file itself.
    pub fn rules(&self, workspace: &Workspace, notice: Option<&Path>) -> Arc<Vec<Rule>> {
        self.chosen(workspace, notice).0
    }

    /// The rules for a notice that can find an error.
    pub fn weighing(&self, workspace: &Workspace, notice: Option<&Path>) -> Arc<Vec<Rule>> {
        self.chosen(workspace, notice).1
    }

    fn chosen(&self, workspace: &Workspace, notice: Option<&Path>) -> Rules {
        let book = self.book(workspace);
        let said = &workspace.choice;
        let below = notice.filter(|_| !said.paths.is_empty()).and_then(|path| choice::relative(workspace.folder(), path).ok());
        let paths = below.map_or_else(Vec::new, |path| said.of_path(&path));
        let mut chosen = book.chosen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, rules)) = chosen.iter().find(|(known, _)| *known == paths) {
            return rules.clone();
        }
        let layers = std::iter::once(&said.whole).chain(paths.iter().map(|index| &said.paths[*index].layer));
        let layers: Vec<Layer<'_>> = layers.map(|layer| Layer { select: &layer.select, ignore: &layer.ignore, levels: &layer.levels }).collect();
        let rules = choose(&book.known, &layers, self.command());
        // A placeholder weighs as much as the gap it fills.
        let can = |rule: &&Rule| rule.level == Severity::Error || rule.criterion == "placeholder";
        let weighing = if self.wish.errors { rules.iter().filter(can).cloned().collect() } else { Vec::new() };
        let rules = (Arc::new(rules), Arc::new(weighing));
        chosen.push((paths, rules.clone()));
        rules
    }

    /// The rules for a workspace file: those of its notices, and those about what it says of rules.
    pub fn rules_of_file(&self, workspace: &Workspace) -> Arc<Vec<Rule>> {
        let rules = self.rules(workspace, None);
        let always = |rule: &Rule| matches!(&rule.check, Check::Shape(check) if ALWAYS.contains(&check.fault.as_str()));
        let more: Vec<Rule> = BARE.iter().filter(|rule| always(rule) && rules.iter().all(|r| r.code != rule.code)).cloned().collect();
        let more = choose(&more, &[], self.command());
        if more.is_empty() { rules } else { Arc::new(rules.iter().cloned().chain(more).collect()) }
    }

    fn command(&self) -> Command<'w> {
        Command { select: &self.wish.select, ignore: &self.wish.ignore }
    }

    /// Whether all went well: own rules could be read, and every selector of the command line means a rule of some workspace.
    pub fn check(&self) -> Result<(), ProjectError> {
        let books = self.books.lock().unwrap_or_else(PoisonError::into_inner);
        // The same trouble on every run, whichever workspace was met first.
        let troubles = books.iter().filter_map(|book| book.trouble.as_ref());
        if let Some(trouble) = troubles.min_by(|a, b| a.path.cmp(&b.path)) {
            return Err(ProjectError::new(&trouble.path, &trouble.what));
        }
        for selector in self.wish.select.iter().chain(&self.wish.ignore) {
            let is_known = |rules: &[Rule]| rules.iter().any(|rule| selects(selector, &rule.code, &rule.name));
            if !is_known(&BARE) && !books.iter().any(|book| is_known(&book.known)) {
                let hint = nearest_rule(selector, &BARE).map_or_else(|| "`seloste rules` lists them".to_string(), |near| format!("did you mean `{near}`?"));
                let what = format!("no rule has the code or name `{selector}`, or a code that begins so; {hint}");
                return Err(ProjectError::new("--select, --ignore", what));
            }
        }
        Ok(())
    }
}

impl Book {
    /// Every rule known in the workspace.
    #[must_use]
    pub fn known(&self) -> &[Rule] {
        &self.known
    }

    /// Selectors of the workspace file that mean no rule, patterns of paths that are none, and colours that cannot be read.
    #[must_use]
    pub fn faults(&self, workspace: &Workspace) -> Vec<Fault> {
        let tree = &workspace.reading.tree;
        let unknown = workspace.choice.selectors.iter().filter(|(selector, _)| !selector.trim().is_empty());
        let unknown = unknown.filter(|(selector, _)| !self.known.iter().any(|rule| selects(selector, &rule.code, &rule.name)));
        let selectors = unknown.map(|(selector, at)| {
            let node = tree.node(*at);
            // In `levels` the selector is the key itself.
            let span = if node.key.as_deref() == Some(selector) { node.key_span } else { node.span };
            let nearest = nearest_rule(selector, &self.known).unwrap_or_default();
            Fault::new("selector-unknown", *at, File::Workspace, span).with("value", selector.as_str()).with("nearest", nearest)
        });
        let patterns = workspace.choice.malformed.iter().map(|(pattern, at)| Fault::at("path-pattern", tree, *at).with("value", pattern.as_str()));
        selectors.chain(patterns).chain(theme::faults(workspace)).collect()
    }
}

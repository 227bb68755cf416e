//! Notices on their way to a site. What an earlier build knows of a text is taken from there, and the text is read as a notice only when something asks.
//! No notice is held: of a site of a thousand that would be most of the memory.
//! Never takes what is known of another text, of another workspace or for other days.

use super::Wanted;
use super::cache::{Cache, Known, Mark};
use crate::day::Day;
use crate::desk::judging::{self, Look, Subject, Verdict};
use crate::lang::Lang;
use crate::notice::model;
use crate::project::publish::Old;
use crate::project::{self, NoticeFile, ProjectError, Workspace};
use crate::source::Source;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// What an earlier build left: the site, and what it was made of.
#[derive(Debug, Default)]
pub struct Past {
    pub(super) old: Option<Old>,
    pub(super) cache: Cache,
    program: Mark,
    /// Whether what it knows of verdicts holds for the days that are asked.
    same_days: bool,
    days: Mark,
}

impl Past {
    /// What the program left in a folder; nothing of it counts where all is asked anew.
    #[must_use]
    pub fn of(out: &Path, program: Mark, days: (Option<Day>, Day), fresh: bool) -> Self {
        let old = if fresh { None } else { Old::of(out) };
        let cache = old.as_ref().and_then(|old| Cache::read(old.cache(), program)).unwrap_or_default();
        let days = Mark::of_data(&days);
        Self { same_days: cache.days == days, old, cache, program, days }
    }

    /// The mark of the program.
    pub(super) fn program(&self) -> Mark {
        self.program
    }

    /// The mark of the days.
    pub(super) fn days(&self) -> Mark {
        self.days
    }

    /// Notices from their texts.
    #[must_use]
    pub fn entries(&self, texts: Vec<Text>) -> Vec<Entry> {
        let known: BTreeMap<Mark, &Known> = self.cache.notices.values().map(|kept| (kept.known.of, &kept.known)).collect();
        let entry = |text: Text| {
            let known = known.get(&text.mark).map(|known| (*known).clone());
            Entry { text, known, same_days: self.same_days, said: OnceLock::new() }
        };
        texts.into_iter().map(entry).collect()
    }
}

/// A text that is meant as a notice.
#[derive(Debug)]
pub struct Text {
    path: PathBuf,
    source: Source,
    workspace: Arc<Workspace>,
    mark: Mark,
}

impl Text {
    /// A text with the mark of all that is said of it alone: itself, the name of its file, and what its workspace asks of it.
    #[must_use]
    pub fn of(path: PathBuf, source: Source, workspace: Arc<Workspace>) -> Self {
        let shared = workspace.source.as_ref().map_or("", |source| source.text());
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        // Where a workspace asks more of some paths, the place of the file counts.
        let below = || project::choice::relative(workspace.folder(), &path).map(|below| below.to_string_lossy().into_owned()).unwrap_or_default();
        let below = if workspace.choice.paths.is_empty() { String::new() } else { below() };
        let has = [u8::from(workspace.source.is_some())];
        let mark = Mark::of([source.text().as_bytes(), name.as_bytes(), below.as_bytes(), &has, shared.as_bytes()]);
        Self { path, source, workspace, mark }
    }

    /// Its workspace.
    #[must_use]
    pub fn workspace(&self) -> &Arc<Workspace> {
        &self.workspace
    }
}

/// A notice on its way.
#[derive(Debug)]
pub struct Entry {
    text: Text,
    known: Option<Known>,
    same_days: bool,
    said: OnceLock<Said>,
}

/// What a notice says of itself that all of a build asks for, once it was read.
#[derive(Debug)]
struct Said {
    wanted: Result<Wanted, ProjectError>,
    languages: Vec<Lang>,
    withdrawn: Option<Day>,
}

impl Said {
    fn of(file: &NoticeFile) -> Self {
        Self { wanted: Wanted::of(file), languages: file.reading.languages.clone(), withdrawn: model::withdrawn(&file.reading.tree) }
    }
}

impl Entry {
    /// The path it was read from.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.text.path
    }

    /// The name its findings carry.
    #[must_use]
    pub fn name(&self) -> &str {
        self.text.source.name()
    }

    /// The notice, read anew.
    #[must_use]
    pub fn read(&self) -> NoticeFile {
        project::open_text(self.text.path.clone(), self.text.source.clone(), self.text.workspace.clone())
    }

    fn said(&self) -> &Said {
        self.said.get_or_init(|| Said::of(&self.read()))
    }

    /// The mark of its text and its workspace.
    pub(super) fn mark(&self) -> Mark {
        self.text.mark
    }

    /// What it says of its address.
    pub(super) fn wanted(&self) -> Result<Wanted, ProjectError> {
        match &self.known {
            Some(known) => Ok(known.wanted.clone()),
            None => self.said().wanted.as_ref().map(Wanted::clone).map_err(|error| ProjectError::new(&error.path, &error.what)),
        }
    }

    /// Its languages.
    #[must_use]
    pub fn languages(&self) -> &[Lang] {
        self.known.as_ref().map_or_else(|| self.said().languages.as_slice(), |known| known.languages.as_slice())
    }

    /// What a later build may know of it, by its verdict.
    pub(super) fn to_keep(&self, wanted: Wanted, verdict: Option<&Verdict>) -> Known {
        let clean = verdict.filter(|verdict| verdict.clean).map(|verdict| verdict.digest.clone());
        let withdrawn = self.known.as_ref().map_or_else(|| self.said().withdrawn, |known| known.withdrawn);
        Known { of: self.text.mark, wanted, languages: self.languages().to_vec(), withdrawn, clean }
    }
}

impl Subject for Entry {
    fn file(&self) -> Look<'_> {
        let file = self.read();
        if self.known.is_none() {
            // Whoever asks for it later need not read the notice again.
            self.said.get_or_init(|| Said::of(&file));
        }
        Look::Read(Box::new(file))
    }

    fn known(&self) -> Option<judging::Known<'_>> {
        let known = self.known.as_ref().filter(|_| self.same_days)?;
        let digest = known.clean.as_ref()?.as_ref();
        Some(judging::Known { path: &self.text.path, source: &self.text.source, workspace: &self.text.workspace, digest, withdrawn: known.withdrawn })
    }
}

//! Known findings, recorded in a file: marked where they are found again, told where they are gone. A file that cannot be read is no baseline but an
//! error. Never grows unasked, never hides a finding, never prints.

use super::judging::{Asked, Judgement};
use crate::diagnostic::{Baseline as State, Diagnostic};
use crate::lang::Lang;
use crate::lint::judge::{about_file, asked};
use crate::lint::{Check, Rule};
use crate::project::{ProjectError, choice, disk, publish};
use crate::source::{Source, Span};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// The version of the shape.
const VERSION: u64 = 1;
/// The largest file that is read.
const MAX_BYTES: usize = 64 << 20;
/// The fault whose rule tells of entries that are gone.
const STALE: &str = "baseline-stale";

/// What is known of one file: by code and fingerprint.
type Known = BTreeMap<(String, String), Entry>;

/// A finding that is known, as often as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    count: usize,
    /// The key it was found at, without indexes: for those who read the file.
    key: String,
}

/// A baseline file.
#[derive(Debug)]
pub struct Baseline {
    source: Source,
    /// The folder its paths are relative to.
    folder: PathBuf,
    files: BTreeMap<String, Known>,
}

#[derive(Deserialize)]
struct Version {
    version: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    #[serde(rename = "version")]
    _version: u64,
    files: BTreeMap<String, Vec<WrittenEntry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenEntry {
    code: String,
    #[serde(default)]
    key: String,
    fingerprint: String,
    count: usize,
}

impl Baseline {
    /// Reads a baseline file.
    pub fn read(path: &Path) -> Result<Self, ProjectError> {
        let text = disk::read_large(path, MAX_BYTES)?;
        let source = Source::new(path.to_string_lossy(), text);
        let at = |line: usize, column: usize, what: String| ProjectError::new(format!("{}:{line}:{column}", path.display()), what);
        let wrong = |e: serde_json::Error| {
            // The crate repeats the place at the end of its message.
            let message = e.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            at(e.line().max(1), e.column().max(1), format!("this is no baseline: {message}; `seloste lint --write-baseline` writes one"))
        };
        let version: Version = serde_json::from_str(source.text()).map_err(wrong)?;
        if version.version != VERSION {
            let place = source.position(source.text().find("\"version\"").unwrap_or_default());
            let what = format!("the baseline has version {}, and this program reads version {VERSION}; write it anew with `--write-baseline`", version.version);
            return Err(at(place.line, place.column, what));
        }
        let written: Written = serde_json::from_str(source.text()).map_err(wrong)?;
        let mut baseline = Self { source, folder: path.parent().map(Path::to_path_buf).unwrap_or_default(), files: BTreeMap::new() };
        for (file, entries) in written.files {
            let mut known = Known::new();
            for entry in entries {
                let place = baseline.source.position(baseline.place(&file, Some(&entry.fingerprint)).start as usize);
                if entry.count == 0 {
                    return Err(at(place.line, place.column, format!("the count of {} is 0; remove the entry", entry.code)));
                }
                let code = entry.code.clone();
                if known.insert((entry.code, entry.fingerprint), Entry { count: entry.count, key: entry.key }).is_some() {
                    return Err(at(place.line, place.column, format!("{code} stands twice for `{file}`; keep one of the entries")));
                }
            }
            baseline.files.insert(file, known);
        }
        Ok(baseline)
    }

    /// The place of a file's name, or of one of its entries, in the text.
    fn place(&self, file: &str, fingerprint: Option<&str>) -> Span {
        let text = self.source.text();
        let find = |from: usize, wanted: &str| text[from..].find(wanted).map(|at| from + at);
        let name = quoted(file);
        let Some(at) = find(0, &format!("{name}: [")).or_else(|| find(0, &name)) else { return Span::new(0, 0) };
        match fingerprint.map(quoted).and_then(|mark| Some((find(at, &mark)?, mark.len()))) {
            Some((at, length)) => Span::new(at, at + length),
            None => Span::new(at, at + name.len()),
        }
    }

    /// Marks the findings of some files: as many of a kind as it knows are known, the others are new.
    fn mark(&self, diagnostics: &mut [Diagnostic], names: &Names) {
        let mut met: BTreeMap<(&str, String, String), usize> = BTreeMap::new();
        for diagnostic in diagnostics.iter_mut().filter(|d| d.suppressed.is_none()) {
            let Some(file) = names.get(diagnostic.source.name()) else { continue };
            let mark = (diagnostic.code.clone(), diagnostic.fingerprint.clone());
            let limit = self.files.get(file).and_then(|known| known.get(&mark)).map_or(0, |entry| entry.count);
            let met = met.entry((file, mark.0, mark.1)).or_default();
            *met += 1;
            diagnostic.baseline = Some(if *met <= limit { State::Known } else { State::New });
        }
    }

    /// Entries that nothing answers to any more: the file, the code and fingerprint, how often it was found before and now.
    fn stale<'a>(&'a self, found: &Recorded, whole: &Whole<'_>) -> Vec<(&'a str, &'a (String, String), usize, usize)> {
        let mut stale = Vec::new();
        for (file, known) in &self.files {
            for (mark, entry) in known {
                let now = found.get(file).and_then(|found| found.get(mark)).map_or(0, |entry| entry.count);
                if now < entry.count && whole.would_find(&self.folder, file, &mark.0) {
                    stale.push((file.as_str(), mark, entry.count, now));
                }
            }
        }
        stale
    }
}

/// The name of each file as its findings carry it, and as a baseline does.
type Names = BTreeMap<String, String>;
/// What was found, in the shape of a baseline.
type Recorded = BTreeMap<String, Known>;

/// What was judged, and how wholly.
struct Whole<'a> {
    asked: BTreeMap<&'a str, &'a Asked>,
    /// Workspace files all of whose notices were judged.
    complete: BTreeSet<&'a str>,
}

impl Whole<'_> {
    /// Whether a finding of a code would have been found again if it were still there: its file was judged by its rule, or is gone.
    fn would_find(&self, folder: &Path, file: &str, code: &str) -> bool {
        let Some(of) = self.asked.get(file) else { return !disk::is_there(&folder.join(file)) };
        if of.unparsed {
            return false;
        }
        match of.rules.iter().find(|rule| rule.code == code) {
            // What notices find in the data they share shows when all of them are judged.
            Some(rule) => asked(rule, of.day, of.form_only) || self.complete.contains(file),
            None => !crate::lint::BARE.iter().any(|rule| rule.code == code),
        }
    }
}

/// A name as JSON writes it.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

/// Files of a judgement as a baseline in a folder names them.
fn names(folder: &Path, asked: &[&Asked]) -> Result<Names, ProjectError> {
    asked
        .iter()
        .map(|of| {
            let below = choice::relative(folder, Path::new(&of.name))?;
            Ok((of.name.clone(), below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")))
        })
        .collect()
}

/// The findings of some files that count, in the shape of a baseline.
fn recorded(diagnostics: &[Diagnostic], names: &Names) -> Recorded {
    let mut out = Recorded::new();
    for d in diagnostics.iter().filter(|d| d.suppressed.is_none()) {
        let Some(file) = names.get(d.source.name()) else { continue };
        let key = if d.key.starts_with("line ") { String::new() } else { d.key.split(['[', ']']).step_by(2).collect() };
        let entry = out.entry(file.clone()).or_default().entry((d.code.clone(), d.fingerprint.clone())).or_insert(Entry { count: 0, key });
        entry.count += 1;
    }
    out
}

/// What was judged of some files.
fn whole<'a>(asked: &[&'a Asked], names: &'a Names, folders: &[PathBuf]) -> Whole<'a> {
    let of_name = asked.iter().filter_map(|of| Some((names.get(&of.name)?.as_str(), *of))).collect();
    let walked =
        |workspace: &Path| folders.iter().any(|folder| choice::relative(folder, workspace).is_ok_and(|below| below.is_relative() && !below.starts_with("..")));
    let complete = asked.iter().filter(|of| Path::new(&of.name) == of.workspace.path && walked(of.workspace.folder()));
    Whole { asked: of_name, complete: complete.filter_map(|of| names.get(&of.name)).map(String::as_str).collect() }
}

/// Marks the findings of a judgement by the baseline given, else by that of each workspace, and tells the entries that are gone. `folders` are the
/// folders that were judged with all they hold.
pub fn apply(judgement: &mut Judgement, given: Option<&Path>, folders: &[PathBuf], lang: Option<Lang>) -> Result<(), ProjectError> {
    let mut groups: Vec<(PathBuf, Vec<&Asked>)> = Vec::new();
    for of in &judgement.asked {
        let own = || of.workspace.choice.baseline.as_ref().map(|relative| of.workspace.folder().join(relative));
        let Some(path) = given.map(Path::to_path_buf).or_else(own) else { continue };
        match groups.iter_mut().find(|(known, _)| *known == path) {
            Some((_, group)) => group.push(of),
            None => groups.push((path, vec![of])),
        }
    }
    let mut told = Vec::new();
    for (path, asked) in groups {
        let baseline = Baseline::read(&path)?;
        let names = names(&baseline.folder, &asked)?;
        baseline.mark(&mut judgement.diagnostics, &names);
        let found = recorded(&judgement.diagnostics, &names);
        let stale = |rule: &&Rule| matches!(&rule.check, Check::Shape(check) if check.fault == STALE);
        let Some(rule) = asked.iter().find_map(|of| of.rules.iter().find(stale)) else { continue };
        let lang = lang.or(judgement.lang).unwrap_or(Lang::FI);
        for (file, (code, fingerprint), before, now) in baseline.stale(&found, &whole(&asked, &names, folders)) {
            let args = vec![("id", code.as_str().into()), ("name", file.into()), ("limit", before.to_string().into()), ("value", now.to_string().into())];
            let span = baseline.place(file, Some(fingerprint));
            let line = baseline.source.position(span.start as usize).line;
            told.push(about_file(rule, &baseline.source, span, &format!("line {line}"), &args, lang));
        }
    }
    judgement.diagnostics.extend(told);
    Ok(())
}

/// What writing a baseline came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Findings that it knows now and did not.
    pub added: usize,
    /// Findings that it knew and does not now.
    pub removed: usize,
    /// Findings that it knows.
    pub all: usize,
}

/// Writes what a judgement found as a baseline. One that is there keeps what was not asked this time, and gains nothing unless `accept_new` says
/// so: otherwise nothing is written.
pub fn write(path: &Path, judgement: &Judgement, folders: &[PathBuf], accept_new: bool) -> Result<Change, ProjectError> {
    let old = if disk::is_there(path) { Some(Baseline::read(path)?) } else { None };
    let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
    let asked: Vec<&Asked> = judgement.asked.iter().collect();
    let names = names(&folder, &asked)?;
    let mut new = recorded(&judgement.diagnostics, &names);
    let count = |files: &Recorded| files.values().flat_map(BTreeMap::values).map(|entry| entry.count).sum::<usize>();
    let of = |files: &Recorded, file: &str, mark: &(String, String)| files.get(file).and_then(|known| known.get(mark)).map_or(0, |entry| entry.count);
    let before = old.as_ref().map(|old| old.files.clone()).unwrap_or_default();
    let mut added = 0;
    for (file, known) in &new {
        for (mark, entry) in known {
            let more = entry.count.saturating_sub(of(&before, file, mark));
            if more > 0 && added == 0 && old.is_some() && !accept_new {
                let total: usize = new
                    .iter()
                    .flat_map(|(file, known)| known.iter().map(move |(mark, e)| (file, mark, e)))
                    .map(|(f, m, e)| e.count.saturating_sub(of(&before, f, m)))
                    .sum();
                let what = format!(
                    "not written: {total} of the findings are not in the baseline yet, the first being {} in {file}; mend them, or let the baseline grow with `--accept-new`",
                    mark.0
                );
                return Err(ProjectError::new(path, what));
            }
            added += more;
        }
    }
    if let Some(old) = &old {
        // What was not asked this time cannot be known to be gone.
        let whole = whole(&asked, &names, folders);
        for (file, known) in &old.files {
            for (mark, entry) in known {
                let now = of(&new, file, mark);
                if now < entry.count && !whole.would_find(&folder, file, &mark.0) {
                    new.entry(file.clone()).or_default().insert(mark.clone(), entry.clone());
                }
            }
        }
    }
    publish::write_file(path, text(&new).as_bytes())?;
    let all = count(&new);
    Ok(Change { added, removed: (count(&before) + added).saturating_sub(all), all })
}

/// A baseline as text: everything sorted, an entry a line, nothing that changes when nothing was found or mended.
fn text(files: &Recorded) -> String {
    let mut out = format!("{{\n  \"version\": {VERSION},\n  \"files\": {{");
    for (n, (file, known)) in files.iter().filter(|(_, known)| !known.is_empty()).enumerate() {
        out.push_str(if n == 0 { "\n" } else { ",\n" });
        out.push_str(&format!("    {}: [", quoted(file)));
        for (n, ((code, fingerprint), entry)) in known.iter().enumerate() {
            out.push_str(if n == 0 { "\n" } else { ",\n" });
            let (code, key, fingerprint) = (quoted(code), quoted(&entry.key), quoted(fingerprint));
            out.push_str(&format!("      {{ \"code\": {code}, \"key\": {key}, \"fingerprint\": {fingerprint}, \"count\": {} }}", entry.count));
        }
        out.push_str("\n    ]");
    }
    out.push_str(if files.values().all(BTreeMap::is_empty) { "}\n}\n" } else { "\n  }\n}\n" });
    out
}

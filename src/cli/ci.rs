//! `seloste ci`: `lint` as continuous integration wants it. The service is known by its environment; the exit code is that of the findings alone.

use super::reporting::{self, Asked, Further};
use super::{Done, Exit, Failure, Global, parse_day, parse_lang, parse_severity, paths_or_here, print, tell, today};
use crate::day::Day;
use crate::desk::judging::{self, Wish};
use crate::desk::{baseline, changed};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::project::git::Changed;
use crate::project::publish;
use crate::report::Format;
use clap::Args;
use std::path::{Path, PathBuf};

/// The most that GitHub takes of a step's summary, in bytes.
const SUMMARY_LIMIT: usize = 1024 * 1024;

/// The file that GitLab's templates take the code quality of a job from.
const GITLAB_REPORT: &str = "gl-code-quality-report.json";

/// Options of `ci`.
#[derive(Debug, Args)]
pub struct CiArgs {
    /// Notices or folders of them [default: the current folder]
    paths: Vec<PathBuf>,
    /// How findings are told [default: as the service wants them, else pretty]
    #[arg(long, value_parser = reporting::formats())]
    format: Option<Format>,
    /// A further report, written into a file; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = reporting::parse_further)]
    report: Vec<Further>,
    /// Tell only of notices that git says changed since a revision, and of those that depend on what changed
    /// [default revision: the branch that is merged into, as the service names it]
    #[arg(long, value_name = "REV", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    changed: Option<String>,
    /// A file of known findings: any new one fails [default: lint.baseline of seloste.toml]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// End with 1 when there is a finding this heavy; new findings and lapsed allowances always do
    #[arg(long, default_value = "error", value_parser = parse_severity, value_name = "SEVERITY")]
    fail_on: Severity,
    /// The judging day [default: the day a notice was withdrawn, else today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    as_of: Option<Day>,
    /// The language of the findings: fi, sv or en [default: the notice's first]
    #[arg(long, value_parser = parse_lang)]
    lang: Option<Lang>,
}

/// A service that runs jobs, known by what it sets in the environment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Service {
    GitHub,
    GitLab,
    Azure,
    Other,
}

fn set(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

impl Service {
    fn here() -> Self {
        let is = |name: &str| set(name).is_some_and(|value| value.eq_ignore_ascii_case("true"));
        if is("GITHUB_ACTIONS") {
            Self::GitHub
        } else if is("GITLAB_CI") {
            Self::GitLab
        } else if is("TF_BUILD") {
            Self::Azure
        } else {
            Self::Other
        }
    }

    fn format(self) -> Format {
        match self {
            Self::GitHub => Format::Github,
            Self::GitLab => Format::Grouped,
            Self::Azure => Format::Azure,
            Self::Other => Format::Pretty,
        }
    }

    /// The branch or commit that the job's change is to be merged into, where the service names one.
    fn base(self) -> Option<String> {
        let remote = |branch: String| format!("origin/{}", branch.trim_start_matches("refs/heads/"));
        match self {
            Self::GitHub => set("GITHUB_BASE_REF").map(remote),
            Self::GitLab => set("CI_MERGE_REQUEST_DIFF_BASE_SHA"),
            Self::Azure => set("SYSTEM_PULLREQUEST_TARGETBRANCH").map(remote),
            Self::Other => None,
        }
    }
}

/// Runs it.
pub fn run(args: &CiArgs, global: &Global) -> Done {
    let service = Service::here();
    let wish = Wish { as_of: args.as_of, lang: args.lang, ..Wish::default() };
    let paths = paths_or_here(&args.paths);
    let mut judged = judging::below(&paths, &wish, today())?;
    let mut folders: Vec<PathBuf> = paths.iter().filter(|path| path.is_dir()).cloned().collect();
    if let Some(revision) = &args.changed {
        let base = Some(revision.clone()).filter(|revision| !revision.is_empty()).or_else(|| service.base());
        let Some(base) = base else {
            return Err(Failure::Told("there is no branch to compare with here; name it: `--changed=origin/main`".into()));
        };
        let folder = paths.first().map_or(Path::new("."), |path| if path.is_dir() { path } else { path.parent().unwrap_or(Path::new(".")) });
        let lang = judged.lang;
        changed::narrow(&mut judged, &Changed::since(folder, &base)?);
        judged.lang = lang;
        // Only a part is told, so nothing of the baseline can be said to be gone.
        folders.clear();
        if !global.quiet {
            let (files, verbs) = (judged.files, if judged.files == 1 { ["notice has", "depends"] } else { ["notices have", "depend"] });
            tell(&format!("seloste: {files} {} changed since {base}, or {} on what has", verbs[0], verbs[1]));
        }
    }
    baseline::apply(&mut judged, args.baseline.as_deref(), &folders, args.lang)?;
    let asked = Asked { as_of: Some(args.as_of.unwrap_or_else(today)), lang: args.lang, fail_on: args.fail_on, strict: true, quiet: global.quiet };
    print(&reporting::told(args.format.unwrap_or(service.format()), &judged, &asked, global))?;
    reporting::further(&args.report, &judged, &asked, global)?;
    match service {
        Service::GitHub => {
            if let Some(path) = set("GITHUB_STEP_SUMMARY") {
                let whole = reporting::told(Format::Markdown, &judged, &asked, global);
                let text = if whole.len() < SUMMARY_LIMIT { whole } else { whole.lines().take(3).collect::<Vec<_>>().join("\n") + "\n" };
                publish::append(Path::new(&path), &text)?;
            }
        }
        Service::GitLab if !args.report.iter().any(|report| report.format == Format::Gitlab) => {
            reporting::further(&[Further { format: Format::Gitlab, path: PathBuf::from(GITLAB_REPORT) }], &judged, &asked, global)?;
        }
        Service::GitLab | Service::Azure | Service::Other => {}
    }
    Ok(if judging::fails_strictly(&judged.diagnostics, args.fail_on) { Exit::Findings } else { Exit::Clean })
}

//! `seloste lint`: judge notices and point at each fault.

use super::reporting::{self, Further};
use super::{Done, Exit, Failure, Global, parse_day, parse_lang, parse_severity, paths_or_here, print, today};
use crate::day::Day;
use crate::desk::baseline;
use crate::desk::judging::{self, Wish};
use crate::desk::mending::{self, Mended};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::project;
use crate::report::Format;
use clap::Args;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Options of `lint`.
#[derive(Debug, Args)]
pub struct LintArgs {
    /// Notices or folders of them; `-` is standard input [default: the current folder]
    paths: Vec<PathBuf>,
    /// How findings are told
    #[arg(long, value_parser = reporting::formats(), default_value = "pretty")]
    format: Format,
    /// A further report, written into a file; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = reporting::parse_further)]
    report: Vec<Further>,
    /// The judging day [default: the day a notice was withdrawn, else today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    as_of: Option<Day>,
    /// The language of the findings: fi, sv or en [default: the notice's first]
    #[arg(long, value_parser = parse_lang)]
    lang: Option<Lang>,
    /// Only rules with these codes, beginnings of codes or names, whatever seloste.toml chooses
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    select: Vec<String>,
    /// Not rules with these codes, beginnings of codes or names
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    ignore: Vec<String>,
    /// End with 1 when there is a finding this heavy: error, warning or note
    #[arg(long, default_value = "error", value_parser = parse_severity, value_name = "SEVERITY")]
    fail_on: Severity,
    /// Mend what can be mended without changing what a notice says
    #[arg(long)]
    fix: bool,
    /// Mend also what changes it, and write in what is missing, with placeholders to fill in
    #[arg(long)]
    unsafe_fixes: bool,
    /// Show what the fixes would change, and write nothing
    #[arg(long)]
    diff: bool,
    /// A file of known findings: they are marked and do not fail [default: lint.baseline of seloste.toml]
    #[arg(long, value_name = "FILE", conflicts_with = "write_baseline")]
    baseline: Option<PathBuf>,
    /// Record what is found as known; an existing file loses what was mended and gains nothing
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,
    /// Let an existing baseline gain new findings as well
    #[arg(long, requires = "write_baseline")]
    accept_new: bool,
    /// Count the findings of each rule instead of telling them one by one
    #[arg(long)]
    statistics: bool,
    /// The path that standard input stands for: it chooses the workspace and names the findings
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
}

fn fixing(args: &LintArgs) -> bool {
    args.fix || args.unsafe_fixes || args.diff
}

fn diff(mended: &Mended) -> String {
    crate::report::printable(&crate::mend::unified(&mended.path.display().to_string(), &mended.old, &mended.new))
}

/// Runs it.
pub fn run(args: &LintArgs, global: &Global) -> Done {
    let wish = Wish { as_of: args.as_of, lang: args.lang, select: args.select.clone(), ignore: args.ignore.clone(), errors: false };
    let stdin = args.paths.iter().any(|path| path == Path::new("-"));
    let paths = paths_or_here(&args.paths);
    let mut judged = if stdin {
        if args.paths.len() > 1 {
            return Err(Failure::Told("`-` reads one notice from standard input and goes with no other path".into()));
        }
        let text = project::disk::read_stdin()?;
        let name = args.stdin_filename.as_deref().unwrap_or(Path::new("stdin.toml"));
        let mut found = project::read_text(name, text)?;
        if fixing(args) {
            let text = found.notices.first().map(|file| file.source.text().to_string()).unwrap_or_default();
            let mended = found.notices.pop().map(|file| mending::alone(file, &wish, today(), args.unsafe_fixes)).transpose()?.flatten();
            let new = mended.as_ref().map_or(text.as_str(), |mended| mended.new.as_str());
            // The notice goes out where it came in; what is left to do is told beside it by `lint` of the result.
            print(&if args.diff { mended.as_ref().map_or_else(String::new, diff) } else { new.to_string() })?;
            let left = judging::all(&project::read_text(name, new.to_string())?, &wish, today())?;
            return Ok(if judging::fails(&left.diagnostics, args.fail_on) { Exit::Findings } else { Exit::Clean });
        }
        judging::all(&found, &wish, today())?
    } else {
        if fixing(args) {
            let mended = mending::below(&paths, &wish, today(), args.unsafe_fixes, !args.diff)?;
            if args.diff {
                print(&mended.iter().map(diff).collect::<String>())?;
                return Ok(if mended.is_empty() { Exit::Clean } else { Exit::Findings });
            }
            if !global.quiet {
                let fixes: usize = mended.iter().map(|mended| mended.fixes).sum();
                let _ = writeln!(std::io::stderr(), "seloste: {fixes} findings mended in {} files", mended.len());
            }
        }
        judging::below(&paths, &wish, today())?
    };
    let folders: Vec<PathBuf> = paths.into_iter().filter(|path| path.is_dir()).collect();
    if let Some(path) = &args.write_baseline {
        let change = baseline::write(path, &judged, &folders, args.accept_new)?;
        if !global.quiet {
            let baseline::Change { added, removed, all } = change;
            let _ = writeln!(std::io::stderr(), "seloste: {}: {all} known findings ({added} added, {removed} removed)", path.display());
        }
    }
    baseline::apply(&mut judged, args.write_baseline.as_deref().or(args.baseline.as_deref()), &folders, args.lang)?;
    let asked = reporting::Asked { as_of: Some(args.as_of.unwrap_or_else(today)), lang: args.lang, fail_on: args.fail_on, strict: false, quiet: global.quiet };
    if args.statistics {
        print(&reporting::statistics(args.format, &judged, &asked, global))?;
    } else {
        print(&reporting::told(args.format, &judged, &asked, global))?;
    }
    reporting::further(&args.report, &judged, &asked, global)?;
    Ok(if judging::fails(&judged.diagnostics, args.fail_on) { Exit::Findings } else { Exit::Clean })
}

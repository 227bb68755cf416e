//! `seloste lint`: judge notices and point at each fault.

use super::{Done, Exit, Failure, Global, parse_day, parse_lang, parse_severity, paths_or_here, print, today, width};
use crate::day::Day;
use crate::desk::judging::{self, Wish};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::project;
use crate::report::{Format, Report, render};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Options of `lint`.
#[derive(Debug, Args)]
pub struct LintArgs {
    /// Notices or folders of them; `-` is standard input [default: the current folder]
    paths: Vec<PathBuf>,
    /// pretty: with source lines; plain: for screen readers; short: a line each; json: version 1
    #[arg(long, value_enum, default_value = "pretty")]
    format: FormatArg,
    /// The judging day [default: the day a notice was withdrawn, else today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    as_of: Option<Day>,
    /// The language of the findings: fi, sv or en [default: the notice's first]
    #[arg(long, value_parser = parse_lang)]
    lang: Option<Lang>,
    /// Only rules with these codes or beginnings of codes
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    select: Vec<String>,
    /// Not rules with these codes or beginnings of codes
    #[arg(long, value_delimiter = ',', value_name = "CODES")]
    ignore: Vec<String>,
    /// End with 1 when there is a finding this heavy: error, warning or note
    #[arg(long, default_value = "error", value_parser = parse_severity, value_name = "SEVERITY")]
    fail_on: Severity,
    /// The path that standard input stands for: it chooses the workspace and names the findings
    #[arg(long, value_name = "PATH")]
    stdin_filename: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FormatArg {
    Pretty,
    Plain,
    Short,
    Json,
}

/// Runs it.
pub fn run(args: &LintArgs, global: &Global) -> Done {
    let wish = Wish { as_of: args.as_of, lang: args.lang, select: args.select.clone(), ignore: args.ignore.clone() };
    wish.check().map_err(Failure::Told)?;
    let stdin = args.paths.iter().any(|path| path == Path::new("-"));
    let judged = if stdin {
        if args.paths.len() > 1 {
            return Err(Failure::Told("`-` reads one notice from standard input and goes with no other path".into()));
        }
        let text = project::disk::read_stdin()?;
        let found = project::read_text(args.stdin_filename.as_deref().unwrap_or(Path::new("stdin.toml")), text)?;
        let lang = found.notices.first().and_then(|file| file.reading.languages.first().copied());
        judging::Judgement { diagnostics: judging::all(&found, &wish, today()), files: found.notices.len(), lang }
    } else {
        judging::below(&paths_or_here(&args.paths), &wish, today())?
    };
    let diagnostics = judged.diagnostics;
    let lang = args.lang.or(judged.lang).unwrap_or(Lang::FI).spoken();
    let format = match args.format {
        FormatArg::Pretty => Format::Pretty,
        FormatArg::Plain => Format::Plain,
        FormatArg::Short => Format::Short,
        FormatArg::Json => Format::Json,
    };
    let files = judged.files.max(1);
    let report = Report {
        diagnostics: &diagnostics,
        files,
        as_of: Some(args.as_of.unwrap_or_else(today)),
        lang,
        color: global.colored(),
        width: width(),
        quiet: global.quiet,
    };
    print(&render(format, &report))?;
    Ok(if judging::fails(&diagnostics, args.fail_on) { Exit::Findings } else { Exit::Clean })
}

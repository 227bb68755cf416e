//! `seloste coverage`: what each register tells of the criteria of a complete notice, as a table, Markdown, JSON or a page.

use super::{Done, Exit, Global, parse_day, parse_lang, paths_or_here, print, today, width};
use crate::day::Day;
use crate::desk::{covering, publishing};
use crate::lang::Lang;
use crate::project::publish;
use crate::render::engine::Engine;
use crate::report::coverage;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options of `coverage`.
#[derive(Debug, Args)]
pub struct CoverageArgs {
    /// Notices or folders of them [default: the current folder]
    paths: Vec<PathBuf>,
    /// table: for the terminal; markdown; json: version 1; html: one self-contained page
    #[arg(long, value_enum, default_value = "table")]
    format: CoverageFormat,
    /// The language: fi, sv or en [default: the first notice's first]
    #[arg(long, value_parser = parse_lang)]
    lang: Option<Lang>,
    /// The judging day [default: the day a notice was withdrawn, else today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    as_of: Option<Day>,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CoverageFormat {
    Table,
    Markdown,
    Json,
    Html,
}

/// Runs it. Coverage shows; `lint` fails.
pub fn run(args: &CoverageArgs, _global: &Global) -> Done {
    let sheet = covering::below(&paths_or_here(&args.paths), args.as_of, args.lang, today())?;
    let text = match args.format {
        CoverageFormat::Table => coverage::table(&sheet, if args.out.is_some() { usize::MAX / 4 } else { width() }),
        CoverageFormat::Markdown => coverage::markdown(&sheet),
        CoverageFormat::Json => coverage::json(&sheet),
        CoverageFormat::Html => Engine::new(&[]).and_then(|engine| engine.coverage_page(&sheet)).map_err(|e| publishing::broken(&e))?,
    };
    match &args.out {
        Some(path) => publish::write_file(path, text.as_bytes())?,
        None => print(&text)?,
    }
    Ok(Exit::Clean)
}

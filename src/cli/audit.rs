//! `seloste audit`: what is wrong with a published notice today, without writing anything.

use super::import::{FromArg, take};
use super::{Done, Exit, Failure, Global, parse_day, parse_lang, parse_severity, print, today, width};
use crate::day::Day;
use crate::desk::{auditing, publishing};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::project::publish;
use crate::render::engine::Engine;
use crate::report::{Format, Report, coverage, render};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options of `audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// The page or text: HTML, Markdown, DOCX, PDF or plain text; `-` is standard input
    file: PathBuf,
    /// What to read it as [default: what its beginning and its name say]
    #[arg(long, value_enum)]
    from: Option<FromArg>,
    /// pretty: with source lines and a table of criteria; plain: for screen readers; short: a line each; json: version 1; html: the criteria as a page
    #[arg(long, value_enum, default_value = "pretty")]
    format: AuditFormat,
    /// The judging day [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    as_of: Option<Day>,
    /// The language of the findings: fi, sv or en [default: the notice's own]
    #[arg(long, value_parser = parse_lang)]
    lang: Option<Lang>,
    /// End with 1 when there is a finding this heavy: error, warning or note
    #[arg(long, default_value = "error", value_parser = parse_severity, value_name = "SEVERITY")]
    fail_on: Severity,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum AuditFormat {
    Pretty,
    Plain,
    Short,
    Json,
    Html,
}

/// Runs it.
pub fn run(args: &AuditArgs, global: &Global) -> Done {
    let imported = take(&args.file, args.from)?;
    let day = args.as_of.unwrap_or_else(today);
    let audited = auditing::audit(&imported, day, today(), args.lang);
    let report = |format| {
        let (color, width) = (args.out.is_none() && global.colored(), width());
        let report = Report { diagnostics: &audited.diagnostics, files: 1, as_of: Some(day), lang: audited.lang, color, width, quiet: global.quiet };
        render(format, &report)
    };
    let table = || {
        if global.quiet { String::new() } else { format!("\n{}", coverage::table(&audited.sheet, if args.out.is_some() { usize::MAX / 4 } else { width() })) }
    };
    let text = match args.format {
        AuditFormat::Pretty => report(Format::Pretty) + &table(),
        AuditFormat::Plain => report(Format::Plain),
        AuditFormat::Short => report(Format::Short),
        AuditFormat::Json => {
            let value = |text: String| serde_json::from_str::<serde_json::Value>(&text).map_err(|e| Failure::Told(e.to_string()));
            let whole = serde_json::json!({
                "version": 1,
                "file": imported.source.name(),
                "read-as": imported.kind.name(),
                "whole": imported.document.whole,
                "findings": value(report(Format::Json))?,
                "criteria": value(coverage::json(&audited.sheet))?,
            });
            serde_json::to_string_pretty(&whole).map_err(|e| Failure::Told(e.to_string()))? + "\n"
        }
        AuditFormat::Html => Engine::new(&[]).and_then(|engine| engine.coverage_page(&audited.sheet)).map_err(|e| publishing::broken(&e))?,
    };
    match &args.out {
        Some(path) => publish::write_file(path, text.as_bytes())?,
        None => print(&text)?,
    }
    Ok(if auditing::fails(&audited, args.fail_on) { Exit::Findings } else { Exit::Clean })
}

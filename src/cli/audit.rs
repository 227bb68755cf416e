//! `seloste audit`: what is wrong with a published notice today, without writing anything.

use super::import::{FromArg, take};
use super::reporting::formats;
use super::{Done, Exit, Failure, Global, parse_day, parse_lang, parse_severity, print, today, width};
use crate::day::Day;
use crate::desk::{auditing, cards};
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::project::publish;
use crate::report::{Format, Report, coverage, render};
use clap::Args;
use std::path::PathBuf;

/// Options of `audit`.
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// The page or text: HTML, Markdown, DOCX, PDF or plain text; `-` is standard input
    file: PathBuf,
    /// What to read it as [default: what its beginning and its name say]
    #[arg(long, value_enum)]
    from: Option<FromArg>,
    /// How findings and criteria are told
    #[arg(long, default_value = "pretty", value_parser = formats())]
    format: Format,
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

/// Runs it.
pub fn run(args: &AuditArgs, global: &Global) -> Done {
    let imported = take(&args.file, args.from)?;
    let day = args.as_of.unwrap_or_else(today);
    let audited = auditing::audit(&imported, day, today(), args.lang);
    let format = args.format;
    let cards = if format.needs_cards() { cards::of_audit(&audited.diagnostics, audited.lang) } else { Vec::new() };
    let names = [imported.source.name().to_string()];
    let (color, wide) = if args.out.is_some() { (false, usize::MAX / 4) } else { (global.colored(), width()) };
    let report = Report {
        as_of: Some(day),
        color,
        width: width(),
        quiet: global.quiet,
        cards: &cards,
        names: &names,
        fail_on: args.fail_on,
        sheet: Some(&audited.sheet),
        ..Report::new(&audited.diagnostics, 1, audited.lang)
    };
    let mut text = render(format, &report);
    match format {
        // Criteria that are told are no findings: for people they stand below, for programs beside them.
        Format::Pretty | Format::Plain if !global.quiet => text.push_str(&format!("\n{}", coverage::table(&audited.sheet, wide))),
        Format::Markdown => text.push_str(&format!("\n{}", coverage::markdown(&audited.sheet))),
        Format::Json => {
            let value = |text: &str| serde_json::from_str::<serde_json::Value>(text).map_err(|e| Failure::Told(e.to_string()));
            let whole = serde_json::json!({
                "version": 1,
                "file": imported.source.name(),
                "read-as": imported.kind.name(),
                "whole": imported.document.whole,
                "findings": value(&text)?,
                "criteria": value(&coverage::json(&audited.sheet))?,
            });
            text = serde_json::to_string_pretty(&whole).map_err(|e| Failure::Told(e.to_string()))? + "\n";
        }
        _ => {}
    }
    match &args.out {
        Some(path) => publish::write_file(path, text.as_bytes())?,
        None => print(&text)?,
    }
    Ok(if auditing::fails(&audited, args.fail_on) { Exit::Findings } else { Exit::Clean })
}

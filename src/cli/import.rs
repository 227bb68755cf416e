//! `seloste import`: a published page or text as a notice in TOML.

use super::{Done, Exit, Failure, Global, print, today};
use crate::desk::auditing;
use crate::import::{self, Format, Imported, report};
use crate::lang::fill;
use crate::project::{disk, publish};
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Options of `import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The page or text: HTML, Markdown, DOCX, PDF or plain text; `-` is standard input
    file: PathBuf,
    /// What to read it as [default: what its beginning and its name say]
    #[arg(long, value_enum)]
    from: Option<FromArg>,
    /// Instead of the notice, tell where every line went: text or json
    #[arg(long, value_enum, value_name = "text|json", hide_possible_values = true)]
    report: Option<ReportArg>,
    /// Add as comments what current law and usage would change: citations, names, sections that are missing
    #[arg(long, conflicts_with = "report")]
    modernise: bool,
    /// With --modernise: write it in, with placeholders to fill in
    #[arg(long, requires = "modernise")]
    unsafe_fixes: bool,
    /// The file to write; one that is there is kept [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// What to read a document as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FromArg {
    Text,
    Html,
    Markdown,
    Docx,
    Pdf,
}

impl From<FromArg> for Format {
    fn from(from: FromArg) -> Self {
        match from {
            FromArg::Text => Self::Text,
            FromArg::Html => Self::Html,
            FromArg::Markdown => Self::Markdown,
            FromArg::Docx => Self::Docx,
            FromArg::Pdf => Self::Pdf,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportArg {
    Text,
    Json,
}

/// Reads a document from a file or standard input and takes it in.
pub fn take(file: &Path, from: Option<FromArg>) -> Result<Imported, Failure> {
    let limit = import::limit::BYTES + 1;
    let (name, bytes) = if file == Path::new("-") {
        ("stdin".to_string(), disk::read_stdin_bytes(limit)?)
    } else {
        (file.display().to_string(), disk::read_bytes_up_to(file, limit)?)
    };
    import::import(&name, &bytes, from.map(Format::from)).map_err(|refusal| Failure::Told(format!("{name}: {refusal}")))
}

/// Runs it.
pub fn run(args: &ImportArgs, _global: &Global) -> Done {
    let imported = take(&args.file, args.from)?;
    let text = match args.report {
        None if args.modernise => auditing::modernised(&imported, today(), args.unsafe_fixes),
        None => imported.written.toml.clone(),
        Some(ReportArg::Json) => serde_json::to_string_pretty(&report::of(&imported)).map_err(|e| Failure::Told(e.to_string()))? + "\n",
        Some(ReportArg::Text) => told(&imported),
    };
    match &args.out {
        Some(path) => publish::write_new(path, text.as_bytes())?,
        None => print(&text)?,
    }
    Ok(Exit::Clean)
}

/// The report as lines: number, where it went, what it says.
fn told(imported: &Imported) -> String {
    let words = import::WORDS.get(imported.lang);
    let report = report::of(imported);
    let width = report.lines.iter().filter_map(|row| row.key.as_ref()).map(|key| key.chars().count()).max().unwrap_or(0).max(words.furniture.chars().count());
    let mut out = String::new();
    for row in &report.lines {
        let key = row.key.as_deref().unwrap_or(&words.furniture);
        let pad = " ".repeat(width.saturating_sub(key.chars().count()));
        out.push_str(&format!("{:>5}  {key}{pad}  {}\n", row.line, crate::report::printable(&row.text)));
    }
    let kept = report.lines.iter().filter(|row| row.key.is_some()).count();
    let count = |hole: &str| match hole {
        "lines" => Some(report.lines.len().to_string()),
        "kept" => Some(kept.to_string()),
        "left" => Some((report.lines.len() - kept).to_string()),
        _ => None,
    };
    out.push_str(&fill(&words.summary, count));
    out.push('\n');
    out
}

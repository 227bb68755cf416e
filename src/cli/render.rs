//! `seloste render`: one notice in one format.

use super::{Done, Exit, Failure, Global, parse_lang, print};
use crate::desk::{publishing, signing};
use crate::lang::Lang;
use crate::project::{self, publish};
use crate::render::page::PageContext;
use crate::render::text;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Options of `render`.
#[derive(Debug, Args)]
pub struct RenderArgs {
    /// The notice; `-` is standard input
    file: PathBuf,
    /// html: one self-contained page; markdown; text: pages of text ready to print; sign: one sheet of A4 for a door or a desk; json: the document itself
    #[arg(long, value_enum, default_value = "html")]
    format: RenderFormat,
    /// The language: one the notice declares [default: its first]. A sign may be in several: fi,sv
    #[arg(long, value_parser = parse_lang, value_delimiter = ',')]
    lang: Vec<Lang>,
    /// Sign: the address its code leads to [default: the notice's page under `base-url` of the workspace]
    #[arg(long, value_name = "ADDRESS")]
    url: Option<String>,
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Mark the page as a draft
    #[arg(long)]
    draft: bool,
    /// Text: lines of a page
    #[arg(long, value_name = "LINES")]
    rows: Option<u16>,
    /// Text: characters of a line
    #[arg(long, value_name = "CHARACTERS")]
    columns: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RenderFormat {
    Html,
    Markdown,
    Text,
    Sign,
    Json,
}

/// Runs it.
pub fn run(args: &RenderArgs, _global: &Global) -> Done {
    let found = if args.file == Path::new("-") {
        project::read_text(Path::new("stdin.toml"), project::disk::read_stdin()?)?
    } else if args.file.is_dir() {
        return Err(Failure::Told(format!("{}: this is a folder; `seloste build` publishes folders", args.file.display())));
    } else {
        project::read(std::slice::from_ref(&args.file))?
    };
    let Some(file) = found.notices.first() else {
        return Err(Failure::Told(format!("{}: this is a workspace file, not a notice", args.file.display())));
    };
    let declared = publishing::languages(file);
    let langs = if args.lang.is_empty() { vec![declared.first().copied().unwrap_or(Lang::FI)] } else { args.lang.clone() };
    if let Some(lang) = langs.iter().find(|lang| !file.reading.languages.contains(lang)) {
        let known: Vec<&str> = file.reading.languages.iter().map(Lang::code).collect();
        return Err(Failure::Told(format!("{}: the notice is not in `{lang}`; it declares {}", file.path.display(), known.join(", "))));
    }
    if args.url.is_some() && args.format != RenderFormat::Sign {
        return Err(Failure::Told("--url is the address a sign leads to; it goes with --format sign".into()));
    }
    let (engine, style) = publishing::look(&file.workspace, args.rows, args.columns)?;
    if args.format == RenderFormat::Sign {
        return written(args, &signing::sheet(file, &langs, args.url.as_deref(), args.draft, &engine)?);
    }
    let [lang] = langs[..] else {
        return Err(Failure::Told("only a sign is in several languages at once; give --lang one".into()));
    };
    let document = publishing::document(file, lang, args.draft)?;
    let text = match args.format {
        RenderFormat::Html => engine.html_page(&document, &PageContext::default()).map_err(|e| publishing::broken(&e))?,
        RenderFormat::Markdown => engine.markdown(&document, &[]).map_err(|e| publishing::broken(&e))?,
        RenderFormat::Text => text::text(&document, &style),
        RenderFormat::Json | RenderFormat::Sign => serde_json::to_string_pretty(&document).map_err(|e| Failure::Told(e.to_string()))? + "\n",
    };
    written(args, &text)
}

/// To the file asked for, else to standard output.
fn written(args: &RenderArgs, text: &str) -> Done {
    match &args.out {
        Some(path) => publish::write_file(path, text.as_bytes())?,
        None => print(text)?,
    }
    Ok(Exit::Clean)
}

//! `seloste render`: one notice in one format.

use super::{Done, Exit, Failure, Global, parse_any_lang, print_bytes, tell_partial};
use crate::desk::{publishing, signing};
use crate::lang::Lang;
use crate::project::{self, publish};
use crate::render::page::PageContext;
use crate::render::pdf::pdf;
use crate::render::text;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};

/// Options of `render`.
#[derive(Debug, Args)]
pub struct RenderArgs {
    /// The notice; `-` is standard input
    file: PathBuf,
    /// html: one self-contained page; markdown; text: pages of text ready to print; pdf; sign: one sheet of A4 for a door or a desk, sign-pdf: the same as PDF; json: the document itself [default: what the name of the file to write ends in, else html]
    #[arg(long, value_enum)]
    format: Option<RenderFormat>,
    /// The language: one the notice declares [default: its first]. A sign may be in several: fi,sv
    #[arg(long, value_parser = parse_any_lang, value_delimiter = ',')]
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
    /// Text: characters of a line, 40 to 400 [default: site.text-width of seloste.toml, else 80]
    #[arg(long, alias = "columns", value_name = "CHARACTERS")]
    width: Option<u16>,
    /// Text: lines of a page, 20 to 1000, or 0 for one endless page [default: site.text-page-length, else 66]
    #[arg(long, alias = "rows", value_name = "LINES")]
    page_length: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RenderFormat {
    Html,
    Markdown,
    Text,
    Pdf,
    Sign,
    SignPdf,
    Json,
}

/// The format asked for, else that of the file to write. A name that promises another format is refused, but for a sign, which has two.
fn format(args: &RenderArgs) -> Result<RenderFormat, Failure> {
    let ending = args.out.as_deref().and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    let named = match ending.as_deref() {
        Some("html" | "htm") => Some(RenderFormat::Html),
        Some("md" | "markdown") => Some(RenderFormat::Markdown),
        Some("txt") => Some(RenderFormat::Text),
        Some("pdf") => Some(RenderFormat::Pdf),
        Some("json") => Some(RenderFormat::Json),
        _ => None,
    };
    match (args.format, named) {
        (None, named) => Ok(named.unwrap_or(RenderFormat::Html)),
        (Some(RenderFormat::Sign), Some(RenderFormat::Pdf)) => Ok(RenderFormat::SignPdf),
        (Some(RenderFormat::Sign), Some(RenderFormat::Html)) | (Some(RenderFormat::SignPdf), Some(RenderFormat::Pdf)) | (Some(_), None) => {
            Ok(args.format.unwrap_or(RenderFormat::Html))
        }
        (Some(asked), Some(named)) if asked == named => Ok(asked),
        (Some(asked), Some(_)) => {
            let path = args.out.as_deref().unwrap_or(Path::new("")).display().to_string();
            let asked = asked.to_possible_value().map_or_else(String::new, |value| value.get_name().to_string());
            Err(Failure::Told(format!("{path}: the name promises another format than `--format {asked}`; change either")))
        }
    }
}

/// Runs it.
pub fn run(args: &RenderArgs, global: &Global) -> Done {
    let format = format(args)?;
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
    let overlay = publishing::overlay(&file.workspace)?;
    let lexicon = publishing::lexicon(&overlay)?;
    let declared = publishing::languages(file, &lexicon);
    let langs = if args.lang.is_empty() { vec![declared.first().copied().unwrap_or(Lang::FI)] } else { args.lang.clone() };
    if let Some(lang) = langs.iter().find(|lang| !file.reading.languages.contains(lang)) {
        let known: Vec<&str> = file.reading.languages.iter().map(Lang::code).collect();
        return Err(Failure::Told(format!("{}: the notice is not in `{lang}`; it declares {}", file.path.display(), known.join(", "))));
    }
    let sheet = match format {
        RenderFormat::Sign => Some(signing::Form::Html),
        RenderFormat::SignPdf => Some(signing::Form::Pdf),
        _ => None,
    };
    if args.url.is_some() && sheet.is_none() {
        return Err(Failure::Told("--url is the address a sign leads to; it goes with --format sign or sign-pdf".into()));
    }
    let style = publishing::style(&file.workspace, &overlay, args.page_length, args.width)?;
    // Formats without templates do not wait for them.
    let engine = || publishing::engine(&file.workspace, overlay.clone());
    if let Some(form) = sheet {
        tell_partial(&lexicon, &langs, global);
        return written(args, &signing::sheet(file, &langs, args.url.as_deref(), args.draft, form, (&engine()?, &lexicon))?);
    }
    let [lang] = langs[..] else {
        return Err(Failure::Told("only a sign is in several languages at once; give --lang one".into()));
    };
    tell_partial(&lexicon, &langs, global);
    let document = publishing::document(file, &lexicon, lang, args.draft)?;
    let bytes = match format {
        RenderFormat::Html => engine()?.html_page(&document, &PageContext::default()).map_err(|e| publishing::broken(&e))?.into_bytes(),
        RenderFormat::Markdown => engine()?.markdown(&document, &[]).map_err(|e| publishing::broken(&e))?.into_bytes(),
        RenderFormat::Text => text::text(&document, &style).into_bytes(),
        RenderFormat::Pdf => {
            let paper = publishing::paper(&overlay)?;
            pdf(&document, &paper, &publishing::dress(file, lang)?).map_err(|e| publishing::broken(&e))?
        }
        RenderFormat::Json | RenderFormat::Sign | RenderFormat::SignPdf => {
            (serde_json::to_string_pretty(&document).map_err(|e| Failure::Told(e.to_string()))? + "\n").into_bytes()
        }
    };
    written(args, &bytes)
}

/// To the file asked for, else to standard output.
fn written(args: &RenderArgs, bytes: &[u8]) -> Done {
    match &args.out {
        Some(path) => publish::write_file(path, bytes)?,
        None => print_bytes(bytes)?,
    }
    Ok(Exit::Clean)
}

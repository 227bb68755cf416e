//! `seloste init`: a workspace to begin with. What is there already is never touched.

use super::{Done, Exit, Failure, Global, parse_lang, print, schema, today};
use crate::lang::{Lang, fill};
use crate::project::{disk, init, publish, starter};
use crate::report::printable;
use clap::builder::PossibleValuesParser;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Options of `init`.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder of the workspace [default: the current folder]
    folder: Option<PathBuf>,
    /// What the first register is about
    #[arg(long, default_value = "customers", value_parser = PossibleValuesParser::new(starter::KINDS.iter().map(|(kind, _)| *kind)))]
    kind: String,
    /// The language of the files and their guidance: fi, sv or en
    #[arg(long, default_value = "fi", value_parser = parse_lang)]
    lang: Lang,
    /// The service that shall judge every change
    #[arg(long, value_enum, default_value = "none")]
    ci: ServiceArg,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ServiceArg {
    Github,
    Gitlab,
    Azure,
    None,
}

/// Runs it.
pub fn run(args: &InitArgs, global: &Global) -> Done {
    let service = match args.ci {
        ServiceArg::Github => Some(init::Service::Github),
        ServiceArg::Gitlab => Some(init::Service::Gitlab),
        ServiceArg::Azure => Some(init::Service::Azure),
        ServiceArg::None => None,
    };
    let folder = args.folder.clone().unwrap_or_default();
    let files = init::files(&args.kind, args.lang, service, schema::both(args.lang), today());
    let files = files.ok_or_else(|| Failure::Told(format!("there is no kind `{}`", args.kind)))?;
    let words = init::words(args.lang);
    let notice = init::notice_path(&args.kind, args.lang);
    let mut told = String::new();
    for (path, text) in &files {
        let full = folder.join(path);
        let there = disk::is_there(&full);
        if there {
            if path == ".gitignore" && !disk::read(&full)?.lines().any(|line| matches!(line.trim().trim_matches('/'), "site")) {
                told.push_str(&format!("{}\n", words.ignore));
                continue;
            }
        } else {
            disk::make_folder_of(&full)?;
            publish::write_new(&full, text.as_bytes())?;
        }
        told.push_str(&fill(if there { &words.kept } else { &words.wrote }, |_| Some(full.display().to_string())));
        told.push('\n');
    }
    told.push('\n');
    let shown = |path: &str| folder.join(path).display().to_string();
    told.push_str(&fill(&words.next, |hole| Some(shown(if hole == "path" { &notice } else { &words.folder }))));
    told.push('\n');
    if let Some(service) = service {
        told.push_str(&fill(&words.service, |_| Some(shown(service.path()))));
        told.push('\n');
    }
    if !global.quiet {
        print(&printable(&told))?;
    }
    Ok(Exit::Clean)
}

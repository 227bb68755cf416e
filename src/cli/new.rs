//! `seloste new`: a commented notice of a kind, to fill in.

use super::{Done, Exit, Failure, Global, parse_lang, print, today};
use crate::lang::{ByLang, Lang, fill};
use crate::project::{publish, starter};
use crate::report::printable;
use clap::Args;
use clap::builder::PossibleValuesParser;
use std::path::PathBuf;

/// Options of `new`.
#[derive(Debug, Args)]
pub struct NewArgs {
    /// What the register is about
    #[arg(long, value_parser = PossibleValuesParser::new(starter::KINDS.iter().map(|(kind, _)| *kind)))]
    kind: String,
    /// The language of the notice and its guidance: fi, sv or en
    #[arg(long, default_value = "fi", value_parser = parse_lang)]
    lang: Lang,
    /// The file to write, which must not exist yet [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    out: Option<PathBuf>,
}

static NEXT: ByLang<&str> = ByLang {
    fi: "{path}: pohja on valmis. Täytä hakasulkeissa olevat kohdat; `seloste lint {path}` näyttää ne.\n",
    sv: "{path}: mallen är klar. Fyll i ställena inom hakparenteser; `seloste lint {path}` visar dem.\n",
    en: "{path}: written. Fill in the places in brackets; `seloste lint {path}` shows them.\n",
};

/// Runs it.
pub fn run(args: &NewArgs, global: &Global) -> Done {
    let text = starter::write(&args.kind, args.lang, today()).ok_or_else(|| Failure::Told(format!("there is no kind `{}`", args.kind)))?;
    let Some(path) = &args.out else {
        print(&text)?;
        return Ok(Exit::Clean);
    };
    publish::write_new(path, text.as_bytes())?;
    if !global.quiet {
        let path = path.display().to_string();
        print(&printable(&fill(NEXT.get(args.lang), |_| Some(path.clone()))))?;
    }
    Ok(Exit::Clean)
}

//! `seloste fmt`: notices and workspace files in the order of the format.

use super::{Done, Exit, Failure, Global, paths_or_here, print, tell};
use crate::desk::formatting::{self, Ordered};
use crate::mend;
use crate::project::disk;
use crate::report::printable;
use clap::Args;
use std::path::{Path, PathBuf};

/// Options of `fmt`.
#[derive(Debug, Args)]
pub struct FmtArgs {
    /// Notices or folders of them, with their workspace files; `-` is standard input [default: the current folder]
    paths: Vec<PathBuf>,
    /// Write nothing; name the files that are not in order, and end with 1 when there is one
    #[arg(long)]
    check: bool,
    /// Write nothing; show what would change, and end with 1 when something would
    #[arg(long)]
    diff: bool,
    /// The path that standard input stands for
    #[arg(long, value_name = "PATH", default_value = "stdin.toml", hide_default_value = true)]
    stdin_filename: PathBuf,
}

/// Runs it.
pub fn run(args: &FmtArgs, global: &Global) -> Done {
    let only_shown = args.check || args.diff;
    let stdin = args.paths.iter().any(|path| path == Path::new("-"));
    if stdin && args.paths.len() > 1 {
        return Err(Failure::Told("`-` reads one file from standard input and goes with no other path".into()));
    }
    let files = if stdin {
        vec![formatting::one(args.stdin_filename.clone(), disk::read_stdin()?)?]
    } else {
        formatting::below(&paths_or_here(&args.paths), !only_shown)?
    };
    let changed: Vec<&Ordered> = files.iter().filter(|file| file.old != file.new).collect();
    if args.diff {
        print(&changed.iter().map(|file| diff(file)).collect::<String>())?;
    } else if args.check {
        print(&changed.iter().map(|file| format!("{}\n", printable(&file.path.display().to_string()))).collect::<String>())?;
    } else if stdin {
        print(&files.iter().map(|file| file.new.as_str()).collect::<String>())?;
        return Ok(Exit::Clean);
    }
    if !global.quiet && !stdin {
        let done = if only_shown { "not in order" } else { "put in order" };
        tell(&format!("seloste: {} of {} files {done}", changed.len(), files.len()));
    }
    Ok(if only_shown && !changed.is_empty() { Exit::Findings } else { Exit::Clean })
}

fn diff(file: &Ordered) -> String {
    printable(&mend::unified(&file.path.display().to_string(), &file.old, &file.new))
}

//! `seloste man`: pages of the manual, made of the command line itself: one for the program, one for each verb.

use super::{Cli, Done, Exit, Failure, Global, print, tell};
use crate::project::{disk, publish};
use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;
use std::path::PathBuf;

/// Options of `man`.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// The folder to write all pages into [default: the page of the program, on standard output]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Runs it.
pub fn run(args: &ManArgs, global: &Global) -> Done {
    let mut whole = Cli::command().disable_help_subcommand(true);
    whole.build();
    let Some(folder) = &args.out else {
        print(&page(whole)?)?;
        return Ok(Exit::Clean);
    };
    disk::make_folder_of(&folder.join("page"))?;
    let verbs = whole.get_subcommands().map(|verb| {
        let name = format!("seloste-{}", verb.get_name());
        (name.clone(), verb.clone().name(name))
    });
    let pages: Vec<(String, Command)> = std::iter::once(("seloste".to_string(), whole.clone())).chain(verbs).collect();
    for (name, command) in &pages {
        publish::write_file(&folder.join(format!("{name}.1")), page(command.clone())?.as_bytes())?;
    }
    if !global.quiet {
        tell(&format!("seloste: wrote {} pages into {}", pages.len(), folder.display()));
    }
    Ok(Exit::Clean)
}

fn page(command: Command) -> Result<String, Failure> {
    let mut out = Vec::new();
    // No day stands on a page, so that the same program always writes the same.
    Man::new(command).date("").render(&mut out)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

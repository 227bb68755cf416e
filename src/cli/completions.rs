//! `seloste completions`: what a shell needs to complete commands, made of the command line itself.

use super::{Cli, Done, Exit, Global, print};
use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

/// Options of `completions`.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs it.
pub fn run(args: &CompletionsArgs, _global: &Global) -> Done {
    let mut out = Vec::new();
    generate(args.shell, &mut Cli::command(), "seloste", &mut out);
    print(&String::from_utf8_lossy(&out))?;
    Ok(Exit::Clean)
}

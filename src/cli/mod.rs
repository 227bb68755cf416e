//! The command line: one file per verb. Exit codes are the same for every format: 0 clean, 1 findings, 2 could not do it.
//! Never holds logic that two rooms share, never lets a format change how the program ends.

mod audit;
mod build;
mod ci;
mod completions;
mod coverage;
mod explain;
mod fmt;
mod import;
mod init;
mod lint;
mod man;
mod new;
mod render;
mod reporting;
mod rules;
mod schema;
mod test_rules;

use crate::day::Day;
use crate::desk::building::cache::Mark;
use crate::diagnostic::Severity;
use crate::document::Lexicon;
use crate::lang::Lang;
use crate::project::ProjectError;
use clap::{Args, Parser, Subcommand, ValueEnum};
use rayon::prelude::*;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// How the program ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing to tell.
    Clean,
    /// Findings at or above `--fail-on`.
    Findings,
    /// What was asked could not be done.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Clean => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
        })
    }
}

/// Privacy notices as code: judged by Finnish and EU law as it stood on a given day, and published.
///
/// seloste checks what a notice says against the law; it does not give legal advice.
#[derive(Debug, Parser)]
#[command(name = "seloste", version, max_term_width = 100, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
    #[command(flatten)]
    global: Global,
}

/// Options of every verb.
#[derive(Debug, Clone, Args)]
pub struct Global {
    /// When to colour the output; `NO_COLOR` is respected
    #[arg(long, global = true, value_enum, default_value = "auto", hide_possible_values = true, value_name = "auto|always|never")]
    color: ColorWhen,
    /// Print findings only, no summary
    #[arg(long, short, global = true)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ColorWhen {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Judge notices and point at each fault
    #[command(visible_alias = "check", after_help = "Example:\n  seloste lint notices\n  seloste lint --as-of 2018-05-25 --format json notices/archive")]
    Lint(lint::LintArgs),
    /// Judge as continuous integration wants it: in the service's own format, with a summary of the job
    #[command(after_help = "Example:\n  seloste ci notices\n  seloste ci --changed=origin/main --report sarif=seloste.sarif notices")]
    Ci(ci::CiArgs),
    /// Write one notice as a page, Markdown or text
    #[command(
        after_help = "Example:\n  seloste render notices/000-huolto.toml --lang sv > page.html\n  seloste render notices/000-huolto.toml --format text --out page.txt"
    )]
    Render(render::RenderArgs),
    /// Publish the whole site: every notice in every language and format
    #[command(after_help = "Example:\n  seloste build notices --out site")]
    Build(build::BuildArgs),
    /// Set up a workspace: its file, a first notice, the job of a service, schemas for editors
    #[command(after_help = "Example:\n  seloste init --kind members --lang sv\n  seloste init privacy --kind customers --lang en --ci github")]
    Init(init::InitArgs),
    /// Put notices and workspace files in the order of the format, with their comments
    #[command(after_help = "Example:\n  seloste fmt notices\n  seloste fmt --check notices\n  seloste fmt --diff notices/000-huolto.toml")]
    Fmt(fmt::FmtArgs),
    /// Start a notice: a commented file of a kind of register, in Finnish, Swedish or English
    #[command(after_help = "Example:\n  seloste new --kind customers --out customers.toml\n  seloste new --kind camera --lang sv > kameror.toml")]
    New(new::NewArgs),
    /// Explain a rule by its code or name, or a key of the notice format
    #[command(after_help = "Example:\n  seloste explain G216\n  seloste explain purposes.basis --lang fi")]
    Explain(explain::ExplainArgs),
    /// Show what each register tells of the 28 criteria of a complete notice
    #[command(after_help = "Example:\n  seloste coverage notices\n  seloste coverage notices --format html --out coverage.html")]
    Coverage(coverage::CoverageArgs),
    /// Bring in a published notice, a web page or a text, as TOML
    #[command(after_help = "Example:\n  seloste import page.html > notice.toml\n  seloste import page.html --report text")]
    Import(import::ImportArgs),
    /// Judge a published notice, a web page or a text, as it stands; writes nothing
    #[command(after_help = "Example:\n  seloste audit page.html\n  seloste audit old-notice.docx --as-of 2018-05-24 --format json")]
    Audit(audit::AuditArgs),
    /// List the rules
    #[command(after_help = "Example:\n  seloste rules --lang sv\n  seloste rules --not-checked\n  seloste rules --format json")]
    Rules(rules::RulesArgs),
    /// Try the rules of a folder of your own on their examples
    #[command(after_help = "Example:\n  seloste test-rules our-rules")]
    TestRules(test_rules::TestRulesArgs),
    /// Print the format of a notice, a workspace file or a rule as JSON Schema for editors, or as Markdown
    #[command(
        after_help = "Example:\n  seloste schema > notice.schema.json\n  seloste schema --of workspace --lang fi\n  seloste schema --of rule > rule.schema.json\n  seloste schema --format markdown"
    )]
    Schema(schema::SchemaArgs),
    /// Print what a shell needs to complete commands
    #[command(
        after_help = "Example:\n  seloste completions bash > ~/.local/share/bash-completion/completions/seloste\n  seloste completions zsh > ~/.zfunc/_seloste"
    )]
    Completions(completions::CompletionsArgs),
    /// Print the manual page, or write all of them into a folder
    #[command(after_help = "Example:\n  seloste man | man -l -\n  seloste man --out ~/.local/share/man/man1")]
    Man(man::ManArgs),
}

/// Runs the program.
#[must_use]
pub fn main() -> Exit {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help that was asked for, or that stands in for a missing verb, is printed whole; a wrong word gets one line.
            if !error.use_stderr() || error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
                let asked = !error.use_stderr();
                let _ = error.print();
                return if asked { Exit::Clean } else { Exit::Failed };
            }
            let _ = writeln!(io::stderr(), "seloste: {}", crate::report::printable(&one_line(&error.render().to_string())));
            return Exit::Failed;
        }
    };
    let done = match &cli.verb {
        Verb::Lint(args) => lint::run(args, &cli.global),
        Verb::Ci(args) => ci::run(args, &cli.global),
        Verb::Render(args) => render::run(args, &cli.global),
        Verb::Build(args) => build::run(args, &cli.global),
        Verb::Init(args) => init::run(args, &cli.global),
        Verb::Fmt(args) => fmt::run(args, &cli.global),
        Verb::New(args) => new::run(args, &cli.global),
        Verb::Explain(args) => explain::run(args, &cli.global),
        Verb::Coverage(args) => coverage::run(args, &cli.global),
        Verb::Import(args) => import::run(args, &cli.global),
        Verb::Audit(args) => audit::run(args, &cli.global),
        Verb::Rules(args) => rules::run(args, &cli.global),
        Verb::TestRules(args) => test_rules::run(args, &cli.global),
        Verb::Schema(args) => schema::run(args, &cli.global),
        Verb::Completions(args) => completions::run(args, &cli.global),
        Verb::Man(args) => man::run(args, &cli.global),
    };
    match done {
        Ok(exit) => exit,
        Err(Failure::ClosedPipe) => Exit::Clean,
        Err(Failure::Told(message)) => {
            let _ = writeln!(io::stderr(), "seloste: {}", crate::report::printable(&message).replace('\n', " "));
            Exit::Failed
        }
    }
}

/// What clap says in several paragraphs, as one line: what is wrong, and its tip where it has one.
fn one_line(message: &str) -> String {
    let mut lines = message.lines().map(str::trim);
    let first = lines.next().unwrap_or_default();
    let mut first = first.strip_prefix("error: ").unwrap_or(first).to_string();
    if first.ends_with(':') {
        // What is missing stands on lines of its own below.
        for line in lines.by_ref().take_while(|line| !line.is_empty()) {
            first.push(' ');
            first.push_str(line);
        }
    }
    match lines.find_map(|line| line.strip_prefix("tip: ")) {
        Some(tip) => format!("{first} ({tip})"),
        None => format!("{first} (`--help` lists what there is)"),
    }
}

/// Why a verb could not go on.
#[derive(Debug)]
pub enum Failure {
    /// Whoever read our output went away; that is not an error.
    ClosedPipe,
    /// One line for the user.
    Told(String),
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Self {
        Self::Told(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::ClosedPipe } else { Self::Told(crate::project::disk::why(&error)) }
    }
}

/// What a verb gives back.
pub type Done = Result<Exit, Failure>;

impl Global {
    /// Whether to colour what goes to standard output.
    fn colored(&self) -> bool {
        match self.color {
            ColorWhen::Always => true,
            ColorWhen::Never => false,
            ColorWhen::Auto => {
                io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()) && std::env::var_os("TERM").is_none_or(|t| t != "dumb")
            }
        }
    }
}

/// Tells of words files in use that leave words to English.
fn tell_partial(lexicon: &Lexicon, langs: &[Lang], global: &Global) {
    let partial = lexicon.own().iter().filter(|own| own.given < own.all && langs.contains(&own.lang));
    for own in partial.filter(|_| !global.quiet) {
        tell(&format!("seloste: {}: {} of {} words are given; the others are English", own.path, own.given, own.all));
    }
}

/// Says a line beside what is printed.
fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{}", crate::report::printable(line));
}

/// Writes to standard output.
fn print(text: &str) -> Result<(), Failure> {
    print_bytes(text.as_bytes())
}

/// Writes bytes that need not be text to standard output.
fn print_bytes(bytes: &[u8]) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}

/// The width of the terminal; a usual one where there is none.
fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).or_else(|| textwrap_width().filter(|w| *w > 0)).unwrap_or(100)
}

fn textwrap_width() -> Option<usize> {
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}

/// Today, by the clock of the machine. Tests pin it.
fn today() -> Day {
    let pinned = std::env::var("SELOSTE_TODAY").ok().and_then(|day| Day::parse(&day));
    pinned.unwrap_or_else(|| {
        let date = jiff::Zoned::now().date();
        let part = |n: i8| u8::try_from(n).unwrap_or(1);
        Day::new(u16::try_from(date.year()).unwrap_or(1), part(date.month()), part(date.day())).expect("the calendar gives real days")
    })
}

fn parse_day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| format!("`{text}` is not a day; write it as 2026-11-21"))
}

fn parse_lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).filter(|lang| Lang::SPOKEN.contains(lang)).ok_or_else(|| format!("`{text}` is not a language of the tool; choose fi, sv or en"))
}

/// A language a notice may be in, whether the tool speaks it or not.
fn parse_any_lang(text: &str) -> Result<Lang, String> {
    Lang::parse(text).ok_or_else(|| format!("`{text}` is not a language; write its code of two letters, such as sv"))
}

fn parse_severity(text: &str) -> Result<Severity, String> {
    Severity::parse(text).ok_or_else(|| format!("`{text}` is not a severity; choose error, warning or note"))
}

/// The mark of the program itself: pages of another one are not kept. A program that cannot be read is another each time its version is.
fn program() -> Mark {
    let bytes = std::env::current_exe().ok().and_then(|path| crate::project::disk::read_bytes(&path).ok());
    // Parts are marked side by side.
    let marks: Vec<Mark> = bytes.unwrap_or_default().par_chunks(1 << 20).map(|part| Mark::of([part])).collect();
    Mark::of(std::iter::once(env!("CARGO_PKG_VERSION").as_bytes()).chain(marks.iter().map(Mark::bytes)))
}

/// Paths given, or the folder one stands in.
fn paths_or_here(paths: &[PathBuf]) -> Vec<PathBuf> {
    if paths.is_empty() { vec![PathBuf::from(".")] } else { paths.to_vec() }
}

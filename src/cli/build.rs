//! `seloste build`: the whole site. Judges first; a notice with errors stops it, and then nothing is written.

use super::{Done, Exit, Failure, Global, parse_day, paths_or_here, print, program, tell_partial, today, width};
use crate::day::Day;
use crate::desk::baseline;
use crate::desk::building::{self, Entry, Order, Past, Text};
use crate::desk::judging::{self, Wish};
use crate::desk::publishing;
use crate::diagnostic::Severity;
use crate::document::Lexicon;
use crate::lang::Lang;
use crate::project::{self, NoticeFile, Workspace};
use crate::report::{Format, Report, render};
use crate::site::SiteFormat;
use crate::site::base::Base;
use crate::site::links::Links;
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::{IsTerminal, Write};
use std::path::PathBuf;

/// Options of `build`.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Notices or folders of them [default: the current folder]
    paths: Vec<PathBuf>,
    /// The folder of the site; it is replaced whole [default: project.out of seloste.toml, else `site`]
    #[arg(long, short, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Only these formats: html, pdf, markdown, text, json, fragment [default: project.formats, else all]
    #[arg(long, value_delimiter = ',', value_name = "FORMATS", value_parser = parse_format)]
    format: Vec<SiteFormat>,
    /// The address the site is published at
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Make every page anew, also those whose notice did not change
    #[arg(long)]
    fresh: bool,
    /// Print the addresses elsewhere that pages link to, each with a page; nothing is asked of the network
    #[arg(long)]
    external_links: bool,
    /// Publish notices with errors too, marked as drafts
    #[arg(long)]
    draft: bool,
    /// The judging day [default: the day a notice was withdrawn, else today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    as_of: Option<Day>,
}

fn parse_format(text: &str) -> Result<SiteFormat, String> {
    SiteFormat::ALL
        .into_iter()
        .find(|format| format.key() == text)
        .ok_or_else(|| format!("`{text}` is not a format; choose html, pdf, markdown, text, json or fragment"))
}

/// Runs it.
pub fn run(args: &BuildArgs, global: &Global) -> Done {
    project::memory::in_small_pages();
    let (texts, workspaces) = project::texts(&paths_or_here(&args.paths), Text::of)?;
    let Some(workspace) = texts.first().map(|text| text.workspace().clone()) else {
        return Err(Failure::Told("there is no notice to publish".into()));
    };
    let workspace = &*workspace;
    let out = args.out.clone().or_else(|| workspace.out.as_ref().map(|out| workspace.path.with_file_name(out))).unwrap_or_else(|| PathBuf::from("site"));
    let (program, today) = (program(), today());
    // Links of pages that are kept are not looked at again.
    let past = Past::of(&out, program, (args.as_of, today), args.fresh || args.external_links);
    let notices = past.entries(texts);
    // Whether there is an error is all that matters, until there is one.
    let wish = Wish { as_of: args.as_of, errors: true, ..Wish::default() };
    let (mut judged, verdicts) = judging::these(&notices, workspaces.clone(), &wish, today)?;
    baseline::apply(&mut judged, None, &[], None)?;
    let diagnostics = judged.diagnostics;
    if judging::fails(&diagnostics, Severity::Error) && !args.draft {
        // What an error stands beside is told with it: every notice is judged whole.
        let files: Vec<NoticeFile> = notices.par_iter().map(Entry::read).collect();
        let (mut judged, _) = judging::these(&files, workspaces, &Wish { errors: false, ..wish }, today)?;
        baseline::apply(&mut judged, None, &[], None)?;
        let diagnostics = judged.diagnostics;
        let lang = files.first().and_then(|first| first.reading.languages.first().copied()).unwrap_or(Lang::FI).spoken();
        let report = Report { as_of: args.as_of, color: global.colored(), width: width(), quiet: global.quiet, ..Report::new(&diagnostics, files.len(), lang) };
        print(&render(Format::Pretty, &report))?;
        let _ = writeln!(std::io::stderr(), "seloste: nothing was written: a notice has errors (`--draft` publishes it marked as a draft)");
        return Ok(Exit::Findings);
    }
    let draft = |notice: &Entry| args.draft && diagnostics.iter().any(|d| d.counts() && d.severity == Severity::Error && d.source.name() == notice.name());
    let base = base(args, workspace)?;
    let formats = if args.format.is_empty() { workspace_formats(&workspace.formats) } else { args.format.clone() };
    let overlay = publishing::overlay(workspace)?;
    let lexicon = publishing::lexicon(&overlay)?;
    let languages = site_languages(&workspace.languages, &lexicon, &notices);
    tell_partial(&lexicon, &languages, global);
    let order = Order { out: &out, workspace, overlay: &overlay, lexicon: &lexicon, formats: &formats, languages: &languages, base: base.as_ref() };
    let count = notices.len();
    let bar = progress(count, global);
    let built = building::build(notices, &verdicts, &past, &order, draft, || bar.inc(1));
    bar.finish_and_clear();
    let built = built?;
    if args.external_links {
        print(&external(&built.links))?;
    } else if !global.quiet {
        let anew = if built.anew < count { format!(" ({} made anew)", built.anew) } else { String::new() };
        let notices = if count == 1 { "notice" } else { "notices" };
        print(&format!("{}: {count} {notices}{anew}, {} files\n", out.display(), built.files))?;
    }
    Ok(Exit::Clean)
}

/// How far it is, on a terminal alone.
fn progress(notices: usize, global: &Global) -> ProgressBar {
    if global.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template("{bar:32} {pos}/{len} {msg}").unwrap_or_else(|_| ProgressStyle::default_bar());
    ProgressBar::new(notices as u64).with_style(style)
}

/// The address of the site: that of the command line, else the workspace's.
fn base(args: &BuildArgs, workspace: &Workspace) -> Result<Option<Base>, Failure> {
    let (text, whose) = match (&args.base_url, &workspace.base_url) {
        (Some(text), _) => (text, "--base-url".to_string()),
        (None, Some(text)) => (text, format!("{}: project.base-url", workspace.path.display())),
        (None, None) => return Ok(None),
    };
    let base = Base::parse(text);
    base.map(Some).ok_or_else(|| Failure::Told(format!("{whose}: `{text}` is not the address of a site; write it as https://www.example.fi/tietosuoja/")))
}

/// Where the site's links lead elsewhere: a line for each address, with the page it stands on first.
fn external(links: &[Links]) -> String {
    let mut all: BTreeMap<&str, &str> = BTreeMap::new();
    for links in links {
        for address in &links.external {
            let page = all.entry(address).or_insert(&links.page);
            *page = (*page).min(&links.page);
        }
    }
    all.into_iter().map(|(address, page)| format!("{address}\t{page}\n")).collect()
}

fn workspace_formats(keys: &[String]) -> Vec<SiteFormat> {
    let wanted: Vec<SiteFormat> = SiteFormat::ALL.into_iter().filter(|format| keys.iter().any(|key| key == format.key())).collect();
    if wanted.is_empty() { SiteFormat::ALL.to_vec() } else { wanted }
}

/// The languages of the index: those the workspace names, else all that some notice has.
fn site_languages(named: &[Lang], lexicon: &Lexicon, notices: &[Entry]) -> Vec<Lang> {
    let has = |lang: &Lang| notices.iter().any(|notice| notice.languages().contains(lang));
    let known = || Lang::SPOKEN.into_iter().chain(lexicon.own().iter().map(|own| own.lang));
    let order: Vec<Lang> = if named.is_empty() { known().collect() } else { named.to_vec() };
    order.into_iter().filter(has).collect()
}

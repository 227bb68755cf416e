//! `seloste build`: the whole site. Judges first; a notice with errors stops it, and then nothing is written.

use super::{Done, Exit, Failure, Global, parse_day, paths_or_here, print, today, width};
use crate::day::Day;
use crate::desk::baseline;
use crate::desk::building::{self, Wanted};
use crate::desk::judging::{self, Wish};
use crate::desk::publishing;
use crate::diagnostic::Severity;
use crate::lang::Lang;
use crate::project::publish::Staging;
use crate::project::{self, NoticeFile, ProjectError, Workspace};
use crate::report::{Format, Report, render};
use crate::site::archive::Relations;
use crate::site::base::Base;
use crate::site::links::{self, Links};
use crate::site::{self, Listed, Plan, SiteFormat, redirects};
use clap::Args;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

/// Options of `build`.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Notices or folders of them [default: the current folder]
    paths: Vec<PathBuf>,
    /// The folder of the site; it is replaced whole [default: project.out of seloste.toml, else `site`]
    #[arg(long, short, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Only these formats: html, markdown, text, json, fragment [default: project.formats, else all]
    #[arg(long, value_delimiter = ',', value_name = "FORMATS", value_parser = parse_format)]
    format: Vec<SiteFormat>,
    /// The address the site is published at
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
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
        .ok_or_else(|| format!("`{text}` is not a format; choose html, markdown, text, json or fragment"))
}

/// Runs it.
pub fn run(args: &BuildArgs, global: &Global) -> Done {
    let found = project::read(&paths_or_here(&args.paths))?;
    let Some(first) = found.notices.first() else {
        return Err(Failure::Told("there is no notice to publish".into()));
    };
    let wish = Wish { as_of: args.as_of, ..Wish::default() };
    let mut judged = judging::all(&found, &wish, today())?;
    baseline::apply(&mut judged, None, &[], None)?;
    let diagnostics = judged.diagnostics;
    let with_errors = judging::fails(&diagnostics, Severity::Error);
    if with_errors && !args.draft {
        let lang = first.reading.languages.first().copied().unwrap_or(Lang::FI).spoken();
        let report = Report {
            diagnostics: &diagnostics,
            files: found.notices.len(),
            as_of: args.as_of,
            lang,
            color: global.colored(),
            width: width(),
            quiet: global.quiet,
        };
        print(&render(Format::Pretty, &report))?;
        let _ = writeln!(std::io::stderr(), "seloste: nothing was written: a notice has errors (`--draft` publishes it marked as a draft)");
        return Ok(Exit::Findings);
    }
    let workspace = &first.workspace;
    let out = args.out.clone().or_else(|| workspace.out.as_ref().map(|out| workspace.path.with_file_name(out))).unwrap_or_else(|| PathBuf::from("site"));
    let draft =
        |file: &NoticeFile| args.draft && diagnostics.iter().any(|d| d.counts() && d.severity == Severity::Error && d.source.name() == file.source.name());
    let base = base(args, workspace)?;
    let formats = if args.format.is_empty() { workspace_formats(&workspace.formats) } else { args.format.clone() };
    let languages = site_languages(&workspace.languages, &found.notices);
    let titles: Vec<(Lang, String)> = languages.iter().filter_map(|lang| Some((*lang, workspace.site_title(*lang)?.to_string()))).collect();
    let kinds = building::kinds();
    let (engine, style) = publishing::look(workspace, None, None)?;
    let plan = Plan { engine: &engine, style: &style, formats: &formats, languages: &languages, base: base.as_ref(), titles: &titles, kinds: &kinds };
    let mut wanted: Vec<Wanted> = found.notices.iter().map(Wanted::of).collect::<Result<_, _>>()?;
    let places = building::addresses(&mut found.notices.iter().map(|file| file.path.as_path()).zip(&mut wanted).collect::<Vec<_>>())?;
    let about = |(n, what): (usize, String)| ProjectError::new(&found.notices[n].path, what);
    let relations = Relations::of(&places).map_err(about)?;
    let make = |n: usize| building::page(&found.notices[n], &wanted[n], draft(&found.notices[n]));
    let related: BTreeMap<usize, Listed> = relations.related().map(|n| Ok((n, Listed::of(&make(n)?)))).collect::<Result<_, ProjectError>>()?;
    let staging = Staging::begin(&out)?;
    // A notice's documents live no longer than it takes to write its pages.
    let done: Vec<(Listed, Vec<String>, Vec<Links>)> = (0..found.notices.len())
        .into_par_iter()
        .map(|n| {
            let page = make(n)?;
            let files = site::notice(&page, &relations.versions(n, &related), &plan).map_err(|e| publishing::broken(&e))?;
            staging.write(&files)?;
            let links = files.iter().filter_map(|(path, bytes)| Links::of(path, bytes, base.as_ref())).collect();
            Ok((Listed::of(&page), files.into_iter().map(|(path, _)| path).collect(), links))
        })
        .collect::<Result<_, ProjectError>>()?;
    let mut listed = Vec::with_capacity(done.len());
    let mut paths: Vec<String> = Vec::new();
    let mut links: Vec<Links> = Vec::new();
    for (one, files, of_files) in done {
        listed.push(one);
        paths.extend(files);
        links.extend(of_files);
    }
    if let Some(clash) = redirects::clash(&listed) {
        return Err(about(clash).into());
    }
    let around = site::around(&listed, &plan).map_err(|e| publishing::broken(&e))?;
    staging.write(&around)?;
    links.extend(around.iter().filter_map(|(path, bytes)| Links::of(path, bytes, base.as_ref())));
    paths.extend(around.into_iter().map(|(path, _)| path));
    check(&links, &paths)?;
    let files = staging.finish()?;
    if args.external_links {
        print(&external(&links))?;
    } else if !global.quiet {
        print(&format!("{}: {} notices, {files} files\n", out.display(), listed.len()))?;
    }
    Ok(Exit::Clean)
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

/// A link within the site that leads nowhere stops the build.
fn check(links: &[Links], paths: &[String]) -> Result<(), Failure> {
    let broken = links::broken(links, &paths.iter().map(String::as_str).collect());
    let Some(first) = broken.first() else { return Ok(()) };
    let more = if broken.len() > 1 { format!(" (and {} more)", broken.len() - 1) } else { String::new() };
    Err(Failure::Told(format!("{first}{more}; nothing was written")))
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
fn site_languages(named: &[Lang], notices: &[NoticeFile]) -> Vec<Lang> {
    let has = |lang: &Lang| notices.iter().any(|file| file.reading.languages.contains(lang));
    let order = if named.is_empty() { &Lang::SPOKEN[..] } else { named };
    order.iter().copied().filter(has).collect()
}

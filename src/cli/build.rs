//! `seloste build`: the whole site. Judges first; a notice with errors stops it, and then nothing is written.

use super::{Done, Exit, Failure, Global, parse_day, paths_or_here, print, today, width};
use crate::day::Day;
use crate::desk::baseline;
use crate::desk::judging::{self, Wish};
use crate::desk::publishing;
use crate::diagnostic::Severity;
use crate::document::Words;
use crate::lang::Lang;
use crate::notice::Notice;
use crate::project::publish::Staging;
use crate::project::{self, NoticeFile, ProjectError};
use crate::report::{Format, Report, render};
use crate::site::{self, Listed, Page, Plan, SiteFormat};
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
    /// Only these formats: html, markdown, text, pdf [default: project.formats, else all]
    #[arg(long, value_delimiter = ',', value_name = "FORMATS", value_parser = parse_format)]
    format: Vec<SiteFormat>,
    /// The address the site is published at
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Publish notices with errors too, marked as drafts
    #[arg(long)]
    draft: bool,
    /// The judging day [default: the day a notice was withdrawn, else today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = parse_day)]
    as_of: Option<Day>,
}

fn parse_format(text: &str) -> Result<SiteFormat, String> {
    SiteFormat::ALL.into_iter().find(|format| format.key() == text).ok_or_else(|| format!("`{text}` is not a format; choose html, markdown, text or pdf"))
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
    let draft = |file: &NoticeFile| diagnostics.iter().any(|d| d.counts() && d.severity == Severity::Error && d.source.name() == file.source.name());
    let slugs = slugs(&found.notices)?;
    let formats = if args.format.is_empty() { workspace_formats(&workspace.formats) } else { args.format.clone() };
    let languages = site_languages(&workspace.languages, &found.notices);
    let titles: Vec<(Lang, String)> = languages.iter().filter_map(|lang| Some((*lang, workspace.site_title(*lang)?.to_string()))).collect();
    let base = args.base_url.clone().or_else(|| workspace.base_url.clone()).map(|url| if url.ends_with('/') { url } else { format!("{url}/") });
    let (engine, style) = publishing::look(workspace, None, None)?;
    let paper = publishing::paper(workspace)?;
    let plan = Plan { engine: &engine, style: &style, paper: &paper, formats: &formats, languages: &languages, base_url: base.as_deref(), titles: &titles };
    let staging = Staging::begin(&out)?;
    // A notice's documents live no longer than it takes to write its pages.
    let listed: Vec<Listed> = found
        .notices
        .par_iter()
        .zip(slugs)
        .map(|(file, slug)| {
            let page = page(file, slug, args.draft && draft(file))?;
            let (files, listed) = site::notice(&page, &plan).map_err(|e| publishing::broken(&e))?;
            staging.write(&files)?;
            Ok(listed)
        })
        .collect::<Result<_, ProjectError>>()?;
    staging.write(&site::around(&listed, &plan).map_err(|e| publishing::broken(&e))?)?;
    let files = staging.finish()?;
    if !global.quiet {
        print(&format!("{}: {} notices, {files} files\n", out.display(), listed.len()))?;
    }
    Ok(Exit::Clean)
}

fn page(file: &NoticeFile, slug: String, draft: bool) -> Result<Page, ProjectError> {
    let notice = Notice::of(&file.reading.tree);
    let mut documents = Vec::new();
    let mut when = Vec::new();
    for lang in publishing::languages(file) {
        let document = publishing::document(file, lang, draft)?;
        let fact = |label: &str| document.facts.iter().find(|fact| fact.label == label).map(|fact| fact.value.clone());
        when.push(Words::built_in(lang).and_then(|words| site::when(words, fact(&words.facts.updated), fact(&words.facts.withdrawn))));
        documents.push(document);
    }
    Ok(Page { slug, archived: notice.withdrawn().is_some(), date: publishing::dress(file).date, when, documents })
}

/// A name for each notice's files: that of its TOML file; two of the same name take their folder before it.
fn slugs(files: &[NoticeFile]) -> Result<Vec<String>, Failure> {
    let stem = |file: &NoticeFile| crate::notice::model::slug(&file.path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default());
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for file in files {
        *count.entry(stem(file)).or_default() += 1;
    }
    let mut taken: BTreeMap<String, &NoticeFile> = BTreeMap::new();
    let mut out = Vec::new();
    for file in files {
        let mut slug = stem(file);
        if count.get(&slug).is_some_and(|n| *n > 1) || slug == "index" {
            let folder = file.path.parent().and_then(|p| p.file_name()).map(|s| crate::notice::model::slug(&s.to_string_lossy())).unwrap_or_default();
            slug = format!("{folder}-{slug}");
        }
        if let Some(other) = taken.insert(slug.clone(), file) {
            return Err(Failure::Told(format!("{} and {} would both be published as `{slug}`; rename one", other.path.display(), file.path.display())));
        }
        out.push(slug);
    }
    Ok(out)
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

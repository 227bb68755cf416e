//! The first files of a workspace: its file, a notice of a kind, a job of a service, what git leaves out, and the schemas that editors read.
//! Their texts are data under `templates/new`. Never writes them, never reads the clock.

use super::starter;
use crate::day::Day;
use crate::lang::{ByLang, Lang, fill};
use serde::Deserialize;
use std::sync::LazyLock;

/// A service that runs jobs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Service {
    /// GitHub Actions.
    Github,
    /// GitLab CI.
    Gitlab,
    /// Azure Pipelines.
    Azure,
}

/// The words of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Words {
    head: String,
    languages: String,
    out: String,
    base_url: String,
    controllers: String,
    name: String,
    email: String,
    about: String,
    owner: String,
    /// The folder of notices.
    pub folder: String,
    /// Said of a file that was written; the hole `path`.
    pub wrote: String,
    /// Said of one that was there already.
    pub kept: String,
    /// Said where `.gitignore` is there already and does not leave the site out.
    pub ignore: String,
    /// What comes next; the holes `path` (the notice) and `folder`.
    pub next: String,
    /// What comes next where there is a job; the hole `path`.
    pub service: String,
}

static WORDS: LazyLock<ByLang<Words>> =
    LazyLock::new(|| toml::from_str(include_str!("../../templates/new/init.toml")).unwrap_or_else(|e| unreachable!("ours, and read by a test: {e}")));

/// The words of a language.
#[must_use]
pub fn words(lang: Lang) -> &'static Words {
    WORDS.get(lang)
}

impl Service {
    /// Where the service looks for its job.
    #[must_use]
    pub fn path(self) -> &'static str {
        match self {
            Self::Github => ".github/workflows/seloste.yml",
            Self::Gitlab => ".gitlab-ci.yml",
            Self::Azure => "azure-pipelines.yml",
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Github => include_str!("../../templates/new/ci/github.yml"),
            Self::Gitlab => include_str!("../../templates/new/ci/gitlab.yml"),
            Self::Azure => include_str!("../../templates/new/ci/azure.yml"),
        }
    }
}

/// The path of the first notice of a kind.
#[must_use]
pub fn notice_path(kind: &str, lang: Lang) -> String {
    format!("{}/{kind}.toml", words(lang).folder)
}

/// The files in the order in which they are told, paths relative to the workspace's folder; `None` for an unknown kind. `schemas` are those of a
/// notice and of the workspace file.
#[must_use]
pub fn files(kind: &str, lang: Lang, service: Option<Service>, schemas: [String; 2], today: Day) -> Option<Vec<(String, String)>> {
    let words = words(lang);
    let filled = |text: &str| {
        fill(text, |hole| {
            Some(match hole {
                "head" => words.head.clone(),
                "languages" => words.languages.clone(),
                "out" => words.out.clone(),
                "base-url" => words.base_url.clone(),
                "controllers" => words.controllers.clone(),
                "name" => words.name.clone(),
                "email" => words.email.clone(),
                "about" => words.about.clone(),
                "owner" => words.owner.clone(),
                "folder" => words.folder.clone(),
                "lang" => lang.code().to_string(),
                "version" => env!("CARGO_PKG_VERSION").to_string(),
                _ => return None,
            })
        })
    };
    let notice = format!("#:schema ../.seloste/notice.schema.json\n{}", starter::write(kind, lang, today)?);
    let [of_notice, of_workspace] = schemas;
    let mut files = vec![
        ("seloste.toml".to_string(), filled(include_str!("../../templates/new/workspace.toml"))),
        (notice_path(kind, lang), notice),
        (".seloste/notice.schema.json".to_string(), of_notice),
        (".seloste/workspace.schema.json".to_string(), of_workspace),
        (".gitignore".to_string(), "site/\n".to_string()),
    ];
    if let Some(service) = service {
        files.push((service.path().to_string(), filled(service.text())));
    }
    Some(files)
}

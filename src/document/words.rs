//! The words of one language for readers, from `templates/words/<lang>.toml`, as a typed struct: a missing sentence is an error with its line.
//! Never holds a sentence in code.

use super::glossary::Glossary;
use crate::day::Day;
use crate::lang::{Lang, fill};
use crate::notice::choice::{Basis, Mechanism, Right, SourceKind};
use crate::notice::spec::Type;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::OnceLock;
use toml::Table;

/// Words by a key of the notice format.
pub type Map = BTreeMap<String, String>;

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $kind:ty),* $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case")]
        #[allow(missing_docs)]
        pub struct $name { $(pub $field: $kind,)* }
    )+};
}

words! {
    /// All words of one language.
    Words {
        language: String,
        kinds: Map,
        labels: Labels,
        site: Site,
        first: First,
        notable: Map,
        ways: Map,
        register_kinds: Map,
        banners: Banners,
        facts: Facts,
        headings: Map,
        headings_old: Map,
        controller: Controller,
        contact: Contact,
        purposes: Purposes,
        data: Data,
        sources: Sources,
        source_grounds: Map,
        source_kinds: Map,
        source_kinds_old: Map,
        provision: Provision,
        disclosures: Disclosures,
        roles: Map,
        roles_old: Map,
        processors: Processors,
        transfers: Transfers,
        mechanisms: Map,
        retention: Retention,
        units: Units,
        decisions: Decisions,
        cookies: Cookies,
        cookie_kinds: Map,
        marketing: Marketing,
        channels: Map,
        protection: Protection,
        basis: Map,
        basis_old: Map,
        special_categories: Map,
        special_conditions: Map,
        national_grounds: Map,
        identity_code_grounds: Map,
        criminal_grounds: Map,
        rights: Rights,
        changes: Changes,
        flow: Flow,
        sign: Sign,
        lists: Lists,
        dates: Dates,
        typography: Typography,
        glossary: Glossary,
    }
    /// Words of the layout.
    Labels {
        contents: String, skip: String, languages: String, index: String, summary: String, page: String, formats: String, table: String, links: String,
        notable: String, glossary: String, back: String, ways: String,
    }
    /// Labels of the first layer.
    First { who: String, purposes: String, rights: String, more_purposes: String }
    /// Words of the index pages.
    Site {
        title: String, intro: String, archive: String, archive_intro: String, updated: String, withdrawn: String,
        search: String, search_one: String, search_many: String, search_none: String, feed: String, earlier: String, present: String, newer: String,
        missing_title: String, missing_text: String, moved_title: String, moved_text: String,
    }
    /// Marks over a page.
    Banners { draft: String, withdrawn: String }
    /// Facts about the document.
    Facts { updated: String, version: String, created: String, withdrawn: String }
    /// The controller.
    Controller {
        business_id: String, phone: String, email: String, website: String, address: String, representative: String, representative_old: String,
        joint: String, joint_intro: String, essence: String, duties: String, contact_point: String,
    }
    /// Contacts by role.
    Contact { register: String, dpo: String, requests: String, maintainer: String, no_dpo: String }
    /// Purposes.
    Purposes {
        articles: String, processors_all: String, processors_all_old: String, partly: String, common: String, recipients_other: String, special_data: String, national: String,
        basis: String, statute: String, interest: String, interest_of: String, interest_own: String, data: String, data_kept: String, special: String, further: String, recipients: String,
        processors: String, processors_old: String,
    }
    /// Data categories.
    Data {
        items: String, subjects: String, all_subjects: String, sources: String, special: String, identity_code_ground: String, criminal_ground: String,
        identity_code_cite: String, identity_code_cite_old: String, criminal_cite: String,
        parts: String, children: String, all: String,
    }
    /// Sources.
    Sources {
        article_13: String, article_14: String, both: String, observed: String, observed_too: String, elsewhere_too: String, derived_too: String, public: String,
        not_public: String,
    }
    /// Whether data must be given.
    Provision { statutory: String, contractual: String, voluntary: String, voluntary_rest: String, observed: String }
    /// Disclosures.
    Disclosures { none: String, some: String, none_old: String, some_old: String, data: String, purpose: String, basis: String, country: String, group: String }
    /// Processors.
    Processors { intro: String, intro_old: String, service: String, data: String, country: String, established: String, country_both: String }
    /// Transfers outside the EEA.
    Transfers {
        none: String, none_old: String, some: String, recipient: String, data: String, adequate: String, certified: String,
        not_certified: String, not_adequate: String, copy: String, risks: String, interest: String, adequate_commercial: String, adequate_private: String,
    }
    /// Storage periods.
    Retention { caption: String, purpose: String, data: String, period: String, from: String, permanent: String, statute: String, told: String }
    /// Units of time: for one and for many.
    Units { hour: (String, String), day: (String, String), week: (String, String), month: (String, String), year: (String, String) }
    /// Automated decisions and profiling.
    Decisions {
        none: String, no_profiling: String, some: String, logic: String, significance: String, consequences: String, safeguards: String, purposes: String, profiling: String,
    }
    /// Cookies.
    Cookies { consent: String, caption: String, name: String, provider: String, own: String, purpose: String, duration: String, kind: String }
    /// Direct marketing.
    Marketing {
        channels: String, to: String, products: String, basis: String, opt_out: String, consumers: String, organisations: String,
        own: String, group: String, partners: String,
    }
    /// Protection.
    Protection { manual: String, electronic: String, measures: String }
    /// Rights.
    Rights {
        intro: String, intro_old: String, how: String, response_time: String, contact: String, purposes: String, objection_title: String,
        withheld: String, withheld_for: String, withheld_needed: String, withheld_needed_for: String, authority: String, complaint: String, names: Map, short: Map, texts: Map, texts_old: Map, names_old: Map,
    }
    /// Changes of the notice.
    Changes { material: String, version: String }
    /// The picture of the data flow.
    Flow {
        title: String, counts: String, outside_list: String, open: String,
        people: String, sources: String, register: String, recipients: String, countries: String, inside: String, outside: String,
        caption: String, stage: String, content: String, processor: String, processor_old: String, unnamed: String, unnamed_source: String,
        more_people: String, more_parts: String, more_countries: String,
        more_processors: String, more_processors_old: String, more_sources: Map, more_recipients: Map,
    }
    /// The sign at a door.
    Sign { headline: String, basis: String, camera: String, camera_recording: String, whole: String, scan: String }
    /// How lists are joined.
    Lists { and: String, comma: String, semicolon: String }
    /// How a date is written.
    Dates { pattern: String, months: Vec<String> }
    /// Signs between words.
    Typography { colon: String }
}

/// The built-in words: language, file, text.
pub const FILES: [(Lang, &str, &str); 3] = [
    (Lang::FI, "words/fi.toml", include_str!("../../templates/words/fi.toml")),
    (Lang::SV, "words/sv.toml", include_str!("../../templates/words/sv.toml")),
    (Lang::EN, "words/en.toml", include_str!("../../templates/words/en.toml")),
];

/// Those of [`FILES`], each read when its language is first asked for.
static BUILT_IN: [OnceLock<Words>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];

fn of_file(at: usize) -> Words {
    let (_, file, text) = FILES[at];
    Words::parse(text).unwrap_or_else(|e| panic!("{file}: {e}"))
}

impl Words {
    /// The built-in words of a language; `None` for one the tool does not speak.
    #[must_use]
    pub fn built_in(lang: Lang) -> Option<&'static Self> {
        let at = FILES.iter().position(|(own, ..)| *own == lang)?;
        Some(BUILT_IN[at].get_or_init(|| of_file(at)))
    }

    /// A day as the language writes it.
    #[must_use]
    pub fn date(&self, day: Day) -> String {
        let dates = &self.dates;
        fill(&dates.pattern, |hole| match hole {
            "day" => Some(day.day().to_string()),
            "month" => Some(day.month().to_string()),
            "month-name" => dates.months.get(usize::from(day.month()) - 1).cloned(),
            "year" => Some(day.year().to_string()),
            _ => None,
        })
    }

    /// Reads a words file; the error gives the line, or the key that is missing from a table.
    pub fn parse(text: &str) -> Result<Self, String> {
        let words: Self = toml::from_str(text).map_err(|e| e.to_string())?;
        words.check().map(|()| words)
    }

    /// The words of a file that was read as a table.
    pub(super) fn of_table(table: Table) -> Result<Self, String> {
        let words: Self = table.try_into().map_err(|e: toml::de::Error| e.to_string())?;
        words.check().map(|()| words)
    }

    /// Every value of a closed vocabulary has its word.
    fn check(&self) -> Result<(), String> {
        let format = &crate::notice::FORMAT;
        let of_key =
            |path: &str| format.key(path).filter(|(_, key)| matches!(key.kind, Type::Enum | Type::Enums)).map_or_else(Vec::new, |(_, key)| key.values.clone());
        let keys = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
        let rights: Vec<&str> = Right::ALL.iter().map(|r| r.key()).collect();
        let need: Vec<(&str, &Map, Vec<String>)> = vec![
            ("kinds", &self.kinds, of_key("notice.regime")),
            ("register-kinds", &self.register_kinds, of_key("register.kind")),
            ("source-kinds", &self.source_kinds, keys(&SourceKind::ALL.iter().map(|k| k.key()).collect::<Vec<_>>())),
            ("source-kinds-old", &self.source_kinds_old, keys(&SourceKind::ALL.iter().map(|k| k.key()).collect::<Vec<_>>())),
            ("roles", &self.roles, of_key("disclosures.role")),
            ("roles-old", &self.roles_old, of_key("disclosures.role")),
            ("mechanisms", &self.mechanisms, keys(&Mechanism::ALL.iter().map(|m| m.key()).collect::<Vec<_>>())),
            ("cookie-kinds", &self.cookie_kinds, of_key("cookies.items.kind")),
            ("channels", &self.channels, of_key("direct-marketing.channels")),
            ("basis", &self.basis, keys(&Basis::ALL.iter().map(|b| b.key()).collect::<Vec<_>>())),
            ("basis-old", &self.basis_old, keys(&Basis::ALL.iter().map(|b| b.key()).collect::<Vec<_>>())),
            ("special-categories", &self.special_categories, of_key("data-categories.special-categories")),
            ("special-conditions", &self.special_conditions, of_key("purposes.special-condition")),
            ("source-grounds", &self.source_grounds, of_key("sources.ground")),
            ("national-grounds", &self.national_grounds, of_key("purposes.national-ground")),
            ("identity-code-grounds", &self.identity_code_grounds, of_key("data-categories.identity-code-ground")),
            ("criminal-grounds", &self.criminal_grounds, of_key("data-categories.criminal-ground")),
            ("rights.names", &self.rights.names, keys(&rights)),
            ("rights.short", &self.rights.short, keys(&rights)),
            ("notable", &self.notable, keys(super::compose::NOTABLE)),
            ("ways", &self.ways, keys(&["contact", "rights"])),
            (
                "rights.texts",
                &self.rights.texts,
                keys(&[
                    "access",
                    "rectification",
                    "erasure",
                    "erasure-limited",
                    "restriction",
                    "portability",
                    "objection",
                    "objection-research",
                    "objection-marketing",
                    "withdraw-consent",
                    "no-automated-decision",
                ]),
            ),
            ("rights.texts-old", &self.rights.texts_old, keys(&["access", "rectification", "prohibition"])),
            ("rights.names-old", &self.rights.names_old, keys(&["access", "rectification", "prohibition"])),
            ("flow.more-sources", &self.flow.more_sources, keys(&SourceKind::ALL.iter().map(|k| k.key()).chain(["other"]).collect::<Vec<_>>())),
            ("flow.more-recipients", &self.flow.more_recipients, of_key("disclosures.role").into_iter().chain(["other".to_string()]).collect()),
            ("headings", &self.headings, keys(super::compose::TOPICS)),
        ];
        for (table, map, wanted) in need {
            if let Some(missing) = wanted.iter().find(|key| !map.contains_key(*key)) {
                return Err(format!("[{table}] has no `{missing}`"));
            }
        }
        if let Some(missing) = super::compose::TERMS.iter().find(|key| !self.glossary.terms().iter().any(|gloss| gloss.key == **key)) {
            return Err(format!("[[glossary]] has no `{missing}`"));
        }
        if let Some(extra) = self.glossary.terms().iter().find(|gloss| !super::compose::TERMS.contains(&gloss.key.as_str())) {
            return Err(format!("[[glossary]] knows no `{}`", extra.key));
        }
        if self.dates.months.len() != 12 {
            return Err("[dates] months has not twelve names".into());
        }
        Ok(())
    }
}

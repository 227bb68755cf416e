//! Coverage agrees with lint: over all notices and mutants, a cell says something is wrong exactly where a finding of its criterion says so.

use crate::mutants::{mutants, table_of};
use crate::patch::{TODAY, base, read, root};
use seloste::day::Day;
use seloste::diagnostic::Severity;
use seloste::lang::Lang;
use seloste::law::LAW;
use seloste::lint::context::Sources;
use seloste::lint::coverage::{self, Covered};
use seloste::lint::judge::Terms;
use seloste::lint::{CRITERIA, RULES, USUAL, judge};
use seloste::notice::Notice;
use seloste::report;
use seloste::sheet::{Row, STATES, Sheet};
use seloste::source::Source;
use std::collections::BTreeSet;

/// The row of a notice, and what lint says of it: code, weight, whether it counts.
fn row(text: &str, as_of: Option<Day>, fictional: bool, lang: Lang) -> (Row, Vec<seloste::diagnostic::Diagnostic>) {
    let workspace = seloste::project::Workspace::read(&root().join("notices/seloste.toml")).expect("our own workspace");
    let reading = seloste::notice::read(text, Some(&workspace.reading.tree));
    let today = Day::parse(TODAY).expect("a day");
    let day = as_of.or_else(|| Notice::of(&reading.tree).withdrawn().filter(|day| *day < today)).unwrap_or(today);
    let sources = Sources { notice: Source::new("notice.toml", text), workspace: workspace.source };
    let terms = Terms { day, today, lang: Some(lang), require: workspace.require, fictional };
    let judged = judge(&reading, &sources, &USUAL, &LAW, &terms);
    let row = coverage::row(&Covered { reading: &reading, sources: &sources, rules: &USUAL, all: &RULES, judged: &judged, terms: &terms }, &LAW, lang);
    (row, judged.diagnostics)
}

fn notices() -> Vec<(String, String)> {
    let mut files: Vec<_> = std::fs::read_dir(root().join("notices")).expect("notices").map(|e| e.expect("entry").path()).collect();
    files.extend(std::fs::read_dir(root().join("notices/archive")).expect("archive").map(|e| e.expect("entry").path()));
    files.retain(|path| path.extension().is_some_and(|e| e == "toml") && !path.ends_with("seloste.toml"));
    files.sort();
    files.into_iter().map(|path| (path.display().to_string(), read(&path))).collect()
}

#[test]
fn cells_agree_with_findings() {
    let serves =
        |code: &str, ids: &[String]| RULES.iter().filter(|rule| rule.code == code).any(|rule| rule.criteria().any(|own| ids.iter().any(|id| id == own)));
    let mut wrong = Vec::new();
    let mut seen: BTreeSet<(u32, &str)> = BTreeSet::new();
    let patched = mutants().into_iter().map(|(file, mutant)| {
        let text = toml::to_string(&table_of(&mutant)).expect("TOML");
        (format!("{file} {}", mutant.id), text, mutant.as_of, mutant.fictional)
    });
    let whole = notices().into_iter().map(|(name, text)| (name, text, None, true));
    for (name, text, as_of, fictional) in whole.chain(patched) {
        let (row, diagnostics) = row(&text, as_of, fictional, Lang::EN);
        assert_eq!(row.cells.len(), CRITERIA.criterion.len());
        for (criterion, cell) in CRITERIA.criterion.iter().zip(&row.cells) {
            assert!(STATES.contains(&cell.state));
            seen.insert((criterion.number, cell.state));
            let about = |ids: &[String]| diagnostics.iter().filter(|d| serves(&d.code, ids)).collect::<Vec<_>>();
            let (own, quality) = (about(&criterion.ids), about(&criterion.quality));
            let counts = |d: &&&seloste::diagnostic::Diagnostic| d.suppressed.is_none();
            let open = own.iter().chain(&quality).filter(counts).count();
            let grave = own.iter().filter(counts).any(|d| d.severity >= Severity::Warning);
            let asks = matches!(cell.state, "missing" | "weak");
            let fits = asks == (open > 0)
                && (cell.state != "missing" || grave)
                && (cell.state != "allowed" || (open == 0 && own.len() + quality.len() > 0))
                && (!asks || own.iter().chain(&quality).filter(counts).any(|d| cell.why.iter().any(|why| why.contains(&d.message))));
            if !fits {
                wrong.push(format!(
                    "{name}: {} {} is {} {:?}, findings: {:?}",
                    criterion.number,
                    criterion.id,
                    cell.state,
                    cell.why,
                    diagnostics.iter().map(|d| &d.code).collect::<Vec<_>>()
                ));
            }
            // What is asked for names where it stands or why it does not.
            if cell.state == "not-applicable" {
                assert_eq!(cell.why.len(), 1, "{name}: {} gives no reason", criterion.id);
            }
        }
    }
    assert!(wrong.is_empty(), "{} cells disagree:\n{}", wrong.len(), wrong[..wrong.len().min(20)].join("\n"));
    // A criterion that could never be found missing, or never met, would cover nothing.
    for criterion in &CRITERIA.criterion {
        for state in ["met", "missing"] {
            assert!(seen.contains(&(criterion.number, state)), "no notice or mutant has criterion {} {} {state}", criterion.number, criterion.id);
        }
    }
}

#[test]
fn ids_of_criteria_are_served_by_rules() {
    let served: BTreeSet<&str> = RULES.iter().flat_map(seloste::lint::Rule::criteria).collect();
    for criterion in &CRITERIA.criterion {
        assert!(criterion.ids.iter().any(|id| served.contains(id.as_str())), "no rule serves criterion {}", criterion.id);
        for id in criterion.ids.iter().chain(&criterion.quality) {
            assert!(served.contains(id.as_str()), "criterion {}: no rule serves `{id}`", criterion.id);
        }
        for entry in &criterion.law {
            let cite = seloste::law::Citation::parse(&entry.cite).expect("a citation");
            assert!(cite.print(&LAW, Lang::FI).is_some(), "{}: {}", criterion.id, entry.cite);
        }
    }
    let numbers: Vec<u32> = CRITERIA.criterion.iter().map(|c| c.number).collect();
    assert_eq!(numbers, (1..=28).collect::<Vec<u32>>());
}

fn sheet(lang: Lang) -> Sheet {
    let rows = notices().iter().map(|(_, text)| row(text, None, true, lang).0).collect();
    coverage::sheet(rows, &LAW, None, lang)
}

#[test]
fn every_format_shows_every_cell() {
    for lang in Lang::SPOKEN {
        let sheet = sheet(lang);
        let (table, markdown) = (report::coverage::table(&sheet, 140), report::coverage::markdown(&sheet));
        let html = seloste::render::engine::Engine::new(&[]).expect("built-in").coverage_page(&sheet).expect("a page");
        let json: serde_json::Value = serde_json::from_str(&report::coverage::json(&sheet)).expect("JSON");
        assert_eq!(json["version"], 1);
        assert_eq!(json["registers"].as_array().map(Vec::len), Some(sheet.registers.len()));
        let page = scraper::Html::parse_document(&html);
        let said: String = page.root_element().text().collect();
        for column in &sheet.criteria {
            for text in [&table, &markdown, &said] {
                assert!(text.contains(&column.name), "{} in {lang}", column.name);
            }
        }
        let all = |css: &str| page.select(&scraper::Selector::parse(css).expect("a selector")).count();
        assert_eq!(all(".matrix tbody td"), sheet.registers.len() * sheet.criteria.len());
        assert_eq!(all(".cells tbody tr"), sheet.registers.len() * sheet.criteria.len());
        assert_eq!(all("script"), 0);
        // Narrow terminals get the matrix in parts; no row of it is wider than the screen.
        for line in report::coverage::table(&sheet, 80).lines().filter(|line| line.contains("  ✓  ")) {
            assert!(unicode_width::UnicodeWidthStr::width(line) <= 80, "{line}");
        }
    }
}

#[test]
fn names_do_not_become_markup() {
    let mut text = base("tests/bases", "gdpr");
    text["register"]["name"] = toml::Value::String("<b>X|1</b> `x` [a](javascript:1)\u{1b}[31m".into());
    let row = row(&toml::to_string(&text).expect("TOML"), None, true, Lang::FI).0;
    let sheet = coverage::sheet(vec![row], &LAW, None, Lang::FI);
    let html = seloste::render::engine::Engine::new(&[]).expect("built-in").coverage_page(&sheet).expect("a page");
    assert!(!html.contains("<b>X"), "raw markup");
    let markdown = report::coverage::markdown(&sheet);
    assert!(!markdown.contains("[a](javascript") && !markdown.contains("<b>"), "{markdown}");
    for text in [&markdown, &report::coverage::table(&sheet, 100)] {
        assert!(!text.contains('\u{1b}'));
    }
}

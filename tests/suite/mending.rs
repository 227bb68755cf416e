//! Fixes, round trip: over every example and mutant, what a fix mends is gone after it, nothing comes but the placeholders it wrote, at the weight of the
//! gap they fill; comments and order stay, and a second run changes nothing.

use crate::mutants::{mutants, table_of};
use crate::patch::{TODAY, apply, base, marks, root};
use seloste::day::Day;
use seloste::desk::judging::{self, Wish};
use seloste::desk::mending;
use seloste::desk::rulebook::Rulebook;
use seloste::diagnostic::{Diagnostic, Edit, Fix};
use seloste::lang::Lang;
use seloste::lint::rule::FAMILIES;
use seloste::lint::{RULES, rule};
use seloste::mend;
use seloste::project::{NoticeFile, Workspace, open};
use seloste::source::Span;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use toml::Table;

fn workspace(fictional: bool) -> Arc<Workspace> {
    let mut workspace = Workspace::read(&root().join("notices/seloste.toml")).expect("our own workspace");
    workspace.fictional = fictional;
    Arc::new(workspace)
}

fn file(text: &str, workspace: &Arc<Workspace>) -> NoticeFile {
    open("notice.toml".into(), text.to_string(), workspace.clone())
}

/// Selectors of all rules, those that are off by default too.
fn every_rule() -> Vec<String> {
    FAMILIES.map(|(_, letter, _)| letter.to_string()).to_vec()
}

fn judge(text: &str, workspace: &Arc<Workspace>, wish: &Wish) -> Vec<Diagnostic> {
    judging::one(&file(text, workspace), &Rulebook::of(wish), wish, Day::parse(TODAY).expect("a day"))
}

/// A notice with a comment over every table and behind every fifth value, as people write them.
fn commented(table: &Table) -> String {
    let mut out = String::from("# The first line.\n\n");
    for (n, line) in toml::to_string(table).expect("TOML").lines().enumerate() {
        if line.starts_with('[') {
            out.push_str(&format!("# Note {n}\n"));
        }
        out.push_str(line);
        if n % 5 == 0 && line.contains(" = ") && !line.contains("'''") && !line.contains("\"\"\"") {
            out.push_str(&format!(" # aside {n}"));
        }
        out.push('\n');
    }
    out + "# The last line.\n"
}

struct Trip {
    name: String,
    text: String,
    wish: Wish,
    fictional: bool,
}

fn trips() -> Vec<Trip> {
    let wish = |as_of| Wish { as_of, lang: Some(Lang::FI), select: every_rule(), ..Wish::default() };
    let examples = RULES.iter().flat_map(|rule| {
        rule.bad.iter().enumerate().map(move |(n, bad)| Trip {
            name: format!("{} bad {}", rule.code, n + 1),
            text: commented(&apply(base("tests/bases", &bad.base), &bad.remove, &Table::new(), &bad.add)),
            wish: wish(bad.as_of),
            fictional: bad.fictional,
        })
    });
    let patched = mutants().into_iter().filter(|(_, mutant)| !mutant.finds.is_empty()).map(|(_, mutant)| Trip {
        name: mutant.id.clone(),
        text: commented(&table_of(&mutant)),
        wish: wish(mutant.as_of),
        fictional: mutant.fictional,
    });
    examples.chain(patched).chain(whole_parts()).collect()
}

/// A part that is gone with every reference to it, and a key that is one letter off: the examples leave references behind.
fn whole_parts() -> Vec<Trip> {
    let gone = |name: &str, base_name: &str, as_of: Option<&str>| {
        let mut table = base("tests/bases", base_name);
        table.remove(name);
        for list in ["purposes", "retention", "disclosures", "processors", "transfers", "data-categories"] {
            for entry in table.get_mut(list).and_then(toml::Value::as_array_mut).into_iter().flatten() {
                entry.as_table_mut().expect("a table").remove(name);
            }
        }
        let wish = Wish { as_of: as_of.and_then(Day::parse), lang: Some(Lang::FI), ..Wish::default() };
        Trip { name: format!("{base_name} without {name}"), text: commented(&table), wish, fictional: true }
    };
    let wish = || Wish { lang: Some(Lang::FI), ..Wish::default() };
    let off = commented(&base("tests/bases", "gdpr")).replace("electronic = ", "electronik = ");
    vec![
        gone("data-categories", "gdpr", None),
        gone("sources", "gdpr", None),
        gone("purposes", "bilingual", None),
        gone("data-categories", "old", Some("2009-05-08")),
        Trip { name: "a key one letter off".into(), text: off, wish: wish(), fictional: true },
    ]
}

#[test]
#[allow(clippy::print_stdout, reason = "the counts belong in the log of CI")]
fn every_fix_mends_and_brings_nothing_but_its_placeholders() {
    let today = Day::parse(TODAY).expect("a day");
    let mut wrong = Vec::new();
    let mut mended_codes: BTreeSet<String> = BTreeSet::new();
    let mut offered: BTreeSet<String> = BTreeSet::new();
    let spaces = [workspace(false), workspace(true)];
    for trip in trips() {
        let workspace = &spaces[usize::from(trip.fictional)];
        let before = judge(&trip.text, workspace, &trip.wish);
        for all in [false, true] {
            let fixable: Vec<&Diagnostic> =
                before.iter().filter(|d| d.source.name() == "notice.toml" && d.fix.as_ref().is_some_and(|fix| fix.safe || all)).collect();
            offered.extend(fixable.iter().map(|d| d.code.clone()));
            let Some(mended) = mending::one(file(&trip.text, workspace), &Rulebook::of(&trip.wish), &trip.wish, today, all) else { continue };
            let after = judge(&mended.new, workspace, &trip.wish);
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for mark in marks(&before) {
                *counts.entry(mark).or_default() += 1;
            }
            for finding in &after {
                let mark = format!("{} {}", finding.code, finding.key);
                if let Some(count) = counts.get_mut(&mark).filter(|count| **count > 0) {
                    *count -= 1;
                    continue;
                }
                let placeholder = rule(&finding.code).is_some_and(|rule| rule.criterion == "placeholder");
                let gap = mended.new[finding.span.range()].rsplit_once(": ").and_then(|(_, rest)| rule(rest.get(..4)?));
                if !(all && placeholder && gap.is_some_and(|gap| gap.level == finding.severity)) {
                    wrong.push(format!("{}: gains {mark} ({:?})", trip.name, finding.severity));
                }
            }
            // What is counted down to nothing is still there; the rest was mended.
            mended_codes.extend(counts.iter().filter(|(_, left)| **left > 0).map(|(mark, _)| mark.split(' ').next().unwrap_or_default().to_string()));
            if mending::one(file(&mended.new, workspace), &Rulebook::of(&trip.wish), &trip.wish, today, all).is_some() {
                wrong.push(format!("{}: a second run changes the text again", trip.name));
            }
            // Lines that no replacement touched are all there, in their order, comments among them.
            let mut new = mended.new.lines();
            let lost: Vec<&str> = trip.text.lines().filter(|line| !new.clone().any(|other| other == *line) || !new.any(|other| other == *line)).collect();
            // An empty list is written in where it stands.
            let lost: Vec<&str> = lost.into_iter().filter(|line| !line.contains(" = []")).collect();
            let replaced = fixable.iter().filter(|d| d.fix.as_ref().is_some_and(|fix| fix.skeleton.is_none())).count();
            if lost.iter().any(|line| line.trim_start().starts_with('#')) || lost.len() > replaced {
                wrong.push(format!("{}: lines lost or moved: {lost:?}", trip.name));
            }
        }
    }
    println!("fixes of {} rules, mended in the round trips: {}", offered.len(), mended_codes.len());
    let never: Vec<&String> = offered.difference(&mended_codes).collect();
    assert!(never.is_empty(), "fixes that mend nothing anywhere: {never:?}");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn replacements_keep_to_their_places() {
    let edit = |start, end, text: &str| Fix { safe: true, edits: vec![Edit { span: Span::new(start, end), text: text.into() }], skeleton: None };
    let text = "a = \"ääkköset\" # jää\nb = 1\n";
    let (first, second, overlapping) = (edit(5, 16, "uusi"), edit(text.len() - 2, text.len() - 1, "2"), edit(4, 8, "x"));
    assert_eq!(mend::apply(text, &[&first, &overlapping, &second]).as_deref(), Some("a = \"uusi\" # jää\nb = 2\n"));
    // What cannot be read again is not written, and a place inside a letter is no place.
    assert_eq!(mend::apply(text, &[&edit(4, 5, "[")]), None);
    assert_eq!(mend::apply(text, &[&edit(6, 7, "x")]), None);
    assert_eq!(mend::apply(text, &[]), None);
}

#[test]
fn skeletons_fit_every_way_of_writing_a_table() {
    let space = workspace(true);
    let wish = Wish { lang: Some(Lang::FI), ..Wish::default() };
    let today = Day::parse(TODAY).expect("a day");
    let whole = toml::to_string(&apply(base("tests/bases", "gdpr"), &["purposes[0].basis".into(), "controller".into()], &Table::new(), "")).expect("TOML");
    for (what, controller) in [
        ("in braces", "controller = { email = \"tieto@kuiskapolku.example\" }\n"),
        ("dotted", "controller.email = \"tieto@kuiskapolku.example\"\n"),
        ("with a table below alone", ""),
    ] {
        let below =
            if controller.is_empty() { "\n[controller.representative]\nname = \"Asiamies Oy\"\nemail = \"asiamies@kuiskapolku.example\"\n" } else { "" };
        for ends in ["\n", "\r\n"] {
            let text = format!("{controller}{whole}{below}").replace('\n', ends);
            let mended = mending::one(file(&text, &space), &Rulebook::of(&wish), &wish, today, true).unwrap_or_else(|| panic!("{what}: nothing mended"));
            let marks: Vec<String> = marks(&judge(&mended.new, &space, &wish));
            assert!(marks.contains(&"T604 controller.name".to_string()), "{what}: {marks:?}");
            assert!(marks.contains(&"N023 purposes[0].basis".to_string()), "{what}: {marks:?}");
            assert_eq!(mended.new.contains("\r\n"), ends == "\r\n", "{what}");
            assert!(
                !mended.new.replace("\r\n", "").contains('\r') && (ends == "\n" || !mended.new.replace("\r\n", "").contains('\n')),
                "{what}: mixed line ends"
            );
        }
    }
}

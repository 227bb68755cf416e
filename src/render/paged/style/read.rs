//! Reading a page style: the user's keys over the program's own, then the limits.
//! Never gives a style a page cannot be laid out with.

use super::{PAGE_TOML, PageStyle, Space, StyleError};
use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};
use unicode_width::UnicodeWidthChar;

/// A value out of its limits: the keys that lead to it and what is wrong.
pub(super) struct Fault {
    pub(super) path: [&'static str; 2],
    pub(super) message: String,
}

pub(super) fn read(text: &str) -> Result<PageStyle, StyleError> {
    let own = own()?;
    let user = DeTable::parse(text).map_err(|error| told(text, &error))?;
    let mut whole = own;
    overlay(whole.get_mut(), user.get_ref());
    // Paper is read by its own reader.
    whole.get_mut().remove("pdf");
    // Only what the user wrote can be wrong, so every span of an error is a place in the user's text.
    let style = PageStyle::deserialize(Deserializer::from(whole)).map_err(|error| told(text, &error))?;
    match style.fault() {
        Some(fault) => Err(StyleError { line: Some(place(text, user.get_ref(), &fault.path)), message: fault.message }),
        None => Ok(style),
    }
}

/// Our own file.
pub(super) fn own() -> Result<Spanned<DeTable<'static>>, StyleError> {
    DeTable::parse(PAGE_TOML).map_err(|error| StyleError { line: None, message: error.to_string() })
}

/// An error with its line in the user's text.
pub(super) fn told(text: &str, error: &toml::de::Error) -> StyleError {
    StyleError { line: Some(error.span().map_or(1, |at| line_of(text, at.start))), message: error.message().to_string() }
}

/// Puts the keys of `user` over those of `own`, table by table.
pub(super) fn overlay<'t>(own: &mut DeTable<'t>, user: &DeTable<'t>) {
    for (key, value) in user {
        let name: &str = key.get_ref();
        if let (Some(DeValue::Table(inner)), DeValue::Table(theirs)) = (own.get_mut(name).map(Spanned::get_mut), value.get_ref()) {
            overlay(inner, theirs);
            continue;
        }
        // Taken out first: putting a value in under an equal key would keep the old key with its place in our file.
        own.remove(name);
        own.insert(key.clone(), value.clone());
    }
}

/// The line of the key that `path` names in the user's text, or of the nearest table above it.
pub(super) fn place(text: &str, user: &DeTable<'_>, path: &[&str]) -> usize {
    let (mut table, mut line) = (Some(user), 1);
    for name in path {
        let Some((key, value)) = table.and_then(|table| table.get_key_value(*name)) else { break };
        line = line_of(text, key.span().start);
        table = value.get_ref().as_table();
    }
    line
}

fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

impl PageStyle {
    /// The first value out of its limits.
    pub(super) fn fault(&self) -> Option<Fault> {
        let fault = |path: [&'static str; 2], message: String| Some(Fault { path, message });
        let m = &self.margins;
        if !self.is_endless() && !(20..=1000).contains(&self.rows) {
            return fault(["rows", ""], format!("a page has 20 to 1000 rows, not {}; 0 is one endless page", self.rows));
        }
        if !(40..=400).contains(&self.columns) {
            return fault(["columns", ""], format!("a page has 40 to 400 columns, not {}", self.columns));
        }
        let text = i32::from(self.columns) - i32::from(m.left) - i32::from(m.right);
        if text < 24 {
            return fault(["margins", "left"], format!("the margins leave {} columns for the text; it needs 24", text.max(0)));
        }
        let lines = i32::from(self.rows) - i32::from(m.top.max(m.first)) - i32::from(m.bottom);
        if lines < 8 && !self.is_endless() {
            return fault(["margins", "top"], format!("the margins leave {} rows for the text; it needs 8", lines.max(0)));
        }
        let head = 1 + u16::from(self.head.rule);
        if m.top < m.head.saturating_add(head) {
            return fault(["margins", "top"], format!("the upper margin of {} rows has no room for the running head", m.top));
        }
        if m.bottom <= m.foot {
            return fault(["margins", "bottom"], format!("the lower margin of {} rows has no room for the footer", m.bottom));
        }
        self.small_fault().map(|(path, message)| Fault { path, message })
    }

    /// Faults of single values, apart from the geometry of the page.
    fn small_fault(&self) -> Option<([&'static str; 2], String)> {
        let up_to = |path, value: u16, most: u16| (value > most).then(|| (path, format!("{value} is more than {most}")));
        let rows = |path, value: f64| (!(0.0..=20.0).contains(&value)).then(|| (path, "a space is 0 to 20 rows".to_string()));
        let at_least = |path, value: u16, least: u16| (value < least).then(|| (path, format!("{value} is less than {least}")));
        let (i, b, h) = (&self.indents, &self.breaking, &self.hyphenation);
        None.or_else(|| up_to(["lists", "indent"], self.lists.indent, 16))
            .or_else(|| up_to(["lists", "gap"], self.lists.gap, 8))
            .or_else(|| at_least(["lists", "narrowest"], self.lists.narrowest, 8))
            .or_else(|| up_to(["lists", "narrowest"], self.lists.narrowest, 200))
            .or_else(|| up_to(["indents", "definition"], i.definition, 16))
            .or_else(|| at_least(["indents", "callout"], i.callout, 2))
            .or_else(|| up_to(["indents", "callout"], i.callout, 16))
            .or_else(|| up_to(["indents", "quote"], i.quote, 16))
            .or_else(|| up_to(["indents", "code"], i.code, 16))
            .or_else(|| up_to(["indents", "hanging"], i.hanging, 16))
            .or_else(|| up_to(["indents", "number"], i.number, self.margins.left))
            .or_else(|| {
                (1..24).contains(&self.measure).then(|| (["measure", ""], format!("{} columns are too few for running text; it needs 24", self.measure)))
            })
            .or_else(|| up_to(["callouts", "right"], self.callouts.right, 16))
            .or_else(|| at_least(["tables", "gutter"], self.tables.gutter, 1))
            .or_else(|| up_to(["tables", "gutter"], self.tables.gutter, 16))
            .or_else(|| at_least(["tables", "narrowest"], self.tables.narrowest, 4))
            .or_else(|| at_least(["facts", "label"], self.facts.label, 10))
            .or_else(|| up_to(["facts", "label"], self.facts.label, 70))
            .or_else(|| at_least(["facts", "gap"], self.facts.gap, 1))
            .or_else(|| up_to(["facts", "gap"], self.facts.gap, 16))
            .or_else(|| up_to(["contents", "indent"], self.contents.indent, 8))
            .or_else(|| up_to(["head", "gap"], self.head.gap, 16))
            .or_else(|| at_least(["hyphenation", "before"], h.before.into(), 1))
            .or_else(|| at_least(["hyphenation", "after"], h.after.into(), 1))
            .or_else(|| up_to(["breaking", "orphans"], b.orphans.into(), 6))
            .or_else(|| up_to(["breaking", "widows"], b.widows.into(), 6))
            .or_else(|| up_to(["breaking", "heading"], b.heading.into(), 6))
            .or_else(|| self.space.fault())
            .or_else(|| rows(["tables", "row-gap"], self.tables.row_gap))
            .or_else(|| rows(["tables", "pad"], self.tables.pad))
            .or_else(|| rows(["callouts", "pad"], self.callouts.pad))
            .or_else(|| self.word_fault())
    }

    /// Faults of what is printed as it stands.
    fn word_fault(&self) -> Option<([&'static str; 2], String)> {
        let d = &self.text;
        let drawn = [("title", d.title), ("section", d.section), ("head", d.head), ("table", d.table), ("bar", d.bar)];
        if let Some((key, c)) = drawn.into_iter().find(|(_, c)| c.is_whitespace() || c.width() != Some(1)) {
            return Some((["text", key], format!("{c:?} does not fill exactly one column")));
        }
        if self.lists.bullets.is_empty() || self.lists.bullets.iter().any(|bullet| !printable(bullet, 3)) {
            return Some((["lists", "bullets"], "bullets are one to three columns each, and at least one is needed".to_string()));
        }
        (!printable(&self.contents.leader, 8)).then(|| (["contents", "leader"], "the leader is one to eight columns and not blank".to_string()))
    }
}

/// Whether `text` is seen, has no control character and is at most `most` columns wide.
fn printable(text: &str, most: usize) -> bool {
    let widths: Option<Vec<usize>> = text.chars().map(|c| c.width().filter(|w| *w == 1)).collect();
    !text.trim().is_empty() && widths.is_some_and(|widths| widths.len() <= most)
}

impl super::Spaces {
    fn fault(&self) -> Option<([&'static str; 2], String)> {
        let all = [
            ("kicker", self.kicker),
            ("title", self.title),
            ("controller", self.controller),
            ("banner", self.banner),
            ("facts", self.facts),
            ("contents", self.contents),
            ("section", self.section),
            ("subsection", self.subsection),
            ("heading", self.heading),
            ("paragraph", self.paragraph),
            ("list", self.list),
            ("item", self.item),
            ("definitions", self.definitions),
            ("definition", self.definition),
            ("table", self.table),
            ("callout", self.callout),
            ("quote", self.quote),
            ("code", self.code),
            ("lines", self.lines),
            ("links", self.links),
        ];
        let wrong = |Space(before, after): Space| !(0.0..=20.0).contains(&before) || !(0.0..=20.0).contains(&after);
        all.into_iter().find(|(_, space)| wrong(*space)).map(|(key, _)| (["space", key], "a space is 0 to 20 rows".to_string()))
    }
}

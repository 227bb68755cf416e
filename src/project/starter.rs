//! The first text of a notice: a skeleton with guidance in one language, and what a register of a kind typically holds laid into it.
//! Both are data under `templates/new`. Never judges the text, never writes it to the disk, never reads the clock.

use crate::day::Day;
use crate::lang::{ByLang, Lang, fill};
use std::collections::BTreeSet;
use toml::{Table, Value};

/// The kinds of register of the notice format, each with what its file of the same name holds.
pub const KINDS: [(&str, &str); 16] = [
    ("customers", include_str!("../../templates/new/kinds/customers.toml")),
    ("members", include_str!("../../templates/new/kinds/members.toml")),
    ("marketing", include_str!("../../templates/new/kinds/marketing.toml")),
    ("website", include_str!("../../templates/new/kinds/website.toml")),
    ("recruitment", include_str!("../../templates/new/kinds/recruitment.toml")),
    ("employees", include_str!("../../templates/new/kinds/employees.toml")),
    ("camera", include_str!("../../templates/new/kinds/camera.toml")),
    ("access-control", include_str!("../../templates/new/kinds/access-control.toml")),
    ("patients", include_str!("../../templates/new/kinds/patients.toml")),
    ("pupils", include_str!("../../templates/new/kinds/pupils.toml")),
    ("whistleblowing", include_str!("../../templates/new/kinds/whistleblowing.toml")),
    ("research", include_str!("../../templates/new/kinds/research.toml")),
    ("housing", include_str!("../../templates/new/kinds/housing.toml")),
    ("suppliers", include_str!("../../templates/new/kinds/suppliers.toml")),
    ("events", include_str!("../../templates/new/kinds/events.toml")),
    ("other", include_str!("../../templates/new/kinds/other.toml")),
];

const SKELETONS: ByLang<&str> = ByLang {
    fi: include_str!("../../templates/new/skeleton.fi.toml"),
    sv: include_str!("../../templates/new/skeleton.sv.toml"),
    en: include_str!("../../templates/new/skeleton.en.toml"),
};

/// A value of the skeleton that the kind fills in; left out with its guidance where the kind says nothing.
const HOLE: &str = "\"{}\"";
/// What opens a line of guidance that heads several tables.
const BANNER: &str = "# -----";
/// The widest line of guidance and of a list.
const WIDTH: usize = 118;

/// A commented notice of a kind in one language, dated today; `None` for an unknown kind.
#[must_use]
pub fn write(kind: &str, lang: Lang, today: Day) -> Option<String> {
    let (_, text) = KINDS.iter().find(|(name, _)| *name == kind)?;
    // Ours, and read by a test in every language: it parses.
    let table: Table = toml::from_str(text).ok()?;
    let starter = Starter { kind, lang, today, table: &table };
    Some(starter.assemble(&pieces(SKELETONS.get(lang))))
}

/// A piece of the skeleton: guidance that stands alone, or a table.
enum Piece<'a> {
    Note(Vec<&'a str>),
    Part(Part<'a>),
}

/// A table of the skeleton, or all entries of a list in a row.
struct Part<'a> {
    path: &'a str,
    list: bool,
    notes: Vec<&'a str>,
    entries: Vec<Vec<Line<'a>>>,
}

/// A key of the skeleton with its guidance; the value as it is written.
struct Line<'a> {
    notes: Vec<&'a str>,
    key: &'a str,
    value: &'a str,
}

/// Cuts a skeleton into its pieces. Guidance belongs to the line below it, or stands alone before an empty line.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces: Vec<Piece<'_>> = Vec::new();
    let mut notes: Vec<&str> = Vec::new();
    for line in text.lines() {
        if line.is_empty() {
            if !notes.is_empty() {
                pieces.push(Piece::Note(std::mem::take(&mut notes)));
            }
        } else if line.starts_with('#') {
            notes.push(line);
        } else if line.starts_with('[') {
            let list = line.starts_with("[[");
            let path = line.trim_matches(['[', ']']);
            match pieces.last_mut() {
                Some(Piece::Part(part)) if list && part.path == path => part.entries.push(Vec::new()),
                _ => pieces.push(Piece::Part(Part { path, list, notes: std::mem::take(&mut notes), entries: vec![Vec::new()] })),
            }
        } else if let (Some((key, value)), Some(Piece::Part(part))) = (line.split_once(" = "), pieces.last_mut())
            && let Some(entry) = part.entries.last_mut()
        {
            entry.push(Line { notes: std::mem::take(&mut notes), key, value });
        }
    }
    pieces
}

/// What a text is assembled from.
struct Starter<'a> {
    kind: &'a str,
    lang: Lang,
    today: Day,
    table: &'a Table,
}

impl Starter<'_> {
    fn assemble(&self, pieces: &[Piece<'_>]) -> String {
        let mut blocks: Vec<String> = Vec::new();
        // A banner waits for a table: one that heads nothing would puzzle the reader.
        let mut banner: Option<String> = None;
        for piece in pieces {
            let made = match piece {
                Piece::Note(lines) if lines.iter().all(|line| line.starts_with(BANNER)) => {
                    banner = Some(lines.join("\n"));
                    continue;
                }
                Piece::Note(lines) if self.shown_already(lines) => continue,
                Piece::Note(lines) => vec![self.note(lines)],
                Piece::Part(part) => self.part(part),
            };
            if !made.is_empty() {
                blocks.extend(banner.take());
                blocks.extend(made);
            }
        }
        blocks.join("\n\n") + "\n"
    }

    fn note(&self, lines: &[&str]) -> String {
        let mut out: Vec<String> = Vec::new();
        for line in lines {
            if *line == "# {about}" {
                out.extend(self.table.get("about").map_or_else(Vec::new, |about| self.guidance(about)));
            } else {
                out.push((*line).to_string());
            }
        }
        out.join("\n")
    }

    /// Whether guidance offers, as lines to uncomment, an entry that the kind gives: its table and first key are the same.
    fn shown_already(&self, lines: &[&str]) -> bool {
        let mut offered = lines.iter().filter_map(|line| line.strip_prefix("# ")).skip_while(|line| !line.starts_with("[["));
        let (Some(head), Some((key, value))) = (offered.next(), offered.next().and_then(|line| line.split_once(" = "))) else { return false };
        self.entries(head.trim_matches(['[', ']'])).iter().any(|entry| entry.get(key).is_some_and(|own| own.to_string() == value))
    }

    /// The kind's entries of a list, or its table as the only one.
    fn entries(&self, path: &str) -> Vec<&Table> {
        let mut at: Option<&Value> = None;
        for name in path.split('.') {
            at = at.map_or_else(|| self.table.get(name), |value| value.get(name));
            if at.is_none() {
                return Vec::new();
            }
        }
        match at {
            Some(Value::Table(table)) => vec![table],
            Some(Value::Array(entries)) => entries.iter().filter_map(Value::as_table).collect(),
            _ => Vec::new(),
        }
    }

    fn part(&self, part: &Part<'_>) -> Vec<String> {
        let given = self.entries(part.path);
        // Guidance on a key is given once, where the key is seen first.
        let mut told: BTreeSet<&str> = BTreeSet::new();
        let mut blocks: Vec<String> = Vec::new();
        let nothing = Table::new();
        if part.list {
            for entry in &part.entries {
                let own: Vec<&Line<'_>> = entry.iter().filter(|line| line.value != HOLE).collect();
                self.entry(part, &own, &nothing, &mut told, &mut blocks);
            }
            let all: Vec<&Line<'_>> = part.entries.first().map_or_else(Vec::new, |entry| entry.iter().collect());
            let holes: Vec<Line<'_>> = all.iter().map(|line| Line { notes: line.notes.clone(), key: line.key, value: HOLE }).collect();
            for entry in given {
                self.entry(part, &holes.iter().collect::<Vec<_>>(), entry, &mut told, &mut blocks);
            }
        } else if let Some(lines) = part.entries.first() {
            self.entry(part, &lines.iter().collect::<Vec<_>>(), given.first().copied().unwrap_or(&nothing), &mut told, &mut blocks);
        }
        blocks
    }

    /// One table with its keys; nothing where no key has a value.
    fn entry<'p>(&self, part: &Part<'p>, lines: &[&Line<'p>], given: &Table, told: &mut BTreeSet<&'p str>, blocks: &mut Vec<String>) {
        let mut keys: Vec<String> = Vec::new();
        for line in lines {
            let value = match given.get(line.key) {
                // An empty text of the kind takes the skeleton's own away.
                Some(Value::String(text)) if text.is_empty() => continue,
                Some(value) => self.value(value, line.key.len() + 3),
                None if line.value == HOLE => continue,
                None => self.fill(line.value),
            };
            if told.insert(line.key) {
                keys.extend(line.notes.iter().map(|note| (*note).to_string()));
            }
            if let Some(comment) = given.get("comments").and_then(|comments| comments.get(line.key)) {
                keys.extend(self.guidance(comment));
            }
            keys.push(format!("{} = {value}", line.key));
        }
        if keys.is_empty() {
            return;
        }
        let mut block: Vec<String> = Vec::new();
        if blocks.is_empty() {
            block.extend(part.notes.iter().map(|note| (*note).to_string()));
        }
        block.extend(given.get("comment").map_or_else(Vec::new, |comment| self.guidance(comment)));
        block.push(if part.list { format!("[[{}]]", part.path) } else { format!("[{}]", part.path) });
        block.extend(keys);
        blocks.push(block.join("\n"));
    }

    /// A value of the skeleton: dates are bare, the rest as it stands.
    fn fill(&self, value: &str) -> String {
        let later = Day::new(self.today.year() + 1, self.today.month(), self.today.day()).unwrap_or_else(|| self.today.next());
        match value {
            "\"{today}\"" => self.today.to_string(),
            "\"{review}\"" => later.to_string(),
            _ => fill(value, |hole| (hole == "kind").then(|| self.kind.to_string())),
        }
    }

    /// A value of the kind as a person would write it; a list that is too long for its line goes over several.
    fn value(&self, value: &Value, before: usize) -> String {
        let Value::Array(entries) = self.said(value) else { return self.said(value).to_string() };
        let entries: Vec<String> = entries.iter().map(|entry| self.said(entry).to_string()).collect();
        let line = format!("[{}]", entries.join(", "));
        if before + line.chars().count() <= WIDTH {
            return line;
        }
        format!("[\n    {},\n]", entries.join(",\n    "))
    }

    /// What a value says in the language at hand: itself, where it is the same in all.
    fn said<'v>(&self, value: &'v Value) -> &'v Value {
        value.get(self.lang.code()).unwrap_or(value)
    }

    fn guidance(&self, text: &Value) -> Vec<String> {
        self.said(text).as_str().map_or_else(Vec::new, wrapped)
    }
}

/// A text as lines of guidance; a section sign stays with its number.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        let mut piece = word.to_string();
        while let Some(sign) = words.next_if(|next| next.starts_with('§')) {
            piece.push(' ');
            piece.push_str(sign);
        }
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + piece.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(&piece);
            }
            _ => lines.push(format!("# {piece}")),
        }
    }
    lines
}

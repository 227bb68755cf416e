//! Sections and facts as TOML text, with the place in the original of every word. The text is checked to be readable before it is given out.
//! Never leaves a line out: what is no key stands in a section, what is furniture in a comment.

use super::facts::{Contact, DataList, Facts, Made, REGIME};
use super::limit::PARAGRAPH;
use super::line::{Document, Kind, Line};
use super::structure::Section;
use super::words::Words;
use crate::lang::Lang;
use std::collections::BTreeMap;

/// Where a line went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Went {
    /// Into a key of the file.
    Key(String),
    /// Into a comment: it is furniture of the page.
    LeftOut,
}

/// What was written.
#[derive(Debug, Clone, Default)]
pub struct Written {
    /// The TOML text.
    pub toml: String,
    /// Runs of it that stand in the original as they are, in order.
    pub runs: Vec<Run>,
    /// Where each line went.
    pub went: BTreeMap<usize, Went>,
}

/// Bytes of the TOML text that stand in the original.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// Where they begin.
    pub toml: u32,
    /// Where they begin in the original.
    pub source: u32,
    /// How many they are.
    pub length: u32,
}

struct Writer<'a> {
    document: &'a Document,
    facts: &'a Facts,
    words: &'a Words,
    languages: Vec<Lang>,
    out: String,
    runs: Vec<Run>,
    went: BTreeMap<usize, Went>,
    sections: usize,
    /// The number of each line of the original that begins a line of ours.
    starts: Vec<usize>,
}

/// Writes a notice.
#[must_use]
pub fn write(document: &Document, sections: &[Section], facts: &Facts, words: &Words) -> Written {
    let mut languages: Vec<Lang> = Vec::new();
    let mut weight: BTreeMap<Lang, usize> = BTreeMap::new();
    for section in sections {
        *weight.entry(section.lang).or_default() += section.body.iter().chain(&section.heading).map(|at| document.lines[*at].text.len()).sum::<usize>();
    }
    let main = weight.iter().max_by_key(|(_, size)| **size).map_or(Lang::FI, |(lang, _)| *lang);
    languages.push(main);
    // A language that a whole part is written in is one of the notice's; a borrowed heading is not.
    let total: usize = weight.values().sum();
    languages.extend(weight.iter().filter(|(lang, size)| **lang != main && **size * 6 >= total).map(|(lang, _)| *lang));
    let mut starts = vec![0];
    starts.extend(document.text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(at, _)| at + 1));
    let writer = Writer { document, facts, words, languages, out: String::new(), runs: Vec::new(), went: BTreeMap::new(), sections: 0, starts };
    writer.run(sections)
}

impl Writer<'_> {
    fn run(mut self, sections: &[Section]) -> Written {
        self.comment(&self.words.head.clone());
        self.head();
        let mut left: Vec<usize> = (0..self.document.lines.len()).filter(|at| self.document.lines[*at].chrome).collect();
        left.sort_by_key(|at| self.document.lines[*at].span().start);
        for (at, section) in sections.iter().enumerate() {
            for (_, made) in self.facts.places.iter().filter(|(own, _)| *own == at) {
                match made {
                    Made::Controller => self.controller(),
                    Made::Contact(number) => self.contact(*number, &self.facts.contacts[*number].clone()),
                    Made::Data(number) => self.data(*number, &self.facts.data[*number].clone()),
                }
            }
            if !section.heading.is_empty() || !section.body.is_empty() {
                self.section(section);
            }
        }
        if !self.facts.declares.is_empty() {
            self.out.push_str("\n[declares]\n");
            for (key, line) in &self.facts.declares {
                let place = self.lines(&[*line]);
                self.out.push_str(&format!("{key} = false # {place}\n"));
            }
        }
        if !left.is_empty() {
            self.out.push('\n');
            self.comment(&self.words.left_out.clone());
            for at in left {
                self.source(at);
                self.went.insert(at, Went::LeftOut);
            }
        }
        Written { toml: self.out, runs: self.runs, went: self.went }
    }

    fn head(&mut self) {
        self.out.push_str("\n[notice]\nformat = 1\n");
        if self.facts.judged {
            self.out.push_str(REGIME);
        }
        if let Some((title, lines)) = self.facts.title.clone() {
            self.comment_lines(&lines);
            self.key("title", &title, lines.first().copied());
        }
        let languages: Vec<String> = self.languages.iter().map(|lang| format!("\"{lang}\"")).collect();
        self.out.push_str(&format!("languages = [{}]\n", languages.join(", ")));
        for (key, day) in [("created", self.facts.created), ("updated", self.facts.updated)] {
            if let Some((day, line)) = day {
                let place = self.lines(&[line]);
                let text = comment_text(&self.document.lines[line].text);
                self.out.push_str(&format!("{key} = "));
                self.mark(self.document.lines[line].place(0));
                self.out.push_str(&day.to_string());
                self.end();
                self.out.push_str(&format!(" # {place}: {text}\n"));
            }
        }
        for (line, to) in &self.facts.moved {
            if to == "notice.updated" {
                if ![self.facts.created, self.facts.updated].into_iter().flatten().any(|(_, own)| own == *line) {
                    self.source(*line);
                }
                self.went.insert(*line, Went::Key(to.clone()));
            }
        }
        self.out.push_str("\n[register]\n");
        match self.facts.register.clone() {
            Some((name, line)) => {
                let moved: Vec<usize> = self.facts.moved.iter().filter(|(_, to)| to == "register.name").map(|(line, _)| *line).collect();
                // A line that is more than the name stays too.
                let whole = self.document.lines[line].text.trim_end_matches('.') == name;
                for at in moved.iter().filter(|at| **at != line || !whole) {
                    self.source(*at);
                }
                self.key("name", &name, Some(line));
                self.went.extend(moved.into_iter().map(|at| (at, Went::Key("register.name".into()))));
            }
            None => self.comment(&self.words.no_name.clone()),
        }
    }

    /// The lines that a key holds, as comments, and where they went.
    fn moved(&mut self, key: &str, own: impl Fn(usize) -> bool) {
        let lines: Vec<usize> =
            self.facts.moved.iter().filter(|(line, to)| to == key && own(*line) && !self.went.contains_key(line)).map(|(line, _)| *line).collect();
        let mut lines = lines;
        lines.sort_by_key(|at| self.document.lines[*at].span().start);
        for at in lines {
            self.source(at);
            self.went.insert(at, Went::Key(key.to_string()));
        }
    }

    fn controller(&mut self) {
        self.out.push('\n');
        self.moved("controller", |_| true);
        self.out.push_str("[controller]\n");
        for (key, value, line) in self.facts.controller.clone() {
            self.key(key, &value, Some(line));
        }
    }

    fn contact(&mut self, number: usize, contact: &Contact) {
        self.out.push('\n');
        let until = self.facts.contacts.get(number + 1).and_then(|next| next.keys.first()).map_or(usize::MAX, |(.., line)| *line);
        self.moved("contacts", |line| line < until);
        let roles: Vec<String> = contact.roles.iter().map(|role| format!("\"{role}\"")).collect();
        self.out.push_str(&format!("[[contacts]]\nrole = {}\n", if roles.len() == 1 { roles[0].clone() } else { format!("[{}]", roles.join(", ")) }));
        for (key, value, line) in &contact.keys {
            self.key(key, value, Some(*line));
        }
    }

    fn data(&mut self, number: usize, list: &DataList) {
        self.out.push('\n');
        let last = list.items.last().copied().unwrap_or(0);
        let later = self.facts.data.get(number + 1).is_some();
        let first = list.text.or(list.items.first().copied()).unwrap_or(0);
        let heading: Vec<usize> = self
            .facts
            .moved
            .iter()
            .filter(|(line, to)| {
                to == "data-categories"
                    && !self.went.contains_key(line)
                    && (*line <= last || !later)
                    && !list.items.contains(line)
                    && Some(*line) != list.text
                    && *line <= first
            })
            .map(|(line, _)| *line)
            .collect();
        for at in heading {
            self.source(at);
            self.went.insert(at, Went::Key(format!("data-categories[{number}].name")));
        }
        self.out.push_str("[[data-categories]]\n");
        self.key("name", &list.name, None);
        if let Some(line) = list.text {
            let text = escaped(&self.document.lines[line].text);
            self.key("text", &text, Some(line));
            self.went.insert(line, Went::Key(format!("data-categories[{number}].text")));
        }
        self.out.push_str("items = [\n");
        for line in &list.items {
            self.out.push_str("  ");
            let text = self.document.lines[*line].text.trim_end_matches(['.', ',', ';']).to_string();
            self.string(&text, Some(*line));
            self.out.push_str(",\n");
            self.went.insert(*line, Went::Key(format!("data-categories[{number}].items")));
        }
        self.out.push_str("]\n");
    }

    fn section(&mut self, section: &Section) {
        let number = self.sections;
        self.sections += 1;
        self.out.push('\n');
        let all: Vec<usize> = section.heading.iter().chain(&section.body).copied().collect();
        let (place, sure) = (self.lines(&all), format!("{:.2}", section.confidence));
        let written = section.heading.iter().map(|at| self.document.lines[*at].text.as_str()).collect::<Vec<_>>().join(" ");
        let told = if written == section.title { String::new() } else { format!(": {}", comment_text(&written)) };
        self.out.push_str(&format!("# {place} ({sure}){told}\n"));
        let proposals: Vec<String> = self
            .facts
            .all
            .iter()
            .filter(|fact| !fact.written && all.contains(&fact.line))
            .map(|fact| format!("#   {} = {} ({:.2}, {})\n", fact.path, comment_text(&fact.value), fact.confidence, self.lines(&[fact.line])))
            .collect();
        if !proposals.is_empty() {
            self.comment(&self.words.found.clone());
            self.out.push_str(&proposals.concat());
        }
        let topics: Vec<String> = section.topics.iter().map(|topic| format!("\"{topic}\"")).collect();
        self.out.push_str(&format!("[[sections]]\ntopics = [{}]\n", topics.join(", ")));
        let lang = Some(section.lang).filter(|lang| *lang != self.languages[0] && self.languages.contains(lang));
        let keyed = |key: &str| lang.map_or_else(|| key.to_string(), |lang| format!("{key}.{lang}"));
        if !section.title.is_empty() {
            self.key(&keyed("title"), &section.title, section.heading.first().copied());
        }
        for at in &section.heading {
            self.went.insert(*at, Went::Key(format!("sections[{number}].title")));
        }
        for at in &section.body {
            self.went.insert(*at, Went::Key(format!("sections[{number}].body")));
        }
        self.out.push_str(&format!("{} = ", keyed("body")));
        self.body(section);
        self.out.push('\n');
    }

    /// The lines of a section as `CommonMark` in a literal string.
    fn body(&mut self, section: &Section) {
        let lines: Vec<&Line> = section.body.iter().map(|at| &self.document.lines[*at]).collect();
        if lines.is_empty() {
            self.out.push_str("\"\"");
            return;
        }
        let literal = lines.iter().all(|line| !line.text.contains("'''") && !line.text.ends_with('\''));
        self.out.push_str(if literal { "'''\n" } else { "\"\"\"\n" });
        let mut before: Option<&Line> = None;
        let mut depths: Vec<u8> = Vec::new();
        let mut length = 0;
        for (at, line) in lines.iter().enumerate() {
            let next = lines.get(at + 1);
            let goes_on = |before: &Line| match before.kind {
                Kind::Text => true,
                // An item may go on in the next line.
                Kind::Item(_) => line.indented || line.text.starts_with(char::is_lowercase),
                _ => false,
            };
            let joined = before.is_some_and(|before| !line.gap && line.kind == Kind::Text && goes_on(before)) && length < PARAGRAPH;
            length = if joined { length + line.text.len() } else { line.text.len() };
            let same_row = |one: &Line, other: &Line| matches!((one.kind, other.kind), (Kind::Cell(row, _), Kind::Cell(other, _)) if row == other);
            let list = |line: &Line| matches!(line.kind, Kind::Item(_) | Kind::Cell(..));
            if let Some(before) = before {
                let close = joined || same_row(before, line) || list(before) && list(line);
                if !close {
                    self.out.push('\n');
                }
            }
            match line.kind {
                Kind::Item(depth) => {
                    // Depth is told from the items above: an item without any stands at the margin.
                    if !before.is_some_and(|before| matches!(before.kind, Kind::Item(_)) || !line.gap) {
                        depths.clear();
                    }
                    while depths.last().is_some_and(|above| *above > depth) {
                        depths.pop();
                    }
                    if depths.last() != Some(&depth) {
                        depths.push(depth);
                    }
                    self.out.push_str(&"    ".repeat(depths.len().clamp(1, 6) - 1));
                    match line.number {
                        Some(number) => self.out.push_str(&format!("{number}. ")),
                        None => self.out.push_str("- "),
                    }
                }
                Kind::Cell(..) => self.out.push_str(if before.is_some_and(|before| same_row(before, line)) { "  " } else { "- " }),
                _ => {}
            }
            self.escape(line, literal);
            // What stood on lines of its own, as an address does, stays so.
            let breaks = next.is_some_and(|next| {
                let short = line.kind == Kind::Text
                    && next.kind == Kind::Text
                    && !next.gap
                    && line.text.chars().count() < 45
                    && !next.text.starts_with(char::is_lowercase)
                    && !line.text.ends_with('-');
                short || same_row(line, next)
            });
            if breaks {
                self.out.push_str(if literal { "\\" } else { "\\\\" });
            }
            if next.is_some() {
                self.out.push('\n');
            }
            before = Some(line);
        }
        self.out.push_str(if literal { "'''" } else { "\"\"\"" });
    }

    /// A line as `CommonMark`, each of its characters with its place.
    fn escape(&mut self, line: &Line, literal: bool) {
        let mut from = 0;
        for (at, mark) in escapes(&line.text, matches!(line.kind, Kind::Text | Kind::Heading(_))) {
            self.run_of(line, from, at, literal);
            self.out.push_str(if literal { "\\" } else { "\\\\" });
            let _ = mark;
            from = at;
        }
        self.run_of(line, from, line.text.len(), literal);
    }

    fn run_of(&mut self, line: &Line, from: usize, to: usize, literal: bool) {
        let mut last = None;
        for (offset, c) in line.text[from..to].char_indices() {
            let source = line.place(from + offset);
            let expected = last.map(|(out, source): (usize, usize)| (self.out.len() - out) + source);
            if expected != Some(source) {
                if last.is_some() {
                    self.end();
                }
                self.mark(source);
                last = Some((self.out.len(), source));
            }
            if !literal && matches!(c, '"' | '\\') {
                self.out.push('\\');
            }
            self.out.push(c);
        }
        if last.is_some() {
            self.end();
        }
    }

    /// A key with a string.
    fn key(&mut self, key: &str, value: &str, line: Option<usize>) {
        self.out.push_str(key);
        self.out.push_str(" = ");
        self.string(value, line);
        self.out.push('\n');
    }

    fn string(&mut self, value: &str, line: Option<usize>) {
        let literal = !value.contains(['\'', '\n']) && !value.chars().any(char::is_control);
        self.out.push(if literal { '\'' } else { '"' });
        if let Some(line) = line {
            let line = &self.document.lines[line];
            let inside = line.text.find(value).unwrap_or(0);
            self.mark(line.place(inside));
        }
        for c in value.chars() {
            match c {
                _ if literal => self.out.push(c),
                '"' | '\\' => self.out.extend(['\\', c]),
                c if c.is_control() => self.out.push(' '),
                c => self.out.push(c),
            }
        }
        if line.is_some() {
            self.end();
        }
        self.out.push(if literal { '\'' } else { '"' });
    }

    /// Begins a run that stands at a byte of the original.
    fn mark(&mut self, source: usize) {
        self.runs.push(Run { toml: self.out.len() as u32, source: source as u32, length: 0 });
    }

    /// Ends it.
    fn end(&mut self) {
        let at = self.out.len() as u32;
        if let Some(run) = self.runs.last_mut() {
            run.length = at - run.toml;
        }
    }

    fn comment(&mut self, text: &str) {
        for line in text.lines() {
            self.out.push_str(&format!("# {}\n", comment_text(line)));
        }
    }

    fn comment_lines(&mut self, lines: &[usize]) {
        for at in lines {
            self.source(*at);
            self.went.insert(*at, Went::Key("notice.title".into()));
        }
    }

    /// A line of the original as a comment.
    fn source(&mut self, at: usize) {
        let place = self.lines(&[at]);
        self.out.push_str(&format!("# {place}: {}\n", comment_text(&self.document.lines[at].text)));
    }

    /// The numbers of lines in the original, as people count: `12` or `12-15`.
    fn lines(&self, lines: &[usize]) -> String {
        let number = |byte: usize| self.starts.partition_point(|start| *start <= byte);
        let first = lines.iter().map(|at| self.document.lines[*at].span().start).min().map_or(0, number);
        let last = lines.iter().map(|at| self.document.lines[*at].span().end.saturating_sub(1)).max().map_or(0, number);
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    }
}

/// A text as it may stand in a comment: a line without controls.
fn comment_text(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

/// A text with everything escaped that `CommonMark` would take for a mark.
#[must_use]
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (at, _) in escapes(text, true) {
        out.push_str(&text[from..at]);
        out.push('\\');
        from = at;
    }
    out.push_str(&text[from..]);
    out
}

/// Where a backslash must stand so that a text reads as it is written.
fn escapes(text: &str, begins: bool) -> Vec<(usize, char)> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    for (at, c) in text.char_indices() {
        let before = text[..at].chars().next_back();
        let after = text[at + c.len_utf8()..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let must = match c {
            '\\' => after.is_none_or(|c| c.is_ascii_punctuation()),
            '*' | '`' | '[' | ']' => true,
            '<' => after.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
            '_' => !(inside(before) && inside(after)),
            '&' => after.is_some_and(|c| c == '#' || c.is_ascii_alphabetic()) && text[at..].chars().take(34).any(|c| c == ';'),
            '~' => after == Some('~') || before == Some('~'),
            '#' | '>' | '+' | '-' | '=' if at == 0 => begins || !matches!(c, '='),
            '.' | ')' => at > 0 && at <= 9 && bytes[..at].iter().all(u8::is_ascii_digit) && after.is_none_or(char::is_whitespace),
            '|' => false,
            _ => false,
        };
        if must {
            out.push((at, c));
        }
    }
    out
}

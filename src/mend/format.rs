//! The text of a notice or a workspace file in the order of the format: tables, then keys, each with its comments. Entries of a list stay in the
//! order they were written in, since it is the order they are published in. Strings and lists stay as they are written.
//! Never changes what the text says, never touches the disk.

use crate::notice::parse::MAX_BYTES;
use crate::notice::spec::{Form, Format};
use std::collections::BTreeMap;
use std::iter::Peekable;
use toml_edit::Key;
use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

/// Why a text has no order: it is no TOML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// The first byte of what is wrong.
    pub at: usize,
    /// What the reader says of it.
    pub what: String,
}

/// The text in the order of a format, with its own line ends and mark at the start. The same again gives the same.
pub fn formatted(text: &str, format: &Format) -> Result<String, Broken> {
    // What is larger is not read to its end, and so is never written back.
    if text.len() > MAX_BYTES {
        return Err(Broken { at: 0, what: "the file is larger than 4 MiB".to_string() });
    }
    // Nor is what was lost in reading written over what is there.
    if let Some(at) = text.find(char::REPLACEMENT_CHARACTER) {
        return Err(Broken { at, what: "not UTF-8, or a damaged character".to_string() });
    }
    let mark = text.len() - text.trim_start_matches('\u{feff}').len();
    let said: toml::Table = toml::from_str(&text[mark..]).map_err(|error| Broken {
        at: mark + error.span().map_or(0, |span| span.start),
        what: error.message().lines().next().unwrap_or_default().to_string(),
    })?;
    let bare = text[mark..].replace("\r\n", "\n");
    let out = Parts::of(&bare).map(|parts| super::like(text, parts.ordered(&Order::of(format)).written()));
    // What would not be read as the same is left as it was.
    let sound = out.filter(|out| toml::from_str::<toml::Table>(out.trim_start_matches('\u{feff}')).is_ok_and(|new| new == said));
    Ok(sound.unwrap_or_else(|| text.to_string()))
}

/// One line of the text, or several where a value runs over them.
enum Line<'t> {
    Blank,
    Comment(&'t str),
    /// `[a.b]`: its path, whether it opens an entry of a list, and its text.
    Header(Vec<String>, bool, String),
    /// `a.b = value`: its path and its text.
    Pair(Vec<String>, String),
    /// None of these; there is none in what is TOML.
    Odd,
}

/// A header or a pair, with the comments that travel with it.
#[derive(Default)]
struct Piece {
    /// Blank lines and comments above it.
    lead: Vec<String>,
    path: Vec<String>,
    text: String,
    /// Comments right below it, with no blank line between.
    tail: Vec<String>,
}

/// A table as it stands below its header. The first has no header: it holds what stands above all of them.
#[derive(Default)]
struct Section {
    head: Piece,
    list: bool,
    pairs: Vec<Piece>,
}

/// A text in pieces.
#[derive(Default)]
struct Parts {
    /// Comments of the file itself, at its head.
    start: Vec<String>,
    sections: Vec<Section>,
    /// Comments that stand alone at its end.
    end: Vec<String>,
}

impl Parts {
    /// The pieces of a text that is known to be TOML; `None` where it is read otherwise here.
    fn of(text: &str) -> Option<Self> {
        let mut parts = Self { sections: vec![Section::default()], ..Self::default() };
        let mut above: Vec<String> = Vec::new();
        let mut lines = Lines { text, tokens: Source::new(text).lex().into_vec().into_iter().peekable() };
        let mut first = true;
        while let Some(line) = lines.next() {
            let (path, list, text) = match line {
                Line::Blank => {
                    parts.below(&mut above, first);
                    above.push(String::new());
                    continue;
                }
                Line::Comment(comment) => {
                    above.push(comment.trim_end().to_string());
                    continue;
                }
                Line::Odd => return None,
                Line::Header(path, list, text) => (path, Some(list), text),
                Line::Pair(path, text) => (path, None, text),
            };
            let mut lead = std::mem::take(&mut above);
            if first {
                (parts.start, lead) = of_the_file(lead);
                first = false;
            }
            let piece = Piece { lead, path, text, tail: Vec::new() };
            match list {
                Some(list) => parts.sections.push(Section { head: piece, list, pairs: Vec::new() }),
                None => parts.sections.last_mut()?.pairs.push(piece),
            }
        }
        parts.below(&mut above, first);
        *(if first { &mut parts.start } else { &mut parts.end }) = above;
        Some(parts)
    }

    /// Gives comments that stand right below the last piece to it.
    fn below(&mut self, above: &mut Vec<String>, first: bool) {
        if first || above.first().is_none_or(String::is_empty) {
            return;
        }
        if let Some(section) = self.sections.last_mut() {
            section.pairs.last_mut().unwrap_or(&mut section.head).tail.append(above);
        }
    }

    /// In the order of the format. What the format does not know follows what it knows, as it was written.
    fn ordered(mut self, order: &Order) -> Self {
        let mut entries: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        let mut seen: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        let mut keyed: Vec<(Vec<[usize; 3]>, Section)> = Vec::with_capacity(self.sections.len());
        for mut section in self.sections {
            let path = &section.head.path;
            if section.list {
                *entries.entry(path.clone()).or_default() += 1;
            }
            let spec = order.spec(path);
            section.pairs.sort_by_cached_key(|pair| order.rank(&spec, &pair.path));
            let step = |upto: usize| {
                let steps = &path[..upto];
                let next = seen.len();
                let nth = *seen.entry(steps.to_vec()).or_insert(next);
                let rank = order.rank(&order.spec(&steps[..upto - 1]), &steps[upto - 1..]);
                // What is known has a place of its own; what is not keeps the order it came in.
                [rank, if rank == UNKNOWN { nth } else { 0 }, entries.get(steps).copied().unwrap_or(0)]
            };
            let key = (1..=path.len()).map(step).collect();
            keyed.push((key, section));
        }
        keyed.sort_by(|(a, _), (b, _)| a.cmp(b));
        self.sections = keyed.into_iter().map(|(_, section)| section).collect();
        self
    }

    fn written(&self) -> String {
        let mut out = Out::default();
        out.rows(&self.start);
        for section in &self.sections {
            if !section.head.text.is_empty() {
                out.blank();
                out.piece(&section.head);
            }
            for (n, pair) in section.pairs.iter().enumerate() {
                let above = if n == 0 { &section.head } else { &section.pairs[n - 1] };
                if !above.tail.is_empty() || (n == 0 && above.text.is_empty()) {
                    out.blank();
                } else if n == 0 {
                    out.rows(pair.lead.iter().skip_while(|row| row.is_empty()));
                    out.row(&pair.text);
                    out.rows(&pair.tail);
                    continue;
                }
                out.piece(pair);
            }
        }
        if !self.end.is_empty() {
            out.blank();
            out.rows(&self.end);
        }
        let kept = out.text.trim_end_matches('\n').len();
        out.text.truncate(kept + usize::from(kept > 0));
        out.text
    }
}

/// What stands above the first piece, as comments of the file itself and those of the piece: the file's are those above the last blank line, and
/// `#:` lines, by which editors find a schema.
fn of_the_file(mut above: Vec<String>) -> (Vec<String>, Vec<String>) {
    let own = above.iter().rposition(String::is_empty).map_or_else(|| above.iter().take_while(|row| row.starts_with("#:")).count(), |at| at + 1);
    let lead = above.split_off(own);
    (above, lead)
}

/// Text as it grows: never two blank lines in a row, none at the start.
#[derive(Default)]
struct Out {
    text: String,
}

impl Out {
    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn row(&mut self, row: &str) {
        if row.is_empty() {
            self.blank();
        } else {
            self.text.push_str(row);
            self.text.push('\n');
        }
    }

    fn rows<'r>(&mut self, rows: impl IntoIterator<Item = &'r String>) {
        rows.into_iter().for_each(|row| self.row(row));
    }

    fn piece(&mut self, piece: &Piece) {
        self.rows(&piece.lead);
        self.row(&piece.text);
        self.rows(&piece.tail);
    }
}

/// The place of what the format does not know.
const UNKNOWN: usize = usize::MAX;

/// The places of tables and keys.
struct Order {
    places: BTreeMap<String, usize>,
    /// Tables whose entries have names of the user's own.
    named: Vec<String>,
}

impl Order {
    fn of(format: &Format) -> Self {
        let mut places = BTreeMap::new();
        for table in &format.tables {
            let next = places.len();
            places.entry(table.path.clone()).or_insert(next);
            for key in &table.keys {
                let next = places.len();
                places.entry(format!("{}.{}", table.path, key.name)).or_insert(next);
            }
        }
        Self { places, named: format.tables.iter().filter(|table| table.form == Form::Named).map(|table| table.path.clone()).collect() }
    }

    /// The path that the format has for a path of the text.
    fn spec(&self, path: &[String]) -> String {
        let mut spec = String::new();
        for step in path {
            // The name of an entry is the user's own, and its keys are those of the table.
            if !self.named.contains(&spec) {
                if !spec.is_empty() {
                    spec.push('.');
                }
                spec.push_str(step);
            }
        }
        spec
    }

    /// The place of what is at `path` in a table: that of its longest beginning that the format knows.
    fn rank(&self, table: &str, path: &[String]) -> usize {
        if self.named.iter().any(|named| named == table) && path.len() == 1 && !self.places.contains_key(&format!("{table}.{}", path[0])) {
            return UNKNOWN;
        }
        let joined = |upto: usize| if table.is_empty() { path[..upto].join(".") } else { format!("{table}.{}", path[..upto].join(".")) };
        (1..=path.len()).rev().find_map(|upto| self.places.get(&joined(upto)).copied()).unwrap_or(UNKNOWN)
    }
}

/// The lines of a text, as its tokens make them.
struct Lines<'t> {
    text: &'t str,
    tokens: Peekable<std::vec::IntoIter<Token>>,
}

impl<'t> Lines<'t> {
    fn next(&mut self) -> Option<Line<'t>> {
        let mut tokens: Vec<Token> = Vec::new();
        let mut depth = 0_usize;
        let mut value = false;
        while let Some(token) = self.tokens.next() {
            match token.kind() {
                TokenKind::Eof => break,
                TokenKind::Newline if depth == 0 => return Some(self.line(&tokens).unwrap_or(Line::Odd)),
                TokenKind::Equals => value = true,
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket if value => depth += 1,
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket if value => depth = depth.saturating_sub(1),
                _ => {}
            }
            tokens.push(token);
        }
        if tokens.is_empty() { None } else { Some(self.line(&tokens).unwrap_or(Line::Odd)) }
    }

    fn text(&self, tokens: &[Token]) -> &'t str {
        match (tokens.first(), tokens.last()) {
            (Some(first), Some(last)) => &self.text[first.span().start()..last.span().end()],
            _ => "",
        }
    }

    fn line(&self, tokens: &[Token]) -> Option<Line<'t>> {
        let space = |token: &&Token| token.kind() == TokenKind::Whitespace;
        let tokens = &tokens[tokens.iter().take_while(space).count()..];
        let Some(first) = tokens.first() else { return Some(Line::Blank) };
        match first.kind() {
            TokenKind::Comment => Some(Line::Comment(self.text(tokens))),
            TokenKind::LeftSquareBracket => {
                let close = tokens.iter().rposition(|token| token.kind() == TokenKind::RightSquareBracket)?;
                let list = tokens[1].kind() == TokenKind::LeftSquareBracket;
                let (path, written) = path(self.text(&tokens[..=close]).trim_matches(['[', ']']))?;
                let written = if list { format!("[[{written}]]") } else { format!("[{written}]") };
                Some(Line::Header(path, list, written + &self.after(&tokens[close + 1..])))
            }
            _ => {
                let equals = tokens.iter().position(|token| token.kind() == TokenKind::Equals)?;
                let (path, written) = path(self.text(&tokens[..equals]))?;
                let rest = &tokens[equals + 1..];
                let rest = &rest[rest.iter().take_while(space).count()..];
                let comment = rest.iter().rposition(|token| token.kind() == TokenKind::Comment);
                // Within a value over several lines there may be comments too; one behind it is the last token.
                let end = comment.filter(|at| *at + 1 == rest.len()).unwrap_or(rest.len());
                let end = end - rest[..end].iter().rev().take_while(space).count();
                Some(Line::Pair(path, format!("{written} = {}{}", self.text(&rest[..end]), self.after(&rest[end..]))))
            }
        }
    }

    /// What stands behind a header or a value: the space and the comment.
    fn after(&self, tokens: &[Token]) -> String {
        let text = self.text(tokens).trim_end();
        if text.is_empty() || text.starts_with([' ', '\t']) { text.to_string() } else { format!(" {text}") }
    }
}

/// The steps of a key, and the key without spaces between them.
fn path(text: &str) -> Option<(Vec<String>, String)> {
    let keys = Key::parse(text.trim()).ok()?;
    let written: Vec<_> = keys.iter().map(|key| key.display_repr().into_owned()).collect();
    Some((keys.iter().map(|key| key.get().to_string()).collect(), written.join(".")))
}

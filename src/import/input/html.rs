//! A web page to lines. Tags are read one by one and no tree is built, so that no page can make it large or slow. Menus, footers, banners and forms
//! are marked as furniture, never dropped. Never runs a script, never fetches anything.

use super::super::limit::{LINES, Refusal, TEXT};
use super::super::line::{Builder, Kind, Line};
use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

/// The deepest nesting that is followed.
const DEPTH: usize = 512;
/// Elements that end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "title",
    "option",
    "select",
    "button",
];
/// Elements that hold nothing a reader reads.
const HIDDEN: &[&str] = &["script", "style", "template", "noscript", "svg", "iframe", "object", "canvas", "math", "head", "datalist"];
/// Elements without an end.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Elements that are furniture wherever they stand.
const FURNITURE: &[&str] = &["nav", "footer", "aside", "button", "select", "dialog", "menu"];
/// Words of a class, id or role that tell furniture.
const MARKS: &[&str] = &[
    "cookie",
    "consent",
    "gdpr-",
    "banner",
    "breadcrumb",
    "navbar",
    "navigation",
    "menu",
    "sidebar",
    "footer",
    "skip",
    "masthead",
    "social",
    "share",
    "search",
    "contentinfo",
    "complementary",
    "modal",
    "popup",
    "widget",
    "pagination",
    "site-header",
    "topbar",
];

/// An open element.
struct Open {
    name: String,
    hidden: bool,
    chrome: bool,
    strong: bool,
    main: bool,
}

/// A piece of a page: of a tag only what is asked of it is kept.
enum Piece {
    Start(Tag),
    End(String),
    Text(Vec<u8>, Span<usize>),
}

/// The beginning of an element.
#[derive(Default)]
struct Tag {
    name: String,
    /// Whether its class, id or role tells furniture.
    marked: bool,
    hidden: bool,
    /// The first number of a list.
    first: Option<u32>,
    closes: bool,
}

/// Puts the tokenizer's events together.
fn pieces() -> impl FnMut(CallbackEvent<'_>, Span<usize>) -> Option<Piece> {
    let mut tag = Tag::default();
    let mut key: &'static str = "";
    move |event, span| match event {
        CallbackEvent::OpenStartTag { name } => {
            tag = Tag { name: String::from_utf8_lossy(name).into_owned(), ..Tag::default() };
            None
        }
        CallbackEvent::AttributeName { name } => {
            key = match name {
                b"class" | b"id" | b"role" | b"aria-label" => "mark",
                b"aria-hidden" => "hidden",
                b"start" => "start",
                _ => "",
            };
            tag.hidden |= name == b"hidden";
            None
        }
        CallbackEvent::AttributeValue { value } => {
            // A class longer than any page's own is not looked at.
            let value = String::from_utf8_lossy(&value[..value.len().min(400)]).to_lowercase();
            match key {
                "mark" => tag.marked |= value.split_whitespace().any(|word| MARKS.iter().any(|mark| word.contains(mark))),
                "hidden" => tag.hidden |= value == "true",
                "start" => tag.first = value.parse().ok(),
                _ => {}
            }
            None
        }
        CallbackEvent::CloseStartTag { self_closing } => {
            tag.closes = self_closing;
            Some(Piece::Start(std::mem::take(&mut tag)))
        }
        CallbackEvent::EndTag { name } => Some(Piece::End(String::from_utf8_lossy(name).into_owned())),
        CallbackEvent::String { value } => Some(Piece::Text(value.to_vec(), span)),
        CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => None,
    }
}

struct Reader<'t> {
    text: &'t str,
    out: Vec<Line>,
    line: Builder,
    kind: Kind,
    gap: bool,
    open: Vec<Open>,
    /// How deep lists stand, and the next number of each that is numbered.
    lists: Vec<Option<u32>>,
    number: Option<u32>,
    row: u32,
    column: u16,
    size: usize,
    /// Whether the line has text of the page's furniture, and of the page itself.
    furniture: bool,
    own: bool,
    /// A word of a definition list that waits for what it says.
    term: bool,
}

/// Whether an open element ends where another begins: the end tags that HTML lets a page leave out (HTML 13.1.2.4).
fn ends_with(open: &str, next: &str) -> bool {
    match open {
        "p" => BLOCKS.contains(&next) && !matches!(next, "body" | "html" | "title" | "option" | "select" | "button" | "legend"),
        "li" | "option" => next == open,
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "thead" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "thead" | "tbody" | "tfoot"),
        "caption" | "thead" | "tbody" | "tfoot" => matches!(next, "thead" | "tbody" | "tfoot"),
        _ => false,
    }
}

/// Reads a page.
pub fn read(text: &str) -> Result<Vec<Line>, Refusal> {
    let mut emitter = CallbackEmitter::new(pieces());
    emitter.naively_switch_states(true);
    let mut reader = Reader {
        text,
        out: Vec::new(),
        line: Builder::default(),
        kind: Kind::Text,
        gap: true,
        open: Vec::new(),
        lists: Vec::new(),
        number: None,
        row: 0,
        column: 0,
        size: 0,
        furniture: false,
        own: false,
        term: false,
    };
    for token in Tokenizer::new_with_emitter(text, emitter) {
        let Ok(token) = token;
        match token {
            Piece::Start(tag) => reader.start(&tag),
            Piece::End(name) => reader.end(&name),
            Piece::Text(value, span) => reader.text(&String::from_utf8_lossy(&value), span.start, span.end),
        }
        if reader.out.len() > LINES || reader.size + reader.line.len() > TEXT {
            return Err(Refusal::Long);
        }
    }
    reader.close();
    Ok(reader.out)
}

impl Reader<'_> {
    fn hidden(&self) -> bool {
        self.open.last().is_some_and(|open| open.hidden)
    }

    fn start(&mut self, tag: &Tag) {
        let name = tag.name.clone();
        if name == "br" {
            self.close();
            self.gap = false;
            return;
        }
        // The head of a page ends where its body begins, whether or not that is said.
        if name == "body" {
            self.open.clear();
        }
        while self.open.last().is_some_and(|open| !open.hidden && ends_with(&open.name, &name)) {
            self.open.pop();
        }
        if BLOCKS.contains(&name.as_str()) {
            self.close();
            self.gap = true;
        }
        let above = self.open.last();
        let (hidden, chrome, strong, main) = above.map_or((false, false, false, false), |open| (open.hidden, open.chrome, open.strong, open.main));
        let main = main || matches!(name.as_str(), "main" | "article");
        // Inside the text itself such words are the notice's own: a table of cookies, a section on consent.
        let furniture = FURNITURE.contains(&name.as_str())
            || (name == "header" && !main)
            || (tag.marked && !main && !matches!(name.as_str(), "body" | "html" | "main" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"));
        let open = Open {
            hidden: hidden || HIDDEN.contains(&name.as_str()) || tag.hidden,
            chrome: chrome || furniture,
            strong: matches!(name.as_str(), "strong" | "b" | "th" | "dt") || (strong && !BLOCKS.contains(&name.as_str())),
            main,
            name: name.clone(),
        };
        match name.as_str() {
            "ul" | "menu" => self.lists.push(None),
            "ol" => self.lists.push(Some(tag.first.unwrap_or(1))),
            "li" => {
                self.number = self.lists.last_mut().and_then(|next| {
                    let number = *next;
                    *next = next.map(|n| n.saturating_add(1));
                    number
                });
                self.kind = Kind::Item(self.lists.len().saturating_sub(1).min(8) as u8);
            }
            "tr" => (self.row, self.column) = (self.row.saturating_add(1), 0),
            "td" | "th" => {
                self.kind = Kind::Cell(self.row, self.column);
                self.column = self.column.saturating_add(1);
            }
            "dt" => {
                self.row = self.row.saturating_add(1);
                self.kind = Kind::Cell(self.row, 0);
                self.term = true;
            }
            "dd" => {
                self.kind = Kind::Cell(self.row, 1);
                self.term = false;
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.kind = Kind::Heading(name.as_bytes()[1] - b'0'),
            _ => {}
        }
        self.lists.truncate(64);
        if self.open.len() < DEPTH && !tag.closes && !VOID.contains(&name.as_str()) {
            self.open.push(open);
        }
    }

    fn end(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.close();
            self.gap = true;
            if matches!(name, "li" | "td" | "th" | "dt" | "dd" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "table" | "ul" | "ol" | "dl") {
                self.kind = Kind::Text;
            }
        }
        if matches!(name, "ul" | "ol" | "menu") {
            self.lists.pop();
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        }
    }

    fn text(&mut self, value: &str, from: usize, to: usize) {
        if self.hidden() {
            return;
        }
        let strong = self.open.last().is_some_and(|open| open.strong);
        if !value.trim().is_empty() {
            *(if self.open.last().is_some_and(|open| open.chrome) { &mut self.furniture } else { &mut self.own }) = true;
        }
        let raw = self.text.get(from..to).unwrap_or_default();
        if raw == value {
            self.line.extend(value, from, strong);
            return;
        }
        // Characters were written as entities: each piece is found where it stands.
        let mut at = from;
        for c in value.chars() {
            let rest = self.text.get(at..to).unwrap_or_default();
            let width = if rest.starts_with(c) {
                c.len_utf8()
            } else if rest.starts_with('&') {
                rest.char_indices().take(40).find(|(_, c)| *c == ';').map_or(1, |(end, _)| end + 1)
            } else {
                rest.chars().next().map_or(0, char::len_utf8)
            };
            let mut buffer = [0; 4];
            self.line.extend(c.encode_utf8(&mut buffer), at, strong);
            at += width;
        }
    }

    /// Ends the line.
    fn close(&mut self) {
        let (furniture, own) = (std::mem::take(&mut self.furniture), std::mem::take(&mut self.own));
        let Some(mut line) = std::mem::take(&mut self.line).finish(self.kind) else { return };
        line.chrome = furniture && !own;
        line.gap = std::mem::take(&mut self.gap);
        line.number = if matches!(line.kind, Kind::Item(_)) { self.number } else { None };
        self.size += line.text.len();
        self.out.push(line);
    }
}

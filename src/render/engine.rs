//! The templates: the built-in ones, overlaid one file at a time by the user's, and what fills them. The only file that names Tera.
//! Never touches disk, never lets a text through unescaped: escaping is always on, and a template with the `safe` filter is refused.

use super::html::{self, Stylesheet};
use super::markdown;
use super::markup::Markup;
use super::page::{Alternate, Index, PageContext, Signpost};
use super::sign::SignError;
use crate::document::{Document, Href, Sign};
use crate::lang::Lang;
use crate::sheet::Sheet;
use crate::source::TextError;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;
use std::sync::{Arc, RwLock};
use tera::value::Key;
use tera::{Context, ErrorKind, EscapeFn, Kwargs, Map, State, Tera, Value};

/// The templates of a list of names, each embedded from its file.
macro_rules! embedded {
    ($($name:literal)*) => { &[$(($name, include_str!(concat!("../../templates/", $name)))),*] };
}

/// Every built-in template and the style sheet, by the name a user's file overlays it with.
pub const BUILT_IN: &[(&str, &str)] = embedded![
    "html/page.html" "html/index.html" "html/head.html" "html/bar.html" "html/formats.html" "html/entry.html"
    "html/versions.html" "html/newer.html" "html/signpost.html" "html/fragment.html" "html/search.js"
    "html/section.html" "html/paragraph.html" "html/list.html" "html/definitions.html" "html/table.html" "html/callout.html" "html/flow.html"
    "html/coverage.html" "html/coverage.css" "html/sign.html" "html/sign.css"
    "html/quote.html" "html/heading.html" "html/code.html" "html/lines.html" "html/rows.html" "html/first.html" "html/glossary.html" "html/ways.html" "html/seloste.css"
    "markdown/page.md" "markdown/section.md" "markdown/paragraph.md" "markdown/list.md" "markdown/definitions.md" "markdown/table.md"
    "markdown/callout.md" "markdown/quote.md" "markdown/heading.md" "markdown/code.md" "markdown/lines.md"
];

/// The name of the style sheet among the templates.
const STYLESHEET: &str = "html/seloste.css";
/// The name of the script of an index.
const SEARCH: &str = "html/search.js";
/// That of coverage sheets.
const COVERAGE: &str = "html/coverage.css";
/// That of signs.
const SIGN: &str = "html/sign.css";

/// A template that cannot be read or filled.
pub type RenderError = TextError;

/// Templates read once, ready for every page; shared between threads.
pub struct Engine {
    html: Templates,
    markdown: Templates,
    stylesheet: Stylesheet,
    coverage: Stylesheet,
    sign: Stylesheet,
    search: String,
}

impl Engine {
    /// The built-in templates with the files of `overlay` in their place: name (such as `html/page.html`), text, and path for errors.
    /// A file whose name is not built in is there for the others to include. Of two with one name the last holds.
    pub fn new(overlay: &[(String, String, String)]) -> Result<Self, RenderError> {
        let mut files: BTreeMap<&str, File> = BUILT_IN.iter().map(|&(name, text)| (name, File { text, path: name })).collect();
        for (name, text, path) in overlay {
            if !name.starts_with(html::FOLDER) && !name.starts_with(markdown::FOLDER) {
                let message = format!("a template belongs in `{}` or `{}`", html::FOLDER, markdown::FOLDER);
                return Err(RenderError { path: path.clone(), line: None, message });
            }
            files.insert(name, File { text, path });
        }
        let mut sheet = |name| {
            let css = files.remove(name).unwrap_or(File { text: "", path: name });
            Stylesheet::new(css.text).map_err(|message| RenderError { path: css.path.to_string(), line: None, message })
        };
        let (stylesheet, coverage, sign) = (sheet(STYLESHEET)?, sheet(COVERAGE)?, sheet(SIGN)?);
        let mut script = |name| files.remove(name).map_or_else(String::new, |file: File| file.text.to_string());
        let search = script(SEARCH);
        let html = Templates::new(html::FOLDER, &files, escape_html)?;
        Ok(Self { html, markdown: Templates::new(markdown::FOLDER, &files, escape_markdown)?, stylesheet, coverage, sign, search })
    }

    /// The document as one HTML page.
    pub fn html_page(&self, document: &Document, context: &PageContext) -> Result<String, RenderError> {
        html::page(&self.html, &self.stylesheet, document, context)
    }

    /// The index of a site in one language as an HTML page.
    pub fn index_page(&self, index: &Index, context: &PageContext) -> Result<String, RenderError> {
        html::index(&self.html, &self.stylesheet, index, context)
    }

    /// A page that tells where another one is, or that there is none.
    pub fn signpost(&self, signpost: &Signpost, context: &PageContext) -> Result<String, RenderError> {
        html::signpost(&self.html, &self.stylesheet, signpost, context)
    }

    /// The document as a piece of a page of somebody else's. `id` is that of its one outermost element and begins every other.
    pub fn fragment(&self, document: &Document, context: &PageContext, id: &str) -> Result<String, RenderError> {
        html::fragment(&self.html, &self.stylesheet, document, context, id)
    }

    /// The document as `CommonMark`. `alternates` are the same file in every language, its own among them.
    pub fn markdown(&self, document: &Document, alternates: &[Alternate]) -> Result<String, RenderError> {
        markdown::page(&self.markdown, document, alternates)
    }

    /// A coverage sheet as one HTML page.
    pub fn coverage_page(&self, sheet: &Sheet) -> Result<String, RenderError> {
        super::coverage::page(&self.html, &self.coverage, sheet)
    }

    /// A sign as one sheet of A4: the same in each of its languages, with a code that leads to `address`.
    pub fn sign_page(&self, signs: &[Sign], address: &Href) -> Result<String, SignError> {
        super::sign::page(&self.html, &self.sign, signs, address)
    }

    /// The script that searches an index; empty where the user's own file is.
    #[must_use]
    pub fn search(&self) -> &str {
        &self.search
    }

    /// The style sheet for pages that link to it.
    #[must_use]
    pub fn stylesheet(&self) -> &str {
        self.stylesheet.text()
    }
}

/// What a template of [`FORMS`] is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Own {
    /// `text`, without a language of its own.
    Text,
    /// `lines`.
    Lines,
    /// `items` of a list of bullets.
    Items,
    /// `items` of a term and its blocks.
    Terms,
}

impl Own {
    fn item(self, hole: &Markup) -> Field {
        match self {
            Self::Terms => Field::record([("term", hole.into()), ("blocks", hole.into())]),
            _ => hole.into(),
        }
    }
}

/// Templates that stand hundreds of times in a page.
const FORMS: &[(&str, Own)] = &[
    ("html/paragraph.html", Own::Text),
    ("html/lines.html", Own::Lines),
    ("html/list.html", Own::Items),
    ("html/rows.html", Own::Terms),
    ("html/definitions.html", Own::Terms),
];

/// A template's text and where it is from.
#[derive(Clone, Copy)]
struct File<'f> {
    text: &'f str,
    path: &'f str,
}

/// The templates of one format.
pub(super) struct Templates {
    tera: Tera,
    paths: BTreeMap<String, String>,
    /// Built-in templates that do nothing but put values in their places, by name.
    forms: BTreeMap<&'static str, Form>,
    /// What the built-in template of a section writes around its values, by what it asks of them; `None` where the user's own is asked each time.
    sections: Option<RwLock<BTreeMap<SectionShape, Arc<Vec<Written>>>>>,
}

/// What the template of a section asks of its values besides putting them in their places.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SectionShape {
    /// Level of the heading.
    pub(super) level: u64,
    /// What it is about.
    pub(super) topic: String,
    /// The language of the heading where it is another.
    pub(super) lang: Option<Lang>,
    /// Whether it has a number.
    pub(super) numbered: bool,
    /// In how many other languages it is.
    pub(super) others: usize,
    /// Whether there are sections in it.
    pub(super) holds: bool,
}

/// The template of a section.
const SECTION: &str = "html/section.html";

/// What a template writes: its own words, or the value of a number.
enum Written {
    Own(String),
    Value(usize),
}

/// What a template of a list writes around its items; of one value, only what stands before and after it.
pub(super) struct Form {
    open: String,
    /// Between the parts of an item.
    inside: String,
    between: String,
    close: String,
}

impl Form {
    /// The template filled with items of one part, or of two.
    pub(super) fn listed<'m, const PARTS: usize>(&self, items: impl Iterator<Item = [&'m Markup; PARTS]>) -> Markup {
        let mut out = self.open.clone();
        for (n, item) in items.enumerate() {
            if n > 0 {
                out.push_str(&self.between);
            }
            for (n, part) in item.iter().enumerate() {
                if n > 0 {
                    out.push_str(&self.inside);
                }
                out.push_str(part.as_str());
            }
        }
        out.push_str(&self.close);
        Markup::vouch(out)
    }
}

/// Stands for a value in a template's own words: no text holds it, for it is hidden.
const HOLE: char = '\u{3}';
/// The same for the texts of a section, as many as it may have.
const SECTION_HOLES: &str = "\u{e}\u{f}\u{10}\u{11}\u{12}\u{13}\u{14}\u{15}\u{16}\u{17}\u{18}\u{19}\u{1a}\u{1b}\u{1c}";

/// A section as its template wrote it with a hole for each of its texts, its blocks and its sections.
fn written(markup: &str, texts: usize) -> Vec<Written> {
    let mut out = Vec::new();
    let mut rest = markup;
    let value = |c: char| SECTION_HOLES.chars().position(|hole| hole == c).or_else(|| [HOLE, '\u{4}'].iter().position(|hole| *hole == c).map(|n| texts + n));
    while let Some((at, n)) = rest.char_indices().find_map(|(at, c)| Some((at, value(c)?))) {
        out.push(Written::Own(rest[..at].to_string()));
        out.push(Written::Value(n));
        rest = &rest[at + 1..];
    }
    out.push(Written::Own(rest.to_string()));
    out
}

impl Templates {
    fn new(folder: &str, files: &BTreeMap<&str, File>, escape: EscapeFn) -> Result<Self, RenderError> {
        let mut tera = Tera::new();
        // Every name ends with nothing: all templates escape.
        tera.autoescape_on([""]);
        tera.set_escape_fn(escape);
        // The search for `safe` below refuses it where a line can be named; this is the net under it.
        tera.register_filter("safe", |_: Value, _: Kwargs, _: &State| -> Result<Value, tera::Error> { Err(tera::Error::message(SAFE)) });
        let own = || files.iter().filter(|(name, _)| name.starts_with(folder));
        for (_, file) in own() {
            if let Some(line) = line_of_safe(file.text) {
                return Err(RenderError { path: file.path.to_string(), line: Some(line), message: SAFE.to_string() });
            }
        }
        let paths = own().map(|(name, file)| ((*name).to_string(), file.path.to_string())).collect();
        // The end of a file's last line is no part of a page.
        let text = |text| if folder == html::FOLDER { str::trim_end(text) } else { text };
        tera.add_raw_templates(own().map(|(name, file)| (*name, text(file.text)))).map_err(|error| explain(&error, &paths))?;
        let is_built_in = |name| files.get(name).is_some_and(|file| BUILT_IN.contains(&(name, file.text)));
        let sections = is_built_in(SECTION).then(RwLock::default);
        let mut templates = Self { tera, paths, forms: BTreeMap::new(), sections };
        for (name, own) in FORMS.iter().filter(|(name, _)| name.starts_with(folder)) {
            // A file of the user's may do anything with its values: it is asked each time.
            if is_built_in(*name) {
                let form = templates.form(name, *own)?;
                templates.forms.extend(form.map(|form| (*name, form)));
            }
        }
        Ok(templates)
    }

    /// What a template writes around its values, learnt from what it makes of one item and of two.
    fn form(&self, name: &str, own: Own) -> Result<Option<Form>, RenderError> {
        let hole = Markup::vouch(HOLE.to_string());
        let written = |count: usize| {
            let items = || Field::list((0..count).map(|_| own.item(&hole)));
            let fields = match own {
                Own::Text => Fields::default().with("text", &hole).with("lang", None::<&str>),
                Own::Lines => Fields::default().with("lines", items()),
                Own::Items | Own::Terms => Fields::default().with("items", items()).with("start", None::<u64>),
            };
            self.render(name, &fields).map(Markup::into_string)
        };
        let (one, two) = (written(1)?, written(2)?);
        let parts: Vec<&str> = one.split(HOLE).collect();
        let (Some(open), Some(close)) = (parts.first(), parts.last()) else { return Ok(None) };
        let inside = if parts.len() == 3 { parts[1] } else { "" };
        let item = if own == Own::Terms { format!("{HOLE}{inside}{HOLE}") } else { HOLE.to_string() };
        let between = two.strip_prefix(&format!("{open}{item}")).and_then(|rest| rest.strip_suffix(&format!("{item}{close}"))).unwrap_or_default();
        let form = Form { open: (*open).to_string(), inside: inside.to_string(), between: between.to_string(), close: (*close).to_string() };
        Ok((parts.len() == if own == Own::Terms { 3 } else { 2 }).then_some(form))
    }

    /// A section. Its texts are `id`, `number`, `title`, then `href`, `lang` and `label` of each other language; what stands in it goes in last.
    pub(super) fn section(&self, shape: SectionShape, texts: &[&str], blocks: &Markup, sections: &Markup) -> Result<Markup, RenderError> {
        let fields = |texts: &[Field], shape: &SectionShape| {
            let others = texts[3..].chunks(3).map(|other| Field::record(["href", "lang", "label"].into_iter().zip(other.iter().map(Field::again))));
            Fields::default()
                .with("id", texts[0].again())
                .with("level", shape.level)
                .with("number", Some(texts[1].again()).filter(|_| shape.numbered))
                .with("title", texts[2].again())
                .with("topic", shape.topic.as_str())
                .with("lang", shape.lang.as_ref().map(Lang::code))
                .with("others", Field::list(others))
        };
        let Some(known) = self.sections.as_ref().filter(|_| texts.len() <= SECTION_HOLES.len()) else {
            let texts: Vec<Field> = texts.iter().map(|text| Field::from(*text)).collect();
            return self.render_around(SECTION, fields(&texts, &shape), &[("blocks", blocks), ("sections", sections)]);
        };
        let learnt = known.read().ok().and_then(|known| known.get(&shape).cloned());
        let written = match learnt {
            Some(written) => written,
            None => {
                let holes = SECTION_HOLES.chars().take(texts.len()).map(|hole| Markup::vouch(hole.to_string()));
                let values: Vec<Field> = holes.map(|hole| Field::from(&hole)).collect();
                let hole = |n: usize| Markup::vouch(char::from(HOLE as u8 + n as u8).to_string());
                let inner = if shape.holds { hole(1) } else { Markup::default() };
                let fields = fields(&values, &shape).with("blocks", &hole(0)).with("sections", &inner);
                let written = Arc::new(written(self.render(SECTION, &fields)?.as_str(), texts.len()));
                if let Ok(mut known) = known.write() {
                    known.insert(shape, Arc::clone(&written));
                }
                written
            }
        };
        let mut out = String::with_capacity(blocks.as_str().len() + sections.as_str().len() + 256);
        for piece in written.iter() {
            match piece {
                Written::Own(own) => out.push_str(own),
                Written::Value(n) if *n < texts.len() => html::escape(texts[*n], &mut out),
                Written::Value(n) => out.push_str(if *n == texts.len() { blocks } else { sections }.as_str()),
            }
        }
        Ok(Markup::vouch(out))
    }

    /// The form of a built-in template; `None` where the template must be asked.
    pub(super) fn form_of(&self, name: &str) -> Option<&Form> {
        self.forms.get(name)
    }

    /// Fills the template `name`, large pieces of markup last: they go to their places without being read again.
    pub(super) fn render_around(&self, name: &str, fields: Fields, pieces: &[(&'static str, &Markup)]) -> Result<Markup, RenderError> {
        let hole = |n: usize| char::from(HOLE as u8 + n as u8);
        let fields = pieces.iter().enumerate().fold(fields, |fields, (n, (name, piece))| {
            let hole = if piece.is_empty() { String::new() } else { hole(n).to_string() };
            fields.with(name, &Markup::vouch(hole))
        });
        let around = self.render(name, &fields)?.into_string();
        let mut out = String::with_capacity(around.len() + pieces.iter().map(|(_, piece)| piece.as_str().len()).sum::<usize>());
        let mut rest = around.as_str();
        while let Some(at) = rest.bytes().position(|byte| (HOLE as u8..HOLE as u8 + pieces.len() as u8).contains(&byte)) {
            out.push_str(&rest[..at]);
            out.push_str(pieces[usize::from(rest.as_bytes()[at] - HOLE as u8)].1.as_str());
            rest = &rest[at + 1..];
        }
        out.push_str(rest);
        Ok(Markup::vouch(out))
    }

    /// Fills the template `name`.
    pub(super) fn render(&self, name: &str, fields: &Fields) -> Result<Markup, RenderError> {
        self.tera.render(name, &fields.0).map(Markup::vouch).map_err(|error| {
            let mut error = explain(&error, &self.paths);
            if error.path.is_empty() {
                error.path = self.paths.get(name).cloned().unwrap_or_else(|| name.to_string());
            }
            error
        })
    }
}

/// The values a template is filled with, by name.
#[derive(Default)]
pub(super) struct Fields(Context);

impl Fields {
    /// With one more value.
    pub(super) fn with(mut self, name: &'static str, field: impl Into<Field>) -> Self {
        self.0.insert_value(name, field.into().0);
        self
    }

    /// With a value of plain data; every string in it is text.
    pub(super) fn data<T: Serialize + ?Sized>(self, name: &'static str, data: &T) -> Result<Self, RenderError> {
        let value = Value::try_from_serializable(data).map_err(|e| RenderError { path: name.to_string(), line: None, message: e.to_string() })?;
        Ok(self.with(name, Field(value)))
    }
}

/// A value for a template: text that the template escapes, or finished markup.
pub(super) struct Field(Value);

impl Field {
    /// A list.
    pub(super) fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self(Value::from(items.into_iter().map(|item| item.0).collect::<Vec<Value>>()))
    }

    /// The same value once more.
    fn again(&self) -> Self {
        Self(self.0.clone())
    }

    /// Values by name.
    pub(super) fn record(fields: impl IntoIterator<Item = (&'static str, Self)>) -> Self {
        Self(Value::from(fields.into_iter().map(|(name, field)| (Key::Str(name), field.0)).collect::<Map>()))
    }
}

impl From<&str> for Field {
    fn from(text: &str) -> Self {
        Self(Value::normal_string(text))
    }
}

impl From<&Markup> for Field {
    fn from(markup: &Markup) -> Self {
        Self(Value::safe_string(markup.as_str()))
    }
}

impl From<u64> for Field {
    fn from(number: u64) -> Self {
        Self(Value::from(number))
    }
}

impl From<bool> for Field {
    fn from(flag: bool) -> Self {
        Self(Value::from(flag))
    }
}

impl<T: Into<Field>> From<Option<T>> for Field {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self(Value::none()), Into::into)
    }
}

fn escape_html(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    let mut escaped = String::with_capacity(text.len() + 16);
    html::escape(text, &mut escaped);
    out.write_all(escaped.as_bytes())
}

fn escape_markdown(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    out.write_all(markdown::escape(text).as_bytes())
}

const SAFE: &str = "the `safe` filter is not allowed: every text is escaped";

/// The line on which a template uses the filter `safe`. Coarser than the grammar on purpose: a template has no other use for these words.
fn line_of_safe(text: &str) -> Option<usize> {
    let named = |rest: &str| rest.trim_start().strip_prefix("safe").is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'));
    let piped = text.match_indices('|').filter(|(at, _)| named(&text[at + 1..]));
    let block = text.match_indices("filter").filter(|(at, word)| {
        let rest = &text[at + word.len()..];
        rest.starts_with(char::is_whitespace) && named(rest)
    });
    let at = piped.chain(block).map(|(at, _)| at).min()?;
    Some(text[..at].matches('\n').count() + 1)
}

/// Tera's error with the user's path. Some carry their place as data; those of a whole set of templates only as a report in words.
fn explain(error: &tera::Error, paths: &BTreeMap<String, String>) -> RenderError {
    let (name, line, message) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename().to_string(), Some(report.span().start_line), report.message().to_string())
        }
        _ => {
            let text = error.to_string();
            let place = text.split_once("--> ").and_then(|(_, rest)| rest.lines().next()).and_then(|place| {
                let (rest, _column) = place.rsplit_once(':')?;
                let (name, line) = rest.rsplit_once(':')?;
                Some((name.to_string(), line.parse().ok()?))
            });
            match place {
                Some((name, line)) => {
                    let first = text.lines().next().unwrap_or_default();
                    (name, Some(line), first.strip_prefix("error: ").unwrap_or(first).to_string())
                }
                None => (String::new(), None, text),
            }
        }
    };
    RenderError { path: paths.get(&name).cloned().unwrap_or(name), line, message }
}

//! The templates: the built-in ones, overlaid one file at a time by the user's, and what fills them. The only file that names Tera.
//! Never touches disk, never lets a text through unescaped: escaping is always on, and a template with the `safe` filter is refused.

use super::html::{self, Stylesheet};
use super::markdown;
use super::markup::Markup;
use super::page::{Alternate, Index, PageContext, Signpost};
use super::sign::SignError;
use crate::document::{Document, Href, Sign};
use crate::sheet::Sheet;
use serde::Serialize;
use std::collections::BTreeMap;
use std::{fmt, io};
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenderError {
    /// The file: the user's path, or the name of a built-in template.
    pub path: String,
    /// The line in it, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

impl std::error::Error for RenderError {}

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
        Ok(Self { tera, paths })
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

//! The style of pages on paper: sizes in points and millimetres, faces, colours, and the page style that the layout counts in.
//! Never holds a default in code: they stand in `templates/page.toml`, under `[pdf]`.

use super::read::{overlay, own, place, told};
use super::{PageStyle, StyleError};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use toml::de::{DeTable, DeValue};

/// Points of a millimetre.
const MILLIMETRE: f64 = 72.0 / 25.4;

/// How pages on paper look. Read with [`PaperStyle::from_toml`].
#[derive(Debug, Clone, PartialEq)]
pub struct PaperStyle {
    /// Width and height of the sheet in points.
    pub paper: (f64, f64),
    /// The width of what the layout calls a column, in points.
    pub column: f64,
    /// The sizes of the faces.
    pub faces: Faces,
    /// The colours.
    pub colors: Colors,
    /// What the layout goes by.
    pub layout: PageStyle,
}

/// Size of the letters and height of a line, in points.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Type(pub f64, pub f64);

/// The sizes of the faces.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the face of its name")]
pub struct Faces {
    pub body: Type,
    pub code: Type,
    pub small: Type,
    pub kicker: Type,
    pub title: Type,
    pub heading_2: Type,
    pub heading_3: Type,
    /// Every deeper one too.
    pub heading_4: Type,
}

/// The colours of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Colors {
    /// Text.
    pub ink: Color,
    /// Running heads and page numbers.
    pub soft: Color,
    /// Headings, links, bars.
    pub accent: Color,
    /// Rules.
    pub line: Color,
    /// Behind callouts and every second row of a table.
    pub tint: Color,
    /// What crosses the border of the EU and the EEA in a picture.
    pub warn: Color,
}

/// Red, green and blue, 0 to 255.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color(pub u8, pub u8, pub u8);

impl Color {
    /// Reads `#0a5a52`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }
}

impl<'de> Deserialize<'de> for Color {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| D::Error::custom(format!("`{text}` is not a colour such as `#0a5a52`")))
    }
}

/// `[pdf]` without `[pdf.layout]`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Sheet {
    paper: [f64; 2],
    column: f64,
    faces: Faces,
    colors: Colors,
}

impl PaperStyle {
    /// The style the program carries with it.
    ///
    /// # Errors
    /// None unless the file was built with a fault, which the tests exclude.
    pub fn standard() -> Result<Self, StyleError> {
        Self::from_toml("")
    }

    /// Reads the paper of a page style; a key left out is as in [`super::PAGE_TOML`].
    ///
    /// # Errors
    /// What is no TOML, an unknown key, a value of the wrong type or out of its limits, each with its line.
    pub fn from_toml(text: &str) -> Result<Self, StyleError> {
        let user = DeTable::parse(text).map_err(|error| told(text, &error))?;
        let mut whole = own()?;
        overlay(whole.get_mut(), user.get_ref());
        let Some(DeValue::Table(mut pdf)) = whole.get_mut().remove("pdf").map(toml::Spanned::into_inner) else {
            return Err(StyleError { line: Some(place(text, user.get_ref(), &["pdf"])), message: "`pdf` is a table".to_string() });
        };
        let layout = pdf.remove("layout").map(toml::Spanned::into_inner);
        let sheet = Sheet::deserialize(toml::de::Deserializer::from(toml::Spanned::new(0..0, pdf))).map_err(|error| told(text, &error))?;
        let fault = |path: &[&str], message: String| StyleError { line: Some(place(text, user.get_ref(), path)), message };
        if let Some((path, message)) = sheet.fault() {
            return Err(fault(&path, message));
        }
        match layout {
            Some(DeValue::Table(layout)) => overlay(whole.get_mut(), &layout),
            _ => return Err(fault(&["pdf", "layout"], "`layout` is a table".to_string())),
        }
        let mut layout = PageStyle::deserialize(toml::de::Deserializer::from(whole)).map_err(|error| told(text, &error))?;
        let paper = (sheet.paper[0] * MILLIMETRE, sheet.paper[1] * MILLIMETRE);
        layout.columns = (paper.0 / sheet.column).floor() as u16;
        layout.rows = (paper.1 / sheet.faces.body.1).floor() as u16;
        if let Some(wrong) = layout.fault() {
            return Err(fault(&["pdf", "layout", wrong.path[0], wrong.path[1]], wrong.message));
        }
        Ok(Self { paper, column: sheet.column, faces: sheet.faces, colors: sheet.colors, layout })
    }
}

impl Sheet {
    fn fault(&self) -> Option<(Vec<&'static str>, String)> {
        let within = |path: &[&'static str], value: f64, least: f64, most: f64| {
            (!(least..=most).contains(&value)).then(|| (path.to_vec(), format!("{value} is not between {least} and {most}")))
        };
        let f = &self.faces;
        let faces = [
            ("body", f.body),
            ("code", f.code),
            ("small", f.small),
            ("kicker", f.kicker),
            ("title", f.title),
            ("heading-2", f.heading_2),
            ("heading-3", f.heading_3),
            ("heading-4", f.heading_4),
        ];
        self.paper
            .iter()
            .find_map(|side| within(&["pdf", "paper"], *side, 100.0, 1000.0))
            .or_else(|| within(&["pdf", "column"], self.column, 3.0, 20.0))
            .or_else(|| {
                faces.iter().find_map(|(name, Type(size, line))| {
                    within(&["pdf", "faces", name], *size, 5.0, 60.0).or_else(|| within(&["pdf", "faces", name], *line, *size, 3.0 * size))
                })
            })
    }
}

//! The sign as one sheet of A4: what stands at a door, a desk or an entrance, in one or several languages, with a code that leads to the page.
//! Never spills over to a second sheet: the text is as large as the sheet allows, and what cannot be read is refused.

mod code;
mod size;

pub(in crate::render) use code::squares;
pub use size::{SIZES, TooMuch};

use super::engine::{Field, Fields, RenderError, Templates};
use super::html::{Stylesheet, blocks_alone};
use super::markup::Markup;
use crate::document::{Href, Labels, Sign};
use crate::lang::Lang;

/// Why there is no sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignError {
    /// The text does not fit a sheet in the smallest size.
    TooMuch(TooMuch),
    /// The address is too long for a code.
    Address,
    /// A template is at fault.
    Render(RenderError),
}

impl From<RenderError> for SignError {
    fn from(error: RenderError) -> Self {
        Self::Render(error)
    }
}

/// The sheet. `signs` are the same sign in each of its languages, the first the sheet's own.
pub(super) fn page(templates: &Templates, style: &Stylesheet, signs: &[Sign], address: &Href) -> Result<String, SignError> {
    let (modules, path) = code::path(address.as_str()).ok_or(SignError::Address)?;
    let size = size::fitting(signs, address.as_str()).map_err(SignError::TooMuch)?;
    let labels = Labels::default();
    let mut columns = Vec::new();
    for sign in signs {
        let mut rows = Vec::new();
        for row in &sign.rows {
            let blocks = blocks_alone(templates, &labels, sign.lang, &row.blocks)?;
            rows.push(Field::record([("topic", row.topic.into()), ("label", row.label.as_str().into()), ("blocks", (&blocks).into())]));
        }
        columns.push(Field::record([
            ("lang", sign.lang.code().into()),
            ("headline", sign.headline.as_str().into()),
            ("register", sign.register.as_str().into()),
            ("banners", Field::list(sign.banners.iter().map(|banner| banner.as_str().into()))),
            ("rows", Field::list(rows)),
            ("whole", sign.whole.as_str().into()),
            ("scan", sign.scan.as_str().into()),
        ]));
    }
    let policy = format!("default-src 'none'; style-src {}; img-src data:; base-uri 'none'; form-action 'none'", style.source());
    let first = signs.first();
    let fields = Fields::default()
        .with("lang", first.map(|sign| sign.lang).as_ref().map_or("en", Lang::code))
        .with("policy", policy.as_str())
        .with("style", style.markup())
        .with("title", first.map_or("", |sign| sign.headline.as_str()))
        .with("register", first.map_or("", |sign| sign.register.as_str()))
        .with("camera", signs.iter().any(|sign| sign.camera))
        .with("size", size as u64)
        .with("languages", signs.len() as u64)
        .with("columns", Field::list(columns))
        .with("address", address.as_str())
        .with("modules", modules as u64)
        .with("code", &Markup::vouch(path));
    Ok(templates.render("html/sign.html", &fields).map(Markup::into_string)?)
}

//! A coverage sheet as one self-contained page: accessible, printable, without a script.
//! Never writes a text unescaped, never chooses a word.

use super::engine::{Fields, RenderError, Templates};
use super::html::Stylesheet;
use super::markup::Markup;
use crate::sheet::Sheet;

/// The page of a sheet.
pub(super) fn page(templates: &Templates, style: &Stylesheet, sheet: &Sheet) -> Result<String, RenderError> {
    let policy = format!("default-src 'none'; style-src {}; img-src data:; base-uri 'none'; form-action 'none'", style.source());
    let fields = Fields::default()
        .with("lang", sheet.lang.as_str())
        .with("policy", policy.as_str())
        .with("style", style.markup())
        .data("sheet", sheet)?
        .data("words", &sheet.words)?;
    templates.render("html/coverage.html", &fields).map(Markup::into_string)
}

//! A document in the formats of its readers: HTML and Markdown through templates, pages of text through one layout.
//! Never imports a notice or its facts, never chooses words, never reads the clock.

pub mod clean;
mod coverage;
pub mod engine;
pub mod flow;
mod html;
pub mod json;
mod markdown;
mod markup;
pub mod page;
pub mod paged;
pub mod pdf;
pub mod sign;
pub mod text;

//! Rendering: a document in a format of its readers.
//! Never imports a notice or its facts, never chooses words, never reads the clock.

pub mod clean;
pub mod engine;
mod html;
mod markdown;
mod markup;
pub mod page;

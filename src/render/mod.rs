//! Rendering: a document in a format of its readers.
//! Never imports a notice or its facts, never chooses words, never reads the clock.

pub mod paged;
pub mod text;

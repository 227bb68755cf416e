//! Notice + facts + words of one language -> a format-free document. Never holds markup or a sentence of its own.

pub mod compose;
pub mod model;
pub mod words;

pub use compose::{build, outside};
pub use model::*;
pub use words::Words;

//! Notice + facts + words of one language -> a format-free document. Never holds markup or a sentence of its own.

pub mod build;
pub mod model;
pub mod words;

pub use build::build;
pub use model::*;
pub use words::Words;

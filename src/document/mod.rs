//! Notice + facts + words of one language -> a format-free document. Never holds markup or a sentence of its own.

pub mod compose;
pub mod glossary;
pub mod model;
pub mod passages;
pub mod words;

pub use compose::build;
pub use model::*;
pub use passages::{plain, says_nothing};
pub use words::Words;

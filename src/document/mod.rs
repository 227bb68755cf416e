//! Notice + facts + words of one language -> a format-free document. Never holds markup or a sentence of its own.

pub mod compose;
pub mod flow;
pub mod glossary;
pub mod lexicon;
pub mod model;
pub mod passages;
pub mod sign;
pub mod words;

pub use compose::{build, outside};
pub use flow::{Flow, FlowEdge, FlowNode, NodeKind, Stage, StageKind};
pub use lexicon::Lexicon;
pub use model::*;
pub use passages::{plain, says_nothing};
pub use sign::{Sign, SignRow};
pub use words::Words;

//! Notice + facts + words of one language -> a format-free document. Never holds markup or a sentence of its own.

pub mod compose;
pub mod flow;
pub mod model;
pub mod words;

pub use compose::build;
pub use flow::{Flow, FlowEdge, FlowNode, NodeKind, Stage, StageKind};
pub use model::*;
pub use words::Words;

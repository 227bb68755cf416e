//! What every asker needs in the same way: judging what was found, and making documents of it.
//! Never prints, never reads the clock or arguments; `cli`, and later `lsp` and `serve`, come here instead of to each other.

pub mod auditing;
pub mod baseline;
pub mod building;
pub mod cards;
pub mod changed;
pub mod covering;
pub mod formatting;
pub mod judging;
pub mod mending;
pub mod own;
pub mod publishing;
pub mod rulebook;
pub mod signing;
pub mod theme;
mod together;

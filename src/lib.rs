//! `seloste` treats privacy notices as code: a notice is read, understood, judged and said, shown, kept, when somebody asks.
//!
//! Rooms stand on floors and import downward only; `tests/suite/floors.rs` holds the plan and the README prints it.

pub mod cli;
pub mod day;
pub mod desk;
pub mod diagnostic;
pub mod document;
pub mod facts;
pub mod import;
pub mod lang;
pub mod law;
pub mod learn;
pub mod lint;
pub mod mend;
pub mod notice;
pub mod project;
pub mod prose;
pub mod render;
pub mod report;
pub mod sheet;
pub mod site;
pub mod source;

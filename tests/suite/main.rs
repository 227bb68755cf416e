//! The one test binary: a module per promise.

mod examples;
mod mutants;
mod paged;
mod patch;

//! The one test binary: a module per promise.

mod examples;
mod generated;
mod html;
mod markdown;
mod mutants;
mod paged;
mod patch;
mod sample;

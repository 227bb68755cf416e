//! The one test binary: a module per promise.

mod cli;
mod coverage;
mod derived;
mod examples;
mod explained;
mod floors;
mod generated;
mod hostile;
mod html;
mod import;
mod markdown;
mod mending;
mod mutants;
mod not_checked;
mod paged;
mod passages;
mod patch;
mod prose;
mod reading;
mod sample;
mod sentences;
mod starter;
mod tutorial;
mod words;

//! The one test binary: a module per promise.

mod cli;
mod derived;
mod examples;
mod generated;
mod floors;
mod hostile;
mod html;
mod markdown;
mod mutants;
mod paged;
mod passages;
mod patch;
mod reading;
mod sample;

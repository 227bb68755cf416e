//! One test binary for the whole crate.

mod html;
mod markdown;
mod sample;

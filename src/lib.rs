//! seloste
pub mod document;
pub mod lang;
pub mod render;
pub mod source;

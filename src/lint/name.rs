//! Names that rule files give, with the number each is known by once somebody has looked it up. Shared with the build script.
//! Never knows what a name means.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

/// A name that is looked up once for a rule and not again for every notice.
#[derive(Clone, Default)]
pub struct Name {
    text: String,
    number: OnceLock<u32>,
}

impl Name {
    /// Its number, looked up by `find` when it is first asked for. A name is always looked up in the same place.
    pub fn number(&self, find: impl FnOnce(&str) -> u32) -> u32 {
        *self.number.get_or_init(|| find(&self.text))
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self { text: text.to_string(), number: OnceLock::new() }
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl AsRef<str> for Name {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl Serialize for Name {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self { text: String::deserialize(deserializer)?, number: OnceLock::new() })
    }
}

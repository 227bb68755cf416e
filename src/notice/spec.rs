//! The notice format as data (`lints/format.toml`): tables, keys, types, help. Shared with the build script that checks and packs it.
//! Never says what the law asks for.

use crate::lang::ByLang;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The whole format, tables in the order of the file.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Format {
    /// Tables in the order the format gives them.
    pub tables: Vec<Table>,
}

/// What a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// One table.
    Table,
    /// An array of tables.
    List,
    /// A table of tables, each with the keys.
    Named,
    /// A table whose content is not checked.
    Free,
}

/// One table of the format.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Table {
    /// Its path, such as `register.parts`.
    pub path: String,
    /// What it is.
    pub form: Form,
    /// Whether its entries have ids that others refer to.
    pub ids: bool,
    /// Whether no file is whole without it.
    pub required: bool,
    /// What it is for.
    pub help: ByLang<String>,
    /// Its keys in the order of the file.
    pub keys: Vec<Key>,
}

/// The type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Type {
    /// Plain text no reader sees as prose.
    String,
    /// A list of them.
    Strings,
    /// Short text a reader sees, a string or one per language.
    Label,
    /// A list of labels.
    Labels,
    /// `CommonMark` a reader sees, a string or one per language.
    Text,
    /// true or false.
    Boolean,
    /// A whole number.
    Integer,
    /// A local date.
    Date,
    /// A country code.
    Country,
    /// One or several country codes.
    Countries,
    /// A web address.
    Url,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// Language codes.
    Languages,
    /// A length of time such as "6 vuotta", "2 år", "30 days" or "P6Y".
    Period,
    /// One of the values.
    Enum,
    /// One or several of the values.
    Enums,
    /// The id of an entry of another table.
    Ref,
    /// One or several ids.
    Refs,
    /// A table of free keys with labels.
    Map,
    /// A table of codes of rules, each with a severity.
    Levels,
}

/// One key of a table.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// Its type.
    pub kind: Type,
    /// The values of an enum.
    pub values: Vec<String>,
    /// The table a reference points to; `recipients` means disclosures and processors.
    pub to: Option<String>,
    /// Whether an entry cannot be understood without it.
    pub required: bool,
    /// What it is for.
    pub help: ByLang<String>,
}

/// The file as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawFormat {
    tables: toml::Table,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTable {
    form: Form,
    #[serde(default)]
    ids: bool,
    #[serde(default)]
    required: bool,
    #[serde(flatten)]
    help: RawHelp,
    #[serde(default)]
    keys: toml::Table,
}

#[derive(Debug, Default, Deserialize)]
struct RawHelp {
    #[serde(default)]
    fi: String,
    #[serde(default)]
    sv: String,
    #[serde(default)]
    en: String,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
struct RawKey {
    #[serde(rename = "type")]
    kind: Type,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    values_of: Option<String>,
    #[serde(default)]
    to: Option<String>,
    #[serde(default)]
    required: bool,
    #[serde(flatten)]
    help: RawHelp,
}

impl From<RawHelp> for ByLang<String> {
    fn from(raw: RawHelp) -> Self {
        Self { fi: raw.fi, sv: raw.sv, en: raw.en }
    }
}

impl Format {
    /// Reads the text of `lints/format.toml`; an error names the table and key.
    pub fn parse(text: &str) -> Result<Self, String> {
        let raw: RawFormat = toml::from_str(text).map_err(|e| e.to_string())?;
        let mut tables = Vec::new();
        let mut known = BTreeMap::new();
        for (path, value) in raw.tables {
            let table: RawTable = value.try_into().map_err(|e| format!("[tables.{path}]: {e}"))?;
            let mut keys = Vec::new();
            for (name, value) in table.keys {
                let key: RawKey = value.try_into().map_err(|e| format!("{path}.{name}: {e}"))?;
                let values = match &key.values_of {
                    Some(of) => Vec::clone(known.get(of).ok_or_else(|| format!("{path}.{name}: no values of `{of}` before it"))?),
                    None => key.values,
                };
                if matches!(key.kind, Type::Enum | Type::Enums) == values.is_empty() {
                    return Err(format!("{path}.{name}: values belong to an enum, and an enum needs them"));
                }
                if matches!(key.kind, Type::Ref | Type::Refs) != key.to.is_some() {
                    return Err(format!("{path}.{name}: `to` belongs to a reference, and a reference needs it"));
                }
                known.insert(format!("{path}.{name}"), values.clone());
                keys.push(Key { name, kind: key.kind, values, to: key.to, required: key.required, help: key.help.into() });
            }
            tables.push(Table { path, form: table.form, ids: table.ids, required: table.required, help: table.help.into(), keys });
        }
        Ok(Self { tables })
    }

    /// The table at a path such as `register.parts`.
    #[must_use]
    pub fn table(&self, path: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.path == path)
    }

    /// The key at a path such as `purposes.basis`.
    #[must_use]
    pub fn key(&self, path: &str) -> Option<(&Table, &Key)> {
        let (table, key) = path.rsplit_once('.')?;
        let table = self.table(table)?;
        Some((table, table.keys.iter().find(|k| k.name == key)?))
    }

    /// The tables directly below `path` (the top level for an empty one), with their own names.
    pub fn below<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, &'a Table)> {
        self.tables.iter().filter_map(move |table| {
            let name = if path.is_empty() { table.path.as_str() } else { table.path.strip_prefix(path)?.strip_prefix('.')? };
            (!name.contains('.')).then_some((name, table))
        })
    }
}

//! TOML text to [`Tree`]: every syntax error in one run, within limits of size, depth and count.
//! Never fails: what could not be read is a fault with its place, and the rest is there.

use super::broken::{self, Broken};
use super::fault::{Arg, Fault};
use super::quick;
use super::tree::{File, Node, NodeId, Tree, Value};
use crate::day::Day;
use crate::source::Span;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The deepest nesting of tables and arrays.
pub const MAX_DEPTH: usize = 64;
/// The most entries of one array or table.
pub const MAX_ENTRIES: usize = 10_000;
/// The most syntax errors that are told of one file.
const MAX_ERRORS: usize = 50;

/// Reads TOML text; the faults are those of syntax and limits.
#[must_use]
pub fn parse(text: &str, file: File) -> (Tree, Vec<Fault>) {
    let mut faults = Vec::new();
    if text.len() > MAX_BYTES {
        faults.push(
            Fault::new("too-large", Tree::ROOT, file, Span::new(0, 1))
                .with("limit", Arg::Text("4 MiB".into()))
                .with("found", Arg::Text(text.len().to_string())),
        );
        return (Tree::new(file, 1), faults);
    }
    if let Some(tree) = quick::parse(text, file) {
        return (tree, faults);
    }
    with_faults(text, file, faults)
}

/// Reads TOML text whatever is wrong with it; `faults` are those known before.
#[must_use]
pub fn with_faults(text: &str, file: File, mut faults: Vec<Fault>) -> (Tree, Vec<Fault>) {
    // A byte order mark is not part of the text, but places count from the file's first byte.
    let shift = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let text = &text[shift..];
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in errors.iter().take(MAX_ERRORS) {
        let Broken { kind, range } = broken::recognise(text, error.span().unwrap_or(0..0), error.message());
        let range = seen(text, range);
        let span = Span::new(range.start + shift, range.end + shift);
        let written = text.get(range).unwrap_or_default();
        faults.push(Fault::new(kind, Tree::ROOT, file, span).with("detail", error.message()).with("value", written));
    }
    let mut build = Build { tree: Tree::new(file, text.len() / 24 + 16), faults, file, shift };
    build.table(Tree::ROOT, table.get_ref(), 0);
    let mut tree = build.tree;
    tree.place(Tree::ROOT, Span::new(0, 0));
    (tree, build.faults)
}

/// A place that can be pointed at: where something is missing, the character it should follow or the one it should stand before.
fn seen(text: &str, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let at = range.start.min(text.len());
    if !range.is_empty() || !text.is_char_boundary(at) {
        return range;
    }
    let width = |c: Option<char>| c.map_or(0, char::len_utf8);
    let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
    match (before, after) {
        (_, Some(c)) if !matches!(c, '\n' | '\r') => at..at + c.len_utf8(),
        (Some(c), _) if c != '\n' => at - c.len_utf8()..at,
        (_, Some(_)) => at..at + width(after),
        (_, None) => at - width(before)..at,
    }
}

struct Build {
    tree: Tree,
    faults: Vec<Fault>,
    file: File,
    shift: usize,
}

impl Build {
    fn table(&mut self, id: NodeId, table: &DeTable<'_>, depth: usize) {
        if !self.within(id, table.len(), depth) {
            return;
        }
        for (key, value) in table {
            let span = self.span(key.span());
            self.value(id, Some(key.get_ref()), span, value, depth + 1);
        }
    }

    fn value(&mut self, parent: NodeId, key: Option<&str>, key_span: Span, value: &Spanned<DeValue<'_>>, depth: usize) {
        let plain = match value.get_ref() {
            DeValue::String(text) => Value::String((&**text).into()),
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Float, Value::Integer),
            DeValue::Float(_) => Value::Float,
            DeValue::Boolean(value) => Value::Boolean(*value),
            DeValue::Datetime(at) => date(at),
            DeValue::Array(_) => Value::Array(Vec::new()),
            DeValue::Table(_) => Value::Table(Vec::new()),
        };
        let node = Node { value: plain, span: self.span(value.span()), key: key.map(Into::into), key_span, parent, file: self.file };
        let id = self.tree.push(parent, node);
        match value.get_ref() {
            DeValue::Array(array) if self.within(id, array.len(), depth) => {
                for entry in array {
                    self.value(id, None, Span::default(), entry, depth + 1);
                }
            }
            DeValue::Table(table) => self.table(id, table, depth),
            _ => {}
        }
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(range.start + self.shift, range.end + self.shift)
    }

    /// Whether a container keeps the limits; one that does not is left empty and told.
    fn within(&mut self, id: NodeId, entries: usize, depth: usize) -> bool {
        let (kind, limit, found) = if depth > MAX_DEPTH {
            ("too-deep", MAX_DEPTH, depth)
        } else if entries > MAX_ENTRIES {
            ("too-many", MAX_ENTRIES, entries)
        } else {
            return true;
        };
        let (file, span) = self.tree.point(id);
        self.faults.push(Fault::new(kind, id, file, span).with("limit", Arg::Text(limit.to_string())).with("found", Arg::Text(found.to_string())));
        if let Value::Array(_) = self.tree.node(id).value {
            self.tree.set(id, Value::Array(Vec::new()));
        }
        false
    }
}

pub(super) fn date(at: &toml::value::Datetime) -> Value {
    match (at.date, at.time) {
        (Some(date), None) => Day::new(date.year, date.month, date.day).map_or(Value::Time, Value::Date),
        _ => Value::Time,
    }
}

#[cfg(test)]
mod tests {
    use super::{File, quick, with_faults};
    use proptest::prelude::{ProptestConfig, proptest};

    /// Both roads make the same tree of a text that has no fault, and only such a text goes the quick one.
    fn same(text: &str) -> bool {
        let (tree, faults) = with_faults(text, File::Notice, Vec::new());
        let quick = quick::parse(text, File::Notice);
        if let Some(quick) = &quick {
            assert!(faults.is_empty(), "{text}");
            assert_eq!(format!("{quick:#?}"), format!("{tree:#?}"), "{text}");
        }
        quick.is_some()
    }

    #[test]
    fn both_roads_lead_to_one_tree() {
        let texts = [
            "",
            "a = 1\nb = \"x\\ty\"\nc = 'x'\nd = [1, [2.5, \"y\"], { e = true }]\n",
            "[a]\nb = 1979-05-27\nc = 07:32:00\n[[a.d]]\ne = 0xff\n[[a.d]]\n[a.d.f]\ng = 1_000\n[h.i.j]\nk = -1\r\n",
            "[[a]]\nb = \"\"\"\nx\ny\"\"\"\n# z\n[[a]]\n\"c d\" = ''\n",
            "\u{feff}a = 1",
            "a.b = 1\na.c.d = 2\na.c.e = 3\n[f]\ng.h = 1\n[[f.i]]\nj.k = 'x'\n",
            "a = { fi = \"x\", sv = \"y\" } # z\n[ b . c ]\nd = []\n",
        ];
        for text in texts {
            assert!(same(text), "{text}");
        }
        let rare = [
            "a.b = 1\nc = 2\na.d = 3",
            "a.b = 1\n[a]",
            "a.b = 1\n[a.c]",
            "a = 1\na.b = 1",
            "a = {}\na.b = 1",
            "a.b = 1\na = 2",
            "a.b = 1\na.b = 2",
            "[a.b]\n[c]\na.b = 1\na.b.c = 2",
            "a = 1\na = 2",
            "[a]\n[b]\n[a.c]",
            "[[a]]\n[b]\n[[a]]",
            "a = {}\n[a.b]",
            "a = [{}]\n[a.b]",
            "a = [{}]\n[[a]]",
            "[a.b]\n[a]",
            "[a]\n[a]",
            "[a]\n[[a]]",
            "a = { b = 1, b = 2 }",
            "a = { b.c = 1 }",
            "a = 1979-13-27",
            "a = ",
            "= 1",
            "a = [1 2]",
            "a = \"x",
            "[a",
            "[[a]",
            "a = 1 b = 2",
            "# \u{1}",
        ];
        for text in rare {
            assert!(!same(text), "{text}");
        }
        assert!(!same(&format!("a = {}1{}", "[".repeat(40), "]".repeat(40))));
        assert!(!same(&(0..1000).map(|n| format!("a{n} = 1\n")).collect::<String>()));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 4000, ..ProptestConfig::default() })]
        #[test]
        fn both_roads_lead_to_one_tree_whatever_is_written(parts in proptest::collection::vec(0..PARTS.len(), 0..24)) {
            same(&parts.into_iter().map(|part| PARTS[part]).collect::<String>());
        }
    }

    const PARTS: [&str; 32] = [
        "[a]\n",
        "[b]\n",
        "[a.b]\n",
        "[[a]]\n",
        "[[c]]\n",
        "[[a.c]]\n",
        "[c.b]\n",
        "[",
        "]",
        "{",
        "}",
        "a",
        "b",
        "c",
        " = ",
        "=",
        ".",
        ",",
        "\n",
        " ",
        "1",
        "\"x\"",
        "'y'",
        "\"\"\"z\n\"\"\"",
        "true",
        "1979-05-27",
        "2.5",
        "a = 1\n",
        "b = [1, \"x\"]\n",
        "c = { a = 1, b = 'y' }\n",
        "# d\n",
        "\"a\"",
    ];
}

//! Text with a name: byte spans and their line and column, and what is said of one that cannot be used.
//! Never opens a file, never knows what the text means.

use std::fmt;
use std::sync::{Arc, OnceLock};

/// A file beside notices (a template, a file of words) that cannot be used: where and why. The message says what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextError {
    /// The file: the user's path, or the name of a built-in one.
    pub path: String,
    /// The line in it, from 1, where it is known.
    pub line: Option<usize>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.message),
            None => write!(f, "{}: {}", self.path, self.message),
        }
    }
}

impl std::error::Error for TextError {}

/// A half-open range of bytes in one [`Source`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte `start` up to byte `end`; positions beyond 4 GiB do not occur, since sources are limited far below.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The span as a range for slicing.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span covers no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// A place as people count: line and column from 1, the column in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Byte offset from 0.
    pub offset: usize,
    /// Line from 1.
    pub line: usize,
    /// Column from 1, in Unicode scalar values.
    pub column: usize,
}

/// One text with the name it is reported under and an index of its lines. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Source(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    name: String,
    text: String,
    /// Where lines begin, found when a place is first asked for: most notices have none to tell.
    line_starts: OnceLock<Vec<u32>>,
}

impl Source {
    /// Takes a name (a path as the user wrote it) and the text.
    #[must_use]
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self(Arc::new(Inner { name: name.into(), text: text.into(), line_starts: OnceLock::new() }))
    }

    fn line_starts(&self) -> &[u32] {
        self.0.line_starts.get_or_init(|| {
            let breaks = self.0.text.bytes().enumerate().filter(|(_, b)| *b == b'\n');
            std::iter::once(0).chain(breaks.map(|(i, _)| u32::try_from(i + 1).unwrap_or(u32::MAX))).collect()
        })
    }

    /// The name it is reported under.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0.text
    }

    /// The text of `span`; empty where the span does not fall on character borders of this text.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.0.text.get(span.range()).unwrap_or_default()
    }

    /// Line and column of a byte; a byte inside a character counts as that character's first, one past the end as the end.
    #[must_use]
    pub fn position(&self, byte: usize) -> Position {
        let mut offset = byte.min(self.0.text.len());
        while !self.0.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_starts().partition_point(|start| *start as usize <= offset);
        let start = self.line_starts()[line - 1] as usize;
        Position { offset, line, column: self.0.text[start..offset].chars().count() + 1 }
    }

    /// The first byte of a line (from 1); the end of the text past the last line.
    #[must_use]
    pub fn line_start(&self, line: usize) -> usize {
        line.checked_sub(1).and_then(|at| self.line_starts().get(at)).map_or(self.0.text.len(), |start| *start as usize)
    }

    /// The line (from 1) as text, without its end; empty past the last line.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        let Some(start) = line.checked_sub(1).and_then(|i| self.line_starts().get(i)) else { return "" };
        let end = self.line_starts().get(line).map_or(self.0.text.len(), |e| *e as usize);
        self.0.text[*start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// The zero-based UTF-16 column of a byte, as editors count.
    #[must_use]
    pub fn utf16_column(&self, byte: usize) -> usize {
        let position = self.position(byte);
        let start = self.line_starts()[position.line - 1] as usize;
        self.0.text[start..position.offset].encode_utf16().count()
    }
}

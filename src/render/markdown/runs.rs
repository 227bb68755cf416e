//! Text in a line as flat pieces: nested marks become properties of a piece, so that the writer can put them in an order the format reads.
//! Never writes markup.

use crate::document::Inline;
use crate::render::clean::clean;
use std::collections::BTreeSet;

/// A piece of text with all that holds of it. Marks are kept flat and written in one order (link, strong, emphasis, code), so that no
/// two of them can meet in a way the format reads otherwise.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Run {
    pub(super) text: String,
    /// The number of the link, so that two neighbours to one place stay two, and its address.
    pub(super) link: Option<(usize, String)>,
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) kind: Kind,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) enum Kind {
    #[default]
    Text,
    Code,
    Break,
}

/// `inlines` as pieces, tidied. On one line a break is a space.
pub(super) fn runs(inlines: &[Inline], one_line: bool) -> Vec<Run> {
    let mut runs = Vec::new();
    flatten(inlines, &Run::default(), one_line, &mut runs);
    tidy(&mut runs);
    runs
}

fn flatten(inlines: &[Inline], around: &Run, one_line: bool, runs: &mut Vec<Run>) {
    for inline in inlines {
        match inline {
            Inline::Text { text } => runs.push(Run { text: clean(text).into_owned(), ..around.clone() }),
            Inline::Code { text } => {
                // A line end has no place in a code span.
                for (n, part) in clean(text).split('\n').enumerate() {
                    if n > 0 {
                        runs.push(Run { text: "\n".to_string(), ..around.clone() });
                    }
                    runs.push(Run { text: part.to_string(), kind: Kind::Code, ..around.clone() });
                }
            }
            Inline::Emphasis { content } => flatten(content, &Run { emphasis: true, ..around.clone() }, one_line, runs),
            Inline::Strong { content } => flatten(content, &Run { strong: true, ..around.clone() }, one_line, runs),
            Inline::Foreign { content, .. } => flatten(content, around, one_line, runs),
            Inline::Link { href, content } => {
                // A place in the page has no name in plain CommonMark, and there is no link in a link.
                let link =
                    if around.link.is_some() || href.as_str().starts_with('#') { around.link.clone() } else { Some((runs.len(), href.as_str().to_string())) };
                flatten(content, &Run { link, ..around.clone() }, one_line, runs);
            }
            Inline::Break if one_line => runs.push(Run { text: " ".to_string(), ..around.clone() }),
            Inline::Break => runs.push(Run { kind: Kind::Break, ..around.clone() }),
        }
    }
}

/// Takes out what shows nothing, moves breaks out of the edges of links, and joins neighbours of one kind.
fn tidy(runs: &mut Vec<Run>) {
    // A link that shows nothing could not be followed.
    let shown: BTreeSet<usize> = runs.iter().filter(|run| !run.text.trim().is_empty()).filter_map(|run| Some(run.link.as_ref()?.0)).collect();
    for run in runs.iter_mut() {
        run.link = run.link.take().filter(|(number, _)| shown.contains(number));
    }
    let mut out: Vec<Run> = Vec::with_capacity(runs.len());
    for mut run in runs.drain(..) {
        match run.kind {
            Kind::Break => {
                // No break at the beginning, nor a line of nothing between two; at the end it is taken off below.
                if out.last().is_some_and(|last| last.kind != Kind::Break) {
                    out.push(run);
                }
                continue;
            }
            Kind::Code if run.text.trim_matches(' ').is_empty() => run.kind = Kind::Text,
            _ => {}
        }
        if run.text.is_empty() {
            continue;
        }
        match out.last_mut() {
            Some(last) if (last.kind, last.strong, last.emphasis, &last.link) == (run.kind, run.strong, run.emphasis, &run.link) => {
                last.text.push_str(&run.text);
            }
            _ => out.push(run),
        }
    }
    while out.last().is_some_and(|last| last.kind == Kind::Break) {
        out.pop();
    }
    *runs = out;
    // A break at the edge of a link stands beside it.
    for at in 0..runs.len() {
        let same = |other: Option<&Run>| other.is_some_and(|other| other.link == runs[at].link);
        let at_edge = !same(at.checked_sub(1).and_then(|before| runs.get(before))) || !same(runs.get(at + 1));
        if runs[at].kind == Kind::Break && at_edge {
            runs[at].link = None;
        }
    }
}

/// The character the first of `runs` begins with, before it is escaped: escaping only ever puts punctuation before it.
pub(super) fn first_char(runs: &[Run]) -> Option<char> {
    let run = runs.first()?;
    match run.kind {
        Kind::Code => Some('`'),
        Kind::Break => Some('\n'),
        Kind::Text => run.text.chars().next(),
    }
}

/// The character the last of `runs` ends with.
pub(super) fn last_char(runs: &[Run]) -> Option<char> {
    let run = runs.last()?;
    match run.kind {
        // After a backtick a code span is written as text.
        Kind::Code => run.text.chars().next_back().filter(|c| c.is_whitespace()).or(Some('`')),
        Kind::Break => Some('\n'),
        Kind::Text => run.text.chars().next_back(),
    }
}

//! Why lines end where they do: because they were full, or because whoever wrote them ended them. Looks at lengths, at the end of a line and at how the
//! next one begins; never at what they are about, never at more than a line and the next.

use super::line::{Kind, Line};
use super::numbers::numbering;

/// How a document breaks its lines.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Breaks {
    /// How long a full line is, where lines are broken when they are full; a paragraph is one line otherwise.
    full: Option<usize>,
}

impl Breaks {
    /// Reads them from the lines that surely go on in the next: they end within a sentence, and the next begins in lower case.
    #[must_use]
    pub fn of(lines: &[Line]) -> Self {
        /// So many lines have to go on, before a document is said to break them.
        const LEAST: usize = 2;
        /// No text is set in columns that are narrower.
        const NARROW: usize = 30;
        let within = |pair: &&[Line]| pair.iter().all(|line| !line.chrome && is_text(line)) && !pair[1].gap;
        let runs = lines.windows(2).filter(within);
        let (mut lengths, mut pairs) = (Vec::new(), 0_usize);
        for pair in runs {
            pairs += 1;
            if !is_closed(&pair[0].text) && pair[1].text.starts_with(char::is_lowercase) && !pair[1].text.contains('@') {
                lengths.push(pair[0].text.chars().count());
            }
        }
        if lengths.len() < LEAST || lengths.len() * 8 < pairs {
            return Self::default();
        }
        // Words put together over a line's end make a line longer than any other. What is too small takes a meant end for a full line, which loses less than
        // the other way round.
        lengths.sort_unstable();
        let most = lengths[lengths.len() / 2] * 5 / 4;
        lengths.retain(|length| *length <= most);
        let full = lengths[(lengths.len() - 1) * 9 / 10];
        // Where many are longer, what goes on in lower case are names and lists.
        let all = || lines.iter().filter(|line| !line.chrome && is_text(line));
        let longer = all().filter(|line| line.text.chars().count() * 4 > full * 5).count();
        Self { full: (full >= NARROW && longer * 5 <= all().count()).then_some(full) }
    }

    /// Whether lines are broken when they are full.
    #[must_use]
    pub fn wraps(self) -> bool {
        self.full.is_some()
    }

    /// Whether a line ends although the next word had room in it.
    #[must_use]
    pub fn meant(self, lines: &[Line], at: usize) -> bool {
        let Some((line, next)) = lines.get(at).zip(lines.get(at + 1)) else { return true };
        let runs = is_text(line) || matches!(line.kind, Kind::Item(_));
        let Some(full) = self.full.filter(|_| !next.gap && runs && is_text(next)) else { return true };
        if begins(&next.text) && !begins(&line.text) {
            return true;
        }
        // The mark of an item and the space before a line are no part of its text.
        let before = if line.indented || !is_text(line) { 8 } else { 0 };
        let word = next.text.split(' ').next().unwrap_or_default();
        before + line.text.chars().count() + 1 + word.chars().count() <= full
    }
}

fn is_text(line: &Line) -> bool {
    line.kind == Kind::Text
}

/// Whether a line begins something new by its form: it is in capitals, or has a number and a capital after it.
fn begins(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    let (number, from) = numbering(text);
    letters().count() >= 6 && letters().all(char::is_uppercase) || !number.is_empty() && text[from..].starts_with(char::is_uppercase)
}

/// Whether a text ends a sentence.
#[must_use]
pub fn is_closed(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', '\'', ')', '»']).ends_with(['.', '!', '?', '…'])
}

/// Whether a text ends with a word after which it goes on.
#[must_use]
pub fn hangs(text: &str) -> bool {
    // Prepositions are none of them: "Vilka vi delar uppgifter med".
    const WORDS: &[&str] = &["ja", "sekä", "tai", "eli", "eikä", "kuten", "och", "eller", "samt", "som", "att", "and", "or", "of", "the", "a", "an"];
    let last = text.rsplit(' ').next().unwrap_or_default();
    text.ends_with([',', '/', '-', '–', '&', '(']) || WORDS.contains(&last.to_lowercase().as_str())
}

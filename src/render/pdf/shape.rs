//! Text made glyphs: kerned, with ligatures, word by word. Measuring and drawing use the same words, so what was measured is what is drawn.
//! Never leaves a character out: what no font has is drawn as the replacement character and still says what it was.

use super::fonts::{self, ITALIC, MONO, REGULAR, SEMIBOLD, SEMIBOLD_ITALIC, font};
use harfrust::{Direction, Script, ShapeOptions, ShapePlan, UnicodeBuffer};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

/// How many words a thread remembers before it begins anew.
const REMEMBERED: usize = 6000;
/// Longer words are not worth remembering.
const LONGEST: usize = 64;
/// What is drawn where no font has a character.
const REPLACEMENT: &str = "\u{fffd}";

/// A font as text is set in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    Regular,
    Semibold,
    Italic,
    SemiboldItalic,
    Mono,
}

impl Cut {
    const COUNT: usize = 5;

    fn font(self) -> u8 {
        match self {
            Self::Regular => REGULAR,
            Self::Semibold => SEMIBOLD,
            Self::Italic => ITALIC,
            Self::SemiboldItalic => SEMIBOLD_ITALIC,
            Self::Mono => MONO,
        }
    }
}

/// A glyph of a word; lengths in ems.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) font: u8,
    pub(super) id: u32,
    pub(super) advance: f32,
    pub(super) right: f32,
    pub(super) up: f32,
    /// The bytes of the word it stands for.
    pub(super) text: Range<usize>,
}

/// A shaped word; its width in ems.
#[derive(Debug, Default)]
pub(super) struct Word {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) width: f64,
}

#[derive(Default)]
struct Memory {
    words: [HashMap<Box<str>, Rc<Word>>; Cut::COUNT],
    count: usize,
    buffer: UnicodeBuffer,
    plans: Vec<Plan>,
}

/// How a script is shaped with a font: found out once.
struct Plan {
    font: u8,
    cut: Cut,
    script: Script,
    direction: Direction,
    plan: ShapePlan,
}

thread_local! {
    static MEMORY: RefCell<Memory> = RefCell::default();
}

/// The width of a text in ems.
pub(super) fn width(text: &str, cut: Cut) -> f64 {
    let text = speakable(text);
    MEMORY.with_borrow_mut(|memory| pieces(&text).map(|piece| memory.word(&text[piece], cut).width).sum())
}

/// The words and spaces of a text, each with its place in it. The text is [`speakable`].
pub(super) fn words(text: &str, cut: Cut) -> Vec<(usize, Rc<Word>)> {
    MEMORY.with_borrow_mut(|memory| pieces(text).map(|piece| (piece.start, memory.word(&text[piece], cut))).collect())
}

/// The text without characters that a conforming file may not hold: those of private use, and those that are none.
pub(super) fn speakable(text: &str) -> Cow<'_, str> {
    let forbidden = |c: char| {
        matches!(c, '\0' | '\u{feff}' | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{f0000}'..) || matches!(u32::from(c) & 0xffff, 0xfffe | 0xffff)
    };
    if text.is_ascii() || !text.contains(forbidden) { Cow::Borrowed(text) } else { Cow::Owned(text.replace(forbidden, REPLACEMENT)) }
}

/// The stretches between spaces, and each space on its own.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = if rest.starts_with(' ') { 1 } else { rest.find(' ').unwrap_or(rest.len()) };
        at += length;
        Some(at - length..at)
    })
}

impl Memory {
    fn word(&mut self, text: &str, cut: Cut) -> Rc<Word> {
        if let Some(word) = self.words[cut as usize].get(text) {
            return word.clone();
        }
        if self.count >= REMEMBERED {
            self.words.iter_mut().for_each(HashMap::clear);
            self.count = 0;
        }
        let mut glyphs = Vec::new();
        self.shape(text, 0..text.len(), cut, 0, &mut glyphs);
        let word = Rc::new(Word { width: glyphs.iter().map(|glyph| f64::from(glyph.advance)).sum(), glyphs });
        if text.len() <= LONGEST {
            self.words[cut as usize].insert(text.into(), word.clone());
            self.count += 1;
        }
        word
    }

    /// Shapes a part of a word; what the font lacks, with the next font. `tried` counts the fonts before.
    fn shape(&mut self, word: &str, part: Range<usize>, cut: Cut, tried: usize, out: &mut Vec<Glyph>) {
        let number = match tried {
            0 => cut.font(),
            1 => MONO,
            _ => REGULAR,
        };
        let loaded = font(number);
        let mut buffer = std::mem::take(&mut self.buffer);
        let text = &word[part.clone()];
        if tried < 2 {
            buffer.push_str(text);
        } else {
            // One mark for each character that no font has.
            text.char_indices().for_each(|(at, _)| buffer.add('\u{fffd}', u32::try_from(at).unwrap_or(0)));
        }
        buffer.guess_segment_properties();
        // No font of ours has a script that runs to the left; one in a word is no reason to turn the other letters and their brackets.
        if buffer.direction() != Direction::LeftToRight {
            buffer.set_script(harfrust::script::LATIN);
            buffer.set_direction(Direction::LeftToRight);
        }
        let shaper = loaded.data.shaper(&loaded.face).build();
        let (script, direction) = (buffer.script(), buffer.direction());
        let same = |plan: &Plan| (plan.font, plan.cut, plan.script, plan.direction) == (number, cut, script, direction);
        let at = self.plans.iter().position(same).unwrap_or_else(|| {
            let plan = ShapePlan::new(&shaper, direction, Some(script), None, &[]);
            self.plans.push(Plan { font: number, cut, script, direction, plan });
            self.plans.len() - 1
        });
        let shaped = shaper.shape(buffer, ShapeOptions::new().plan(Some(&self.plans[at].plan)));
        let (infos, places) = (shaped.glyph_infos(), shaped.glyph_positions());
        let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let range = |cluster: usize| {
            let next = starts.partition_point(|start| *start <= cluster);
            cluster..starts.get(next).copied().unwrap_or(text.len())
        };
        let mut lacking: HashSet<Range<usize>> = HashSet::new();
        let mut glyphs = Vec::with_capacity(infos.len());
        for (info, place) in infos.iter().zip(places) {
            let text = range(info.cluster as usize);
            if info.glyph_id == 0 && tried < 2 {
                lacking.insert(part.start + text.start..part.start + text.end);
            }
            glyphs.push(Glyph {
                font: number,
                id: info.glyph_id,
                advance: place.x_advance as f32 / loaded.units,
                right: place.x_offset as f32 / loaded.units,
                up: place.y_offset as f32 / loaded.units,
                text: part.start + text.start..part.start + text.end,
            });
        }
        self.buffer = shaped.clear();
        if lacking.is_empty() {
            out.append(&mut glyphs);
            return;
        }
        // Clusters with a character that is lacking are shaped again, neighbours together.
        let mut glyphs = glyphs.into_iter().peekable();
        while let Some(glyph) = glyphs.next() {
            if glyph.id != 0 && !lacking.contains(&glyph.text) {
                out.push(glyph);
                continue;
            }
            let mut whole = glyph.text;
            while let Some(next) = glyphs.next_if(|next| next.id == 0 || lacking.contains(&next.text)) {
                whole = whole.start.min(next.text.start)..whole.end.max(next.text.end);
            }
            self.shape(word, whole, cut, tried + 1, out);
        }
    }
}

/// The base line of a line of text of this size and height, from its upper edge.
pub(super) fn base_line(size: f64, height: f64) -> f64 {
    (height - size * (fonts::ASCENT + fonts::DESCENT)) / 2.0 + size * fonts::ASCENT
}

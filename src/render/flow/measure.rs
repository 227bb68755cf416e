//! How wide a text is.
//! Never knows a picture; a writer with real font metrics has a measure of its own.

use std::sync::LazyLock;

/// What a picture measures its texts with.
pub trait TextMeasure {
    /// The width of `text` in a font of size 1: that of its words and of the spaces between them, whatever stands beside them.
    fn width(&self, text: &str, bold: bool) -> f64;
}

/// A measure for fonts that are not known, such as those of a reader's browser: as wide as the widest fonts in use (Verdana, `DejaVu Sans`),
/// so that a text that fits by it fits in any of them.
#[derive(Debug, Clone, Copy, Default)]
pub struct Typical;

impl TextMeasure for Typical {
    fn width(&self, text: &str, bold: bool) -> f64 {
        let ascii = &*ASCII;
        let of = |c: char| ascii.get(c as usize).copied().unwrap_or_else(|| advance(c));
        let sum: f64 = text.chars().map(of).sum();
        // Bold faces of these fonts are a tenth wider.
        if bold { sum * 1.11 } else { sum }
    }
}

/// The same for boxes of a picture, whose room beside the text takes what the widest fonts need more: in most fonts fewer words are parted.
#[derive(Debug, Clone, Copy, Default)]
pub struct Snug;

impl TextMeasure for Snug {
    fn width(&self, text: &str, bold: bool) -> f64 {
        0.93 * Typical.width(text, bold)
    }
}

/// The advances of the letters that nearly every text is made of.
static ASCII: LazyLock<[f64; 128]> = LazyLock::new(|| std::array::from_fn(|code| advance(char::from(code as u8))));

/// Advance of a letter in hundredths of the font size, rounded up over the regular faces of those fonts.
fn advance(c: char) -> f64 {
    let hundredths = match c {
        'i' | 'j' | 'l' | '\'' | '’' | '|' | 'í' | 'ì' | 'ï' => 28.0,
        ' ' | '\u{a0}' | '.' | ',' | ':' | ';' | 'I' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '/' | '-' | '!' => 42.0,
        's' | 'c' | 'z' | 'v' | 'x' | 'y' | 'k' | 'J' | '?' | '"' => 60.0,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' => 100.0,
        c if c.is_ascii_lowercase() || c.is_ascii_digit() => 64.0,
        c if c.is_ascii_uppercase() => 78.0,
        // Marks that stand over another letter take no room of their own; a little is the safe side.
        '\u{300}'..='\u{36f}' => 10.0,
        // What joins or varies a sign is no sign.
        '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0.0,
        c if c.is_lowercase() => 66.0,
        c if c.is_uppercase() => 82.0,
        // Scripts of wide signs.
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}' => 104.0,
        c if (c as u32) > 0xffff => 130.0,
        _ => 86.0,
    };
    hundredths / 100.0
}

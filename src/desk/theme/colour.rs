//! Colours as WCAG 2.2 sees them: luminance, contrast, and the nearest colour that stands out enough.
//! Never names a page or a workspace.

use std::fmt;

/// The contrast that text needs against its background: WCAG 2.2, success criterion 1.4.3, level AA.
pub(super) const ENOUGH: f64 = 4.5;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Colour(pub [u8; 3]);

impl Colour {
    pub(super) const WHITE: Self = Self([255; 3]);
    pub(super) const BLACK: Self = Self([0; 3]);

    /// Reads `#0a5a52` or `#fff`.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let pair = |n: usize| u8::from_str_radix(&digits[2 * n..2 * n + 2], 16).ok();
        let one = |n: usize| u8::from_str_radix(&digits[n..=n], 16).ok().map(|d| d * 17);
        match digits.len() {
            6 => Some(Self([pair(0)?, pair(1)?, pair(2)?])),
            3 => Some(Self([one(0)?, one(1)?, one(2)?])),
            _ => None,
        }
    }

    /// This colour with a part of another, from 0 to 1.
    pub(super) fn mixed(self, other: Self, part: f64) -> Self {
        let mix = |n: usize| (f64::from(self.0[n]) * (1.0 - part) + f64::from(other.0[n]) * part).round() as u8;
        Self([mix(0), mix(1), mix(2)])
    }

    /// Relative luminance, from 0 to 1, as WCAG 2.2 defines it.
    fn luminance(self) -> f64 {
        let channel = |byte: u8| {
            let value = f64::from(byte) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(self.0[0]) + 0.7152 * channel(self.0[1]) + 0.0722 * channel(self.0[2])
    }

    /// The contrast with another colour, from 1 to 21.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// Whether text of this colour can be read on these backgrounds.
    pub(super) fn reads_on(self, backgrounds: &[Self]) -> bool {
        backgrounds.iter().all(|background| self.contrast(*background) >= ENOUGH)
    }

    /// The nearest colour that can be read on these backgrounds: as much black or white in it as is needed, whichever is less. Black or white
    /// itself where no mixture does.
    pub(super) fn nearest(self, backgrounds: &[Self]) -> Self {
        const STEPS: u32 = 200;
        for step in 0..=STEPS {
            let part = f64::from(step) / f64::from(STEPS);
            for towards in [Self::BLACK, Self::WHITE] {
                let mixed = self.mixed(towards, part);
                if mixed.reads_on(backgrounds) {
                    return mixed;
                }
            }
        }
        let worst = |colour: Self| backgrounds.iter().map(|b| colour.contrast(*b)).fold(f64::INFINITY, f64::min);
        if worst(Self::BLACK) >= worst(Self::WHITE) { Self::BLACK } else { Self::WHITE }
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0[0], self.0[1], self.0[2])
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).expect("a colour")
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((Colour::WHITE.contrast(Colour::BLACK) - 21.0).abs() < 1e-9);
        // Well-known borders of level AA on white.
        assert!(colour("#767676").reads_on(&[Colour::WHITE]) && !colour("#777777").reads_on(&[Colour::WHITE]));
        assert!((colour("#ff0000").contrast(Colour::WHITE) - 3.998).abs() < 0.001);
        assert_eq!(colour("#fff"), Colour::WHITE);
        for wrong in ["fff", "#ff", "#gggggg", "#12345", "red", "#ÄÄÄ", ""] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_nearest_colour_can_be_read() {
        for (text, background) in [("#66bb99", "#fbfaf6"), ("#0a5a52", "#111715"), ("#808080", "#777777"), ("#ffff00", "#ffffff"), ("#000000", "#000000")] {
            let background = colour(background);
            let nearest = colour(text).nearest(&[background]);
            assert!(nearest.reads_on(&[background]), "{text}: {nearest}");
        }
        assert_eq!(colour("#0a5a52").nearest(&[Colour::WHITE]), colour("#0a5a52"), "what can be read stays");
    }
}

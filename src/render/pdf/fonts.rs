//! The fonts of the PDF: parsed once, shared by all threads.
//! Never looks for a font on the machine: the same text has the same glyphs everywhere.

use harfrust::{FontRef, ShaperData};
use krilla::text::Font;
use std::sync::LazyLock;

/// A font with what shaping and drawing need of it.
pub(super) struct Loaded {
    pub(super) font: Font,
    pub(super) face: FontRef<'static>,
    pub(super) data: ShaperData,
    /// Units of an em.
    pub(super) units: f32,
}

/// Which of the fonts, in the order of [`FONTS`].
pub(super) const REGULAR: u8 = 0;
pub(super) const SEMIBOLD: u8 = 1;
pub(super) const ITALIC: u8 = 2;
pub(super) const SEMIBOLD_ITALIC: u8 = 3;
pub(super) const MONO: u8 = 4;

/// Above the base line and below it, in ems: those of the text fonts, which share them.
pub(super) const ASCENT: f64 = 0.894;
pub(super) const DESCENT: f64 = 0.246;

macro_rules! font {
    ($name:literal) => {
        LazyLock::new(|| load(include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".font"))))
    };
}

/// Libertinus Serif and, for code and for characters it lacks, `DejaVu` Sans Mono. Each is parsed when it is first used.
static FONTS: [LazyLock<Loaded>; 5] = [
    font!("LibertinusSerif-Regular"),
    font!("LibertinusSerif-Semibold"),
    font!("LibertinusSerif-Italic"),
    font!("LibertinusSerif-SemiboldItalic"),
    font!("DejaVuSansMono"),
];

/// A font by its number.
pub(super) fn font(number: u8) -> &'static Loaded {
    &FONTS[usize::from(number).min(FONTS.len() - 1)]
}

fn load(bytes: &'static [u8]) -> Loaded {
    // The build script parsed these very bytes.
    let face = FontRef::from_index(bytes, 0).unwrap_or_else(|error| unreachable!("an embedded font cannot be read: {error}"));
    let font = Font::new(bytes.into(), 0).unwrap_or_else(|| unreachable!("an embedded font cannot be used"));
    Loaded { units: font.units_per_em(), data: ShaperData::new(&face), font, face }
}

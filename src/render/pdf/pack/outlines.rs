//! Embedded fonts without what draws no letter: hints for screens of long ago, names, measures the file has elsewhere.
//! Never moves a point of an outline. A font that is built otherwise than expected stays as it is.

use std::borrow::Cow;

/// Compact outlines: the program of every glyph without its hints. The glyphs are the last part of the font and call no other program.
pub(super) fn compact(font: &[u8]) -> Option<Vec<u8>> {
    // The dictionary of the font is the first of the second list and says where the glyphs are (17), in five bytes (29).
    let header = usize::from(*font.get(2)?);
    let (names, _) = index(font, header)?;
    let (tops, strings) = index(font, names.end)?;
    let (texts, _) = index(font, strings)?;
    let (programs, _) = index(font, texts.end)?;
    if programs.count > 0 {
        return None;
    }
    let top = font.get(tops.item(font, 0)?)?;
    let from = top.windows(6).position(|bytes| bytes[0] == 29 && bytes[5] == 17)?;
    let at = usize::try_from(u32::from_be_bytes(top.get(from + 1..from + 5)?.try_into().ok()?)).ok()?;
    let (glyphs, end) = index(font, at)?;
    if end != font.len() {
        return None;
    }
    let mut offsets = vec![1_usize];
    let mut bodies = Vec::with_capacity(font.len() - at);
    for n in 0..glyphs.count {
        // The first stands for what is not there, and nothing here is not there: it draws nothing.
        bodies.extend_from_slice(&if n == 0 { vec![14] } else { unhinted(font.get(glyphs.item(font, n)?)?)? });
        offsets.push(bodies.len() + 1);
    }
    let width = if bodies.len() < 0xff {
        1
    } else if bodies.len() < 0xffff {
        2
    } else {
        4
    };
    let mut out = font[..at].to_vec();
    out.extend_from_slice(&u16::try_from(glyphs.count).ok()?.to_be_bytes());
    out.push(width);
    offsets.iter().for_each(|offset| out.extend_from_slice(&(*offset as u32).to_be_bytes()[4 - usize::from(width)..]));
    out.extend_from_slice(&bodies);
    Some(out)
}

/// A list of pieces of data.
struct Index {
    count: usize,
    width: usize,
    offsets: usize,
    data: usize,
    end: usize,
}

impl Index {
    fn offset(&self, font: &[u8], n: usize) -> Option<usize> {
        let from = self.offsets + n * self.width;
        Some(font.get(from..from + self.width)?.iter().fold(0, |value, byte| value * 256 + usize::from(*byte)))
    }

    fn item(&self, font: &[u8], n: usize) -> Option<std::ops::Range<usize>> {
        (n < self.count).then_some(())?;
        let (from, to) = (self.data + self.offset(font, n)?, self.data + self.offset(font, n + 1)?);
        (from <= to && to <= font.len()).then_some(from..to)
    }
}

/// The list that begins there, and where it ends.
fn index(font: &[u8], at: usize) -> Option<(Index, usize)> {
    let count = usize::from(u16::from_be_bytes(font.get(at..at + 2)?.try_into().ok()?));
    if count == 0 {
        return Some((Index { count, width: 1, offsets: at + 2, data: at + 2, end: at + 2 }, at + 2));
    }
    let width = usize::from(*font.get(at + 2)?);
    // The first offset is 1.
    let data = at + 3 + (count + 1) * width - 1;
    let mut out = Index { count, width, offsets: at + 3, data, end: 0 };
    out.end = data + out.offset(font, count)?;
    let end = out.end;
    (1..=4).contains(&width).then_some((out, end))
}

/// The program of a glyph without its hints.
fn unhinted(program: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(program.len());
    // The numbers before an operator, and the width of the glyph, which the first operator that empties them may have before its own.
    let mut numbers: Vec<&[u8]> = Vec::new();
    let mut width: Option<Option<&[u8]>> = None;
    let (mut stems, mut at) = (0, 0);
    while let Some(byte) = program.get(at) {
        let length = match byte {
            28 => 3,
            32..=246 => 1,
            247..=254 => 2,
            255 => 5,
            _ => 0,
        };
        if length > 0 {
            numbers.push(program.get(at..at + length)?);
            at += length;
            continue;
        }
        at += 1;
        match byte {
            // Stems, and which of them hold where: a mask has a bit for each.
            1 | 3 | 18 | 23 | 19 | 20 => {
                if width.is_none() {
                    let odd = numbers.len() % 2 == 1;
                    width = Some(odd.then(|| numbers[0]));
                }
                stems += numbers.len() / 2;
                numbers.clear();
                if matches!(byte, 19 | 20) {
                    at += stems.div_ceil(8);
                }
                continue;
            }
            // No other program and no arithmetic.
            10 | 11 | 29 => return None,
            12 => {
                let which = *program.get(at)?;
                at += 1;
                if !(34..=37).contains(&which) {
                    return None;
                }
                numbers.iter().for_each(|number| out.extend_from_slice(number));
                out.extend_from_slice(&[12, which]);
            }
            4 | 21 | 22 | 14 | 5..=8 | 24..=27 | 30 | 31 => {
                // The width stands before the first operator that is left.
                if let Some(Some(width)) = width {
                    out.extend_from_slice(width);
                }
                numbers.iter().for_each(|number| out.extend_from_slice(number));
                out.push(*byte);
            }
            _ => return None,
        }
        width = Some(None);
        numbers.clear();
    }
    Some(out)
}

/// Outlines of points: without programs for hints, and without the tables that only other files need.
pub(super) fn points(font: &[u8]) -> Option<Vec<u8>> {
    let count = usize::from(short(font, 4)?);
    let mut tables = Vec::new();
    for n in 0..count {
        let row = font.get(12 + 16 * n..28 + 16 * n)?;
        let number = |at: usize| -> Option<usize> { Some(u32::from_be_bytes(row.get(at..at + 4)?.try_into().ok()?) as usize) };
        let (from, length) = (number(8)?, number(12)?);
        tables.push((<[u8; 4]>::try_from(&row[..4]).ok()?, font.get(from..from + length)?));
    }
    let table = |tag: &[u8; 4]| tables.iter().find(|(own, _)| own == tag).map(|(_, data)| *data);
    let (head, loca, glyf) = (table(b"head")?, table(b"loca")?, table(b"glyf")?);
    let long = short(head, 50)? == 1;
    let offset = |n: usize| -> Option<usize> {
        if long { Some(u32::from_be_bytes(loca.get(4 * n..4 * n + 4)?.try_into().ok()?) as usize) } else { Some(usize::from(short(loca, 2 * n)?) * 2) }
    };
    let glyphs = loca.len() / if long { 4 } else { 2 } - 1;
    let (mut bodies, mut offsets) = (Vec::new(), Vec::new());
    for n in 0..=glyphs {
        offsets.extend_from_slice(&if long {
            (bodies.len() as u32).to_be_bytes().to_vec()
        } else {
            u16::try_from(bodies.len() / 2).ok()?.to_be_bytes().to_vec()
        });
        if n < glyphs {
            bodies.extend_from_slice(&bare(glyf.get(offset(n)?..offset(n + 1)?)?)?);
            bodies.resize(bodies.len().next_multiple_of(4), 0);
        }
    }
    let kept: Vec<([u8; 4], Cow<'_, [u8]>)> = tables
        .iter()
        .filter(|(tag, _)| matches!(tag, b"glyf" | b"head" | b"hhea" | b"hmtx" | b"loca" | b"maxp"))
        .map(|(tag, data)| match tag {
            b"glyf" => (*tag, Cow::Borrowed(&bodies[..])),
            b"loca" => (*tag, Cow::Borrowed(&offsets[..])),
            _ => (*tag, Cow::Borrowed(*data)),
        })
        .collect();
    let mut out = font.get(..4)?.to_vec();
    let (rows, power) = (kept.len() as u16, kept.len().ilog2() as u16);
    for number in [rows, 16 << power, power, 16 * rows - (16 << power)] {
        out.extend_from_slice(&number.to_be_bytes());
    }
    let mut from = 12 + 16 * kept.len();
    for (tag, data) in &kept {
        out.extend_from_slice(tag);
        for number in [checksum(data), from as u32, data.len() as u32] {
            out.extend_from_slice(&number.to_be_bytes());
        }
        from += data.len().next_multiple_of(4);
    }
    for (_, data) in &kept {
        out.extend_from_slice(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    Some(out)
}

fn checksum(data: &[u8]) -> u32 {
    let word = |bytes: &[u8]| (0..4).fold(0_u32, |value, n| (value << 8) | u32::from(bytes.get(n).copied().unwrap_or(0)));
    data.chunks(4).fold(0, |sum, bytes| sum.wrapping_add(word(bytes)))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

/// A glyph of points without its program.
fn bare(glyph: &[u8]) -> Option<Vec<u8>> {
    if glyph.is_empty() {
        return Some(Vec::new());
    }
    let contours = short(glyph, 0)?;
    if contours < 0x8000 {
        let program = 10 + 2 * usize::from(contours);
        let after = program + 2 + usize::from(short(glyph, program)?);
        return Some([glyph.get(..program)?, &[0, 0], glyph.get(after..)?].concat());
    }
    // Made of others: each part says what follows it.
    const HAS_PROGRAM: u16 = 0x0100;
    let mut out = glyph.to_vec();
    let mut at = 10;
    loop {
        let flags = short(glyph, at)?;
        out.get_mut(at..at + 2)?.copy_from_slice(&(flags & !HAS_PROGRAM).to_be_bytes());
        at += 4 + if flags & 1 == 0 { 2 } else { 4 };
        at += match flags {
            _ if flags & 0x0008 != 0 => 2,
            _ if flags & 0x0040 != 0 => 4,
            _ if flags & 0x0080 != 0 => 8,
            _ => 0,
        };
        if flags & 0x0020 == 0 {
            break;
        }
    }
    out.truncate(at);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::{bare, unhinted};

    #[test]
    fn a_program_keeps_its_width_and_its_curves() {
        // Width 8 (147), stems, a mask of one byte, then moves and curves.
        let program = [147, 140, 150, 1, 141, 151, 19, 0b1100_0000, 149, 159, 21, 144, 6, 14];
        assert_eq!(unhinted(&program).expect("a program"), [147, 149, 159, 21, 144, 6, 14]);
        // Without a width, and a mask that has its own stems before it.
        assert_eq!(unhinted(&[140, 150, 18, 141, 151, 19, 0b1100_0000, 149, 22, 14]).expect("a program"), [149, 22, 14]);
        // No hints: nothing changes; a call is not read.
        assert_eq!(unhinted(&[147, 149, 22, 144, 12, 35, 14]).expect("a program"), [147, 149, 22, 144, 12, 35, 14]);
        assert_eq!(unhinted(&[140, 10, 14]), None);
    }

    #[test]
    fn a_glyph_loses_its_program_alone() {
        let glyph = [0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0, 0, 3, 7, 7, 7, 1, 5, 5];
        assert_eq!(bare(&glyph).expect("a glyph"), [0, 1, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0, 0, 0, 1, 5, 5]);
        let made = [0xff, 0xff, 0, 0, 0, 0, 0, 9, 0, 9, 1, 0x02, 0, 4, 1, 2, 0, 2, 9, 9];
        assert_eq!(bare(&made).expect("a glyph"), [0xff, 0xff, 0, 0, 0, 0, 0, 9, 0, 9, 0, 0x02, 0, 4, 1, 2]);
    }
}

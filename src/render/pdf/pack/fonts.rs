//! Fonts as pages use them: codes of one byte, where a font has no more glyphs than that, and what each stands for in the fewest words.
//! Never changes which glyph is drawn or what it says.

use super::content::Face;
use super::value::Value;
use super::{Object, Objects, find, outlines};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Codes of one byte begin here: above what a string would have to write in two.
pub(super) const FIRST: usize = 0x5d;
/// What codes of one byte are in the list of glyphs: the same numbers from 0.
const CODES: &[u8] = b"/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CIDSystemInfo 3 dict dup begin/Registry(Adobe)def/Ordering(Identity)def\
/Supplement 0 def end def/CMapName/Seloste def/CMapType 1 def/WMode 0 def 1 begincodespacerange<00><FF>endcodespacerange \
1 begincidrange<5D><FF>0 endcidrange endcmap CMapName currentdict/CMap defineresource pop end end";

/// Makes every font small; the pages' view of each, by its object.
pub(super) fn small(objects: &mut Objects<'_>) -> BTreeMap<usize, Face> {
    let fonts: Vec<usize> = objects.iter().filter(|(_, object)| object.value.get("Subtype").is_some_and(|kind| kind.is("/Type0"))).map(|(at, _)| *at).collect();
    let mut faces = BTreeMap::new();
    let mut codes = None;
    for (n, font) in fonts.into_iter().enumerate() {
        let mut face = face(objects, font).unwrap_or_default();
        // Small letters first, then two of them.
        let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
        face.name = if n < 26 { letter(n).to_string() } else { format!("{}{}", letter(n / 26 - 1), letter(n)) };
        if face.narrow {
            let codes = *codes.get_or_insert_with(|| {
                let number = objects.keys().last().map_or(1, |last| last + 1);
                let said = Value::read(b"<</Type/CMap/CMapName/Seloste/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/WMode 0>>");
                objects.insert(number, Object { value: said.unwrap_or(Value::Map(Vec::new())), data: Some(Cow::Borrowed(CODES)) });
                number
            });
            if let Some(font) = objects.get_mut(&font) {
                font.value.set("Encoding", Value::Ref(codes));
            }
        }
        faces.insert(font, face);
    }
    faces
}

/// A font made small; `None` where it is not what is expected, and then it has stayed as it was.
fn face(objects: &mut Objects<'_>, font: usize) -> Option<Face> {
    let own = &objects.get(&font)?.value;
    let identity = own.get("Encoding")?.is("/Identity-H");
    let (said, glyphs) = (own.get("ToUnicode")?.reference()?, own.get("DescendantFonts")?.list()?.first()?.reference()?);
    let meanings = meanings(objects.get(&said)?.data.as_deref()?)?;
    let widths = widths(objects.get(&glyphs)?.value.get("W")?)?;
    let narrow = identity && widths.len() + FIRST <= 256 && meanings.keys().all(|code| usize::from(*code) + FIRST < 256);
    let descriptor = objects.get(&glyphs)?.value.get("FontDescriptor")?.reference()?;
    let descriptor = &mut objects.get_mut(&descriptor)?.value;
    // Not asked for any more.
    descriptor.remove("CIDSet");
    for key in ["FontBBox", "Ascent", "Descent", "CapHeight", "StemV"] {
        descriptor.get_mut(key).into_iter().for_each(rounded);
    }
    let files = ["FontFile3", "FontFile2"].map(|key| descriptor.get(key).and_then(Value::reference));
    for (file, smaller) in files.into_iter().zip([outlines::compact as fn(&[u8]) -> Option<Vec<u8>>, outlines::points]) {
        let Some(file) = file.and_then(|file| objects.get_mut(&file)) else { continue };
        let whole = super::whole(file)?;
        if let Some(data) = smaller(&whole) {
            file.value.remove("Filter");
            if file.value.get("Length1").is_some() {
                file.value.set("Length1", Value::number(data.len() as f64));
            }
            file.data = Some(Cow::Owned(data));
        }
    }
    let list = widths.iter().map(|width| Value::number(width.round())).collect();
    objects.get_mut(&glyphs)?.value.set("W", Value::List(vec![Value::word("0"), Value::List(list)]));
    if narrow {
        let said = objects.get_mut(&said)?;
        said.value = Value::Map(Vec::new());
        said.data = Some(Cow::Owned(told(&meanings)));
    }
    Some(Face { name: String::new(), narrow, widths: widths.into_iter().map(f64::round).collect() })
}

/// Whole numbers, in a list too.
fn rounded(value: &mut Value<'_>) {
    match value {
        Value::List(list) => list.iter_mut().for_each(rounded),
        other => {
            if let Some(number) = other.as_number() {
                *other = Value::number(number.round());
            }
        }
    }
}

/// The width of each code from 0: from lists (`0[500 600]`) and from ranges (`0 3 500`).
fn widths(value: &Value<'_>) -> Option<Vec<f64>> {
    let mut out = Vec::new();
    let mut rest = value.list()?.iter();
    while let Some(first) = rest.next() {
        let first = first.as_number()? as usize;
        let (count, width): (usize, Box<dyn Fn(usize) -> Option<f64>>) = match rest.next()? {
            Value::List(list) => (list.len(), Box::new(|n| list.get(n)?.as_number())),
            last => {
                let width = rest.next()?.as_number()?;
                ((last.as_number()? as usize + 1).checked_sub(first)?, Box::new(move |_| Some(width)))
            }
        };
        if first + count > 0x1_0000 {
            return None;
        }
        out.resize(out.len().max(first + count), 0.0);
        for n in 0..count {
            out[first + n] = width(n)?;
        }
    }
    Some(out)
}

/// What each code stands for, as the digits of its letters.
fn meanings(map: &[u8]) -> Option<BTreeMap<u16, String>> {
    let text = std::str::from_utf8(map).ok()?;
    let mut out = BTreeMap::new();
    let mut at = find(map, b"beginbfchar")?;
    let mut rest = &text[at..];
    // Ranges are not written by what is read here.
    if text.contains("beginbfrange") {
        return None;
    }
    while let Some(from) = rest.find("beginbfchar") {
        let part = &rest[from + 11..];
        let end = part.find("endbfchar")?;
        for line in part[..end].lines().filter(|line| !line.trim().is_empty()) {
            let mut words = line.split_whitespace().map(|word| word.trim_matches(['<', '>']));
            let (code, said) = (words.next()?, words.next()?);
            out.insert(u16::from_str_radix(code, 16).ok()?, said.to_string());
        }
        at = end;
        rest = &part[at..];
    }
    (!out.is_empty()).then_some(out)
}

/// The same in one byte a code: what follows code by code is a list.
fn told(meanings: &BTreeMap<u16, String>) -> Vec<u8> {
    let mut out = String::from(
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/U def/CMapType 2 def\n1 begincodespacerange\n<00> <FF>\nendcodespacerange\n",
    );
    let all: Vec<(u16, &String)> = meanings.iter().map(|(code, said)| (*code + FIRST as u16, said)).collect();
    let runs: Vec<&[(u16, &String)]> = all.chunk_by(|a, b| a.0 + 1 == b.0).flat_map(|run| run.chunks(100)).collect();
    for part in runs.chunks(100) {
        out.push_str(&format!("{} beginbfrange\n", part.len()));
        for run in part {
            let (first, last) = (run[0].0, run[run.len() - 1].0);
            out.push_str(&format!("<{first:02X}> <{last:02X}> ["));
            run.iter().for_each(|(_, said)| out.push_str(&format!("<{said}>")));
            out.push_str("]\n");
        }
        out.push_str("endbfrange\n");
    }
    out.push_str("endcmap end end");
    out.into_bytes()
}

//! A finished PDF made small: its objects gathered in a compressed stream, like ones side by side, its pages written with fewer words, its fonts
//! without what draws nothing.
//! Never changes what a page shows or says: every letter, colour and name stays what it was.
//!
//! It reads what krilla writes and nothing else: a cross-reference table, objects one after the other, lengths given directly. A file that is
//! anything else is left as it is.

mod content;
mod fonts;
mod metadata;
mod outlines;
mod pages;
mod structure;
mod value;

use libdeflater::{CompressionLvl, Compressor, DecompressionError, Decompressor};
use std::borrow::Cow;
use std::collections::BTreeMap;
use value::Value;

/// Objects of one compressed stream.
const GATHERED: usize = 4000;
/// Bytes of a row of the cross-reference stream: kind, place, place within.
const ROW: usize = 7;
/// How hard streams are pressed, 1 to 12: a file that stays larger than [`LARGE`] is worth ten times the time for a twentieth of its size.
const LEVELS: [i32; 2] = [8, 12];
const LARGE: usize = 56_000;
/// What a stream may hold when it is opened.
const MOST: usize = 1 << 26;

/// An object: its value or, of a stream, its dictionary and its bytes.
struct Object<'b> {
    value: Value<'b>,
    /// The bytes of a stream, pressed if the dictionary names a filter.
    data: Option<Cow<'b, [u8]>>,
}

/// Objects by their numbers.
type Objects<'b> = BTreeMap<usize, Object<'b>>;

/// The file made small; the file itself where it is not what is expected.
pub(super) fn packed(file: Vec<u8>) -> Vec<u8> {
    small(&file).unwrap_or(file)
}

fn small(file: &[u8]) -> Option<Vec<u8>> {
    let Parts { head, mut objects, trailer } = parts(file)?;
    metadata::small(&mut objects);
    unsuspected(objects.get_mut(&trailer.get("Root")?.reference()?)?);
    let faces = fonts::small(&mut objects);
    pages::small(&mut objects, trailer.get("Root")?.reference()?, &faces)?;
    let moved = structure::small(&mut objects);
    let there = |number: usize| *moved.get(&number).unwrap_or(&number);
    let order = order(&objects, &trailer, &there);
    let new: BTreeMap<usize, usize> = order.iter().enumerate().map(|(at, old)| (*old, at + 1)).collect();
    // What is not there is object 0, which is never in use.
    let number = |old: usize| new.get(&there(old)).copied().unwrap_or(0);
    let mut out = Vec::new();
    for level in LEVELS {
        let mut press = Compressor::new(CompressionLvl::new(level).unwrap_or_default());
        out = written(head, &objects, &order, &trailer, &number, &mut press)?;
        if out.len() <= LARGE {
            break;
        }
    }
    Some(out)
}

/// That no mark is in doubt is what a catalogue without a word of it says; a common reader takes `false` for a fault.
fn unsuspected(catalogue: &mut Object<'_>) {
    if let Some(marks) = catalogue.value.get_mut("MarkInfo").filter(|marks| matches!(marks.get("Suspects"), Some(Value::Word(word)) if **word == *b"false")) {
        marks.remove("Suspects");
    }
}

/// The file with these objects in this order.
fn written(
    head: &[u8],
    objects: &Objects<'_>,
    order: &[usize],
    trailer: &Value<'_>,
    number: &dyn Fn(usize) -> usize,
    press: &mut Compressor,
) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(2 * LARGE);
    out.extend_from_slice(head);
    // Where each object is: the kind of place, the place, the place within it.
    let mut places: Vec<(u8, usize, usize)> = vec![(0, 0, 0xffff); order.len() + 1];
    let plain: Vec<usize> = order.iter().copied().filter(|old| objects[old].data.is_none()).collect();
    for old in order {
        let Object { value, data: Some(data) } = &objects[old] else { continue };
        places[number(*old)] = (1, out.len(), 0);
        write_stream(&mut out, number(*old), value, data, number, press);
    }
    for part in plain.chunks(GATHERED) {
        let (mut index, mut bodies) = (String::new(), Vec::new());
        for (n, old) in part.iter().enumerate() {
            index.push_str(&format!("{} {} ", number(*old), bodies.len()));
            objects[old].value.write(&mut bodies, number);
            bodies.push(b'\n');
            places[number(*old)] = (2, places.len(), n);
        }
        let said = format!("<</Type/ObjStm/N {}/First {}>>", part.len(), index.len());
        places.push((1, out.len(), 0));
        write_stream(&mut out, places.len() - 1, &Value::read(said.as_bytes())?, &[index.as_bytes(), &bodies].concat(), number, press);
    }
    let (start, last) = (out.len(), places.len());
    places.push((1, start, 0));
    let mut said = trailer.clone();
    said.set("Type", Value::word("/XRef"));
    said.set("Size", Value::number((last + 1) as f64));
    said.set("W", Value::read(b"[1 4 2]")?);
    said.set("DecodeParms", Value::read(b"<</Predictor 12/Columns 7>>")?);
    write_stream(&mut out, last, &said, &table(&places)?, number, press);
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
    Some(out)
}

/// The objects that are needed, like ones side by side, streams last.
fn order(objects: &Objects<'_>, trailer: &Value<'_>, there: &dyn Fn(usize) -> usize) -> Vec<usize> {
    let mut open = Vec::new();
    trailer.references(&mut |number| open.push(there(number)));
    let mut found: BTreeMap<usize, Vec<u8>> = BTreeMap::new();
    while let Some(number) = open.pop() {
        let Some(object) = objects.get(&number).filter(|_| !found.contains_key(&number)) else { continue };
        found.insert(number, kind(object));
        object.value.references(&mut |number| open.push(there(number)));
    }
    let read: BTreeMap<usize, usize> = structure::reading(objects, there).into_iter().enumerate().map(|(at, number)| (number, at + 1)).collect();
    let mut order: Vec<(bool, Vec<u8>, usize, usize)> =
        found.into_iter().map(|(number, kind)| (read.contains_key(&number), kind, read.get(&number).copied().unwrap_or(0), number)).collect();
    // Streams come last.
    order.sort_unstable_by(|a, b| objects[&a.3].data.is_some().cmp(&objects[&b.3].data.is_some()).then_with(|| a.cmp(b)));
    order.into_iter().map(|(.., number)| number).collect()
}

/// What objects that look alike have in common.
fn kind(object: &Object<'_>) -> Vec<u8> {
    let own = |key: &str| match object.value.get(key) {
        Some(Value::Word(word)) => word.to_vec(),
        _ => Vec::new(),
    };
    [own("S"), own("Subtype"), own("Type"), if object.value.get("Title").is_some() { b"T".to_vec() } else { Vec::new() }].concat()
}

/// A file as it was written.
struct Parts<'b> {
    /// Its first lines.
    head: &'b [u8],
    objects: Objects<'b>,
    /// What its end says besides the number of objects.
    trailer: Value<'b>,
}

fn parts(file: &[u8]) -> Option<Parts<'_>> {
    let tail = text(file, last(file, b"startxref")? + 9, file.len())?;
    let table = tail.split_whitespace().next()?.parse::<usize>().ok()?;
    let end = last(file, b"trailer\n<<")?;
    let mut offsets = Vec::new();
    let mut rows = text(file, table, end)?.lines();
    (rows.next()? == "xref").then(|| rows.next())??.strip_prefix("0 ")?.parse::<usize>().ok()?;
    for (number, row) in rows.enumerate() {
        if row.trim_end().ends_with('n') {
            offsets.push((row.get(..10)?.parse::<usize>().ok()?, number));
        }
    }
    offsets.sort_unstable();
    let first = offsets.first()?.0;
    let mut objects = Objects::new();
    for (n, (offset, number)) in offsets.iter().enumerate() {
        let end = offsets.get(n + 1).map_or(table, |(next, _)| *next);
        let head = format!("{number} 0 obj\n");
        let body = file.get(*offset..end)?.strip_prefix(head.as_bytes())?;
        objects.insert(*number, object(body.trim_ascii_end().strip_suffix(b"endobj")?.trim_ascii_end())?);
    }
    let mut trailer = Value::read(file.get(end + 8..last(file, b"startxref")?)?)?;
    trailer.remove("Size");
    Some(Parts { head: file.get(..first)?, objects, trailer })
}

fn object(body: &[u8]) -> Option<Object<'_>> {
    let Some(data) = body.strip_suffix(b"endstream") else { return Some(Object { value: Value::read(body)?, data: None }) };
    let at = find(data, b">>\nstream\n")?;
    let mut value = Value::read(&data[..at + 2])?;
    let length = value.remove("Length")?.as_number()? as usize;
    Some(Object { value, data: Some(Cow::Borrowed(data.get(at + 10..at + 10 + length)?)) })
}

/// The bytes of a stream as they were before a filter; `None` where it has one that is not known.
fn whole<'o>(object: &'o Object<'_>) -> Option<Cow<'o, [u8]>> {
    let data = object.data.as_deref()?;
    match object.value.get("Filter") {
        None => Some(Cow::Borrowed(data)),
        Some(filter) if filter.is("/FlateDecode") && object.value.get("DecodeParms").is_none() => {
            let mut out = vec![0; data.len() * 4 + 64];
            loop {
                match Decompressor::new().zlib_decompress(data, &mut out) {
                    Ok(length) => {
                        out.truncate(length);
                        return Some(Cow::Owned(out));
                    }
                    Err(DecompressionError::InsufficientSpace) if out.len() < MOST => out.resize(out.len() * 2, 0),
                    Err(_) => return None,
                }
            }
        }
        Some(_) => None,
    }
}

/// Writes a stream; what is not pressed yet is pressed.
fn write_stream(out: &mut Vec<u8>, number: usize, value: &Value<'_>, data: &[u8], numbers: &dyn Fn(usize) -> usize, press: &mut Compressor) {
    let mut said = value.clone();
    let data = if value.get("Filter").is_some() {
        Cow::Borrowed(data)
    } else {
        said.set("Filter", Value::word("/FlateDecode"));
        Cow::Owned(pressed(data, press))
    };
    said.set("Length", Value::number(data.len() as f64));
    out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
    said.write(out, numbers);
    out.extend_from_slice(b"\nstream\n");
    out.extend_from_slice(&data);
    out.extend_from_slice(b"\nendstream\nendobj\n");
}

/// The cross-reference rows, each as its difference from the one above it.
fn table(places: &[(u8, usize, usize)]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(places.len() * (ROW + 1));
    let mut above = [0_u8; ROW];
    for (kind, place, within) in places {
        let mut row = [*kind; ROW];
        row[1..5].copy_from_slice(&u32::try_from(*place).ok()?.to_be_bytes());
        row[5..].copy_from_slice(&u16::try_from(*within).ok()?.to_be_bytes());
        out.push(2);
        out.extend(row.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
        above = row;
    }
    Some(out)
}

fn pressed(data: &[u8], press: &mut Compressor) -> Vec<u8> {
    let mut out = vec![0; press.zlib_compress_bound(data.len())];
    // There is room for the worst case.
    let length = press.zlib_compress(data, &mut out).unwrap_or_default();
    out.truncate(length);
    out
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, what)
}

fn last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, what)
}

fn text(bytes: &[u8], from: usize, to: usize) -> Option<&str> {
    std::str::from_utf8(bytes.get(from..to)?).ok()
}

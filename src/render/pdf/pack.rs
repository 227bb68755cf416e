//! A finished PDF made small: its objects gathered in compressed streams, its pages written with fewer words.
//! Never changes what a page shows or says: every number, name and glyph stays what it was.
//!
//! It reads what krilla writes and nothing else: a cross-reference table, objects one after the other, lengths given directly. A file that is
//! anything else is left as it is.

use super::content;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use std::collections::BTreeSet;
use std::io::Write;

/// Objects of one compressed stream.
const GATHERED: usize = 2000;
/// Bytes of a row of the cross-reference stream: kind, place, place within.
const ROW: usize = 7;

/// An object of the file: its number and its bytes between `obj` and `endobj`.
type Object<'b> = (usize, &'b [u8]);

/// The file made small; the file itself where it is not what is expected.
pub(super) fn packed(file: Vec<u8>) -> Vec<u8> {
    small(&file).unwrap_or(file)
}

fn small(file: &[u8]) -> Option<Vec<u8>> {
    let (head, objects, trailer) = parts(file)?;
    let size = objects.iter().map(|(number, _)| *number).max()? + 1;
    let pages: BTreeSet<usize> = objects.iter().filter_map(|(_, body)| contents(body)).collect();
    let mut out = Vec::with_capacity(file.len() / 2);
    out.extend_from_slice(head);
    // Where each object is: the kind of place, the place, the place within it.
    let mut places: Vec<(u8, usize, usize)> = vec![(0, 0, 0xffff); size];
    let mut gathered: Vec<Object<'_>> = Vec::new();
    for (number, body) in objects {
        let Some((dictionary, data)) = stream(body) else {
            gathered.push((number, body));
            continue;
        };
        places[number] = (1, out.len(), 0);
        let rewritten = pages.contains(&number).then(|| content::shortened(data)).flatten();
        write_stream(&mut out, number, dictionary, rewritten.as_deref().unwrap_or(data))?;
    }
    for part in gathered.chunks(GATHERED) {
        let (mut index, mut bodies) = (String::new(), Vec::new());
        for (n, (number, body)) in part.iter().enumerate() {
            index.push_str(&format!("{number} {} ", bodies.len()));
            bodies.extend_from_slice(body);
            bodies.push(b'\n');
            places[*number] = (2, places.len(), n);
        }
        let dictionary = format!("<</Type/ObjStm/N {}/First {}>>", part.len(), index.len());
        let number = places.len();
        places.push((1, out.len(), 0));
        write_stream(&mut out, number, dictionary.as_bytes(), &[index.as_bytes(), &bodies].concat())?;
    }
    let (start, number) = (out.len(), places.len());
    places.push((1, start, 0));
    let dictionary = [format!("<</Type/XRef/Size {}/W[1 4 2]/DecodeParms<</Predictor 12/Columns {ROW}>>", number + 1).as_bytes(), trailer, b">>"].concat();
    write_stream(&mut out, number, &dictionary, &table(&places)?)?;
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF").as_bytes());
    Some(out)
}

/// The file's first lines, its objects, and what its trailer says besides the size.
fn parts(file: &[u8]) -> Option<(&[u8], Vec<Object<'_>>, &[u8])> {
    let tail = text(file, last(file, b"startxref")? + 9, file.len())?;
    let table = tail.split_whitespace().next()?.parse::<usize>().ok()?;
    let trailer = last(file, b"trailer\n<<")?;
    let mut offsets = Vec::new();
    let mut rows = text(file, table, trailer)?.lines();
    let count = (rows.next()? == "xref").then(|| rows.next())??.strip_prefix("0 ")?.parse::<usize>().ok()?;
    for (number, row) in rows.enumerate() {
        if row.trim_end().ends_with('n') {
            offsets.push((row.get(..10)?.parse::<usize>().ok()?, number));
        }
    }
    offsets.sort_unstable();
    let first = offsets.first()?.0;
    let mut objects = Vec::with_capacity(count);
    for (n, (offset, number)) in offsets.iter().enumerate() {
        let end = offsets.get(n + 1).map_or(table, |(next, _)| *next);
        let head = format!("{number} 0 obj\n");
        let body = file.get(*offset..end)?.strip_prefix(head.as_bytes())?;
        objects.push((*number, body.trim_ascii_end().strip_suffix(b"endobj")?.trim_ascii_end()));
    }
    let said = file.get(trailer + 10..)?;
    let said = said.strip_prefix(b"/Size ")?;
    let from = said.iter().position(|byte| *byte == b'/')?;
    Some((file.get(..first)?, objects, said.get(from..last(said, b">>\nstartxref")?)?))
}

/// The number of the stream with the content of a page.
fn contents(body: &[u8]) -> Option<usize> {
    if stream(body).is_some() || find(body, b"/Type/Page/").is_none() {
        return None;
    }
    let from = find(body, b"/Contents ")? + 10;
    let digits = body.get(from..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text(body, from, from + digits)?.parse().ok()
}

/// The dictionary and the bytes of a stream.
fn stream(body: &[u8]) -> Option<(&[u8], &[u8])> {
    let data = body.strip_suffix(b"endstream")?;
    let at = find(data, b">>\nstream\n")?;
    let length = number_after(&data[..at + 2], b"/Length ")?;
    Some((&data[..at + 2], data.get(at + 10..at + 10 + length)?))
}

/// Writes a stream; what is not compressed yet is compressed.
fn write_stream(out: &mut Vec<u8>, number: usize, dictionary: &[u8], data: &[u8]) -> Option<()> {
    let inner = dictionary.strip_prefix(b"<<")?.strip_suffix(b">>")?;
    let mut rest = inner.to_vec();
    if let Some(at) = find(&rest, b"/Length ") {
        let digits = rest[at + 8..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        rest.drain(at..at + 8 + digits);
    }
    let own = find(inner, b"/Filter").is_some();
    let data = if own { data.to_vec() } else { deflated(data) };
    let filter = if own { "" } else { "/Filter/FlateDecode" };
    out.extend_from_slice(format!("{number} 0 obj\n<<").as_bytes());
    out.extend_from_slice(rest.trim_ascii());
    out.extend_from_slice(format!("{filter}/Length {}>>\nstream\n", data.len()).as_bytes());
    out.extend_from_slice(&data);
    out.extend_from_slice(b"\nendstream\nendobj\n");
    Some(())
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

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(data.len() / 3), Compression::new(7));
    // Writing to memory cannot fail.
    let _ = encoder.write_all(data);
    encoder.finish().unwrap_or_default()
}

fn number_after(bytes: &[u8], key: &[u8]) -> Option<usize> {
    let from = find(bytes, key)? + key.len();
    let digits = bytes.get(from..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
    text(bytes, from, from + digits)?.parse().ok()
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}

fn last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).rposition(|window| window == what)
}

fn text(bytes: &[u8], from: usize, to: usize) -> Option<&str> {
    std::str::from_utf8(bytes.get(from..to)?).ok()
}

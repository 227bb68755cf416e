//! Bytes to text: UTF-8, UTF-16 and Windows-1252 (which Latin-1 is part of), told by a mark at the beginning or by what the bytes can be.
//! Never fails: what no encoding explains is read as Windows-1252, in which every byte is some character.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes are looked at to tell UTF-16 without its mark.
const SAMPLE: usize = 4096;

/// The text of some bytes and the name of their encoding.
#[must_use]
pub fn decode(bytes: &[u8]) -> (String, &'static str) {
    let encoding = Encoding::for_bom(bytes).map_or_else(|| guess(bytes), |(encoding, _)| encoding);
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    // A page may hold what no text has: a NUL is no character of a document.
    let text = if text.contains('\0') { text.replace('\0', " ") } else { text.into_owned() };
    (text, encoding.name())
}

/// The encoding of bytes that do not say it themselves.
fn guess(bytes: &[u8]) -> &'static Encoding {
    if std::str::from_utf8(bytes).is_ok() {
        // Latin text in UTF-16 without its mark is UTF-8 too, with a NUL beside every letter.
        let sample = &bytes[..bytes.len().min(SAMPLE) & !1];
        let nul = |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count() * 10 > sample.len() * 3;
        return match (sample.len() >= 8 && nul(0), sample.len() >= 8 && nul(1)) {
            (true, false) => UTF_16BE,
            (false, true) => UTF_16LE,
            _ => UTF_8,
        };
    }
    let pairs = bytes[..bytes.len().min(SAMPLE) & !1].chunks_exact(2);
    let (total, little, big) =
        pairs.fold((0usize, 0usize, 0usize), |(total, little, big), pair| (total + 1, little + usize::from(pair[1] == 0), big + usize::from(pair[0] == 0)));
    match total {
        4.. if little * 10 > total * 6 => UTF_16LE,
        4.. if big * 10 > total * 6 => UTF_16BE,
        _ => WINDOWS_1252,
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn utf16(text: &str, little: bool, mark: bool) -> Vec<u8> {
        let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
    }

    #[test]
    fn each_encoding_is_told() {
        let text = "Rekisterinpitäjä\nÅkesson Öljy Oy – 5 €\n";
        assert_eq!(decode(text.as_bytes()), (text.into(), "UTF-8"));
        assert_eq!(decode(&[b"\xef\xbb\xbf", text.as_bytes()].concat()).0, text);
        for (little, mark) in [(true, true), (false, true), (true, false), (false, false)] {
            assert_eq!(decode(&utf16(text, little, mark)).0, text, "{little} {mark}");
        }
        assert_eq!(decode(b"Rekisterinpit\xe4j\xe4 \x96 5 \x80"), ("Rekisterinpitäjä – 5 €".into(), "windows-1252"));
        assert_eq!(decode(b""), (String::new(), "UTF-8"));
    }
}

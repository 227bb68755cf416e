//! The QR code of an address as a path of squares.
//! Never holds anything but the address.

use fast_qr::ECL;
use fast_qr::qr::{QRBuilder, QRCode};

/// Dark squares that stand side by side: their row, the first column, and how many.
pub(in crate::render) type Run = (usize, usize, usize);

/// How many squares a side of the code has, and its dark ones from row to row; `None` for an address too long for a code.
pub(in crate::render) fn squares(address: &str) -> Option<(usize, Vec<Run>)> {
    // A quarter of the code may be dirty or torn.
    let code: QRCode = QRBuilder::new(address).ecl(ECL::Q).build().ok()?;
    let dark = |row: usize, column: usize| code[row].get(column).is_some_and(|module| module.value());
    let mut out = Vec::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let length = (column..code.size).take_while(|at| dark(row, *at)).count();
            if length > 0 {
                out.push((row, column, length));
            }
            column += length.max(1);
        }
    }
    Some((code.size, out))
}

/// The same as a path in squares.
pub(super) fn path(address: &str) -> Option<(usize, String)> {
    let (size, runs) = squares(address)?;
    Some((size, runs.into_iter().map(|(row, column, length)| format!("M{column} {row}h{length}v1h-{length}z")).collect()))
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_code_has_its_three_finders_and_an_address_too_long_has_none() {
        let (size, path) = path("https://www.example.fi/fi/kameravalvonta.html").expect("a code");
        assert!(size >= 21 && (size - 17).is_multiple_of(4), "{size}");
        // The upper edges of the two upper finders, and the lower edge of the third.
        for edge in ["M0 0h7v1h-7z".to_string(), format!("M{} 0h7v1h-7z", size - 7), format!("M0 {}h7v1h-7z", size - 1)] {
            assert!(path.contains(&edge), "{edge}");
        }
        assert!(super::path(&format!("https://www.example.fi/{}", "a".repeat(3000))).is_none());
    }
}

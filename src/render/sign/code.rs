//! The QR code of an address as a path of squares.
//! Never holds anything but the address.

use fast_qr::ECL;
use fast_qr::qr::{QRBuilder, QRCode};

/// How many squares a side of the code has, and its dark squares as a path in them; `None` for an address too long for a code.
pub(super) fn path(address: &str) -> Option<(usize, String)> {
    // A quarter of the code may be dirty or torn.
    let code: QRCode = QRBuilder::new(address).ecl(ECL::Q).build().ok()?;
    let dark = |row: usize, column: usize| code[row].get(column).is_some_and(|module| module.value());
    let mut out = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let length = (column..code.size).take_while(|at| dark(row, *at)).count();
            if length > 0 {
                out.push_str(&format!("M{column} {row}h{length}v1h-{length}z"));
            }
            column += length.max(1);
        }
    }
    Some((code.size, out))
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

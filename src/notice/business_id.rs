//! The Finnish business ID (Y-tunnus).
//! Never looks one up: whether somebody has it is not known here.

/// Whether a text is one: six or seven figures (older ones have six), a hyphen and the right check digit. The weights are 7, 9, 10, 5, 8, 4, 2; the
/// remainder of the sum by 11 is 0 for check digit 0, never 1, else 11 less it.
#[must_use]
pub fn is_business_id(text: &str) -> bool {
    let Some((number, check)) = text.split_once('-') else { return false };
    if !(6..=7).contains(&number.len()) || check.len() != 1 || !text.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
        return false;
    }
    let digits = std::iter::repeat_n(b'0', 7 - number.len()).chain(number.bytes()).map(|b| u32::from(b - b'0'));
    let sum: u32 = digits.zip([7, 9, 10, 5, 8, 4, 2]).map(|(digit, weight)| digit * weight).sum();
    let check = u32::from(check.as_bytes()[0] - b'0');
    match sum % 11 {
        0 => check == 0,
        1 => false,
        rest => check == 11 - rest,
    }
}

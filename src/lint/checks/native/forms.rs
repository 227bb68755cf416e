//! Forms of what identifies or reaches somebody: VAT numbers, what resembles an identity code, e-mail addresses.
//! Never asks a register whose a number is, or whether an address is in use.

use super::{CHECK, Tell, check_character, read};
use crate::lint::context::{Context, State};
use crate::notice::business_id::is_business_id;
use crate::notice::spec::Type;
use regex::Regex;
use std::sync::LazyLock;

static VAT: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\bFI[0-9]{8}\b").expect("a plain pattern"));

/// Finnish VAT numbers in what is read: the digits of a business id, with its check digit.
pub(super) fn vat_numbers(context: &Context<'_, '_>, tell: Tell<'_>) {
    for (index, passage) in context.reading.passages.iter().enumerate() {
        let Some(text) = context.tree().str(passage.at).filter(|text| text.contains("FI")) else { continue };
        for found in VAT.find_iter(text) {
            let (number, check) = found.as_str()[2..].split_at(7);
            if u32::try_from(index).is_ok_and(|index| read(context, index)) && !is_business_id(&format!("{number}-{check}")) {
                tell(State::Missing, context.place_of_bytes(passage, found.start(), found.end()), vec![("value", found.as_str().into())]);
            }
        }
    }
}

/// What is written before a telephone number.
const PHONE: &[&str] = &["puh", "soit", "tel", "ring", "phone", "call", "gsm"];

/// Whether a text of the right shape has a real day and a sign that could be a check character, but not the one its number wants. A telephone number may
/// look the same: it is known by its key or by the word before it.
pub(super) fn is_like_identity_code(kind: Type, before: &str, code: &str) -> bool {
    let near: String = before.chars().rev().take(20).collect::<Vec<_>>().into_iter().rev().collect::<String>().to_lowercase();
    !matches!(kind, Type::Phone | Type::Url | Type::Email) && !PHONE.iter().any(|word| near.contains(word)) && has_wrong_check_character(code)
}

fn has_wrong_check_character(code: &str) -> bool {
    check_character(code).is_some_and(|(wanted, written)| wanted != written && CHECK.contains(&written))
}

/// Keys of an e-mail address that hold something else.
pub(super) fn emails(context: &Context<'_, '_>, tell: Tell<'_>) {
    for passage in context.reading.passages.iter().filter(|passage| passage.kind == Type::Email) {
        let Some(text) = context.tree().str(passage.at) else { continue };
        // An unfilled field of a template is told as such (T604), once.
        if super::super::matches::finds("placeholders", text) {
            continue;
        }
        let state = if is_email(text) { State::Met } else { State::Missing };
        tell(state, context.place(passage.at), vec![("value", text.trim().into())]);
    }
}

/// Whether a text has the form of one address: something, "@" or "(at)", and a name with a dot. The form alone is looked at, not RFC 5322.
fn is_email(text: &str) -> bool {
    let text = ["(at)", "[at]"].iter().fold(text.trim().to_lowercase(), |text, at| text.replace(&format!(" {at} "), "@").replace(at, "@"));
    let Some((local, host)) = text.split_once('@') else { return false };
    let dotted = host.split('.').count() > 1 && host.split('.').all(|part| !part.is_empty());
    !local.is_empty() && dotted && !host.contains('@') && !text.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::{is_email, is_like_identity_code};
    use crate::notice::spec::Type;

    #[test]
    fn an_address_has_its_form() {
        for text in ["a@b.example", "tietosuoja(at)yritys.example", "tietosuoja (at) yritys.example", " a.b@c.d.example "] {
            assert!(is_email(text), "{text}");
        }
        for text in ["info.yritys", "info@yritys", "@yritys.example", "a@b@c.example", "a b@c.example", "info@.example", ""] {
            assert!(!is_email(text), "{text}");
        }
    }

    #[test]
    fn a_code_with_another_check_character_is_like_one() {
        assert!(is_like_identity_code(Type::Text, "Tunnus on ", "010594Y9033"));
        assert!(!is_like_identity_code(Type::Phone, "", "040123-4567") && !is_like_identity_code(Type::Text, "Puhelin: ", "040123-4567"));
        for text in ["010594Y9032", "011394Y9033", "010594Y903G", "010594Y903"] {
            assert!(!is_like_identity_code(Type::Text, "", text), "{text}");
        }
    }
}

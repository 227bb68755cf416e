//! Labels before what they head, on one line: "Rekisterinpitäjä: X Oy" becomes a heading and what stands under it. Never takes the label of a fact, such as
//! a telephone number, for a heading; never loses a word.

use super::line::{Document, Kind};
use super::numbers::numbering;
use super::topics;
use crate::learn::Model;

/// Labels of facts: what follows them is no section.
const LABELS: &[&str] = &[
    "puh",
    "puhelin",
    "puhelinnumero",
    "gsm",
    "tel",
    "telefon",
    "phone",
    "telephone",
    "sähköposti",
    "email",
    "e-mail",
    "e-post",
    "s-posti",
    "epost",
    "osoite",
    "postiosoite",
    "käyntiosoite",
    "adress",
    "address",
    "y-tunnus",
    "fo-nummer",
    "business id",
    "nimi",
    "namn",
    "name",
    "huom",
    "huomio",
    "obs",
    "note",
    "www",
    "http",
    "https",
    "kotisivu",
    "verkkosivusto",
    "webbplats",
    "website",
    "faksi",
    "fax",
    "esim",
    "t.ex",
    "lähde",
    "postadress",
    "yhteystiedot",
    "kontaktuppgifter",
    "contact details",
    "company",
    "company name",
    "yritys",
    "verkkosivu",
    "puhelin/phone",
    "katuosoite",
    "vat",
    "alv",
];

/// Splits lines of the form "heading: text" where a document has several and no headings of another kind.
pub fn split(document: &mut Document, contents: Vec<bool>, model: &Model) -> Vec<bool> {
    let marked = document.lines.iter().filter(|line| matches!(line.kind, Kind::Heading(_)) && !line.chrome).count();
    let mut found: Vec<(usize, usize)> = Vec::new();
    // Paragraphs that begin in the same way, whatever they speak of.
    let mut others: Vec<(usize, usize)> = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for (at, line) in document.lines.iter().enumerate() {
        if line.chrome || contents[at] || !matches!(line.kind, Kind::Text | Kind::Item(_)) {
            continue;
        }
        let Some((label, rest)) = line.text.split_once(": ") else { continue };
        let words = label.split_whitespace().count();
        let bare = label.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ')' | ' ')).to_lowercase();
        if words > 14 || (label.contains(['.', '@', ',']) && numbering(label).0.is_empty()) || rest.trim().is_empty() || LABELS.contains(&bare.trim()) {
            continue;
        }
        let (topic, about) = topics::best(model, label);
        let name = model.topics[topic].as_str();
        let begins = |label: &str| label.chars().next().is_some_and(char::is_uppercase);
        if line.gap && about < 0.75 && about > -0.4 && words <= 8 && begins(label) && name != "date-version" && rest.chars().count() > label.chars().count() {
            others.push((at, label.len() + 1));
        }
        if about < 0.75 || matches!(name, "other" | "intro") || !label.chars().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) {
            continue;
        }
        // A date of the notice is told so wherever it stands.
        if name == "date-version" {
            continue;
        }
        found.push((at, label.len() + 1));
        if !seen.contains(&topic) {
            seen.push(topic);
        }
    }
    let numbered = found.iter().filter(|(at, _)| !numbering(&document.lines[*at].text).0.is_empty()).count();
    let headings = document
        .lines
        .iter()
        .zip(&contents)
        .filter(|(line, listed)| !line.chrome && !**listed && !line.text.contains(": ") && is_known(&line.text, model))
        .count();
    if marked >= 3 || seen.len() < 3 || (numbered < 3 && headings > found.len()) {
        return contents;
    }
    let paragraphs = document.lines.iter().filter(|line| line.gap && !line.chrome && matches!(line.kind, Kind::Text | Kind::Item(_))).count();
    if (found.len() + others.len()) * 10 >= paragraphs * 6 {
        found.append(&mut others);
    }
    let mut out = Vec::with_capacity(document.lines.len() + found.len());
    let mut listed = Vec::with_capacity(document.lines.len() + found.len());
    for (at, line) in std::mem::take(&mut document.lines).into_iter().enumerate() {
        match found.iter().find(|(own, _)| *own == at) {
            Some((_, cut)) => {
                let (mut first, second) = line.split(*cut);
                first.kind = Kind::Heading(2);
                first.gap = true;
                out.extend([first, second]);
                listed.extend([false, false]);
            }
            None => {
                listed.push(contents[at]);
                out.push(line);
            }
        }
    }
    document.lines = out;
    listed
}

/// Whether a short line is surely the heading of some section.
fn is_known(text: &str, model: &Model) -> bool {
    text.chars().count() <= 90 && !text.ends_with('.') && topics::best(model, text).1 > 1.0
}

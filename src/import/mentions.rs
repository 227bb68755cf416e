//! Names, addresses and numbers that stand in a sentence among other words: what may be proposed, never taken out of the text.
//! Never names what has not the whole form of it.

use super::details::{self, Detail, Field};

/// Words that stand between two others in a name of an organisation.
const JOINERS: [&str; 8] = ["&", "ja", "och", "and", "of", "i", "för", "the"];

/// Words before the number of a telephone.
const CALLS: [&str; 12] = ["puh", "puhelin", "puhelinnumero", "puhelimitse", "tfn", "telefon", "tel", "phone", "numeroon", "numerosta", "ring", "call"];

/// The first name of an organisation with its form, the first address, and the first telephone number that something calls so.
#[must_use]
pub fn of(text: &str) -> Vec<Detail> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out = Vec::new();
    out.extend(organisation(&words).map(|name| (Field::Organisation, name)));
    if let Some((at, code, city)) = postal(&words) {
        out.extend(street(&words[..at]).map(|street| (Field::Street, street)));
        out.extend([(Field::PostalCode, code), (Field::City, city)]);
    }
    out.extend(phone(&words).map(|number| (Field::Phone, number)));
    out
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric() && c != '&')
}

fn is_capital(word: &str) -> bool {
    bare(word).starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

/// Whether something ends after a word: a mark that stands in no name.
fn ends(word: &str) -> bool {
    word.ends_with([',', ';', ':', '.', ')', '!', '?']) && !matches!(word, "r.y." | "r.f.")
}

fn organisation(words: &[&str]) -> Option<String> {
    let at = words.iter().enumerate().position(|(at, word)| at > 0 && !ends(words[at - 1]) && details::is_form(bare(word)) && is_capital(words[at - 1]))?;
    let mut from = at - 1;
    while from > 0 && !ends(words[from - 1]) && !words[from].starts_with(['(', '"', '”']) {
        let joins = JOINERS.contains(&words[from - 1]) && from > 1 && is_capital(words[from - 2]) && !ends(words[from - 2]);
        if !(is_capital(words[from - 1]) || joins) {
            break;
        }
        from -= 1;
    }
    // "Bostads Ab Tallbacken": the name goes on after the form of those that begin with it.
    let kinds = ["bostads", "fastighets", "asunto", "kiinteistö", "as"];
    let mut to = at + 1;
    if kinds.contains(&bare(words[from]).to_lowercase().as_str()) && !ends(words[at]) {
        to += words[to..].iter().take_while(|word| word.starts_with(char::is_uppercase)).count().min(4);
        to = (at + 1..to).find(|n| ends(words[*n])).map_or(to, |n| n + 1);
    }
    let name = words[from..to].join(" ");
    let name = name.trim_matches(|c: char| !c.is_alphanumeric());
    details::is_organisation(name).then(|| name.to_string())
}

/// Where a postal code stands, with the town after it.
fn postal(words: &[&str]) -> Option<(usize, String, String)> {
    let code = |word: &&str| word.len() == 5 && word.bytes().all(|b| b.is_ascii_digit());
    let at = (1..words.len()).find(|at| code(&words[*at]) && words.get(at + 1).is_some_and(|city| bare(city).starts_with(char::is_uppercase)))?;
    Some((at, words[at].to_string(), bare(words[at + 1]).to_string()))
}

/// The street that ends the words before a postal code.
fn street(before: &[&str]) -> Option<String> {
    (before.len().saturating_sub(6)..before.len()).find_map(|from| {
        let text = before[from..].join(" ");
        let text = text.trim_end_matches(',');
        (is_capital(before[from]) && !text.contains([',', ':', ';']) && details::is_street(text)).then(|| text.to_string())
    })
}

fn phone(words: &[&str]) -> Option<String> {
    let calls = |word: &str| CALLS.contains(&bare(word).to_lowercase().as_str());
    words.iter().enumerate().filter(|(_, word)| calls(word)).find_map(|(at, _)| {
        let part = |word: &&&str| {
            word.chars().all(|c| c.is_ascii_digit() || matches!(c, '+' | '-' | '(' | ')' | '.' | ',')) && word.contains(|c: char| c.is_ascii_digit())
        };
        let mut number: Vec<&str> = words[at + 1..].iter().take_while(part).copied().collect();
        let last = number.iter().position(|word| word.ends_with([',', '.'])).map_or(number.len(), |n| n + 1);
        number.truncate(last);
        details::phone(&number.join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use Field::{City, Organisation, Phone, PostalCode, Street};

    fn found(text: &str) -> Vec<(Field, &'static str)> {
        of(text).into_iter().map(|(field, value)| (field, &*value.leak())).collect()
    }

    #[test]
    fn what_a_sentence_mentions_is_found_whole() {
        let address = [(Street, "Mallikatu 3 A 5"), (PostalCode, "00100"), (City, "Helsinki")];
        assert_eq!(
            found("Tietojesi rekisterinpitäjänä toimii Malli & Kumppanit Oy, jonka osoite on Mallikatu 3 A 5, 00100 Helsinki."),
            [&[(Organisation, "Malli & Kumppanit Oy")], &address[..]].concat()
        );
        assert_eq!(found("Vi på Bostads Ab Modellbacken (FO-nummer 9000000-3) svarar."), [(Organisation, "Bostads Ab Modellbacken")]);
        assert_eq!(found("You can call us, tel. 09 3157 0000, or write."), [(Phone, "09 3157 0000")]);
        assert_eq!(found("Soita numeroon 09 3157 0000."), [(Phone, "09 3157 0000")]);
    }

    #[test]
    fn what_only_looks_like_it_is_not() {
        assert!(found("Yhtiömuoto on Oy tai Ky.").is_empty());
        assert!(found("Kuitit säilytetään vuosina 12000 Euron rajaan asti").iter().all(|(field, _)| *field != Street));
        assert!(found("Soitamme sinulle, kun auto on valmis.").is_empty());
    }
}

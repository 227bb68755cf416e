//! Names, numbers and addresses in a line: what a line says besides its labels. A line counts as understood only where every word of it is.
//! Never guesses what it does not know the form of.

use crate::day::Day;
use crate::notice::business_id;

/// What a piece of a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The name of an organisation.
    Organisation,
    /// The name of a person.
    Person,
    /// A job title or unit.
    Title,
    /// A Finnish business id with a right check digit.
    BusinessId,
    /// A street address or post office box.
    Street,
    /// A postal code.
    PostalCode,
    /// A town.
    City,
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address.
    Website,
}

/// A piece of a line: what it is, its value, and the bytes it stands in.
pub type Detail = (Field, String);

/// Words before a value that only say what it is.
const LABELS: &[(&str, Option<Field>)] = &[
    ("y-tunnus", Some(Field::BusinessId)),
    ("y-tunnus:", Some(Field::BusinessId)),
    ("ytunnus", Some(Field::BusinessId)),
    ("y:", Some(Field::BusinessId)),
    ("fo-nummer", Some(Field::BusinessId)),
    ("fo-nr", Some(Field::BusinessId)),
    ("business id", Some(Field::BusinessId)),
    ("puhelinnumero", Some(Field::Phone)),
    ("puhelin", Some(Field::Phone)),
    ("puh.nro", Some(Field::Phone)),
    ("puh.", Some(Field::Phone)),
    ("puh", Some(Field::Phone)),
    ("gsm", Some(Field::Phone)),
    ("p.", Some(Field::Phone)),
    ("tel.", Some(Field::Phone)),
    ("tel", Some(Field::Phone)),
    ("tfn", Some(Field::Phone)),
    ("telefonnummer", Some(Field::Phone)),
    ("telefon", Some(Field::Phone)),
    ("telephone", Some(Field::Phone)),
    ("phone", Some(Field::Phone)),
    ("sähköpostiosoite", Some(Field::Email)),
    ("sähköposti", Some(Field::Email)),
    ("s-posti", Some(Field::Email)),
    ("e-postadress", Some(Field::Email)),
    ("e-post", Some(Field::Email)),
    ("epost", Some(Field::Email)),
    ("e-mail", Some(Field::Email)),
    ("email", Some(Field::Email)),
    ("kotisivut", Some(Field::Website)),
    ("verkkosivusto", Some(Field::Website)),
    ("verkkosivut", Some(Field::Website)),
    ("webbplats", Some(Field::Website)),
    ("website", Some(Field::Website)),
    ("postiosoite", None),
    ("käyntiosoite", None),
    ("katuosoite", None),
    ("osoite", None),
    ("postadress", None),
    ("besöksadress", None),
    ("adress", None),
    ("postal address", None),
    ("street address", None),
    ("address", None),
    ("rekisterinpitäjän nimi", Some(Field::Organisation)),
    ("yrityksen nimi", Some(Field::Organisation)),
    ("yritys", Some(Field::Organisation)),
    ("company name", Some(Field::Organisation)),
    ("company", Some(Field::Organisation)),
    ("företag", Some(Field::Organisation)),
    ("nimi", None),
    ("namn", None),
    ("name", None),
    ("yhteystiedot", None),
    ("kontaktuppgifter", None),
    ("contact details", None),
    ("vaihde", None),
    ("växel", None),
    ("switchboard", None),
    ("alv rek", None),
    ("alv-rek", None),
    ("alv-rek.", None),
];

/// Endings and words of names of organisations.
const FORMS: &[&str] = &[
    "Oy",
    "Oyj",
    "Ab",
    "Abp",
    "AB",
    "OY",
    "Ky",
    "ky",
    "KY",
    "ry",
    "RY",
    "r.y.",
    "ry.",
    "rf",
    "r.f.",
    "sr",
    "rs",
    "Tmi",
    "tmi",
    "T:mi",
    "Osk",
    "osk",
    "Osuuskunta",
    "Ltd",
    "Ltd.",
    "GmbH",
    "Inc",
    "Inc.",
    "LLC",
    "as.oy",
    "Oy.",
    "seurakunta",
    "kaupunki",
    "kunta",
    "kuntayhtymä",
    "hyvinvointialue",
    "säätiö",
    "yhdistys",
    "stad",
    "kommun",
    "förening",
    "stiftelse",
];

/// Endings of streets.
const STREETS: &[&str] = &[
    "katu",
    "tie",
    "kuja",
    "polku",
    "väylä",
    "raitti",
    "tori",
    "aukio",
    "ranta",
    "kaari",
    "rinne",
    "puisto",
    "mäki",
    "linja",
    "bulevardi",
    "esplanadi",
    "penger",
    "portti",
    "laituri",
    "gatan",
    "vägen",
    "stigen",
    "gränden",
    "torget",
    "planen",
    "allén",
    "kajen",
    "street",
    "road",
    "lane",
    "avenue",
    "square",
];

/// Whether a text is a Finnish business ID with all its seven figures.
#[must_use]
pub fn is_business_id(text: &str) -> bool {
    text.len() == 9 && business_id::is_business_id(text)
}

/// The e-mail address a word is, with "(at)" read as the sign.
#[must_use]
pub fn email(word: &str) -> Option<String> {
    let mut plain = word.trim_matches(|c: char| matches!(c, '<' | '>' | '(' | ')' | ',' | ';' | '.' | ':')).to_string();
    for at in ["(at)", "[at]", "{at}", "(ät)", "(a)", "[a]", "(@)"] {
        plain = plain.replace(at, "@");
    }
    let plain = plain.replace("(dot)", ".").replace("(piste)", ".");
    let (user, host) = plain.split_once('@')?;
    let ok = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+'));
    (ok(user) && ok(host) && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')).then_some(plain)
}

/// The number a text is, where it has the form of a telephone number.
#[must_use]
pub fn phone(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['.', ',']);
    let figures = text.chars().filter(char::is_ascii_digit).count();
    let form = text.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-' | '+' | '(' | ')' | '/'));
    let begins = text.starts_with(['0', '+', '(']) || text.starts_with("358");
    (form && begins && (6..=15).contains(&figures) && !is_business_id(text) && Day::parse(text).is_none()).then(|| text.to_string())
}

/// A day as it is written in Finnish, Swedish or English notices: 1.9.2019, 2019-09-01, 1 September 2019.
#[must_use]
pub fn day(text: &str) -> Option<Day> {
    const MONTHS: [&[&str]; 12] = [
        &["tammikuu", "januari", "january"],
        &["helmikuu", "februari", "february"],
        &["maaliskuu", "mars", "march"],
        &["huhtikuu", "april"],
        &["toukokuu", "maj", "may"],
        &["kesäkuu", "juni", "june"],
        &["heinäkuu", "juli", "july"],
        &["elokuu", "augusti", "august"],
        &["syyskuu", "september"],
        &["lokakuu", "oktober", "october"],
        &["marraskuu", "november"],
        &["joulukuu", "december"],
    ];
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(day) = Day::parse(text) {
        return Some(day);
    }
    let made = |year: &str, month: u8, day: &str| Day::new(year.parse().ok()?, month, day.parse().ok()?);
    let parts: Vec<&str> = text.split(['.', '/']).map(str::trim).filter(|part| !part.is_empty()).collect();
    if let [day, month, year] = parts.as_slice()
        && year.len() == 4
        && month.len() <= 2
    {
        return made(year, month.parse().ok()?, day);
    }
    let words: Vec<String> = text.split_whitespace().map(|word| word.trim_matches(['.', ',']).to_lowercase()).collect();
    let month = |word: &str| {
        MONTHS.iter().position(|names| names.iter().any(|name| word == *name || (name.ends_with("kuu") && word.starts_with(name)))).map(|n| n as u8 + 1)
    };
    match words.as_slice() {
        [day, name, year] if month(name).is_some() => made(year, month(name)?, day.trim_end_matches(|c: char| c.is_alphabetic())),
        [name, day, year] if month(name).is_some() => made(year, month(name)?, day.trim_end_matches(|c: char| c.is_alphabetic())),
        _ => None,
    }
}

/// The days in a text with the bytes where each begins and ends.
#[must_use]
pub fn days(text: &str) -> Vec<(Day, std::ops::Range<usize>)> {
    let words: Vec<(usize, &str)> = text.split_whitespace().map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word)).collect();
    let mut found: Vec<(Day, std::ops::Range<usize>)> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let hit = [1, 3].into_iter().find_map(|count| {
            let (last, word) = words.get(at + count - 1)?;
            let range = words[at].0..last + word.len();
            day(&text[range.clone()]).map(|day| (day, range, count))
        });
        match hit {
            Some((day, range, count)) => {
                found.push((day, range));
                at += count;
            }
            None => at += 1,
        }
    }
    found
}

/// Whether a word is the form of an organisation: Oy, Ab, ry.
#[must_use]
pub fn is_form(word: &str) -> bool {
    FORMS.contains(&word)
}

/// Words of which a sentence is made and no name.
const VERBS: &[&str] = &["on", "toimii", "vastaa", "ovat", "är", "ansvarar", "is", "are", "acts", "fungerar"];

/// Whether a text is the name of an organisation.
#[must_use]
pub fn is_organisation(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let form = |word: &&str| FORMS.contains(word) || FORMS.iter().any(|form| form.len() > 5 && word.to_lowercase().ends_with(form));
    (2..=8).contains(&words.len())
        && words.iter().any(form)
        && !words.iter().any(|word| VERBS.contains(word))
        && !text.ends_with('.') | text.ends_with("r.y.") | text.ends_with("Ltd.")
        && text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || (words.len() == 1 && words[0].chars().count() > 8 && form(&words[0]) && words[0].starts_with(char::is_uppercase))
}

/// Whether a text has the form of a person's name: two to four words, each with one capital at its beginning.
#[must_use]
pub fn is_person(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let name = |word: &&str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && word.chars().count() > 1
            && letters.all(|c| c.is_lowercase() || matches!(c, '-' | '\'') || c.is_uppercase() && word.contains('-'))
    };
    (2..=3).contains(&words.len())
        && words.iter().all(name)
        && !is_organisation(text)
        && !words.iter().any(|word| STREETS.iter().any(|street| word.to_lowercase().ends_with(street)))
}

fn postal(text: &str) -> Option<(String, String)> {
    let text = text.strip_prefix("FI-").unwrap_or(text);
    let (code, city) = text.split_once(' ')?;
    let city = city.trim().trim_end_matches('.');
    let named =
        city.split_whitespace().count() <= 3 && city.starts_with(char::is_uppercase) && city.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
    (code.len() == 5 && code.bytes().all(|b| b.is_ascii_digit()) && named).then(|| (code.to_string(), city.to_string()))
}

/// Whether a text is a street with a number, or a post office box.
#[must_use]
pub fn is_street(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let boxed = matches!(words.first(), Some(&"PL" | &"PB" | &"P.O." | &"PO")) && words.last().is_some_and(|word| word.bytes().all(|b| b.is_ascii_digit()));
    let at = words.iter().position(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let numbered = at.is_some_and(|at| (1..=3).contains(&at) && words.len() <= at + 4 && words[at].chars().filter(char::is_ascii_digit).count() <= 4);
    let street = at.is_some_and(|at| {
        let last = words[at.saturating_sub(1)].to_lowercase();
        STREETS.iter().any(|street| last.ends_with(street))
            || words[0].starts_with(char::is_uppercase)
                && words[..at].iter().all(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '.' | '\'')))
    });
    boxed || (numbered && street && words[0].starts_with(char::is_uppercase))
}

/// Beginnings of sentences that only say what the rest is.
const LEADS: &[&str] = &[
    "rekisterinpitäjä on",
    "rekisterinpitäjänä on",
    "rekisterinpitäjänä toimii",
    "rekisterin pitäjä on",
    "rekisterin nimi on",
    "rekisterin yhteyshenkilö on",
    "yhteyshenkilö on",
    "yhteyshenkilönä toimii",
    "rekisteriasioista vastaava henkilö on",
    "rekisteriasioista vastaa",
    "tietosuojavastaava on",
    "tietosuojavastaavamme on",
    "tietosuojavastaavana toimii",
    "personuppgiftsansvarig är",
    "den personuppgiftsansvarige är",
    "registeransvarig är",
    "registrets namn är",
    "registret heter",
    "kontaktperson är",
    "kontaktperson i ärenden som gäller registret är",
    "dataskyddsombud är",
    "vårt dataskyddsombud är",
    "the controller is",
    "the data controller is",
    "controller is",
    "the name of the register is",
    "the register is called",
    "the contact person is",
    "the contact person for the register is",
    "the data protection officer is",
    "our data protection officer is",
];

/// A sentence without its beginning, where that only says what the rest is.
#[must_use]
pub fn without_lead(line: &str) -> &str {
    let lower = line.to_lowercase();
    // In lower case no lead is longer or shorter.
    let rest = LEADS.iter().filter_map(|lead| lower.strip_prefix(lead)?.starts_with(' ').then(|| line.get(lead.len() + 1..))?).min_by_key(|rest| rest.len());
    rest.unwrap_or(line)
}

/// What a line says, where every word of it is understood. `titles` lets a short phrase be a job title.
#[must_use]
pub fn read(line: &str, titles: bool) -> Option<Vec<Detail>> {
    // What opens in this line ends in another.
    let opens = line.matches('(').count() != line.matches(')').count();
    if line.chars().count() > 200 || opens {
        return None;
    }
    let mut out: Vec<Detail> = Vec::new();
    let line = without_lead(line);
    // Parentheses and commas part what a line says; so do a slash and a bar with space around.
    let plain = line.replace(['(', ')'], ",").replace(" / ", ",").replace(" | ", ",").replace(';', ",");
    // "(at)" is no parenthesis.
    let plain = if line.contains("(at)") || line.contains("(ät)") { line.replace(';', ",").replace(" | ", ",") } else { plain };
    for piece in plain.split(',').map(str::trim).filter(|piece| !piece.is_empty()) {
        for piece in pieces(piece) {
            one(piece.trim(), titles, &mut out)?;
        }
    }
    (!out.is_empty()).then_some(out)
}

/// A piece cut before labels and addresses that stand in it without a comma.
fn pieces(piece: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let words: Vec<(usize, &str)> = piece.split_whitespace().map(|word| (word.as_ptr() as usize - piece.as_ptr() as usize, word)).collect();
    for (at, word) in words.iter().skip(1) {
        let lower = word.to_lowercase();
        let label = LABELS.iter().any(|(label, field)| {
            field.is_some_and(|field| matches!(field, Field::Phone | Field::Email | Field::BusinessId | Field::Website))
                && lower.trim_end_matches(':') == label.trim_end_matches(':')
                && lower.len() > 1
        });
        let previous = piece[..*at].trim_end();
        let follows_label = LABELS.iter().any(|(label, _)| previous.to_lowercase().trim_end_matches(':').ends_with(label) && previous.len() <= label.len() + 1);
        if (label || email(word).is_some() || is_business_id(word)) && !follows_label && *at > cuts[cuts.len() - 1] && !previous.ends_with(':') {
            cuts.push(*at);
        }
    }
    cuts.push(piece.len());
    cuts.windows(2).map(|cut| &piece[cut[0]..cut[1]]).collect()
}

fn one(piece: &str, titles: bool, out: &mut Vec<Detail>) -> Option<()> {
    let lower = piece.to_lowercase();
    for (label, field) in LABELS {
        let Some(rest) = lower.strip_prefix(label) else { continue };
        if !(rest.is_empty() || rest.starts_with([' ', ':', '.'])) || label.ends_with('.') && rest.starts_with(char::is_alphabetic) {
            continue;
        }
        let value = piece.get(piece.len() - rest.len()..).unwrap_or_default().trim_start_matches([' ', ':', '.', '/']).trim();
        if value.is_empty() {
            return Some(());
        }
        return match field {
            Some(Field::BusinessId) => {
                is_business_id(value.trim_end_matches('.')).then(|| out.push((Field::BusinessId, value.trim_end_matches('.').to_string())))
            }
            Some(Field::Phone) => phone(value).map(|value| out.push((Field::Phone, value))),
            Some(Field::Email) => email(value).map(|value| out.push((Field::Email, value))),
            Some(Field::Organisation) => {
                out.push((Field::Organisation, value.to_string()));
                Some(())
            }
            _ => one(value, titles, out),
        };
    }
    if is_business_id(piece) {
        out.push((Field::BusinessId, piece.to_string()));
    } else if let Some(value) = email(piece).filter(|_| !piece.contains(' ')) {
        out.push((Field::Email, value));
    } else if let Some((code, city)) = postal(piece) {
        out.extend([(Field::PostalCode, code), (Field::City, city)]);
    } else if let Some(value) = phone(piece) {
        out.push((Field::Phone, value));
    } else if piece.starts_with("http") || piece.starts_with("www.") {
        if piece.contains(' ') {
            return None;
        }
        out.push((Field::Website, piece.to_string()));
    } else if is_organisation(piece) {
        out.push((Field::Organisation, piece.to_string()));
    } else if is_street(piece) {
        out.push((Field::Street, piece.to_string()));
    } else if is_person(piece) {
        out.push((Field::Person, piece.to_string()));
    } else if matches!(piece, "Suomi" | "Finland" | "FINLAND") {
    } else if titles
        && piece.split_whitespace().count() <= 4
        && !piece.ends_with(['.', ':'])
        && piece.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '/'))
    {
        out.push((Field::Title, piece.to_string()));
    } else {
        return None;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Vec<(Field, &'static str)> {
        read(line, true).unwrap_or_default().into_iter().map(|(field, value)| (field, &*value.leak())).collect()
    }

    #[test]
    fn lines_are_understood_whole_or_not_at_all() {
        use Field::*;
        assert_eq!(of("Y-tunnus: 9000000-3"), [(BusinessId, "9000000-3")]);
        assert_eq!(of("Y-tunnus 9000000-4"), []);
        assert_eq!(of("Mallikatu 3 A 5, 00100 Helsinki"), [(Street, "Mallikatu 3 A 5"), (PostalCode, "00100"), (City, "Helsinki")]);
        assert_eq!(of("Esimerkki Oy (Y: 9000000-3, ALV REK)"), [(Organisation, "Esimerkki Oy"), (BusinessId, "9000000-3")]);
        assert_eq!(of("Maija Malli, p. 09 3157 0000"), [(Person, "Maija Malli"), (Phone, "09 3157 0000")]);
        assert_eq!(of("maija.malli(at)esimerkki.example"), [(Email, "maija.malli@esimerkki.example")]);
        assert_eq!(of("Puh. 09-31570000 sähköposti: info@esimerkki.example"), [(Phone, "09-31570000"), (Email, "info@esimerkki.example")]);
        assert_eq!(of("Toimitamme tilaukset kolmessa päivässä ja kerromme siitä viestillä"), []);
        assert_eq!(of("PL 123"), [(Street, "PL 123")]);
    }

    #[test]
    fn days_in_every_form() {
        let first = Day::new(2019, 9, 1);
        for text in ["1.9.2019", "01.09.2019", "2019-09-01", "1 September 2019", "1. syyskuuta 2019", "September 1, 2019", "1/9/2019", "den 1 september 2019"] {
            assert_eq!(days(text).first().map(|(day, _)| *day), first, "{text}");
        }
        assert!(days("523/1999 10 ja 24 §, puh. 09 3157 0000").is_empty());
    }
}

//! What a text states in figures, as values: days, numbers, periods, phone numbers, links, e-mail addresses, business ids, statute numbers.
//! The same value has many forms ("1.9.2026", "den 1 september 2026", "September 1, 2026"). Never reads number words.

use super::language::Language;
use super::marks::{LANGUAGES, language};
use crate::day::Day;
use crate::lang::Lang;
use std::ops::Range;

/// A value that a text states.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Figure {
    /// A day of a year.
    Day(Day),
    /// A day of any year: month, day.
    MonthDay(u8, u8),
    /// A month of a year: year, month.
    Month(u16, u8),
    /// A number as a decimal point writes it, or a time of day.
    Number(String),
    /// A length of time in months.
    Months(u32),
    /// A length of time in hours.
    Hours(u32),
    /// The number of a statute, the lesser part first: its order differs between Finnish acts and those of the Union.
    Statute(u32, u32),
    /// A business id.
    Id(String),
    /// A phone number, digits alone.
    Phone(String),
    /// The host of a link.
    Link(String),
    /// The host of an e-mail address.
    Mail(String),
}

/// A figure and where it stands.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it states.
    pub figure: Figure,
    /// The bytes of the text.
    pub place: Range<usize>,
}

/// Ends of names of hosts that are read as links without a scheme before them.
const ENDS: &[&str] = &["fi", "se", "ax", "eu", "com", "org", "net", "info", "example", "test"];

/// The figures of a text in a language. Numbers of a citation are left out, since languages count articles in ways of their own.
#[must_use]
pub fn figures(text: &str, lang: Lang) -> Vec<Found> {
    // Most texts state nothing in figures: neither a digit nor the sign of an address.
    let bytes = text.as_bytes();
    let digits = bytes.iter().any(u8::is_ascii_digit);
    let sign = |n: usize, b: u8| b == b'@' || (matches!(b, b'.' | b':') && bytes.get(n + 1).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'/'));
    if !digits && !bytes.iter().enumerate().any(|(n, b)| sign(n, *b)) {
        return Vec::new();
    }
    let mut reader = Reader { text, lang, words: language(lang).or(LANGUAGES.first()), at: 0, found: Vec::new() };
    reader.read();
    let mut found = reader.found;
    let counts = |found: &Found| matches!(found.figure, Figure::Number(_) | Figure::MonthDay(..));
    if found.iter().any(counts) && cites(text) {
        found.retain(|found| !counts(found));
    }
    found
}

/// Whether a text holds a citation of law.
fn cites(text: &str) -> bool {
    text.contains('§')
        || text.split_whitespace().any(|chunk| {
            let word = lower(chunk.trim_start_matches(['(', '”', '"']));
            LANGUAGES.iter().flat_map(|language| &language.law).any(|law| begins(&word, law))
        })
}

/// Whether a word begins as a list says; an abbreviation stands whole.
fn begins(word: &str, listed: &str) -> bool {
    match listed.strip_suffix('.') {
        Some(whole) => word.trim_end_matches(|c: char| !c.is_alphanumeric()) == whole,
        None => word.starts_with(listed),
    }
}

fn lower(text: &str) -> String {
    text.to_lowercase()
}

struct Reader<'t> {
    text: &'t str,
    lang: Lang,
    words: Option<&'static Language>,
    at: usize,
    found: Vec<Found>,
}

impl<'t> Reader<'t> {
    fn read(&mut self) {
        let text = self.text;
        let mut line_start = true;
        let mut run_start = true;
        while self.at < text.len() {
            let rest = &text[self.at..];
            let Some(c) = rest.chars().next() else { return };
            if c.is_whitespace() {
                line_start |= c == '\n';
                run_start = true;
                self.at += c.len_utf8();
                continue;
            }
            // The number of an item of a list is none of the text's.
            let first = std::mem::take(&mut line_start);
            if first && let Some(width) = item(rest) {
                self.at += width;
                continue;
            }
            if std::mem::take(&mut run_start)
                && let Some(width) = self.address(&rest[..rest.find(char::is_whitespace).unwrap_or(rest.len())])
            {
                self.at += width;
            } else if c.is_ascii_digit() || (c == '+' && rest[1..].starts_with(|c: char| c.is_ascii_digit())) {
                self.number(rest);
            } else if c.is_alphanumeric() {
                let width = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
                if !self.month_first(rest, width) {
                    self.at += width;
                    // Digits after letters belong to a name.
                    self.at += self.text[self.at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(self.text.len() - self.at);
                }
            } else {
                // An address may follow a sign: "[words](https://…)".
                run_start = true;
                self.at += c.len_utf8();
            }
        }
    }

    fn push(&mut self, figure: Figure, width: usize) {
        debug_assert!(width > 0, "the reader goes on");
        self.found.push(Found { figure, place: self.at..self.at + width });
        self.at += width;
    }

    /// A link or an e-mail address at the beginning of a run without space: its width with the marks before it.
    fn address(&mut self, chunk: &'t str) -> Option<usize> {
        if !chunk.contains(['.', '@']) {
            return None;
        }
        let lead = chunk.len() - chunk.trim_start_matches(|c: char| !c.is_alphanumeric()).len();
        let body = &chunk[lead..];
        // A link of CommonMark says its address in parentheses after its words.
        let end = body.find(['>', '"', '”', '«', ')', ']', ',', ';', '(', '<']).unwrap_or(body.len());
        let body = body[..end].trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
        if body.is_empty() {
            return None;
        }
        let host = |text: &str| {
            let host = text.split(['/', '?', '#', ':']).next().unwrap_or_default().to_lowercase();
            host.strip_prefix("www.").map(str::to_string).unwrap_or(host)
        };
        let figure = if let Some((name, domain)) = body.split_once('@') {
            let name = name.strip_prefix("mailto:").unwrap_or(name);
            (!name.is_empty() && domain.contains('.')).then(|| Figure::Mail(host(domain)))
        } else if let Some((_, link)) = body.split_once("://") {
            Some(Figure::Link(host(link)))
        } else {
            let name = body.split('/').next().unwrap_or_default();
            let plain = |part: &str| part.len() > 1 && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            let known = name
                .rsplit_once('.')
                .is_some_and(|(rest, end)| ENDS.contains(&lower(end).as_str()) && rest.split('.').all(plain) && rest.contains(|c: char| c.is_alphabetic()));
            known.then(|| Figure::Link(host(name)))
        }?;
        self.found.push(Found { figure, place: self.at + lead..self.at + lead + body.len() });
        Some(lead + body.len())
    }

    /// What begins with a digit or a plus.
    fn number(&mut self, rest: &'t str) {
        if let Some((figure, width)) = dated(rest).or_else(|| id(rest)).or_else(|| statute(rest)).or_else(|| phone(rest)) {
            self.push(figure, width);
            return;
        }
        if rest.starts_with('+') {
            self.at += 1;
            return;
        }
        let (value, width) = plain(rest, self.lang);
        let after = &rest[width..];
        let gap = after.len() - after.trim_start_matches([' ', '\u{a0}', '-']).len();
        let next = after[gap..].split(|c: char| c.is_whitespace()).next().unwrap_or_default();
        // "1. syyskuuta", "1st September", "1 september": a day; with its year, or of any.
        if let Ok(day) = value.parse::<u8>() {
            let ordinal = ["st", "nd", "rd", "th", ".", ":a", ":e"].iter().find(|end| after.starts_with(**end)).map_or(0, |end| end.len());
            let spaced = after[ordinal..].trim_start_matches([' ', '\u{a0}']);
            let spaced = spaced.strip_prefix("of ").unwrap_or(spaced);
            if let Some((month, end)) = self.month(spaced) {
                let until = rest.len() - spaced.len() + end;
                let (figure, width) = match year(&rest[until..]) {
                    Some((year, more)) if Day::new(year, month, day).is_some() => (Day::new(year, month, day).map(Figure::Day), until + more),
                    _ => (Day::new(2000, month, day).map(|_| Figure::MonthDay(month, day)), until),
                };
                if let Some(figure) = figure {
                    self.push(figure, width);
                    return;
                }
            }
        }
        let word = lower(next.trim_end_matches(|c: char| !c.is_alphanumeric()));
        if let (Some(words), Ok(count)) = (self.words, value.parse::<u32>())
            && !word.is_empty()
            && count < 100_000
        {
            let is = |listed: &[String]| listed.iter().any(|unit| if unit.len() == 1 { word == *unit } else { begins(&word, unit) });
            let figure = if is(&words.units.year) {
                Some(Figure::Months(count * 12))
            } else if is(&words.units.month) {
                Some(Figure::Months(count))
            } else if is(&words.units.week) {
                Some(Figure::Hours(count * 168))
            } else if is(&words.units.day) {
                Some(Figure::Hours(count * 24))
            } else if is(&words.units.hour) {
                Some(Figure::Hours(count))
            } else {
                None
            };
            if let Some(figure) = figure {
                self.push(figure, width + gap + next.trim_end_matches(|c: char| !c.is_alphanumeric()).len());
                return;
            }
        }
        // The afternoon of an English clock.
        let afternoon = self.lang == Lang::EN && (word == "pm" || word == "p.m");
        let value = if afternoon { later(&value) } else { value };
        self.push(Figure::Number(value), width);
    }

    /// A month by its name at the beginning: its number and the name's width.
    fn month(&self, rest: &str) -> Option<(u8, usize)> {
        let width = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let word = lower(&rest[..width]);
        // "You may", "we march": an English month has a capital letter.
        if word.is_empty() || (self.lang == Lang::EN && !rest.starts_with(char::is_uppercase)) {
            return None;
        }
        let is = |name: &String| word == name.trim_end_matches('.') || (name.len() >= 6 && word.starts_with(name.as_str()));
        let month = (1_u8..).zip(&self.words?.months).find(|(_, names)| names.iter().any(is))?.0;
        Some((month, width + usize::from(rest[width..].starts_with('.') && self.lang != Lang::FI)))
    }

    /// "September 1, 2026", "syyskuun 1. päivänä 2026", "september 2026": whether it was one.
    fn month_first(&mut self, rest: &'t str, width: usize) -> bool {
        let next = rest[width..].trim_start_matches(['.', ' ', '\u{a0}']);
        if !next.starts_with(|c: char| c.is_ascii_digit()) {
            return false;
        }
        let Some((month, end)) = self.month(rest).filter(|(_, end)| *end >= width) else { return false };
        let after = &rest[end..];
        if let Some((year, more)) = year(after) {
            self.push(Figure::Month(year, month), end + more);
            return true;
        }
        let spaced = after.trim_start_matches([' ', '\u{a0}']);
        let digits = spaced.find(|c: char| !c.is_ascii_digit()).unwrap_or(spaced.len());
        let Ok(day) = spaced[..digits].parse::<u8>() else { return false };
        let mut tail = &spaced[digits..];
        for end in ["st", "nd", "rd", "th", "."] {
            tail = tail.strip_prefix(end).unwrap_or(tail);
        }
        if self.lang == Lang::FI {
            let word = tail.trim_start();
            if word.starts_with("päivä") {
                tail = &word[word.find(char::is_whitespace).unwrap_or(word.len())..];
            }
        }
        let tail = tail.strip_prefix(',').unwrap_or(tail);
        let until = rest.len() - tail.len();
        let (figure, width) = match year(tail) {
            Some((year, more)) => (Day::new(year, month, day).map(Figure::Day), until + more),
            None => (Day::new(2000, month, day).map(|_| Figure::MonthDay(month, day)), end + (after.len() - spaced.len()) + digits),
        };
        let Some(figure) = figure else { return false };
        self.push(figure, width);
        true
    }
}

/// The width of an item's number at the beginning of a line: "1. " or "2) ".
fn item(rest: &str) -> Option<usize> {
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let after = rest[digits..].strip_prefix(['.', ')'])?;
    // A day begins so too: "1. syyskuuta".
    let day = after.trim_start().starts_with(char::is_lowercase);
    ((1..=2).contains(&digits) && after.starts_with(' ') && !day).then_some(digits + 1)
}

/// A year of four digits after spaces.
fn year(rest: &str) -> Option<(u16, usize)> {
    let spaced = rest.trim_start_matches([' ', '\u{a0}']);
    let digits = spaced.find(|c: char| !c.is_ascii_digit()).unwrap_or(spaced.len());
    let year = spaced[..digits].parse().ok().filter(|year| (1900..2200).contains(year))?;
    (rest.len() > spaced.len() && digits == 4).then_some((year, rest.len() - spaced.len() + 4))
}

/// The numbers at the beginning, each with the mark after it: "1.9.2026" is 1 `.` 9 `.` 2026.
fn parts(rest: &str) -> Vec<(u32, usize, Option<char>, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    while out.len() < 4 {
        let digits = rest[at..].find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len() - at);
        let Ok(value) = rest[at..at + digits].parse() else { break };
        at += digits;
        let mark = rest[at..].chars().next();
        out.push((value, digits, mark, at));
        match mark {
            Some(c @ ('.' | '-' | '/')) => at += c.len_utf8(),
            _ => break,
        }
    }
    out
}

/// "1.9.2026", "01.09.2026", "2026-09-01", "1.9.".
fn dated(rest: &str) -> Option<(Figure, usize)> {
    let parts = parts(rest);
    let day = |y: u32, m: u32, d: u32| Day::new(u16::try_from(y).ok()?, u8::try_from(m).ok()?, u8::try_from(d).ok()?);
    match parts.as_slice() {
        [(d, 1..=2, Some('.'), _), (m, 1..=2, Some('.'), _), (y, 4, _, end), ..] => day(*y, *m, *d).map(|day| (Figure::Day(day), *end)),
        [(y, 4, Some('-'), _), (m, 2, Some('-'), _), (d, 2, _, end), ..] => day(*y, *m, *d).map(|day| (Figure::Day(day), *end)),
        [(d, 1..=2, Some('.'), _), (m, 1..=2, Some('.'), end)] => {
            day(2000, *m, *d)?;
            Some((Figure::MonthDay(u8::try_from(*m).ok()?, u8::try_from(*d).ok()?), end + 1))
        }
        _ => None,
    }
}

/// "9005158-0".
fn id(rest: &str) -> Option<(Figure, usize)> {
    let parts = parts(rest);
    let [(_, 6..=7, Some('-'), _), (_, 1, after, end), ..] = parts.as_slice() else { return None };
    after.is_none_or(|c| !c.is_alphanumeric() && c != '-').then(|| (Figure::Id(rest[..*end].to_string()), *end))
}

/// "1336/1997", "2016/679".
fn statute(rest: &str) -> Option<(Figure, usize)> {
    let parts = parts(rest);
    let [(a, 1..=4, Some('/'), _), (b, 2..=4, _, end), ..] = parts.as_slice() else { return None };
    let long = |year: u32| if (50..100).contains(&year) { year + 1900 } else { year };
    let (a, b) = (long(*a), long(*b));
    ((1900..2200).contains(&a) || (1900..2200).contains(&b)).then(|| (Figure::Statute(a.min(b), a.max(b)), *end))
}

/// "09 3157 0510", "+358 9 3157 0510", "040-413 3597": from seven digits on, beginning with a nought or a plus.
fn phone(rest: &str) -> Option<(Figure, usize)> {
    if !rest.starts_with(['0', '+']) {
        return None;
    }
    let mut digits = String::new();
    let mut end = 0;
    let mut gap = 0;
    for (at, c) in rest.char_indices() {
        match c {
            '0'..='9' => {
                digits.push(c);
                (end, gap) = (at + 1, 0);
            }
            '+' if at == 0 => {}
            ' ' | '\u{a0}' | '-' | '(' | ')' if gap < 2 => gap += 1,
            _ => break,
        }
    }
    let international = rest.starts_with('+') || digits.starts_with("00");
    let bare = digits.trim_start_matches("00");
    let normal = if international && let Some(rest) = bare.strip_prefix("358") { format!("0{}", rest.trim_start_matches('0')) } else { bare.to_string() };
    ((7..=15).contains(&digits.len())).then_some((Figure::Phone(normal), end))
}

/// A plain number: "10 000", "10,000" in English, "2,5", "16.30". The full stop of a sentence and of an ordinal is none of it.
fn plain(rest: &str, lang: Lang) -> (String, usize) {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let mut end = digits(rest);
    let mut value = rest[..end].to_string();
    // Thousands apart.
    let thousands = |end: usize| {
        let sign = rest[end..].chars().next().filter(|c| matches!(c, ' ' | '\u{a0}') || (*c == ',' && lang == Lang::EN))?;
        let more = &rest[end + sign.len_utf8()..];
        let date = || more[3..].starts_with(['.', '-', '/']) && more[4..].starts_with(|c: char| c.is_ascii_digit());
        (digits(more) == 3 && !date()).then(|| (&more[..3], end + sign.len_utf8() + 3))
    };
    if end <= 3 {
        while let Some((group, next)) = thousands(end) {
            value.push_str(group);
            end = next;
        }
    }
    if let Some(sign) = rest[end..].chars().next().filter(|c| matches!(c, ',' | '.' | ':')) {
        let more = &rest[end + sign.len_utf8()..];
        let width = digits(more);
        if width > 0 {
            let fraction = more[..width].trim_end_matches('0');
            if !fraction.is_empty() {
                value.push('.');
                value.push_str(&more[..width]);
            }
            end += sign.len_utf8() + width;
        }
    }
    let value = match value.trim_start_matches('0') {
        "" => "0".to_string(),
        rest if rest.starts_with('.') => format!("0{rest}"),
        rest => rest.to_string(),
    };
    (value, end)
}

/// A time of an English clock after noon.
fn later(value: &str) -> String {
    let (hour, rest) = value.split_once('.').map_or((value, None), |(hour, rest)| (hour, Some(rest)));
    let hour = hour.parse::<u32>().map_or_else(|_| hour.to_string(), |h| if h < 12 { (h + 12).to_string() } else { h.to_string() });
    rest.map_or_else(|| hour.clone(), |rest| format!("{hour}.{rest}"))
}

/// The figures that stand in the first list and not in the second, whose text may say some of them in words or in its own way.
#[must_use]
pub fn missing<'f>(of: &'f [Found], from: &[Found], text: &str, lang: Lang) -> Vec<&'f Found> {
    let count = |list: &[Found], is: fn(&Figure) -> bool| {
        let mut all: Vec<&Figure> = list.iter().map(|found| &found.figure).filter(|figure| is(figure)).collect();
        all.sort();
        all.dedup();
        all.len()
    };
    let link: fn(&Figure) -> bool = |figure| matches!(figure, Figure::Link(_));
    let mail: fn(&Figure) -> bool = |figure| matches!(figure, Figure::Mail(_));
    // Sites and mailboxes have addresses of their own in each language; that one is left out shows in their number.
    let fewer = [link, mail].map(|is| count(from, is) < count(of, is));
    let mut out: Vec<&Found> = Vec::new();
    for found in of {
        let there = from.iter().any(|other| same(&other.figure, &found.figure)) || out.iter().any(|other| other.figure == found.figure);
        let own = match &found.figure {
            figure if link(figure) => !fewer[0],
            figure if mail(figure) => !fewer[1],
            figure => in_words(figure, text, lang),
        };
        if !there && !own {
            out.push(found);
        }
    }
    out
}

/// Whether two figures state the same; "under 13" may be "alle 13-vuotias" in another language.
fn same(a: &Figure, b: &Figure) -> bool {
    let bare = |length: &Figure, number: &Figure| matches!(number, Figure::Number(n) if n.parse().is_ok_and(|n: u32| counts(length).contains(&n)));
    a == b || bare(a, b) || bare(b, a)
}

/// The counts by which a length of time is told, unit by unit.
fn counts(figure: &Figure) -> Vec<u32> {
    tellings(figure).into_iter().map(|(count, _)| count).collect()
}

/// The names of a unit in a language.
type Names = fn(&Language) -> &Vec<String>;

/// How a length of time is told: a count and, in the words of a language, its unit.
fn tellings(figure: &Figure) -> Vec<(u32, Names)> {
    let units: [(u32, Names); 3] = match figure {
        Figure::Months(_) => [(1, |l| &l.units.month), (12, |l| &l.units.year), (0, |l| &l.units.year)],
        _ => [(1, |l| &l.units.hour), (24, |l| &l.units.day), (168, |l| &l.units.week)],
    };
    let (Figure::Months(n) | Figure::Hours(n)) = figure else { return Vec::new() };
    units.into_iter().filter(|(unit, _)| *unit > 0 && n.is_multiple_of(*unit)).map(|(unit, words)| (n / unit, words)).collect()
}

/// Whether a text may say a figure in words: "kaksi viikkoa" for 14 days, "a year" for 12 months.
fn in_words(figure: &Figure, text: &str, lang: Lang) -> bool {
    if !matches!(figure, Figure::Number(_) | Figure::Months(_) | Figure::Hours(_)) {
        return false;
    }
    let Some(language) = language(lang) else { return false };
    let text = lower(text);
    let has = |listed: &[String]| text.split(|c: char| !c.is_alphanumeric()).any(|word| listed.iter().any(|begin| begin.len() > 1 && begins(word, begin)));
    let named = |count: u32| language.numbers.get((count as usize).wrapping_sub(2)).is_some_and(|names| has(names));
    if let Figure::Number(number) = figure {
        return number == "1" || number.parse().is_ok_and(named);
    }
    // "One" hides in the unit itself, or in an article.
    tellings(figure).into_iter().any(|(count, unit)| if count == 1 { has(unit(language)) } else { named(count) })
}

#[cfg(test)]
mod tests {
    use super::{Figure, figures, missing};
    use crate::day::Day;
    use crate::lang::Lang;

    fn of(text: &str, lang: Lang) -> Vec<Figure> {
        let found = figures(text, lang);
        for f in &found {
            assert!(text.get(f.place.clone()).is_some_and(|t| !t.trim().is_empty()), "{text}: {f:?}");
        }
        found.into_iter().map(|f| f.figure).collect()
    }

    #[test]
    fn a_day_is_the_same_in_every_form() {
        let day = |d| Figure::Day(Day::parse(d).expect("a day"));
        for (text, lang) in [
            ("Päivitetty 1.9.2026.", Lang::FI),
            ("Päivitetty 01.09.2026", Lang::FI),
            ("Voimassa 1. syyskuuta 2026 alkaen", Lang::FI),
            ("Voimassa syyskuun 1. päivänä 2026", Lang::FI),
            ("uppdaterad den 1 september 2026.", Lang::SV),
            ("uppdaterad 1.9.2026", Lang::SV),
            ("updated on 1 September 2026", Lang::EN),
            ("updated on September 1, 2026.", Lang::EN),
            ("updated on 1st of September 2026", Lang::EN),
            ("updated 2026-09-01", Lang::EN),
            ("Sept. 1, 2026", Lang::EN),
        ] {
            assert_eq!(of(text, lang), [day("2026-09-01")], "{text}");
        }
        assert_eq!(of("syyskuussa 2026", Lang::FI), of("i september 2026", Lang::SV));
        assert_eq!(of("Avoinna 1.6.–31.8.", Lang::FI), of("Öppet 1 juni–31 augusti", Lang::SV));
        assert_eq!(of("You may ask", Lang::EN), []);
    }

    #[test]
    fn periods_are_lengths_of_time() {
        for (a, b) in [("24 kuukautta", "2 år"), ("6 vuoden ajan", "i 6 år"), ("14 vrk", "2 veckor"), ("48 tuntia", "2 dygn"), ("6 kk", "6 mån.")] {
            assert_eq!(of(a, Lang::FI), of(b, Lang::SV), "{a} {b}");
        }
        assert_eq!(of("a 6-year period", Lang::EN), of("6 år", Lang::SV));
        assert_ne!(of("6 vuotta", Lang::FI), of("5 år", Lang::SV));
    }

    #[test]
    fn numbers_have_forms_of_their_language() {
        assert_eq!(of("10 000 asiakasta, 2,5 prosenttia", Lang::FI), of("10,000 customers, 2.5 per cent", Lang::EN));
        assert_eq!(of("klo 9–16", Lang::FI), of("9 am to 4 pm", Lang::EN));
        assert_eq!(of("klo 9.00–16.30", Lang::FI), of("9–16:30", Lang::SV));
        assert_eq!(of("Soita 09 3157 0510.", Lang::FI), of("Call +358 9 3157 0510.", Lang::EN));
        assert_eq!(of("9005158-0", Lang::FI), [Figure::Id("9005158-0".into())]);
        assert_eq!(of("TLS1.2, FI90051580", Lang::FI), [Figure::Number("2".into())]);
        assert_eq!(of("C++17 +2 +", Lang::EN), [Figure::Number("17".into()), Figure::Number("2".into())]);
        assert_eq!(of("1. Ensin\n2. Sitten 3 kertaa", Lang::FI), [Figure::Number("3".into())]);
    }

    #[test]
    fn of_a_citation_the_statute_counts_alone() {
        let fi = of("Kirjanpitolain (1336/1997) 2 luvun 10 §, asetuksen (EU) 2016/679 13 artiklan 1 kohta, 6 vuotta", Lang::FI);
        let sv = of("2 kap. 10 § i bokföringslagen (1336/1997), artikel 13.1 i förordning (EU) 2016/679, 6 år", Lang::SV);
        assert_eq!(fi, [Figure::Statute(1336, 1997), Figure::Statute(679, 2016), Figure::Months(72)]);
        assert_eq!(fi, sv);
    }

    #[test]
    fn addresses_are_known_by_their_host() {
        assert_eq!(
            of("Katso [sivut](https://www.tietosuoja.fi/etusivu) tai tietosuoja.fi.", Lang::FI),
            [Figure::Link("tietosuoja.fi".into()), Figure::Link("tietosuoja.fi".into())]
        );
        assert_eq!(of("(posti@kuiskapolku.example), esim. t.ex. mm.", Lang::FI), [Figure::Mail("kuiskapolku.example".into())]);
    }

    #[test]
    fn what_the_other_language_says_in_words_is_not_missing() {
        let gone = |a: &str, la: Lang, b: &str, lb: Lang| {
            let (fa, fb) = (figures(a, la), figures(b, lb));
            missing(&fa, &fb, b, lb).iter().map(|f| a[f.place.clone()].to_string()).collect::<Vec<_>>()
        };
        assert!(gone("inom 2 månader", Lang::SV, "kahden kuukauden kuluessa", Lang::FI).is_empty());
        assert!(gone("within 1 month", Lang::EN, "kuukauden kuluessa", Lang::FI).is_empty());
        assert!(gone("12 kuukautta", Lang::FI, "one year", Lang::EN).is_empty());
        assert!(gone("14 päivää", Lang::FI, "two weeks", Lang::EN).is_empty());
        assert_eq!(gone("3 vuotta", Lang::FI, "två år", Lang::SV), ["3 vuotta"]);
        assert!(gone("Lue lisää: kela.fi.", Lang::FI, "Läs mer: fpa.fi.", Lang::SV).is_empty());
        assert_eq!(gone("Lue lisää: kela.fi.", Lang::FI, "Läs mer hos FPA.", Lang::SV), ["kela.fi"]);
    }
}

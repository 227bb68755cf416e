//! Lines to sections: which lines are headings, what each section is about, what belongs to it. Every line ends up in exactly one section, or is
//! furniture. Never drops a line, never changes a word.

use super::breaks::{self, Breaks, is_closed};
use super::line::{Document, Kind, Line};
use super::numbers::{is_bare_number, numbering};
use super::topics::{self, SENTENCES, Stand, Topics};
use super::{contents, labels, language};
use crate::lang::Lang;
use crate::learn::Model;

/// A part of a document below one heading, or before the first.
#[derive(Debug, Clone)]
pub struct Section {
    /// The lines of its heading, as indexes; none where it has none.
    pub heading: Vec<usize>,
    /// The heading without its number.
    pub title: String,
    /// What it is about.
    pub topics: Vec<String>,
    /// How sure that is, from 0 to 1.
    pub confidence: f32,
    /// How deep it stands, from 1.
    pub level: u8,
    /// Its language.
    pub lang: Lang,
    /// Its lines, as indexes.
    pub body: Vec<usize>,
    /// Whether it is a list of contents.
    pub contents: bool,
}

/// How a heading looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Plain,
    Bold,
    Capitals,
    Numbered,
    Marked,
}

/// A run of lines that may be a heading.
struct Candidate {
    at: usize,
    end: usize,
    text: String,
    style: Style,
    score: f32,
    about: f32,
    topic: usize,
    number: Vec<u32>,
    /// Whether it stands apart from what is around it and is short, as headings without marks do.
    apart: bool,
    /// Where there are no empty lines: how it stands between the lines before and after it.
    stand: Stood,
}

/// How a line of a document without empty lines stands between others.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Stood {
    /// Its writer ended it, and what comes next begins a paragraph.
    leads: bool,
    /// It leads, and what comes before ends a sentence or a list.
    apart: bool,
}

/// Sections of a document; the lines of inline headings ("Rekisterinpitäjä: X Oy") are split.
pub fn sections(document: &mut Document, model: &Model) -> Vec<Section> {
    let contents = contents::rows(document);
    let contents = labels::split(document, contents, model);
    let lines = &document.lines;
    let width = width(lines);
    // Before the first line there is always one.
    let gaps = lines.iter().skip(1).filter(|line| line.gap && !line.chrome).count();
    let tight = gaps * 10 < lines.len();
    let breaks = Breaks::of(lines);
    let mut found: Vec<Candidate> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].chrome || contents[at] {
            at += 1;
            continue;
        }
        let look = Look { width, alone: false, tight, breaks, model };
        match candidate(lines, &contents, at, look) {
            Some(candidate) => {
                at = candidate.end;
                found.push(candidate);
            }
            None => at += 1,
        }
    }
    let accepted = accept(lines, found, tight, model);
    build(document, &contents, accepted, model)
}

/// How long a full line is: the length that nine in ten do not pass.
fn width(lines: &[Line]) -> usize {
    let mut lengths: Vec<usize> = lines.iter().filter(|line| line.kind == Kind::Text && !line.chrome).map(|line| line.text.chars().count()).collect();
    lengths.sort_unstable();
    lengths.get(lengths.len() * 9 / 10).copied().unwrap_or(0)
}

/// Whether a line ends what it says, so that something new may begin after it.
fn closes(line: &Line, width: usize) -> bool {
    is_ended(&line.text) || line.text.chars().count() * 10 < width * 6 || !matches!(line.kind, Kind::Text)
}

/// Whether a mark ends a line.
fn is_ended(text: &str) -> bool {
    text.ends_with(['.', ':', ';', '!', '?', ')', '”', '"'])
}

fn candidate(lines: &[Line], contents: &[bool], at: usize, look: Look<'_>) -> Option<Candidate> {
    let line = &lines[at];
    let (width, model) = (look.width, look.model);
    if let Kind::Heading(_) = line.kind {
        let (number, from) = numbering(&line.text);
        let (topic, about) = topics::best(model, &line.text);
        let text = line.text[from..].to_string();
        let long = line.text.chars().count() > 240;
        return (!long).then_some(Candidate {
            at,
            end: at + 1,
            text,
            style: Style::Marked,
            score: 9.0,
            about,
            topic,
            number,
            apart: false,
            stand: Stood::default(),
        });
    }
    if matches!(line.kind, Kind::Cell(_, column) if column > 0) {
        return None;
    }
    let breaks = look.breaks;
    let ends = |at: usize| {
        let line = &lines[at];
        if look.tight { is_ended(&line.text) || breaks.meant(lines, at) || is_fact(line) } else { closes(line, width) }
    };
    let open = at > 0 && !line.gap && !contents[at - 1] && !ends(at - 1);
    // In the middle of a sentence nobody writes a whole heading in the words of one.
    let known = || line.text.chars().count() <= 60 && line.text.chars().next().is_some_and(char::is_uppercase) && topics::best(model, &line.text).1 > 1.2;
    if open && (look.tight && breaks.wraps() || !known()) {
        return None;
    }
    let gap_after = |end: usize| lines.get(end).is_none_or(|next| next.gap || next.chrome || contents[end]);
    let run = |end: usize| lines[at..end].iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ");
    let joins = |end: usize| {
        end <= lines.len()
            && lines[at + 1..end].iter().zip(&contents[at + 1..end]).all(|(line, listed)| !line.gap && !listed && !line.chrome && line.kind == Kind::Text)
    };
    let short = |end: usize| lines[at..end].iter().all(|line| line.text.chars().count() * 4 < width * 3 && !line.text.ends_with(['.', ',', ';']));
    let mut best: Option<Candidate> = None;
    for count in 1..=3 {
        let end = at + count;
        if !joins(end) || (count > 1 && line.kind != Kind::Text) {
            break;
        }
        let alone = count > 1 && is_bare_number(&line.text);
        let numbered = count > 1 && !numbering(&line.text).0.is_empty();
        // What has a number of its own, or comes after a colon, goes on with nothing.
        if numbered && !numbering(&lines[end - 1].text).0.is_empty() || count > 1 && !alone && lines[end - 2].text.ends_with(':') {
            break;
        }
        let lower = count > 1 && lines[end - 1].text.starts_with(char::is_lowercase);
        let wraps = count > 1 && (lines[end - 2].text.chars().count() * 10 >= width * 6 || lower);
        if goes_on(lines, contents, at..end, gap_after(end), look) {
            continue;
        }
        let runs_on = |at: usize| {
            !breaks.meant(lines, at)
                && (lines[at + 1].text.starts_with(char::is_lowercase) || (numbered || !heads(&lines[at + 1], model)) && !is_fact(&lines[at + 1]))
        };
        let full = count > 1 && breaks.wraps() && (at..end - 1).all(runs_on);
        let allowed = count == 1
            || alone && count == 2
            || (gap_after(end) && short(end) && width >= 30)
            || (numbered && wraps && count == 2 && !lines[end - 1].text.ends_with(['.', ',']) && (!look.tight || lower || full))
            || (look.tight && count > 1 && short(end) && is_broken(lines, at..end, &run(end), look))
            || (look.tight && full && !lines[end - 1].text.ends_with(['.', ',', ';']));
        if !allowed {
            continue;
        }
        let text = run(end);
        let Some(found) = weigh(lines, at, end, &text, gap_after(end), Look { alone, ..look }) else { continue };
        // A heading over several lines must say more than its first line.
        if count > 1 && !alone && !(full && numbered) && best.as_ref().is_some_and(|known| known.about > found.about + 0.35 && !lower) {
            continue;
        }
        if count > 1 && !alone && found.about < 0.25 && !numbered {
            continue;
        }
        best = Some(found);
    }
    best
}

/// Whether lines go on in the next one, so that they are the beginning of a sentence and no heading.
fn goes_on(lines: &[Line], contents: &[bool], of: std::ops::Range<usize>, gap_after: bool, look: Look<'_>) -> bool {
    let (line, last) = (&lines[of.start], &lines[of.end - 1]);
    if look.tight && !gap_after && numbering(&line.text).0.is_empty() && breaks::hangs(&last.text) {
        return true;
    }
    let Some(next) = lines.get(of.end).filter(|next| !next.gap && next.kind == Kind::Text && !contents[of.end]) else { return false };
    if next.text.starts_with(char::is_lowercase) {
        let heads_fact = look.tight && heads(line, look.model) && !has_verb(&line.text) && is_fact(next);
        if !heads_fact {
            return true;
        }
    }
    if look.breaks.wraps() || look.tight {
        let whole = look.tight && of.len() == 1 && is_whole(lines, of.start, look.model);
        return !look.breaks.meant(lines, of.end - 1) && !whole;
    }
    last.text.chars().count() * 4 >= look.width * 3 && look.width >= 60
}

/// Whether a line begins as a heading does and surely speaks of a section.
fn heads(line: &Line, model: &Model) -> bool {
    line.text.starts_with(char::is_uppercase) && !is_closed(&line.text) && topics::best(model, &line.text).1 > 1.0
}

/// Whether a full line is a whole heading by chance: it says enough, or the next line is surely one.
fn is_whole(lines: &[Line], at: usize, model: &Model) -> bool {
    let line = &lines[at];
    let begins = at == 0 || is_closed(&lines[at - 1].text) || is_fact(&lines[at - 1]);
    let next = || lines.get(at + 1).is_some_and(|next| next.text.chars().count() <= 60 && heads(next, model));
    begins && !breaks::hangs(&line.text) && !has_verb(&line.text) && (topics::best(model, &line.text).1 > 1.0 || next())
}

/// Whether lines are a heading in a narrow column: it goes on in lower case, or after a word that nothing ends with, up to a paragraph.
fn is_broken(lines: &[Line], of: std::ops::Range<usize>, text: &str, look: Look<'_>) -> bool {
    let best = |text: &str| topics::best(look.model, text).1;
    let goes_on = |at: usize| lines[at].text.starts_with(char::is_lowercase) || breaks::hangs(&lines[at - 1].text);
    let first = &lines[of.start].text;
    (of.start + 1..of.end).all(goes_on) && stood(lines, of.start, of.end, text, look.breaks).apart && best(text) + 0.35 > best(first)
}

/// How much less an item of a list looks like a heading.
const ITEM: f32 = 0.7;

fn is_item(lines: &[Line], candidate: &Candidate) -> bool {
    matches!(lines[candidate.at].kind, Kind::Item(_))
}

/// How the lines around a candidate are set.
#[derive(Clone, Copy)]
struct Look<'a> {
    /// How long a full line is.
    width: usize,
    /// Whether its number stands on a line of its own.
    alone: bool,
    /// Whether the document parts nothing by empty lines.
    tight: bool,
    /// Why lines end where they do.
    breaks: Breaks,
    /// What headings are about.
    model: &'a Model,
}

/// How much a run of lines looks like a heading.
fn weigh(lines: &[Line], at: usize, end: usize, text: &str, gap_after: bool, look: Look<'_>) -> Option<Candidate> {
    let line = &lines[at];
    let (number, from) = numbering(text);
    let words = text[from..].trim();
    let count = words.split_whitespace().count();
    let letters = words.chars().filter(|c| c.is_alphabetic()).count();
    let first = words.chars().next()?;
    if letters < 3 || count > 42 || words.ends_with([',', ';']) || !(first.is_uppercase() || matches!(first, '”' | '"')) && number.is_empty() {
        return None;
    }
    let sentence = words.ends_with('.') && !words.ends_with("..") || words.contains(". ") && count > 4;
    // The number of an act is no figure of a fact.
    let figures = words.split_whitespace().filter(|word| !is_act(word)).flat_map(str::chars).filter(char::is_ascii_digit).count();
    if words.contains('@') || words.contains("http") || words.contains("www.") || (figures >= 5 && number.is_empty()) {
        return None;
    }
    let item = matches!(line.kind, Kind::Item(_));
    let (topic, about) = topics::best(look.model, words);
    if sentence && number.is_empty() {
        return None;
    }
    let upper = words.chars().filter(|c| c.is_uppercase()).count();
    let capitals = letters >= 4 && upper * 10 >= letters * 9;
    let style = match () {
        () if !number.is_empty() || look.alone => Style::Numbered,
        () if capitals => Style::Capitals,
        () if line.strong => Style::Bold,
        () => Style::Plain,
    };
    let mut score = if about > 0.0 { 1.2 * about.min(1.5) } else { about * 0.5 };
    let stand = if look.tight && !item { stood(lines, at, end, words, look.breaks) } else { Stood::default() };
    score += match (line.gap, gap_after) {
        (true, true) => 0.5,
        (true, false) => 0.3,
        (false, true) => 0.0,
        (false, false) if look.tight && stand.apart => 0.65,
        (false, false) if look.tight => 0.1,
        (false, false) => -0.2,
    };
    score += match style {
        Style::Numbered => 0.6,
        Style::Capitals | Style::Bold => 0.5,
        _ => 0.0,
    };
    if words.ends_with(':') {
        // A sentence that leads to a list heads nothing.
        let leads = style == Style::Plain && lines.get(end).is_some_and(|next| matches!(next.kind, Kind::Item(_)) && !next.gap);
        score += if leads && has_verb(words) { -0.8 } else { 0.15 };
    }
    if words.ends_with('?') && count <= 14 {
        score += if about > 0.0 { 0.4 } else { 0.6 };
    }
    if sentence {
        score -= 0.5;
    }
    if item {
        score -= ITEM;
    }
    score -= 0.1 * (count as f32 - 8.0).max(0.0);
    if words.contains(", ") {
        score -= 0.2;
    }
    // What only says a company's name, or a place, heads nothing.
    if names_only(words) {
        score -= 0.8;
    }
    if end >= lines.len() {
        score -= 0.5;
    }
    // A document begins with what it is called.
    if lines[..at].iter().all(|line| line.chrome) && !item && count <= 14 && end < lines.len() {
        score += 0.5;
    }
    let ended = at == 0 || lines[at - 1].text.ends_with(['.', '!', '?', ':']) || lines[at - 1].kind != Kind::Text || is_fact(&lines[at - 1]);
    let longer = lines.get(end).is_some_and(|next| next.text.chars().count() > words.chars().count());
    // Above a name or an address a line must speak of what it heads: it may be a part of the address.
    let named = || about > 0.2 && lines.get(end).is_some_and(|next| is_fact(next) || is_name(&next.text));
    let headed = !item || lines.get(end).is_some_and(|next| next.kind == Kind::Text && next.gap);
    let length = if stand.apart { 100 } else { 70 };
    let short = words.chars().count() <= length && headed && !names_only(words) && super::details::read(words, false).is_none();
    let apart = short && if look.tight && !item { stand.apart || ended && (longer || named()) } else { line.gap && gap_after };
    Some(Candidate { at, end, text: words.to_string(), style, score, about, topic, number, apart, stand })
}

/// How lines of a document without empty lines stand between the one before and the one after them.
fn stood(lines: &[Line], at: usize, end: usize, words: &str, breaks: Breaks) -> Stood {
    let after = |before: &Line| before.chrome || is_closed(&before.text) || matches!(before.kind, Kind::Item(_)) || is_fact(before);
    let begins = |next: &Line| match next.kind {
        Kind::Item(_) => !has_verb(words),
        Kind::Text if next.text.starts_with(char::is_lowercase) => false,
        Kind::Text => {
            let long = next.text.chars().count() > words.chars().count() && next.text.contains(' ');
            let told = next.text.ends_with(':') || is_closed(&next.text) && next.text.split(' ').nth(2).is_some();
            told || !breaks.meant(lines, end) || long && breaks.wraps()
        }
        _ => false,
    };
    let leads = breaks.meant(lines, end - 1) && lines.get(end).is_some_and(begins) && !is_fact(&lines[at]) && !is_name(words);
    Stood { leads, apart: leads && (at == 0 || after(&lines[at - 1]) && breaks.meant(lines, at - 1)) }
}

/// Whether a line is a name, a number or an address and nothing else.
fn is_fact(line: &Line) -> bool {
    names_only(&line.text) || super::details::read(&line.text, false).is_some()
}

/// Whether all words are written as names are, such as those of a person.
fn is_name(words: &str) -> bool {
    let count = words.split_whitespace().count();
    (2..=3).contains(&count) && words.split_whitespace().all(|word| word.starts_with(char::is_uppercase)) && words.contains(char::is_lowercase)
}

/// Whether a word is the number of an act: `(523/1999)`.
fn is_act(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    word.split_once('/').is_some_and(|(one, other)| [one, other].iter().all(|part| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())))
}

/// Whether a line has a verb by which a list is led in.
fn has_verb(words: &str) -> bool {
    const VERBS: &[&str] = &[
        "on",
        "ovat",
        "voi",
        "voit",
        "sisältää",
        "kerätään",
        "keräämme",
        "tallennetaan",
        "tallennamme",
        "merkitään",
        "käsitellään",
        "käsittelemme",
        "käytetään",
        "käytämme",
        "är",
        "har",
        "kan",
        "finns",
        "ingår",
        "antecknas",
        "samlas",
        "samlar",
        "behandlas",
        "behandlar",
        "används",
        "använder",
        "innehåller",
        "is",
        "are",
        "has",
        "have",
        "may",
        "can",
        "use",
        "collect",
        "process",
        "hold",
        "include",
        "includes",
        "contains",
    ];
    words.split(|c: char| !c.is_alphabetic()).any(|word| VERBS.contains(&word.to_lowercase().as_str()))
}

/// Whether a line is a company's name and nothing else.
fn names_only(words: &str) -> bool {
    let last = words.trim_end_matches(['.', ':']).rsplit(' ').next().unwrap_or_default();
    matches!(last, "Oy" | "Oyj" | "Ab" | "Abp" | "Ky" | "ry" | "rf" | "Ltd" | "Tmi" | "sr" | "Osk" | "AB" | "OY" | "RY")
        && words.split_whitespace().count() <= 5
}

/// Chooses the headings: a document heads its sections in one way.
fn accept(lines: &[Line], found: Vec<Candidate>, tight: bool, model: &Model) -> Vec<Candidate> {
    const ENOUGH: f32 = 0.85;
    let marked = found.iter().filter(|c| c.style == Style::Marked).count();
    let sure: Vec<&Candidate> = found.iter().filter(|c| c.about > 0.5 && c.score >= ENOUGH && c.style != Style::Marked).collect();
    let share = |style: Style| sure.iter().filter(|c| c.style == style).count();
    let rules = |style: Style| share(style) >= 3 && share(style) * 10 >= sure.len() * 6;
    let way = [Style::Numbered, Style::Capitals, Style::Bold].into_iter().find(|style| rules(*style));
    // Where most of what stands apart is surely a heading, the rest of it is one too, whatever it speaks of.
    let apart = |c: &&Candidate| c.apart && c.style == Style::Plain && !is_item(lines, c);
    let bulleted = |c: &&Candidate| c.apart && is_item(lines, c);
    let rules = |own: &dyn Fn(&&Candidate) -> bool, malus: f32| {
        let known = found.iter().filter(own).filter(|c| c.score + malus >= ENOUGH && c.about > 0.5).count();
        way.is_none() && marked < 2 && known >= 4 && known * 2 >= found.iter().filter(own).count()
    };
    // Where sections are headed by questions, every question is one.
    let asked = |c: &&Candidate| c.text.ends_with('?') && c.style != Style::Marked;
    let questions = tight && found.iter().filter(asked).filter(|c| c.score >= ENOUGH && c.about > 0.5).count() >= 4;
    let (alike, items) = (rules(&apart, 0.0), rules(&bulleted, ITEM));
    let mut out: Vec<Candidate> = Vec::new();
    let mut begun = false;
    let first = lines.iter().position(|line| !line.chrome);
    // Whether nothing but what the document is called has come so far.
    let mut called = false;
    let mut last: Option<u32> = None;
    // The last number below it.
    let mut under = 0;
    for candidate in found {
        let topic = model.topics[candidate.topic].as_str();
        let prose = !matches!(topic, "intro" | "other" | "date-version");
        let empty = out.last().is_some_and(|before| before.end == candidate.at);
        let follows = match candidate.number[..] {
            [number] => last.is_some_and(|n| number == n + 1) || tight && last.is_none() && number == 1 && way == Some(Style::Numbered),
            [number, below, ..] => last == Some(number) && below == under + 1,
            [] => false,
        };
        let mut score = candidate.score + if follows { 0.4 } else { 0.0 };
        let own_way = Some(candidate.style) == way;
        if alike && apart(&&candidate) && !empty {
            score += if candidate.stand.apart { 1.0 } else { 0.7 };
        }
        if questions && asked(&&candidate) && !empty && score < ENOUGH {
            score += 0.7;
        }
        if items && bulleted(&&candidate) && !empty {
            score += 0.6 + ITEM;
        }
        // What a document begins with, one line below the other, is what it is called; the first section may follow at once.
        let head = tight && candidate.style != Style::Marked && (Some(candidate.at) == first || empty && called);
        if head {
            let told = topic == "intro" && candidate.about > 0.3 || candidate.stand.leads && candidate.about > 0.0;
            score += if Some(candidate.at) == first || told { 0.35 } else { 0.0 };
        }
        if candidate.style != Style::Marked {
            if marked >= 2 {
                // Where headings are marked, others are headings only if everything says so.
                let bold = lines[candidate.at].strong || candidate.style >= Style::Capitals;
                score -= if bold && prose { 0.7 } else { 5.0 };
            }
            if way.is_some() && !own_way {
                let title = !begun && !prose;
                let plainly = candidate.apart && candidate.about > 0.9 || candidate.stand.apart && candidate.about > 0.2;
                score -= if title || plainly || candidate.style > Style::Plain && candidate.about > 0.6 { 0.2 } else { 5.0 };
            }
            // A numbered sentence is an item of a list, unless this is how the document heads its sections.
            if candidate.text.ends_with('.') && !own_way {
                score -= 5.0;
            }
            // What the document is called may stand below the register's name.
            let titled = topic == "intro" && candidate.about > 0.8 && out.len() < 3;
            if begun && !prose && !titled && candidate.style == Style::Plain && topic != "date-version" && !(alike && candidate.apart) {
                score -= 1.5;
            }
            if empty && !prose && !titled && candidate.style <= Style::Bold && begun {
                score -= 1.0;
            }
            if empty && begun && !titled && way.is_none() && candidate.about < 0.7 {
                score -= 0.6;
            }
            // What stands right below "name of the register" is the name, whatever it speaks of.
            let names = out.last().is_some_and(|before| before.about > 0.0 && model.topics[before.topic] == "register-name");
            let other = !matches!(topic, "intro" | "other" | "register-name" | "direct-marketing" | "cookies");
            if empty && names && candidate.style <= Style::Bold && candidate.about < if other { 1.2 } else { 1.8 } {
                score -= 1.5;
            }
        }
        if score < ENOUGH {
            continue;
        }
        begun |= prose;
        called = head && (Some(candidate.at) == first || topic == "intro");
        match candidate.number[..] {
            [number] => (last, under) = (Some(number), 0),
            [number, below, ..] if last == Some(number) => under = below,
            _ => {}
        }
        out.push(candidate);
    }
    out
}

/// Gathers lines below their headings.
fn build(document: &Document, contents: &[bool], accepted: Vec<Candidate>, model: &Model) -> Vec<Section> {
    let lines = &document.lines;
    let whole = language::of(lines.iter().filter(|line| !line.chrome).map(|line| line.text.as_str()), None);
    let mut out: Vec<Section> = Vec::new();
    let blank = |topics: &[&str]| Section {
        heading: Vec::new(),
        title: String::new(),
        topics: topics.iter().map(|topic| (*topic).to_string()).collect(),
        confidence: 0.5,
        level: 1,
        lang: whole,
        body: Vec::new(),
        contents: false,
    };
    let mut headings = accepted.into_iter().peekable();
    let mut first = true;
    // How deep the last heading stands that its input marks as one.
    let mut marked = 0;
    let mut at = 0;
    while at < lines.len() {
        if lines[at].chrome {
            at += 1;
            continue;
        }
        if contents[at] {
            let mut section = Section { contents: true, ..blank(&["other"]) };
            while at < lines.len() && (contents[at] || lines[at].chrome) {
                if !lines[at].chrome {
                    if section.heading.is_empty() && section.body.is_empty() && contents::is_contents_title(&lines[at].text) {
                        section.heading.push(at);
                        section.title.clone_from(&lines[at].text);
                    } else {
                        section.body.push(at);
                    }
                }
                at += 1;
            }
            out.push(section);
            continue;
        }
        if let Some(heading) = headings.next_if(|heading| heading.at == at) {
            let level = match (lines[at].kind, heading.number.len()) {
                (_, 2..) => heading.number.len().min(6) as u8 + 1,
                (Kind::Heading(level), _) => level,
                // A label below a marked heading, such as a term of a list, stands below it.
                (_, 0) if marked >= 2 => marked + 1,
                _ => 2,
            };
            if heading.style == Style::Marked {
                marked = level;
            }
            let above = out.iter().rev().find(|section| !section.contents && !section.heading.is_empty() && section.level < level);
            let before = out.iter().rev().find(|section| !section.contents && !section.heading.is_empty());
            let below = heading.number.len() >= 2 || (level >= 3 && above.is_some_and(|above| above.level >= 2));
            let over: &[String] = match if below { above.or(before) } else { before } {
                Some(section) => &section.topics,
                None => &[],
            };
            // A label of what follows in its line is no title, nor is what begins to count.
            let labelled = lines[heading.at].text.ends_with(':') || !heading.number.is_empty();
            let Topics { topics, confidence } = topics::of_heading(model, &heading.text, Stand { first: first && !labelled, below, above: over });
            first = false;
            let section = Section { heading: (heading.at..heading.end).collect(), title: heading.text, topics, confidence, level, ..blank(&[]) };
            out.push(section);
            at = heading.end;
            continue;
        }
        // What stands after a list of contents belongs to what stood before it.
        match out.iter().rposition(|section| !section.contents) {
            Some(last) if !out[out.len() - 1].contents => out[last].body.push(at),
            Some(last) => {
                let more = Section { body: vec![at], topics: out[last].topics.clone(), confidence: out[last].confidence, level: out[last].level, ..blank(&[]) };
                out.push(more);
            }
            None => out.push(Section { body: vec![at], ..blank(&["intro"]) }),
        }
        at += 1;
    }
    if out.iter().filter(|section| !section.heading.is_empty()).count() < 2 {
        out = by_paragraph(document, out);
    }
    for section in &mut out {
        let texts = section.heading.iter().chain(&section.body).map(|at| lines[*at].text.as_str());
        section.lang = language::of(texts, Some(whole));
        // A page on privacy may head what it says of cookies with its own name alone.
        if section.topics == ["intro"] && !section.contents {
            let count = |words: &[&str]| {
                section.body.iter().map(|at| lines[*at].text.to_lowercase()).filter(|text| words.iter().any(|word| text.contains(word))).count()
            };
            let told = count(&["eväste", "kakor", "cookie"]);
            if told >= 2 && told * 2 >= section.body.len() {
                section.topics.push("cookies".into());
            }
        }
    }
    out
}

/// Prose without headings: a paragraph that is about something else than the one before it begins a section of its own.
fn by_paragraph(document: &Document, sections: Vec<Section>) -> Vec<Section> {
    /// A paragraph that scores lower goes on with what the one before it was about.
    const SURE: f32 = -0.8;
    let mut out: Vec<Section> = Vec::new();
    for mut section in sections {
        let body = std::mem::take(&mut section.body);
        let like = section.clone();
        out.push(section);
        for at in body {
            let line = &document.lines[at];
            let begins = line.gap && line.kind == Kind::Text && !like.contents;
            if let Some((topic, about)) = begins.then(|| about(&line.text)).flatten().filter(|(_, about)| *about > SURE) {
                let name = SENTENCES.topics[topic].clone();
                if out.last().is_none_or(|last| last.topics != [name.clone()]) {
                    let confidence = (0.4 + about / 4.0).min(0.8);
                    out.push(Section { heading: Vec::new(), title: String::new(), topics: vec![name], confidence, body: Vec::new(), ..like.clone() });
                }
            }
            if let Some(last) = out.last_mut() {
                last.body.push(at);
            }
        }
    }
    out.retain(|section| !section.body.is_empty() || !section.heading.is_empty());
    out
}

/// What a paragraph is about by its first sentences, each of which counts less than the one before it.
fn about(text: &str) -> Option<(usize, f32)> {
    const WEIGHTS: [f32; 3] = [1.0, 0.6, 0.4];
    let mut total = vec![0.0_f32; SENTENCES.topics.len()];
    for (sentence, weight) in super::said::sentences(text).iter().zip(WEIGHTS) {
        SENTENCES.scores(&sentence.0).into_iter().zip(&mut total).for_each(|(score, sum)| *sum += score.max(-1.0) * weight);
    }
    total.into_iter().enumerate().max_by(|one, other| one.1.total_cmp(&other.1))
}

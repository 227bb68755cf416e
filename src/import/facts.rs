//! Facts of sections into keys of the format, where a line says nothing else. What a key holds leaves the prose, and its line stays as a comment;
//! what is less certain stays prose and is only named. Never takes a line apart of which a word would be lost.

use super::details::{self, Field};
use super::line::{Document, Kind};
use super::structure::Section;
use crate::day::Day;

/// A fact that was found.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    /// The path of its key: `controller.name`, `contacts[0].phone`.
    pub path: String,
    /// Its value as a text.
    pub value: String,
    /// The line it stands on, as an index.
    pub line: usize,
    /// How sure it is, from 0 to 1.
    pub confidence: f32,
    /// Whether it stands in its key; else it stays prose and is proposed in a comment.
    pub written: bool,
}

/// A contact as it was found.
#[derive(Debug, Clone, Default)]
pub struct Contact {
    /// What it is for.
    pub roles: Vec<&'static str>,
    /// Keys and values, with the line of each.
    pub keys: Vec<(&'static str, String, usize)>,
}

/// A list of data as it was found.
#[derive(Debug, Clone, Default)]
pub struct DataList {
    /// The name: the heading.
    pub name: String,
    /// What leads into the list.
    pub text: Option<usize>,
    /// The items, as lines.
    pub items: Vec<usize>,
}

/// What became keys.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// All facts in the order they were found.
    pub all: Vec<Fact>,
    /// `notice.title` and its lines.
    pub title: Option<(String, Vec<usize>)>,
    /// `notice.created`.
    pub created: Option<(Day, usize)>,
    /// `notice.updated`.
    pub updated: Option<(Day, usize)>,
    /// `register.name`, the section it came from and its line.
    pub register: Option<(String, usize)>,
    /// Keys of `controller`.
    pub controller: Vec<(&'static str, String, usize)>,
    /// The contacts.
    pub contacts: Vec<Contact>,
    /// Lists of data.
    pub data: Vec<DataList>,
    /// Keys of `declares` that are said to be false.
    pub declares: Vec<(&'static str, usize)>,
    /// Where the tables made of a section stand: the section, and what became of it.
    pub places: Vec<(usize, Made)>,
    /// Lines that stand in keys, with the key.
    pub moved: Vec<(usize, String)>,
    /// Whether they are written to be judged, with [`REGIME`] at the head.
    pub judged: bool,
}

/// A line at the head of what is judged: without its mark the notice is judged by the law of the day, whatever law it was written under.
pub const REGIME: &str = "# regime = \"gdpr\"\n";

/// A table made of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// `[controller]`.
    Controller,
    /// An entry of `[[contacts]]`.
    Contact(usize),
    /// An entry of `[[data-categories]]`.
    Data(usize),
}

/// Parts a register's name from sentences that follow it in its line: they stay prose.
pub fn part_names(document: &mut Document, sections: &mut [Section]) {
    for section in sections.iter_mut().filter(|section| section.topics == ["register-name"]) {
        let Some(line) = section.body.first().copied() else { continue };
        let text = &document.lines[line].text;
        let Some(end) = text.find(". ").filter(|end| text[end + 2..].starts_with(char::is_uppercase) && !text[..*end].ends_with(" v")) else { continue };
        let (first, rest) = document.lines[line].split(end + 1);
        document.lines[line] = first;
        document.lines.push(rest);
        section.body.insert(1, document.lines.len() - 1);
    }
}

/// Finds facts and takes their lines out of the sections.
pub fn find(document: &Document, sections: &mut [Section]) -> Facts {
    let mut facts = Facts::default();
    title(sections, &mut facts);
    dates(document, sections, &mut facts);
    for at in 0..sections.len() {
        if sections[at].contents {
            continue;
        }
        let topics = sections[at].topics.clone();
        if topics.iter().any(|topic| matches!(topic.as_str(), "controller" | "contact" | "dpo")) {
            people(document, sections, at, &mut facts);
        }
        if topics == ["register-name"] {
            register(document, sections, at, &mut facts);
        }
        if sections[at].topics == ["data-categories"] {
            data(document, sections, at, &mut facts);
        }
    }
    super::said::find(document, sections, &mut facts);
    facts
}

/// The title: the first heading, where it heads nothing but the document.
fn title(sections: &mut [Section], facts: &mut Facts) {
    let Some(at) = sections.iter().position(|section| !section.heading.is_empty()) else { return };
    let before = sections[..at].iter().map(|section| section.body.len()).sum::<usize>();
    if sections[at].topics != ["intro"] || before > 6 || sections[at].title.chars().count() > 160 {
        return;
    }
    let lines = std::mem::take(&mut sections[at].heading);
    let title = std::mem::take(&mut sections[at].title);
    facts.moved.extend(lines.iter().map(|line| (*line, "notice.title".to_string())));
    facts.title = Some((title, lines));
}

const CREATED: &[&str] = &[
    "laadittu",
    "laatimis",
    "laadinta",
    "luotu",
    "upprätta",
    "uppgjord",
    "created",
    "drawn up",
    "skapad",
    "issued",
    "publicerad",
    "julkaistu",
    "written",
    "utfärda",
    "skriven",
    "kirjoitettu",
    "prepared",
];
const UPDATED: &[&str] = &[
    "päivit",
    "päivätty",
    "päiväys",
    "muokattu",
    "muutettu",
    "tarkistettu",
    "hyväksytty",
    "voimassa",
    "voimaan",
    "versio",
    "uppdatera",
    "ändrad",
    "reviderad",
    "daterad",
    "godkänd",
    "gäller",
    "giltig",
    "updated",
    "revised",
    "reviewed",
    "approved",
    "dated",
    "effective",
    "in force",
    "valid from",
    "last modified",
    "last changed",
];

/// Days of the notice itself.
fn dates(document: &Document, sections: &mut [Section], facts: &mut Facts) {
    /// So many lines from the beginning may hold the day.
    const HEAD: usize = 14;
    let mut seen = 0;
    let count = sections.len();
    for (number, section) in sections.iter_mut().enumerate() {
        let about = section.topics.iter().any(|topic| topic == "date-version");
        let intro = section.topics.iter().all(|topic| topic == "intro");
        let heading: Vec<usize> = section.heading.clone();
        let titled = if number == 0 || intro { facts.title.iter().flat_map(|(_, lines)| lines.clone()).collect() } else { Vec::new() };
        let mut moved = Vec::new();
        for (line, is_body) in
            titled.into_iter().map(|line| (line, false)).chain(heading.iter().map(|line| (*line, false))).chain(section.body.iter().map(|line| (*line, true)))
        {
            seen += 1;
            let text = &document.lines[line].text;
            let lower = text.to_lowercase();
            let worded = |words: &[&str]| words.iter().any(|word| lower.contains(word));
            let last = number + 1 == count;
            // A notice is dated where that is what the line says, or at its head beside its name.
            let named = worded(CREATED) || worded(UPDATED) || about;
            let names_itself = ["seloste", "beskrivning", "policy", "notice", "description", "statement"].iter().any(|word| lower.contains(word));
            let titled = seen <= HEAD && intro && (!is_body || names_itself && text.chars().count() < 80);
            if !(named || titled) || text.chars().count() > 140 && !about || !(about || intro || seen <= HEAD || (last && text.chars().count() < 90)) {
                continue;
            }
            let found = details::days(text);
            let mut from = 0;
            let mut rest = String::new();
            for (day, range) in &found {
                let before = lower.get(from..range.start).unwrap_or_default();
                let heading = if from == 0 { heading.iter().map(|at| document.lines[*at].text.to_lowercase()).collect::<String>() } else { String::new() };
                let says = |words: &[&str]| words.iter().any(|word| before.contains(word) || (is_body && heading.contains(word)));
                rest.push_str(before);
                from = range.end;
                // Of both, what stands next to the day is meant.
                let last = |words: &[&str]| words.iter().filter_map(|word| before.rfind(word)).max();
                let made = says(CREATED) && (!says(UPDATED) || last(CREATED) > last(UPDATED));
                let slot = if made { &mut facts.created } else { &mut facts.updated };
                let path = if made { "notice.created" } else { "notice.updated" };
                if slot.is_none() {
                    *slot = Some((*day, line));
                    facts.all.push(Fact { path: path.into(), value: day.to_string(), line, confidence: 0.95, written: true });
                }
            }
            rest.push_str(lower.get(from..).unwrap_or_default());
            // Nothing but the day and what it is the day of: the keys say it all.
            let plain = rest.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).all(|word| {
                CREATED.iter().chain(UPDATED).any(|known| word.contains(known))
                    || matches!(word, "viimeksi" | "senast" | "last" | "on" | "den" | "pvm" | "päivämäärä" | "datum" | "date" | "viimeisin" | "ja")
            });
            if is_body && !found.is_empty() && plain && found.len() <= 2 {
                moved.push(line);
            }
        }
        for line in moved {
            section.body.retain(|own| *own != line);
            facts.moved.push((line, "notice.updated".into()));
        }
        if about && section.body.is_empty() && !heading.is_empty() && (facts.updated.is_some() || facts.created.is_some()) && section.topics.len() == 1 {
            let told = heading.iter().any(|line| facts.all.iter().any(|fact| fact.line == *line))
                || facts.moved.iter().any(|(line, to)| to == "notice.updated" && heading.iter().any(|own| own < line));
            if told {
                facts.moved.extend(section.heading.drain(..).map(|line| (line, "notice.updated".to_string())));
                section.title.clear();
            }
        }
    }
}

/// The controller and those who answer for it.
fn people(document: &Document, sections: &mut [Section], at: usize, facts: &mut Facts) {
    let section = &sections[at];
    let has = |topic: &str| section.topics.iter().any(|own| own == topic);
    let controller = has("controller") && facts.controller.iter().all(|(key, ..)| *key != "name");
    let mut roles: Vec<&'static str> = Vec::new();
    if has("contact") {
        roles.push("register");
    }
    if has("dpo") {
        roles.push("dpo");
    }
    // A second controller is nobody's contact: it stays prose.
    if !controller && roles.is_empty() {
        return;
    }
    let read: Vec<Option<Vec<details::Detail>>> = section
        .body
        .iter()
        .map(|line| {
            let line = &document.lines[*line];
            if matches!(line.kind, Kind::Item(_)) && line.number.is_some() { None } else { details::read(&line.text, !roles.is_empty() && !controller) }
        })
        .collect();
    // Lines that are understood from the first on: what comes after a sentence may belong to it.
    let run = read.iter().take_while(|read| read.is_some()).count();
    let mut found = People { roles: roles.clone(), controller, ..People::default() };
    let lines = section.body.iter().zip(read.iter().flatten()).take(run);
    let taken = lines.take_while(|(line, details)| found.take(**line, details, &facts.controller)).count();
    let People { own, contacts, .. } = found;
    // Without a name, what stands there is of somebody the section does not name.
    if controller && !own.iter().any(|(key, ..)| *key == "name") || taken == 0 {
        propose(document, section, controller, &roles, facts);
        return;
    }
    // Whoever has only a name and no way to be reached is no contact that a page could show.
    let kept =
        |(key, value, line): &Key, path: String| Fact { path: format!("{path}.{key}"), value: value.clone(), line: *line, confidence: 0.97, written: true };
    facts.all.extend(own.iter().map(|found| kept(found, "controller".into())));
    if controller {
        facts.places.push((at, Made::Controller));
    }
    facts.controller.extend(own);
    for contact in contacts {
        let number = facts.contacts.len();
        facts.all.extend(contact.keys.iter().map(|found| kept(found, format!("contacts[{number}]"))));
        facts.places.push((at, Made::Contact(number)));
        facts.contacts.push(contact);
    }
    let section = &mut sections[at];
    let moved: Vec<usize> = section.body.drain(..taken).collect();
    let target = if controller { "controller" } else { "contacts" };
    facts.moved.extend(moved.into_iter().map(|line| (line, target.to_string())));
    if section.body.is_empty() {
        facts.moved.extend(section.heading.drain(..).map(|line| (line, target.to_string())));
        section.title.clear();
    } else {
        let rest = section.clone();
        propose(document, &rest, controller, &roles, facts);
    }
}

/// Who a section names, as its lines are read.
#[derive(Default)]
struct People {
    roles: Vec<&'static str>,
    controller: bool,
    /// Keys of the controller.
    own: Vec<Key>,
    contacts: Vec<Contact>,
}

/// A key with its value and the line of it.
type Key = (&'static str, String, usize);

impl People {
    /// Takes in what a line says; false where a part of it has no place, and then nothing of it is taken.
    fn take(&mut self, line: usize, details: &[details::Detail], known: &[Key]) -> bool {
        let (mut own, mut contacts) = (Vec::new(), self.contacts.clone());
        for (field, value) in details {
            let key = key_of(*field);
            if !self.controller || !contacts.is_empty() || *field == Field::Person {
                // A person under the controller's heading alone: who that is, the text does not say.
                if self.roles.is_empty() && self.controller || !self.add(&mut contacts, line, *field, key, value) {
                    return false;
                }
            } else if self.own.iter().chain(&own).chain(known).any(|(known, ..)| *known == key) {
                return false;
            } else {
                own.push((key, value.clone(), line));
            }
        }
        self.own.extend(own);
        self.contacts = contacts;
        true
    }

    /// Adds a piece to the last contact, or to a new one where it names another.
    fn add(&self, contacts: &mut Vec<Contact>, line: usize, field: Field, key: &'static str, value: &str) -> bool {
        let names = matches!(field, Field::Person | Field::Organisation | Field::Title);
        let told = |contact: &Contact| contact.keys.iter().any(|(known, ..)| *known == key || matches!(*known, "phone" | "email"));
        if contacts.last().is_none_or(|contact| names && told(contact)) {
            contacts.push(Contact { roles: self.roles.clone(), keys: Vec::new() });
        }
        let Some(contact) = contacts.last_mut() else { return false };
        match field {
            Field::Street | Field::PostalCode | Field::City => match contact.keys.iter_mut().find(|(known, ..)| *known == "address") {
                Some((_, address, _)) => address.push_str(&format!("{}{value}", if field == Field::City { " " } else { ", " })),
                None => contact.keys.push(("address", value.to_string(), line)),
            },
            Field::BusinessId | Field::Website => return false,
            _ if contact.keys.iter().any(|(known, ..)| *known == key) => return false,
            _ => contact.keys.push((key, value.to_string(), line)),
        }
        true
    }
}

/// The key that a piece stands in.
fn key_of(field: Field) -> &'static str {
    match field {
        Field::Organisation | Field::Person => "name",
        Field::Title => "title",
        Field::BusinessId => "business-id",
        Field::Street => "street",
        Field::PostalCode => "postal-code",
        Field::City => "city",
        Field::Phone => "phone",
        Field::Email => "email",
        Field::Website => "website",
    }
}

/// Names what a section says among other words.
fn propose(document: &Document, section: &Section, controller: bool, roles: &[&'static str], facts: &mut Facts) {
    let table = if controller {
        "controller".to_string()
    } else if roles.is_empty() {
        return;
    } else {
        format!("contacts[{}]", facts.contacts.len())
    };
    for line in &section.body {
        // An address beside a person's name is that person's.
        let of_person = controller && document.lines[*line].text.split(',').next().is_some_and(|first| details::is_person(first.trim()));
        if of_person {
            continue;
        }
        let whole = if roles.is_empty() { None } else { details::read(&document.lines[*line].text, false) };
        for (field, value) in whole.unwrap_or_else(|| if controller { super::mentions::of(&document.lines[*line].text) } else { Vec::new() }) {
            // The business ID and the address of e-mail are looked for in all words, below.
            if matches!(field, Field::BusinessId | Field::Email | Field::Website)
                || !controller && matches!(field, Field::Street | Field::PostalCode | Field::City)
            {
                continue;
            }
            let path = format!("{table}.{}", key_of(field));
            if facts.all.iter().all(|fact| fact.path != path) {
                facts.all.push(Fact { path, value, line: *line, confidence: 0.7, written: false });
            }
        }
        for word in document.lines[*line].text.split_whitespace() {
            let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
            let found =
                if details::is_business_id(bare) { Some(("business-id", bare.to_string())) } else { details::email(word).map(|email| ("email", email)) };
            let Some((key, value)) = found.filter(|(key, _)| controller || *key != "business-id") else { continue };
            let path = format!("{table}.{key}");
            if facts.all.iter().all(|fact| fact.path != path) {
                facts.all.push(Fact { path, value, line: *line, confidence: 0.8, written: false });
            }
        }
    }
}

/// The register's name.
fn register(document: &Document, sections: &mut [Section], at: usize, facts: &mut Facts) {
    let section = &mut sections[at];
    let &[line, ..] = section.body.as_slice() else { return };
    let text = document.lines[line].text.clone();
    if facts.register.is_some() || text.chars().count() > 160 || (section.body.len() > 1 && !document.lines[section.body[1]].gap && section.body[1] == line + 1)
    {
        return;
    }
    section.body.remove(0);
    let name = details::without_lead(&text).trim_end_matches('.').to_string();
    facts.moved.push((line, "register.name".into()));
    facts.all.push(Fact { path: "register.name".into(), value: name.clone(), line, confidence: 0.95, written: true });
    facts.register = Some((name, line));
    if section.body.is_empty() {
        facts.moved.extend(section.heading.drain(..).map(|line| (line, "register.name".to_string())));
        section.title.clear();
    }
}

/// A list of data: a section that is a line leading into a list of short items, and nothing else.
fn data(document: &Document, sections: &mut [Section], at: usize, facts: &mut Facts) {
    let section = &mut sections[at];
    let line = |at: &usize| &document.lines[*at];
    let leads = section.body.iter().take_while(|at| !matches!(line(at).kind, Kind::Item(_))).count();
    let items = &section.body[leads..];
    let short = |at: &usize| {
        let text = &line(at).text;
        matches!(line(at).kind, Kind::Item(0)) && line(at).number.is_none() && text.chars().count() <= 140 && !text.contains(". ") && !text.ends_with(':')
    };
    let led = leads == 0 || (leads == 1 && line(&section.body[0]).text.ends_with(':'));
    if items.len() < 2 || !led || !items.iter().all(short) || section.title.is_empty() {
        return;
    }
    // Where lists follow each other, each names its own data; where a text follows, the section is more than a list.
    let number = facts.data.len();
    let list = DataList { name: section.title.trim_end_matches([':', '?']).to_string(), text: (leads == 1).then(|| section.body[0]), items: items.to_vec() };
    facts.all.extend(items.iter().map(|at| Fact {
        path: format!("data-categories[{number}].items"),
        value: line(at).text.trim_end_matches(['.', ',', ';']).to_string(),
        line: *at,
        confidence: 0.95,
        written: true,
    }));
    facts.moved.extend(section.body.drain(..).chain(section.heading.drain(..)).map(|line| (line, "data-categories".to_string())));
    section.title.clear();
    facts.places.push((at, Made::Data(number)));
    facts.data.push(list);
}

impl Facts {
    /// The same facts beside a text that keeps every line: nothing is moved, and lists stay lists.
    #[must_use]
    pub fn beside(&self) -> Self {
        // The tables stand before all sections, whatever section each came from.
        let places = self.places.iter().filter(|(_, made)| !matches!(made, Made::Data(_))).map(|(_, made)| (0, *made)).collect();
        Self { moved: Vec::new(), data: Vec::new(), places, judged: true, ..self.clone() }
    }
}

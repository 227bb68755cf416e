//! Whether everything a rule file names is there: facts, lists and keys of the notice, citations, topics, checks.
//! Never judges a notice. Built-in rules are held to it by a test, a user's own when they are read.

use super::checks::{NATIVE, lists, patterns};
use super::rule::{Check, Condition, Rule, RuleFault, Where, fault, listed};
use super::together::NAMES as TOGETHER;
use super::{BARE, words};
use crate::facts::named;
use crate::lang::Lang;
use crate::law::{Citation, LAW};
use crate::notice::FORMAT;
use crate::notice::shape::nearest;
use crate::notice::spec::{Form, Key, Table};

/// The list of derived transfers, which is no table of the notice.
const TRANSFERS: &str = "facts.transfers";

/// The first thing a rule names that is not there.
pub fn check(rule: &Rule) -> Result<(), RuleFault> {
    each(rule)?;
    for (n, condition) in rule.when.iter().enumerate() {
        self::condition(rule, condition, &format!("when[{n}]"))?;
    }
    for (n, entry) in rule.law.iter().enumerate() {
        let cite = Citation::parse(&entry.cite)
            .ok_or_else(|| fault(format!("law[{n}].cite"), format!("`{}` cannot be read; write for example `gdpr 13(1)(c)` or `tsl 29`", entry.cite)))?;
        if cite.print(&LAW, Lang::FI).is_none() {
            let known = LAW.statutes().iter().map(|statute| statute.id.as_str());
            return Err(fault(format!("law[{n}].cite"), unknown("statute", &cite.statute, known)));
        }
        if let Some(when) = &entry.when {
            fact(rule, when, &format!("law[{n}].when"), false)?;
        }
    }
    if let Some(topic) = &rule.topic {
        self::topic(topic, "topic")?;
    }
    of_check(rule)
}

fn each(rule: &Rule) -> Result<(), RuleFault> {
    match rule.each.as_deref() {
        Some(path) if !named::is_list(path) => {
            let lists = FORMAT.tables.iter().filter(|table| table.form == Form::List).map(|table| table.path.as_str()).chain([TRANSFERS]);
            Err(fault("each", unknown("list", path, lists)))
        }
        _ => Ok(()),
    }
}

fn condition(rule: &Rule, condition: &Condition, at: &str) -> Result<(), RuleFault> {
    if let Some(name) = &condition.fact {
        fact(rule, name, &format!("{at}.fact"), false)?;
    }
    if let Some(list) = condition.matches.as_deref().filter(|list| lists().all(|known| known != *list)) {
        return Err(fault(format!("{at}.matches"), unknown("list of patterns", list, lists())));
    }
    if let Some(statute) = condition.cites.iter().find(|id| LAW.statute(id).is_none()) {
        return Err(fault(format!("{at}.cites"), unknown("statute", statute, LAW.statutes().iter().map(|statute| statute.id.as_str()))));
    }
    if let Some(list) = condition.matches.as_deref().filter(|list| !lists().any(|known| known == *list)) {
        return Err(fault(format!("{at}.matches"), unknown("list of patterns", list, lists())));
    }
    if let Some(id) = condition.cites.iter().find(|id| LAW.statute(id).is_none()) {
        return Err(fault(format!("{at}.cites"), unknown("statute", id, LAW.statutes().iter().map(|statute| statute.id.as_str()))));
    }
    let Some(path) = &condition.key else { return Ok(()) };
    let found = key(rule, path, &format!("{at}.key"))?;
    if let Some(key) = found.filter(|key| !key.values.is_empty())
        && let Some(value) = condition.any_of.iter().find(|value| !key.values.contains(value))
    {
        return Err(fault(format!("{at}.any-of"), unknown("value", value, key.values.iter().map(String::as_str))));
    }
    Ok(())
}

/// A fact by its name. What is asked of an entry is written `purpose.…` and needs `each`; `whole` means that no entry is at hand.
fn fact(rule: &Rule, name: &str, at: &str, whole: bool) -> Result<(), RuleFault> {
    if !named::names().any(|known| known == name) {
        return Err(fault(at, unknown("fact", name, named::names())));
    }
    if name.contains('.') && (whole || rule.each.is_none()) {
        return Err(fault(
            at,
            format!("the fact `{name}` is one of an entry, and no entry is at hand; {}", if whole { "choose one of the notice" } else { "add `each`" }),
        ));
    }
    Ok(())
}

/// A key, relative to the entry when it starts with a dot, else from the top; `None` for a table or for what a fact derives.
fn key(rule: &Rule, path: &str, at: &str) -> Result<Option<&'static Key>, RuleFault> {
    let format: &'static _ = &*FORMAT;
    let whole = match (path.strip_prefix('.'), rule.each.as_deref()) {
        (Some(_), None) => return Err(fault(at, format!("`{path}` is a key of an entry, and no entry is at hand; add `each`, or write the key from the top"))),
        (Some(inner), Some(each)) => format!("{}.{inner}", if each == TRANSFERS { "transfers" } else { each }),
        (None, _) => path.to_string(),
    };
    // A text may be asked for one of its languages.
    let spoken = |path: &str| path.rsplit_once('.').filter(|(_, code)| Lang::parse(code).is_some()).map(|(key, _)| key.to_string());
    let found = |path: &str| format.key(path).map(|(_, key)| Some(key)).or_else(|| format.table(path).map(|_| None));
    let above = |path: &str| path.rsplit_once('.').and_then(|(table, _)| format.table(table)).is_some_and(|table: &Table| table.form == Form::Free);
    if let Some(found) = found(&whole).or_else(|| spoken(&whole).and_then(|path| found(&path))) {
        return Ok(found);
    }
    if above(&whole) {
        return Ok(None);
    }
    Err(fault(at, unknown("key", &whole, paths().iter().map(String::as_str))))
}

fn topic(topic: &str, at: &str) -> Result<(), RuleFault> {
    let topics = FORMAT.key("sections.topics").map_or(&[][..], |(_, key)| &key.values);
    if topics.iter().any(|known| known == topic) { Ok(()) } else { Err(fault(at, unknown("topic", topic, topics.iter().map(String::as_str)))) }
}

fn of_check(rule: &Rule) -> Result<(), RuleFault> {
    let prose = |topics: &[String], at: &str| topics.iter().try_for_each(|topic| self::topic(topic, at));
    let place = |path: Option<&str>, at: &str| path.map_or(Ok(()), |path| key(rule, path, at).map(|_| ()));
    match &rule.check {
        Check::Required(check) => {
            if check.keys.is_empty() {
                return Err(fault("check.required.keys", "name at least one key"));
            }
            check.keys.iter().try_for_each(|path| key(rule, path, "check.required.keys").map(|_| ()))?;
            place(check.at.as_deref(), "check.required.at")?;
            prose(&check.prose, "check.required.prose")
        }
        Check::Fact(check) => {
            fact(rule, &check.fact, "check.fact.fact", false)?;
            prose(&check.prose, "check.fact.prose")
        }
        Check::Forbids(check) => {
            let found = key(rule, &check.key, "check.forbids.key")?;
            let values = found.map_or(&[][..], |key| &key.values);
            match check.values.iter().find(|value| !values.is_empty() && !values.contains(value)) {
                Some(value) => Err(fault("check.forbids.values", unknown("value", value, values.iter().map(String::as_str)))),
                None => Ok(()),
            }
        }
        Check::Period(check) => {
            key(rule, &check.key, "check.period.key")?;
            place(check.endless.as_deref(), "check.period.endless")
        }
        Check::Part(check) => {
            let parts: Vec<&str> = BARE.iter().filter_map(|rule| if let Check::Part(part) = &rule.check { Some(part.part.as_str()) } else { None }).collect();
            if !parts.contains(&check.part.as_str()) {
                return Err(fault("check.part.part", unknown("part", &check.part, parts.into_iter())));
            }
            check.keys.iter().try_for_each(|path| key(rule, path, "check.part.keys").map(|_| ()))?;
            prose(&check.prose, "check.part.prose")
        }
        Check::Matches(check) if check.patterns.is_empty() => {
            if lists().any(|known| known == check.list) {
                Ok(())
            } else {
                Err(fault("check.matches.list", unknown("list of patterns", &check.list, lists())))
            }
        }
        Check::Matches(check) if !check.list.is_empty() => Err(fault("check.matches", "name a `list` or write `patterns`, not both")),
        Check::Matches(check) => patterns(check).map(|_| ()).map_err(|why| fault("check.matches.patterns", why)),
        Check::Native(check) if !NATIVE.contains(&check.name.as_str()) => {
            Err(fault("check.native.name", unknown("check in Rust", &check.name, NATIVE.iter().copied())))
        }
        Check::Together(check) if !TOGETHER.contains(&check.name.as_str()) => {
            Err(fault("check.together.name", unknown("check of several notices", &check.name, TOGETHER.iter().copied())))
        }
        Check::Words(check) => {
            if words::list(&check.list).is_none() {
                return Err(fault("check.words.list", unknown("list of words", &check.list, words::names())));
            }
            place_of(check.place(), "check.words")
        }
        Check::Outdated(check) => {
            if words::list(&format!("outdated/{}", check.list)).is_none() {
                return Err(fault(
                    "check.outdated.list",
                    unknown("list of outdated words", &check.list, words::names().filter_map(|name| name.strip_prefix("outdated/"))),
                ));
            }
            if let Some(id) = check.entries.iter().find(|id| !words::ids(&check.list).any(|known| known == id.as_str())) {
                return Err(fault("check.outdated.entries", unknown("entry", id, words::ids(&check.list))));
            }
            place_of(check.place(), "check.outdated")
        }
        Check::Readable(check) => place_of(check.place(), "check.readable"),
        Check::Shape(check) => {
            // Only a built-in rule can say which faults reading knows.
            let known = || BARE.iter().filter_map(|rule| if let Check::Shape(shape) = &rule.check { Some(shape.fault.as_str()) } else { None });
            if known().any(|fault| fault == check.fault) { Ok(()) } else { Err(fault("check.shape.fault", unknown("fault of form", &check.fault, known()))) }
        }
        _ => Ok(()),
    }
}

/// Keys, tables and topics that a check of words looks at.
fn place_of(at: Where<'_>, path: &str) -> Result<(), RuleFault> {
    for (list, key) in [(at.within, "in"), (at.not_in, "not-in")] {
        if let Some(name) = list.iter().find(|name| FORMAT.table(name).is_none() && FORMAT.key(name).is_none()) {
            return Err(fault(format!("{path}.{key}"), unknown("key or table", name, paths().iter().map(String::as_str))));
        }
    }
    at.topics.iter().try_for_each(|topic| self::topic(topic, &format!("{path}.topics")))
}

/// Every table and key of the format.
fn paths() -> Vec<String> {
    FORMAT.tables.iter().flat_map(|t| std::iter::once(t.path.clone()).chain(t.keys.iter().map(|key| format!("{}.{}", t.path, key.name)))).collect()
}

/// What is said of a name that is nowhere: the nearest one, or all of a short list.
pub(super) fn unknown<'a>(what: &str, name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    match nearest(name, known.iter().copied()) {
        Some(near) => format!("there is no {what} `{name}`; did you mean `{near}`?"),
        None if known.len() <= 20 => format!("there is no {what} `{name}`; there are {}", listed(&known)),
        None => format!("there is no {what} `{name}`"),
    }
}

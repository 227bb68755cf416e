//! The custom properties of a style sheet: short names, none that nothing asks for, and the value itself where one place asks for it.
//! Never touches a property that the sheet does not set.

use super::css::{Rule, split};
use std::collections::{BTreeMap, BTreeSet};

/// Gives the custom properties that the rules themselves set the shortest names, the most used first. No other sheet and no element knows them.
pub(super) fn shorten(rules: &mut [Rule]) {
    let mut set = BTreeSet::new();
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    each_text(rules, &mut |text| {
        for declaration in split(text, ';') {
            set.extend(declaration.split_once(':').map(|(name, _)| name).filter(|name| name.starts_with("--")).map(str::to_string));
        }
        properties(text, |name| {
            *used.entry(name.to_string()).or_default() += 1;
            None
        });
    });
    let mut names: Vec<(String, usize)> = used.into_iter().filter(|(name, _)| set.contains(name)).collect();
    names.sort_by_key(|(name, used)| (std::cmp::Reverse(*used), name.clone()));
    let short: BTreeMap<String, String> = names.into_iter().enumerate().map(|(n, (name, _))| (name, format!("--{}", letters(n)))).collect();
    each_text(rules, &mut |text| *text = properties(text, |name| short.get(name).cloned()));
}

/// Leaves out custom properties that nothing here asks for.
pub(super) fn forget_unused(rules: &mut [Rule]) {
    loop {
        let mut asked = BTreeSet::new();
        let mut left_out = false;
        each_text(rules, &mut |text| {
            for declaration in split(text, ';') {
                let value = declaration.split_once(':').filter(|(name, _)| name.starts_with("--")).map_or(declaration, |(_, value)| value);
                properties(value, |name| {
                    asked.insert(name.to_string());
                    None
                });
            }
        });
        each_text(rules, &mut |text| {
            let unused = |declaration: &&str| declaration.split_once(':').is_some_and(|(name, _)| name.starts_with("--") && !asked.contains(name));
            let declarations = split(text, ';');
            if declarations.iter().any(&unused) {
                left_out = true;
                *text = declarations.into_iter().filter(|declaration| !unused(declaration)).collect::<Vec<_>>().join(";");
            }
        });
        // One that only an unused one asked for is unused now.
        if !left_out {
            return;
        }
    }
}

/// Writes what a custom property holds where it is asked for, if it is set once for the whole page and its name would take no less room.
pub(super) fn inline_single(rules: &mut [Rule]) {
    let mut set: BTreeMap<String, usize> = BTreeMap::new();
    let mut named: BTreeMap<String, usize> = BTreeMap::new();
    each_text(rules, &mut |text| {
        for (name, _) in own_properties(text) {
            *set.entry(name.to_string()).or_default() += 1;
        }
        properties(text, |name| {
            *named.entry(name.to_string()).or_default() += 1;
            None
        });
    });
    let of_page = |rule: &Rule| match rule {
        Rule::Style { selectors, body } if *selectors == [":root"] => Some(body.clone()),
        _ => None,
    };
    // Its own declaration names it too.
    for (name, asked) in set.iter().filter(|(_, count)| **count == 1).filter_map(|(name, _)| named.get(name).map(|named| (name, named - 1))) {
        let bodies = rules.iter().filter_map(of_page).collect::<Vec<_>>();
        let value = bodies.iter().flat_map(|body| own_properties(body)).find(|(own, _)| own == name).map(|(_, value)| value.to_string());
        // `var(--a)` at each place, and `--a:` and `;` around the value.
        if let Some(value) = value.filter(|value| asked == 1 || value.len() * asked <= 8 * asked + value.len() + 5) {
            each_text(rules, &mut |text| *text = text.replace(&format!("var({name})"), &value));
        }
    }
}

/// The custom properties that declarations set, with their values.
fn own_properties(declarations: &str) -> Vec<(&str, &str)> {
    split(declarations, ';').into_iter().filter_map(|declaration| declaration.split_once(':')).filter(|(name, _)| name.starts_with("--")).collect()
}

/// a to z, then aa, ab ...
fn letters(n: usize) -> String {
    let letter = |n: usize| char::from(b'a' + (n % 26) as u8);
    if n < 26 { letter(n).to_string() } else { format!("{}{}", letters(n / 26 - 1), letter(n)) }
}

/// What names custom properties: declarations, and conditions of other kinds.
fn each_text(rules: &mut [Rule], found: &mut dyn FnMut(&mut String)) {
    for rule in rules {
        match rule {
            Rule::Style { body, .. } => found(body),
            Rule::Group { prelude, rules } => {
                found(prelude);
                each_text(rules, found);
            }
            Rule::Other { prelude, body } => {
                found(prelude);
                found(body);
            }
            Rule::Statement(_) => {}
        }
    }
}

/// The text with the names of custom properties changed; strings stay as they are.
fn properties(text: &str, mut name: impl FnMut(&str) -> Option<String>) -> String {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '"' | '\'' => rest[1..].find(c).map_or(rest.len(), |end| end + 2),
            c if is_name(c) => rest.find(|c| !is_name(c)).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        match piece.strip_prefix("--").and_then(|_| name(piece)) {
            Some(other) => out.push_str(&other),
            None => out.push_str(piece),
        }
        rest = after;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{forget_unused, inline_single, letters, shorten};
    use crate::render::html::css::{rules, write};

    #[test]
    fn names_of_its_own_are_short() {
        let mut of = rules(
            ":root{--ink:#000;--paper:#fff;--x-y:0}@media print{:root{--ink:red}}p{color:var(--ink);margin:calc(1px - var(--x-y)) 1--ink;content:\"--ink\";--z:var(--other)}",
        );
        shorten(&mut of);
        let mut out = String::new();
        write(&of, &mut out);
        assert_eq!(
            out,
            ":root{--a:#000;--c:#fff;--b:0}@media print{:root{--a:red}}p{color:var(--a);margin:calc(1px - var(--b)) 1--ink;content:\"--ink\";--d:var(--other)}"
        );
        assert_eq!([0, 25, 26, 51, 52].map(letters), ["a", "z", "aa", "az", "ba"]);
    }

    #[test]
    fn what_is_asked_for_once_is_written_there() {
        let mut of = rules(":root{--a:1;--b:2;--c:var(--b);--d:4;--e:5}@media print{:root{--d:6}}p{x:var(--a) var(--c);y:var(--d)}q{--e:7;z:var(--e)}");
        inline_single(&mut of);
        forget_unused(&mut of);
        let mut out = String::new();
        write(&of, &mut out);
        assert_eq!(out, ":root{--d:4;--e:5}@media print{:root{--d:6}}p{x:1 2;y:var(--d)}q{--e:7;z:var(--e)}");
        // Of two places a long value stands in neither, a short one in both.
        let mut of = rules(":root{--a:41rem;--b:1px solid currentcolor}p{x:var(--a);y:var(--b)}q{x:var(--a);y:var(--b)}");
        inline_single(&mut of);
        forget_unused(&mut of);
        let mut out = String::new();
        write(&of, &mut out);
        assert_eq!(out, ":root{--b:1px solid currentcolor}p{x:41rem;y:var(--b)}q{x:41rem;y:var(--b)}");
    }

    #[test]
    fn properties_that_nothing_asks_for_go() {
        let mut of = rules(":root{--a:1;--b:var(--c);--c:2;--d:var(--a);x:y}p{z:var(--d)}");
        forget_unused(&mut of);
        let mut out = String::new();
        write(&of, &mut out);
        assert_eq!(out, ":root{--a:1;--d:var(--a);x:y}p{z:var(--d)}");
    }
}

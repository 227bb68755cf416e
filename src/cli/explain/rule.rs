//! A rule for those who met its finding: why, by which law, on which days, what is wrong and what is right, how to mend, how to allow, how to weigh.
//! Its words are those of the rule; here are only the headings.

use super::open;
use crate::day::{Day, Days};
use crate::diagnostic::Severity;
use crate::lang::{ByLang, Lang, fill};
use crate::law::{Citation, LAW};
use crate::lint::example::{base, patched, shown};
use crate::lint::own::OwnFile;
use crate::lint::rule::Example;
use crate::lint::{Check, Rule};
use std::fmt::Write as _;

/// The most lines of an example.
const MAX_LINES: usize = 18;

pub(super) struct Words {
    pub(super) why: &'static str,
    pub(super) law: &'static str,
    days: &'static str,
    /// All days; a first day on; up to a last one; between the two.
    spans: [&'static str; 4],
    /// The same beside a citation.
    short: [&'static str; 3],
    pub(super) help: &'static str,
    bad: &'static str,
    good: &'static str,
    on_day: &'static str,
    gone: &'static str,
    without: &'static str,
    allow: &'static str,
    entry: &'static str,
    comment: &'static str,
    more: &'static str,
    never: &'static str,
    reason: &'static str,
    level: &'static str,
    levels: [(&'static str, &'static str); 3],
    change: &'static str,
    off: &'static str,
    on: &'static str,
}

pub(super) static WORDS: ByLang<Words> = ByLang {
    fi: Words {
        why: "Miksi",
        law: "Laki",
        days: "Milloin",
        spans: [
            "Sääntö koskee kaikkia arviointipäiviä.",
            "Sääntö koskee arviointipäiviä {from} alkaen.",
            "Sääntö koskee arviointipäiviä {until} saakka, se päivä mukaan lukien.",
            "Sääntö koskee arviointipäiviä {from}–{until}, molemmat päivät mukaan lukien.",
        ],
        short: ["{from} alkaen", "{until} saakka", "{from}–{until}"],
        help: "Korjaus",
        bad: "Esimerkki: virhe",
        good: "Esimerkki: kunnossa",
        on_day: "arviointipäivä {date}",
        gone: "puuttuu",
        without: "Ilman näitä rivejä seloste on kunnossa.",
        allow: "Havainnon hyväksyminen",
        entry: "Jos havainto on tiedossa ja perusteltu, hyväksy se selosteessa. Peruste on pakollinen; avaimilla `at`, `owner` ja `until` voi rajata kohdan, nimetä vastuuhenkilön ja antaa viimeisen päivän.",
        comment: "Tai kirjoita kommentti havaintoa edeltävälle riville:",
        more: "Näin sen voi kirjoittaa selosteen loppuun:",
        never: "Tätä havaintoa ei voi hyväksyä. Se poistuu, kun syy korjataan.",
        reason: "Kirjoita tähän peruste",
        level: "Vakavuus",
        levels: [("error", "virhe"), ("warning", "varoitus"), ("note", "huomautus")],
        change: "Havainto on {level} (`{key}`). Työtilassa sen voi muuttaa tiedostossa `seloste.toml`:",
        off: "Sääntö ei ole oletuksena käytössä. Sen havainto on {level} (`{key}`).",
        on: "Sääntö otetaan käyttöön tiedostossa `seloste.toml`, kun sille annetaan vakavuus:",
    },
    sv: Words {
        why: "Varför",
        law: "Lag",
        days: "När",
        spans: [
            "Regeln gäller alla bedömningsdagar.",
            "Regeln gäller bedömningsdagar från och med {from}.",
            "Regeln gäller bedömningsdagar till och med {until}.",
            "Regeln gäller bedömningsdagar från och med {from} till och med {until}.",
        ],
        short: ["från och med {from}", "till och med {until}", "{from}–{until}"],
        help: "Åtgärd",
        bad: "Exempel: fel",
        good: "Exempel: i ordning",
        on_day: "bedömningsdag {date}",
        gone: "saknas",
        without: "Utan dessa rader är beskrivningen i ordning.",
        allow: "Så godkänns fyndet",
        entry: "Om fyndet är känt och motiverat kan det godkännas i beskrivningen. Motiveringen är obligatorisk; med nycklarna `at`, `owner` och `until` kan stället avgränsas, en ansvarig anges och en sista dag sättas.",
        comment: "Eller skriv en kommentar på raden före fyndet:",
        more: "Så kan det skrivas i slutet av beskrivningen:",
        never: "Detta fynd kan inte godkännas. Det försvinner när orsaken åtgärdas.",
        reason: "Skriv motiveringen här",
        level: "Allvar",
        levels: [("error", "ett fel"), ("warning", "en varning"), ("note", "en anmärkning")],
        change: "Fyndet är {level} (`{key}`). I arbetsytan kan det ändras i filen `seloste.toml`:",
        off: "Regeln körs inte om ingen begär det. Dess fynd är {level} (`{key}`).",
        on: "Regeln tas i bruk i filen `seloste.toml` genom att ge den en allvarsgrad:",
    },
    en: Words {
        why: "Why",
        law: "Law",
        days: "When",
        spans: [
            "The rule applies to every judging day.",
            "The rule applies to judging days from {from} on.",
            "The rule applies to judging days up to and including {until}.",
            "The rule applies to judging days from {from} to {until}, both included.",
        ],
        short: ["from {from}", "up to {until}", "{from} to {until}"],
        help: "What to do",
        bad: "Example: wrong",
        good: "Example: right",
        on_day: "judging day {date}",
        gone: "missing",
        without: "Without these lines the notice is in order.",
        allow: "How to allow the finding",
        entry: "Where the finding is known and there is a reason for it, allow it in the notice. The reason is required; `at`, `owner` and `until` limit the place, name who answers for it and set a last day.",
        comment: "Or write a comment on the line before the finding:",
        more: "This can stand at the end of the notice:",
        never: "This finding cannot be allowed. It goes when its cause is mended.",
        reason: "Write the reason here",
        level: "Severity",
        levels: [("error", "an error"), ("warning", "a warning"), ("note", "a note")],
        change: "The finding is {level} (`{key}`). A workspace can change that in `seloste.toml`:",
        off: "The rule does not run unless asked for. Its finding is {level} (`{key}`).",
        on: "Giving it a severity in `seloste.toml` makes it run:",
    },
};

/// The explanation of a rule. One of a user's own has a file, and base notices that came with it.
pub(super) fn of(rule: &Rule, file: &str, own: &[OwnFile], lang: Lang) -> String {
    let words = WORDS.get(lang);
    let mut out = format!("{} {}\n\n{}\n", rule.code, rule.name, open(rule.message.get(lang)));
    let mut part = |heading: &str, text: &str| {
        if !text.trim().is_empty() {
            let _ = write!(out, "\n{heading}\n{text}");
        }
    };
    part(words.why, &said(rule.why.get(lang)));
    let law = rule.law.iter().filter_map(|entry| Some((entry, Citation::parse(&entry.cite)?.print(&LAW, lang)?)));
    let law = law.map(|(entry, cite)| {
        let days = if entry.days == rule.days { None } else { short(entry.days, words, lang) };
        format!("  - {cite}{}\n", days.map_or_else(String::new, |days| format!(" ({days})")))
    });
    part(words.law, &law.collect::<String>());
    part(words.days, &said(&spanned(words.spans, rule.days, lang)));
    part(words.help, &said(&open(rule.help.get(lang))));
    for (heading, text) in examples(rule, file, own, words, lang) {
        part(&heading, &text);
    }
    let entry = toml(&format!("[[lint.allow]]\ncode = \"{}\"\nreason = \"{}\"", rule.code, words.reason));
    let comment = toml(&format!("# seloste: allow({}) {}", rule.code, words.reason.to_lowercase()));
    if can_be_allowed(rule) {
        part(words.allow, &format!("{}{}{entry}{}{comment}", said(words.entry), said(words.more), said(words.comment)));
    } else {
        part(words.allow, &said(words.never));
    }
    let level = words.levels.iter().find(|(key, _)| *key == rule.level.key()).map_or("", |(_, word)| word);
    let named = |phrase: &str| fill(phrase, |hole| Some(if hole == "level" { level } else { rule.level.key() }.to_string()));
    let (text, to) =
        if rule.default { (said(&named(words.change)), other(rule.level)) } else { (format!("{}{}", said(&named(words.off)), said(words.on)), rule.level) };
    part(words.level, &format!("{text}{}", toml(&format!("[lint]\nlevels = {{ {} = \"{}\" }}", rule.code, to.key()))));
    out
}

/// Whether an allowance reaches what a rule finds: allowances themselves, baselines and choices of rules are no findings of a notice.
fn can_be_allowed(rule: &Rule) -> bool {
    const NEVER: [&str; 7] = ["allow-unused", "allow-lapsed", "baseline-stale", "selector-unknown", "path-pattern", "colour-form", "contrast-low"];
    !matches!(&rule.check, Check::Shape(check) if NEVER.contains(&check.fault.as_str()))
}

/// Prose under a heading.
pub(super) fn said(text: &str) -> String {
    text.lines().map(|line| format!("  {line}\n")).collect()
}

/// TOML under a heading, set in from the prose.
fn toml(text: &str) -> String {
    let lines: Vec<&str> = text.lines().collect();
    let mut out: String = lines.iter().take(MAX_LINES).map(|line| if line.is_empty() { "\n".to_string() } else { format!("      {line}\n") }).collect();
    if lines.len() > MAX_LINES {
        out.push_str("      # …\n");
    }
    out
}

fn other(level: Severity) -> Severity {
    if level == Severity::Warning { Severity::Error } else { Severity::Warning }
}

/// What is wrong and what is right: the first bad example as it stands and as its base had it; else what the rule shows as text.
fn examples(rule: &Rule, file: &str, own: &[OwnFile], words: &Words, lang: Lang) -> Vec<(String, String)> {
    if let Some(sample) = &rule.sample {
        return vec![(words.bad.to_string(), toml(sample.bad.trim())), (words.good.to_string(), toml(sample.good.trim()))];
    }
    let gone = |example: &Example| example.remove.iter().map(|path| format!("# {}: {path}\n", words.gone)).collect::<String>();
    let shown = |example: &Example| {
        let (before, after) = shown(&patched(base(&example.base, file, own)?, example).ok()?);
        Some((before, format!("{}{after}", gone(example))))
    };
    // One in the reader's own language, where there is one.
    let speaks = |example: &&Example| base(&example.base, file, own).is_some_and(|text| first_language(text) == Some(lang));
    let bad = rule.bad.iter().filter(speaks).chain(&rule.bad).find_map(|bad| Some((bad, shown(bad)?)));
    let Some((bad, (before, after))) = bad else { return Vec::new() };
    let day = bad.as_of.map_or_else(String::new, |day| format!(" ({})", fill(words.on_day, |_| Some(written(day, lang)))));
    let mut out = vec![(format!("{}{day}", words.bad), toml(&after))];
    if before.contains('=') {
        out.push((words.good.to_string(), toml(&before)));
        return out;
    }
    // What is wrong was only added; what is right beside it is a good example that comes near, where there is one.
    out[0].1.push_str(&said(words.without));
    let near = rule
        .good
        .iter()
        .filter(speaks)
        .chain(&rule.good)
        .find_map(|good| shown(good).map(|(_, text)| text).filter(|text| text.contains('=') && *text != after));
    out.extend(near.map(|text| (words.good.to_string(), toml(&text))));
    out
}

/// The first language a notice declares.
fn first_language(text: &str) -> Option<Lang> {
    let line = text.lines().find(|line| line.trim_start().starts_with("languages"))?;
    Lang::parse(line.split('"').nth(1)?)
}

/// A span of days in words: of all, from, until, both.
fn spanned(phrases: [&str; 4], days: Days, lang: Lang) -> String {
    let phrase = match (days.from, days.until) {
        (None, None) => phrases[0],
        (Some(_), None) => phrases[1],
        (None, Some(_)) => phrases[2],
        (Some(_), Some(_)) => phrases[3],
    };
    let day = |hole: &str| if hole == "from" { days.from } else { days.until };
    fill(phrase, |hole| day(hole).map(|day| written(day, lang)))
}

pub(super) fn short(days: Days, words: &Words, lang: Lang) -> Option<String> {
    let [from, until, both] = words.short;
    (days != Days::default()).then(|| spanned(["", from, until, both], days, lang))
}

/// A day as a language writes it in prose.
fn written(day: Day, lang: Lang) -> String {
    const MONTHS: [&str; 12] = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    match lang {
        Lang::FI | Lang::SV => format!("{}.{}.{}", day.day(), day.month(), day.year()),
        _ => format!("{} {} {}", day.day(), MONTHS[usize::from(day.month()) - 1], day.year()),
    }
}

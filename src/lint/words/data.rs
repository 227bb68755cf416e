//! Word lists as data: the shape of the files under `lints/lists/words` and `lints/lists/outdated`, and what they are made into.
//! Shared with the build script, which makes and packs them; imports only the ground floor. Never looks at a notice.
//!
//! Stems are those of Snowball by the crate `frostem`: generated from the current algorithms and released whenever they change, one feature a language,
//! no code of others behind it, no unsafe; `rust-stemmers` has not followed Snowball for years.

use crate::day::Day;
use crate::lang::{ByLang, Lang};
use frostem::{Algorithm, Stemmer};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How many words an ellipsis in a phrase stands for at most, unless a number follows it.
const GAP: u8 = 4;

/// The stemmer of a language.
#[must_use]
pub fn stemmer(lang: Lang) -> Stemmer {
    Stemmer::new(match lang {
        Lang::FI => Algorithm::Finnish,
        Lang::SV => Algorithm::Swedish,
        _ => Algorithm::English,
    })
}

/// Lower case of ASCII and of the letters of Latin-1 (Å Ä Ö among them), byte by byte, so that every byte keeps its place.
pub fn fold(text: &str, out: &mut Vec<u8>) {
    out.clear();
    out.extend_from_slice(text.as_bytes());
    out.make_ascii_lowercase();
    if text.is_ascii() {
        return;
    }
    for i in 1..out.len() {
        if out[i - 1] == 0xC3 && (0x80..=0x9E).contains(&out[i]) && out[i] != 0x97 {
            out[i] |= 0x20;
        }
    }
}

/// The folded text as a string.
#[must_use]
pub fn folded(text: &str) -> String {
    let mut out = Vec::new();
    fold(text, &mut out);
    String::from_utf8(out).unwrap_or_else(|_| text.to_string())
}

/// What is looked for in texts of one language, made ready: groups, and patterns in the order of their groups.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lexicon {
    /// What belongs together: one list, the same conditions.
    pub groups: Vec<Group>,
    /// Words and phrases with their group.
    pub patterns: Vec<(u16, Pattern)>,
    /// Words and phrases of conditions, each once.
    pub pool: Vec<Pattern>,
    /// What a word of a phrase may be, each set of alternatives once.
    pub anys: Vec<Vec<Alt>>,
}

/// Words and phrases of a list that share conditions; those are indexes into the pool.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Group {
    /// The list, as an index into [`Words::lists`].
    pub list: u16,
    /// The entry of a list of outdated words, as an index into [`Words::entries`]; in the list of citations the statute.
    pub entry: Option<u16>,
    /// Phrases that make a hit innocent where they cover it or stand in its clause.
    pub unless: Vec<u16>,
    /// The same, before it in its clause.
    pub unless_before: Vec<u16>,
    /// The same, after it in its clause.
    pub unless_after: Vec<u16>,
    /// The same, anywhere in its sentence.
    pub unless_sentence: Vec<u16>,
    /// The same, anywhere in the passage.
    pub unless_passage: Vec<u16>,
    /// Phrases in the sentence that undo the conditions on sentence and passage.
    pub despite: Vec<u16>,
    /// Phrases of which one must stand in the sentence.
    pub needs: Vec<u16>,
    /// Others of which one must stand in the sentence as well.
    pub needs_too: Vec<u16>,
    /// Others of which one must stand anywhere in the passage.
    pub needs_passage: Vec<u16>,
    /// The same, before it in its clause.
    pub needs_before: Vec<u16>,
    /// The same, after it in its clause.
    pub needs_after: Vec<u16>,
    /// A table or topic whose texts are about the matter anyway: what is needed elsewhere is not needed there.
    pub home: Option<String>,
    /// Words of which, besides the hit, the whole text must consist: it says nothing else.
    pub only: Vec<u16>,
    /// Whether it must be the whole text.
    pub whole: bool,
    /// Whether it must begin its sentence.
    pub first: bool,
    /// Whether it must be the whole sentence, as a heading is.
    pub alone: bool,
    /// Whether it must begin its clause.
    pub opens: bool,
    /// Whether it counts in headings inside a text too.
    pub headings: bool,
    /// Whether a colon that follows in its sentence makes it innocent: what it leaves open is told there.
    pub unless_colon: bool,
}

/// A word or phrase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pattern {
    /// Its words.
    pub tokens: Vec<Token>,
    /// The word by which it is found.
    pub anchor: u8,
}

/// One word of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// What it may be, as an index into [`Lexicon::anys`].
    pub any: u16,
    /// Whether it may be left out.
    pub optional: bool,
    /// How many words may stand before it.
    pub gap: u8,
}

/// What a word may be. All in lower case unless said otherwise; the texts are read where they lie in the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alt {
    /// Any form with the stem; every one begins with the head.
    Stem {
        /// What all forms begin with.
        #[serde(borrow)]
        head: Cow<'static, str>,
        /// The stem.
        #[serde(borrow)]
        stem: Cow<'static, str>,
    },
    /// This form alone.
    Form(#[serde(borrow)] Cow<'static, str>),
    /// Any word that begins so.
    Begins(#[serde(borrow)] Cow<'static, str>),
    /// Any longer word that ends so, such as a compound.
    Ends(#[serde(borrow)] Cow<'static, str>),
    /// A number.
    Number,
    /// Text that goes on as it likes: the stem of a citation.
    Cited(#[serde(borrow)] Cow<'static, str>),
    /// A word with a digit anywhere in it: a number, a date, a code.
    Figure,
    /// As written up to a border of words; in any case of letters unless it has a capital.
    Exact {
        /// The text.
        #[serde(borrow)]
        text: Cow<'static, str>,
        /// Whether capitals count.
        cased: bool,
    },
}

/// What is known of an outdated word.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Entry {
    /// The list, as an index into [`Words::lists`].
    pub list: u16,
    /// Its name in the list.
    pub id: String,
    /// The first day on which it is out of date.
    pub from: Option<Day>,
    /// The last day on which it is told.
    pub until: Option<Day>,
    /// What is right now.
    pub now: ByLang<String>,
    /// Whether what is right may be put in its place as it stands: only where the text has exactly one of the fixed forms.
    pub safe: bool,
}

/// Everything that is packed.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Words {
    /// Names of the lists, in order; those of outdated words begin with `outdated/`.
    pub lists: Vec<String>,
    /// Entries of lists of outdated words.
    pub entries: Vec<Entry>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawList {
    #[serde(default)]
    fi: Vec<RawGroup>,
    #[serde(default)]
    sv: Vec<RawGroup>,
    #[serde(default)]
    en: Vec<RawGroup>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct RawGroup {
    words: Vec<String>,
    phrases: Vec<String>,
    exact: Vec<String>,
    unless: Vec<String>,
    unless_before: Vec<String>,
    unless_after: Vec<String>,
    unless_sentence: Vec<String>,
    unless_passage: Vec<String>,
    despite: Vec<String>,
    needs: Vec<String>,
    needs_too: Vec<String>,
    needs_passage: Vec<String>,
    home: Option<String>,
    only: Vec<String>,
    needs_before: Vec<String>,
    needs_after: Vec<String>,
    whole: bool,
    first: bool,
    alone: bool,
    opens: bool,
    headings: bool,
    unless_colon: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOutdated {
    entry: Vec<RawEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct RawEntry {
    id: String,
    #[serde(default)]
    from: Option<Day>,
    #[serde(default)]
    until: Option<Day>,
    #[serde(default)]
    stale: ByLangLists,
    #[serde(default)]
    exact: ByLangLists,
    #[serde(default)]
    unless: ByLangLists,
    #[serde(default)]
    unless_sentence: ByLangLists,
    #[serde(default)]
    unless_passage: ByLangLists,
    #[serde(default)]
    needs: ByLangLists,
    now: ByLang<String>,
    #[serde(default)]
    safe: bool,
    /// Whether words of the past near it make it innocent.
    #[serde(default = "yes")]
    history: bool,
    #[serde(default)]
    alone: bool,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ByLangLists {
    fi: Vec<String>,
    sv: Vec<String>,
    en: Vec<String>,
}

impl ByLangLists {
    fn get(&self, lang: Lang) -> &[String] {
        match lang {
            Lang::FI => &self.fi,
            Lang::SV => &self.sv,
            _ => &self.en,
        }
    }
}

/// The list of citations: its entries are statutes in the order of the law's data.
pub const CITES: &str = "cites";

/// Makes lists ready: `sets`, word lists and lists of outdated words, each a name and its TOML; and stems by which statutes are cited, with the statute.
pub fn make(sets: &str, lists: &[(String, String)], outdated: &[(String, String)], cited: &[(u16, String)]) -> Result<(Words, ByLang<Lexicon>), String> {
    let sets: BTreeMap<String, ByLangLists> = toml::from_str(sets).map_err(|e| format!("sets: {e}"))?;
    let mut words = Words::default();
    let mut lexicons = ByLang::<Lexicon>::default();
    words.lists.push(CITES.into());
    for lexicon in [&mut lexicons.fi, &mut lexicons.sv, &mut lexicons.en] {
        for (statute, stem) in cited {
            let group = u16::try_from(lexicon.groups.len()).map_err(|_| "too many groups")?;
            lexicon.groups.push(Group { entry: Some(*statute), headings: true, ..Group::default() });
            let found = lexicon.word(Alt::Cited(folded(stem).into()));
            lexicon.patterns.push((group, found?));
        }
    }
    for (name, text) in lists {
        let raw: RawList = toml::from_str(text).map_err(|e| format!("{name}: {e}"))?;
        let list = u16::try_from(words.lists.len()).map_err(|_| "too many lists")?;
        words.lists.push(name.clone());
        for (lang, groups, lexicon) in [(Lang::FI, &raw.fi, &mut lexicons.fi), (Lang::SV, &raw.sv, &mut lexicons.sv), (Lang::EN, &raw.en, &mut lexicons.en)] {
            for group in groups {
                add(lexicon, lang, &sets, list, None, group).map_err(|e| format!("{name} ({lang}): {e}"))?;
            }
        }
    }
    for (name, text) in outdated {
        let raw: RawOutdated = toml::from_str(text).map_err(|e| format!("{name}: {e}"))?;
        let list = u16::try_from(words.lists.len()).map_err(|_| "too many lists")?;
        words.lists.push(format!("outdated/{name}"));
        for entry in raw.entry {
            if words.entries.iter().any(|known| known.list == list && known.id == entry.id) {
                return Err(format!("{name}: the id {} stands twice", entry.id));
            }
            let at = u16::try_from(words.entries.len()).map_err(|_| "too many entries")?;
            for (lang, lexicon) in [(Lang::FI, &mut lexicons.fi), (Lang::SV, &mut lexicons.sv), (Lang::EN, &mut lexicons.en)] {
                let mut unless_sentence = entry.unless_sentence.get(lang).to_vec();
                if entry.history {
                    unless_sentence.push("@history".into());
                }
                let group = RawGroup {
                    phrases: entry.stale.get(lang).to_vec(),
                    exact: entry.exact.get(lang).to_vec(),
                    unless: entry.unless.get(lang).to_vec(),
                    needs: entry.needs.get(lang).to_vec(),
                    unless_passage: entry.unless_passage.get(lang).to_vec(),
                    unless_sentence,
                    alone: entry.alone,
                    headings: true,
                    ..RawGroup::default()
                };
                add(lexicon, lang, &sets, list, Some(at), &group).map_err(|e| format!("{name}: {} ({lang}): {e}", entry.id))?;
            }
            if entry.now.iter().any(|(_, now)| now.contains(['"', '\\', '\n'])) {
                return Err(format!("{name}: {}: what is right now must be able to stand in a TOML string", entry.id));
            }
            words.entries.push(Entry { list, id: entry.id, from: entry.from, until: entry.until, now: entry.now, safe: entry.safe });
        }
    }
    Ok((words, lexicons))
}

fn add(lexicon: &mut Lexicon, lang: Lang, sets: &BTreeMap<String, ByLangLists>, list: u16, entry: Option<u16>, raw: &RawGroup) -> Result<(), String> {
    if raw.words.is_empty() && raw.phrases.is_empty() && raw.exact.is_empty() {
        return if entry.is_some() { Ok(()) } else { Err("a group with nothing to look for".into()) };
    }
    let at = u16::try_from(lexicon.groups.len()).map_err(|_| "too many groups")?;
    for phrase in raw.words.iter().chain(&raw.phrases) {
        for phrase in spell_out(phrase, lang, sets)? {
            let found = lexicon.pattern(&phrase, lang)?;
            if !lexicon.anchored(&found) {
                return Err(format!("nothing to find `{phrase}` by: one word must in every form be whole or begin with the same three letters"));
            }
            lexicon.patterns.push((at, found));
        }
    }
    for text in &raw.exact {
        let cased = text.chars().any(char::is_uppercase);
        let text = if cased { text.clone() } else { folded(text) };
        let found = lexicon.word(Alt::Exact { text: text.into(), cased })?;
        lexicon.patterns.push((at, found));
    }
    let mut pooled = |phrases: &[String]| -> Result<Vec<u16>, String> {
        let mut out = Vec::new();
        for phrase in phrases.iter().map(|phrase| spell_out(phrase, lang, sets)).collect::<Result<Vec<_>, _>>()?.concat() {
            let pattern = lexicon.pattern(&phrase, lang)?;
            let at = lexicon.pool.iter().position(|known| *known == pattern).unwrap_or_else(|| {
                lexicon.pool.push(pattern);
                lexicon.pool.len() - 1
            });
            out.push(u16::try_from(at).map_err(|_| "too many conditions")?);
        }
        Ok(out)
    };
    let group = Group {
        list,
        entry,
        unless: pooled(&raw.unless)?,
        unless_before: pooled(&raw.unless_before)?,
        unless_after: pooled(&raw.unless_after)?,
        unless_sentence: pooled(&raw.unless_sentence)?,
        unless_passage: pooled(&raw.unless_passage)?,
        despite: pooled(&raw.despite)?,
        home: raw.home.clone(),
        only: pooled(&raw.only)?,
        needs: pooled(&raw.needs)?,
        needs_too: pooled(&raw.needs_too)?,
        needs_passage: pooled(&raw.needs_passage)?,
        needs_before: pooled(&raw.needs_before)?,
        needs_after: pooled(&raw.needs_after)?,
        whole: raw.whole,
        first: raw.first,
        alone: raw.alone,
        opens: raw.opens,
        headings: raw.headings,
        unless_colon: raw.unless_colon,
    };
    lexicon.groups.push(group);
    Ok(())
}

/// A phrase with each phrase of the set it names, or the phrase alone.
fn spell_out(phrase: &str, lang: Lang, sets: &BTreeMap<String, ByLangLists>) -> Result<Vec<String>, String> {
    let Some(name) = phrase.split_whitespace().find(|part| part.starts_with('@')) else { return Ok(vec![phrase.to_string()]) };
    let set = sets.get(&name[1..]).ok_or_else(|| format!("no set `{name}`"))?;
    Ok(set.get(lang).iter().map(|member| phrase.replace(name, member)).collect())
}

impl Lexicon {
    /// A set of alternatives, kept once.
    fn any(&mut self, any: Vec<Alt>) -> Result<u16, String> {
        let at = self.anys.iter().position(|known| *known == any).unwrap_or_else(|| {
            self.anys.push(any);
            self.anys.len() - 1
        });
        u16::try_from(at).map_err(|_| "too many words".into())
    }

    /// One word.
    fn word(&mut self, alt: Alt) -> Result<Pattern, String> {
        Ok(Pattern { tokens: vec![Token { any: self.any(vec![alt])?, optional: false, gap: 0 }], anchor: 0 })
    }

    /// Reads a phrase: words by their stems; `=word` that form alone, `word*` its beginning, `*word` the end of a longer one, `a|b` either, `(word)` may be
    /// left out, `…` up to four words between (`…2`: up to two), `#` a number, `##` a word with a digit in it.
    fn pattern(&mut self, phrase: &str, lang: Lang) -> Result<Pattern, String> {
        let mut tokens = Vec::new();
        let mut gap = 0;
        for part in phrase.split_whitespace() {
            if let Some(rest) = part.strip_prefix('…') {
                gap = if rest.is_empty() { GAP } else { rest.parse().map_err(|_| format!("`{part}` in `{phrase}`"))? };
                continue;
            }
            let inner = part.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
            let any = inner.unwrap_or(part).split('|').map(|word| alt(word, lang)).collect::<Result<Vec<_>, _>>().map_err(|e| format!("{e} in `{phrase}`"))?;
            tokens.push(Token { any: self.any(any)?, optional: inner.is_some(), gap });
            gap = 0;
        }
        let length = |token: &Token| self.anys[usize::from(token.any)].iter().map(|alt| head(alt).map_or(0, |(head, _)| head.len())).min().unwrap_or(0);
        let weight = |token: &Token| if token.optional { 0 } else { length(token) };
        let (anchor, _) = tokens.iter().enumerate().max_by_key(|(i, token)| (weight(token), usize::MAX - i)).ok_or("an empty phrase")?;
        Ok(Pattern { anchor: u8::try_from(anchor).map_err(|_| "too long")?, tokens })
    }

    /// Whether a phrase can be found by its anchor.
    fn anchored(&self, pattern: &Pattern) -> bool {
        let token = &pattern.tokens[usize::from(pattern.anchor)];
        !token.optional && self.anys[usize::from(token.any)].iter().all(|alt| head(alt).is_some_and(|(head, whole)| whole || head.len() >= 3))
    }
}

fn alt(word: &str, lang: Lang) -> Result<Alt, String> {
    match word {
        "#" => return Ok(Alt::Number),
        "##" => return Ok(Alt::Figure),
        _ => {}
    }
    let bare = folded(word.trim_matches(['=', '*']));
    if bare.is_empty() || bare.contains(['=', '*', '(', ')', '@']) {
        return Err(format!("`{word}` is no word"));
    }
    Ok(if word.starts_with('=') {
        Alt::Form(bare.into())
    } else if word.ends_with('*') {
        Alt::Begins(bare.into())
    } else if word.starts_with('*') {
        Alt::Ends(bare.into())
    } else {
        let stem = stemmer(lang).stem(&bare).into_owned();
        let head: String = bare.chars().zip(stem.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
        Alt::Stem { head: head.into(), stem: stem.into() }
    })
}

/// What every word that an alternative means begins with, and whether the word ends there.
#[must_use]
pub fn head(alt: &Alt) -> Option<(&str, bool)> {
    match alt {
        Alt::Stem { head, .. } | Alt::Begins(head) => Some((head, false)),
        Alt::Form(form) => Some((form, true)),
        Alt::Exact { .. } | Alt::Cited(_) | Alt::Ends(_) | Alt::Number | Alt::Figure => None,
    }
}

//! A criterion that `audit` looks for, for those who met its gap: what it is, why it is looked for, by which law and on which days, what to do.
//! Its words are those of `lints/lists/audit.toml`.

use super::rule::{WORDS, said, short};
use crate::lang::Lang;
use crate::law::{Citation, LAW};
use crate::lint::audit::{self, EVIDENCE};
use crate::lint::criteria::Criterion;

/// The explanation of a criterion's gap.
pub(super) fn of(criterion: &Criterion, lang: Lang) -> String {
    let (words, own) = (WORDS.get(lang), EVIDENCE.words.get(lang));
    let silent = audit::asked(criterion).is_none_or(|asked| asked.silent);
    let law = criterion.law.iter().filter_map(|entry| Some((entry, Citation::parse(&entry.cite)?.print(&LAW, lang)?)));
    let law: String =
        law.map(|(entry, cite)| format!("  - {cite}{}\n", short(entry.days, words, lang).map_or_else(String::new, |days| format!(" ({days})")))).collect();
    format!(
        "{} {}\n\n{}\n\n{}\n{}{}\n{}\n{law}\n{}\n{}",
        audit::code(criterion),
        audit::name(criterion),
        audit::untold(criterion, lang),
        words.why,
        said(&own.why),
        if silent { said(&own.silent) } else { String::new() },
        words.law,
        words.help,
        said(&own.help)
    )
}

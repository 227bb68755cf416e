//! The reporters' own few words in three languages. Never a word about a rule.

use super::Counts;
use crate::diagnostic::Severity;
use crate::lang::{ByLang, Lang};

/// Labels of one language.
pub(super) struct Words {
    pub(super) error: &'static str,
    pub(super) warning: &'static str,
    pub(super) note: &'static str,
    pub(super) law: &'static str,
    pub(super) help: &'static str,
    pub(super) file: &'static str,
    pub(super) line: &'static str,
    pub(super) column: &'static str,
    pub(super) key: &'static str,
    pub(super) clean: (&'static str, &'static str),
    errors: (&'static str, &'static str),
    warnings: (&'static str, &'static str),
    notes: (&'static str, &'static str),
    suppressed: (&'static str, &'static str),
    files: (&'static str, &'static str),
    pub(super) explain: &'static str,
}

const WORDS: ByLang<Words> = ByLang {
    fi: Words {
        error: "virhe",
        warning: "varoitus",
        note: "huomautus",
        law: "Laki",
        help: "Korjaus",
        file: "Tiedosto",
        line: "rivi",
        column: "sarake",
        key: "avain",
        clean: ("seloste on kunnossa", "selostetta on kunnossa"),
        errors: ("virhe", "virhettä"),
        warnings: ("varoitus", "varoitusta"),
        notes: ("huomautus", "huomautusta"),
        suppressed: ("sallittu", "sallittua"),
        files: ("tiedosto", "tiedostoa"),
        explain: "Lisää säännöstä: seloste explain KOODI",
    },
    sv: Words {
        error: "fel",
        warning: "varning",
        note: "anmärkning",
        law: "Lag",
        help: "Åtgärd",
        file: "Fil",
        line: "rad",
        column: "kolumn",
        key: "nyckel",
        clean: ("beskrivning är i ordning", "beskrivningar är i ordning"),
        errors: ("fel", "fel"),
        warnings: ("varning", "varningar"),
        notes: ("anmärkning", "anmärkningar"),
        suppressed: ("tillåten", "tillåtna"),
        files: ("fil", "filer"),
        explain: "Mer om en regel: seloste explain KOD",
    },
    en: Words {
        error: "error",
        warning: "warning",
        note: "note",
        law: "Law",
        help: "What to do",
        file: "File",
        line: "line",
        column: "column",
        key: "key",
        clean: ("notice is in order", "notices are in order"),
        errors: ("error", "errors"),
        warnings: ("warning", "warnings"),
        notes: ("note", "notes"),
        suppressed: ("allowed", "allowed"),
        files: ("file", "files"),
        explain: "More about a rule: seloste explain CODE",
    },
};

static TABLE: ByLang<Words> = WORDS;

/// The words of a language.
pub(super) fn words(lang: Lang) -> &'static Words {
    TABLE.get(lang)
}

impl Words {
    /// The name of a severity.
    pub(super) fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Note => self.note,
        }
    }

    /// "3 errors, 1 warning in 5 files", or that all is in order.
    pub(super) fn summary(&self, counts: &Counts, files: usize) -> String {
        let one = |n: usize, (single, many): (&str, &str)| format!("{n} {}", if n == 1 { single } else { many });
        let mut parts = Vec::new();
        for (n, forms) in [(counts.errors, self.errors), (counts.warnings, self.warnings), (counts.notes, self.notes)] {
            if n > 0 {
                parts.push(one(n, forms));
            }
        }
        let clean = parts.is_empty();
        if counts.suppressed > 0 {
            parts.push(one(counts.suppressed, self.suppressed));
        }
        if clean {
            let more = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
            return format!("{}{more}.", one(files, self.clean));
        }
        format!("{} ({}).", parts.join(", "), one(files, self.files))
    }
}

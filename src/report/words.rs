//! The reporters' own few words in three languages. Never a word about a rule.

use super::Counts;
use crate::diagnostic::{Diagnostic, Severity};
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
    /// What is said where all findings are known.
    nothing_new: &'static str,
    errors: (&'static str, &'static str),
    warnings: (&'static str, &'static str),
    notes: (&'static str, &'static str),
    suppressed: (&'static str, &'static str),
    known: (&'static str, &'static str),
    /// A severity of a finding that the baseline knows: error, warning, note.
    known_severity: [&'static str; 3],
    files: (&'static str, &'static str),
    /// Said where nothing was judged, so that it is not taken for all being in order.
    none: &'static str,
    pub(super) explain: &'static str,
    pub(super) title: &'static str,
    pub(super) by_criterion: &'static str,
    pub(super) criterion: &'static str,
    pub(super) other: &'static str,
    pub(super) rule: &'static str,
    pub(super) finding: &'static str,
    pub(super) allowed: &'static str,
    pub(super) related: &'static str,
    pub(super) day: &'static str,
    /// Heads of columns: errors, warnings, notes.
    plural: [&'static str; 3],
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
        nothing_new: "Ei uusia havaintoja",
        errors: ("virhe", "virhettä"),
        warnings: ("varoitus", "varoitusta"),
        notes: ("huomautus", "huomautusta"),
        suppressed: ("hyväksytty", "hyväksyttyä"),
        known: ("tunnettu", "tunnettua"),
        known_severity: ["tunnettu virhe", "tunnettu varoitus", "tunnettu huomautus"],
        files: ("tiedosto", "tiedostoa"),
        none: "Arvioitavia selosteita ei ollut",
        explain: "Lisää säännöstä: seloste explain KOODI",
        title: "Selosteiden tarkastus",
        by_criterion: "Havainnot vaatimuksittain",
        criterion: "Vaatimus",
        other: "Muut",
        rule: "Sääntö",
        finding: "Havainto",
        allowed: "Hyväksytyt havainnot",
        related: "Katso myös",
        day: "Arviointipäivä",
        plural: ["Virheitä", "Varoituksia", "Huomautuksia"],
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
        nothing_new: "Inga nya fynd",
        errors: ("fel", "fel"),
        warnings: ("varning", "varningar"),
        notes: ("anmärkning", "anmärkningar"),
        suppressed: ("tillåten", "tillåtna"),
        known: ("känd", "kända"),
        known_severity: ["känt fel", "känd varning", "känd anmärkning"],
        files: ("fil", "filer"),
        none: "Det fanns inga beskrivningar att bedöma",
        explain: "Mer om en regel: seloste explain KOD",
        title: "Granskning av beskrivningarna",
        by_criterion: "Fynd per krav",
        criterion: "Krav",
        other: "Övrigt",
        rule: "Regel",
        finding: "Fynd",
        allowed: "Godkända fynd",
        related: "Se även",
        day: "Bedömningsdag",
        plural: ["Fel", "Varningar", "Anmärkningar"],
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
        nothing_new: "No new findings",
        errors: ("error", "errors"),
        warnings: ("warning", "warnings"),
        notes: ("note", "notes"),
        suppressed: ("allowed", "allowed"),
        known: ("known", "known"),
        known_severity: ["known error", "known warning", "known note"],
        files: ("file", "files"),
        none: "There were no notices to judge",
        explain: "More about a rule: seloste explain CODE",
        title: "Review of the notices",
        by_criterion: "Findings by criterion",
        criterion: "Criterion",
        other: "Other",
        rule: "Rule",
        finding: "Finding",
        allowed: "Allowed findings",
        related: "See also",
        day: "Judging day",
        plural: ["Errors", "Warnings", "Notes"],
    },
};

static TABLE: ByLang<Words> = WORDS;

/// The words of a language.
pub(super) fn words(lang: Lang) -> &'static Words {
    TABLE.get(lang)
}

impl Words {
    /// The severity of a finding, with the mark of one that the baseline knows.
    pub(super) fn weight(&self, diagnostic: &Diagnostic) -> &'static str {
        let [error, warning, note] = self.known_severity;
        match (diagnostic.known(), diagnostic.severity) {
            (false, severity) => self.severity(severity),
            (true, Severity::Error) => error,
            (true, Severity::Warning) => warning,
            (true, Severity::Note) => note,
        }
    }

    /// How many more there are that do not count: "2 known, 1 allowed"; empty where there are none.
    pub(super) fn besides(&self, known: usize, suppressed: usize) -> String {
        let one = |n: usize, (single, many): (&str, &str)| format!("{n} {}", if n == 1 { single } else { many });
        let counted = [(known, self.known), (suppressed, self.suppressed)];
        counted.into_iter().filter(|(n, _)| *n > 0).map(|(n, forms)| one(n, forms)).collect::<Vec<_>>().join(", ")
    }

    /// The head of a column that counts findings of a severity.
    pub(super) fn many(&self, severity: Severity) -> &'static str {
        let [errors, warnings, notes] = self.plural;
        match severity {
            Severity::Error => errors,
            Severity::Warning => warnings,
            Severity::Note => notes,
        }
    }

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
        let besides = self.besides(counts.known, counts.suppressed);
        if !besides.is_empty() {
            parts.push(besides);
        }
        if clean && counts.known > 0 {
            return format!("{}: {} ({}).", self.nothing_new, parts.join(", "), one(files, self.files));
        }
        if clean {
            let more = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
            return if files == 0 { format!("{}{more}.", self.none) } else { format!("{}{more}.", one(files, self.clean)) };
        }
        format!("{} ({}).", parts.join(", "), one(files.max(1), self.files))
    }
}

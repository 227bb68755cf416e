//! Reading TOML as text: every error at its place, limits, allowances, and nothing that panics.

use crate::patch::{findings, marks, read, root};
use proptest::prelude::*;
use seloste::day::Day;
use seloste::diagnostic::Diagnostic;
use seloste::lang::Lang;
use seloste::law::LAW;
use seloste::lint::context::Sources;
use seloste::lint::judge::Terms;
use seloste::lint::{RULES, judge};
use seloste::notice::literal;
use seloste::report::{Format, Report, render};
use seloste::source::Source;

fn base() -> String {
    read(&root().join("tests/bases/gdpr.toml"))
}

/// A text with one line put in before the first that begins with `before`.
fn with_line(text: &str, before: &str, line: &str) -> String {
    let at = if text.starts_with(before) { 0 } else { text.find(&format!("\n{before}")).unwrap_or_else(|| panic!("no line {before}")) + 1 };
    format!("{}{line}\n{}", &text[..at], &text[at..])
}

/// Line and column of the start of a finding.
fn at(diagnostic: &Diagnostic) -> (usize, usize) {
    let position = diagnostic.source.position(diagnostic.span.start as usize);
    (position.line, position.column)
}

/// The line (from 1) on which a text stands.
fn line_of(text: &str, part: &str) -> usize {
    text[..text.find(part).unwrap_or_else(|| panic!("no {part}"))].matches('\n').count() + 1
}

fn only(text: &str) -> Diagnostic {
    let mut all = findings(text, None);
    assert_eq!(all.len(), 1, "{:?}", marks(&all));
    all.remove(0)
}

/// The findings of the tests' day with their words in a language.
fn findings_in_lang(text: &str, lang: Lang) -> Vec<Diagnostic> {
    let sources = Sources { notice: Source::new("notice.toml", text), workspace: None };
    let terms = Terms { day: day(crate::patch::TODAY), today: day(crate::patch::TODAY), lang: Some(lang), require: Vec::new(), fictional: true };
    judge(&seloste::notice::read(text, None), &sources, &RULES, &LAW, &terms).diagnostics
}

fn shown(diagnostic: &Diagnostic) -> &str {
    diagnostic.source.slice(diagnostic.span)
}

fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

#[test]
fn the_base_of_these_tests_is_clean() {
    assert_eq!(marks(&findings(&base(), None)), Vec::<String>::new());
}

#[test]
fn every_syntax_error_is_told_in_one_run() {
    let text = "[notice]\nformat = \nlanguages = [\"fi\"]\n\n[register]\nname = \"avoin\nkind = [\"customers\"]\n\n[controller\nname = \"Yritys\"\n";
    let all = findings(text, None);
    assert_eq!(marks(&all).iter().map(|mark| &mark[..4]).collect::<Vec<_>>(), ["N001", "N034", "N034"], "{all:#?}");
    assert_eq!(all.iter().map(|d| at(d).0).collect::<Vec<_>>(), [2, 6, 9]);
}

#[test]
fn every_mistake_in_toml_is_told_by_its_own_rule() {
    let told = |text: &str| findings(text, None).into_iter().map(|d| d.code).collect::<Vec<_>>();
    let of_text = |rule: &&seloste::lint::rule::Rule| ("N028".."N036").contains(&rule.code.as_str()) || rule.code == "N001";
    let rules: Vec<_> = RULES.iter().filter(of_text).collect();
    assert_eq!(rules.len(), 9);
    for rule in rules {
        let sample = rule.sample.as_ref().expect("a text to show");
        assert!(told(&sample.bad).contains(&rule.code), "{}: {:?}", rule.code, told(&sample.bad));
        assert!(!told(&sample.good).iter().any(|code| *code == "N001" || ("N028".."N036").contains(&code.as_str())), "{}: {:?}", rule.code, told(&sample.good));
    }
}

#[test]
fn a_broken_file_is_judged_for_its_form_alone() {
    assert!(marks(&findings("[register]\nname = \n", None)).iter().all(|mark| mark.starts_with("N001")));
}

#[test]
fn a_key_written_twice_is_a_syntax_error_at_the_second() {
    let text = with_line(&base(), "kind = [\"customers\"", "name = \"Toinen nimi\"");
    let found = only(&text);
    assert_eq!((found.code.as_str(), at(&found).0), ("N033", line_of(&text, "name = \"Toinen nimi\"")));
}

#[test]
fn an_unknown_key_is_told_with_the_nearest_at_its_place() {
    let text = with_line(&base(), "summary =", "sumary = \"x\"");
    let found = only(&text);
    assert_eq!((found.code.as_str(), at(&found), shown(&found)), ("N002", (line_of(&text, "sumary"), 1), "sumary"));
    assert!(found.help.contains("`summary`"), "{}", found.help);
    assert_eq!(found.fix.as_ref().map(|fix| fix.edits[0].text.as_str()), Some("summary"));
    let table = only(&(base() + "\n[protecton]\nmanual = \"x\"\n"));
    assert_eq!((table.code.as_str(), table.key.as_str()), ("N002", "protecton"));
    assert!(table.help.contains("`protection`"), "{}", table.help);
}

#[test]
fn a_byte_order_mark_moves_bytes_and_no_column_of_text() {
    let text = format!("\u{feff}{}", with_line(&base(), "summary =", "sumary = \"x\""));
    let found = only(&text);
    assert_eq!((found.code.as_str(), at(&found), shown(&found)), ("N002", (line_of(&text, "sumary"), 1), "sumary"));
    assert_eq!(found.span.start as usize, text.find("sumary").expect("the key"));
    assert_eq!(marks(&findings(&format!("\u{feff}{}", base()), None)), Vec::<String>::new());
}

#[test]
fn windows_line_ends_are_line_ends() {
    let unix = with_line(&with_line(&base(), "summary =", "sumary = \"x\""), "manual =", "manul = '''\neka\ntoka'''");
    let windows = unix.replace('\n', "\r\n");
    let (a, b) = (findings(&unix, None), findings(&windows, None));
    assert_eq!(a.len(), 2);
    assert_eq!(marks(&a), marks(&b));
    assert_eq!(a.iter().map(at).collect::<Vec<_>>(), b.iter().map(at).collect::<Vec<_>>());
    assert!(a.iter().zip(&b).all(|(a, b)| shown(a) == shown(b) && a.fingerprint == b.fingerprint));
    assert_eq!(marks(&findings(&base().replace('\n', "\r\n"), None)), Vec::<String>::new());
}

#[test]
fn columns_count_characters_and_offsets_bytes() {
    let text = with_line(&base(), "summary =", "\"ääö😀\".fi = \"x\"");
    let found = only(&text);
    assert_eq!((found.code.as_str(), at(&found)), ("N002", (line_of(&text, "ääö"), 1)));
    let end = found.source.position(found.span.end as usize);
    // Four characters and two quotes; ten bytes and two quotes.
    assert_eq!((end.column, found.span.len()), (7, 12));
    let text = base().replace("name = { ", "").replace("text = \"Kysymme huollon jälkeen, onnistuiko työ.\"", "text = { fi = \"ä😀\", xx = \"y\" }");
    let found = only(&text);
    assert_eq!((found.code.as_str(), shown(&found)), ("N008", "xx"));
    assert_eq!(at(&found).1, "text = { fi = \"ä😀\", ".chars().count() + 1);
    assert_eq!(found.source.utf16_column(found.span.start as usize), "text = { fi = \"ä😀\", ".encode_utf16().count());
}

#[test]
fn a_file_over_four_mebibytes_is_refused_and_one_of_that_size_is_not() {
    let limit = 4 * 1024 * 1024;
    let mut text = base();
    text.push('#');
    text.push_str(&"x".repeat(limit - text.len()));
    assert_eq!(text.len(), limit);
    assert_eq!(marks(&findings(&text, None)), Vec::<String>::new());
    text.push('x');
    let found = only(&text);
    assert_eq!((found.code.as_str(), at(&found)), ("N015", (1, 1)));
}

#[test]
fn nesting_has_a_limit_in_every_spelling() {
    let arrays = |n: usize| format!("system = {}{}", "[".repeat(n), "]".repeat(n));
    let tables = |n: usize| format!("system = {}1{}", "{ a = ".repeat(n), " }".repeat(n));
    let dotted = |n: usize| format!("system{} = 1", ".a".repeat(n));
    // `internal` and `system` are two of the levels.
    for (name, spelled) in [("arrays", &arrays as &dyn Fn(usize) -> String), ("tables", &tables), ("dotted", &dotted)] {
        let notice = |n: usize| format!("{}\n[internal]\n{}\n", base(), spelled(n));
        assert_eq!(marks(&findings(&notice(60), None)), Vec::<String>::new(), "{name}");
        let found = findings(&notice(70), None);
        assert!(!found.is_empty(), "{name}");
        for diagnostic in &found {
            // The parser has a limit of its own for arrays and inline tables, and tells it as a fault of syntax.
            assert!(matches!(diagnostic.code.as_str(), "N016" | "N001"), "{name}: {}", diagnostic.message);
            assert_eq!(at(diagnostic).0, line_of(&notice(70), "system"), "{name}");
        }
        assert!(found.iter().any(|d| d.code == "N016"), "{name}: {:?}", marks(&found));
    }
}

#[test]
fn an_array_has_a_limit() {
    let notice = |n: usize| format!("{}\n[internal]\nlista = [{}]\n", base(), "1,".repeat(n));
    assert_eq!(marks(&findings(&notice(10_000), None)), Vec::<String>::new());
    let found = only(&notice(10_001));
    assert_eq!((found.code.as_str(), at(&found).0), ("N017", line_of(&notice(1), "lista")));
    let entries = |n: usize| format!("{}\n{}", base(), "[[changes]]\n".repeat(n));
    assert_eq!(only(&entries(10_001)).code, "N017");
}

#[test]
fn a_hundred_thousand_of_anything_neither_crashes_nor_hangs() {
    let many = 100_000;
    let hostile = [
        "[".repeat(many),
        format!("a = {}", "[".repeat(many)),
        format!("a = {}", "{a=".repeat(many)),
        format!("a = {}{}", "[".repeat(many), "]".repeat(many)),
        format!("a{} = 1", ".a".repeat(many)),
        format!("[a{}]", ".a".repeat(many)),
        (0..many).map(|n| format!("a{n} = 1\n")).collect(),
        (0..many).map(|n| format!("a.b{n}.c = 1\n")).collect(),
        (0..many).map(|n| format!("[a{n}]\n")).collect(),
        "[[purposes]]\n".repeat(many),
        "\"".repeat(many),
        "'''\"\"\"".repeat(many),
        "\\".repeat(many),
        "= \n".repeat(many),
        "]]\n".repeat(many),
        "# seloste: allow(\n".repeat(many),
    ];
    for text in hostile {
        let start = std::time::Instant::now();
        let found = findings(&text, None);
        assert!(!found.is_empty() && found.len() < 700, "{} findings of {:?}", found.len(), &text[..20]);
        assert!(found.iter().all(|d| at(d).0 >= 1));
        assert!(start.elapsed().as_secs() < 20, "{:?} for {:?}", start.elapsed(), &text[..20]);
    }
}

#[test]
fn what_is_missing_is_told_at_the_header_it_belongs_to() {
    let text = base()
        .replace("role = \"controller\"\n", "")
        .replace("[[disclosures]]\nid = \"courier\"\nname = \"Kuljetusliike Virmakka Oy\"\n", "[[disclosures]]\nid = \"courier\"\n");
    for diagnostic in findings(&text, None) {
        assert_eq!((at(&diagnostic).0, shown(&diagnostic)), (line_of(&text, "[[disclosures]]"), "[[disclosures]]"), "{} {}", diagnostic.code, diagnostic.key);
    }
    let text = base().replace("format = 1\n", "");
    let found = only(&text);
    assert_eq!((found.code.as_str(), found.key.as_str(), at(&found).0, shown(&found)), ("N009", "notice.format", line_of(&text, "[notice]"), "[notice]"));
    let text = base().replace("id = \"feedback\"\nname = \"Asiakastyytyväisyyden mittaaminen\"\n", "id = \"feedback\"\n");
    let found = only(&text);
    assert_eq!((found.code.as_str(), found.key.as_str(), shown(&found)), ("N009", "purposes[2].name", "[[purposes]]"));
    assert_eq!(at(&found).0, line_of(&text, "[[purposes]]\nid = \"feedback\""));
}

#[test]
fn whatever_is_removed_nothing_is_told_at_line_zero_or_outside_the_file() {
    let text = base();
    for (n, _) in text.match_indices("\n[") {
        let rest = text[n + 1..].find("\n\n").map_or(text.len(), |end| n + 1 + end);
        let cut = format!("{}{}", &text[..n], &text[rest..]);
        for d in findings(&cut, None) {
            sound(&d);
        }
    }
    for text in ["", "\n", " ", "#", "[register]", "a = 1", "\u{feff}", "\r\n\r\n[notice]\r\n"] {
        findings(text, None).iter().for_each(sound);
    }
}

#[test]
fn a_comment_that_allows_needs_a_code_and_a_reason() {
    for bad in [
        "# seloste: allow(",
        "# seloste: allow()",
        "# seloste: allow() syy",
        "# seloste: allow(T604)",
        "# seloste: allow(T604)   ",
        "#seloste: allow(T604",
        "\t# seloste: allow(,) ",
    ] {
        let text = with_line(&base(), "manual =", bad);
        let found = findings(&text, None);
        assert_eq!(marks(&found).iter().map(|m| &m[..4]).collect::<Vec<_>>(), ["N018"], "{bad}: {:?}", marks(&found));
        assert_eq!(at(&found[0]).0, line_of(&text, bad), "{bad}");
    }
    for plain in ["# seloste allow T604", "# katso seloste: allow(T604)", "# Tämän voi sallia: # seloste: allow(T604)"] {
        assert_eq!(marks(&findings(&with_line(&base(), "manual =", plain), None)), Vec::<String>::new(), "{plain}");
    }
}

/// The base with a placeholder on one line.
fn faulty() -> String {
    base().replace("manual = \"Työmääräimet ovat lukitussa tilassa.\"", "manual = \"Työmääräimet ovat [täytä paikka].\"")
}

#[test]
fn a_comment_on_the_line_before_allows_that_line() {
    assert_eq!(marks(&findings(&faulty(), None)), ["T604 protection.manual"]);
    for comment in [
        "# seloste: allow(T604) paikka tarkentuu",
        "#  seloste: allow( t604 )paikka",
        "# seloste: allow(placeholder) syy",
        "#seloste:allow (T604) syy",
        "# seloste: allow(T604) syy\n# ja muuta",
        "    # seloste: allow(T604) syy",
    ] {
        let found = findings(&with_line(&faulty(), "manual =", comment), None);
        assert_eq!(marks(&found), Vec::<String>::new(), "{comment}");
        assert_eq!(found.len(), 1, "it is marked, not hidden");
        assert!(found[0].suppressed.as_ref().is_some_and(|s| !s.reason.is_empty() && s.until.is_none()));
    }
    // One that is about another line, or another code, is told as not needed, at its own place.
    for (before, comment) in [
        ("manual =", "# seloste: allow(T603) väärä koodi"),
        ("manual =", "# seloste: allow(T604) liian aikaisin\n\n"),
        ("electronic =", "# seloste: allow(T604) jälkeen"),
    ] {
        let text = with_line(&faulty(), before, comment);
        let found = findings(&text, None);
        let line = line_of(&text, comment.trim_end());
        assert_eq!(marks(&found), [format!("N019 line {line}"), "T604 protection.manual".to_string()], "{comment}");
        assert_eq!(at(&found[found.iter().position(|d| d.code == "N019").expect("it")]), (line, 18), "{comment}");
    }
    let found = findings(&with_line(&faulty(), "manual =", "# seloste: allow(T604, G201) toinen on turha"), None);
    assert_eq!(marks(&found).iter().map(|mark| &mark[..4]).collect::<Vec<_>>(), ["N019"]);
    let found = findings(&with_line(&faulty(), "manual =", "# seloste: allow(T604, X999) toista ei ole"), None);
    assert_eq!(marks(&found).iter().map(|mark| &mark[..4]).collect::<Vec<_>>(), ["N022"]);
}

#[test]
fn a_comment_after_a_value_allows_its_own_line_and_one_before_a_long_value_all_of_it() {
    let after = faulty().replace("[täytä paikka].\"", "[täytä paikka].\" # seloste: allow(T604) paikka # tarkentuu");
    assert_eq!(marks(&findings(&after, None)), Vec::<String>::new());
    let long = faulty().replace(
        "manual = \"Työmääräimet ovat [täytä paikka].\"",
        "# seloste: allow(T604) paikka tarkentuu\nmanual = \"\"\"\nTyömääräimet ovat lukitussa tilassa.\nNiiden paikka on [täytä paikka].\n\"\"\"",
    );
    assert_eq!(marks(&findings(&long, None)), Vec::<String>::new());
    let below = long.replace("[täytä paikka]", "varastossa").replace("electronic = \"", "electronic = \"[täytä tähän] ");
    assert!(marks(&findings(&below, None)).iter().any(|mark| mark.starts_with("N019")), "not what stands below it");
}

#[test]
fn allowances_are_told_in_three_languages_and_keep_their_fingerprint() {
    let text = with_line(&base(), "manual =", "# seloste: allow(T604) ei tarpeen");
    let told: Vec<String> = [Lang::FI, Lang::SV, Lang::EN].map(|lang| findings_in_lang(&text, lang)[0].message.clone()).to_vec();
    assert!(told[0].contains("tarpeeton") && told[1].contains("behövs inte") && told[2].contains("not needed"), "{told:?}");
    // The line of a comment is where it stands today, not what it is.
    let lower = format!("# Selosteen alku.\n\n{text}");
    assert_eq!(findings(&text, None)[0].fingerprint, findings(&lower, None)[0].fingerprint);
}

#[test]
fn a_broken_file_says_nothing_of_what_is_not_needed() {
    let unused = "\n[[lint.allow]]\ncode = \"G207\"\nreason = \"Ei tarpeen.\"\n";
    assert_eq!(marks(&findings(&format!("{}{unused}", base()), None)), ["N019 lint.allow[0]"]);
    let broken = format!("{}{unused}x = \n", base());
    assert!(marks(&findings(&broken, None)).iter().all(|mark| mark.starts_with("N001")));
    // A purpose of a wrong shape is told as such; whether its interest is missing shows when it is mended.
    let hindered = format!("{}{unused}", base().replace("interest = \"Etumme", "interest = 3 # \"Etumme"));
    assert_eq!(marks(&findings(&hindered, None)), ["N003 purposes[2].interest"]);
    // Where that fault is allowed, nothing hinders any more.
    let allowed = format!("{hindered}\n[[lint.allow]]\ncode = \"N003\"\nreason = \"Korjataan myöhemmin.\"\n");
    assert_eq!(marks(&findings(&allowed, None)), ["N019 lint.allow[0]"]);
}

#[test]
fn a_mark_inside_a_string_is_no_comment() {
    let text = faulty().replace("electronic = \"", "electronic = '''\n# seloste: allow(\n# seloste: allow(T604) ei kommentti\n'''\n#");
    assert_eq!(marks(&findings(&text, None)), ["T604 protection.manual"]);
}

#[test]
fn an_entry_allows_where_and_until_when_it_says() {
    let allow = |more: &str| format!("{}\n[[lint.allow]]\ncode = \"T604\"\nreason = \"Paikka tarkentuu muutossa.\"\n{more}\n", faulty());
    let left = |more: &str, on: &str| marks(&findings(&allow(more), Some(day(on))));
    let counts = ["T604 protection.manual".to_string()];
    for at in ["", "at = \"protection\"", "at = \"protection.manual\"", "owner = \"Tietosuojavastaava\""] {
        assert_eq!(left(at, "2026-11-21"), Vec::<String>::new(), "{at}");
    }
    for at in ["at = \"register\"", "at = \"protection.man\"", "at = \"protection.electronic\"", "at = \"protect\""] {
        assert_eq!(left(at, "2026-11-21"), ["N019 lint.allow[0]", "T604 protection.manual"], "{at}");
    }
    assert_eq!(left("until = 2026-12-31", "2026-12-30"), Vec::<String>::new());
    assert_eq!(left("until = 2026-12-31", "2026-12-31"), Vec::<String>::new(), "the day itself still counts");
    assert_eq!(left("until = 2026-12-31", "2027-01-01"), ["N020 lint.allow[0].until", "T604 protection.manual"], "the lapse is told, the finding is back");
    assert_eq!(left("at = \"register\"\nuntil = 2026-12-31", "2027-01-01"), ["N019 lint.allow[0]", "T604 protection.manual"], "told once");
    let found = findings(&allow("owner = \"Lakiasiat\"\nuntil = 2026-12-31"), Some(day("2026-11-21")));
    let suppressed = found[0].suppressed.as_ref().expect("allowed");
    assert_eq!(
        (suppressed.reason.as_str(), suppressed.owner.as_deref(), suppressed.until),
        ("Paikka tarkentuu muutossa.", Some("Lakiasiat"), Some(day("2026-12-31")))
    );
    let empty = format!("{}\n[[lint.allow]]\ncode = \"T604\"\nreason = \"  \"\n", faulty());
    assert!(marks(&findings(&empty, None)).contains(&counts[0]), "no reason, no allowance");
    let none = format!("{}\n[[lint.allow]]\ncode = \"T604\"\n", faulty());
    assert!(marks(&findings(&none, None)).contains(&counts[0]) && findings(&none, None).len() == 2, "no reason, no allowance, and the entry is a fault");
}

#[test]
fn a_placeholder_is_pointed_at_in_the_literal_as_written() {
    let literals = [
        ("\"ä [täytä paikka] b\"", "[täytä paikka]"),
        ("\"\\u00e4\\t\\\"x\\\" [t\\u00e4yt\\U000000e4 paikka] b\"", "[t\\u00e4yt\\U000000e4 paikka]"),
        ("\"\\\\ \\\\ [täytä \\\"paikka\\\"]\"", "[täytä \\\"paikka\\\"]"),
        ("\"\"\"\nEnsimmäinen \\\n    jatkuu [täytä \\\n      paikka] tässä.\n\"\"\"", "[täytä \\\n      paikka]"),
        ("\"\"\"\\\n   [täytä paikka]\\\n   \"\"\"", "[täytä paikka]"),
        ("\"\"\"a\n\n\\n[täytä paikka]\"\"\"", "[täytä paikka]"),
        ("'''\n\\u00e4 [täytä paikka]\n'''", "[täytä paikka]"),
        ("'\\ [täytä paikka]'", "[täytä paikka]"),
        ("\"\"\"\"\"[täytä paikka]\"\"\"\"\"", "[täytä paikka]"),
        ("\"😀\\r\\n [täytä paikka]\"", "[täytä paikka]"),
    ];
    for (literal, part) in literals {
        for text in [literal.to_string(), literal.replace('\n', "\r\n")] {
            let text = base().replace("\"Työmääräimet ovat lukitussa tilassa.\"", &text);
            let found = only(&text);
            assert_eq!((found.code.as_str(), shown(&found).replace('\r', "")), ("T604", part.to_string()), "{literal}");
        }
    }
}

#[test]
fn every_place_of_a_value_is_a_place_of_its_literal() {
    // Each character of the value, written as itself, stands at the place given for it.
    for (literal, value) in [("\"a\\tb\\u00e4ö\"", "a\tbäö"), ("\"\"\"\r\nx\\\r\n   yö\r\nz\"\"\"", "xyö\r\nz"), ("'''\nå\n'''", "å\n"), ("'x\\'", "x\\")]
    {
        for (offset, c) in value.char_indices().filter(|(_, c)| !c.is_control()) {
            let at = literal::place(literal, offset);
            assert!(literal[at..].starts_with(c) || literal[at..].starts_with("\\u"), "{literal}: {c} at {at}");
        }
        assert!(literal[literal::place(literal, value.len())..].chars().all(|c| c == '"' || c == '\''), "{literal}: the end");
    }
}

/// What holds for every finding, however broken the file is.
fn sound(d: &Diagnostic) {
    let lines = d.source.text().matches('\n').count() + 1;
    let (start, end) = (d.source.position(d.span.start as usize), d.source.position(d.span.end as usize));
    assert!(start.line >= 1 && start.column >= 1 && start.line <= lines && end.line <= lines, "{} at {start:?}", d.code);
    assert!(d.span.end as usize <= d.source.text().len(), "{} ends at {} of {}", d.code, d.span.end, d.source.text().len());
    assert!(d.source.text().get(d.span.range()).is_some(), "{} {}: {:?} falls inside a character", d.code, d.key, d.span);
    assert!(!d.span.is_empty() || d.source.text().trim().is_empty(), "{} {}: nothing to point at", d.code, d.key);
    assert!(!d.message.is_empty() && !d.help.is_empty());
}

#[test]
fn an_identity_code_is_shown_in_no_snippet() {
    // Invented, with a right check character; another finding stands in the same line.
    let text = base().replace("manual = \"Työmääräimet ovat lukitussa tilassa.\"", "manual = \"Tunnus 131052-308T [täytä paikka].\"");
    let found = findings(&text, None);
    let mut codes: Vec<&str> = found.iter().map(|d| d.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["T603", "T604"]);
    let report = Report { width: 100, ..Report::new(&found, 1, seloste::lang::Lang::FI) };
    for format in [Format::Pretty, Format::Plain, Format::Short, Format::Json] {
        assert!(!render(format, &report).contains("131052-308T"), "{format:?}");
    }
}

fn reads(text: &str) {
    let found = findings(text, None);
    found.iter().for_each(sound);
    let report = Report { width: 80, ..Report::new(&found, 1, seloste::lang::Lang::SV) };
    for format in [Format::Pretty, Format::Plain, Format::Short, Format::Json] {
        let out = render(format, &report);
        let odd = out.chars().find(|c| (c.is_control() && *c != '\n') || seloste::document::is_bidi(*c));
        assert!(!out.is_empty() && odd.is_none(), "{format:?} prints {odd:?} raw");
    }
}

/// A real notice, changed in a few places.
fn mutated() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(&["\"", "'", "'''", "\"\"\"", "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\n", "\r", "\r\n", "#", "\\", "\\u", "\\U0010", "\u{feff}", "\u{0}", "\u{202e}", "ä", "😀",
            " = ", "a.b.c = 1\n", "# seloste: allow(", "# seloste: allow(G214) x\n", "[notice]\n", "[[purposes]]\n", "1979-05-27T07:32:00Z", "2026-02-30", "true", "nan", "0x7f", "99999999999999999999", "@name", "@", "{}", "[]", "P6Y"][..]).prop_map(str::to_string),
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(|c| c.to_string()),
    ];
    prop::collection::vec((any::<prop::sample::Index>(), 0usize..60, piece), 1..8).prop_map(|changes| {
        let mut text = read(&root().join("tests/bases/gdpr.toml"));
        for (index, cut, piece) in changes {
            let mut at = index.index(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            let mut end = (at + cut).min(text.len());
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.replace_range(at..end, &piece);
        }
        text
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        reads(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_text_is_read(text in "[\\[\\]{}=.,\"'#\\\\ \n\ra-cä@0-9]{0,120}") {
        reads(&text);
    }

    #[test]
    fn any_change_of_a_notice_is_read(text in mutated()) {
        reads(&text);
    }
}

/// Every notice and every base goes the quick road, and both roads lead to the same tree.
#[test]
fn a_notice_is_read_in_one_pass() {
    use seloste::notice::{parse, quick, tree::File};
    for folder in ["notices", "notices/archive", "tests/bases"] {
        for entry in std::fs::read_dir(root().join(folder)).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.extension().is_some_and(|ext| ext == "toml") {
                let text = read(&path);
                let (tree, _) = parse::with_faults(&text, File::Notice, Vec::new());
                let quick = quick::parse(&text, File::Notice).unwrap_or_else(|| panic!("{}: not in one pass", path.display()));
                assert_eq!(format!("{quick:#?}"), format!("{tree:#?}"), "{}", path.display());
            }
        }
    }
}

//! `fmt`: the order of the format, with every comment at what it is about, the same notice before and after, and the same text a second time. Over all
//! notices, the guided starts of every kind, and a thousand notices that were taken apart and put together in another order.

use crate::patch::root;
use proptest::prelude::*;
use seloste::day::Day;
use seloste::document::{Document, Words, build};
use seloste::facts::Facts;
use seloste::lang::Lang;
use seloste::law::LAW;
use seloste::mend::formatted;
use seloste::notice::{self, FORMAT, Notice, WORKSPACE};
use std::path::{Path, PathBuf};
use toml::Table;

fn toml_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            toml_files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "toml") && path.file_name().is_some_and(|name| name != "seloste.toml") {
            out.push(path);
        }
    }
}

/// Every notice of the repository, and the bases of the examples.
fn texts() -> Vec<(String, String)> {
    let mut paths = Vec::new();
    toml_files(&root().join("notices"), &mut paths);
    toml_files(&root().join("tests/bases"), &mut paths);
    paths.sort();
    assert!(paths.len() > 20);
    paths.into_iter().map(|path| (path.display().to_string(), std::fs::read_to_string(&path).expect("read"))).collect()
}

/// What a reader sees of a notice in these languages: the Notice and all that follows from it.
fn seen(text: &str, langs: &[Lang]) -> Vec<Document> {
    let reading = notice::read(text, None);
    let notice = Notice::of(&reading.tree);
    let facts = Facts::of(&notice, &LAW, Day::parse("2026-09-01").expect("a day"));
    langs.iter().map(|&lang| build(&notice, &facts, &LAW, Words::built_in(lang).expect("words"), lang, true)).collect()
}

fn values(text: &str) -> Table {
    toml::from_str(text.trim_start_matches('\u{feff}')).expect("TOML")
}

/// The first step of each header, each once, in their order.
fn tables(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for header in text.lines().filter(|line| line.starts_with('[')) {
        let name = header.trim_start_matches('[').split(['.', ']']).next().expect("a name").to_string();
        if out.last() != Some(&name) {
            out.push(name);
        }
    }
    out
}

/// What `formatted` must keep of any sound notice; gives its text.
#[track_caller]
fn holds(name: &str, text: &str, langs: &[Lang], before: &[Document]) -> String {
    let out = formatted(text, &FORMAT).unwrap_or_else(|broken| panic!("{name}: {broken:?}\n{text}"));
    assert_eq!(formatted(&out, &FORMAT).as_ref(), Ok(&out), "{name}: a second time");
    assert_eq!(values(&out), values(text), "{name}");
    assert!(seen(&out, langs) == before, "{name}: another notice");
    let count = |text: &str| {
        let mut comments: Vec<String> = text.lines().filter_map(|line| line.find('#').map(|at| line[at..].trim_end().to_string())).collect();
        comments.sort();
        comments
    };
    assert_eq!(count(&out), count(text), "{name}: comments");
    let known: Vec<&str> = FORMAT.below("").map(|(name, _)| name).collect();
    let places: Vec<usize> = tables(&out).iter().map(|name| known.iter().position(|k| k == name).unwrap_or(usize::MAX)).collect();
    assert!(places.is_sorted() && places.windows(2).all(|two| two[0] != two[1] || two[0] == usize::MAX), "{name}: {:?}", tables(&out));
    out
}

#[test]
fn notices_of_the_repository_keep_what_they_say() {
    for (name, text) in texts() {
        holds(&name, &text, &Lang::SPOKEN, &seen(&text, &Lang::SPOKEN));
    }
}

#[test]
fn our_own_files_are_in_order() {
    let unordered: Vec<String> = texts().into_iter().filter(|(_, text)| formatted(text, &FORMAT).as_ref() != Ok(text)).map(|(name, _)| name).collect();
    assert!(unordered.is_empty(), "seloste fmt notices tests/bases: {unordered:?}");
    let workspace = std::fs::read_to_string(root().join("notices/seloste.toml")).expect("read");
    assert_eq!(formatted(&workspace, &WORKSPACE).as_ref(), Ok(&workspace));
}

/// The lines of a text, those of a value over several lines as one. Known by trying what is TOML, not by how `fmt` reads.
fn whole_lines(text: &str) -> Vec<String> {
    let mut out = Vec::new();
    let mut open = String::new();
    for line in text.lines() {
        let simple = open.is_empty() && (line.trim().is_empty() || line.trim_start().starts_with(['#', '[']));
        open.push_str(line);
        if simple || toml::from_str::<Table>(&open).is_ok() {
            out.push(std::mem::take(&mut open));
        } else {
            open.push('\n');
        }
    }
    assert!(open.is_empty(), "{open}");
    out
}

/// The notice taken apart: its head, and its top-level tables with their entries and sub-tables, each table as lines.
struct Apart {
    seen: Vec<Document>,
    pairs: Vec<String>,
    groups: Vec<Vec<(String, Vec<String>)>>,
}

fn apart(text: &str) -> Apart {
    let mut out = Apart { seen: seen(text, &Lang::SPOKEN), pairs: Vec::new(), groups: Vec::new() };
    let mut last = String::new();
    for line in whole_lines(text).into_iter().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if line.starts_with('[') {
            let name = tables(&line).remove(0);
            if name != last {
                out.groups.push(Vec::new());
                last = name;
            }
            out.groups.last_mut().expect("a group").push((line, Vec::new()));
        } else {
            match out.groups.last_mut().and_then(|group| group.last_mut()) {
                Some((_, pairs)) => pairs.push(line),
                None => out.pairs.push(line),
            }
        }
    }
    out
}

/// A die that falls the same way for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((z ^ (z >> 31)) % n as u64).expect("small")
    }

    fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        (1..list.len()).rev().for_each(|at| list.swap(at, self.below(at + 1)));
    }
}

/// The notice put together anew: groups and keys in another order, with comments, spaces and blank lines as people leave them. Each comment names what
/// it is about.
fn anew(apart: &Apart, dice: &mut Dice) -> String {
    let mut out = String::new();
    let mut number = 0;
    if dice.once_in(2) {
        out.push_str("# Tiedosto itse.\n\n");
    }
    let mut put = |out: &mut String, line: &str, dice: &mut Dice| {
        number += 1;
        if dice.once_in(5) {
            out.push('\n');
        }
        if dice.once_in(5) {
            out.push_str(&format!("{}# yllä {number} {line:?}\n", if dice.once_in(3) { "\t" } else { "" }));
        }
        let spaced = if line.starts_with('[') { line.to_string() } else { line.replacen(" = ", ["=", " = ", "  =\t"][dice.below(3)], 1) };
        out.push_str(&spaced);
        // A comment behind a value is about the line it stands on.
        if dice.once_in(10) {
            out.push_str(&format!(" # sivulla {number} {line:?}"));
        }
        out.push_str(["\n", "\n", "  \n"][dice.below(3)]);
        if dice.once_in(20) {
            out.push_str(&format!("# alla {number} {line:?}\n\n"));
        }
    };
    let mut shuffled = |pairs: &[String], out: &mut String, dice: &mut Dice| {
        let mut pairs = pairs.to_vec();
        dice.shuffle(&mut pairs);
        pairs.iter().for_each(|pair| put(out, pair, dice));
    };
    shuffled(&apart.pairs, &mut out, dice);
    let mut groups: Vec<_> = apart.groups.iter().collect();
    dice.shuffle(&mut groups);
    for group in groups {
        for (header, pairs) in group {
            shuffled(std::slice::from_ref(header), &mut out, dice);
            shuffled(pairs, &mut out, dice);
        }
    }
    match dice.below(5) {
        0 => out = out.replace('\n', "\r\n"),
        1 => out.insert(0, '\u{feff}'),
        2 => out.truncate(out.trim_end().len()),
        3 => out.push_str("\n# Lopuksi.\n\n\n"),
        _ => {}
    }
    out
}

/// The comments of `anew`, each of which must stand at the line that it names.
#[track_caller]
fn comments_are_where_they_were(text: &str) {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let lines = whole_lines(&text);
    let is_comment = |line: &str| line.is_empty() || line.starts_with('#');
    let named = |comment: &str| comment.splitn(4, ' ').nth(3).expect("what it is about").trim_end().to_string();
    let without = |line: &str| {
        let line = line.split(" # sivulla ").next().expect("the line").trim_end();
        match line.split_once('=').filter(|_| !line.starts_with('[')) {
            Some((key, value)) => format!("{:?}", format!("{} = {}", key.trim_end(), value.trim_start())),
            None => format!("{line:?}"),
        }
    };
    for (n, line) in lines.iter().enumerate() {
        if line.starts_with("# yllä ") {
            let below = lines[n..].iter().find(|line| !is_comment(line)).expect("a line below");
            assert_eq!(without(below), named(line), "{text}");
        } else if line.starts_with("# alla ") {
            let above = lines[..n].iter().rev().find(|line| !is_comment(line)).expect("a line above");
            assert_eq!(without(above), named(line), "{text}");
        } else if let Some((_, comment)) = line.split_once(" # sivulla ") {
            assert_eq!(without(line), named(&format!("# sivulla {comment}")), "{text}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, max_shrink_iters: 50, ..ProptestConfig::default() })]

    #[test]
    fn a_thousand_notices_in_any_order(seed in any::<u64>(), which in any::<prop::sample::Index>()) {
        let parts = PARTS.with(|parts| parts[which.index(parts.len())].clone());
        let text = anew(&parts, &mut Dice(seed));
        if seed % 16 == 0 {
            comments_are_where_they_were(&text);
        }
        // One language of the three each time. A text with Windows' line ends is the same to a reader, in other pieces.
        let nth = which.index(3);
        let langs = &Lang::SPOKEN[nth..=nth];
        let before = if text.contains('\r') { seen(&text, langs) } else { vec![parts.seen[nth].clone()] };
        let out = holds("a generated notice", &text, langs, &before);
        comments_are_where_they_were(&out);
        prop_assert_eq!(out.starts_with('\u{feff}'), text.starts_with('\u{feff}'));
        prop_assert_eq!(out.contains("\r\n"), text.contains("\r\n"));
        prop_assert!(out.ends_with('\n') && !out.ends_with("\n\n") && !out.ends_with("\r\n\r\n"));
        if text.contains("# Tiedosto itse.") {
            prop_assert!(out.trim_start_matches('\u{feff}').starts_with("# Tiedosto itse."), "{}", out);
        }
        // The same notice comes to the same tables, whatever order it was in.
        prop_assert_eq!(headers(&out), headers(&formatted(&anew(&parts, &mut Dice(!seed)), &FORMAT).expect("TOML")));
    }
}

thread_local! {
    static PARTS: Vec<std::rc::Rc<Apart>> = texts().iter().map(|(_, text)| std::rc::Rc::new(apart(text))).collect();
}

fn headers(text: &str) -> Vec<String> {
    let lines = text.trim_start_matches('\u{feff}').lines().filter(|line| line.starts_with('['));
    lines.map(|line| line.split(" # ").next().expect("a header").trim_end().to_string()).collect()
}

fn ordered(text: &str) -> String {
    formatted(text, &FORMAT).expect("TOML")
}

#[test]
fn each_comment_goes_with_its_own() {
    let text = "#:schema notice.schema.json\n# Tiedosto.\n\n# Suojaus\n# kahdella rivillä\n[protection]  # sivulla\nelectronic = 'b'\n# käsin\nmanual   =   'a' # tässä\n# heti alla\n\n\n\n# seloste: allow(G207) syy\n[[purposes]]\nbasis = \"contract\"\n\n# nimi\nname.sv = \"Ett\"\nid = \"one\"\nname.fi = \"Yksi\"\n[[purposes]]\nname = \"Kaksi\"\n\n[register]\nname = \"R\"\n\n# loppu";
    let wanted = "#:schema notice.schema.json\n# Tiedosto.\n\n[register]\nname = \"R\"\n\n# seloste: allow(G207) syy\n[[purposes]]\nid = \"one\"\n\n# nimi\nname.sv = \"Ett\"\nname.fi = \"Yksi\"\nbasis = \"contract\"\n\n[[purposes]]\nname = \"Kaksi\"\n\n# Suojaus\n# kahdella rivillä\n[protection]  # sivulla\n# käsin\nmanual = 'a' # tässä\n# heti alla\n\nelectronic = 'b'\n\n# loppu\n";
    assert_eq!(ordered(text), wanted);
    assert_eq!(ordered(wanted), wanted);
}

#[test]
fn values_stay_as_they_are_written() {
    let text = "[register]\nsummary = '''\n# tämä ei ole kommentti\n[eikä = tämä]\n  sisennys  \n'''\nname = \"A\\u00e4\" # \"#\"\nkind = [\n    \"customers\", # yksi\n\n  'marketing' ]\n";
    let wanted = "[register]\nname = \"A\\u00e4\" # \"#\"\nkind = [\n    \"customers\", # yksi\n\n  'marketing' ]\nsummary = '''\n# tämä ei ole kommentti\n[eikä = tämä]\n  sisennys  \n'''\n";
    assert_eq!(ordered(text), wanted);
    assert_eq!(ordered(wanted), wanted);
}

#[test]
fn what_the_format_does_not_know_comes_last_as_it_was() {
    let text = "own.b = 1\ncontroller = \"x\"\n[zeta]\nq = 1\nb = 2\n[[alpha]]\nx = 1\n[alpha.in]\ny = 1\n[[alpha]]\n[notice]\nzz = 1\nformat = 1\naa = 2\n[ register . \"odd key\" ]\nz = 1\n[register]\nname = 'R'\n";
    let wanted = "controller = \"x\"\nown.b = 1\n\n[notice]\nformat = 1\nzz = 1\naa = 2\n\n[register]\nname = 'R'\n\n[register.\"odd key\"]\nz = 1\n\n[zeta]\nq = 1\nb = 2\n\n[[alpha]]\nx = 1\n\n[alpha.in]\ny = 1\n\n[[alpha]]\n";
    assert_eq!(ordered(text), wanted);
    assert_eq!(ordered(wanted), wanted);
}

#[test]
fn a_workspace_file_has_an_order_of_its_own() {
    let text = "[lint]\nbaseline = \"known.json\"\n# meidän\n[controllers.toinen]\nemail = \"a@b.example\"\nname = \"Toinen Oy\"\n[project]\nout = \"site\"\nlanguages = [\"fi\"]\n[controllers.eka]\nname = \"Eka Oy\"\n";
    let out = formatted(text, &WORKSPACE).expect("TOML");
    assert_eq!(tables(&out), ["project", "controllers", "lint"]);
    assert!(out.contains("# meidän\n[controllers.toinen]\nname = \"Toinen Oy\"\nemail = "), "{out}");
    assert!(out.find("toinen") < out.find("eka"), "names of one's own keep their order");
    assert_eq!(formatted(&out, &WORKSPACE).as_ref(), Ok(&out));
}

#[test]
fn odd_texts() {
    for (text, wanted) in
        [("", ""), ("\n\n", ""), ("# vain tämä", "# vain tämä\n"), ("a=1", "a = 1\n"), ("\u{feff}a=1\r\n\r\n\r\nb=2", "\u{feff}a = 1\r\n\r\nb = 2\r\n")]
    {
        assert_eq!(ordered(text), wanted, "{text:?}");
    }
    let broken = formatted("[register]\nname = \"Ä\nkind = 1\n", &FORMAT).expect_err("no TOML");
    assert_eq!(broken.at, "[register]\nname = \"Ä".len(), "{broken:?}");
    assert!(formatted("[a]\n[a]\n", &FORMAT).is_err(), "twice");
    assert!(formatted(&format!("# {}\n", "x".repeat(4 * 1024 * 1024)), &FORMAT).is_err(), "larger than is read");
    // Line ends within a value are part of it: where they differ, nothing is touched that would change it.
    let mixed = "b = '''\r\nx\r\n'''\n[zz]\na=1\n";
    assert_eq!(values(&ordered(mixed)), values(mixed));
}

//! The program as people run it: exit codes, one clear line, files whole or not at all. Everything here holds today and in 2031.

mod build;
mod ci;
mod fmt;
mod fourth;
mod init;
mod known;
mod lint;
mod own;
mod refusals;
mod render;
mod shell;
mod site;
mod together;

use crate::patch::root;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The days the tests pretend it is.
pub(crate) const TODAYS: [&str; 2] = ["2026-11-21", "2031-06-01"];

/// Runs each of these functions of the module above as a test on both days.
macro_rules! on_both_days {
    ($($name:ident),+ $(,)?) => {
        mod today {
            $(#[test] fn $name() { super::$name(crate::cli::TODAYS[0]); })+
        }
        mod in_2031 {
            $(#[test] fn $name() { super::$name(crate::cli::TODAYS[1]); })+
        }
    };
}
pub(crate) use on_both_days;

/// What a run came to.
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// Asserts how it ended.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "out: {}\nerr: {}", self.out, self.err);
        assert!(!self.err.contains("panicked"), "{}", self.err);
        self
    }

    /// Asserts that it could not do what was asked: exit code 2, nothing on standard output, one line that says all of `parts`.
    #[track_caller]
    pub(crate) fn refuses(self, parts: &[&str]) {
        let run = self.ends(2);
        assert_eq!(run.out, "", "nothing on standard output");
        assert_eq!(run.err.trim_end_matches('\n').lines().count(), 1, "one line: {}", run.err);
        for part in parts {
            assert!(run.err.contains(part), "no {part:?} in {}", run.err);
        }
    }

    /// The findings of a JSON report.
    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }

    /// The codes of a JSON report, in its order.
    fn codes(&self) -> Vec<String> {
        self.json()["diagnostics"].as_array().expect("findings").iter().map(|d| d["code"].as_str().expect("a code").to_string()).collect()
    }
}

/// The program in a clean environment, standing in a folder.
fn program(today: &str, folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_seloste"));
    command.current_dir(folder).env_clear().env("SELOSTE_TODAY", today).env("COLUMNS", "100").stdin(Stdio::null());
    command
}

pub(crate) fn run_in<S: AsRef<OsStr>>(today: &str, folder: &Path, args: &[S]) -> Run {
    finished(program(today, folder).args(args).output().expect("it starts"))
}

/// Runs it at the root of the checkout.
pub(crate) fn run(today: &str, args: &[&str]) -> Run {
    run_in(today, &root(), args)
}

fn finished(output: Output) -> Run {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    Run { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Runs it with text on standard input.
fn run_with_input(today: &str, folder: &Path, args: &[&str], input: &[u8]) -> Run {
    let mut child = program(today, folder).args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it starts");
    // It may end before it has read everything; that is its own affair.
    let _ = child.stdin.take().expect("its input").write_all(input);
    finished(child.wait_with_output().expect("it ends"))
}

/// A small sound notice in three languages, from the bases of the examples.
fn sound() -> String {
    real(&crate::patch::read(&root().join("tests/bases/bilingual.toml")))
}

/// The scratch workspaces do not say that they are invented: their addresses stand under a name reserved for tests, which no rule minds.
/// Their day of review lies after both days of the tests.
fn real(text: &str) -> String {
    let text = text.replace(".example", ".test").replace("next-review = 2027-09-01\n", "");
    text.replace("updated = 2026-09-01\n", "updated = 2026-09-01\nnext-review = 2062-09-01\n")
}

/// A small sound notice in Finnish.
pub(crate) fn sound_fi() -> String {
    real(&crate::patch::read(&root().join("tests/bases/gdpr.toml")))
}

/// A notice about another register of the same controller: two of one name are a finding of their own.
fn of_register(name: &str, text: &str) -> String {
    text.replace("Pyöräpajan asiakasrekisteri", name)
}

/// The same with one error: the register's retention table is gone.
fn with_error() -> String {
    sound_fi().replace("business-id = \"9005158-0\"", "business-id = \"9005158-1\"")
}

/// A folder with these files.
pub(crate) fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        put(folder.path(), name, text);
    }
    folder
}

fn put(folder: &Path, name: &str, text: impl AsRef<[u8]>) {
    let path = folder.join(name);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, text).expect("written");
}

/// Every file below a folder, with its bytes; hidden ones too.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(&at).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("below").to_path_buf();
                out.insert(name, std::fs::read(&path).expect("read"));
            }
        }
    }
    out
}

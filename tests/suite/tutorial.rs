//! docs/writing-rules.md does what it says: its files are written, its commands run, its output is theirs.

use crate::patch::{read, root};
use std::process::Command;

/// A fenced block: what stands behind the fence, and its lines.
fn blocks(page: &str) -> Vec<(String, String)> {
    let mut blocks = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(info) = line.strip_prefix("```") {
            let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            blocks.push((info.to_string(), body.join("\n") + "\n"));
        }
    }
    blocks
}

#[test]
fn the_tutorial_holds() {
    let folder = tempfile::tempdir().expect("a folder");
    let (mut files, mut commands) = (0, 0);
    for (info, body) in blocks(&read(&root().join("docs/writing-rules.md"))) {
        match info.split_once(' ') {
            Some(("toml", file)) => {
                let path = folder.path().join(file);
                std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
                std::fs::write(path, body).expect("written");
                files += 1;
            }
            _ if info == "console" => {
                let (command, output) = body.split_once('\n').expect("a command and its output");
                let args: Vec<&str> = command.strip_prefix("$ seloste ").expect("our program").split(' ').collect();
                let mut program = Command::new(env!("CARGO_BIN_EXE_seloste"));
                let run = program.current_dir(folder.path()).env_clear().env("SELOSTE_TODAY", "2026-11-21").args(&args).output().expect("it runs");
                let told = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
                assert_eq!(told, output, "{command}");
                commands += 1;
            }
            _ => panic!("a block that is neither a file nor a command: ```{info}"),
        }
    }
    assert!(files >= 4 && commands >= 4, "{files} files, {commands} commands");
}

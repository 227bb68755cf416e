//! Files of the repository that the program itself writes: each is what it would write today.

use std::path::Path;
use std::process::Command;

/// File and the arguments that write it.
const GENERATED: &[(&str, &[&str])] = &[
    ("schema/notice.schema.json", &["schema"]),
    ("schema/workspace.schema.json", &["schema", "--of", "workspace"]),
    ("schema/rule.schema.json", &["schema", "--of", "rule"]),
    ("docs/format.md", &["schema", "--format", "markdown"]),
    ("docs/rules.md", &["rules", "--format", "markdown", "--lang", "en"]),
];

#[test]
fn generated_files_are_current() {
    let stale: Vec<String> = GENERATED
        .iter()
        .filter_map(|(file, args)| {
            let run = Command::new(env!("CARGO_BIN_EXE_seloste")).args(*args).output().expect("the binary runs");
            assert!(run.status.success(), "seloste {}: {}", args.join(" "), String::from_utf8_lossy(&run.stderr));
            let written = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap_or_default();
            (written != run.stdout).then(|| format!("cargo run -- {} > {file}", args.join(" ")))
        })
        .collect();
    assert!(stale.is_empty(), "not what the program writes today; regenerate with\n    {}", stale.join("\n    "));
}

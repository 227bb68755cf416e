//! `seloste test-rules`: whether the examples of a folder's rules give what they say, with all rules on.

use super::{Done, Exit, Global, print};
use crate::desk::own;
use crate::lint::example::{Outcome, base, run as run_example};
use crate::lint::own::{Folder, Own};
use crate::lint::{RULES, Rule};
use clap::Args;
use std::path::PathBuf;

/// Options of `test-rules`.
#[derive(Debug, Args)]
pub struct TestRulesArgs {
    /// The folder of rules
    #[arg(value_name = "DIR")]
    folder: PathBuf,
}

/// Runs it.
pub fn run(args: &TestRulesArgs, global: &Global) -> Done {
    let folder = own::folder(&args.folder)?;
    let known: Vec<Rule> = RULES.iter().cloned().chain(folder.rules.iter().map(|own| own.rule.clone())).collect();
    let mut out = String::new();
    let (mut failed, mut examples) = (0, 0);
    for own in &folder.rules {
        let told = tell(own, &folder, &known);
        examples += own.rule.good.len() + own.rule.bad.len();
        failed += usize::from(!told.is_empty());
        let verdict = if told.is_empty() { "ok  " } else { "FAIL" };
        if !told.is_empty() || !global.quiet {
            out.push_str(&format!("{verdict}  {} {} ({} good, {} bad)\n", own.rule.code, own.rule.name, own.rule.good.len(), own.rule.bad.len()));
        }
        told.iter().for_each(|line| out.push_str(&format!("      {line}\n")));
    }
    if !global.quiet {
        let rules = folder.rules.len();
        out.push_str(&format!("{rules} {}, {examples} examples: {failed} failed.\n", if rules == 1 { "rule" } else { "rules" }));
    }
    print(&crate::report::printable(&out))?;
    Ok(if failed > 0 { Exit::Findings } else { Exit::Clean })
}

/// What is wrong with a rule's examples, line by line; nothing where all is well.
fn tell(own: &Own, folder: &Folder, known: &[Rule]) -> Vec<String> {
    let rule = &own.rule;
    let mut told = Vec::new();
    if rule.good.is_empty() {
        told.push("no [[good]] example: nothing shows that it stays silent where all is well".to_string());
    }
    if rule.bad.is_empty() {
        told.push("no [[bad]] example: nothing shows that it finds anything".to_string());
    }
    for (list, examples) in [("good", &rule.good), ("bad", &rule.bad)] {
        for (n, example) in examples.iter().enumerate() {
            let text = base(&example.base, &own.file.name, &folder.bases);
            match run_example(rule, example, list == "bad", text, known) {
                Outcome::Passed => {}
                Outcome::Broken(why) => told.push(format!("[[{list}]] {}: {why}", n + 1)),
                Outcome::Differs { missing, unexpected } => {
                    told.push(format!("[[{list}]] {}: {}", n + 1, if list == "good" { "is not silent" } else { "finds other than it lists" }));
                    told.extend(missing.iter().map(|mark| format!("  - {mark}   (listed, not found)")));
                    told.extend(unexpected.iter().map(|mark| format!("  + {mark}   (found, not listed)")));
                }
            }
        }
    }
    told
}

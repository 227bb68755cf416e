//! `init`: a workspace that works at once, and nothing of what was there touched.

use super::{folder, on_both_days, put, run, run_in, tree};
use std::collections::BTreeSet;
use std::path::PathBuf;

on_both_days! { it_writes_a_workspace_that_is_judged, what_is_there_stays, each_service_has_its_job, it_says_what_comes_next }

const SERVICES: [(&str, &str); 3] = [("github", ".github/workflows/seloste.yml"), ("gitlab", ".gitlab-ci.yml"), ("azure", "azure-pipelines.yml")];

fn it_writes_a_workspace_that_is_judged(today: &str) {
    for (lang, notice) in [("fi", "selosteet/members.toml"), ("sv", "beskrivningar/members.toml"), ("en", "notices/members.toml")] {
        let files = folder(&[]);
        run_in(today, files.path(), &["init", "--kind", "members", "--lang", lang]).ends(0);
        let written: BTreeSet<PathBuf> = tree(files.path()).into_keys().collect();
        let wanted = ["seloste.toml", notice, ".seloste/notice.schema.json", ".seloste/workspace.schema.json", ".gitignore"];
        assert_eq!(written, wanted.iter().map(PathBuf::from).collect(), "{lang}");
        // Nothing but the placeholders is left to do.
        let found = run_in(today, files.path(), &["lint", "--format", "json"]).ends(1);
        assert_eq!(found.codes().into_iter().collect::<BTreeSet<_>>(), BTreeSet::from(["T604".to_string()]), "{lang}: {}", found.out);
        let text = |name: &str| std::fs::read_to_string(files.path().join(name)).expect("read");
        assert_eq!(text(".seloste/notice.schema.json"), run(today, &["schema", "--lang", lang]).ends(0).out);
        assert_eq!(text(".seloste/workspace.schema.json"), run(today, &["schema", "--of", "workspace", "--lang", lang]).ends(0).out);
        // Each first line leads an editor to the schema.
        for name in [notice, "seloste.toml"] {
            let first = text(name).lines().next().expect("a line").strip_prefix("#:schema ").expect("a schema").to_string();
            assert!(files.path().join(name).parent().expect("a folder").join(first).is_file(), "{name}");
        }
        // What the comments of the workspace file offer is sound, once it is let in.
        let is_toml = |line: &&str| line.starts_with('[') || line.split(' ').nth(1) == Some("=");
        let offered: Vec<String> = text("seloste.toml").lines().map(|line| line.strip_prefix("# ").filter(is_toml).unwrap_or(line).to_string()).collect();
        assert!(offered.contains(&"[controllers.default]".to_string()));
        put(files.path(), "seloste.toml", offered.join("\n"));
        assert_eq!(run_in(today, files.path(), &["lint", "--format", "json", "seloste.toml"]).codes(), Vec::<String>::new(), "{lang}: {}", offered.join("\n"));
    }
}

fn what_is_there_stays(today: &str) {
    let mine = [
        ("seloste.toml", "[project]\n"),
        ("selosteet/customers.toml", "oma"),
        (".gitignore", "target\n"),
        (".gitlab-ci.yml", "oma: 1\n"),
        (".seloste/notice.schema.json", "{}"),
    ];
    let files = folder(&mine);
    let run = run_in(today, files.path(), &["init", "--ci", "gitlab"]).ends(0);
    let after = tree(files.path());
    for (name, text) in mine {
        assert_eq!(after[&PathBuf::from(name)], text.as_bytes(), "{name}");
    }
    assert!(run.out.contains("Jätetty ennalleen: seloste.toml\n") && run.out.contains("Kirjoitettu: .seloste/workspace.schema.json\n"), "{}", run.out);
    assert!(run.out.contains("Lisää tiedostoon .gitignore rivi: site/\n"), "{}", run.out);
    // A second run writes nothing more.
    let again = run_in(today, files.path(), &["init", "--ci", "gitlab"]).ends(0);
    assert_eq!(tree(files.path()), after);
    assert!(!again.out.contains("Kirjoitettu"), "{}", again.out);
}

fn each_service_has_its_job(today: &str) {
    for (service, path) in SERVICES {
        let files = folder(&[]);
        run_in(today, files.path(), &["init", "--quiet", "--lang", "sv", "--ci", service, "work/space"]).ends(0);
        let job = std::fs::read_to_string(files.path().join("work/space").join(path)).expect("the job");
        assert!(job.contains("beskrivningar") && job.contains("--lang=sv") && job.contains(env!("CARGO_PKG_VERSION")), "{service}: {job}");
        assert!(!job.contains('{') && job.contains("OWNER"), "{service}: {job}");
    }
    run(today, &["init", "--ci", "jenkins"]).refuses(&["jenkins"]);
    run(today, &["init", "--kind", "nosuch"]).refuses(&["nosuch"]);
}

fn it_says_what_comes_next(today: &str) {
    let files = folder(&[]);
    let told = run_in(today, files.path(), &["init", "--lang", "en", "--ci", "github", "privacy"]).ends(0).out;
    for next in ["privacy/notices/customers.toml", "seloste lint privacy/notices", "seloste build privacy/notices", "privacy/.github/workflows/seloste.yml"] {
        assert!(told.contains(next), "{next}: {told}");
    }
    assert_eq!(run_in(today, files.path(), &["init", "--quiet", "other"]).ends(0).out, "");
}

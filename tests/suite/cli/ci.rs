//! `ci`: the form each service wants, what stops a change, and the notices that git says changed.

use super::{Run, finished, folder, of_register, on_both_days, program, put, sound_fi, with_error};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

on_both_days! {
    each_service_gets_its_own_form, what_stops_a_change, a_history_of_ten_commits, what_is_not_committed_has_changed_too,
    a_branch_answers_for_its_own_commits_alone, a_register_named_twice_is_seen_from_either_notice, what_git_cannot_tell_is_no_pass,
}

fn ci_with(today: &str, folder: &Path, environment: &[(&str, &str)], args: &[&str]) -> Run {
    // git is found by the path, and reads no settings of the machine.
    let path = std::env::var_os("PATH").expect("a path");
    let mut command = program(today, folder);
    command.env("PATH", path).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null").envs(environment.iter().copied());
    finished(command.arg("ci").args(args).output().expect("it starts"))
}

fn each_service_gets_its_own_form(today: &str) {
    let files = folder(&[("a.toml", &with_error())]);
    let here = files.path();
    let told = |environment: &[(&str, &str)]| ci_with(today, here, environment, &["."]).ends(1).out;
    assert!(told(&[]).contains("╭"), "with source lines: {}", told(&[]));
    let summary = here.join("summary.md");
    std::fs::write(&summary, "# Ennen\n").expect("written");
    let github = told(&[("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", summary.to_str().expect("UTF-8"))]);
    assert!(github.starts_with("::error file=a.toml,line="), "{github}");
    let written = std::fs::read_to_string(&summary).expect("read");
    assert!(written.starts_with("# Ennen\n") && written.contains("| T602"), "added to what is there: {written}");
    let gitlab = told(&[("GITLAB_CI", "true")]);
    assert!(gitlab.starts_with("a.toml\n"), "{gitlab}");
    let quality: serde_json::Value = serde_json::from_slice(&std::fs::read(here.join("gl-code-quality-report.json")).expect("read")).expect("JSON");
    assert_eq!(quality[0]["check_name"], "T602");
    let azure = told(&[("TF_BUILD", "True")]);
    assert!(azure.starts_with("##vso[task.logissue type=error;sourcepath=a.toml;linenumber="), "{azure}");
    // What is asked for comes before what the service is known by.
    let asked = ci_with(today, here, &[("TF_BUILD", "True")], &["--format", "short", "--report", "sarif=out.sarif", "."]).ends(1).out;
    assert!(asked.starts_with("a.toml:"), "{asked}");
    assert!(here.join("out.sarif").is_file());
}

fn what_stops_a_change(today: &str) {
    let ends = |files: &[(&str, &str)], args: &[&str], code: i32| ci_with(today, folder(files).path(), &[], &[args, &["."]].concat()).ends(code);
    let warning = sound_fi().replace("statute = \"Kirjanpitolaki (1336/1997) 2 luvun 10 §\"\ndata-categories", "data-categories");
    ends(&[("a.toml", &sound_fi())], &[], 0);
    ends(&[("a.toml", &with_error())], &[], 1);
    let warned = ends(&[("a.toml", &warning)], &[], 0);
    assert!(warned.out.contains("warning") || warned.out.contains("varoitus"), "the case warns: {}", warned.out);
    ends(&[("a.toml", &warning)], &["--fail-on", "warning"], 1);
    // New to the baseline: a warning fails as well.
    ends(&[("a.toml", &warning), ("known.json", "{ \"version\": 1, \"files\": {} }")], &["--baseline", "known.json"], 1);
    // An allowance whose last day has passed fails, on that day itself it holds.
    let allowed = |until: &str| format!("{warning}\n[[lint.allow]]\ncode = \"G238\"\nreason = \"Laki lisätään syksyllä.\"\nuntil = {until}\n");
    ends(&[("a.toml", &allowed(today))], &["--fail-on", "warning"], 0);
    ends(&[("a.toml", &allowed("2026-11-20"))], &[], 1);
}

/// A repository with two workspaces, and a commit of all that is there.
struct Repository {
    folder: tempfile::TempDir,
    today: &'static str,
}

impl Repository {
    fn new(today: &str) -> Self {
        let shared = |name: &str| of_register(name, &own_controller_out(&sound_fi()));
        let workspace = "[controllers.paja]\nname = \"Kuiskapolku Pyöräpaja Oy\"\nbusiness-id = \"9005158-0\"\nstreet = \"Kuiskapolku 5\"\npostal-code = \"00960\"\n\
                         city = \"Helsinki\"\ncountry = \"FI\"\nphone = \"09 3157 0510\"\nemail = \"asiakaspalvelu@kuiskapolku.test\"\n\n\
                         [lint]\nextend = [\"rules\"]\nbaseline = \"known.json\"\n";
        let files = folder(&[
            ("privacy/seloste.toml", workspace),
            ("privacy/known.json", "{ \"version\": 1, \"files\": {} }\n"),
            ("privacy/rules/own.toml", OWN_RULE),
            ("privacy/a.toml", &shared("Ensimmäinen rekisteri")),
            ("privacy/b.toml", &shared("Toinen rekisteri")),
            ("privacy/c.toml", &shared("Kolmas rekisteri")),
            ("apart/seloste.toml", "[project]\nlanguages = [\"fi\"]\n"),
            ("apart/d.toml", &of_register("Neljäs rekisteri", &sound_fi())),
            ("README.md", "# Rekisterit\n"),
        ]);
        let today = super::TODAYS.into_iter().find(|day| *day == today).expect("one of the days");
        let repository = Self { folder: files, today };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.commit();
        repository
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn git(&self, args: &[&str]) -> String {
        let mut command = Command::new("git");
        command.current_dir(self.path()).args(["-c", "user.name=Testi", "-c", "user.email=testi@kuiskapolku.test", "-c", "commit.gpgsign=false"]).args(args);
        command.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_SYSTEM", "/dev/null");
        let run = command.output().expect("git starts");
        assert!(run.status.success(), "git {args:?}: {}", String::from_utf8_lossy(&run.stderr));
        String::from_utf8(run.stdout).expect("UTF-8").trim().to_string()
    }

    fn commit(&self) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Muutos"]);
        self.git(&["rev-parse", "HEAD"])
    }

    fn edit(&self, name: &str, from: &str, to: &str) {
        let path = self.path().join(name);
        let text = std::fs::read_to_string(&path).expect("read");
        assert!(text.contains(from), "{name} has {from:?}");
        put(self.path(), name, text.replace(from, to));
    }

    /// The notices that `ci --changed=REV` judges: `JUnit` has a suite for each, with findings or without.
    fn judged(&self, revision: &str) -> BTreeSet<String> {
        let run = ci_with(self.today, self.path(), &[], &["--format", "junit", &format!("--changed={revision}"), "."]).ends(0);
        let names = run.out.lines().filter_map(|line| line.trim().strip_prefix("<testsuite name=\"")?.split_once('"'));
        names.map(|(name, _)| name.trim_start_matches("./").to_string()).collect()
    }
}

/// A notice that takes its controller from the workspace.
fn own_controller_out(text: &str) -> String {
    let start = text.find("[controller]\n").expect("a controller");
    let end = start + text[start..].find("\n[[").expect("more") + 1;
    format!("controller = \"paja\"\n{}{}", &text[..start], &text[end..])
}

const OWN_RULE: &str = "code = \"OMA101\"\nlevel = \"note\"\nmessage = \"Vanha tuotenimi\"\nhelp = \"Kirjoita uusi.\"\nwhy = \"Nimi vaihtui.\"\n\n\
                        [check.matches]\npatterns = ['Pyöräklubi']\n\n[[good]]\nbase = \"gdpr\"\n";

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(ToString::to_string).collect()
}

/// What a commit changes, how, and the notices it is to be judged by.
type Step<'s> = (&'s str, &'s dyn Fn(), &'s [&'s str]);

fn a_history_of_ten_commits(today: &str) {
    let repository = Repository::new(today);
    let folder = repository.path().to_path_buf();
    let remove = |name: &str| std::fs::remove_file(folder.join(name)).expect("gone");
    let whole = ["privacy/a.toml", "privacy/c.toml", "privacy/e.toml"];
    let start = repository.git(&["rev-parse", "HEAD"]);
    let steps: [Step<'_>; 10] = [
        ("a notice", &|| repository.edit("privacy/a.toml", "huoltotöihin", "huoltoon"), &["privacy/a.toml"]),
        ("no notice", &|| put(&folder, "README.md", "# Muuta\n"), &[]),
        (
            "the shared controller",
            &|| repository.edit("privacy/seloste.toml", "09 3157 0510", "09 3157 0519"),
            &["privacy/a.toml", "privacy/b.toml", "privacy/c.toml"],
        ),
        ("a new notice", &|| put(&folder, "privacy/e.toml", of_register("Viides rekisteri", &own_controller_out(&sound_fi()))), &["privacy/e.toml"]),
        ("a notice that goes", &|| remove("privacy/b.toml"), &[]),
        ("a rule of one's own", &|| repository.edit("privacy/rules/own.toml", "Nimi vaihtui.", "Nimi vaihtui keväällä."), &whole),
        ("a notice of the other workspace", &|| repository.edit("apart/d.toml", "huoltotöihin", "huoltoon"), &["apart/d.toml"]),
        ("the baseline", &|| put(&folder, "privacy/known.json", "{ \"version\": 1, \"files\": { } }\n"), &whole),
        (
            "a notice with another name",
            &|| std::fs::rename(folder.join("privacy/c.toml"), folder.join("privacy/jäsenet 🚲.toml")).expect("moved"),
            &["privacy/jäsenet 🚲.toml"],
        ),
        ("the other workspace's file goes", &|| remove("apart/seloste.toml"), &["apart/d.toml"]),
    ];
    for (what, change, expected) in steps {
        change();
        repository.commit();
        assert_eq!(repository.judged("HEAD~1"), set(expected), "{what}");
    }
    assert_eq!(repository.judged(&start), set(&["privacy/a.toml", "privacy/e.toml", "privacy/jäsenet 🚲.toml", "apart/d.toml"]), "all of it");
    assert_eq!(repository.judged("HEAD"), set(&[]), "nothing");
    let nothing = ci_with(today, repository.path(), &[], &["--changed=HEAD", "--lang", "en", "."]).ends(0);
    assert_eq!(nothing.out, "There were no notices to judge.\n", "nothing judged is not all in order");
    assert!(nothing.err.contains("0 notices"), "{}", nothing.err);
}

fn what_is_not_committed_has_changed_too(today: &str) {
    let repository = Repository::new(today);
    repository.edit("privacy/a.toml", "huoltotöihin", "huoltoon");
    put(repository.path(), "apart/uusi.toml", of_register("Uusi rekisteri", &sound_fi()));
    assert_eq!(repository.judged("HEAD"), set(&["privacy/a.toml", "apart/uusi.toml"]));
    put(repository.path(), ".gitignore", "uusi.toml\n");
    assert_eq!(repository.judged("HEAD"), set(&["privacy/a.toml"]), "git leaves it out");
}

fn a_branch_answers_for_its_own_commits_alone(today: &str) {
    let repository = Repository::new(today);
    repository.git(&["switch", "--quiet", "--create", "oma"]);
    repository.edit("privacy/a.toml", "huoltotöihin", "huoltoon");
    repository.commit();
    repository.git(&["switch", "--quiet", "main"]);
    repository.edit("privacy/b.toml", "huoltotöihin", "huoltoon");
    repository.commit();
    repository.git(&["switch", "--quiet", "oma"]);
    assert_eq!(repository.judged("main"), set(&["privacy/a.toml"]));
    // The service names the branch that is merged into.
    repository.git(&["update-ref", "refs/remotes/origin/main", "main"]);
    for environment in
        [[("GITHUB_ACTIONS", "true"), ("GITHUB_BASE_REF", "main")], [("TF_BUILD", "True"), ("SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main")]]
    {
        let run = ci_with(today, repository.path(), &environment, &["--format", "junit", "--changed", "."]).ends(0);
        assert!(run.out.contains("privacy/a.toml") && !run.out.contains("privacy/b.toml"), "{}", run.out);
    }
    ci_with(today, repository.path(), &[], &["--changed", "."]).refuses(&["--changed=origin/main"]);
}

fn a_register_named_twice_is_seen_from_either_notice(today: &str) {
    let repository = Repository::new(today);
    put(repository.path(), "privacy/z.toml", of_register("Ensimmäinen rekisteri", &own_controller_out(&sound_fi())));
    put(repository.path(), "apart/d.toml", with_error());
    repository.commit();
    let run = ci_with(today, repository.path(), &[], &["--format", "json", "--changed=HEAD~1", "privacy"]);
    let twice = run.json()["diagnostics"].as_array().expect("findings").iter().filter(|d| d["name"] == "register-name-twice").count();
    assert!(twice > 0, "{}", run.out);
    assert!(!run.out.contains("apart/"), "what was not asked about is not told");
}

fn what_git_cannot_tell_is_no_pass(today: &str) {
    let apart = folder(&[("a.toml", &sound_fi())]);
    ci_with(today, apart.path(), &[], &["--changed=main", "."]).refuses(&["git"]);
    let repository = Repository::new(today);
    ci_with(today, repository.path(), &[], &["--changed=nowhere", "."]).refuses(&["nowhere"]);
    ci_with(today, repository.path(), &[], &["--changed=--output=stolen", "."]).refuses(&["no revision"]);
    assert!(!repository.path().join("stolen").exists());
    // Without git on the path.
    ci_with(today, repository.path(), &[("PATH", "/nowhere")], &["--changed=HEAD", "."]).refuses(&["git"]);
}

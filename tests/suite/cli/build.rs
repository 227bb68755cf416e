//! `seloste build`: the whole site or none of it.

use super::{folder, on_both_days, program, put, run_in, sound, sound_fi, tree, with_error};
use crate::patch::root;
use seloste::document::Words;
use seloste::lang::Lang;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

on_both_days! {
    every_notice_language_and_format_is_written, a_foreign_folder_is_refused, what_fails_leaves_the_old_site, errors_stop_the_build, drafts_are_marked,
    two_builds_give_the_same_bytes, withdrawn_notices_are_in_the_archive, the_workspace_says_where_and_what, links_of_the_site_lead_somewhere,
}

fn every_notice_language_and_format_is_written(today: &str) {
    let out = tempfile::tempdir().expect("a folder");
    let site = out.path().join("site");
    let run = run_in(today, &root(), &["build", "notices", "--out", &site.to_string_lossy()]).ends(0);
    assert_eq!(run.err, "");
    let files = tree(&site);
    let mut wanted: Vec<String> =
        ["index.html", "404.html", "search.js", "robots.txt", "sitemap.xml", ".seloste-build", ".seloste-cache"].map(str::to_string).to_vec();
    for lang in ["fi", "sv", "en"] {
        wanted.extend([format!("{lang}/index.html"), format!("{lang}/feed.xml")]);
    }
    for folder in ["notices", "notices/archive"] {
        for entry in std::fs::read_dir(root().join(folder)).expect("notices") {
            let path = entry.expect("an entry").path();
            if path.extension().is_none_or(|e| e != "toml") || path.ends_with("seloste.toml") {
                continue;
            }
            let notice: toml::Table = toml::from_str(&std::fs::read_to_string(&path).expect("a notice")).expect("TOML");
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            for lang in notice["notice"]["languages"].as_array().expect("languages") {
                wanted
                    .extend(["html", "pdf", "md", "txt", "json", "fragment.html"].map(|ending| format!("{}/{name}.{ending}", lang.as_str().expect("a code"))));
            }
        }
    }
    assert!(wanted.len() > 100);
    wanted.sort();
    let mut found: Vec<String> = files.keys().map(|path| path.to_string_lossy().into_owned()).collect();
    found.sort();
    assert_eq!(found, wanted);
    assert_eq!(std::fs::read_dir(out.path()).expect("the folder").count(), 1, "nothing is left beside it");
    assert!(files.values().all(|bytes| !bytes.is_empty()));
}

fn a_foreign_folder_is_refused(today: &str) {
    let files = folder(&[("a.toml", &sound_fi()), ("oma/kuva.png", "x"), ("oma/index.html", "vanha"), ("tiedosto", "x"), ("tyhja/.keep", "")]);
    std::fs::remove_file(files.path().join("tyhja/.keep")).expect("gone");
    let before = tree(files.path());
    run_in(today, files.path(), &["build", "a.toml", "--out", "oma"]).refuses(&["oma", "did not write"]);
    run_in(today, files.path(), &["build", "a.toml", "--out", "tiedosto"]).refuses(&["tiedosto", "file"]);
    run_in(today, files.path(), &["build", "a.toml", "--out", "."]).refuses(&["did not write"]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("tyhja", files.path().join("linkki")).expect("a link");
        run_in(today, files.path(), &["build", "a.toml", "--out", "linkki"]).refuses(&["linkki", "link"]);
        std::fs::remove_file(files.path().join("linkki")).expect("gone");
    }
    assert_eq!(tree(files.path()), before, "nothing was touched");
    run_in(today, files.path(), &["build", "a.toml", "--out", "tyhja"]).ends(0);
    run_in(today, files.path(), &["build", "a.toml", "--out", "tyhja"]).ends(0);
    run_in(today, files.path(), &["build", "a.toml", "--out", "uusi/kansio/site"]).ends(0);
}

fn what_fails_leaves_the_old_site(today: &str) {
    let files = folder(&[("a.toml", &sound_fi()), ("seloste.toml", "[site]\ntemplates = \"pohjat\"\n"), ("pohjat/html/quote.html", "{{ quoted }}")]);
    run_in(today, files.path(), &["build", "--out", "site"]).ends(0);
    let before = tree(&files.path().join("site"));
    assert!(before.len() > 5);
    // Broken when it is read, and broken only when a page is filled.
    for template in ["{% if %}", "<p>{{ nosuch.thing }}</p>"] {
        put(files.path(), "pohjat/html/paragraph.html", template);
        run_in(today, files.path(), &["build", "--out", "site"]).refuses(&["pohjat/html/paragraph.html:1"]);
        assert_eq!(tree(&files.path().join("site")), before, "{template}");
    }
    std::fs::remove_file(files.path().join("pohjat/html/paragraph.html")).expect("gone");
    put(files.path(), "b.toml", b"[register]\nname = \"\xff\"\n");
    run_in(today, files.path(), &["build", "--out", "site"]).ends(1);
    assert_eq!(tree(&files.path().join("site")), before);
    put(files.path(), "b.toml", with_error());
    run_in(today, files.path(), &["build", "--out", "site"]).ends(1);
    assert_eq!(tree(&files.path().join("site")), before);
    let names: Vec<String> =
        std::fs::read_dir(files.path()).expect("the folder").map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    assert!(!names.iter().any(|name| name.starts_with('.')), "no temporary folder is left: {names:?}");
}

fn errors_stop_the_build(today: &str) {
    let files = folder(&[("a.toml", &sound_fi()), ("b.toml", &with_error())]);
    let run = run_in(today, files.path(), &["build", "--out", "site"]).ends(1);
    assert!(run.out.contains("b.toml") && run.out.contains("9005158-1"), "it says which: {}", run.out);
    assert!(run.err.contains("nothing was written") && run.err.lines().count() == 1, "{}", run.err);
    assert!(!files.path().join("site").exists());
    // A warning does not stop it.
    let files = folder(&[("a.toml", &sound_fi().replace("languages = [\"fi\"]\n", "languages = [\"fi\", \"sv\"]\n"))]);
    run_in(today, files.path(), &["build", "--out", "site"]).ends(0);
}

fn drafts_are_marked(today: &str) {
    let files = folder(&[("a.toml", &sound_fi()), ("b.toml", &with_error())]);
    run_in(today, files.path(), &["build", "--out", "site", "--draft"]).ends(0);
    let mark = &Words::built_in(Lang::FI).expect("words").banners.draft;
    for ending in ["html", "md", "txt"] {
        let has = |name: &str| String::from_utf8_lossy(&tree(&files.path().join("site"))[Path::new(&format!("fi/{name}.{ending}"))]).contains(mark.as_str());
        assert!(has("b") && !has("a"), "{ending}");
    }
    // Broken TOML has no page to mark.
    put(files.path(), "b.toml", "[register]\nname = \n");
    run_in(today, files.path(), &["build", "--out", "toinen", "--draft"]).refuses(&["b.toml", "TOML"]);
    assert!(!files.path().join("toinen").exists());
}

fn two_builds_give_the_same_bytes(today: &str) {
    let files = folder(&[("a.toml", &sound()), ("b.toml", &sound_fi()), ("x/c.toml", &sound_fi())]);
    for out in ["eka", "toka"] {
        run_in(today, files.path(), &["build", "a.toml", "b.toml", "x", "--out", out]).ends(0);
    }
    run_in(today, files.path(), &["build", "x", "b.toml", "a.toml", "--out", "eka"]).ends(0);
    assert_eq!(tree(&files.path().join("eka")), tree(&files.path().join("toka")), "whatever the order, and over an older one");
}

fn withdrawn_notices_are_in_the_archive(today: &str) {
    let out = tempfile::tempdir().expect("a folder");
    let site = out.path().join("site");
    run_in(today, &root(), &["build", "notices", "--out", &site.to_string_lossy()]).ends(0);
    for lang in Lang::SPOKEN {
        let words = Words::built_in(lang).expect("words");
        for (page, to) in [(format!("{lang}/index.html"), String::new()), ("index.html".to_string(), format!("{lang}/"))] {
            if page == "index.html" && lang != Lang::FI {
                continue;
            }
            let html = std::fs::read_to_string(site.join(&page)).expect("the index");
            let archive = html.find(&format!("<h2>{}<", words.site.archive)).expect("the archive's heading");
            let link = |name: &str| html.find(&format!("href=\"{to}{name}.html\"")).unwrap_or_else(|| panic!("{page} lists {name}"));
            assert!(link("003-it-tuki-2009") > archive, "{page}");
            for name in ["000-huolto", "001-kiinteistohuolto", "002-asiakasrekisteri", "003-it-tuki", "004-siivous"] {
                assert!(link(name) < archive, "{page}: {name}");
            }
        }
        let old = std::fs::read_to_string(site.join(format!("{lang}/003-it-tuki-2009.html"))).expect("the page");
        let sentence = words.banners.withdrawn.split('{').next().expect("words").trim_end();
        assert!(old.contains(sentence), "{lang}: the page says that it is no longer in use");
    }
}

fn the_workspace_says_where_and_what(today: &str) {
    let workspace = "[project]\nout = \"julkaisu\"\nformats = [\"markdown\"]\nlanguages = [\"fi\"]\n";
    let files = folder(&[("notices/seloste.toml", workspace), ("notices/a.toml", &sound_fi())]);
    run_in(today, files.path(), &["build", "notices"]).ends(0);
    let found: Vec<_> = tree(&files.path().join("notices/julkaisu")).into_keys().map(|path| path.to_string_lossy().into_owned()).collect();
    assert_eq!(found, [".seloste-build", ".seloste-cache", "fi/a.md"]);
    let quiet = run_in(today, files.path(), &["build", "notices", "-q", "--format", "html,text", "--out", "muualle"]).ends(0);
    assert_eq!((quiet.out.as_str(), quiet.err.as_str()), ("", ""));
    assert!(tree(&files.path().join("muualle")).keys().all(|path| !path.to_string_lossy().ends_with(".md")));
}

fn links_of_the_site_lead_somewhere(today: &str) {
    let out = tempfile::tempdir().expect("a folder");
    let site = out.path().join("site");
    run_in(today, &root(), &["build", "notices", "--out", &site.to_string_lossy(), "--base-url", "https://selosteet.example"]).ends(0);
    let files = tree(&site);
    let mut links = 0;
    for (path, bytes) in files.iter().filter(|(path, _)| path.extension().is_some_and(|ext| ext == "html")) {
        let html = scraper::Html::parse_document(&String::from_utf8_lossy(bytes));
        for element in crate::html::all(&html, "a[href], link[href]") {
            let href = element.value().attr("href").expect("an address");
            let own = href.split('#').next().unwrap_or_default();
            if own.is_empty() || own.contains(':') {
                continue;
            }
            links += 1;
            let mut to = path.parent().expect("a folder").to_path_buf();
            for part in own.split('/') {
                if part == ".." {
                    assert!(to.pop(), "{href} leads out of the site");
                } else {
                    to.push(part);
                }
            }
            assert!(files.contains_key(&to), "{}: {href}", path.display());
        }
    }
    assert!(links > 100);
}

/// When each page was written.
#[cfg(unix)]
fn written(site: &Path) -> BTreeMap<PathBuf, (u64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let meta = |path: PathBuf| std::fs::metadata(site.join(&path)).map(|meta| (path, (meta.ino(), meta.mtime_nsec()))).expect("a file");
    tree(site).into_keys().map(meta).collect()
}

#[cfg(unix)]
#[test]
fn only_what_changed_is_made_anew_and_the_site_is_the_same_as_made_whole() {
    let today = super::TODAYS[0];
    let other = super::of_register("Pyöräpajan toinen rekisteri", &sound_fi());
    let files = folder(&[
        ("a.toml", &sound()),
        ("b.toml", &sound_fi()),
        ("c.toml", &other),
        ("seloste.toml", "[site]\ntemplates = \"pohjat\"\n"),
        ("pohjat/page.toml", ""),
    ]);
    let site = files.path().join("site");
    let build = |more: &[&str]| run_in(today, files.path(), &[&["build", "--out", "site"][..], more].concat()).ends(0).out;
    // What a build over the old site leaves is what a build without one leaves, to the last byte; gives the pages that were made anew.
    let again = |why: &str| -> Vec<String> {
        let before = written(&site);
        build(&[]);
        let after = written(&site);
        run_in(today, files.path(), &["build", "--out", "kokonaan"]).ends(0);
        assert_eq!(tree(&site), tree(&files.path().join("kokonaan")), "{why}");
        std::fs::remove_dir_all(files.path().join("kokonaan")).expect("gone");
        let anew = after.into_iter().filter(|(path, mark)| before.get(path) != Some(mark)).map(|(path, _)| path.to_string_lossy().into_owned());
        anew.filter(|path| !path.starts_with(".seloste")).collect()
    };
    assert!(!build(&[]).contains("anew"));
    assert!(again("nothing changed").is_empty());
    put(files.path(), "b.toml", sound_fi().replace("6 vuotta", "7 vuotta"));
    let anew = again("a period of one notice changed");
    assert!(!anew.is_empty() && anew.iter().all(|path| path.starts_with("fi/b.")), "{anew:?}");
    put(files.path(), "b.toml", sound_fi().replace("Pyöräpajan asiakasrekisteri", "Pyöräpajan uusi rekisteri"));
    let anew = again("its name changed, which the index has too");
    assert!(anew.contains(&"fi/index.html".to_string()) && !anew.contains(&"fi/a.html".to_string()), "{anew:?}");
    let all = tree(&site).len() - 2;
    for (file, text) in
        [("pohjat/html/quote.html", "<p>{{ blocks }}</p>"), ("pohjat/page.toml", "# x\n"), ("seloste.toml", "[site]\ntemplates = \"pohjat\"\ntitle = \"X\"\n")]
    {
        put(files.path(), file, text);
        assert_eq!(again(file).len(), all, "{file}: everything is made anew");
    }
    assert!(!build(&["--fresh"]).contains("anew"));
    // A page somebody changed or took away is none of ours.
    put(&site, "fi/b.html", "<p>Muutettu</p>");
    std::fs::remove_file(site.join("fi/c.md")).expect("gone");
    let anew = again("pages were changed by hand");
    assert!(anew.contains(&"fi/b.html".to_string()) && anew.contains(&"fi/c.md".to_string()) && !anew.contains(&"fi/a.html".to_string()), "{anew:?}");
    std::fs::remove_file(files.path().join("c.toml")).expect("gone");
    again("a notice went");
    assert!(!site.join("fi/c.html").exists());
    // A cache that is no cache is none.
    put(&site, ".seloste-cache", "x");
    again("a broken cache");
}

/// A verdict is taken from the last build only where everything it hangs on is the same: the text, the workspace, the user's own rules and the day.
#[test]
fn a_notice_is_judged_anew_when_what_it_is_judged_by_changed() {
    let today = super::TODAYS[0];
    let rule = "code = \"OMA101\"\nlevel = \"error\"\nmessage = \"Sana ”{value}” on vanha.\"\nhelp = \"Kirjoita uusi.\"\n\n[check.matches]\npatterns = ['\\bhuoltokirja']\n";
    let text = sound_fi().replace("summary = \"Käsittelemme", "summary = \"Pidämme huoltokirjaa. Käsittelemme");
    let files = folder(&[
        ("a.toml", &text),
        ("b.toml", &super::of_register("Toinen", &sound_fi())),
        ("seloste.toml", "[lint]\n"),
        ("omat/x.toml", &rule.replace("huoltokirja", "xyz")),
    ]);
    let build = |today: &str, more: &[&str]| run_in(today, files.path(), &[&["build", "--out", "site", "--format", "html"][..], more].concat());
    build(today, &[]).ends(0);
    assert!(build(today, &[]).ends(0).out.contains("(0 made anew)"));
    // Another day: nobody can have changed a notice in the future.
    assert!(build("2026-08-01", &[]).ends(1).out.contains("P708"));
    // Rules of the user's own, which are files beside the notices.
    put(files.path(), "seloste.toml", "[lint]\nextend = [\"omat\"]\n");
    build(today, &[]).ends(0);
    put(files.path(), "omat/x.toml", rule);
    assert!(build(today, &[]).ends(1).out.contains("OMA101"));
    put(files.path(), "omat/x.toml", rule.replace("huoltokirja", "xyz"));
    build(today, &[]).ends(0);
    // What the workspace asks, of all notices and of some paths.
    let wrong = text.replace("business-id = \"9005158-0\"", "business-id = \"9005158-1\"");
    std::fs::remove_file(files.path().join("a.toml")).expect("gone");
    put(files.path(), "alku/a.toml", &wrong);
    put(files.path(), "seloste.toml", "[lint]\nlevels = { T602 = \"warning\" }\n");
    build(today, &[]).ends(0);
    put(files.path(), "seloste.toml", "");
    assert!(build(today, &[]).ends(1).out.contains("T602"));
    put(files.path(), "seloste.toml", "[[lint.paths]]\npaths = [\"alku/**\"]\nlevels = { T602 = \"warning\" }\n");
    build(today, &[]).ends(0);
    std::fs::create_dir(files.path().join("loppu")).expect("made");
    std::fs::rename(files.path().join("alku/a.toml"), files.path().join("loppu/a.toml")).expect("moved");
    assert!(build(today, &[]).ends(1).out.contains("T602"));
    // A site left by a build that published drafts is no verdict.
    build(today, &["--draft"]).ends(0);
    build(today, &[]).ends(1);
}

#[cfg(unix)]
#[test]
fn a_page_is_made_anew_when_another_version_changed() {
    let today = super::TODAYS[0];
    let old = sound_fi().replacen("[notice]\n", "[notice]\nreplaced-by = \"uusi\"\nwithdrawn = 2026-10-01\n", 1);
    let files = folder(&[("uusi.toml", &sound_fi()), ("vanha.toml", &old), ("muu.toml", &super::of_register("Muu", &sound_fi()))]);
    run_in(today, files.path(), &["build", "--draft", "--out", "site"]).ends(0);
    put(files.path(), "vanha.toml", old.replace("2026-10-01", "2026-10-02"));
    let run = run_in(today, files.path(), &["build", "--draft", "--out", "site"]).ends(0);
    assert!(run.out.contains("(2 made anew)"), "{}", run.out);
    assert!(std::fs::read_to_string(files.path().join("site/fi/uusi.html")).expect("a page").contains("2.10.2026"));
}

/// Kills builds at any moment, two hundred times: the site is the old one or the new one, byte for byte, and nothing of it is left beside in the end.
#[cfg(target_os = "linux")]
#[test]
fn a_killed_build_leaves_the_old_or_the_new_site_whole() {
    let today = super::TODAYS[0];
    let begun = Instant::now();
    let files = folder(&[]);
    let text = |n: usize, side: usize| sound_fi().replace("Pyöräpajan asiakasrekisteri", &format!("Rekisteri {n} {}", ["vanha", "uusi"][side]));
    for side in 0..2 {
        for n in 0..6 {
            put(files.path(), &format!("{side}/n{n}.toml"), text(n, side));
        }
    }
    let site = files.path().join("site");
    let args = |side: usize| ["build", ["0", "1"][side], "--out", "site", "--format", "html,markdown"];
    let mut whole = Vec::new();
    let mut took = Duration::ZERO;
    for side in [1, 0] {
        let start = Instant::now();
        run_in(today, files.path(), &args(side)).ends(0);
        took = start.elapsed();
        whole.insert(0, tree(&site));
    }
    assert_ne!(whole[0], whole[1]);
    let hidden = || -> usize {
        let names = std::fs::read_dir(files.path()).expect("the folder").map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned());
        names.filter(|name| name.starts_with('.')).count()
    };
    let (mut now, mut killed, mut writing, mut changed, mut seed) = (0, 0, 0, 0, 0x2545_f491_u64);
    let mut rounds = 0;
    while killed < 200 && begun.elapsed() < Duration::from_secs(150) {
        rounds += 1;
        // A plain generator: the same moments on each run, as far as the machine lets them be.
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let part = f64::from((seed >> 40) as u32) / f64::from(1_u32 << 24);
        let next = 1 - now;
        let mut child = program(today, files.path()).args(args(next)).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let running = |child: &mut std::process::Child| child.try_wait().expect("its state").is_none();
        if rounds % 2 == 0 {
            // Half of them while it writes: from when the new folder shows.
            let known = hidden();
            while hidden() == known && running(&mut child) {
                std::thread::yield_now();
            }
            std::thread::sleep(Duration::from_micros((part * 30_000.0) as u64));
        } else {
            std::thread::sleep(took.mul_f64(part * 1.1));
        }
        let before = running(&mut child);
        child.kill().expect("killed");
        let status = child.wait().expect("it ends");
        killed += usize::from(before && status.code().is_none());
        writing += usize::from(status.code().is_none() && hidden() > 0);
        let found = tree(&site);
        assert!(found == whole[0] || found == whole[1], "round {rounds}: neither the old site nor the new one");
        if found == whole[next] {
            changed += 1;
            now = next;
        }
    }
    assert!(killed >= 200 || begun.elapsed() >= Duration::from_secs(150), "{killed} killed in {rounds} rounds");
    assert!(killed >= 20 && writing >= 5 && changed >= 1, "{killed} killed, {writing} of them while they wrote, {changed} sites changed");
    run_in(today, files.path(), &args(0)).ends(0);
    assert_eq!(tree(&site), whole[0]);
    assert_eq!(hidden(), 0, "the next build removes what killed ones left");
}

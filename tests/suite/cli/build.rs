//! `seloste build`: the whole site or none of it.

use super::{folder, on_both_days, program, put, run_in, sound, sound_fi, tree, with_error};
use crate::patch::root;
use seloste::document::Words;
use seloste::lang::Lang;
use std::path::Path;
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
    let mut wanted = vec!["index.html".to_string(), "seloste.css".to_string(), ".seloste-build".to_string()];
    for lang in ["fi", "sv", "en"] {
        wanted.push(format!("{lang}/index.html"));
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
                wanted.extend(["html", "pdf", "md", "txt"].map(|ending| format!("{}/{name}.{ending}", lang.as_str().expect("a code"))));
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
    run_in(today, files.path(), &["build", "--out", "site"]).refuses(&["b.toml"]);
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
            let archive = html.find(&format!(">{}<", words.site.archive)).expect("the archive's heading");
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
    assert_eq!(found, [".seloste-build", "fi/a.md"]);
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

/// Kills a build of many notices while it writes, again and again: the old site stands, byte for byte, and the next build works.
#[cfg(unix)]
#[test]
fn a_killed_build_leaves_the_old_site_whole() {
    let today = super::TODAYS[0];
    let files = folder(&[("vanha/a.toml", &sound_fi())]);
    let many = 80;
    for n in 0..many {
        put(files.path(), &format!("uudet/n{n:03}.toml"), sound_fi().replace("Pyöräpajan asiakasrekisteri", &format!("Pyöräpajan rekisteri {n}")));
    }
    let site = files.path().join("site");
    run_in(today, files.path(), &["build", "vanha", "--out", "site"]).ends(0);
    let old = tree(&site);
    let hidden = || -> Vec<String> {
        let names = std::fs::read_dir(files.path()).expect("the folder").map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned());
        names.filter(|name| name.starts_with('.')).collect()
    };
    let mut killed_writing = 0;
    for wait in [0, 5, 15, 30, 60, 120, 240] {
        let known = hidden().len();
        let mut child =
            program(today, files.path()).args(["build", "uudet", "--out", "site"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let start = Instant::now();
        // The new folder shows that it writes; a later round waits longer, into the exchange.
        while hidden().len() == known && child.try_wait().expect("its state").is_none() && start.elapsed() < Duration::from_mins(2) {
            std::thread::sleep(Duration::from_micros(200));
        }
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().expect("killed");
        let status = child.wait().expect("it ends");
        if status.code().is_none() {
            killed_writing += usize::from(hidden().len() > known);
            let now = tree(&site);
            assert!(now == old || now.len() > many * 3, "after {wait} ms: the old site or the new one, whole: {} files", now.len());
            if now != old {
                break;
            }
        } else {
            break;
        }
    }
    assert!(killed_writing > 0, "no build was killed while it wrote");
    let names: Vec<String> =
        std::fs::read_dir(files.path()).expect("the folder").map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    assert!(names.iter().all(|name| name.starts_with('.') || ["site", "vanha", "uudet"].contains(&name.as_str())), "what is left is hidden: {names:?}");
    run_in(today, files.path(), &["build", "uudet", "--out", "site"]).ends(0);
    assert_eq!(tree(&site).len(), many * 3 + 4, "pages, an index and its root, the style sheet, the list");
    // A hidden folder that a killed build left is no place for notices.
    run_in(today, files.path(), &["build", "--out", "kaikki"]).ends(0);
}

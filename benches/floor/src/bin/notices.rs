//! Writes notices to measure on: invented organisations, valid and clean under every rule, the same bytes on every run.
//! `notices FOLDER COUNT [fi|all]`: in Finnish alone (about 5 KB each), or the same text in Finnish, Swedish and English.

use std::path::Path;

const TEMPLATE: &str = include_str!("../../notice.txt");
/// First parts of names, with the form that streets and addresses take.
const FIRST: &[&str] = &["Hämäryys", "Kaiku", "Routa", "Säde", "Törmä", "Usva", "Väylä", "Ääni", "Öljy", "Kehrä", "Lähde", "Myötä", "Närhi", "Päivän", "Sysi", "Tyrsky"];
const SECOND: &[&str] = &["käpälä", "lyhty", "mökki", "nietos", "pörriäinen", "ratas", "sävel", "töyhtö", "viuhka", "äyräs", "kääpä", "löyly"];
/// What stands between them, so that ten thousand controllers have as many names: of two that share one, details that differ would be findings.
const MIDDLE: &[&str] = &["", "kuu", "talvi", "syys", "tuuli", "metsä", "ranta"];
const TRADE: &[&str] = &["Pyöräpaja", "Kiinteistöhuolto", "Hiihtokoulu", "Kähertämö", "Sähköasennus", "Työterveys", "Käännöstoimisto", "Näyttämö"];

fn main() {
    let mut args = std::env::args().skip(1);
    let (Some(folder), Some(count)) = (args.next(), args.next().and_then(|n| n.parse::<usize>().ok())) else { fail("usage: notices FOLDER COUNT [fi|all]") };
    let all = args.next().is_some_and(|langs| langs == "all");
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder).unwrap_or_else(|e| fail(e));
    write(&folder.join("seloste.toml"), "[project]\nlanguages = [\"fi\", \"sv\", \"en\"]\nformats = [\"html\"]\nfictional = true\n");
    for n in 0..count {
        // A thousand to a folder, as people who keep many would have it.
        let below = folder.join(format!("{:02}", n / 1000));
        if n % 1000 == 0 {
            std::fs::create_dir_all(&below).unwrap_or_else(|e| fail(e));
        }
        write(&below.join(format!("{n:05}.toml")), &notice(n, all));
    }
}

fn notice(n: usize, all: bool) -> String {
    let mut dice = Dice(0x5e10_57e0 ^ n as u64);
    let middle = MIDDLE[n / (FIRST.len() * SECOND.len() * TRADE.len()) % MIDDLE.len()];
    let name = format!("{}{middle}{}", FIRST[n % FIRST.len()], SECOND[n / FIRST.len() % SECOND.len()]);
    let trade = TRADE[n / (FIRST.len() * SECOND.len()) % TRADE.len()];
    let host = ascii(&name);
    let fills = [
        ("name", name),
        ("trade", trade.to_string()),
        ("host", format!("{host}{n}.example")),
        ("business-id", business_id(n)),
        ("house", (1 + dice.below(98)).to_string()),
        ("post", format!("{:05}", 100 + dice.below(970) * 10)),
        ("tail", format!("{:04}", dice.below(10_000))),
        ("month", format!("{:02}", 1 + dice.below(9))),
        ("years", (2 + dice.below(8)).to_string()),
        ("months", (6 + dice.below(30)).to_string()),
    ];
    let mut text = said(TEMPLATE, all, &mut dice);
    for (hole, value) in &fills {
        text = text.replace(&format!("{{{hole}}}"), value);
    }
    text.replace("{languages}", if all { "\"fi\", \"sv\", \"en\"" } else { "\"fi\"" })
}

/// Puts the chosen languages in place of each `«fi|sv|en»`; where it gives several such texts, `‖` between them, one of them by lot.
fn said(template: &str, all: bool, dice: &mut Dice) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('«') {
        let (inside, next) = after.split_once('»').unwrap_or_else(|| fail("the template has « without »"));
        let texts: Vec<&str> = inside.split('‖').collect();
        let mut langs = texts[dice.below(texts.len())].split('|');
        let mut next_lang = || langs.next().unwrap_or_else(|| fail(format!("not in three languages: {inside}")));
        let (fi, sv, en) = (next_lang(), next_lang(), next_lang());
        out.push_str(before);
        out.push_str(&if all { format!("{{ fi = \"{fi}\", sv = \"{sv}\", en = \"{en}\" }}") } else { format!("\"{fi}\"") });
        rest = next;
    }
    out + rest
}

/// The n-th business id from 9000000 on whose check digit exists; from 9,000,000 upward none is anybody's.
fn business_id(n: usize) -> String {
    let check = |number: usize| {
        let sum: usize = format!("{number:07}").bytes().zip([7, 9, 10, 5, 8, 4, 2]).map(|(digit, weight)| usize::from(digit - b'0') * weight).sum();
        match sum % 11 {
            0 => Some(0),
            1 => None,
            rest => Some(11 - rest),
        }
    };
    let from = 9_000_000 + n * 3;
    (from..).find_map(|number| Some(format!("{number}-{}", check(number)?))).unwrap_or_default()
}

fn ascii(name: &str) -> String {
    name.to_lowercase().chars().map(|c| match c { 'ä' | 'å' => 'a', 'ö' => 'o', other => other }).collect()
}

/// A small generator of numbers, the same on every machine (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % limit
    }
}

fn write(path: &Path, text: &str) {
    std::fs::write(path, text).unwrap_or_else(|e| fail(format!("{}: {e}", path.display())));
}

fn fail(what: impl std::fmt::Display) -> ! {
    eprintln!("notices: {what}");
    std::process::exit(2);
}

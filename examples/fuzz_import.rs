//! Throws broken documents at `import` and `audit` for some minutes and stops at the first panic, at what takes over two seconds, at a lost line.
//!
//!     cargo run --release --example fuzz_import -- html 20
//!     cargo run --release --example fuzz_import -- hostile        # 10 MiB of what is hard to read, with time and memory

#![allow(clippy::print_stdout, dead_code)]

#[path = "../tests/import/mod.rs"]
mod cases;

use cases::score::plain;
use seloste::day::Day;
use seloste::desk::auditing;
use seloste::import::{self, Format};
use std::path::Path;
use std::time::{Duration, Instant};

/// Numbers that look random; the seed is told, so that a run can be repeated.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// Pieces that mean something to some reader.
const PIECES: &[&str] = &[
    "\n",
    "\n\n",
    "\r",
    "\u{c}",
    "\t",
    "    ",
    ": ",
    "1. ",
    "I. ",
    "- ",
    "• ",
    "#",
    "## ",
    "|",
    "---",
    "═══",
    "───  ───",
    "'''",
    "\"\"\"",
    "\\",
    "`",
    "*",
    "_",
    "[",
    "](",
    "<",
    ">",
    "</",
    "<p>",
    "<h2>",
    "</h2>",
    "<table><tr><td>",
    "</td><td>",
    "</table>",
    "<ul><li>",
    "<ol start=\"9\">",
    "<script>",
    "</script>",
    "<nav>",
    "<!--",
    "-->",
    "&amp;",
    "&#x",
    "&nbsp;",
    "<dl><dt>",
    "<dd>",
    "131052-308T",
    "9000000-3",
    "00100 Helsinki",
    "a(at)b.example",
    "1.9.2019",
    "Rekisterinpitäjä",
    "Sisällys",
    "Tietojen säilytysaika: ",
    "Oy",
    "\u{202e}",
    "\u{0}",
    "ä",
    "<w:p>",
    "</w:p>",
    "<w:t>",
    "</w:t>",
    "<w:tbl>",
    "<w:tr>",
    "<w:tc>",
    "BT",
    "ET",
    "Tj",
    "stream",
    "endobj",
    "/Length 9",
];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|what| what == "hostile") {
        return hostile();
    }
    let kind = args.first().and_then(|name| Format::ALL.into_iter().find(|format| format.name() == name)).expect("text, html, markdown, docx or pdf");
    let minutes: u64 = args.get(1).and_then(|n| n.parse().ok()).unwrap_or(1);
    let seed: u64 = args.get(2).and_then(|n| n.parse().ok()).unwrap_or(0x5eed_0001);
    let mut dice = Dice(seed | 1);
    let samples = cases::samples(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import/content"));
    let wanted = |bytes: &[u8]| match kind {
        Format::Docx | Format::Pdf => Format::of("x", bytes) == kind,
        _ => !matches!(Format::of("x", bytes), Format::Docx | Format::Pdf),
    };
    let base: Vec<Vec<u8>> = samples.into_iter().map(|sample| sample.bytes).filter(|bytes| wanted(bytes)).collect();
    let day = Day::new(2026, 11, 21).expect("a day");
    let (start, mut runs, mut taken, mut slowest) = (Instant::now(), 0u64, 0u64, Duration::ZERO);
    while start.elapsed() < Duration::from_secs(minutes * 60) {
        let mut bytes = base[dice.below(base.len())].clone();
        let inside = kind == Format::Docx && dice.below(3) > 0;
        if inside {
            // Inside the package, or the unpacking alone would be tried.
            bytes = unpacked(&bytes);
        }
        for _ in 0..=dice.below(12) {
            mutate(&mut bytes, &mut dice);
        }
        if inside {
            bytes = cases::layouts::packed(&String::from_utf8_lossy(&bytes));
        }
        let began = Instant::now();
        runs += 1;
        if let Ok(imported) = import::import("x", &bytes, Some(kind)) {
            taken += 1;
            let took = began.elapsed();
            slowest = slowest.max(took);
            assert!(took < Duration::from_secs(2), "run {runs} of seed {seed} took {took:?}");
            let reading = seloste::notice::read(&imported.written.toml, None);
            assert!(!reading.broken, "run {runs} of seed {seed} cannot be read: {:?}", reading.faults);
            let toml = plain(&imported.written.toml.replace('\\', ""));
            let lost = imported.document.lines.iter().find(|line| !toml.contains(&plain(&line.text.replace('\\', ""))));
            assert!(lost.is_none(), "run {runs} of seed {seed} lost {lost:?}");
            if runs.is_multiple_of(8) {
                let _ = auditing::audit(&imported, day, day, None);
            }
        }
    }
    println!("{}: {runs} documents in {minutes} minutes from seed {seed}, {taken} taken in, the slowest in {slowest:?}", kind.name());
}

/// Input as large as is let in, of what readers of text choke on.
fn hostile() {
    const SIZE: usize = import::limit::BYTES;
    let within = |piece: &str, size: usize| piece.bytes().cycle().take(size).collect::<Vec<u8>>();
    let of = |piece: &str| within(piece, SIZE);
    let mut dice = Dice(0x5eed_0001);
    let random: Vec<u8> = (0..SIZE).map(|_| dice.next() as u8).collect();
    let deep: Vec<u8> = (0..).flat_map(|n: usize| format!("{}- a\n", "  ".repeat(n % 400)).into_bytes()).take(SIZE).collect();
    let inputs: Vec<(&str, Vec<u8>)> = vec![
        ("tags", of("<div>")),
        ("tags with text", of("<p>Tietoja <b>on")),
        ("open lists", of("<ul><li>")),
        ("<", of("<")),
        ("&", of("&")),
        ("attributes", of("<a href=x ")),
        ("comments", of("<!--")),
        ("*", of("*")),
        ("_ a", of("_a ")),
        ("[", of("[")),
        ("](", of("[a](")),
        ("`", of("`a")),
        (">", of("> ")),
        ("nested lists", deep),
        ("one line", of("Tietoja säilytetään kaksi vuotta ja poistetaan sitten ")),
        ("one word", of("a")),
        ("lines", of("a\n")),
        ("headings", of("# Rekisterinpitäjä\n")),
        ("labels", of("Rekisterinpitäjä: ")),
        ("tables", of("|a|b|\n|-|-|\n")),
        ("rules", of("--- ---\n")),
        ("spaces", of(" ")),
        ("new lines", of("\n")),
        ("nuls", vec![0; SIZE]),
        ("random bytes", random),
        // As much as is let in and read.
        ("sentences, 2 MB", within("Tietoja säilytetään kaksi vuotta ja poistetaan sitten, ja voit oikaista ne. ", 2_000_000)),
        (
            "lines of sentences, 2 MB",
            within(
                "Vi raderar dina uppgifter två år efter avtalet, och du har rätt att få dem rättade. Läs mer på vår webbplats, om du vill, eller ring till oss när du har tid och lust till det, det kostar ingenting.\n",
                1_990_000,
            ),
        ),
        (
            "sections, 2 MB",
            within(
                "Your rights\n\nYou may ask us to delete what we hold, and we answer within a month, as the law tells us to, in writing where you ask for it.\n\n",
                600_000,
            ),
        ),
    ];
    let day = Day::new(2026, 11, 21).expect("a day");
    println!("| what, 10 MiB where nothing is said | read as | taken in | seconds | memory, times the input |\n|---|---|---|---|---|");
    for (name, bytes) in &inputs {
        for kind in [Format::Text, Format::Html, Format::Markdown] {
            // The peak of the process begins anew; on other systems than Linux it is not told.
            let _ = std::fs::write("/proc/self/clear_refs", "5");
            let before = peak("VmRSS:");
            let began = Instant::now();
            let imported = import::import("x", bytes, Some(kind));
            let audited = imported.as_ref().ok().map(|imported| auditing::audit(imported, day, day, None).diagnostics.len());
            let took = began.elapsed();
            let times = peak("VmHWM:").saturating_sub(before) as f64 * 1024.0 / bytes.len() as f64;
            let what = audited.map_or_else(|| imported.err().map(|refusal| refusal.to_string()).unwrap_or_default(), |found| format!("yes, {found} findings"));
            println!("| {name} | {} | {what} | {:.2} | {times:.1} |", kind.name(), took.as_secs_f64());
        }
    }
}

/// A number of kilobytes that the system tells of this process.
fn peak(key: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find_map(|line| line.strip_prefix(key)?.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn unpacked(bytes: &[u8]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive of ours");
    let mut out = Vec::new();
    std::io::copy(&mut archive.by_name("word/document.xml").expect("its text"), &mut out).expect("unpacked");
    out
}

fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    let at = dice.below(bytes.len() + 1);
    let piece = PIECES[dice.below(PIECES.len())].as_bytes();
    match dice.below(7) {
        0 => drop(bytes.splice(at..at, piece.iter().copied())),
        1 => {
            let end = (at + dice.below(40)).min(bytes.len());
            bytes.drain(at..end);
        }
        2 if !bytes.is_empty() => {
            let at = at.min(bytes.len() - 1);
            bytes[at] = dice.next() as u8;
        }
        3 => {
            let end = (at + dice.below(200)).min(bytes.len());
            let copy = bytes[at..end].to_vec();
            let to = dice.below(bytes.len() + 1);
            drop(bytes.splice(to..to, copy));
        }
        4 => {
            let times = dice.below(60);
            let many: Vec<u8> = piece.iter().copied().cycle().take(piece.len() * times).collect();
            drop(bytes.splice(at..at, many));
        }
        5 => bytes.truncate(at.max(bytes.len() / 2)),
        _ => {
            let end = (at + piece.len()).min(bytes.len());
            drop(bytes.splice(at..end, piece.iter().copied()));
        }
    }
}

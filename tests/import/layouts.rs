//! The layouts: each writes a content as some published notice is written, and notes which headings stand in it.

use super::{Content, Section, Truth};

type Write = fn(&Content, &[&Section], &mut Truth) -> Vec<u8>;

/// All of them, by name.
pub const LAYOUTS: &[(&str, Write)] = &[
    ("plain", |c, s, t| text(c, s, t, &Plain::default())),
    ("numbered-dot", |c, s, t| text(c, s, t, &Plain { number: |n| format!("{n}. "), ..Plain::default() })),
    ("numbered-bare", |c, s, t| text(c, s, t, &Plain { number: |n| format!("{n} "), contents: true, ..Plain::default() })),
    ("numbered-bracket", |c, s, t| text(c, s, t, &Plain { number: |n| format!("{n}) "), ..Plain::default() })),
    ("numbered-point-one", |c, s, t| text(c, s, t, &Plain { number: |n| format!("1.{n} "), ..Plain::default() })),
    ("roman", |c, s, t| text(c, s, t, &Plain { number: |n| format!("{}. ", roman(n)), ..Plain::default() })),
    ("letters", |c, s, t| text(c, s, t, &Plain { number: |n| format!("{}. ", char::from(b'A' + (n as u8 - 1))), ..Plain::default() })),
    ("every-one", |c, s, t| text(c, s, t, &Plain { number: |_| "1. ".into(), ..Plain::default() })),
    ("numbers-missing", |c, s, t| {
        text(c, s, t, &Plain { number: |n| if n % 4 == 0 { format!("{}. ", n - 1) } else { format!("{n}. ") }, banner: true, ..Plain::default() })
    }),
    ("capitals", |c, s, t| text(c, s, t, &Plain { capitals: true, ..Plain::default() })),
    ("no-blank-lines", |c, s, t| text(c, s, t, &Plain { tight: true, ..Plain::default() })),
    ("questions", |c, s, t| text(c, s, t, &Plain { questions: true, ..Plain::default() })),
    ("two-lines", |c, s, t| text(c, s, t, &Plain { narrow: true, ..Plain::default() })),
    ("colon", |c, s, t| text(c, s, t, &Plain { colon: true, ..Plain::default() })),
    ("windows-1252", |c, s, t| {
        text(c, s, t, &Plain::default()).pipe(|bytes| encoding_rs::WINDOWS_1252.encode(&String::from_utf8_lossy(&bytes)).0.into_owned())
    }),
    ("utf-16", |c, s, t| {
        let bytes = text(c, s, t, &Plain { number: |n| format!("{n}. "), ..Plain::default() });
        std::iter::once(0xfeff).chain(String::from_utf8_lossy(&bytes).encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }),
    ("inline", inline),
    ("bullets", bullets),
    ("label-column", columns),
    ("html", |c, s, t| html(c, s, t, &|heading| format!("<h2>{heading}</h2>\n"))),
    ("html-bold", |c, s, t| html(c, s, t, &|heading| format!("<p><strong>{heading}</strong></p>\n"))),
    ("html-table", html_table),
    ("html-in-terms", html_terms),
    ("markdown", markdown),
    ("prose", prose),
    ("docx", docx),
    ("pdf", pdf),
    ("wrapped", |c, s, t| {
        let bytes = text(c, s, t, &Plain { tight: true, ..Plain::default() });
        String::from_utf8_lossy(&bytes).lines().map(|line| wrapped(line, 72) + "\n").collect::<String>().into_bytes()
    }),
];

/// A word processor's document: headings by their style, items by their list.
fn docx(content: &Content, kept: &[&Section], truth: &mut Truth) -> Vec<u8> {
    truth.note(content, kept, |section| section.heading.clone());
    let written = |style: &str, text: &str| {
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        format!("<w:p><w:pPr>{style}</w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
    };
    let mut xml = written("<w:pStyle w:val=\"Title\"/>", &content.title) + &written("", &content.dated);
    xml.extend(content.intro.iter().map(|text| written("", text)));
    for section in kept {
        xml.push_str(&written("<w:pStyle w:val=\"Heading2\"/>", &section.heading));
        xml.extend(section.lines.iter().chain(&section.text).chain(&section.lead).map(|text| written("", text)));
        xml.extend(section.items.iter().map(|text| written("<w:numPr><w:ilvl w:val=\"0\"/></w:numPr>", text)));
    }
    packed(&format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{xml}</w:body></w:document>"))
}

/// The main part of a word processor's document, packed.
#[must_use]
pub fn packed(xml: &str) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).expect("a file");
    zip.write_all(xml.as_bytes()).expect("written");
    zip.finish().expect("an archive").into_inner()
}

/// Printed pages: numbered headings, lines of at most 80 characters, a page number on each.
fn pdf(content: &Content, kept: &[&Section], truth: &mut Truth) -> Vec<u8> {
    let style = Plain { number: |n| format!("{n}. "), ..Plain::default() };
    let text = String::from_utf8(text(content, kept, truth, &style)).expect("text");
    let lines: Vec<String> =
        text.lines().flat_map(|line| wrapped(line, 80).lines().map(str::to_string).chain(line.is_empty().then(String::new)).collect::<Vec<_>>()).collect();
    let count = lines.chunks(45).len();
    bound(lines.chunks(45).enumerate().map(|(number, page)| drawn(page, &format!("{}/{count}", number + 1))).collect())
}

/// One page with a content of its own.
#[must_use]
pub fn printed(content: Vec<u8>) -> Vec<u8> {
    bound(vec![content])
}

/// The content of a page: its lines and its number.
fn drawn(lines: &[String], number: &str) -> Vec<u8> {
    use lopdf::Object;
    use lopdf::content::{Content as Drawn, Operation};
    let mut operations = Vec::new();
    let mut show = |x: i32, y: i32, text: &str| {
        let bytes = encoding_rs::WINDOWS_1252.encode(text).0.into_owned();
        operations.push(Operation::new("BT", vec![]));
        operations.push(Operation::new("Tf", vec!["F1".into(), 11.into()]));
        operations.push(Operation::new("Tm", vec![1.into(), 0.into(), 0.into(), 1.into(), x.into(), y.into()]));
        operations.push(Operation::new("Tj", vec![Object::string_literal(bytes)]));
        operations.push(Operation::new("ET", vec![]));
    };
    for (line, y) in lines.iter().zip((0..=780).rev().step_by(14)).filter(|(line, _)| !line.is_empty()) {
        show(50, y, line);
    }
    show(500, 40, number);
    Drawn { operations }.encode().expect("drawn")
}

/// Pages as a document.
fn bound(contents: Vec<Vec<u8>>) -> Vec<u8> {
    use lopdf::{Document, Object, Stream, dictionary};
    let mut pdf = Document::with_version("1.5");
    let pages = pdf.new_object_id();
    let font = pdf.add_object(dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" });
    let resources = pdf.add_object(dictionary! { "Font" => dictionary! { "F1" => font } });
    let mut kids: Vec<Object> = Vec::new();
    for content in contents {
        let contents = pdf.add_object(Stream::new(dictionary! {}, content));
        let page = dictionary! { "Type" => "Page", "Parent" => pages, "Contents" => contents, "Resources" => resources, "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()] };
        kids.push(pdf.add_object(page).into());
    }
    let total = i64::try_from(kids.len()).expect("few pages");
    pdf.objects.insert(pages, Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => total }));
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    pdf.compress();
    let mut out = Vec::new();
    pdf.save_to(&mut out).expect("a PDF");
    out
}

trait Pipe: Sized {
    fn pipe<R>(self, f: impl FnOnce(Self) -> R) -> R {
        f(self)
    }
}
impl<T> Pipe for T {}

struct Plain {
    number: fn(usize) -> String,
    capitals: bool,
    tight: bool,
    questions: bool,
    narrow: bool,
    colon: bool,
    contents: bool,
    banner: bool,
}

impl Default for Plain {
    fn default() -> Self {
        Self { number: |_| String::new(), capitals: false, tight: false, questions: false, narrow: false, colon: false, contents: false, banner: false }
    }
}

fn roman(n: usize) -> String {
    let (tens, ones) = (n / 10, n % 10);
    "X".repeat(tens) + ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"][ones]
}

/// Lines of at most some characters.
fn wrapped(text: &str, width: usize) -> String {
    let mut out = String::new();
    let mut length = 0;
    for word in text.split(' ') {
        let wide = word.chars().count();
        if length > 0 && length + 1 + wide > width {
            out.push('\n');
            length = 0;
        } else if length > 0 {
            out.push(' ');
            length += 1;
        }
        out.push_str(word);
        length += wide;
    }
    out
}

fn text(content: &Content, kept: &[&Section], truth: &mut Truth, style: &Plain) -> Vec<u8> {
    let heading =
        |section: &Section| if style.questions { section.question.clone().unwrap_or_else(|| section.heading.clone()) } else { section.heading.clone() };
    truth.note(content, kept, heading);
    let gap = if style.tight { "\n" } else { "\n\n" };
    let mut out = String::new();
    if style.banner {
        let banner = match content.lang.as_str() {
            "sv" => "Webbplatsen stöder inte din webbläsare.",
            "en" => "Your browser is not supported by this page.",
            _ => "Selaimesi ei tue tätä sivua.",
        };
        out.push_str(&format!("{banner}\n\n"));
        truth.sentences.push(banner.into());
    }
    out.push_str(&format!("{}{gap}{}{gap}", content.title, content.dated));
    if style.contents {
        let rows = kept.iter().enumerate().map(|(n, section)| format!("{}{} ........ {}\n", (style.number)(n + 1), heading(section), n / 4 + 1));
        out.push_str(&rows.collect::<String>());
        out.push('\n');
    }
    let fold = |text: &str| if style.narrow { wrapped(text, 72) } else { text.to_string() };
    for text in &content.intro {
        out.push_str(&format!("{}{gap}", fold(text)));
    }
    for (n, section) in kept.iter().enumerate() {
        let mut heading = heading(section);
        if style.capitals {
            heading = heading.to_uppercase();
        }
        if style.narrow {
            heading = wrapped(&heading, 24);
        }
        let colon = if style.colon { ":" } else { "" };
        out.push_str(&format!("{}{heading}{colon}{gap}", (style.number)(n + 1)));
        out.push_str(&body(section, gap, &fold));
    }
    out.into_bytes()
}

fn body(section: &Section, gap: &str, fold: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    if !section.lines.is_empty() {
        out.push_str(&format!("{}{gap}", section.lines.join("\n")));
    }
    for text in &section.text {
        out.push_str(&format!("{}{gap}", fold(text)));
    }
    if let Some(lead) = &section.lead {
        out.push_str(&format!("{lead}\n"));
    }
    if !section.items.is_empty() {
        out.push_str(&section.items.iter().map(|item| format!("- {item}\n")).collect::<String>());
        out.push_str(&gap[1..]);
    }
    out
}

/// The body as one paragraph.
fn run(section: &Section) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend((!section.lines.is_empty()).then(|| section.lines.join(", ")));
    parts.extend(section.text.iter().cloned());
    let lead = section.lead.clone().map(|lead| lead + " ").unwrap_or_default();
    parts.extend((!section.items.is_empty()).then(|| format!("{lead}{}.", section.items.join(", "))));
    parts.join(" ")
}

/// What a run of text says, where lines and items stand in one.
fn note_runs(content: &Content, kept: &[&Section], truth: &mut Truth) {
    truth.note(content, kept, |section| section.heading.clone());
    truth.sentences = content.intro.iter().flat_map(|text| super::sentences(text)).collect();
    truth.sentences.extend(kept.iter().flat_map(|section| section.text.iter().flat_map(|text| super::sentences(text))));
    truth.sentences.extend(kept.iter().filter_map(|section| section.lead.clone()));
}

fn inline(content: &Content, kept: &[&Section], truth: &mut Truth) -> Vec<u8> {
    note_runs(content, kept, truth);
    let rows = kept.iter().map(|section| format!("{}: {}\n\n", section.heading, run(section)));
    format!("{}\n\n{}\n\n{}\n\n{}", content.title, content.dated, content.intro.join("\n\n"), rows.collect::<String>()).into_bytes()
}

fn bullets(content: &Content, kept: &[&Section], truth: &mut Truth) -> Vec<u8> {
    note_runs(content, kept, truth);
    let rows = kept.iter().map(|section| format!("• {}\n\n{}\n\n", section.heading, run(section)));
    format!("{}\n\n{}\n\n{}\n\n{}", content.title, content.dated, content.intro.join("\n\n"), rows.collect::<String>()).into_bytes()
}

fn columns(content: &Content, kept: &[&Section], truth: &mut Truth) -> Vec<u8> {
    note_runs(content, kept, truth);
    let rows = kept.iter().map(|section| format!("{}\t{}\n\n", section.heading, run(section)));
    format!("{}\n\n{}\n\n{}\n\n{}", content.title, content.dated, content.intro.join("\n\n"), rows.collect::<String>()).into_bytes()
}

fn page(content: &Content, main: &str) -> Vec<u8> {
    format!(
        "<!doctype html>\n<html lang=\"{}\"><head><title>{}</title><style>p {{ margin: 0 }}</style></head>\n<body>\n<header><nav><ul><li><a href=\"/\">Etusivu</a></li><li><a href=\"/shop\">Shop</a></li></ul></nav></header>\n\
         <div class=\"cookie-banner\"><p>OK?</p><button>OK</button></div>\n<main>\n<h1>{}</h1>\n<p>{}</p>\n{main}</main>\n<footer><p>© 2025</p></footer>\n<script>var a = '<p>x</p>';</script>\n</body></html>\n",
        content.lang,
        content.title,
        content.title,
        content.dated,
    )
    .into_bytes()
}

fn paragraphs(section: &Section) -> String {
    let mut out = String::new();
    if !section.lines.is_empty() {
        out.push_str(&format!("<p>{}</p>\n", section.lines.join("<br>\n").replace('ä', "&auml;")));
    }
    for text in &section.text {
        out.push_str(&format!("<p>{text}</p>\n"));
    }
    if let Some(lead) = &section.lead {
        out.push_str(&format!("<p>{lead}</p>\n"));
    }
    if !section.items.is_empty() {
        out.push_str(&format!("<ul>\n{}</ul>\n", section.items.iter().map(|item| format!("<li>{item}</li>\n")).collect::<String>()));
    }
    out
}

fn html(content: &Content, kept: &[&Section], truth: &mut Truth, heading: &dyn Fn(&str) -> String) -> Vec<u8> {
    truth.note(content, kept, |section| section.heading.clone());
    let intro = content.intro.iter().map(|text| format!("<p>{text}</p>\n")).collect::<String>();
    let main: String = kept.iter().map(|section| heading(&section.heading) + &paragraphs(section)).collect();
    page(content, &(intro + &main))
}

fn html_table(content: &Content, kept: &[&Section], truth: &mut Truth) -> Vec<u8> {
    truth.note(content, kept, |section| section.heading.clone());
    let intro = content.intro.iter().map(|text| format!("<p>{text}</p>\n")).collect::<String>();
    let rows: String = kept.iter().map(|section| format!("<tr><td>{}</td><td>{}</td></tr>\n", section.heading, paragraphs(section))).collect();
    page(content, &format!("{intro}<table>\n{rows}</table>\n"))
}

fn html_terms(content: &Content, kept: &[&Section], truth: &mut Truth) -> Vec<u8> {
    truth.note(content, kept, |section| section.heading.clone());
    let (delivery, paying) = match content.lang.as_str() {
        "sv" => (("Leveransvillkor", "Vi levererar inom fem dagar."), ("Betalning", "Du betalar med kort.")),
        "en" => (("Delivery terms", "We deliver in five days."), ("Payment methods", "You pay by card.")),
        _ => (("Toimitusehdot", "Toimitamme viidessä päivässä."), ("Maksutavat", "Maksat kortilla.")),
    };
    let other: String = [delivery, paying].iter().map(|(heading, text)| format!("<h2>{heading}</h2>\n<p>{text}</p>\n")).collect();
    truth.headings.extend([delivery, paying].map(|(heading, _)| (heading.to_string(), ["other".to_string()].into())));
    let intro = content.intro.iter().map(|text| format!("<p>{text}</p>\n")).collect::<String>();
    let main: String = kept.iter().map(|section| format!("<h3>{}</h3>\n{}", section.heading, paragraphs(section))).collect();
    page(content, &(other + &format!("<h2>{}</h2>\n", content.title) + &intro + &main))
}

fn markdown(content: &Content, kept: &[&Section], truth: &mut Truth) -> Vec<u8> {
    truth.note(content, kept, |section| section.heading.clone());
    let rows: String = kept.iter().map(|section| format!("## {}\n\n{}\n", section.heading, body(section, "\n\n", &|text| text.to_string()))).collect();
    format!("# {}\n\n*{}*\n\n{}\n\n{rows}", content.title, content.dated, content.intro.join("\n\n")).into_bytes()
}

/// Paragraphs without a heading. Who the controller is and what the register is called is said in a sentence, since no heading says it.
fn prose(content: &Content, kept: &[&Section], truth: &mut Truth) -> Vec<u8> {
    note_runs(content, kept, truth);
    let (controller, register, contact, officer) = match content.lang.as_str() {
        "sv" => ("Personuppgiftsansvarig är", "Registrets namn är", "Kontaktperson i ärenden som gäller registret är", "Dataskyddsombud är"),
        "en" => ("The controller is", "The name of the register is", "The contact person for the register is", "The data protection officer is"),
        _ => ("Rekisterinpitäjä on", "Rekisterin nimi on", "Rekisteriasioista vastaava henkilö on", "Tietosuojavastaava on"),
    };
    // Names and addresses alone make no sentence; what has sentences of its own is told by them.
    let says = |section: &Section| match section.topics.first().map(String::as_str).filter(|_| section.text.is_empty() && section.items.is_empty()) {
        Some("controller") => format!("{controller} {}.", section.lines.join(", ")),
        Some("register-name") => format!("{register} {}.", section.lines.join(", ")),
        Some("contact") => format!("{contact} {}.", section.lines.join(", ")),
        Some("dpo") => format!("{officer} {}.", section.lines.join(", ")),
        _ => run(section),
    };
    truth.paragraphs = kept.iter().map(|section| (says(section), section.topics.clone())).collect();
    truth.headings.clear();
    let rows: String = truth.paragraphs.iter().map(|(text, _)| format!("{text}\n\n")).collect();
    format!("{}\n\n{}\n\n{}\n\n{rows}", content.title, content.dated, content.intro.join("\n\n")).into_bytes()
}

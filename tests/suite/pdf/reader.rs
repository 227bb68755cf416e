//! A PDF read back: its structure with the text of each part, its bookmarks and links, and what its metadata claims.
//! Reads the finished file through its cross-reference stream, as a viewer does.

use hayro_syntax::Pdf;
use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, ObjRef, Object, ObjectIdentifier, Stream, String as Text};
use hayro_syntax::page::Page;
use std::collections::BTreeMap;

/// A PDF as its readers have it.
pub(crate) struct Read {
    pub(crate) lang: String,
    pub(crate) xmp: String,
    pub(crate) pages: Vec<PageText>,
    pub(crate) tree: Element,
    pub(crate) bookmarks: Vec<Bookmark>,
    pub(crate) info: BTreeMap<String, String>,
}

/// The text of a page: what is marked, by number, and what is decoration.
#[derive(Default)]
pub(crate) struct PageText {
    pub(crate) marked: BTreeMap<i32, String>,
    pub(crate) decoration: String,
    /// Text in the order it is drawn.
    pub(crate) drawn: String,
    /// Filled rectangles: left, bottom, width, height.
    pub(crate) rectangles: Vec<[f32; 4]>,
}

/// A part of the structure.
#[derive(Debug, Clone, Default)]
pub(crate) struct Element {
    pub(crate) role: String,
    pub(crate) lang: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) scope: Option<String>,
    pub(crate) alt: Option<String>,
    pub(crate) items: Vec<Item>,
}

#[derive(Debug, Clone)]
pub(crate) enum Item {
    Text(String),
    Element(Element),
    Link(Link),
}

/// A link with what a reader who does not see it is told.
#[derive(Debug, Clone, Default)]
pub(crate) struct Link {
    pub(crate) says: String,
    pub(crate) address: Option<String>,
    /// Page from 0 and distance from its lower edge.
    pub(crate) place: Option<(usize, f32)>,
}

pub(crate) struct Bookmark {
    pub(crate) depth: usize,
    pub(crate) title: String,
    pub(crate) page: usize,
}

impl Element {
    /// The whole text in reading order.
    pub(crate) fn text(&self) -> String {
        self.items
            .iter()
            .map(|item| match item {
                Item::Text(text) => text.clone(),
                Item::Element(element) => element.text(),
                Item::Link(_) => String::new(),
            })
            .collect()
    }

    pub(crate) fn children(&self) -> impl Iterator<Item = &Element> {
        self.items.iter().filter_map(|item| if let Item::Element(element) = item { Some(element) } else { None })
    }

    /// This part and all in it.
    pub(crate) fn all(&self) -> Vec<&Element> {
        let mut out = vec![self];
        for child in self.children() {
            out.extend(child.all());
        }
        out
    }

    pub(crate) fn with_role(&self, role: &str) -> Vec<&Element> {
        self.all().into_iter().filter(|element| element.role == role).collect()
    }

    pub(crate) fn links(&self) -> Vec<&Link> {
        self.all().into_iter().flat_map(|element| &element.items).filter_map(|item| if let Item::Link(link) = item { Some(link) } else { None }).collect()
    }

    /// The text of each part that holds text, in reading order: a paragraph, a cell, a label.
    pub(crate) fn leaves(&self) -> Vec<String> {
        let inline = |element: &Element| matches!(element.role.as_str(), "Span" | "Link" | "Reference" | "Code" | "Strong" | "Em");
        let own = self.items.iter().any(|item| !matches!(item, Item::Element(element) if !inline(element)));
        if own {
            return vec![self.text()];
        }
        self.children().flat_map(Element::leaves).collect()
    }
}

pub(crate) fn read(bytes: Vec<u8>) -> Read {
    let pdf = Pdf::new(bytes).expect("a PDF");
    let root: Dict<'_> = pdf.xref().get(pdf.xref().root_id()).expect("a catalogue");
    let pages: Vec<PageText> = pdf.pages().iter().map(page_text).collect();
    let numbers: BTreeMap<ObjectIdentifier, usize> = pdf.pages().iter().enumerate().map(|(n, page)| (page.raw().obj_id().expect("a page"), n)).collect();
    let metadata: Stream<'_> = root.get("Metadata").expect("XMP");
    let tree: Dict<'_> = root.get("StructTreeRoot").expect("a structure");
    let walk = Walk { pages: &pages, numbers: &numbers };
    let mut bookmarks = Vec::new();
    if let Some(outlines) = root.get::<Dict<'_>>("Outlines") {
        walk.bookmarks(&outlines, 0, &mut bookmarks);
    }
    let m = pdf.metadata();
    let said = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(decoded).unwrap_or_default();
    let info = [("title", said(&m.title)), ("author", said(&m.author)), ("subject", said(&m.subject))];
    let whole = Element { items: walk.items(&tree, None), ..Element::default() };
    let marks = root.get::<Dict<'_>>("MarkInfo").expect("marks");
    assert!(marks.get::<bool>("Marked").expect("marked") && !marks.contains_key("Suspects"));
    assert!(root.get::<Dict<'_>>("ViewerPreferences").expect("preferences").get::<bool>("DisplayDocTitle").expect("the title is shown"));
    Read {
        lang: decoded(&root.get::<Text<'_>>("Lang").expect("a language")),
        xmp: String::from_utf8(metadata.decoded().expect("XMP").into_owned()).expect("UTF-8"),
        tree: whole,
        bookmarks,
        info: info.into_iter().map(|(key, value)| (key.to_string(), value)).collect(),
        pages,
    }
}

struct Walk<'r> {
    pages: &'r [PageText],
    numbers: &'r BTreeMap<ObjectIdentifier, usize>,
}

impl Walk<'_> {
    fn page(&self, reference: ObjRef) -> usize {
        *self.numbers.get(&reference.into()).expect("a page of the document")
    }

    fn items(&self, element: &Dict<'_>, page: Option<usize>) -> Vec<Item> {
        let page = element.get_ref("Pg").map(|reference| self.page(reference)).or(page);
        match element.get::<Object<'_>>("K") {
            Some(Object::Array(list)) => list.iter::<Object<'_>>().map(|kid| self.item(kid, page)).collect(),
            Some(kid) => vec![self.item(kid, page)],
            None => Vec::new(),
        }
    }

    fn item(&self, kid: Object<'_>, page: Option<usize>) -> Item {
        if let Some(number) = kid.clone().into_i32() {
            return self.text(number, page);
        }
        let dict = kid.into_dict().expect("a number or a dictionary");
        let page = dict.get_ref("Pg").map(|reference| self.page(reference)).or(page);
        match dict.get::<Name<'_>>("Type").as_ref().map(Name::as_str) {
            Some("MCR") => self.text(dict.get::<i32>("MCID").expect("a number"), page),
            Some("OBJR") => self.link(&dict.get::<Dict<'_>>("Obj").expect("an annotation")),
            _ => Item::Element(self.element(&dict, page)),
        }
    }

    fn text(&self, number: i32, page: Option<usize>) -> Item {
        let page = &self.pages[page.expect("content stands on a page")];
        Item::Text(page.marked.get(&number).unwrap_or_else(|| panic!("no content {number}")).clone())
    }

    fn element(&self, dict: &Dict<'_>, page: Option<usize>) -> Element {
        let text = |key: &str| dict.get::<Text<'_>>(key).map(|text| decoded(&text));
        let attributes: Vec<Dict<'_>> = match dict.get::<Object<'_>>("A") {
            Some(Object::Array(list)) => list.iter::<Dict<'_>>().collect(),
            Some(Object::Dict(one)) => vec![one],
            _ => Vec::new(),
        };
        Element {
            role: dict.get::<Name<'_>>("S").expect("a role").as_str().to_string(),
            lang: text("Lang"),
            title: text("T"),
            alt: text("Alt"),
            scope: attributes.iter().find_map(|a| a.get::<Name<'_>>("Scope").map(|name| name.as_str().to_string())),
            items: self.items(dict, page),
        }
    }

    fn link(&self, annotation: &Dict<'_>) -> Item {
        let action = annotation.get::<Dict<'_>>("A");
        Item::Link(Link {
            says: annotation.get::<Text<'_>>("Contents").map(|text| decoded(&text)).unwrap_or_default(),
            address: action.and_then(|action| action.get::<Text<'_>>("URI")).map(|text| decoded(&text)),
            place: annotation.get::<Array<'_>>("Dest").map(|dest| self.place(&dest)),
        })
    }

    fn place(&self, destination: &Array<'_>) -> (usize, f32) {
        let page = destination.raw_iter().next().expect("a page").as_obj_ref().expect("a reference");
        let numbers: Vec<Object<'_>> = destination.iter().collect();
        (self.page(page), numbers[3].clone().into_f32().expect("a height"))
    }

    fn bookmarks(&self, parent: &Dict<'_>, depth: usize, out: &mut Vec<Bookmark>) {
        let mut next = parent.get::<Dict<'_>>("First");
        while let Some(item) = next {
            let title = decoded(&item.get::<Text<'_>>("Title").expect("a title"));
            let page = self.place(&item.get::<Array<'_>>("Dest").expect("a place")).0;
            out.push(Bookmark { depth, title, page });
            self.bookmarks(&item, depth + 1, out);
            next = item.get::<Dict<'_>>("Next");
        }
    }
}

/// The text of a string of the file itself.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| of_byte(*byte)).collect(),
    }
}

/// The letters of `PDFDocEncoding` as far as they are not those of Latin-1.
fn of_byte(byte: u8) -> char {
    match byte {
        0x80 => '\u{2022}',
        0x83 => '\u{2026}',
        0x84 => '\u{2014}',
        0x85 => '\u{2013}',
        0x8e => '\u{201d}',
        0x90 => '\u{2019}',
        0x18..=0x1f | 0x7f..=0xa0 | 0xad => panic!("{byte} is another letter in a file than here"),
        _ => char::from(byte),
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16(&units).expect("UTF-16")
}

/// What each glyph of a font stands for, and how many bytes its code has: two, or one by a map of the file itself.
fn characters(font: &Dict<'_>) -> (BTreeMap<u16, String>, usize) {
    let narrow = font.get::<Stream<'_>>("Encoding").is_some_and(|map| {
        let text = String::from_utf8(map.decoded().expect("a map").into_owned()).expect("plain text");
        assert!(text.contains("1 begincodespacerange<00><FF>endcodespacerange 1 begincidrange<5D><FF>0 endcidrange"), "{text}");
        true
    });
    let map: Stream<'_> = font.get("ToUnicode").expect("every font says what its glyphs stand for");
    let text = String::from_utf8(map.decoded().expect("a map").into_owned()).expect("plain text");
    let mut out = BTreeMap::new();
    for line in text.lines() {
        // A list of what one code after the other stands for.
        if let Some((codes, said)) = line.strip_suffix(']').and_then(|line| line.split_once('[')) {
            let first = u16::from_str_radix(&codes[1..3], 16).expect("a code");
            for (n, said) in said.trim_matches(['<', '>']).split("><").enumerate() {
                out.insert(first + u16::try_from(n).expect("few"), utf16(&hex(said).expect("digits")));
            }
            continue;
        }
        let parts: Vec<&str> = line.split_whitespace().map(|part| part.trim_matches(['<', '>'])).collect();
        if let [glyph, said] = parts[..]
            && line.starts_with('<')
            && glyph.len() == if narrow { 2 } else { 4 }
            && let (Ok(glyph), Some(bytes)) = (u16::from_str_radix(glyph, 16), hex(said))
            && !text.contains(&format!("begincodespacerange\n{line}"))
        {
            out.insert(glyph, utf16(&bytes));
        }
    }
    assert!(!out.is_empty(), "{text}");
    (out, if narrow { 1 } else { 2 })
}

fn hex(text: &str) -> Option<Vec<u8>> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok()).collect()
}

fn code(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0, |code, byte| code * 256 + u16::from(*byte))
}

/// What marked content says of itself.
struct Mark {
    number: Option<i32>,
    decoration: bool,
    /// It says in words what its glyphs stand for.
    told: bool,
}

fn page_text(page: &Page<'_>) -> PageText {
    let mut out = PageText::default();
    let mut fonts: BTreeMap<String, (BTreeMap<u16, String>, usize)> = BTreeMap::new();
    let (mut font, mut marks, mut texts) = (String::new(), Vec::<Mark>::new(), 0_usize);
    // The font is a part of what `q` keeps and `Q` brings back.
    let mut kept: Vec<String> = Vec::new();
    let mut operations: UntypedIter<'_> = page.operations();
    while let Some(operation) = operations.next() {
        let operands: Vec<&Object<'_>> = operation.operands().collect();
        match std::str::from_utf8(operation.operator).expect("an operator") {
            "q" => kept.push(font.clone()),
            "Q" => font = kept.pop().expect("a kept state"),
            "BT" => {
                assert_eq!(texts, 0, "text in text");
                texts = marks.len() + 1;
            }
            "ET" => {
                assert_eq!(texts, marks.len() + 1, "marked content ends where it began");
                texts = 0;
            }
            "Tf" => {
                let name = operands[0].clone().into_name().expect("a name");
                font = name.as_str().to_string();
                fonts.entry(font.clone()).or_insert_with(|| characters(&page.resources().get_font(&name).expect("a font")));
            }
            "BDC" => {
                let decoration = operands[0].clone().into_name().expect("a name").as_str() == "Artifact";
                let dict = match operands[1].clone() {
                    // What several pages say alike stands in their resources.
                    Object::Name(name) => page.resources().properties.get::<Dict<'_>>(name).expect("what is marked"),
                    other => other.into_dict().expect("a dictionary"),
                };
                let told = dict.get::<Text<'_>>("ActualText").map(|text| decoded(&text));
                let number = dict.get::<i32>("MCID");
                // A picture is content too, without a word.
                if let Some(number) = number {
                    out.marked.entry(number).or_default();
                }
                marks.push(Mark { number, decoration, told: told.is_some() });
                if let Some(told) = told {
                    out.say(&marks, &told);
                }
            }
            "re" => {
                let sides: Vec<f32> = operands.iter().map(|side| (*side).clone().into_f32().expect("a length")).collect();
                out.rectangles.push([sides[0], sides[1], sides[2], sides[3]]);
            }
            "BMC" => marks.push(Mark { number: None, decoration: true, told: false }),
            "EMC" => {
                marks.pop().expect("a beginning");
                assert!(texts == 0 || marks.len() + 1 >= texts, "marked content ends in the text it began in");
            }
            "Tj" | "TJ" | "'" => {
                assert!(!marks.is_empty(), "every glyph is marked");
                let strings: Vec<Text<'_>> = match operands[0].clone() {
                    Object::Array(list) => list.iter::<Object<'_>>().filter_map(Object::into_string).collect(),
                    one => vec![one.into_string().expect("a string")],
                };
                if !marks.iter().any(|mark| mark.told) {
                    let (characters, length) = &fonts[&font];
                    let glyphs = strings.iter().flat_map(|text| text.as_bytes().chunks(*length).map(code).collect::<Vec<_>>());
                    let said: String = glyphs.map(|glyph| characters.get(&glyph).unwrap_or_else(|| panic!("glyph {glyph} says nothing")).as_str()).collect();
                    out.say(&marks, &said);
                }
            }
            _ => {}
        }
    }
    assert!(marks.is_empty() && texts == 0 && kept.is_empty());
    out
}

impl PageText {
    fn say(&mut self, marks: &[Mark], text: &str) {
        self.drawn.push_str(text);
        if marks.iter().any(|mark| mark.decoration) {
            self.decoration.push_str(text);
        } else {
            let number = marks.iter().rev().find_map(|mark| mark.number).expect("what is no decoration has a number");
            self.marked.entry(number).or_default().push_str(text);
        }
    }
}

//! The content of a page in fewer words: a state that holds is not set again, a line knows the way from the last, and what follows on it needs
//! no place at all.
//! Never changes a glyph or a colour, nor a place by more than a fifth of a point; what it does not know it copies.

use super::fonts::FIRST;
use super::value::{hundredths, plain, short, string, string_end};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Text that begins this near to where the last one ended goes on there, in points.
const NEAR: f64 = 0.03;
/// Letters are not moved by less than this, in points; what is left of a line is moved when it comes to more.
const UNSEEN: f64 = 0.2;
/// Steps from line to line that are worth a name of their own, in tenths of a point.
const LEADING: std::ops::RangeInclusive<i64> = 60..=180;

/// A font as pages use it.
#[derive(Debug, Default)]
pub(super) struct Face {
    /// Its name on every page.
    pub(super) name: String,
    /// Whether a code is one byte.
    pub(super) narrow: bool,
    /// The width of each code in thousandths of the size.
    pub(super) widths: Vec<f64>,
}

/// The fonts of a page by the names its content has for them.
pub(super) type Faces<'f> = BTreeMap<Vec<u8>, &'f Face>;

/// Decoration by the names its kinds have in the resources of every page.
pub(super) const KINDS: [(&str, &str); 3] =
    [("H", "<</Type/Pagination/Subtype/Header>>"), ("F", "<</Type/Pagination/Subtype/Footer>>"), ("P", "<</Type/Pagination>>")];

/// What a page begins with: width of lines, dashes, caps, joins and how far a corner may reach.
const PEN: [(&str, &[&[u8]]); 5] = [("w", &[b"1"]), ("d", &[b"[", b"]", b"0"]), ("J", &[b"0"]), ("j", &[b"0"]), ("M", &[b"10"])];

/// A word of a content stream.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Token<'b> {
    /// A number, a name, an operator, or a bracket.
    Word(&'b [u8]),
    /// A string with its brackets, written either way.
    Text(&'b [u8]),
    /// A dictionary with its brackets.
    Dictionary(&'b [u8]),
}

/// The content made shorter; `None` where it is not read.
pub(super) fn shortened(content: &[u8], faces: &Faces<'_>) -> Option<Vec<u8>> {
    let tokens = tokens(content)?;
    let now = State { pen: PEN.map(|(name, start)| (name, start.to_vec())).into(), ..State::default() };
    let mut writer =
        Writer { faces, out: Vec::with_capacity(content.len() / 3), now, inside: false, shown: Vec::new(), star: false, path: None, strange: false };
    writer.page(&tokens)?;
    writer.leave();
    (!writer.strange).then_some(writer.out)
}

/// What is set, as far as it was written.
#[derive(Default, Clone)]
struct State<'b> {
    fill: Option<String>,
    stroke: Option<String>,
    /// Width of lines, dashes, caps and joins as they were set.
    pen: BTreeMap<&'static str, Vec<&'b [u8]>>,
    font: Option<(&'b [u8], &'b [u8])>,
    /// The step of a new line in tenths of a point.
    leading: Option<i64>,
    /// The beginning of the line in tenths of a point.
    at: (i64, i64),
    /// Where the text that was shown last ended, in points.
    end: (f64, f64),
    /// How far to the right of its place it was shown, in points.
    off: f64,
}

/// Something done inside a text.
enum Step<'t, 'b> {
    Fill(String),
    Font(&'b [u8], &'b [u8]),
    /// A place from the lower left corner.
    Place(f64, f64),
    Show(Vec<(Cow<'b, [u8]>, i64)>),
    Mark(&'t [Token<'b>]),
}

/// Paths of one look, painted together.
struct Painted<'b> {
    fill: Option<String>,
    stroke: Option<String>,
    pen: BTreeMap<&'static str, Vec<&'b [u8]>>,
    operator: &'b [u8],
    path: Vec<u8>,
}

struct Writer<'f, 'b> {
    faces: &'f Faces<'f>,
    out: Vec<u8>,
    now: State<'b>,
    /// Between `BT` and `ET`.
    inside: bool,
    /// Strings on one line not yet written, each with the way back after it.
    shown: Vec<(Vec<u8>, i64)>,
    /// They begin a new line.
    star: bool,
    path: Option<Painted<'b>>,
    /// Text was found that is not read, in fonts whose codes are other ones now.
    strange: bool,
}

impl<'b> Writer<'_, 'b> {
    /// The outermost level.
    fn page(&mut self, tokens: &[Token<'b>]) -> Option<()> {
        let mut at = 0;
        while at < tokens.len() {
            let marked = marking(&tokens[at..]);
            if marked < 2 {
                at += self.piece(&tokens[at..]);
                continue;
            }
            let length = section(&tokens[at..])?;
            let (head, inner) = (&tokens[at..at + marked], &tokens[at + marked..at + length - 1]);
            at += length;
            // Marked content stands in a text with its end, or outside with both.
            match texts(inner) {
                Some(steps) => {
                    self.enter();
                    self.mark(head);
                    self.steps(steps);
                    self.flush();
                }
                None => {
                    self.leave();
                    self.mark(head);
                    let mut at = 0;
                    while at < inner.len() {
                        at += self.piece(&inner[at..]);
                    }
                    self.leave();
                }
            }
            self.word(b"EMC");
        }
        Some(())
    }

    /// A text, a path, or what is copied; its length.
    fn piece(&mut self, tokens: &[Token<'b>]) -> usize {
        if let Some((steps, length)) = text(tokens) {
            self.enter();
            self.steps(steps);
            return length;
        }
        if let Some((painted, length)) = painted(tokens) {
            self.paint(painted);
            return length;
        }
        let length = block(tokens);
        self.leave();
        self.strange |= tokens[..length].contains(&Token::Word(b"Tf"));
        tokens[..length].iter().for_each(|token| self.token(*token));
        if length == 1 {
            // It may have set anything.
            self.now = State::default();
        }
        length
    }

    fn enter(&mut self) {
        self.stroke_all();
        if !self.inside {
            self.word(b"BT");
            (self.inside, self.now.at, self.now.end) = (true, (0, 0), (f64::NAN, f64::NAN));
        }
    }

    fn leave(&mut self) {
        self.stroke_all();
        self.flush();
        if self.inside {
            self.word(b"ET");
            self.inside = false;
        }
    }

    fn steps(&mut self, steps: Vec<Step<'_, 'b>>) {
        let (mut fill, mut font, mut place) = (self.now.fill.clone(), self.now.font, None);
        for step in steps {
            match step {
                Step::Fill(color) => fill = Some(color),
                Step::Font(name, size) => font = Some((name, size)),
                Step::Place(x, y) => place = Some((x, y)),
                Step::Mark(tokens) => {
                    self.flush();
                    self.mark(tokens);
                }
                Step::Show(parts) => {
                    if fill != self.now.fill || font != self.now.font {
                        self.flush();
                        self.fill(fill.as_ref());
                        self.font(font);
                    }
                    if let Some((x, y)) = place.take() {
                        self.place(x, y);
                    }
                    self.show(parts);
                }
            }
        }
    }

    fn fill(&mut self, fill: Option<&String>) {
        if let Some(color) = fill.filter(|color| self.now.fill.as_ref() != Some(color)) {
            self.word(color.as_bytes());
            self.word(b"rg");
            self.now.fill = Some(color.clone());
        }
    }

    fn font(&mut self, font: Option<(&'b [u8], &'b [u8])>) {
        let Some((name, size)) = font.filter(|font| self.now.font != Some(*font)) else { return };
        let known = self.faces.get(name);
        self.word(known.map_or_else(|| name.to_vec(), |face| format!("/{}", face.name).into_bytes()).as_slice());
        self.word(size);
        self.word(b"Tf");
        self.now.font = font;
    }

    /// Goes to a place, if it is not the one the text is at.
    fn place(&mut self, x: f64, y: f64) {
        if (x - self.now.end.0).abs() < NEAR && (y - self.now.end.1).abs() < NEAR {
            return;
        }
        self.flush();
        let at = ((x * 10.0).round() as i64, (y * 10.0).round() as i64);
        let step = (at.0 - self.now.at.0, at.1 - self.now.at.1);
        if step.0 == 0 && self.now.leading == Some(-step.1) {
            self.star = true;
        } else {
            let names = step.0 == 0 && self.now.leading.is_none() && LEADING.contains(&-step.1);
            self.word(hundredths(step.0 * 10).as_bytes());
            self.word(hundredths(step.1 * 10).as_bytes());
            self.word(if names { b"TD" } else { b"Td" });
            if names {
                self.now.leading = Some(-step.1);
            }
        }
        self.now.at = at;
        (self.now.end, self.now.off) = ((x, y), 0.0);
    }

    /// Strings where the text is now.
    fn show(&mut self, parts: Vec<(Cow<'b, [u8]>, i64)>) {
        let face = self.now.font.and_then(|(name, _)| self.faces.get(name));
        let size = self.now.font.and_then(|(_, size)| number(size)).unwrap_or(f64::NAN);
        for (text, back) in parts {
            let codes = || text.chunks(2).map(|pair| pair.iter().fold(0, |code, byte| code * 256 + usize::from(*byte)));
            let width = face.map_or(f64::NAN, |face| codes().map(|code| face.widths.get(code).copied().unwrap_or(f64::NAN)).sum());
            self.now.end.0 += (width - back as f64) * size / 1000.0;
            // Small ways are gone together.
            self.now.off += back as f64 * size / 1000.0;
            let back = if self.now.off.abs() > UNSEEN { (self.now.off * 1000.0 / size).round() as i64 } else { 0 };
            self.now.off -= back as f64 * size / 1000.0;
            let bytes = if face.is_some_and(|face| face.narrow) { codes().map(|code| (code + FIRST) as u8).collect() } else { text.into_owned() };
            match self.shown.last_mut() {
                Some((last, way @ 0)) => {
                    last.extend_from_slice(&bytes);
                    *way = back;
                }
                _ => self.shown.push((bytes, back)),
            }
        }
    }

    /// Writes the strings of a line.
    fn flush(&mut self) {
        let (shown, star) = (std::mem::take(&mut self.shown), std::mem::take(&mut self.star));
        // A way back after the last string is not written yet.
        if let Some((_, back)) = shown.last() {
            self.now.off += *back as f64 * self.now.font.and_then(|(_, size)| number(size)).unwrap_or(0.0) / 1000.0;
        }
        match &shown[..] {
            [] if star => self.word(b"T*"),
            [] => {}
            [(text, _)] => {
                string(text, &mut self.out);
                self.word(if star { b"'" } else { b"Tj" });
            }
            all => {
                if star {
                    self.word(b"T*");
                }
                self.out.push(b'[');
                for (n, (text, back)) in all.iter().enumerate() {
                    if !text.is_empty() {
                        string(text, &mut self.out);
                    }
                    if *back != 0 && n + 1 < all.len() {
                        self.out.extend_from_slice(back.to_string().as_bytes());
                    }
                }
                self.out.extend_from_slice(b"]TJ");
            }
        }
    }

    /// Paints a path with those before it that look the same.
    fn paint(&mut self, painted: Painted<'b>) {
        if self.inside {
            self.leave();
        }
        match &mut self.path {
            // What is filled or outlined alone may be so together; what is both covers what came before it.
            Some(open) if open.operator == painted.operator && (open.fill.is_none() || open.stroke.is_none()) && same(open, &painted) => {
                open.path.push(b' ');
                open.path.extend_from_slice(&painted.path);
            }
            _ => {
                self.stroke_all();
                self.path = Some(painted);
            }
        }
    }

    /// Writes the paths not yet written.
    fn stroke_all(&mut self) {
        let Some(painted) = self.path.take() else { return };
        self.fill(painted.fill.as_ref());
        if let Some(color) = painted.stroke.as_ref().filter(|color| self.now.stroke.as_ref() != Some(color)) {
            self.word(color.as_bytes());
            self.word(b"RG");
            self.now.stroke = Some(color.clone());
        }
        for (operator, operands) in &painted.pen {
            if self.now.pen.get(operator) != Some(operands) {
                operands.iter().for_each(|word| self.word(word));
                self.word(operator.as_bytes());
                self.now.pen.insert(operator, operands.clone());
            }
        }
        self.word(&painted.path);
        self.word(painted.operator);
    }

    /// The beginning or the end of marked content.
    fn mark(&mut self, tokens: &[Token<'b>]) {
        if let [Token::Word(b"/Artifact"), Token::Dictionary(said), Token::Word(b"BDC")] = tokens {
            let has = |word: &[u8]| said.windows(word.len()).any(|window| window == word);
            let kind = if has(b"/Header") {
                Some("/H")
            } else if has(b"/Footer") {
                Some("/F")
            } else {
                has(b"/Pagination").then_some("/P")
            };
            self.word(b"/Artifact");
            match kind {
                Some(kind) => {
                    self.word(kind.as_bytes());
                    self.word(b"BDC");
                }
                None => self.word(b"BMC"),
            }
            return;
        }
        tokens.iter().for_each(|token| self.token(*token));
    }

    fn token(&mut self, token: Token<'b>) {
        match token {
            Token::Word(word) => self.word(word),
            Token::Dictionary(bytes) => self.out.extend_from_slice(bytes),
            Token::Text(bytes) => string(&plain(bytes), &mut self.out),
        }
    }

    /// A word, parted from the one before where it must be.
    fn word(&mut self, word: &[u8]) {
        let opens = word.first().is_some_and(|byte| matches!(byte, b'/' | b'[' | b']'));
        if !opens && self.out.last().is_some_and(|byte| !matches!(byte, b' ' | b'\n' | b'[' | b']' | b'(' | b')' | b'>')) {
            self.out.push(b' ');
        }
        self.out.extend_from_slice(word);
    }
}

fn same(a: &Painted<'_>, b: &Painted<'_>) -> bool {
    a.fill == b.fill && a.stroke == b.stroke && a.pen == b.pen
}

/// The length of marked content with its beginning and end.
fn section(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0_usize;
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Word(b"BDC" | b"BMC") => depth += 1,
            Token::Word(b"EMC") => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(n + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The length of an operation that begins or ends marked content; 0 where another begins.
fn marking(tokens: &[Token<'_>]) -> usize {
    match tokens {
        [Token::Word(b"EMC"), ..] => 1,
        [Token::Word(_), Token::Dictionary(_), Token::Word(b"BDC"), ..] => 3,
        [Token::Word(_), Token::Word(b"BMC"), ..] => 2,
        _ => 0,
    }
}

/// The length of what is copied as one: from `q` to its `Q`, or a single word.
fn block(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0;
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Word(b"q") => depth += 1,
            Token::Word(b"Q") => depth -= 1,
            _ => {}
        }
        if depth <= 0 {
            return n + 1;
        }
    }
    tokens.len()
}

/// Texts and nothing else.
fn texts<'t, 'b>(tokens: &'t [Token<'b>]) -> Option<Vec<Step<'t, 'b>>> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < tokens.len() {
        let (steps, length) = text(&tokens[at..])?;
        out.extend(steps);
        at += length;
    }
    Some(out)
}

fn words<'b, const N: usize>(tokens: &[Token<'b>]) -> Option<[&'b [u8]; N]> {
    let mut out = [&b""[..]; N];
    for (n, place) in out.iter_mut().enumerate() {
        let Token::Word(word) = tokens.get(n)? else { return None };
        *place = word;
    }
    Some(out)
}

/// What turns the page upside down, and how high the page is.
fn upright(tokens: &[Token<'_>]) -> Option<(f64, usize)> {
    match words::<8>(tokens)? {
        [b"q", b"1", b"0", b"0", b"-1", b"0", height, b"cm"] => Some((number(height)?, 8)),
        _ => None,
    }
}

/// A colour of three parts, each to three decimals, which is finer than a byte.
fn color<'b>(tokens: &[Token<'b>], space: &[u8], set: &[u8]) -> Option<String> {
    let [name, own, red, green, blue, end] = words::<6>(tokens)?;
    if !(name.starts_with(b"/c") && own == space && end == set) {
        return None;
    }
    let part = |word: &'b [u8]| {
        let thousandths = (number(word)? * 1000.0).round() as i64;
        Some(match thousandths {
            0 => "0".to_string(),
            1000 => "1".to_string(),
            other => format!(".{other:03}").trim_end_matches('0').to_string(),
        })
    };
    Some(format!("{} {} {}", part(red)?, part(green)?, part(blue)?))
}

/// A text as krilla writes one: `q 1 0 0 -1 0 HEIGHT cm /SPACE cs R G B scn BT ... ET Q`.
fn text<'t, 'b>(tokens: &'t [Token<'b>]) -> Option<(Vec<Step<'t, 'b>>, usize)> {
    let (height, mut at) = upright(tokens)?;
    let mut out = vec![Step::Fill(color(&tokens[at..], b"cs", b"scn")?)];
    at += 6;
    if tokens.get(at) != Some(&Token::Word(b"BT")) {
        return None;
    }
    at += 1;
    loop {
        match &tokens[at..] {
            [Token::Word(font), Token::Word(size), Token::Word(b"Tf"), ..] => {
                out.push(Step::Font(font, size));
                at += 3;
            }
            [Token::Word(b"1"), Token::Word(b"0"), Token::Word(b"0"), Token::Word(b"-1"), Token::Word(x), Token::Word(y), Token::Word(b"Tm"), ..] => {
                out.push(Step::Place(number(x)?, height - number(y)?));
                at += 7;
            }
            [Token::Word(b"0"), Token::Word(b"Tr"), ..] => at += 2,
            [Token::Text(text), Token::Word(b"Tj"), ..] => {
                out.push(Step::Show(vec![(plain(text), 0)]));
                at += 2;
            }
            [Token::Word(b"["), ..] => {
                let length = tokens[at..].iter().position(|token| *token == Token::Word(b"TJ"))? + 1;
                out.push(Step::Show(strings(&tokens[at + 1..at + length - 2])?));
                at += length;
            }
            [Token::Word(b"ET"), Token::Word(b"Q"), ..] => return Some((out, at + 2)),
            rest if marking(rest) > 0 => {
                let length = marking(rest);
                out.push(Step::Mark(&rest[..length]));
                at += length;
            }
            _ => return None,
        }
    }
}

/// Strings, each with the whole thousandths of the size it is followed by.
fn strings<'b>(tokens: &[Token<'b>]) -> Option<Vec<(Cow<'b, [u8]>, i64)>> {
    let mut out: Vec<(Cow<'b, [u8]>, i64)> = Vec::new();
    for token in tokens {
        match token {
            Token::Text(text) => out.push((plain(text), 0)),
            Token::Word(word) => {
                let back = number(word)?.round() as i64;
                match out.last_mut() {
                    Some(last) => last.1 += back,
                    None => out.push((Cow::Borrowed(b""), back)),
                }
            }
            Token::Dictionary(_) => return None,
        }
    }
    Some(out)
}

/// A path as krilla writes one: `q 1 0 0 -1 0 HEIGHT cm`, colours and pen, the path, how it is painted, `Q`.
fn painted<'b>(tokens: &[Token<'b>]) -> Option<(Painted<'b>, usize)> {
    let (height, mut at) = upright(tokens)?;
    let mut out = Painted { fill: None, stroke: None, pen: BTreeMap::new(), operator: b"", path: Vec::new() };
    let mut points: Vec<(u8, Vec<f64>)> = Vec::new();
    let mut operands: Vec<&'b [u8]> = Vec::new();
    loop {
        if let Some(color) = color(&tokens[at..], b"cs", b"scn") {
            out.fill = Some(color);
            at += 6;
            continue;
        }
        if let Some(color) = color(&tokens[at..], b"CS", b"SCN") {
            out.stroke = Some(color);
            at += 6;
            continue;
        }
        let Token::Word(word) = tokens.get(at)? else { return None };
        at += 1;
        let pen = PEN.into_iter().map(|(name, _)| name).find(|name| name.as_bytes() == *word);
        match *word {
            b"m" | b"l" | b"c" | b"h" => {
                let numbers = operands.drain(..).map(number).collect::<Option<Vec<f64>>>()?;
                if numbers.len()
                    != match word[0] {
                        b'c' => 6,
                        b'h' => 0,
                        _ => 2,
                    }
                {
                    return None;
                }
                points.push((word[0], numbers));
            }
            b"f" | b"f*" | b"S" | b"B" | b"B*" if operands.is_empty() && matches!(tokens.get(at), Some(Token::Word(b"Q"))) => {
                out.operator = word;
                out.path = path(&points, height);
                // A colour that is not used says nothing.
                if *word == b"S" {
                    out.fill = None;
                }
                if word[0] == b'f' {
                    (out.stroke, out.pen) = (None, BTreeMap::new());
                } else {
                    for (name, start) in PEN {
                        out.pen.entry(name).or_insert_with(|| start.to_vec());
                    }
                }
                let colored = (*word == b"S" || out.fill.is_some()) && (word[0] == b'f' || out.stroke.is_some());
                return colored.then_some((out, at + 1));
            }
            _ if pen.is_some() => {
                out.pen.insert(pen?, std::mem::take(&mut operands));
            }
            _ if matches!(word[0], b'0'..=b'9' | b'-' | b'.' | b'[' | b']') => operands.push(word),
            _ => return None,
        }
    }
}

/// A path from the lower edge of a page; a rectangle as one.
fn path(points: &[(u8, Vec<f64>)], height: f64) -> Vec<u8> {
    let mut out = String::new();
    let (mut at, mut now) = (0, String::new());
    while at < points.len() {
        if let [(b'm', a), (b'l', b), (b'l', c), (b'l', d), (b'h', _), ..] = &points[at..]
            && (a[1], b[0], c[1], d[0]) == (b[1], c[0], d[1], a[0])
        {
            let (left, top) = (a[0].min(c[0]), a[1].max(c[1]));
            let sizes = [left, height - top, (c[0] - a[0]).abs(), (c[1] - a[1]).abs()].map(short);
            out.push_str(&sizes.join(" "));
            out.push_str(" re ");
            at += 5;
            continue;
        }
        let (operator, numbers) = &points[at];
        let places: Vec<String> = numbers.chunks(2).map(|pair| format!("{} {} ", tenths(pair[0]), tenths(height - pair[1]))).collect();
        at += 1;
        // A line to where the pen is draws nothing.
        if *operator == b'l' && places.last() == Some(&now) && at < points.len() && points[at].0 != b'h' {
            continue;
        }
        places.iter().for_each(|place| out.push_str(place));
        out.push(char::from(*operator));
        out.push(' ');
        now = places.last().cloned().unwrap_or_default();
    }
    out.truncate(out.trim_end().len());
    out.into_bytes()
}

/// A length to a tenth of a point.
fn tenths(length: f64) -> String {
    hundredths((length * 10.0).round() as i64 * 10)
}

fn number(word: &[u8]) -> Option<f64> {
    std::str::from_utf8(word).ok()?.parse().ok().filter(|number: &f64| number.is_finite())
}

fn tokens(content: &[u8]) -> Option<Vec<Token<'_>>> {
    let mut out = Vec::with_capacity(content.len() / 6);
    let mut at = 0;
    while let Some(byte) = content.get(at) {
        let from = at;
        match byte {
            b' ' | b'\n' | b'\r' | b'\t' => at += 1,
            b'[' | b']' => {
                at += 1;
                out.push(Token::Word(&content[from..at]));
            }
            b'(' => {
                at = string_end(content, at)?;
                out.push(Token::Text(&content[from..at]));
            }
            b'<' if content.get(at + 1) == Some(&b'<') => {
                at = dictionary_end(content, at)?;
                out.push(Token::Dictionary(&content[from..at]));
            }
            b'<' => {
                at += content[at..].iter().position(|byte| *byte == b'>')? + 1;
                out.push(Token::Text(&content[from..at]));
            }
            _ => {
                at += 1;
                let ends = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b'[' | b']' | b'(' | b'<' | b'/');
                at += content[at..].iter().position(ends).unwrap_or(content.len() - at);
                out.push(Token::Word(&content[from..at]));
            }
        }
    }
    Some(out)
}

fn dictionary_end(content: &[u8], from: usize) -> Option<usize> {
    let (mut depth, mut at) = (0_usize, from);
    loop {
        match (content.get(at)?, content.get(at + 1)) {
            (b'(', _) => {
                at = string_end(content, at)?;
                continue;
            }
            (b'<', Some(b'<')) => {
                depth += 1;
                at += 2;
            }
            (b'>', Some(b'>')) => {
                depth -= 1;
                at += 2;
            }
            // A string of digits: its end is no end of a dictionary.
            (b'<', _) => at += content[at..].iter().position(|byte| *byte == b'>')? + 1,
            _ => at += 1,
        }
        if depth == 0 {
            return Some(at);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Face, Faces, shortened};
    use std::collections::BTreeMap;

    fn face() -> Face {
        Face { name: "a".to_string(), narrow: true, widths: vec![0.0, 500.0, 600.0] }
    }

    fn short(content: &str) -> String {
        let face = face();
        let faces: Faces<'_> = BTreeMap::from([(b"/f0".to_vec(), &face)]);
        String::from_utf8(shortened(content.as_bytes(), &faces).expect("content")).expect("ASCII")
    }

    fn shown(x: f64, y: f64, what: &str) -> String {
        format!("q\n1 0 0 -1 0 800 cm\n/c0 cs\n0.2 0.4980392 1 scn\nBT\n0 Tr\n/f0 10 Tf\n1 0 0 -1 {x} {y} Tm\n{what}\nET\nQ\n")
    }

    #[test]
    fn lines_are_steps_and_what_follows_on_one_needs_no_place() {
        let marked = |n: usize, inner: &str| format!("/P <</MCID {n}>> BDC\n{inner}EMC\n");
        let first = shown(100.0, 50.0, "<00010002> Tj");
        let goes_on = shown(111.0, 50.0, "[<0001> 21.0004 <0002>] TJ");
        let next = shown(100.0, 64.0, "<0002> Tj");
        let third = shown(100.0, 78.0, "<0001> Tj");
        let text = short(&format!("{}{}", marked(0, &(first + &goes_on + &next)), marked(1, &third)));
        // Codes 1 and 2 are `^` and `_`.
        let said = "BT/P<</MCID 0>>BDC .2 .498 1 rg/a 10 Tf 100 750 Td[(^_^)21(_)]TJ 0 -14 TD(_)Tj EMC/P<</MCID 1>>BDC(^)' EMC ET";
        assert_eq!(text, said);
    }

    #[test]
    fn rectangles_of_a_colour_are_painted_together() {
        let one = |y: u8| format!("q 1 0 0 -1 0 800 cm /c0 cs 1 0 0 scn 10 {y} m 20 {y} l 20 {0} l 10 {0} l h f Q ", y + 5);
        assert_eq!(short(&(one(10) + &one(30))), "1 0 0 rg 10 785 10 5 re 10 765 10 5 re f");
        let line = "q 1 0 0 -1 0 800 cm /c0 CS 0 0 0 SCN 1.5 w 0 J [3 2] 0 d 1 2 m 3 4 l S Q ";
        assert_eq!(short(line), "0 0 0 RG[3 2]0 d 1.5 w 1 798 m 3 796 l S");
    }

    #[test]
    fn what_is_not_known_is_copied() {
        let other = "/Artifact<</Type/Pagination/Subtype/Header>>BDC q 2 0 0 2 0 0 cm/x0 Do Q EMC";
        assert_eq!(short(other), "/Artifact/H BDC q 2 0 0 2 0 0 cm/x0 Do Q EMC");
        assert_eq!(shortened(b"(open", &BTreeMap::new()), None);
    }
}

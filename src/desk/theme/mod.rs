//! The look a workspace gives its site: colours, logo, fonts, and texts over and under its pages.
//! Never lets a colour through that cannot be read, nor a picture that holds more than a picture.

mod colour;
mod logo;

use crate::document::outside;
use crate::lang::{ByLang, Lang};
use crate::notice::fault::{Arg, Fault};
use crate::notice::model::said;
use crate::notice::tree::{NodeId, Tree};
use crate::project::{ProjectError, Workspace, disk};
use crate::render::engine::BUILT_IN;
use crate::render::page::Frame;
use crate::render::paged::Color;
use crate::render::pdf::{Dress, Logo};
use crate::site::File;
use colour::{Colour, ENOUGH};

/// The style sheet whose colours a theme takes the place of.
const STYLESHEET: &str = "html/seloste.css";
/// The folder of fonts in the site, and the style sheet that names them.
const FONTS: &str = "fonts";
/// Colours by the keys of a workspace file, and what the style sheet calls them.
const COLOURS: [(&str, &str); 3] = [("background", "paper"), ("text", "ink"), ("accent", "accent")];
/// How much of the text's colour is in what lies between text and background: panels, soft text, lines, edges.
const BETWEEN: [(&str, f64); 5] = [("card", 0.02), ("panel", 0.06), ("soft", 0.78), ("line", 0.16), ("edge", 0.52)];

/// The look of a site.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// What comes after the style sheet.
    pub css: String,
    /// What stands around each page, by its language.
    pub frames: Vec<(Lang, Frame)>,
    /// The accent on paper, where the workspace gives one.
    accent: Option<Color>,
    /// The logo as it is.
    logo: Option<Vec<u8>>,
    /// Files of the site: fonts and the style sheet that names them.
    pub files: Vec<File>,
}

/// A set of colours: what was written, what the style sheet has, and what follows.
#[derive(Debug, Clone, Copy)]
struct Palette {
    paper: Colour,
    ink: Colour,
    accent: Colour,
}

impl Theme {
    /// Reads it. A file that is not there or holds what it may not is an error with the place of its name.
    pub fn of(workspace: &Workspace, languages: &[Lang]) -> Result<Self, ProjectError> {
        let tree = &workspace.reading.tree;
        let Some(site) = tree.get(Tree::ROOT, "site") else { return Ok(Self::default()) };
        let mut theme = Self { css: colours(tree).css(), accent: on_paper(tree), ..Self::default() };
        theme.fonts(workspace, tree, site)?;
        let logo = match text_of(tree, site, "logo") {
            Some((file, at)) => Some(logo::embedded(&workspace.folder().join(file)).map_err(|what| at_place(workspace, at, &what))?),
            None => None,
        };
        let spoken = |key: &str, lang: Lang| tree.get(site, key).and_then(|at| said(tree, at, lang, &workspace.reading.languages));
        let (logo, bytes) = logo.unzip();
        theme.logo = bytes;
        for lang in languages {
            let blocks = |key: &str| {
                spoken(key, *lang)
                    .map_or_else(Vec::new, |said| outside::blocks(said.text, (said.lang != *lang && is_by_language(tree, said.at)).then_some(said.lang)))
            };
            let alt = spoken("logo-alt", *lang).map(|said| said.text.to_string()).unwrap_or_default();
            let frame =
                Frame { logo: logo.clone().map(|src| crate::render::page::Logo { src, alt }), header: blocks("header"), footer: blocks("footer"), fonts: None };
            theme.frames.push((*lang, frame));
        }
        Ok(theme)
    }

    /// The look of PDF files; what the logo shows is for each language to say.
    #[must_use]
    pub fn dress(&self) -> Dress {
        let logo = self.logo.as_ref().map(|bytes| Logo { bytes: bytes.as_slice().into(), alt: String::new() });
        Dress { date: None, accent: self.accent, logo }
    }

    /// The path of the style sheet that names the fonts, where there are any.
    #[must_use]
    pub fn font_sheet(&self) -> Option<String> {
        (!self.files.is_empty()).then(|| format!("{FONTS}/fonts.css"))
    }

    fn fonts(&mut self, workspace: &Workspace, tree: &Tree, site: NodeId) -> Result<(), ProjectError> {
        let mut sheet = String::new();
        let mut first = None;
        for entry in tree.entries(site, "fonts") {
            let get = |key: &str| text_of(tree, *entry, key);
            let (Some((family, family_at)), Some((file, at))) = (get("family"), get("file")) else { continue };
            if !family.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-')) {
                return Err(at_place(workspace, family_at, "the name of a font is letters, digits, spaces and hyphens"));
            }
            let path = workspace.folder().join(file);
            let bytes = disk::read_bytes(&path).map_err(|e| at_place(workspace, at, &e.to_string()))?;
            if !bytes.starts_with(b"wOF2") {
                return Err(at_place(workspace, at, &format!("{} is not a WOFF2 font", path.display())));
            }
            let name = format!("{}.woff2", crate::notice::model::slug(&path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()));
            let weight = get("weight").map_or("400", |(weight, _)| weight);
            if !weight.split(' ').all(|part| part.parse::<u16>().is_ok_and(|w| (1..=1000).contains(&w))) {
                return Err(at_place(workspace, at, "a weight is a number from 1 to 1000, or two of them for a font that varies"));
            }
            let style = get("style").filter(|(style, _)| *style == "italic").map_or("normal", |(style, _)| style);
            sheet.push_str(&format!(
                "@font-face {{ font-family: \"{family}\"; src: url(\"{name}\") format(\"woff2\"); font-weight: {weight}; font-style: {style}; font-display: swap; }}\n"
            ));
            let path = format!("{FONTS}/{name}");
            if self.files.iter().any(|(other, _)| *other == path) {
                return Err(at_place(workspace, at, &format!("two fonts would both be `{path}`")));
            }
            self.files.push((path, bytes));
            first.get_or_insert(family);
        }
        if !sheet.is_empty() {
            self.files.push((format!("{FONTS}/fonts.css"), sheet.into_bytes()));
        }
        let stack = match (text_of(tree, site, "font"), first) {
            (Some((stack, at)), _) => {
                if stack.trim().is_empty()
                    || !stack.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | ',' | '"' | '\''))
                    || stack.matches('"').count() % 2 > 0
                {
                    return Err(at_place(workspace, at, "a font is a list of names with commas between, such as `\"Source Sans 3\", sans-serif`"));
                }
                Some(stack.to_string())
            }
            (None, Some(family)) => Some(format!("\"{family}\", system-ui, sans-serif")),
            (None, None) => None,
        };
        self.css.extend(stack.map(|stack| format!(":root {{ --sans: {stack}; --serif: {stack}; }}\n")));
        Ok(())
    }
}

/// The accent a workspace gives, as dark as it must be to be read on white.
fn on_paper(tree: &Tree) -> Option<Color> {
    let own = tree.find(Tree::ROOT, "site.colours").and_then(|table| text_of(tree, table, "accent")).and_then(|(value, _)| Colour::parse(value))?;
    // The tint behind callouts is all but white.
    let Colour([red, green, blue]) = own.nearest(&[Colour::WHITE, Colour::WHITE.mixed(Colour::BLACK, 0.05)]);
    Some(Color(red, green, blue))
}

/// Colours that are none, and colours that cannot be read, with the nearest that can.
#[must_use]
pub fn faults(workspace: &Workspace) -> Vec<Fault> {
    let tree = &workspace.reading.tree;
    let mut faults = Vec::new();
    for path in ["site.colours", "site.colours.dark"] {
        let Some(table) = tree.find(Tree::ROOT, path) else { continue };
        for (key, _) in COLOURS {
            if let Some((value, at)) = text_of(tree, table, key)
                && Colour::parse(value).is_none()
            {
                faults.push(Fault::at("colour-form", tree, at).with("value", value));
            }
        }
    }
    if !faults.is_empty() {
        return faults;
    }
    let colours = colours(tree);
    for (palette, path) in [(colours.light, "site.colours"), (colours.dark, "site.colours.dark")] {
        let Some(table) = tree.find(Tree::ROOT, path) else { continue };
        let given = |key: &str| text_of(tree, table, key).map(|(_, at)| at);
        let panel = palette.between("panel");
        for (key, colour) in [("text", palette.ink), ("accent", palette.accent)] {
            // Where only the background was chosen, it is at fault.
            let Some(at) = given(key).or_else(|| given("background")) else { continue };
            let against = [palette.paper, panel];
            let worst = against.into_iter().min_by(|a, b| colour.contrast(*a).total_cmp(&colour.contrast(*b))).unwrap_or(palette.paper);
            let ratio = colour.contrast(worst);
            if ratio < ENOUGH {
                // Rounded down: 4.49 is not 4.5.
                let ratio = format!("{:.2}", (ratio * 100.0).floor() / 100.0);
                let ratio = Arg::ByLang(ByLang { fi: ratio.replace('.', ","), sv: ratio.replace('.', ","), en: ratio });
                let (value, other, nearest) = if given(key).is_some() {
                    (colour, worst, colour.nearest(&against))
                } else {
                    (palette.paper, colour, palette.paper.nearest(&[palette.ink, palette.accent]))
                };
                let fault = Fault::at("contrast-low", tree, at).with("value", value.to_string()).with("other", other.to_string());
                faults.push(fault.with("found", ratio).with("nearest", nearest.to_string()));
            }
        }
    }
    faults
}

/// The colours of a workspace, by day and by night.
struct Colours {
    light: Palette,
    dark: Palette,
    /// Whether it gives any.
    any: bool,
    /// Whether it gives a background or a text colour, by day and by night.
    whole: [bool; 2],
}

fn colours(tree: &Tree) -> Colours {
    let sheet = BUILT_IN.iter().find(|(name, _)| *name == STYLESHEET).map_or("", |(_, text)| text);
    let own = |path: &str, key: &str| tree.find(Tree::ROOT, path).and_then(|table| text_of(tree, table, key)).and_then(|(value, _)| Colour::parse(value));
    let palette = |path: &str, nth: usize| {
        let one = |key: &str, name: &str| own(path, key).or_else(|| built_in(sheet, name, nth)).unwrap_or(Colour::BLACK);
        Palette { paper: one("background", "paper"), ink: one("text", "ink"), accent: one("accent", "accent") }
    };
    let (light, mut dark) = (palette("site.colours", 0), palette("site.colours.dark", 1));
    // The accent of the day is that of the night too, as light as it must be to be read.
    if own("site.colours.dark", "accent").is_none() && own("site.colours", "accent").is_some() {
        dark.accent = light.accent.nearest(&[dark.paper, dark.between("panel")]);
    }
    let any = tree.find(Tree::ROOT, "site.colours").is_some();
    let whole = ["site.colours", "site.colours.dark"].map(|path| own(path, "background").or_else(|| own(path, "text")).is_some());
    Colours { light, dark, any, whole }
}

/// A colour of the built-in style sheet: the first by day, the next by night.
fn built_in(sheet: &str, name: &str, nth: usize) -> Option<Colour> {
    let start = format!("--{name}:");
    let value = sheet.split(&start).nth(nth + 1)?;
    Colour::parse(value.split(';').next()?)
}

impl Colours {
    fn css(&self) -> String {
        if !self.any {
            return String::new();
        }
        // On paper the built-in black on white stays; the accent alone is taken over.
        format!(
            "@media screen {{ :root {{ {} }} }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ {} }} }}\n@media print {{ :root {{ --accent: {}; }} }}\n",
            self.light.css(self.whole[0]),
            self.dark.css(self.whole[1]),
            self.light.accent.nearest(&[Colour::WHITE])
        )
    }
}

impl Palette {
    fn between(&self, name: &str) -> Colour {
        let part = BETWEEN.iter().find(|(other, _)| *other == name).map_or(0.0, |(_, part)| *part);
        self.paper.mixed(self.ink, part)
    }

    fn css(&self, whole: bool) -> String {
        let on_accent = if Colour::WHITE.contrast(self.accent) >= Colour::BLACK.contrast(self.accent) { Colour::WHITE } else { Colour::BLACK };
        let mut out = format!("--accent: {}; --on-accent: {on_accent};", self.accent);
        if whole {
            out.push_str(&format!(" --paper: {}; --ink: {};", self.paper, self.ink));
            for (name, _) in BETWEEN {
                let colour = self.between(name);
                // Soft text is text.
                let colour = if name == "soft" { colour.nearest(&[self.paper, self.between("panel")]) } else { colour };
                out.push_str(&format!(" --{name}: {colour};"));
            }
        }
        out
    }
}

fn text_of<'t>(tree: &'t Tree, table: NodeId, key: &str) -> Option<(&'t str, NodeId)> {
    let at = tree.get(table, key)?;
    Some((tree.str(at)?, at))
}

/// Whether a string stands for one language.
fn is_by_language(tree: &Tree, at: NodeId) -> bool {
    tree.node(at).key.as_deref().is_some_and(|key| Lang::parse(key).is_some())
}

/// An error at a place of the workspace file.
fn at_place(workspace: &Workspace, at: NodeId, what: &str) -> ProjectError {
    let place = workspace.source.as_ref().map_or_else(String::new, |source| {
        let at = source.position(workspace.reading.tree.point(at).1.range().start);
        format!(":{}:{}", at.line, at.column)
    });
    ProjectError::new(format!("{}{place}", workspace.path.display()), what)
}

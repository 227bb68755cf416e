//! A document as PDF: tagged, conforming to PDF/UA-1 and PDF/A-2a at once, the same bytes every time.
//! Never breaks a line or a page (the page layout does), never interprets markup, never reads the clock.

mod draw;
mod fonts;
mod links;
mod logo;
mod metrics;
mod outline;
mod pack;
mod picture;
mod shape;
mod sheet;
mod tags;

use super::engine::RenderError;
use super::paged::{Color, PaperStyle, lay_out};
use crate::day::Day;
use crate::document::Document;
use crate::lang::Lang;
use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::metadata::{DateTime, Metadata, TextDirection};
use krilla::outline::Outline;
use krilla::page::PageSettings;
use krilla::tagging::{Node, TagTree};
use krilla::{Document as Pdf, SerializeSettings};
pub use logo::Logo;
use logo::Picture;
use metrics::Metrics;
pub use sheet::sign;

/// The longest text of the metadata in bytes; a file may not hold a longer one than 32,767.
const LONGEST: usize = 4000;

/// What a PDF gets besides its document.
#[derive(Debug, Clone, Default)]
pub struct Dress {
    /// The day of the text, for the metadata; an undated one says the first day of the regulation.
    pub date: Option<Day>,
    /// The colour of headings, links and bars, where a theme has one of its own.
    pub accent: Option<Color>,
    /// A logo over the title.
    pub logo: Option<Logo>,
}

/// What is wrong with a file that cannot be made.
struct PdfError(String);

impl From<PdfError> for RenderError {
    fn from(PdfError(message): PdfError) -> Self {
        Self { path: "pdf".to_string(), line: None, message }
    }
}

/// The document as PDF.
///
/// # Errors
/// What the format cannot hold, such as more parts than it can count.
pub fn pdf(document: &Document, style: &PaperStyle, dress: &Dress) -> Result<Vec<u8>, RenderError> {
    let metrics = Metrics { style };
    let logo = dress.logo.as_ref().map(|logo| Ok((Picture::read(logo)?, logo.alt.as_str()))).transpose();
    let logo = logo.map_err(|message: String| RenderError { path: "logo".to_string(), line: None, message })?;
    let mut layout = style.layout.clone();
    if let Some((picture, _)) = &logo {
        // The title begins a row under it.
        layout.margins.first += (picture.size().1 / style.faces.body.1).ceil() as u16 + 1;
    }
    let laid = lay_out(document, &layout, &metrics);
    let mut pdf = opened()?;
    let mut parts = tags::Parts::new(&laid);
    let painter = draw::Painter { metrics: &metrics, pages: &laid, accent: dress.accent.unwrap_or(style.colors.accent), logo };
    for number in 0..laid.pages.len() {
        let size = PageSettings::from_wh(laid.paper.width as f32, laid.paper.height as f32);
        let mut page = pdf.start_page_with(size.ok_or_else(|| PdfError("the page has no size".to_string()))?);
        painter.page(&mut page, number, &mut parts);
        page.finish();
    }
    let said = Said {
        kind: &document.kind,
        title: &document.title,
        description: &document.description,
        controller: &document.controller,
        lang: document.lang,
        date: dress.date,
    };
    Ok(finished(pdf, parts.into_nodes(), Some(outline::outline(&laid)), &said)?)
}

/// A file that follows both standards, without a page.
fn opened() -> Result<Pdf, PdfError> {
    let both = ConfigurationBuilder::new().with_accessibility_validator(Accessibility::UA1).with_archival_validator(Archival::A2_A).finish();
    let configuration = both.map_err(|error| PdfError(format!("{error:?}")))?;
    Ok(Pdf::new_with(SerializeSettings { configuration, compress_content_streams: false, ..SerializeSettings::default() }))
}

/// The bytes of a file whose pages are drawn.
fn finished(mut pdf: Pdf, elements: Vec<Node>, outline: Option<Outline>, said: &Said<'_>) -> Result<Vec<u8>, PdfError> {
    let mut tree = TagTree::new().with_lang(Some(said.lang.code().to_string()));
    elements.into_iter().for_each(|node| tree.push(node));
    pdf.set_tag_tree(tree);
    // Both standards ask for bookmarks where there is something to mark.
    pdf.set_outline(outline.unwrap_or_default());
    pdf.set_metadata(metadata(said));
    pdf.finish().map(pack::packed).map_err(|error| PdfError(error.to_string()))
}

/// What a file says of itself.
struct Said<'s> {
    kind: &'s str,
    title: &'s str,
    description: &'s str,
    controller: &'s str,
    lang: Lang,
    date: Option<Day>,
}

fn metadata(said: &Said<'_>) -> Metadata {
    const UNDATED: Day = Day::new(2018, 5, 25).expect("a day");
    let day = said.date.unwrap_or(UNDATED);
    let date = DateTime::new(day.year()).month(day.month()).day(day.day());
    // A title is a name: what an author put on two lines is one here.
    let line = |text: &str| {
        let mut line: String = shape::speakable(text).split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|c| !c.is_control()).collect();
        line.truncate((0..=LONGEST.min(line.len())).rev().find(|at| line.is_char_boundary(*at)).unwrap_or(0));
        line
    };
    let title = [line(said.kind), line(said.title)].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
    let title = if title.is_empty() { "-".to_string() } else { title };
    let mut metadata = Metadata::new()
        .title(title)
        .description(line(said.description))
        .language(said.lang.code().to_string())
        .creator("seloste".to_string())
        .producer("seloste".to_string())
        .creation_date(date.utc_offset_hour(0))
        .text_direction(TextDirection::LeftToRight);
    let controller = line(said.controller);
    if !controller.is_empty() {
        metadata = metadata.authors(vec![controller]);
    }
    metadata
}

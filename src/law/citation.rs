//! Citations: `gdpr 13(1)(c)` or `hetil 10.1(4)` in data, "artikel 13.1 c i allmänna dataskyddsförordningen" for a reader.
//! Never judges whether a citation fits.

use super::{Law, Statute, data::Style};
use crate::lang::Lang;

/// A place in a statute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The statute's id.
    pub statute: String,
    /// Article or section: `13`, `10 a`; where sections begin anew in each chapter, `2:10`.
    pub article: String,
    /// Paragraph or subsection.
    pub paragraph: Option<String>,
    /// Point.
    pub point: Option<String>,
}

impl Citation {
    /// Reads `gdpr 13(1)(c)`, `gdpr 21(4)`, `tsl 31`, `hetil 10.1(4)`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (statute, place) = text.split_once(' ')?;
        let (head, points) = match place.split_once('(') {
            Some((head, rest)) => (head, format!("({rest}")),
            None => (place, String::new()),
        };
        let mut groups = points.split('(').skip(1).map(|g| g.strip_suffix(')').map(str::to_string));
        let (article, paragraph) = match head.split_once('.') {
            Some((article, paragraph)) => (article, Some(paragraph.to_string())),
            None => (head, None),
        };
        let mut cite = Self { statute: statute.into(), article: article.into(), paragraph, point: None };
        if article.is_empty() {
            return None;
        }
        if cite.paragraph.is_none() {
            cite.paragraph = groups.next().map_or(Some(None), |g| g.map(Some))?;
        }
        cite.point = groups.next().map_or(Some(None), |g| g.map(Some))?;
        if groups.next().is_some() { None } else { Some(cite) }
    }

    /// The citation as a language prints it, with the statute's number for Finnish acts. `None` for an unknown statute.
    #[must_use]
    pub fn print(&self, law: &Law, lang: Lang) -> Option<String> {
        let statute = law.statute(&self.statute)?;
        Some(match statute.style {
            Style::Eu => self.print_eu(statute, lang),
            Style::Finnish => self.print_finnish(statute, lang),
        })
    }

    fn print_eu(&self, statute: &Statute, lang: Lang) -> String {
        let (article, paragraph, point) = (&self.article, self.paragraph.as_deref(), self.point.as_deref());
        let of = &statute.names(lang).of;
        match lang {
            Lang::FI => {
                let place = match (paragraph, point) {
                    (Some(p), Some(l)) => format!("{of} {article} artiklan {p} kohdan {l} alakohta"),
                    (Some(p), None) => format!("{of} {article} artiklan {p} kohta"),
                    (None, _) => format!("{of} {article} artikla"),
                };
                // The Finnish text of Art. 13(1) has two points d (KHO 2023:81, paragraph 26): recipients are the latter of them.
                match (self.statute.as_str(), article.as_str(), paragraph, point) {
                    ("gdpr", "13", Some("1"), Some("d")) => format!("{place} (suomenkielisessä tekstissä ensimmäinen d alakohta)"),
                    ("gdpr", "13", Some("1"), Some("f")) => format!("{place} (suomenkielisen tekstin kirjain voi poiketa)"),
                    ("gdpr", "13", Some("1"), Some("e")) => format!("{place} (suomenkielisessä tekstissä jälkimmäinen d alakohta)"),
                    _ => place,
                }
            }
            Lang::SV => match (paragraph, point) {
                (Some(p), Some(l)) => format!("artikel {article}.{p} {l} i {of}"),
                (Some(p), None) => format!("artikel {article}.{p} i {of}"),
                (None, _) => format!("artikel {article} i {of}"),
            },
            _ => match (paragraph, point) {
                (Some(p), Some(l)) => format!("{of} Art. {article}({p})({l})"),
                (Some(p), None) => format!("{of} Art. {article}({p})"),
                (None, _) => format!("{of} Art. {article}"),
            },
        }
    }

    fn print_finnish(&self, statute: &Statute, lang: Lang) -> String {
        let (subsection, point) = (self.paragraph.as_deref(), self.point.as_deref());
        let (chapter, section) = self.article.split_once(':').map_or((None, self.article.as_str()), |(chapter, section)| (Some(chapter), section));
        let (of, number) = (&statute.names(lang).of, &statute.number);
        let section = match (chapter, lang) {
            (None, _) => section.to_string(),
            (Some(chapter), Lang::FI) => format!("{chapter} luvun {section}"),
            (Some(chapter), Lang::SV) => format!("{chapter} kap. {section}"),
            (Some(chapter), _) => format!("chapter {chapter}, section {section}"),
        };
        match lang {
            Lang::FI => match (subsection, point) {
                (Some(m), Some(k)) => format!("{of} ({number}) {section} §:n {m} momentin {k} kohta"),
                (Some(m), None) => format!("{of} ({number}) {section} §:n {m} momentti"),
                (None, _) => format!("{of} ({number}) {section} §"),
            },
            Lang::SV => match (subsection, point) {
                (Some(m), Some(k)) => format!("{section} § {m} mom. {k} punkten i {of} ({number})"),
                (Some(m), None) => format!("{section} § {m} mom. i {of} ({number})"),
                (None, _) => format!("{section} § i {of} ({number})"),
            },
            _ => {
                let section = if chapter.is_some() { section } else { format!("section {section}") };
                match (subsection, point) {
                    (Some(m), Some(k)) => format!("{of} ({number}) {section}({m})({k})"),
                    (Some(m), None) => format!("{of} ({number}) {section}({m})"),
                    (None, _) => format!("{of} ({number}) {section}"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Citation;
    use crate::lang::Lang;
    use crate::law::LAW;

    #[test]
    fn sections_of_chapters_are_printed_with_their_chapter() {
        let print = |cite: &str, lang| Citation::parse(cite).and_then(|cite| cite.print(&LAW, lang)).expect("a citation");
        assert_eq!(print("kirjanpitolaki 2:10.2", Lang::FI), "kirjanpitolain (1336/1997) 2 luvun 10 §:n 2 momentti");
        assert_eq!(print("kirjanpitolaki 2:10.2", Lang::SV), "2 kap. 10 § 2 mom. i bokföringslagen (1336/1997)");
        assert_eq!(print("kirjanpitolaki 2:10", Lang::EN), "Accounting Act (1336/1997) chapter 2, section 10");
        assert_eq!(print("ytel 5 a", Lang::SV), "5 a § i lagen om integritetsskydd i arbetslivet (759/2004)");
    }

    #[test]
    fn a_text_names_a_statute_by_its_number_or_its_name() {
        let names = |id: &str, text: &str| LAW.statute(id).expect("a statute").is_cited_in(text);
        assert!(names("kirjanpitolaki", "Kirjanpitolain 2 luvun 10 §") && names("kirjanpitolaki", "L 1336/1997"));
        assert!(names("ytel", "Laki yksityisyyden suojasta työelämässä") && names("ytel", "Lagen om integritetsskydd i arbetslivet (759/2004) 5 a §"));
        assert!(!names("kirjanpitolaki", "kirjanpitolainsäädäntö") && !names("ytel", "1759/2004") && !names("ytel", "työlainsäädäntö"));
    }
}

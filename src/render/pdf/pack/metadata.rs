//! The metadata without what says nothing of this file: a history of its making, and descriptions of properties that every reader knows.
//! Never touches what names the document, its language, its day, or the standards it follows.

use super::Objects;
use std::borrow::Cow;

/// Beginning and end of what is left out.
const EMPTY: [(&str, &str); 11] = [
    ("<xmpMM:History>", "</xmpMM:History>"),
    (MEDIA, "</pdfaSchema:property></rdf:li>"),
    (ADOBE, "</pdfaSchema:property></rdf:li>"),
    ("<xmpTPg:NPages>", "</xmpTPg:NPages>"),
    ("<xmpMM:RenditionClass>", "</xmpMM:RenditionClass>"),
    ("<pdf:PDFVersion>", "</pdf:PDFVersion>"),
    ("<xmpMM:InstanceID>", "</xmpMM:InstanceID>"),
    ("<xmpMM:DocumentID>", "</xmpMM:DocumentID>"),
    (" xmlns:stEvt=\"", "\" "),
    (" xmlns:xmpMM=\"", "\" "),
    (" xmlns:xmpTPg=\"", "\" "),
];
const MEDIA: &str = "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>XMP Media Management schema<";
const ADOBE: &str = "<rdf:li rdf:parseType=\"Resource\"><pdfaSchema:schema>Adobe PDF schema<";

pub(super) fn small(objects: &mut Objects<'_>) {
    for object in objects.values_mut().filter(|object| object.value.get("Subtype").is_some_and(|kind| kind.is("/XML"))) {
        let Some(text) = object.data.as_deref().filter(|_| object.value.get("Filter").is_none()).and_then(|data| std::str::from_utf8(data).ok()) else {
            continue;
        };
        let mut text = text.to_string();
        for (from, to) in EMPTY {
            if let Some(start) = text.find(from)
                && let Some(length) = text[start + from.len()..].find(to)
            {
                text.replace_range(start..start + from.len() + length + to.len(), "");
            }
        }
        object.data = Some(Cow::Owned(text.into_bytes()));
    }
}

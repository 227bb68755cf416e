//! A logo as part of a page: a PNG, or an SVG that is nothing but a picture.
//! Never lets a script, a reference to another file or an entity through.

use crate::project::disk;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::path::Path;

/// The most bytes of a logo: it is in every page.
const MOST: usize = 24 * 1024;
/// What a picture has no use for.
const REFUSED: [&str; 10] = ["<script", "<foreignobject", "<iframe", "<!entity", "<!doctype", "<?xml-stylesheet", "javascript:", "@import", "<animate", "<set"];

/// The picture as a `data:` address and as it is, or what is wrong with it.
pub(super) fn embedded(path: &Path) -> Result<(String, Vec<u8>), String> {
    let bytes = disk::read_bytes(path).map_err(|e| e.to_string())?;
    let refuse = |what: &str| Err(format!("{}: {what}", path.display()));
    if bytes.len() > MOST {
        return refuse(&format!("a logo is in every page and at most {} KiB", MOST / 1024));
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Ok((format!("data:image/png;base64,{}", STANDARD.encode(&bytes)), bytes));
    }
    let Ok(text) = std::str::from_utf8(&bytes) else { return refuse("a logo is a PNG or an SVG file") };
    if !text.contains("<svg") {
        return refuse("a logo is a PNG or an SVG file");
    }
    match refused(text) {
        Some(what) => refuse(&format!("an SVG logo may not hold `{what}`")),
        None => Ok((format!("data:image/svg+xml;base64,{}", STANDARD.encode(&bytes)), bytes)),
    }
}

/// The first thing in an SVG that is more than a picture.
fn refused(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    if let Some(what) = REFUSED.iter().find(|what| lower.contains(**what)) {
        return Some((*what).to_string());
    }
    for (at, _) in lower.match_indices('=') {
        let name = lower[..at].trim_end().rsplit(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '/')).next().unwrap_or_default();
        let value = lower[at + 1..].trim_start().trim_start_matches(['"', '\'']).trim_start();
        let refers = name == "href" || name.ends_with(":href") || name == "src";
        if (name.starts_with("on") && name.len() > 2) || (refers && !value.starts_with('#') && !value.starts_with("data:image/")) {
            return Some(name.to_string());
        }
    }
    let outside = |(at, _): (usize, &str)| !lower[at + 4..].trim_start_matches([' ', '"', '\'']).starts_with('#');
    lower.match_indices("url(").any(outside).then(|| "url(".to_string())
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn a_picture_is_nothing_else() {
        for fine in [
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><use href=\"#a\"/><path id=\"a\" fill=\"url(#b)\" d=\"M0 0\"/></svg>",
            "<svg><style>path { fill: red }</style><title>ontto = 1</title></svg>",
        ] {
            assert_eq!(refused(fine), None, "{fine}");
        }
        for wrong in [
            "<svg><script>1</script></svg>",
            "<svg ONLOAD='x'></svg>",
            "<svg><a xlink:href=\"https://x\"/></svg>",
            "<svg><image href = 'x.png'/></svg>",
            "<svg><path fill=\"url(https://x)\"/></svg>",
            "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>",
            "<svg><foreignObject/></svg>",
            "<svg><style>@import 'x';</style></svg>",
        ] {
            assert!(refused(wrong).is_some(), "{wrong}");
        }
    }
}

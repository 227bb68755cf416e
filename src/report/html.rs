//! One self-contained page: accessible, printable, without a script, and with nothing fetched. Never writes a text unescaped.

use super::markdown::by_criterion;
use super::words::{Words, words};
use super::xml::escape;
use super::{Counts, Report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::sheet::Sheet;
use base64::Engine as _;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// The style of the page.
const STYLE: &str = include_str!("report.css");

pub(super) fn render(report: &Report<'_>) -> String {
    let words = words(report.lang);
    let counts = Counts::of(report.diagnostics);
    // Checkers of pages differ in what they hash of blank lines at the ends.
    let style = STYLE.trim();
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(style));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-{hash}'; img-src data:; base-uri 'none'; form-action 'none'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"robots\" content=\"noindex\">\n<link rel=\"icon\" href=\"data:,\">\n<style>{style}</style>\n<title>{}</title>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n<p class=\"summary\">{}</p>\n",
        report.lang.code(),
        words.title,
        words.title,
        words.summary(&counts, report.files)
    );
    if let Some(day) = report.as_of {
        let _ = writeln!(out, "<p class=\"day\">{} <time datetime=\"{day}\">{}</time></p>", words.day, day);
    }
    match report.sheet {
        Some(sheet) => states(&mut out, sheet),
        None => criteria(&mut out, report, words),
    }
    let told: Vec<&Diagnostic> = report.told().collect();
    for group in told.chunk_by(|a, b| a.source.name() == b.source.name()) {
        let _ = writeln!(out, "<section>\n<h2>{}</h2>", escape(group[0].source.name()));
        group.iter().for_each(|diagnostic| finding(&mut out, diagnostic, words));
        out.push_str("</section>\n");
    }
    let allowed: Vec<_> = report.diagnostics.iter().filter_map(|diagnostic| Some((diagnostic, diagnostic.suppressed.as_ref()?))).collect();
    if !allowed.is_empty() {
        let _ = writeln!(out, "<section>\n<h2>{}</h2>\n<ul>", words.allowed);
        for (diagnostic, allowed) in allowed {
            let line = diagnostic.source.position(diagnostic.span.start as usize).line;
            let _ = writeln!(
                out,
                "<li><b>{}</b> {}, {} {line}: {}</li>",
                escape(&diagnostic.code),
                escape(diagnostic.source.name()),
                words.line,
                escape(&allowed.reason)
            );
        }
        out.push_str("</ul>\n</section>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// What became of each criterion on each day it was judged by.
fn states(out: &mut String, sheet: &Sheet) {
    let words = &sheet.words;
    let _ = write!(
        out,
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"criteria\">\n<table>\n<caption id=\"criteria\">{}</caption>\n<thead>\n<tr><th scope=\"col\">{}</th>",
        escape(&words.title),
        escape(&words.criterion)
    );
    for row in &sheet.registers {
        let _ = write!(out, "<th scope=\"col\">{}</th>", escape(&row.name));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for (at, column) in sheet.criteria.iter().enumerate() {
        let _ = write!(out, "<tr><th scope=\"row\">{} {}</th>", column.number, escape(&column.name));
        for cell in sheet.registers.iter().filter_map(|row| row.cells.get(at)) {
            let state = words.state(cell.state);
            let lines: Vec<String> = cell.places.iter().map(|spot| spot.line.to_string()).collect();
            let place = if lines.is_empty() { String::new() } else { format!(" ({} {})", words.line, lines.join(", ")) };
            let _ = write!(out, "<td><span aria-hidden=\"true\">{}</span> {}{}</td>", escape(&state.sign), escape(&state.name), escape(&place));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn criteria(out: &mut String, report: &Report<'_>, words: &Words) {
    let rows = by_criterion(report, words.other);
    if rows.is_empty() {
        return;
    }
    let _ = write!(
        out,
        "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"criteria\">\n<table>\n<caption id=\"criteria\">{}</caption>\n<thead>\n<tr><th scope=\"col\">{}</th>",
        words.by_criterion, words.criterion
    );
    for severity in Severity::ALL {
        let _ = write!(out, "<th scope=\"col\" class=\"number\">{}</th>", words.many(severity));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for ((_, name), numbers) in rows {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", escape(&name));
        for number in numbers {
            let _ = write!(out, "<td class=\"number\">{number}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn finding(out: &mut String, diagnostic: &Diagnostic, words: &Words) {
    let at = diagnostic.source.position(diagnostic.span.start as usize);
    let state = if diagnostic.known() { "known" } else { diagnostic.severity.key() };
    let _ = writeln!(
        out,
        "<article class=\"{state}\">\n<h3><span class=\"weight\">{}</span> <span class=\"code\">{}</span> {}</h3>\n<p class=\"place\">{} {}, {} {}, <code>{}</code></p>",
        words.weight(diagnostic),
        escape(&diagnostic.code),
        escape(&diagnostic.message),
        words.line,
        at.line,
        words.column,
        at.column,
        escape(&diagnostic.key)
    );
    let shown = diagnostic.source.line(at.line);
    if !diagnostic.secret && !shown.trim().is_empty() {
        let _ = writeln!(out, "<pre tabindex=\"0\">{}</pre>", escape(shown));
    }
    let _ = writeln!(out, "<p>{}</p>", escape(&diagnostic.help));
    if !diagnostic.law.is_empty() {
        let _ = writeln!(out, "<p class=\"law\">{}: {}.</p>", words.law, escape(&diagnostic.law.join("; ")));
    }
    for related in &diagnostic.related {
        let line = related.source.position(related.span.start as usize).line;
        let _ = writeln!(
            out,
            "<p class=\"place\">{}: {}, {} {line}, <code>{}</code></p>",
            words.related,
            escape(related.source.name()),
            words.line,
            escape(&related.key)
        );
    }
    out.push_str("</article>\n");
}

//! XML for machines: elements, attributes and text, every text escaped.
//! Never writes a character XML does not know.

/// A file in the making.
#[derive(Debug)]
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A file whose outermost element is `name`.
    pub(super) fn new(name: &'static str, attributes: &[(&str, &str)]) -> Self {
        let mut xml = Self { out: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n".to_string(), open: Vec::new() };
        xml.open(name, attributes);
        xml
    }

    /// Opens an element.
    pub(super) fn open(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.start(name, attributes, ">\n");
        self.open.push(name);
    }

    /// Closes the element opened last.
    pub(super) fn close(&mut self) {
        if let Some(name) = self.open.pop() {
            self.indent();
            self.out.push_str(&format!("</{name}>\n"));
        }
    }

    /// An element with text alone.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes, ">");
        self.escape(text);
        self.out.push_str(&format!("</{name}>\n"));
    }

    /// An element with attributes alone.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.start(name, attributes, "/>\n");
    }

    /// The file.
    pub(super) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.close();
        }
        self.out.into_bytes()
    }

    fn start(&mut self, name: &str, attributes: &[(&str, &str)], end: &str) {
        self.indent();
        self.out.push_str(&format!("<{name}"));
        for (key, value) in attributes {
            self.out.push_str(&format!(" {key}=\""));
            self.escape(value);
            self.out.push('"');
        }
        self.out.push_str(end);
    }

    fn indent(&mut self) {
        self.out.push_str(&"  ".repeat(self.open.len()));
    }

    fn escape(&mut self, text: &str) {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                '\n' | '\t' => self.out.push(' '),
                c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') || crate::document::is_bidi(c) => self.out.push('\u{fffd}'),
                c => self.out.push(c),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Xml;

    #[test]
    fn every_text_is_text() {
        let mut xml = Xml::new("a", &[("b", "<\"&>")]);
        xml.text("c", &[], "<d>\u{0}\u{202e}&");
        assert_eq!(
            String::from_utf8(xml.finish()).expect("UTF-8"),
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<a b=\"&lt;&quot;&amp;&gt;\">\n  <c>&lt;d&gt;\u{fffd}\u{fffd}&amp;</c>\n</a>\n"
        );
    }
}

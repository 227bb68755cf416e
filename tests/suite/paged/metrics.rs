//! Another measure than that of text: the layout asks for nothing but lengths.

use super::sample::sample;
use super::{check_reading, sized};
use seloste::render::paged::{Face, Measure, PageStyle, RuleKind, Size, lay_out};

/// Letters of unequal width, lines of unequal height, a page in points.
struct Points;

impl Measure for Points {
    fn width(&self, text: &str, face: Face) -> f64 {
        let size = if matches!(face, Face::Title) { 18.3 } else { 10.1 };
        text.chars().map(|c| if matches!(c, 'i' | 'l' | ' ' | '.') { 0.25 } else { 0.53 } * size).sum()
    }

    fn line_height(&self, face: Face) -> f64 {
        match face {
            Face::Title => 23.7,
            Face::Heading(_) => 17.9,
            _ => 13.3,
        }
    }

    fn rule_height(&self, _: RuleKind) -> f64 {
        2.2
    }

    fn column(&self) -> f64 {
        5.6
    }

    fn row(&self) -> f64 {
        13.3
    }

    fn paper(&self, _: &PageStyle) -> Size {
        Size { width: 595.3, height: 841.9 }
    }
}

#[test]
fn pages_of_another_measure_keep_their_margins() {
    let style = sized(66, 80);
    let laid = lay_out(&sample(), &style, &Points);
    check_reading(&sample(), &laid);
    assert!(laid.pages.len() > 1);
    let (left, right) = (5.6 * 2.0, 595.3 - 5.6 * 2.0);
    for (n, page) in laid.pages.iter().enumerate() {
        let (mut bottom, mut above) = (0.0_f64, 0.0);
        let proper = page.lines.iter().filter(|line| !laid.nodes[line.node.0].role.is_decoration());
        for line in proper {
            assert!(line.runs.iter().all(|run| run.x >= left - 1e-6 && run.x + run.width <= right + 1e-6), "{line:?}");
            assert!(line.y >= above, "lines go down the page");
            above = line.y;
            bottom = bottom.max(line.y + line.height);
        }
        assert!(bottom <= 841.9 - 13.3 * 2.0 + 1e-6, "page {} runs into its margin: {bottom}", n + 1);
    }
}

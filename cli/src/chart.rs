//! A line in a plane as SVG: small, without a script or a font of its own, readable in black and white.

use std::fmt::Write as _;

/// The size of the picture, and the margins in which the figures of the axes stand.
const WIDTH: i64 = 800;
const HEIGHT: i64 = 420;
const LEFT: i64 = 90;
const RIGHT: i64 = 20;
const TOP: i64 = 60;
const BOTTOM: i64 = 60;

/// A picture of values over a row of equally spaced places.
#[derive(Debug)]
pub(crate) struct Chart<'a> {
    pub(crate) title: &'a str,
    /// What the axes show.
    pub(crate) across: &'a str,
    pub(crate) up: &'a str,
    /// The places, in whole hundredths, ascending.
    pub(crate) places: &'a [i64],
    /// The value at each place, in whole hundredths.
    pub(crate) values: &'a [i64],
    /// The places to mark, each with a word.
    pub(crate) marks: &'a [(i64, String)],
}

impl Chart<'_> {
    /// The picture as SVG text.
    pub(crate) fn svg(&self) -> String {
        let mut out = String::new();
        let [title, across, up] = [self.title, self.across, self.up].map(escaped);
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" \
             font-family=\"sans-serif\" font-size=\"14\"><title>{title}</title>\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"white\"/>\
             <text x=\"{LEFT}\" y=\"24\">{title}</text>\
             <text x=\"{}\" y=\"{}\" text-anchor=\"end\">{across}</text>\
             <text x=\"{LEFT}\" y=\"{}\" font-size=\"12\">{up}</text>",
            WIDTH.saturating_sub(RIGHT),
            HEIGHT.saturating_sub(12),
            TOP.saturating_sub(14),
        );
        let (first, last) = ends(self.places);
        let (_, highest) = ends(self.values);
        let lowest = ends(self.values).0.min(0);
        let x = |place: i64| within(place, first, last, LEFT, WIDTH.saturating_sub(RIGHT));
        let y = |value: i64| within(value, lowest, highest, HEIGHT.saturating_sub(BOTTOM), TOP);
        for value in marked(lowest, highest) {
            let _ = write!(
                out,
                "<line x1=\"{LEFT}\" x2=\"{}\" y1=\"{h}\" y2=\"{h}\" stroke=\"#bbb\"/>\
                 <text x=\"{}\" y=\"{h}\" dy=\"5\" text-anchor=\"end\">{}</text>",
                WIDTH.saturating_sub(RIGHT),
                LEFT.saturating_sub(8),
                whole(value),
                h = y(value),
            );
        }
        for place in marked(first, last) {
            let _ = write!(
                out,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
                x(place),
                HEIGHT.saturating_sub(BOTTOM).saturating_add(20),
                whole(place),
            );
        }
        let points: Vec<String> = self
            .places
            .iter()
            .zip(self.values)
            .map(|(place, value)| format!("{},{}", x(*place), y(*value)))
            .collect();
        let _ = write!(
            out,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"#0b4f9e\" stroke-width=\"2\"/>",
            points.join(" ")
        );
        for (place, word) in self.marks {
            let _ = write!(
                out,
                "<line x1=\"{h}\" x2=\"{h}\" y1=\"{TOP}\" y2=\"{}\" stroke=\"#a11\" stroke-dasharray=\"4 3\"/>\
                 <text x=\"{h}\" y=\"{}\" dx=\"4\" fill=\"#a11\" font-size=\"12\">{}</text>",
                HEIGHT.saturating_sub(BOTTOM),
                TOP.saturating_add(12),
                escaped(word),
                h = x(*place),
            );
        }
        out.push_str("</svg>\n");
        out
    }
}

fn ends(values: &[i64]) -> (i64, i64) {
    let least = values.iter().min().copied().unwrap_or(0);
    let most = values.iter().max().copied().unwrap_or(0);
    (least, most)
}

/// The round values from one to another that an axis names: steps of 1, 2 or 5 and noughts, in whole units, about five of them.
fn marked(from: i64, to: i64) -> impl Iterator<Item = i64> {
    let span = to.saturating_sub(from).max(100);
    let steps =
        (0..15).flat_map(|noughts| [1, 2, 5].map(|it| 10_i64.pow(noughts).saturating_mul(it)));
    let step = steps.map(|it| it.saturating_mul(100)).find(|it| span.checked_div(*it) <= Some(6));
    let step = step.unwrap_or(span);
    let first = from.checked_div(step).unwrap_or(0).saturating_mul(step);
    let all = (0..=8).map(move |it: i64| step.saturating_mul(it).saturating_add(first));
    all.filter(move |it| (from..=to).contains(it))
}

/// A value between two bounds, carried over to two others. The order of the latter may be reversed.
fn within(value: i64, from: i64, to: i64, out_from: i64, out_to: i64) -> i64 {
    let span = i128::from(to).saturating_sub(i128::from(from)).max(1);
    let part = i128::from(value).saturating_sub(i128::from(from));
    let out_span = i128::from(out_to).saturating_sub(i128::from(out_from));
    let moved = part.saturating_mul(out_span).checked_div(span).unwrap_or(0);
    i64::try_from(moved).unwrap_or(0).saturating_add(out_from)
}

/// Hundredths as whole units, for the figures of an axis.
fn whole(hundredths: i64) -> i64 {
    hundredths.checked_div(100).unwrap_or(0)
}

/// The text as it may stand in an element or attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_carried_over_in_proportion() {
        assert_eq!(within(5, 0, 10, 100, 200), 150);
        assert_eq!(within(10, 0, 10, 300, 40), 40);
        assert_eq!(within(3, 3, 3, 0, 10), 0);
    }

    #[test]
    fn axes_name_round_values() {
        let yuan = |from: i64, to: i64| -> Vec<i64> {
            marked(from * 100, to * 100).map(|it| it / 100).collect()
        };
        assert_eq!(yuan(0, 70_239), [0, 20_000, 40_000, 60_000]);
        assert_eq!(yuan(0, 4000), [0, 1000, 2000, 3000, 4000]);
        assert_eq!(yuan(1500, 1800), [1500, 1550, 1600, 1650, 1700, 1750, 1800]);
        assert_eq!(yuan(7, 7), [7]);
    }

    #[test]
    fn words_cannot_break_the_picture() {
        let chart = Chart {
            title: "<a & b>",
            across: "x",
            up: "y",
            places: &[0, 100],
            values: &[0, 100],
            marks: &[(50, "\"here\"".to_owned())],
        };
        let svg = chart.svg();
        assert!(svg.contains("&lt;a &amp; b&gt;") && svg.contains("&quot;here&quot;"));
        assert!(svg.contains("points=\"90,360 780,60\""), "{svg}");
    }
}

//! A picture of what changes: for each benefit a bar to the right for those that pay more, one to the left for less.

use std::fmt::Write as _;

use huisuan::adcode::Adcode;

use super::report::BenefitSummary;
use crate::chart::escaped;

const WIDTH: usize = 800;
/// Where the names end and the bars begin.
const NAMES: usize = 260;
const ROW: usize = 34;
const TOP: usize = 44;

/// The picture as SVG text, to stand in a page. The bars differ by side, words and pattern, not by colour alone.
pub(super) fn svg(id: Adcode, place: &str, benefits: &[BenefitSummary]) -> String {
    let height = benefits.len().saturating_mul(ROW).saturating_add(TOP).saturating_add(16);
    let widest = |of: fn(&BenefitSummary) -> usize| benefits.iter().map(of).max().unwrap_or(0);
    let (less, more) = (widest(|it| it.less), widest(|it| it.more.saturating_add(it.turn)));
    let room = WIDTH.saturating_sub(NAMES).saturating_sub(190);
    let all = less.saturating_add(more).max(1);
    let wide = |count: usize| count.saturating_mul(room).checked_div(all).unwrap_or(0);
    let zero = NAMES.saturating_add(50).saturating_add(wide(less));
    let said: Vec<String> = benefits
        .iter()
        .map(|it| format!("{}：增加 {}，减少 {}，其他变化 {}", it.name, it.more, it.less, it.turn))
        .collect();
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {height}\" role=\"img\" font-size=\"15\">\
         <title>{}：各项待遇有多少项结果增加、减少</title><desc>{}</desc>\
         <defs><pattern id=\"less{id}\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
         <rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect width=\"4\" height=\"6\" fill=\"#b3261e\"/></pattern></defs>\
         <text x=\"{}\" y=\"24\" text-anchor=\"end\">← 减少（斜纹）</text><text x=\"{}\" y=\"24\">增加（实心）、其他变化（空心）→</text>\
         <line x1=\"{zero}\" x2=\"{zero}\" y1=\"34\" y2=\"{height}\" stroke=\"#333\"/>",
        escaped(place),
        escaped(&said.join("；")),
        zero.saturating_sub(8),
        zero.saturating_add(8),
    );
    for (row, it) in benefits.iter().enumerate() {
        let y = row.saturating_mul(ROW).saturating_add(TOP);
        let middle = y.saturating_add(17);
        let (left, right, turn) = (wide(it.less), wide(it.more), wide(it.turn));
        let _ = write!(
            out,
            "<text x=\"{NAMES}\" y=\"{middle}\" text-anchor=\"end\">{}</text>",
            escaped(&it.name)
        );
        if it.less > 0 {
            let from = zero.saturating_sub(left);
            let _ = write!(
                out,
                "<rect x=\"{from}\" y=\"{y}\" width=\"{left}\" height=\"24\" fill=\"url(#less{id})\" stroke=\"#b3261e\"/>\
                 <text x=\"{}\" y=\"{middle}\" text-anchor=\"end\">{}</text>",
                from.saturating_sub(6),
                it.less
            );
        }
        if it.more > 0 {
            let _ = write!(
                out,
                "<rect x=\"{zero}\" y=\"{y}\" width=\"{right}\" height=\"24\" fill=\"#0b4f9e\"/>"
            );
        }
        if it.turn > 0 {
            let _ = write!(
                out,
                "<rect x=\"{}\" y=\"{y}\" width=\"{turn}\" height=\"24\" fill=\"#fff\" stroke=\"#0b4f9e\" stroke-dasharray=\"4 2\"/>",
                zero.saturating_add(right)
            );
        }
        let counts = match (it.more, it.turn) {
            (0, 0) => String::new(),
            (more, 0) => more.to_string(),
            (0, turn) => format!("其他 {turn}"),
            (more, turn) => format!("{more}，其他 {turn}"),
        };
        let _ = write!(
            out,
            "<text x=\"{}\" y=\"{middle}\">{counts}</text>",
            zero.saturating_add(right).saturating_add(turn).saturating_add(6)
        );
    }
    out.push_str("</svg>\n");
    out
}

//! What of the rules the cases have shown, as text.

use std::fmt::Write as _;

use huisuan::adcode::Adcode;
use huisuan::coverage::{Count, Coverage, Kind, Unseen};

use crate::rules::RulesFolder;

/// The text, and whether everything has been shown.
#[derive(Debug)]
pub(crate) struct Told {
    pub(crate) text: String,
    pub(crate) complete: bool,
}

/// Everything that no case has shown of the packs that `layer` picks, a line for each place, and a summary.
/// With `list_idle` also what no case can show, because no place uses it.
pub(crate) fn tell(
    coverage: &Coverage,
    rules: &RulesFolder,
    layer: impl Fn(Adcode) -> bool,
    list_idle: bool,
) -> Told {
    let unseen = coverage.unseen(&layer);
    let idle = coverage.out_of_play(&layer);
    let mut text = String::new();
    let mut list = |all: &[Unseen], what: &str| {
        for it in all {
            let place = rules.place(it.layer, &it.pointer);
            let place = place.map_or(String::new(), |(file, line)| format!("{file}:{line}: "));
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{place}{what}: {it}");
        }
        if !all.is_empty() {
            text += "\n";
        }
    };
    list(&unseen, "not covered");
    if list_idle {
        list(&idle, "not counted");
    }
    for district in coverage.districts().filter(|it| coverage.has_layer(*it, &layer)) {
        let kinds = [
            ("conditions", Kind::Condition),
            ("bands and rows", Kind::Step),
            ("figures", Kind::Figure),
            ("definitions and amounts", Kind::Formula),
            ("exclusions", Kind::Exclusion),
        ];
        let counts = kinds.map(|(name, kind)| {
            let Count { seen, all } = coverage.of_district(district, kind);
            format!("{name} {seen} of {all}")
        });
        let _ = writeln!(text, "coverage at {district}: {}", counts.join(", "));
    }
    let Count { seen, all } = coverage.of_layers(&layer);
    if all == 0 {
        return Told { text, complete: true };
    }
    let _ = write!(text, "coverage: {seen} of {all} ({})", share(seen, all));
    if !idle.is_empty() {
        let _ = write!(text, "; not counted: {} that no place uses", idle.len());
    }
    text += "\n";
    Told { text, complete: unseen.is_empty() }
}

/// A share in per cent, rounded down, so that only everything is 100.
fn share(part: usize, whole: usize) -> String {
    let tenths = part.saturating_mul(1000).checked_div(whole).unwrap_or(1000);
    format!("{}.{} %", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::share;

    #[test]
    fn only_everything_is_a_hundred_per_cent() {
        assert_eq!(share(1999, 2000), "99.9 %");
        assert_eq!(share(2000, 2000), "100.0 %");
        assert_eq!(share(0, 0), "100.0 %");
        assert_eq!(share(1, 3), "33.3 %");
    }
}

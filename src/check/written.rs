//! A formula on one line, for the working: an expression as it is, a closed form like a call of its name.

use crate::document::{Band, Formula, RoundingWord};

/// The formula on one line.
pub(super) fn written(formula: &Formula) -> String {
    match formula {
        Formula::Expression(expr) => expr.0.clone(),
        Formula::Bands(bands) => {
            let mut parts = vec![written(&bands.below)];
            parts.extend(bands.bands.iter().map(band));
            format!("bands({}: {})", bands.of.0, parts.join("; "))
        }
        Formula::Table(table) => {
            let columns: Vec<&str> = table.of.iter().map(|it| it.0.as_str()).collect();
            let mut rows: Vec<String> = Vec::new();
            for row in &table.rows {
                let cells: Vec<&str> = row.when.iter().map(|it| it.0.as_str()).collect();
                rows.push(format!("{} = {}", cells.join(" and "), written(&row.value)));
            }
            if let Some(otherwise) = &table.otherwise {
                rows.push(format!("else {}", written(otherwise)));
            }
            format!("table({}: {})", columns.join(", "), rows.join("; "))
        }
        Formula::Highest(formulas) => call("highest", formulas),
        Formula::Lowest(formulas) => call("lowest", formulas),
        Formula::Cap(limit) => format!("cap({}, {})", written(&limit.value), written(&limit.at)),
        Formula::Floor(limit) => {
            format!("floor({}, {})", written(&limit.value), written(&limit.at))
        }
        Formula::Round(round) => {
            let mode = match round.mode {
                RoundingWord::HalfUp => "half_up",
                RoundingWord::Down => "down",
                RoundingWord::Up => "up",
            };
            format!("round({}, {}, {mode})", written(&round.value), round.to)
        }
    }
}

fn call(name: &str, formulas: &[Formula]) -> String {
    let parts: Vec<String> = formulas.iter().map(written).collect();
    format!("{name}({})", parts.join(", "))
}

fn band(band: &Band) -> String {
    let threshold = match (&band.from, &band.above) {
        (Some(from), _) => format!("from {}", from.0),
        (None, Some(above)) => format!("above {}", above.0),
        (None, None) => String::new(),
    };
    format!("{threshold} = {}", written(&band.value))
}

//! Competence: what a lower pack may set is what a higher pack declares open to its level.

use super::linker::{CellSource, LayerSource, Linker};
use crate::adcode::Level;
use crate::diagnostic::Code;
use crate::document::{BenefitDocument, Expr, Open};
use crate::report::{Report, Spot};
use crate::rule::CellKind;

/// Whether the packs above open the cell to this layer's level, reporting it where not; the bound they put on it.
pub(super) fn competent<'d>(
    cell: &CellSource<'d>,
    layer: &LayerSource<'d>,
    level: Level,
    report: &mut Report,
) -> Option<(&'d Expr, Spot)> {
    let (open, spot) = cell
        .layers
        .iter()
        .rev()
        .find_map(|it| Some((it.open?, &it.spot)))
        .map_or((None, None), |(open, spot)| (Some(open), Some(spot)));
    if !opens(open, level) {
        let what = match cell.kind {
            CellKind::Parameter => "parameter",
            CellKind::Definition => "definition",
            CellKind::Condition => "condition",
            CellKind::Amount => "amount",
        };
        not_open(&format!("the {what} `{}`", cell.name), level, &layer.spot, report);
        return None;
    }
    Some((open?.bound.as_ref()?, spot?.member("open").member("bound")))
}

/// Whether a benefit is open to what a lower pack sets of it.
pub(super) fn benefit(
    linker: &mut Linker<'_, '_>,
    index: usize,
    spot: &Spot,
    pack: usize,
    document: &BenefitDocument,
) {
    let Some(source) = linker.benefits.get(index) else {
        return;
    };
    let level = linker.level(pack);
    let open = source.layers.iter().rev().find_map(|(_, _, it)| it.open.as_ref());
    if opens(open, level) {
        return;
    }
    let known = |name: &str| source.conditions.iter().any(|(it, _)| it == name);
    let added: Vec<String> = document
        .conditions
        .iter()
        .flat_map(super::super::document::decode::Names::iter)
        .map(|(name, _)| name.to_owned())
        .filter(|it| !known(it))
        .collect();
    let mut set: Vec<&str> = [
        ("apply", document.apply.is_some()),
        ("materials", document.materials.is_some()),
        ("start", document.start.is_some()),
        ("basis", document.basis.is_some()),
        ("note", document.note.is_some()),
        ("summary", document.summary.is_some()),
        ("noRule", document.no_rule.is_some()),
        ("amount", document.amount.is_some() && source.amount.is_none()),
    ]
    .into_iter()
    .filter_map(|(key, there)| there.then_some(key))
    .collect();
    set.extend(
        ["name", "order", "from", "to"]
            .into_iter()
            .zip([
                document.name.is_some(),
                document.order.is_some(),
                document.from.is_some(),
                document.to.is_some(),
            ])
            .filter_map(|(key, there)| there.then_some(key)),
    );
    let id = source.id.clone();
    for key in set {
        not_open(
            &format!("`{key}` of the benefit `{id}`"),
            level,
            &spot.member(key),
            linker.report,
        );
    }
    for name in added {
        not_open(
            &format!("the benefit `{id}` for more conditions"),
            level,
            &spot.member("conditions").member(&name),
            linker.report,
        );
    }
}

fn opens(open: Option<&Open>, level: Level) -> bool {
    open.is_some_and(|it| it.to.iter().any(|word| word.level() == level))
}

fn not_open(what: &str, level: Level, spot: &Spot, report: &mut Report) {
    report
        .error(
            Code::NotOpen,
            spot,
            &format_args!("no pack above opens {what} to a {}", level.as_str()),
        )
        .help(format!(
            "the pack that declares it says who may set it: `\"open\": {{\"to\": [\"{}\"]}}`",
            level.as_str()
        ));
}

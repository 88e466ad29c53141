//! What rests on what: no circles, bounded depth, bounded cost.

use super::linker::Spots;
use crate::diagnostic::Code;
use crate::limits;
use crate::report::{Report, Spot};
use crate::rule::Rules;
use crate::rule::rests::{Fault, Vertex, cost, faults, linked_benefits};

/// Looks for circles, and bounds depth and cost. False where there is a circle, so that nothing may be evaluated.
pub(super) fn check(rules: &Rules, spots: &Spots, report: &mut Report) -> bool {
    let faults = faults(rules);
    for fault in &faults {
        match fault {
            Fault::Circle(circle) => report_circle(rules, spots, circle, report),
            Fault::TooDeep(vertex) => {
                let message = format!(
                    "{} rests on more than {} nested steps",
                    name(rules, *vertex),
                    limits::EVALUATION_DEPTH
                );
                report
                    .error(Code::TooDeep, &spot(spots, *vertex), &message)
                    .help("shorten the chain of definitions");
            }
        }
    }
    if faults.iter().any(|it| matches!(it, Fault::Circle(_))) {
        return false;
    }
    let cost = cost(rules);
    if cost > limits::COST {
        let message = format!("an assessment could take {cost} steps, more than {}", limits::COST);
        report
            .error(Code::TooCostly, &Spot::default(), &message)
            .help("look for folds inside folds, and name their inner values as definitions");
    }
    if linked_benefits(rules) > limits::EXCLUSION_BENEFITS {
        report.error(
            Code::TooMany,
            &Spot::default().member("exclusions"),
            &format_args!(
                "the exclusions link {} benefits of one subject, more than {}",
                linked_benefits(rules),
                limits::EXCLUSION_BENEFITS
            ),
        );
    }
    !report.has_errors()
}

fn report_circle(rules: &Rules, spots: &Spots, circle: &[Vertex], report: &mut Report) {
    let Some(first) = circle.first() else { return };
    let names: Vec<String> = circle.iter().chain([first]).map(|it| name(rules, *it)).collect();
    let message = format!("a circle: {}", names.join(" rests on "));
    report
        .error(Code::Cycle, &spot(spots, *first), &message)
        .help("break the circle: a value may rest only on values that do not rest on it");
}

fn name(rules: &Rules, vertex: Vertex) -> String {
    let name = match vertex {
        Vertex::Cell(index) => rules.cells.get(index).map(|it| &it.name),
        Vertex::Benefit(index) => rules.benefits.get(index).map(|it| &it.id),
    };
    format!("`{}`", name.map_or("", String::as_str))
}

fn spot(spots: &Spots, vertex: Vertex) -> Spot {
    match vertex {
        Vertex::Cell(index) => spots.declared.get(index).cloned().unwrap_or_default(),
        Vertex::Benefit(index) => spots.benefits.get(index).cloned().unwrap_or_default(),
    }
}

//! What values can become within the bounds of the facts: divisors that could be 0, figures that could grow too
//! large, amounts that could be negative, bounds that are broken.

use crate::decimal::Decimal;

use super::Strictness;
use super::linker::Spots;
use crate::date::Date;
use crate::diagnostic::Code;
use crate::evaluate::{
    AbstractDomain, Day, Domain, Frame, Interpreter, Offsets, Present, Truth, World,
};
use crate::household::Household;
use crate::limits;
use crate::report::{Report, Spot};
use crate::rule::node::{Binary, Node};
use crate::rule::{Cell, CellKind, Rules};

/// Evaluates every formula for a household of which nothing is known, on any day.
pub(super) fn check(rules: &Rules, spots: &Spots, strictness: Strictness, report: &mut Report) {
    let household = Household::unknown(rules);
    let world = World::new(rules, &household, (limits::FIRST_DAY, limits::LAST_DAY));
    let day = Day::any(rules);
    let offsets = Offsets::new(rules, &household);
    let mut interpreter = Interpreter::<AbstractDomain>::new(&world, &day, &offsets);
    for (cell, spots) in rules.cells.iter().zip(&spots.cells) {
        let frame = Frame { scope: cell.scope, row: 0 };
        for (layer, spots) in cell.layers.iter().zip(spots) {
            for (version, spot) in layer.versions.iter().zip(spots) {
                if let Some(node) = &version.node {
                    look(&mut interpreter, node, frame, spot, report);
                    result(&mut interpreter, cell, node, frame, spot, report);
                }
            }
        }
    }
    bounds(rules, spots, strictness, report);
}

/// Looks at every operator inside a formula.
fn look(
    interpreter: &mut Interpreter<'_, AbstractDomain>,
    node: &Node,
    frame: Frame,
    spot: &Spot,
    report: &mut Report,
) {
    if let Node::Binary(operator, nodes) = node {
        let [_, right] = nodes.as_ref();
        if *operator == Binary::Divide
            && let Present::Number(low, high) = interpreter.value(right, frame).present
            && low <= Decimal::ZERO
            && Decimal::ZERO <= high
        {
            report
                .error(
                    Code::DivisionByZero,
                    spot,
                    &format_args!("the divisor could be 0: it lies between {low} and {high}"),
                )
                .help("keep it above 0, such as `max(1 person, size)`");
            return;
        }
        if matches!(operator, Binary::Add | Binary::Subtract | Binary::Multiply | Binary::Divide) {
            let most = Decimal::from(limits::MAGNITUDE);
            let range = interpreter.value(node, frame);
            let fits = matches!(range.present, Present::Number(low, high) if low.abs() <= most && high.abs() <= most);
            if !fits
                && !matches!(range.present, Present::Never if operands_missing(interpreter, nodes, frame))
            {
                report
                    .error(
                        Code::Overflow,
                        spot,
                        &format_args!("the value could grow beyond {most}"),
                    )
                    .help("give the facts it rests on narrower bounds");
                return;
            }
        }
    }
    let inside = match node {
        Node::Fold(fold) => Frame { scope: fold.list, row: 0 },
        _ => frame,
    };
    node.children(&mut |child| look(interpreter, child, inside, spot, report));
}

/// Whether an operand has no value at all, so that the result has none for that reason alone.
fn operands_missing(
    interpreter: &mut Interpreter<'_, AbstractDomain>,
    nodes: &[Node; 2],
    frame: Frame,
) -> bool {
    nodes.iter().any(|it| interpreter.value(it, frame).present == Present::Never)
}

/// Looks at the result of a formula.
fn result(
    interpreter: &mut Interpreter<'_, AbstractDomain>,
    cell: &Cell,
    node: &Node,
    frame: Frame,
    spot: &Spot,
    report: &mut Report,
) {
    if cell.kind == CellKind::Amount
        && let Present::Number(low, _) = interpreter.value(node, frame).present
        && low < Decimal::ZERO
    {
        report
            .error(Code::NegativeAmount, spot, &format_args!("the amount could be as low as {low}"))
            .help("an amount is never below 0: write `max(0, …)`");
    }
}

/// Evaluates every bound on every day on which something of the chain changes.
fn bounds(rules: &Rules, spots: &Spots, strictness: Strictness, report: &mut Report) {
    if !rules.cells.iter().flat_map(|it| &it.layers).any(|it| it.bound.is_some()) {
        return;
    }
    let mut days: Vec<Date> = rules
        .cells
        .iter()
        .flat_map(|it| &it.layers)
        .flat_map(|it| &it.versions)
        .filter(|it| it.node.is_some())
        .map(|it| it.period.from)
        .collect();
    days.sort_unstable();
    days.dedup();
    let household = Household::unknown(rules);
    let offsets = Offsets::new(rules, &household);
    let mut broken: Vec<(usize, usize)> = Vec::new();
    for on in days {
        let world = World::new(rules, &household, (on, on));
        let day = Day::new(rules, on);
        let mut interpreter = Interpreter::<AbstractDomain>::new(&world, &day, &offsets);
        for (index, cell) in rules.cells.iter().enumerate() {
            let in_force = u16::try_from(index).ok().and_then(|it| day.version(it));
            let Some((layer, version)) = in_force else { continue };
            let Some(bound) = cell.layers.get(layer).and_then(|it| it.bound.as_ref()) else {
                continue;
            };
            let frame = Frame { scope: cell.scope, row: 0 };
            if broken.contains(&(index, layer))
                || version.node.is_none()
                || AbstractDomain::truth(&interpreter.value(bound, frame)) != Truth::False
            {
                continue;
            }
            broken.push((index, layer));
            let Some(spot) =
                spots.bounds.get(index).and_then(|it| it.get(layer)).and_then(Option::clone)
            else {
                continue;
            };
            let message =
                format!("`{}` breaks the bound that a higher pack puts on it, on {on}", cell.name);
            let finding = match strictness {
                Strictness::Author => report.error(Code::BrokenBound, &spot, &message),
                Strictness::Reader => report.warning(Code::BrokenBound, &spot, &message),
            };
            finding.help("check the figure, or the bound in the pack that opens it");
        }
    }
}

//! What no household can come to on any day: conditions that never fail or never hold, rows that nothing
//! fits, bands that nothing reaches.
//!
//! Everything is evaluated for a household of which nothing is known, with the figures of each day on which
//! some figure changes. What day it is stays open: a rule that begins on a day is no mistake.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::linker::Spots;
use crate::date::Date;
use crate::diagnostic::Code;
use crate::evaluate::{
    AbstractDomain, Day, Domain, Frame, Interpreter, Offsets, Step, Truth, World,
};
use crate::household::Household;
use crate::limits;
use crate::report::{Report, Spot};
use crate::rule::node::{Bands, Node, Table};
use crate::rule::{CellKind, Rules};

/// A row or a band, by where its form stands.
type Place = (Spot, Step);

/// What was found on the days so far.
#[derive(Default)]
struct Reach {
    /// By condition, each truth that it had.
    truths: BTreeMap<Spot, BTreeSet<Possible>>,
    /// Each row and band that was looked at, and whether anything could come to it.
    steps: BTreeMap<Place, bool>,
}

/// What a condition could be on a day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Possible {
    Always,
    Never,
    Either,
}

/// Looks at every condition, table and band.
pub(super) fn check(rules: &Rules, spots: &Spots, report: &mut Report) {
    let household = Household::unknown(rules);
    let world = World::new(rules, &household, (limits::FIRST_DAY, limits::LAST_DAY));
    let offsets = Offsets::new(rules, &household);
    let mut reach = Reach::default();
    for on in days(rules) {
        let day = Day::new(rules, on);
        let mut interpreter = Interpreter::<AbstractDomain>::new(&world, &day, &offsets);
        for (cell, spots) in rules.cells.iter().zip(&spots.cells) {
            let frame = Frame { scope: cell.scope, row: 0 };
            for (layer, spots) in cell.layers.iter().zip(spots) {
                for (version, spot) in layer.versions.iter().zip(spots) {
                    let Some(node) = version.node.as_ref().filter(|_| version.period.contains(on))
                    else {
                        continue;
                    };
                    if cell.kind == CellKind::Condition {
                        reach.condition(&mut interpreter, node, frame, spot);
                    }
                    reach.look(&mut interpreter, node, frame);
                }
            }
        }
    }
    reach.tell(report);
}

/// The days on which some figure or rule begins or has just ended.
fn days(rules: &Rules) -> BTreeSet<Date> {
    let versions = rules
        .cells
        .iter()
        .flat_map(|it| &it.layers)
        .flat_map(|it| &it.versions)
        .map(|it| it.period);
    let benefits = rules.benefits.iter().map(|it| it.period);
    versions.chain(benefits).flat_map(|it| [Some(it.from), it.to.next()]).flatten().collect()
}

impl Reach {
    fn condition(
        &mut self,
        interpreter: &mut Interpreter<'_, AbstractDomain>,
        node: &Node,
        frame: Frame,
        spot: &Spot,
    ) {
        let inner = match node {
            Node::Judgement(inner) => inner,
            node => node,
        };
        // Whoever writes `true` or `false` means it.
        if matches!(inner, Node::Constant(_)) {
            return;
        }
        let possible = match AbstractDomain::truth(&interpreter.value(inner, frame)) {
            Truth::True => Possible::Always,
            Truth::False => Possible::Never,
            Truth::Open => Possible::Either,
            Truth::Missing => return,
        };
        self.truths.entry(spot.clone()).or_default().insert(possible);
    }

    /// Looks at every form inside a formula.
    fn look(
        &mut self,
        interpreter: &mut Interpreter<'_, AbstractDomain>,
        node: &Node,
        frame: Frame,
    ) {
        let inside = match node {
            Node::Bands(bands) => {
                self.bands(interpreter, bands, frame);
                frame
            }
            Node::Table(table) => {
                self.table(interpreter, table, frame);
                frame
            }
            Node::Fold(fold) => Frame { scope: fold.list, row: 0 },
            _ => frame,
        };
        node.children(&mut |child| self.look(interpreter, child, inside));
    }

    fn bands(
        &mut self,
        interpreter: &mut Interpreter<'_, AbstractDomain>,
        bands: &Bands,
        frame: Frame,
    ) {
        let mut passed = false;
        for (index, (reached, _)) in bands.above.iter().enumerate().rev() {
            let truth = AbstractDomain::truth(&interpreter.value(reached, frame));
            self.step(bands.origin.spot(), Step::Band(index), truth, passed);
            passed |= truth == Truth::True;
        }
        self.step(bands.origin.spot(), Step::Below, Truth::Open, passed);
    }

    fn table(
        &mut self,
        interpreter: &mut Interpreter<'_, AbstractDomain>,
        table: &Table,
        frame: Frame,
    ) {
        let columns: Vec<_> = table.columns.iter().map(|it| interpreter.value(it, frame)).collect();
        for (index, (tests, _)) in table.rows.iter().enumerate() {
            let mut fits = AbstractDomain::constant(crate::rule::value::Value::Bool(true));
            for (test, column) in tests.iter().zip(&columns) {
                fits = AbstractDomain::and(fits, AbstractDomain::fits(test, column));
            }
            let truth = AbstractDomain::truth(&fits);
            self.step(table.origin.spot(), Step::Row(index), truth, false);
        }
    }

    /// Notes whether a step can be come to; `passed` if another one always comes first.
    fn step(&mut self, form: &Spot, step: Step, truth: Truth, passed: bool) {
        if truth != Truth::Missing {
            let possible = truth != Truth::False && !passed;
            *self.steps.entry((form.clone(), step)).or_default() |= possible;
        }
    }

    fn tell(self, report: &mut Report) {
        for (spot, truths) in self.truths {
            let always = if truths == BTreeSet::from([Possible::Always]) {
                "always holds"
            } else if truths == BTreeSet::from([Possible::Never]) {
                "can never hold"
            } else {
                continue;
            };
            report
                .warning(
                    Code::ConstantCondition,
                    &spot,
                    &format_args!("the condition {always}, whatever the facts are"),
                )
                .help("look whether a sign, a figure or the bounds of a fact are wrong");
        }
        for ((form, step), _) in self.steps.into_iter().filter(|(_, possible)| !possible) {
            let (code, spot, message) = match step {
                Step::Row(index) => (
                    Code::RowUnreachable,
                    form.member("rows").item(index),
                    "nothing fits the row, whatever the facts are",
                ),
                Step::Band(index) => (
                    Code::BandUnreachable,
                    form.member("bands").item(index),
                    "nothing reaches the band, whatever the facts are",
                ),
                Step::Below | Step::Otherwise => (
                    Code::BandUnreachable,
                    form.member("below"),
                    "every number reaches a band, so that nothing is below them",
                ),
            };
            report
                .warning(code, &spot, &message)
                .help("take it out, or look whether a figure or the bounds of a fact are wrong");
        }
    }
}

//! What the determinations of cases rest on.

use std::collections::BTreeSet;

use super::{Coverage, Part, Seen, key};
use crate::assessment::{Determination, Verdict};
use crate::calculator::Calculator;
use crate::date::Date;
use crate::evaluate::{
    AbstractDomain, Concrete, Day, Domain, Flat, Frame, Interpreter, Offsets, Range, Step, Truth,
    Watch, World,
};
use crate::household::Household;
use crate::rule::{BenefitIndex, CellIndex, Origin, Rules, Version};

/// Keeps what a value rests on.
#[derive(Default)]
struct Notes(BTreeSet<(Part, bool)>);

impl Watch for Notes {
    fn uses(&mut self, version: &Version) {
        self.0.insert((Part::Whole(version.origin.spot().clone()), true));
    }

    fn reaches(&mut self, form: &Origin, step: Step, certain: bool) {
        self.0.insert((Part::Step(form.spot().clone(), step), certain));
    }
}

/// Both domains, watched.
struct Evaluation<'w> {
    concrete: Interpreter<'w, Concrete, Notes>,
    ranges: Interpreter<'w, AbstractDomain, Notes>,
}

impl Evaluation<'_> {
    /// What a cell may be, and what that rests on.
    fn cell(&mut self, cell: CellIndex, frame: Frame) -> (Range, BTreeSet<(Part, bool)>) {
        // What is remembered would not be seen again.
        self.concrete.forget();
        let value = self.concrete.cell(cell, frame);
        let notes = std::mem::take(&mut self.concrete.watch).0;
        match value {
            Flat::Known(value) => (AbstractDomain::constant(value), notes),
            Flat::Unknown => {
                self.ranges.forget();
                let range = self.ranges.cell(cell, frame);
                (range, std::mem::take(&mut self.ranges.watch).0)
            }
        }
    }
}

impl Coverage {
    /// Takes note of what a determination rests on, that a case which holds expects something of.
    ///
    /// A value that is still open while facts are missing shows nothing of what it rests on.
    pub fn see(
        &mut self,
        calculator: &Calculator,
        household: &Household,
        on: Date,
        determination: &Determination<'_>,
    ) {
        let rules = calculator.rules();
        let day = Day::new(rules, on);
        let Some(benefit) = rules
            .benefits
            .iter()
            .find(|it| it.id == determination.benefit)
            .filter(|it| day.has_rule(it))
        else {
            return;
        };
        self.see_exclusions(rules, on, determination);
        let scope = benefit.scope_index();
        let mut rows = 0..household.rows(scope);
        let Some(row) = rows.find(|it| household.id(scope, *it) == determination.subject) else {
            return;
        };
        let frame = Frame { scope, row };
        let world = World::new(rules, household, (on, on));
        let offsets = Offsets::new(rules, household);
        let mut evaluation = Evaluation {
            concrete: Interpreter::watched(&world, &day, &offsets, Notes::default()),
            ranges: Interpreter::watched(&world, &day, &offsets, Notes::default()),
        };
        for condition in &benefit.conditions {
            let Some((_, version)) = day.version(condition.cell) else { continue };
            let (range, notes) = evaluation.cell(condition.cell, frame);
            if let Some(seen) = state(&range) {
                self.note(rules, &Part::Whole(version.origin.spot().clone()), seen);
                self.note_all(rules, notes, |_| true);
            }
        }
        if let Some(amount) = &benefit.amount {
            for cell in BTreeSet::from([amount.low, amount.high]) {
                let (range, notes) = evaluation.cell(cell, frame);
                if !range.deps.is_empty() {
                    continue;
                }
                // Where nothing is due, the amount says so only by the steps that stand for nothing.
                let nothing_due = determination.verdict == Verdict::Ineligible;
                self.note_all(rules, notes, |part| {
                    !nothing_due || matches!(part, Part::Step(_, Step::Below | Step::Otherwise))
                });
            }
        }
    }

    /// Takes note of the exclusions by which a determination gives way.
    fn see_exclusions(&mut self, rules: &Rules, on: Date, determination: &Determination<'_>) {
        let named = |package: &[BenefitIndex], name: &str| {
            let mut ids = package.iter().filter_map(|it| rules.benefits.get(usize::from(*it)));
            ids.any(|it| it.id == name)
        };
        for exclusion in rules.exclusions.iter().filter(|it| it.period.contains(on)) {
            let is_other = |by: &&str| {
                let packages = &exclusion.packages;
                let own = packages.iter().any(|it| named(it, determination.benefit));
                own && packages.iter().any(|it| named(it, by) && !named(it, determination.benefit))
            };
            if determination.excluded_by.iter().any(is_other) {
                self.note(rules, &Part::Whole(exclusion.origin.spot().clone()), Seen::Used);
            }
        }
    }

    fn note_all(
        &mut self,
        rules: &Rules,
        notes: BTreeSet<(Part, bool)>,
        counts: impl Fn(&Part) -> bool,
    ) {
        for (part, certain) in notes {
            if certain && counts(&part) {
                self.note(rules, &part, Seen::Used);
            }
        }
    }

    fn note(&mut self, rules: &Rules, part: &Part, seen: Seen) {
        if let Some(key) = key(rules, part) {
            self.seen.entry(key).or_default().insert(seen);
        }
    }
}

/// What a condition shows; nothing while facts are missing, or a figure is.
fn state(range: &Range) -> Option<Seen> {
    match AbstractDomain::truth(range) {
        Truth::True => Some(Seen::Met),
        Truth::False => Some(Seen::Unmet),
        Truth::Open if range.deps.is_empty() => Some(Seen::Judging),
        // Whoever is told that no rule is known was shown the figures that there are.
        Truth::Missing => Some(Seen::Used),
        Truth::Open => None,
    }
}

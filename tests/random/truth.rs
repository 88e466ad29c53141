//! Random truths, days and choices.

use super::declared::{Declared, Kind, LIST, Scope};
use super::number::{Binding, Made};
use super::units::UNITS;

impl Declared {
    /// A truth.
    pub(crate) fn truth(&mut self, scope: Scope, depth: u32) -> Made {
        if depth == 0 {
            return self.plain_truth(scope);
        }
        match self.choices.below(12) {
            0 | 1 => self.plain_truth(scope),
            2 | 3 => {
                let unit = *self.choices.pick(&UNITS);
                self.compared(scope, unit, depth - 1)
            }
            4 => {
                let a = self.date(scope, 1);
                let b = self.date(scope, 1);
                let sign = *self.choices.pick(&["<", "<=", ">", ">="]);
                Made::new(
                    format!("{} {sign} {}", a.within(Binding::Sum), b.within(Binding::Sum)),
                    Binding::Comparison,
                )
            }
            5 => {
                let a = self.truth(scope, depth - 1);
                Made::new(format!("not {}", a.within(Binding::Not)), Binding::Not)
            }
            6 | 7 => {
                let a = self.truth(scope, depth - 1);
                let b = self.truth(scope, depth - 1);
                Made::new(
                    format!("{} and {}", a.within(Binding::And), b.within(Binding::Not)),
                    Binding::And,
                )
            }
            8 => {
                let a = self.truth(scope, depth - 1);
                let b = self.truth(scope, depth - 1);
                Made::new(
                    format!("{} or {}", a.within(Binding::Or), b.within(Binding::And)),
                    Binding::Or,
                )
            }
            9 => {
                let condition = self.truth(scope, depth - 1);
                let a = self.truth(scope, depth - 1);
                let b = self.truth(scope, depth - 1);
                Made::new(
                    format!("if {} then {} else {}", condition.text, a.text, b.text),
                    Binding::If,
                )
            }
            10 => self.some_or_all(scope, depth - 1),
            _ => self.held(scope),
        }
    }

    /// A truth that stands alone: a name, a choice, whether something is there.
    fn plain_truth(&mut self, scope: Scope) -> Made {
        if matches!(self.parent, Some((Kind::Truth, _, _)))
            && self.folds == 0
            && !self.used.contains("parent")
            && self.choices.chance(8)
        {
            if self.once {
                self.used.insert("parent".to_owned());
            }
            return Made::new("parent".to_owned(), Binding::Primary);
        }
        let usable = self.usable(scope, |named| {
            named.optional
                || matches!(named.kind, Kind::Truth | Kind::Choice(_) | Kind::Number { .. })
        });
        if usable.is_empty() || self.choices.chance(1) {
            let text = self.choices.pick(&["true", "false"]);
            return Made::new((*text).to_owned(), Binding::Primary);
        }
        let (text, named) = self.draw(&usable, scope);
        if named.optional && self.choices.chance(4) {
            return Made::new(format!("has({text})"), Binding::Primary);
        }
        match named.kind {
            Kind::Truth if named.optional => {
                Made::new(format!("({text} else true)"), Binding::Primary)
            }
            Kind::Truth => Made::new(text, Binding::Primary),
            Kind::Date => Made::new(format!("has({text})"), Binding::Primary),
            Kind::Number { whole, .. } => {
                let number = self.choices.between(named.low, named.high);
                let sign = if whole && (named.is_fact || !self.once) {
                    *self.choices.pick(&["<=", ">", "==", "!="])
                } else {
                    *self.choices.pick(&["<", ">="])
                };
                let left = if named.optional && !matches!(sign, "==" | "!=") {
                    format!("({text} else {})", super::number::literal("2", unit_of(&named.kind)))
                } else {
                    text
                };
                if whole && named.is_fact && number > 0 && self.choices.chance(3) {
                    let (a, b) = (number, number + 2);
                    return Made::new(format!("{left} in ({a}, {b})"), Binding::Comparison);
                }
                Made::new(format!("{left} {sign} {number}"), Binding::Comparison)
            }
            Kind::Choice(values) => {
                let value = *self.choices.pick(&values);
                let text = match self.choices.below(4) {
                    0 => format!("{text} == {value}"),
                    1 => format!("{text} != {value}"),
                    2 => {
                        let some = self.choices.shuffled(&values);
                        let count = 1 + self.choices.below(some.len());
                        format!("{text} in ({})", some[..count].join(", "))
                    }
                    _ => format!("{text} not in ({value})"),
                };
                Made::new(text, Binding::Comparison)
            }
        }
    }

    /// Two numbers of a unit compared; half the time with a bare number that
    /// lies within the bounds of the other.
    fn compared(&mut self, scope: Scope, unit: &'static str, depth: u32) -> Made {
        let a = self.number(scope, unit, false, depth);
        let b = if !self.once && self.choices.chance(8) {
            self.number(scope, unit, false, depth)
        } else {
            let number = self.choices.between(a.low.max(-100_000), a.high.min(100_000).max(a.low));
            Made::new(number.to_string(), Binding::Sum)
        };
        let signs: &[&str] =
            if self.once { &["<", "<=", ">", ">="] } else { &["<", "<=", ">", ">=", "==", "!="] };
        let sign = *self.choices.pick(signs);
        let text = format!("{} {sign} {}", a.within(Binding::Sum), b.within(Binding::Sum));
        Made::new(text, Binding::Comparison)
    }

    /// Whether some or all entries of a list fulfil something.
    fn some_or_all(&mut self, scope: Scope, depth: u32) -> Made {
        if self.folds >= 2 {
            return self.plain_truth(scope);
        }
        let other = self.other_list().is_some();
        let (list, inner) = if other { (LIST, Scope::Listed) } else { ("members", Scope::Person) };
        self.folds += 1;
        let a = self.truth(inner, depth.min(1)).text;
        let text = match self.choices.below(4) {
            0 => format!("any({list} where {a})"),
            1 => format!("any({list}, {a})"),
            2 => format!("all({list}, {a})"),
            _ => {
                let b = self.truth(inner, depth.min(1)).text;
                format!("all({list} where {a}, {b})")
            }
        };
        self.folds -= 1;
        Made::new(text, Binding::Primary)
    }

    /// Whether a benefit is held or declared.
    fn held(&mut self, scope: Scope) -> Made {
        let benefits = self.nameable(scope, |_| true);
        if benefits.is_empty() {
            return self.plain_truth(scope);
        }
        let benefit = self.choices.pick(&benefits).clone();
        self.used.insert(benefit.id.clone());
        self.read_outward = true;
        let function =
            if self.has_received && self.choices.chance(4) { "received" } else { "entitled" };
        Made::new(format!("{function}({})", benefit.id), Binding::Primary)
    }

    /// A day.
    pub(crate) fn date(&mut self, scope: Scope, depth: u32) -> Made {
        let usable = self.usable(scope, |named| named.kind == Kind::Date);
        let made = if !usable.is_empty() && self.choices.chance(10) {
            let (text, named) = self.draw(&usable, scope);
            let text = if named.optional { format!("({text} else 2001-02-28)") } else { text };
            Made::new(text, Binding::Primary)
        } else {
            let days = ["today", "2024-02-29", "2023-07-01", "1999-12-31"];
            Made::new((*self.choices.pick(&days)).to_owned(), Binding::Primary)
        };
        if depth > 0 && self.choices.chance(5) {
            let months = *self.choices.pick(&[1, 6, 12, 23]);
            let sign = *self.choices.pick(&["+", "-"]);
            return Made::new(format!("{} {sign} {months} month", made.text), Binding::Sum);
        }
        made
    }
}

fn unit_of(kind: &Kind) -> &'static str {
    match kind {
        Kind::Number { unit, .. } => unit,
        _ => super::units::PLAIN,
    }
}

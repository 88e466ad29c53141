//! Random numbers of a unit: expressions whose bounds are known.

use super::declared::{Declared, Kind, LIST, Named, Scope};
use super::units::{PLAIN, PRODUCTS, QUOTIENTS, Unit, per_person};

/// The largest value that an expression may come to.
const MOST: i64 = 1_000_000_000;

/// How tightly the outermost sign of an expression binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Binding {
    If,
    Or,
    And,
    Not,
    Comparison,
    Sum,
    Product,
    Sign,
    Primary,
}

/// An expression and what is known of it.
#[derive(Clone, Debug)]
pub(crate) struct Made {
    pub(crate) text: String,
    pub(crate) binding: Binding,
    /// Whole numbers that the value never leaves, where it is a number.
    pub(crate) low: i64,
    pub(crate) high: i64,
}

impl Made {
    /// An expression that is not a number.
    pub(crate) fn new(text: String, binding: Binding) -> Made {
        Made { text, binding, low: 0, high: 0 }
    }

    /// The text, in brackets where it binds less than its place asks for.
    pub(crate) fn within(&self, at_least: Binding) -> String {
        if self.binding < at_least { format!("({})", self.text) } else { self.text.clone() }
    }

    fn bounded(self, low: i64, high: i64) -> Made {
        Made { low, high, ..self }
    }
}

/// A number as a literal with its unit.
pub(crate) fn literal(number: &str, unit: Unit) -> String {
    if unit == PLAIN { number.to_owned() } else { format!("{number} {unit}") }
}

impl Declared {
    /// A number of a unit; where it must be whole, a whole number.
    pub(crate) fn number(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Made {
        let made = if depth == 0 {
            self.leaf(scope, unit, whole)
        } else {
            // What is used but once goes through nothing that may swallow it: no
            // rounding, no extreme, no choice between numbers, nothing of two facts.
            let ways = if self.once { 5 } else { 14 };
            match self.choices.below(ways) {
                0 | 1 => self.leaf(scope, unit, whole),
                2 => self.total(scope, unit, whole, depth - 1),
                3 => self.scaled(scope, unit, whole, depth - 1),
                4 | 10 => self.over_a_list(scope, unit, whole, depth - 1),
                5 => self.product(scope, unit, whole, depth - 1),
                6 => self.extreme(scope, unit, whole, depth - 1),
                7 => {
                    let condition = self.truth(scope, depth - 1);
                    let a = self.number(scope, unit, whole, depth - 1);
                    let b = self.number(scope, unit, whole, depth - 1);
                    let text = format!("if {} then {} else {}", condition.text, a.text, b.text);
                    Made::new(text, Binding::If).bounded(a.low.min(b.low), a.high.max(b.high))
                }
                8 => {
                    let a = self.number(scope, unit, whole, depth - 1);
                    Made::new(format!("-{}", a.within(Binding::Sign)), Binding::Sign)
                        .bounded(-a.high, -a.low)
                }
                9 => self.rounded(scope, unit, whole, depth - 1),
                11 => self.quotient(scope, unit, whole, depth - 1),
                12 => self.period(scope, unit, whole, depth - 1),
                _ => self.paid(scope, unit, whole, depth - 1),
            }
        };
        if made.low < -MOST || made.high > MOST { self.leaf(scope, unit, whole) } else { made }
    }

    /// A literal or a name.
    fn leaf(&mut self, scope: Scope, unit: Unit, whole: bool) -> Made {
        if let Some((Kind::Number { unit: of, whole: is_whole }, low, high)) = self.parent.clone()
            && of == unit
            && (is_whole || !whole)
            && self.folds == 0
            && !self.used.contains("parent")
            && self.choices.chance(8)
        {
            if self.once {
                self.used.insert("parent".to_owned());
            }
            return Made::new("parent".to_owned(), Binding::Primary).bounded(low, high);
        }
        let usable = self.usable(scope, |named| is_number(named, unit, whole));
        if !usable.is_empty() && self.choices.chance(13) {
            let (text, named) = self.draw(&usable, scope);
            if !named.optional {
                return Made::new(text, Binding::Primary).bounded(named.low, named.high);
            }
            let default = self.choices.between(0, 9);
            let text = format!("({text} else {})", literal(&default.to_string(), unit));
            return Made::new(text, Binding::Primary)
                .bounded(named.low.min(default), named.high.max(default));
        }
        if self.choices.chance(4)
            && let Some(made) = self.days_apart(scope, unit)
        {
            return made;
        }
        // Where witnesses are looked for by chance, little numbers meet more often.
        let numbers = [1, 0, 2, 3, 5, 12, 18, 60, 100, 250, 999];
        let number = *self.choices.pick(if self.once { &numbers[..6] } else { &numbers });
        let decimals =
            if whole || self.once { "" } else { self.choices.pick(&["", "", ".5", ".25", ".01"]) };
        Made::new(literal(&format!("{number}{decimals}"), unit), Binding::Primary)
            .bounded(number, number + 1)
    }

    /// A whole number of years or months between two days, or of a day.
    fn days_apart(&mut self, scope: Scope, unit: Unit) -> Option<Made> {
        let from = self.date(scope, 1);
        let to = self.date(scope, 1);
        let (text, low, high) = match unit {
            "year" => (format!("years_between({}, {})", from.text, to.text), 0, 400),
            "month" => (format!("months_between({}, {})", from.text, to.text), 0, 4800),
            PLAIN if self.choices.chance(8) => (format!("month_of({})", from.text), 1, 12),
            PLAIN => (format!("year_of({})", from.text), 1800, 2200),
            _ => return None,
        };
        Some(Made::new(text, Binding::Primary).bounded(low, high))
    }

    /// A sum or a difference; a bare number takes the unit of what it is beside.
    fn total(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Made {
        let a = self.number(scope, unit, whole, depth);
        let b = if self.once || self.choices.chance(4) {
            let bare = self.choices.between(0, 50);
            Made::new(bare.to_string(), Binding::Primary).bounded(bare, bare)
        } else {
            self.number(scope, unit, whole, depth)
        };
        let sign = *self.choices.pick(&["+", "-"]);
        let text = format!("{} {sign} {}", a.within(Binding::Sum), b.within(Binding::Product));
        let made = Made::new(text, Binding::Sum);
        if sign == "+" {
            made.bounded(a.low + b.low, a.high + b.high)
        } else {
            made.bounded(a.low - b.high, a.high - b.low)
        }
    }

    /// A number times a plain literal, or over one.
    fn scaled(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Made {
        let a = self.number(scope, unit, whole, depth);
        if !whole && !self.once && self.choices.chance(4) {
            let over = *self.choices.pick(&["2", "4", "3", "1.5", "100"]);
            let text = format!("{} / {over}", a.within(Binding::Product));
            return Made::new(text, Binding::Product).bounded(a.low.min(0), a.high.max(0));
        }
        let (factor, most) = if whole || self.once {
            *self.choices.pick(&[("2", 2), ("3", 3), ("0", 0)])
        } else {
            *self.choices.pick(&[("2", 2), ("0.8", 1), ("1.3", 2), ("0", 0), ("12", 12)])
        };
        let text = if self.choices.chance(8) {
            format!("{factor} * {}", a.within(Binding::Sign))
        } else {
            format!("{} * {factor}", a.within(Binding::Product))
        };
        Made::new(text, Binding::Product).bounded((a.low * most).min(0), (a.high * most).max(0))
    }

    /// A product of two units that make this one.
    fn product(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Made {
        let ways: Vec<_> = PRODUCTS.iter().filter(|(_, _, product)| *product == unit).collect();
        if ways.is_empty() {
            return self.leaf(scope, unit, whole);
        }
        let (first, second, _) = **self.choices.pick(&ways);
        let a = self.number(scope, first, whole, depth);
        let b = self.number(scope, second, whole, depth);
        let text = format!("{} * {}", a.within(Binding::Product), b.within(Binding::Sign));
        let corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
        let [low, high] = [corners.iter().min(), corners.iter().max()].map(|it| *it.unwrap());
        Made::new(text, Binding::Product).bounded(low, high)
    }

    /// A quotient of two units that make this one, by something of at least 1.
    fn quotient(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Made {
        let ways: Vec<_> = QUOTIENTS.iter().filter(|(_, _, quotient)| *quotient == unit).collect();
        if whole || ways.is_empty() {
            return self.leaf(scope, unit, whole);
        }
        let (over, under, _) = **self.choices.pick(&ways);
        let a = self.number(scope, over, false, depth);
        let b = self.number(scope, under, false, depth);
        let text = format!("{} / max(1, {})", a.within(Binding::Product), b.text);
        Made::new(text, Binding::Product).bounded(a.low.min(0), a.high.max(0))
    }

    /// The least or the greatest of two or three.
    fn extreme(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Made {
        let count = 2 + self.choices.below(2);
        let made: Vec<Made> = (0..count).map(|_| self.number(scope, unit, whole, depth)).collect();
        let texts: Vec<&str> = made.iter().map(|one| one.text.as_str()).collect();
        let highest = self.choices.chance(8);
        let text = format!("{}({})", if highest { "max" } else { "min" }, texts.join(", "));
        let lows = made.iter().map(|one| one.low);
        let highs = made.iter().map(|one| one.high);
        let bounds = if highest {
            (lows.max().unwrap(), highs.max().unwrap())
        } else {
            (lows.min().unwrap(), highs.min().unwrap())
        };
        Made::new(text, Binding::Primary).bounded(bounds.0, bounds.1)
    }

    /// A number rounded to a place.
    fn rounded(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Made {
        let a = self.number(scope, unit, whole, depth);
        let places: &[&str] = if whole { &["1", "10"] } else { &["1", "0.01", "0.1", "10", "0.5"] };
        let place = *self.choices.pick(places);
        let mode = *self.choices.pick(&["half_up", "down", "up"]);
        let text = format!("round({}, {place}, {mode})", a.text);
        Made::new(text, Binding::Primary).bounded(a.low - 10, a.high + 10)
    }

    /// A fold over the members or the other list.
    fn over_a_list(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Made {
        let other = self.other_list();
        let (list, inner, counts_persons) = match other {
            Some(counts_persons) => (LIST, Scope::Listed, counts_persons),
            None => ("members", Scope::Person, true),
        };
        if self.folds >= 2 {
            return self.leaf(scope, unit, whole);
        }
        self.folds += 1;
        let filter = if self.choices.chance(8) {
            format!(" where {}", self.truth(inner, depth.min(1)).text)
        } else {
            String::new()
        };
        let counted = if counts_persons { "person" } else { PLAIN };
        let summed = if counts_persons { per_person(unit) } else { Some(unit) };
        let fold = if self.once { self.choices.below(2) } else { self.choices.below(3) };
        let made = match (fold, summed) {
            (0, _) if unit == counted => {
                Made::new(format!("count({list}{filter})"), Binding::Primary).bounded(0, 50)
            }
            (0 | 1, Some(summed)) => {
                let a = self.number(inner, summed, whole, depth.min(2));
                let text = format!("sum({list}{filter}, {})", a.text);
                Made::new(text, Binding::Primary).bounded((a.low * 50).min(0), (a.high * 50).max(0))
            }
            _ if self.once => self.leaf(scope, unit, whole),
            _ => {
                let a = self.number(inner, unit, whole, depth.min(2));
                let fold = *self.choices.pick(&["highest", "lowest"]);
                let default = literal("7", unit);
                let text = format!("({fold}({list}{filter}, {}) else {default})", a.text);
                Made::new(text, Binding::Primary).bounded(a.low.min(7), a.high.max(7))
            }
        };
        self.folds -= 1;
        made
    }

    /// The same money by the month or by the year.
    fn period(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Made {
        match unit {
            "yuan/month" if !whole => {
                let a = self.number(scope, "yuan/year", false, depth);
                Made::new(format!("per_month({})", a.text), Binding::Primary)
                    .bounded(a.low.min(0), a.high.max(0))
            }
            "yuan/year" => {
                let a = self.number(scope, "yuan/month", whole, depth);
                Made::new(format!("per_year({})", a.text), Binding::Primary)
                    .bounded((a.low * 12).min(0), (a.high * 12).max(0))
            }
            _ => self.days_apart(scope, unit).unwrap_or_else(|| self.leaf(scope, unit, whole)),
        }
    }

    /// What a benefit pays.
    fn paid(&mut self, scope: Scope, unit: Unit, whole: bool, depth: u32) -> Made {
        let pays = |benefit: &super::declared::Benefit| matches!(benefit.pays, Some((of, _)) if of == unit);
        let benefits = self.nameable(scope, pays);
        if whole || benefits.is_empty() {
            return self.total(scope, unit, whole, depth);
        }
        let benefit = self.choices.pick(&benefits).clone();
        self.used.insert(benefit.id.clone());
        self.read_outward = true;
        let most = benefit.pays.map_or(0, |(_, most)| most);
        Made::new(format!("amount({})", benefit.id), Binding::Primary).bounded(0, most)
    }
}

/// Whether a name is a number that may stand for one of this unit.
pub(crate) fn is_number(named: &Named, unit: Unit, whole: bool) -> bool {
    matches!(&named.kind, Kind::Number { unit: of, whole: is_whole } if *of == unit && (*is_whole || !whole))
}

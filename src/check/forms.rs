//! Formulas: expressions and the closed forms, as nodes.

use super::linker::Linker;
use super::table;
use super::types::{Kind, Type};
use super::typing::{Context, Typed};
use crate::decimal::Decimal;
use crate::diagnostic::Code;
use crate::document::{BandsForm, Formula, TableForm};
use crate::expression::FoldKind;
use crate::limits;
use crate::rule::node::{Bands, Binary, Node, Table};
use crate::rule::value::Value;
use crate::rule::{FactKind, Origin};

impl Linker<'_, '_> {
    /// Checks a formula. `wanted` is the type it should have, where that is known.
    pub(super) fn formula(
        &mut self,
        formula: &Formula,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        let inside = |tag: &str| Context { spot: context.spot.member(tag), ..context.clone() };
        match formula {
            Formula::Expression(expr) => self.source(expr, context, wanted),
            Formula::Bands(bands) => self.bands(bands, &inside("bands"), wanted),
            Formula::Table(form) => self.table(form, &inside("table"), wanted),
            Formula::Highest(formulas) => {
                self.extreme_of(formulas, Binary::Greatest, &inside("highest"), wanted)
            }
            Formula::Lowest(formulas) => {
                self.extreme_of(formulas, Binary::Least, &inside("lowest"), wanted)
            }
            Formula::Cap(limit) => {
                self.limit(&limit.value, &limit.at, Binary::Least, &inside("cap"), wanted)
            }
            Formula::Floor(limit) => {
                self.limit(&limit.value, &limit.at, Binary::Greatest, &inside("floor"), wanted)
            }
            Formula::Round(round) => {
                let context = inside("round");
                let value = Context { spot: context.spot.member("value"), ..context.clone() };
                let (node, found) = self.formula(&round.value, &value, wanted)?;
                if found.optional {
                    return self.may_be_absent(&value);
                }
                let place = Context { spot: context.spot.member("to"), ..context };
                self.rounded(node, &found, round.to, round.mode.into(), &place, 0)
            }
        }
    }

    fn may_be_absent<T>(&mut self, context: &Context) -> Option<T> {
        self.report
            .error(Code::ExpressionOptional, &context.spot, &"the value may be absent")
            .help("say what holds where there is none: `x else …`");
        None
    }

    /// A number or day that is there.
    fn ordered(
        &mut self,
        formula: &Formula,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        let (node, found) = self.formula(formula, context, wanted)?;
        if found.optional {
            return self.may_be_absent(context);
        }
        if !matches!(found.kind, Kind::Number { .. } | Kind::Date) {
            self.report.error(
                Code::ExpressionType,
                &context.spot,
                &format_args!("expected a number or a day, found {}", found.words()),
            );
            return None;
        }
        Some((node, found))
    }

    fn extreme_of(
        &mut self,
        formulas: &[Formula],
        operator: Binary,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        let mut all: Option<Typed> = None;
        for (index, formula) in formulas.iter().enumerate() {
            let context = Context { spot: context.spot.item(index), ..context.clone() };
            let (node, found) = self.ordered(formula, &context, wanted)?;
            all = Some(match all {
                None => (node, found),
                Some((before, before_type)) => {
                    let both = self.fit(&before_type, &found, &context, 0)?;
                    (Node::Binary(operator, Box::new([before, node])), both)
                }
            });
        }
        if all.is_none() {
            self.report
                .error(Code::Combination, &context.spot, &"the list is empty")
                .help("name at least one value");
        }
        all
    }

    fn limit(
        &mut self,
        value: &Formula,
        at: &Formula,
        operator: Binary,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        let value_context = Context { spot: context.spot.member("value"), ..context.clone() };
        let at_context = Context { spot: context.spot.member("at"), ..context.clone() };
        let (value, at) =
            (self.ordered(value, &value_context, wanted), self.ordered(at, &at_context, wanted));
        let ((value, value_type), (at, at_type)) = (value?, at?);
        let both = self.fit(&value_type, &at_type, &at_context, 0)?;
        Some((Node::Binary(operator, Box::new([value, at])), both))
    }

    /// One of several values: all of one type.
    fn one_type(&mut self, before: Option<Type>, found: &Type, context: &Context) -> Option<Type> {
        match before {
            None => Some(found.clone()),
            Some(before) => self.fit(&before, found, context, 0),
        }
    }

    fn bands(
        &mut self,
        form: &BandsForm,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        let at = |key: &str| Context { spot: context.spot.member(key), ..context.clone() };
        let (of, of_type) = self.ordered(&Formula::Expression(form.of.clone()), &at("of"), None)?;
        let (below, below_type) = self.formula(&form.below, &at("below"), wanted)?;
        let wanted = wanted.cloned().unwrap_or_else(|| below_type.clone());
        let mut found = Some(below_type);
        let mut bands = Vec::new();
        let mut threshold_before: Option<Node> = None;
        for (index, band) in form.bands.iter().enumerate() {
            let band_spot = context.spot.member("bands").item(index);
            let at = |key: &str| Context { spot: band_spot.member(key), ..context.clone() };
            let (threshold, key, operator) = match (&band.from, &band.above) {
                (Some(from), None) => (from, "from", Binary::GreaterOrEqual),
                (None, Some(above)) => (above, "above", Binary::Greater),
                _ => {
                    self.report.error(
                        Code::Combination,
                        &band_spot,
                        &"give `from` (reached or passed) or `above` (passed)",
                    );
                    continue;
                }
            };
            let (threshold, threshold_type) =
                self.ordered(&Formula::Expression(threshold.clone()), &at(key), None)?;
            self.fit(&of_type, &threshold_type, &at(key), 0)?;
            if let (
                Some(Node::Constant(Value::Number(before))),
                Node::Constant(Value::Number(this)),
            ) = (&threshold_before, &threshold)
                && this <= before
            {
                self.report
                    .error(
                        Code::BandOrder,
                        &band_spot.member(key),
                        &format_args!("the threshold {this} does not lie above {before}"),
                    )
                    .help("thresholds ascend");
            }
            threshold_before = Some(threshold.clone());
            let (value, value_type) = self.formula(&band.value, &at("value"), Some(&wanted))?;
            found = self.one_type(found, &value_type, &at("value"));
            bands.push((Node::Binary(operator, Box::new([of.clone(), threshold])), value));
        }
        let origin = Origin::at(&context.spot);
        Some((Node::Bands(Box::new(Bands { below, above: bands, origin })), found?))
    }

    /// The ranges a column stays in, where they can be told from its form alone.
    fn ranges_of(&self, node: &Node) -> Vec<(Decimal, Decimal)> {
        match node {
            Node::Fact { scope, slot } => {
                let fact = self.facts.iter().find(|it| it.scope == *scope && it.slot == *slot);
                match fact.map(|it| &it.kind) {
                    Some(FactKind::Number { min, max, .. }) => vec![(*min, *max)],
                    _ => Vec::new(),
                }
            }
            Node::Constant(Value::Number(number)) => vec![(*number, *number)],
            Node::Binary(Binary::Default, nodes) => {
                let [value, default] = nodes.as_ref();
                let (value, default) = (self.ranges_of(value), self.ranges_of(default));
                if value.is_empty() || default.is_empty() {
                    Vec::new()
                } else {
                    [value, default].concat()
                }
            }
            Node::Binary(Binary::YearsBetween | Binary::MonthsBetween, _) => {
                vec![(Decimal::ZERO, Decimal::from(limits::MAGNITUDE))]
            }
            Node::Fold(fold) if fold.kind == FoldKind::Count => {
                let most = self.scopes.get(usize::from(fold.list)).map_or(0, |it| it.most);
                vec![(Decimal::ZERO, Decimal::from(most))]
            }
            Node::Cell(cell) => {
                // A definition with one formula for all days is looked through.
                match self.linked_once(*cell) {
                    Some(node) => self.ranges_of(node),
                    None => Vec::new(),
                }
            }
            _ => Vec::new(),
        }
    }

    fn table(
        &mut self,
        form: &TableForm,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        let mut columns = Vec::new();
        for (index, column) in form.of.iter().enumerate() {
            let context =
                Context { spot: context.spot.member("of").item(index), ..context.clone() };
            let (node, found) = self.source(column, &context, None)?;
            if found.kind == Kind::Date {
                self.report.error(
                    Code::ExpressionType,
                    &context.spot,
                    &"a column is true or false, a choice or a number, not a day",
                );
                return None;
            }
            columns.push((node, found));
        }
        let mut rows = Vec::new();
        let mut found: Option<Type> = None;
        let mut wanted = wanted.cloned();
        for (index, row) in form.rows.iter().enumerate() {
            let row_spot = context.spot.member("rows").item(index);
            if row.when.len() != columns.len() {
                let message =
                    format!("the row has {} cells for {} columns", row.when.len(), columns.len());
                self.report.error(Code::Combination, &row_spot.member("when"), &message);
                continue;
            }
            let mut tests = Vec::new();
            for (number, (cell, (_, column))) in row.when.iter().zip(&columns).enumerate() {
                match table::cell(&cell.0, column) {
                    Ok(test) => tests.push(test),
                    Err((message, help)) => {
                        self.report
                            .error(
                                Code::ExpressionSyntax,
                                &row_spot.member("when").item(number),
                                &message,
                            )
                            .help_if(help);
                    }
                }
            }
            let context = Context { spot: row_spot.member("value"), ..context.clone() };
            let (node, row_type) = self.formula(&row.value, &context, wanted.as_ref())?;
            wanted = wanted.or_else(|| Some(row_type.clone()));
            found = Some(self.one_type(found, &row_type, &context)?);
            if tests.len() == columns.len() {
                rows.push((tests, node));
            }
        }
        let otherwise = match &form.otherwise {
            Some(otherwise) => {
                let context = Context { spot: context.spot.member("otherwise"), ..context.clone() };
                let (node, otherwise_type) = self.formula(otherwise, &context, wanted.as_ref())?;
                found = Some(self.one_type(found, &otherwise_type, &context)?);
                Some(node)
            }
            None => None,
        };
        if rows.len() == form.rows.len() && !rows.is_empty() {
            let tests: Vec<&[crate::rule::node::CellTest]> =
                rows.iter().map(|(tests, _)| tests.as_slice()).collect();
            let searched: Vec<table::Column<'_>> = columns
                .iter()
                .zip(&form.of)
                .map(|((node, found), name)| table::Column {
                    name: &name.0,
                    kind: found.clone(),
                    ranges: self.ranges_of(node),
                })
                .collect();
            table::check(&tests, &searched, otherwise.is_some(), &context.spot, self.report);
        }
        if form.rows.is_empty() {
            self.report.error(Code::Combination, &context.spot, &"the table has no rows");
        }
        let columns = columns.into_iter().map(|(node, _)| node).collect();
        let origin = Origin::at(&context.spot);
        Some((Node::Table(Box::new(Table { columns, rows, otherwise, origin })), found?))
    }
}

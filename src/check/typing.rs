//! Expressions by type and unit: from a syntax tree to a checked node.

use std::fmt;

use crate::decimal::Decimal;

use super::declare::fact_type;
use super::linker::{Linker, Symbol};
use super::types::{Kind, Type, unify};
use crate::diagnostic::Code;
use crate::document::{Expr, Scope};
use crate::expression::{
    BinaryOperator, Expression, FoldKind, Item, ItemValue, Kind as Syntax, parse,
};
use crate::money::Rounding;
use crate::report::{Spot, did_you_mean};
use crate::rule::node::{Binary, Fold, Node, Unary};
use crate::rule::value::Value;
use crate::rule::{BenefitIndex, CellIndex, FactKind, HOUSEHOLD, PERSON, ScopeIndex};
use crate::unit::Unit;

/// Where an expression stands.
#[derive(Clone)]
pub(super) struct Context {
    /// Whose it is.
    pub(super) scope: ScopeIndex,
    /// The string it stands in.
    pub(super) spot: Spot,
    /// The cell and layer it is a value of, for `parent`.
    pub(super) parent: Option<(CellIndex, usize)>,
}

/// A checked expression and its type.
pub(super) type Typed = (Node, Type);

/// The functions of the language, for suggestions.
const FUNCTIONS: [&str; 14] = [
    "min",
    "max",
    "within",
    "round",
    "per_month",
    "per_year",
    "has",
    "years_between",
    "months_between",
    "year_of",
    "month_of",
    "entitled",
    "received",
    "amount",
];

impl Linker<'_, '_> {
    /// Reads and checks the expression of a string.
    pub(super) fn source(
        &mut self,
        expr: &Expr,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        match parse(&expr.0) {
            Ok(expression) => self.expression(&expression, context, wanted),
            Err(error) => {
                let code =
                    if error.too_large { Code::ExpressionTooLarge } else { Code::ExpressionSyntax };
                self.report
                    .error(code, &context.spot.character(error.at), &error.message)
                    .help_if(error.help.map(str::to_owned));
                None
            }
        }
    }

    /// Checks a bound such as `>= parent`: a comparison of the cell's value, without its left side.
    pub(super) fn bound(
        &mut self,
        cell: CellIndex,
        bound: &Expr,
        context: &Context,
        found: Option<&Type>,
    ) -> Option<Node> {
        let text = bound.0.trim_start();
        let signs = [
            ("<=", Binary::LessOrEqual),
            (">=", Binary::GreaterOrEqual),
            ("==", Binary::Equal),
            ("<", Binary::Less),
            (">", Binary::Greater),
        ];
        let Some((sign, operator)) = signs.into_iter().find(|(sign, _)| text.starts_with(sign))
        else {
            self.report
                .error(
                    Code::ExpressionSyntax,
                    &context.spot,
                    &"a bound starts with `<`, `<=`, `==`, `>=` or `>`",
                )
                .help("write a comparison without its left side, such as `>= parent`");
            return None;
        };
        // Spaces keep the characters of the right side where they stand.
        let right =
            format!("{}{}", " ".repeat(sign.len()), text.get(sign.len()..).unwrap_or_default());
        let (node, right_type) = self.source(&Expr(right), context, found)?;
        let found = found?;
        if let Err(mismatch) = unify(found, &right_type) {
            self.mismatch(&mismatch, found, &right_type, &context.spot);
            return None;
        }
        Some(Node::Binary(operator, Box::new([Node::Cell(cell), node])))
    }

    /// Checks an expression. `wanted` helps to read the name of a choice's value; the result may still be of another type.
    pub(super) fn expression(
        &mut self,
        expression: &Expression,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        let at = expression.at;
        match &expression.kind {
            Syntax::Number(number, unit) => {
                let kind = Kind::Number { unit: *unit, whole: number.is_whole() };
                Some((Node::Constant(Value::Number(*number)), Type { kind, optional: false }))
            }
            Syntax::Date(date) => Some((Node::Constant(Value::Date(*date)), Type::DATE)),
            Syntax::Bool(value) => Some((Node::Constant(Value::Bool(*value)), Type::BOOL)),
            Syntax::Today => Some((Node::Today, Type::DATE)),
            Syntax::Parent => self.parent(context, at),
            Syntax::Name(name) => self.name(name, context, at, wanted),
            Syntax::Outer(name) => match self.resolve(HOUSEHOLD, name) {
                Some(symbol) => self.symbol(symbol, context, at),
                None => self.unknown_name(name, HOUSEHOLD, context, at),
            },
            Syntax::Not(inner) => {
                let node = self.truth(inner, context)?;
                Some((Node::Not(Box::new(node)), Type::BOOL))
            }
            Syntax::Negate(inner) => {
                let (node, found) = self.number(inner, context)?;
                Some((Node::Unary(Unary::Negate, Box::new(node)), found))
            }
            Syntax::Binary(operator, left, right) => self.binary(*operator, left, right, context),
            Syntax::In { negated, value, items } => {
                let node = self.membership(value, items, context)?;
                Some((if *negated { Node::Not(Box::new(node)) } else { node }, Type::BOOL))
            }
            Syntax::Else(value, default) => self.default(value, default, context, wanted),
            Syntax::If(condition, yes, no) => {
                let condition = self.truth(condition, context);
                let yes_typed = self.expression(yes, context, wanted);
                let wanted =
                    wanted.cloned().or_else(|| yes_typed.as_ref().map(|(_, found)| found.clone()));
                let no_typed = self.expression(no, context, wanted.as_ref());
                let (condition, (yes, yes_type), (no_node, no_type)) =
                    (condition?, yes_typed?, no_typed?);
                let found = self.fit(&yes_type, &no_type, context, no.at)?;
                Some((Node::If(Box::new([condition, yes, no_node])), found))
            }
            Syntax::Call(name, arguments) => self.call(name, arguments, context, at),
            Syntax::Fold { fold, list, filter, body } => {
                self.fold(*fold, list, filter.as_deref(), body.as_deref(), context, at)
            }
        }
    }

    fn error<T>(
        &mut self,
        code: Code,
        context: &Context,
        at: usize,
        message: &dyn fmt::Display,
        help: Option<String>,
    ) -> Option<T> {
        self.report.error(code, &context.spot.character(at), message).help_if(help);
        None
    }

    /// The type both fit, or a located error.
    pub(super) fn fit(&mut self, a: &Type, b: &Type, context: &Context, at: usize) -> Option<Type> {
        match unify(a, b) {
            Ok(both) => Some(both),
            Err(mismatch) => {
                self.mismatch(&mismatch, a, b, &context.spot.character(at));
                None
            }
        }
    }

    fn parent(&mut self, context: &Context, at: usize) -> Option<Typed> {
        let Some((cell, layer)) = context.parent.filter(|(_, layer)| *layer > 0) else {
            let help = "`parent` is the value of the pack above, and stands only where a pack sets what a higher one declares";
            return self.error(
                Code::UnknownName,
                context,
                at,
                &"there is no `parent` here",
                Some(help.to_owned()),
            );
        };
        let found = self.cell_type(cell, Some(&context.spot.character(at)))?;
        Some((Node::Parent { cell, layer }, found))
    }

    fn name(
        &mut self,
        name: &str,
        context: &Context,
        at: usize,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        if let Some(value) = wanted.and_then(|it| choice_value(it, name)) {
            let kind = wanted.map_or(Kind::Bool, |it| it.kind.clone());
            return Some((Node::Constant(Value::Choice(value)), Type { kind, optional: false }));
        }
        match self.resolve(context.scope, name) {
            Some(symbol) => self.symbol(symbol, context, at),
            None => self.unknown_name(name, context.scope, context, at),
        }
    }

    fn symbol(&mut self, symbol: Symbol, context: &Context, at: usize) -> Option<Typed> {
        match symbol {
            Symbol::Fact(index) => {
                let fact = self.facts.get(index)?;
                let (node, found) =
                    (Node::Fact { scope: fact.scope, slot: fact.slot }, fact_type(fact));
                if matches!(fact.kind, FactKind::Benefits) {
                    let help = "ask with `received(benefit)` or `entitled(benefit)`";
                    return self.error(
                        Code::ExpressionType,
                        context,
                        at,
                        &"a set of benefits has no value of its own",
                        Some(help.to_owned()),
                    );
                }
                Some((node, found))
            }
            Symbol::Faulty => None,
            Symbol::Cell(cell) => {
                Some((Node::Cell(cell), self.cell_type(cell, Some(&context.spot.character(at)))?))
            }
        }
    }

    fn unknown_name(
        &mut self,
        name: &str,
        scope: ScopeIndex,
        context: &Context,
        at: usize,
    ) -> Option<Typed> {
        let elsewhere = self.names.scope_of(name).and_then(|it| self.scopes.get(usize::from(it)));
        let help = match elsewhere {
            Some(list) => Some(format!(
                "`{name}` belongs to the entries of `{}`: name it inside a fold such as `any({}, …)`",
                list.name, list.name
            )),
            None => did_you_mean(name, &self.names.of_scopes(&[scope, HOUSEHOLD])),
        };
        self.error(Code::UnknownName, context, at, &format_args!("unknown name `{name}`"), help)
    }

    /// A truth that is there.
    fn truth(&mut self, expression: &Expression, context: &Context) -> Option<Node> {
        let (node, found) = self.present(expression, context, None)?;
        if found.kind != Kind::Bool {
            return self.error(
                Code::ExpressionType,
                context,
                expression.at,
                &format_args!("expected true or false, found {}", found.words()),
                None,
            );
        }
        Some(node)
    }

    /// A number that is there.
    fn number(&mut self, expression: &Expression, context: &Context) -> Option<Typed> {
        let (node, found) = self.present(expression, context, None)?;
        if !matches!(found.kind, Kind::Number { .. }) {
            return self.error(
                Code::ExpressionType,
                context,
                expression.at,
                &format_args!("expected a number, found {}", found.words()),
                None,
            );
        }
        Some((node, found))
    }

    /// A value that cannot be absent.
    fn present(
        &mut self,
        expression: &Expression,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        let (node, found) = self.expression(expression, context, wanted)?;
        if found.optional {
            let help = format!(
                "say what holds where there is none: `{expression} else …`, or ask `has({expression})`"
            );
            return self.error(
                Code::ExpressionOptional,
                context,
                expression.at,
                &format_args!("`{expression}` may be absent"),
                Some(help),
            );
        }
        Some((node, found))
    }

    fn binary(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context,
    ) -> Option<Typed> {
        match operator {
            BinaryOperator::And | BinaryOperator::Or => {
                let (a, b) = (self.truth(left, context), self.truth(right, context));
                let (a, b) = (a?, b?);
                let mut nodes = Vec::new();
                for node in [a, b] {
                    match (operator, node) {
                        // A chain of the same operator is one list of operands.
                        (BinaryOperator::And, Node::All(inner))
                        | (BinaryOperator::Or, Node::Some(inner)) => nodes.extend(inner),
                        (_, node) => nodes.push(node),
                    }
                }
                let nodes = nodes.into_boxed_slice();
                Some((
                    if operator == BinaryOperator::And {
                        Node::All(nodes)
                    } else {
                        Node::Some(nodes)
                    },
                    Type::BOOL,
                ))
            }
            BinaryOperator::Equal | BinaryOperator::NotEqual => {
                self.equality(operator, left, right, context)
            }
            BinaryOperator::Less
            | BinaryOperator::LessOrEqual
            | BinaryOperator::Greater
            | BinaryOperator::GreaterOrEqual => self.order(operator, left, right, context),
            BinaryOperator::Add | BinaryOperator::Subtract => {
                self.sum(operator, left, right, context)
            }
            BinaryOperator::Multiply | BinaryOperator::Divide => {
                self.product(operator, left, right, context)
            }
        }
    }

    fn equality(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context,
    ) -> Option<Typed> {
        // The value of a choice is read by the other side, whichever side it stands on.
        let is_value = |it: &Self, side: &Expression| matches!(&side.kind, Syntax::Name(name) if it.resolve(context.scope, name).is_none());
        let ((a, a_type), (b, b_type)) = if is_value(self, left) && !is_value(self, right) {
            let b = self.expression(right, context, None)?;
            (self.expression(left, context, Some(&b.1))?, b)
        } else {
            let a = self.expression(left, context, None)?;
            let b = self.expression(right, context, Some(&a.1))?;
            (a, b)
        };
        self.fit(&a_type, &b_type, context, right.at)?;
        self.compared = a_type.unit();
        let operator =
            if operator == BinaryOperator::Equal { Binary::Equal } else { Binary::NotEqual };
        Some((Node::Binary(operator, Box::new([a, b])), Type::BOOL))
    }

    fn order(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context,
    ) -> Option<Typed> {
        let (a, b) = (self.present(left, context, None), self.present(right, context, None));
        let ((a, a_type), (b, b_type)) = (a?, b?);
        let both = self.fit(&a_type, &b_type, context, right.at)?;
        if !matches!(both.kind, Kind::Number { .. } | Kind::Date) {
            return self.error(
                Code::ExpressionType,
                context,
                left.at,
                &format_args!("expected numbers or days to compare, found {}", both.words()),
                None,
            );
        }
        self.compared = both.unit();
        let operator = match operator {
            BinaryOperator::Less => Binary::Less,
            BinaryOperator::LessOrEqual => Binary::LessOrEqual,
            BinaryOperator::Greater => Binary::Greater,
            _ => Binary::GreaterOrEqual,
        };
        Some((Node::Binary(operator, Box::new([a, b])), Type::BOOL))
    }

    fn sum(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context,
    ) -> Option<Typed> {
        let (a, b) = (self.present(left, context, None), self.present(right, context, None));
        let ((a, a_type), (b, b_type)) = (a?, b?);
        if a_type.kind == Kind::Date {
            let months = Type::whole(Unit::MONTH);
            let found = self.fit(&months, &b_type, context, right.at)?;
            if !matches!(found.kind, Kind::Number { whole: true, .. }) {
                return self.error(
                    Code::ExpressionType,
                    context,
                    right.at,
                    &"expected whole months, found a number",
                    None,
                );
            }
            let b = if operator == BinaryOperator::Subtract {
                Node::Unary(Unary::Negate, Box::new(b))
            } else {
                b
            };
            return Some((Node::Binary(Binary::AddMonths, Box::new([a, b])), Type::DATE));
        }
        let both = self.fit(&a_type, &b_type, context, right.at)?;
        if !matches!(both.kind, Kind::Number { .. }) {
            return self.error(
                Code::ExpressionType,
                context,
                left.at,
                &format_args!("expected numbers, found {}", both.words()),
                None,
            );
        }
        let operator = if operator == BinaryOperator::Add { Binary::Add } else { Binary::Subtract };
        Some((Node::Binary(operator, Box::new([a, b])), both))
    }

    fn product(
        &mut self,
        operator: BinaryOperator,
        left: &Expression,
        right: &Expression,
        context: &Context,
    ) -> Option<Typed> {
        let (a, b) = (self.number(left, context), self.number(right, context));
        let ((a, a_type), (b, b_type)) = (a?, b?);
        let (Kind::Number { unit: u1, whole: w1 }, Kind::Number { unit: u2, whole: w2 }) =
            (&a_type.kind, &b_type.kind)
        else {
            return None;
        };
        let times = operator == BinaryOperator::Multiply;
        let unit = match (u1, u2) {
            (None, None) => None,
            (u1, u2) => {
                let (u1, u2) = (u1.unwrap_or(Unit::NONE), u2.unwrap_or(Unit::NONE));
                let Some(unit) = (if times { u1.times(u2) } else { u1.per(u2) }) else {
                    return self.error(
                        Code::ExpressionUnit,
                        context,
                        right.at,
                        &"the unit has too many factors",
                        None,
                    );
                };
                Some(unit)
            }
        };
        let found =
            Type { kind: Kind::Number { unit, whole: times && *w1 && *w2 }, optional: false };
        let operator = if times { Binary::Multiply } else { Binary::Divide };
        Some((Node::Binary(operator, Box::new([a, b])), found))
    }

    fn default(
        &mut self,
        value: &Expression,
        default: &Expression,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<Typed> {
        let (a, a_type) = self.expression(value, context, wanted)?;
        let (b, b_type) = self.expression(default, context, Some(&a_type))?;
        if !a_type.optional {
            let help = "leave the `else` out";
            return self.error(
                Code::ExpressionOptional,
                context,
                value.at,
                &format_args!("`{value}` is never absent"),
                Some(help.to_owned()),
            );
        }
        let both = self.fit(&a_type, &b_type, context, default.at)?;
        Some((Node::Binary(Binary::Default, Box::new([a, b])), both.optional(b_type.optional)))
    }

    fn membership(
        &mut self,
        value: &Expression,
        items: &[Item],
        context: &Context,
    ) -> Option<Node> {
        let (node, found) = self.expression(value, context, None)?;
        if let Kind::Choice(_) = &found.kind {
            let mut choices = 0_u64;
            for item in items {
                let known = match &item.value {
                    ItemValue::Name(name) => choice_value(&found, name),
                    ItemValue::Number(..) => None,
                };
                if let Some(value) = known {
                    choices |= 1_u64.wrapping_shl(u32::from(value));
                } else {
                    let help = Self::choice_help(&found, item);
                    return self.error(
                        Code::UnknownName,
                        context,
                        item.at,
                        &format_args!("`{item}` is not a value of `{value}`"),
                        help,
                    );
                }
            }
            return Some(Node::OneOfChoices(Box::new(node), choices));
        }
        let Kind::Number { .. } = &found.kind else {
            return self.error(
                Code::ExpressionType,
                context,
                value.at,
                &format_args!("expected a choice or a number before `in`, found {}", found.words()),
                None,
            );
        };
        let mut numbers = Vec::new();
        for item in items {
            let ItemValue::Number(number, unit) = &item.value else {
                return self.error(
                    Code::ExpressionType,
                    context,
                    item.at,
                    &format_args!("expected a number, found `{item}`"),
                    None,
                );
            };
            let item_type =
                Type { kind: Kind::Number { unit: *unit, whole: true }, optional: false };
            self.fit(&found, &item_type, context, item.at)?;
            numbers.push(*number);
        }
        Some(Node::OneOfNumbers(Box::new(node), numbers.into_boxed_slice()))
    }

    fn choice_help(found: &Type, item: &Item) -> Option<String> {
        let Kind::Choice(values) = &found.kind else {
            return None;
        };
        let names: Vec<&str> = values.iter().map(String::as_str).collect();
        did_you_mean(&item.to_string(), &names)
            .or_else(|| Some(format!("its values are {}", crate::document::decode::quoted(&names))))
    }

    fn arguments<const N: usize>(
        &mut self,
        name: &str,
        arguments: &'_ [Expression],
        context: &Context,
        at: usize,
    ) -> Option<[Expression; N]> {
        match <[Expression; N]>::try_from(arguments.to_vec()) {
            Ok(arguments) => Some(arguments),
            Err(found) => self.error(
                Code::ExpressionType,
                context,
                at,
                &format_args!("`{name}` takes {N}, found {}", found.len()),
                None,
            ),
        }
    }

    fn call(
        &mut self,
        name: &str,
        arguments: &[Expression],
        context: &Context,
        at: usize,
    ) -> Option<Typed> {
        match name {
            "min" | "max" => self.extreme(name, arguments, context, at),
            "within" => self.within(arguments, context, at),
            "round" => self.round(arguments, context, at),
            "per_month" | "per_year" => {
                let [value] = self.arguments(name, arguments, context, at)?;
                self.per_period(name, &value, context)
            }
            "has" => {
                let [value] = self.arguments(name, arguments, context, at)?;
                let (node, found) = self.expression(&value, context, None)?;
                if !found.optional {
                    return self.error(
                        Code::ExpressionOptional,
                        context,
                        value.at,
                        &format_args!("`{value}` is never absent"),
                        None,
                    );
                }
                Some((Node::Unary(Unary::Has, Box::new(node)), Type::BOOL))
            }
            "years_between" | "months_between" => {
                let [from, to] = self.arguments(name, arguments, context, at)?;
                let (from, to) = (self.day(&from, context), self.day(&to, context));
                let (operator, unit) = if name == "years_between" {
                    (Binary::YearsBetween, Unit::YEAR)
                } else {
                    (Binary::MonthsBetween, Unit::MONTH)
                };
                Some((Node::Binary(operator, Box::new([from?, to?])), Type::whole(unit)))
            }
            "year_of" | "month_of" => {
                let [day] = self.arguments(name, arguments, context, at)?;
                let operator = if name == "year_of" { Unary::YearOf } else { Unary::MonthOf };
                Some((
                    Node::Unary(operator, Box::new(self.day(&day, context)?)),
                    Type::whole(Unit::NONE),
                ))
            }
            "entitled" | "received" | "amount" => {
                let [benefit] = self.arguments(name, arguments, context, at)?;
                self.of_benefit(name, &benefit, context)
            }
            _ => {
                let help = did_you_mean(name, &FUNCTIONS).unwrap_or_else(|| {
                    format!("the functions are {}", crate::document::decode::quoted(&FUNCTIONS))
                });
                self.error(
                    Code::UnknownName,
                    context,
                    at,
                    &format_args!("unknown function `{name}`"),
                    Some(help),
                )
            }
        }
    }

    fn day(&mut self, expression: &Expression, context: &Context) -> Option<Node> {
        let (node, found) = self.present(expression, context, None)?;
        if found.kind != Kind::Date {
            return self.error(
                Code::ExpressionType,
                context,
                expression.at,
                &format_args!("expected a day, found {}", found.words()),
                None,
            );
        }
        Some(node)
    }

    fn extreme(
        &mut self,
        name: &str,
        arguments: &[Expression],
        context: &Context,
        at: usize,
    ) -> Option<Typed> {
        let operator = if name == "min" { Binary::Least } else { Binary::Greatest };
        if arguments.len() < 2 {
            return self.error(
                Code::ExpressionType,
                context,
                at,
                &format_args!("`{name}` takes two values or more"),
                None,
            );
        }
        let typed: Vec<Option<Typed>> =
            arguments.iter().map(|it| self.present(it, context, None)).collect();
        let mut all: Option<Typed> = None;
        for (typed, argument) in typed.into_iter().zip(arguments) {
            let (node, found) = typed?;
            all = Some(match all {
                None => (node, found),
                Some((before, before_type)) => {
                    let both = self.fit(&before_type, &found, context, argument.at)?;
                    (Node::Binary(operator, Box::new([before, node])), both)
                }
            });
        }
        let (node, found) = all?;
        if !matches!(found.kind, Kind::Number { .. } | Kind::Date) {
            return self.error(
                Code::ExpressionType,
                context,
                at,
                &format_args!("expected numbers or days, found {}", found.words()),
                None,
            );
        }
        Some((node, found))
    }

    fn within(&mut self, arguments: &[Expression], context: &Context, at: usize) -> Option<Typed> {
        let [value, low, high] = self.arguments("within", arguments, context, at)?;
        let (node, found) = self.number(&value, context)?;
        let (low_node, low_found) = self.number(&low, context)?;
        let (high_node, high_found) = self.number(&high, context)?;
        let both = self.fit(&found, &low_found, context, low.at)?;
        let both = self.fit(&both, &high_found, context, high.at)?;
        Some((Node::Within(Box::new([node, low_node, high_node])), both))
    }

    fn round(&mut self, arguments: &[Expression], context: &Context, at: usize) -> Option<Typed> {
        let [value, place, mode] = self.arguments("round", arguments, context, at)?;
        let (node, found) = self.number(&value, context)?;
        let Syntax::Number(step, None) = place.kind else {
            return self.error(
                Code::ExpressionType,
                context,
                place.at,
                &"expected a place such as `0.01` or `1`",
                None,
            );
        };
        let rounding = match &mode.kind {
            Syntax::Name(word) => Rounding::from_word(word),
            _ => None,
        };
        let Some(rounding) = rounding else {
            return self.error(
                Code::UnknownWord,
                context,
                mode.at,
                &"expected `half_up`, `down` or `up`",
                None,
            );
        };
        self.rounded(node, &found, step, rounding, context, place.at)
    }

    /// A number rounded to a multiple of a place.
    pub(super) fn rounded(
        &mut self,
        node: Node,
        found: &Type,
        place: Decimal,
        rounding: Rounding,
        context: &Context,
        at: usize,
    ) -> Option<Typed> {
        if place <= Decimal::ZERO {
            return self.error(
                Code::OutOfBounds,
                context,
                at,
                &"the place to round to must be above 0",
                None,
            );
        }
        let Kind::Number { unit, .. } = found.kind else {
            return self.error(
                Code::ExpressionType,
                context,
                at,
                &format_args!("expected a number, found {}", found.words()),
                None,
            );
        };
        let whole = place.is_whole();
        Some((
            Node::Unary(Unary::Round(place, rounding), Box::new(node)),
            Type { kind: Kind::Number { unit, whole }, optional: false },
        ))
    }

    fn per_period(&mut self, name: &str, value: &Expression, context: &Context) -> Option<Typed> {
        let (node, found) = self.number(value, context)?;
        let unit = found.unit()?;
        let (from, to, operator) = if name == "per_month" {
            (Unit::YEAR, Unit::MONTH, Binary::Divide)
        } else {
            (Unit::MONTH, Unit::YEAR, Binary::Multiply)
        };
        let turned = unit.times(from).and_then(|it| it.per(to));
        let fits = unit.to_string().ends_with(&format!("/{from}"))
            || unit.to_string().contains(&format!("/{from}/"));
        let Some(unit) = turned.filter(|_| fits) else {
            let message = format!("`{name}` wants something per {from}, found `{unit}`");
            return self.error(Code::ExpressionUnit, context, value.at, &message, None);
        };
        let twelve = Node::Constant(Value::Number(Decimal::from(12)));
        Some((Node::Binary(operator, Box::new([node, twelve])), Type::number(unit)))
    }

    fn of_benefit(
        &mut self,
        name: &str,
        argument: &Expression,
        context: &Context,
    ) -> Option<Typed> {
        let Syntax::Name(id) = &argument.kind else {
            return self.error(
                Code::ExpressionType,
                context,
                argument.at,
                &format_args!("`{name}` takes the id of a benefit"),
                None,
            );
        };
        let Some(benefit) = self.benefit(id) else {
            let help = did_you_mean(
                id,
                &self.benefits.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(),
            );
            return self.error(
                Code::UnknownName,
                context,
                argument.at,
                &format_args!("unknown benefit `{id}`"),
                help,
            );
        };
        let source = self.benefits.get(usize::from(benefit))?;
        let (scope, amount) = (source.scope, source.amount);
        if scope == Scope::Person && context.scope != PERSON {
            let help = format!("name it for a member: `any(members, {name}({id}))`");
            return self.error(
                Code::ExpressionType,
                context,
                argument.at,
                &format_args!("`{id}` is a benefit of persons"),
                Some(help),
            );
        }
        let received = self.received(benefit, scope);
        // Held as computed: its conditions hold, and nothing that comes first excludes it.
        let held = Node::All(Box::new([
            Node::Eligible(benefit),
            Node::Not(Box::new(Node::Excluded(benefit))),
        ]));
        match name {
            "received" => return Some((received, Type::BOOL)),
            "entitled" => {
                return Some((Node::Some(Box::new([received, held])), Type::BOOL));
            }
            _ => {}
        }
        let Some((_, low, _)) = amount else {
            return self.error(
                Code::ExpressionType,
                context,
                argument.at,
                &format_args!("`{id}` is a status and pays nothing"),
                None,
            );
        };
        let found = self.cell_type(low, Some(&context.spot.character(argument.at)))?;
        let amount = Node::AmountOf(benefit);
        let declared = Node::If(Box::new([
            received,
            Node::UpTo(Box::new(amount.clone())),
            Node::Constant(Value::Number(Decimal::ZERO)),
        ]));
        Some((Node::If(Box::new([held, amount, declared])), found))
    }

    /// Whether the benefit is declared as received: by the member, or by any member where it is the household's.
    fn received(&self, benefit: BenefitIndex, scope: Scope) -> Node {
        let mut nodes = Vec::new();
        for fact in self.facts.iter().filter(|it| matches!(it.kind, FactKind::Benefits)) {
            let node = Node::Received { scope: fact.scope, slot: fact.slot, benefit };
            if fact.scope == HOUSEHOLD || (fact.scope == PERSON && scope == Scope::Person) {
                nodes.push(node);
            } else {
                nodes.push(Node::Fold(Box::new(Fold {
                    kind: FoldKind::Any,
                    list: fact.scope,
                    filter: None,
                    body: Some(node),
                })));
            }
        }
        Node::Some(nodes.into_boxed_slice())
    }

    fn fold(
        &mut self,
        kind: FoldKind,
        list: &str,
        filter: Option<&Expression>,
        body: Option<&Expression>,
        context: &Context,
        at: usize,
    ) -> Option<Typed> {
        let Some(scope) = self.list(list) else {
            let names: Vec<String> = self.scopes.iter().skip(1).map(|it| it.name.clone()).collect();
            let help = did_you_mean(list, &names.iter().map(String::as_str).collect::<Vec<_>>())
                .unwrap_or_else(|| format!("the lists are {}", names.join(", ")));
            return self.error(
                Code::UnknownName,
                context,
                at,
                &format_args!("unknown list `{list}`"),
                Some(help),
            );
        };
        let unit = self.scopes.get(usize::from(scope)).map_or(Unit::NONE, |it| it.unit);
        let inside = Context { scope, ..context.clone() };
        let filter = match filter {
            Some(filter) => Some(self.truth(filter, &inside)?),
            None => None,
        };
        let (filter, body, found) = match kind {
            FoldKind::Count => {
                if body.is_some() {
                    return self.error(
                        Code::ExpressionType,
                        context,
                        at,
                        &"`count` takes no value",
                        Some("write `count(members where …)`".to_owned()),
                    );
                }
                (filter, None, Type::whole(unit))
            }
            FoldKind::Any | FoldKind::All => {
                let body = match body {
                    Some(body) => Some(self.truth(body, &inside)?),
                    None => None,
                };
                let Some(body) = one_question(kind, filter, body) else {
                    let help = format!("write `{}({list}, …)`", kind.as_str());
                    let message =
                        format_args!("`{}` needs something to ask of each entry", kind.as_str());
                    return self.error(Code::ExpressionType, context, at, &message, Some(help));
                };
                (None, Some(body), Type::BOOL)
            }
            FoldKind::Sum | FoldKind::Highest | FoldKind::Lowest => {
                let Some(body) = body else {
                    return self.error(
                        Code::ExpressionType,
                        context,
                        at,
                        &format_args!("`{}` needs a value of each entry", kind.as_str()),
                        Some(format!("write `{}({list}, …)`", kind.as_str())),
                    );
                };
                let (node, found) = if kind == FoldKind::Sum {
                    self.number(body, &inside)?
                } else {
                    self.present(body, &inside, None)?
                };
                let found = match (kind, &found.kind) {
                    (FoldKind::Sum, Kind::Number { unit: each, whole }) => {
                        let Some(unit) = each.unwrap_or(Unit::NONE).times(unit) else {
                            return self.error(
                                Code::ExpressionUnit,
                                context,
                                at,
                                &"the unit has too many factors",
                                None,
                            );
                        };
                        Type {
                            kind: Kind::Number { unit: Some(unit), whole: *whole },
                            optional: false,
                        }
                    }
                    (_, Kind::Number { .. } | Kind::Date) => found.optional(true),
                    _ => {
                        return self.error(
                            Code::ExpressionType,
                            context,
                            body.at,
                            &format_args!("expected a number or a day, found {}", found.words()),
                            None,
                        );
                    }
                };
                (filter, Some(node), found)
            }
        };
        Some((Node::Fold(Box::new(Fold { kind, list: scope, filter, body })), found))
    }
}

/// What `any` and `all` ask of each entry: a filter is one more reason, to count for `any`, or not to matter for `all`.
fn one_question(kind: FoldKind, filter: Option<Node>, body: Option<Node>) -> Option<Node> {
    Some(match (kind, filter, body) {
        (FoldKind::Any, Some(filter), Some(body)) => Node::All(Box::new([filter, body])),
        (_, Some(filter), Some(body)) => Node::Some(Box::new([Node::Not(Box::new(filter)), body])),
        (FoldKind::Any, Some(only), None) | (_, None, Some(only)) => only,
        _ => return None,
    })
}

/// The place of a value among those of a choice.
fn choice_value(found: &Type, name: &str) -> Option<u8> {
    match &found.kind {
        Kind::Choice(values) => u8::try_from(values.iter().position(|it| it == name)?).ok(),
        _ => None,
    }
}

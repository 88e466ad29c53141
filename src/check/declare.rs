//! What a chain declares: lists, facts, parameters, definitions, benefits and exclusions.

use std::rc::Rc;

use super::asked;
use super::dates;
use super::linker::{BenefitSource, Content, Entry, LayerSource, Linker, Symbol, choice};
use super::overlay;
use super::types::{Kind, Type};
use crate::date::Period;
use crate::decimal::Decimal;
use crate::diagnostic::Code;
use crate::document::Names;
use crate::document::decode::Named;
use crate::document::{
    BenefitDocument, ConditionDocument, DefinitionDocument, DefinitionType, ExclusionDocument,
    FactDocument, FactType, Formula, ListDocument, ParameterDocument, PayPeriod, Scope, Status,
};
use crate::expression::is_reserved;
use crate::limits;
use crate::report::{Spot, did_you_mean};
use crate::rule::{
    CellIndex, CellKind, Exclusion, Fact, FactKind, HOUSEHOLD, ListScope, Origin, PERSON,
    ScopeIndex,
};
use crate::unit::Unit;

/// Declares everything, pack by pack, nation first.
pub(super) fn declare(linker: &mut Linker<'_, '_>) {
    let documents = linker.documents;
    for (pack, document) in documents.iter().enumerate() {
        let top = Spot { pack, ..Spot::default() };
        for it in all(document.lists.as_ref()) {
            declare_list(linker, &top.member("lists").member(&it.name), it);
        }
        for it in all(document.facts.as_ref()) {
            let spot = top.member("facts").member(&it.name);
            if it.faulty {
                let scope = linker.scope(&it.value.scope.0).unwrap_or(HOUSEHOLD);
                linker.names.insert(scope, &it.name, Symbol::Faulty);
            } else {
                declare_fact(linker, &spot, &it.name, &it.value);
            }
        }
        for it in all(document.parameters.as_ref()) {
            let spot = top.member("parameters").member(&it.name);
            if it.faulty {
                linker.names.insert(HOUSEHOLD, &it.name, Symbol::Faulty);
            } else {
                declare_parameter(linker, pack, &spot, &it.name, &it.value);
            }
        }
        for it in all(document.definitions.as_ref()) {
            let spot = top.member("definitions").member(&it.name);
            if it.faulty {
                let scope = it.value.scope.as_ref().and_then(|it| linker.scope(&it.0));
                linker.names.insert(scope.unwrap_or(HOUSEHOLD), &it.name, Symbol::Faulty);
            } else {
                declare_definition(linker, pack, &spot, &it.name, &it.value);
            }
        }
        for it in all(document.benefits.as_ref()) {
            let spot = top.member("benefits").member(&it.name);
            declare_benefit(linker, pack, &spot, it);
        }
    }
    asked::resolve(linker);
    for (pack, document) in documents.iter().enumerate() {
        let top = Spot { pack, ..Spot::default() };
        for it in all(document.exclusions.as_ref()).filter(|it| !it.faulty) {
            let spot = top.member("exclusions").member(&it.name);
            declare_exclusion(linker, &spot, &it.name, &it.value);
        }
    }
    for index in 0..linker.benefits.len() {
        complete_benefit(linker, index);
    }
}

/// The entries of a map that may be left out.
pub(super) fn all<T>(names: Option<&Names<T>>) -> impl Iterator<Item = &Named<T>> {
    names.into_iter().flat_map(|it| &it.0)
}

fn declare_list(linker: &mut Linker<'_, '_>, spot: &Spot, list: &Named<ListDocument>) {
    let (name, faulty, list) = (list.name.as_str(), list.faulty, &list.value);
    if name == "person" || is_reserved(name) || linker.list(name).is_some() {
        linker.report.error(
            Code::DuplicateName,
            spot,
            &format_args!(
                "the list `{name}` is declared twice, or its name is a word of the language"
            ),
        );
        return;
    }
    if linker.scopes.len() == limits::LISTS.saturating_add(2) {
        linker.report.error(
            Code::TooMany,
            spot,
            &format_args!("a chain has at most {} lists", limits::LISTS),
        );
        return;
    }
    let most = u32::try_from(list.max).ok().filter(|it| (1..=limits::LIST_ENTRIES).contains(it));
    if most.is_none() && !faulty {
        linker.report.error(
            Code::OutOfBounds,
            &spot.member("max"),
            &format_args!("a list has at most 1 to {} entries", limits::LIST_ENTRIES),
        );
    }
    linker.scopes.push(ListScope {
        name: name.to_owned(),
        least: 0,
        most: most.unwrap_or(1),
        unit: list.unit.unwrap_or(Unit::NONE),
        facts: Vec::new(),
    });
}

fn declare_fact(linker: &mut Linker<'_, '_>, spot: &Spot, name: &str, document: &FactDocument) {
    let Some(scope) = known_scope(linker, &document.scope.0, &spot.member("scope")) else {
        return;
    };
    if !free_name(linker, scope, name, spot) {
        return;
    }
    if linker.facts.len() == limits::FACTS {
        linker.report.error(
            Code::TooMany,
            spot,
            &format_args!("a chain has at most {} facts", limits::FACTS),
        );
    }
    let kind = match &document.kind {
        FactType::Bool => FactKind::Bool,
        FactType::Benefits => FactKind::Benefits,
        FactType::Integer(it) => FactKind::Number {
            unit: it.unit.unwrap_or(Unit::NONE),
            min: Decimal::from(it.min),
            max: Decimal::from(it.max),
            whole: true,
        },
        FactType::Money(it) => {
            FactKind::Number { unit: it.unit, min: it.min, max: it.max, whole: false }
        }
        FactType::Number(it) => FactKind::Number {
            unit: it.unit.unwrap_or(Unit::NONE),
            min: it.min,
            max: it.max,
            whole: false,
        },
        FactType::Date(it) => FactKind::Date { min: it.min, max: it.max },
        FactType::Choice(it) => {
            FactKind::Choice { values: it.0.iter().map(|(name, _)| name.to_owned()).collect() }
        }
    };
    if document.bands == Some(true) && !matches!(kind, FactKind::Number { .. }) {
        linker.report.error(
            Code::Combination,
            &spot.member("bands"),
            &"only a number is asked in bands",
        );
    }
    let kind_spot = spot.member("type");
    if let FactKind::Number { min, max, .. } = &kind
        && max < min
    {
        linker.report.error(
            Code::OutOfBounds,
            &kind_spot,
            &format_args!("`max` {max} lies below `min` {min}"),
        );
    }
    if let FactType::Money(money) = &document.kind
        && !money.unit.is_money()
    {
        linker
            .report
            .error(
                Code::ExpressionUnit,
                &kind_spot,
                &format_args!("`{}` is not a unit of money", money.unit),
            )
            .help("put `yuan` in it, or use `number`");
    }
    let index = linker.facts.len();
    let Some(list) = linker.scopes.get_mut(usize::from(scope)) else {
        return;
    };
    let place = u16::try_from(list.facts.len()).unwrap_or(u16::MAX);
    list.facts.push(index);
    linker.facts.push(Fact {
        name: name.to_owned(),
        scope,
        slot: place,
        kind,
        optional: document.optional.unwrap_or(false),
        changeable: document.changeable.unwrap_or(false),
        asked_if: None,
        banded: document.bands.unwrap_or(false),
        section: document.section.as_ref().map(|it| it.0.clone()).unwrap_or_default(),
        order: document.order.unwrap_or(i64::MAX),
    });
    linker.names.insert(scope, name, Symbol::Fact(index));
}

fn known_scope(linker: &mut Linker<'_, '_>, name: &str, spot: &Spot) -> Option<ScopeIndex> {
    let found = linker.scope(name);
    if found.is_none() {
        let known: Vec<&str> = ["household", "person"]
            .into_iter()
            .chain(linker.scopes.iter().skip(2).map(|it| it.name.as_str()))
            .collect();
        let help = did_you_mean(name, &known)
            .unwrap_or_else(|| format!("a scope is {}", crate::document::decode::quoted(&known)));
        linker
            .report
            .error(Code::UnknownName, spot, &format_args!("unknown scope `{name}`"))
            .help(help);
    }
    found
}

/// Whether a name may be declared in a scope, reporting it where not.
fn free_name(linker: &mut Linker<'_, '_>, scope: ScopeIndex, name: &str, spot: &Spot) -> bool {
    if is_reserved(name) {
        linker.report.error(
            Code::NotName,
            spot,
            &format_args!("`{name}` is a word of the language"),
        );
        return false;
    }
    // A list may reuse a name of the household (`household.x` reads outward); members may not, because the two are read side by side.
    let clash = [scope, HOUSEHOLD, PERSON]
        .into_iter()
        .filter(|it| *it == scope || (scope <= PERSON && *it <= PERSON))
        .any(|it| linker.names.get(it, name).is_some());
    if clash {
        linker.report.error(Code::DuplicateName, spot, &format_args!("`{name}` is declared twice"));
    }
    !clash
}

fn declare_parameter<'d>(
    linker: &mut Linker<'d, '_>,
    pack: usize,
    spot: &Spot,
    name: &str,
    document: &'d ParameterDocument,
) {
    let cell = match linker.names.get(HOUSEHOLD, name) {
        Some(Symbol::Cell(cell))
            if linker
                .cells
                .get(usize::from(cell))
                .is_some_and(|it| it.kind == CellKind::Parameter) =>
        {
            let declared = linker.cells.get(usize::from(cell)).and_then(|it| it.declared.clone());
            if let (Some(unit), Some(before)) = (document.unit, declared.and_then(|it| it.unit()))
                && unit != before
            {
                linker.report.error(
                    Code::OverlayMismatch,
                    &spot.member("unit"),
                    &format_args!("`{name}` is in `{before}`, not in `{unit}`"),
                );
            }
            cell
        }
        Some(_) => {
            linker.report.error(
                Code::OverlayMismatch,
                spot,
                &format_args!("`{name}` is not a parameter in the packs above"),
            );
            return;
        }
        None => {
            if !free_name(linker, HOUSEHOLD, name, spot) {
                return;
            }
            if document.unit.is_none() || document.name.is_none() {
                let key = if document.unit.is_none() { "unit" } else { "name" };
                linker.report.error(
                    Code::MissingKey,
                    spot,
                    &format_args!("the key `{key}` is missing"),
                );
            }
            let declared = Type::number(document.unit.unwrap_or(Unit::NONE));
            let cell = linker.add_cell(
                name.to_owned(),
                CellKind::Parameter,
                HOUSEHOLD,
                Some(declared),
                spot.clone(),
            );
            linker.names.insert(HOUSEHOLD, name, Symbol::Cell(cell));
            cell
        }
    };
    let figures = document.values.as_deref().unwrap_or_default();
    let (entries, planned) = dates::figures(figures, &spot.member("values"), linker.report);
    add_layer(
        linker,
        cell,
        LayerSource {
            pack,
            spot: spot.clone(),
            entries,
            planned,
            open: document.open.as_ref(),
            bound: None,
        },
    );
}

fn declare_definition<'d>(
    linker: &mut Linker<'d, '_>,
    pack: usize,
    spot: &Spot,
    name: &str,
    document: &'d DefinitionDocument,
) {
    let named = document.scope.as_ref().map(|it| it.0.as_str());
    let Some(scope) = known_scope(linker, named.unwrap_or("household"), &spot.member("scope"))
    else {
        return;
    };
    let existing = |linker: &Linker<'_, '_>, scope| match linker.names.get(scope, name) {
        Some(Symbol::Cell(cell))
            if linker
                .cells
                .get(usize::from(cell))
                .is_some_and(|it| it.kind == CellKind::Definition) =>
        {
            Some(cell)
        }
        _ => None,
    };
    let above = match named {
        Some(_) => existing(linker, scope),
        // A pack that only sets a definition need not repeat its scope.
        None => (0..linker.scopes.len())
            .find_map(|it| existing(linker, u8::try_from(it).unwrap_or(u8::MAX))),
    };
    let cell = if let Some(cell) = above {
        let declared = linker.cells.get(usize::from(cell)).and_then(|it| it.declared.clone());
        if let (Some(unit), Some(before)) = (document.unit, declared.and_then(|it| it.unit()))
            && unit != before
        {
            linker.report.error(
                Code::OverlayMismatch,
                &spot.member("unit"),
                &format_args!("`{name}` is in `{before}`, not in `{unit}`"),
            );
        }
        cell
    } else {
        if !free_name(linker, scope, name, spot) {
            return;
        }
        if document.name.is_none() {
            linker.report.error(Code::MissingKey, spot, &"the key `name` is missing");
        }
        let declared = declared_type(linker, document, spot);
        let cell =
            linker.add_cell(name.to_owned(), CellKind::Definition, scope, declared, spot.clone());
        linker.names.insert(scope, name, Symbol::Cell(cell));
        cell
    };
    let basis = document.basis.as_deref().unwrap_or_default();
    let (entries, planned) = match (&document.value, &document.values) {
        (Some(formula), None) => given(spot, "value", formula, basis),
        (None, Some(values)) => {
            dates::formulas(values, basis, &spot.member("values"), linker.report)
        }
        (None, None) => {
            let untyped =
                linker.cells.get(usize::from(cell)).is_some_and(|it| it.declared.is_none());
            if above.is_some() || document.open.is_none() || untyped {
                linker.report.error(Code::MissingKey, spot, &"the key `value` is missing").help(
                    "a definition without a value must be `open` and state its `unit` or `type`",
                );
            }
            (Vec::new(), Vec::new())
        }
        (Some(_), Some(_)) => {
            linker.report.error(Code::Combination, spot, &"give `value` or `values`, not both");
            (Vec::new(), Vec::new())
        }
    };
    add_layer(
        linker,
        cell,
        LayerSource {
            pack,
            spot: spot.clone(),
            entries,
            planned,
            open: document.open.as_ref(),
            bound: None,
        },
    );
}

fn declared_type(
    linker: &mut Linker<'_, '_>,
    document: &DefinitionDocument,
    spot: &Spot,
) -> Option<Type> {
    let unit = document.unit;
    let declared = match (&document.kind, unit) {
        (None, None) => return None,
        (None | Some(DefinitionType::Number), unit) => Type::number(unit.unwrap_or(Unit::NONE)),
        (Some(DefinitionType::Integer), unit) => Type::whole(unit.unwrap_or(Unit::NONE)),
        (Some(DefinitionType::Bool), None) => Type::BOOL,
        (Some(DefinitionType::Date), None) => Type::DATE,
        (Some(DefinitionType::Choice(values)), None) => {
            choice(values.iter().map(|it| it.0.as_str()))
        }
        (Some(_), Some(_)) => {
            linker.report.error(
                Code::Combination,
                &spot.member("unit"),
                &"only a number has a unit",
            );
            return None;
        }
    };
    if let Kind::Choice(values) = &declared.kind
        && (values.is_empty() || values.len() > limits::CHOICE_VALUES)
    {
        linker.report.error(
            Code::TooMany,
            &spot.member("type"),
            &format_args!("a choice has 1 to {} values", limits::CHOICE_VALUES),
        );
    }
    Some(declared)
}

/// An entry for all days.
fn always<'d>(
    spot: Spot,
    content: Content<'d>,
    basis: &'d [crate::document::BasisEntry],
) -> Entry<'d> {
    Entry { spot, period: Period::ALWAYS, content, status: Status::InForce, review_by: None, basis }
}

/// The one formula under a key, for all days.
#[inline(never)]
fn given<'d>(
    spot: &Spot,
    key: &str,
    formula: &'d Formula,
    basis: &'d [crate::document::BasisEntry],
) -> Given<'d> {
    (vec![always(spot.member(key), Content::Formula(formula), basis)], Vec::new())
}

/// Adds what a pack gives for a cell, after checking that it may.
fn add_layer<'d>(linker: &mut Linker<'d, '_>, cell: CellIndex, mut layer: LayerSource<'d>) {
    let level = linker.level(layer.pack);
    let Some(source) = linker.cells.get(usize::from(cell)) else {
        return;
    };
    if !source.layers.is_empty() {
        layer.bound = overlay::competent(source, &layer, level, linker.report);
    }
    if let Some(source) = linker.cells.get_mut(usize::from(cell)) {
        source.layers.push(layer);
    }
}

fn declare_benefit<'d>(
    linker: &mut Linker<'d, '_>,
    pack: usize,
    spot: &Spot,
    benefit: &'d Named<BenefitDocument>,
) {
    let (id, document) = (benefit.name.as_str(), &benefit.value);
    let faulty = benefit.faulty;
    let index = if let Some(index) = linker.benefit(id).map(usize::from) {
        if let (Some(scope), Some(before)) =
            (document.scope, linker.benefits.get(index).map(|it| it.scope))
            && scope != before
        {
            linker.report.error(
                Code::OverlayMismatch,
                &spot.member("scope"),
                &format_args!(
                    "`{id}` is a benefit of the {}, not of the {}",
                    before.as_str(),
                    scope.as_str()
                ),
            );
        }
        overlay::benefit(linker, index, spot, pack, document);
        index
    } else {
        for (key, missing) in
            [("name", document.name.is_none()), ("scope", document.scope.is_none())]
        {
            if missing && !faulty {
                linker.report.error(
                    Code::MissingKey,
                    spot,
                    &format_args!("the key `{key}` is missing"),
                );
            }
        }
        linker.benefits.push(BenefitSource {
            id: id.to_owned(),
            scope: document.scope.unwrap_or(Scope::Household),
            faulty: false,
            layers: Vec::new(),
            conditions: Vec::new(),
            amount: None,
        });
        linker.benefits.len().saturating_sub(1)
    };
    if let (Some(from), Some(to)) = (document.from, document.to)
        && to < from
    {
        linker.report.error(
            Code::EmptyPeriod,
            &spot.member("to"),
            &format_args!("the last day {to} lies before the first, {from}"),
        );
    }
    let Some(benefit) = linker.benefits.get_mut(index) else {
        return;
    };
    benefit.faulty |= faulty;
    benefit.layers.push((pack, spot.clone(), document));
    let scope = if benefit.scope == Scope::Person { PERSON } else { HOUSEHOLD };
    for it in all(document.conditions.as_ref()).filter(|it| !it.faulty) {
        let spot = spot.member("conditions").member(&it.name);
        declare_condition(linker, index, pack, scope, &spot, &it.name, &it.value);
    }
    if document.amount.is_some() {
        declare_amount(linker, index, pack, scope, &spot.member("amount"), document);
    }
}

fn declare_condition<'d>(
    linker: &mut Linker<'d, '_>,
    benefit: usize,
    pack: usize,
    scope: ScopeIndex,
    spot: &Spot,
    name: &str,
    document: &'d ConditionDocument,
) {
    let Some(source) = linker.benefits.get(benefit) else {
        return;
    };
    let existing = source.conditions.iter().find(|(it, _)| it == name).map(|(_, cell)| *cell);
    let full = format!("{}/{name}", source.id);
    let content = match (&document.test, &document.judgement) {
        (Some(test), None) => Some((spot.member("test"), Content::Test(test))),
        (None, Some(judgement)) => Some((spot.member("judgement"), Content::Judgement(judgement))),
        (Some(_), Some(_)) => {
            linker.report.error(Code::Combination, spot, &"give `test` or `judgement`, not both");
            None
        }
        (None, None) => {
            linker
                .report
                .error(Code::MissingKey, spot, &"the key `test` is missing")
                .help("give `test`, or `judgement` where an office decides");
            None
        }
    };
    if existing.is_none() && document.text.is_none() {
        linker.report.error(Code::MissingKey, spot, &"the key `text` is missing");
    }
    if document.basis.as_ref().is_none_or(Vec::is_empty) {
        linker
            .report
            .error(Code::MissingKey, spot, &"the key `basis` is missing")
            .help("say where the condition is written");
    }
    if let (Some(from), Some(to)) = (document.from, document.to)
        && to < from
    {
        linker.report.error(
            Code::EmptyPeriod,
            &spot.member("to"),
            &format_args!("the last day {to} lies before the first, {from}"),
        );
    }
    let cell = existing.unwrap_or_else(|| {
        let cell =
            linker.add_cell(full, CellKind::Condition, scope, Some(Type::BOOL), spot.clone());
        if let Some(source) = linker.benefits.get_mut(benefit) {
            source.conditions.push((name.to_owned(), cell));
        }
        cell
    });
    let basis = document.basis.as_deref().unwrap_or_default();
    let entries = content
        .map(|(spot, content)| Entry {
            period: Period::between(document.from, document.to),
            ..always(spot, content, basis)
        })
        .into_iter()
        .collect();
    add_layer(
        linker,
        cell,
        LayerSource {
            pack,
            spot: spot.clone(),
            entries,
            planned: Vec::new(),
            open: document.open.as_ref(),
            bound: None,
        },
    );
}

/// What a pack gives for an amount or an end of it, and the periods of what is only planned.
type Given<'d> = (Vec<Entry<'d>>, Vec<Period>);

fn declare_amount<'d>(
    linker: &mut Linker<'d, '_>,
    benefit: usize,
    pack: usize,
    scope: ScopeIndex,
    spot: &Spot,
    document: &'d BenefitDocument,
) {
    let Some(amount) = &document.amount else {
        return;
    };
    let Some(source) = linker.benefits.get(benefit) else {
        return;
    };
    let id = source.id.clone();
    let basis = amount.basis.as_deref().or(document.basis.as_deref()).unwrap_or_default();
    let (low, high): (Option<Given<'d>>, Option<Given<'d>>) =
        match (&amount.value, &amount.values, &amount.low, &amount.high) {
            (Some(value), None, None, None) => (Some(given(spot, "value", value, basis)), None),
            (None, Some(values), None, None) => {
                let dated = dates::formulas(values, basis, &spot.member("values"), linker.report);
                (Some(dated), None)
            }
            (None, None, Some(low), Some(high)) => {
                (Some(given(spot, "low", low, basis)), Some(given(spot, "high", high, basis)))
            }
            (None, None, None, None) if amount.open.is_some() => (None, None),
            _ => {
                linker
                    .report
                    .error(
                        Code::Combination,
                        spot,
                        &"give `value`, `values`, or both `low` and `high`",
                    )
                    .help("an amount without a value must be `open`");
                (None, None)
            }
        };
    let existing = source.amount;
    if let Some((period, ..)) = existing
        && period != amount.period
    {
        linker.report.error(
            Code::OverlayMismatch,
            &spot.member("period"),
            &format_args!("the packs above pay it by `{}`", period.as_str()),
        );
    }
    let (low_cell, mut high_cell) = if let Some((_, low, high)) = existing {
        (low, high)
    } else {
        let cell = linker.add_cell(
            format!("{id}/amount"),
            CellKind::Amount,
            scope,
            usual_unit(amount.period, scope),
            spot.clone(),
        );
        if let Some(source) = linker.cells.get_mut(usize::from(cell)) {
            source.period = Some(amount.period);
        }
        (cell, cell)
    };
    if high.is_some() && low_cell == high_cell && existing.is_none() {
        high_cell = linker.add_cell(
            format!("{id}/amount_high"),
            CellKind::Amount,
            scope,
            usual_unit(amount.period, scope),
            spot.clone(),
        );
        if let Some(source) = linker.cells.get_mut(usize::from(high_cell)) {
            source.period = Some(amount.period);
        }
    } else if high.is_some() != (low_cell != high_cell) && low.is_some() {
        linker.report.error(
            Code::OverlayMismatch,
            spot,
            &"the packs above give one figure where this gives a range, or the reverse",
        );
    }
    if let Some(source) = linker.benefits.get_mut(benefit) {
        source.amount = Some((amount.period, low_cell, high_cell));
    }
    let one_figure = low_cell == high_cell;
    for (cell, given) in [(low_cell, low), (high_cell, high)] {
        // A lower pack that gives no figure sets nothing.
        if one_figure && given.is_none() && existing.is_some() {
            break;
        }
        let (entries, planned) = given.unwrap_or_default();
        add_layer(
            linker,
            cell,
            LayerSource {
                pack,
                spot: spot.clone(),
                entries,
                planned,
                open: amount.open.as_ref(),
                bound: None,
            },
        );
        if one_figure {
            break;
        }
    }
}

/// The unit of an amount that no formula has given yet.
fn usual_unit(period: PayPeriod, scope: ScopeIndex) -> Option<Type> {
    let unit = match (period, scope) {
        (PayPeriod::Month, PERSON) => "yuan/person/month",
        (PayPeriod::Month, _) => "yuan/month",
        (PayPeriod::Year, PERSON) => "yuan/person/year",
        (PayPeriod::Year, _) => "yuan/year",
        (PayPeriod::Once, PERSON) => "yuan/person",
        (PayPeriod::Once, _) => "yuan",
    };
    unit.parse().ok().map(Type::number)
}

/// What a benefit must have once all packs have spoken.
fn complete_benefit(linker: &mut Linker<'_, '_>, index: usize) {
    let Some(benefit) = linker.benefits.get(index) else {
        return;
    };
    let Some((_, spot, _)) = benefit.layers.first() else {
        return;
    };
    let spot = spot.clone();
    let has = |pick: fn(&BenefitDocument) -> bool| benefit.layers.iter().any(|(_, _, it)| pick(it));
    let mut missing: Vec<&str> = Vec::new();
    if benefit.faulty {
        return;
    }
    if !has(|it| it.apply.is_some()) {
        missing.push("apply");
    }
    if !has(|it| it.no_rule.is_some()) {
        if benefit.conditions.is_empty() {
            missing.push("conditions");
        }
        if !has(|it| it.basis.as_ref().is_some_and(|it| !it.is_empty())) {
            missing.push("basis");
        }
        if !has(|it| it.materials.is_some()) {
            missing.push("materials");
        }
    }
    for key in missing {
        let help = if key == "apply" {
            "say which office to ask"
        } else {
            "give it, or `noRule` where the rule of the place is not known"
        };
        linker
            .report
            .error(Code::MissingKey, &spot, &format_args!("the key `{key}` is missing"))
            .help(help);
    }
}

fn declare_exclusion(
    linker: &mut Linker<'_, '_>,
    spot: &Spot,
    id: &str,
    document: &ExclusionDocument,
) {
    let mut packages = Vec::new();
    let mut scopes: Vec<Scope> = Vec::new();
    for (number, package) in document.packages.iter().enumerate() {
        let spot = spot.member("packages").item(number);
        let mut benefits = Vec::new();
        for (place, name) in package.iter().enumerate() {
            if let Some(benefit) = linker.benefit(&name.0) {
                scopes.extend(linker.benefits.get(usize::from(benefit)).map(|it| it.scope));
                benefits.push(benefit);
            } else {
                let help = did_you_mean(
                    &name.0,
                    &linker.benefits.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(),
                );
                linker
                    .report
                    .error(
                        Code::UnknownName,
                        &spot.item(place),
                        &format_args!("unknown benefit `{}`", name.0),
                    )
                    .help_if(help);
            }
        }
        packages.push(benefits);
    }
    let mut named: Vec<u16> = packages.iter().flatten().copied().collect();
    named.sort_unstable();
    if named.windows(2).any(|it| it.first() == it.last()) {
        linker.report.error(
            Code::DuplicateName,
            &spot.member("packages"),
            &"an exclusion names a benefit twice",
        );
    }
    if packages.len() < 2 || packages.iter().any(Vec::is_empty) {
        linker.report.error(
            Code::Combination,
            &spot.member("packages"),
            &"an exclusion is between two packages or more, each of one benefit or more",
        );
    }
    if scopes.windows(2).any(|it| it.first() != it.last()) {
        linker
            .report
            .error(
                Code::Combination,
                &spot.member("packages"),
                &"the benefits of an exclusion are not all of the same scope",
            )
            .help("write a condition for it, such as `not entitled(extreme_hardship_support)`");
    }
    let count: usize = packages.iter().map(Vec::len).sum();
    if count > limits::EXCLUSION_BENEFITS {
        linker.report.error(
            Code::TooMany,
            &spot.member("packages"),
            &format_args!("an exclusion links at most {} benefits", limits::EXCLUSION_BENEFITS),
        );
    }
    if linker.exclusions.iter().any(|it| it.id == id) {
        linker.report.error(Code::DuplicateName, spot, &format_args!("`{id}` is declared twice"));
    }
    linker.exclusions.push(Exclusion {
        id: id.to_owned(),
        rule: document.rule,
        packages,
        period: Period::between(document.from, document.to),
        origin: Origin::at(spot),
    });
}

/// A choice type shared by facts: the names of its values.
pub(super) fn fact_type(fact: &Fact) -> Type {
    let kind = match &fact.kind {
        FactKind::Bool | FactKind::Benefits => Kind::Bool,
        FactKind::Number { unit, whole, .. } => Kind::Number { unit: Some(*unit), whole: *whole },
        FactKind::Date { .. } => Kind::Date,
        FactKind::Choice { values } => Kind::Choice(Rc::from(values.clone())),
    };
    Type { kind, optional: fact.optional }
}

//! Linking: formulas become nodes, names become indices, each cell gets its one type.

use std::rc::Rc;

use crate::decimal::Decimal;

use super::types::{Kind, Mismatch, Type, unify};
use super::typing::Context;
use super::written::written;
use crate::adcode::Level;
use crate::assessment::BasisAt;
use crate::date::{Date, Period};
use crate::diagnostic::Code;
use crate::document::{
    Apply as ApplyDocument, BasisEntry, BenefitDocument, Expr, Formula, Open, PackDocument,
    PayPeriod, Scope, Status,
};
use crate::limits;
use crate::report::{Report, Spot};
use crate::rule::node::Node;
use crate::rule::value::Value;
use crate::rule::{
    Amount, Apply, Benefit, BenefitIndex, Cell, CellIndex, CellKind, Condition, Exclusion, Fact,
    HOUSEHOLD, Layer, ListScope, Origin, PERSON, Pack, Planned, Rules, ScopeIndex, Version,
};

/// What each name stands for in its scope, in order for a quick search.
#[derive(Default)]
pub(super) struct NameTable(Vec<(ScopeIndex, String, Symbol)>);

impl NameTable {
    fn place(&self, scope: ScopeIndex, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(other, it, _)| (*other, it.as_str()).cmp(&(scope, name)))
    }

    /// What a name stands for.
    pub(super) fn get(&self, scope: ScopeIndex, name: &str) -> Option<Symbol> {
        self.0.get(self.place(scope, name).ok()?).map(|(_, _, symbol)| *symbol)
    }

    /// Adds a name that is not there yet.
    pub(super) fn insert(&mut self, scope: ScopeIndex, name: &str, symbol: Symbol) {
        if let Err(place) = self.place(scope, name) {
            self.0.insert(place, (scope, name.to_owned(), symbol));
        }
    }

    /// A scope that has the name.
    pub(super) fn scope_of(&self, name: &str) -> Option<ScopeIndex> {
        self.0.iter().find(|(_, it, _)| it == name).map(|(scope, ..)| *scope)
    }

    /// The names of some scopes.
    pub(super) fn of_scopes(&self, scopes: &[ScopeIndex]) -> Vec<&str> {
        self.0
            .iter()
            .filter(|(it, ..)| scopes.contains(it))
            .map(|(_, name, _)| name.as_str())
            .collect()
    }
}

/// What a name stands for in a scope.
#[derive(Clone, Copy, Debug)]
pub(super) enum Symbol {
    Fact(usize),
    Cell(CellIndex),
    /// Declared with a fault that is reported already: whatever names it is not looked at.
    Faulty,
}

/// A cell while it is being linked.
pub(super) struct CellSource<'d> {
    pub(super) name: String,
    pub(super) kind: CellKind,
    pub(super) scope: ScopeIndex,
    /// The type its declaration states.
    pub(super) declared: Option<Type>,
    /// For an amount: how often it is paid.
    pub(super) period: Option<PayPeriod>,
    pub(super) layers: Vec<LayerSource<'d>>,
    state: State,
    linked: Vec<Layer>,
    pub(super) spot: Spot,
}

enum State {
    New,
    Open,
    Done(Option<Type>),
}

/// What one pack gives for a cell.
pub(super) struct LayerSource<'d> {
    pub(super) pack: usize,
    pub(super) spot: Spot,
    pub(super) entries: Vec<Entry<'d>>,
    pub(super) planned: Vec<Period>,
    /// Who may set the value below this pack.
    pub(super) open: Option<&'d Open>,
    /// The bound that the next higher layer puts on this one, and where it is written.
    pub(super) bound: Option<(&'d Expr, Spot)>,
}

/// A value by day.
pub(super) struct Entry<'d> {
    pub(super) spot: Spot,
    pub(super) period: Period,
    pub(super) content: Content<'d>,
    pub(super) status: Status,
    pub(super) review_by: Option<Date>,
    pub(super) basis: &'d [BasisEntry],
}

/// What stands for the value.
pub(super) enum Content<'d> {
    Gap,
    Figure(Decimal),
    Formula(&'d Formula),
    Test(&'d Expr),
    Judgement(&'d Expr),
}

/// A benefit while it is being linked.
pub(super) struct BenefitSource<'d> {
    pub(super) id: String,
    pub(super) scope: Scope,
    /// Whether a pack's entry has a fault that is reported already.
    pub(super) faulty: bool,
    pub(super) layers: Vec<(usize, Spot, &'d BenefitDocument)>,
    pub(super) conditions: Vec<(String, CellIndex)>,
    pub(super) amount: Option<(PayPeriod, CellIndex, CellIndex)>,
}

/// Where things stand, for the checks after linking.
pub(super) struct Spots {
    /// By cell, layer and version.
    pub(super) cells: Vec<Vec<Vec<Spot>>>,
    pub(super) declared: Vec<Spot>,
    pub(super) benefits: Vec<Spot>,
    /// By cell and layer: where the bound is written.
    pub(super) bounds: Vec<Vec<Option<Spot>>>,
}

/// Everything declared in a chain, and the report.
pub(super) struct Linker<'d, 'r> {
    pub(super) documents: &'d [PackDocument],
    pub(super) report: &'r mut Report,
    pub(super) scopes: Vec<ListScope>,
    pub(super) names: NameTable,
    pub(super) facts: Vec<Fact>,
    pub(super) cells: Vec<CellSource<'d>>,
    pub(super) benefits: Vec<BenefitSource<'d>>,
    pub(super) exclusions: Vec<Exclusion>,
    materials: Vec<Vec<(String, Option<Node>)>>,
    /// The unit of the comparison linked last.
    pub(super) compared: Option<crate::unit::Unit>,
    depth: u32,
}

impl<'d, 'r> Linker<'d, 'r> {
    pub(super) fn new(documents: &'d [PackDocument], report: &'r mut Report) -> Self {
        let list = |name: &str, least, most, unit| ListScope {
            name: name.to_owned(),
            least,
            most,
            unit,
            facts: Vec::new(),
        };
        let scopes = vec![
            list("household", 1, 1, crate::unit::Unit::NONE),
            list("members", 1, limits::MEMBERS, crate::unit::Unit::PERSON),
        ];
        Self {
            documents,
            report,
            scopes,
            names: NameTable::default(),
            facts: Vec::new(),
            cells: Vec::new(),
            benefits: Vec::new(),
            exclusions: Vec::new(),
            materials: Vec::new(),
            compared: None,
            depth: 0,
        }
    }

    /// The level of a pack.
    pub(super) fn level(&self, pack: usize) -> Level {
        self.documents
            .get(pack)
            .and_then(|it| it.adcode)
            .map_or(Level::Nation, crate::adcode::Adcode::level)
    }

    /// The scope a name stands for; members are `person` there.
    pub(super) fn scope(&self, name: &str) -> Option<ScopeIndex> {
        match name {
            "household" => Some(HOUSEHOLD),
            "person" => Some(PERSON),
            _ => u8::try_from(
                self.scopes.iter().skip(2).position(|it| it.name == name)?.saturating_add(2),
            )
            .ok(),
        }
    }

    /// The list a fold names.
    pub(super) fn list(&self, name: &str) -> Option<ScopeIndex> {
        u8::try_from(self.scopes.iter().skip(1).position(|it| it.name == name)?.saturating_add(1))
            .ok()
    }

    /// The benefit an id stands for.
    pub(super) fn benefit(&self, id: &str) -> Option<BenefitIndex> {
        u16::try_from(self.benefits.iter().position(|it| it.id == id)?).ok()
    }

    /// The name's meaning in a scope, or else in the household.
    pub(super) fn resolve(&self, scope: ScopeIndex, name: &str) -> Option<Symbol> {
        self.names.get(scope, name).or_else(|| self.names.get(HOUSEHOLD, name))
    }

    /// Adds a cell.
    pub(super) fn add_cell(
        &mut self,
        name: String,
        kind: CellKind,
        scope: ScopeIndex,
        declared: Option<Type>,
        spot: Spot,
    ) -> CellIndex {
        let index = u16::try_from(self.cells.len()).unwrap_or(u16::MAX);
        if self.cells.len() == limits::CELLS {
            let message = format!(
                "the chain has more than {} parameters, definitions, conditions and amounts",
                limits::CELLS
            );
            self.report.error(Code::TooMany, &spot, &message);
        }
        self.cells.push(CellSource {
            name,
            kind,
            scope,
            declared,
            period: None,
            layers: Vec::new(),
            state: State::New,
            linked: Vec::new(),
            spot,
        });
        index
    }

    /// Links every cell and benefit.
    pub(super) fn link(&mut self) {
        for index in 0..self.cells.len() {
            self.cell_type(u16::try_from(index).unwrap_or(u16::MAX), None);
        }
        for index in 0..self.benefits.len() {
            let materials = self.benefit_materials(index);
            self.materials.push(materials);
        }
    }

    /// The type of a cell, linking it first if it is new. `asked_at` is where its name stands.
    pub(super) fn cell_type(&mut self, index: CellIndex, asked_at: Option<&Spot>) -> Option<Type> {
        let cell = self.cells.get(usize::from(index))?;
        match &cell.state {
            State::Done(found) => return found.clone(),
            State::Open => {
                if cell.declared.is_some() {
                    // Its type is stated, so that it can be named while it is being linked; the graph check tells circles.
                    return cell.declared.clone();
                }
                let message = format!("`{}` rests on itself", cell.name);
                let spot = asked_at.unwrap_or(&cell.spot).clone();
                self.report.error(Code::Cycle, &spot, &message).help(
                    "break the circle: a value may rest only on values that do not rest on it",
                );
                return None;
            }
            State::New => {}
        }
        if self.depth > limits::EVALUATION_DEPTH / 4 {
            let message = format!(
                "`{}` rests on a chain of more than {} definitions",
                cell.name,
                limits::EVALUATION_DEPTH / 4
            );
            let spot = cell.spot.clone();
            self.report
                .error(Code::TooDeep, &spot, &message)
                .help("state the unit or type of a definition on the way, or shorten the chain");
            return None;
        }
        let layers = std::mem::take(&mut self.cells.get_mut(usize::from(index))?.layers);
        self.cells.get_mut(usize::from(index))?.state = State::Open;
        self.depth = self.depth.saturating_add(1);
        let (found, linked) = self.link_layers(index, &layers);
        self.depth = self.depth.saturating_sub(1);
        let cell = self.cells.get_mut(usize::from(index))?;
        cell.layers = layers;
        cell.linked = linked;
        cell.state = State::Done(found.clone());
        found
    }

    fn link_layers(
        &mut self,
        index: CellIndex,
        layers: &[LayerSource<'d>],
    ) -> (Option<Type>, Vec<Layer>) {
        let Some(cell) = self.cells.get(usize::from(index)) else {
            return (None, Vec::new());
        };
        let (scope, kind, period) = (cell.scope, cell.kind, cell.period);
        let mut found = cell.declared.clone();
        let mut linked = Vec::new();
        for (number, layer) in layers.iter().enumerate() {
            let mut versions = Vec::new();
            for entry in &layer.entries {
                let context =
                    Context { scope, spot: entry.spot.clone(), parent: Some((index, number)) };
                self.compared = None;
                let typed = self.link_entry(entry, &context, found.as_ref());
                // The outermost comparison is linked last.
                let compared = self.compared.filter(|_| matches!(&typed, Some((Node::Binary(operator, _), _)) if operator.comparison().is_some()));
                if let Some((_, entry_type)) = &typed {
                    found = self.settle(found, entry_type, &entry.spot, kind, period, scope);
                }
                let node = match entry.content {
                    Content::Gap => None,
                    _ => typed.map(|(node, _)| node),
                };
                versions.push(Version {
                    period: entry.period,
                    node,
                    formula: match &entry.content {
                        Content::Gap | Content::Figure(_) => None,
                        Content::Test(expr) | Content::Judgement(expr) => Some(expr.0.clone()),
                        Content::Formula(formula) => Some(written(formula)),
                    },
                    status: entry.status,
                    review_by: entry.review_by,
                    basis: resolve_basis(self.documents, layer.pack, entry.basis),
                    compared,
                    origin: Origin::at(&entry.spot),
                });
            }
            let bound = layer.bound.as_ref().and_then(|(bound, spot)| {
                let context = Context { scope, spot: spot.clone(), parent: Some((index, number)) };
                self.bound(index, bound, &context, found.as_ref())
            });
            let planned = layer.planned.iter().map(|it| Planned { period: *it }).collect();
            linked.push(Layer { pack: layer.pack, versions, planned, bound });
            // The layers below may read this one by `parent`.
            if let Some(cell) = self.cells.get_mut(usize::from(index)) {
                cell.declared.clone_from(&found);
            }
        }
        (found, linked)
    }

    fn link_entry(
        &mut self,
        entry: &Entry<'d>,
        context: &Context,
        wanted: Option<&Type>,
    ) -> Option<(Node, Type)> {
        match &entry.content {
            Content::Gap => None,
            Content::Figure(figure) => {
                // A parameter's unit is declared.
                Some((Node::Constant(Value::Number(*figure)), wanted?.clone()))
            }
            Content::Formula(formula) => self.formula(formula, context, wanted),
            Content::Test(test) => self.source(test, context, Some(&Type::BOOL)),
            Content::Judgement(judgement) => {
                let (node, found) = self.source(judgement, context, Some(&Type::BOOL))?;
                Some((Node::Judgement(Box::new(node)), found))
            }
        }
    }

    /// The one type of a cell's entries.
    fn settle(
        &mut self,
        before: Option<Type>,
        found: &Type,
        spot: &Spot,
        kind: CellKind,
        period: Option<PayPeriod>,
        scope: ScopeIndex,
    ) -> Option<Type> {
        if kind == CellKind::Amount {
            return self.settle_amount(before, found, spot, period?, scope);
        }
        if let CellKind::Condition = kind
            && found.kind != Kind::Bool
        {
            self.report.error(
                Code::ExpressionType,
                spot,
                &format_args!("expected a condition (true or false), found {}", found.words()),
            );
            return Some(Type::BOOL);
        }
        let Some(before) = before else {
            // A formula of bare numbers alone is plain.
            let mut settled = found.clone();
            if let Kind::Number { unit: unit @ None, .. } = &mut settled.kind {
                *unit = Some(crate::unit::Unit::NONE);
            }
            return Some(settled);
        };
        match unify(&before, found) {
            Ok(both) if both.optional == before.optional => {
                let whole = |it: &Type| matches!(it.kind, Kind::Number { whole: true, .. });
                if whole(&before) && !whole(&both) {
                    self.report
                        .error(
                            Code::ExpressionType,
                            spot,
                            &"expected a whole number, found a number",
                        )
                        .help("round it, or state `\"type\": \"number\"`");
                }
                return Some(before);
            }
            Ok(_) => {
                let message = format!("expected {}, found {}", before.words(), found.words());
                self.report
                    .error(Code::ExpressionOptional, spot, &message)
                    .help("say what holds where there is none: `x else …`");
            }
            Err(mismatch) => self.mismatch(&mismatch, &before, found, spot),
        }
        Some(before)
    }

    fn settle_amount(
        &mut self,
        before: Option<Type>,
        found: &Type,
        spot: &Spot,
        period: PayPeriod,
        scope: ScopeIndex,
    ) -> Option<Type> {
        let base: &[&str] = match (period, scope) {
            (PayPeriod::Month, PERSON) => &["yuan/person/month", "yuan/month"],
            (PayPeriod::Year, PERSON) => &["yuan/person/year", "yuan/year"],
            (PayPeriod::Once, PERSON) => &["yuan/person", "yuan"],
            (PayPeriod::Month, _) => &["yuan/month"],
            (PayPeriod::Year, _) => &["yuan/year"],
            (PayPeriod::Once, _) => &["yuan"],
        };
        let units: Vec<crate::unit::Unit> = base.iter().filter_map(|it| it.parse().ok()).collect();
        let unit = match &found.kind {
            Kind::Number { unit: None, .. } => {
                before.as_ref().and_then(Type::unit).or(units.first().copied())?
            }
            Kind::Number { unit: Some(unit), .. } if units.contains(unit) => *unit,
            Kind::Number { unit: Some(unit), .. } => {
                let help = "household amounts are for the whole household, and the unit must fit the period";
                self.report
                    .error(
                        Code::ExpressionUnit,
                        spot,
                        &format_args!(
                            "expected an amount in `{}`, found `{unit}`",
                            base.join("` or `")
                        ),
                    )
                    .help(help);
                return before;
            }
            _ => {
                self.report.error(
                    Code::ExpressionType,
                    spot,
                    &format_args!("expected an amount, found {}", found.words()),
                );
                return before;
            }
        };
        if found.optional {
            self.report
                .error(Code::ExpressionOptional, spot, &"the amount may be absent")
                .help("say what is paid where there is none: `x else 0`");
        }
        Some(Type::number(unit))
    }

    /// Reports two types that do not fit.
    pub(super) fn mismatch(
        &mut self,
        mismatch: &Mismatch,
        expected: &Type,
        found: &Type,
        spot: &Spot,
    ) {
        match mismatch {
            Mismatch::Unit(a, b) => {
                let crossing = [a, b].iter().any(|it| it.to_string().contains("month"))
                    && [a, b].iter().any(|it| it.to_string().contains("year"));
                let help = crossing.then(|| {
                    "turn one into the other with `per_month(x)` or `per_year(x)`".to_owned()
                });
                self.report
                    .error(Code::ExpressionUnit, spot, &format_args!("expected `{a}`, found `{b}`"))
                    .help_if(help);
            }
            Mismatch::Kind => {
                self.report.error(
                    Code::ExpressionType,
                    spot,
                    &format_args!("expected {}, found {}", expected.words(), found.words()),
                );
            }
        }
    }

    /// The one formula of a definition that has only one, if it is linked already.
    pub(super) fn linked_once(&self, cell: CellIndex) -> Option<&Node> {
        let cell =
            self.cells.get(usize::from(cell)).filter(|it| it.kind == CellKind::Definition)?;
        match cell.linked.as_slice() {
            [Layer { versions, .. }] => match versions.as_slice() {
                [version] => version.node.as_ref(),
                _ => None,
            },
            _ => None,
        }
    }

    fn benefit_materials(&mut self, index: usize) -> Vec<(String, Option<Node>)> {
        let Some(benefit) = self.benefits.get(index) else {
            return Vec::new();
        };
        let scope = if benefit.scope == Scope::Person { PERSON } else { HOUSEHOLD };
        let layer = benefit.layers.iter().rev().find_map(|(_, spot, document)| {
            Some((spot.member("materials"), document.materials.as_ref()?))
        });
        let Some((spot, materials)) = layer else {
            return Vec::new();
        };
        let mut linked = Vec::new();
        for (number, material) in materials.iter().enumerate() {
            let spot = spot.item(number);
            let id = &material.material.0;
            let known: Vec<&str> = self
                .documents
                .iter()
                .filter_map(|it| it.materials.as_ref())
                .flat_map(|it| it.iter().map(|(id, _)| id))
                .collect();
            if !known.contains(&id.as_str()) {
                let help = crate::report::did_you_mean(id, &known)
                    .unwrap_or_else(|| "list it under `/materials`".to_owned());
                self.report
                    .error(
                        Code::UnknownName,
                        &spot.member("material"),
                        &format_args!("unknown material `{id}`"),
                    )
                    .help(help);
            }
            let when = material.when.as_ref().and_then(|when| {
                let context = Context { scope, spot: spot.member("when"), parent: None };
                let (node, found) = self.source(when, &context, Some(&Type::BOOL))?;
                if found.kind != Kind::Bool {
                    self.report.error(
                        Code::ExpressionType,
                        &context.spot,
                        &format_args!("expected true or false, found {}", found.words()),
                    );
                }
                Some(node)
            });
            linked.push((id.clone(), when));
        }
        linked
    }

    /// The rules, if there is no error, and where everything stands.
    pub(super) fn finish(self, packs: Vec<Pack>) -> (Rules, Spots) {
        let mut spots = Spots {
            cells: Vec::new(),
            declared: Vec::new(),
            benefits: Vec::new(),
            bounds: Vec::new(),
        };
        let mut cells = Vec::new();
        for cell in self.cells {
            spots.cells.push(
                cell.layers
                    .iter()
                    .map(|layer| layer.entries.iter().map(|it| it.spot.clone()).collect())
                    .collect(),
            );
            spots.bounds.push(
                cell.layers
                    .iter()
                    .map(|layer| layer.bound.as_ref().map(|_| layer.spot.clone()))
                    .collect(),
            );
            spots.declared.push(cell.spot);
            let found = match cell.state {
                State::Done(found) => found,
                State::New | State::Open => cell.declared,
            };
            let choice = found.as_ref().and_then(|it| match &it.kind {
                Kind::Choice(values) => Some(values.to_vec()),
                _ => None,
            });
            let unit = found.as_ref().and_then(Type::unit);
            cells.push(Cell {
                name: cell.name,
                kind: cell.kind,
                scope: cell.scope,
                unit,
                choice,
                layers: cell.linked,
            });
        }
        let mut benefits = Vec::new();
        for (benefit, materials) in self.benefits.into_iter().zip(self.materials) {
            spots
                .benefits
                .push(benefit.layers.first().map(|(_, spot, _)| spot.clone()).unwrap_or_default());
            benefits.push(finish_benefit(self.documents, benefit, materials));
        }
        let rules = Rules {
            packs,
            scopes: self.scopes,
            facts: self.facts,
            cells,
            benefits,
            exclusions: self.exclusions,
            reads: crate::rule::reads::Reads::default(),
        };
        (rules, spots)
    }
}

/// Each entry with the nearest pack, from this one up, that lists its source.
fn resolve_basis(documents: &[PackDocument], pack: usize, entries: &[BasisEntry]) -> Vec<BasisAt> {
    let mut resolved = Vec::with_capacity(entries.len());
    for entry in entries {
        let lists = |it: &&PackDocument| {
            it.sources.as_ref().is_some_and(|it| it.get(&entry.source.0).is_some())
        };
        let above = documents.get(..=pack).unwrap_or_default();
        let listing = above.iter().rev().find(lists);
        let source = listing.and_then(|it| it.sources.as_ref()?.get(&entry.source.0));
        resolved.push(BasisAt {
            layer: listing.and_then(|it| it.adcode).unwrap_or(crate::adcode::Adcode::NATION),
            source: entry.source.0.clone(),
            in_force: source.and_then(|it| it.in_force),
            clause: entry.clause.as_ref().map(|it| it.0.clone()),
        });
    }
    resolved
}

fn finish_benefit(
    documents: &[PackDocument],
    benefit: BenefitSource<'_>,
    materials: Vec<(String, Option<Node>)>,
) -> Benefit {
    let mut local = benefit.layers.iter().rev();
    // The most local pack that speaks of the rule at all says whether it is known.
    let no_rule = local
        .find(|(_, _, it)| it.no_rule.is_some() || it.conditions.is_some())
        .is_none_or(|(_, _, it)| it.no_rule.is_some());
    let first = benefit.layers.first().map(|(_, _, it)| *it);
    let most_local = |pick: fn(&BenefitDocument) -> bool| {
        benefit.layers.iter().rev().find(|(_, _, it)| pick(it)).map(|(pack, _, it)| (*pack, *it))
    };
    Benefit {
        scope: benefit.scope,
        order: first.and_then(|it| it.order).unwrap_or(i64::MAX),
        period: Period::between(first.and_then(|it| it.from), first.and_then(|it| it.to)),
        no_rule,
        conditions: benefit
            .conditions
            .into_iter()
            .map(|(id, cell)| Condition { id, cell })
            .collect(),
        amount: benefit.amount.map(|(period, low, high)| Amount { period, low, high }),
        start: most_local(|it| it.start.is_some()).and_then(|(_, it)| it.start),
        materials,
        apply: most_local(|it| it.apply.is_some()).and_then(|(_, it)| it.apply.as_ref()).map(apply),
        basis: most_local(|it| it.basis.is_some())
            .and_then(|(pack, it)| {
                it.basis.as_ref().map(|basis| resolve_basis(documents, pack, basis))
            })
            .unwrap_or_default(),
        id: benefit.id,
    }
}

fn apply(document: &ApplyDocument) -> Apply {
    Apply {
        has_channel: document.channel.is_some(),
        phone: document.phone.as_ref().map(|it| it.0.clone()),
        days: document.days,
        day_kind: document.day_kind,
    }
}

/// A choice type of these values.
pub(super) fn choice<'a>(values: impl IntoIterator<Item = &'a str>) -> Type {
    let values: Rc<[String]> = values.into_iter().map(str::to_owned).collect();
    Type { kind: Kind::Choice(values), optional: false }
}

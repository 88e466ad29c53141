//! The calculator: rules once loaded, households assessed against them.

use crate::adcode::Adcode;
use crate::assess;
use crate::assessment::{Assessment, Interview};
use crate::check::{self, Strictness};
use crate::date::Date;
use crate::diagnostic::{Code, Diagnostic};
use crate::document::PackDocument;
use crate::document::decode::{Decode, Decoder};
use crate::evaluate::Day;
use crate::household::digest::sha256;
use crate::household::{self, Household};
use crate::limits;
use crate::report::{Report, Spot};
use crate::rule::Rules;
use crate::source::{Files, Json, Value, merge, parse, write_compact};

/// A file of a pack: its name, for diagnostics, and its text.
#[derive(Clone, Copy, Debug)]
pub struct PackFile<'a> {
    /// What the caller calls it.
    pub name: &'a str,
    /// Its JSON text.
    pub text: &'a str,
}

/// The rules of a chain of packs, ready to assess households.
///
/// A calculator holds rules that have passed every check: assessing cannot fail, loop or overflow.
///
/// # Examples
///
/// ```
/// use huisuan::{Calculator, PackFile};
///
/// let nation = r#"{
///   "schema": "huisuan.rules/1", "adcode": "000000", "version": "1", "name": {"zh-CN": "全国", "en": "Nation"},
///   "sources": {"law": {"title": "一部法律", "issuer": "一个机关", "kind": "official"}},
///   "facts": {"wage": {"scope": "person", "type": {"money": {"unit": "yuan/person/month", "min": "0", "max": "100000"}},
///                      "question": {"zh-CN": "每月工资多少?", "en": "Monthly wage?"}}},
///   "benefits": {"allowance": {"name": {"zh-CN": "补贴", "en": "Allowance"}, "scope": "person",
///     "conditions": {"low_wage": {"text": {"zh-CN": "工资低于1000元", "en": "Wage below 1000"}, "test": "wage < 1000", "basis": [{"source": "law"}]}},
///     "amount": {"period": "month", "value": "max(0, 1000 - wage)"},
///     "materials": [], "apply": {"office": {"zh-CN": "街道办事处", "en": "Subdistrict office"}}, "basis": [{"source": "law"}]}}
/// }"#;
/// let calculator = Calculator::load(&[vec![PackFile { name: "000000.json", text: nation }]]).unwrap();
/// let on = "2026-07-01".parse()?;
///
/// let household = calculator.household(r#"{"members": [{"id": "m1", "wage": "400"}]}"#, on).unwrap();
/// let assessment = calculator.assess(&household, on);
/// let amount = assessment.determinations[0].amount.unwrap();
/// assert_eq!(amount.low.to_string(), "600.00");
///
/// // A fact that is not given is unknown, and what depends on it is a range.
/// let household = calculator.household(r#"{"members": [{"id": "m1"}]}"#, on).unwrap();
/// let assessment = calculator.assess(&household, on);
/// assert_eq!(assessment.determinations[0].missing, ["m1.wage"]);
/// # Ok::<(), huisuan::date::ParseDateError>(())
/// ```
#[derive(Debug)]
pub struct Calculator {
    rules: Rules,
    warnings: Vec<Diagnostic>,
}

impl Calculator {
    /// Loads a chain: the packs from the nation down to a district, in any order, each as one file or several.
    ///
    /// # Errors
    ///
    /// Every fault that was found, in the order of the packs and of their texts.
    pub fn load(packs: &[Vec<PackFile<'_>>]) -> Result<Self, Vec<Diagnostic>> {
        Self::load_as(packs, Strictness::Reader)
    }

    /// Loads a chain as its author: what a page passes over with a notice (a bound broken by a newer higher pack) is an error here.
    ///
    /// # Errors
    ///
    /// Every fault that was found.
    pub fn check(packs: &[Vec<PackFile<'_>>]) -> Result<Self, Vec<Diagnostic>> {
        Self::load_as(packs, Strictness::Author)
    }

    fn load_as(
        packs: &[Vec<PackFile<'_>>],
        strictness: Strictness,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut files = Files::default();
        let mut report = Report::default();
        let mut trees: Vec<Json> = packs
            .iter()
            .enumerate()
            .map(|(pack, it)| read_pack(pack, it, &mut files, &mut report))
            .collect();
        if report.has_errors() {
            return Err(report.place(&files, &trees));
        }
        let links: Vec<check::Link> = trees
            .iter()
            .map(|it| check::Link {
                adcode: adcode_of(it, "adcode"),
                parent: adcode_of(it, "parent"),
                has_parent: it.get("parent").is_some(),
            })
            .collect();
        let order = check::order(&links, &mut report);
        if order.len() == trees.len() && !report.has_errors() {
            trees = order.iter().filter_map(|it| trees.get(*it).cloned()).collect();
        }
        let mut documents = Vec::new();
        let mut loaded = Vec::new();
        for (pack, tree) in trees.iter().enumerate() {
            #[cfg(feature = "author")]
            if strictness == Strictness::Author {
                check::lints::languages(tree, pack, &mut report);
            }
            let document = PackDocument::decode(tree, &mut Decoder::new(&mut report, pack));
            loaded.extend(check::header(
                &document,
                pack,
                sha256(write_compact(tree).as_bytes()),
                &mut report,
            ));
            documents.push(document);
        }
        if documents.len() != trees.len()
            || loaded.len() != trees.len()
            || order.len() != trees.len()
        {
            return Err(report.place(&files, &trees));
        }
        match check::check(&documents, loaded, strictness, &mut report) {
            Some(rules) if !report.has_errors() => {
                Ok(Self { rules, warnings: report.place(&files, &trees) })
            }
            _ => Err(report.place(&files, &trees)),
        }
    }

    /// What an author should look at although the chain can be used.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.warnings
    }

    /// The district the chain is for.
    pub fn district(&self) -> Adcode {
        self.rules.packs.last().map_or(Adcode::NATION, |it| it.adcode)
    }

    /// Reads a household document as of a day.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it. Values are not repeated in messages: they are personal.
    pub fn household(&self, text: &str, on: Date) -> Result<Household, Vec<Diagnostic>> {
        self.household_named("household", text, on)
    }

    /// The same, with the name of the file for diagnostics.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn household_named(
        &self,
        name: &str,
        text: &str,
        on: Date,
    ) -> Result<Household, Vec<Diagnostic>> {
        household::read(&self.rules, name, text, on)
    }

    /// All determinations of a household on a day. The household was read for the same day.
    pub fn assess<'c>(&'c self, household: &'c Household, on: Date) -> Assessment<'c> {
        self.on(on).assess(household)
    }

    /// The facts that can still change a verdict or an amount.
    pub fn interview<'c>(&'c self, household: &'c Household, on: Date) -> Interview<'c> {
        self.on(on).interview(household)
    }

    /// The rules of a day, for assessing many households on it.
    pub fn on(&self, on: Date) -> OnDay<'_> {
        OnDay { rules: &self.rules, day: Day::new(&self.rules, on), on }
    }

    /// The rules, for the listings of this crate.
    pub(crate) fn rules(&self) -> &Rules {
        &self.rules
    }
}

/// The rules in force on a day.
#[derive(Debug)]
pub struct OnDay<'c> {
    rules: &'c Rules,
    day: Day,
    on: Date,
}

impl<'c> OnDay<'c> {
    /// All determinations of a household.
    pub fn assess<'a>(&self, household: &'a Household) -> Assessment<'a>
    where
        'c: 'a,
    {
        assess::assess(self.rules, &self.day, household, self.on)
    }

    /// The facts that can still change a verdict or an amount.
    pub fn interview<'a>(&self, household: &'a Household) -> Interview<'a>
    where
        'c: 'a,
    {
        assess::interview(self.rules, &self.day, household, self.on)
    }
}

/// The one text of a pack as it is published: the union of its files, without spaces.
///
/// # Errors
///
/// Faults of the texts themselves: not JSON, a key or name given twice. Use [`Calculator::check`] for the rules.
pub fn publish(files: &[PackFile<'_>]) -> Result<String, Vec<Diagnostic>> {
    let mut known = Files::default();
    let mut report = Report::default();
    let tree = read_pack(0, files, &mut known, &mut report);
    if report.has_errors() { Err(report.place(&known, &[tree])) } else { Ok(write_compact(&tree)) }
}

/// Reads the files of a pack and unites them.
fn read_pack<'a>(
    pack: usize,
    files: &[PackFile<'a>],
    known: &mut Files<'a>,
    report: &mut Report,
) -> Json {
    let mut tree =
        Json { place: crate::source::Place::default(), value: Value::Object(Vec::new()) };
    let spot = Spot { pack, ..Spot::default() };
    let size: usize = files.iter().map(|it| it.text.len()).sum();
    for (index, file) in files.iter().enumerate() {
        let number = known.add(file.name, file.text);
        let place = crate::source::Place { file: number, offset: 0 };
        if index == 0 {
            tree.place = place;
        }
        if size > limits::PACK_BYTES {
            if index == 0 {
                report
                    .error(
                        Code::TooLarge,
                        &spot,
                        &format_args!(
                            "the pack has {size} bytes, more than {}",
                            limits::PACK_BYTES
                        ),
                    )
                    .at(place);
            }
            continue;
        }
        let mut faults = Vec::new();
        match parse(file.text, number) {
            Ok(json) if matches!(json.value, Value::Object(_)) => {
                if json.get("adcode").is_some() {
                    // What is wrong with the pack as a whole is shown where its header is.
                    tree.place = json.place;
                }
                merge(&mut tree, json, &mut faults);
            }
            Ok(json) => {
                report
                    .error(
                        Code::WrongType,
                        &spot,
                        &format_args!("expected an object, found {}", json.kind()),
                    )
                    .at(place);
            }
            Err(found) => faults = found,
        }
        for fault in faults {
            report.error(fault.code, &spot, &fault.message).at(fault.place);
        }
    }
    tree
}

/// An adcode in the header of a pack, if it is one.
fn adcode_of(tree: &Json, key: &str) -> Option<Adcode> {
    match &tree.get(key)?.value {
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
}

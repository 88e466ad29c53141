//! What the columns of a list of households stand for.

use std::fmt;

use arrow_schema::{DataType, Schema};
use huisuan::Calculator;
use huisuan::listing::FactListing;

use crate::cell::Kind;

/// The columns of a batch, each understood, or why they are not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    /// The column that names a row.
    pub(crate) id: Option<usize>,
    /// The column with the district.
    pub(crate) district: Option<usize>,
    /// The column with the day asked.
    pub(crate) on: Option<usize>,
    /// The column with a household document, instead of columns for facts.
    pub(crate) household: Option<usize>,
    /// Facts of the household.
    pub(crate) facts: Vec<FactColumn>,
    /// Lists of entries, members first.
    pub(crate) lists: Vec<List>,
}

/// A column with a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FactColumn {
    pub(crate) column: usize,
    /// The name of the column: `savings`, `m1.wage_income`.
    pub(crate) name: String,
    /// The name of the fact.
    pub(crate) fact: String,
    pub(crate) kind: Kind,
}

/// The columns of a list's entries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct List {
    /// `members`, `supporters`.
    pub(crate) name: String,
    pub(crate) entries: Vec<Entry>,
}

/// The columns of one entry. An entry all of whose cells are empty is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) id: String,
    pub(crate) facts: Vec<FactColumn>,
}

/// Why a header cannot be used: no row of the list can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeaderFault {
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl fmt::Display for HeaderFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for HeaderFault {}

impl Columns {
    /// Understands the columns of a schema by the facts that the rules of one or several districts declare.
    ///
    /// # Errors
    ///
    /// The first column that is no fact, is given twice, or has a type that cannot hold its fact exactly.
    pub fn of<'c>(
        schema: &Schema,
        rules: impl IntoIterator<Item = &'c Calculator>,
    ) -> Result<Self, HeaderFault> {
        let declared: Vec<FactListing<'_>> =
            rules.into_iter().flat_map(Calculator::facts).collect();
        let mut columns = Self {
            id: None,
            district: None,
            on: None,
            household: None,
            facts: Vec::new(),
            lists: vec![List { name: "members".to_owned(), entries: Vec::new() }],
        };
        for (index, field) in schema.fields().iter().enumerate() {
            let name = field.name().trim();
            if schema.fields().iter().take(index).any(|it| it.name().trim() == name) {
                return Err(HeaderFault {
                    message: format!("the column `{name}` stands in the header twice"),
                    help: "remove one of the two".to_owned(),
                });
            }
            match name {
                "id" => columns.id = Some(index),
                "district" => columns.district = Some(index),
                "on" => columns.on = Some(index),
                "household" => columns.household = Some(index),
                _ => columns.add(index, name, field.data_type(), &declared)?,
            }
        }
        if columns.household.is_some() && columns.has_facts() {
            return Err(HeaderFault {
                message: "the list has both a column `household` and columns of facts".to_owned(),
                help: "give each household either as a document or as columns".to_owned(),
            });
        }
        if columns.household.is_none() && columns.lists.iter().all(|it| it.entries.is_empty()) {
            return Err(HeaderFault {
                message: "the header names no fact of any member".to_owned(),
                help: "name columns after the facts, such as `m1.birth_date`; \
                       `huisuan batch --header` prints all of them"
                    .to_owned(),
            });
        }
        Ok(columns)
    }

    fn has_facts(&self) -> bool {
        !self.facts.is_empty() || self.lists.iter().any(|it| !it.entries.is_empty())
    }

    fn add(
        &mut self,
        column: usize,
        name: &str,
        data: &DataType,
        declared: &[FactListing<'_>],
    ) -> Result<(), HeaderFault> {
        let (entry, fact) = match name.split_once('.') {
            Some((entry, fact)) => (Some(entry), fact),
            None => (None, name),
        };
        let found = declared
            .iter()
            .find(|it| it.name == fact && (it.scope == "household") == entry.is_none());
        let Some(listing) = found else {
            return Err(unknown(name, entry.is_some(), declared));
        };
        if matches!(data, DataType::Float16 | DataType::Float32 | DataType::Float64)
            && matches!(listing.kind.kind, "money" | "number")
        {
            return Err(HeaderFault {
                message: format!(
                    "the column `{name}` holds floating-point numbers, which are not exact"
                ),
                help: "write the column as text or as decimals".to_owned(),
            });
        }
        let read = FactColumn {
            column,
            name: name.to_owned(),
            fact: fact.to_owned(),
            kind: Kind { word: listing.kind.kind, optional: listing.optional },
        };
        let Some(entry) = entry else {
            self.facts.push(read);
            return Ok(());
        };
        let list = if listing.scope == "person" { "members" } else { listing.scope };
        let elsewhere = |it: &&List| it.name != list && it.entries.iter().any(|it| it.id == entry);
        if let Some(other) = self.lists.iter().find(elsewhere) {
            return Err(HeaderFault {
                message: format!(
                    "`{entry}` is in the list `{}`, but `{fact}` is a fact of `{list}`",
                    other.name
                ),
                help: "give every entry an id of its own".to_owned(),
            });
        }
        let new = || List { name: list.to_owned(), entries: Vec::new() };
        let list = found_or_new(&mut self.lists, |it| it.name == list, new);
        let new = || Entry { id: entry.to_owned(), facts: Vec::new() };
        let entry = list.map(|it| found_or_new(&mut it.entries, |it| it.id == entry, new));
        if let Some(Some(entry)) = entry {
            entry.facts.push(read);
        }
        Ok(())
    }
}

/// The item that is meant, put at the end where it is not there yet.
fn found_or_new<T>(
    items: &mut Vec<T>,
    is_meant: impl Fn(&T) -> bool,
    new: impl FnOnce() -> T,
) -> Option<&mut T> {
    if let Some(place) = items.iter().position(is_meant) {
        return items.get_mut(place);
    }
    items.push(new());
    items.last_mut()
}

fn unknown(name: &str, of_entry: bool, declared: &[FactListing<'_>]) -> HeaderFault {
    let fact = name.split_once('.').map_or(name, |(_, fact)| fact);
    let help = match declared.iter().find(|it| it.name == fact) {
        Some(_) if of_entry => {
            format!("`{fact}` is a fact of the household: name the column `{fact}`")
        }
        Some(it) => format!(
            "`{fact}` is a fact of each entry of `{}`: name the column `m1.{fact}`",
            it.scope
        ),
        None => {
            let names: Vec<&str> = declared.iter().map(|it| it.name).collect();
            match huisuan::diagnostic::closest(fact, &names) {
                Some(nearest) => format!("did you mean `{}`?", name.replace(fact, nearest)),
                None => "`huisuan batch --header` prints the columns there may be".to_owned(),
            }
        }
    };
    HeaderFault { message: format!("the column `{name}` is not a fact"), help }
}

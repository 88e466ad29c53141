//! The JSON Schema of the format, from the same declarations that read it.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Schema, json};

use super::decode::Names;
use super::values::{Expr, Line, Name, Text, Url};
use super::{ChoiceType, DateBound, DefinitionType, FactType, Formula, Otherwise, PackDocument};
use crate::adcode::Adcode;
use crate::date::Date;
use crate::decimal::Decimal;
use crate::limits;
use crate::unit::Unit;

/// The schema of one jurisdiction's pack, or of one file of it: draft 2020-12.
///
/// It takes what the loader takes by shape; whether names lead somewhere and days fit together is for `check`.
pub fn schema() -> Schema {
    let mut definitions = Definitions::default();
    let pack = PackDocument::describe(&mut definitions);
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "huisuan.rules/1",
        "title": "Huisuan rule pack",
        "$ref": pack.get("$ref"),
        "$defs": definitions.all,
    })
}

/// A part of the format that can be described.
pub(crate) trait Describe {
    /// Its schema; objects become named definitions.
    fn describe(schema: &mut Definitions) -> Schema;
}

/// A key of an object: its schema, and whether it must be there.
pub(crate) trait DescribeField {
    const REQUIRED: bool;
    fn describe_field(schema: &mut Definitions) -> Schema;
}

impl<T: Describe> DescribeField for T {
    const REQUIRED: bool = true;

    fn describe_field(schema: &mut Definitions) -> Schema {
        T::describe(schema)
    }
}

impl<T: Describe> DescribeField for Option<T> {
    const REQUIRED: bool = false;

    fn describe_field(schema: &mut Definitions) -> Schema {
        T::describe(schema)
    }
}

/// The named definitions found so far.
#[derive(Default)]
pub(crate) struct Definitions {
    all: BTreeMap<String, Schema>,
}

impl Definitions {
    /// Describes a type once and refers to it by name.
    pub(crate) fn define(
        &mut self,
        name: &str,
        doc: &str,
        describe: impl FnOnce(&mut Self) -> Schema,
    ) -> Schema {
        if !self.all.contains_key(name) {
            // A placeholder ends the recursion of formulas inside formulas.
            self.all.insert(name.to_owned(), Schema::Null);
            let mut described = describe(self);
            if let Schema::Object(object) = &mut described {
                object.insert("description".to_owned(), json!(doc.trim()));
            }
            self.all.insert(name.to_owned(), described);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }
}

/// An object being described.
#[derive(Default)]
pub(crate) struct Object {
    properties: Map<String, Schema>,
    required: Vec<Schema>,
}

impl Object {
    /// Adds a key.
    pub(crate) fn property<T: DescribeField>(
        &mut self,
        schema: &mut Definitions,
        key: &str,
        doc: &str,
    ) {
        let mut described = T::describe_field(schema);
        if let Schema::Object(object) = &mut described {
            object.insert("description".to_owned(), json!(doc.trim()));
        }
        self.properties.insert(key.to_owned(), described);
        if T::REQUIRED {
            self.required.push(json!(key));
        }
    }

    /// The schema of the object.
    pub(crate) fn finish(self) -> Schema {
        json!({ "type": "object", "properties": self.properties, "required": self.required, "additionalProperties": false })
    }
}

impl<T: Describe> Describe for Vec<T> {
    fn describe(schema: &mut Definitions) -> Schema {
        json!({ "type": "array", "items": T::describe(schema) })
    }
}

impl<T: Describe> Describe for Box<T> {
    fn describe(schema: &mut Definitions) -> Schema {
        T::describe(schema)
    }
}

/// The pattern of names.
fn name_pattern() -> String {
    format!("^[a-z][a-z0-9_]{{0,{}}}$", limits::NAME_LENGTH.saturating_sub(1))
}

impl<T: Describe> Describe for Names<T> {
    fn describe(schema: &mut Definitions) -> Schema {
        json!({ "type": "object", "propertyNames": { "pattern": name_pattern() }, "additionalProperties": T::describe(schema) })
    }
}

impl Describe for bool {
    fn describe(_: &mut Definitions) -> Schema {
        json!({ "type": "boolean" })
    }
}

impl Describe for i64 {
    fn describe(_: &mut Definitions) -> Schema {
        json!({ "type": "integer", "minimum": -1_000_000_000_000_i64, "maximum": 1_000_000_000_000_i64 })
    }
}

impl Describe for Decimal {
    fn describe(_: &mut Definitions) -> Schema {
        json!({ "type": "string", "pattern": "^-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,9})?$" })
    }
}

impl Describe for Date {
    fn describe(_: &mut Definitions) -> Schema {
        json!({ "type": "string", "pattern": "^(1[89][0-9]{2}|2[01][0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$" })
    }
}

impl Describe for DateBound {
    fn describe(schema: &mut Definitions) -> Schema {
        json!({ "anyOf": [{ "const": "today" }, Date::describe(schema)] })
    }
}

impl Describe for Otherwise {
    fn describe(schema: &mut Definitions) -> Schema {
        let number = i64::describe(schema);
        let bound = json!({ "anyOf": [{ "type": "string" }, number] });
        json!({ "anyOf": [{ "type": ["string", "boolean", "null"] }, number, { "type": "array", "maxItems": 0 },
            { "type": "object", "properties": { "atLeast": bound, "atMost": bound }, "additionalProperties": false, "minProperties": 1 }] })
    }
}

impl Describe for Unit {
    fn describe(_: &mut Definitions) -> Schema {
        json!({ "type": "string", "pattern": "^(1|yuan|person|month|year)(\\*(1|yuan|person|month|year))*(/(yuan|person|month|year)(\\*(yuan|person|month|year))*)*$" })
    }
}

impl Describe for Adcode {
    fn describe(_: &mut Definitions) -> Schema {
        json!({ "type": "string", "pattern": "^(000000|[1-9][0-9](0000|(0[1-9]|[1-9][0-9])[0-9]{2}))$" })
    }
}

impl Describe for Text {
    fn describe(schema: &mut Definitions) -> Schema {
        schema.define("Text", "A text for people, in every language.", |schema| {
            let mut object = Object::default();
            object.property::<Line>(schema, "zh-CN", "Simplified Chinese.");
            object.property::<Line>(schema, "en", "English.");
            object.finish()
        })
    }
}

impl Describe for Line {
    fn describe(_: &mut Definitions) -> Schema {
        json!({ "type": "string", "pattern": "\\S" })
    }
}

impl Describe for Url {
    fn describe(_: &mut Definitions) -> Schema {
        json!({ "type": "string", "pattern": "^https?://\\S+$" })
    }
}

impl Describe for Expr {
    fn describe(_: &mut Definitions) -> Schema {
        json!({ "type": "string", "maxLength": limits::EXPRESSION_LENGTH })
    }
}

impl Describe for Name {
    fn describe(_: &mut Definitions) -> Schema {
        json!({ "type": "string", "pattern": name_pattern() })
    }
}

/// An object with exactly one of these keys.
fn tagged(tags: Vec<(&str, Schema)>) -> Vec<Schema> {
    tags.into_iter()
        .map(|(tag, inner)| json!({ "type": "object", "properties": { tag: inner }, "required": [tag], "additionalProperties": false }))
        .collect()
}

impl Describe for ChoiceType {
    fn describe(schema: &mut Definitions) -> Schema {
        json!({ "type": "object", "propertyNames": { "pattern": name_pattern() }, "additionalProperties": Text::describe(schema), "minProperties": 1, "maxProperties": limits::CHOICE_VALUES })
    }
}

impl Describe for FactType {
    fn describe(schema: &mut Definitions) -> Schema {
        schema.define("FactType", "What kind of value a fact has.", |schema| {
            let mut any = vec![json!({ "enum": ["bool", "benefits"] })];
            any.extend(tagged(vec![
                ("integer", super::IntegerType::describe(schema)),
                ("money", super::MoneyType::describe(schema)),
                ("number", super::NumberType::describe(schema)),
                ("date", super::DateType::describe(schema)),
                ("choice", ChoiceType::describe(schema)),
            ]));
            json!({ "anyOf": any })
        })
    }
}

impl Describe for DefinitionType {
    fn describe(schema: &mut Definitions) -> Schema {
        let mut any = vec![json!({ "enum": ["bool", "integer", "number", "date"] })];
        any.extend(tagged(vec![("choice", Vec::<Name>::describe(schema))]));
        json!({ "anyOf": any })
    }
}

impl Describe for Formula {
    fn describe(schema: &mut Definitions) -> Schema {
        schema.define(
            "Formula",
            "How a value is computed: an expression, or one of the closed forms.",
            |schema| {
                let mut any = vec![Expr::describe(schema)];
                any.extend(tagged(vec![
                    ("bands", super::BandsForm::describe(schema)),
                    ("table", super::TableForm::describe(schema)),
                    ("highest", Vec::<Self>::describe(schema)),
                    ("lowest", Vec::<Self>::describe(schema)),
                    ("cap", super::LimitForm::describe(schema)),
                    ("floor", super::LimitForm::describe(schema)),
                    ("round", super::RoundForm::describe(schema)),
                ]));
                json!({ "anyOf": any })
            },
        )
    }
}

//! A pack as a whole, and where its figures come from.

use super::decode::{Names, document, words};
use super::values::{Line, Name, Text, Url};
use super::{
    BenefitDocument, DefinitionDocument, ExclusionDocument, FactDocument, ParameterDocument,
};
use crate::adcode::Adcode;
use crate::date::Date;
use crate::unit::Unit;

document! {
    /// The rules of one jurisdiction, or one file of them.
    pub struct PackDocument {
        /// The version of the format: `huisuan.rules/1`.
        schema: Option<Line> = "schema",
        /// The jurisdiction's code.
        adcode: Option<Adcode> = "adcode",
        /// The jurisdiction's name.
        name: Option<Text> = "name",
        /// The code of the next higher pack.
        parent: Option<Adcode> = "parent",
        /// What its parts without a pack of their own are called together, where they can be chosen by it.
        rest: Option<Text> = "rest",
        /// The pack's version, of the author's choice.
        version: Option<Line> = "version",
        /// Whom to ask.
        contacts: Option<Vec<Contact>> = "contacts",
        /// The documents the pack rests on.
        sources: Option<Names<Source>> = "sources",
        /// Papers that benefits ask for.
        materials: Option<Names<Text>> = "materials",
        /// Lists of a household beside its members.
        lists: Option<Names<ListDocument>> = "lists",
        /// What may be known.
        facts: Option<Names<FactDocument>> = "facts",
        /// Figures set by documents.
        parameters: Option<Names<ParameterDocument>> = "parameters",
        /// Values computed from facts, parameters and each other.
        definitions: Option<Names<DefinitionDocument>> = "definitions",
        /// What a household or member may be entitled to.
        benefits: Option<Names<BenefitDocument>> = "benefits",
        /// Benefits that may not be held together.
        exclusions: Option<Names<ExclusionDocument>> = "exclusions",
    }

    /// An office or a line to ask.
    pub struct Contact {
        /// What it is called.
        name: Text = "name",
        /// Its number.
        phone: Option<Line> = "phone",
        /// Where it is.
        address: Option<Text> = "address",
        /// When it is open.
        hours: Option<Text> = "hours",
    }

    /// A document that rules or figures come from.
    pub struct Source {
        /// Its title.
        title: Line = "title",
        /// Who issued it.
        issuer: Line = "issuer",
        /// Its number.
        number: Option<Line> = "number",
        /// The day it was published.
        published: Option<Date> = "published",
        /// The day it came into force.
        in_force: Option<Date> = "inForce",
        /// Where it can be read.
        url: Option<Url> = "url",
        /// How good the copy is that was read.
        kind: SourceKind = "kind",
        /// What to know about it.
        note: Option<Text> = "note",
    }

    /// Where something is written.
    pub struct BasisEntry {
        /// The id of the source.
        source: Name = "source",
        /// The clause.
        clause: Option<Line> = "clause",
    }

    /// A list of a household beside its members.
    pub struct ListDocument {
        /// What it is called.
        name: Text = "name",
        /// The most entries a household may list.
        max: i64 = "max",
        /// What an entry counts as: `person`, or nothing.
        unit: Option<Unit> = "unit",
    }
}

words! {
    /// How good the copy of a document is that was read.
    pub enum SourceKind {
        /// Read at the issuing office.
        Official = "official",
        /// Reported by a newspaper or agency.
        Media = "media",
        /// A copy elsewhere.
        Reprint = "reprint",
        /// A plan: what was reached and what is aimed at.
        Plan = "plan",
        /// A copy that cannot be relied on alone.
        Weak = "weak",
    }
}

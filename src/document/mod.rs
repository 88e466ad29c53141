//! The rule pack format as types, one to one with the JSON Schema. `docs/rule-pack.md` describes it for authors.
//!
//! A document has the right shape and nothing more: names may still lead nowhere and figures may
//! contradict each other. `check` turns the documents of a chain into rules that hold together.

#[cfg(feature = "author")]
pub(crate) mod arrange;
mod benefit;
pub(crate) mod decode;
#[cfg(feature = "schema")]
pub(crate) mod describe;
mod fact;
mod formula;
mod pack;
mod parameter;
pub(crate) mod values;

pub use benefit::{
    AmountDocument, Apply, BenefitDocument, ConditionDocument, DayKind, ExclusionDocument,
    ExclusionRule, MaterialUse, PayPeriod, Scope, Start,
};
pub use decode::Names;
#[cfg(feature = "schema")]
pub use describe::schema;
pub use fact::{
    AskedIf, ChoiceType, DateBound, DateType, FactDocument, FactType, IntegerType, MoneyType,
    NumberType, Otherwise,
};
pub use formula::{Band, BandsForm, Formula, LimitForm, RoundForm, RoundingWord, Row, TableForm};
pub use pack::{BasisEntry, Contact, ListDocument, PackDocument, Source, SourceKind};
pub use parameter::{
    DatedFigure, DatedFormula, DefinitionDocument, DefinitionType, LevelWord, Open,
    ParameterDocument, Status,
};
pub use values::{Expr, Line, Name, Text, Url};

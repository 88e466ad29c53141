//! Every basis names a source that the pack or a pack above it lists.

use crate::diagnostic::Code;
use crate::document::{BasisEntry, PackDocument};
use crate::report::{Report, Spot, did_you_mean};

/// Checks every basis of every pack.
pub(super) fn check(documents: &[PackDocument], report: &mut Report) {
    for (pack, document) in documents.iter().enumerate() {
        let known: Vec<&str> = documents
            .iter()
            .take(pack.saturating_add(1))
            .filter_map(|it| it.sources.as_ref())
            .flat_map(|it| it.iter().map(|(id, _)| id))
            .collect();
        let top = Spot { pack, ..Spot::default() };
        let mut look = |basis: Option<&Vec<BasisEntry>>, spot: &Spot| {
            for (index, entry) in basis.into_iter().flatten().enumerate() {
                let source = entry.source.0.as_str();
                if !known.contains(&source) {
                    let help = did_you_mean(source, &known).unwrap_or_else(|| {
                        "list it under `/sources` of this pack or one above it".to_owned()
                    });
                    let spot = spot.member("basis").item(index).member("source");
                    report
                        .error(
                            Code::UnknownSource,
                            &spot,
                            &format_args!("unknown source `{source}`"),
                        )
                        .help(help);
                }
            }
        };
        for (name, parameter) in
            document.parameters.iter().flat_map(super::super::document::decode::Names::iter)
        {
            let spot = top.member("parameters").member(name).member("values");
            for (index, value) in parameter.values.iter().flatten().enumerate() {
                look(value.basis.as_ref(), &spot.item(index));
            }
        }
        for (name, definition) in
            document.definitions.iter().flat_map(super::super::document::decode::Names::iter)
        {
            let spot = top.member("definitions").member(name);
            look(definition.basis.as_ref(), &spot);
            for (index, value) in definition.values.iter().flatten().enumerate() {
                look(value.basis.as_ref(), &spot.member("values").item(index));
            }
        }
        for (id, benefit) in
            document.benefits.iter().flat_map(super::super::document::decode::Names::iter)
        {
            let spot = top.member("benefits").member(id);
            look(benefit.basis.as_ref(), &spot);
            if let Some(amount) = &benefit.amount {
                let spot = spot.member("amount");
                look(amount.basis.as_ref(), &spot);
                for (index, value) in amount.values.iter().flatten().enumerate() {
                    look(value.basis.as_ref(), &spot.member("values").item(index));
                }
            }
            for (name, condition) in
                benefit.conditions.iter().flat_map(super::super::document::decode::Names::iter)
            {
                look(condition.basis.as_ref(), &spot.member("conditions").member(name));
            }
        }
        for (id, exclusion) in
            document.exclusions.iter().flat_map(super::super::document::decode::Names::iter)
        {
            look(Some(&exclusion.basis), &top.member("exclusions").member(id));
        }
    }
}

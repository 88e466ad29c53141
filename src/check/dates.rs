//! Values by day: first and last days, overlaps, gaps, review dates.

use super::linker::{Content, Entry};
use crate::date::{Date, Period};
use crate::diagnostic::Code;
use crate::document::{BasisEntry, DatedFigure, DatedFormula, Status};
use crate::limits;
use crate::report::{Report, Spot};

/// What a dated entry says beside its value.
struct Dated<'d> {
    spot: Spot,
    from: Date,
    to: Option<Date>,
    status: Option<Status>,
    basis: &'d [BasisEntry],
    verified_on: Option<Date>,
    review_by: Option<Date>,
    /// Nothing where the entry is faulty.
    content: Option<Content<'d>>,
}

/// The entries of a parameter, and the periods of what is only planned.
pub(super) fn figures<'d>(
    values: &'d [DatedFigure],
    spot: &Spot,
    report: &mut Report,
) -> (Vec<Entry<'d>>, Vec<Period>) {
    let mut dated = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let spot = spot.item(index);
        let content =
            value_or_gap(value.value.map(Content::Figure), value.gap.is_some(), &spot, report);
        if matches!(content, Some(Content::Figure(_))) {
            for (key, missing) in [
                ("status", value.status.is_none()),
                ("basis", value.basis.as_ref().is_none_or(Vec::is_empty)),
                ("verifiedOn", value.verified_on.is_none()),
            ] {
                if missing {
                    report
                        .error(Code::MissingKey, &spot, &format_args!("the key `{key}` is missing"))
                        .help("a figure says how sure it is, where it is written and when somebody compared it");
                }
            }
        }
        dated.push(Dated {
            spot,
            from: value.from,
            to: value.to,
            status: value.status,
            basis: value.basis.as_deref().unwrap_or_default(),
            verified_on: value.verified_on,
            review_by: value.review_by,
            content,
        });
    }
    entries(dated, report)
}

/// The entries of a definition that changes by day.
pub(super) fn formulas<'d>(
    values: &'d [DatedFormula],
    basis: &'d [BasisEntry],
    spot: &Spot,
    report: &mut Report,
) -> (Vec<Entry<'d>>, Vec<Period>) {
    let mut dated = Vec::new();
    for (index, value) in values.iter().enumerate() {
        let spot = spot.item(index);
        let content = value_or_gap(
            value.value.as_ref().map(Content::Formula),
            value.gap.is_some(),
            &spot,
            report,
        );
        dated.push(Dated {
            spot,
            from: value.from,
            to: value.to,
            status: value.status,
            basis: value.basis.as_deref().unwrap_or(basis),
            verified_on: value.verified_on,
            review_by: value.review_by,
            content,
        });
    }
    entries(dated, report)
}

fn value_or_gap<'d>(
    value: Option<Content<'d>>,
    gap: bool,
    spot: &Spot,
    report: &mut Report,
) -> Option<Content<'d>> {
    match (value, gap) {
        (Some(value), false) => Some(value),
        (None, true) => Some(Content::Gap),
        _ => {
            report.error(Code::Combination, spot, &"give `value`, or `gap` where it is not known");
            None
        }
    }
}

fn entries<'d>(dated: Vec<Dated<'d>>, report: &mut Report) -> (Vec<Entry<'d>>, Vec<Period>) {
    let mut entries: Vec<Entry<'d>> = Vec::new();
    let mut planned = Vec::new();
    // The last day of the entry before, and whether it had none.
    let mut before: Option<(Date, bool)> = None;
    for it in dated {
        if let Some(to) = it.to.filter(|to| *to < it.from) {
            report.error(
                Code::EmptyPeriod,
                &it.spot.member("to"),
                &format_args!("the last day {to} lies before the first, {}", it.from),
            );
        }
        if let (Some(verified), Some(review)) = (it.verified_on, it.review_by)
            && it.to.is_none()
            && review < it.from
        {
            report.error(Code::EmptyPeriod, &it.spot.member("reviewBy"), &format_args!("it is to be reviewed by {review}, before its first day (compared on {verified})"));
        }
        let period = Period { from: it.from, to: it.to.unwrap_or(limits::LAST_DAY) };
        if it.status == Some(Status::Planned) {
            planned.push(period);
            continue;
        }
        match before {
            Some((last, open)) if it.from <= last => {
                let help = if open {
                    "give the entry before it its last day, `to`"
                } else {
                    "entries stand in the order of their days and do not overlap"
                };
                report
                    .error(
                        Code::OverlappingDates,
                        &it.spot.member("from"),
                        &format_args!("the day {} belongs to two entries", it.from),
                    )
                    .help(help);
            }
            Some((last, _)) if last.next() != Some(it.from) => {
                let first = last.next().unwrap_or(last);
                report
                    .error(Code::DateGap, &it.spot.member("from"), &format_args!("nothing is said of the days from {first} to the day before {}", it.from))
                    .help(format!("if they are not known, say so: `{{\"from\": \"{first}\", \"to\": …, \"gap\": …}}`"));
            }
            _ => {}
        }
        before = Some((period.to, it.to.is_none()));
        if it.to.is_none()
            && it.review_by.is_none()
            && matches!(it.content, Some(Content::Figure(_) | Content::Formula(_)))
        {
            report
                .error(
                    Code::NoReviewDate,
                    &it.spot,
                    &"a value without a last day has no `reviewBy`",
                )
                .help("say until when it may be used without looking again");
        }
        if let Some(content) = it.content {
            let value_spot = match &content {
                Content::Gap => it.spot.clone(),
                _ => it.spot.member("value"),
            };
            let status = it.status.unwrap_or(Status::InForce);
            entries.push(Entry {
                spot: value_spot,
                period,
                content,
                status,
                review_by: it.review_by,
                basis: it.basis,
            });
        }
    }
    (entries, planned)
}

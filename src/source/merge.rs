//! The union of the files of one jurisdiction.

use super::parse::Fault;
use super::{Json, Value};
use crate::diagnostic::Code;

/// Adds the members of one file to those of the files before it: maps two levels deep are united, and
/// whatever is given twice is a fault.
pub(crate) fn merge(into: &mut Json, other: Json, faults: &mut Vec<Fault>) {
    let (Value::Object(into), Value::Object(other)) = (&mut into.value, other.value) else {
        return;
    };
    for member in other {
        let Some(existing) = into.iter_mut().find(|it| it.key == member.key) else {
            into.push(member);
            continue;
        };
        if let (Value::Object(entries), Value::Object(more)) =
            (&mut existing.value.value, member.value.value)
        {
            for entry in more {
                if entries.iter().any(|it| it.key == entry.key) {
                    let message = format!("`{}` is given in two files", entry.key);
                    faults.push(Fault { code: Code::DuplicateName, place: entry.place, message });
                } else {
                    entries.push(entry);
                }
            }
        } else {
            let message = format!("the key `{}` is given in two files", member.key);
            faults.push(Fault { code: Code::DuplicateKey, place: member.place, message });
        }
    }
}

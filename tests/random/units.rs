//! The units that random expressions use, and which of them make which.

/// A unit, as a pack writes it.
pub(crate) type Unit = &'static str;

/// No unit.
pub(crate) const PLAIN: Unit = "1";

/// Every unit that occurs; each but the plain one can stand behind a literal.
pub(crate) const UNITS: [Unit; 9] = [
    PLAIN,
    "yuan",
    "yuan/month",
    "yuan/person/month",
    "yuan/year",
    "yuan/person",
    "person",
    "month",
    "year",
];

/// What multiplied gives what.
pub(crate) const PRODUCTS: [(Unit, Unit, Unit); 6] = [
    ("yuan/person/month", "person", "yuan/month"),
    ("yuan/person", "person", "yuan"),
    ("yuan/month", "month", "yuan"),
    ("yuan/year", "year", "yuan"),
    (PLAIN, "person", "person"),
    (PLAIN, "month", "month"),
];

/// What divided by what gives what.
pub(crate) const QUOTIENTS: [(Unit, Unit, Unit); 7] = [
    ("yuan/month", "person", "yuan/person/month"),
    ("yuan", "person", "yuan/person"),
    ("yuan", "month", "yuan/month"),
    ("yuan", "year", "yuan/year"),
    ("yuan", "yuan", PLAIN),
    ("person", "person", PLAIN),
    ("yuan/month", "yuan/month", PLAIN),
];

/// The unit that a sum over people turns into this one.
pub(crate) fn per_person(unit: Unit) -> Option<Unit> {
    match unit {
        "yuan" => Some("yuan/person"),
        "yuan/month" => Some("yuan/person/month"),
        "person" => Some(PLAIN),
        _ => None,
    }
}

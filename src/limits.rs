//! Every limit of the engine, each with its reason.
//!
//! A pack or a household beyond a limit is refused with a diagnostic that names it;
//! nothing is cut off silently.

use crate::date::Date;

/// Bytes of one pack. The largest real province pack is well under 100 KB; a page on a slow
/// phone should never have to read more than this.
pub const PACK_BYTES: usize = 2 * 1024 * 1024;

/// Bytes of one image. It holds each expression once as nodes and once as text: about as much as its packs.
pub const IMAGE_BYTES: usize = 8 * 1024 * 1024;

/// Bytes of one household document: 50 members with every fact given take about 60 KB.
pub const HOUSEHOLD_BYTES: usize = 512 * 1024;

/// Nesting of JSON values. The format itself needs fewer than 20 levels; deeper text would only
/// exhaust the small stack of a browser.
pub const JSON_DEPTH: usize = 48;

/// Characters of one expression. A rule that needs more is several definitions.
pub const EXPRESSION_LENGTH: usize = 1_000;

/// Operands of one chain of `+`, `*`, `and` or `or`: each is one level deeper for whoever walks the tree.
pub const EXPRESSION_OPERANDS: usize = 100;

/// Nesting of one expression, for the same small stack.
pub const EXPRESSION_DEPTH: usize = 40;

/// Characters of a name.
pub const NAME_LENGTH: usize = 64;

/// Members of a household. The largest household register known to the offices is far smaller.
pub const MEMBERS: u32 = 50;

/// Entries of any other list.
pub const LIST_ENTRIES: u32 = 50;

/// Lists beside `members`.
pub const LISTS: usize = 8;

/// Facts of one chain; the household memory grows with it.
pub const FACTS: usize = 400;

/// Values of one choice: they are kept as the bits of one word.
pub const CHOICE_VALUES: usize = 64;

/// Parameters, definitions, conditions and amounts of one chain.
pub const CELLS: usize = 4_000;

/// Combinations of table cells looked at in search of a gap.
pub const TABLE_COMBINATIONS: usize = 20_000;

/// Benefits of one subject that exclusions may link: every combination of them is compared.
pub const EXCLUSION_BENEFITS: usize = 12;

/// Nested steps of one evaluation, through all definitions it passes: each takes a frame of a
/// browser's stack.
pub const EVALUATION_DEPTH: u32 = 300;

/// Steps one assessment may take in the worst case: about a second on a slow phone.
pub const COST: u64 = 20_000_000;

/// The largest absolute value a number may reach within the bounds of the facts. Decimals keep
/// 28 digits; below this limit at least nine of them stay for the fraction.
pub const MAGNITUDE: i64 = 1_000_000_000_000_000_000;

/// Diagnostics kept of one load. More are counted, not listed.
pub const DIAGNOSTICS: usize = 500;

/// The first day a rule or a fact may name.
pub const FIRST_DAY: Date = Date::literal(1800, 1, 1);

/// The last day a rule or a fact may name.
pub const LAST_DAY: Date = Date::literal(2199, 12, 31);

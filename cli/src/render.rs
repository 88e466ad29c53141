//! Diagnostics for people and for programs.

use std::fmt::Write as _;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use clap::ValueEnum;
use huisuan::diagnostic::{Diagnostic, Severity};
use serde::Serialize;

use crate::end::Refusal;
use crate::output::count;

/// How diagnostics are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With an excerpt of the text, on standard error.
    #[value(alias = "text")]
    Human,
    /// One line each, on standard error.
    Plain,
    /// A list of objects, on standard output.
    Json,
}

/// Diagnostics with excerpts of the texts that `text` finds by the name of a file.
pub(crate) fn human<'t>(
    diagnostics: &[Diagnostic],
    text: impl Fn(&str) -> Option<&'t str>,
) -> String {
    let renderer = Renderer::styled();
    let mut all = String::new();
    for diagnostic in diagnostics {
        let group = group(diagnostic, text(&diagnostic.file));
        // Writing to a string cannot fail.
        let _ = writeln!(all, "{}\n", renderer.render(&[group]));
    }
    all
}

/// Diagnostics, one line each.
pub(crate) fn plain(diagnostics: &[Diagnostic]) -> String {
    let mut all = String::new();
    for diagnostic in diagnostics {
        let _ = writeln!(all, "{diagnostic}");
    }
    all
}

/// A result as JSON, for people to read too.
pub(crate) fn json(value: &(impl Serialize + ?Sized)) -> Result<String, Refusal> {
    match serde_json::to_string_pretty(value) {
        Ok(text) => Ok(text + "\n"),
        Err(error) => Err(Refusal::new(format!("cannot write the result as JSON: {error}"))),
    }
}

/// A result as JSON on one line.
pub(crate) fn json_line(value: &impl Serialize) -> Result<String, Refusal> {
    match serde_json::to_string(value) {
        Ok(text) => Ok(text + "\n"),
        Err(error) => Err(Refusal::new(format!("cannot write the result as JSON: {error}"))),
    }
}

/// How many errors and warnings there are: `2 errors, 1 warning`.
pub(crate) fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let number = |severity| diagnostics.iter().filter(|it| it.severity == severity).count();
    let counts: Vec<String> =
        [(number(Severity::Error), "error"), (number(Severity::Warning), "warning")]
            .into_iter()
            .filter(|(number, _)| *number > 0)
            .map(|(number, noun)| count(number, noun))
            .collect();
    if counts.is_empty() { None } else { Some(counts.join(", ")) }
}

fn group<'d>(diagnostic: &'d Diagnostic, text: Option<&'d str>) -> Group<'d> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.as_str());
    let mut group = match text.filter(|it| !it.is_empty()) {
        Some(text) => title.element(
            Snippet::source(text)
                .path(diagnostic.file.as_str())
                .annotation(AnnotationKind::Primary.span(span(text, diagnostic))),
        ),
        None => title.element(
            Origin::path(diagnostic.file.as_str())
                .line(usize::try_from(diagnostic.line).unwrap_or(usize::MAX))
                .char_column(usize::try_from(diagnostic.column).unwrap_or(usize::MAX)),
        ),
    };
    if !diagnostic.pointer.is_empty() {
        group = group.element(Level::NOTE.with_name("at").message(diagnostic.pointer.as_str()));
    }
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// The bytes to underline: the value that starts at the place, as far as it stands on one line.
fn span(text: &str, diagnostic: &Diagnostic) -> Range<usize> {
    let line_start = text
        .split_inclusive('\n')
        .take(usize::try_from(diagnostic.line).unwrap_or(usize::MAX).saturating_sub(1))
        .fold(0_usize, |sum, it| sum.saturating_add(it.len()));
    let line = text.get(line_start..).unwrap_or_default().lines().next().unwrap_or_default();
    let column = usize::try_from(diagnostic.column).unwrap_or(usize::MAX).saturating_sub(1);
    let before = line.char_indices().nth(column).map_or(line.len(), |(offset, _)| offset);
    let length = extent(line.get(before..).unwrap_or_default());
    let start = line_start.saturating_add(before);
    start..start.saturating_add(length)
}

/// How many bytes of the line the value takes that the line starts with.
fn extent(line: &str) -> usize {
    let mut depth = 0_usize;
    let mut in_string = false;
    let mut escaped = false;
    let first = line.chars().next().unwrap_or_default();
    if !matches!(first, '"' | '{' | '[') {
        let word = line.find(|it: char| !(it.is_alphanumeric() || matches!(it, '_' | '.')));
        return word.unwrap_or(line.len()).max(first.len_utf8().min(line.len()));
    }
    for (offset, character) in line.char_indices() {
        let end = offset.saturating_add(1);
        if in_string {
            match character {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' if depth == 0 => return end,
                '"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match character {
            '"' => in_string = true,
            '{' | '[' => depth = depth.saturating_add(1),
            '}' | ']' if depth == 1 => return end,
            '}' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    // The value goes on below: its opening bracket stands for it.
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_extent(line: &str, expected: &str) {
        assert_eq!(&line[..extent(line)], expected);
    }

    #[test]
    fn a_value_is_underlined_to_its_end() {
        check_extent(r#""a\"b": 1"#, r#""a\"b""#);
        check_extent(r#"{"a": [1, "}"]}, 2"#, r#"{"a": [1, "}"]}"#);
        check_extent("12.5, 3", "12.5");
        check_extent("true}", "true");
    }

    #[test]
    fn a_value_of_several_lines_is_underlined_at_its_start() {
        check_extent(r#"{"a": 1,"#, "{");
        check_extent("[", "[");
    }

    #[test]
    fn a_word_of_an_expression_is_underlined() {
        check_extent("wage_incom < 100 yuan\"", "wage_incom");
        check_extent("< 100 yuan\"", "<");
        check_extent("", "");
    }
}

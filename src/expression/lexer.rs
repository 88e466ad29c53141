//! Words, numbers, days and signs of an expression.

use crate::decimal::Decimal;

use super::parser::SyntaxError;
use crate::date::Date;
use crate::money::parse_decimal;

/// A token and the character it starts at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub(super) at: usize,
    pub(super) kind: TokenKind,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Number(Decimal),
    Date(Date),
    /// A word: a name or a word of the language.
    Word(String),
    /// An operator, bracket, comma or point.
    Sign(&'static str),
    End,
}

/// Signs, longer ones first.
const SIGNS: [&str; 15] =
    ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", ",", ".", "="];

/// Splits an expression into tokens; the last is `End`.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, SyntaxError> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut at = 0_usize;
    loop {
        let trimmed = rest.trim_start();
        at = at.saturating_add(rest.chars().count()).saturating_sub(trimmed.chars().count());
        rest = trimmed;
        let Some(first) = rest.chars().next() else {
            tokens.push(Token { at, kind: TokenKind::End });
            return Ok(tokens);
        };
        let (kind, length) = if first.is_ascii_digit() {
            number_or_date(rest, at)?
        } else if first.is_ascii_alphabetic() || first == '_' {
            let length = run(rest, |it| it.is_ascii_alphanumeric() || it == '_');
            (TokenKind::Word(rest.get(..length).unwrap_or_default().to_owned()), length)
        } else if let Some(sign) = SIGNS.iter().find(|it| rest.starts_with(**it)) {
            if *sign == "=" {
                return Err(SyntaxError::new(
                    at,
                    "unknown sign `=`",
                    Some("to compare, write `==`"),
                ));
            }
            (TokenKind::Sign(sign), sign.len())
        } else {
            let help = sign_help(first);
            return Err(SyntaxError::new(at, format!("unknown sign `{first}`"), help));
        };
        tokens.push(Token { at, kind });
        // Tokens are ASCII, so bytes and characters are the same here.
        at = at.saturating_add(length);
        rest = rest.get(length..).unwrap_or_default();
    }
}

/// What an author may have meant by a sign the language does not have.
fn sign_help(sign: char) -> Option<&'static str> {
    match sign {
        '&' => Some("write `and`"),
        '|' => Some("write `or`"),
        '!' => Some("write `not`, or `!=` for different"),
        '%' => Some("write a share as a decimal, such as `0.3`"),
        '≤' => Some("write `<=`"),
        '≥' => Some("write `>=`"),
        '≠' => Some("write `!=`"),
        '×' => Some("write `*`"),
        '÷' => Some("write `/`"),
        '"' | '\'' => Some("names stand without quotes"),
        '（' | '）' | '，' | '。' | '＜' | '＞' | '＝' => {
            Some("write the sign of the Latin keyboard")
        }
        _ => None,
    }
}

fn run(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|it| !belongs(it)).unwrap_or(text.len())
}

fn number_or_date(rest: &str, at: usize) -> Result<(TokenKind, usize), SyntaxError> {
    let digit = |it: char| it.is_ascii_digit();
    if let Some(text) = rest.get(..10).filter(|it| looks_like_date(it)) {
        let date = text
            .parse::<Date>()
            .map_err(|error| SyntaxError::new(at, format!("`{text}`: {error}"), None))?;
        return Ok((TokenKind::Date(date), 10));
    }
    let whole = run(rest, digit);
    let after = rest.get(whole..).unwrap_or_default();
    let fraction = after.strip_prefix('.').map_or(0, |it| run(it, digit));
    let length =
        if fraction > 0 { whole.saturating_add(1).saturating_add(fraction) } else { whole };
    let text = rest.get(..length).unwrap_or_default();
    if rest
        .get(length..)
        .is_some_and(|it| it.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_'))
    {
        return Err(SyntaxError::new(
            at,
            format!("`{text}` runs into a word"),
            Some("put a space between a number and its unit"),
        ));
    }
    let number = parse_decimal(text).ok_or_else(|| {
        SyntaxError::new(
            at,
            format!("`{text}` is not a number"),
            Some("at most 18 digits before the point and 9 behind it, without leading zeros"),
        )
    })?;
    Ok((TokenKind::Number(number), length))
}

fn looks_like_date(text: &str) -> bool {
    text.bytes().enumerate().all(|(index, byte)| {
        if index == 4 || index == 7 { byte == b'-' } else { byte.is_ascii_digit() }
    })
}

//! The words, numbers and signs of an expression.

/// One token.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    /// Digits, with or without a decimal part.
    Number(String),
    /// `2021-07-01`.
    Date(String),
    /// A name or a word of the language.
    Word(String),
    /// An operator, a bracket or a comma.
    Sign(&'static str),
}

/// Longer signs stand first, so that `<=` is not read as `<`.
const SIGNS: [&str; 13] = ["<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", ","];

/// Splits an expression into its tokens.
pub(crate) fn tokens(text: &str) -> Vec<Token> {
    let mut rest = text.trim_start();
    let mut found = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length;
        if starts_with_date(rest) {
            length = 10;
            found.push(Token::Date(rest[..length].to_owned()));
        } else if first.is_ascii_digit() {
            length = length_of_number(rest);
            found.push(Token::Number(rest[..length].to_owned()));
        } else if first.is_ascii_lowercase() {
            let is_end = |c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            length = rest.find(is_end).unwrap_or(rest.len());
            found.push(Token::Word(rest[..length].to_owned()));
        } else if let Some(sign) = SIGNS.iter().find(|sign| rest.starts_with(**sign)) {
            length = sign.len();
            found.push(Token::Sign(sign));
        } else if first == '.' {
            length = 1;
            found.push(Token::Sign("."));
        } else {
            panic!("no token starts with {first:?} in {text:?}");
        }
        rest = rest[length..].trim_start();
    }
    found
}

fn starts_with_date(text: &str) -> bool {
    let shape = "dddd-dd-dd";
    text.len() >= shape.len()
        && shape.chars().zip(text.chars()).all(|(expected, found)| match expected {
            'd' => found.is_ascii_digit(),
            sign => found == sign,
        })
}

fn length_of_number(text: &str) -> usize {
    let digits = |text: &str| text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let whole = digits(text);
    match text[whole..].strip_prefix('.') {
        Some(decimals) if digits(decimals) > 0 => whole + 1 + digits(decimals),
        _ => whole,
    }
}

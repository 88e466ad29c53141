//! From the text of an expression to its tree, by the grammar in
//! `docs/language.md`.

use super::day::Day;
use super::token::{Token, tokens};

/// An expression.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Expr {
    Number {
        digits: String,
        unit: Option<String>,
    },
    Date(Day),
    Bool(bool),
    Today,
    Parent,
    Name(String),
    /// `household.size`.
    Outward(String),
    If(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `and`, `or`, a comparison or an arithmetic sign.
    Binary(&'static str, Box<Expr>, Box<Expr>),
    Not(Box<Expr>),
    Negative(Box<Expr>),
    /// `x in (a, b)`, or `x not in (a, b)` where `not` is set.
    In {
        what: Box<Expr>,
        not: bool,
        items: Vec<Expr>,
    },
    /// `x else d`.
    Else(Box<Expr>, Box<Expr>),
    Call {
        function: String,
        arguments: Vec<Expr>,
    },
    Fold {
        kind: String,
        list: String,
        filter: Option<Box<Expr>>,
        body: Option<Box<Expr>>,
    },
}

const UNITS: [&str; 4] = ["yuan", "person", "month", "year"];
const FOLDS: [&str; 6] = ["count", "sum", "any", "all", "highest", "lowest"];

/// Reads a whole expression.
pub(crate) fn parse(text: &str) -> Expr {
    let mut parser = Parser { tokens: tokens(text), next: 0, else_is_default: true, text };
    let expression = parser.expression();
    assert!(parser.next == parser.tokens.len(), "more than one expression: {text:?}");
    expression
}

struct Parser<'a> {
    tokens: Vec<Token>,
    next: usize,
    /// Whether an `else` gives a default; between `if` and its own `else` it does not.
    else_is_default: bool,
    text: &'a str,
}

impl Parser<'_> {
    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.tokens.get(self.next), Some(Token::Sign(found)) if *found == sign)
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.tokens.get(self.next), Some(Token::Word(found)) if found == word)
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        let found = self.is_sign(sign);
        self.next += usize::from(found);
        found
    }

    fn take_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        self.next += usize::from(found);
        found
    }

    fn take_one_of(&mut self, signs: &[&'static str]) -> Option<&'static str> {
        signs.iter().copied().find(|sign| self.take_sign(sign))
    }

    fn expect_sign(&mut self, sign: &str) {
        assert!(
            self.take_sign(sign),
            "expected {sign:?} at token {} of {:?}",
            self.next,
            self.text
        );
    }

    fn expect_word(&mut self, word: &str) {
        assert!(
            self.take_word(word),
            "expected {word:?} at token {} of {:?}",
            self.next,
            self.text
        );
    }

    fn word(&mut self) -> String {
        match self.tokens.get(self.next) {
            Some(Token::Word(word)) => {
                let word = word.clone();
                self.next += 1;
                word
            }
            other => panic!("expected a name, found {other:?} in {:?}", self.text),
        }
    }

    fn expression(&mut self) -> Expr {
        if !self.take_word("if") {
            return self.or();
        }
        let outside = self.else_is_default;
        self.else_is_default = false;
        let condition = self.expression();
        self.expect_word("then");
        let then = self.expression();
        self.else_is_default = outside;
        self.expect_word("else");
        let otherwise = self.expression();
        Expr::If(Box::new(condition), Box::new(then), Box::new(otherwise))
    }

    fn or(&mut self) -> Expr {
        let mut left = self.and();
        while self.take_word("or") {
            left = Expr::Binary("or", Box::new(left), Box::new(self.and()));
        }
        left
    }

    fn and(&mut self) -> Expr {
        let mut left = self.not();
        while self.take_word("and") {
            left = Expr::Binary("and", Box::new(left), Box::new(self.not()));
        }
        left
    }

    fn not(&mut self) -> Expr {
        if self.take_word("not") { Expr::Not(Box::new(self.not())) } else { self.comparison() }
    }

    fn comparison(&mut self) -> Expr {
        let left = self.sum();
        if let Some(sign) = self.take_one_of(&["<=", ">=", "==", "!=", "<", ">"]) {
            return Expr::Binary(sign, Box::new(left), Box::new(self.sum()));
        }
        let not = self.take_word("not");
        if not || self.is_word("in") {
            self.expect_word("in");
            self.expect_sign("(");
            let mut items = vec![self.item()];
            while self.take_sign(",") {
                items.push(self.item());
            }
            self.expect_sign(")");
            return Expr::In { what: Box::new(left), not, items };
        }
        left
    }

    fn item(&mut self) -> Expr {
        if self.take_sign("-") { Expr::Negative(Box::new(self.primary())) } else { self.primary() }
    }

    fn sum(&mut self) -> Expr {
        let mut left = self.product();
        while let Some(sign) = self.take_one_of(&["+", "-"]) {
            left = Expr::Binary(sign, Box::new(left), Box::new(self.product()));
        }
        left
    }

    fn product(&mut self) -> Expr {
        let mut left = self.sign();
        while let Some(sign) = self.take_one_of(&["*", "/"]) {
            left = Expr::Binary(sign, Box::new(left), Box::new(self.sign()));
        }
        left
    }

    fn sign(&mut self) -> Expr {
        if self.take_sign("-") { Expr::Negative(Box::new(self.sign())) } else { self.default() }
    }

    fn default(&mut self) -> Expr {
        let value = self.primary();
        if self.else_is_default && self.take_word("else") {
            return Expr::Else(Box::new(value), Box::new(self.primary()));
        }
        value
    }

    fn primary(&mut self) -> Expr {
        if self.take_sign("(") {
            let inside = self.in_brackets(Self::expression);
            self.expect_sign(")");
            return inside;
        }
        match self.tokens.get(self.next).cloned() {
            Some(Token::Number(digits)) => {
                self.next += 1;
                Expr::Number { digits, unit: self.unit() }
            }
            Some(Token::Date(text)) => {
                self.next += 1;
                Expr::Date(Day::read(&text))
            }
            Some(Token::Word(_)) => self.named(),
            other => panic!("expected a value, found {other:?} in {:?}", self.text),
        }
    }

    fn unit(&mut self) -> Option<String> {
        let is_unit = |token: Option<&Token>| matches!(token, Some(Token::Word(word)) if UNITS.contains(&word.as_str()));
        if !is_unit(self.tokens.get(self.next)) {
            return None;
        }
        let mut unit = self.word();
        while self.is_sign("/") && is_unit(self.tokens.get(self.next + 1)) {
            self.next += 1;
            unit = format!("{unit}/{}", self.word());
        }
        Some(unit)
    }

    fn named(&mut self) -> Expr {
        let name = self.word();
        match name.as_str() {
            "true" => return Expr::Bool(true),
            "false" => return Expr::Bool(false),
            "today" => return Expr::Today,
            "parent" => return Expr::Parent,
            _ => {}
        }
        if name == "household" && self.take_sign(".") {
            return Expr::Outward(self.word());
        }
        if !self.take_sign("(") {
            return Expr::Name(name);
        }
        let call = if FOLDS.contains(&name.as_str()) {
            self.in_brackets(|parser| parser.fold(name))
        } else {
            self.in_brackets(|parser| parser.call(name))
        };
        self.expect_sign(")");
        call
    }

    fn call(&mut self, function: String) -> Expr {
        let mut arguments = vec![self.expression()];
        while self.take_sign(",") {
            arguments.push(self.expression());
        }
        Expr::Call { function, arguments }
    }

    fn fold(&mut self, kind: String) -> Expr {
        let list = self.word();
        let filter = self.take_word("where").then(|| Box::new(self.expression()));
        let body = self.take_sign(",").then(|| Box::new(self.expression()));
        Expr::Fold { kind, list, filter, body }
    }

    /// Reads what stands between brackets, where an `else` is a default again.
    fn in_brackets(&mut self, read: impl FnOnce(&mut Self) -> Expr) -> Expr {
        let outside = std::mem::replace(&mut self.else_is_default, true);
        let inside = read(self);
        self.else_is_default = outside;
        inside
    }
}

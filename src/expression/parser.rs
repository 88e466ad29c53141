//! Reading an expression: recursive descent over the grammar of `docs/language.md`.

use std::fmt;

use super::lexer::{Token, TokenKind, tokens};
use super::syntax::{BinaryOperator, Expression, FoldKind, Item, ItemValue, Kind};
use crate::limits;
use crate::unit::{BASE_UNITS, Unit};

/// Why an expression cannot be read, and at which character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The character, counted from 0.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<&'static str>,
    /// Whether the expression is beyond a limit rather than wrong.
    pub too_large: bool,
}

impl SyntaxError {
    pub(super) fn new(at: usize, message: impl Into<String>, help: Option<&'static str>) -> Self {
        Self { at, message: message.into(), help, too_large: false }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "character {}: {}", self.at.saturating_add(1), self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// The words that are not names.
const RESERVED: [&str; 14] = [
    "if",
    "then",
    "else",
    "and",
    "or",
    "not",
    "in",
    "where",
    "true",
    "false",
    "today",
    "parent",
    "household",
    "members",
];

/// Whether a name is a word of the language and so cannot be declared.
pub(crate) fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
        || BASE_UNITS.contains(&name)
        || FoldKind::ALL.iter().any(|it| it.as_str() == name)
}

/// Reads an expression.
///
/// ```
/// use huisuan::expression::parse;
///
/// let expression = parse("disability_grade else 9 <= 3")?;
/// assert_eq!(expression.to_string(), "disability_grade else 9 <= 3");
/// # Ok::<(), huisuan::expression::SyntaxError>(())
/// ```
///
/// # Errors
///
/// The first thing that does not fit the grammar.
pub fn parse(text: &str) -> Result<Expression, SyntaxError> {
    let mut parser = Parser { tokens: tokens(text)?, next: 0, depth: 0 };
    let expression = parser.expression()?;
    match parser.peek() {
        TokenKind::End => Ok(expression),
        TokenKind::Sign("<" | "<=" | ">" | ">=" | "==" | "!=") => {
            Err(parser.error("comparisons do not chain", Some("write `18 <= age and age < 60`")))
        }
        TokenKind::Word(word) if word == "else" => Err(parser.error(
            "`else` without `if`",
            Some("inside `if … then …` put `x else default` in brackets"),
        )),
        _ => Err(parser.error("expected the end of the expression", None)),
    }
}

struct Parser {
    tokens: Vec<Token>,
    next: usize,
    depth: usize,
}

impl Parser {
    fn expression(&mut self) -> Result<Expression, SyntaxError> {
        self.branch(true)
    }

    /// An expression; `may_default` is false right behind `then`, where `else` belongs to the `if`.
    fn branch(&mut self, may_default: bool) -> Result<Expression, SyntaxError> {
        self.deeper(|it| {
            let at = it.at();
            if it.eat_word("if") {
                let condition = it.branch(true)?;
                it.expect_word("then")?;
                let yes = it.branch(false)?;
                it.expect_word("else")?;
                let no = it.branch(may_default)?;
                return Ok(Expression {
                    at,
                    kind: Kind::If(Box::new(condition), Box::new(yes), Box::new(no)),
                });
            }
            it.or(may_default)
        })
    }

    fn or(&mut self, may_default: bool) -> Result<Expression, SyntaxError> {
        let mut left = self.and(may_default)?;
        let mut operands = 1_usize;
        while self.eat_word("or") {
            self.one_more(&mut operands)?;
            let right = self.and(may_default)?;
            left = binary(BinaryOperator::Or, left, right);
        }
        Ok(left)
    }

    fn and(&mut self, may_default: bool) -> Result<Expression, SyntaxError> {
        let mut left = self.not(may_default)?;
        let mut operands = 1_usize;
        while self.eat_word("and") {
            self.one_more(&mut operands)?;
            let right = self.not(may_default)?;
            left = binary(BinaryOperator::And, left, right);
        }
        Ok(left)
    }

    fn not(&mut self, may_default: bool) -> Result<Expression, SyntaxError> {
        let at = self.at();
        if self.eat_word("not") {
            let inner = self.deeper(|it| it.not(may_default))?;
            return Ok(Expression { at, kind: Kind::Not(Box::new(inner)) });
        }
        self.comparison(may_default)
    }

    fn comparison(&mut self, may_default: bool) -> Result<Expression, SyntaxError> {
        const OPERATORS: [BinaryOperator; 6] = [
            BinaryOperator::LessOrEqual,
            BinaryOperator::GreaterOrEqual,
            BinaryOperator::Equal,
            BinaryOperator::NotEqual,
            BinaryOperator::Less,
            BinaryOperator::Greater,
        ];
        let left = self.sum(may_default)?;
        if let Some(operator) = OPERATORS.into_iter().find(|it| self.is_sign(it.as_str())) {
            self.skip();
            let right = self.sum(may_default)?;
            return Ok(binary(operator, left, right));
        }
        let negated =
            self.is_word("not") && matches!(self.peek_at(1), TokenKind::Word(word) if word == "in");
        if negated {
            self.skip();
        }
        if self.eat_word("in") {
            self.expect_sign("(")?;
            let mut items = vec![self.item()?];
            while self.eat_sign(",") {
                items.push(self.item()?);
            }
            self.expect_sign(")")?;
            return Ok(Expression {
                at: left.at,
                kind: Kind::In { negated, value: Box::new(left), items },
            });
        }
        Ok(left)
    }

    fn item(&mut self) -> Result<Item, SyntaxError> {
        let at = self.at();
        let negative = self.eat_sign("-");
        let value = match self.peek().clone() {
            TokenKind::Number(number) => {
                self.skip();
                let unit = self.unit()?;
                ItemValue::Number(if negative { number.negated() } else { number }, unit)
            }
            TokenKind::Word(word) if !negative && !is_reserved(&word) => {
                self.skip();
                ItemValue::Name(word)
            }
            _ => return Err(self.error("expected a number or a name", None)),
        };
        Ok(Item { at, value })
    }

    fn sum(&mut self, may_default: bool) -> Result<Expression, SyntaxError> {
        let mut left = self.product(may_default)?;
        let mut operands = 1_usize;
        loop {
            let operator = if self.eat_sign("+") {
                BinaryOperator::Add
            } else if self.eat_sign("-") {
                BinaryOperator::Subtract
            } else {
                return Ok(left);
            };
            self.one_more(&mut operands)?;
            let right = self.product(may_default)?;
            left = binary(operator, left, right);
        }
    }

    fn product(&mut self, may_default: bool) -> Result<Expression, SyntaxError> {
        let mut left = self.sign(may_default)?;
        let mut operands = 1_usize;
        loop {
            let operator = if self.eat_sign("*") {
                BinaryOperator::Multiply
            } else if self.eat_sign("/") {
                BinaryOperator::Divide
            } else {
                return Ok(left);
            };
            self.one_more(&mut operands)?;
            let right = self.sign(may_default)?;
            left = binary(operator, left, right);
        }
    }

    fn sign(&mut self, may_default: bool) -> Result<Expression, SyntaxError> {
        let at = self.at();
        if self.eat_sign("-") {
            let inner = self.deeper(|it| it.sign(may_default))?;
            return Ok(Expression { at, kind: Kind::Negate(Box::new(inner)) });
        }
        self.default(may_default)
    }

    fn default(&mut self, may_default: bool) -> Result<Expression, SyntaxError> {
        let value = self.primary()?;
        if may_default && self.eat_word("else") {
            let default = self.primary()?;
            return Ok(Expression {
                at: value.at,
                kind: Kind::Else(Box::new(value), Box::new(default)),
            });
        }
        Ok(value)
    }

    fn primary(&mut self) -> Result<Expression, SyntaxError> {
        let at = self.at();
        let kind = match self.peek().clone() {
            TokenKind::Number(number) => {
                self.skip();
                Kind::Number(number, self.unit()?)
            }
            TokenKind::Date(date) => {
                self.skip();
                Kind::Date(date)
            }
            TokenKind::Sign("(") => {
                self.skip();
                let inner = self.expression()?;
                self.expect_sign(")")?;
                return Ok(Expression { at, ..inner });
            }
            TokenKind::Word(word) => self.word(&word)?,
            TokenKind::End => {
                return Err(self.error("expected a value, found the end of the expression", None));
            }
            TokenKind::Sign(sign) => {
                return Err(self.error(format!("expected a value, found `{sign}`"), None));
            }
        };
        Ok(Expression { at, kind })
    }

    fn word(&mut self, word: &str) -> Result<Kind, SyntaxError> {
        if let Some(fold) = FoldKind::ALL.into_iter().find(|it| it.as_str() == word) {
            self.skip();
            return self.deeper(|it| it.fold(fold));
        }
        match word {
            "true" | "false" => {
                self.skip();
                return Ok(Kind::Bool(word == "true"));
            }
            "today" => {
                self.skip();
                return Ok(Kind::Today);
            }
            "parent" => {
                self.skip();
                return Ok(Kind::Parent);
            }
            "household" => {
                self.skip();
                self.expect_sign(".")?;
                return match self.peek().clone() {
                    TokenKind::Word(name) if !is_reserved(&name) => {
                        self.skip();
                        Ok(Kind::Outer(name))
                    }
                    _ => Err(self.error("expected a name after `household.`", None)),
                };
            }
            _ => {}
        }
        if BASE_UNITS.contains(&word) {
            return Err(self.error(
                format!("the unit `{word}` without a number"),
                Some("write `1 person`, `100 yuan`"),
            ));
        }
        if is_reserved(word) {
            return Err(self.error(format!("expected a value, found `{word}`"), None));
        }
        if !crate::document::values::is_name(word) {
            return Err(self.error(
                format!("`{word}` is not a name"),
                Some("names are small letters, digits and `_`"),
            ));
        }
        self.skip();
        if !self.eat_sign("(") {
            return Ok(Kind::Name(word.to_owned()));
        }
        let mut arguments = vec![self.expression()?];
        while self.eat_sign(",") {
            arguments.push(self.expression()?);
        }
        self.expect_sign(")")?;
        Ok(Kind::Call(word.to_owned(), arguments))
    }

    fn fold(&mut self, fold: FoldKind) -> Result<Kind, SyntaxError> {
        self.expect_sign("(")?;
        let TokenKind::Word(list) = self.peek().clone() else {
            return Err(self.error("expected a list such as `members`", None));
        };
        self.skip();
        let filter = if self.eat_word("where") { Some(Box::new(self.expression()?)) } else { None };
        let body = if self.eat_sign(",") { Some(Box::new(self.expression()?)) } else { None };
        self.expect_sign(")")?;
        Ok(Kind::Fold { fold, list, filter, body })
    }

    /// The unit behind a number, if there is one.
    fn unit(&mut self) -> Result<Option<Unit>, SyntaxError> {
        let Some(counted) = self.base_unit(0) else {
            return Ok(None);
        };
        let mut unit = counted;
        self.skip();
        while self.is_sign("/") {
            let Some(next) = self.base_unit(1) else { break };
            if next == counted {
                return Err(self.error("a unit is divided by itself", None));
            }
            unit = unit.per(next).ok_or_else(|| self.error("too many units", None))?;
            self.skip();
            self.skip();
        }
        Ok(Some(unit))
    }

    fn base_unit(&self, ahead: usize) -> Option<Unit> {
        match self.peek_at(ahead) {
            TokenKind::Word(word) if BASE_UNITS.contains(&word.as_str()) => word.parse().ok(),
            _ => None,
        }
    }

    /// Counts the operands of a chain.
    fn one_more(&self, operands: &mut usize) -> Result<(), SyntaxError> {
        *operands = operands.saturating_add(1);
        if *operands <= limits::EXPRESSION_OPERANDS {
            return Ok(());
        }
        let message = format!("more than {} operands in a row", limits::EXPRESSION_OPERANDS);
        let error = self.error(message, Some("split it into definitions"));
        Err(SyntaxError { too_large: true, ..error })
    }

    fn deeper<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, SyntaxError>,
    ) -> Result<T, SyntaxError> {
        self.depth = self.depth.saturating_add(1);
        if self.depth > limits::EXPRESSION_DEPTH {
            let message = format!(
                "the expression is nested more than {} levels deep",
                limits::EXPRESSION_DEPTH
            );
            let error = self.error(message, Some("split it into definitions"));
            return Err(SyntaxError { too_large: true, ..error });
        }
        let value = read(self);
        self.depth = self.depth.saturating_sub(1);
        value
    }

    fn peek(&self) -> &TokenKind {
        self.peek_at(0)
    }

    fn peek_at(&self, ahead: usize) -> &TokenKind {
        self.tokens.get(self.next.saturating_add(ahead)).map_or(&TokenKind::End, |it| &it.kind)
    }

    fn at(&self) -> usize {
        self.tokens.get(self.next).or(self.tokens.last()).map_or(0, |it| it.at)
    }

    fn skip(&mut self) {
        self.next = self.next.saturating_add(1);
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(self.peek(), TokenKind::Word(it) if it == word)
    }

    fn is_sign(&self, sign: &str) -> bool {
        matches!(self.peek(), TokenKind::Sign(it) if *it == sign)
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = self.is_word(word);
        if found {
            self.skip();
        }
        found
    }

    fn eat_sign(&mut self, sign: &str) -> bool {
        let found = self.is_sign(sign);
        if found {
            self.skip();
        }
        found
    }

    fn expect_word(&mut self, word: &str) -> Result<(), SyntaxError> {
        if self.eat_word(word) {
            Ok(())
        } else {
            Err(self.error(format!("expected `{word}`"), None))
        }
    }

    fn expect_sign(&mut self, sign: &str) -> Result<(), SyntaxError> {
        if self.eat_sign(sign) {
            Ok(())
        } else {
            Err(self.error(format!("expected `{sign}`"), None))
        }
    }

    fn error(&self, message: impl Into<String>, help: Option<&'static str>) -> SyntaxError {
        SyntaxError::new(self.at(), message, help)
    }
}

fn binary(operator: BinaryOperator, left: Expression, right: Expression) -> Expression {
    Expression { at: left.at, kind: Kind::Binary(operator, Box::new(left), Box::new(right)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads, prints, and reads again.
    #[track_caller]
    fn prints(text: &str, expected: &str) {
        let expression = parse(text).unwrap();
        assert_eq!(expression.to_string(), expected);
        assert_eq!(parse(expected).unwrap(), expression);
    }

    #[track_caller]
    fn fails(text: &str, at: usize, message: &str) {
        let error = parse(text).unwrap_err();
        assert_eq!((error.at, error.message.as_str()), (at, message), "{text}");
    }

    #[test]
    fn operators_bind_as_in_the_grammar() {
        prints("a+b*c", "a + b * c");
        prints("(a + b) * c", "(a + b) * c");
        prints("a - (b - c)", "a - (b - c)");
        prints("not a and b or c", "not a and b or c");
        prints("not (a and b)", "not (a and b)");
        prints("a and (b or c)", "a and (b or c)");
        prints("-a * b", "-a * b");
        prints("-(a * b)", "-(a * b)");
        prints("grade else 9 <= 3", "grade else 9 <= 3");
        prints("x not in (a, 2, -3)", "x not in (a, 2, -3)");
        prints("(a < b) == (c < d)", "(a < b) == (c < d)");
    }

    #[test]
    fn the_examples_of_the_design_are_read() {
        prints("counted_income_per_head < standard", "counted_income_per_head < standard");
        prints(
            "(standard - counted_income_per_head) * size",
            "(standard - counted_income_per_head) * size",
        );
        prints(
            "if employed then max(0, wage_income - 0.8 * standard) else wage_income",
            "if employed then max(0, wage_income - 0.8 * standard) else wage_income",
        );
        prints("count(members where age < 18) + 1", "count(members where age < 18) + 1");
        prints("sum(members, top_up)", "sum(members, top_up)");
        prints(
            "disability_kind in (intellectual, mental) and disability_grade <= 3",
            "disability_kind in (intellectual, mental) and disability_grade <= 3",
        );
    }

    #[test]
    fn else_behind_then_belongs_to_the_if() {
        prints("if a then b else c", "if a then b else c");
        prints("if a then (b else 1) else c else 2", "if a then (b else 1) else c else 2");
        prints("(if a then b else c) + 1", "(if a then b else c) + 1");
        prints(
            "if a then if b then c else (d else 1) < 0 else e",
            "if a then (if b then c else d else 1 < 0) else e",
        );
        prints(
            "if a then (if b then (c else 1) else d) else e",
            "if a then if b then (c else 1) else d else e",
        );
        fails("if a then b", 11, "expected `else`");
    }

    #[test]
    fn units_and_days_are_literals() {
        prints("standard * 1 person", "standard * 1 person");
        prints("800 yuan/month", "800 yuan/month");
        prints("100 yuan / size", "100 yuan / size");
        prints("birth_date + 6 month <= 2021-07-01", "birth_date + 6 month <= 2021-07-01");
        fails("2021-02-30 < today", 0, "`2021-02-30`: there is no such day");
        prints("1 yuan/month/month", "1 yuan/month/month");
        fails("5 * person", 4, "the unit `person` without a number");
        fails("5 yuan/person/yuan", 13, "a unit is divided by itself");
    }

    #[test]
    fn faults_are_located() {
        fails("", 0, "expected a value, found the end of the expression");
        fails("1 +", 3, "expected a value, found the end of the expression");
        fails("a = b", 2, "unknown sign `=`");
        fails("a && b", 2, "unknown sign `&`");
        fails("惠", 0, "unknown sign `惠`");
        fails("0 <= a < 2", 7, "comparisons do not chain");
        fails("min()", 4, "expected a value, found `)`");
        fails("Age < 2", 0, "`Age` is not a name");
        fails("a b", 2, "expected the end of the expression");
        fails("007", 0, "`007` is not a number");
        fails("1yuan", 0, "`1` runs into a word");
    }

    #[test]
    fn nesting_is_bounded() {
        assert!(
            parse(&format!("{}1{}", "(".repeat(1000), ")".repeat(1000))).unwrap_err().too_large
        );
        assert!(parse(&format!("{}a", "not ".repeat(1000))).unwrap_err().too_large);
        assert!(parse(&format!("{}a", "-".repeat(1000))).unwrap_err().too_large);
        assert!(parse(&vec!["a"; 100].join(" + ")).is_ok());
        assert!(parse(&vec!["a"; 101].join(" + ")).unwrap_err().too_large);
    }
}

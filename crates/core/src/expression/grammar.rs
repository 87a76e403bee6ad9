//! From tokens to a program: operators by how tightly they bind, functions, parentheses.
//!
//! winnow's Pratt parser finds the order. What it has read goes into the program at once, operands before
//! their operator. How deep it calls itself was checked before.

use winnow::Parser as _;
use winnow::combinator::{Infix, Prefix, expression};
use winnow::error::ParserError;
use winnow::stream::{Stateful, Stream as _};

use super::ExpressionError;
use super::function::{Binary, Function, Unary};
use super::program::{Instruction, Program};
use super::token::{Kind, Token};

/// How tightly operators bind. The numbers lie two apart, since winnow goes one up or down to bind to the
/// left or to the right.
const SUM: i64 = 1;
const PRODUCT: i64 = 3;
const SIGN: i64 = 5;
const POWER: i64 = 7;

/// The tokens that are left, and the program of those that have been read.
type Input<'t> = Stateful<&'t [Token<'t>], Program>;

/// Why a parser stops.
#[derive(Debug)]
enum Fault {
    /// This isn't what it reads, but may be something else.
    Another,
    /// Nothing right can stand here.
    Wrong(ExpressionError),
    /// There is no more, where there should be.
    Ended,
}

impl ParserError<Input<'_>> for Fault {
    type Inner = Self;

    fn from_input(_: &Input) -> Self {
        Self::Another
    }

    fn is_backtrack(&self) -> bool {
        matches!(self, Self::Another)
    }

    fn into_inner(self) -> Result<Self, Self> {
        Ok(self)
    }
}

/// The program of an expression.
pub(super) fn program(tokens: &[Token]) -> Result<Program, ExpressionError> {
    let mut input = Stateful { input: tokens, state: Program::default() };
    match whole(&mut input) {
        Ok(()) => Ok(input.state),
        Err(Fault::Wrong(error)) => Err(error),
        Err(Fault::Another | Fault::Ended) => {
            let at = tokens.last().map_or(1, |last| last.at);
            Err(ExpressionError::Unfinished { at })
        }
    }
}

/// An expression with nothing behind it.
fn whole(input: &mut Input) -> Result<(), Fault> {
    sum(input)?;
    match input.next_token() {
        None => Ok(()),
        Some(Token { kind: Kind::Sign(')'), at, .. }) => {
            Err(Fault::Wrong(ExpressionError::Unopened { at }))
        }
        Some(token) => Err(no_operator(token)),
    }
}

/// Operands with operators between them, as far as they go.
fn sum(input: &mut Input) -> Result<(), Fault> {
    expression(operand).prefix(sign).infix(operator).parse_next(input)
}

/// A number, a name with what belongs to it, or an expression in parentheses.
fn operand(input: &mut Input) -> Result<(), Fault> {
    let token = input.peek_token().ok_or(Fault::Another)?;
    match token.kind {
        Kind::Number(number) => {
            input.next_token();
            input.state.push(Instruction::Number(number));
            Ok(())
        }
        Kind::Name => {
            input.next_token();
            named(input, token)
        }
        Kind::Sign('(') => {
            input.next_token();
            sum(input)?;
            let end = part_end(input, token)?;
            if end.kind == Kind::Sign(')') { Ok(()) } else { Err(no_operator(end)) }
        }
        Kind::Sign(_) => Err(Fault::Another),
    }
}

/// What a name stands for.
fn named(input: &mut Input, name: Token) -> Result<(), Fault> {
    let instruction = match name.text {
        "t" => Instruction::Time,
        "pi" => Instruction::Number(std::f64::consts::PI),
        other => {
            let unknown = ExpressionError::UnknownName { name: other.to_owned(), at: name.at };
            let function = Function::from_name(other).ok_or(Fault::Wrong(unknown))?;
            return call(input, function, name.at);
        }
    };
    input.state.push(instruction);
    Ok(())
}

/// A function's arguments in parentheses, and the function.
fn call(input: &mut Input, function: Function, at: usize) -> Result<(), Fault> {
    let name = function.name();
    let wrong = |error| Err(Fault::Wrong(error));
    let Some(open @ Token { kind: Kind::Sign('('), .. }) = input.next_token() else {
        return wrong(ExpressionError::NoParentheses { name, example: function.example(), at });
    };
    let mut found = 0;
    loop {
        sum(input)?;
        found += 1;
        match function {
            Function::One(function) => input.state.push(Instruction::Unary(function)),
            Function::Two(function) | Function::Many(function) if found > 1 => {
                input.state.push(Instruction::Binary(function));
            }
            Function::Two(_) | Function::Many(_) => {}
        }
        match part_end(input, open)? {
            Token { kind: Kind::Sign(')'), .. } => break,
            Token { kind: Kind::Sign(','), .. } => {}
            other => return Err(no_operator(other)),
        }
    }
    if function.takes(found) {
        return Ok(());
    }
    let (wanted, or_more) = function.wanted();
    wrong(ExpressionError::Arguments { name, wanted, or_more, found, at })
}

/// What follows an expression inside of parentheses.
fn part_end<'t>(input: &mut Input<'t>, open: Token) -> Result<Token<'t>, Fault> {
    input.next_token().ok_or(Fault::Wrong(ExpressionError::Unclosed { at: open.at }))
}

/// What stands behind an operand, and is no operator.
fn no_operator(token: Token) -> Fault {
    let Token { kind, text, at } = token;
    Fault::Wrong(match kind {
        Kind::Sign(',') => ExpressionError::Comma { at },
        _ => ExpressionError::NoOperator { found: text.to_owned(), at },
    })
}

/// A sign before an operand.
fn sign<'t>(input: &mut Input<'t>) -> Result<Prefix<Input<'t>, (), Fault>, Fault> {
    let token = input.next_token().ok_or(Fault::Ended)?;
    match token.kind {
        Kind::Sign('-') => Ok(Prefix(SIGN, |input, ()| {
            input.state.push(Instruction::Unary(Unary::Negate));
            Ok(())
        })),
        Kind::Sign('+') => Ok(Prefix(SIGN, |_, ()| Ok(()))),
        _ => {
            let found = token.text.to_owned();
            Err(Fault::Wrong(ExpressionError::NoValue { found, at: token.at }))
        }
    }
}

/// An operator between two operands.
fn operator<'t>(input: &mut Input<'t>) -> Result<Infix<Input<'t>, (), Fault>, Fault> {
    let token = input.next_token().ok_or(Fault::Another)?;
    let Kind::Sign(sign) = token.kind else { return Err(Fault::Another) };
    match sign {
        '+' => Ok(Infix::Left(SUM, |input, (), ()| combine(input, Binary::Add))),
        '-' => Ok(Infix::Left(SUM, |input, (), ()| combine(input, Binary::Subtract))),
        '*' => Ok(Infix::Left(PRODUCT, |input, (), ()| combine(input, Binary::Multiply))),
        '/' => Ok(Infix::Left(PRODUCT, |input, (), ()| combine(input, Binary::Divide))),
        '^' => Ok(Infix::Right(POWER, |input, (), ()| combine(input, Binary::Power))),
        _ => Err(Fault::Another),
    }
}

fn combine(input: &mut Input, operator: Binary) -> Result<(), Fault> {
    input.state.push(Instruction::Binary(operator));
    Ok(())
}

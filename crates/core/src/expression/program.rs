//! An expression as a program in postfix order, run on a stack of numbers.

use super::function::{Binary, Unary};

/// One thing to do with the stack.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Instruction {
    /// Puts a number on it.
    Number(f64),
    /// Puts t on it.
    Time,
    /// Replaces its top.
    Unary(Unary),
    /// Replaces its two topmost numbers by one.
    Binary(Binary),
}

/// What leaves one number on the stack when it is run.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Program {
    instructions: Vec<Instruction>,
    /// Numbers on the stack after the last instruction.
    height: usize,
    /// The most there are at any time.
    most: usize,
}

/// Numbers on the stack of all but the strangest expressions.
const USUAL: usize = 16;

impl Program {
    pub(super) fn push(&mut self, instruction: Instruction) {
        match instruction {
            Instruction::Number(_) | Instruction::Time => self.height += 1,
            Instruction::Unary(_) => {}
            Instruction::Binary(_) => self.height -= 1,
        }
        self.most = self.most.max(self.height);
        self.instructions.push(instruction);
    }

    pub(super) fn value(&self, t: f64) -> f64 {
        if self.most <= USUAL {
            self.run(t, &mut [0.0; USUAL])
        } else {
            self.run(t, &mut vec![0.0; self.most])
        }
    }

    fn run(&self, t: f64, stack: &mut [f64]) -> f64 {
        let mut height = 0;
        for instruction in &self.instructions {
            match *instruction {
                Instruction::Number(number) => {
                    stack[height] = number;
                    height += 1;
                }
                Instruction::Time => {
                    stack[height] = t;
                    height += 1;
                }
                Instruction::Unary(function) => {
                    stack[height - 1] = (function.function())(stack[height - 1]);
                }
                Instruction::Binary(function) => {
                    height -= 1;
                    stack[height - 1] = (function.function())(stack[height - 1], stack[height]);
                }
            }
        }
        stack[0]
    }
}

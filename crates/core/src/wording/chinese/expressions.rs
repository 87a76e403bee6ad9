//! What is wrong with a formula.

use super::super::{ExpressionWords, translation};

translation! {
    ExpressionWords::CHINESE {
        empty = "公式是空的；这里要写 t 的公式，例如 sin(t)";
        too_long(characters: usize, most: usize) =
            format!("公式有 {characters} 个字符，最多可以有 {most} 个");
        too_deep(at: usize, most: usize) =
            format!("到第 {at} 个字符处，括号、正负号和乘方的嵌套超过了 {most} 层");
        unknown_character(character: &str, at: usize) = format!(
            "第 {at} 个字符 {character} 无法识别；可以用的有数、名称、+ - * / ^、逗号和括号"
        );
        stars(at: usize) = format!("第 {at} 个字符处是 **；乘方要写作 ^");
        too_large(number: &str, at: usize) =
            format!("第 {at} 个字符处的 {number} 太大；数最大到 1e308");
        unknown_name(name: &str, at: usize, functions: &[&str]) = format!(
            "第 {at} 个字符处的 {name} 没有定义；可以用的有 t、pi、{}", functions.join("、")
        );
        no_parentheses(name: &str, at: usize, example: &str) =
            format!("第 {at} 个字符处的 {name} 后面要有括号，例如 {name}{example}");
        arguments(name: &str, at: usize, wanted: usize, or_more: bool, found: usize) = {
            let least = if or_more { "至少" } else { "" };
            format!("第 {at} 个字符处的 {name} 需要{least} {wanted} 个参数，而不是 {found} 个")
        };
        no_value(found: &str, at: usize) =
            format!("第 {at} 个字符处的 {found} 前面缺一个值，例如 t 或一个数");
        unfinished(at: usize) =
            format!("公式到第 {at} 个字符就结束了，后面缺一个值，例如 t 或一个数");
        no_operator(found: &str, at: usize) =
            format!("第 {at} 个字符处的 {found} 前面缺一个运算符，例如 *");
        unclosed(at: usize) = format!("第 {at} 个字符处的左括号没有对应的右括号");
        unopened(at: usize) = format!("第 {at} 个字符处的右括号没有对应的左括号");
        comma(at: usize) =
            format!("第 {at} 个字符处的逗号不在任何函数的参数之间；小数要用点");
    }
}

//! How long files and functions may be, and that a module opens by saying what it is.

use super::{
    Finding,
    source::{Source, Tree},
};

const FILE_LOOK_AGAIN: usize = 400;
const FILE_STOP: usize = 700;
const FUNCTION_STOP: usize = 70;
const OPENING_STOP: usize = 15;

fn files(tree: &Tree) -> Vec<Finding> {
    let written = tree.files.iter().filter(|file| ["rs", "ts", "js", "mjs", "css"].iter().any(|end| file.is(end)));
    let mut findings = Vec::new();
    for file in written {
        let lines = file.code_lines();
        if lines > FILE_STOP {
            findings.push(Finding::new(&file.path, format!("{lines} lines of code; {FILE_STOP} is the stop. Split it by what it talks about.")));
        } else if lines > FILE_LOOK_AGAIN {
            println!("look again: {} has {lines} lines of code.", file.path);
        }
    }
    findings
}

fn functions(tree: &Tree) -> Vec<Finding> {
    tree.rust().flat_map(long_functions).collect()
}

fn long_functions(file: &Source) -> Vec<Finding> {
    let code = file.code();
    let mut findings = Vec::new();
    for (start, _) in code.match_indices("fn ") {
        let alone = !code[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let Some(body) = alone.then(|| body_length(&code[start..])).flatten() else { continue };
        let lines = code[start..start + body].lines().count();
        if lines > FUNCTION_STOP {
            let line = code[..start].lines().count();
            let name: String = code[start + 3..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let remedy = format!("{name} has {lines} lines; {FUNCTION_STOP} is the stop. Give its parts names.");
            findings.push(Finding::new(format!("{}:{line}", file.path), remedy));
        }
    }
    findings
}

/// Bytes from the start of a function to its closing brace; `None` for a declaration without a body.
fn body_length(code: &str) -> Option<usize> {
    let (mut round, mut curly) = (0_i32, 0_i32);
    for (index, c) in code.char_indices() {
        match c {
            '(' | '[' => round += 1,
            ')' | ']' => round -= 1,
            ';' if round <= 0 && curly == 0 => return None,
            '{' => curly += 1,
            '}' if curly == 1 => return Some(index + 1),
            '}' => curly -= 1,
            _ => {}
        }
    }
    None
}

fn openings(tree: &Tree) -> Vec<Finding> {
    tree.rust()
        .filter_map(|file| {
            let opening = file.text.lines().take_while(|line| line.starts_with("//!")).count();
            let remedy = match opening {
                0 => "Open the module with //! and say what it is, what always holds in it, what is not here.".to_owned(),
                lines if lines > OPENING_STOP => format!("The module opens with {lines} lines of //!; {OPENING_STOP} at most. Say less."),
                _ => return None,
            };
            Some(Finding::new(&file.path, remedy))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_is_longer_than_the_stop() {
        super::super::assert_tidy(files);
    }

    #[test]
    fn no_function_is_longer_than_the_stop() {
        super::super::assert_tidy(functions);
    }

    #[test]
    fn every_module_opens_by_saying_what_it_is() {
        super::super::assert_tidy(openings);
    }

    #[test]
    fn a_long_function_is_found_by_name_and_a_declaration_is_not() {
        let text = format!("trait T {{ fn declared(&self); }}\nfn long() {{\n{}}}\nfn short() {{}}\n", "    let a = '{';\n".repeat(70));
        let findings = functions(&Tree::of(&[("a.rs", &text)]));
        assert_eq!(findings.len(), 1);
        assert!(findings[0].remedy.starts_with("long has 72 lines"), "{findings:?}");
    }

    #[test]
    fn a_module_without_an_opening_or_with_an_endless_one_is_found() {
        let endless = "//! Word.\n".repeat(16);
        let tree = Tree::of(&[("a.rs", "fn a() {}"), ("b.rs", &endless), ("c.rs", "//! Fine.\n")]);
        let places: Vec<String> = openings(&tree).into_iter().map(|finding| finding.place).collect();
        assert_eq!(places, ["a.rs", "b.rs"]);
    }
}

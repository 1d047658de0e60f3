//! The files of the repository as the rules read them: text, and Rust with strings and comments blanked.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Folders that are made, not written.
const MADE: [&str; 8] = ["target", "node_modules", ".git", "data", "test-results", "report", "dist", "proptest-regressions"];
/// Files larger than this are no source text.
const LARGEST: u64 = 2_000_000;

/// A text file.
pub(super) struct Source {
    /// From the repository's root, with `/`.
    pub(super) path: String,
    pub(super) text: String,
}

impl Source {
    pub(super) fn is(&self, extension: &str) -> bool {
        self.path.rsplit_once('.').is_some_and(|(_, end)| end == extension)
    }

    /// Rust without the contents of strings, characters and comments; lines stay where they are.
    pub(super) fn code(&self) -> String {
        blanked(&self.text)
    }

    /// Lines that are neither empty nor only a comment.
    pub(super) fn code_lines(&self) -> usize {
        self.text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count()
    }
}

/// All text files of the repository.
pub(super) struct Tree {
    pub(super) files: Vec<Source>,
}

impl Tree {
    /// This repository.
    pub(super) fn of_repository() -> Self {
        let mut files = Vec::new();
        collect(&crate::test::root(), &crate::test::root(), &mut files);
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Self { files }
    }

    /// Files made up for a test.
    pub(super) fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| Source { path: (*path).into(), text: (*text).into() }).collect();
        Self { files }
    }

    pub(super) fn rust(&self) -> impl Iterator<Item = &Source> {
        self.files.iter().filter(|file| file.is("rs"))
    }

    pub(super) fn file(&self, path: &str) -> Option<&Source> {
        self.files.iter().find(|file| file.path == path)
    }
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<Source>) {
    let entries: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    for path in entries {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let sound = fs::symlink_metadata(&path).ok().filter(|found| !found.is_symlink());
        match sound {
            Some(found) if found.is_dir() && !MADE.contains(&name.as_str()) => collect(root, &path, files),
            Some(found) if found.is_file() && name != ".git" && found.len() <= LARGEST => {
                let relative = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
                files.extend(fs::read_to_string(&path).ok().map(|text| Source { path: relative, text }));
            }
            _ => {}
        }
    }
}

/// Where the reader of Rust text is.
#[derive(Clone, Copy, PartialEq)]
enum At {
    Code,
    Line,
    Block(u32),
    Text,
    Raw(usize),
}

fn blanked(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = At::Code;
    let mut index = 0;
    while index < chars.len() {
        let (next, length) = step(at, &chars, index);
        for c in &chars[index..(index + length).min(chars.len())] {
            let kept = *c == '\n' || (at == At::Code && next == At::Code && length == 1);
            out.push(if kept { *c } else { ' ' });
        }
        (at, index) = (next, index + length);
    }
    out
}

/// What the text at `index` begins or ends, and how many characters that takes.
fn step(at: At, chars: &[char], index: usize) -> (At, usize) {
    let here = chars[index];
    let next = chars.get(index + 1).copied().unwrap_or('\0');
    match (at, here, next) {
        (At::Code, '/', '/') => (At::Line, 2),
        (At::Code, '/', '*') => (At::Block(1), 2),
        (At::Code, '"', _) => (At::Text, 1),
        (At::Code, 'r', '"' | '#') if !word_before(chars, index) => raw_start(chars, index),
        (At::Code, '\'', _) => (At::Code, character_length(chars, index)),
        (At::Line, '\n', _) | (At::Text, '"', _) => (At::Code, 1),
        (At::Block(depth), '/', '*') => (At::Block(depth + 1), 2),
        (At::Block(depth), '*', '/') => (if depth == 1 { At::Code } else { At::Block(depth - 1) }, 2),
        (At::Text, '\\', _) => (At::Text, 2),
        (At::Raw(hashes), '"', _) if chars[index + 1..].iter().take_while(|c| **c == '#').count() >= hashes => (At::Code, 1 + hashes),
        _ => (at, 1),
    }
}

fn word_before(chars: &[char], index: usize) -> bool {
    index > 0 && (chars[index - 1].is_alphanumeric() || chars[index - 1] == '_') && chars[index - 1] != 'b'
}

fn raw_start(chars: &[char], index: usize) -> (At, usize) {
    let hashes = chars[index + 1..].iter().take_while(|c| **c == '#').count();
    if chars.get(index + 1 + hashes) == Some(&'"') { (At::Raw(hashes), 2 + hashes) } else { (At::Code, 1) }
}

/// A character literal's length; 1 for the quote of a lifetime.
fn character_length(chars: &[char], index: usize) -> usize {
    if chars.get(index + 1) == Some(&'\\') {
        return chars[index + 3..].iter().position(|c| *c == '\'').map_or(1, |end| end + 4);
    }
    if chars.get(index + 2) == Some(&'\'') { 3 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::blanked;

    #[test]
    fn strings_comments_and_characters_are_blanked_and_lifetimes_stay() {
        assert_eq!(blanked("a(\"{\"); // {\nb"), "a(   );     \nb");
        assert_eq!(blanked("f('{', '\\'', '\\u{1f}')"), "f(   ,     ,         )");
        assert_eq!(blanked("fn f<'a>(x: &'a str) {}"), "fn f<'a>(x: &'a str) {}");
        assert_eq!(blanked("r#\"{\"#;/*{/*{*/*/}"), "      ;          }");
    }
}

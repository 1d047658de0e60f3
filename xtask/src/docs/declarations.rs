//! Reads declarations of the domain's macros from source text: a name, its docstring, and what stands in its braces.

/// `Name { … }` with its docstring.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Declaration {
    pub(super) name: String,
    pub(super) says: String,
    pub(super) parts: Vec<Part>,
}

/// A field (`name: Type`) or a word (`Variant = "word"`).
#[derive(Debug, Default, PartialEq)]
pub(super) struct Part {
    pub(super) name: String,
    pub(super) says: String,
    /// The type, or the stored word.
    pub(super) value: String,
}

/// All declarations in calls of that macro.
pub(super) fn read(source: &str, macro_name: &str) -> Vec<Declaration> {
    let start = format!("{macro_name}! {{");
    let mut found = Vec::new();
    for (at, _) in source.match_indices(&start) {
        let body = &source[at + start.len()..];
        let end = body.find("\n}").unwrap_or(body.len());
        found.extend(declarations(&body[..end]));
    }
    found
}

fn declarations(body: &str) -> Vec<Declaration> {
    let mut found = Vec::new();
    let mut rest = Rest(body);
    loop {
        let says = rest.docstring();
        let name = rest.until('{');
        if name.is_empty() {
            return found;
        }
        let parts = parts(rest.until('}'));
        found.push(Declaration { name: name.trim().to_owned(), says, parts });
        rest.skip(',');
    }
}

fn parts(body: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let mut rest = Rest(body);
    loop {
        let says = rest.docstring();
        let written = rest.until_comma();
        let Some((name, value)) = written.split_once(['=', ':']) else { return found };
        let value = value.trim().trim_matches('"').to_owned();
        found.push(Part { name: name.trim().to_owned(), says, value });
    }
}

/// What is still to be read.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    /// Docstring lines, joined; attributes are passed over.
    fn docstring(&mut self) -> String {
        let mut lines = Vec::new();
        loop {
            self.0 = self.0.trim_start();
            let (line, after) = self.0.split_once('\n').unwrap_or((self.0, ""));
            if let Some(text) = line.strip_prefix("///") {
                lines.push(text.trim());
            } else if !line.starts_with("#[") && !line.starts_with("//") {
                return lines.join(" ");
            }
            self.0 = after;
        }
    }

    fn until(&mut self, end: char) -> &'a str {
        let (before, after) = self.0.split_once(end).unwrap_or((self.0, ""));
        self.0 = after;
        before.trim()
    }

    /// Up to a comma outside of brackets.
    fn until_comma(&mut self) -> &'a str {
        let mut depth = 0_i32;
        for (at, c) in self.0.char_indices() {
            match c {
                '<' | '(' | '[' => depth += 1,
                '>' | ')' | ']' => depth -= 1,
                ',' if depth == 0 => {
                    let before = &self.0[..at];
                    self.0 = &self.0[at + 1..];
                    return before.trim();
                }
                _ => {}
            }
        }
        std::mem::take(&mut self.0).trim()
    }

    fn skip(&mut self, c: char) {
        self.0 = self.0.trim_start();
        self.0 = self.0.strip_prefix(c).unwrap_or(self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn events_are_read_with_their_fields_on_one_line_or_several() {
        let source = "events! {\n    /// It went\n    /// up.\n    Escalated { to: Level, why: OrdMap<A, B> }\n    /// It is set.\n    Set {\n        /// Whose.\n        #[serde(default)]\n        team: Option<TeamId>,\n    }\n}\n";
        let found = read(source, "events");
        assert_eq!(found.len(), 2);
        assert_eq!((found[0].name.as_str(), found[0].says.as_str()), ("Escalated", "It went up."));
        assert_eq!((found[0].parts[1].name.as_str(), found[0].parts[1].value.as_str()), ("why", "OrdMap<A, B>"));
        assert_eq!((found[1].parts[0].says.as_str(), found[1].parts[0].value.as_str()), ("Whose.", "Option<TeamId>"));
    }

    #[test]
    fn words_are_read_with_what_is_stored() {
        let source = "words! {\n    /// How bad.\n    Severity {\n        /// Work waits.\n        Stops = \"stops\",\n    }\n}\n";
        let found = read(source, "words");
        assert_eq!(found[0].parts, [Part { name: "Stops".into(), says: "Work waits.".into(), value: "stops".into() }]);
    }
}

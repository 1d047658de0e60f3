//! Where in a JSON document something stands: from the path of a field to its line, and back.

/// Where a value stands: its path (`teams.Payments.growth`, `waits[2].who`), from its name to its end, as line and column.
struct Spot {
    path: String,
    from: (usize, usize),
    to: (usize, usize),
}

/// The line of a field, from 1; that of the nearest thing around it where it is not there itself.
pub(crate) fn line_of(text: &str, path: &str) -> Option<usize> {
    let spots = spots(text);
    let mut wanted = path;
    loop {
        if let Some(spot) = spots.iter().find(|spot| spot.path == wanted) {
            return Some(spot.from.0);
        }
        wanted = &wanted[..wanted.rfind(['.', '['])?];
    }
}

/// The path of the innermost value at a place.
pub(crate) fn path_at(text: &str, line: usize, column: usize) -> Option<String> {
    let spots = spots(text);
    let holds = |spot: &&Spot| spot.from <= (line, column) && (line, column) <= spot.to;
    spots.iter().filter(holds).max_by_key(|spot| spot.from).map(|spot| spot.path.clone())
}

/// All values; those of a broken document up to where it breaks, the open ones to its end.
fn spots(text: &str) -> Vec<Spot> {
    let mut scan = Scan { rest: text.chars().peekable(), at: (1, 0), found: Vec::new() };
    scan.value("", None);
    scan.found
}

struct Scan<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    /// Of the character read last.
    at: (usize, usize),
    found: Vec<Spot>,
}

/// Deeper documents are refused before they come here.
const DEEPEST: usize = 120;

impl Scan<'_> {
    fn next(&mut self) -> Option<char> {
        let next = self.rest.next()?;
        self.at = if next == '\n' { (self.at.0 + 1, 0) } else { (self.at.0, self.at.1 + 1) };
        Some(next)
    }

    fn peek(&mut self) -> Option<char> {
        while self.rest.peek().is_some_and(|c| c.is_whitespace()) {
            self.next();
        }
        self.rest.peek().copied()
    }

    /// Reads a value; `None` where the document breaks.
    fn value(&mut self, path: &str, from: Option<(usize, usize)>) -> Option<()> {
        let first = self.peek()?;
        let from = from.unwrap_or((self.at.0, self.at.1 + 1));
        let place = self.found.len();
        if !path.is_empty() {
            self.found.push(Spot { path: path.to_owned(), from, to: (usize::MAX, 0) });
        }
        let is_deep = path.matches(['.', '[']).count() > DEEPEST;
        match first {
            '{' if !is_deep => self.members(path)?,
            '[' if !is_deep => self.elements(path)?,
            '"' => self.string().map(drop)?,
            _ => {
                while self.rest.peek().is_some_and(|c| !c.is_whitespace() && !matches!(c, ',' | '}' | ']')) {
                    self.next();
                }
            }
        }
        if let Some(spot) = self.found.get_mut(place).filter(|_| !path.is_empty()) {
            spot.to = self.at;
        }
        Some(())
    }

    fn members(&mut self, path: &str) -> Option<()> {
        self.next();
        while self.peek()? != '}' {
            let from = (self.at.0, self.at.1 + 1);
            let name = self.string()?;
            (self.peek()? == ':').then(|| self.next())?;
            let own = if path.is_empty() { name } else { format!("{path}.{name}") };
            self.value(&own, Some(from))?;
            if self.peek()? == ',' {
                self.next();
            }
        }
        self.next().map(drop)
    }

    fn elements(&mut self, path: &str) -> Option<()> {
        self.next();
        let mut number = 0;
        while self.peek()? != ']' {
            self.value(&format!("{path}[{number}]"), None)?;
            number += 1;
            if self.peek()? == ',' {
                self.next();
            }
        }
        self.next().map(drop)
    }

    fn string(&mut self) -> Option<String> {
        let mut text = String::new();
        (self.peek()? == '"').then(|| self.next())?;
        loop {
            match self.next()? {
                '"' => return Some(text),
                '\\' => text.extend(self.next()),
                other => text.push(other),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "{\n  \"teams\": {\n    \"A\": { \"growth\": [1, \"x\"] }\n  },\n  \"waits\": [\n    { \"who\": \"A\" }\n  ]\n}";

    #[test]
    fn a_path_has_its_line_and_a_missing_one_that_of_what_is_around_it() {
        assert_eq!([line_of(TEXT, "teams.A.growth"), line_of(TEXT, "waits[0].who"), line_of(TEXT, "teams.A.days_off")], [Some(3), Some(6), Some(3)]);
        assert_eq!([line_of(TEXT, "goals"), line_of("{ \"a\": [1", "a[0]")], [None, Some(1)]);
    }

    #[test]
    fn a_place_has_the_path_of_the_innermost_value() {
        let column = TEXT.lines().nth(2).unwrap().find("\"x\"").unwrap() + 3;
        assert_eq!(path_at(TEXT, 3, column).as_deref(), Some("teams.A.growth[1]"));
        assert_eq!(path_at(TEXT, 6, 18).as_deref(), Some("waits[0]"), "at its end: something is missing in it");
    }
}

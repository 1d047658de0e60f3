//! What one writes of an ambassador in one field: a name, or a name and a mail address, in the ways people write that.

use crate::address;

/// An ambassador as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Ambassador {
    /// Their name.
    pub name: String,
    /// Where the invitation is mailed.
    pub mail: Option<String>,
}

impl Ambassador {
    /// Reads `Ines Moreau`, `Ines Moreau, ines@example.org` or `Ines Moreau <ines@example.org>`.
    ///
    /// # Errors
    /// A sentence: no name, or no address.
    pub fn read(written: &str) -> Result<Self, String> {
        let is_between = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | ')');
        let Some(mail) = written.split(is_between).find(|word| word.contains('@')) else {
            return Ok(Self { name: written.trim().to_owned(), mail: None });
        };
        let name: String = written.replacen(mail, " ", 1).replace(['<', '>', '(', ')', ',', ';'], " ");
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() {
            return Err("Write the name before the address, such as Ines Moreau, ines@example.org.".to_owned());
        }
        Ok(Self { name, mail: Some(address::read(mail)?) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_comes_with_or_without_an_address() {
        let both = Ok(Ambassador { name: "Ines Moreau".to_owned(), mail: Some("ines@example.org".to_owned()) });
        for written in
            ["Ines Moreau, ines@example.org", "Ines Moreau <ines@example.org>", "ines@example.org (Ines Moreau)", " Ines  Moreau ines@example.org "]
        {
            assert_eq!(Ambassador::read(written), both, "{written}");
        }
        assert_eq!(Ambassador::read(" Moreau, Ines "), Ok(Ambassador { name: "Moreau, Ines".to_owned(), mail: None }));
    }

    #[test]
    fn an_address_alone_or_a_broken_one_is_said() {
        assert!(Ambassador::read("ines@example.org").unwrap_err().contains("name before"));
        assert!(Ambassador::read("Ines ines@").is_err());
    }
}

//! People on a page: initials in a circle, always with the name beside it.

use maud::{Markup, html};

/// At most two initials: "Ruth Adler" gives RA, "Madonna" M.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().find(|c| c.is_alphanumeric()));
    let first = words.next();
    let last = words.next_back();
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// The circle alone; the name must stand beside it.
pub fn avatar(name: &str) -> Markup {
    html! { span.av aria-hidden="true" { (initials(name)) } }
}

/// The small circle alone.
pub fn small(name: &str) -> Markup {
    html! { span class="av s" aria-hidden="true" { (initials(name)) } }
}

/// Small circle and name.
pub fn person(name: &str) -> Markup {
    html! { span.who { (small(name)) (name) } }
}

/// Dashed circle and words for a place that nobody holds: "No ambassador".
pub fn nobody(words: &str) -> Markup {
    html! { span.who { span class="av s dash" aria-hidden="true" { "?" } (words) } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_the_first_of_first_and_last_name() {
        assert_eq!(initials("Ruth Adler"), "RA");
        assert_eq!(initials("Ana de la Cruz"), "AC");
        assert_eq!(initials("madonna"), "M");
        assert_eq!(initials("  "), "");
        assert_eq!(initials("Åsa (Ops) Öberg"), "ÅÖ");
    }
}

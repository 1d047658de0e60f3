//! What styles and pages may not do: shout over each other, or carry their own style (the content policy would drop it).

use super::{
    Finding,
    source::{Source, Tree},
};

fn shouting(tree: &Tree) -> Vec<Finding> {
    let styles = tree.files.iter().filter(|file| file.is("css"));
    styles
        .filter(|file| file.text.contains("!important"))
        .map(|file| Finding::new(&file.path, "!important breaks the order of layers. Put the rule into the layer that should win."))
        .collect()
}

fn inline(tree: &Tree) -> Vec<Finding> {
    let pages = tree.rust().filter(|file| file.path.starts_with("crates/rowlock-web/src/") && !file.path.contains("mail"));
    let styled = |file: &&Source| file.code().lines().any(has_style);
    pages
        .filter(styled)
        .map(|file| {
            Finding::new(&file.path, "style= is dropped by the content policy. Use a class, or attributes of SVG. Only mails carry their style.")
        })
        .collect()
}

fn has_style(line: &str) -> bool {
    line.match_indices("style=").any(|(at, _)| line[..at].ends_with(' ')) && !line.contains("let style=")
}

fn refusals(tree: &Tree) -> Vec<Finding> {
    let declaring = tree.rust().filter(|file| file.path.ends_with("/refusal.rs") && file.code().contains("refusals! {"));
    declaring
        .filter(|file| {
            let folder = file.path.trim_end_matches("refusal.rs");
            !tree.rust().any(|other| other.path.starts_with(folder) && other.code().contains("refusal::NAMES"))
        })
        .map(|file| {
            Finding::new(
                &file.path,
                "No test asks that each refusal is shown. Call testing::assert_each_refusal_shown with refusal::NAMES in the noun's tests.",
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_do_not_shout() {
        super::super::assert_tidy(shouting);
    }

    #[test]
    fn pages_carry_no_style_of_their_own() {
        super::super::assert_tidy(inline);
    }

    #[test]
    fn every_noun_asks_that_its_refusals_are_shown() {
        super::super::assert_tidy(refusals);
    }

    #[test]
    fn a_page_with_a_style_is_found_and_a_mail_is_not() {
        let page = "html! { p style=\"color:red\" { } }";
        let tree = Tree::of(&[("crates/rowlock-web/src/goal/page.rs", page), ("crates/rowlock-web/src/relay/mail.rs", page)]);
        assert_eq!(inline(&tree).len(), 1);
    }
}

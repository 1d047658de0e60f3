//! Pages outside a workspace: first page, set-up, sign-in, errors. No navigation, one column.

use maud::{Markup, html};

use super::icon;
use super::page::{self, Head};

/// A page with logo and one narrow column; `main` begins with the page's `h1`.
pub fn bare(head: &Head, main: Markup) -> Markup {
    page::document(
        head,
        None,
        html! {
            div.bare {
                header.baretop { a.brand href="/" { (icon::logo()) "Rowlock" } }
                main id="main" class="barebody" tabindex="-1" { (main) }
            }
        },
    )
}

/// A step of the set-up: "Step 2 of 4" above the title, one dot per step.
pub fn step_head(step: u8, steps: u8, title: &str, sentence: &str) -> Markup {
    html! {
        header.wizhead {
            p.meta { "Step " (step) " of " (steps) }
            ol.wizdots aria-hidden="true" { @for place in 1..=steps { li data-s=(place_state(place, step)) {} } }
            h1 { (title) }
            p.sub { (sentence) }
        }
    }
}

fn place_state(place: u8, step: u8) -> &'static str {
    match place.cmp(&step) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "todo",
    }
}

/// What happened, what is kept, what to do; `action` leads on. The code is small, for whoever asks for it.
pub fn error(head: &Head, title: &str, sentences: &str, action: Markup, code: &str) -> Markup {
    bare(
        head,
        html! {
            div.oops {
                h1 { (title) }
                p.sub { (sentences) }
                div class="row mt4" { (action) }
                p class="meta mt4" { (code) }
            }
        },
    )
}

#[cfg(test)]
mod tests {
    use super::super::testing::Html;
    use super::*;

    #[test]
    fn an_error_says_what_to_do_without_navigation() {
        let head = Head { title: "Not found".into(), ..Head::default() };
        let action = html! { a.btn href="/" { "Go to the first page" } };
        let page = Html::of(&error(&head, "There is no such page", "Check the address.", action, "404"));
        assert_eq!(page.text("title"), "Not found - Rowlock");
        assert_eq!(page.text("h1"), "There is no such page");
        assert_eq!(page.count("nav"), 0);
        assert_eq!(page.attr("main .btn", "href"), "/");
    }

    #[test]
    fn the_steps_of_the_set_up_are_counted() {
        let page = Html::of(&step_head(2, 4, "Your teams", "Two are enough."));
        assert_eq!(page.text(".meta"), "Step 2 of 4");
        assert_eq!(page.count(".wizdots li[data-s=done]"), 1);
    }
}

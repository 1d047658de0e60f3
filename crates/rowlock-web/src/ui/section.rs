//! Heads of pages and sections, value pairs, key figures.

use maud::{Markup, html};

/// The head of a page: title, one sentence, actions at the end.
pub fn page_head(title: &str, sentence: impl maud::Render, actions: Option<Markup>) -> Markup {
    html! {
        header.pagehead {
            div { h1 { (title) } p { (sentence) } }
            @if let Some(actions) = actions { div.actions { (actions) } }
        }
    }
}

/// A section with a heading `id`, a short remark and maybe a link at the end of its head.
pub fn section(id: &str, title: &str, remark: &str, more: Option<(&str, &str)>, body: Markup) -> Markup {
    html! {
        section.sec aria-labelledby=(id) {
            (section_head(id, title, remark, more))
            (body)
        }
    }
}

/// The head alone: title with `id`, remark, and (words, href) of a link.
pub fn section_head(id: &str, title: &str, remark: &str, more: Option<(&str, &str)>) -> Markup {
    headed(id, title, html! { @if !remark.is_empty() { p { (remark) } } }, more)
}

/// The same with a remark that changes in place; its key among the page's live values is the heading's `id`.
pub fn live_section_head(id: &str, title: &str, remark: &str, more: Option<(&str, &str)>) -> Markup {
    headed(id, title, html! { p data-live=(id) { (remark) } }, more)
}

fn headed(id: &str, title: &str, remark: Markup, more: Option<(&str, &str)>) -> Markup {
    html! {
        header.sechead {
            h2 id=(id) { (title) }
            (remark)
            @if let Some((words, href)) = more { a class="push link" href=(href) { (words) } }
        }
    }
}

/// Plain value pairs.
pub fn pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, Markup)>) -> Markup {
    html! { dl.kv { @for (name, value) in pairs { dt { (name) } dd { (value) } } } }
}

/// Key figures in a row: (value, what it is).
pub fn figures<'a>(figures: impl IntoIterator<Item = (Markup, &'a str)>) -> Markup {
    html! { dl.figs { @for (value, what) in figures { div { dt { (what) } dd { (value) } } } } }
}

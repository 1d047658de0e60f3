//! The HTML frame of mails: a table of 600 px with inline styles, since mail programs know no others.

use maud::{DOCTYPE, Markup, html};

const PAGE: &str = "margin:0;background:#f5f7f9";
const TABLE: &str = "max-width:600px;width:100%;background:#ffffff;border:1px solid #e2e7ec";
const BUTTON: &str = "display:inline-block;background:#0f5f68;color:#ffffff;font:600 14px/20px Arial,sans-serif;text-decoration:none;padding:10px 18px;border-radius:6px";

/// A whole mail of rows made by the functions below; `glance` is what a mailbox shows beside the subject.
pub(super) fn mail(title: &str, glance: &str, rows: Markup) -> String {
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
            }
            body style=(PAGE) {
                div style="display:none" { (glance) }
                table role="presentation" width="100%" cellpadding="0" cellspacing="0" {
                    tr { td align="center" style="padding:24px 12px" {
                        table role="presentation" width="600" cellpadding="0" cellspacing="0" style=(TABLE) { (rows) }
                    } }
                }
            }
        }
    };
    page.into_string()
}

fn row(style: &str, content: Markup) -> Markup {
    html! { tr { td style=(style) { (content) } } }
}

/// The small line at the top.
pub(super) fn meta(text: &str) -> Markup {
    row("padding:20px 24px 0;font:13px/18px Arial,sans-serif;color:#5d6b7e", html! { (text) })
}

/// The headline.
pub(super) fn headline(text: &str) -> Markup {
    row("padding:4px 24px 0;font:600 20px/26px Arial,sans-serif;color:#152238", html! { (text) })
}

/// A paragraph.
pub(super) fn paragraph(text: &str) -> Markup {
    row("padding:8px 24px 4px;font:15px/22px Arial,sans-serif;color:#152238", html! { (text) })
}

/// The one button; it opens a page, so that programs which follow links confirm nothing.
pub(super) fn button(words: &str, href: &str) -> Markup {
    row("padding:14px 24px 4px", html! { a href=(href) style=(BUTTON) { (words) } })
}

/// A heading inside.
pub(super) fn heading(text: &str) -> Markup {
    row("padding:20px 24px 4px;font:600 15px/22px Arial,sans-serif;color:#152238", html! { (text) })
}

/// A line with its remark.
pub(super) fn line(text: &str, remark: &str) -> Markup {
    row(
        "padding:8px 24px;border-top:1px solid #e2e7ec;font:14px/20px Arial,sans-serif;color:#152238",
        html! { b { (text) } @if !remark.is_empty() { br; span style="color:#435268" { (remark) } } },
    )
}

/// Why one gets this.
pub(super) fn foot(text: &str) -> Markup {
    row("padding:16px 24px 20px;border-top:1px solid #e2e7ec;font:13px/18px Arial,sans-serif;color:#5d6b7e", html! { (text) })
}

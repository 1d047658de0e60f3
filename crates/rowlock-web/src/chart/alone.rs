//! A drawing as a file of its own: with its colours, its finding as the title, and a ground of its own.

use std::fmt::Write as _;

use maud::Markup;

/// The colours of `front/css/tokens.css` as plain values, since other programs know no variables; `n` is the
/// drawing's name for them: (name, light, dark).
const COLOURS: [(&str, &str, &str); 14] = [
    ("bg", "#ffffff", "#0f1722"),
    ("bg-sunken", "#f5f7f9", "#0b121b"),
    ("line", "#e2e7ec", "#223041"),
    ("line-strong", "#c4ced8", "#38495d"),
    ("track-strong", "#c3ccd5", "#3d4f63"),
    ("ink", "#152238", "#e6ecf3"),
    ("ink-2", "#435268", "#b1bdcb"),
    ("ink-3", "#596779", "#8e9cad"),
    ("navy", "#17324d", "#c9dced"),
    ("teal-fill", "#16858a", "#3fa7a3"),
    ("teal-soft", "#dceeee", "#123339"),
    ("neutral-fill", "#5b7288", "#8ea4b8"),
    ("attn-fill", "#bd7500", "#e0a030"),
    ("late-fill", "#c8233f", "#f0596c"),
];

/// What each class looks like: (selector, colour for fill, colour for stroke, the rest). "" is none.
const LOOKS: [(&str, &str, &str, &str); 29] = [
    (".ground", "bg", "", ""),
    (".said", "ink", "", "font-size:14px;font-weight:600"),
    (".tx", "ink-3", "", "font-size:11px"),
    (".tx2", "ink", "bg", "font-size:12px;font-weight:600;stroke-width:4px;stroke-linejoin:round;paint-order:stroke"),
    (".ax", "", "line", ""),
    (".ax2", "", "line-strong", ""),
    (".ln", "", "teal-fill", "stroke-width:2;stroke-linejoin:round"),
    (".ln2", "", "navy", "stroke-width:2;stroke-dasharray:5 4;stroke-linejoin:round"),
    (".lnm", "", "ink-3", "stroke-dasharray:2 3"),
    (".prev", "", "ink-3", "stroke-width:1.5;stroke-dasharray:4 3"),
    (".scope", "", "ink-2", "stroke-width:1.5"),
    (".ahead", "", "ink-2", "stroke-width:1.5;stroke-dasharray:2 3"),
    (".fa", "teal-soft", "", ""),
    (".band", "teal-soft", "", ""),
    (".cone", "teal-soft", "", ""),
    (".closed", "bg-sunken", "", ""),
    (".target", "", "ink", "stroke-width:1.5"),
    (".dot", "teal-fill", "bg", "stroke-width:2"),
    (".dot2", "navy", "bg", "stroke-width:2"),
    (".dot[data-s=risk],.miss", "attn-fill", "bg", "stroke-width:1"),
    (".dot[data-s=late]", "late-fill", "bg", "stroke-width:1"),
    (".bin", "line-strong", "", ""),
    (".here", "", "late-fill", "stroke-width:2.5"),
    (".v", "teal-fill", "", ""),
    (".neg", "attn-fill", "", ""),
    (".f0", "track-strong", "bg", ""),
    (".f1", "neutral-fill", "bg", ""),
    (".f2", "navy", "bg", ""),
    (".f3", "teal-fill", "bg", ""),
];

/// Letters of the title in one line, for each unit of the drawing's width.
const LETTERS_PER_UNIT: f64 = 1.0 / 7.4;
const LINE: f64 = 20.0;
const MARGIN: f64 = 16.0;

/// A drawing of this module as the text of an SVG file. Its label becomes the title, above the drawing too;
/// dark where the reader's system is. Something that is no drawing comes back as it is.
pub fn alone(drawing: &Markup) -> String {
    let text = &drawing.0;
    let Some((tag, rest)) = text.split_once('>').filter(|(tag, _)| tag.starts_with("<svg")) else { return text.clone() };
    let Some((width, height)) = size(tag) else { return text.clone() };
    let label = attribute(tag, "aria-label").unwrap_or_default();
    let lines = wrapped(label, (width * LETTERS_PER_UNIT) as usize);
    let head = LINE * lines.len() as f64 + if lines.is_empty() { 0.0 } else { 8.0 };
    let (wide, high) = (width + 2.0 * MARGIN, height + head + 2.0 * MARGIN);
    let (x, y) = (-MARGIN, -MARGIN - head);
    let mut file = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{x} {y} {wide} {high}\" width=\"{wide}\" height=\"{high}\" role=\"img\">\
         <title>{label}</title><style>{}</style><rect class=\"ground\" x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{high}\"/>",
        style()
    );
    for (at, line) in lines.iter().enumerate() {
        let _ = write!(file, "<text class=\"said\" x=\"0\" y=\"{}\">{line}</text>", y + MARGIN + 12.0 + LINE * at as f64);
    }
    file.push_str(rest);
    file
}

/// The style sheet: light, and dark for those whose system is.
fn style() -> String {
    let mut css = String::from("text{font-family:system-ui,-apple-system,\"Segoe UI\",Roboto,\"Liberation Sans\",Arial,sans-serif}");
    for (selector, fill, stroke, more) in LOOKS {
        let _ = write!(css, "{selector}{{{}{more}}}", paint(fill, stroke, false));
    }
    css.push_str("@media (prefers-color-scheme:dark){");
    for (selector, fill, stroke, _) in LOOKS {
        let _ = write!(css, "{selector}{{{}}}", paint(fill, stroke, true));
    }
    css.push('}');
    css
}

fn paint(fill: &str, stroke: &str, dark: bool) -> String {
    let colour = |name: &str| COLOURS.iter().find(|(known, ..)| *known == name).map_or("none", |(_, light, night)| if dark { night } else { light });
    format!("fill:{};stroke:{};", colour(fill), colour(stroke))
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    after.split_once('"').map(|(value, _)| value)
}

fn size(tag: &str) -> Option<(f64, f64)> {
    let mut numbers = attribute(tag, "viewBox")?.split(' ').skip(2).map(str::parse::<f64>);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
}

/// Words in lines of at most `letters`; escapes count as they are written.
fn wrapped(words: &str, letters: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= letters => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::samples;
    use super::*;

    #[test]
    fn the_colours_are_those_of_the_pages() {
        let tokens = include_str!("../../front/css/tokens.css");
        for (name, light, dark) in COLOURS {
            assert!(tokens.contains(&format!("--{name}: light-dark({light}, {dark});")), "{name} differs from tokens.css");
        }
    }

    #[test]
    fn every_class_of_every_chart_has_its_look_in_a_file_and_on_pages() {
        let sheet = concat!(
            include_str!("../../front/css/components/chart.css"),
            include_str!("../../front/css/components/figure.css"),
            include_str!("../../front/css/components/meter.css")
        );
        let style = style();
        for drawing in samples::drawings() {
            for classes in drawing.0.split(" class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
                for class in classes.split(' ').filter(|class| !["chart", "l", "m", "s", "t", "wide", "mini"].contains(class)) {
                    assert!(style.contains(&format!(".{class}")), ".{class} has no look in a file");
                    assert!(sheet.contains(&format!(".{class}")), ".{class} has no look on pages");
                }
            }
        }
    }

    #[test]
    fn a_file_stands_by_itself_and_says_its_finding() {
        let file = alone(&samples::curve().render());
        assert!(file.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-16 "), "{}", &file[..120]);
        assert!(file.contains("<title>Chance that “Checkout &amp; more” is finished"), "escaped once");
        assert!(file.contains("class=\"said\"") && file.ends_with("</svg>"));
        assert!(!file.contains("var("), "other programs know no variables");
    }

    #[test]
    fn what_is_no_drawing_stays_as_it_is() {
        assert_eq!(alone(&maud::html! { p { "none" } }), "<p>none</p>");
    }
}

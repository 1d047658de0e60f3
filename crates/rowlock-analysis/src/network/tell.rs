//! What a network says, in sentences: the same on pages and on the command line.

/// `A waits for B and B waits for A: agree who delivers first.` The circle leads from supplier to customer.
#[must_use]
pub fn circle(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => format!("{one} waits for itself."),
        [a, b] => format!("{a} waits for {b} and {b} waits for {a}: agree who delivers first."),
        [first, rest @ ..] => {
            let mut words = first.clone();
            for (at, name) in rest.iter().rev().chain([first]).enumerate() {
                words += if at == 0 { " waits for " } else { ", which waits for " };
                words += name;
            }
            words + ": agree who delivers first."
        }
    }
}

/// `Shop is blocked: its suppliers API and Data are gone.`
#[must_use]
pub fn blocked(who: &str, suppliers_gone: &[String]) -> String {
    match suppliers_gone {
        [one] => format!("{who} is blocked: its supplier {one} is gone."),
        many => format!("{who} is blocked: its suppliers {} are gone.", listed(many)),
    }
}

/// What a slip does: who is late too, who absorbs it, for whom nobody can say.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SlipNames {
    /// Who slips.
    pub who: String,
    /// By how many days.
    pub days: f64,
    /// Who gets late, and by how many days.
    pub late: Vec<(String, f64)>,
    /// Who stays in time, and the days left.
    pub absorbed: Vec<(String, f64)>,
    /// Who may get late, nobody can say by how much.
    pub unknown: Vec<String>,
}

/// `If Payments is 3 days late, Web shop and Search are late too (3 and 1 days). Identity can absorb it: 4 days to spare.`
#[must_use]
pub fn slip(slip: &SlipNames) -> String {
    let SlipNames { who, days: by, late, absorbed, unknown } = slip;
    let names = |of: &[(String, f64)]| listed(&of.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>());
    let mut words = format!("If {who} is {} late, ", days(*by));
    match late.as_slice() {
        [] => words += "nobody else is late that we know of.",
        [(name, own)] => words += &format!("{name} is late too ({}).", days(*own)),
        many => {
            let own: Vec<String> = many.iter().map(|(_, own)| number(*own)).collect();
            words += &format!("{} are late too ({} days).", names(many), listed(&own));
        }
    }
    for (name, left) in absorbed.iter().take(3) {
        let name = capital(name);
        words += &match *left {
            left if left < 0.05 => format!(" {name} can just absorb it: nothing to spare."),
            left => format!(" {name} can absorb it: {} to spare.", days(left)),
        };
    }
    if absorbed.len() > 3 {
        words += &format!(" {} more can absorb it.", absorbed.len() - 3);
    }
    if !unknown.is_empty() {
        words += &format!(" Nobody can say for {}: no date, or a circle.", listed(unknown));
    }
    words
}

/// As the first word of a sentence, where it is one of our own: names of teams stay as they are written.
fn capital(name: &str) -> String {
    name.strip_prefix("the ").map_or_else(|| name.to_owned(), |rest| format!("The {rest}"))
}

/// `3 days`, `1 day`, `half a day`, `2.5 days`.
#[must_use]
pub fn days(days: f64) -> String {
    match number(days).as_str() {
        "0.5" => "half a day".to_owned(),
        "1" => "1 day".to_owned(),
        number => format!("{number} days"),
    }
}

fn number(days: f64) -> String {
    let tenths = (days * 10.0).round() / 10.0;
    if tenths.fract() == 0.0 { format!("{tenths:.0}") } else { format!("{tenths:.1}") }
}

/// `A, B and C`; beyond seven `A, B, … and 12 more`.
#[must_use]
pub fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [some @ .., last] if names.len() <= 7 => format!("{} and {last}", some.join(", ")),
        many => format!("{} and {} more", many[..6].join(", "), many.len() - 6),
    }
}

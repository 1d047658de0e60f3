//! What written words may hold.

use rowlock_domain::{Text, Title, text::TITLE_LIMIT};

/// What is wrong with an id.
pub fn id_problem(id: &str) -> Option<String> {
    if id.is_empty() {
        return Some("The id is empty. Give it a short, lasting word.".to_owned());
    }
    if id.chars().count() > TITLE_LIMIT {
        return Some(format!("The id has more than {TITLE_LIMIT} characters. Shorten it."));
    }
    id.chars().any(|c| c.is_control() || c.is_whitespace()).then(|| "The id holds a space or control character. Remove it.".to_owned())
}

/// What is wrong with a name or title.
pub fn title_problem(written: &str) -> Option<String> {
    Title::new(written).err().map(|problem| problem.to_string())
}

/// What is wrong with prose.
pub fn prose_problem(written: &str) -> Option<String> {
    Text::new(written).err().map(|problem| problem.to_string())
}

/// What is wrong with a team's code.
pub fn code_problem(code: &str) -> Option<String> {
    let fits = (2..=5).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    (!fits).then(|| format!("“{code}” is not a code. Use two to five capital letters or digits, such as SEA."))
}

/// What is wrong with a handle.
pub fn handle_problem(handle: &str) -> Option<String> {
    let fits = !handle.is_empty() && handle.chars().count() <= 100 && !handle.contains(char::is_whitespace) && title_problem(handle).is_none();
    (!fits).then(|| "A handle is one word of at most 100 characters, without spaces.".to_owned())
}

/// What is wrong with a mail address.
pub fn mail_problem(mail: &str) -> Option<String> {
    let fits = mail.len() <= 254
        && !mail.chars().any(|c| c.is_whitespace() || c.is_control())
        && mail.split_once('@').is_some_and(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'));
    (!fits).then(|| format!("“{mail}” is not a mail address."))
}

/// What is wrong with a link.
pub fn link_problem(link: &str) -> Option<String> {
    let fits = (link.starts_with("https://") || link.starts_with("http://")) && !link.chars().any(|c| c.is_whitespace() || c.is_control());
    (!fits).then(|| "A link begins with https:// or http:// and holds no spaces.".to_owned())
}

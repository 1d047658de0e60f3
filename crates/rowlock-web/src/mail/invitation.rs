//! Come in: a link that works once.

use super::{Texts, Written};
use rowlock_domain::PersonId;
use rowlock_engine::Occasion;

pub(super) fn write(texts: &Texts, occasion: &Occasion<'_>, path: &str, to: PersonId) -> Written {
    let organisation = &occasion.snapshot.model.name;
    let name = occasion.snapshot.profiles.name(to);
    let url = texts.url(path);
    let text = format!(
        "Hello {name},\n\nyou are invited to Rowlock, where the teams of {organisation} coordinate.\n\
         Open this link and choose a password:\n\n{url}\n\nIt works once, for two weeks.\n"
    );
    (format!("Your invitation to {organisation} on Rowlock"), text, None)
}

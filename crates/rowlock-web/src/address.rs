//! What a mail address looks like here: one `@`, a plain local part, a domain of labels. Quoted and routed forms are refused.

/// Whether mail can be sent there without tricks.
#[must_use]
pub fn is_address(written: &str) -> bool {
    let Some((local, domain)) = written.split_once('@') else { return false };
    let local_letters = local.chars().all(|c| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c));
    let label = |part: &str| {
        !part.is_empty()
            && part.len() <= 63
            && !part.starts_with('-')
            && !part.ends_with('-')
            && part.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    let dots = !local.is_empty() && !local.starts_with('.') && !local.ends_with('.') && !local.contains("..");
    written.len() <= 254 && local_letters && dots && !domain.is_empty() && domain.split('.').all(label)
}

/// The address as typed, trimmed.
///
/// # Errors
/// A sentence with an example when it is not one.
pub fn read(written: &str) -> Result<String, &'static str> {
    let written = written.trim();
    if !written.contains('@') {
        return Err("This is not a mail address. Example: ruth@example.org");
    }
    if is_address(written) {
        Ok(written.to_owned())
    } else {
        Err("This mail address cannot be used. Write one plain address, such as ruth@example.org")
    }
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn plain_addresses_are_taken_and_tricks_are_not() {
        for good in ["a@b", "ruth.adler+x@harbour.example", "ü@exämple.org"] {
            assert!(is_address(good), "{good}");
        }
        for bad in ["", "a", "@b", "a@", "a@b>,c@d", "a b@c", "\"a b\"@c", "a@b@c", "a@-b", "a..b@c", "a@b..c", "a@b\r\nBcc: c@d"] {
            assert!(!is_address(bad), "{bad}");
        }
    }
}

//! Mail addresses: one plain address, nothing that a mail header could read as two.

/// The address, trimmed; or what is wrong with it.
///
/// # Errors
/// A sentence with an example.
pub fn read(written: &str) -> Result<String, &'static str> {
    let written = written.trim();
    let Some((local, domain)) = written.split_once('@') else { return Err("This is not a mail address. Example: ruth@example.org") };
    let local_fits = (1..=64).contains(&local.len())
        && local.bytes().all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b))
        && local.split('.').all(|part| !part.is_empty());
    if local_fits && is_domain(domain) {
        Ok(written.to_owned())
    } else {
        Err("This mail address cannot be used. Write one plain address, such as ruth@example.org")
    }
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.len() <= 190 && domain.split('.').all(is_label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_plain_address_is_taken() {
        for sound in ["ruth@example.org", " lena.fischer+sos@mail.example.co.uk ", "root@localhost"] {
            assert!(read(sound).is_ok(), "{sound}");
        }
    }

    #[test]
    fn anything_a_mail_header_could_misread_is_refused() {
        for trick in ["a@b>,c@d", "\"a b\"@c", "a@b\r\nBcc: c@d", "a@", "@b", "a.@b", "a@b..c", "a@@b", "plain", "a,b@c", "<a@b>"] {
            assert!(read(trick).is_err(), "{trick:?}");
        }
    }
}

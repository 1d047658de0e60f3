//! A workspace's address out of a name: small letters, digits, single dashes.

/// The address, if the name makes one of at least two letters; cut to that many.
#[must_use]
pub fn of(name: &str, most: usize) -> Option<String> {
    let mut slug = String::new();
    for c in name.to_lowercase().chars() {
        match plain(c) {
            "" if c.is_ascii_alphanumeric() => slug.push(c),
            "" if !slug.is_empty() && !slug.ends_with('-') => slug.push('-'),
            letters => slug.push_str(letters),
        }
    }
    slug.truncate(most);
    Some(slug.trim_matches('-').to_owned()).filter(|slug| slug.len() >= 2)
}

/// A letter with a mark as letters without one; empty for every other.
fn plain(letter: char) -> &'static str {
    match letter {
        'ä' | 'æ' => "ae",
        'ö' | 'ø' | 'œ' => "oe",
        'ü' => "ue",
        'ß' => "ss",
        'à' | 'á' | 'â' | 'ã' | 'å' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ı' => "i",
        'ł' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ő' => "o",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ť' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_address_comes_from_the_name() {
        assert_eq!(of("Harbour GmbH & Co. KG", 32).as_deref(), Some("harbour-gmbh-co-kg"));
        assert_eq!(of("Grün ßtraße", 32).as_deref(), Some("gruen-sstrasse"));
        assert_eq!(of("Résumé, Łódź", 32).as_deref(), Some("resume-lodz"));
        assert_eq!(of("A name that is cut", 7).as_deref(), Some("a-name"));
        assert_eq!((of("日本", 32), of("b", 32)), (None, None));
    }
}

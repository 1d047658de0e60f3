//! Where to go after signing in: a path of this site, whatever the address bar says.

/// The path, or the first page if it could lead elsewhere.
#[must_use]
pub fn safe(next: &str) -> &str {
    let plain = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if plain && next.starts_with('/') && !next.starts_with("//") { next } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_followed() {
        for evil in
            ["//evil", "/\\evil", "https:evil", "https://evil", "/\t/evil", "\t//evil", "", "javascript:alert(1)", "/a\r\nSet-Cookie: a=b", "/ä"]
        {
            assert_eq!(safe(evil), "/", "{evil:?}");
        }
        assert_eq!(safe("/harbour/impediments/12?at=3"), "/harbour/impediments/12?at=3");
    }
}

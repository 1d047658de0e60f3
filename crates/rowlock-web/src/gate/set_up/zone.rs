//! Time zones as the set-up offers them: any name counts, these are only suggestions.

/// Suggestions, west to east.
pub(super) const SUGGESTED: [&str; 24] = [
    "America/Los_Angeles",
    "America/Denver",
    "America/Chicago",
    "America/New_York",
    "America/Sao_Paulo",
    "UTC",
    "Europe/London",
    "Europe/Lisbon",
    "Europe/Amsterdam",
    "Europe/Berlin",
    "Europe/Madrid",
    "Europe/Paris",
    "Europe/Stockholm",
    "Europe/Warsaw",
    "Europe/Athens",
    "Africa/Johannesburg",
    "Africa/Lagos",
    "Asia/Dubai",
    "Asia/Kolkata",
    "Asia/Shanghai",
    "Asia/Singapore",
    "Asia/Tokyo",
    "Australia/Sydney",
    "Pacific/Auckland",
];

/// The zone of the machine, which is most often that of the people too.
pub(super) fn of_server() -> String {
    let linked = std::fs::read_link("/etc/localtime").ok();
    let name = linked.as_ref().and_then(|path| path.to_str()?.split_once("zoneinfo/").map(|(_, name)| name.to_owned()));
    name.filter(|name| !name.starts_with("Etc/")).unwrap_or_else(|| "UTC".to_owned())
}

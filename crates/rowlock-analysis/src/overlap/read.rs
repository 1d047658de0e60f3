//! Items from a CSV export: columns by name, or those of Jira, GitHub, GitLab and Azure DevOps.

use super::Item;
use crate::Problem;

/// Which columns to read; those left open are recognised by their usual names.
#[derive(Clone, Debug, Default)]
pub struct Columns {
    /// How people find it.
    pub id: Option<String>,
    /// What it says.
    pub title: Option<String>,
    /// Whose it is.
    pub team: Option<String>,
}

const TITLES: [&str; 5] = ["title", "summary", "subject", "name", "issue title"];
const IDS: [&str; 8] = ["issue key", "key", "id", "number", "issue id", "iid", "work item id", "#"];
const TEAMS: [&str; 9] = ["team", "team name", "project key", "project name", "project", "repository", "area path", "components", "component"];

/// The items of a CSV text; a column that a file has several times is read at its first place. The delimiter is a
/// comma, semicolon or tab, whichever the first line has most of.
///
/// # Errors
/// No column of titles, a named column that is not there, or a line that is no CSV.
pub fn items(text: &str, columns: &Columns) -> Result<Vec<Item>, Problem> {
    if text.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']).starts_with(['{', '[']) {
        return Err(Problem::new("This is JSON, and titles are read from a table. Export the same list as CSV, with a column of titles."));
    }
    let mut reader = csv::ReaderBuilder::new().flexible(true).delimiter(delimiter(text)).from_reader(text.as_bytes());
    let heads: Vec<String> = reader.headers().map_err(unreadable)?.iter().map(|head| head.trim().trim_start_matches('\u{feff}').to_owned()).collect();
    let title = find(&heads, columns.title.as_deref(), &TITLES)?
        .ok_or_else(|| Problem::line(1, "", format!("No column of titles was found among {}. Name it with --title.", listed(&heads))))?;
    let id = find(&heads, columns.id.as_deref(), &IDS)?;
    let team = find(&heads, columns.team.as_deref(), &TEAMS)?;
    let mut items = Vec::new();
    for (at, row) in reader.records().enumerate() {
        let row = row.map_err(unreadable)?;
        let cell =
            |column: Option<usize>| column.and_then(|column| row.get(column)).map(str::trim).filter(|cell| !cell.is_empty()).map(str::to_owned);
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        items.push(Item {
            id: cell(id).unwrap_or_else(|| format!("line {}", at + 2)),
            team: cell(team),
            title: cell(Some(title)).unwrap_or_default(),
        });
    }
    Ok(items)
}

fn unreadable(error: csv::Error) -> Problem {
    let line = error.position().map_or(0, |position| position.line() as usize);
    Problem::line(line, "", format!("This is not CSV: {error}. Export it again, with a line of headings."))
}

fn delimiter(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|delimiter| (first.bytes().filter(|byte| byte == delimiter).count(), *delimiter == b','))
        .unwrap_or(b',')
}

/// The place of a named column, or of the first one with a usual name.
fn find(heads: &[String], named: Option<&str>, usual: &[&str]) -> Result<Option<usize>, Problem> {
    let place = |name: &str| heads.iter().position(|head| head.eq_ignore_ascii_case(name));
    match named {
        Some(name) => {
            place(name).map(Some).ok_or_else(|| Problem::line(1, name, format!("There is no column of that name; there are {}.", listed(heads))))
        }
        None => Ok(usual.iter().find_map(|name| place(name))),
    }
}

fn listed(heads: &[String]) -> String {
    let mut names: Vec<&str> = heads.iter().map(String::as_str).filter(|head| !head.is_empty()).take(12).collect();
    names.dedup();
    if names.is_empty() { "no columns at all".to_owned() } else { names.iter().map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Item> {
        items(text, &Columns::default()).unwrap()
    }

    #[test]
    fn the_usual_exports_are_recognised() {
        let item = |id: &str, team: Option<&str>, title: &str| Item { id: id.into(), team: team.map(str::to_owned), title: title.into() };
        assert_eq!(read("\u{feff}Summary,Issue key,Project key\nPay,WEB-1,WEB\n"), [item("WEB-1", Some("WEB"), "Pay")]);
        assert_eq!(read("number\ttitle\trepository\n7\tPay\tshop\n"), [item("7", Some("shop"), "Pay")]);
        assert_eq!(read("Issue ID;Title;State\n7;\"Pay; now\";open\n"), [item("7", None, "Pay; now")]);
        assert_eq!(read("Titel,Title\nx,Pay\n\n"), [item("line 2", None, "Pay")]);
    }

    #[test]
    fn without_titles_the_columns_are_listed() {
        let problem = items("a,b\n1,2\n", &Columns::default()).unwrap_err();
        assert_eq!(problem.to_string(), "line 1: No column of titles was found among “a”, “b”. Name it with --title.");
        let columns = Columns { team: Some("squad".into()), ..Columns::default() };
        assert_eq!(items("title\nPay\n", &columns).unwrap_err().to_string(), "line 1, squad: There is no column of that name; there are “title”.");
        assert!(
            items(" {\"issues\": []}", &Columns::default()).unwrap_err().to_string().starts_with("This is JSON, and titles are read from a table.")
        );
        assert!(items("", &Columns::default()).unwrap_err().to_string().contains("no columns at all"));
    }
}

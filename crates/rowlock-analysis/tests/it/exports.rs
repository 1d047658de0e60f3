//! Files as trackers and people write them: what is recognised, what is left out and told, what is asked back.

use rowlock_analysis::durations::read::{Asked, DateOrder, Reading, Shape, moment, read};
use rowlock_analysis::durations::{Ending, Span};

fn file(text: &str) -> Reading {
    read([text], &Asked::default()).unwrap()
}

fn problem(text: &str, asked: &Asked) -> String {
    read([text], asked).unwrap_err().to_string()
}

fn spans(reading: &Reading) -> Vec<(f64, Ending)> {
    reading.things.iter().map(|thing| (thing.span.days(), thing.span.ending())).collect()
}

#[test]
fn githubs_command_line_gives_created_and_closed() {
    let reading = file(
        "number,title,state,stateReason,createdAt,closedAt\n1,One,CLOSED,COMPLETED,2024-01-01T00:00:00Z,2024-01-03T12:00:00Z\n2,Two,CLOSED,NOT_PLANNED,2024-01-01T00:00:00Z,2024-01-02T00:00:00Z\n3,Three,OPEN,,2024-01-02T00:00:00Z,\n",
    );
    assert_eq!(reading.shape, Shape::Github);
    assert_eq!(spans(&reading), [(2.5, Ending::Resolved), (1.0, Ending::Withdrawn), (1.5, Ending::Open)]);
    assert_eq!(reading.things[0].name, "#1");
}

#[test]
fn githubs_interface_lists_pull_requests_among_the_issues_and_they_are_left_out() {
    let reading = file(
        r#"[{"number":1,"state":"closed","created_at":"2024-01-01T00:00:00Z","closed_at":"2024-01-02T00:00:00Z","pull_request":{"url":"x"}},
            {"number":2,"state":"closed","state_reason":"not_planned","created_at":"2024-01-01T00:00:00Z","closed_at":"2024-01-02T00:00:00Z"}]"#,
    );
    assert_eq!(spans(&reading), [(1.0, Ending::Withdrawn)]);
    assert_eq!(reading.basis.left_out[0].why, "row of pull requests");
}

#[test]
fn gitlabs_export_writes_utc_into_its_column_names() {
    let reading = file(
        "Title,Issue ID,State,Created At (UTC),Updated At (UTC),Closed At (UTC)\nOne,7,Closed,2024-01-01 00:00:00,2024-02-01 00:00:00,2024-01-02 06:00:00\nTwo,8,Open,2024-01-31 00:00:00,2024-01-31 00:00:00,\n",
    );
    assert_eq!(reading.shape, Shape::Gitlab);
    assert_eq!(spans(&reading), [(1.25, Ending::Resolved), (1.0, Ending::Open)]);
    assert_eq!(reading.basis.as_of.as_deref(), Some("2024-02-01T00:00:00Z"));
}

#[test]
fn what_is_open_again_keeps_its_first_beginning_and_loses_its_closing_date() {
    let reading = file(
        "Issue key,Status,Resolution,Created,Updated,Resolved\nA-1,Reopened,,1/Jan/24 12:00 AM,11/Jan/24 12:00 AM,5/Jan/24 12:00 AM\nA-2,Done,Won't Do,1/Jan/24 12:00 AM,2/Jan/24 12:00 AM,2/Jan/24 12:00 AM\n",
    );
    assert_eq!(spans(&reading), [(10.0, Ending::Open), (1.0, Ending::Withdrawn)]);
}

#[test]
fn closed_without_a_date_is_left_out_and_told() {
    let reading = file("Issue key,Status,Created,Resolved\nA-1,Closed,2024-01-01,\nA-2,Closed,2024-01-01,2024-01-03\n");
    assert_eq!(spans(&reading), [(2.0, Ending::Resolved)]);
    assert_eq!((reading.basis.left_out[0].count, reading.basis.left_out[0].why.as_str()), (1, "row closed without a date (line 2)"));
}

#[test]
fn columns_can_be_named() {
    let asked = Asked { begin: Some("Gemeldet".into()), end: Some("weg".into()), id: Some("Nr".into()), by: Some("Art".into()), ..Asked::default() };
    let text = "Nr;Art;Gemeldet;weg\n1;Technik;05.06.2024;07.06.2024 12:00\n2;Entscheidung;06.06.2024;\n";
    let reading = read([text], &asked).unwrap();
    assert_eq!(spans(&reading), [(2.5, Ending::Resolved), (1.5, Ending::Open)]);
    assert_eq!((reading.things[0].name.as_str(), reading.things[1].label.as_str()), ("1", "Entscheidung"));
}

#[test]
fn a_column_that_is_not_there_is_told_with_those_that_are() {
    let asked = Asked { begin: Some("Raised".into()), ..Asked::default() };
    assert_eq!(problem("a,b\n1,2\n", &asked), "line 1, Raised: There is no such column. The file has: a, b.");
    assert!(problem("a,b\n1,2\n", &Asked::default()).contains("--begin COLUMN --end COLUMN"));
}

#[test]
fn a_date_that_may_mean_two_days_is_asked_back_and_one_beyond_12_decides() {
    let text = "begun,over\n03/04/2024,05/04/2024\n";
    let columns = Asked { begin: Some("begun".into()), end: Some("over".into()), ..Asked::default() };
    assert!(problem(text, &columns).contains("“03/04/2024” may mean two days"));
    let by_day = read([text], &Asked { dates: Some(DateOrder::DayMonth), ..columns.clone() }).unwrap();
    let by_month = read([text], &Asked { dates: Some(DateOrder::MonthDay), ..columns.clone() }).unwrap();
    assert_eq!((by_day.things[0].span.days(), by_month.things[0].span.days()), (2.0, 61.0));
    let decided = read(["begun,over\n03/04/2024,05/04/2024\n13/04/2024,14/04/2024\n"], &columns).unwrap();
    assert_eq!(decided.things[0].span.days(), 2.0);
}

#[test]
fn an_empty_file_and_other_things_say_what_they_lack() {
    assert!(problem("", &Asked::default()).contains("The file is empty"));
    assert!(problem("{}", &Asked::default()).contains("holds no list of issues"));
    assert!(problem("[1]", &Asked::default()).contains("[0]: This is no object"));
    assert!(problem("created,closed\nsoon,later\n", &Asked::default()).contains("no columns with a beginning and an end"));
    let named = Asked { begin: Some("created".into()), end: Some("closed".into()), ..Asked::default() };
    assert!(problem("created,closed\nsoon,later\n", &named).starts_with("line 2: No row holds a duration that can be read"));
}

#[test]
fn a_window_lets_older_ones_enter_at_their_age() {
    let text = "created,closed\n2024-01-01,2024-01-05\n2024-01-01,2024-01-20\n2024-01-12,\n2024-01-30,2024-02-02\n";
    let asked = Asked { since: moment("2024-01-10"), as_of: moment("2024-01-31"), ..Asked::default() };
    let reading = read([text], &asked).unwrap();
    let span = |entered, days, ending| Span::entering(entered, days, ending).unwrap();
    let found: Vec<Span> = reading.things.iter().map(|thing| thing.span).collect();
    assert_eq!(found, [span(9.0, 19.0, Ending::Resolved), span(0.0, 19.0, Ending::Open), span(0.0, 1.0, Ending::Open)]);
    assert_eq!(reading.basis.left_out[0].why, "row ended before the window begins (line 2)");
}

#[test]
fn moments_are_read_as_trackers_write_them() {
    let at = moment("2015-06-05T23:15:00Z");
    assert!(at.is_some());
    for text in [
        "2015-06-05T23:15:00.000+0000",
        "2015-06-05 23:15:00 UTC",
        "2015-06-05 23:15",
        "5/Jun/15 11:15 PM",
        "05/Jun/15 23:15",
        "05.06.2015 23:15",
        "2015/06/05 23:15",
        "Jun 5, 2015 23:15",
        "5 June 2015, 11:15 PM",
        "2015-06-06T01:15:00+02:00",
        "05/Juin/15 23:15",
    ] {
        assert_eq!(moment(text), at, "{text}");
    }
    for text in ["", "soon", "2015-02-30", "5/Jun/15 25:00", "32.01.2015", "2015-06-05 11:15 XM", "99/99/9999", "1/Jan/9999"] {
        assert_eq!(moment(text), None, "{text}");
    }
}

#[test]
fn line_breaks_in_fields_short_rows_and_repeated_columns_are_no_obstacle() {
    let reading = file(
        "\u{feff}Issue key,Summary,Labels,Labels,Status,Created,Resolved\r\nA-1,\"two\r\nlines\",x,y,Done,2024-01-01,2024-01-02\r\nA-2,short\r\n",
    );
    assert_eq!(spans(&reading), [(1.0, Ending::Resolved)]);
    assert_eq!(reading.basis.left_out[0].why, "row without a beginning (line 4)");
}

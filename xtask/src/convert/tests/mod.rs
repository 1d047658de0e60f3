//! The converter against tiny made snapshots and against the real one.

mod kubernetes;
mod tiny;

use super::{Converted, convert, snapshot::Snapshot};
use jiff::civil::Date;
use rowlock_organisation::read;
use serde_json::Value;

fn converted(snapshot: &Value, as_of: Option<Date>) -> Converted {
    let snapshot = Snapshot::parse(&snapshot.to_string()).unwrap();
    let converted = convert(&snapshot, as_of, &rowlock_calendar::ZonedCalendar::new()).unwrap();
    let text = serde_json::to_string(&converted.file).unwrap();
    let read_back = read(&text).unwrap_or_else(|problems| panic!("{problems:#?}"));
    assert_eq!(read_back.file, converted.file);
    let yaml = rowlock_organisation::to_yaml(&converted.file).unwrap();
    assert_eq!(read(&yaml).unwrap_or_else(|problems| panic!("{problems:#?}")).file, converted.file);
    converted
}

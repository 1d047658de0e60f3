//! Every case of the files of known answers, field by field, within the tolerance that the file gives.

use crate::shared;
use rowlock_analysis::cases;
use serde_json::Value;

/// Compares every field of `expected` with the same field of `got`.
pub fn agree(expected: &Value, got: &Value, tolerance: f64, place: &str) {
    match (expected, got) {
        (Value::Object(fields), _) => {
            for (name, value) in fields {
                agree(value, &got[name], tolerance, &format!("{place}.{name}"));
            }
        }
        (Value::Array(expected), Value::Array(got)) => {
            assert_eq!(expected.len(), got.len(), "{place}");
            for (at, (expected, got)) in expected.iter().zip(got).enumerate() {
                agree(expected, got, tolerance, &format!("{place}[{at}]"));
            }
        }
        (Value::Number(expected), Value::Number(got)) => {
            let (expected, got) = (expected.as_f64().unwrap(), got.as_f64().unwrap());
            assert!((expected - got).abs() <= tolerance, "{place}: {got} instead of {expected}");
        }
        _ => assert_eq!(expected, got, "{place}"),
    }
}

fn computed(file: &str) -> Option<(Value, Vec<cases::Case>)> {
    let text = shared::text(&format!("known-answers/{file}"))?;
    Some((serde_json::from_str(&text).unwrap(), cases::compute(&text).unwrap().cases))
}

#[test]
fn curves_bands_percentiles_and_ageing_agree_with_r() {
    let Some((file, cases)) = computed("kaplan_meier.json") else { return };
    let expected = file["cases"].as_array().unwrap();
    assert_eq!(expected.len(), cases.len());
    for (expected, case) in expected.iter().zip(&cases) {
        for (row, got) in expected["table"].as_array().unwrap().iter().zip(case.result["table"].as_array().unwrap()) {
            agree(&row["survival"], &got["survival"], 1e-9, &case.name);
            agree(row, got, 1e-6, &case.name);
        }
        assert_eq!(expected["table"].as_array().unwrap().len(), case.result["table"].as_array().unwrap().len());
        agree(&expected["quantiles"], &case.result["quantiles"], 0.0, &case.name);
        agree(&expected["ageing"], &case.result["ageing"], 1e-9, &case.name);
    }
}

#[test]
fn cumulative_flow_and_littles_law_agree() {
    let Some((file, cases)) = computed("flow.json") else { return };
    for (expected, case) in file["cases"].as_array().unwrap().iter().zip(&cases) {
        agree(&expected["expected"], &case.result, 1e-9, &case.name);
    }
}

#[test]
fn elapsed_hours_and_working_days_agree() {
    let Some((file, cases)) = computed("calendar.json") else { return };
    for (expected, case) in file["cases"].as_array().unwrap().iter().zip(&cases) {
        agree(&expected["expected"], &case.result, 1e-9, &case.name);
    }
}

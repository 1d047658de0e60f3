//! The form of a file: its JSON Schema in docs/ is the law, read here and by every other program alike, so that the two cannot
//! differ. What no schema can say (that a name is known, that two fields exclude each other) is checked by who reads the file.

mod date;
mod strict;
#[cfg(test)]
mod tests;

use crate::Problem;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Reads a file of the form that a schema describes.
pub(crate) fn read<T: DeserializeOwned>(text: &str, schema: &str) -> Result<T, Problem> {
    let value = strict::value(text)?;
    let schema: Value = serde_json::from_str(schema)?;
    let form = Form { schema: &schema };
    form.check(&schema, &value, "").map_err(|problem| problem.in_json(text))?;
    T::deserialize(value).map_err(|error| Problem::new(format!("{error}. The formats are described in docs/analyze.md.")))
}

/// The cases of a file: objects, each of the form that the schema has for its kind.
pub(crate) fn check_case(case: &Value, kind: &str, schema: &Value) -> Result<(), Problem> {
    // One of two forms, told apart by a field.
    let kind = if kind == "flow" && !case["wip"].is_null() { "ratio" } else { kind };
    Form { schema }.check(&schema["$defs"][kind], case, "")
}

/// JSON without a name that stands twice; whole numbers are whole.
pub(crate) fn json(text: &str) -> Result<Value, Problem> {
    strict::value(text)
}

struct Form<'a> {
    schema: &'a Value,
}

impl<'a> Form<'a> {
    /// The schema itself, or the one that it refers to.
    fn meant(&self, schema: &'a Value) -> &'a Value {
        let referred = schema["$ref"].as_str().and_then(|name| self.schema.pointer(name.trim_start_matches('#')));
        referred.unwrap_or(schema)
    }

    fn check(&self, schema: &'a Value, value: &Value, path: &str) -> Result<(), Problem> {
        let schema = self.meant(schema);
        let refused = |what: String| {
            let advice = schema["description"].as_str().map_or_else(String::new, |advice| format!(" {advice}"));
            Err(Problem::field(path, format!("{what}{advice} The formats are described in docs/analyze.md.")))
        };
        match alone(schema, value) {
            Some(what) => refused(what),
            None => match value {
                Value::Object(fields) => self.fields(schema, fields, path),
                Value::Array(list) => self.list(schema, list, path),
                _ => Ok(()),
            },
        }
    }

    fn fields(&self, schema: &'a Value, fields: &serde_json::Map<String, Value>, path: &str) -> Result<(), Problem> {
        let at = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        for (name, value) in fields {
            match (schema["properties"].get(name), &schema["additionalProperties"]) {
                (Some(known), _) => self.check(known, value, &at(name))?,
                (None, Value::Bool(false)) => {
                    let known: Vec<&str> = schema["properties"].as_object().into_iter().flatten().map(|(known, _)| known.as_str()).collect();
                    let sentence =
                        format!("There is no field “{name}”; known are {}. The formats are described in docs/analyze.md.", known.join(", "));
                    return Err(Problem::field(at(name), sentence));
                }
                (None, of_all @ Value::Object(_)) => self.check(of_all, value, &at(name))?,
                (None, _) => {}
            }
        }
        let missing = list_of(&schema["required"]).filter_map(Value::as_str).find(|name| !fields.contains_key(*name));
        if let Some(name) = missing {
            return Err(Problem::field(at(name), format!("“{name}” is missing. The formats are described in docs/analyze.md.")));
        }
        Ok(())
    }

    fn list(&self, schema: &'a Value, list: &[Value], path: &str) -> Result<(), Problem> {
        let first: Vec<&Value> = list_of(&schema["prefixItems"]).collect();
        list.iter().enumerate().try_for_each(|(at, value)| {
            let of = first.get(at).copied().unwrap_or(&schema["items"]);
            if of.is_null() { Ok(()) } else { self.check(of, value, &format!("{path}[{at}]")) }
        })
    }
}

fn list_of(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// What is wrong with a value, leaving aside what stands in it.
fn alone(schema: &Value, value: &Value) -> Option<String> {
    let types: Vec<&str> = schema["type"].as_str().into_iter().chain(list_of(&schema["type"]).filter_map(Value::as_str)).collect();
    if !types.is_empty() && !types.iter().any(|name| is_of(name, value)) {
        let wanted: Vec<&str> = types.iter().filter(|name| **name != "null").map(|name| named(name)).collect();
        return Some(format!("Here stands {}, but {} belongs here.", told(value), wanted.join(" or ")));
    }
    let known = &schema["const"];
    if !known.is_null() && known != value {
        return Some(format!("Only {known} is known here, not {value}."));
    }
    if schema["enum"].is_array() && !list_of(&schema["enum"]).any(|known| known == value) {
        let known: Vec<String> = list_of(&schema["enum"]).map(Value::to_string).collect();
        return Some(format!("Only {} are known here, not {value}.", known.join(", ")));
    }
    match value {
        Value::Number(number) => {
            out_of_bounds(schema, number.as_f64().unwrap_or(f64::NAN), ["minimum", "maximum"]).map(|bounds| format!("{bounds}, not {value}."))
        }
        Value::Array(list) => of_list(schema, list),
        Value::Object(fields) => out_of_bounds(schema, fields.len() as f64, ["minProperties", "maxProperties"])
            .map(|bounds| format!("{bounds} names belong here, not {}.", fields.len())),
        Value::String(text) if schema["format"] == "date" => date::wrong(text),
        _ => None,
    }
}

fn of_list(schema: &Value, list: &[Value]) -> Option<String> {
    let bounds = out_of_bounds(schema, list.len() as f64, ["minItems", "maxItems"]);
    let repeated = || list.iter().enumerate().find(|(at, value)| list[..*at].contains(value)).map(|(_, value)| value);
    match bounds {
        Some(bounds) => Some(format!("{bounds} entries belong here, not {}.", list.len())),
        None if schema["uniqueItems"] == true => repeated().map(|value| format!("{value} stands twice.")),
        None => None,
    }
}

/// "Between 1 and 520", "At least 1", where a number lies beyond.
fn out_of_bounds(schema: &Value, number: f64, [least, most]: [&str; 2]) -> Option<String> {
    let (least, most) = (&schema[least], &schema[most]);
    let is_within = number >= least.as_f64().unwrap_or(f64::MIN) && number <= most.as_f64().unwrap_or(f64::MAX);
    (!is_within).then(|| match (least.is_null(), most.is_null()) {
        (false, false) if least == most => format!("{least}"),
        (false, false) => format!("Between {least} and {most}"),
        (false, true) => format!("At least {least}"),
        _ => format!("At most {most}"),
    })
}

fn is_of(name: &str, value: &Value) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        "integer" => value.is_i64() || value.is_u64(),
        _ => value.is_number(),
    }
}

fn named(name: &str) -> &'static str {
    match name {
        "object" => "an object {…}",
        "array" => "a list […]",
        "string" => "a text",
        "boolean" => "true or false",
        "integer" => "a whole number",
        _ => "a number",
    }
}

fn told(value: &Value) -> String {
    match value {
        Value::Object(_) => "an object {…}".to_owned(),
        Value::Array(_) => "a list […]".to_owned(),
        other => other.to_string(),
    }
}

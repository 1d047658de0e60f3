//! The file as a tree of values that know their lines. Only built when something is wrong: a sound file is read once, typed.

use crate::problem::Place;
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;
use serde_saphyr::{Location, Spanned};
use std::fmt;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    at: Location,
    shape: Shape,
}

#[derive(Clone, Debug)]
enum Shape {
    Scalar(Value),
    List(Vec<Node>),
    Map(Vec<(String, Location, Node)>),
}

impl Node {
    /// Line and column.
    #[must_use]
    pub fn position(&self) -> (u64, u64) {
        (self.at.line(), self.at.column())
    }

    /// The value of that key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        match &self.shape {
            Shape::Map(entries) => entries.iter().find(|(k, ..)| k == key).map(|(_, _, node)| node),
            Shape::List(nodes) => nodes.get(key.parse::<usize>().ok()?),
            Shape::Scalar(_) => None,
        }
    }

    /// The entries of a list; nothing for anything else.
    #[must_use]
    pub fn list(&self) -> &[Self] {
        match &self.shape {
            Shape::List(nodes) => nodes,
            _ => &[],
        }
    }

    /// The keys of a map with their positions.
    pub fn keys(&self) -> impl Iterator<Item = (&str, (u64, u64))> {
        let entries = match &self.shape {
            Shape::Map(entries) => entries.as_slice(),
            _ => &[],
        };
        entries.iter().map(|(key, at, _)| (key.as_str(), (at.line(), at.column())))
    }

    /// Whether it is a list.
    #[must_use]
    pub fn is_list(&self) -> bool {
        matches!(self.shape, Shape::List(_))
    }

    /// Whether it is a map.
    #[must_use]
    pub fn is_map(&self) -> bool {
        matches!(self.shape, Shape::Map(_))
    }

    /// The value without its positions.
    #[must_use]
    pub fn value(&self) -> Value {
        match &self.shape {
            Shape::Scalar(value) => value.clone(),
            Shape::List(nodes) => Value::Array(nodes.iter().map(Self::value).collect()),
            Shape::Map(entries) => Value::Object(entries.iter().map(|(key, _, node)| (key.clone(), node.value())).collect()),
        }
    }

    /// Line and column of a place, or of the nearest thing around it that is written down.
    #[must_use]
    pub fn find(&self, place: &Place) -> (u64, u64) {
        let mut node = self;
        let index = place.index.map(|index| index.to_string());
        let steps = std::iter::once(place.list).chain(index.as_deref()).chain(place.field.split('.').filter(|part| !part.is_empty()));
        for step in steps {
            match node.get(step) {
                Some(inner) => node = inner,
                None => break,
            }
        }
        node.position()
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let spanned = Spanned::<Shape>::deserialize(deserializer)?;
        Ok(Self { at: spanned.referenced, shape: spanned.value })
    }
}

impl<'de> Deserialize<'de> for Shape {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ShapeVisitor)
    }
}

struct ShapeVisitor;

impl<'de> Visitor<'de> for ShapeVisitor {
    type Value = Shape;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Shape, E> {
        Ok(Shape::Scalar(value.into()))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Shape, E> {
        Ok(Shape::Scalar(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Shape, E> {
        Ok(Shape::Scalar(value.into()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Shape, E> {
        Ok(Shape::Scalar(value.into()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Shape, E> {
        Ok(Shape::Scalar(value.into()))
    }

    fn visit_unit<E>(self) -> Result<Shape, E> {
        Ok(Shape::Scalar(Value::Null))
    }

    fn visit_none<E>(self) -> Result<Shape, E> {
        Ok(Shape::Scalar(Value::Null))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Shape, D::Error> {
        deserializer.deserialize_any(Self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Shape, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element()? {
            nodes.push(node);
        }
        Ok(Shape::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Shape, A::Error> {
        let mut entries = Vec::new();
        while let Some((key, node)) = map.next_entry::<Spanned<String>, Node>()? {
            entries.push((key.value, key.referenced, node));
        }
        Ok(Shape::Map(entries))
    }
}
